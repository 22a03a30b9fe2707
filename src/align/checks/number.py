"""The check of numbers: every figure says the same on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from align.checks.amounts import compare_amounts
from align.checks.base import Context, Yielded, rule
from align.checks.counted import judge_counted
from align.checks.direction import report
from align.checks.limits import judge_limits
from align.checks.pairing import Difference, Mention, Way
from align.checks.ranks import judge_ranks
from align.checks.rates import is_other_rate
from align.checks.sizes import judge_sizes
from align.checks.steps import judge_steps
from align.checks.words import Matched, matched
from align.types import Finding, Pair, Place, Segment, Severity, Tally
from align.values import Kind, Quantity, render
from align.values.numerals import format_arabic
from align.values.units import convert

# Decimal shifts are the commonest slip between 萬 億 and thousand, million, and the gravest.
_CRITICAL_RATIO = 10


@rule("number", "accuracy/mistranslation", Severity.MAJOR)
def check_number(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A number differs between the two languages.

    Numbers are compared by value: 3.2億 is 320 million, 三成 is 30 percent, 增加兩倍 is tripled, 兆 is
    trillion. Percentage points are not percent. Rounding, "about" and conversions by definition pass, and
    so does a number that stands in a neighbouring sentence. An equal number that is limited to the other
    side (逾九成 as "just under 90 percent"), a change for what it came to (降至 as "by"), dozens for
    hundreds, a streak of another length, another rank and figures that changed places are errors too.

    Bad: 公司認列 48 億元虧損 / The company booked a loss of 48 billion yuan
    Good: 公司認列 48 億元虧損 / The company booked a loss of 4.8 billion yuan
    """
    comparison = compare_amounts(pairs, context)
    differing: defaultdict[Pair, list[Finding]] = defaultdict(list)
    for difference in comparison.differences:
        if finding := _finding(difference):
            differing[difference.pair].append(finding)
    for pair, source, target in comparison.compared:
        words = matched(pairs, context)[pair]
        beside = [
            *_limits(words, source, target),
            *judge_ranks(words),
            *judge_steps(pair, source, target),
            *judge_sizes(words),
            *judge_counted(words, source, target),
        ]
        found = differing[pair]
        told = [
            one for one in beside if not any(one.overlaps(f) and f.severity >= one.severity for f in found)
        ]
        yield from (one for one in found if not any(one.overlaps(other) for other in told))
        yield from told
    yield Tally("numbers", sum(len(source) for _, source, _ in comparison.compared))


def _limits(matched: Matched, source: Sequence[Mention], target: Sequence[Mention]) -> Iterator[Finding]:
    """Yield contrary limits that the rule `direction` does not tell by the words alone: 低於, "above"."""
    found = list(judge_limits(matched.pair, source, target))
    known = list(report(matched, "direction")) if found else []
    yield from (one for one in found if not any(one.overlaps(other) for other in known))


def _finding(difference: Difference) -> Finding | None:
    pair, way, source, target, cost = difference
    if source is None or target is None:
        mention = source or target
        return _unmatched(pair, mention, lost=source is not None) if mention else None
    if is_other_rate(source, target):
        return None
    if way is Way.POINTS:
        return _points_finding(pair, source, target)
    return _wrong_finding(pair, source, target, cost) if way is Way.VALUE else None


def _wrong_finding(pair: Pair, source: Mention, target: Mention, cost: float) -> Finding:
    a, b = _in_unit_of(target.quantity, source.quantity), target.quantity
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


def _in_unit_of(place: Quantity, value: Quantity) -> Quantity:
    """Return `value` as `place` counts it: 二十年 is two decades."""
    ends = [*convert(value.low, value.unit, place.unit), *convert(value.high, value.unit, place.unit)]
    if value.unit == place.unit or len(ends) != 2:
        return value
    return replace(value, low=ends[0], high=ends[1], unit=place.unit)


def _confidence(source: Mention, target: Mention, cost: float) -> float:
    """Return the share of such findings that held on news translations, by how sure the pairing is."""
    if not (source.is_hard and target.is_hard):
        return 0.6
    return round(max(0.55, 0.95 - 0.4 * cost), 2)


def _points_finding(pair: Pair, source: Mention, target: Mention) -> Finding:
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
        explanation=f"{source.text} = {_say(a)}; the {language} has {_say(b)}; percent are relative",
        suggestion=render(a, b, target.segment.text, target.segment.language),
        evidence=_evidence(a, b, Fraction(1)),
    )


def _unmatched(pair: Pair, mention: Mention, *, lost: bool) -> Finding:
    """Return the finding for a hard number that the other side has nothing for."""
    segments = pair.target if lost else pair.source
    language = "Chinese" if segments[0].language.is_chinese else "English"
    empty = _empty_place(segments, mention.position)
    return Finding(
        rule="number",
        category="accuracy/omission" if lost else "accuracy/addition",
        severity=Severity.MINOR,
        confidence=0.5,
        message=f"{mention.text} has no counterpart in the {language}",
        source=(mention.place,) if lost else (empty,),
        target=(empty,) if lost else (mention.place,),
        pair=pair,
        explanation=f"{mention.text} = {_say(mention.quantity)}; the {language} has no number of that value",
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
