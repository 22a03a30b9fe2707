#!/usr/bin/env python3
"""Fit what turns figures of a pair into risks and quality, and show how well it does.

usage: fit.py DATA --judges FILE... --final FILE [--write] [--json FILE]

DATA is the folder of the benchmark. A judge is an NPZ file of export.py; the K-th of five was not trained on
fold K of WMT23, and none on the last fold of newstest2020, of which sentences are made wrong here anew.
Weights are those of regressions with a ridge on standardised figures of pairs by judges that had not seen
them; what is shown leaves out documents and blocks at both steps. With --write they go to
src/align/data/risk.tsv.
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
from corpus import FOLDS, LEFT_OUT, Pair, newstest, synthesise, wmt

# What the scripts of the folder above share.
sys.path.append(str(Path(__file__).resolve().parents[1]))
from regressions import apply, auc, ece, intercept, logistic, ranking, recall_at, sigmoid

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
from align.judge.stage import Judge, Judgement
from align.knowledge import glosses, termbase
from align.types import Finding, Segment
from align.types import Pair as Aligned

Floats = np.ndarray

RIDGE = {"omission": 100.0, "addition": 30.0, "mistranslation": 300.0, "penalty": 300.0}
WITHIN = 4.0
"""How much ranking within a segment counts in the fit of the penalty, beside the penalty itself."""
SHARES = {"marked": 1.0, "averaged": 1.0, "made": 0.3}
"""What the rows of each set weigh together, in that fit."""
SEED, EACH = 8, 2
"""What is made of the fold of newstest2020 that no step saw."""
TABLE = Path(__file__).resolve().parents[2] / "src" / "align" / "data" / "risk.tsv"


@dataclass
class Measured:
    """Pairs in figures.

    Attributes:
        names: Of the figures.
        figures: float[n, figures].
        penalty: float[n], what rules cost each pair by MQM.
        pairs: The pairs themselves.
    """

    names: list[str]
    figures: Floats
    penalty: Floats
    pairs: list[Pair]

    @property
    def fold(self) -> Floats:
        """int[n], the fold of each pair."""
        return np.array([pair.fold for pair in self.pairs])

    @property
    def part(self) -> Floats:
        """int[n], the part of its fold that each pair belongs to."""
        return np.array([pair.part for pair in self.pairs])

    @property
    def target(self) -> Floats:
        """float[n], the logarithm of 1 plus the penalty by annotators."""
        return np.log1p(-np.minimum([pair.quality for pair in self.pairs], 0))

    @property
    def group(self) -> Floats:
        """int[n], a number for each group."""
        return np.unique([pair.group for pair in self.pairs], return_inverse=True)[1]

    def in_order(self, names: list[str]) -> Measured:
        """Return these figures, in this order."""
        places = [self.names.index(name) for name in names]
        return replace(self, names=names, figures=self.figures[:, places])

    def of(self, rows: Floats) -> Measured:
        """Return some of the pairs: those where bool[n] is true."""
        pairs = [self.pairs[n] for n in np.flatnonzero(rows)]
        return Measured(self.names, self.figures[rows], self.penalty[rows], pairs)


def measure(pairs: Sequence[Pair], judges: Sequence[Path]) -> Measured:
    """Return figures of pairs, each by the judge of its fold."""
    encoder = load_bundled()
    document = document_of(pairs)
    networks = [_network(path) for path in judges]
    # All have the same: they were trained on states made with these.
    told, studied = _study(document, encoder, networks[0])
    judgements = {}
    for number, network in enumerate(networks):
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


def _network(path: Path) -> Network:
    with path.open("rb") as stream:
        return Network(read_weights(stream), threads=available_cores())


def _study(
    document: read.Document, encoder: BundledEncoder, network: Network
) -> tuple[_Told, pipeline.Study]:
    """Return a document aligned, and what a judge with the centres of a network is told of it."""
    told = _Told(encoder, network.centres)
    return told, pipeline.study(document, encoder, told)  # type: ignore[arg-type]


def judged_by(document: read.Document, judge: Path) -> dict[int, Judgement]:
    """Return what a judge says of pairs of `document_of` by their number."""
    encoder, network = load_bundled(), _network(judge)
    told, studied = _study(document, encoder, network)
    made = Judge(network, glosses.load(), encoder).judge(studied.pairs, *told.of_document)
    return {int(name): judgement for name, judgement in made.items()}


class _Told:
    """Stands for a judge and keeps what one would be told, so that several can be asked."""

    def __init__(self, encoder: BundledEncoder, centres: tuple[Floats, Floats]) -> None:
        self.encode = encoder.encode_early
        self.centres = centres
        self.of_document: tuple[dict[Segment, int], Encoded]

    def judge(self, _: Sequence[Aligned], rows: dict[Segment, int], encoded: Encoded) -> dict[str, object]:
        self.of_document = rows, encoded
        return {}


def document_of(pairs: Sequence[Pair]) -> read.Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.jsonl"
        rows = ({"id": str(n), "source": p.chinese, "target": p.english} for n, p in enumerate(pairs))
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        return read.read_pairs_file(path)


def _found(document: read.Document, studied: pipeline.Study, number: int) -> list[list[Finding]]:
    """Return what rules find in each pair, with the confidence that users see."""
    context = Context(document, termbase.load(), studied.likeness)
    findings, _, failed = pipeline.run_checks(
        [check for check in CHECKS if check.rule.id not in score.JUDGED], studied.pairs, context
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

Sets = dict[str, Measured]
"""Pairs by the kind of what is known of them, a name in `SHARES`."""
ADDITION = "addition", "target_alone_all", "target_alone_2", "target_alone_5", "excess", "found_addition"
"""Figures of additions, by what any annotator marks: only nine pairs have one by most annotators."""


def labels_of(pairs: Sequence[Pair]) -> dict[str, Floats]:
    """Return of each sort whether most annotators mark it."""
    shares = np.array([pair.sorts for pair in pairs])
    return {sort: (shares[:, n] >= 0.5).astype(float) for n, sort in enumerate(("major", *SORTS[:3]))}


def fit(sets: Sets) -> dict[str, Floats]:
    """Return constant and weights of each sort: risks from marked pairs, the penalty from all."""
    marked = sets["marked"]
    labels = labels_of(marked.pairs)
    found = {"omission": logistic(marked.figures, labels["omission"], RIDGE["omission"])}
    # Which token stands for which, as the early states tell it, says what is missing, not what is wrong.
    own = np.array(["early" not in name for name in marked.names])
    found["mistranslation"] = np.zeros(len(marked.names) + 1)
    found["mistranslation"][np.append(True, own)] = logistic(
        marked.figures[:, own], labels["mistranslation"], RIDGE["mistranslation"]
    )
    own = np.array([name in ADDITION for name in marked.names])
    any_of_them = np.array([pair.sorts[2] > 0 for pair in marked.pairs]).astype(float)
    slopes = np.zeros(len(marked.names))
    slopes[own] = logistic(marked.figures[:, own], any_of_them, RIDGE["addition"])[1:]
    constant = intercept(marked.figures @ slopes, labels["addition"])
    return found | {"addition": np.append(constant, slopes), "penalty": fit_penalty(sets)}


def fit_penalty(sets: Sets) -> Floats:
    """Return constant and weights for the penalty.

    Each set has a level of its own, so that what differs between sets, their annotators first, tells nothing.
    """
    marked = sets["marked"]
    own = [one for one in sets.values() if len(one.pairs)]
    weight = np.concatenate(
        [np.full(len(one.pairs), SHARES[name] * len(marked.pairs) / len(one.pairs))
         for name, one in sets.items() if len(one.pairs)]
    )  # fmt: skip
    figures = np.concatenate([one.figures - one.figures.mean(0) for one in own])
    target = np.concatenate([one.target - one.target.mean() for one in own])
    groups = np.unique([pair.group for one in own for pair in one.pairs], return_inverse=True)[1]
    spread = np.sqrt(np.average(figures**2, axis=0, weights=weight)) + 1e-9
    slopes = ranking(figures / spread, target, groups, weight, WITHIN, RIDGE["penalty"]) / spread
    return np.append(marked.target.mean() - marked.figures.mean(0) @ slopes, slopes)


def cross_validate(sets: Sets) -> dict[str, dict[str, Floats]]:
    """Return by set what each sort comes to for pairs by weights of other documents and blocks."""
    told = {name: {sort: np.zeros(len(one.pairs)) for sort in SORTS} for name, one in sets.items()}
    place = {name: one.fold if name == "marked" else one.part for name, one in sets.items()}
    for number in range(FOLDS):
        weights = fit({name: one.of(place[name] != number) for name, one in sets.items()})
        for name, one in sets.items():
            out = place[name] == number
            for sort, own in weights.items():
                told[name][sort][out] = apply(own, one.figures[out])
    return told


def kendall(measured: Measured, ours: Floats) -> float:
    """Return the mean over groups of Kendall's tau-b."""
    human = np.array([pair.quality for pair in measured.pairs])
    taus = []
    for number in range(measured.group.max() + 1):
        own = np.flatnonzero(measured.group == number)
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
    labels = labels_of(measured.pairs)
    found = {}
    for sort in SORTS[:3]:
        risk, label = told[sort], labels[sort]
        if label.sum():
            found[f"{sort} AUC"] = auc(risk[label > 0], risk[sound])
            found[f"{sort} recall at 5 %"] = recall_at(risk[label > 0], risk[sound], 0.05)
            found[f"{sort} ECE"] = ece(sigmoid(risk), label)
    return found | ranks(measured, told)


