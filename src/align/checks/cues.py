"""Cues of meaning in either language: words that negate, harden, soften, attribute or count.

They are tables under `data/cues/`: a row is a class with its Chinese and its English forms. `*` in an
English form stands for letters, `#` for a digit. Where forms overlap the longest counts, and forms of the
class `neutral` are there to be passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from align.checks.words import Side
from align.text import fold_chinese

NEUTRAL = "neutral"


_WILD = re.compile("[*#]")


class Cue(NamedTuple):
    """A cue: where it stands in the text of its side, and its classes."""

    start: int
    end: int
    kinds: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The first of its classes, which is the only one in most tables."""
        return self.kinds[0]


class Lexicon:
    """The cues of one table in both languages."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self._chinese = _Forms([(fold_chinese(row[1]), row[0]) for row in rows], chinese=True)
        self._english = _Forms([(row[2], row[0]) for row in rows], chinese=False)

    def find(self, side: Side) -> tuple[Cue, ...]:
        """Return the cues of a side in reading order, without the neutral ones."""
        forms = self._chinese if side.is_chinese else self._english
        return tuple(forms.find(side.text))


class _Forms:
    """The forms of one language; where they overlap the longest counts."""

    def __init__(self, rows: Sequence[tuple[str, str]], *, chinese: bool) -> None:
        self._kinds: dict[str, tuple[str, ...]] = {}
        for forms, kind in rows:
            for form in filter(None, forms.split("|")):
                self._kinds[form] = (*self._kinds.get(form, ()), kind)
        order = sorted(self._kinds, key=len, reverse=True)
        body = "|".join(map(_pattern, order)) or "(?!)"
        self._whole = re.compile(body if chinese else rf"(?<![a-z'-])(?:{body})(?![a-z])")
        self._wild = [(re.compile(_pattern(form)), form) for form in order if _WILD.search(form)]

    def find(self, text: str) -> Iterator[Cue]:
        for match in self._whole.finditer(text):
            kinds = self._kinds_of(match[0])
            if NEUTRAL not in kinds[:1]:
                yield Cue(*match.span(), kinds)

    def _kinds_of(self, found: str) -> tuple[str, ...]:
        return self._kinds.get(found) or self._kinds_of_wild(" ".join(found.split()))

    def _kinds_of_wild(self, found: str) -> tuple[str, ...]:
        wild = (form for pattern, form in self._wild if pattern.fullmatch(found))
        return self._kinds.get(found) or self._kinds[next(wild)]


def _pattern(form: str) -> str:
    return re.escape(form).replace(r"\*", "[a-z]*").replace(r"\#", "[0-9]").replace(r"\ ", r"\s+")


@cache
def load(name: str) -> Lexicon:
    """Return the cues of a table."""
    text = files("align").joinpath("data", "cues", f"{name}.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return Lexicon(rows[1:])
