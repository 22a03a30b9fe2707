"""Steps of an order that take no figure: a high court for a supreme one, year on year for month on month."""

from __future__ import annotations

from collections.abc import Iterator

from align.checks import senses
from align.checks.words import Matched
from align.types import Finding

# The share of such findings that hold.
_CONFIDENCE = 0.75


def judge_levels(matched: Matched, rule: str) -> Iterator[Finding]:
    """Yield what a rule has to report of words for steps that say another one on the other side."""
    for name, clash in senses.clashes("levels", matched.chinese.text, matched.english.text):
        own, _, scale = name.partition(" ")
        if own == rule:
            why = f"another {scale}; nothing around it could stand for what the source says"
            yield senses.told_otherwise(rule, matched, clash, _CONFIDENCE, why)
