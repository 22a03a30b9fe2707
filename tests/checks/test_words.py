"""Words, clauses and cues of a side."""

from __future__ import annotations

import pytest

from align.checks import cues
from align.checks.words import Matched, Side, lemma
from tests.conftest import make_pair


def sides(chinese, english):
    pair = make_pair(chinese, english)
    return Side(pair.source), Side(pair.target)


def found(table, side):
    return [(side.text[cue.start : cue.end], cue.kind) for cue in cues.load(table).find(side)]


def test_words_and_clauses():
    chinese, english = sides(
        "政府放寬審查，但未取消。", "On May 9, U.S. reviews fell 3.5 percent; they weren't lifted."
    )
    assert [token.key for token in chinese.content] == ["政府", "放宽", "审查", "但", "未", "取消"]
    assert (chinese.clauses, english.clauses) == (2, 3)
    assert [token.key for token in english.content] == ["review", "fall", "percent", "lift"]
    assert chinese.place(2, 4).text == "放寬"


@pytest.mark.parametrize(
    ("form", "base"), [("fell", "fall"), ("grew", "grow"), ("tightened", "tighten"), ("sold", "sell")]
)
def test_lemma(form, base):
    assert lemma(form) == lemma(base)


def test_a_letter_whose_lower_case_is_longer_moves_nothing():
    _, english = sides("字", "İİ not here")
    assert english.place(*english.tokens[-1][:2]).text == "here"


@pytest.mark.parametrize(
    ("table", "chinese", "expected"),
    [
        ("negation", "尚未", [("尚未", "hard")]),
        ("negation", "不無憂心", [("不无", "double")]),
        ("negation", "未來的無人機", []),
        ("quantifier", "大多數", [("大多数", "most")]),
        ("quantifier", "全球", []),
        ("modality", "大數據庫", []),
        ("modality", "據傳", [("据传", "hearsay!")]),
    ],
)
def test_the_longest_cue_counts(table, chinese, expected):
    assert found(table, sides(chinese, "x")[0]) == expected


@pytest.mark.parametrize(
    ("table", "english", "expected"),
    [
        ("negation", "It hasn't, and cannot", [("hasn't", "hard"), ("cannot", "hard")]),
        ("negation", "No. 5", []),
        ("negation", "knot nothingness", []),
        ("modality", "in May", []),
        ("modality", "it may", [("may", "possible!")]),
        ("quantifier", "the most advanced", []),
    ],
)
def test_english_cues(table, english, expected):
    assert found(table, sides("字", english)[1]) == expected


def test_without_contexts_only_the_dictionary_tells():
    matched = Matched(make_pair("提交報告", "submitted something"), None)
    first, second = matched.chinese.content
    assert matched.in_english(first).is_sure
    assert not matched.in_english(second).is_sure


def test_a_long_text_takes_no_longer_a_word():
    chinese, english = sides("並非不可能沒有" * 15000, "may not be un" * 20000)
    assert found("negation", chinese)
    assert found("modality", english)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("recognise", "recognized", True), ("organisation", "organization", True),
        ("promise", "promiz", False), ("advised", "advized", False),
    ],
)  # fmt: skip
def test_british_and_american_spellings_are_one_word(one, other, same):
    assert (lemma(one) == lemma(other)) is same
