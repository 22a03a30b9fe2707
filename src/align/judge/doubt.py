"""How likely nothing on the other side stands for a stretch of words: a logistic model of what is told of it.

`data/stretches.tsv` holds a weight for each figure and either language, fitted by `bench/judge/fit_doubt.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from operator import mul
from typing import TYPE_CHECKING

from align.judge.risk import probability

if TYPE_CHECKING:
    from align.judge.stage import Judgement
    from align.judge.stretches import Stretch

NAMES = "constant", "weight", "log_weight", "matched", "rendered", "log_size", "own", "other", "major"
"""What is told of a stretch. `own` is the logit that the network gives the sort of error in question, `other`
that of the other one: omission and addition for what is in the source, the other way about in the target."""
# Letters of English that say about as much as a Chinese character.
_LETTERS = 4
# Words of a weight beyond which no more is told.
_MOST_WEIGHT = 6.0
# The pair's own logits are cut off here, as far as the network went in training.
_LOWEST, _HIGHEST = -8.0, 4.0


def doubt(stretch: Stretch, judgement: Judgement, *, of_source: bool) -> float:
    """Return the probability that nothing on the other side stands for a stretch of one.

    It holds where one pair in four has such an error; in a brief with fewer it is less.
    """
    language = "chinese" if _is_chinese(judgement, of_source=of_source) else "english"
    told = figures(stretch, judgement, of_source=of_source)
    return probability(sum(map(mul, _weights()[language], told)))


def figures(stretch: Stretch, judgement: Judgement, *, of_source: bool) -> tuple[float, ...]:
    """Return what is told of a stretch, in the order of `NAMES`."""
    size = len(stretch.text) / (1 if _is_chinese(judgement, of_source=of_source) else _LETTERS)
    sorts = ("omission", "addition") if of_source else ("addition", "omission")
    own, other = (min(max(judgement.figures[sort], _LOWEST), _HIGHEST) for sort in sorts)
    weight = min(stretch.weight, _MOST_WEIGHT)
    words = weight, math.log(weight + 0.05), stretch.matched, stretch.rendered / size, math.log(size)
    return (1.0, *words, own, other, judgement.figures["major"])


def _is_chinese(judgement: Judgement, *, of_source: bool) -> bool:
    """Return whether a side is in Chinese; English may quote it."""
    side = judgement.pair.source if of_source else judgement.pair.target
    return side[0].language.is_chinese


@cache
def _weights() -> Mapping[str, tuple[float, ...]]:
    """Return the weights of `NAMES` by language."""
    text = files("align").joinpath("data", "stretches.tsv").read_text(encoding="utf-8")
    header, *rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    weights = {row[0]: dict(zip(header[1:], map(float, row[1:]), strict=True)) for row in rows}
    return {language: tuple(weights[name][language] for name in NAMES) for language in header[1:]}
