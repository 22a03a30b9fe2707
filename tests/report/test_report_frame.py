"""Carets stand under the characters they mean, whatever those take on the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.report.frame import frame
from align.report.prose import visible
from align.text import display_width
from align.types import Span

# line, marks, text shown, carets: columns counted by hand.
CARETS = [
    ("abcdef", [(2, 4)], "abcdef", "  ^^"),
    ("中文abc", [(2, 3)], "中文abc", "    ^"),
    ("中文abc", [(1, 2)], "中文abc", "  ^^"),
    ("ＡＢＣ", [(1, 3)], "ＡＢＣ", "  ^^^^"),
    ("cafe\u0301 au lait", [(6, 8)], "cafe\u0301 au lait", "     ^^"),
    ("cafe\u0301", [(3, 5)], "cafe\u0301", "   ^"),
    ("a\u200bb\u200bc", [(4, 5)], "a\u200bb\u200bc", "  ^"),
    ("a\u00adb\u00adc", [(4, 5)], "a\u00adb\u00adc", "    ^"),  # terminals draw a soft hyphen
    ("a\u2060\ufeffb", [(3, 4)], "a\u2060\ufeffb", " ^"),
    ("\u1112\u1161\u11abx", [(3, 4)], "\u1112\u1161\u11abx", "  ^"),  # one syllable of three letters
    ("か\u3099x", [(2, 3)], "か\u3099x", "  ^"),
    ("a\u20ddx", [(2, 3)], "a\u20ddx", " ^"),
    ("नि x", [(3, 4)], "नि x", "   ^"),
    ("🍜x", [(1, 2)], "🍜x", "  ^"),
    ("e\u0301x", [(0, 1), (2, 3)], "e\u0301x", "^^"),
    ("e\u0301x", [(1, 2)], "e\u0301x", " ^"),
    ("\tx\ty", [(1, 2), (3, 4)], "    x    y", "    ^    ^"),
    ("𠮷野家", [(1, 2)], "𠮷野家", "  ^^"),
    ("§α“x”", [(3, 4)], "§α“x”", "   ^"),  # ambiguous width counts as one
    ("中文", [(1, 1)], "中文", "  ^"),
    ("中文", [(2, 2)], "中文", "    ^"),
    ("", [(0, 0)], "", "^"),
    ("abcdef", [(0, 1), (4, 6)], "abcdef", "^   ^^"),
    ("abcdef", [(0, 4), (2, 5)], "abcdef", "^^^^^"),
    ("a\x1b[31mb", [(6, 7)], "a<U+001B>[31mb", "             ^"),
    ("a\u202eb", [(2, 3)], "a<U+202E>b", "         ^"),
    ("a\u2028b", [(1, 2)], "a<U+2028>b", " ^^^^^^^^"),
    ("no marks", [], "no marks", ""),
]


@pytest.mark.parametrize(("line", "marks", "text", "carets"), CARETS)
def test_carets(line, marks, text, carets):
    row = frame(line, [Span(*mark) for mark in marks], 60)
    assert (row.text, row.carets) == (text, carets)


LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"


def test_cut_keeps_the_start_of_the_line_when_the_mark_is_there():
    row = frame(LONG, [Span(0, 3)], 40)
    assert (row.text, row.carets) == ("one two three four five six seven ...", "^^^")


def test_cut_around_a_mark_in_the_middle():
    start = LONG.index("nine")
    row = frame(LONG, [Span(start, start + 4)], 40)
    assert (row.text, row.carets) == ("... seven eight nine ten eleven ...", " " * 16 + "^^^^")


def test_cut_at_the_end():
    row = frame(LONG, [Span(len(LONG), len(LONG))], 30)
    assert (row.text, row.carets) == ("... thirteen fourteen fifteen", " " * 29 + "^")


def test_cut_counts_wide_characters_twice():
    row = frame("壹貳參肆伍陸柒捌玖拾" * 6, [Span(30, 31)], 40)
    assert (row.text, row.carets) == ("... 肆伍陸柒捌玖拾壹貳參肆伍陸柒捌 ...", " " * 18 + "^^")


def test_marks_far_apart_share_the_line():
    row = frame(LONG, [Span(0, 3), Span(81, 88)], 44)
    assert row.text.startswith("one ")
    assert " ... " in row.text
    assert row.text.endswith("fifteen")
    assert under(row.text, row.carets) == ["one", "fifteen"]


def test_a_mark_that_is_too_long_keeps_both_ends():
    row = frame(LONG, [Span(4, 80)], 50)
    assert under(row.text, row.carets)[0].startswith("two")
    assert " ... " in under(row.text, row.carets)[0]
    assert under(row.text, row.carets)[0].endswith("fourteen")


def test_a_huge_line_is_not_read_whole():
    line = "字" * 10_000_000
    row = frame(line, [Span(5_000_000, 5_000_002)], 80)
    assert display_width(row.text) <= 80
    assert row.carets.count("^") == 4


def test_many_marks_on_a_narrow_line():
    row = frame(LONG * 5, [Span(i, i + 1) for i in range(0, 400, 20)], 40)
    assert display_width(row.text) <= 40
    assert "^" in row.carets


def under(text: str, carets: str) -> list[str]:
    """Return the texts above each row of carets; for text of narrow characters."""
    return [text[start:end].strip() for start, end in _runs(carets)]


def _runs(carets: str):
    start = None
    for index, char in enumerate(carets + " "):
        if char == "^" and start is None:
            start = index
        if char != "^" and start is not None:
            yield start, index
            start = None


@given(
    line=st.text("ab 中文🙂\t\x1b\u202e「é", max_size=300),
    start=st.integers(0, 300),
    length=st.integers(0, 12),
    width=st.integers(40, 120),
)
def test_a_mark_stands_under_its_text(line, start, length, width):
    mark = Span(min(start, len(line)), min(start + length, len(line)))
    row = frame(line, [mark], width)
    assert display_width(row.text) <= width
    marked = "".join(visible(char) for char in line[mark.start : mark.end])
    if display_width(marked) > width // 2 or marked != marked.strip():
        return
    assert row.carets.count("^") == max(1, display_width(marked))
    column = len(row.carets) - len(row.carets.lstrip())
    shown = row.text[_index_at(row.text, column) :]
    assert shown.startswith(marked)


def _index_at(text: str, column: int) -> int:
    index = 0
    while index < len(text) and display_width(text[:index]) < column:
        index += 1
    return index
