#!/usr/bin/env python3
"""Measure the rules where errors are marked: how often right, whether they know it, and how fast.

usage: python bench/rules.py DATA... [--out FILE]

DATA is what labelled.py reads. Writes docs/rules-bench.md; of the texts only figures are shown.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from annotated import table, versions
from fit_confidence import (
    BINS,
    LEARNT,
    RATE,
    SHIPPED,
    Floats,
    Observed,
    bins_of,
    brier,
    comparison,
    cross_validate,
    ece,
    log_loss,
    observe,
    resample,
)
from labelled import Judged, Labelled, Sort, load_all

from align.checks import CHECKS
from align.checks.confidence import STRENGTH, calibrated
from align.config import Settings
from align.encode import load
from align.types import Severity

RATES = 0.05, RATE, 0.2, 0.4
TARGET = 5000
"""Pairs a minute that the rules alone must reach."""
SHOWN = Settings().min_confidence
SHARE = 0.05
"""A rule that takes more of the run is named."""


def wilson(right: float, total: float) -> str:
    """Return a share with its 95 % interval by Wilson."""
    if not total:
        return "–"
    z, share = 1.96, right / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{share:.2f} ({middle - half:.2f}–{middle + half:.2f})"


def sets_table(sets: Sequence[Labelled]) -> str:
    head = [
        "set",
        "documents or sentences",
        "pairs",
        "with an error",
        "faithful",
        "clean",
        "findings",
        "right",
    ]
    rows = []
    for one in sets:
        counts = one.groups, one.pairs, one.erroneous, one.faithful, one.clean, len(one.judged)
        rows.append([one.name, *(f"{count:,}" for count in counts), right_in(one.judged)])
    return table(head, rows, words=1)


def alarms_table(sets: Sequence[Labelled]) -> str:
    """Return findings on pairs without an error of meaning, for 1,000 pairs, of those that users see."""
    rows = []
    for one in sets:
        differ = one.clean != one.faithful
        for sort, pairs in ((Sort.CLEAN, one.clean), (Sort.FAITHFUL, one.faithful))[: 1 + differ]:
            sorts = {Sort.CLEAN, sort}
            wrong = [judged for judged in one.judged if not judged.is_right and judged.pair in sorts]
            seen = Counter(judged.severity for judged in wrong if learnt(judged) >= SHOWN)
            cells = (f"{1000 * seen[severity] / pairs:.1f}" for severity in sorted(Severity, reverse=True))
            rows.append([one.name, sort.value, f"{pairs:,}", *cells])
    return table(["set", "pairs", "number", "critical", "major", "minor"], rows, words=2)


def right_in(judged: Iterable[Judged]) -> int:
    return sum(one.is_right for one in judged)


def cases_of(judged: Iterable[Judged]) -> tuple[float, int]:
    """Return how many cases are right and how many there are; one that is right here and there is in part."""
    often = Counter((one.rule, one.case) for one in judged)
    rights = Counter((one.rule, one.case) for one in judged if one.is_right)
    return sum(rights[case] / count for case, count in often.items()), len(often)


def rules_table(sets: Sequence[Labelled], observed: Observed) -> str:
    """Return what each rule found, severity by severity, and how often it was right."""
    judged = [one for labelled in sets for one in labelled.judged]
    faithful = sum(one.faithful for one in sets)
    rows = []
    for check in CHECKS:
        for severity in sorted(Severity, reverse=True):
            own = [one for one in judged if (one.rule, one.severity) == (check.rule.id, severity)]
            if own:
                rows.append(_rule_row(own, severity, faithful, observed))
    head = ["rule", "severity", "findings", "right", "cases", "right (95 %)", "in use", "grade", "confidence"]
    return table([*head, "alarms per 1,000"], rows, words=2)


def _rule_row(own: list[Judged], severity: Severity, faithful: int, observed: Observed) -> list[object]:
    rule = own[0].rule
    right, cases = cases_of(own)
    known = observed.where(observed.kind == f"{rule}\t{severity.label}")
    in_use = f"{np.average(known.is_right, weights=known.weight):.2f}" if len(known.grade) else "–"
    grades = [one.grade for one in own]
    confidences = [learnt(one) for one in own]
    alarms = 1000 * sum(not one.is_right and one.pair is not Sort.OTHER for one in own) / faithful
    row: list[object] = [f"`{rule}`", severity.label, len(own), right_in(own), cases, wilson(right, cases)]
    return [*row, in_use, f"{np.mean(grades):.2f}", f"{np.mean(confidences):.2f}", f"{alarms:.1f}"]


def learnt(one: Judged) -> float:
    """Return the confidence that a user sees."""
    return calibrated(one.rule, one.severity, one.grade)


def unseen(sets: Sequence[Labelled]) -> str:
    """Return the rules that found nothing here."""
    seen = {one.rule for labelled in sets for one in labelled.judged}
    return ", ".join(f"`{check.rule.id}`" for check in CHECKS if check.rule.id not in seen) or "none"


def calibration_table(chance: Floats, observed: Observed) -> str:
    """Return stated and observed shares bin by bin, with intervals of a bootstrap over groups."""
    inside = bins_of(chance)[:, None] == np.arange(BINS)
    weights = observed.weight[:, None] * inside
    sums = resample(np.hstack([weights * observed.is_right[:, None], weights]), observed.group)
    with np.errstate(invalid="ignore"):
        shares = sums[:, :BINS] / sums[:, BINS:]
    rows = []
    for place in range(BINS):
        own = observed.where(inside[:, place])
        if not len(own.grade):
            continue
        stated = np.average(chance[inside[:, place]], weights=own.weight)
        low, high = np.nanpercentile(shares[:, place], [2.5, 97.5])
        share = np.average(own.is_right, weights=own.weight)
        row: list[object] = [f"{place / BINS:.1f}–{(place + 1) / BINS:.1f}", len(own.grade)]
        row += [int(own.is_right.sum()), f"{stated:.2f}", f"{share:.2f} ({low:.2f}–{high:.2f})"]
        rows.append(row)
    return table(["confidence", "findings", "right", "stated", "observed in use (95 %)"], rows, words=1)


def rates_table(sets: Sequence[Labelled]) -> str:
    """Return how good grades and confidences are where errors are rarer or more frequent than assumed."""
    rows = []
    chance = cross_validate(SHIPPED, observe(sets))
    settings = [(rate, True) for rate in RATES] + [(RATE, False)]
    for rate, by_case in settings:
        observed = observe(sets, rate, by_case=by_case)
        right = np.average(observed.is_right, weights=observed.weight)
        row: list[object] = [f"{rate:.0%}", "a case" if by_case else "a finding", f"{right:.2f}"]
        for measure in (ece, log_loss, brier):
            row += [f"{measure(one, observed):.3f}" for one in (observed.grade, chance)]
        rows.append(row)
    head = ["pairs with an error", "counted as one", "right"]
    head += [f"{name}, {of}" for name in ("ECE", "log loss", "Brier") for of in ("grade", "confidence")]
    return table(head, rows, words=0)


def speed_tables(sets: Sequence[Labelled]) -> Iterator[str]:
    """Yield the speed by set, the shares by rule, and the rules that take more than their share."""
    rows = [
        [
            one.name,
            f"{one.pairs:,}",
            f"{one.seconds.total():.2f}",
            f"{60 * one.pairs / one.seconds.total():,.0f}",
        ]
        for one in sets
    ]
    yield table(["set", "pairs", "seconds", "pairs a minute"], rows, words=1)
    seconds = sum((one.seconds for one in sets), Counter[str]())
    pairs = sum(one.pairs for one in sets)
    shares = {rule: spent / seconds.total() for rule, spent in seconds.most_common()}
    cells = [
        [f"`{rule}`", f"{share:.1%}", f"{1e6 * seconds[rule] / pairs:,.0f}"] for rule, share in shares.items()
    ]
    yield table(["rule", "share", "microseconds a pair"], cells, words=1)
    yield ", ".join(f"`{rule}` ({share:.0%})" for rule, share in shares.items() if share > SHARE)


REPORT = """\
# How right the rules are

