"""Which blocks belong together, by what they say and how they are laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from align.aligner.first import Bead, Costs, Prior, find_beads, fitting_skip
from align.aligner.lattice import Floats, Ints
from align.aligner.units import Units
from align.types import Block, BlockKind

# Added to the score of a pair of blocks (a cosine) for what their layout tells.
_SAME_ROW, _OTHER_ROW = 1.0, -10.0
_BOTH_HEADINGS, _ONE_HEADING = 0.1, -1.0
_OTHER_KIND, _OTHER_LEVEL, _SAME_ORDINAL = -0.1, -0.05, 0.05
# What each block beyond a pair costs.
_BLOCK_MERGE = 0.05
# A block moved when nothing but one block elsewhere is as like: least cosine, by how much it has to exceed
# those of the next best and of where the order would put it, and least number of tokens.
_LIKE, _CLEARLY, _LEAST_TOKENS = 0.35, 0.08, 4
# A bead less like than that is in doubt, as are lone blocks and beads of several blocks on both sides.
_DOUBTFUL = 0.35
# Weight of what must not count as moved.
_STAYS = 1e9
# Doubtful blocks beyond which nothing is looked for: the texts are hardly translations.
_MOST_DOUBTFUL = 2000


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


class Side(NamedTuple):
    """Blocks of one side with their vectors."""

    blocks: Sequence[Block]
    units: Units

    def part(self, chosen: Sequence[int]) -> Side:
        """Return some of the blocks."""
        return Side([self.blocks[index] for index in chosen], self.units.part(np.array(chosen, np.int64)))


def group_blocks(source: Side, target: Side, ratio: float) -> tuple[tuple[Group, ...], Costs]:
    """Return groups of blocks in the order of the source, and the costs that suited them.

    Args:
        source: The source blocks.
        target: The target blocks.
        ratio: Length of target text for one of source text.
    """
    first = Costs(ratio=ratio, merge=_BLOCK_MERGE)
    prior = _prior(source.blocks, target.blocks)
    costs = replace(first, skip=fitting_skip(find_beads(source.units, target.units, first, prior=prior)))
    beads = find_beads(source.units, target.units, costs, prior=prior)
    moved = _moved(source, target, beads, prior)
    if not moved:
        return tuple(Group(tuple(bead.source), tuple(bead.target)) for bead in beads), costs
    kept = [
        _others(len(side.blocks), {pair[number] for pair in moved})
        for number, side in enumerate((source, target))
    ]
    ours, theirs = source.part(kept[0]), target.part(kept[1])
    beads = find_beads(ours.units, theirs.units, costs, prior=_prior(ours.blocks, theirs.blocks))
    groups = [
        Group(tuple(kept[0][i] for i in bead.source), tuple(kept[1][j] for j in bead.target))
        for bead in beads
    ]
    return tuple(_insert(groups, moved)), costs


def _others(count: int, without: set[int]) -> list[int]:
    return [index for index in range(count) if index not in without]


def _insert(groups: list[Group], moved: Sequence[tuple[int, int]]) -> list[Group]:
    """Put groups that moved where their source stands."""
    for i, j in moved:
        behind = (n for n, group in enumerate(groups) if group.source and group.source[0] > i)
        at = next(behind, len(groups))
        # Lone target blocks stay with what they follow.
        groups.insert(at, Group((i,), (j,), moved=_crosses(groups, i, j)))
    return groups


def _crosses(groups: Sequence[Group], i: int, j: int) -> bool:
    return any(
        (group.source[0] < i) != (group.target[0] < j) for group in groups if group.source and group.target
    )


def _moved(source: Side, target: Side, beads: Sequence[Bead], prior: Prior) -> list[tuple[int, int]]:
    """Return pairs of blocks that are plainly alike and stand in another order than the rest."""
    pairs = _alike(source, target, [bead for bead in beads if _is_doubtful(bead)], prior)
    if not pairs:
        return []
    # Of two that changed places the shorter counts as moved; beads of several blocks stay.
    items = [(i, j, float(source.units.counts[i])) for i, j in pairs]
    for bead in beads:
        if not _is_doubtful(bead):
            is_plain = len(bead.source) == len(bead.target) == 1
            items.append(
                (
                    bead.source[0],
                    bead.target[0],
                    float(source.units.counts[bead.source[0]]) if is_plain else _STAYS,
                )
            )
    items.sort()
    kept = _heaviest_rise(items)
    return [(i, j) for number, (i, j, _) in enumerate(items) if number not in kept]


def _is_doubtful(bead: Bead) -> bool:
    several = len(bead.source) > 1 and len(bead.target) > 1
    return bead.similarity is None or several or bead.similarity < _DOUBTFUL


def _alike(source: Side, target: Side, beads: Sequence[Bead], prior: Prior) -> list[tuple[int, int]]:
    """Return pairs of doubtful blocks that are each other's best match by far."""
    ours = np.array([i for bead in beads for i in bead.source], np.int64)
    theirs = np.array([j for bead in beads for j in bead.target], np.int64)
    if not len(ours) or not len(theirs) or max(len(ours), len(theirs)) > _MOST_DOUBTFUL:
        return []
    grid = _cosines(source.units.part(ours), target.units.part(theirs))
    pairs_i, pairs_j = np.repeat(ours, len(theirs)), np.tile(theirs, len(ours))
    likeness = grid + prior(pairs_i, pairs_j).reshape(grid.shape)
    found = []
    for row, column in enumerate(likeness.argmax(axis=1).tolist()):
        i, j = int(ours[row]), int(theirs[column])
        rivals = np.append(np.delete(likeness[row], column), np.delete(likeness[:, column], row))
        tokens = min(source.units.counts[i], target.units.counts[j])
        clear = float(rivals.max(initial=-1.0)) + _CLEARLY < likeness[row, column]
        if grid[row, column] >= _LIKE and clear and tokens >= _LEAST_TOKENS:
            found.append((i, j))
    return found


