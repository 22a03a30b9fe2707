"""Figures, dates, units and currencies in pairs as translators write them, right and wrong, both ways.

The tables read here were written for these tests; they hold no text of a brief or of another data set.
"""

import pytest

from align.checks.date import check_date
from align.checks.number import check_number
from align.checks.unit import check_unit
from align.types import Severity
from tests.checks.conftest import cases

CHECKS = (check_number, check_date, check_unit)
RIGHT = cases("amounts_right.tsv") + cases("sentences_right.tsv") + cases("traps_right.tsv")
RIGHT += cases("general_right.tsv")
WRONG = cases("amounts_wrong.tsv") + cases("sentences_wrong.tsv") + cases("fresh_wrong.tsv")
WRONG += cases("general_wrong.tsv")
FOUND = [row for row in WRONG if row[0] != "missed"]


def findings(run, source, target, *, reverse):
    return [f for check in CHECKS for f in run(check, (source, target), reverse=reverse)]


@pytest.mark.parametrize(("chinese", "english"), RIGHT)
def test_a_right_pair_has_no_finding(run, chinese, english):
    assert findings(run, chinese, english, reverse=False) == []
    assert findings(run, english, chinese, reverse=True) == []


@pytest.mark.parametrize(("rules", "chinese", "english"), FOUND)
def test_an_error_is_found_once_by_its_rule(run, rules, chinese, english):
    for texts, reverse in (((chinese, english), False), ((english, chinese), True)):
        (finding,) = findings(run, *texts, reverse=reverse)
        assert finding.rule in rules.split(",")
        assert finding.severity >= Severity.MAJOR
        assert finding.confidence >= 0.5


@pytest.mark.parametrize(("chinese", "english"), [row[1:] for row in WRONG if row[0] == "missed"])
@pytest.mark.xfail(strict=True, reason="not found yet")
def test_an_error_that_is_missed(run, chinese, english):
    assert any(f.severity >= Severity.MAJOR for f in findings(run, chinese, english, reverse=False))


def test_the_tables_are_large_and_no_pair_stands_twice():
    assert len(RIGHT) >= 200
    assert len(WRONG) >= 200
    assert len({row[-2:] for row in RIGHT + WRONG}) == len(RIGHT) + len(WRONG)
