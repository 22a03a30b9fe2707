"""Who did what to whom, turned round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from align.checks.base import Context, Yielded, rule
from align.checks.events import Anchor, Event, Stretch, once, table
from align.checks.events_chinese import read_chinese
from align.checks.events_english import read_english
from align.checks.naming import Named, Scene
from align.text import fold_chinese, fold_latin
from align.types import Finding, Language, Pair, Place, Segment, Severity, Span, Tally

# Probabilities that an expert agrees: both participants are names, or one goes by what it is.
_NAMED, _UNNAMED = 0.85, 0.7
_ACTOR = "actor:"


class _Said(NamedTuple):
    """An event and the segment that says it."""

    event: Event
    segment: Segment


@rule("relation", "accuracy/mistranslation", Severity.CRITICAL)
def check_relation(pairs: Sequence[Pair], context: Context) -> Yielded:
    """Who did what to whom is turned round.

    Attacks, sales, lawsuits, accusations, votes, comparisons and the like are read from both sides
    with who acts and who is acted upon, in either voice, as verb or noun. Only names and actors (rebels,
    shipowners) that both sides have count, and only where either side is clear.

    Bad: 俄羅斯入侵烏克蘭 / Ukraine invaded Russia
    Good: 俄羅斯入侵烏克蘭 / Ukraine was invaded by Russia
    """
    compared = 0
    for pair in pairs:
        if pair.is_null:
            continue
        scene = Scene(pair, context)
        ours, theirs = _events(pair.source, scene.source), _events(pair.target, scene.target)
        common = ours.keys() & theirs.keys()
        compared += len(common)
        found = next(_exchanges(ours, theirs, common), None)
        if found:
            yield _finding(pair, *found)
    yield Tally("events", compared)


_Both = tuple[list[_Said], list[_Said], bool]


def _exchanges(ours: dict[str, _Said], theirs: dict[str, _Said], common: set[str]) -> Iterator[_Both]:
    """Yield the events of both sides whose participants are exchanged, and whether these are names."""
    shared = sorted(common, key=lambda predicate: ours[predicate].event.span)
    for predicate in shared:
        one, other = ours[predicate].event, theirs[predicate].event
        if is_named := _is_crossed(one.agents, one.patients, other.agents, other.patients):
            yield [ours[predicate]], [theirs[predicate]], is_named == _CROSSED_NAMES
    for first, second in combinations(shared, 2):
        mine, yours = (ours[first], ours[second]), (theirs[first], theirs[second])
        agents = [said.event.agents for said in (*mine, *yours)]
        if is_named := _is_crossed(*agents):
            yield list(mine), list(yours), is_named == _CROSSED_NAMES


_STRAIGHT, _CROSSED, _CROSSED_NAMES = range(3)


def _is_crossed(
    first: Sequence[Anchor],
    second: Sequence[Anchor],
    other_first: Sequence[Anchor],
    other_second: Sequence[Anchor],
) -> int:
    """Return whether what is first on one side is second on the other and the reverse, and by names."""
    a, b, c, d = map(_keys, (first, second, other_first, other_second))
    forth, back = a & d, b & c
    if not (forth and back) or not forth.isdisjoint(back):
        return _STRAIGHT
    is_named = _has_name(forth) and _has_name(back)
    # What belongs to a participant may stay where it was: "Russian banks", "EU banks".
    straight = (a & c, b & d)
    if all(straight) or (any(straight) and not (is_named and not _has_name(a & c | b & d))):
        return _STRAIGHT
    return _CROSSED_NAMES if is_named else _CROSSED


def _has_name(keys: frozenset[str]) -> bool:
    return any(not key.startswith(_ACTOR) for key in keys)


def _keys(anchors: Sequence[Anchor]) -> frozenset[str]:
    return frozenset[str]().union(*(anchor.keys for anchor in anchors))


def _events(segments: Sequence[Segment], names: Sequence[Named]) -> dict[str, _Said]:
    """Return the events of one side by predicate, those that it has once."""
    found: list[_Said] = []
    for segment in segments:
        is_chinese = segment.language.is_chinese
        text = (fold_chinese if is_chinese else fold_latin)(segment.text)
        anchors = [Anchor(name.mention.span, name.ids) for name in names if name.segment is segment]
        stretch = Stretch(text, _with_actors(text, segment.language, anchors))
        read = read_chinese if is_chinese else read_english
        found += [_Said(event, segment) for event in read(stretch)] if stretch.anchors else []
    events = once([said.event for said in found])
    return {said.event.predicate: said for said in found if events.get(said.event.predicate) is said.event}


def _with_actors(text: str, language: Language, names: Sequence[Anchor]) -> list[Anchor]:
    """Return names and, where no name stands, actors that go by what they are."""
    taken = {position for name in names for position in range(*name.span)}
    pattern, keys = _actors(is_chinese=language.is_chinese)
    actors = [
        Anchor(Span(*match.span()), keys[match[1].lower()])
        for match in pattern.finditer(text)
        if taken.isdisjoint(range(*match.span()))
    ]
    return sorted([*names, *actors])


@cache
def _actors(*, is_chinese: bool) -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Return the pattern of all actors of a language, and which rows a form may stand for."""
    keys: dict[str, frozenset[str]] = {}
    for number, cells in enumerate(table("actors.tsv")):
        for form in cells[0 if is_chinese else 1].split("|"):
            keys[form] = keys.get(form, frozenset()) | {f"{_ACTOR}{number}"}
    forms = "|".join(map(re.escape, sorted(keys, key=len, reverse=True)))
    if is_chinese:
        return re.compile(f"({forms})"), keys
    return re.compile(rf"\b({forms})(?:e?s)?\b", re.IGNORECASE), keys


def _finding(pair: Pair, ours: Sequence[_Said], theirs: Sequence[_Said], is_named: bool) -> Finding:
    read, written = ("; ".join(map(_described, side)) for side in (ours, theirs))
    return Finding(
        rule="relation",
        category="accuracy/mistranslation",
        severity=Severity.CRITICAL if is_named else Severity.MAJOR,
        confidence=_NAMED if is_named else _UNNAMED,
        message="who did what to whom is turned round",
        explanation=f"the source says {read}; the translation says {written}",
        source=tuple(_places(ours)),
        target=tuple(_places(theirs)),
        pair=pair,
        evidence=(("source", read), ("target", written)),
    )


def _described(said: _Said) -> str:
    """Return agent, predicate and patient as read, in that order."""
    text = said.segment.text
    event = said.event
    parts = ([a.span for a in event.agents], [event.span], [p.span for p in event.patients])
    return " → ".join(" + ".join(text[slice(*span)] for span in spans) for spans in parts if spans)


def _places(side: Sequence[_Said]) -> Iterator[Place]:
    """Yield, for each segment, from the first participant to the last."""
    for segment in dict.fromkeys(said.segment for said in side):
        events = [said.event for said in side if said.segment is segment]
        spans = [event.span for event in events]
        spans += [part.span for event in events for part in (*event.agents, *event.patients)]
        yield segment.place.part(min(span.start for span in spans), max(span.end for span in spans))
