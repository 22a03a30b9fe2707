"""Facts about characters: what folding makes of them, and that it moves nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text import (
    display_width,
    fold_chinese,
    fold_latin,
    lower_case,
    says_something,
    script_votes,
    show_controls,
    to_half_width,
)


@pytest.mark.parametrize(
    ("fold", "text", "expected"),
    [
        (fold_chinese, "總參謀部情報總局", "总参谋部情报总局"),
        (fold_chinese, "安德烈・索爾達托夫", "安德烈·索尔达托夫"),
        (fold_chinese, "Ｇ２０峰會", "G20峰会"),
        (fold_latin, "Erdoğan’s “İmamoğlu”", "Erdogan's “Imamoglu”"),
        (fold_latin, "Mid‑2025", "Mid-2025"),
        (lower_case, "卡拉OK", "卡拉ok"),
        (lower_case, "Ekrem İmamoğlu", "ekrem İmamoğlu"),
        (lower_case, "STRASSE, Straße", "strasse, straße"),
        (to_half_width, "（３．２億）", "(3.2億)"),
    ],
)
def test_fold(fold, text, expected):
    assert fold(text) == expected


@given(st.text())
def test_folding_moves_nothing(text):
    for fold in (fold_chinese, fold_latin, lower_case, to_half_width):
        assert len(fold(text)) == len(text)
        assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "width"),
    [("GRU", 3), ("格魯烏", 6), ("ﾊﾟ", 2), ("e\u0301", 1), ("a\u200bb", 2), ("", 0), ("😀", 2)],
)
def test_display_width(text, width):
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("text", "expected"),
    [("出口", True), ("A.", True), ("3", True), ("……", False), ("😀 *", False), ("", False)],
)
def test_says_something(text, expected):
    assert says_something(text) is expected


def test_controls_are_shown():
    assert show_controls("a\u202eb\tc") == "a<U+202E>b<U+0009>c"
    assert show_controls("a\tb\n", keep="\t\n") == "a\tb\n"


@pytest.mark.parametrize(
    ("text", "votes"), [("國會", (2, 0)), ("国会后", (0, 2)), ("台北人口", (0, 0)), ("", (0, 0))]
)
def test_script_votes(text, votes):
    assert script_votes(text) == votes
