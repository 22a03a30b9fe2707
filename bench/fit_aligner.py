"""Learn the weights of `align.aligner.learnt` and measure them on documents not learnt from.

usage: python bench/fit_aligner.py FOLDER NEWS [--cache FILE]

FOLDER holds NAME.zh.txt, NAME.en.txt (a sentence a line) and NAME.gold.json (a list of beads, each two lists
of line numbers). NEWS is newstest2020 with MQM scores, one JSON object a line, gzipped: source, target,
system, segment, mqm. Of good translations those pairs are taken that have equally many sentences on either
side, or one. Data of the release: MAC (development) and an academic text, from
bfsujason/mac and bfsujason/aligner-eval; google/wmt-mqm-human-evaluation.

Every document is learnt from once as it is and once or twice with some beads robbed of one side.
Prints the weights and the figures of cross-validation in three parts by document. Nothing is drawn but by
fixed seeds, so the weights come out the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from align.aligner import BAND_WIDTH, LETTERS_PER_IDEOGRAPH
from align.aligner.evidence import FEATURES, MOVES, Evidence
from align.aligner.first import Costs, find_beads, find_path, fitting_skip
from align.aligner.lattice import Band, log_mass
from align.aligner.learnt import WEIGHTS, decide
from align.aligner.units import Texts, Units, length_ratio
from align.encode import Encoder, load
from align.knowledge import glosses
from align.segment import split_sentences
from align.states import mean_vector
from align.types import Language

Gold = list[tuple[tuple[int, ...], tuple[int, ...]]]
FOLDS = 3
PENALTY = 3.0
ROBBED_WEIGHT = 0.15
ROBBED = {"news": ((1, 0.06), (2, 0.1)), "": ((1, 0.05),)}
"""Seeds and shares of beads robbed, by the sort of document."""
ACADEMIC_LINES = 280
NEWS_SEGMENTS = 100
LEAST_MQM = -5
NEWS_SYSTEMS = ("Human-A.0", "Human-B.0", "Human-A.0", "OPPO.1422", "Human-B.0", "Online-B.1605", "Human-A.0")


@dataclass(frozen=True)
class Sample:
    """An annotated document; `base` names the one it was robbed from."""

    name: str
    base: str
    chinese: Texts
    english: Texts
    gold: Gold
    weight: float


@dataclass(frozen=True)
class Lattice:
    """What the fit needs of a document: figures of every bead by move, and the beads of the gold path."""

    sample: Sample
    band: Band
    starts: dict
    figures: dict
    gold: np.ndarray


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("--cache", type=Path, help="keep encoded documents here")
    options = parser.parse_args()
    lattices = [_lattice(one) for one in _samples(options)]
    print(f"{len(lattices)} documents")
    weights = _fit(lattices, np.array([WEIGHTS[name] for name in FEATURES]))
    print({name: round(float(weight), 2) for name, weight in zip(FEATURES, weights, strict=True)})
    bases = sorted({one.sample.base for one in lattices})
    fold_of = {base: number % FOLDS for number, base in enumerate(bases)}
    decided = []
    for fold in range(FOLDS):
        learnt = _fit([one for one in lattices if fold_of[one.sample.base] != fold], weights)
        decided += [(one, _decide(one, learnt)) for one in lattices if fold_of[one.sample.base] == fold]
    _report(decided)
    print("calibration, slope and shift:", _calibrate(decided))


def _samples(options: argparse.Namespace) -> Iterator[Sample]:
    if options.cache and options.cache.exists():
        documents = pickle.loads(options.cache.read_bytes())  # noqa: S301 - written below
    else:
        encoder = load()
        documents = [*_annotated(options.folder, encoder), *_news(options.news, encoder)]
        if options.cache:
            options.cache.write_bytes(pickle.dumps(documents))
    for one in documents:
        yield one
        for seed, share in ROBBED["news" if one.name.startswith("news") else ""]:
            yield _robbed(one, seed, share)


def _annotated(folder: Path, encoder: Encoder) -> Iterator[Sample]:
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        sides = [(folder / f"{name}.{code}.txt").read_text().splitlines() for code in ("zh", "en")]
        gold = _in_order([(tuple(a), tuple(b)) for a, b in json.loads(path.read_text())])
        for number, (lines, part) in enumerate(_parts(sides, gold)):
            yield _sample(f"{name}/{number}", lines, part, encoder)


def _in_order(gold: Gold) -> Gold:
    """Join beads that interlock, so that the gold is a path."""
    path: Gold = []
    for bead in sorted(bead for bead in gold if bead[0]):
        path.append(bead)
        while len(path) > 1 and any(_interlock(path[-2][side], path[-1][side]) for side in (0, 1)):
            second, first = path.pop(), path.pop()
            path.append((tuple(sorted(first[0] + second[0])), tuple(sorted(first[1] + second[1]))))
    for bead in (bead for bead in gold if not bead[0]):
        at = next((n for n, (_, other) in enumerate(path) if other and other[0] > bead[1][0]), len(path))
        path.insert(at, bead)
    return path


def _interlock(first: Sequence[int], second: Sequence[int]) -> bool:
    return bool(first and second and first[-1] > second[0])


def _parts(sides: Sequence[Sequence[str]], gold: Gold) -> Iterator[tuple[list[list[str]], Gold]]:
    """Cut a long document at beads."""
    part: Gold = []
    for number, bead in enumerate(gold):
        part.append(bead)
        left = sum(len(one[0]) for one in gold[number + 1 :])
        if (sum(len(one[0]) for one in part) >= ACADEMIC_LINES and left >= ACADEMIC_LINES / 2) or not left:
            yield _renumbered(sides, part)
            part = []


def _renumbered(sides: Sequence[Sequence[str]], gold: Gold) -> tuple[list[list[str]], Gold]:
    kept = [sorted(index for bead in gold for index in bead[side]) for side in (0, 1)]
    place = [{index: number for number, index in enumerate(side)} for side in kept]
    lines = [[side[index] for index in chosen] for side, chosen in zip(sides, kept, strict=True)]
    return lines, [(tuple(place[0][i] for i in a), tuple(place[1][j] for j in b)) for a, b in gold]


def _news(path: Path, encoder: Encoder) -> Iterator[Sample]:
    items: defaultdict[str, dict[int, dict]] = defaultdict(dict)
    with gzip.open(path, "rt") as stream:
        for item in map(json.loads, stream):
            items[item["system"]][int(item["segment"])] = item
    for number, system in enumerate(NEWS_SYSTEMS):
        lines: list[list[str]] = [[], []]
        gold: Gold = []
        start = 1 + number * 250
        for segment in range(start, start + NEWS_SEGMENTS):
            item = items[system].get(segment)
            if item and item["mqm"] >= LEAST_MQM:
                _append(lines, gold, item)
        yield _sample(f"news-{number}", lines, gold, encoder)


def _append(lines: list[list[str]], gold: Gold, item: dict) -> None:
    """Add the sentences of a pair whose own alignment is plain."""
    split = [
        [text[span.start : span.end] for span in split_sentences(text, language)]
        for text, language in ((item["source"], Language.ZH), (item["target"], Language.EN))
    ]
    (i, j), (a, b) = map(len, lines), map(len, split)
    if a == b:
        gold += [((i + k,), (j + k,)) for k in range(a)]
    elif min(a, b) == 1 and max(a, b) <= 4:
        gold.append((tuple(range(i, i + a)), tuple(range(j, j + b))))
    else:
        return
    for side, texts in zip(lines, split, strict=True):
        side += texts


def _sample(name: str, lines: Sequence[Sequence[str]], gold: Gold, encoder: Encoder) -> Sample:
    sides = [_texts(texts, encoder, number) for number, texts in enumerate(lines)]
    return Sample(name, name, sides[0], sides[1], gold, 1.0)


def _texts(lines: Sequence[str], encoder: Encoder, side: int) -> Texts:
    encoded = encoder.encode(lines)
    usual = encoder.usual[side] if encoder.usual else None
    counts = encoded.counts.astype(np.float32)
    lengths = np.array([len(line) * (1 if side else LETTERS_PER_IDEOGRAPH) for line in lines], np.float32)
    units = Units(encoded.sums, counts, lengths, mean_vector(encoded.sums, counts, usual))
    return Texts(units, tuple(lines), encoded.tokens, np.arange(len(lines)), side == 0, usual)


def _robbed(sample: Sample, seed: int, share: float) -> Sample:
    """Return the document without one side of some of its beads."""
    draw = random.Random(f"{sample.name}{seed}")  # noqa: S311 - not for secrets
    gold = []
    for ours, theirs in sample.gold:
        if ours and theirs and draw.random() < share:
            ours, theirs = ((), theirs) if draw.random() < 0.5 else (ours, ())
        gold.append((ours, theirs))
    kept = [sorted(index for bead in gold for index in bead[side]) for side in (0, 1)]
    place = [{index: number for number, index in enumerate(side)} for side in kept]
    renumbered = [(tuple(place[0][i] for i in a), tuple(place[1][j] for j in b)) for a, b in gold]
    sides = [_kept(side, rows) for side, rows in zip((sample.chinese, sample.english), kept, strict=True)]
    return Sample(f"{sample.name}~{seed}", sample.name, sides[0], sides[1], renumbered, ROBBED_WEIGHT)


def _kept(side: Texts, rows: Sequence[int]) -> Texts:
    order = np.array(rows, np.int64)
    units = side.units.part(order)
    units = replace(units, mean=mean_vector(units.sums, units.counts, side.usual))
    return replace(side, units=units, texts=tuple(side.texts[row] for row in rows), order=side.order[order])


def _lattice(sample: Sample) -> Lattice:
    ours, theirs = sample.chinese, sample.english
    costs = Costs(ratio=length_ratio(ours.units, theirs.units))
    costs = replace(costs, skip=fitting_skip(find_beads(ours.units, theirs.units, costs)))
    path = find_path(ours.units, theirs.units, costs)
    band = Band.around(path, len(ours.texts), len(theirs.texts), BAND_WIDTH)
    evidence = Evidence(ours, theirs, band, path, glosses.load())
    starts = {move: band.starts(move) for move in MOVES}
    found = {move: (starts[move], evidence.of(move, starts[move])) for move in MOVES}
    gold = np.zeros(len(FEATURES))
    for move, i, j in _gold_steps(sample.gold):
        starts, figures = found[move]
        at = int(np.searchsorted(starts, band.base[i] + j))
        if at < len(starts) and starts[at] == band.base[i] + j:
            gold += figures[at]
        else:
            print(f"{sample.name}: the band lacks {move} at {i}, {j}")
    return Lattice(
        sample, band, {m: f[0] for m, f in found.items()}, {m: f[1] for m, f in found.items()}, gold
    )


def _gold_steps(gold: Gold) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Yield the beads of a path; one larger than the aligner knows is cut."""
    i = j = 0
    for ours, theirs in gold:
        a, b = len(ours), len(theirs)
        parts = [(1, 0)] * a + [(0, 1)] * b if 0 in (a, b) else _cut(a, b)
        for x, y in parts:
            yield (x, y), i, j
            i, j = i + x, j + y