What `python bench/rules.py` measured with the encoder {encoder}.
Versions: {versions}.

## Where errors are marked

{sets}
- **wmt23-mqm**: machine translations of news by ten systems, each marked by three annotators. A finding is
  right when one of the three marks an error of its sort where it points; half of the shorter stretch must
  be shared. With an error: most annotators mark a major error of accuracy. Faithful: nobody marks an error
  of meaning; clean: nobody marks anything.
- **demetr-zh**: good translations, each also with one thing changed. A finding is right when only the
  changed translation has it, at the change. A change that leaves the meaning makes no finding about the
  meaning right. Left out are empty translations, those of another sentence, and those all in lower case.
- **briefs**: the sample briefs of this project and others like them, with seeded errors. A finding is right
  when it points at the words of one.

Read the figures with three things in mind. The rules were written with these sets at hand, so on other
texts they are right less often. Annotators overlook errors: among the findings that count as wrong here are
wrong provinces and wrong sums. And these findings come from few sentences: findings of one rule that say
the same of one sentence are one *case*, in however many of its translations they stand.

## By rule

Right (95 %): the share of cases, with Wilson's interval. In use: the share to expect where {rate:.0%} of
the pairs hold an error, as [below](#confidence). Grade: what the rule says of itself, on average;
confidence: what users see. Alarms: wrong findings on faithful pairs, for 1,000 of these ({faithful:,} in
all).

{rules}
No finding, right or wrong, comes from {unseen}: they have no data here, and their confidence is their own
grade. That of {learnt} is a probability which the aligner learnt from annotated alignments; it is left as
it is.

Wrong findings with a confidence of {shown:g} or more, for 1,000 pairs without an error:

{alarms}
## Confidence

A rule grades its findings by judgement. The confidence is that grade corrected by what was counted above:

    confidence = (right + {strength:g} × grade) / (findings + {strength:g})

over the findings of the same rule and severity, so the grade counts for {strength:g} findings. Counted are
cases, and a right one weighs as if {rate:.0%} of the pairs held an error: of the pairs above {share:.0%}
do, far more than in a careful translation. What the true share is nobody knows. Of the human translations
of WMT's newstest2020 7 % of the segments average two major errors or more an annotator, and a quarter at
least one; of the best systems' translations in wmt23-mqm most annotators mark a major error of accuracy in
16 %. Nor need errors of all sorts be as frequent as here.

Ways to learn it, by cross-validation that leaves out a document, a sentence with all its translations, or a
brief at a time (lower is better; `bench/fit_confidence.py` prints this table and writes what is shipped).
The intervals are those of a bootstrap over what is left out as one.

{comparison}
With so few wrong findings the ways hardly differ, and no gain over the grades is beyond chance: the
judgement in the rules was not bad. Shipped is the way by rule and severity with the grade worth
{strength:g}; 8 and 32 do as well, and as it was chosen by these very figures, they flatter it a little.
Counting by grade too is no better as far as these data can tell, and forgets what it learnt whenever a
rule changes its grades.

The grades as they are:

{stated}
The confidence, of findings in groups that were left out:

{calibrated}
The same confidence where errors are rarer or more frequent than assumed, and where each finding counts by
itself though others say the same of the same sentence. Counted so it is no better than the grades, and
where errors are rarer it is worse: what it gains rests on both assumptions.

{rates}
## Speed

The rules alone, without reading, encoding and aligning, in seconds of one processor; each rule on all pairs
of a set, in the order of `align rules`. What several rules need, such as the words of a pair, is counted to
the first that asks. Wanted are {target:,} pairs a minute.

{speed}
{times}
Over {limit:.0%} of the run: {slow}.
"""


def main() -> None:
    """Measure, print and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path("docs/rules-bench.md"))
    options = parser.parse_args()
    encoder = load()
    text = report(load_all(options.data, encoder), encoder.name)
    print(text)
    options.out.write_text(text, "utf-8")


def report(sets: Sequence[Labelled], encoder: str) -> str:
    """Return the page."""
    observed = observe(sets)
    chance = cross_validate(SHIPPED, observed)
    speed, times, slow = speed_tables(sets)
    return REPORT.format(
        encoder=encoder,
        versions=versions(),
        sets=sets_table(sets),
        shown=SHOWN,
        alarms=alarms_table(sets),
        rules=rules_table(sets, observed),
        faithful=sum(one.faithful for one in sets),
        unseen=unseen(sets),
        learnt=", ".join(f"`{rule}`" for rule in LEARNT),
        strength=STRENGTH,
        rate=RATE,
        share=sum(one.erroneous for one in sets) / sum(one.pairs for one in sets),
        comparison=comparison(observed),
        stated=calibration_table(observed.grade, observed),
        calibrated=calibration_table(chance, observed),
        rates=rates_table(sets),
        target=TARGET,
        speed=speed,
        times=times,
        limit=SHARE,
        slow=slow,
    )


if __name__ == "__main__":
    main()
