#!/usr/bin/env python3
"""Learn how far findings can be trusted, and write src/align/data/confidence.tsv.

usage: python bench/fit_confidence.py DATA... [--write]

DATA is what labelled.py reads: pairs with ratings or changes, folders of briefs. Each rule gives its findings
a grade, its own guess of how sure they are. The confidence is that guess, corrected by what was counted
where errors are marked: among the findings of a rule and severity, with the guess worth `STRENGTH` findings.
Where nothing was counted the guess stays.

The sets are fuller of errors than briefs in use. So that the confidence is the share of right findings in
use, a right finding weighs as if one pair in ten held an error (`RATE`), and a wrong one weighs 1; findings
that say the same of the same sentence weigh as one together. Ten is a guess between what careful people and
machines do: of the two human translations of newstest2020 (WMT's MQM data) 7 % of the segments average two
major errors or more an annotator and a quarter at least one; of the best systems' in WMT23 most annotators
mark a major error of accuracy in 16 %.

Printed are other ways to learn it, with figures of cross-validation that leaves out a document, a
sentence with all its translations, or a brief at a time.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from annotated import table
from labelled import Judged, Labelled, load_all
from numpy.typing import NDArray

from align.checks.confidence import STRENGTH
from align.encode import load

Floats = NDArray[np.float64]
Model = Callable[["Observed", "Observed"], Floats]
"""Learns from the first and returns probabilities for the second."""

RATE = 0.1
"""Share of the pairs of a brief in use that hold an error: an assumption."""
LEARNT = "omission", "addition", "order"
"""Rules whose grade is a probability already, which the aligner learnt from annotated alignments."""
BINS = 10
RESAMPLES, SEED = 1000, 0
STRENGTHS = 4, 8, 16, 32
_RIDGE = 3.0
_TABLE = Path(__file__).resolve().parents[1] / "src" / "align" / "data" / "confidence.tsv"
_NOTE = """\
# How often findings were right where errors are marked; made by bench/fit_confidence.py from {sources}.
# Counts are weighted as if {rate:.0%} of the pairs held an error. See docs/rules-bench.md.
"""


class Observed(NamedTuple):
    """Findings as columns; `kind` is the rule and the severity, `group` what is left out as one."""

    grade: Floats
    is_right: Floats
    weight: Floats
    rule: NDArray[np.str_]
    kind: NDArray[np.str_]
    group: NDArray[np.str_]

    def where(self, chosen: NDArray[np.bool_]) -> Observed:
        """Return some of them."""
        return Observed(*(column[chosen] for column in self))


def observe(sets: Sequence[Labelled], rate: float = RATE, *, by_case: bool = True) -> Observed:
    """Return all findings with weights for the rate of errors assumed; those of a case weigh as one."""
    judged = [one for labelled in sets for one in labelled.judged if one.rule not in LEARNT]
    cases = [(one.rule, one.case if by_case else str(number)) for number, one in enumerate(judged)]
    often = Counter(cases)
    right = rate * sum(one.pairs for one in sets) / sum(one.erroneous for one in sets)
    return Observed(
        grade=np.array([one.grade for one in judged]),
        is_right=np.array([float(one.is_right) for one in judged]),
        weight=np.array(
            [(right if one.is_right else 1.0) / often[of] for one, of in zip(judged, cases, strict=True)]
        ),
        rule=np.array([one.rule for one in judged]),
        kind=np.array([kind(one) for one in judged]),
        group=np.array([f"{one.data} {one.group}" for one in judged]),
    )


def kind(one: Judged) -> str:
    """Return what findings are counted by."""
    return f"{one.rule}\t{one.severity.label}"


# ---------------------------------------------------------------- ways to learn it


def as_graded(_: Observed, test: Observed) -> Floats:
    """Take the rule's word for it."""
    return test.grade


def overall(train: Observed, test: Observed) -> Floats:
    """Give all findings the same."""
    return np.full(len(test.grade), np.average(train.is_right, weights=train.weight))


def counted(by: Callable[[Observed], NDArray[np.str_]], prior: Model, strength: float) -> Model:
    """Return a model that counts what was right by some key, beside a prior worth so many findings."""

    def model(train: Observed, test: Observed) -> Floats:
        findings, right = counts(by(train), train)
        guess = prior(train, test)
        keys = by(test).tolist()
        seen = np.array([(findings[key], right[key]) for key in keys]).reshape(-1, 2)
        return np.asarray((seen[:, 1] + strength * guess) / (seen[:, 0] + strength))

    return model


def counts(keys: NDArray[np.str_], observed: Observed) -> tuple[Counter[str], Counter[str]]:
    """Return the weights of all findings and of the right ones by key."""
    findings: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for key, weight, is_right in zip(keys.tolist(), observed.weight, observed.is_right, strict=True):
        findings[key] += weight
        right[key] += weight * is_right
    return findings, right


def logistic(*, by_kind: bool) -> Model:
    """Return a model of the log odds of the grade, with or without an offset by kind, held small."""

    def model(train: Observed, test: Observed) -> Floats:
        kinds = sorted(set(train.kind.tolist())) if by_kind else []
        penalty = np.array([0.0, 0.3, *[_RIDGE] * len(kinds)])
        usual = np.array([0.0, 1.0, *[0.0] * len(kinds)])
        features = _features(train, kinds)
        weights = usual.copy()
        for _ in range(30):
            chance = sigmoid(features @ weights)
            slope = features.T @ (train.weight * (chance - train.is_right)) + penalty * (weights - usual)
            bend = (features * (train.weight * chance * (1 - chance))[:, None]).T @ features
            weights -= np.linalg.solve(bend + np.diag(penalty), slope)
        return sigmoid(_features(test, kinds) @ weights)

    return model


