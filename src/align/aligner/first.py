"""A first path by vectors and lengths alone, from coarse to fine.

A run of neighbouring units is represented by the sum of their token vectors, so nothing is encoded
twice. Sources of the scheme: Gale and Church 1993 for the recurrence, Thompson and Koehn 2019 (Vecalign)
for vectors in place of lengths and for aligning coarse units first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from align.aligner.lattice import LONE, LONGEST, Band, Floats, Ints, Move, Step, best_path
from align.aligner.product import product
from align.aligner.units import Units, similarity

MOVES: tuple[Move, ...] = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1))
"""Numbers of source and target units in a bead with both sides."""
# Score of a unit without counterpart: where the right beads of a document are alike, one that is not
# stands out, so nothing is lost by leaving its units alone; where they are not, a lone unit is rare.
# Half of what the median cosine lacks of _ALIKE, within bounds. These and the figures of `Costs` were
# found on the development documents of MAC and an academic text; see docs/alignment.md.
_ALIKE = 0.5
_SKIP_SLOPE = 0.5
_LEAST_SKIP, _MOST_SKIP = -0.1, -0.04
# Cells of a table that is looked at whole; beyond, units are joined in twos, whose path shows where to look.
_MOST_CELLS = 200_000
_REACH = 12

Prior = Callable[[Ints, Ints], Floats]
"""What is known besides vectors of pairs of units: float32[k] for int64[k] source and target units."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What is added to the cosine of a bead.

    Attributes:
        skip: Score of a unit without counterpart, which has no cosine.
        length: What a squared log ratio of lengths costs.
        merge: What each unit beyond a pair costs.
        ratio: Length of target text for one of source text; see `length_ratio`.
    """

    skip: float = _LEAST_SKIP
    length: float = 0.15
    merge: float = 0.0
    ratio: float = 1.0


class Bead(NamedTuple):
    """Half-open ranges of units that correspond, and the cosine of both sides."""

    source: range
    target: range
    similarity: float | None


def find_beads(source: Units, target: Units, costs: Costs, *, prior: Prior | None = None) -> tuple[Bead, ...]:
    """Return the best sequence of beads that covers both sides in order.

    Args:
        source: The source units.
        target: The target units.
        costs: What beads cost besides their cosine.
        prior: Added to the score of a pair of units; a bead of several units gets the mean over its pairs.
    """
    return tuple(_bead(source, target, step) for step in find_path(source, target, costs, prior=prior))


def find_path(source: Units, target: Units, costs: Costs, *, prior: Prior | None = None) -> tuple[Step, ...]:
    """Return the path of `find_beads`."""
    n, m = len(source), len(target)
    band = Band.whole(n, m)
    if (n + 1) * (m + 1) > _MOST_CELLS and min(n, m) > 1:
        coarse = find_path(_halved(source), _halved(target), replace(costs, merge=0.0))
        band = Band.around([_finer(step, n, m) for step in coarse], n, m, _REACH)
    return best_path(band, _scores(source, target, costs, band, prior))


def fitting_skip(beads: Sequence[Bead]) -> float:
    """Return the score of a unit without counterpart that suits how alike the right beads are."""
    cosines = [bead.similarity for bead in beads if bead.similarity is not None]
    if not cosines:
        return _LEAST_SKIP
    # Not numpy's median, which loads its masked arrays.
    median = sorted(cosines)[len(cosines) // 2]
    return min(max(_SKIP_SLOPE * (median - _ALIKE), _LEAST_SKIP), _MOST_SKIP)


def _halved(units: Units) -> Units:
    return units.joined(np.arange(len(units)) // 2, (len(units) + 1) // 2)


def _finer(step: Step, n: int, m: int) -> Step:
    """Return a step between joined units as one between their parts."""
    i, j = 2 * step.source, 2 * step.target
    a, b = step.move
    return Step(i, j, (min(2 * a, n - i), min(2 * b, m - j)))


def _bead(source: Units, target: Units, step: Step) -> Bead:
    ours, theirs = (range(start, start + size) for start, size in zip(step[:2], step.move, strict=True))
    return Bead(ours, theirs, similarity(source.part(ours), target.part(theirs)) if ours and theirs else None)


class Products:
    """Dot products of centred units at the cells of a band, of which those of runs are sums."""

    def __init__(self, source: Units, target: Units, band: Band) -> None:
        self._band = band
        ours, theirs = source.centred(), target.centred()
        self._norms = [[_norms(side, size) for size in range(1, LONGEST + 1)] for side in (ours, theirs)]
        self.values = np.zeros(len(band), np.float32)
        for start in range(0, len(ours), _ROWS):
            self._fill(ours, theirs, start, min(start + _ROWS, len(ours)))

    def _fill(self, ours: Floats, theirs: Floats, start: int, stop: int) -> None:
        band, m = self._band, len(theirs)
        low, high = int(band.first[start]), min(int(band.last[stop - 1]) + 1, m)
        if low >= high:
            return
        products = product(ours[start:stop], theirs[low:high].T)
        for row in range(start, stop):
            first, last = int(band.first[row]), min(int(band.last[row]) + 1, m)
            cell = int(band.base[row]) + first
            self.values[cell : cell + last - first] = products[row - start, first - low : last - low]

    def cosines(self, move: Move, starts: Ints) -> Floats:
        """Return float32[k], the cosines of the beads that start in cells `starts`."""
        a, b = move
        dots = sum(self.values[cells] for cells in pair_cells(self._band, move, starts))
        rows, columns = self._band.rows[starts], self._band.columns[starts]
        norms = self._norms[0][a - 1][rows] * self._norms[1][b - 1][columns]
        return np.asarray(dots / norms, np.float32)


_ROWS = 64


def _norms(vectors: Floats, size: int) -> Floats:
    """Return float32[n - size + 1], the lengths of the sums of runs; 1 where there is none."""
    lengths = np.linalg.norm(run_sums(vectors, size), axis=1)
    return np.where(lengths == 0, 1, lengths).astype(np.float32)


def pair_cells(band: Band, move: Move, starts: Ints) -> list[Ints]:
    """Return the cells of all pairs of units in beads: those of the first source unit come first."""
    rows, columns = band.rows[starts], band.columns[starts]
    return [band.base[rows + k] + columns + offset for k in range(move[0]) for offset in range(move[1])]


def run_sums(values: Floats, size: int) -> Floats:
    """Return the sums of each `size` neighbouring rows."""
    count = max(0, len(values) - size + 1)
    total = values[:count].copy()
    for offset in range(1, size):
        total += values[offset : offset + count]
    return total


def _scores(
    source: Units, target: Units, costs: Costs, band: Band, prior: Prior | None
) -> dict[Move, Floats]:
    products = Products(source, target, band)
    known = np.zeros(len(band), np.float32)
    if prior is not None:
        pairs = band.starts((1, 1))
        known[pairs] = prior(band.rows[pairs], band.columns[pairs])
    scores = {}
    for move in MOVES:
        a, b = move
        starts = band.starts(move)
        ours = np.log(np.maximum(run_sums(source.lengths, a) * np.float32(costs.ratio), 1))
        theirs = np.log(np.maximum(run_sums(target.lengths, b), 1))
        uneven = ours[band.rows[starts]] - theirs[band.columns[starts]]
        values = products.cosines(move, starts) - costs.length * uneven**2 - costs.merge * (a + b - 2)
        if prior is not None:
            values += sum(known[cells] for cells in pair_cells(band, move, starts)) / (a * b)
        scores[move] = band.spread(starts, values)
    for move in LONE:
        starts = band.starts(move)
        scores[move] = band.spread(starts, np.full(len(starts), costs.skip, np.float32))
    return scores
