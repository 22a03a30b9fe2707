#!/usr/bin/env python3
"""Fit the weights in align/score.py on WMT23 MQM data, and print them with their cross-validation.

usage: fit_risk.py wmt23-mqm.dev.jsonl.gz [--no-encoder]

A line of the data is one pair: "doc", "source" (Chinese), "target" (English) and "ratings", a list of
[category, severity, source span, target span] by annotator. A pair is positive when two of three
annotators (one when there are fewer) mark a major omission, a major mistranslation, or an addition of any
severity; AUC and recall compare with pairs in which nobody marks accuracy or terminology. These are the
definitions of the project's benchmark. Weights are logistic regression with a ridge of 1 on standardised
features; cross-validation leaves out one document at a time, because systems share its sentences.
Additions are too few for slopes of their own. An addition is an omission seen from the other side, so they
take the slopes of omission, with the excess of length for the shortfall, and only the intercept is fitted.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from regressions import Floats, Labels, apply, auc, ece, intercept, logistic, recall_at, sigmoid

from align.judge.lengths import Lengths, measure

Row = dict[str, Any]

RIDGE = 1.0
ALARM = 0.05
SORTS: dict[str, tuple[str, str | None, Callable[[Lengths], float] | None]] = {
    "omission": ("Accuracy/Omission", "Major", lambda lengths: lengths.shortfall),
    "addition": ("Accuracy/Addition", None, lambda lengths: lengths.excess),
    "mistranslation": ("Accuracy/Mistranslation", "Major", None),
}
"""Category, severity and length feature of each sort of risk."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path, help="pairs as gzipped JSONL")
    parser.add_argument("--no-encoder", action="store_true", help="fit on lengths only")
    arguments = parser.parse_args()
    with gzip.open(arguments.data, "rt", encoding="utf-8") as file:
        rows: list[Row] = [json.loads(line) for line in file]
    similarity = None if arguments.no_encoder else similarities(rows)
    print(f"{len(rows)} pairs, {len({row['doc'] for row in rows})} documents")
    if similarity is not None:
        print("similarity quartiles", np.round(np.percentile(similarity, [5, 25, 50, 75, 95]), 3))
        report("WITH_SIMILARITY", rows, similarity)
    report("WITHOUT_SIMILARITY", rows, None)


def similarities(rows: Sequence[Row]) -> Floats:
    from align.encode import load

    encoder = load()
    sides = []
    for side in ("source", "target"):
        texts = sorted({row[side] for row in rows})
        vectors = np.asarray(encoder.encode(texts).vectors, dtype=np.float64)
        vectors -= vectors.mean(axis=0)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        place = {text: index for index, text in enumerate(texts)}
        sides.append(vectors[[place[row[side]] for row in rows]])
    return np.einsum("ij,ij->i", *sides)


def report(name: str, rows: Sequence[Row], similarity: Floats | None) -> None:
    """Print the weights of each sort and how well they do on documents they have not seen."""
    quiet = np.array([not (votes(row, "Accuracy", None) or votes(row, "Terminology", None)) for row in rows])
    print(f"\n{name} = RiskModel(")
    figures = []
    for sort in SORTS:
        label = labels(rows, sort)
        figures.append((sort, label, leave_one_out(sort, rows, similarity, label)))
        fitted = fit_sort(sort, rows, similarity, label)
        weights = dict(zip(("intercept", *columns(similarity, sort)), fitted, strict=True))
        shown = ", ".join(
            f"{weights.get(key, 0):.3f}" for key in ("intercept", "similarity", "stretch", "size")
        )
        print(f"    {sort}=Logistic({shown}),")
    print(")")
    for sort, label, risk in figures:
        area, recall = auc(risk[label], risk[quiet]), recall_at(risk[label], risk[quiet], ALARM)
        print(
            f"{sort:15} n {label.sum():4}  AUC {area:.3f}  recall at 5 % alarms {recall:.3f}  "
            f"ECE {ece(risk, label):.3f}  mean risk {risk.mean():.3f}  rate {label.mean():.3f}"
        )


def labels(rows: Sequence[Row], sort: str) -> Labels:
    """Return which rows are positive."""
    category, severity, _ = SORTS[sort]
    return np.array(
        [votes(row, category, severity) >= (2 if len(row["ratings"]) >= 3 else 1) for row in rows]
    )


def votes(row: Row, category: str, severity: str | None) -> int:
    """Return how many annotators mark such an error."""
    return sum(
        any(c.startswith(category) and severity in (None, s) for c, s, *_ in errors)
        for errors in row["ratings"].values()
    )


def columns(similarity: Floats | None, sort: str) -> tuple[str, ...]:
    names = ["similarity"] if similarity is not None else []
    if SORTS[sort][2] is not None:
        names.append("stretch")
    return (*names, "size")


def design(rows: Sequence[Row], similarity: Floats | None, sort: str) -> Floats:
    """Return the features of each row: similarity if known, stretch if the sort has one, size."""
    stretch = SORTS[sort][2]
    evidence = [measure(r["source"], r["target"], from_chinese=True) for r in rows]
    features = [] if similarity is None else [similarity]
    if stretch is not None:
        features.append(np.array([stretch(item) for item in evidence]))
    features.append(np.array([item.characters for item in evidence]))
    return np.stack(features, axis=1)


def fit_sort(sort: str, rows: Sequence[Row], similarity: Floats | None, label: Labels) -> Floats:
    """Return intercept and weights of one sort of risk."""
    features = design(rows, similarity, sort)
    if sort != "addition":
        return logistic(features, label, RIDGE)
    slopes = logistic(design(rows, similarity, "omission"), labels(rows, "omission"), RIDGE)[1:]
    return np.concatenate([[intercept(features @ slopes, label)], slopes])


def leave_one_out(sort: str, rows: Sequence[Row], similarity: Floats | None, label: Labels) -> Floats:
    """Return each row's risk by weights fitted on the other documents."""
    documents = np.array([row["doc"] for row in rows])
    features = design(rows, similarity, sort)
    risk = np.zeros(len(label))
    for document in np.unique(documents):
        out = documents == document
        kept = [row for row, is_out in zip(rows, out, strict=True) if not is_out]
        weights = fit_sort(sort, kept, None if similarity is None else similarity[~out], label[~out])
        risk[out] = sigmoid(apply(weights, features[out]))
    return risk


if __name__ == "__main__":
    main()
