#!/usr/bin/env python3
"""Fit what turns figures of a pair into risks and quality, and show how well it does.

usage: fit.py DATA --judges FILE... [--write]

DATA is the folder of the benchmark. A judge is an NPZ file of export.py; the K-th of five was not trained on
fold K of WMT23, and one alone stands for all. Weights are those of regressions with a ridge on standardised
figures of pairs by judges that had not seen them; what is shown leaves out a fold at both steps. With
--write they go to src/align/data/risk.tsv.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from corpus import FOLDS, Pair, newstest, wmt

# What the scripts of the folder above share.
sys.path.append(str(Path(__file__).resolve().parents[1]))
from regressions import apply, auc, ece, intercept, linear, logistic, recall_at, sigmoid

from align import pipeline, read, score
from align.checks import CHECKS, Context
from align.checks.confidence import calibrated
from align.encode import Encoded
from align.encode.bundled import BundledEncoder, load_bundled
from align.encode.session import available_cores
from align.judge.network import Network, read_weights
from align.judge.risk import SORTS
from align.judge.risk import figures as figures_of
from align.judge.sensitivity import LEVELS
from align.judge.stage import Judge
from align.knowledge import glosses, termbase
from align.types import Finding, Segment
from align.types import Pair as Aligned

Floats = np.ndarray

RIDGE = {"omission": 100.0, "addition": 30.0, "mistranslation": 300.0, "penalty": 1000.0}
JUDGED = {"omission", "addition", "mistranslation"}
"""Rules that rest on the judge, so that their findings are no further evidence."""
TABLE = Path(__file__).resolve().parents[2] / "src" / "align" / "data" / "risk.tsv"


@dataclass
class Measured:
    """Pairs in figures: their names, float[n, figures], and what rules cost them by MQM."""

    names: list[str]
    figures: Floats
    penalty: Floats
    pairs: list[Pair]

    @property
    def fold(self) -> Floats:
        """int[n], the fold of each pair."""
        return np.array([pair.fold for pair in self.pairs])


def measure(pairs: Sequence[Pair], judges: Sequence[Path]) -> Measured:
    """Return figures of pairs, each by the judge of its fold."""
    encoder = load_bundled()
    document = _document(pairs)
    told = _Told(encoder)
    studied = pipeline.study(document, encoder, told)  # type: ignore[arg-type]
    judgements = {}
    for number, path in enumerate(judges):
        with path.open("rb") as stream:
            network = Network(read_weights(stream), threads=available_cores())
        judge = Judge(network, glosses.load(), encoder)
        own = [pair for pair in studied.pairs if len(judges) == 1 or pairs[int(pair.id)].fold == number]
        judgements |= judge.judge(own, *told.of_document)
    found = _found(document, studied, len(pairs))
    rowed = []
    for pair in studied.pairs:
        judgement = judgements.get(pair.id)
        own = figures_of(judgement) if judgement else {}
        rowed.append(own | score.found_figures(found[int(pair.id)]))
    names = list(dict.fromkeys(name for row in rowed for name in row if name != "constant"))
    figures = np.array([[row.get(name, 0.0) for name in names] for row in rowed])
    penalty = np.array([score.penalty(found[n]) for n in range(len(pairs))])
    return Measured(names, figures, penalty, list(pairs))


class _Told:
    """Stands for a judge and keeps what one would be told, so that several can be asked."""

    def __init__(self, encoder: BundledEncoder) -> None:
        self.encode = encoder.encode_early
        self.of_document: tuple[dict[Segment, int], Encoded]

    def judge(self, _: Sequence[Aligned], rows: dict[Segment, int], encoded: Encoded) -> dict[str, object]:
        self.of_document = rows, encoded
        return {}


def _document(pairs: Sequence[Pair]) -> read.Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.jsonl"
        rows = ({"id": str(n), "source": p.chinese, "target": p.english} for n, p in enumerate(pairs))
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        return read.read_pairs_file(path)


def _found(document: read.Document, studied: pipeline.Study, number: int) -> list[list[Finding]]:
    """Return what rules find in each pair, with the confidence that users see."""
    context = Context(document, termbase.load(), studied.likeness)
    findings, _, failed = pipeline.run_checks(
        [check for check in CHECKS if check.rule.id not in JUDGED], studied.pairs, context
    )
    assert not failed, failed
    found: list[list[Finding]] = [[] for _ in range(number)]
    for one in findings:
        if one.pair:
            sure = calibrated(one.rule, one.severity, one.confidence)
            if sure >= 0.5:
                found[int(one.pair.id)].append(replace(one, confidence=sure))
    return found


# ---------------------------------------------------------------- what is fitted and shown


def targets(pairs: Sequence[Pair]) -> dict[str, Floats]:
    """Return what annotators say: of each sort whether most of them do, and the logarithm of the penalty."""
    shares = np.array([pair.sorts for pair in pairs])
    quality = np.array([pair.quality for pair in pairs])
    labels = {sort: (shares[:, n] >= 0.5).astype(float) for n, sort in enumerate(("major", *SORTS[:3]))}
    return labels | {"penalty": np.log1p(-np.minimum(quality, 0))}


ADDITION = "addition", "target_alone_all", "target_alone_2", "target_alone_5", "excess", "found_addition"
"""Figures of additions, by what any annotator marks: only nine pairs have one by most annotators."""


def fit(measured: Measured, chosen: Sequence[int], rows: Floats) -> dict[str, Floats]:
    """Return constant and weights of each sort by some pairs and some figures."""
    figures = measured.figures[rows][:, chosen]
    labels = targets([measured.pairs[n] for n in rows])
    found = {sort: logistic(figures, labels[sort], RIDGE[sort]) for sort in ("omission", "mistranslation")}
    found["penalty"] = linear(figures, labels["penalty"], RIDGE["penalty"])
    own = np.array([measured.names[n] in ADDITION for n in chosen])
    any_of_them = np.array([measured.pairs[n].sorts[2] > 0 for n in rows]).astype(float)
    slopes = np.zeros(len(chosen))
    slopes[own] = logistic(figures[:, own], any_of_them, RIDGE["addition"])[1:]
    constant = intercept(figures @ slopes, labels["addition"])
    return found | {"addition": np.append(constant, slopes)}


def cross_validate(measured: Measured, chosen: Sequence[int]) -> dict[str, Floats]:
    """Return what each sort comes to for pairs by weights of the other folds."""
    told = {sort: np.zeros(len(measured.pairs)) for sort in SORTS}
    for number in range(FOLDS):
        out = np.flatnonzero(measured.fold == number)
        if not len(out):
            continue
        for sort, weights in fit(measured, chosen, np.flatnonzero(measured.fold != number)).items():
            told[sort][out] = apply(weights, measured.figures[out][:, chosen])
    return told


def kendall(groups: Sequence[str], human: Floats, ours: Floats) -> float:
    """Return the mean over groups of Kendall's tau-b."""
    of: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        of.setdefault(group, []).append(number)
    taus = []
    for own in of.values():
        one = np.sign(human[own][:, None] - human[own])[np.triu_indices(len(own), 1)]
        other = np.sign(ours[own][:, None] - ours[own])[np.triu_indices(len(own), 1)]
        scale = np.sqrt((one != 0).sum() * (other != 0).sum())
        if scale:
            taus.append((one * other).sum() / scale)
    return float(np.mean(taus))


