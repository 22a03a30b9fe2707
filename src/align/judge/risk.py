"""From figures of a pair to its risks and its quality: linear models, fitted by `bench/judge/fit.py`.

`data/risk.tsv` holds a weight for each figure and each of `SORTS`. A figure is cut off at the ends of the
range that was seen in fitting, so that an odd pair gets no odder risk than the oddest of those.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from align.judge import lengths

if TYPE_CHECKING:
    from align.judge.stage import Judgement

SORTS = "omission", "addition", "mistranslation", "penalty"
"""What is computed: three logits, and the logarithm of 1 plus the MQM penalty that annotators would give."""


@dataclass(frozen=True, slots=True)
class Term:
    """A figure: the range seen, and its weight in each of `SORTS`."""

    name: str
    low: float
    high: float
    weights: tuple[float, ...]


def figures(judgement: Judgement) -> dict[str, float]:
    """Return what risks and quality are computed from, by name, as far as a pair itself tells it.

    What rules found may be added: `found`, `found_omission`, `found_addition`, `found_mistranslation`.
    """
    from align.judge.evidence import measure

    return {"constant": 1.0, **measure(judgement), **lengths.of_pair(judgement.pair)._asdict()}


def logits(figures: Mapping[str, float]) -> dict[str, float]:
    """Return each of `SORTS` for the figures of a pair; a figure that is not there counts as 0."""
    total = dict.fromkeys(SORTS, 0.0)
    for term in terms():
        value = min(max(figures.get(term.name, 0.0), term.low), term.high)
        for sort, weight in zip(SORTS, term.weights, strict=True):
            total[sort] += weight * value
    return total


def probability(logit: float) -> float:
    """Return the probability of a logit."""
    return 1 / (1 + math.exp(-logit)) if logit > 0 else math.exp(logit) / (1 + math.exp(logit))


@cache
def terms() -> tuple[Term, ...]:
    """Return what is shipped; the first is the constant."""
    text = files("align").joinpath("data", "risk.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(Term(row[0], float(row[1]), float(row[2]), tuple(map(float, row[3:]))) for row in rows[1:])
