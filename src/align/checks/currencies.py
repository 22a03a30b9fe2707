"""Currencies that are named without an amount, side by side: 盧布貶值, "the hryvnia weakened"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.checks.base import Context
from align.checks.spelt import goes_on
from align.knowledge.concepts import ConceptType
from align.knowledge.words import is_whole_word
from align.types import Finding, Pair, Place, Segment, Severity, Span
from align.values import Kind, find_quantities
from align.values.currencies import NamedCurrency, find_currencies
from align.values.units import agree, chinese_name, unit_name

_CONFIDENCE = 0.85
# No sentence is longer, and what is goes unread from here on.
_MOST_READ = 5_000
# Words that stand for a currency without naming it.
_ANY = re.compile(
    r"\b(?:currenc(?:y|ies)|loonies?|kiwi|cash|money)\b|[货貨本外该該其此][币幣]|[现現]金|[现現]钞|現鈔",
    re.IGNORECASE,
)
_STATES = {ConceptType.COUNTRY, ConceptType.REGION, ConceptType.PLACE}


class _Here(NamedTuple):
    """A currency and the segment that names it."""

    named: NamedCurrency
    segment: Segment

    @property
    def place(self) -> Place:
        return self.segment.place.part(*self.named.span)


def compare_currencies(pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    """Yield a finding where one currency is named and another one stands in its place.

    Amounts are for the comparison of amounts. What the surroundings of a pair name excuses.
    """
    pairs = [pair for pair in pairs if not pair.is_null]
    # English is the quicker to read, and most groups of blocks speak of no money.
    groups = {pair.group for pair in pairs if _find(_english(pair))}
    named = [(pair, _find(pair.source), _find(pair.target)) for pair in pairs if pair.group in groups]
    around: defaultdict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for pair, *sides in named:
        for units, side in zip(around[pair.group], sides, strict=True):
            units.update(here.named.unit for here in side)
    for pair, source, target in named:
        sources = _without(source, around[pair.group][1])
        targets = _without(target, around[pair.group][0])
        if sources and targets and not any(_ANY.search(one.text) for one in (*pair.source, *pair.target)):
            sources, targets = (
                [here for here in side if _is_bare(here, context)] for side in (sources, targets)
            )
            for meant, written in zip(sources, targets, strict=False):
                yield _finding(pair, meant, written)


def _english(pair: Pair) -> Sequence[Segment]:
    return pair.target if pair.source[0].language.is_chinese else pair.source


def _find(segments: Sequence[Segment]) -> list[_Here]:
    return [
        _Here(named, segment)
        for segment in segments
        for named in find_currencies(segment.text[:_MOST_READ], chinese=segment.language.is_chinese)
    ]


def _without(side: Sequence[_Here], others: set[str]) -> list[_Here]:
    """Return the first sure mention of each currency that the other side has not."""
    left: dict[str, _Here] = {}
    for here in side:
        if here.named.sure and not any(agree(here.named.unit, other) for other in others):
            left.setdefault(here.named.unit, here)
    return list(left.values())


def _is_bare(here: _Here, context: Context) -> bool:
    """Return whether it is no part of an amount or of a name: 盧比 of 盧比歐, the Euro of Euro 2024."""
    text, span = here.segment.text[:_MOST_READ], here.named.span
    start = 0
    for mention in context.termbase.find(text, here.segment.language):
        if mention.type in _STATES and mention.span.end == span.start:
            start = span.start
        inside = span.start <= mention.span.start and mention.span.end <= span.end
        if _overlap(mention.span, span) and not (inside and mention.type in _STATES):
            return False
    if here.segment.language.is_chinese:
        # 里亞爾 of 巴西里亞爾 begins where the name of the state ends.
        rest, own = text[start:], Span(span.start - start, span.end - start)
        if goes_on(rest, own) or not is_whole_word(rest, *own):
            return False
    amounts = find_quantities(text, here.segment.language)
    return not any(amount.kind is Kind.MONEY and _overlap(amount.span, span) for amount in amounts)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _finding(pair: Pair, meant: _Here, written: _Here) -> Finding:
    source, target = meant.named.unit, written.named.unit
    language = "Chinese" if written.segment.language.is_chinese else "English"
    return Finding(
        rule="unit",
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        confidence=_CONFIDENCE,
        message=f"{meant.place.text} rendered as {written.place.text}",
        source=(meant.place,),
        target=(written.place,),
        pair=pair,
        explanation=f"{meant.place.text} is {unit_name(source, one=True)}; the {language} has "
        f"{unit_name(target, one=True)}, which nothing in the source names",
        suggestion=_suggest(source, written),
        evidence=(("source_unit", source), ("target_unit", target)),
    )


def _suggest(unit: str, written: _Here) -> str:
    if not written.segment.language.is_chinese:
        name = unit_name(unit, one=True)
        return "" if name == unit else name
    return chinese_name(unit, simplified=written.segment.language.value == "zh-Hans")
