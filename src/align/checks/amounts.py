"""Amounts of the two languages put side by side: what agrees, what differs and in what way.

The rules `number` and `unit` both stand on this, so that a difference is reported by one of them only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from align.types import Pair, Place, Segment
from align.values import Bound, Kind, Likeness, Quantity, compare, find_quantities, mentioned_values
from align.values.dates_chinese import ROC_OFFSET
from align.values.numerals import format_arabic, place
from align.values.units import agree, dimension, size, sizes_beside

# Beyond this many numbers on a side only equal values are matched: closeness would cost n times m.
_MOST_COMPARED = 64
# No sentence is longer; what is goes unread from here on, or a megabyte of figures would take half a minute.
_MOST_READ = 50_000
# Spelled numbers up to here come and go in faithful translation (三國, "the two sides", "first").
SMALL = 12
# Figures that agree by chance stand anywhere; those that render one another stand about as far into the text.
_NEAR = 0.4
_BESIDE = 0.15

# Up to here equal figures of one dimension may still be of different things: three years, three months.
_COINCIDENCE = 5

# 112 年 may be a span of years or a year of the Republic of China.
_ROC_YEARS = range(100, 131)

_PARTS = frozenset({Kind.PERCENT, Kind.POINT, Kind.FRACTION})
_AMOUNTS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})


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


class Comparison(NamedTuple):
    """All differences of a document in order, and the source's amounts they were looked for in."""

    differences: tuple[Difference, ...]
    compared: tuple[Mention, ...]


@dataclass(slots=True, eq=False)
class _Open:
    """What is left of a pair after equal numbers were matched."""

    pair: Pair
    source: list[Mention]
    target: list[Mention]
    # Matched, but by the figure only.
    doubtful: list[Difference]
    all_source: list[Mention]
    all_target: list[Mention]


def compare_amounts(pairs: Sequence[Pair], *, near: bool) -> Comparison:
    """Return how the amounts of the two sides of `pairs` differ.

    Args:
        pairs: The pairs of a document, in order.
        near: Whether a number may stand in a neighbouring pair; not where pairs were given as such.
    """
    compared: list[Mention] = []
    left: list[_Open] = []
    for pair in pairs:
        if not pair.is_null:
            source, target = _mentions(pair.source), _mentions(pair.target)
            compared += source
            left.append(_match(pair, source, target))
    if near:
        _match_neighbours(left)
    return Comparison(tuple(d for rest in left for d in _judge(rest)), tuple(compared))


def _mentions(segments: Sequence[Segment]) -> list[Mention]:
    total = sum(len(segment.text) for segment in segments) or 1
    found: list[Mention] = []
    offset = 0
    for segment in segments:
        found.extend(
            Mention(quantity, segment, (offset + quantity.span.start) / total)
            for quantity in find_quantities(segment.text[:_MOST_READ], segment.language)
        )
        offset += len(segment.text)
    return found


# ---------------------------------------------------------------- matching


def _match(pair: Pair, source: list[Mention], target: list[Mention]) -> _Open:
    """Match whole quantities, then the ends of ranges that the other side gives apart."""
    all_source, all_target = source[:_MOST_COMPARED], target[:_MOST_COMPARED]
    source, target, doubtful = _pair_off(pair, source, target)
    if any(m.quantity.is_range for m in (*source, *target)):
        source, target, units = _pair_units(pair, source, target, ranges=True)
        doubtful += units
        rest = _pair_off(pair, _apart(source), _apart(target))
        source, target = _rejoin(source, rest[0], target, rest[1])
        doubtful += rest[2]
    source, target, units = _pair_units(pair, source, target)
    return _Open(pair, source, target, doubtful + units, all_source, all_target)


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
    if max(len(source), len(target)) > _MOST_COMPARED:
        source, target = _cancel_equal(source, target)
    source, target = source[:_MOST_COMPARED], target[:_MOST_COMPARED]
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
        for i, s in enumerate(source[:_MOST_COMPARED])
        for j, t in enumerate(target[:_MOST_COMPARED])
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
    near = abs(source.position - target.position) <= _NEAR
    if a.kind is b.kind is Kind.MONEY or (dimension(a.unit) and dimension(a.unit) == dimension(b.unit)):
        return a.low > _COINCIDENCE or ((near or alone) and a.low > 1)
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


