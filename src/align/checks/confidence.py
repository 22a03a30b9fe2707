"""Confidence of findings: a rule's own grade, corrected by how often it was right where that is known.

`data/confidence.tsv` holds, by rule and severity, how many findings were counted on texts in which errors are
marked, and how many of them were right. A rule's own grade counts as `STRENGTH` further findings, so where
little is known the grade stays, and the more is known the more it is the counted share. In this the grade is
the mean of a Beta prior, and the confidence that of the posterior. `bench/fit_confidence.py` makes the table
and compares other ways; docs/rules-bench.md shows what came out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from align.types import Severity

STRENGTH = 16.0
"""So many findings a rule's own grade is worth."""


class Counts(NamedTuple):
    """Findings on marked texts, and the right ones among them; weighted, so not whole numbers."""

    findings: float
    right: float


def calibrated(rule: str, severity: Severity, grade: float) -> float:
    """Return the confidence in a finding that its rule gives a grade, both 0 to 1."""
    findings, right = known().get((rule, severity.label), Counts(0.0, 0.0))
    return round((right + STRENGTH * grade) / (findings + STRENGTH), 4) if findings else grade


@cache
def known() -> Mapping[tuple[str, str], Counts]:
    """Return what was counted, by rule and the label of the severity."""
    text = files("align").joinpath("data", "confidence.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {(rule, label): Counts(float(findings), float(right)) for rule, label, findings, right in rows[1:]}
