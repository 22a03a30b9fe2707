"""Dates of a text in either language."""

from __future__ import annotations

from datetime import date

from align.text import to_simplified
from align.types import Language
from align.values import dates_chinese, dates_english
from align.values.model import DateValue
from align.values.numerals import fold


def find_dates(text: str, language: Language, today: date | None = None) -> tuple[DateValue, ...]:
    """Return the dates, times of day and relative dates of `text`, in order.

    Args:
        text: Any text; spans count code points in it.
        language: Which language's wording to look for.
        today: The document's own date, from which 去年 and "last year" are counted; without it they keep
            only their offset.
    """
    folded = fold(text)
    if language.is_chinese:
        return tuple(dates_chinese.scan(to_simplified(folded), today))
    return tuple(dates_english.scan(folded, today))
