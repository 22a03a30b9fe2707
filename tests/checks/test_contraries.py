"""Phrases that contradict one another."""

from __future__ import annotations

import re

import pytest

from align.checks.contraries import _load, judge_contraries
from align.checks.words import Matched
from tests.checks.conftest import cases
from tests.conftest import make_pair

RULES = ("date", "direction", "negation", "quantifier")
WRONG = cases("contraries_wrong.tsv")
RIGHT, UNREAD = cases("contraries_right.tsv"), cases("contraries_unread.tsv")


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


def met(chinese, english):
    """Return the contraries of which both phrases stand there."""
    pair = Matched(make_pair(chinese, english), None)
    texts = pair.chinese.text, pair.english.text
    return [one for one in _load() if all(map(re.search, (one.chinese, one.english), texts))]


@pytest.mark.parametrize(("chinese", "english"), RIGHT)
def test_what_is_said_somewhere_is_right(chinese, english):
    assert met(chinese, english)
    assert not findings(chinese, english)


@pytest.mark.parametrize(("chinese", "english"), UNREAD)
def test_what_only_looks_like_a_phrase_is_not_read(chinese, english):
    assert not met(chinese, english)


def test_what_excuses_only_nearby_has_a_reach():
    assert all(bool(one.excused_near) == bool(one.reach) for one in _load())