def qualities(measured: Measured, told: dict[str, Floats]) -> Floats:
    """Return qualities as score.py computes them."""
    expected = np.expm1(np.clip(told["penalty"], 0, 4))
    return -(measured.penalty + expected)


def report(measured: Measured, told: dict[str, Floats]) -> dict[str, float]:
    """Return figures of pairs with annotators' marks."""
    sound = np.array([pair.is_sound for pair in measured.pairs])
    labels = targets(measured.pairs)
    human = np.array([pair.quality for pair in measured.pairs])
    found = {}
    for sort in SORTS[:3]:
        risk, label = told[sort], labels[sort]
        if label.sum():
            found[f"{sort} AUC"] = auc(risk[label > 0], risk[sound])
            found[f"{sort} recall at 5 %"] = recall_at(risk[label > 0], risk[sound], 0.05)
            found[f"{sort} ECE"] = ece(sigmoid(risk), label)
    return found | ranking(measured, told, human)


def ranking(measured: Measured, told: dict[str, Floats], human: Floats) -> dict[str, float]:
    ours = qualities(measured, told)
    bad = human <= -5
    groups = [pair.group for pair in measured.pairs]
    return {
        "major error AUC": auc(-ours[bad], -ours[~bad]),
        "item Kendall": kendall(groups, human, ours),
    }


