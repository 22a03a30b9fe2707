"""From judgements to risks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.cli import main
from align.config import Settings
from align.judge.risk import SORTS, figures, logits, probability, terms
from align.judge.sensitivity import LEVELS, describe, level
from align.types import Sensitivity

SOUND = "國防部長週五訪問東京,並會見日本首相。"
GOOD = "The defence minister visited Tokyo on Friday and met the Japanese prime minister."
FOUND = {"found", "found_omission", "found_addition", "found_mistranslation"}


def risks(judgement):
    return {sort: probability(value) for sort, value in logits(figures(judgement)).items()}


def test_every_figure_has_its_weights(ask):
    named = {term.name for term in terms()}
    known = set(figures(ask(SOUND, GOOD))) | FOUND
    assert named <= known
    # What is the same for every pair has none: nobody marks bad English in Chinese.
    constant = {f"source_{kind}_{run}" for kind in ("odd", "gap") for run in ("all", "2", "5")}
    assert known - named == constant | {"found_addition"}
    assert all(len(term.weights) == len(SORTS) and term.low <= term.high for term in terms())


@pytest.mark.parametrize(
    ("worse", "sort"),
    [
        ("The defence minister visited Tokyo on Friday.", "omission"),
        (f"{GOOD[:-1]}, and several large insurers have already withdrawn from the market.", "addition"),
        ("The defence minister left Moscow in June and met the French trade delegation.", "mistranslation"),
    ],
)
def test_a_worse_translation_has_the_higher_risk_and_the_lower_quality(ask, worse, sort):
    good, bad = risks(ask(SOUND, GOOD)), risks(ask(SOUND, worse))
    assert bad[sort] > 1.5 * good[sort]
    assert bad["penalty"] > good["penalty"]


@given(st.dictionaries(st.sampled_from([term.name for term in terms()]), st.floats(allow_nan=False)))
def test_no_figure_is_too_odd(values):
    for value in logits(values).values():
        assert 0 <= probability(value) <= 1


def test_nothing_is_told_by_nothing():
    assert set(logits({})) == set(SORTS)


@pytest.mark.parametrize("sort", LEVELS)
def test_more_sensitive_finds_more_and_errs_more(sort):
    low, normal, high = (level(sort, one) for one in Sensitivity)
    assert low.least > normal.least > high.least
    assert low.alarms <= normal.alarms <= high.alarms
    assert low.found <= normal.found <= high.found


def test_the_help_tells_the_measured_alarms(capsys):
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert describe() in shown
    low = [
        f"{100 * level(sort, Sensitivity.LOW).alarms:.1f}"
        for sort in ("omission", "addition", "mistranslation")
    ]
    assert describe().startswith(f"low {low[0]}, {low[1]} and {low[2]} %; normal ")


def test_the_default_is_normal():
    assert Settings().sensitivity is Sensitivity.NORMAL
