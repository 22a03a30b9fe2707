"""Segments without counterpart and text left untranslated."""

import time
from dataclasses import replace

import pytest

from align.checks.coverage import check_addition, check_omission, check_untranslated
from align.types import File, Place, Span
from tests.conftest import make_pair


def test_omission_marks_source_and_gap(run, terms):
    pair = make_pair("進口持平。", "", number=1)
    gap = Place(File("brief", "Exports fell."), Span(13, 13))
    (finding,) = [
        f for f in check_omission([replace(pair, target_gap=gap, confidence=0.9)], None) if hasattr(f, "rule")
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


@pytest.mark.parametrize(
    ("chinese", "english", "left"),
    [
        ("啟動快速恢復機制", "triggered the 快速恢復 mechanism", ["快速恢復"]),
        ("对七种中重稀土实施管理", "on seven 中重稀土 elements", ["中重稀土"]),
        ("大基金三期", 'the third phase of the "Big Fund" 大基金', ["大基金"]),
        ("大基金三期", "the third phase of the Big Fund (大基金)", []),
        ("大基金三期", "the third phase of the 「大基金」", []),
        ("大基金三期", "the third phase of the Big Fund", []),
        ("大基金三期", "the ‘大基金’ of this year", []),
        ("大基金三期", "He’s for the 大基金 of China’s", ["大基金"]),
        ("大基金三期", 'a 12" wafer for the 大基金', ["大基金"]),
        ("大基金三期", 'a "12" wafer" for the 大基金', ["大基金"]),
        ("大基金三期", 'the "Big 5" 大基金', ["大基金"]),
        ("大基金三期", "1) good :) the Big Fund (大基金)", []),
        ("兩岸關係與一國兩制", "cross-strait ties (兩岸關係) and 一國兩制", ["一國兩制"]),
    ],
)
def test_chinese_left_in_english(run, chinese, english, left):
    findings = run(check_untranslated, (chinese, english))
    assert [finding.target[0].text for finding in findings] == left


@pytest.mark.parametrize(
    ("english", "chinese", "count"),
    [
        ("Exports fell sharply last year.", "Exports fell sharply last year.", 1),
        ("Exports fell sharply last year.", "去年出口驟降。", 0),
        ("NVIDIA H100 GPU", "NVIDIA H100 GPU", 0),
        ("The CPTPP grew.", "CPTPP擴大。", 0),
        ("Foreign Affairs, March/April 2024", "Foreign Affairs, March/April 2024", 0),
        ("See https://example.org/exports", "See https://example.org/exports", 0),
        ("Foreign Policy, March 2024", "Foreign Affairs, March/April 2024", 1),
    ],
)
def test_english_left_in_chinese(run, english, chinese, count):
    assert len(run(check_untranslated, (english, chinese), reverse=True)) == count


def test_a_long_segment_takes_no_longer_a_word(run):
    start = time.perf_counter()
    assert len(run(check_untranslated, ("文", "word 字 " * 8000))) == 8000
    assert time.perf_counter() - start < 2
