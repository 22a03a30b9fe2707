"""Segments without counterpart."""

from dataclasses import replace

import pytest

from align.checks import Context
from align.checks.coverage import check_addition, check_omission
from align.types import File, Finding, Place, Span
from tests.conftest import make_document, make_pair


def test_omission_marks_source_and_gap(run, terms):
    pair = make_pair("進口持平。", "", number=1)
    gap = Place(File("brief", "Exports fell."), Span(13, 13))
    (finding,) = [
        f
        for f in check_omission(
            [replace(pair, target_gap=gap, confidence=0.9)], Context(make_document([pair]), terms)
        )
        if isinstance(f, Finding)
    ]
    assert [place.text for place in finding.source] == ["進口持平。"]
    assert [place.span for place in finding.target] == [(13, 13)]
    assert finding.confidence == 0.9


def test_addition_marks_target_and_gap(run):
    (finding,) = run(check_addition, ("出口下降。", "Exports fell."), ("", "Analysts were alarmed."))
    assert [place.text for place in finding.target] == ["Analysts were alarmed."]
    assert finding.category == "accuracy/addition"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Analysts were alarmed.", "Analysts were alarmed."),
        ("The Azerbaijani president has voiced support for it.", "The Azerbaijani president has voiced …"),
        ("A" * 41, f"{'A' * 40} …"),
        ("出口" * 19 + "US下降。", f"{'出口' * 19}US …"),
        ("出口" * 19 + "USA下降。", f"{'出口' * 19} …"),
    ],
)
def test_a_long_text_is_quoted_up_to_a_whole_word(run, text, quoted):
    (finding,) = run(check_addition, ("", text))
    assert finding.message == f"text has no source: {quoted}"


@pytest.mark.parametrize("marks", ["***", "。", "——", "……", "😀", "( )"])
def test_marks_alone_need_no_translation(run, marks):
    assert run(check_omission, (marks, "")) == []
    assert run(check_addition, ("", marks)) == []


def test_covered_segments_are_silent(run):
    assert run(check_omission, ("出口下降。", "Exports fell.")) == []
    assert run(check_addition, ("出口下降。", "Exports fell.")) == []