def _match_neighbours(left: list[_Open]) -> None:
    """Match what stands in the next pair, or elsewhere in the same group, instead of its own."""
    groups: dict[int, list[_Open]] = {}
    for rest in left:
        groups.setdefault(rest.pair.group, []).append(rest)
    for index, rest in enumerate(left):
        near = left[max(0, index - 1) : index + 2] + groups[rest.pair.group][:_MOST_COMPARED]
        for other in near:
            if other is not rest:
                rest.source, other.target, _ = _pair_off(rest.pair, rest.source, other.target)


# ---------------------------------------------------------------- judging


def _judge(rest: _Open) -> list[Difference]:
    differences = list(rest.doubtful)
    if not (rest.source or rest.target):
        return differences
    in_target = _values(rest.pair.target)
    in_source = _values(rest.pair.source)
    lost = [(m, _is_among(m, in_target) or _is_told(m, rest.all_target)) for m in rest.source]
    added = [(m, _is_among(m, in_source) or _is_told(m, rest.all_source)) for m in rest.target]
    pairs = _wrong_pairs(lost, added)
    for source, target, cost in pairs:
        way = _way(source.quantity, target.quantity)
        differences.append(Difference(rest.pair, way, source, target, cost))
    paired = {id(m) for source, target, _ in pairs for m in (source, target)}
    if len(rest.source) <= _MOST_COMPARED > len(rest.target):
        for mention, seen in lost:
            if not seen and id(mention) not in paired and _is_missed(mention):
                differences.append(Difference(rest.pair, Way.LOST, mention, None))
        for mention, seen in added:
            if not seen and id(mention) not in paired and _is_missed(mention):
                differences.append(Difference(rest.pair, Way.ADDED, None, mention))
    return differences


def _way(a: Quantity, b: Quantity) -> Way:
    """Return what is wrong between two values; time is told in any unit, so that only its length counts."""
    measured = dimension(a.unit) and dimension(a.unit) == dimension(b.unit) != "time"
    return Way.CONVERSION if measured and not agree(a.unit, b.unit) else Way.VALUE


def _is_missed(mention: Mention) -> bool:
    """Whether a reader would miss the number: a figure, and no small one that counts things."""
    quantity = mention.quantity
    small = quantity.low <= SMALL and quantity.kind not in (Kind.PERCENT, Kind.POINT, Kind.MONEY)
    return mention.is_hard and not small and not quantity.is_range


def _values(segments: Sequence[Segment]) -> frozenset[Fraction]:
    return frozenset().union(
        *(mentioned_values(segment.text[:_MOST_READ], segment.language) for segment in segments)
    )


def _is_among(mention: Mention, values: frozenset[Fraction]) -> bool:
    quantity = mention.quantity
    wanted = {quantity.low, quantity.written, *quantity.also}
    if quantity.is_range:
        wanted.add(quantity.high)
    if quantity.unit == "year" and quantity.low in _ROC_YEARS:
        wanted.add(quantity.low + ROC_OFFSET)
    if dimension(quantity.unit) == "time":
        # 12 個月 may be "a year".
        whole = quantity.low * size(quantity.unit)
        wanted |= {Fraction(1) for other in sizes_beside(quantity.unit) if whole == other}
    return not wanted.isdisjoint(values)


def _is_told(mention: Mention, others: list[Mention]) -> bool:
    """Whether the other side says it in other words, which match something else: 一碼,即 0.25 個百分點."""
    return any(compare(mention.quantity, other.quantity) >= Likeness.EQUAL for other in others)


def _wrong_pairs(
    lost: list[tuple[Mention, bool]], added: list[tuple[Mention, bool]]
) -> list[tuple[Mention, Mention, float]]:
    """Pair numbers that stand for one another and differ, the likeliest first."""
    alone = len(lost) == len(added) == 1
    candidates = sorted(
        (cost, i, j)
        for i, (source, seen_source) in enumerate(lost)
        for j, (target, seen_target) in enumerate(added)
        if (cost := _cost(source, target, seen=seen_source + seen_target, alone=alone)) is not None
    )
    found, used_source, used_target = [], set[int](), set[int]()
    for cost, i, j in candidates:
        if i not in used_source and j not in used_target:
            used_source.add(i)
            used_target.add(j)
            found.append((lost[i][0], added[j][0], cost))
    return found


