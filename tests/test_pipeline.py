"""What the pipeline does with findings of rules and of the judge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.config import Settings
from align.pipeline import _is_sure, _without_repeats
from align.types import Finding, Severity
from tests.conftest import make_pair

PAIR, OTHER = make_pair("出口下降。", "Exports fell."), make_pair("出口下降。", "Exports fell.", number=1)


def found(rule, start, end, severity=Severity.MAJOR, *, pair=PAIR, sure=0.9, category="accuracy/omission"):
    place = pair.source[0].place.part(start, end)
    return Finding(rule, category, severity, sure, "message", (place,), (), pair)


NAMED = found("entity", 0, 2)


@pytest.mark.parametrize(
    ("of_judge", "stays"),
    [
        (found("omission", 0, 2), False),
        (found("omission", 1, 4, Severity.MINOR), False),
        (found("omission", 2, 4), True),
        (found("omission", 0, 2, pair=OTHER), True),
        # What a rule finds less grave explains nothing away.
        (found("omission", 0, 2, Severity.CRITICAL), True),
    ],
)
def test_where_a_rule_can_say_why_the_judge_is_silent(of_judge, stays):
    assert _without_repeats([NAMED, of_judge]) == [NAMED, of_judge][: 1 + stays]


@pytest.mark.parametrize(
    ("doubtful", "stays"),
    [
        (found("mistranslation", 1, 4, Severity.MINOR), False),
        (found("mistranslation", 2, 4, Severity.MINOR), True),
        (found("mistranslation", 0, 2, Severity.MINOR, pair=OTHER), True),
        # Missing here and added there are two things.
        (found("addition", 0, 2, Severity.MINOR), True),
    ],
)
def test_words_that_are_missing_are_not_doubtful_too(doubtful, stays):
    missing = found("omission", 0, 2, Severity.MINOR)
    assert _without_repeats([missing, doubtful]) == [missing, doubtful][: 1 + stays]


def test_what_is_left_out_leaves_nothing_out():
    missing = found("omission", 1, 4, Severity.MINOR)
    doubtful = found("mistranslation", 2, 4, Severity.MINOR)
    assert _without_repeats([NAMED, missing, doubtful]) == [NAMED, doubtful]


def test_findings_of_form_explain_nothing_away():
    of_form = replace(NAMED, category="structure/punctuation")
    of_judge = found("omission", 0, 2)
    assert _without_repeats([of_form, of_judge]) == [of_form, of_judge]


@pytest.mark.parametrize(
    ("finding", "least", "is_sure"),
    [
        (found("entity", 0, 2, sure=0.4), 0.5, False),
        (found("entity", 0, 2, sure=0.4), 0.3, True),
        (found("omission", 0, 2, sure=0.1), 0.5, True),
        (found("omission", 0, 2, sure=0.1), 0.0, True),
        # Whoever asks for more than the default gets it of the judge, too.
        (found("omission", 0, 2, sure=0.5), 0.6, False),
        (found("omission", 0, 2, sure=0.7), 0.6, True),
    ],
)
def test_the_judge_is_let_through_by_its_sensitivity(finding, least, is_sure):
    assert _is_sure(finding, Settings(min_confidence=least)) is is_sure
