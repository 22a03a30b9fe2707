"""Dynamic programming over two sequences of vectors.

A run of neighbouring units is represented by the sum of their token vectors, so nothing is encoded
twice. The mean of each language is subtracted before comparing: it carries the language, not the
meaning, and raw cosines of sentence encoders lie close together. Sources of the scheme: Gale and
Church 1993 for the recurrence and the normal model of lengths, Thompson and Koehn 2019 (Vecalign)
for vectors in place of lengths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Numbers of source and target units in a bead, besides the empty sides.
MOVES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1))
# Score of a unit without counterpart: where the right beads of a document are alike, one that is not
# stands out, so nothing is lost by leaving its units alone; where they are not, a lone unit is rare.
# Half of what the median cosine lacks of _ALIKE, within bounds. These and the figures of `Costs` were
# found on the development documents of MAC and an academic text; see docs/alignment.md.
_ALIKE = 0.5
_SKIP_SLOPE = 0.5
_LEAST_SKIP, _MOST_SKIP = -0.1, -0.04
# Tokens that the shipped mean counts for beside those of the document: as many as a paragraph has.
_PRIOR_TOKENS = 200
# Rows whose scores are computed at once, and how far back a row looks.
_BAND = 128
_LONGEST_RUN = max(a for a, _ in MOVES)
# How much longer one side may be on the whole, once both are counted in the same unit.
_MOST_UNEVEN = 1.6
_FORBIDDEN = np.float32(-1e9)
_EMPTY_SOURCE, _EMPTY_TARGET = 254, 255


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


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Blocks or sentences of one side.

    Attributes:
        sums: float32[n, d], sums of token vectors.
        counts: float32[n], numbers of tokens.
        lengths: float32[n], lengths in a unit in which both sides are about equally long.
        mean: float32[d], the mean token vector of the side.
    """

    sums: Floats
    counts: Floats
    lengths: Floats
    mean: Floats

    def __len__(self) -> int:
        return len(self.counts)

    def part(self, units: range) -> Units:
        """Return a range of the units."""
        rows = slice(units.start, units.stop)
        return Units(self.sums[rows], self.counts[rows], self.lengths[rows], self.mean)


def mean_vector(sums: Floats, counts: Floats, usual: Floats | None = None) -> Floats:
    """Return float32[d], the mean over all tokens.

    `usual` is the mean of the language at large, if known: the mean of a few sentences is mostly what
    they say, and subtracting it would leave nothing to compare.
    """
    total, tokens = sums.sum(0), float(counts.sum())
    if usual is not None:
        total, tokens = total + _PRIOR_TOKENS * usual, tokens + _PRIOR_TOKENS
    return np.asarray(total / max(1.0, tokens), dtype=np.float32)


def run_vectors(units: Units, size: int) -> Floats:
    """Return float32[n - size + 1, d], the centred unit vector of each run of `size` units.

    A run without tokens is a row of zeros.
    """
    count = len(units) - size + 1
    if count <= 0:
        return np.zeros((0, units.sums.shape[1]), np.float32)
    sums, counts = units.sums[:count].copy(), units.counts[:count].copy()
    for offset in range(1, size):
        sums += units.sums[offset : offset + count]
        counts += units.counts[offset : offset + count]
    vectors = sums / np.maximum(counts, 1)[:, None] - units.mean
    vectors[counts == 0] = 0
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms == 0, 1, norms), dtype=np.float32)


def similarity(source: Units, target: Units) -> float:
    """Return the cosine of all source units together and all target units together."""
    return float(run_vectors(source, len(source))[0] @ run_vectors(target, len(target))[0])


