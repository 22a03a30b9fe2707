"""The scripts of bench fit the package, as far as can be told without their data."""

from __future__ import annotations

import ast
import json
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


@pytest.mark.parametrize(
    "path", sorted((BENCH / "judge" / "written").glob("*.jsonl")), ids=lambda path: path.stem
)
def test_edits_say_where_they_are(path):
    """What bench/judge/written/README.md says of each line."""
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        assert sorted(edit["kind"] for edit in item["edits"]) == sorted(2 * ["drop", "add", "wrong"]), line
        for edit in item["edits"]:
            kind, text, new = edit["kind"], item[edit["text"]], edit.get("new", "")
            changed = text.replace(edit["old"], new)
            assert text.count(edit["old"]) == 1, edit
            assert changed != text, edit
            assert [key in edit for key in ("zh", "at")] == [kind != "add", kind != "drop"], edit
            assert kind == "add" or item["zh"].count(edit["zh"]) == 1, edit
            assert kind == "drop" or new.count(edit["at"]) == changed.count(edit["at"]) == 1, edit
