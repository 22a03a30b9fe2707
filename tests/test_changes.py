"""What changed between two texts, and which findings that touches."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.changes import changed_spans, touches
from align.types import Finding, Place, Severity, Span

from .conftest import make_pair


def shown(old: str, new: str) -> list[str]:
    return [new[slice(*span)] for span in changed_spans(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("a\nb\n", "a\nb\n", []),
        ("a\nb\n", "a\r\nb", []),
        ("a  \nb", "a\nb\n", []),
        ("a\nb\n", "a\nc\n", ["c"]),
        ("a\nb\n", "a\nnew\nb\n", ["new\n"]),
        ("a\nb\nc\n", "a\nc\n", [""]),
        ("", "a\n", ["a\n"]),
        ("a\n", "", [""]),
        ("The port closed. Premiums rose.", "The port closed. Premiums fell.", ["fell"]),
        ("港口關閉。保費上漲。", "港口關閉。保費下跌。", ["下跌"]),
        ("港口關閉。保費上漲。", "港口關閉。", [""]),
        ("出口 3 億元", "出口 30 億元", ["30"]),
        ("one\ntwo three\nfour\n", "one\ntwo tree\nfore\n", ["tree", "fore"]),
    ],
)
def test_changed_spans(old, new, changed):
    assert shown(old, new) == changed


LINES = st.lists(st.sampled_from(["a b", "a c", "港口", "", "x", " "]), max_size=12)


@given(LINES, LINES, st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=300, deadline=None)
def test_spans_lie_in_order_within_the_text_and_hold_all_that_is_new(old, new, newline):
    before, after = "\n".join(old), newline.join(new)
    spans = changed_spans(before, after)
    assert all(0 <= span.start <= span.end <= len(after) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    changed = {k for span in spans for k in range(*span)}
    unchanged = [after[k] for k in range(len(after)) if k not in changed and not after[k].isspace()]
    rest = iter("".join(before.split()))
    assert all(char in rest for char in unchanged), "what did not change stands in the old text, in order"


def test_long_texts_take_no_quadratic_time():
    lines = [f"line {k % 50}" for k in range(60_000)]
    changed_spans("\n".join(lines), "\n".join(reversed(lines)))
    words = "word " * 100_000
    changed_spans(words, words.replace("word word", "word other"))


def finding(places: tuple[Place, ...] = (), number: int = 0, **sides) -> Finding:
    pair = make_pair("港口關閉。", "The port closed.", number=number)
    return Finding("number", "accuracy", Severity.MAJOR, 0.9, "m", (pair.source[0].place,), places, pair)


def test_a_finding_is_touched_by_either_side_of_its_pair():
    one = finding()
    ours, theirs = one.pair.source[0].place.file, one.pair.target[0].place.file
    assert touches(one, {ours: (Span(1, 2),)})
    assert touches(one, {theirs: (Span(1, 2),)})
    assert touches(one, {theirs: (Span(16, 16),)}), "what stood after it was taken out"
    assert not touches(one, {theirs: ()})
    assert not touches(one, {})
    assert not touches(one, {finding().pair.source[0].place.file: (Span(0, 5),)})
