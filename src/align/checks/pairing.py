"""Matching the amounts of a pair: which say the same, and what is left of them on either side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from align.types import Pair, Place, Segment
from align.values import Kind, Likeness, Quantity, compare, find_quantities
from align.values.numerals import place
from align.values.units import dimension

# Beyond this many numbers on a side only equal values are matched: closeness would cost n times m.
MOST_COMPARED = 64
# No sentence is longer; what is goes unread from here on, or a megabyte of figures would take half a minute.
MOST_READ = 50_000
# Spelled numbers up to here come and go in faithful translation (三國, "the two sides", "first").
SMALL = 12
# Figures that agree by chance stand anywhere; those that render one another stand about as far into the text.
NEAR = 0.4
# Up to here equal figures of one dimension may still be of different things: three years, three months.
_COINCIDENCE = 5
_OF_THEM = re.compile(r" of (?:them|which|those|that)\b")


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A quantity in its segment; `position` runs from 0 to 1 through its side."""

    quantity: Quantity
    segment: Segment
    position: float

    @property
    def place(self) -> Place:
        """Where it is written."""
        return self.segment.place.part(*self.quantity.span)

    @property
    def text(self) -> str:
        """What is written."""
        return self.place.text

    @property
    def is_hard(self) -> bool:
        """Whether a translator would keep it as a figure."""
        quantity = self.quantity
        if quantity.low < quantity.high and not quantity.is_range:
            return not quantity.spelled
        if quantity.kind in (Kind.ORDINAL, Kind.MULTIPLE, Kind.FRACTION):
            return not quantity.spelled and quantity.low > SMALL
        if quantity.kind in (Kind.PERCENT, Kind.POINT):
            return True
        return quantity.low > SMALL if quantity.spelled else quantity.low > 1


class Way(StrEnum):
    """In what way the two sides of a difference differ."""

    VALUE = "value"
    POINTS = "points for percent"
    UNIT = "unit"
    CONVERSION = "conversion"
    LOST = "lost"
    ADDED = "added"


class Difference(NamedTuple):
    """Two amounts that stand for one another and differ, or one without a counterpart.

    Attributes:
        cost: How unlikely it is that one renders the other, from 0.
    """

    pair: Pair
    way: Way
    source: Mention | None
    target: Mention | None
    cost: float = 0.0


@dataclass(slots=True, eq=False)
class Open:
    """What is left of a pair after equal numbers were matched.

    Attributes:
        doubtful: What matched by its figure only: points for percent, another unit.
    """

    pair: Pair
    source: list[Mention]
    target: list[Mention]
    doubtful: list[Difference]
    all_source: list[Mention]
    all_target: list[Mention]


def find_mentions(segments: Sequence[Segment]) -> list[Mention]:
    """Return the quantities of one side of a pair, in order."""
    total = sum(len(segment.text) for segment in segments) or 1
    found: list[Mention] = []
    offset = 0
    for segment in segments:
        found.extend(
            Mention(quantity, segment, (offset + quantity.span.start) / total)
            for quantity in find_quantities(segment.text[:MOST_READ], segment.language)
        )
        offset += len(segment.text)
    return list(_with_units(found))