def fitting_skip(beads: Sequence[Bead]) -> float:
    """Return the score of a unit without counterpart that suits how alike the right beads are."""
    cosines = [bead.similarity for bead in beads if bead.similarity is not None]
    if not cosines:
        return _LEAST_SKIP
    # Not numpy's median, which loads its masked arrays.
    median = sorted(cosines)[len(cosines) // 2]
    return min(max(_SKIP_SLOPE * (median - _ALIKE), _LEAST_SKIP), _MOST_SKIP)


def length_ratio(source: Units, target: Units) -> float:
    """Return the length of target text for one of source text.

    A side that lacks much of the other must not pass for a terse translation of all of it.
    """
    ratio = max(1.0, float(target.lengths.sum())) / max(1.0, float(source.lengths.sum()))
    return min(max(ratio, 1 / _MOST_UNEVEN), _MOST_UNEVEN)


def find_beads(
    source: Units, target: Units, costs: Costs, *, prior: Floats | None = None
) -> tuple[Bead, ...]:
    """Return the best sequence of beads that covers both sides in order.

    Args:
        source: The source units.
        target: The target units.
        costs: What beads cost besides their cosine.
        prior: float32[n, m], added to the score of a pair of units, for what is known besides the
            vectors; a bead of several units gets the mean over its cells.
    """
    table = _Table(source, target, costs, prior)
    table.fill()
    return table.trace()


class _Table:
    """The recurrence, row by row, each row in a few vector operations.

    Only the best move of every cell is kept, a byte each; scores are computed for a band of rows at a
    time and the last few rows of totals are remembered.
    """

    def __init__(self, source: Units, target: Units, costs: Costs, prior: Floats | None) -> None:
        self._costs = costs
        self._size = len(source), len(target)
        self._moves = [(a, b) for a, b in MOVES if a <= len(source) and b <= len(target)]
        self._ours = {a: run_vectors(source, a) for a in {a for a, _ in self._moves}}
        self._theirs = {b: run_vectors(target, b) for b in {b for _, b in self._moves}}
        scaled = source.lengths * np.float32(costs.ratio)
        self._our_lengths = {a: _log_lengths(scaled, a) for a in self._ours}
        self._their_lengths = {b: _log_lengths(target.lengths, b) for b in self._theirs}
        self._prior = prior
        self._best = np.full((len(source) + 1, len(target) + 1), _EMPTY_SOURCE, np.uint8)

    def fill(self) -> None:
        """Find the best move into every cell."""
        n, m = self._size
        skips = np.arange(m + 1, dtype=np.float32) * np.float32(self._costs.skip)
        rows: dict[int, Floats] = {}
        for start in range(0, n + 1, _BAND):
            stop = min(start + _BAND, n + 1)
            scores = [self._scores(a, b, max(0, start - a), max(0, stop - a)) for a, b in self._moves]
            for i in range(start, stop):
                rows[i] = self._row(i, rows, scores, max(0, i - start), skips)
                rows.pop(i - _LONGEST_RUN, None)

    def _row(
        self, i: int, rows: dict[int, Floats], scores: list[Floats], offset: int, skips: Floats
    ) -> Floats:
        """Return the best totals of row `i`; `offset` counts it from the start of the band."""
        m = self._size[1]
        row = np.full(m + 1, _FORBIDDEN, np.float32)
        if i == 0:
            row[0] = 0
        else:
            row[:] = rows[i - 1] + np.float32(self._costs.skip)
            self._best[i] = _EMPTY_TARGET
        first = i - offset
        for index, (a, b) in enumerate(self._moves):
            if a <= i:
                reached = rows[i - a][: m + 1 - b] + scores[index][i - a - max(0, first - a)]
                better = reached > row[b:]
                row[b:][better] = reached[better]
                self._best[i, b:][better] = index
        # Skipping target units costs the same each, so the best way to skip some is a running maximum.
        level = row - skips
        running = np.maximum.accumulate(level)
        self._best[i][running > level] = _EMPTY_SOURCE
        return np.asarray(running + skips, dtype=np.float32)

    def _scores(self, a: int, b: int, start: int, stop: int) -> Floats:
        """Return scores of beads of `a` and `b` units whose source run begins in `[start, stop)`."""
        lengths = self._our_lengths[a][start:stop, None] - self._their_lengths[b][None, :]
        scores = self._ours[a][start:stop] @ self._theirs[b].T - np.float32(self._costs.length) * lengths**2
        scores -= np.float32(self._costs.merge * (a + b - 2))
        if self._prior is not None:
            cells = np.lib.stride_tricks.sliding_window_view(self._prior, (a, b))[start:stop]
            scores += cells.mean((2, 3), dtype=np.float32)
        return np.asarray(scores, dtype=np.float32)

    def trace(self) -> tuple[Bead, ...]:
        """Return the beads of the best path."""
        i, j = self._size
        beads = []
        while i or j:
            move = int(self._best[i, j])
            if move == _EMPTY_SOURCE:
                beads.append(Bead(range(i, i), range(j - 1, j), None))
                j -= 1
            elif move == _EMPTY_TARGET:
                beads.append(Bead(range(i - 1, i), range(j, j), None))
                i -= 1
            else:
                a, b = self._moves[move]
                i, j = i - a, j - b
                cosine = float(self._ours[a][i] @ self._theirs[b][j])
                beads.append(Bead(range(i, i + a), range(j, j + b), cosine))
        return tuple(reversed(beads))


def _log_lengths(lengths: Floats, size: int) -> Floats:
    """Return float32[n - size + 1], logarithms of the lengths of runs."""
    sums = np.lib.stride_tricks.sliding_window_view(lengths, size).sum(1)
    return np.asarray(np.log(np.maximum(sums, 1)), dtype=np.float32)
