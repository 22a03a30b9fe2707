"""The dynamic programming, on vectors made by hand: each unit is a mixture of known meanings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligner.beads import MOVES, Bead, Costs, Units, find_beads, length_ratio, mean_vector, similarity

DIMENSION = 96


def meanings(count: int, seed: int = 7) -> np.ndarray:
    """Return float32[count, d], nearly orthogonal directions."""
    vectors = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def units(sums: np.ndarray, lengths: list[int]) -> Units:
    """Return units whose token vectors sum to `sums`, about a common mean."""
    counts = np.array(lengths, np.float32)
    return Units(sums, counts, counts, np.zeros(DIMENSION, np.float32))


def build(shape: list[tuple[int, int]], noise: float = 0.02) -> tuple[Units, Units]:
    """Return two sides that correspond as `shape` says: numbers of source and target units a bead."""
    rng = np.random.default_rng(1)
    vectors = iter(meanings(2 * sum(a + b for a, b in shape) + 1))
    sides: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    lengths: tuple[list[int], list[int]] = ([], [])
    for a, b in shape:
        # The parts of the side with more units add up to the units of the other.
        parts = [next(vectors) for _ in range(max(a, b))]
        for side, count in ((0, a), (1, b)):
            for group in np.array_split(np.arange(len(parts)), count) if count else ():
                total = np.sum([parts[i] for i in group], axis=0) * 10
                sides[side].append(total + noise * rng.standard_normal(DIMENSION))
                lengths[side].append(10 * len(group))
    made = [
        units(np.array(s, np.float32).reshape(-1, DIMENSION), n) for s, n in zip(sides, lengths, strict=True)
    ]
    return made[0], made[1]


def shape_of(beads: tuple[Bead, ...]) -> list[tuple[int, int]]:
    return [(len(bead.source), len(bead.target)) for bead in beads]


@pytest.mark.parametrize(
    "shape",
    [
        [(1, 1)] * 5,
        [(1, 1), (2, 1), (1, 1)],
        [(1, 1), (1, 3), (1, 1)],
        [(1, 1), (1, 0), (1, 1), (1, 1)],
        [(1, 1), (0, 1), (1, 1), (1, 1)],
        [(1, 1), (1, 0), (1, 0), (1, 1), (0, 1), (1, 1)],
        [(4, 1), (1, 1), (1, 4)],
        [(1, 0)],
        [(0, 1)],
        [],
    ],
)
def test_known_correspondence_is_found(shape):
    assert shape_of(find_beads(*build(shape), Costs())) == shape


bead_shapes = st.lists(st.sampled_from([*MOVES, (1, 0), (0, 1)]), max_size=8)


@settings(max_examples=60, deadline=None)
@given(bead_shapes)
def test_every_unit_stands_in_one_bead_in_order(shape):
    source, target = build(shape)
    beads = find_beads(source, target, Costs())
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    assert all(bead.source or bead.target for bead in beads)


@settings(max_examples=60, deadline=None)
@given(bead_shapes, st.floats(0, 3))
def test_swapping_the_sides_mirrors_the_beads(shape, noise):
    source, target = build(shape, noise)
    forward = [bead for bead in find_beads(source, target, Costs()) if bead.similarity is not None]
    backward = [bead for bead in find_beads(target, source, Costs()) if bead.similarity is not None]
    assert [(b.source, b.target) for b in forward] == [(b.target, b.source) for b in backward]


def test_one_unit_against_fifty():
    source, target = build([(1, 1), *[(0, 1)] * 49])
    beads = find_beads(source, target, Costs())
    assert sum(len(bead.target) for bead in beads) == 50
    assert beads[0].source


def test_identical_sides_pair_one_to_one():
    source, _ = build([(1, 1)] * 12)
    beads = find_beads(source, source, Costs())
    assert shape_of(beads) == [(1, 1)] * 12
    assert all(bead.similarity == pytest.approx(1, abs=1e-5) for bead in beads)


def test_units_without_tokens_are_covered():
    blank = units(np.zeros((3, DIMENSION), np.float32), [0, 0, 0])
    source, _ = build([(1, 1)] * 2)
    assert sum(len(bead.source) for bead in find_beads(blank, source, Costs())) == 3
    assert similarity(blank, source) == 0


def test_prior_forbids():
    source, target = build([(1, 1), (1, 1)])
    prior = np.array([[-10, 0], [0, 0]], np.float32)
    assert Bead(range(1), range(1), pytest.approx(1, abs=0.01)) not in find_beads(
        source, target, Costs(), prior=prior
    )


def test_mean_vector_weighs_tokens():
    sums = np.array([[2.0, 0.0], [0.0, 6.0]], np.float32)
    assert mean_vector(sums, np.array([1, 3], np.float32)).tolist() == [0.5, 1.5]
    assert mean_vector(sums[:0], np.zeros(0, np.float32)).tolist() == [0, 0]


def test_a_few_sentences_do_not_outweigh_the_language():
    usual = np.array([1.0, 1.0], np.float32)
    one = mean_vector(np.array([[10.0, 0.0]], np.float32), np.array([10], np.float32), usual)
    many = mean_vector(np.array([[10000.0, 0.0]], np.float32), np.array([10000], np.float32), usual)
    assert one == pytest.approx([1, 0.95], abs=0.01)
    assert many == pytest.approx([1, 0.02], abs=0.01)


def test_a_side_that_lacks_most_of_the_other_is_no_terse_translation():
    source, target = build([(1, 1), *[(0, 1)] * 49])
    assert length_ratio(source, target) == pytest.approx(1.6)
