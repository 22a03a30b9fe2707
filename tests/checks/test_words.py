"""Words, clauses and cues of a side."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
import pytest

from align.checks import cues
from align.checks.words import Matched, Side, lemma
from align.encode import PackedStates
from align.encode.windows import pack
from align.knowledge import glosses
from align.states import Likeness
from tests.conftest import make_pair


def sides(chinese, english):
    pair = make_pair(chinese, english)
    return Side(pair.source), Side(pair.target)


def with_contexts(chinese, english):
    """Return a pair whose words are matched by states drawn at random, one for each character."""
    pair = make_pair(chinese, english)
    texts = [segment.text for segment in (*pair.source, *pair.target)]
    states = np.random.default_rng(1).normal(size=(sum(map(len, texts)), 8)).astype(np.float32)
    spans = np.array([(n, n + 1) for text in texts for n in range(len(text))], np.int32)
    tokens = PackedStates(*pack(states), spans, np.array([0, *accumulate(map(len, texts))], np.int64))
    return Matched(pair, Likeness((pair.source, pair.target), tokens, [np.zeros(8, np.float32)] * 2))


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
    ("offset", "word"), [(0, "政府"), (1, "政府"), (2, "放宽"), (6, None), (7, "但"), (99, None)]
)
def test_the_word_that_a_character_belongs_to(offset, word):
    chinese, _ = sides("政府放寬審查，但未取消", "x")
    token = chinese.token_at(offset)
    assert (token and token.key) == word


def test_a_counterpart_is_the_word_most_alike_with_the_dictionary_in_its_favour():
    one = with_contexts("政府放寬審查，但未取消禁令。", "The government eased reviews but kept the ban.")
    for chinese in one.chinese.content:
        glossed = glosses.load().of(chinese.key)
        scores = {
            english: one.cosine(chinese, english) + 0.3 * (english.key in glossed)
            for english in one.english.content
        }
        found = one.in_english(chinese)
        assert scores[found.token] == pytest.approx(max(scores.values()))
        assert found.cosine == pytest.approx(one.cosine(chinese, found.token), abs=1e-5)
        assert found.known == (found.token.key in glossed)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("recognise", "recognized", True), ("organisation", "organization", True),
        ("promise", "promiz", False), ("advised", "advized", False),
    ],
)  # fmt: skip
def test_british_and_american_spellings_are_one_word(one, other, same):
    assert (lemma(one) == lemma(other)) is same
