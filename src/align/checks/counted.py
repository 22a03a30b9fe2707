"""Figures that changed places between what they count: 搜索 34 處、約談 90 人 as "90 sites, 34 people".

Every figure is there, so that comparing values finds nothing; what stands beside each tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from align.checks.pairing import Mention
from align.checks.words import Matched, Side, Token
from align.types import Finding, Place, Severity, Span
from align.values import Kind, Likeness, compare

# How much better the words beside two figures must fit crosswise, of the 2 that two right pairs come to; and
# how much straight, in another reading, to let it pass.
_CROSSED, _STRAIGHT = 0.3, 0.15
# Kinds of figures that say how much of something, or how much it costs.
_SHARES = frozenset({Kind.PERCENT, Kind.POINT, Kind.MULTIPLE, Kind.FRACTION, Kind.MONEY})
# What a figure counts stands no more content words away, and on its own side of what joins it to the next.
_REACH = 3
_JOINT = re.compile(r"[、并和及与而]|\b(?:and|while)\b")
# Where a change begins and what it comes to, right before the figure but for a word or a date: 由2020年的50億
# 增至80億, "to 8 billion from 5 billion".
_ABOUT = "[了约近逾超过达的将高低]{0,3}"
_CHINESE_ENDS = (
    re.compile(rf"[由从自](?:\d{{4}}年|去年|前年|目前|原本|最初|当时)?{_ABOUT} ?\Z"),
    re.compile(rf"(?<!不)[至到为成](?:\d{{4}}年|今年|明年|目前)?{_ABOUT} ?\Z"),
)
_ENGLISH_ABOUT = (
    r"(?:(?:about|around|just|over|under|nearly|almost|some|roughly|more|less|than|an?|estimated|record|only|"
    r"approximately) ){0,3}"
)
_ENGLISH_ENDS = tuple(
    re.compile(rf"\b(?:{word}) {_ENGLISH_ABOUT}[a-z]{{0,3}}[$€£¥]?\Z")
    for word in ("from", "to|hit|reach(?:ed|ing)?")
)
# A pair with more figures is a table.
_MOST = 12
_CONFIDENCE = 0.75


class _Figure(NamedTuple):
    """A figure of both languages, and where it stands in either."""

    chinese: Mention
    english: Mention


def judge_counted(
    matched: Matched, source: Sequence[Mention], target: Sequence[Mention]
) -> Iterator[Finding]:
    """Yield a finding for the first two figures of which each stands beside what the other should count."""
    if not matched.has_contexts or max(len(source), len(target)) > _MOST:
        return
    is_from_chinese = matched.source is matched.chinese
    figures = list(_common(*((source, target) if is_from_chinese else (target, source))))
    for one, other in combinations(figures, 2):
        two = one, other
        if not _are_alike(*two):
            continue
        if _is_reversed(matched, two) or (_is_turned(*two) and _is_crossed(matched, two, figures)):
            mine, yours = (
                [getattr(figure, name).place for figure in (one, other)] for name in ("chinese", "english")
            )
            yield _finding(matched, mine, yours, is_from_chinese=is_from_chinese)
            return


def _common(chinese: Sequence[Mention], english: Sequence[Mention]) -> Iterator[_Figure]:
    """Yield the figures that both sides have, and have once."""
    for one in chinese:
        same = [other for other in english if _is_same(one, other)]
        if len(same) == 1 and sum(_is_same(other, same[0]) for other in chinese) == 1:
            yield _Figure(one, same[0])


def _is_same(one: Mention, other: Mention) -> bool:
    a, b = one.quantity, other.quantity
    is_figure = Kind.ORDINAL not in (a.kind, b.kind) and not (a.is_range or b.is_range)
    return is_figure and (compare(a, b) >= Likeness.EQUAL or (a.low, a.high) == (b.low, b.high))


def _are_alike(one: _Figure, other: _Figure) -> bool:
    """Return whether two figures could be exchanged."""
    kinds = {figure.quantity.kind for figure in (*one, *other)}
    is_measure = kinds == {Kind.MEASURE}
    return len(kinds) == 1 and not (is_measure and one.chinese.quantity.unit != other.chinese.quantity.unit)


def _is_turned(one: _Figure, other: _Figure) -> bool:
    """Return whether two figures stand in another order in the other language."""
    order = one.chinese.position < other.chinese.position
    return order != (one.english.position < other.english.position)


def _is_reversed(matched: Matched, two: Sequence[_Figure]) -> bool:
    """Return whether a change goes from one figure to the other, and the other way about in English."""
    ours = [_end(matched.chinese, figure.chinese, _CHINESE_ENDS) for figure in two]
    theirs = [_end(matched.english, figure.english, _ENGLISH_ENDS) for figure in two]
    return sorted(ours) == sorted(theirs) == [0, 1] and ours != theirs


def _end(side: Side, mention: Mention, ends: Sequence[re.Pattern[str]]) -> int:
    """Return 0 for what a change begins with, 1 for what it comes to, and else -1."""
    span = side.span(mention.place)
    before = side.text[max(0, span.start - 40) : span.start] if span else ""
    return next((number for number, end in enumerate(ends) if end.search(before)), -1)


def _is_crossed(matched: Matched, two: Sequence[_Figure], figures: Sequence[_Figure]) -> bool:
    """Return whether beside either figure clearly stands what the other should stand beside."""
    ours = _readings(matched.chinese, [f.chinese for f in two], [f.chinese for f in figures])
    theirs = _readings(matched.english, [f.english for f in two], [f.english for f in figures])
    couples = [(ours[one], theirs[other]) for one, other in _alike(ours, theirs, two)]
    leads = [matched.lead(*couple) for couple in couples]
    return bool(leads) and min(leads) <= -_CROSSED and max(leads) <= _STRAIGHT


_Beside = tuple[Sequence[Token], Sequence[Token]]
"""The words that stand beside either of two figures."""


def _alike(
    ours: Mapping[str, _Beside], theirs: Mapping[str, _Beside], two: Sequence[_Figure]
) -> Iterator[tuple[str, str]]:
    """Yield the readings of the two sides that say the same sort of thing of figures.

    Before a count stands what is done, behind it what is counted. What a share is of may stand anywhere.
    """
    shared = [] if two[0].chinese.quantity.kind in _SHARES else ours.keys() & theirs.keys()
    yield from ((one, one) for one in sorted(shared)) if shared else product(ours, theirs)


def _readings(side: Side, two: Sequence[Mention], figures: Sequence[Mention]) -> dict[str, _Beside]:
    """Return the words that two figures may belong to, before and behind them, as far as the next figure.

    What is counted follows its figure, in Chinese after a measure word. A share, a rate or a price mostly
    follows what it is of in Chinese, and stands on either side of it in English.
    """
    spans = sorted(span for mention in figures if (span := side.span(mention.place)))
    own = [span for mention in two if (span := side.span(mention.place))]
    if len(own) < len(two):
        return {}
    # Right before a count stands its verb, and farther away the subject, which both may share.
    words = _REACH if two[0].quantity.kind in _SHARES else 1
    found = {
        "before": tuple(_before(side, span, spans)[-words:] for span in own),
        "after": tuple(_after(side, span, spans) for span in own),
    }
    if side.is_chinese and two[0].quantity.kind in _SHARES:
        del found["before" if _is_before_noun(side, own) else "after"]
    return {name: (one, other) for name, (one, other) in found.items() if one and other}


def _after(side: Side, span: Span, figures: Sequence[Span]) -> list[Token]:
    limit = min((other.start for other in figures if other.start >= span.end), default=len(side.text))
    if cut := _JOINT.search(side.text, span.end, limit):
        limit = cut.start()
    return [word for word in side.after(span.end, _REACH) if word.end <= limit]


def _before(side: Side, span: Span, figures: Sequence[Span]) -> list[Token]:
    least = max((other.end for other in figures if other.end <= span.start), default=0)
    least = max((cut.end() for cut in _JOINT.finditer(side.text, least, span.start)), default=least)
    return [word for word in side.before(span.start, _REACH) if word.start >= least]


def _is_before_noun(side: Side, spans: Sequence[Span]) -> bool:
    """Return whether shares stand before what they are of: 12%的民眾."""
    return side.is_chinese and all(side.text.startswith("的", span.end) for span in spans)


def _finding(
    matched: Matched, chinese: Sequence[Place], english: Sequence[Place], *, is_from_chinese: bool
) -> Finding:
    source, target = (chinese, english) if is_from_chinese else (english, chinese)
    return Finding(
        rule="number",
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        confidence=_CONFIDENCE,
        message=f"{target[0].text} and {target[1].text} changed places",
        explanation="what stands beside either of them is beside the other in the source",
        source=tuple(source),
        target=tuple(target),
        pair=matched.pair,
    )