def _cosines(source: Units, target: Units) -> Floats:
    sides = []
    for units in (source, target):
        vectors = units.centred()
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        sides.append(vectors / np.where(norms == 0, 1, norms))
    return np.asarray(sides[0] @ sides[1].T, np.float32)


def _heaviest_rise(items: Sequence[tuple[int, int, float]]) -> set[int]:
    """Return which items, sorted by source, form the heaviest sequence that rises in the target too.

    Of sequences of one weight that end in the same item, the one whose last link is the latest is kept; of
    those that end in different items, the one that ends first.

    Args:
        items: Source block, target block and weight, at least 0, of each.
    """
    ranks = {j: rank for rank, j in enumerate(sorted({j for _, j, _ in items}))}
    ends = _PrefixMaxima(len(ranks))
    links = []
    heaviest = (0.0, 0)
    for number, (_, j, weight) in enumerate(items):
        reached, link = ends.before(ranks[j])
        links.append(link)
        ends.add(ranks[j], (reached + weight, number))
        heaviest = max(heaviest, (reached + weight, -number))
    kept = set()
    at = -heaviest[1] if items else -1
    while at >= 0:
        kept.add(at)
        at = links[at]
    return kept


class _PrefixMaxima:
    """The greatest of the first values of a row, in as many steps as its length has bits (Fenwick 1994).

    A value is the weight of a sequence and its last item.
    """

    def __init__(self, count: int) -> None:
        self._greatest = [(0.0, -1)] * (count + 1)

    def add(self, place: int, value: tuple[float, int]) -> None:
        """Put a value at a place, counted from 0; a greater one there stays."""
        node = place + 1
        while node < len(self._greatest):
            self._greatest[node] = max(self._greatest[node], value)
            node += node & -node

    def before(self, place: int) -> tuple[float, int]:
        """Return the greatest value in front of a place, or no weight and the item -1."""
        found, node = (0.0, -1), place
        while node:
            found = max(found, self._greatest[node])
            node -= node & -node
        return found


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
