"""How risky a pair must be for a finding of the judge, and what comes of it."""

from __future__ import annotations

from typing import NamedTuple

from align.types import Sensitivity


class Level(NamedTuple):
    """One sort of finding at one sensitivity.

    Attributes:
        least: Risk from which there is a finding.
        alarms: Share of news translations without any error of accuracy that reach it.
        found: Share of those with a major error of the sort, as most annotators say, that reach it.
    """

    least: float
    alarms: float
    found: float


# The least risks were chosen with briefs by hand in view; the shares were measured by bench/judge/fit.py
# on half of WMT23 zh-en MQM, by judges and weights of other documents.
LEVELS: dict[str, dict[Sensitivity, Level]] = {
    "omission": {
        Sensitivity.LOW: Level(0.35, 0.004, 0.292),
        Sensitivity.NORMAL: Level(0.28, 0.004, 0.354),
        Sensitivity.HIGH: Level(0.09, 0.050, 0.752),
    },
    "mistranslation": {
        Sensitivity.LOW: Level(0.7, 0.002, 0.019),
        Sensitivity.NORMAL: Level(0.65, 0.002, 0.040),
        Sensitivity.HIGH: Level(0.40, 0.048, 0.450),
    },
}
"""Levels by the sort of risk."""


def describe() -> str:
    """Return how often each sensitivity raises an alarm on a sound pair, by sort, as a phrase."""
    parts = []
    for sensitivity in Sensitivity:
        rates = " and ".join(f"{100 * LEVELS[sort][sensitivity].alarms:.1f} %" for sort in LEVELS)
        parts.append(f"{sensitivity.value} {rates}")
    return ", ".join(parts)


def level(sort: str, sensitivity: Sensitivity) -> Level:
    """Return the level of a sort, which is a name of `Risk`."""
    return LEVELS[sort][sensitivity]
