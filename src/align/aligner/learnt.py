"""The likeliest beads near a first path, by weights learnt from annotated alignments.

A semi-Markov conditional random field (Sarawagi and Cohen 2004): the probability of a path is proportional
to exp of the sum of the weighted figures of its beads. So each bead has a probability, and the path that is
chosen has the most beads expected to be right. `bench/fit_aligner.py` finds the weights.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.aligner.evidence import FEATURES, MOVES, Evidence
from align.aligner.lattice import FORBIDDEN, LONE, Band, Floats, Ints, Move, Step, best_path, log_mass
from align.aligner.product import product

WEIGHTS: Mapping[str, float] = {
    "lone": -3.19,
    "lone_tokens": -1.38,
    "lone_nearest": -0.49,
    "lone_alike": 1.3,
    "one_two": 0.2,
    "size": -1.05,
    "many": -0.76,
    "cosine": 1.4,
    "weakest": 1.76,
    "gain": 0.99,
    "uneven": -0.39,
    "gale_church": -1.55,
    "quotes": 0.88,
    "links": 0.69,
    "words": 2.76,
    "word_share": 2.07,
    "own_words": 0.46,
}
"""Weight of each figure of a bead, in logarithms of odds."""
# Probability from which a bead is worth having.
_WORTH = 0.45
# A unit that is less likely alone than that costs 1 to leave alone: where many beads are equally likely, as
# with repeated text, none of them is probable, and yet one of them is better than none.
_HARDLY_ALONE = 0.1

# Beads whose figures are worked out together, which bounds memory.
_CELLS = 1 << 15
# The doubt that is always left: a few in a thousand of the surest beads were wrong.
_DOUBT = 0.005
# Turns log odds of the model into those that are right: slope and shift, from cross-validation.
_CALIBRATION = (1.14, 0.53)


class Model(NamedTuple):
    """How beads are weighed and chosen.

    Attributes:
        weights: Weight of each figure of a bead, in logarithms of odds.
        lone_worth: Probability from which leaving a unit alone is worth having.
    """

    weights: Mapping[str, float]
    lone_worth: float


LINES = Model(WEIGHTS, 0.35)
"""For sentences without blocks: a lone one is worth a look sooner than a pair, as hardly any is sure."""
BRIEF = Model({**WEIGHTS, "weakest": WEIGHTS["weakest"] + 3}, 0.5)
"""Within paired blocks: one sentence that nothing is like was dropped or added rather than merged.

Found by putting sentences into briefs; see docs/alignment.md.
"""


class Scored(NamedTuple):
    """A bead of the chosen path and the probability that it is right."""

    step: Step
    probability: float


class Groups(NamedTuple):
    """Runs of units that belong together; a bead lies within one.

    Attributes:
        source: int64[n], the group of each source unit; never decreases.
        target: int64[m], likewise.
        single: bool[groups], those of one unit on either side, which are a pair whatever speaks against it.
    """

    source: Ints
    target: Ints
    single: NDArray[np.bool_]


def choose(
    band: Band, scores: Mapping[Move, Floats], groups: Groups, *, lone_worth: float = LINES.lone_worth
) -> tuple[Scored, ...]:
    """Return the path with the most beads expected to be right, each with its probability.

    Args:
        band: Where to look.
        scores: What `score` gives for it.
        groups: Runs of units that belong together.
        lone_worth: Probability from which leaving a unit alone is worth having.
    """
    lone = {}
    for move in LONE:
        units = (
            groups.source[band.rows % len(groups.source)]
            if move[0]
            else groups.target[band.columns % len(groups.target)]
        )
        lone[move] = groups.single[units]
    return decide(band, scores, lone, lone_worth=lone_worth)


def score(
    band: Band, evidence: Evidence, groups: Groups, weights: Mapping[str, float] = WEIGHTS
) -> dict[Move, Floats]:
    """Return for each move float32[cells], the weighted figures of the beads that start in each cell."""
    column = np.array([weights[name] for name in FEATURES], np.float32)
    scores = {}
    for move in MOVES:
        starts = band.starts(move)
        starts = starts[within(band, move, starts, groups)]
        values = np.zeros(len(starts), np.float32)
        for part in (slice(at, at + _CELLS) for at in range(0, len(starts), _CELLS)):
            values[part] = product(evidence.of(move, starts[part]), column)
        scores[move] = band.spread(starts, values)
    return scores


def within(band: Band, move: Move, starts: Ints, groups: Groups) -> NDArray[np.bool_]:
    """Return bool[k]: whether the beads that start in cells `starts` keep to one group."""
    a, b = move
    rows, columns = band.rows[starts], band.columns[starts]
    if a and b:
        first, last = groups.source[rows], groups.source[rows + a - 1]
        begins, ends = groups.target[columns], groups.target[columns + b - 1]
        return np.asarray((first == last) & (first == begins) & (last == ends), np.bool_)
    if a:
        return _borders(groups.target, groups.source[rows], columns)
    return _borders(groups.source, groups.target[columns], rows)


def _borders(groups: Ints, own: Ints, border: Ints) -> NDArray[np.bool_]:
    """Return bool[k]: whether nothing of a later group lies before a border, nor of an earlier one behind."""
    padded = np.concatenate([[-1], groups, [np.iinfo(np.int64).max]])
    return np.asarray((padded[border] <= own) & (own <= padded[border + 1]), np.bool_)


def decide(
    band: Band,
    scores: Mapping[Move, Floats],
    barred: Mapping[Move, NDArray[np.bool_]] | None = None,
    *,
    lone_worth: float = LINES.lone_worth,
) -> tuple[Scored, ...]:
    """Return the path with the most beads expected to be right.

    Args:
        band: Where to look.
        scores: For each move float32[cells], the logarithm of what a bead weighs.
        barred: For some moves bool[cells], beads that count as possible but are not chosen.
        lone_worth: Probability from which leaving a unit alone is worth having.
    """
    _, gains = log_mass(band, scores)
    worth = {move: lone_worth if move in LONE else _WORTH for move in gains}
    for move, share in gains.items():
        if move in LONE:
            # However lone units of both sides take turns, it is the same units that are alone.
            units = band.rows if move[0] else band.columns
            share[:] = np.bincount(units, share)[units]
            share[share < _HARDLY_ALONE] -= 1
        barred_here = scores[move] < FORBIDDEN / 2
        if barred and move in barred:
            barred_here |= barred[move]
        share -= worth[move]
        share[barred_here] = FORBIDDEN
    path = best_path(band, gains)
    cells = [band.base[step.source] + step.target for step in path]
    return tuple(
        Scored(step, _probability(float(gains[step.move][cell]) + worth[step.move]))
        for step, cell in zip(path, cells, strict=True)
    )


def _probability(share: float) -> float:
    return share + 1 if share < 0 else share


def calibrated(probability: float) -> float:
    """Return how often a bead to which the model gives a probability is right."""
    slope, shift = _CALIBRATION
    kept = min(max(probability, _DOUBT), 1 - _DOUBT)
    right = 1 / (1 + math.exp(-slope * math.log(kept / (1 - kept)) - shift))
    return min(max(right, _DOUBT), 1 - _DOUBT)
