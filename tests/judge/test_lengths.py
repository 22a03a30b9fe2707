"""What lengths tell of a pair."""

from __future__ import annotations

import math

import pytest

from align.judge.lengths import measure, of_pair
from tests.conftest import make_pair

# Seven words for ten characters are usual.
TEN = "出口下降進口持平五六"
SEVEN = "one two three four five six seven"


def test_a_usual_pair_lacks_nothing_and_has_nothing_more():
    shortfall, excess, characters = measure(TEN, SEVEN)
    assert (shortfall, excess) == pytest.approx((0, 0))
    assert characters == pytest.approx(math.log(20))


@pytest.mark.parametrize(("source", "target"), [(TEN, SEVEN), (SEVEN, TEN)])
def test_from_either_language(source, target):
    assert measure(source, target + target).excess > 0.3
    assert measure(source, target + target).shortfall == 0
    assert measure(source + source, target).shortfall > 0.3
    assert measure(source + source, target).excess == 0


@pytest.mark.parametrize(("source", "target"), [("", ""), ("Soldatov", "Soldatov"), ("2025", "2025")])
def test_without_chinese_there_is_no_length_to_expect(source, target):
    assert measure(source, target)[:2] == (0, 0)


def test_of_a_pair():
    assert of_pair(make_pair(TEN, SEVEN)) == measure(TEN, SEVEN)