def _cost(source: Mention, target: Mention, *, seen: int, alone: bool) -> float | None:
    """Return how unlikely it is that one renders the other, or None when it is not to be thought of.

    `seen` counts those of the two whose value the other side has somewhere; `alone` is whether no other
    number is left on either side.
    """
    a, b = source.quantity, target.quantity
    distance = abs(source.position - target.position)
    near = _is_slip(a, b)
    if seen and alone and a.kind is b.kind and distance <= _BESIDE and source.is_hard and target.is_hard:
        # Said twice where the other side has two figures: 90 and 80 as "90 and 90".
        return distance + 0.3 * (not near) + 0.5
    if not _is_one_family(a, b, near=near) or seen == 2:
        return None
    if Bound.VAGUE in (a.bound, b.bound) and not (source.is_hard and target.is_hard):
        apart = a.high < b.low or b.high < a.low
        if not (a.bound is b.bound and alone and apart and not seen and distance <= _NEAR):
            return None
    # 增加兩倍 holds a 2 but means 3: of factors only the value tells.
    if seen and not near and not (a.kind is b.kind is Kind.MULTIPLE):
        return None
    if not (source.is_hard and target.is_hard):
        one_hard = source.is_hard or target.is_hard
        if not (_is_telling(a, b) or (near and one_hard) or (alone and not seen)):
            return None
    other_unit = not agree(a.unit, b.unit)
    return distance + 0.3 * (a.kind is not b.kind) + 0.2 * other_unit + 0.3 * (not near) + 0.3 * seen


def _is_one_family(a: Quantity, b: Quantity, *, near: bool) -> bool:
    if {a.kind, b.kind} == {Kind.ORDINAL, Kind.COUNT} or _is_anniversary(a, b):
        # 第2758號 and "Resolution 2758": only a slip tells that they name the same.
        return near and not (a.spelled or b.spelled)
    if {a.kind, b.kind} == {Kind.MULTIPLE, Kind.PERCENT}:
        return _is_growth_slip(a, b)
    if a.kind in _PARTS or b.kind in _PARTS:
        return a.kind in _PARTS and b.kind in _PARTS
    if not (a.kind in _AMOUNTS and b.kind in _AMOUNTS):
        return a.kind is b.kind
    if agree(a.unit, b.unit):
        return True
    # Who converts money chooses a rate, so that only a slip is sure to be one.
    return dimension(a.unit) == dimension(b.unit) != "" or (near and a.kind is b.kind is Kind.MONEY)


def _is_anniversary(a: Quantity, b: Quantity) -> bool:
    return {a.kind, b.kind} == {Kind.ORDINAL, Kind.MEASURE} and "year" in (a.unit, b.unit)


def _is_growth_slip(a: Quantity, b: Quantity) -> bool:
    """Whether what a factor adds is a percentage with its point shifted: 成長 1.5 倍, "grew 15 percent"."""
    factor, share = (a, b) if a.kind is Kind.MULTIPLE else (b, a)
    added = factor.low - 1
    return added > 0 and share.low > 0 and _significant(added) == _significant(share.low)


def _is_telling(a: Quantity, b: Quantity) -> bool:
    """Whether two small numbers count so much the same thing that a difference is an error."""
    if a.kind is not b.kind or min(a.low, b.low) <= 0:
        return False
    if a.kind in (Kind.MULTIPLE, Kind.FRACTION):
        return True
    units = {unit if unit != "decade" else "year" for unit in (a.unit, b.unit)}
    return "" not in units and len(units) == 1 and a.low > 1 and b.low > 1


def _is_slip(a: Quantity, b: Quantity) -> bool:
    """Whether one is the other with a shifted point, or with digits changed or swapped."""
    digits = _digits(a), _digits(b)
    if digits[0] == digits[1]:
        return True
    if len(digits[0]) != len(digits[1]) or len(digits[0]) < 2 or _exponent(a.low) != _exponent(b.low):
        return False
    changed = sum(x != y for x, y in zip(*digits, strict=True))
    return changed == 1 or sorted(digits[0]) == sorted(digits[1])


def _digits(quantity: Quantity) -> str:
    return _significant(quantity.written)


def _significant(value: Fraction) -> str:
    return format_arabic(abs(value)).replace(",", "").replace(".", "").strip("0")


def _exponent(value: Fraction) -> int:
    return len(str(int(abs(value))))
