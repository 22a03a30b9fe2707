"""Relations that Chinese says without a verb of its own: 從…到, 替, 而非, 比, 是…的兩倍."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from align.checks.events import PATH, Anchor, Event, Stretch, rows
from align.types import Span

# All in Simplified characters, as texts are compared; □ stands for a participant.
_FROM = re.compile(r"(?<![来各独理经缘])(?:从(?!事|而|未)|由(?!于|此)|自(?!己|由|身|卫))(?=[^□]{0,6}□)")
_TO = re.compile(r"(?:到|至|往|向|赴|入|回|抵|给|予|进(?!口|行))[^□]{0,3}(?=□)")
_BEHALF = re.compile(
    r"(?:(?P<strict>(?<![代交接顶])替(?![代换补])|(?<![取替交现当时古近换])代(?=□)|代表(?![团队性着处人大们])"
    r"|为(?=□+[^□]{0,8}(?:担保|背书|承担|出面|辩护|支付|缴纳|垫付|偿还|发声|斡旋|买单)))"
    r"|(?<![认成因作以称视])为(?=[^□]{0,2}□[^所]*$))(?=[^□]{0,3}□)"
)
_RATHER = re.compile("而非|而不是|而不选")
_NOT_BUT = re.compile(r"(?:不是|并非)(?=.{0,6}□)(?P<old>[^，,]+?)[，,]?而是(?=.{0,8}□)")
_LEAVING = re.compile(
    r"(?:舍弃|放弃|弃用|舍|不选|不用|不买)(?=[^□]{0,4}□)(?P<old>.+?)(?:转而|改|而选|而就|选择|选用)"
)
_TIMES = re.compile(
    r"(?:是|为|达|达到|约|相当于|只有|不到|不足|等于)(?=[^□是为]{0,4}□)(?P<other>[^是为]{1,20}?)的?"
    r"(?:[^□的]{0,5}?(?P<more>倍)|[^□的]{0,4}?(?P<less>一半|半数|分之))"
)
_NEGATION = re.compile("[不未没沒非无勿否]")
_ADJUNCT = re.compile(r"(?<![存现正实所内潜外])在|透过|通过|利用|根据|按照|随着")
# Between what belongs together: 澳洲西部的礦山, 烏克蘭國有銀行.
_WITHIN = re.compile(r"[^，,]{0,2}")
# What may follow an adjective that ends a comparison.
_ANY = "[^□]"
_AFTER_ADJECTIVE = r"(?=$|[，,。；;]|[得很一些了出约近逾达两三四五六七八九十几许\d□]|不少)"


def group(stretch: Stretch, start: int, end: int) -> tuple[Anchor, ...]:
    """Return the first participants within `[start, end)` that stand together."""
    found: list[Anchor] = []
    for anchor in stretch.between(start, end):
        if found and not _WITHIN.fullmatch(stretch.masked[found[-1].span.end : anchor.span.start]):
            break
        found.append(anchor)
    return tuple(found)


def last_group(stretch: Stretch, start: int, end: int) -> tuple[Anchor, ...]:
    """Return the last participants within `[start, end)` that stand together."""
    found: list[Anchor] = []
    for anchor in reversed(stretch.between(start, end)):
        if found and not _WITHIN.fullmatch(stretch.masked[anchor.span.end : found[-1].span.start]):
            break
        found.append(anchor)
    return tuple(reversed(found))


def read_phrases(stretch: Stretch, clauses: Sequence[Span], at: int) -> Iterator[Event]:
    """Yield the events of one clause that have no verb of the lexicon."""
    clause = clauses[at]
    before = clauses[at - 1] if at else Span(clause.start, clause.start)
    yield from _paths(stretch, clause)
    yield from _behalf(stretch, before, clause)
    yield from _preferences(stretch, clause)
    yield from _comparisons(stretch, clause)


def _paths(stretch: Stretch, clause: Span) -> Iterator[Event]:
    for match in _FROM.finditer(stretch.masked, *clause):
        origin = group(stretch, match.end(), clause.end)
        to = _TO.search(stretch.masked, origin[-1].span.end, clause.end) if origin else None
        if to and not _FROM.search(stretch.masked, origin[-1].span.end, to.start()):
            yield Event(PATH, Span(match.start(), to.end()), origin, group(stretch, to.end(), clause.end))


def _behalf(stretch: Stretch, before: Span, clause: Span) -> Iterator[Event]:
    for match in _BEHALF.finditer(stretch.masked[: clause.end], clause.start):
        agents = subject(stretch, clause.start, match.start())
        if not agents and match.start() - clause.start < _OPENING:
            agents = group(stretch, *before)
        if agents:
            patients = group(stretch, match.end(), clause.end)
            if match["strict"]:
                yield Event("behalf", Span(*match.span()), agents, patients)
            yield Event("for", Span(*match.span()), agents, patients)


# How far from where its clause begins 替 stands whose subject is in the clause before.
_OPENING = 4


def _preferences(stretch: Stretch, clause: Span) -> Iterator[Event]:
    for match in _RATHER.finditer(stretch.masked, *clause):
        new = last_group(stretch, clause.start, match.start())
        yield from _replacement(match, new, group(stretch, match.end(), clause.end))
    for pattern in (_NOT_BUT, _LEAVING):
        for match in pattern.finditer(stretch.masked, *clause):
            old = group(stretch, *match.span("old"))
            yield from _replacement(match, group(stretch, match.end(), clause.end), old)


def _replacement(match: re.Match[str], new: tuple[Anchor, ...], old: tuple[Anchor, ...]) -> Iterator[Event]:
    if new and old:
        yield Event("replace", Span(*match.span()), new, old)


def _comparisons(stretch: Stretch, clause: Span) -> Iterator[Event]:
    for pattern in _compared():
        for match in pattern.finditer(stretch.masked, *clause):
            first = subject(stretch, clause.start, match.start())
            if not first or _NEGATION.search(stretch.masked, clause.start, match.start()):
                continue
            groups = match.groupdict()
            other = stretch.between(*match.span("other"))
            is_less = bool(groups["less"]) is not bool(groups.get("no"))
            if other:
                pair = (other, first) if is_less else (first, other)
                yield Event("exceed", Span(*match.span()), *pair)


@cache
def _compared() -> tuple[re.Pattern[str], ...]:
    more, less = (
        "|".join(form for row in rows() if row.predicate.frame == frame for form in row.chinese)
        for frame in ("than-more", "than-less")
    )
    than = r"(?:(?<![对相无])(?:比|较)(?![较起例赛如为少多大高低])|(?P<no>没有?(?=[^□]{0,2}□)))"
    adjective = f"(?:(?P<more>{more})|(?P<less>{less}))"
    # A bare adjective ends the comparison, or is the first part of a word: 高鐵.
    ends = f"(?:(?<=[更还]{_ANY})|(?<=[更还]{_ANY}{_ANY})|(?<=来得{_ANY})|{_AFTER_ADJECTIVE})"
    return re.compile(f"{than}(?P<other>.{{1,24}}?){adjective}{ends}"), _TIMES


def subject(stretch: Stretch, start: int, end: int) -> tuple[Anchor, ...]:
    """Return who stands before `end` and before any adjunct."""
    adjunct = _ADJUNCT.search(stretch.masked, start, end)
    return stretch.between(start, adjunct.start() if adjunct else end)
