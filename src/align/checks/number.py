"""The check of numbers: every figure says the same on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from align.checks.base import Context, Yielded, rule
from align.types import Finding, Pair, Place, Segment, Severity, Tally
from align.values import Bound, Kind, Likeness, Quantity, compare, find_quantities, mentioned_values, render
from align.values.dates_chinese import ROC_OFFSET
from align.values.numerals import format_arabic
from align.values.units import size

# Beyond this many numbers on a side only equal values are matched: closeness would cost n times m.
_MOST_COMPARED = 64
# No sentence is longer; what is goes unread from here on, or a megabyte of figures would take half a minute.
_MOST_READ = 50_000
# Spelled numbers up to here come and go in faithful translation (三國, "the two sides", "first").
_SMALL = 12
# Decimal shifts are the commonest slip between 萬 億 and thousand, million, and the gravest.
_CRITICAL_RATIO = 10

# 112 年 may be a span of years or a year of the Republic of China.
_ROC_YEARS = range(100, 131)

_PARTS = frozenset({Kind.PERCENT, Kind.POINT, Kind.FRACTION})
_AMOUNTS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})


@dataclass(frozen=True, slots=True, eq=False)
class _Mention:
    """A quantity in its segment; `position` runs from 0 to 1 through its side."""

    quantity: Quantity
    segment: Segment
    position: float

    @property
    def place(self) -> Place:
        return self.segment.place.part(*self.quantity.span)

    @property
    def text(self) -> str:
        return self.place.text

    @property
    def is_hard(self) -> bool:
        """Whether a translator would keep it as a figure."""
        quantity = self.quantity
        if quantity.low < quantity.high and not quantity.is_range:
            return not quantity.spelled
        if quantity.kind in (Kind.ORDINAL, Kind.MULTIPLE, Kind.FRACTION):
            return not quantity.spelled and quantity.low > _SMALL
        if quantity.kind in (Kind.PERCENT, Kind.POINT):
            return True
        return quantity.low > _SMALL if quantity.spelled else quantity.low > 1


@dataclass(slots=True, eq=False)
class _Open:
    """What is left of a pair after equal numbers were matched."""

    pair: Pair
    source: list[_Mention]
    target: list[_Mention]
    swapped: list[tuple[_Mention, _Mention]]


@rule("number", "accuracy/mistranslation", Severity.MAJOR)
def check_number(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A number differs between the two languages.

    Numbers are compared by value: 3.2億 is 320 million, 三成 is 30 percent, 增加兩倍 is tripled, 兆 is
    trillion. Percentage points are not percent. Rounding, "about" and conversions by definition pass, and
    so does a number that stands in a neighbouring sentence.

    Bad: 公司認列 48 億元虧損 / The company booked a loss of 48 billion yuan
    Good: 公司認列 48 億元虧損 / The company booked a loss of 4.8 billion yuan
    """
    compared = 0
    left: list[_Open] = []
    for pair in pairs:
        if not pair.is_null:
            source, target = _mentions(pair.source), _mentions(pair.target)
            compared += len(source)
            left.append(_match(pair, source, target))
    if context.document.prealigned is None:
        _match_neighbours(left)
    for rest in left:
        yield from _judge(rest)
    yield Tally("numbers", compared)


def _mentions(segments: Sequence[Segment]) -> list[_Mention]:
    total = sum(len(segment.text) for segment in segments) or 1
    found: list[_Mention] = []
    offset = 0
    for segment in segments:
        found.extend(
            _Mention(quantity, segment, (offset + quantity.span.start) / total)
            for quantity in find_quantities(segment.text[:_MOST_READ], segment.language)
        )
        offset += len(segment.text)
    return found


# ---------------------------------------------------------------- matching


def _match(pair: Pair, source: list[_Mention], target: list[_Mention]) -> _Open:
    """Match whole quantities, then the ends of ranges that the other side gives apart."""
    source, target, swapped = _pair_off(source, target)
    if any(m.quantity.is_range for m in (*source, *target)):
        source, target, more = _pair_off(_apart(source), _apart(target))
        swapped += more
    return _Open(pair, source, target, swapped)


def _apart(mentions: list[_Mention]) -> list[_Mention]:
    return [
        _Mention(quantity, mention.segment, mention.position)
        for mention in mentions
        for quantity in mention.quantity.ends or (mention.quantity,)
    ]


