"""Who did what to whom, turned round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from align.checks import events_chinese, events_english
from align.checks.aligned import ALIGNED, Aligned, aligned, merged
from align.checks.base import Context, Yielded, rule
from align.checks.conjuncts import alternated, read_conjuncts
from align.checks.events import ANY, FLOW, PATH, Anchor, Event, Stretch, keys, of_things, once
from align.checks.events_chinese import read_chinese
from align.checks.events_english import read_english
from align.checks.former import former_exchanged
from align.checks.naming import Named, Scene
from align.checks.participants import ACTOR, Cast
from align.checks.senses import told_otherwise
from align.checks.slots import read_slots, slots_exchanged
from align.checks.words import Matched, matched
from align.text import fold_chinese, fold_latin
from align.types import Finding, Language, Pair, Place, Segment, Severity, Tally

# Probabilities that an expert agrees: both participants are names, or one goes by what it is.
_NAMED, _UNNAMED = 0.85, 0.7
_FORMER = "what is said of the former is said of the latter"
# How keys of participants begin who go by what they are: army, central bank, what renders them.
_NAMELESS = (ACTOR, "office-", ALIGNED)
# What is too general for participants that no table knows.
_GENERAL = {ANY, FLOW, PATH, "for", *of_things()}


class _Said(NamedTuple):
    """An event and the segment that says it."""

    event: Event
    segment: Segment
    # Whether it is of a predicate of the table
    known: bool = True


@rule("relation", "accuracy/mistranslation", Severity.CRITICAL)
def check_relation(pairs: Sequence[Pair], context: Context) -> Yielded:
    """Who did what to whom is turned round.

    Attacks, sales, lawsuits, accusations, votes, comparisons and the like are read from both sides
    with who acts and who is acted upon, in either voice, as verb or noun; so are constructions that tell two
    things apart: X rather than Y, from X to Y, X before Y, X causes Y, the former and the latter. Names,
    actors (rebels, shipowners) and words that surely render one another count, and only where either side
    is clear.

    Bad: 俄羅斯入侵烏克蘭 / Ukraine invaded Russia
    Good: 俄羅斯入侵烏克蘭 / Ukraine was invaded by Russia
    """
    compared = 0
    words = matched(pairs, context) if context.likeness else {}
    for pair in pairs:
        if pair.is_null:
            continue
        scene = Scene(pair, context)
        cast = Cast(scene, context.termbase)
        sides = _side(pair.source, scene.source, cast), _side(pair.target, scene.target, cast)
        ours, theirs = map(_events, sides)
        common = ours.keys() & theirs.keys()
        compared += len(common)
        found = next(_exchanges(ours, theirs, common), None) or _generally(ours, theirs, cast)
        if not found and context.likeness:
            found = _Words(words[pair], sides).exchanged()
        if found:
            yield _finding(pair, *found)
        elif clash := former_exchanged(words[pair]) if words else None:
            told = told_otherwise("relation", words[pair], clash, _UNNAMED, _FORMER)
            yield replace(told, message="the former and the latter changed places")
    yield Tally("events", compared)


_Read = Callable[[Stretch, Language], Iterator[Event]]
_Compare = Callable[[Sequence[Event], Sequence[Event]], tuple[Event, Event] | None]
_Both = tuple[list[_Said], list[_Said], bool]


def _exchanges(ours: dict[str, _Said], theirs: dict[str, _Said], common: set[str]) -> Iterator[_Both]:
    """Yield the events of both sides whose participants are exchanged, and whether these are names."""
    shared = sorted(common - {ANY}, key=lambda predicate: ours[predicate].event.span)
    for predicate in shared:
        one, other = ours[predicate].event, theirs[predicate].event
        if is_named := _is_crossed(one.agents, one.patients, other.agents, other.patients):
            yield [ours[predicate]], [theirs[predicate]], is_named == _CROSSED_NAMES
    alone = [p for p in shared if not (ours[p].event.patients or theirs[p].event.patients)]
    for first, second in combinations(alone, 2):
        mine, yours = (ours[first], ours[second]), (theirs[first], theirs[second])
        agents = [said.event.agents for said in (*mine, *yours)]
        if is_named := _is_crossed(*agents):
            yield list(mine), list(yours), is_named == _CROSSED_NAMES


def _generally(ours: dict[str, _Said], theirs: dict[str, _Said], cast: Cast) -> _Both | None:
    """Return what one does to the other, by whatever verbs, if both are named once a side and exchanged."""
    mine, yours = ours.get(ANY), theirs.get(ANY)
    if not (mine and yours):
        return None
    one, other = mine.event, yours.event
    if not _is_crossed(one.agents, one.patients, other.agents, other.patients):
        return None
    exchanged = keys(one.agents) & keys(other.patients) | keys(one.patients) & keys(other.agents)
    is_clear = _has_name(exchanged) and all(map(cast.is_singular, exchanged))
    return ([mine], [yours], False) if is_clear else None


_STRAIGHT, _CROSSED, _CROSSED_NAMES = range(3)


def _is_crossed(
    first: Sequence[Anchor],
    second: Sequence[Anchor],
    other_first: Sequence[Anchor],
    other_second: Sequence[Anchor],
) -> int:
    """Return whether what is first on one side is second on the other and the reverse, and by names."""
    a, b, c, d = map(keys, (first, second, other_first, other_second))
    forth, back = a & d, b & c
    if not (forth and back) or not forth.isdisjoint(back):
        return _STRAIGHT
    is_named = _has_name(forth) and _has_name(back)
    # What belongs to a participant may stay where it was: "Russian banks", "EU banks".
    straight = (a & c, b & d)
    if not all(straight) and _are_words(a & c | b & d) and not _has_name(forth | back):
        # "Wind output exceeds nuclear"
        return _CROSSED
    if any(straight) and not (is_named and not _has_name(a & c | b & d)):
        return _STRAIGHT
    return _CROSSED_NAMES if is_named else _CROSSED


def _are_words(ids: frozenset[str]) -> bool:
    return all(id_.startswith(ALIGNED) for id_ in ids)


def _has_name(ids: frozenset[str]) -> bool:
    return any(not id_.startswith(_NAMELESS) for id_ in ids)


_Side = list[tuple[Segment, Stretch]]


def _side(segments: Sequence[Segment], names: Sequence[Named], cast: Cast) -> _Side:
    """Return the texts of a side with who stands in them."""
    return [(segment, Stretch(_folded(segment), cast.of(segment, names))) for segment in segments]


def _folded(segment: Segment) -> str:
    return (fold_chinese if segment.language.is_chinese else fold_latin)(segment.text)


def _events(side: _Side) -> dict[str, _Said]:
    """Return the events of one side by predicate, those that it has once."""
    found: list[_Said] = []
    for segment, stretch in side:
        read = read_chinese if segment.language.is_chinese else read_english
        events = list(read(stretch)) if stretch.anchors else []
        spans = {event.span for event in events if event.predicate != ANY}
        found += [_Said(event, segment, event.span in spans) for event in events]
    told = once([said.event for said in found])
    return {predicate: said for predicate, event in told.items() for said in found if said.event is event}


class _Words:
    """Both sides with participants that no table knows, but which render one another."""

    def __init__(self, matched: Matched, sides: tuple[_Side, _Side]) -> None:
        self._matched, self._sides = matched, sides

    def exchanged(self) -> _Both | None:
        """Return what is turned round by a predicate or a construction of both sides."""
        return (
            self._by_predicates()
            or self._by(read_slots, slots_exchanged)
            or self._by(read_conjuncts, alternated)
        )

    def _by_predicates(self) -> _Both | None:
        chinese, english = self._matched.chinese.text, self._matched.english.text
        if not events_chinese.predicates_in(chinese) & events_english.predicates_in(english):
            return None
        words, nouns = self._aligned
        ours, theirs = (_events(side) for side in self._widened(words, nouns))
        shared = ours.keys() & theirs.keys()
        return next(_exchanges(ours, theirs, {p for p in shared if p not in _GENERAL}), None)

    def _by(self, read: _Read, compare: _Compare) -> _Both | None:
        """Return constructions that exchange what they tell apart."""
        ours, theirs = (
            [_Said(event, segment) for segment, stretch in side for event in read(stretch, segment.language)]
            for side in self._stretches
        )
        chinese, english = (ours, theirs) if self._matched.source.is_chinese else (theirs, ours)
        found = compare([said.event for said in chinese], [said.event for said in english])
        if not found:
            return None
        one, other = (
            [said for said in side if any(said.event is event for event in found)] for side in (ours, theirs)
        )
        return one, other, False

    @cached_property
    def _stretches(self) -> list[_Side]:
        words, _ = self._aligned
        return [list(_without_repeated(side)) for side in self._widened(words, words)]

    def _widened(self, words: Aligned, more: Aligned) -> Iterator[_Side]:
        """Yield both sides with `more` participants."""
        anchors = ((anchor for _, stretch in side for anchor in stretch.anchors) for side in self._sides)
        common = frozenset.intersection(*map(keys, anchors))
        for side in self._sides:
            yield [
                (segment, stretch.with_anchors(merged(stretch.anchors, common, *_of(segment, words, more))))
                for segment, stretch in side
            ]

    @cached_property
    def _aligned(self) -> tuple[Aligned, Aligned]:
        return aligned(self._matched)


def _of(segment: Segment, *aligned: Aligned) -> Iterator[Sequence[Anchor]]:
    return (anchors.get(segment, ()) for anchors in aligned)


def _without_repeated(side: _Side) -> Iterator[tuple[Segment, Stretch]]:
    """Yield the texts of a side without the participants that it has more than once."""
    counts = Counter(key for _, stretch in side for anchor in stretch.anchors for key in anchor.keys)
    for segment, stretch in side:
        anchors = [anchor for anchor in stretch.anchors if all(counts[key] == 1 for key in anchor.keys)]
        yield segment, stretch.with_anchors(anchors)


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
    return " → ".join(
        " + ".join(text[slice(*span)].strip(" ,，、;；") for span in spans) for spans in parts if spans
    )


def _places(side: Sequence[_Said]) -> Iterator[Place]:
    """Yield, for each segment, from the first participant to the last."""
    for segment in dict.fromkeys(said.segment for said in side):
        events = [said.event for said in side if said.segment is segment]
        spans = [event.span for event in events]
        spans += [part.span for event in events for part in (*event.agents, *event.patients)]
        yield segment.place.part(min(span.start for span in spans), max(span.end for span in spans))
