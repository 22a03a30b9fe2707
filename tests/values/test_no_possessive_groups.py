"""Python 3.11 matches possessive quantifiers around groups unreliably; see `numerals.ARABIC`."""

import re
from pathlib import Path

import pytest

import align

MODULES = sorted(Path(align.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_group_is_possessive(path):
    assert not re.search(r"\)(?:[*+?]|\{+\d*,?\d*\}+)\+|\(\?>", path.read_text(encoding="utf-8"))
