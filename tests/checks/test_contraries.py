"""Phrases that contradict one another."""

from __future__ import annotations

import pytest

from align.checks.contraries import judge_contraries
from align.checks.words import Matched
from tests.checks.conftest import cases
from tests.conftest import make_pair

RULES = ("date", "direction", "negation", "quantifier")
WRONG = cases("contraries_wrong.tsv")
RIGHT = cases("contraries_right.tsv")


def findings(chinese, english, *, reverse=False):
    texts = (english, chinese) if reverse else (chinese, english)
    matched = Matched(make_pair(*texts, reverse=reverse), None)
    return [finding for rule in RULES for finding in judge_contraries(matched, rule)]


@pytest.mark.parametrize(("rule", "chinese", "english", "said", "written"), WRONG)
@pytest.mark.parametrize("reverse", [False, True])
def test_a_contrary_is_found(rule, chinese, english, said, written, reverse):
    (finding,) = findings(chinese, english, reverse=reverse)
    places = [finding.source[0].text, finding.target[0].text]
    assert finding.rule == rule
    assert (places[::-1] if reverse else places) == [said, written]


@pytest.mark.parametrize(("chinese", "english"), RIGHT)
def test_what_is_said_somewhere_is_right(chinese, english):
    assert not findings(chinese, english)