def _cut(a: int, b: int) -> list[tuple[int, int]]:
    """Return a bead as beads that the aligner knows, the largest first."""
    if (a, b) in MOVES:
        return [(a, b)]
    fitting = [(x, y) for x, y in MOVES if 0 < x < a + (b > a) and 0 < y < b + (a > b) and (x < a) == (y < b)]
    x, y = max(fitting, key=lambda move: move[0] * move[1])
    return [(x, y), *_cut(a - x, b - y)]


def _scores(lattice: Lattice, weights: np.ndarray) -> dict:
    return {
        move: lattice.band.spread(lattice.starts[move], lattice.figures[move] @ weights) for move in MOVES
    }


def _fit(lattices: Sequence[Lattice], first: np.ndarray) -> np.ndarray:
    """Return the weights of the highest likelihood, held small by a penalty on their squares."""

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = PENALTY / 2 * weights @ weights, PENALTY * weights
        for one in lattices:
            mass, shares = log_mass(one.band, _scores(one, weights))
            expected = sum(shares[move][one.starts[move]] @ one.figures[move] for move in MOVES)
            value -= one.sample.weight * (weights @ one.gold - mass)
            slope -= one.sample.weight * (one.gold - expected)
        return float(value), slope

    return minimize(loss, first, jac=True, method="L-BFGS-B", options={"maxiter": 40}).x


