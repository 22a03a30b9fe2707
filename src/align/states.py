"""What the states of tokens tell of words: their means, and how alike two words of either language are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.encode import PackedStates
from align.types import Place, Segment, Span

Floats = NDArray[np.float32]

# Tokens that the usual mean of a language counts for beside those of the document: about a paragraph.
_PRIOR_TOKENS = 200
# Segments whose states are kept unpacked: rules look at one pair after the other.
_KEPT = 64
# Words whose vectors are kept likewise.
_KEPT_WORDS = 1024


def mean_vector(sums: Floats, counts: Floats, usual: Floats | None = None) -> Floats:
    """Return float32[d], the mean over all tokens.

    `usual` is the mean of the language at large, if known: the mean of a few sentences is mostly what
    they say, and subtracting it would leave nothing to compare.
    """
    total, tokens = sums.sum(0), float(counts.sum())
    if usual is not None:
        total, tokens = total + _PRIOR_TOKENS * usual, tokens + _PRIOR_TOKENS
    return np.asarray(total / max(1.0, tokens), dtype=np.float32)


def centred(tokens: PackedStates, row: int, mean: Floats) -> Floats:
    """Return unit states float32[t, d] of the tokens of one text, with a mean taken off."""
    own = slice(tokens.rows[row], tokens.rows[row + 1])
    states = tokens.values[own] * tokens.scales[own, None] - mean
    norms = np.linalg.norm(states, axis=1, keepdims=True)
    return np.asarray(states / np.where(norms == 0, 1, norms), np.float32)


class Word(NamedTuple):
    """A stretch of a segment; `span` is half-open, in code points from the start of the segment."""

    segment: Segment
    span: Span

    @property
    def place(self) -> Place:
        """Where it stands in its file."""
        return self.segment.place.part(*self.span)

    @property
    def text(self) -> str:
        """What it says."""
        return self.segment.text[self.span.start : self.span.end]


class Likeness:
    """How alike words of the two sides of a document are in their contexts, by the states of their tokens.

    Args:
        sides: The segments of the source and of the target.
        tokens: Their states, those of the source first.
        means: float32[d], the mean state of the tokens of either side, which carries the language and little
            of what is said.
    """

    def __init__(
        self,
        sides: tuple[Sequence[Segment], Sequence[Segment]],
        tokens: PackedStates,
        means: Sequence[Floats],
    ) -> None:
        self._tokens = tokens
        self._means = tuple(means)
        self._border = len(sides[0])
        self._rows = {segment: row for row, segment in enumerate(chain(*sides))}
        self._centred: dict[int, Floats] = {}
        self._vectors: dict[tuple[int, int, int], tuple[Floats, float]] = {}

    def __call__(self, one: Word, other: Word) -> float:
        """Return the cosine of two words, or 0 where one has no token.

        Of the tokens of a right pair of content words it is .4 to .8, of strangers .1 to .4; words that
        carry grammar, such as particles and prepositions, are less telling.
        """
        (ours, length), (theirs, other_length) = self._vector(one), self._vector(other)
        norms = length * other_length
        return float(ours @ theirs) / norms if norms else 0.0

    def table(self, words: Sequence[Word], others: Sequence[Word]) -> Floats:
        """Return float32[n, m], the cosine of each of n words with each of m others, as for two of them."""
        return np.asarray(self.vectors(words) @ self.vectors(others).T, np.float32)

    def vectors(self, words: Sequence[Word]) -> Floats:
        """Return float32[n, d], a vector of length 1 for each of n words, or 0 where it has no token."""
        found = np.zeros((len(words), self._tokens.values.shape[1]), np.float32)
        for number, (vector, length) in enumerate(map(self._vector, words)):
            found[number] = vector / (length or 1)
        return found

    def nearest(self, word: Word, others: Sequence[Word]) -> tuple[Word, float] | None:
        """Return which of some words is most like a word, and its cosine; of equals the first."""
        rated = [(self(word, other), -number) for number, other in enumerate(others)]
        if not rated:
            return None
        cosine, number = max(rated)
        return others[-number], cosine

    def best(self, word: Word, segments: Sequence[Segment]) -> float:
        """Return how like the tokens of a word the nearest ones in some segments are: the mean of cosines."""
        row = self._rows[word.segment]
        ours = self._states(row)[self._inside(row, word)]
        theirs = [self._states(self._rows[segment]) for segment in segments]
        if not len(ours) or not sum(map(len, theirs)):
            return 0.0
        return float((ours @ np.concatenate(theirs).T).max(1).mean())

    def best_in(self, word: Word, other: Word) -> float:
        """Return how like the tokens of a word the nearest ones of another are: the mean of cosines."""
        rows = self._rows[word.segment], self._rows[other.segment]
        ours, theirs = (
            self._states(row)[self._inside(row, one)] for row, one in zip(rows, (word, other), strict=True)
        )
        return float((ours @ theirs.T).max(1).mean()) if len(ours) and len(theirs) else 0.0

    def _vector(self, word: Word) -> tuple[Floats, float]:
        """Return float32[d], the sum of the centred unit states of the tokens of a word, and its length."""
        row = self._rows[word.segment]
        key = row, word.span.start, word.span.end
        if key not in self._vectors:
            if len(self._vectors) >= _KEPT_WORDS:
                self._vectors.clear()
            vector = self._sum(row, word)
            self._vectors[key] = vector, float(np.linalg.norm(vector))
        return self._vectors[key]

    def _sum(self, row: int, word: Word) -> Floats:
        return np.asarray(self._states(row)[self._inside(row, word)].sum(0), np.float32)

    def _inside(self, row: int, word: Word) -> NDArray[np.bool_]:
        """Return which tokens of a text lie in a word of it."""
        spans = self._tokens.spans[self._tokens.rows[row] : self._tokens.rows[row + 1]]
        return np.asarray((spans[:, 1] > word.span.start) & (spans[:, 0] < word.span.end))

    def _states(self, row: int) -> Floats:
        if row not in self._centred:
            if len(self._centred) >= _KEPT:
                self._centred.clear()
            self._centred[row] = centred(self._tokens, row, self._means[int(row >= self._border)])
        return self._centred[row]
