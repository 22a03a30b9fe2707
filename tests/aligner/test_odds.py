"""How likely two texts translate one another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.aligner.odds import Matcher, likely, log_odds
from align.aligner.units import Units
from align.knowledge.glosses import Glosses

GLOSSES = Glosses({"出口": "exit export", "下降": "declin", "央行": "central bank", "利率": "rate"})
CHINESE = ["出口下降。", "央行調整利率", "12", ""]
ENGLISH = ["Exports fell.", "The bank moved its rate", "Nothing", ""]
DIMENSION = 8


def units(count, tokens, seed=0):
    sums = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    counts = np.full(count, tokens, np.float32)
    return Units(sums, counts, counts, np.zeros(DIMENSION, np.float32))


def matcher(tokens=10, chinese=CHINESE, english=ENGLISH):
    ours, theirs = units(len(chinese), tokens), units(len(english), tokens, seed=1)
    return Matcher(ours, theirs, (chinese, english), GLOSSES)


def test_a_grid_says_of_each_pair_what_the_pair_alone_says():
    one = matcher()
    grid = one.grid(np.array([0, 1, 2, 3]), np.array([1, 0, 3, 2]))
    expected = [[one.odds([i], [j]) for j in (1, 0, 3, 2)] for i in range(4)]
    assert np.allclose(grid, expected, atol=1e-4)


words = st.text("出口下降央行調整利率的 12", max_size=8)
english = st.lists(st.sampled_from(["export", "exports", "the", "fall", "bank", "rate", "x"]), max_size=5)


@given(st.lists(words, max_size=4), st.lists(english.map(" ".join), max_size=4))
def test_grids_of_any_texts(ours, theirs):
    one = matcher(chinese=ours, english=theirs)
    grid = one.grid(np.arange(len(ours)), np.arange(len(theirs)))
    assert grid.shape == (len(ours), len(theirs))
    for i in range(len(ours)):
        assert np.allclose(grid[i], [one.odds([i], [j]) for j in range(len(theirs))], atol=1e-4)


@pytest.mark.parametrize(
    ("ours", "theirs", "share"),
    [
        # 出口 and export; neither 下降 nor fell.
        ([0], [0], 2 / 4),
        ([0], [2], 0),
        # 央行 and bank, 利率 and rate; neither 调 nor 整 nor moved.
        ([1], [1], 4 / 7),
        ([0, 1], [0, 1], 6 / 11),
        ([2], [2], 0),
        ([3], [3], 0),
        ([0], [3], 0),
    ],
)
def test_the_share_of_words_that_a_gloss_links(ours, theirs, share):
    assert matcher().facts(ours, theirs)[1] == pytest.approx(share)


@given(st.floats(-1, 1), st.floats(0, 1), st.floats(1, 500))
def test_a_higher_cosine_and_more_words_speak_for_a_pair(cosine, share, tokens):
    odds = float(log_odds(cosine, share, tokens))
    assert float(log_odds(cosine + 0.1, share, tokens)) > odds
    assert float(log_odds(cosine, share + 0.1, tokens)) > odds


def test_of_what_nothing_links_more_tokens_tell_more():
    odds = [float(log_odds(0.0, 0.0, tokens)) for tokens in (2, 4, 8, 16, 32, 64)]
    assert odds == sorted(odds, reverse=True)


@pytest.mark.parametrize("tokens", [1, 3])
def test_a_few_tokens_tell_nothing(tokens):
    one = matcher(tokens=tokens)
    assert all(one.are_possible([i], [j]) for i in range(4) for j in range(4))


def test_the_confidence_that_odds_give():
    found = [likely(odds) for odds in (-30, -5, -3, 0, 3, 30)]
    assert found == sorted(found)
    assert found[0] == pytest.approx(0.005)
    assert found[-1] == pytest.approx(0.995)
    assert 0.5 < likely(-4, are_headings=True) < 0.9
