"""How risky a pair must be for a finding of the judge, and what comes of it."""

from __future__ import annotations

from typing import NamedTuple

from align.types import Sensitivity


class Level(NamedTuple):
    """One sort of finding at one sensitivity.

    Attributes:
        least: Probability or risk from which there is a finding.
        alarms: Share of sound translations that reach `least`.
        found: Share of those with an error of the sort that reach it; omissions and additions at its place.
        clear: Probability from which it is major; none where the judge cannot prove it.
    """

    least: float
    alarms: float
    found: float
    clear: float | None = None


# Omissions and additions: of stretches (doubt.py), in ordinary translations of sentences of briefs that the
# judge was not trained on, by weights of other subjects (bench/judge/fit_doubt.py). Mistranslations: risks of
# pairs on half of WMT23 zh-en MQM, by judges and weights of other documents (bench/judge/fit.py), before the
# last step of training.
LEVELS: dict[str, dict[Sensitivity, Level]] = {
    "omission": {
        Sensitivity.LOW: Level(0.8, 0.002, 0.550, clear=0.9),
        Sensitivity.NORMAL: Level(0.6, 0.013, 0.654, clear=0.8),
        Sensitivity.HIGH: Level(0.35, 0.033, 0.727, clear=0.6),
    },
    "addition": {
        Sensitivity.LOW: Level(0.7, 0.002, 0.483, clear=0.9),
        Sensitivity.NORMAL: Level(0.6, 0.008, 0.550, clear=0.8),
        Sensitivity.HIGH: Level(0.35, 0.033, 0.696, clear=0.6),
    },
    "mistranslation": {
        Sensitivity.LOW: Level(0.7, 0.002, 0.019),
        Sensitivity.NORMAL: Level(0.65, 0.002, 0.040),
        Sensitivity.HIGH: Level(0.40, 0.048, 0.450),
    },
}
"""Levels by the sort of finding."""


def describe() -> str:
    """Return how often each sensitivity raises an alarm on a sound pair, by sort, as a phrase."""
    parts = []
    for sensitivity in Sensitivity:
        rates = [f"{100 * LEVELS[sort][sensitivity].alarms:.1f}" for sort in LEVELS]
        parts.append(f"{sensitivity.value} {', '.join(rates[:-1])} and {rates[-1]} %")
    return "; ".join(parts)


def level(sort: str, sensitivity: Sensitivity) -> Level:
    """Return the level of a sort, which is the id of a rule."""
    return LEVELS[sort][sensitivity]
