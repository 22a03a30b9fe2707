"""What is known of units: their lengths and likeness."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.aligner.units import Units, length_ratio, similarity

DIMENSION = 12


def floats(*values):
    return np.array(values, np.float32)


def units(count, seed=1, lengths=None):
    """Return units of vectors by chance."""
    rng = np.random.default_rng(seed)
    counts = rng.integers(1, 9, count).astype(np.float32)
    sums = rng.standard_normal((count, DIMENSION)).astype(np.float32)
    mean = rng.standard_normal(DIMENSION).astype(np.float32)
    return Units(sums, counts, counts if lengths is None else floats(*lengths), mean)


class TestSimilarity:
    @pytest.mark.parametrize(
        ("ours", "theirs", "expected"),
        [
            ([[1, 0]], [[2, 0]], 1),
            ([[1, 0]], [[0, 3]], 0),
            ([[1, 0]], [[-1, 0]], -1),
            ([[1, 0], [0, 1]], [[1, 1]], 1),  # a run is the sum of its units
            ([[1, 0], [-1, 0]], [[1, 0]], 0),  # which may be nothing
            ([[0, 0]], [[1, 0]], 0),
        ],
    )
    def test_it_is_the_cosine_of_whole_runs(self, ours, theirs, expected):
        sides = [
            Units(floats(*rows), np.ones(len(rows)), np.ones(len(rows)), floats(0, 0))
            for rows in (ours, theirs)
        ]
        assert similarity(*sides) == pytest.approx(expected, abs=1e-6)

    def test_the_mean_of_the_side_is_taken_off_once_a_token(self):
        one = Units(floats([5, 4]), floats(4), floats(4), floats(1, 1))
        assert one.centred().tolist() == [[1, 0]]
        other = Units(floats([0, 2]), floats(1), floats(1), floats(0, 0))
        assert similarity(one, other) == pytest.approx(0)

    @given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 999))
    def test_it_is_the_same_both_ways_and_within_bounds(self, n, m, seed):
        source, target = units(n, seed), units(m, seed + 1)
        assert similarity(source, target) == pytest.approx(similarity(target, source), abs=1e-6)
        assert -1.000001 <= similarity(source, target) <= 1.000001
        assert similarity(source, source) == pytest.approx(1, abs=1e-5)


class TestParts:
    def test_a_range(self):
        side = units(5)
        part = side.part(range(1, 3))
        assert len(part) == 2
        assert (part.sums == side.sums[1:3]).all()
        assert (part.counts.tolist(), part.lengths.tolist()) == (
            side.counts[1:3].tolist(),
            side.lengths[1:3].tolist(),
        )
        assert (part.mean == side.mean).all()

    def test_an_order_of_its_own(self):
        side = units(4)
        assert (side.part(np.array([3, 0])).sums == side.sums[[3, 0]]).all()

    def test_none(self):
        assert len(units(3).part(range(2, 2))) == len(units(3).part(np.zeros(0, np.int64))) == 0

    @given(st.lists(st.integers(0, 3), max_size=8), st.integers(0, 999))
    def test_joined_units_add_up(self, owners, seed):
        side = units(len(owners), seed)
        joined = side.joined(np.array(owners, np.int64), 4)
        assert len(joined) == 4
        for owner in range(4):
            own = [number for number, one in enumerate(owners) if one == owner]
            np.testing.assert_allclose(joined.sums[owner], side.sums[own].sum(0), atol=1e-5)
            assert joined.counts[owner] == side.counts[own].sum()
            assert joined.lengths[owner] == side.lengths[own].sum()
        np.testing.assert_allclose(joined.centred().sum(0), side.centred().sum(0), atol=1e-3)


@pytest.mark.parametrize(
    ("ours", "theirs", "ratio"),
    [
        ([10, 10], [10, 14], 1.2),
        ([10], [10], 1),
        ([12], [10], 1 / 1.2),
        # A side that lacks most of the other is no terse translation.
        ([10], [10] * 50, 1.6),
        ([10] * 50, [10], 1 / 1.6),
        ([], [10], 1.6),
        ([], [], 1),
        ([0, 0], [0], 1),
    ],
)
def test_length_ratio(ours, theirs, ratio):
    sides = [units(len(lengths), lengths=lengths) for lengths in (ours, theirs)]
    assert length_ratio(*sides) == pytest.approx(ratio)
    assert length_ratio(*sides[::-1]) == pytest.approx(1 / ratio)
