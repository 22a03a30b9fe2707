#!/usr/bin/env python3
"""Show how well a score does that sees the source alone: what a judge must beat to have read the translation.

usage: control.py DATA [--json FILE]

Hard sentences get worse translations, so the source tells much of how bad a translation is, and nothing of
which one of several is better. The score is a ridge regression of the logarithm of the penalty on the
source's vector and length; what is shown is of documents (WMT23) and blocks (newstest2020) left out, of the
latter only those by which the judge is measured too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from corpus import FOLDS, LEFT_OUT, Pair, newstest, wmt

# What the scripts of the folder above share.
sys.path.append(str(Path(__file__).resolve().parents[1]))
from regressions import auc, ranking

from align.encode import load

Floats = np.ndarray
RIDGE = 1000.0


def source_figures(pairs: Sequence[Pair]) -> Floats:
    """Return float[n, d + 1], vector and length of each source."""
    texts = list(dict.fromkeys(pair.chinese for pair in pairs))
    vectors = load().encode(texts).vectors
    own = np.column_stack([vectors, np.log1p(list(map(len, texts)))])
    places = {text: number for number, text in enumerate(texts)}
    return np.asarray(own[[places[pair.chinese] for pair in pairs]], float)


def left_out(figures: Floats, target: Floats, fold: Floats) -> Floats:
    """Return what each pair comes to by weights of the other folds."""
    told = np.zeros(len(target))
    for number in range(FOLDS):
        inside, out = fold != number, fold == number
        mean, spread = figures[inside].mean(0), figures[inside].std(0) + 1e-9
        level = target[inside].mean()
        alone = np.arange(inside.sum())
        slopes = ranking(
            (figures[inside] - mean) / spread, target[inside] - level, alone, np.ones(len(alone)), 0.0, RIDGE
        )
        told[out] = level + (figures[out] - mean) / spread @ slopes
    return told


def control(pairs: Sequence[Pair], folds: Sequence[int]) -> dict[str, float]:
    """Return how well the source alone tells bad translations, on pairs of some folds."""
    target = np.log1p(-np.minimum([pair.quality for pair in pairs], 0))
    fold = np.array([pair.fold for pair in pairs])
    told = left_out(source_figures(pairs), target, fold)
    shown = np.isin(fold, folds)
    bad = np.array([pair.quality <= -5 for pair in pairs])
    found = auc(told[bad & shown], told[~bad & shown])
    return {"major error AUC": found, "Pearson": float(np.corrcoef(told[shown], target[shown])[0, 1])}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--json", type=Path, help="where the figures go, for accuracy.py")
    arguments = parser.parse_args()
    figures = {
        "wmt23": control(wmt(arguments.data / "wmt23-mqm.dev.jsonl.gz"), range(FOLDS)),
        "newstest2020": control(newstest(arguments.data / "newstest2020-mqm.dev.jsonl.gz"), [LEFT_OUT]),
    }
    for name, own in figures.items():
        print(name, *(f"{figure} {value:.3f}" for figure, value in own.items()))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
