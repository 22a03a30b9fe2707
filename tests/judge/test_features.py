"""What is told of tokens besides their states."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from align.judge.features import COLUMNS, NAMES, lexical, likeness_features, token_features
from align.knowledge import glosses


def spans_of(text, parts):
    """Return the spans of parts of a text, in order."""
    found, start = [], 0
    for part in parts:
        start = text.index(part, start)
        found.append((start, start + len(part)))
        start += len(part)
    return np.array(found, np.int32).reshape(-1, 2)


@pytest.mark.parametrize(
    ("chinese", "english", "expected"),
    [
        # Each word with 1 where the dictionary has it on the other side, -1 where it has other words for it.
        ("出口|下降", "Exports|fell", ([1, -1], [1, -1])),
        ("出口|下降", "Exports|declined", ([1, 1], [1, 1])),
        ("出口|下降", "Imports|declined", ([-1, 1], [-1, 1])),
        ("進口", "imports", ([1], [1])),
        ("进口", "IMPORTS", ([1], [1])),
        # Grammar, digits and names that no dictionary has tell nothing.
        ("的", "of", ([0], [0])),
        ("２０２５", "Soldatov", ([0], [0])),
    ],
)
def test_dictionary(chinese, english, expected):
    texts = chinese.replace("|", ""), english.replace("|", " ")
    spans = spans_of(texts[0], chinese.split("|")), spans_of(texts[1], english.split("|"))
    found = lexical(*texts, spans, glosses.load())
    assert [side.tolist() for side in found] == [list(side) for side in expected]


def test_a_token_without_characters_tells_nothing():
    spans = np.array([[0, 0], [0, 2]], np.int32), np.array([[0, 0]], np.int32)
    chinese, english = lexical("出口", "exports", spans, glosses.load())
    assert (chinese.tolist(), english.tolist()) == ([0, 1], [0])


def unit(*rows):
    states = np.array(rows, np.float32)
    return states / np.linalg.norm(states, axis=1, keepdims=True)


def column(features, name):
    return features[:, COLUMNS.index(name)]


def test_tokens_that_are_each_others_nearest():
    ours, theirs = unit([1, 0, 0], [0, 1, 0]), unit([1, 0, 0], [0, 1, 0], [0.1, 0, 1])
    one, other = likeness_features(ours, theirs)
    assert column(one, "nearest").tolist() == [1, 1]
    assert column(one, "mutual").tolist() == [1, 1]
    # The third is like nothing: its nearest is far, and nearest to another.
    nearest = column(other, "nearest")
    assert nearest[:2].tolist() == [1, 1]
    assert nearest[2] == pytest.approx(0.0995, abs=1e-3)
    # A mean over neighbours falls where something is missing near by.
    assert column(other, "nearby")[2] < 1


def test_how_far_from_its_place_a_token_is_rendered():
    one, _ = likeness_features(unit([1, 0], [0, 1]), unit([0, 1], [1, 0]))
    assert column(one, "displaced").tolist() == [0.5, 0.5]


def test_tokens_that_have_only_each_other_and_one_that_nobody_wants():
    ours, theirs = unit([1, 0, 0], [0, 1, 0]), unit([1, 0, 0], [1, 0.1, 0], [0, 1, 0], [0, 0, 1])
    one, other = likeness_features(ours, theirs)
    # The first has two that are like it, the second one.
    assert 0.4 < column(one, "exclusive")[0] < 0.6
    assert column(one, "exclusive")[1] > 0.95
    # The first two share it, and nobody chooses the last.
    wanted = column(other, "wanted")
    assert wanted.argmax() == 2
    assert wanted[3] < 0.01
    assert wanted[0] > 0.5


def sides():
    shape = st.tuples(st.integers(1, 9), st.just(4))
    return arrays.arrays(np.float32, shape, elements=st.floats(-1, 1, width=16)).map(lambda x: x / 2)


@given(sides(), sides())
def test_always_finite_and_the_same_seen_from_the_other_side(ours, theirs):
    one, other = likeness_features(ours, theirs)
    assert one.shape == (len(ours), len(COLUMNS))
    assert other.shape == (len(theirs), len(COLUMNS))
    assert np.isfinite(np.concatenate([one, other])).all()
    swapped = likeness_features(theirs, ours)
    for name in ("nearest", "nearby", "exclusive", "wanted"):
        np.testing.assert_allclose(column(swapped[1], name), column(one, name), atol=1e-5)
        np.testing.assert_allclose(column(swapped[0], name), column(other, name), atol=1e-5)


def test_both_layers_and_the_dictionary_side_by_side():
    late, early = (unit([1, 0], [0, 1]), unit([1, 0])), (unit([0, 1], [1, 1]), unit([1, 1]))
    words = np.array([1, -1], np.float32), np.array([1], np.float32)
    one, other = token_features(late, early, words)
    assert one.shape == (2, len(NAMES))
    assert other.shape == (1, len(NAMES))
    assert one[:, NAMES.index("nearest")].tolist() == [1, 0]
    assert one[:, NAMES.index("early_nearest")] == pytest.approx([0.5**0.5, 1])
    assert one[:, NAMES.index("lexical")].tolist() == [1, -1]
