"""The check of units and currencies: what a figure counts is the same on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from align.checks.amounts import compare_amounts
from align.checks.base import Context, Yielded, rule
from align.checks.currencies import compare_currencies
from align.checks.pairing import Difference, Mention, Way
from align.checks.rates import judge_rates
from align.types import Finding, Pair, Severity, Tally
from align.values import Kind, Quantity, rename_unit
from align.values.numerals import format_arabic
from align.values.units import NAMELESS, convert, dimension, find_units, unit_name


@rule("unit", "accuracy/mistranslation", Severity.MAJOR)
def check_unit(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A unit or a currency differs between the two languages.

    Units are compared where the figures agree; where they do not, as a conversion: 300 公里 may be 186 miles,
    攝氏 40 度 may be 104 degrees Fahrenheit. A word without a country, such as 元 or $, agrees with each
    currency it may stand for. A rate of exchange is not checked: other figures in other money pass.
    Currencies without a figure are compared too: 盧布貶值 is no fall of the hryvnia; so is what a figure is
    counted per: 每公斤 110 美元 is not $110 a pound.

    Bad: 射程 300 公里 / A range of 300 miles
    Good: 射程 300 公里 / A range of 186 miles
    """
    comparison = compare_amounts(pairs, context)
    for difference in comparison.differences:
        pair, way, source, target, cost = difference
        if source and target and way is Way.UNIT and not _is_explained(difference):
            yield _unit_finding(pair, source, target, cost)
        elif source and target and way is Way.CONVERSION:
            yield _conversion_finding(pair, source, target, cost)
    for pair, ours, theirs in comparison.compared:
        yield from judge_rates(pair, ours, theirs)
    yield from compare_currencies(pairs, context)
    yield Tally(
        "units", sum(bool(one.quantity.unit) for _, source, _ in comparison.compared for one in source)
    )


def _is_explained(difference: Difference) -> bool:
    """Whether 元 stands alone, but the Chinese names the other side's currency somewhere near."""
    source, target = difference.source, difference.target
    if source is None or target is None:
        return False
    units = {source.quantity.unit, target.quantity.unit}
    if NAMELESS not in units:
        return False
    chinese = source if source.segment.language.is_chinese else target
    side = difference.pair.source if chinese is source else difference.pair.target
    return any(not units.isdisjoint(find_units(segment.text) - {NAMELESS}) for segment in side)


def _unit_finding(pair: Pair, source: Mention, target: Mention, cost: float) -> Finding:
    a, b = source.quantity, target.quantity
    language = "Chinese" if target.segment.language.is_chinese else "English"
    return Finding(
        rule="unit",
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        confidence=_confidence(a, b, cost),
        message=f"{source.text} rendered as {target.text}",
        source=(source.place,),
        target=(target.place,),
        pair=pair,
        explanation=f"{source.text} counts {_name(a)}; the {language} has {_name(b)}",
        suggestion=rename_unit(a.unit, b, target.segment.text, target.segment.language)
        if a.unit and b.unit
        else "",
        evidence=(("source_unit", a.unit or "percent"), ("target_unit", b.unit or "percent")),
    )


def _name(quantity: Quantity) -> str:
    return "percent" if quantity.kind is Kind.PERCENT else unit_name(quantity.unit)


def _confidence(a: Quantity, b: Quantity, cost: float) -> float:
    """Return how sure a finding is: less for figures in unlike units, which may be of different things."""
    if NAMELESS in (a.unit, b.unit):
        return 0.6
    alike = a.kind is b.kind is Kind.MONEY or (dimension(a.unit) and dimension(a.unit) == dimension(b.unit))
    return round(max(0.55, (0.92 if alike else 0.75) - 0.4 * cost), 2)


def _conversion_finding(pair: Pair, source: Mention, target: Mention, cost: float) -> Finding:
    a, b = source.quantity, target.quantity
    right = convert(a.low, a.unit, b.unit)[0]
    language = "Chinese" if target.segment.language.is_chinese else "English"
    value = f"{_rounded(right)} {unit_name(b.unit)}"
    return Finding(
        rule="unit",
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        confidence=0.6 if not (source.is_hard and target.is_hard) else round(max(0.55, 0.9 - 0.4 * cost), 2),
        message=f"{source.text} rendered as {target.text}",
        source=(source.place,),
        target=(target.place,),
        pair=pair,
        explanation=f"{source.text} = {value}; the {language} has {target.text}",
        evidence=(("source_unit", a.unit), ("target_unit", b.unit), ("converted", _rounded(right))),
    )


def _rounded(value: Fraction) -> str:
    """Return `value` to three significant digits, the digits before the point in full."""
    return format_arabic(Fraction(f"{float(value):.3g}") if abs(value) < 100 else Fraction(round(value)))
