"""How likely nothing on the other side stands for some words."""

from __future__ import annotations

import math

import pytest

from align.judge.doubt import NAMES, doubt, figures
from align.judge.sensitivity import LEVELS
from align.judge.stage import Judgement, Side
from align.judge.stretches import Stretch
from align.types import Sensitivity
from tests.checks.conftest import make_pair

PAIR = make_pair("出口下降，進口持平。", "Exports fell while imports were flat.")
REVERSE = make_pair("Exports fell while imports were flat.", "出口下降，進口持平。", reverse=True)
NOTHING = Side((), *[None] * 5)
FIGURES = {"omission": 1.0, "addition": -3.0, "major": 0.5}


def told(text="進口持平", pair=PAIR, *, of_source=True, weight=2.0, matched=0.1, rendered=-2, **own):
    (segment,) = pair.source if of_source else pair.target
    start = segment.text.index(text)
    place = segment.place.part(start, start + len(text))
    stretch = Stretch(place, weight, rendered, matched)
    judgement = Judgement(pair, NOTHING, NOTHING, FIGURES | own)
    return doubt(stretch, judgement, of_source=of_source), figures(stretch, judgement, of_source=of_source)


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({"weight": 0.4}, {"weight": 3.0}),
        ({"matched": 0.8}, {"matched": 0.0}),
        ({"rendered": 3}, {"rendered": -3}),
        ({"omission": -4.0}, {"omission": 3.0}),
    ],
)
def test_what_speaks_for_a_gap(less, more):
    assert 0 < told(**less)[0] < told(**more)[0] < 1


def test_either_direction_asks_the_same_of_chinese():
    """What is omitted from Chinese is what is added to it, seen from the other side."""
    from_chinese = told(omission=2.0, addition=-2.0)
    into_chinese = told(pair=REVERSE, omission=-2.0, addition=2.0, of_source=False)
    assert from_chinese == into_chinese


def test_letters_count_less_than_characters():
    chinese = dict(zip(NAMES, told("進口持平")[1], strict=True))
    english = dict(zip(NAMES, told("imports were fla", of_source=False)[1], strict=True))
    assert english["log_size"] == chinese["log_size"]


def test_english_that_quotes_chinese_is_english():
    pair = make_pair("他談「躺平」。", "He spoke of lying flat (躺平).")
    size = dict(zip(NAMES, told("lying flat (躺平", pair, of_source=False)[1], strict=True))["log_size"]
    assert size == pytest.approx(math.log(len("lying flat (躺平") / 4))


def test_odd_figures_are_cut_off():
    assert told(omission=1e9) == told(omission=4.0)
    assert told(weight=1e9) == told(weight=6.0)


@pytest.mark.parametrize("sort", ["omission", "addition"])
def test_clear_is_more_than_shown_and_less_sensitive_asks_for_more(sort):
    levels = [LEVELS[sort][one] for one in (Sensitivity.HIGH, Sensitivity.NORMAL, Sensitivity.LOW)]
    assert all(level.least < level.clear for level in levels)
    assert [level.least for level in levels] == sorted(level.least for level in levels)
    assert [level.alarms for level in levels] == sorted((level.alarms for level in levels), reverse=True)