def ranks(measured: Measured, told: dict[str, Floats]) -> dict[str, float]:
    """Return how well quality tells bad translations, and ranks those of one source."""
    ours = qualities(measured, told)
    bad = np.array([pair.quality <= -5 for pair in measured.pairs])
    return {"major error AUC": auc(-ours[bad], -ours[~bad]), "item Kendall": kendall(measured, ours)}


def alone(measured: Measured) -> Measured:
    """Return the figures as the judge's own findings see them: without what rules found."""
    figures = measured.figures.copy()
    figures[:, [name.startswith("found") for name in measured.names]] = 0
    return replace(measured, figures=figures)


def levels(measured: Measured, told: dict[str, Floats]) -> list[tuple[str, float, float, float]]:
    """Return by sensitivity the least risk of a mistranslation, and what sound and bad pairs reach it."""
    bad = labels_of(measured.pairs)["mistranslation"] > 0
    sound = np.array([pair.is_sound for pair in measured.pairs])
    risk = sigmoid(told["mistranslation"])
    return [
        (sensitivity.value, level.least, *(float((risk[own] >= level.least).mean()) for own in (sound, bad)))
        for sensitivity, level in LEVELS["mistranslation"].items()
    ]


def write(sets: Sets) -> None:
    """Write weights fitted on all pairs."""
    weights = fit(sets)
    marked = sets["marked"]
    lines = [
        "# Weights of figures in risks and quality; made by bench/judge/fit.py from MQM of WMT20 and 23",
        "# (google/wmt-mqm-human-evaluation, Apache-2.0). See docs/judge.md.",
        "\t".join(("figure", "low", "high", *SORTS)),
        "\t".join(("constant", "1", "1", *(f"{weights[sort][0]:.6g}" for sort in SORTS))),
    ]
    for place, name in enumerate(marked.names):
        low, high = np.quantile(marked.figures[:, place], (0.002, 0.998))
        cells = (f"{weights[sort][place + 1]:.6g}" for sort in SORTS)
        lines.append("\t".join((name, f"{low:.6g}", f"{high:.6g}", *cells)))
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def show(title: str, figures: dict[str, float]) -> None:
    print(title)
    for name, value in figures.items():
        print(f"  {name:32} {value:.3f}")


