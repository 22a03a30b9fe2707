"""How findings quote what they are about."""

from __future__ import annotations

import re

_LONGEST = 40
_LETTER = re.compile("[A-Za-z]")
# The start of a word that a quotation has no room for.
_CUT_WORD = re.compile(r"(?<=[^A-Za-z])[A-Za-z]+$")


def quote(text: str) -> str:
    """Return a text on one line, cut off between words where it is long."""
    flat = " ".join(text.split())
    if len(flat) <= _LONGEST:
        return flat
    start = flat[:_LONGEST]
    if _LETTER.match(flat[_LONGEST]):
        start = _CUT_WORD.sub("", start)
    return f"{start.rstrip()} …"
