#!/usr/bin/env python3
"""Fit how likely nothing stands for a stretch of words, and show how well that tells real gaps.

usage: fit_doubt.py DATA JUDGE [--write]

DATA is the folder of the benchmark, JUDGE what export.py wrote. Fitted on sentences of written/ that the
judge was not trained on, and on sound news of the block that it has not seen. What is shown leaves out the
subjects that it counts. With --write the weights go to src/align/data/stretches.tsv.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from corpus import LEFT_OUT, SOUND, Pair, newstest
from fit import document_of, judged_by
from makers.base import ADDED, LOST
from written import pairs_of

sys.path.append(str(Path(__file__).resolve().parents[1]))
from regressions import logistic, sigmoid

from align.judge.doubt import NAMES, figures
from align.judge.stage import Judgement
from align.judge.stretches import find

RIDGE = 3.0
FREE = 0.5
"""What a stretch of a very free translation weighs: few translators write like that."""
THRESHOLDS = 0.25, 0.35, 0.5, 0.6, 0.7, 0.8, 0.9
HERE = Path(__file__).resolve().parent
TABLE = HERE.parents[1] / "src" / "align" / "data" / "stretches.tsv"
SORTS = {"chinese": (LOST, "omission"), "english": (ADDED, "addition")}


@dataclass(frozen=True)
class Candidate:
    """The weightiest stretch of a pair.

    Attributes:
        kind: What was done to the pair: "news", "en" or "free" if nothing.
        told: float[figures].
        is_real: Whether it is what has nothing on the other side.
        half: Which half of the subjects the pair belongs to.
    """

    pair: Pair
    kind: str
    told: np.ndarray
    is_real: bool
    half: int

    @property
    def is_free(self) -> bool:
        """Whether it is a very free translation."""
        return self.pair.group.endswith("-free")


def candidates(pairs: Sequence[Pair], judgements: dict[int, Judgement], language: str) -> Iterator[Candidate]:
    mark, _ = SORTS[language]
    subjects = sorted({_subject(pair) for pair in pairs})
    for number, judgement in sorted(judgements.items()):
        pair = pairs[number]
        side = judgement.source if language == "chinese" else judgement.target
        for stretch in find(side, side.alone)[:1]:
            start = stretch.place.span.start - side.segments[0][0].place.span.start
            real = [span for kind, span, _ in pair.labels or [] if kind == mark]
            is_real = any(_is_at(span, (start, start + len(stretch.text))) for span in real)
            told = figures(stretch, judgement, of_source=language == "chinese")
            place = subjects.index(_subject(pair)) if len(subjects) > 1 else number
            yield Candidate(pair, _kind(pair), np.array(told[1:]), is_real, place % 2)


def _subject(pair: Pair) -> str:
    return pair.group.split("-")[1] if pair.group.startswith("written") else pair.group[-1]


def _kind(pair: Pair) -> str:
    if any(pair.sorts):
        return "changed"
    return pair.group.rpartition("-")[2] if pair.group.startswith("written") else "news"


def _is_at(span: tuple[int, int], found: tuple[int, int]) -> bool:
    """Return whether two stretches share half of the shorter one."""
    shared = min(span[1], found[1]) - max(span[0], found[0])
    return shared * 2 >= min(span[1] - span[0], found[1] - found[0])


def fit(own: Sequence[Candidate]) -> np.ndarray:
    """Return constant and weights."""
    # logistic() has no weights of rows, so what counts in full is there twice.
    rows = [one for one in own for _ in range(1 if one.is_free else round(1 / FREE))]
    told, real = np.stack([one.told for one in rows]), np.array([float(one.is_real) for one in rows])
    return logistic(told, real, RIDGE)


def show(own: Sequence[Candidate], pairs: Sequence[Pair], sort: str) -> None:
    """Print by threshold how much is found, and how often sound pairs raise an alarm, halves left out."""
    told = np.zeros(len(own))
    for half in (0, 1):
        weights = fit([one for one in own if one.half != half])
        for place, one in enumerate(own):
            if one.half == half:
                told[place] = sigmoid(weights[0] + one.told @ weights[1:])
    place = ("omission", "addition").index(sort) + 1
    asked = [pair for pair in pairs if pair.sorts[place] > 0]
    total = {free: sum(p.group.endswith("-free") is free for p in asked) for free in (False, True)}
    sound = {kind: sum(_kind(pair) == kind for pair in pairs) for kind in ("en", "free", "news")}
    print(sort, "found in", total, "alarms in", sound)
    for least in THRESHOLDS:
        hits = [sum(t >= least and c.is_real and c.is_free is free for t, c in zip(told, own, strict=True))
                / total[free] for free in total]  # fmt: skip
        alarms = [sum(t >= least and c.kind == kind for t, c in zip(told, own, strict=True)) / sound[kind]
                  for kind in sound]  # fmt: skip
        print(f"  {least:.2f}  found {hits[0]:.3f} {hits[1]:.3f}", *(f"alarms {one:.4f}" for one in alarms))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("judge", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    news = newstest(arguments.data / "newstest2020-mqm.dev.jsonl.gz")
    pairs = [pair for pair in pairs_of(HERE / "written") if pair.fold == LEFT_OUT]
    pairs += [pair for pair in news if pair.fold == LEFT_OUT and pair.quality >= SOUND]
    judgements = judged_by(document_of(pairs), arguments.judge)
    weights = {}
    for language, (_, sort) in SORTS.items():
        own = list(candidates(pairs, judgements, language))
        show(own, pairs, sort)
        weights[language] = fit(own)
    if arguments.write:
        lines = [
            "# Weights of what is told of a stretch, by its language; made by bench/judge/fit_doubt.py from",
            "# sentences of this project and WMT20 MQM (google/wmt-mqm-human-evaluation, Apache-2.0)",
            "\t".join(("figure", *SORTS)),
        ]
        lines += [
            "\t".join((name, *(f"{weights[language][place]:.6g}" for language in SORTS)))
            for place, name in enumerate(NAMES)
        ]
        TABLE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
