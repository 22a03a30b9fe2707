"""Quantities of a text in either language."""

from __future__ import annotations

from fractions import Fraction

from align.text import to_simplified
from align.types import Language
from align.values import chinese, english, mentions
from align.values.model import Quantity
from align.values.numerals import fold


def find_quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """Return the quantities of `text`, in order; numbers inside dates and names are none.

    Args:
        text: Any text; spans count code points in it.
        language: Which language's wording to look for.
    """
    folded = fold(text)
    if language.is_chinese:
        return tuple(chinese.scan(to_simplified(folded)))
    return tuple(english.scan(folded))


def mentioned_values(text: str, language: Language) -> frozenset[Fraction]:
    """Return every value that some numeral of `text` may stand for, names and idioms included.

    It answers whether a number is there at all, before one is called missing.
    """
    folded = fold(text)
    if language.is_chinese:
        return frozenset(mentions.in_chinese(to_simplified(folded)))
    return frozenset(mentions.in_english(folded))
