"""Constructions that tell two things apart, whatever these are: 甲而非乙, from A to B, cause and effect.

What stands in either slot of a construction is compared with what stands in the slots of the same
construction of the other language, by words that surely render one another. Table: `data/relation/slots.tsv`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from align.checks.events import Anchor, Event, Stretch, keys, table
from align.text import lower_case
from align.types import Language, Span

# How many participants of a slot count, the nearest to what sets the slots apart.
_REACH = 5
_CHINESE_SLOT = "(?P<{0}>[^,，、。;；:：…!！?？「」“”()（）]{{1,40}})"
_ENGLISH_SLOT = '(?P<{0}>[^,.;:!?()—–“”"]{{1,110}})'

_BREAK = re.compile(r"[,.](?!\d)|[，、。;；:：…!！?？「」“”()（）—–]|\b(?:that|which|who|whom)\b")


class _Form(NamedTuple):
    """A construction as one language says it; `leading` is the slot that stands before all else, if any."""

    kind: str
    leading: str
    pattern: re.Pattern[str]


def read_slots(stretch: Stretch, language: Language) -> Iterator[Event]:
    """Yield the constructions of a folded text that have something in either slot."""
    text = lower_case(stretch.text)
    breaks = [end.end() for end in _BREAK.finditer(text)]
    for form in _forms(is_chinese=language.is_chinese):
        for match in form.pattern.finditer(text):
            first, second = (_nearest(stretch, slots) for slots in _spans(form, match, breaks))
            if first and second:
                yield Event(form.kind, between(first, second), first, second)


def between(one: Sequence[Anchor], other: Sequence[Anchor]) -> Span:
    """Return what stands between two groups of participants."""
    before, after = sorted((one, other), key=lambda group: group[0].span)
    return Span(before[-1].span.end, max(before[-1].span.end, after[0].span.start))


def _spans(form: _Form, match: re.Match[str], breaks: Sequence[int]) -> Iterator[tuple[Span, bool]]:
    """Yield where the slots are, and whether what sets them apart follows; clauses begin at `breaks`."""
    for name, other in ("AB", "BA"):
        if name == form.leading:
            begun = bisect_right(breaks, match.start())
            yield Span(breaks[begun - 1] if begun else 0, match.start()), True
        else:
            is_left = other != form.leading and match.start(name) < match.start(other)
            yield Span(*match.span(name)), is_left


def _nearest(stretch: Stretch, slot: tuple[Span, bool]) -> tuple[Anchor, ...]:
    """Return the participants of a slot that stand nearest to the other slot."""
    span, is_left = slot
    found = stretch.between(*span)
    return found[-_REACH:] if is_left else found[:_REACH]


@cache
def _forms(*, is_chinese: bool) -> tuple[_Form, ...]:
    return tuple(
        _form(kind, pattern, _CHINESE_SLOT if is_chinese else _ENGLISH_SLOT)
        for kind, language, pattern in table("slots.tsv")
        if (language == "zh") is is_chinese
    )


def _form(kind: str, pattern: str, slot: str) -> _Form:
    leading = pattern[1] if pattern.startswith("{") else ""
    rest = pattern[3:] if leading else pattern
    return _Form(
        kind, leading, re.compile(rest.replace("{A}", slot.format("A")).replace("{B}", slot.format("B")))
    )


def slots_exchanged(chinese: Sequence[Event], english: Sequence[Event]) -> tuple[Event, Event] | None:
    """Return constructions of both sides whose slots are exchanged, if no reading says otherwise."""
    pairs = [(one, other) for one in chinese for other in english if one.predicate == other.predicate]
    crossed = [both for both in pairs if _is_crossed(*both)]
    kept = {one.predicate for one, other in pairs if (one, other) not in crossed and _is_straight(one, other)}
    return next((both for both in crossed if both[0].predicate not in kept), None)


def _is_straight(one: Event, other: Event) -> bool:
    return bool(keys(one.agents) & keys(other.agents) or keys(one.patients) & keys(other.patients))


def _is_crossed(one: Event, other: Event) -> bool:
    forth, back = keys(one.agents) & keys(other.patients), keys(one.patients) & keys(other.agents)
    if not (forth and back):
        return False
    kept = _nearer(one, other, (forth, back)) & _nearer(other, one, (back, forth))
    return 2 * len(kept) < len(forth | back)


def _nearer(event: Event, other: Event, moved: tuple[frozenset[str], frozenset[str]]) -> frozenset[str]:
    """Return what stays in its slot and stands no farther from the other slot than what has moved."""
    kept: set[str] = set()
    is_first = event.agents[0].span < event.patients[0].span
    for own, its, gone, is_left in (
        (event.agents, other.agents, moved[0], is_first),
        (event.patients, other.patients, moved[1], not is_first),
    ):
        ordered = own[::-1] if is_left else own
        last = max(at for at, anchor in enumerate(ordered) if anchor.keys & gone)
        kept |= keys(ordered[: last + 1]) & keys(its)
    return frozenset(kept)
