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
# pairs on half of WMT23 zh-en MQM, by judges and weights of other documents (bench/judge/fit.py).
LEVELS: dict[str, dict[Sensitivity, Level]] = {
    "omission": {
        Sensitivity.LOW: Level(0.9, 0.002, 0.506, clear=0.95),
        Sensitivity.NORMAL: Level(0.6, 0.015, 0.719, clear=0.85),
        Sensitivity.HIGH: Level(0.35, 0.025, 0.771, clear=0.6),
    },
    "addition": {
        Sensitivity.LOW: Level(0.8, 0.004, 0.556, clear=0.95),
        Sensitivity.NORMAL: Level(0.6, 0.010, 0.679, clear=0.9),
        Sensitivity.HIGH: Level(0.35, 0.021, 0.773, clear=0.6),
    },
    "mistranslation": {
        Sensitivity.LOW: Level(0.7, 0.002, 0.010),
        Sensitivity.NORMAL: Level(0.65, 0.004, 0.037),
        Sensitivity.HIGH: Level(0.40, 0.064, 0.448),
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