def _decide(lattice: Lattice, weights: np.ndarray) -> list:
    found = []
    for (i, j, (a, b)), probability in decide(lattice.band, _scores(lattice, weights)):
        found.append((tuple(range(i, i + a)), tuple(range(j, j + b)), probability))
    return found


def _report(decided: Sequence[tuple[Lattice, list]]) -> None:
    groups = defaultdict(list)
    for lattice, found in decided:
        sample = lattice.sample
        groups[sample.name[:3] + (" robbed" if "~" in sample.name else "")].append((sample.gold, found))
    print("documents      strict  lax     lone precision, recall   calibration error: pairs, lone")
    for name, results in groups.items():
        strict, lax = (_f1(results, lax=lax) for lax in (False, True))
        precision, recall = _lone(results)
        errors = [_calibration(_outcomes(results, paired=paired)) for paired in (True, False)]
        rest = f"{precision:.2f}, {recall:.2f}   {errors[0]:.3f}, {errors[1]:.3f}"
        print(f"{name:12}  {strict:.4f}  {lax:.4f}  {rest}")


def _outcomes(results: list, *, paired: bool) -> list[tuple[float, bool]]:
    """Return for each bead with, or without, both sides its probability and whether it is right."""
    return [
        (probability, (a, b) in set(gold) or _is_lone(gold, a, b))
        for gold, found in results
        for a, b, probability in found
        if bool(a and b) is paired
    ]


