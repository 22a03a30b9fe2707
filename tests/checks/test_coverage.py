"""Segments without counterpart."""

from dataclasses import replace

from align.checks.coverage import check_addition, check_omission
from align.types import File, Finding, Place, Span
from tests.conftest import make_pair


def test_omission_marks_source_and_gap(run, terms):
    pair = make_pair("進口持平。", "", number=1)
    gap = Place(File("brief", "Exports fell."), Span(13, 13))
    (finding,) = [
        f
        for f in check_omission([replace(pair, target_gap=gap, confidence=0.9)], None)
        if isinstance(f, Finding)
    ]
    assert [place.text for place in finding.source] == ["進口持平。"]
    assert [place.span for place in finding.target] == [(13, 13)]
    assert finding.confidence == 0.9


def test_addition_marks_target_and_gap(run):
    (finding,) = run(check_addition, ("出口下降。", "Exports fell."), ("", "Analysts were alarmed."))
    assert [place.text for place in finding.target] == ["Analysts were alarmed."]
    assert finding.category == "accuracy/addition"


def test_covered_segments_are_silent(run):
    assert run(check_omission, ("出口下降。", "Exports fell.")) == []
    assert run(check_addition, ("出口下降。", "Exports fell.")) == []
