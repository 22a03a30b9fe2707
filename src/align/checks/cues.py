"""Cues of meaning in either language: words that negate, harden, soften, attribute or count.

They are tables under `data/cues/`: a row is a class with its Chinese and its English forms. `*` in an
English form stands for letters, `#` for a digit. Where forms overlap the longest counts, and forms of the
class `neutral` are there to be passed over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from align.checks.words import Side
from align.text import fold_chinese

NEUTRAL = "neutral"

_ANYWHERE = re.compile(".", re.DOTALL)
_WORD_START = re.compile(r"(?<![a-z'-])\S")
_LETTER = re.compile("[a-z]")
# What in an English form is no text: letters, a digit, space of any length.
_SPECIAL = "*# "
_FORM_SPECIAL = re.compile(f"[{_SPECIAL}]")


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
    """The forms of one language; where they overlap the longest counts.

    They are looked up by how they begin and made patterns only when a text begins so: compiling thousands of
    them would take longer than checking a brief.
    """

    def __init__(self, rows: Sequence[tuple[str, str]], *, chinese: bool) -> None:
        self._kinds: dict[str, tuple[str, ...]] = {}
        for forms, kind in rows:
            for form in filter(None, forms.split("|")):
                self._kinds[form] = (*self._kinds.get(form, ()), kind)
        self._starts = _ANYWHERE if chinese else _WORD_START
        self._matched = _end_of_chinese if chinese else _end_of_english
        self._begin = _by_beginning(self._kinds)

    def find(self, text: str) -> Iterator[Cue]:
        end = 0
        for start in (match.start() for match in self._starts.finditer(text)):
            if start < end:
                continue
            for form in self._beginning(text[start : start + 2]):
                if found := self._matched(form, text, start):
                    end = found
                    kinds = self._kinds_of(text[start:end], form)
                    if NEUTRAL not in kinds[:1]:
                        yield Cue(start, end, kinds)
                    break

    def _beginning(self, text: str) -> Sequence[str]:
        begin = self._begin
        return begin.get(text) or begin.get(text[:1]) or begin.get("", [])

    def _kinds_of(self, found: str, form: str) -> tuple[str, ...]:
        return self._kinds.get(found) or self._kinds.get(" ".join(found.split())) or self._kinds[form]


def _by_beginning(forms: Iterable[str]) -> dict[str, list[str]]:
    """Return the forms by their first two characters, or fewer if a wild one or a space is among them.

    Under more characters stand those of fewer as well, the longest form first.
    """
    begin: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        begin[_FORM_SPECIAL.split(form[:2])[0]].append(form)
    for start in sorted(begin, key=len, reverse=True):
        begin[start] += (form for length in range(len(start)) for form in begin.get(start[:length], ()))
        begin[start].sort(key=len, reverse=True)
    return dict(begin)


def _end_of_chinese(form: str, text: str, start: int) -> int:
    return start + len(form) if text.startswith(form, start) else 0


def _end_of_english(form: str, text: str, start: int) -> int:
    if text.startswith(form, start):
        end = start + len(form)
        if end == len(text) or not _LETTER.match(text, end):
            return end
    if not (special := _FORM_SPECIAL.search(form)) or not text.startswith(form[: special.start()], start):
        return 0
    match = _pattern(form).match(text, start)
    return match.end() if match else 0


@cache
def _pattern(form: str) -> re.Pattern[str]:
    body = re.escape(form).replace(r"\*", "[a-z]*").replace(r"\#", "[0-9]").replace(r"\ ", r"\s+")
    return re.compile(body + "(?![a-z])")


@cache
def load(name: str) -> Lexicon:
    """Return the cues of a table."""
    text = files("align").joinpath("data", "cues", f"{name}.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return Lexicon(rows[1:])
