"""Figures that changed places between what they count."""

import pytest

from align.checks.counted import judge_counted
from align.checks.number import check_number
from align.checks.pairing import find_mentions
from align.checks.words import Matched
from align.types import Severity
from tests.checks.conftest import cases
from tests.conftest import make_pair

WRONG, RIGHT = cases("counted_wrong.tsv"), cases("counted_right.tsv")


@pytest.mark.parametrize("reverse", [False, True], ids=["from Chinese", "from English"])
@pytest.mark.parametrize(("chinese", "english"), WRONG)
def test_figures_that_changed_places_are_one_finding(reader, chinese, english, reverse):
    (finding,) = reader(check_number, WRONG, reverse=reverse)[chinese, english]
    assert finding.severity is Severity.MAJOR
    assert finding.message.endswith("changed places")
    assert len(finding.source) == len(finding.target) == 2


@pytest.mark.parametrize("reverse", [False, True], ids=["from Chinese", "from English"])
def test_another_order_is_let_pass(reader, reverse):
    found = reader(check_number, RIGHT, reverse=reverse)
    assert not [row for row, findings in found.items() if findings]


def test_without_contexts_nothing_is_said():
    pair = make_pair(*WRONG[1])
    sides = [find_mentions(side) for side in (pair.source, pair.target)]
    assert not list(judge_counted(Matched(pair, None), *sides))
