"""The blocks of a side, and the headings that they stand under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from align.aligner.units import Units
from align.types import Block, BlockKind


class Side(NamedTuple):
    """Blocks of one side with their vectors."""

    blocks: Sequence[Block]
    units: Units

    def part(self, chosen: Sequence[int]) -> Side:
        """Return some of the blocks."""
        return Side([self.blocks[index] for index in chosen], self.units.part(np.array(chosen, np.int64)))


class Group(NamedTuple):
    """Blocks that belong together; one side may be empty.

    Attributes:
        source: Indices of source blocks, ascending.
        target: Indices of target blocks, ascending.
        moved: Whether it stands elsewhere in the target than in the source.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    moved: bool = False

    @property
    def is_lone(self) -> bool:
        """Whether one side is empty."""
        return not (self.source and self.target)

    @property
    def is_plain(self) -> bool:
        """Whether it is one block on either side."""
        return len(self.source) == len(self.target) == 1


def section_of(blocks: Sequence[Block]) -> list[int]:
    """Return for each block the heading that it stands under, for a heading itself; -1 without one."""
    found, last = [], -1
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            last = number
        found.append(last)
    return found


def headings_of_same(
    source: Sequence[Block], target: Sequence[Block], partners: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of headings over the same: most of what either heads has its partner under the other.

    So what moved out of a section alone does not take the heading with it, and what stayed behind alone does
    not keep it.

    Args:
        source: The source blocks.
        target: The target blocks.
        partners: The target block of each source block that has one for sure.
    """
    ours, theirs = _headings_over(source), _headings_over(target)
    common: Counter[tuple[int, int]] = Counter()
    totals: tuple[Counter[int], Counter[int]] = Counter(), Counter()
    for i, j in partners.items():
        if BlockKind.HEADING in (source[i].kind, target[j].kind):
            continue
        totals[0].update(ours[i])
        totals[1].update(theirs[j])
        common.update((heading, other) for heading in ours[i] for other in theirs[j])
    for (heading, other), count in common.items():
        if 2 * count > max(totals[0][heading], totals[1][other]):
            yield heading, other


def _headings_over(blocks: Sequence[Block]) -> list[tuple[int, ...]]:
    """Return for each block the headings whose sections it lies in, outermost first.

    A section ends at the next heading of the same or a higher level.
    """
    found: list[tuple[int, ...]] = []
    over: list[int] = []
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            over = [heading for heading in over if blocks[heading].level < block.level]
            over.append(number)
        found.append(tuple(over))
    return found
