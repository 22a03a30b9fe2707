"""How far a verdict moves the confidence in a finding.

The confidence is a probability, so a verdict is weighed as evidence is, by Bayes' rule: the odds that
the finding is right are multiplied by a likelihood ratio, how much likelier the verdict is where the
finding is right than where it is wrong.
"""

from __future__ import annotations

from dataclasses import replace

from align.opinion.question import Verdict
from align.types import Finding

TRUST = 0.75
"""How often a judge is taken to be right, whichever way it decides. An assumption, not learnt: the model is
the user's choice, and no data say how good it is. Three times in four lets one verdict raise a
confidence of 0.5 to 0.75 or lower one of 0.75 to 0.5, and never outvote a finding that is sure."""

RATIOS = {"error": TRUST / (1 - TRUST), "no error": (1 - TRUST) / TRUST, "unsure": 1.0}
"""Likelihood ratio of each verdict."""

_DIGITS = 4


def weigh(finding: Finding, verdict: Verdict, model: str) -> Finding:
    """Return the finding with the verdict among its evidence and its confidence moved.

    Nothing that the finding is known by changes, nor its severity.
    """
    facts: list[tuple[str, str | int | float]] = [("judge", verdict.word), ("judge-model", model)]
    if verdict.reason:
        facts.append(("judge-reason", verdict.reason))
    facts.append(("confidence-before", round(finding.confidence, _DIGITS)))
    return replace(
        finding,
        confidence=update(finding.confidence, RATIOS[verdict.word]),
        evidence=(*finding.evidence, *facts),
    )


def update(probability: float, ratio: float) -> float:
    """Return the probability whose odds are `ratio` times those of `probability`."""
    return probability * ratio / (probability * ratio + 1 - probability)
