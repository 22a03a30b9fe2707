"""The scripts of bench fit the package, as far as can be told without their data."""

from __future__ import annotations

import ast
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[1] / "bench"


@pytest.mark.parametrize("path", sorted(BENCH.rglob("*.py")), ids=lambda path: str(path.relative_to(BENCH)))
def test_what_is_imported_exists(path):
    """Names of the package, and of scripts in the same folder or in bench."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        if node.module.split(".")[0] == "align":
            module = import_module(node.module)
            for alias in node.names:
                known = hasattr(module, alias.name) or find_spec(f"{node.module}.{alias.name}")
                assert known, f"{node.module}.{alias.name}"
        else:
            own = [folder / f"{node.module}.py" for folder in (path.parent, BENCH)]
            for script in own:
                if script.is_file():
                    tree = ast.parse(script.read_text("utf-8"))
                    names = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}
                    names |= {getattr(one, "name", "") for one in tree.body}
                    assert {alias.name for alias in node.names} <= names, script.name
