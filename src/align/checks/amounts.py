"""Amounts of the two languages put side by side: what differs and in what way.

The rules `number` and `unit` both stand on this, so that a difference is reported by one of them only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from align.checks.base import Context
from align.checks.pairing import (
    MOST_COMPARED,
    MOST_READ,
    NEAR,
    SMALL,
    Difference,
    Mention,
    Open,
    Way,
    find_mentions,
    match,
    match_neighbours,
)
from align.types import Pair, Segment
from align.values import Bound, Kind, Likeness, Quantity, compare, mentioned_values
from align.values.dates_chinese import ROC_OFFSET
from align.values.numerals import format_arabic
from align.values.units import agree, dimension, size, sizes_beside

# How close two figures stand that are told from others by nothing but their place.
_BESIDE = 0.15
# 112 年 may be a span of years or a year of the Republic of China.
_ROC_YEARS = range(100, 131)

# Around the clock, all year round; 100 percent is "all" and "fully".
_EXPRESSIONS = frozenset({(Fraction(24), "hour"), (Fraction(365), "day")})

# What tells a part from the rest: 只剩 one third, two-thirds gone; 三成未投票, seventy percent voted.
_LEFT = re.compile(
    r"[只僅仅]剩|僅存|仅存|\b(?:left|remain\w*|surviv\w*|(?:down|cut|reduced|shrunk|fallen|fell) to)\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"消失|流失|沒了|没了|[減减][少排至]|削[減减]|降低|\b(?:gone|lost|disappear\w*|vanish\w*|wiped out)\b",
    re.IGNORECASE,
)
# Either side tells what the others do: 不到一成捐贈，其餘出售, "nine-tenths were sold, the rest donated".
_REST = re.compile(r"其[餘余]|剩[餘余下]|\b(?:the )?(?:rest|remainder|remaining|others?)\b", re.IGNORECASE)
_NO = re.compile(
    r"未(?![來来滿满])|[沒没]有?|不(?![到足少同滿满過过僅仅但只斷断久及超良])|\b(?:not|no|never|without|"
    r"stay\w* home)\b|n['’]t\b",
    re.IGNORECASE,
)
_ALL_BUT, _REACH = re.compile(r"\ball but (?:about |some |around )?$", re.IGNORECASE), 24
_PARTS = frozenset({Kind.PERCENT, Kind.POINT, Kind.FRACTION})
_AMOUNTS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})


class Amounts(NamedTuple):
    """A pair with the amounts of both its sides."""

    pair: Pair
    source: list[Mention]
    target: list[Mention]


class Comparison(NamedTuple):
    """All differences of a document in order, and the amounts they were looked for in, by pair."""

    differences: tuple[Difference, ...]
    compared: tuple[Amounts, ...]


def compare_amounts(pairs: Sequence[Pair], context: Context) -> Comparison:
    """Return how the amounts of the two sides of the pairs of a document, in order, differ."""
    # A number may stand in a neighbouring pair, but not where pairs were given as such.
    near = context.document.prealigned is None
    return context.once("amounts", pairs, lambda: _compare(pairs, near=near))


def _compare(pairs: Sequence[Pair], *, near: bool) -> Comparison:
    compared = [
        Amounts(pair, find_mentions(pair.source), find_mentions(pair.target))
        for pair in pairs
        if not pair.is_null
    ]
    left = [match(*amounts) for amounts in compared]
    if near:
        match_neighbours(left)
    return Comparison(tuple(d for rest in left for d in _judge(rest)), tuple(compared))


def _judge(rest: Open) -> list[Difference]:
    differences = list(rest.doubtful)
    if not (rest.source or rest.target):
        return differences
    in_target = _values(rest.pair.target)
    in_source = _values(rest.pair.source)
    lost = [(m, _is_among(m, in_target) or _is_told(m, rest.all_target)) for m in rest.source]
    added = [(m, _is_among(m, in_source) or _is_told(m, rest.all_source)) for m in rest.target]
    pairs = _wrong_pairs(lost, added)
    for source, target, cost in pairs:
        is_ratio = _is_ratio(target, rest.all_source) or _is_ratio(source, rest.all_target)
        if is_ratio or _is_complement(source, target):
            continue
        way = _way(source.quantity, target.quantity)
        differences.append(Difference(rest.pair, way, source, target, cost))
    paired = {id(m) for source, target, _ in pairs for m in (source, target)}
    if len(rest.source) <= MOST_COMPARED > len(rest.target):
        for mention, seen in lost:
            if not seen and id(mention) not in paired and _is_missed(mention):
                differences.append(Difference(rest.pair, Way.LOST, mention, None))
        for mention, seen in added:
            if not seen and id(mention) not in paired and _is_missed(mention):
                differences.append(Difference(rest.pair, Way.ADDED, None, mention))
    return differences


def _is_complement(source: Mention, target: Mention) -> bool:
    """Whether one is what the other leaves: 只剩三分之一, "two-thirds is gone"."""
    a, b = source.quantity, target.quantity
    if not (a.kind in _PARTS and b.kind in _PARTS and a.low + b.low == 1 and not (a.is_range or b.is_range)):
        return False
    one, other = source.segment.text, target.segment.text
    turned = bool(_NO.search(one)) != bool(_NO.search(other)) or _is_all_but(source) != _is_all_but(target)
    crossed = (_LEFT.search(one) and _GONE.search(other)) or (_GONE.search(one) and _LEFT.search(other))
    told_apart = _REST.search(one) and _REST.search(other)
    # Of one half both are the same.
    return a.low != b.low and bool(turned or crossed or told_apart)


def _is_ratio(mention: Mention, others: Sequence[Mention]) -> bool:
    """Return whether a factor is that of two figures of the other side: 由 20% 降至 10%, "halve"."""
    factor = mention.quantity
    if not factor.spelled or factor.kind not in (Kind.MULTIPLE, Kind.FRACTION) or not factor.low:
        return False
    figures = [m.quantity for m in others if m.quantity.low and m.quantity.kind is not Kind.ORDINAL]
    return any(
        one.low == other.low * factor.low and one.low != other.low
        for one, other in permutations(figures, 2)
        if one.kind is other.kind and agree(one.unit, other.unit)
    )


def _is_all_but(mention: Mention) -> bool:
    """Return whether the rest is meant: all but 8 percent."""
    start = mention.quantity.span.start
    return bool(_ALL_BUT.search(mention.segment.text, max(0, start - _REACH), start))


def _way(a: Quantity, b: Quantity) -> Way:
    """Return what is wrong between two values; time is told in any unit, so that only its length counts."""
    measured = dimension(a.unit) and dimension(a.unit) == dimension(b.unit) != "time"
    return Way.CONVERSION if measured and not agree(a.unit, b.unit) else Way.VALUE


def _is_missed(mention: Mention) -> bool:
    """Whether a reader would miss the number: a figure, and no small one that counts things."""
    quantity = mention.quantity
    if (quantity.low, quantity.unit) in _EXPRESSIONS or (quantity.kind is Kind.PERCENT and quantity.low == 1):
        return False
    small = quantity.low <= SMALL and quantity.kind not in (Kind.PERCENT, Kind.POINT, Kind.MONEY)
    return mention.is_hard and not small and not quantity.is_range


def _values(segments: Sequence[Segment]) -> frozenset[Fraction]:
    return frozenset().union(
        *(mentioned_values(segment.text[:MOST_READ], segment.language) for segment in segments)
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
    if alone and {a.kind, b.kind} == {Kind.FRACTION, Kind.PERCENT}:
        # The 20 of 二十分之一 is no 20 percent.
        seen = 0
    if seen and alone and a.kind is b.kind and distance <= _BESIDE and source.is_hard and target.is_hard:
        # Said twice where the other side has two figures: 90 and 80 as "90 and 90".
        return distance + 0.3 * (not near) + 0.5
    if not _is_one_family(a, b, near=near) or seen == 2:
        return None
    if Bound.VAGUE in (a.bound, b.bound) and not (source.is_hard and target.is_hard):
        apart = a.high < b.low or b.high < a.low
        if not (a.bound is b.bound and alone and apart and not seen and distance <= NEAR):
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
