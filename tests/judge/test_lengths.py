"""What lengths tell of a pair."""

from __future__ import annotations

import math
from functools import partial

import pytest

from align.judge.lengths import measure, of_pair
from tests.checks.conftest import make_pair

# Seven words for ten characters are usual.
TEN = "出口下降進口持平五六"
SEVEN = "one two three four five six seven"

from_chinese = partial(measure, from_chinese=True)


def test_a_usual_pair_lacks_nothing_and_has_nothing_more():
    shortfall, excess, characters = from_chinese(TEN, SEVEN)
    assert (shortfall, excess) == pytest.approx((0, 0))
    assert characters == pytest.approx(math.log(20))


@pytest.mark.parametrize(("source", "target", "is_chinese"), [(TEN, SEVEN, True), (SEVEN, TEN, False)])
def test_from_either_language(source, target, is_chinese):
    longer = measure(source, target + target, from_chinese=is_chinese)
    assert longer.excess > 0.3
    assert longer.shortfall == 0
    shorter = measure(source + source, target, from_chinese=is_chinese)
    assert shorter.shortfall > 0.3
    assert shorter.excess == 0


@pytest.mark.parametrize(("source", "target"), [("", ""), ("Soldatov", "Soldatov"), ("2025", "2025")])
def test_without_chinese_there_is_no_length_to_expect(source, target):
    assert from_chinese(source, target)[:2] == (0, 0)


def test_of_a_pair():
    assert of_pair(make_pair(TEN, SEVEN)) == from_chinese(TEN, SEVEN)
    assert of_pair(make_pair(SEVEN, TEN, reverse=True)) == measure(SEVEN, TEN, from_chinese=False)


def test_english_that_quotes_chinese_is_english():
    source, target = "GCAP是", "GCAP (全球作戰航空計畫)"
    assert of_pair(make_pair(source, target)) == from_chinese(source, target)
    assert from_chinese(source, target).excess < 0.1
