"""A judgement in figures: what risk and quality are computed from."""

from __future__ import annotations

import numpy as np

from align.judge.features import NAMES, Floats
from align.judge.stage import Judgement, Side

# Tokens in the runs of which the most suspicious counts: about a word, and about a phrase.
_RUNS = (2, 5)
# What is told of tokens that counts on the whole and where it is lowest.
_LIKE = "nearest", "early_nearest"
_LEXICAL = NAMES.index("lexical")


def measure(judgement: Judgement) -> dict[str, float]:
    """Return figures of a pair by name; those of either side begin with "source" or "target"."""
    found = dict(judgement.figures)
    for name, side in (("source", judgement.source), ("target", judgement.target)):
        found |= {f"{name}_{key}": value for key, value in _of_side(side).items()}
    return found


def _of_side(side: Side) -> dict[str, float]:
    found: dict[str, float] = {}
    for name in ("alone", "wrong", "odd", "gap"):
        values: Floats = getattr(side, name)
        found[f"{name}_all"] = float(np.log1p(values.sum()))
        for size in _RUNS:
            found[f"{name}_{size}"] = _logit(_highest(values, size))
    for name in _LIKE:
        like = side.features[:, NAMES.index(name)]
        found[name] = float(like.mean())
        for size in _RUNS:
            found[f"{name}_{size}"] = -_highest(-like, size)
    lexical = side.features[:, _LEXICAL]
    found["unknown_words"] = float((lexical < 0).sum() / max(1, (lexical != 0).sum()))
    found["size"] = float(np.log1p(len(lexical)))
    return found


def _highest(values: Floats, size: int) -> float:
    """Return the highest mean of a run of `size`, or of all where there are fewer."""
    size = min(size, len(values))
    total = np.cumsum(np.append(0.0, values))
    return float((total[size:] - total[:-size]).max() / size)


def _logit(share: float) -> float:
    share = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(share / (1 - share)))
