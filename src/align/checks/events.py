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


class Row(NamedTuple):
    """A row as it stands in the table."""

    predicate: Predicate
    chinese: tuple[str, ...]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]


class Stretch:
    """A text with its participants, of which stretches are asked for."""

    def __init__(self, text: str, anchors: Iterable[Anchor]) -> None:
        self.anchors = tuple(anchors)
        letters = list(text)
        for (start, end), _ in self.anchors:
            letters[start:end] = "□" * (end - start)
        #: The text with each participant blanked, so that nothing is looked for in names.
        self.masked = "".join(letters)

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


def once(events: Sequence[Event]) -> dict[str, Event]:
    """Return the events whose predicate a side has only once, by predicate."""
    by_predicate: defaultdict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_predicate[event.predicate].append(event)
    return {predicate: found[0] for predicate, found in by_predicate.items() if len(found) == 1}
