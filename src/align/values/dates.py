"""Dates of a text in either language."""

from __future__ import annotations

import re
from dataclasses import replace
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
        dates = list(dates_chinese.scan(to_simplified(folded), today))
    else:
        dates = list(dates_english.scan(folded, today))
    for index in range(len(dates) - 1):
        if _JOINT.fullmatch(folded, dates[index].span.end, dates[index + 1].span.start):
            dates[index : index + 2] = _share(dates[index], dates[index + 1])
    return tuple(dates)


# What stands between the two ends of a span of time.
_JOINT = re.compile(r" ?(?:[至到~～—–-]| to | through )+ ?")


def _share(first: DateValue, last: DateValue) -> tuple[DateValue, DateValue]:
    """Give both ends of a span the year that only one of them writes: 2022 年 1 月至 9 月."""
    a, b = first.fields, last.fields
    if len(first.readings) > 1 or len(last.readings) > 1 or a.month is None or b.month is None:
        return first, last
    if a.year is None and b.year is not None and a.month <= b.month and a.year_offset is None:
        first = replace(first, readings=(replace(a, year=b.year),), relative=last.relative)
    if b.year is None and a.year is not None and a.month <= b.month and b.year_offset is None:
        last = replace(last, readings=(replace(b, year=a.year),), relative=first.relative)
    return first, last
