"""Which blocks belong together, by what they say and how they are laid out."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import accumulate

import numpy as np

from align.aligner.first import Costs, Prior, find_beads, fitting_skip
from align.aligner.lattice import Floats, Ints
from align.aligner.moved import InOrder, Pairs, find_moved
from align.aligner.odds import Matcher
from align.aligner.sections import Group, Side, headings_of_same
from align.knowledge.glosses import Glosses
from align.types import Block, BlockKind

# Added to the score of a pair of blocks (a cosine) for what their layout tells.
_SAME_ROW, _OTHER_ROW = 1.0, -10.0
_BOTH_HEADINGS, _ONE_HEADING = 0.1, -1.0
_OTHER_KIND, _OTHER_LEVEL, _SAME_ORDINAL = -0.1, -0.05, 0.05
# What each block beyond a pair costs.
_BLOCK_MERGE = 0.05


def group_blocks(
    source: Side, target: Side, ratio: float, glosses: Glosses
) -> tuple[tuple[Group, ...], Costs]:
    """Return groups of blocks in the order of the source, and the costs that suited them.

    Args:
        source: The source blocks, in Chinese.
        target: The target blocks, in English.
        ratio: Length of target text for one of source text.
        glosses: The dictionary.
    """
    first = Costs(ratio=ratio, merge=_BLOCK_MERGE)
    prior = _prior(source.blocks, target.blocks)
    costs = replace(first, skip=fitting_skip(find_beads(source.units, target.units, first, prior=prior)))
    # Mostly all that is left out to look for what moved did move.
    in_order = cache(partial(_in_order, source, target, costs))
    texts = [block.text for block in source.blocks], [block.text for block in target.blocks]
    matcher = Matcher(source.units, target.units, texts, glosses)
    groups = in_order(())
    moved = _outside(in_order, find_moved(source, target, groups, in_order, prior, matcher))
    parted = _part(in_order(moved), source.blocks, target.blocks, matcher)
    return tuple(_insert(parted, moved)), costs


def _outside(in_order: InOrder, moved: Pairs) -> Pairs:
    """Return what moved without what lies inside a group of the rest, which then has no order of its own."""
    while moved:
        groups = in_order(moved)
        ours = {i for group in groups for i in _between(group.source)}
        theirs = {j for group in groups for j in _between(group.target)}
        kept = tuple((i, j) for i, j in moved if i not in ours and j not in theirs)
        if kept == moved:
            break
        moved = kept
    return moved


def _between(blocks: Sequence[int]) -> set[int]:
    """Return the blocks between the first and the last of some that are none of them."""
    return set(range(blocks[0], blocks[-1])).difference(blocks) if blocks else set()


def _in_order(source: Side, target: Side, costs: Costs, without: Pairs) -> tuple[Group, ...]:
    """Return what belongs together by the order, some pairs of blocks left out."""
    ours = _others(len(source.blocks), {i for i, _ in without})
    theirs = _others(len(target.blocks), {j for _, j in without})
    mine, other = source.part(ours), target.part(theirs)
    beads = find_beads(mine.units, other.units, costs, prior=_prior(mine.blocks, other.blocks))
    return tuple(
        Group(tuple(ours[i] for i in bead.source), tuple(theirs[j] for j in bead.target)) for bead in beads
    )


def _others(count: int, without: set[int]) -> list[int]:
    return [index for index in range(count) if index not in without]


def _part(
    groups: Sequence[Group], source: Sequence[Block], target: Sequence[Block], matcher: Matcher
) -> list[Group]:
    """Leave blocks alone that are so unlike that nothing but the order puts them together.

    Cells of one row and headings over the same are put together by more than that.
    """
    unlike = {
        group
        for group in groups
        if not group.is_lone
        and not matcher.are_possible(group.source, group.target)
        and source[group.source[0]].row is None
    }
    settled = (group for group in groups if not group.is_lone and group not in unlike)
    partners = {group.source[0]: group.target[0] for group in settled}
    headings = set(headings_of_same(source, target, partners)) if unlike else set()
    found = []
    for group in groups:
        if group not in unlike or (group.source[0], group.target[0]) in headings:
            found.append(group)
        else:
            found += [Group((i,), ()) for i in group.source] + [Group((), (j,)) for j in group.target]
    return found


def _insert(groups: Sequence[Group], moved: Pairs) -> list[Group]:
    """Put groups that moved where their source stands."""
    crossing = _crossing([*groups, *(Group((i,), (j,)) for i, j in moved)])
    waiting = deque(Group((i,), (j,), moved=i in crossing) for i, j in moved)
    found = []
    for group in groups:
        # Lone target blocks stay with what they follow.
        while waiting and group.source and waiting[0].source < group.source:
            found.append(waiting.popleft())
        found.append(group)
    return [*found, *waiting]


def _crossing(groups: Sequence[Group]) -> set[int]:
    """Return the first source blocks of groups that stand in another order in the target than some other."""
    both = sorted(group for group in groups if not group.is_lone)
    theirs = [group.target[0] for group in both]
    highest_before = [-1, *accumulate(theirs, max)][:-1]
    lowest_behind = [*accumulate(theirs[::-1], min)][::-1]
    return {
        group.source[0]
        for group, highest, lowest in zip(both, highest_before, lowest_behind, strict=True)
        # The lowest is its own where none behind it is lower.
        if highest > group.target[0] or lowest < group.target[0]
    }


def _prior(source: Sequence[Block], target: Sequence[Block]) -> Prior:
    """Return what the layout says for or against pairs of blocks."""
    ours, theirs = _facts(source), _facts(target)

    def prior(rows: Ints, columns: Ints) -> Floats:
        row, heading, kind, level, ordinal = (fact[rows] for fact in ours)
        row_, heading_, kind_, level_, ordinal_ = (fact[columns] for fact in theirs)
        in_rows = (row >= 0) | (row_ >= 0)
        value = np.where(in_rows, np.where(row == row_, _SAME_ROW, _OTHER_ROW), 0.0)
        value += np.where(heading & heading_, _BOTH_HEADINGS, 0.0)
        value += np.where(heading ^ heading_, _ONE_HEADING, 0.0)
        value += np.where(kind != kind_, _OTHER_KIND, 0.0)
        value += np.where(level != level_, _OTHER_LEVEL, 0.0)
        value += np.where((ordinal >= 0) & (ordinal == ordinal_), _SAME_ORDINAL, 0.0)
        return value.astype(np.float32)

    return prior


def _facts(blocks: Sequence[Block]) -> tuple[np.ndarray, ...]:
    kinds = list(BlockKind)
    return (
        np.array([-1 if block.row is None else block.row for block in blocks], np.int64),
        np.array([block.kind is BlockKind.HEADING for block in blocks], dtype=bool),
        np.array([kinds.index(block.kind) for block in blocks], np.int64),
        np.array([block.level for block in blocks], np.int64),
        np.array([-1 if block.ordinal is None else block.ordinal for block in blocks], np.int64),
    )
