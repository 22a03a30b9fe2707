"""Who does what to whom: predicates of two participants as either language says them.

Nothing is parsed. A predicate of the lexicon is found, and the stretches around it that its grammar
gives to agent and patient are asked for known participants; where voice or scope is in doubt, nothing
is read. Tables: `data/relation/predicates.tsv` and `actors.tsv`, compiled for this project.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from align.types import Span


class Anchor(NamedTuple):
    """Where a text has a participant; `keys` are the ids of all that it may be."""

    span: Span
    keys: frozenset[str]


class Event(NamedTuple):
    """A predicate with who acts (gives, is more) and who is acted upon (receives, is less)."""

    predicate: str
    span: Span
    agents: tuple[Anchor, ...]
    patients: tuple[Anchor, ...]


class Predicate(NamedTuple):
    """A row of the lexicon; a frame says which argument is which."""

    id: str
    frame: str


#: What a thing, money or a person does that goes from one participant to another.
FLOW = "flow"
#: Where it goes from and to, which says more than who gives and receives.
PATH = "path"
#: What one does to the other, whatever it is.
ANY = "any"
# Frames of predicates by which something goes from giver to receiver, and by which the agent does it.
_FLOWING, _DIRECT = ("gives", "takes"), ("acts", "gives", "tells")


def with_general(event: Event, frame: str) -> Iterator[Event]:
    """Yield an event and what follows from it: who ships also sends, and does something to the receiver."""
    yield event
    if frame in _FLOWING and event.patients:
        yield event._replace(predicate=FLOW)
    if frame in _DIRECT and event.patients:
        yield event._replace(predicate=ANY)


class Row(NamedTuple):
    """A row as it stands in the table."""

    predicate: Predicate
    chinese: tuple[str, ...]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]


class Stretch:
    """A text with its participants, of which stretches are asked for."""

    def __init__(self, text: str, anchors: Iterable[Anchor]) -> None:
        self.text = text
        self.anchors = tuple(anchors)
        letters = list(text)
        for (start, end), _ in self.anchors:
            letters[start:end] = "□" * (end - start)
        #: The text with each participant blanked, so that nothing is looked for in names.
        self.masked = "".join(letters)

    def with_anchors(self, anchors: Iterable[Anchor]) -> Stretch:
        """Return the text with other participants."""
        return Stretch(self.text, anchors)

    def between(self, start: int, end: int) -> tuple[Anchor, ...]:
        """Return the participants within `[start, end)`."""
        return tuple(a for a in self.anchors if start <= a.span.start and a.span.end <= end)


def table(name: str) -> Iterator[list[str]]:
    """Yield the cells of each row of a table of this rule."""
    text = (files("align") / "data" / "relation" / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


@cache
def rows() -> tuple[Row, ...]:
    """Return the lexicon of predicates."""
    return tuple(
        Row(Predicate(id_, frame), *(tuple(cell.split("|")) if cell != "-" else () for cell in cells))
        for id_, frame, *cells in table("predicates.tsv")
    )


@cache
def of_things() -> frozenset[str]:
    """Return the predicates by which somebody gets a thing, which stands where a participant might."""
    return frozenset(row.predicate.id for row in rows() if row.predicate.frame in ("takes", "draws"))


def once(events: Sequence[Event]) -> dict[str, Event]:
    """Return by predicate the events that a side tells once, or again with the same participants."""
    by_predicate: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_predicate[event.predicate].append(event)
    if PATH in by_predicate:
        by_predicate[FLOW] = by_predicate.pop(PATH)
    # "its attacks" beside "attacked Iran" does not say whom.
    told = {predicate: [e for e in found if e.patients] or found for predicate, found in by_predicate.items()}
    return {
        predicate: first
        for predicate, (first, *others) in told.items()
        if all(_is_same(first, other) for other in others)
    }


def keys(anchors: Iterable[Anchor]) -> frozenset[str]:
    """Return the ids of all that participants may be."""
    return frozenset[str]().union(*(anchor.keys for anchor in anchors))


def _is_same(one: Event, other: Event) -> bool:
    a, b, c, d = map(keys, (one.agents, one.patients, other.agents, other.patients))
    return not a.isdisjoint(c) and not b.isdisjoint(d) and a.isdisjoint(d) and b.isdisjoint(c)
