"""Whether two quantities say the same."""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction

from align.values.model import Bound, Kind, Quantity
from align.values.numerals import place
from align.values.units import size

# Words such as "about" excuse this much; a conversion between units is rounded this far.
_ABOUT = Fraction(5, 100)
_CONVERTED = Fraction(2, 100)
_PARTS = (Kind.PERCENT, Kind.POINT)


class Likeness(IntEnum):
    """How well two quantities agree; greater is better."""

    DIFFERENT = 0
    POINTS_FOR_PERCENT = 1
    ROUNDED = 2
    NUMERAL = 3
    EQUAL = 4
    SAME = 5


def compare(a: Quantity, b: Quantity) -> Likeness:
    """Return how well `a` and `b` agree; the order does not matter.

    `SAME` agrees in value, kind and unit; `EQUAL` in value (三成 and "three-tenths"); `NUMERAL` in what
    is written, while one side left out "percent" or a unit; `ROUNDED` within what rounding, "about" or
    a conversion of units excuses.
    """
    if (a.low, a.high) == (b.low, b.high):
        if a.kind is not b.kind and {a.kind, b.kind} == set(_PARTS):
            return Likeness.POINTS_FOR_PERCENT
        return Likeness.SAME if a.kind is b.kind and a.unit == b.unit else Likeness.EQUAL
    if _shares_reading(a, b):
        return Likeness.EQUAL
    if _is_converted(a, b):
        return Likeness.EQUAL
    if a.written == b.written and Kind.COUNT in (a.kind, b.kind) and not (a.is_range or b.is_range):
        return Likeness.NUMERAL
    return Likeness.ROUNDED if _is_rounded(a, b) else Likeness.DIFFERENT


def _readings(a: Quantity) -> set[Fraction]:
    return {a.low, *a.also} if a.low == a.high or a.also else set(a.also)


def _shares_reading(a: Quantity, b: Quantity) -> bool:
    if not _readings(a).isdisjoint(_readings(b)):
        return True
    # A rise of 200 percent triples: a factor may be given as what was added.
    return any(
        m.kind is Kind.MULTIPLE and p.kind is Kind.PERCENT and p.low == m.low - 1 for m, p in ((a, b), (b, a))
    )


def _is_converted(a: Quantity, b: Quantity) -> bool:
    """Whether both measure the same in units that convert: 20 年 and two decades."""
    sizes = size(a.unit), size(b.unit)
    if a.unit == b.unit or sizes[0] is None or sizes[1] is None or sizes[0][0] != sizes[1][0]:
        return False
    low, high = a.low * sizes[0][1], a.high * sizes[0][1]
    other_low, other_high = b.low * sizes[1][1], b.high * sizes[1][1]
    slack = _CONVERTED * max(abs(low), abs(other_low))
    return low - slack <= other_high and other_low <= high + slack


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
    return a.low <= b.high and b.low <= a.high