def alone(measured: Measured) -> Measured:
    """Return the figures as the judge's own findings see them: without what rules found."""
    figures = measured.figures.copy()
    figures[:, [name.startswith("found") for name in measured.names]] = 0
    return replace(measured, figures=figures)


def levels(measured: Measured, told: dict[str, Floats]) -> list[tuple[str, str, float, float, float]]:
    """Return sort, sensitivity, least risk, and what share of sound and of bad pairs reach it."""
    labels = targets(measured.pairs)
    sound = np.array([pair.is_sound for pair in measured.pairs])
    rows = []
    for sort, known in LEVELS.items():
        risk = sigmoid(told[sort])
        for sensitivity, level in known.items():
            alarms, found = ((risk[own] >= level.least).mean() for own in (sound, labels[sort] > 0))
            rows.append((sort, sensitivity.value, level.least, float(alarms), float(found)))
    return rows


def write(measured: Measured, chosen: Sequence[int]) -> None:
    """Write weights fitted on all pairs."""
    weights = fit(measured, chosen, np.arange(len(measured.pairs)))
    lines = [
        "# Weights of figures in risks and quality; made by bench/judge/fit.py from half of WMT23 zh-en MQM",
        "# (google/wmt-mqm-human-evaluation, Apache-2.0). See docs/judge.md.",
        "\t".join(("figure", "low", "high", *SORTS)),
        "\t".join(("constant", "1", "1", *(f"{weights[sort][0]:.6g}" for sort in SORTS))),
    ]
    for place, column in enumerate(chosen, start=1):
        low, high = np.quantile(measured.figures[:, column], (0.002, 0.998))
        cells = (f"{weights[sort][place]:.6g}" for sort in SORTS)
        lines.append("\t".join((measured.names[column], f"{low:.6g}", f"{high:.6g}", *cells)))
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def show(title: str, figures: dict[str, float]) -> None:
    print(title)
    for name, value in figures.items():
        print(f"  {name:32} {value:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--judges", type=Path, nargs="+", required=True)
    parser.add_argument("--final", type=Path, help="the judge that is shipped, for newstest2020")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--json", type=Path, help="where the figures go, for accuracy.py")
    arguments = parser.parse_args()
    measured = measure(wmt(arguments.data / "wmt23-mqm.dev.jsonl.gz"), arguments.judges)
    chosen = range(len(measured.names))
    told = cross_validate(measured, chosen)
    figures = {"wmt23": report(measured, told), "newstest2020": {}}
    show("WMT23, documents left out", figures["wmt23"])
    for row in levels(measured, cross_validate(alone(measured), chosen)):
        print("  {:16}{:8} risk {:.3f}  alarms {:.3f}  found {:.3f}".format(*row))
    if arguments.write:
        write(measured, chosen)
    if arguments.final:
        left = [pair for pair in newstest(arguments.data / "newstest2020-mqm.dev.jsonl.gz") if pair.fold == 4]
        news = measure(left, [arguments.final])
        weights = fit(measured, chosen, np.arange(len(measured.pairs)))
        order = [news.names.index(measured.names[n]) for n in chosen]
        judged = {sort: apply(one, news.figures[:, order]) for sort, one in weights.items()}
        human = np.array([pair.quality for pair in left])
        figures["newstest2020"] = ranking(news, judged, human)
        show("newstest2020, blocks left out", figures["newstest2020"])
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
