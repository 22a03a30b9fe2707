"""The path with the most beads expected to be right, within groups."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligner.evidence import MOVES
from align.aligner.lattice import FORBIDDEN, LONE, Band, Step, log_mass
from align.aligner.learnt import Groups, calibrated, decide, within

SMALL = ((1, 1), (1, 2), (2, 1), *LONE)
seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(0, 4)


def all_paths(n, m, i=0, j=0):
    """Return every path through a whole table."""
    if (i, j) == (n, m):
        return [()]
    return [
        (Step(i, j, (a, b)), *rest)
        for a, b in SMALL
        if i + a <= n and j + b <= m
        for rest in all_paths(n, m, i + a, j + b)
    ]


def holds(path, step):
    """Return whether a path has a bead; for a lone unit, whether it leaves the same unit alone."""
    return any(
        one.move == step.move
        and (one.source == step.source or not step.move[0])
        and (one.target == step.target or not step.move[1])
        for one in path
    )


def by_chance(band, seed, scale=1.0):
    rng = np.random.default_rng(seed)
    scores = {}
    for move in SMALL:
        starts = band.starts(move)
        scores[move] = band.spread(starts, scale * rng.normal(size=len(starts)))
    return scores


def constant(band, **values):
    """Return scores of beads by their names: "lone", "one" and "two"."""
    names = {(1, 1): "one", (1, 2): "two", (2, 1): "two", (1, 0): "lone", (0, 1): "lone"}
    scores = {}
    for move in SMALL:
        starts = band.starts(move)
        scores[move] = band.spread(starts, np.full(len(starts), values.get(names[move], FORBIDDEN)))
    return scores


class TestDecide:
    @settings(max_examples=80)
    @given(sizes, sizes, seeds, st.sampled_from([0.3, 1, 4]))
    def test_probabilities_are_those_of_all_paths(self, n, m, seed, scale):
        band = Band.whole(n, m)
        scores = by_chance(band, seed, scale)
        mass = {
            path: math.exp(sum(float(scores[s.move][band.base[s.source] + s.target]) for s in path))
            for path in all_paths(n, m)
        }
        for step, probability in decide(band, scores):
            share = sum(value for path, value in mass.items() if holds(path, step)) / sum(mass.values())
            assert probability == pytest.approx(share, abs=1e-6)

    @settings(max_examples=80)
    @given(sizes, sizes, seeds, st.sampled_from([0.3, 1, 4]))
    def test_the_path_covers_both_sides_once_in_order(self, n, m, seed, scale):
        band = Band.whole(n, m)
        steps = [step for step, _ in decide(band, by_chance(band, seed, scale))]
        assert tuple(steps) in all_paths(n, m)

    @settings(max_examples=60)
    @given(sizes, sizes, seeds)
    def test_what_is_nearly_certain_is_chosen(self, n, m, seed):
        band = Band.whole(n, m)
        scores = by_chance(band, seed, 6)
        _, shares = log_mass(band, scores)
        chosen = {step for step, _ in decide(band, scores)}
        for move, share in shares.items():
            for cell in np.flatnonzero(share > 0.9).tolist():
                # Two lone units side by side may stand in either order.
                if move not in LONE:
                    assert Step(int(band.rows[cell]), int(band.columns[cell]), move) in chosen

    @settings(max_examples=60)
    @given(sizes, sizes, seeds)
    def test_the_mirror_image_has_the_same_probabilities(self, n, m, seed):
        ours, theirs = Band.whole(n, m), Band.whole(m, n)
        scores = by_chance(ours, seed)
        cells = np.array([theirs.base[j] + i for i, j in zip(ours.rows, ours.columns, strict=True)], np.int64)
        turned = {}
        for (a, b), values in scores.items():
            turned[b, a] = np.empty_like(values)
            turned[b, a][cells] = values
        _, shares = log_mass(ours, scores)
        _, mirror = log_mass(theirs, turned)
        for a, b in SMALL:
            np.testing.assert_allclose(shares[a, b], mirror[b, a][cells], atol=1e-6)
        pairs = [
            [step for step, _ in decide(*one) if all(step.move)] for one in ((ours, scores), (theirs, turned))
        ]
        assert pairs[0] == [Step(j, i, (b, a)) for i, j, (a, b) in pairs[1]]

    @pytest.mark.parametrize(
        ("one", "lone", "moves"),
        [
            (5, 0, [(1, 1), (1, 1)]),
            (0, 5, {(1, 0), (0, 1)}),
        ],
    )
    def test_the_likelier_is_chosen(self, one, lone, moves):
        band = Band.whole(2, 2)
        found = [step.move for step, _ in decide(band, constant(band, one=one, lone=lone))]
        assert (found if isinstance(moves, list) else set(found)) == moves

    def test_what_is_barred_counts_but_is_not_chosen(self):
        band = Band.whole(1, 1)
        scores = constant(band, one=-3, lone=0)
        barred = {move: np.ones(len(band), bool) for move in LONE}
        free, held = decide(band, scores), decide(band, scores, barred)
        assert {step.move for step, _ in free} == set(LONE)
        ((step, probability),) = held
        assert step == Step(0, 0, (1, 1))
        assert probability == pytest.approx(math.exp(-3) / (math.exp(-3) + 2))

    def test_forbidden_beads_are_not_chosen(self):
        band = Band.whole(3, 2)
        found = decide(band, constant(band, lone=-50, two=0))
        assert (1, 1) not in [step.move for step, _ in found]
        assert all(probability > 0.1 for _, probability in found)

    def test_nothing_to_decide(self):
        band = Band.whole(0, 0)
        assert decide(band, constant(band, one=0)) == ()

    @pytest.mark.parametrize(("n", "m"), [(1, 1), (2, 1), (1, 3), (3, 3)])
    def test_a_unit_that_is_surely_alone_is_so_whatever_stands_beside_it(self, n, m):
        """No order of text that one side lacks and text that the other lacks is righter than another."""
        band = Band.whole(n, m)
        found = decide(band, constant(band, lone=0, one=-30))
        assert [probability for _, probability in found] == pytest.approx([1] * (n + m))


@given(st.lists(st.floats(0, 1), min_size=2, max_size=20))
def test_calibration_keeps_the_order_and_the_bounds(probabilities):
    found = [calibrated(one) for one in sorted(probabilities)]
    assert found == sorted(found)
    assert all(0 <= one <= 1 for one in found)


# ---------------------------------------------------------------- groups


def kept(band, move, source, target):
    """Return where beads of a move that keep to one group start."""
    groups = Groups(np.array(source, np.int64), np.array(target, np.int64), np.zeros(9, bool))
    starts = band.starts(move)
    inside = starts[within(band, move, starts, groups)]
    return list(zip(band.rows[inside].tolist(), band.columns[inside].tolist(), strict=True))


@pytest.mark.parametrize(
    ("source", "target", "move", "expected"),
    [
        # Group of each unit on either side; the cells that beads start in.
        ([0, 1], [0, 1], (1, 1), [(0, 0), (1, 1)]),
        ([0, 0], [0, 0], (1, 1), [(0, 0), (0, 1), (1, 0), (1, 1)]),
        ([0, 0, 1], [0, 1], (2, 1), [(0, 0)]),
        ([0, 1, 1], [0, 1], (2, 1), [(1, 1)]),
        ([0, 1, 2], [0, 1, 2], (2, 2), []),
        # A lone unit stands at a border of its own group.
        ([0, 1], [0, 1], (1, 0), [(0, 0), (0, 1), (1, 1), (1, 2)]),
        ([0, 1], [0, 1], (0, 1), [(0, 0), (1, 0), (1, 1), (2, 1)]),
        # A group that lacks a side stands between its neighbours.
        ([0, 2], [0, 1, 2], (0, 1), [(0, 0), (1, 0), (1, 1), (1, 2), (2, 2)]),
        ([0, 1, 2], [0, 2], (1, 0), [(0, 0), (0, 1), (1, 1), (2, 1), (2, 2)]),
    ],
)
def test_beads_keep_to_one_group(source, target, move, expected):
    assert kept(Band.whole(len(source), len(target)), move, source, target) == expected


@settings(max_examples=80)
@given(
    st.lists(st.integers(0, 4), max_size=8).map(sorted),
    st.lists(st.integers(0, 4), max_size=8).map(sorted),
    st.sampled_from(MOVES),
)
def test_no_bead_joins_units_of_different_groups(source, target, move):
    a, b = move
    band = Band.whole(len(source), len(target))
    for i, j in kept(band, move, source, target):
        assert len({*source[i : i + a], *target[j : j + b]}) == 1


@settings(max_examples=80)
@given(
    st.lists(st.integers(0, 4), max_size=6).map(sorted),
    st.lists(st.integers(0, 4), max_size=6).map(sorted),
    seeds,
)
def test_there_is_a_path_through_any_groups(source, target, seed):
    band = Band.whole(len(source), len(target))
    groups = Groups(np.array(source, np.int64), np.array(target, np.int64), np.zeros(5, bool))
    scores = by_chance(band, seed)
    for move, values in scores.items():
        starts = band.starts(move)
        inside = within(band, move, starts, groups)
        scores[move] = band.spread(starts[inside], values[starts][inside])
    for (i, j, (a, b)), probability in decide(band, scores):
        assert len({*source[i : i + a], *target[j : j + b]}) == 1
        assert probability > -1e-6