def gather(data: Path, judges: Sequence[Path], final: Path) -> Sets:
    """Return every set in figures by judges that have not seen it."""
    news = [pair for pair in newstest(data / "newstest2020-mqm.dev.jsonl.gz") if pair.fold == LEFT_OUT]
    sets = {
        "marked": measure(wmt(data / "wmt23-mqm.dev.jsonl.gz"), judges),
        "averaged": measure(news, [final]),
        "made": measure(synthesise(news, seed=SEED, each=EACH), [final]),
    }
    marked = sets["marked"]
    # What is the same for every pair tells nothing.
    names = [
        name for name, spread in zip(marked.names, np.ptp(marked.figures, axis=0), strict=True) if spread
    ]
    return {name: one.in_order(names) for name, one in sets.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--judges", type=Path, nargs="+", required=True)
    parser.add_argument("--final", type=Path, required=True, help="the judge that is shipped")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--json", type=Path, help="where the figures go, for accuracy.py")
    arguments = parser.parse_args()
    sets = gather(arguments.data, arguments.judges, arguments.final)
    told = cross_validate(sets)
    figures = {
        "wmt23": report(sets["marked"], told["marked"]),
        "newstest2020": ranks(sets["averaged"], told["averaged"]),
    }
    show("WMT23, documents left out", figures["wmt23"])
    show("newstest2020, blocks left out", figures["newstest2020"])
    print(f"made errors: item Kendall {kendall(sets['made'], qualities(sets['made'], told['made'])):.3f}")
    unruled = cross_validate({name: alone(one) for name, one in sets.items()})
    for row in levels(sets["marked"], unruled["marked"]):
        print("  mistranslation {:8} risk {:.3f}  alarms {:.3f}  found {:.3f}".format(*row))
    if arguments.write:
        write(sets)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