def _with_units(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield mentions; "190 of them" is in the unit of what was named last."""
    unit, kind = "", Kind.COUNT
    for mention in mentions:
        quantity = mention.quantity
        if not quantity.unit and unit and _OF_THEM.match(mention.segment.text, quantity.span.end):
            yield replace(mention, quantity=replace(quantity, unit=unit, kind=kind))
            continue
        if dimension(quantity.unit):
            unit, kind = quantity.unit, quantity.kind
        yield mention


def match(pair: Pair, source: list[Mention], target: list[Mention]) -> Open:
    """Match whole quantities, then the ends of ranges that the other side gives apart."""
    all_source, all_target = source[:MOST_COMPARED], target[:MOST_COMPARED]
    source, target, doubtful = _pair_off(pair, source, target)
    if any(m.quantity.is_range for m in (*source, *target)):
        source, target, units = _pair_units(pair, source, target, ranges=True)
        doubtful += units
        rest = _pair_off(pair, _apart(source), _apart(target))
        source, target = _rejoin(source, rest[0], target, rest[1])
        doubtful += rest[2]
    source, target, units = _pair_units(pair, source, target)
    return Open(pair, source, target, doubtful + units, all_source, all_target)


def _apart(mentions: list[Mention]) -> list[Mention]:
    return [
        Mention(quantity, mention.segment, mention.position)
        for mention in mentions
        for quantity in mention.quantity.ends or (mention.quantity,)
    ]


def _rejoin(
    source: list[Mention], source_ends: list[Mention], target: list[Mention], target_ends: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """Put ranges together again where both sides have one that matched in neither end: one error, not two."""
    whole = [
        {id(m) for m in mentions if _is_left(m, {id(end.quantity) for end in ends})}
        for mentions, ends in ((source, source_ends), (target, target_ends))
    ]
    if not all(whole):
        return source_ends, target_ends
    joined = []
    for mentions, ends, ids in ((source, source_ends, whole[0]), (target, target_ends, whole[1])):
        parts = {id(end) for m in mentions if id(m) in ids for end in m.quantity.ends}
        rest = [m for m in mentions if id(m) in ids] + [m for m in ends if id(m.quantity) not in parts]
        joined.append(sorted(rest, key=lambda m: m.position))
    return joined[0], joined[1]


def _is_left(mention: Mention, left: set[int]) -> bool:
    return mention.quantity.is_range and all(id(end) in left for end in mention.quantity.ends)


def _pair_off(
    pair: Pair, source: list[Mention], target: list[Mention]
) -> tuple[list[Mention], list[Mention], list[Difference]]:
    """Take out what agrees, best first; return the rest and what agrees in the figure only."""
    if max(len(source), len(target)) > MOST_COMPARED:
        source, target = _cancel_equal(source, target)
    source, target = source[:MOST_COMPARED], target[:MOST_COMPARED]
    candidates = sorted(
        (-likeness, abs(s.position - t.position), i, j)
        for i, s in enumerate(source)
        for j, t in enumerate(target)
        if (likeness := compare(s.quantity, t.quantity)) > Likeness.OTHER_UNIT
        and not (likeness is Likeness.ROUNDED and _is_finer(t.quantity, s.quantity))
    )
    used_source: set[int] = set()
    used_target: set[int] = set()
    doubtful = []
    for rank, distance, i, j in candidates:
        if i not in used_source and j not in used_target:
            used_source.add(i)
            used_target.add(j)
            if -rank == Likeness.POINTS_FOR_PERCENT:
                doubtful.append(Difference(pair, Way.POINTS, source[i], target[j], distance))
    rest_source = [m for i, m in enumerate(source) if i not in used_source]
    rest_target = [m for j, m in enumerate(target) if j not in used_target]
    return rest_source, rest_target, doubtful


def _is_finer(target: Quantity, source: Quantity) -> bool:
    """Whether a translation gives digits that its source has not: who rounds may, who invents may not."""
    alike = source.bound is target.bound and source.low == source.high
    return alike and target.low == target.high and place(target.low) < place(source.low)


def _pair_units(
    pair: Pair, source: list[Mention], target: list[Mention], *, ranges: bool = False
) -> tuple[list[Mention], list[Mention], list[Difference]]:
    """Take out what is left and agrees in the figure, but not in what it counts; only ranges at first."""
    alone = len(source) == len(target) == 1
    candidates = sorted(
        (abs(s.position - t.position), i, j)
        for i, s in enumerate(source[:MOST_COMPARED])
        for j, t in enumerate(target[:MOST_COMPARED])
        if (s.quantity.is_range or not ranges)
        and compare(s.quantity, t.quantity) is Likeness.OTHER_UNIT
        and _is_telling_figure(s, t, alone=alone)
    )
    found = []
    used_source: set[int] = set()
    used_target: set[int] = set()
    for distance, i, j in candidates:
        if i not in used_source and j not in used_target:
            used_source.add(i)
            used_target.add(j)
            found.append(Difference(pair, Way.UNIT, source[i], target[j], distance))
    rest_source = [m for i, m in enumerate(source) if i not in used_source]
    return rest_source, [m for j, m in enumerate(target) if j not in used_target], found


def _is_telling_figure(source: Mention, target: Mention, *, alone: bool) -> bool:
    """Whether two equal figures in other units render one another, rather than agree by chance."""
    a, b = source.quantity, target.quantity
    near = abs(source.position - target.position) <= NEAR
    if a.kind is b.kind is Kind.MONEY or (dimension(a.unit) and dimension(a.unit) == dimension(b.unit)):
        is_decimal = a.low.denominator > 1 and not (a.spelled or b.spelled)
        return a.low > _COINCIDENCE or ((near or alone) and (a.low > 1 or is_decimal))
    if Kind.PERCENT in (a.kind, b.kind) and a.kind is not b.kind:
        # A warming of 1.5 degrees; that other things are as many as there are percent is chance.
        return near and "temperature" in (dimension(a.unit), dimension(b.unit))
    return near and source.is_hard and target.is_hard and a.low > SMALL


def _cancel_equal(source: list[Mention], target: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    waiting: dict[tuple[Fraction, Fraction], list[Mention]] = {}
    for mention in target:
        waiting.setdefault((mention.quantity.low, mention.quantity.high), []).append(mention)
    rest = []
    for mention in source:
        if equal := waiting.get((mention.quantity.low, mention.quantity.high)):
            equal.pop()
        else:
            rest.append(mention)
    return rest, [mention for mentions in waiting.values() for mention in mentions]


def match_neighbours(left: list[Open]) -> None:
    """Match what stands in the next pair, or elsewhere in the same group, instead of its own."""
    groups: dict[int, list[Open]] = {}
    for rest in left:
        groups.setdefault(rest.pair.group, []).append(rest)
    for index, rest in enumerate(left):
        near = left[max(0, index - 1) : index + 2] + groups[rest.pair.group][:MOST_COMPARED]
        for other in near:
            if other is not rest:
                rest.source, other.target, _ = _pair_off(rest.pair, rest.source, other.target)
