"""Learn the weights of `align.aligner.odds` and measure them on documents not learnt from.

usage: python bench/fit_odds.py NEWS

NEWS is newstest2020 with MQM scores, one JSON object a line, gzipped: source, target, system, segment, mqm
(texts of google/wmt-mqm-human-evaluation). It is cut into documents of 4 to 30 neighbouring segments: as
they are, and sentence by sentence where both sides have equally many. The names of the termbase, twenty to a
document, stand for headings. A text and its translation are a pair to be told from the same text and the
translation of another of its document, a neighbour among them.

Prints the weights and, by cross-validation in three parts by document, how often texts with some log odds are
translations. Nothing is drawn but by fixed seeds.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

import align
from align.aligner import LETTERS_PER_IDEOGRAPH
from align.aligner.odds import FIGURES, Matcher, figures
from align.aligner.units import Units
from align.encode import Encoder, load
from align.knowledge import glosses
from align.segment import split_sentences
from align.states import mean_vector
from align.types import Language

SYSTEMS = ("Human-A.0", "Human-B.0", "OPPO.1422")
SIZES = (4, 6, 8, 12, 20, 30)
LEAST_MQM = -5
NAMES = 1600
FOLDS = 3
OTHERS = 4
BATCH = 500


class Document(NamedTuple):
    """Texts that translate one another, and where they are from."""

    sort: str
    rows: list[tuple[str, str]]


class Samples(NamedTuple):
    """Pairs of texts: float32[n, figures], bool[n] whether they are translations, and where they are from."""

    figures: np.ndarray
    right: np.ndarray
    document: np.ndarray
    sort: np.ndarray


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("news", type=Path)
    documents = [*news(parser.parse_args().news), *names()]
    samples = measure(documents, load())
    print("weights", dict(zip(FIGURES, fit(samples).round(2).tolist(), strict=True)))
    odds = np.zeros(len(samples.right))
    for fold in range(FOLDS):
        held_out = samples.document % FOLDS == fold
        odds[held_out] = samples.figures[held_out] @ fit(Samples(*(part[~held_out] for part in samples)))
    for sort in dict.fromkeys(samples.sort):
        chosen = samples.sort == sort
        show(sort, odds[chosen], samples.right[chosen])


def news(path: Path) -> Iterator[Document]:
    """Yield documents of news, whole and by sentences."""
    segments: dict[str, list[dict]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            segments[row["system"]].append(row)
    draw = random.Random(1)  # noqa: S311
    for system in SYSTEMS:
        rows = sorted(segments[system], key=lambda row: int(row["segment"]))
        while rows:
            size = draw.choice(SIZES)
            part, rows = rows[:size], rows[size:]
            yield Document(system, [(row["source"], row["target"]) for row in part])
            sentences = [pair for row in part if row["mqm"] >= LEAST_MQM for pair in by_sentence(row)]
            if len(sentences) > 1:
                yield Document(f"{system} by sentences", sentences)


def by_sentence(row: dict) -> list[tuple[str, str]]:
    """Return the sentences of a segment when both sides have equally many."""
    sides = [
        [text[start:end] for start, end in split_sentences(text, language)]
        for text, language in ((row["source"], Language.ZH_HANS), (row["target"], Language.EN))
    ]
    return list(zip(*sides, strict=True)) if len(sides[0]) == len(sides[1]) else []


def names() -> Iterator[Document]:
    """Yield documents of names of the termbase, in either script."""
    found = []
    for path in sorted((Path(align.__file__).parent / "data" / "termbase").glob("*.tsv")):
        with path.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                for script in ("zh-Hant", "zh-Hans"):
                    chinese, english = row[script].split("|")[0], row["en"].split("|")[0]
                    if len(chinese) > 2 and english:
                        found.append((chinese, english))
    random.Random(2).shuffle(found)  # noqa: S311
    for start in range(0, NAMES, 20):
        yield Document("names", found[start : start + 20])


def measure(documents: list[Document], encoder: Encoder) -> Samples:
    """Return the samples of all documents."""
    texts = list(dict.fromkeys(text for document in documents for row in document.rows for text in row))
    known = {}
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        encoded = encoder.encode(batch)
        known |= dict(zip(batch, zip(encoded.sums, encoded.counts, strict=True), strict=True))
    draw = random.Random(3)  # noqa: S311
    found: list[tuple[np.ndarray, bool, int, str]] = []
    for number, document in enumerate(documents):
        matcher = read(document, known, encoder)
        for i, j in pairs(document, draw):
            found.append((figures(*matcher.facts([i], [j])), i == j, number, document.sort))
    return Samples(*(np.array(column) for column in zip(*found, strict=True)))


def read(document: Document, known: dict, encoder: Encoder) -> Matcher:
    """Return what compares the texts of a document."""
    sides = []
    for number, letters in enumerate((LETTERS_PER_IDEOGRAPH, 1)):
        texts = [row[number] for row in document.rows]
        sums = np.array([known[text][0] for text in texts], np.float32)
        counts = np.array([known[text][1] for text in texts], np.float32)
        lengths = np.array([letters * len(text) for text in texts], np.float32)
        mean = mean_vector(sums, counts, encoder.usual[number] if encoder.usual else None)
        sides.append((Units(sums, counts, lengths, mean), texts))
    (chinese, ours), (english, theirs) = sides
    return Matcher(chinese, english, (ours, theirs), glosses.load())


def pairs(document: Document, draw: random.Random) -> Iterator[tuple[int, int]]:
    """Yield each text with its own translation and with some others."""
    count = len(document.rows)
    for i in range(count):
        others = {*draw.sample(range(count), min(count, OTHERS)), i - 1, i + 1} & set(range(count))
        yield i, i
        yield from ((i, j) for j in sorted(others) if document.rows[j][0] != document.rows[i][0])


def fit(samples: Samples) -> np.ndarray:
    """Return float64[figures], the weights under which both sorts together count for the same."""
    right, share = samples.right, samples.right.mean()
    weights = np.where(right, 0.5 / share, 0.5 / (1 - share))
    signs = np.where(right, 1.0, -1.0)

    def loss(column: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (samples.figures @ column)
        slopes = -weights * signs / (1 + np.exp(margins))
        return (weights * np.logaddexp(0, -margins)).mean(), samples.figures.T @ slopes / len(right)

    return minimize(loss, np.zeros(len(FIGURES)), jac=True, method="L-BFGS-B").x


def show(sort: str, odds: np.ndarray, right: np.ndarray) -> None:
    """Print how many of either sort have which log odds, and what they would be."""
    print(f"{sort}: {right.sum()} translations, {(~right).sum()} others")
    print("  lowest of translations:", np.sort(odds[right])[:5].round(2).tolist())
    for low in range(-8, 8):
        inside = (odds >= low) & (odds < low + 1)
        ours, theirs = (inside & right).sum(), (inside & ~right).sum()
        true = np.log(((ours + 0.5) / right.sum()) / ((theirs + 0.5) / (~right).sum()))
        print(f"  {low:3} to {low + 1:3}: {ours:5} {theirs:5}  {true:5.1f}")
    for limit in (-4, -5, -6):
        print(f"  below {limit}: {(odds[right] < limit).mean():.4f} {(odds[~right] < limit).mean():.3f}")


if __name__ == "__main__":
    main()
