"""What is told to the judge of each token besides its state: what it has on the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from align.knowledge.glosses import find_words, stem
from align.text import fold_chinese, fold_latin, lower_case

if TYPE_CHECKING:
    from align.knowledge.glosses import Glosses

Floats = NDArray[np.float32]

COLUMNS = "nearest", "mutual", "nearby", "displaced", "exclusive", "wanted"
"""What states of one layer tell of a token; columns of `likeness_features`."""
NAMES = (*COLUMNS, *(f"early_{name}" for name in COLUMNS), "lexical")
"""Columns of `token_features`."""
# Tokens on each side over which `nearby` is averaged.
_REACH = 2
# How far from each other, in tokens, two nearest tokens may be to name each other.
_SLACK = 1
# How sharply a token chooses among those of the other side, and they among those of its own.
_TEMPERATURE = 0.1

Sides = tuple[Floats, Floats]


def token_features(late: Sides, early: Sides, words: Sides) -> Sides:
    """Return float32[t, features] for the tokens of either side.

    States of the last layer tell what a text says, and each token of it; those of an earlier one tell better
    which token stands for which, as Jalili Sabet et al. 2020 (SimAlign) found for other models.

    Args:
        late: Centred unit states of the last layer; both sides have tokens.
        early: Those of the layer that the judge takes over from.
        words: What a dictionary tells of the tokens of either side, as `lexical` returns it.
    """
    alike = likeness_features(*late), likeness_features(*early)
    one, other = (
        np.concatenate([*(told[side] for told in alike), words[side][:, None]], axis=1, dtype=np.float32)
        for side in (0, 1)
    )
    return one, other


def likeness_features(ours: Floats, theirs: Floats) -> Sides:
    """Return float32[t, columns] for the tokens of either side, from centred unit states.

    `nearest` is the best cosine on the other side, `mutual` whether the two name each other, `nearby` the
    mean of `nearest` around, `displaced` how far the nearest stands from where the token stands, as a share
    of the text. `exclusive` is how much the two have only each other: the probability that each would choose
    the other (Dou and Neubig 2021, awesome-align). `wanted` is how much the other side leans on the token: a
    word too many is hardly chosen.
    """
    cosines = ours @ theirs.T
    powers = np.exp(cosines / _TEMPERATURE)
    chosen = powers / powers.sum(1, keepdims=True), (powers / powers.sum(0)).T
    one = _one_side(cosines, chosen[0], chosen[1].T)
    return one, _one_side(cosines.T, chosen[1], chosen[0].T)


def _one_side(cosines: Floats, chooses: Floats, chosen: Floats) -> Floats:
    """Return features of tokens that choose among others with a probability, and are chosen by them."""
    one, other = cosines.argmax(1), cosines.argmax(0)
    count, total = cosines.shape
    near, place = cosines.max(1), np.arange(count)
    back = np.abs(other[one] - place) <= _SLACK
    displaced = np.abs((place + 0.5) / count - (one + 0.5) / total)
    wanted = np.log1p(chosen.sum(1) * (count / total))
    columns = near, back, _smooth(near), displaced, (chooses * chosen).max(1), wanted
    return np.stack(columns, axis=1).astype(np.float32)


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
    folded = lower_case(fold_chinese(chinese))
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
