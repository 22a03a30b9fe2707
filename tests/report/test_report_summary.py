"""How the summary says what was compared."""

from __future__ import annotations

import pytest

from align.report.summary import Summary, describe_findings, quantity, total
from align.types import Hidden, Severity


def summary_of(**hidden: float) -> Summary:
    return Summary(1, 3, ((Severity.MAJOR, 0),), (), (), Hidden(**hidden))


@pytest.mark.parametrize(
    ("hidden", "said"),
    [
        ({}, "3 pairs, no findings"),
        ({"threshold": 0.5}, "3 pairs, no findings"),
        ({"accepted": 2}, "3 pairs, no findings (2 accepted)"),
        ({"uncertain": 1, "threshold": 0.5}, "3 pairs, no findings (1 below confidence 0.5)"),
        (
            {"unchanged": 4, "doubted": 1},
            "3 pairs, no findings (4 in unchanged pairs, 1 doubted by the second opinion)",
        ),
        (
            {"accepted": 1, "unchanged": 1, "uncertain": 2, "threshold": 0.75},
            "3 pairs, no findings (1 accepted, 1 in unchanged pairs, 2 below confidence 0.75)",
        ),
    ],
)
def test_why_findings_are_hidden(hidden, said):
    assert describe_findings(summary_of(**hidden)) == said


def test_how_to_see_what_is_uncertain():
    hint = "look closer"
    assert describe_findings(summary_of(accepted=1), hint=hint) == "3 pairs, no findings (1 accepted)"
    some = summary_of(accepted=1, uncertain=1, threshold=0.5)
    said = "3 pairs, no findings (1 accepted, 1 below confidence 0.5: look closer)"
    assert describe_findings(some, hint=hint) == said


@pytest.mark.parametrize(
    ("thresholds", "said"),
    [((0.5, 0.5), "2 below confidence 0.5"), ((0.5, 0.9), "2 below the confidence asked for")],
)
def test_several_thresholds(thresholds, said):
    summaries = [summary_of(uncertain=1, threshold=one) for one in thresholds]
    # What hides nothing has no say.
    assert said in describe_findings(total([*summaries, summary_of(threshold=0.1)]))


@pytest.mark.parametrize(
    ("count", "plural", "said"),
    [
        (2, "numbers", "2 numbers"),
        (1, "numbers", "1 number"),
        (1, "entities", "1 entity"),
        (1, "words with opposites", "1 word with opposites"),
        (1, "pairs judged", "1 pair judged"),
        (1, "target segments", "1 target segment"),
        (0, "words with opposites", "0 words with opposites"),
    ],
)
def test_quantities(count, plural, said):
    assert quantity(count, plural) == said
