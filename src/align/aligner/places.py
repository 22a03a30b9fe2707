"""The order of pairs, and where text without a counterpart should stand on the other side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from align.types import Place, Segment, Span

MAIN = -1
"""The track of all that did not move."""


class Bead(NamedTuple):
    """Segments that correspond, with the group they lie in."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    group: int
    moved: bool
    similarity: float | None
    confidence: float

    @property
    def sides(self) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
        """Both sides, source first."""
        return self.source, self.target

    @property
    def is_lone(self) -> bool:
        """Whether one side is empty."""
        return not (self.source and self.target)

    def mirrored(self) -> Bead:
        """Return the bead with source and target exchanged."""
        return self._replace(source=self.target, target=self.source)


def find_tracks(beads: Sequence[Bead], sections: tuple[Sequence[int], Sequence[int]]) -> list[int]:
    """Return for each bead the group that moved and that it goes with, or `MAIN`.

    A block without a counterpart goes with what moved when most of its section did: it would stand there.

    Args:
        beads: All beads.
        sections: For each block of either side the section that it lies in.
    """
    tracks = [bead.group if bead.moved else MAIN for bead in beads]
    groups = [{bead.group for bead in beads if bead.sides[side]} for side in (0, 1)]
    for side in (0, 1):
        members: dict[int, list[int]] = {}
        order = [number for number, bead in enumerate(beads) if bead.sides[side]]
        for number in sorted(order, key=lambda number: beads[number].sides[side][0].index):
            members.setdefault(sections[side][beads[number].sides[side][0].block], []).append(number)
        for numbers in members.values():
            paired = {beads[n].group: beads[n].moved for n in numbers if beads[n].group in groups[1 - side]}
            if 2 * sum(paired.values()) <= len(paired):
                continue
            # What comes before all that moved goes with the first of it.
            last = next(tracks[number] for number in numbers if beads[number].moved)
            for number in numbers:
                if beads[number].moved:
                    last = tracks[number]
                elif beads[number].group not in paired:
                    tracks[number] = last
    return tracks


def in_order(beads: Sequence[Bead], tracks: Sequence[int]) -> list[int]:
    """Return numbers of beads in the order of the source.

    Target segments alone are behind the nearest before them in the target that goes the same way.
    """
    last = {MAIN: -1}
    for bead in beads:
        if bead.moved and bead.source:
            first = bead.source[0].index - 1
            last[bead.group] = min(first, last.get(bead.group, first))
    keys = {
        number: (bead.source[0].index, False, bead.target[0].index if bead.target else 0)
        for number, bead in enumerate(beads)
        if bead.source
    }
    with_target = [number for number, bead in enumerate(beads) if bead.target]
    for number in sorted(with_target, key=lambda number: beads[number].target[0].index):
        bead, track = beads[number], tracks[number]
        if bead.source:
            last[track] = bead.source[0].index
        else:
            keys[number] = (last.get(track, last[MAIN]), True, bead.target[0].index)
    return sorted(keys, key=keys.__getitem__)


def find_gaps(
    beads: Sequence[Bead], tracks: Sequence[int], side: int, segments: Sequence[Segment]
) -> list[Place | None]:
    """Return for each bead the empty place on a side just behind what precedes it and goes the same way.

    Args:
        beads: All beads in order.
        tracks: The track of each.
        side: 0 for the source, 1 for the target.
        segments: All segments of the side.
    """
    ends: dict[int, Place] = {}
    if segments:
        ends[MAIN] = _empty(segments[0].place, at_end=False)
    for bead in reversed(beads):
        if bead.moved and bead.sides[side]:
            ends[bead.group] = _empty(bead.sides[side][0].place, at_end=False)
    found = []
    for bead, track in zip(beads, tracks, strict=True):
        if bead.sides[side]:
            ends[track] = _empty(bead.sides[side][-1].place, at_end=True)
        found.append(ends.get(track, ends.get(MAIN)))
    return found


def _empty(place: Place, *, at_end: bool) -> Place:
    border = place.span.end if at_end else place.span.start
    return Place(place.file, Span(border, border))