def _pair_off(
    source: list[_Mention], target: list[_Mention]
) -> tuple[list[_Mention], list[_Mention], list[tuple[_Mention, _Mention]]]:
    """Take out what agrees, best first; return the rest and the pairs that took points for percent."""
    if max(len(source), len(target)) > _MOST_COMPARED:
        source, target = _cancel_equal(source, target)
    source, target = source[:_MOST_COMPARED], target[:_MOST_COMPARED]
    candidates = sorted(
        (-likeness, abs(s.position - t.position), i, j)
        for i, s in enumerate(source)
        for j, t in enumerate(target)
        if (likeness := compare(s.quantity, t.quantity))
    )
    used_source: set[int] = set()
    used_target: set[int] = set()
    swapped = []
    for rank, _, i, j in candidates:
        if i not in used_source and j not in used_target:
            used_source.add(i)
            used_target.add(j)
            if -rank == Likeness.POINTS_FOR_PERCENT:
                swapped.append((source[i], target[j]))
    rest_source = [m for i, m in enumerate(source) if i not in used_source]
    rest_target = [m for j, m in enumerate(target) if j not in used_target]
    return rest_source, rest_target, swapped


def _cancel_equal(source: list[_Mention], target: list[_Mention]) -> tuple[list[_Mention], list[_Mention]]:
    waiting: dict[tuple[Fraction, Fraction], list[_Mention]] = {}
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
                rest.source, other.target, _ = _pair_off(rest.source, other.target)


# ---------------------------------------------------------------- judging


def _judge(rest: _Open) -> Iterator[Finding]:
    for source, target in rest.swapped:
        yield _points_finding(rest.pair, source, target)
    if not (rest.source or rest.target):
        return
    in_target = _values(rest.pair.target)
    in_source = _values(rest.pair.source)
    lost = [(m, _is_among(m, in_target)) for m in rest.source]
    added = [(m, _is_among(m, in_source)) for m in rest.target]
    pairs = _wrong_pairs(lost, added)
    for source, target, cost in pairs:
        yield _wrong_finding(rest.pair, source, target, cost)
    paired = {id(m) for source, target, _ in pairs for m in (source, target)}
    if len(rest.source) <= _MOST_COMPARED > len(rest.target):
        yield from _unmatched(
            rest.pair, [m for m, seen in lost if not seen and id(m) not in paired], lost=True
        )
        yield from _unmatched(
            rest.pair, [m for m, seen in added if not seen and id(m) not in paired], lost=False
        )


def _values(segments: Sequence[Segment]) -> frozenset[Fraction]:
    return frozenset().union(
        *(mentioned_values(segment.text[:_MOST_READ], segment.language) for segment in segments)
    )


def _is_among(mention: _Mention, values: frozenset[Fraction]) -> bool:
    quantity = mention.quantity
    wanted = {quantity.low, quantity.high, quantity.written, *quantity.also}
    if quantity.unit == "year" and quantity.low in _ROC_YEARS:
        wanted.add(quantity.low + ROC_OFFSET)
    if measure := size(quantity.unit):
        # 10 年 may be "a decade", 12 個月 "one year".
        wanted |= {quantity.low * measure[1] / other for other in (10, 12, 30, 120, 7 * 1440, 1440, 60)}
    return not wanted.isdisjoint(values)


def _wrong_pairs(
    lost: list[tuple[_Mention, bool]], added: list[tuple[_Mention, bool]]
) -> list[tuple[_Mention, _Mention, float]]:
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


def _cost(source: _Mention, target: _Mention, *, seen: int, alone: bool) -> float | None:
    """Return how unlikely it is that one renders the other, or None when it is not to be thought of.

    `seen` counts those of the two whose value the other side has somewhere; `alone` is whether no other
    number is left on either side.
    """
    a, b = source.quantity, target.quantity
    distance = abs(source.position - target.position)
    if not _is_one_family(a, b) or seen == 2:
        return None
    if Bound.VAGUE in (a.bound, b.bound) and not (source.is_hard and target.is_hard):
        return None
    near = _is_slip(a, b)
    # 增加兩倍 holds a 2 but means 3: of factors only the value tells.
    if seen and not near and not (a.kind is b.kind is Kind.MULTIPLE):
        return None
    if not (source.is_hard and target.is_hard):
        one_hard = source.is_hard or target.is_hard
        if not (_is_telling(a, b) or (near and one_hard) or (alone and not seen)):
            return None
    return distance + 0.3 * (a.kind is not b.kind) + 0.2 * (a.unit != b.unit) + 0.3 * (not near) + 0.3 * seen


def _is_one_family(a: Quantity, b: Quantity) -> bool:
    if a.kind in _PARTS or b.kind in _PARTS:
        return a.kind in _PARTS and b.kind in _PARTS
    if a.kind in _AMOUNTS and b.kind in _AMOUNTS:
        sizes = size(a.unit), size(b.unit)
        return (
            not (a.kind is b.kind is Kind.MEASURE)
            or a.unit == b.unit
            or (sizes[0] or "a")[0] == (sizes[1] or "b")[0]
        )
    return a.kind is b.kind


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
    return format_arabic(abs(quantity.written)).replace(",", "").replace(".", "").strip("0")