def _calibrate(decided: Sequence[tuple[Lattice, list]]) -> tuple[float, float]:
    """Return what turns log odds of the model into those that are right, with and without both sides."""
    found = [
        (np.log(max(p, 1e-4) / max(1 - p, 1e-4)), right, lattice.sample.weight)
        for lattice, beads in decided
        for paired in (True, False)
        for p, right in _outcomes([(lattice.sample.gold, beads)], paired=paired)
    ]
    odds, right, weight = (np.array(column, float) for column in zip(*found, strict=True))

    def loss(line: np.ndarray) -> float:
        return float(weight @ np.logaddexp(0, (1 - 2 * right) * (line[0] * odds + line[1])))

    slope, shift = minimize(loss, [1.0, 0.0]).x
    return round(float(slope), 2), round(float(shift), 2)


def _is_lone(gold: Gold, ours: tuple, theirs: tuple) -> bool:
    """Whether a segment found alone is one of several that the gold leaves alone together."""
    return not (ours and theirs) and any(
        set(ours) <= set(a) and set(theirs) <= set(b) for a, b in gold if not (a and b) and (a or b)
    )


def _f1(results: list, *, lax: bool) -> float:
    hits = [0, 0]
    totals = [0, 0]
    for gold, found in results:
        test = [(a, b) for a, b, _ in found]
        for number, (ours, theirs) in enumerate(((test, gold), (gold, test))):
            beads = [bead for bead in ours if number == 0 or (bead[0] and bead[1])]
            known = set(theirs)
            partners = defaultdict(set)
            for a, b in theirs:
                for i in a:
                    partners[i].update(b)
            totals[number] += len(beads)
            hits[number] += sum(
                bead in known or (lax and any(j in partners[i] for i in bead[0] for j in bead[1]))
                for bead in beads
            )
    precision, recall = (hit / max(1, total) for hit, total in zip(hits, totals, strict=True))
    return 2 * precision * recall / max(1e-9, precision + recall)


def _lone(results: list) -> tuple[float, float]:
    hits = found_total = gold_total = 0
    for gold, found in results:
        sides = [
            {(side, i) for bead in beads if not bead[1 - side] for side_ in (side,) for i in bead[side_]}
            for beads in (gold, found)
            for side in (0, 1)
        ]
        meant, given = sides[0] | sides[1], sides[2] | sides[3]
        hits, found_total, gold_total = (
            hits + len(meant & given),
            found_total + len(given),
            gold_total + len(meant),
        )
    return hits / max(1, found_total), hits / max(1, gold_total)


def _calibration(results: list[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten bins of equal width."""
    bins = defaultdict(list)
    for probability, right in results:
        bins[min(9, int(probability * 10))].append((probability, right))
    return sum(abs(sum(p for p, _ in part) - sum(r for _, r in part)) for part in bins.values()) / max(
        1, len(results)
    )


if __name__ == "__main__":
    main()
