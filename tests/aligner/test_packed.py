"""Token states at a byte a number, which is what the aligner gets of them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from align.encode import PackedStates
from align.encode.windows import pack, pool


@pytest.mark.parametrize(
    ("row", "values", "scale"),
    [
        ([0, 0, 0], [0, 0, 0], 1),
        ([127, -127, 0], [127, -127, 0], 1),
        ([254, -127, 1], [127, -64, 0], 2),
        ([-1, 0.5, 0.25], [-127, 64, 32], 1 / 127),
        ([1e-20, 0, 0], [127, 0, 0], 1e-20 / 127),
    ],
)
def test_a_row_is_scaled_by_its_largest_number(row, values, scale):
    packed, scales = pack(np.array([row], np.float32))
    assert packed.tolist() == [values]
    assert scales.tolist() == pytest.approx([scale])
    assert (packed.dtype, scales.dtype) == (np.int8, np.float32)


def test_nothing_is_packed_as_nothing():
    values, scales = pack(np.zeros((0, 4), np.float32))
    assert (values.shape, scales.shape) == ((0, 4), (0,))
    assert (values.dtype, scales.dtype) == (np.int8, np.float32)


@given(arrays.arrays(np.float32, (3, 8), elements=st.floats(-1e6, 1e6, width=32)))
def test_no_number_is_off_by_more_than_half_a_step(states):
    values, scales = pack(states)
    assert (np.abs(values * scales[:, None] - states) <= 0.501 * scales[:, None]).all()
    assert values.min() >= -127


def test_numbers_below_what_can_be_divided_by_are_nothing():
    values, scales = pack(np.full((1, 4), 6e-42, np.float32))
    assert (values.tolist(), scales.tolist()) == ([[0, 0, 0, 0]], [1])


@given(st.integers(0, 2**32 - 1), st.sampled_from([1e-6, 1, 1e4]))
def test_directions_stay(seed, size):
    states = size * np.random.default_rng(seed).standard_normal((5, 384)).astype(np.float32)
    values, scales = pack(states)
    unpacked = values * scales[:, None]
    cosines = (unpacked * states).sum(1) / np.linalg.norm(unpacked, axis=1) / np.linalg.norm(states, axis=1)
    assert cosines.min() > 0.999


def test_what_is_packed_is_not_changed():
    states = np.ones((2, 2), np.float32)
    pack(states)
    assert (states == 1).all()


def test_packed_states_cannot_be_changed():
    tokens = PackedStates(*pack(np.ones((2, 3), np.float32)), np.zeros((2, 2), np.int32), np.array([0, 2]))
    for array in (tokens.values, tokens.scales, tokens.spans, tokens.rows):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@pytest.mark.parametrize("rows", [[0], [0, 0, 0], [0, 2, 2, 3]])
def test_texts_are_pooled_with_as_many_tokens_as_they_have(rows):
    states = np.arange(rows[-1] * 2, dtype=np.float32).reshape(-1, 2)
    sums = np.array([states[a:b].sum(0) for a, b in pairwise(rows)], np.float32)
    spans = np.zeros((rows[-1], 2), np.int32)
    encoded = pool(sums.reshape(-1, 2), PackedStates(*pack(states), spans, np.array(rows)))
    assert encoded.counts.tolist() == np.diff(rows).tolist()
    assert encoded.counts.dtype == np.int32
    norms = np.linalg.norm(encoded.vectors, axis=1)
    assert norms.tolist() == pytest.approx([float(bool(count)) for count in np.diff(rows)])
