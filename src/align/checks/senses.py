"""Words of one scale, told in both languages: the same year or the next one, at dawn or in the evening.

A word of one language stands against one of the other where neither side has anything that could account
for what the other says, so that no contexts are asked. The scales are tables under `data/cues/`: a row is a
sense, with patterns of what plainly says it in Chinese and in English, and of what may stand for it besides.
`{NAME}` in a pattern stands for the pattern of the row `=NAME`; a row `excused` has what excuses a scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from align.checks.base import rendered
from align.checks.words import Matched
from align.types import Finding, Span

_MACRO = re.compile(r"\{([A-Z]+)\}")
_EXCUSED = "excused "


class Clash(NamedTuple):
    """A Chinese word and an English one that say different things."""

    chinese: Span
    english: Span


class _Sense(NamedTuple):
    """What says a thing in either language, and what accounts for it: that, or what may stand for it."""

    chinese: re.Pattern[str]
    english: re.Pattern[str]
    any_chinese: re.Pattern[str]
    any_english: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Scale:
    """Senses of which a text and its translation must have the same.

    Attributes:
        name: What the senses tell apart.
        excuses: What in Chinese, and what in English, makes any of them right.
    """

    name: str
    senses: tuple[_Sense, ...]
    excuses: tuple[re.Pattern[str] | None, re.Pattern[str] | None] = (None, None)

    def clash(self, chinese: str, english: str) -> Clash | None:
        """Return the only two words that clash, or None; in Simplified characters and lower case."""
        said = [
            match
            for sense in self.senses
            if (match := sense.chinese.search(chinese)) and not sense.any_english.search(english)
        ]
        if len(said) != 1 or self._is_excused(chinese, english):
            return None
        written = [
            match
            for sense in self.senses
            if (match := sense.english.search(english)) and not sense.any_chinese.search(chinese)
        ]
        return Clash(Span(*said[0].span()), Span(*written[0].span())) if len(written) == 1 else None

    def _is_excused(self, *texts: str) -> bool:
        return any(excuse and excuse.search(text) for excuse, text in zip(self.excuses, texts, strict=True))


@cache
def load(table: str) -> tuple[Scale, ...]:
    """Return the scales of a table."""
    rows = expanded_rows(table)
    excuses = {row[0].removeprefix(_EXCUSED): row[1:] for row in rows if row[0].startswith(_EXCUSED)}
    names = dict.fromkeys(row[0] for row in rows if not row[0].startswith(_EXCUSED))
    return tuple(
        Scale(name, tuple(_sense(row[1:]) for row in rows if row[0] == name), _excuses(excuses.get(name)))
        for name in names
    )


def expanded_rows(table: str) -> list[list[str]]:
    """Return the rows of a table of patterns under `data/cues/`, with each `{NAME}` replaced."""
    text = (files("align") / "data" / "cues" / f"{table}.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    macros = {cells[0][1:]: cells[1] for cells in lines if cells[0].startswith("=")}
    return [[_expand(cell, macros) for cell in cells] for cells in lines if not cells[0].startswith("=")]


def _expand(pattern: str, macros: dict[str, str]) -> str:
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda match: macros[match[1]], pattern)
    return pattern


def _sense(cells: Sequence[str]) -> _Sense:
    chinese, english, chinese_too, english_too = (*cells, "", "")[:4]
    wider = ("|".join(filter(None, pair)) for pair in ((chinese, chinese_too), (english, english_too)))
    return _Sense(*map(re.compile, (chinese, english, *wider)))


def _excuses(cells: Sequence[str] | None) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    chinese, english = (*(cells or ()), "", "")[:2]
    return re.compile(chinese) if chinese else None, re.compile(english) if english else None


def clashes(table: str, chinese: str, english: str) -> Iterator[tuple[str, Clash]]:
    """Yield the clashes of two texts by the name of their scale."""
    for scale in load(table):
        if found := scale.clash(chinese, english):
            yield scale.name, found


def told_otherwise(rule: str, matched: Matched, clash: Clash, confidence: float, explanation: str) -> Finding:
    """Return the finding of a rule that the words of a clash say different things."""
    source, target = matched.places(*clash)
    evidence = (("said", source.text), ("found", target.text))
    return rendered(
        rule, matched.pair, source, target,
        confidence=confidence, explanation=explanation, evidence=evidence,
    )  # fmt: skip
