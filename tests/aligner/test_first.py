"""The first path, on vectors made by hand: each unit is a mixture of known meanings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligner import first
from align.aligner.first import (
    MOVES,
    Bead,
    Costs,
    Products,
    find_beads,
    find_path,
    fitting_skip,
    pair_cells,
    run_sums,
)
from align.aligner.lattice import LONE, Band
from align.aligner.units import Units, similarity

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


bead_shapes = st.lists(st.sampled_from([*MOVES, *LONE]), max_size=8)

# ---------------------------------------------------------------- beads


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


@settings(max_examples=60)
@given(bead_shapes)
def test_every_unit_stands_in_one_bead_in_order(shape):
    source, target = build(shape)
    beads = find_beads(source, target, Costs())
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))
    assert all(bead.source or bead.target for bead in beads)
    assert all((bead.similarity is None) == (not (bead.source and bead.target)) for bead in beads)


@settings(max_examples=60)
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


@pytest.mark.parametrize(
    ("name", "cheap", "dear"),
    [
        # Units of which the first lacks a counterpart; a unit that may be merged; one of another length.
        ("skip", Costs(skip=-0.04), Costs(skip=-2)),
        ("merge", Costs(merge=0), Costs(merge=2)),
    ],
)
def test_what_costs_more_is_done_less(name, cheap, dear):
    shape = {"skip": [(1, 0), (1, 1), (1, 1)], "merge": [(2, 1), (1, 1)]}[name]
    sides = build(shape)
    assert shape_of(find_beads(*sides, cheap)) == shape
    assert shape_of(find_beads(*sides, dear)) != shape


def test_lengths_are_compared_after_the_usual_ratio():
    """Two short units and two others that are alike in all but length."""
    same = np.repeat(meanings(1), 2, axis=0)
    source, target = units(same, [10, 30]), units(same[:1], [60])
    for ratio, nearest in ((2, 1), (6, 0)):
        beads = find_beads(source, target, Costs(length=1, merge=5, ratio=ratio))
        assert (range(nearest, nearest + 1), range(1)) in [bead[:2] for bead in beads]


class TestPrior:
    def test_it_forbids(self):
        source, target = build([(1, 1), (1, 1)])

        def prior(rows, columns):
            return np.where((rows == 0) & (columns == 0), -10, 0).astype(np.float32)

        beads = find_beads(source, target, Costs(), prior=prior)
        assert (range(1), range(1)) not in [bead[:2] for bead in beads]

    def test_it_decides_between_equals(self):
        same = np.repeat(meanings(1), 3, axis=0)
        source, target = units(same, [10] * 3), units(same[:1], [10])
        for wanted in range(3):
            beads = find_beads(
                source, target, Costs(), prior=lambda rows, _, w=wanted: (rows == w).astype(np.float32)
            )
            assert (range(wanted, wanted + 1), range(1)) in [bead[:2] for bead in beads]

    def test_it_is_asked_once_about_each_pair(self):
        source, target = build([(1, 1), (2, 1), (1, 1)])
        asked = []

        def prior(rows, columns):
            asked.extend(zip(rows.tolist(), columns.tolist(), strict=True))
            return np.zeros(len(rows), np.float32)

        assert shape_of(find_beads(source, target, Costs(), prior=prior)) == [(1, 1), (2, 1), (1, 1)]
        assert sorted(asked) == [(i, j) for i in range(4) for j in range(3)]

    def test_a_bead_of_several_units_gets_the_mean_over_its_pairs(self):
        source, target = build([(2, 1)])

        def prior(rows, columns):
            # Less than the cosine of the bead (1), more than that of each of its pairs (0.7).
            return np.full(len(rows), -0.9, np.float32)

        assert shape_of(find_beads(source, target, Costs(), prior=prior)) == [(2, 1)]


# ---------------------------------------------------------------- coarse to fine


@pytest.fixture
def small_tables(monkeypatch):
    """Tables of more than a hundred cells are too large to be looked at whole."""
    monkeypatch.setattr(first, "_MOST_CELLS", 100)


SHAPE = [(1, 1), (2, 1), (1, 1), (1, 0), (1, 2), (0, 1), *[(1, 1)] * 3, (1, 3), (1, 1)]


@pytest.mark.parametrize("times", [1, 2, 9, 40])
def test_a_large_table_gives_the_same_as_a_small_one(small_tables, times):
    shape = SHAPE * times
    assert shape_of(find_beads(*build(shape), Costs())) == shape


@settings(max_examples=40)
@given(st.lists(st.sampled_from([*MOVES, *LONE]), max_size=40))
def test_units_of_a_large_table_stand_in_one_bead_in_order(shape):
    source, target = build(shape, noise=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(first, "_MOST_CELLS", 30)
        beads = find_beads(source, target, Costs())
    assert [i for bead in beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(target)))


@pytest.mark.parametrize(("n", "m"), [(1, 300), (300, 1), (2, 200), (200, 2), (0, 300), (300, 0)])
def test_a_large_table_may_be_narrow(small_tables, n, m):
    side = units(meanings(max(n, m)), [10] * max(n, m))
    path = find_path(side.part(range(n)), side.part(range(m)), Costs())
    assert (sum(step.move[0] for step in path), sum(step.move[1] for step in path)) == (n, m)


def test_a_large_table_takes_a_band_and_no_square(small_tables, monkeypatch):
    cells = []
    original = first.best_path
    monkeypatch.setattr(
        first, "best_path", lambda band, scores: cells.append(len(band)) or original(band, scores)
    )
    for times in (20, 40):
        cells.clear()
        find_beads(*build(SHAPE * times), Costs())
        assert max(cells) < 40 * len(SHAPE) * 2 * times


# ---------------------------------------------------------------- what it is made of


@pytest.mark.parametrize(
    ("cosines", "skip"),
    [
        ([], -0.1),
        ([None, None], -0.1),
        ([0.1], -0.1),  # where right beads are hardly alike, nothing stands out
        ([0.3], -0.1),
        ([0.36], -0.07),
        ([0.4], -0.05),
        ([0.42], -0.04),
        ([0.9], -0.04),
        ([0.36, None, 0.9, 0.1], -0.07),
        ([0.1, 0.2, 0.9], -0.1),
    ],
)
def test_what_a_lone_unit_costs_suits_the_document(cosines, skip):
    beads = [Bead(range(1), range(1), cosine) for cosine in cosines]
    assert fitting_skip(beads) == pytest.approx(skip)


@settings(max_examples=60)
@given(bead_shapes, st.integers(0, 2), st.sampled_from([*MOVES, (1, 6), (6, 1)]))
def test_products_give_the_cosines_of_runs(shape, width, move):
    source, target = build(shape, noise=3)
    path = find_path(source, target, Costs())
    band = Band.around(path, len(source), len(target), width)
    starts = band.starts(move)
    cosines = Products(source, target, band).cosines(move, starts)
    a, b = move
    for start, cosine in zip(starts, cosines, strict=True):
        i, j = band.rows[start], band.columns[start]
        expected = similarity(source.part(range(i, i + a)), target.part(range(j, j + b)))
        assert cosine == pytest.approx(expected, abs=1e-4)


def test_pairs_of_units_in_a_bead_come_row_by_row():
    band = Band.whole(3, 4)
    (start,) = (n for n in band.starts((2, 2)).tolist() if (band.rows[n], band.columns[n]) == (1, 2))
    cells = [int(found[0]) for found in pair_cells(band, (2, 2), np.array([start]))]
    assert [(band.rows[n], band.columns[n]) for n in cells] == [(1, 2), (1, 3), (2, 2), (2, 3)]


@pytest.mark.parametrize(
    ("values", "size", "sums"),
    [
        ([1, 2, 3, 4], 1, [1, 2, 3, 4]),
        ([1, 2, 3, 4], 2, [3, 5, 7]),
        ([1, 2, 3, 4], 4, [10]),
        ([1, 2, 3, 4], 5, []),
        ([], 1, []),
        ([[1, 2], [3, 4]], 2, [[4, 6]]),
    ],
)
def test_sums_of_runs(values, size, sums):
    assert run_sums(np.array(values, np.float32), size).tolist() == sums