def _features(observed: Observed, kinds: Sequence[str]) -> Floats:
    grade = observed.grade.clip(0.02, 0.98)
    ones = [observed.kind == one for one in kinds]
    return np.stack([np.ones(len(grade)), np.log(grade / (1 - grade)), *ones], axis=1)


def sigmoid(logit: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logit)))


SHIPPED = counted(lambda observed: observed.kind, as_graded, STRENGTH)


def ways() -> Iterator[tuple[str, Model]]:
    """Yield what was tried, the shipped one by its strength among them."""
    yield "the rules' own grades", as_graded
    yield "one share for all", overall
    yield "logistic of the grade", logistic(by_kind=False)
    yield "logistic of the grade, offsets by rule and severity", logistic(by_kind=True)
    keys: dict[str, Callable[[Observed], NDArray[np.str_]]] = {
        "rule": lambda observed: observed.rule,
        "rule and severity": lambda observed: observed.kind,
    }
    for name, key in keys.items():
        yield f"counts by {name}, beside the share of all worth 8", counted(key, overall, 8)
    yield "counts by rule, beside the grade worth 16", counted(keys["rule"], as_graded, 16)
    for strength in STRENGTHS:
        model = counted(keys["rule and severity"], as_graded, strength)
        yield f"counts by rule and severity, beside the grade worth {strength}", model
    graded = np.char.add  # findings of one grade are counted apart
    yield (
        "counts by rule, severity and grade, beside the grade worth 8",
        counted(lambda observed: graded(observed.kind, observed.grade.astype(str)), as_graded, 8),
    )


# ---------------------------------------------------------------- how good it is


def cross_validate(model: Model, observed: Observed) -> Floats:
    """Return each finding's probability by a model that learnt without its group."""
    chance = np.zeros(len(observed.grade))
    for group in np.unique(observed.group):
        out = observed.group == group
        chance[out] = model(observed.where(~out), observed.where(out))
    return chance


def losses_of(chance: Floats, observed: Observed) -> Floats:
    chance = chance.clip(1e-4, 1 - 1e-4)
    return np.asarray(-np.log(np.where(observed.is_right > 0, chance, 1 - chance)))


def log_loss(chance: Floats, observed: Observed) -> float:
    return float(np.average(losses_of(chance, observed), weights=observed.weight))


def brier(chance: Floats, observed: Observed) -> float:
    return float(np.average((chance - observed.is_right) ** 2, weights=observed.weight))


def bins_of(chance: Floats) -> NDArray[np.int64]:
    """Return the number of each probability's bin; the bins are of one width."""
    return np.minimum((chance * BINS + 1e-9).astype(np.int64), BINS - 1)


def ece(chance: Floats, observed: Observed) -> float:
    """Return the expected calibration error: how far stated and observed lie apart, bin by bin."""
    places = bins_of(chance)
    gaps = (observed.weight * (chance - observed.is_right))[:, None] * (places[:, None] == np.arange(BINS))
    return float(np.abs(gaps.sum(0)).sum() / observed.weight.sum())


def comparison(observed: Observed) -> str:
    """Return a table of all ways, by cross-validation."""
    rows = []
    for name, model in ways():
        chance = cross_validate(model, observed)
        low, high = gain(chance, observed)
        row: list[object] = [name, f"{log_loss(chance, observed):.3f}", f"{low:+.3f} to {high:+.3f}"]
        row += [f"{measure(chance, observed):.3f}" for measure in (brier, ece)]
        hidden = chance < 0.5
        rows.append([*row, int(hidden.sum()), int(observed.is_right[hidden].sum())])
    head = ["how", "log loss", "against the grades (95 %)", "Brier", "ECE", "below 0.5", "of these right"]
    return table(head, rows, words=1)


def gain(chance: Floats, observed: Observed) -> tuple[float, float]:
    """Return the 95 % interval of the log loss less that of the grades, by a bootstrap over groups."""
    losses = losses_of(chance, observed) - losses_of(observed.grade, observed)
    share = resample(np.stack([observed.weight * losses, observed.weight], axis=1), observed.group)
    low, high = np.percentile(share[:, 0] / share[:, 1], [2.5, 97.5])
    return float(low), float(high)


def resample(figures: Floats, groups: NDArray[np.str_]) -> Floats:
    """Return float[resamples, columns]: the sums of columns when groups are drawn again."""
    _, group = np.unique(groups, return_inverse=True)
    sums = np.zeros((group.max() + 1, figures.shape[1]))
    np.add.at(sums, group, figures)
    draw = np.random.default_rng(SEED)
    drawn = draw.integers(len(sums), size=(RESAMPLES, len(sums)))
    return np.asarray(sums[drawn].sum(1))


def shipped_table(observed: Observed, sources: Iterable[str]) -> str:
    """Return the file that is shipped."""
    findings, right = counts(observed.kind, observed)
    lines = [f"{key}\t{findings[key]:.2f}\t{right[key]:.2f}\n" for key in sorted(findings)]
    note = _NOTE.format(sources=", ".join(sources), rate=RATE)
    return "".join([note, "rule\tseverity\tfindings\tright\n", *lines])


def main() -> None:
    """Print the comparison and the table, and write the table if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help=f"write {_TABLE.name}")
    options = parser.parse_args()
    sets = load_all(options.data, load())
    observed = observe(sets)
    print(comparison(observed))
    text = shipped_table(observed, (one.name for one in sets))
    print(text)
    if options.write:
        _TABLE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
