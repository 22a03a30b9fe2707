"""Every value that some numeral of a text may stand for, names and idioms included.

It answers whether a number is there at all, before one is called missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from align.values.chinese_patterns import NUMERAL
from align.values.english_patterns import SCALE
from align.values.numerals import (
    ARABIC,
    INDIAN,
    MULTIPLIERS,
    ORDINAL_WORD,
    WORD_NUMERAL,
    parse_arabic,
    parse_chinese,
    parse_english,
)

_LOOSE_CHINESE = re.compile(rf"{ARABIC}|[零〇一二三四五六七八九十百千万亿两]{{1,12}}+")


_TENTHS = "零一二三四五六七八九"
_TITHE = re.compile("成(?P<tenth>[一二三四五六七八九]?)")


def in_chinese(text: str) -> Iterator[Fraction]:
    """Yield every value that numerals of folded, Simplified `text` could be read as, names included."""
    for match in NUMERAL.finditer(text):
        if numeral := parse_chinese(match[0].replace(" ", "")):
            yield numeral.low
            yield numeral.high
            if tithe := _TITHE.match(text, match.end()):
                yield numeral.low / 10 + Fraction(_TENTHS.index(tithe["tenth"]), 100)
    for match in _LOOSE_CHINESE.finditer(text):
        if numeral := parse_chinese(match[0]):
            yield numeral.low
        elif len(match[0]) == 2:
            # 九二共識 names a year by its last two digits.
            figure = ["零一二三四五六七八九".find(c) for c in match[0]]
            yield from (Fraction(century + figure[0] * 10 + figure[1]) for century in (0, 1900, 2000))
    if "双" in text or "半" in text:
        yield from (Fraction(2), Fraction(1, 2))


_LOOSE_ENGLISH = re.compile(rf"{INDIAN}|{ARABIC}|\b(?i:{ORDINAL_WORD})\b|\b(?i:{WORD_NUMERAL})(?!\w)")
_EVERYDAY = {
    "both": 2,
    "either": 2,
    "neither": 2,
    "pair": 2,
    "couple": 2,
    "twin": 2,
    "dual": 2,
    "two-way": 2,
    "bilateral": 2,
}
_EVERYDAY |= {
    "again": 2,
    "double": 2,
    "trio": 3,
    "triple": 3,
    "trilateral": 3,
    "quartet": 4,
    "dozen": 12,
    "decade": 10,
    "score": 20,
}
# Two decades mention no ten.
_EVERYDAY_WORD = re.compile("|".join(_EVERYDAY).replace("decade", "decade(?!s)"), re.IGNORECASE)


def in_english(text: str) -> Iterator[Fraction]:
    """Yield every value that numerals of folded `text` could be read as, names and pronouns included."""
    for match in _LOOSE_ENGLISH.finditer(text):
        word = match[0]
        value = parse_arabic(word) if word[0].isdecimal() else parse_english(word)
        if value is not None:
            yield value
            if scale := re.match(rf"[ -]({SCALE})\b", text[match.end() : match.end() + 14]):
                yield value * MULTIPLIERS[scale[1].lower()]
    for match in _EVERYDAY_WORD.finditer(text):
        yield Fraction(_EVERYDAY[match[0].lower()])
