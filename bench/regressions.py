"""Ridge regressions on standardised figures, and how well probabilities do."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.bool_]

_ROUNDS, _STEP = 60, 1e-8
_LEAST_SPREAD = 1e-9


def logistic(figures: Floats, label: Labels, ridge: float) -> Floats:
    """Return constant and weights of a logistic regression, by Newton's method."""
    design, mean, spread = _standardised(figures)
    penalty = _penalty(design, ridge)
    found = np.zeros(design.shape[1])
    for _ in range(_ROUNDS):
        risk = sigmoid(design @ found)
        slope = design.T @ (risk - label) + penalty @ found
        step = np.linalg.solve((design * (risk * (1 - risk))[:, None]).T @ design + penalty, slope)
        found -= step
        if np.abs(step).max() < _STEP:
            break
    return _unscaled(found, mean, spread)


def ranking(
    figures: Floats, label: Floats, groups: NDArray[np.int64], weight: Floats, within: float, ridge: float
) -> Floats:
    """Return weights, without a constant, of a linear regression that also ranks within groups.

    Each row counts twice: as it stands, and, `within` times as much, as what sets it apart from its group.

    Args:
        figures: float[n, f] with mean 0 and the spread that the ridge is meant for.
        label: float[n] with mean 0.
        groups: int[n], rows to be ranked among themselves.
        weight: float[n], how much a row counts.
        within: How much more the second time counts than the first.
        ridge: What the square of each weight costs.
    """
    scale = np.sqrt(weight)[:, None]
    columns = np.column_stack([figures, label])
    counts = np.bincount(groups)
    means = (
        np.column_stack([np.bincount(groups, column) for column in columns.T])
        / np.maximum(counts, 1)[:, None]
    )
    apart = columns - means[groups]
    rows = np.concatenate([columns * scale, apart * scale * np.sqrt(within)])
    design, target = rows[:, :-1], rows[:, -1]
    return np.asarray(np.linalg.solve(design.T @ design + ridge * np.eye(design.shape[1]), design.T @ target))


def intercept(logit: Floats, label: Labels) -> float:
    """Return what must be added to logits for their mean probability to be the share of positives."""
    low, high = -50.0, 50.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (low, middle) if sigmoid(middle + logit).mean() > label.mean() else (middle, high)
    return low


def apply(weights: Floats, figures: Floats) -> Floats:
    """Return what constant and weights come to."""
    return np.asarray(weights[0] + figures @ weights[1:])


def _standardised(figures: Floats) -> tuple[Floats, Floats, Floats]:
    mean, spread = figures.mean(0), figures.std(0) + _LEAST_SPREAD
    return np.column_stack([np.ones(len(figures)), (figures - mean) / spread]), mean, spread


def _penalty(design: Floats, ridge: float) -> Floats:
    penalty = ridge * np.eye(design.shape[1])
    penalty[0, 0] = 0
    return penalty


def _unscaled(found: Floats, mean: Floats, spread: Floats) -> Floats:
    weights = found[1:] / spread
    return np.concatenate([[found[0] - weights @ mean], weights])


def sigmoid(logit: Floats) -> Floats:
    """Return probabilities of logits."""
    return 1 / (1 + np.exp(-np.clip(logit, -40, 40)))


def auc(positive: Floats, negative: Floats) -> float:
    """Return the area under the ROC curve; a tie counts half."""
    difference = positive[:, None] - negative[None, :]
    return float((difference > 0).mean() + (difference == 0).mean() / 2)


def recall_at(positive: Floats, negative: Floats, alarms: float) -> float:
    """Return the share of positives above the value that such a share of the negatives exceeds."""
    return float((positive > np.quantile(negative, 1 - alarms, method="higher")).mean())


def ece(risk: Floats, label: Labels, bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal width."""
    places = np.minimum((risk * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(risk[places == place].mean() - label[places == place].mean()) * (places == place).mean()
            for place in np.unique(places)
        )
    )
