"""What is told to the judge of each token besides its state: what it has on the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from align.knowledge.glosses import find_words, stem
from align.text import fold_chinese, fold_latin

if TYPE_CHECKING:
    from align.knowledge.glosses import Glosses

Floats = NDArray[np.float32]

NAMES = ("nearest", "mutual", "nearby", "displaced", "lexical")
"""Columns of `token_features`."""
# Tokens on each side over which `nearby` is averaged.
_REACH = 2
# How far from each other, in tokens, two nearest tokens may be to name each other.
_SLACK = 1


def token_features(ours: Floats, theirs: Floats, words: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Return float32[t, features] for the tokens of either side.

    Args:
        ours: Centred unit states of one side; both sides have tokens.
        theirs: Those of the other.
        words: What a dictionary tells of the tokens of either side, as `lexical` returns it.
    """
    cosines = ours @ theirs.T
    best = cosines.argmax(1), cosines.argmax(0)
    sides = []
    for (one, other), near, word in zip(
        (best, best[::-1]), (cosines.max(1), cosines.max(0)), words, strict=True
    ):
        place, total = np.arange(len(one)), len(other)
        back = np.abs(other[one] - place) <= _SLACK
        displaced = np.abs((place + 0.5) / len(one) - (one + 0.5) / total)
        sides.append(np.stack([near, back, _smooth(near), displaced, word], axis=1).astype(np.float32))
    return sides[0], sides[1]


def _smooth(values: Floats) -> Floats:
    """Return means over a few neighbours; at the ends over those that are there."""
    width = 2 * _REACH + 1
    total = np.convolve(np.pad(values, _REACH), np.ones(width), "valid")
    count = np.convolve(np.pad(np.ones(len(values)), _REACH), np.ones(width), "valid")
    return np.asarray(total / count, np.float32)


def lexical(
    chinese: str, english: str, spans: tuple[NDArray[np.int32], NDArray[np.int32]], glosses: Glosses
) -> tuple[Floats, Floats]:
    """Return for tokens at `spans` of either text 1, where a dictionary has a word for it on the other side.

    -1 where it knows words for it and none is there; 0 for what it does not know, and for words of grammar.
    """
    folded = fold_chinese(chinese).lower()
    words = list(find_words(fold_latin(english).lower()))
    stems = {stem(word) for _, _, word in words}
    marks = np.zeros(len(chinese) + 1, np.float32)
    rendered: set[str] = set()
    for start, end in glosses.spans(folded):
        known = glosses.of(folded[start:end])
        if known:
            rendered.update(known)
            marks[start:end] = 1 if any(one in stems for one in known) else -1
    others = np.zeros(len(english) + 1, np.float32)
    for start, end, word in words:
        one = stem(word)
        if one in rendered or one in glosses.vocabulary:
            others[start:end] = 1 if one in rendered else -1
    return _at(marks, spans[0]), _at(others, spans[1])


def _at(marks: Floats, spans: NDArray[np.int32]) -> Floats:
    return np.where(spans[:, 1] > spans[:, 0], marks[spans[:, 0]], 0).astype(np.float32)