def _exponent(value: Fraction) -> int:
    return len(str(int(abs(value))))


# ---------------------------------------------------------------- reporting


def _wrong_finding(pair: Pair, source: _Mention, target: _Mention, cost: float) -> Finding:
    a, b = source.quantity, target.quantity
    ratio = b.low / a.low if a.low and b.low else None
    factor = max(abs(ratio), abs(1 / ratio)) if ratio else Fraction(1)
    language = "Chinese" if target.segment.language.is_chinese else "English"
    explanation = f"{source.text} = {_say(a)}; the {language} has {_say(b)}"
    if factor >= _CRITICAL_RATIO:
        times = format_arabic(Fraction(round(float(factor), 1)))
        explanation += f", {times} times too {'large' if abs(b.low) > abs(a.low) else 'small'}"
    return Finding(
        rule="number",
        category="accuracy/mistranslation",
        severity=Severity.CRITICAL if factor >= _CRITICAL_RATIO and cost < 1 else Severity.MAJOR,
        confidence=_confidence(source, target, cost),
        message=f"{source.text} rendered as {target.text}",
        source=(source.place,),
        target=(target.place,),
        pair=pair,
        explanation=explanation,
        suggestion=render(a, b, target.segment.text, target.segment.language),
        evidence=_evidence(a, b, ratio),
    )


def _confidence(source: _Mention, target: _Mention, cost: float) -> float:
    """Return the share of such findings that held on news translations, by how sure the pairing is."""
    if not (source.is_hard and target.is_hard):
        return 0.6
    return round(max(0.55, 0.95 - 0.4 * cost), 2)


def _points_finding(pair: Pair, source: _Mention, target: _Mention) -> Finding:
    a, b = source.quantity, target.quantity
    language = "Chinese" if target.segment.language.is_chinese else "English"
    return Finding(
        rule="number",
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        confidence=0.85,
        message=f"{source.text} rendered as {target.text}",
        source=(source.place,),
        target=(target.place,),
        pair=pair,
        explanation=f"{source.text} = {_say(a)}; the {language} has {_say(b)}, which is relative",
        suggestion=render(a, b, target.segment.text, target.segment.language),
        evidence=_evidence(a, b, Fraction(1)),
    )


def _unmatched(pair: Pair, mentions: list[_Mention], *, lost: bool) -> Iterator[Finding]:
    """Yield findings for hard numbers that the other side has nothing for."""
    segments = pair.target if lost else pair.source
    for mention in mentions:
        quantity = mention.quantity
        small = quantity.low <= _SMALL and quantity.kind not in (Kind.PERCENT, Kind.POINT, Kind.MONEY)
        if small or not mention.is_hard or quantity.is_range:
            continue
        language = "Chinese" if segments[0].language.is_chinese else "English"
        empty = _empty_place(segments, mention.position)
        yield Finding(
            rule="number",
            category="accuracy/omission" if lost else "accuracy/addition",
            severity=Severity.MINOR,
            confidence=0.5,
            message=f"{mention.text} has no counterpart in the {language}",
            source=(mention.place,) if lost else (empty,),
            target=(empty,) if lost else (mention.place,),
            pair=pair,
            explanation=f"{mention.text} = {_say(quantity)}; no number of that value is in the {language}",
            evidence=(("source_value" if lost else "target_value", _plain(mention.quantity.low)),),
        )


def _empty_place(segments: Sequence[Segment], position: float) -> Place:
    """Return where, in proportion, the missing number should stand: after a segment it falls into."""
    index = min(int(position * len(segments)), len(segments) - 1)
    end = len(segments[index].text)
    return segments[index].place.part(end, end)


def _say(quantity: Quantity) -> str:
    scale = 100 if quantity.kind in (Kind.PERCENT, Kind.POINT) else 1
    low, high = (_figure(value * scale) for value in (quantity.low, quantity.high))
    value = low if low == high else f"{low} to {high}"
    match quantity.kind:
        case Kind.PERCENT:
            return f"{value} percent"
        case Kind.POINT:
            return f"{value} percentage points"
        case Kind.MULTIPLE:
            return f"{value} times as much"
        case Kind.ORDINAL:
            return f"number {value}"
        case _:
            return value


def _figure(value: Fraction) -> str:
    exact = format_arabic(value)
    return exact if len(exact.partition(".")[2]) < 6 else f"{value.numerator}/{value.denominator}"


def _evidence(a: Quantity, b: Quantity, ratio: Fraction | None) -> tuple[tuple[str, str | int | float], ...]:
    values = (("source_value", _plain(a.low)), ("target_value", _plain(b.low)))
    return values if ratio is None else (*values, ("ratio", _plain(ratio)))


def _plain(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else round(float(value), 6)
