"""What speaks for and against each bead near a first path.

Four sorts of evidence that err differently: vectors of whole runs, each token's nearest sentence, words that
a dictionary or the document itself links, and outward signs (length, quotation marks).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from align.aligner.first import Products, pair_cells, run_sums
from align.aligner.lattice import LONE, Band, Floats, Ints, Move, Step
from align.aligner.links import token_links
from align.aligner.quotes import states_after
from align.aligner.units import Texts, length_ratio
from align.aligner.vocabulary import Vocabulary
from align.knowledge.glosses import Glosses

MOVES: tuple[Move, ...] = (
    *((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1), (3, 3), (2, 4), (4, 2)),
    *((1, 5), (5, 1), (1, 6), (6, 1)),
    *LONE,
)
"""Numbers of source and target units in a bead; in literary text one bead in a hundred is larger."""
FEATURES = (
    *("lone", "lone_tokens", "lone_nearest", "lone_alike", "one_two", "size", "many"),
    *(
        "cosine",
        "weakest",
        "gain",
        "uneven",
        "gale_church",
        "quotes",
        "links",
        "words",
        "word_share",
        "own_words",
    ),
)
"""Names of the figures of a bead, in the order of the columns of `Evidence.of`."""
_USUALLY_ALIKE, _ALIKE_SCALE = 0.5, 2.0
# Pairs of words learnt from the document itself tell no more than so much.
_MOST_OWN = 4.0


Tables = tuple[dict[int, Floats], dict[int, Floats]]
"""For units of either side and each size of run on the other, float32[cells]."""


class Evidence:
    """Figures of all beads in a band.

    Args:
        source: Sentences of one side.
        target: Sentences of the other; one side is Chinese.
        band: Where to look.
        path: A first path, from which pairs of words are learnt.
        glosses: The dictionary.
    """

    def __init__(
        self, source: Texts, target: Texts, band: Band, path: Sequence[Step], glosses: Glosses
    ) -> None:
        self.band = band
        self._products = Products(source.units, target.units, band)
        self._cosines = np.zeros(len(band), np.float32)
        pairs = band.starts((1, 1))
        self._cosines[pairs] = self._products.cosines((1, 1), pairs)
        self._tokens = [np.maximum(side.units.counts, 0) for side in (source, target)]
        root = math.sqrt(length_ratio(source.units, target.units))
        self._lengths = source.units.lengths * root, target.units.lengths / root
        self._quotes = states_after(source.texts), states_after(target.texts)
        self._links = token_links(source, target, band)
        words = Vocabulary(source, target, glosses)
        self._word_counts = words.counts
        self._words = words.tables(band)
        self._own = words.learnt(band, path)
        self._nearest = self._find_nearest(0), self._find_nearest(1)
        # Where right beads are alike, as in news, a unit that nothing is like is more likely alone.
        nearest = np.sort(np.concatenate(self._nearest))
        self._alike = _ALIKE_SCALE * (float(nearest[len(nearest) // 2]) - _USUALLY_ALIKE)

    def of(self, move: Move, starts: Ints) -> Floats:
        """Return float32[k, figures], those of the beads of one move that start in cells `starts`."""
        figures = self._alone(move, starts) if 0 in move else self._together(move, starts)
        none = np.zeros(len(starts), np.float32)
        return np.stack([figures.get(name, none) for name in FEATURES], axis=1).astype(np.float32)

    def _alone(self, move: Move, starts: Ints) -> dict[str, Floats]:
        side = 0 if move[0] else 1
        units = (self.band.columns if side else self.band.rows)[starts]
        counts = self._tokens[side]
        return {
            "lone": np.ones(len(starts), np.float32),
            "lone_tokens": np.asarray(counts[units] / _usual(counts), np.float32),
            "lone_nearest": self.nearest(side)[units],
            "lone_alike": np.full(len(starts), self._alike, np.float32),
            "quotes": self._agreement(move, starts),
        }

    def nearest(self, side: int) -> Floats:
        """Return float32[n], the highest cosine that each sentence of a side has with one near by."""
        return self._nearest[side]

    def _find_nearest(self, side: int) -> Floats:
        found = np.zeros(len(self._tokens[side]), np.float32)
        pairs = self.band.starts((1, 1))
        units = (self.band.columns if side else self.band.rows)[pairs]
        if len(pairs):
            found[:] = -1
            np.maximum.at(found, units, self._cosines[pairs])
        return found

    def _together(self, move: Move, starts: Ints) -> dict[str, Floats]:
        a, b = move
        rows, columns = self.band.rows[starts], self.band.columns[starts]
        cells = pair_cells(self.band, move, starts)
        cosine = self._products.cosines(move, starts)
        grid = np.stack([self._cosines[at] for at in cells]).reshape(a, b, len(starts))
        ours, theirs = run_sums(self._lengths[0], a)[rows], run_sums(self._lengths[1], b)[columns]
        words, word_share = self._linked_words(move, starts)
        links = sum(
            side / _usual(counts)
            for side, counts in zip(self._run(self._links, move, starts), self._tokens, strict=True)
        )
        return {
            "one_two": np.full(len(starts), float({a, b} == {1, 2}), np.float32),
            "size": np.full(len(starts), float(a + b - 2), np.float32),
            "many": np.full(len(starts), float(min(a, b) > 1), np.float32),
            "cosine": cosine,
            "weakest": np.minimum(grid.max(1).min(0), grid.max(0).min(0)),
            "gain": cosine - grid.max((0, 1)),
            "uneven": np.abs(np.log(np.maximum(theirs, 1) / np.maximum(ours, 1))),
            "gale_church": np.minimum((theirs - ours) ** 2 / np.maximum(theirs + ours, 1) / 20, 6),
            "quotes": self._agreement(move, starts),
            "links": links,
            "words": words,
            "word_share": word_share,
            "own_words": np.minimum(sum(self._own[at] for at in cells), _MOST_OWN),
        }

    def _run(self, tables: Tables, move: Move, starts: Ints) -> tuple[Floats, Floats]:
        """Add up, over the units of either side, what a table says of each and the run on the other side."""
        a, b = move
        rows, columns = self.band.rows[starts], self.band.columns[starts]
        ours, theirs = np.zeros(len(starts), np.float32), np.zeros(len(starts), np.float32)
        for k in range(a):
            ours += tables[0][b][self.band.base[rows + k] + columns]
        for k in range(b):
            theirs += tables[1][a][self.band.base[rows] + columns + k]
        return ours, theirs

    def _linked_words(self, move: Move, starts: Ints) -> tuple[Floats, Floats]:
        """Return the weight of linked words on both sides, as a share of a usual sentence and of the bead."""
        a, b = move
        rows, columns = self.band.rows[starts], self.band.columns[starts]
        ours, theirs = self._run(self._words, move, starts)
        usual = [_usual(counts) for counts in self._word_counts]
        inside = run_sums(self._word_counts[0], a)[rows], run_sums(self._word_counts[1], b)[columns]
        share = ours / np.maximum(inside[0], 1) + theirs / np.maximum(inside[1], 1)
        return np.asarray(ours / usual[0] + theirs / usual[1], np.float32), np.asarray(share, np.float32)

    def _agreement(self, move: Move, starts: Ints) -> Floats:
        """Return 1 where behind a bead both sides are inside a quotation or both outside, -1 where one is."""
        ends = self.band.rows[starts] + move[0], self.band.columns[starts] + move[1]
        states = [np.append(0, found)[end] for found, end in zip(self._quotes, ends, strict=True)]
        return np.asarray(states[0] * states[1], np.float32)


def _usual(counts: Floats) -> np.float32:
    """Return the number in a usual sentence."""
    return np.float32(max(1.0, float(counts.mean())))
