"""A verdict is evidence: it moves the odds and changes nothing else."""

import pytest

from align.fingerprint import fingerprint
from align.opinion.question import WORDS, Verdict
from align.opinion.weight import RATIOS, update, weigh
from align.types import Finding, Severity

from ..conftest import make_pair


@pytest.mark.parametrize(
    ("before", "word", "after"),
    [
        (0.5, "error", 0.75),
        (0.75, "no error", 0.5),
        (0.9, "error", 0.9643),
        (0.9, "no error", 0.75),
        (0.6, "unsure", 0.6),
        (0.0, "error", 0.0),
        (1.0, "no error", 1.0),
    ],
)
def test_odds_are_multiplied(before, word, after):
    assert round(update(before, RATIOS[word]), 4) == after


def test_each_verdict_has_a_ratio_and_opposite_ones_cancel_out():
    assert set(RATIOS) == set(WORDS)
    assert RATIOS["error"] * RATIOS["no error"] == pytest.approx(RATIOS["unsure"])


@pytest.mark.parametrize("reason", ["", "The GRU is meant."])
def test_evidence_is_added_and_the_name_stays(reason):
    pair = make_pair("格魯烏", "the KGB")
    places = [(pair.source[0].place,), (pair.target[0].place,)]
    before = Finding(
        "entity", "accuracy", Severity.MAJOR, 2 / 3, "m", *places, pair, evidence=(("found", "su-kgb"),)
    )
    after = weigh(before, Verdict("no error", reason), "stub-1")
    assert after.confidence == pytest.approx(0.4)
    assert dict(after.evidence) == {
        "found": "su-kgb",
        "judge": "no error",
        "judge-model": "stub-1",
        **({"judge-reason": reason} if reason else {}),
        "confidence-before": 0.6667,
    }
    assert (fingerprint(after), after.severity) == (fingerprint(before), before.severity)
