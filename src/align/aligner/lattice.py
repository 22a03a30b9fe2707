"""Paths through a band of a table whose cells are borders between units of either side.

A cell (i, j) says that i source units and j target units are behind; a bead of a and b units leads from
(i, j) to (i + a, j + b). Only cells near a first path are kept, so memory grows with the length of
a document and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
Move = tuple[int, int]
"""Numbers of source and target units in a bead."""

LONGEST = 6
"""Most units on one side of a bead that any part of the aligner looks at."""
LONE: tuple[Move, Move] = ((1, 0), (0, 1))
"""The moves that leave a unit alone."""
# Far below any score, yet sums of it keep enough digits.
FORBIDDEN = -1e6
_IMPOSSIBLE = -1e12


class Step(NamedTuple):
    """A bead on a path: from which cell, by which move."""

    source: int
    target: int
    move: Move


class Band:
    """Cells (i, j) with `first[i] <= j <= last[i]`, numbered row by row.

    Attributes:
        first: int64[n + 1], the first column of each row; never decreases.
        last: int64[n + 1], the last one; never decreases.
        offsets: int64[n + 2], the number of the first cell of each row.
    """

    def __init__(self, first: Ints, last: Ints) -> None:
        self.first, self.last = first, last
        self.offsets = np.append(0, np.cumsum(last - first + 1))

    @classmethod
    def whole(cls, source: int, target: int) -> Band:
        """Return all cells of a table."""
        return cls(np.zeros(source + 1, np.int64), np.full(source + 1, target, np.int64))

    @classmethod
    def around(cls, steps: Sequence[Step], source: int, target: int, width: int) -> Band:
        """Return the cells at most `width` columns, or rows, from those on a path."""
        first, last = np.full(source + 1, target), np.zeros(source + 1, np.int64)
        for i, j, (a, b) in steps:
            first[i : i + a + 1] = np.minimum(first[i : i + a + 1], j)
            last[i : i + a + 1] = np.maximum(last[i : i + a + 1], j + b)
        if not steps:
            first[:] = 0
        # Rows before and behind let a path turn earlier or later.
        back = np.maximum(np.arange(source + 1) - width, 0)
        ahead = np.minimum(np.arange(source + 1) + width, source)
        first = np.maximum(np.minimum(first - width, first[back]), 0)
        last = np.minimum(np.maximum(last + width, last[ahead]), target)
        return cls(np.minimum.accumulate(first[::-1])[::-1].copy(), np.maximum.accumulate(last))

    @property
    def size(self) -> tuple[int, int]:
        """Numbers of source and target units."""
        return len(self.first) - 1, int(self.last[-1])

    def __len__(self) -> int:
        """The number of cells."""
        return int(self.offsets[-1])

    @cached_property
    def rows(self) -> Ints:
        """int64[cells], the row of each cell."""
        return np.repeat(np.arange(len(self.first)), np.diff(self.offsets))

    @cached_property
    def columns(self) -> Ints:
        """int64[cells], the column of each cell."""
        return np.arange(len(self)) - np.repeat(self.base, np.diff(self.offsets))

    @cached_property
    def base(self) -> Ints:
        """int64[n + 1]; cell (i, j) is number `base[i] + j`."""
        return self.offsets[:-1] - self.first

    def starts(self, move: Move) -> Ints:
        """Return the numbers of the cells that a bead may start from: all it touches lies in the band."""
        a, b = move
        n, m = self.size
        rows, columns = self.rows, self.columns
        inside = (rows + a <= n) & (columns + b <= m)
        end = np.minimum(rows + a, n)
        inside &= (self.first[end] <= columns + b) & (columns + b <= self.last[end])
        if a and b:
            inside &= (self.first[np.maximum(end - 1, 0)] <= columns) & (columns + b - 1 <= self.last[rows])
        return np.flatnonzero(inside)

    def windows(self, *, transposed: bool) -> tuple[Ints, Ints]:
        """Return for each source unit the half-open range of target units near it, or the other way round."""
        n, m = self.size
        if not transposed:
            return self.first[:n], np.minimum(self.last[:n] + 1, m)
        columns = np.arange(m)
        low = np.searchsorted(self.last[:n], columns, side="left")
        return low, np.maximum(np.searchsorted(self.first[:n], columns, side="right"), low)

    def spread(self, starts: Ints, values: Floats) -> Floats:
        """Return float32[cells], `values` at the cells `starts` and beyond possibility elsewhere."""
        full = np.full(len(self), FORBIDDEN, np.float32)
        full[starts] = values
        return full


def best_path(band: Band, scores: Mapping[Move, Floats]) -> tuple[Step, ...]:
    """Return the path with the highest sum of scores; of equals, that of the move named first.

    Args:
        band: The cells.
        scores: For each move float32[cells], the score of the bead that starts in each cell.
    """
    moves = list(scores)
    totals = np.full(len(band), _IMPOSSIBLE)
    totals[0] = 0
    chosen = np.full(len(band), -1, np.int8)
    into = _Sweep(band, [move for move in moves if move[0]])
    lone = scores.get((0, 1))
    for row, cells in into.rows():
        for move, start, end, size in into.beads(row):
            reached = totals[start : start + size] + scores[move][start : start + size]
            better = reached > totals[end : end + size]
            totals[end : end + size][better] = reached[better]
            chosen[end : end + size][better] = moves.index(move)
        if lone is not None and cells.stop - cells.start > 1:
            level = _levels(lone[cells])
            flat = totals[cells] - level
            highest = np.maximum.accumulate(flat)
            chosen[cells][highest > flat] = moves.index((0, 1))
            totals[cells] = highest + level
    return _trace(band, moves, chosen)


def _trace(band: Band, moves: Sequence[Move], chosen: NDArray[np.int8]) -> tuple[Step, ...]:
    i, j = band.size
    steps = []
    while i or j:
        a, b = moves[chosen[band.base[i] + j]]
        i, j = i - a, j - b
        steps.append(Step(i, j, (a, b)))
    return tuple(reversed(steps))


def log_mass(band: Band, scores: Mapping[Move, Floats]) -> tuple[float, dict[Move, Floats]]:
    """Return the log of the sum of exp(score) over all paths, and the share of paths through each bead.

    The forward-backward algorithm. The shares are float32[cells] for each move, by the starting cell; read as
    probabilities when scores are logarithms.
    """
    sweep = _Sweep(band, [move for move in scores if move[0]])
    forward = _forward(band, scores, sweep)
    backward = _backward(band, scores, sweep)
    total = float(forward[-1])
    shares = {}
    for move, values in scores.items():
        starts = band.starts(move)
        ends = band.base[band.rows[starts] + move[0]] + band.columns[starts] + move[1]
        shares[move] = np.zeros(len(band), np.float32)
        shares[move][starts] = np.exp(
            np.minimum(forward[starts] + values[starts] + backward[ends] - total, 0)
        )
    return total, shares


def _forward(band: Band, scores: Mapping[Move, Floats], sweep: _Sweep) -> Doubles:
    """Return float64[cells], the log mass of all paths from the first cell to each."""
    totals = np.full(len(band), _IMPOSSIBLE)
    totals[0] = 0
    lone = scores.get((0, 1))
    for row, cells in sweep.rows():
        for move, start, end, size in sweep.beads(row):
            into = totals[end : end + size]
            np.logaddexp(into, totals[start : start + size] + scores[move][start : start + size], out=into)
        if lone is not None and cells.stop - cells.start > 1:
            level = _levels(lone[cells])
            totals[cells] = np.logaddexp.accumulate(totals[cells] - level) + level
    return totals


def _backward(band: Band, scores: Mapping[Move, Floats], sweep: _Sweep) -> Doubles:
    """Return float64[cells], the log mass of all paths from each cell to the last."""
    totals = np.full(len(band), _IMPOSSIBLE)
    totals[-1] = 0
    lone = scores.get((0, 1))
    for row, cells in reversed(list(sweep.rows())):
        if lone is not None and cells.stop - cells.start > 1:
            level = _levels(lone[cells])
            totals[cells] = np.logaddexp.accumulate((totals[cells] + level)[::-1])[::-1] - level
        for move, start, end, size in sweep.beads(row):
            into = totals[start : start + size]
            np.logaddexp(into, totals[end : end + size] + scores[move][start : start + size], out=into)
    return totals


def _levels(lone: Floats) -> Doubles:
    """Return what it costs to come to each cell of a row from its first, by (0, 1) alone."""
    return np.append(0, np.cumsum(lone[:-1], dtype=np.float64))


class _Sweep:
    """For each row and move, the cells that beads come from and those they lead to, as slices."""

    def __init__(self, band: Band, moves: Sequence[Move]) -> None:
        self._band = band
        self._parts = [(move, *self._bounds(move)) for move in moves if move[0] < len(band.first)]

    def _bounds(self, move: Move) -> tuple[list[int], list[int], list[int]]:
        """Return for each row that a bead ends in the first cells on both ends and their number."""
        a, b = move
        band = self._band
        back, here = slice(None, len(band.first) - a), slice(a, None)
        low = np.maximum(band.first[back], band.first[here] - b)
        high = np.minimum(band.last[back], band.last[here] - b)
        # Rows above the a-th have none.
        none = [0] * a
        return (
            none + (band.base[back] + low).tolist(),
            none + (band.base[here] + low + b).tolist(),
            none + np.maximum(high - low + 1, 0).tolist(),
        )

    def rows(self) -> Iterator[tuple[int, slice]]:
        """Yield each row and its cells."""
        offsets = self._band.offsets.tolist()
        for row in range(len(offsets) - 1):
            yield row, slice(offsets[row], offsets[row + 1])

    def beads(self, row: int) -> Iterator[tuple[Move, int, int, int]]:
        """Yield moves into a row: the first cell they start from, the first they end in, how many."""
        for move, starts, ends, sizes in self._parts:
            if sizes[row]:
                yield move, starts[row], ends[row], sizes[row]
