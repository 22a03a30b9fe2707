"""Currencies that a text names, with or without an amount: 盧布貶值, "the rouble fell"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from align.text import lower_case, to_simplified
from align.types import Span
from align.values.unit_table import MONEY, OTHER_WORDS, SYMBOLS

# Names that without an amount are as likely other words: a rand and the RAND, 比爾 is Bill.
_FEEBLE_ENGLISH = "dong|rand|reals?|leu|lei|levs?|leva|kips?|takas?|shillings?|afghanis?"
_FEEBLE_CHINESE = "元|美分|比尔|索姆|苏姆|先令|塔卡|瑞尔|基普|福林|里耳|新币|马币|加元"
_FEEBLE = re.compile(f"{_FEEBLE_ENGLISH}|{_FEEBLE_CHINESE}", re.IGNORECASE)
# What else may stand for a currency; only excuses.
_LOOSE_ENGLISH = {
    "won": "won",
    "pounds": "pounds?|sterling",
    "USD": "greenbacks?|bucks?",
    "EUR": "(?:single|common) currency",
    "CNY": "redback",
    "KGS": "soms?",
    "UZS": "soms?|sums?",
}
_LOOSE_CHINESE = {"pounds": "镑", "THB": "铢", "VND": "盾", "IDR": "盾", "USD": "美钞", "CNY": "红色钞票"}


class NamedCurrency(NamedTuple):
    """A currency that a text names.

    Attributes:
        unit: Its key in `MONEY`, or that of a word such as "dollar" that several share.
        sure: Whether the word names it by itself.
    """

    unit: str
    span: Span
    sure: bool


class _Pattern(NamedTuple):
    """Wordings, each a group, and the unit of each group."""

    pattern: re.Pattern[str]
    units: tuple[str, ...]

    def find(self, text: str, *, sure: bool) -> Iterator[NamedCurrency]:
        for match in self.pattern.finditer(text):
            named = sure and not _FEEBLE.fullmatch(match[0])
            yield NamedCurrency(self.units[(match.lastindex or 1) - 1], Span(*match.span()), named)


def _english(wordings: Mapping[str, str]) -> _Pattern:
    # The longest wording first, so that "Hong Kong dollar" is not read as any dollar. In lower case, since a
    # pattern for either case is several times as slow.
    rows = sorted(wordings.items(), key=lambda row: -len(row[1]))
    groups = "|".join(f"({wording.lower()})" for _, wording in rows)
    return _Pattern(re.compile(rf"(?<![\w.])(?:{groups})(?!\w)"), tuple(unit for unit, _ in rows))


def _chinese(names: Mapping[str, str]) -> _Pattern:
    rows = sorted(names.items(), key=lambda row: -len(row[0]))
    groups = (
        re.escape(name) + (f"(?![{OTHER_WORDS[name]}])" if name in OTHER_WORDS else "") for name, _ in rows
    )
    return _Pattern(re.compile("|".join(f"({group})" for group in groups)), tuple(unit for _, unit in rows))


_NAMED = _english(
    {unit: row.english for unit, row in MONEY.items() if row.english and unit not in ("won", "cent")}
)
_LOOSE = _english(_LOOSE_ENGLISH)
_NAMED_CHINESE = _chinese(
    {name: unit for unit, row in MONEY.items() for name in row.chinese.split("|") if name}
)
_ALSO_CHINESE = _chinese({name: unit for unit, name in _LOOSE_CHINESE.items()})
_SIGNS = _chinese(SYMBOLS)


def find_currencies(text: str, *, chinese: bool) -> Iterator[NamedCurrency]:
    """Yield the currencies that a text of either language names, words that only may be one included."""
    yield from _SIGNS.find(text, sure=False)
    if chinese:
        simplified = to_simplified(text)
        yield from _NAMED_CHINESE.find(simplified, sure=True)
        yield from _ALSO_CHINESE.find(simplified, sure=False)
    else:
        plain = lower_case(text)
        yield from _NAMED.find(plain, sure=True)
        yield from _LOOSE.find(plain, sure=False)
