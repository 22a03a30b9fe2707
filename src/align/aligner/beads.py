"""Dynamic programming over two sequences of vectors.

A run of neighbouring units is represented by the sum of their token vectors, so nothing is encoded
twice. The mean of each language is subtracted before comparing: it carries the language, not the
meaning, and raw cosines of sentence encoders lie close together. Sources of the scheme: Gale and
Church 1993 for the recurrence and the normal model of lengths, Thompson and Koehn 2019 (Vecalign)
for vectors in place of lengths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Numbers of source and target units in a bead, besides the empty sides.
MOVES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1))
# Score of a unit without counterpart, and what a squared log ratio of lengths costs, where a bead
# scores its cosine. Found on the development documents of MAC; see docs/alignment.md.
SKIP = -0.1
_LENGTH = 0.15
# How much longer one side may be on the whole, once both are counted in the same unit.
_MOST_UNEVEN = 1.6
_FORBIDDEN = np.float32(-1e9)
_EMPTY_SOURCE, _EMPTY_TARGET = 254, 255


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


def mean_vector(sums: Floats, counts: Floats) -> Floats:
    """Return float32[d], the mean over all tokens."""
    return np.asarray(sums.sum(0) / max(1.0, float(counts.sum())), dtype=np.float32)


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


def find_beads(source: Units, target: Units, *, prior: Floats | None = None) -> tuple[Bead, ...]:
    """Return the best sequence of beads that covers both sides in order.

    Args:
        source: The source units.
        target: The target units.
        prior: float32[n, m], added to the score of a pair of units, for what is known besides the
            vectors; a bead of several units gets the mean over its cells.
    """
    table = _Table(source, target, prior)
    table.fill()
    return table.trace()


class _Table:
    """The recurrence, row by row, each row in a few vector operations."""

    def __init__(self, source: Units, target: Units, prior: Floats | None) -> None:
        self.source, self.target = source, target
        self.moves = [(a, b) for a, b in MOVES if a <= len(source) and b <= len(target)]
        self.scores = [self._move_scores(a, b, prior) for a, b in self.moves]
        self.best_move = np.full((len(source) + 1, len(target) + 1), _EMPTY_SOURCE, np.uint8)

    def _move_scores(self, a: int, b: int, prior: Floats | None) -> tuple[Floats, Floats]:
        """Return cosines and scores of all beads of `a` source and `b` target units."""
        cosines = run_vectors(self.source, a) @ run_vectors(self.target, b).T
        scale = _length_ratio(self.source, self.target)
        ours = np.log(np.maximum(_window_sums(self.source.lengths, a), 1) * scale)
        theirs = np.log(np.maximum(_window_sums(self.target.lengths, b), 1))
        scores = cosines - _LENGTH * (ours[:, None] - theirs[None, :]) ** 2
        if prior is not None:
            scores += np.lib.stride_tricks.sliding_window_view(prior, (a, b)).mean((2, 3))
        return cosines, np.asarray(scores, dtype=np.float32)

    def fill(self) -> None:
        n, m = len(self.source), len(self.target)
        columns = np.arange(m + 1, dtype=np.float32) * SKIP
        rows = np.full((n + 1, m + 1), _FORBIDDEN, np.float32)
        for i in range(n + 1):
            row = rows[i]
            if i == 0:
                row[0] = 0
            else:
                row[:] = rows[i - 1] + SKIP
                self.best_move[i] = _EMPTY_TARGET
            for index, (a, b) in enumerate(self.moves):
                if a <= i:
                    reached = rows[i - a, : m + 1 - b] + self.scores[index][1][i - a]
                    better = reached > row[b:]
                    row[b:][better] = reached[better]
                    self.best_move[i, b:][better] = index
            # Skipping target units costs the same each, so the best way to skip some is a running maximum.
            level = row - columns
            running = np.maximum.accumulate(level)
            self.best_move[i][running > level] = _EMPTY_SOURCE
            row[:] = running + columns

    def trace(self) -> tuple[Bead, ...]:
        i, j = len(self.source), len(self.target)
        beads = []
        while i or j:
            move = int(self.best_move[i, j])
            if move == _EMPTY_SOURCE:
                beads.append(Bead(range(i, i), range(j - 1, j), None))
                j -= 1
            elif move == _EMPTY_TARGET:
                beads.append(Bead(range(i - 1, i), range(j, j), None))
                i -= 1
            else:
                a, b = self.moves[move]
                similarity = float(self.scores[move][0][i - a, j - b])
                beads.append(Bead(range(i - a, i), range(j - b, j), similarity))
                i, j = i - a, j - b
        return tuple(reversed(beads))


def _length_ratio(source: Units, target: Units) -> float:
    """Return the length of target text for one of source text.

    A side that lacks much of the other must not pass for a terse translation of all of it.
    """
    ratio = max(1.0, float(target.lengths.sum())) / max(1.0, float(source.lengths.sum()))
    return min(max(ratio, 1 / _MOST_UNEVEN), _MOST_UNEVEN)


def _window_sums(values: Floats, size: int) -> Floats:
    return np.asarray(np.lib.stride_tricks.sliding_window_view(values, size).sum(1), dtype=np.float32)
