"""Steps of an order that take no figure: courts, instances, bases of comparison, kinds of profit."""

from itertools import product

import pytest

from align.checks import senses
from align.checks.levels import judge_levels
from align.checks.words import Matched
from align.types import Severity
from tests.checks.conftest import cases
from tests.conftest import make_pair

RULES = ("entity", "quantifier")


def findings(chinese, english, *, reverse=False):
    texts = (english, chinese) if reverse else (chinese, english)
    matched = Matched(make_pair(*texts, reverse=reverse), None)
    return [finding for rule in RULES for finding in judge_levels(matched, rule)]


@pytest.mark.parametrize("reverse", [False, True], ids=["from Chinese", "from English"])
@pytest.mark.parametrize(("rule", "chinese", "english", "said", "written"), cases("levels_wrong.tsv"))
def test_another_step_is_found(rule, chinese, english, said, written, reverse):
    (finding,) = findings(chinese, english, reverse=reverse)
    places = [finding.source[0].text, finding.target[0].text]
    assert (finding.rule, finding.severity) == (rule, Severity.MAJOR)
    assert (places[::-1] if reverse else places) == [said, written]


def is_met(chinese, english):
    """Return whether a step stands there with another of its scale."""
    pair = Matched(make_pair(chinese, english), None)
    return any(
        one is not other and one.chinese.search(pair.chinese.text) and other.english.search(pair.english.text)
        for scale in senses.load("levels")
        for one, other in product(scale.senses, repeat=2)
    )


@pytest.mark.parametrize(("chinese", "english"), cases("levels_right.tsv"))
def test_what_is_said_somewhere_is_right(chinese, english):
    assert is_met(chinese, english)
    assert not findings(chinese, english)


@pytest.mark.parametrize(("chinese", "english"), cases("levels_unread.tsv"))
def test_what_only_looks_like_a_step_is_not_read(chinese, english):
    assert not is_met(chinese, english)


def test_every_scale_belongs_to_a_rule():
    assert {scale.name.partition(" ")[0] for scale in senses.load("levels")} == set(RULES)
