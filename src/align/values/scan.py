"""What both languages share when numerals become quantities: ranges, and keeping clear of dates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from align.types import Span
from align.values.model import Kind, Quantity

# A range wider than this factor is no range: "3 to 5000" is a change or a coincidence.
_WIDEST = 1000


class Atom(NamedTuple):
    """A quantity with what joining two of them needs.

    Attributes:
        scale: The unit its numeral ends in, 1 where none was written.
        bare: Whether nothing was written but the numeral, so that a later unit may belong to it too.
    """

    quantity: Quantity
    scale: int = 1
    bare: bool = False


class Taken:
    """Spans that belong to something else; answers whether a new one overlaps them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether `[start, end)` touches a taken span."""
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and self._spans[index].end > start


def join_ranges(atoms: Sequence[Atom], is_joined: Callable[[Atom, Atom], bool]) -> Iterator[Quantity]:
    """Yield the quantities of `atoms`, those that form a range as one."""
    index = 0
    while index < len(atoms):
        first = atoms[index]
        joined = None
        if index + 1 < len(atoms) and is_joined(first, atoms[index + 1]):
            joined = _join(first, atoms[index + 1])
        yield joined or first.quantity
        index += 2 if joined else 1


def _join(first: Atom, second: Atom) -> Quantity | None:
    a, b = _carry(first, second), second.quantity
    if second.bare and b.kind is Kind.COUNT and a.kind in (Kind.PERCENT, Kind.MONEY):
        factor = 100 if a.kind is Kind.PERCENT else 1
        b = replace(b, low=b.low / factor, high=b.high / factor, kind=a.kind, unit=a.unit)
    if a.kind is not b.kind and {a.kind, b.kind} - {Kind.PERCENT, Kind.FRACTION}:
        return None
    if not 0 < a.low < b.high <= a.low * _WIDEST or (a.unit and b.unit and a.unit != b.unit):
        return None
    if a.is_range or Kind.ORDINAL in (a.kind, b.kind):
        return None
    return replace(
        b,
        span=Span(a.span.start, b.span.end),
        numeral=Span(a.numeral.start, b.numeral.end),
        low=a.low,
        high=b.high,
        unit=b.unit or a.unit,
        bound=a.bound,
        also=(),
        ends=(a, b),
    )


def _carry(first: Atom, second: Atom) -> Quantity:
    """Give the first end the scale and the unit that only the second one wrote: 3到5億, 3 to 5 percent."""
    a, b = first.quantity, second.quantity
    if not first.bare:
        return a
    factor = Fraction(1)
    if first.scale == 1 and second.scale > 1 and a.low < b.low / second.scale:
        factor = Fraction(second.scale)
    if b.kind in (Kind.PERCENT, Kind.POINT) and a.kind is Kind.COUNT:
        factor /= 100
    if a.kind is Kind.COUNT:
        a = replace(a, kind=b.kind, unit=b.unit)
    return replace(a, low=a.low * factor, high=a.high * factor)
