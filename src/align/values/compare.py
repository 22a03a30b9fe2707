"""Whether two quantities say the same."""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction

from align.values.model import PRICE_CUT, PRICE_PAID, Bound, Kind, Quantity
from align.values.numerals import place
from align.values.units import agree, convert, dimension

# Words such as "about" excuse this much; a conversion between units is rounded this far.
_ABOUT = Fraction(5, 100)
_CONVERTED = Fraction(2, 100)
# Vague words below this count single things.
_FEW = 10
_PARTS = (Kind.PERCENT, Kind.POINT)
_CALENDAR = frozenset({"century", "decade", "year", "quarter", "month"})


class Likeness(IntEnum):
    """How well two quantities agree; greater is better."""

    DIFFERENT = 0
    OTHER_UNIT = 1
    POINTS_FOR_PERCENT = 2
    ROUNDED = 3
    NUMERAL = 4
    EQUAL = 5
    SAME = 6


def compare(a: Quantity, b: Quantity) -> Likeness:
    """Return how well `a` and `b` agree; the order does not matter.

    `SAME` agrees in value, kind and unit; `EQUAL` in value (三成 and "three-tenths"); `NUMERAL` in what
    is written, while one side left out "percent" or a unit; `ROUNDED` within what rounding, "about" or
    a conversion of units excuses. `OTHER_UNIT` agrees in the figure only: three kilometres and three miles.
    """
    if PRICE_PAID in (a.unit, b.unit) and PRICE_CUT in (a.unit, b.unit):
        return Likeness.EQUAL if a.low + b.low == 1 else Likeness.DIFFERENT
    if (a.low, a.high) == (b.low, b.high):
        if a.kind is not b.kind and {a.kind, b.kind} == set(_PARTS):
            return Likeness.POINTS_FOR_PERCENT
        if not agree(a.unit, b.unit):
            return Likeness.EQUAL if is_converted(a, b) else Likeness.OTHER_UNIT
        is_same = a.kind is b.kind and bool(a.unit) == bool(b.unit)
        return Likeness.SAME if is_same else Likeness.EQUAL
    if _shares_reading(a, b) or is_converted(a, b):
        return Likeness.EQUAL
    if a.written == b.written and Kind.COUNT in (a.kind, b.kind) and not (a.is_range or b.is_range):
        return Likeness.NUMERAL
    if a.written == b.written and {a.kind, b.kind} == {Kind.PERCENT, Kind.MEASURE} and not a.is_range:
        return Likeness.OTHER_UNIT
    # The size of a figure in another unit tells nothing.
    return Likeness.ROUNDED if agree(a.unit, b.unit) and _is_rounded(a, b) else Likeness.DIFFERENT


def _readings(a: Quantity) -> set[Fraction]:
    return {a.low, *a.also} if a.low == a.high or a.also else set(a.also)


def _shares_reading(a: Quantity, b: Quantity) -> bool:
    if not _readings(a).isdisjoint(_readings(b)):
        return True
    # A rise of 200 percent triples: a factor may be given as what was added.
    return any(
        m.kind is Kind.MULTIPLE and p.kind is Kind.PERCENT and p.low == m.low - 1 for m, p in ((a, b), (b, a))
    )


def is_converted(a: Quantity, b: Quantity) -> bool:
    """Whether both measure the same in units that convert: 20 年 and two decades, 3 公里 and 1.9 miles.

    A conversion is rounded to the last digit that is written on either side.
    """
    # Degrees without a scale may be of either on each side.
    if a.unit == b.unit != "degree":
        return False
    return _reaches(a, b) or _reaches(b, a)


def _reaches(a: Quantity, b: Quantity) -> bool:
    """Whether `a`, counted in the unit of `b`, comes to what is written there."""
    ends = zip(convert(a.low, a.unit, b.unit), convert(a.high, a.unit, b.unit), strict=True)
    return any(low - b.high <= _slack(low, a, b) and b.low - high <= _slack(low, a, b) for low, high in ends)


def _slack(converted: Fraction, a: Quantity, b: Quantity) -> Fraction:
    slack = _CONVERTED * max(abs(converted), abs(b.low))
    if dimension(a.unit) == "time":
        # Small figures convert exactly here, but a month is four weeks to some and 30 days to others.
        return slack * 5 if (a.unit in _CALENDAR) != (b.unit in _CALENDAR) else slack
    return slack if a.low == b.low else max(slack, place(b.low) / 2)


def _is_rounded(a: Quantity, b: Quantity) -> bool:
    if a.is_range or b.is_range:
        ends = ((a.low, b.low), (a.high, b.high))
        return all(abs(x - y) <= _ABOUT * max(abs(x), abs(y)) for x, y in ends) and _is_loose(a, b)
    if a.low != a.high or b.low != b.high:
        return _overlap(a, b)
    coarse, fine = sorted((a.low, b.low), key=place, reverse=True)
    step = place(coarse)
    if abs(fine - coarse) * 2 <= step and abs(coarse) >= 10 * step:
        return True
    return (
        _is_loose(a, b) and abs(a.low - b.low) <= _ABOUT * max(abs(a.low), abs(b.low)) and place(fine) < step
    )


def _is_loose(a: Quantity, b: Quantity) -> bool:
    return a.bound is not Bound.EXACT or b.bound is not Bound.EXACT


def _overlap(a: Quantity, b: Quantity) -> bool:
    """Whether a vague word covers the other value; two figures that are both lower limits must be one."""
    if a.bound is b.bound is Bound.AT_LEAST and not (a.is_range or b.is_range):
        return a.low == b.low
    if a.low < a.high and b.low < b.high:
        # Hundreds end where thousands begin.
        return a.low < b.high and b.low < a.high
    vague, figure = (a, b) if a.low < a.high else (b, a)
    # A few are whole ones: 幾次 covers no 7.4.
    if vague.high < _FEW and figure.low.denominator != 1:
        return False
    return a.low <= b.high and b.low <= a.high
