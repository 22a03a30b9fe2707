"""Paths through a band, against all paths written out one by one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligner.lattice import FORBIDDEN, LONE, Band, Step, best_path, log_mass

MOVES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), *LONE)

sizes = st.integers(0, 4)
seeds = st.integers(0, 2**32 - 1)


@st.composite
def paths(draw, most=12):
    """A path through at most so many units of either side: its steps and the numbers of units."""
    steps = []
    i = j = 0
    for a, b in draw(st.lists(st.sampled_from(MOVES), max_size=most)):
        if max(i + a, j + b) <= most:
            steps.append(Step(i, j, (a, b)))
            i, j = i + a, j + b
    return steps, i, j


@st.composite
def bands(draw, most=4):
    """A band around such a path, of any width."""
    steps, n, m = draw(paths(most))
    return Band.around(steps, n, m, draw(st.integers(0, 3)))


def cells(band):
    return set(zip(band.rows.tolist(), band.columns.tolist(), strict=True))


def touched(step):
    """Return the cells of a bead: where it starts, where it ends, and one for each pair of its units."""
    i, j, (a, b) = step
    return {(i, j), (i + a, j + b)} | {(i + k, j + h) for k in range(a) for h in range(b)}


def all_paths(band, moves=MOVES):
    """Return every path whose beads lie in a band."""
    inside = cells(band)
    found = []

    def walk(i, j, steps):
        if (i, j) == band.size:
            found.append(steps)
        for a, b in moves:
            step = Step(i, j, (a, b))
            if i + a <= band.size[0] and j + b <= band.size[1] and touched(step) <= inside:
                walk(i + a, j + b, (*steps, step))

    walk(0, 0, ())
    return found


def scores_by_chance(band, seed, moves=MOVES):
    rng = np.random.default_rng(seed)
    scores = {}
    for move in moves:
        starts = band.starts(move)
        scores[move] = band.spread(starts, rng.normal(size=len(starts)))
    return scores


def score_of(path, band, scores):
    return sum(float(scores[step.move][band.base[step.source] + step.target]) for step in path)


class TestBand:
    @pytest.mark.parametrize(("n", "m"), [(0, 0), (0, 3), (3, 0), (2, 3), (5, 1)])
    def test_the_whole_is_every_cell(self, n, m):
        band = Band.whole(n, m)
        assert band.size == (n, m)
        assert cells(band) == {(i, j) for i in range(n + 1) for j in range(m + 1)}
        assert len(band) == (n + 1) * (m + 1)

    @pytest.mark.parametrize(
        ("moves", "width", "rows"),
        [
            # Columns of each row, first to last.
            ([(1, 1)] * 4, 0, [(0, 1), (0, 2), (1, 3), (2, 4), (3, 4)]),
            ([(1, 1)] * 4, 1, [(0, 2), (0, 3), (0, 4), (1, 4), (2, 4)]),
            ([(1, 3), (1, 1)], 0, [(0, 3), (0, 4), (3, 4)]),
            ([(3, 1), (1, 1)], 0, [(0, 1), (0, 1), (0, 1), (0, 2), (1, 2)]),
            ([(1, 0)] * 3, 0, [(0, 0)] * 4),
            ([(0, 1)] * 3, 0, [(0, 3)]),
            ([(0, 2), (2, 0)], 0, [(0, 2), (2, 2), (2, 2)]),
            ([], 5, [(0, 0)]),
        ],
    )
    def test_the_band_around_a_path(self, moves, width, rows):
        i = j = 0
        steps = []
        for a, b in moves:
            steps.append(Step(i, j, (a, b)))
            i, j = i + a, j + b
        band = Band.around(steps, i, j, width)
        assert list(zip(band.first.tolist(), band.last.tolist(), strict=True)) == rows

    @given(paths(), st.integers(0, 12))
    def test_it_holds_the_path_and_never_turns_back(self, path, width):
        steps, n, m = path
        band = Band.around(steps, n, m, width)
        assert band.size == (n, m)
        assert (band.first[0], band.last[-1]) == (0, m)
        assert (band.first <= band.last).all()
        assert (np.diff(band.first) >= 0).all()
        assert (np.diff(band.last) >= 0).all()
        inside = cells(band)
        for step in steps:
            assert touched(step) <= inside
            assert band.base[step.source] + step.target in band.starts(step.move)

    @given(paths(), st.integers(0, 12))
    def test_it_holds_all_that_is_near_in_columns_or_rows(self, path, width):
        steps, n, m = path
        inside = cells(Band.around(steps, n, m, width))
        for i, j, _ in steps:
            assert {(i, min(max(j + k, 0), m)) for k in range(-width, width + 1)} <= inside
            assert {(min(max(i + k, 0), n), j) for k in range(-width, width + 1)} <= inside

    @given(paths(), st.integers(0, 12))
    def test_a_wider_band_holds_the_narrower(self, path, width):
        steps, n, m = path
        narrow, wide = (Band.around(steps, n, m, one) for one in (width, width + 1))
        assert cells(narrow) <= cells(wide) <= cells(Band.whole(n, m))

    @given(paths())
    def test_wide_enough_it_is_the_whole(self, path):
        steps, n, m = path
        assert cells(Band.around(steps, n, m, n + m)) == cells(Band.whole(n, m))

    @given(bands(8))
    def test_cells_are_numbered_row_by_row(self, band):
        places = list(zip(band.rows.tolist(), band.columns.tolist(), strict=True))
        assert places == sorted(places)
        assert [int(band.base[i]) + j for i, j in places] == list(range(len(band)))
        assert all(band.first[i] <= j <= band.last[i] for i, j in places)

    @given(bands(8), st.sampled_from([*MOVES, (3, 3), (6, 1), (1, 6)]))
    def test_a_bead_starts_where_all_that_it_touches_is_inside(self, band, move):
        inside = cells(band)
        expected = [at for at in sorted(inside) if touched(Step(*at, move)) <= inside]
        starts = band.starts(move)
        assert list(zip(band.rows[starts].tolist(), band.columns[starts].tolist(), strict=True)) == expected

    def test_what_is_spread_is_forbidden_elsewhere(self):
        band = Band.whole(1, 1)
        assert band.spread(band.starts((1, 1)), np.array([0.5])).tolist() == [0.5, *[FORBIDDEN] * 3]


class TestBestPath:
    @settings(max_examples=150)
    @given(bands(), seeds)
    def test_no_path_in_the_band_scores_higher(self, band, seed):
        scores = scores_by_chance(band, seed)
        best = max(all_paths(band), key=lambda path: score_of(path, band, scores))
        assert best_path(band, scores) == best

    @settings(max_examples=60)
    @given(sizes, sizes, seeds)
    def test_no_path_in_the_whole_table_scores_higher(self, n, m, seed):
        band = Band.whole(n, m)
        scores = scores_by_chance(band, seed)
        best = max(all_paths(band), key=lambda path: score_of(path, band, scores))
        assert best_path(band, scores) == best

    @settings(max_examples=60)
    @given(paths(4), seeds)
    def test_a_band_that_is_the_whole_table_changes_nothing(self, path, seed):
        steps, n, m = path
        whole, around = Band.whole(n, m), Band.around(steps, n, m, n + m)
        assert best_path(whole, scores_by_chance(whole, seed)) == best_path(
            around, scores_by_chance(around, seed)
        )

    @pytest.mark.parametrize(
        ("moves", "expected"),
        [
            (((1, 1), (2, 2), (1, 0), (0, 1)), [(1, 1), (1, 1)]),
            (((2, 2), (1, 1), (1, 0), (0, 1)), [(2, 2)]),
            (((1, 0), (1, 1), (0, 1)), [(0, 1), (0, 1), (1, 0), (1, 0)]),
        ],
    )
    def test_of_equals_the_last_bead_is_that_of_the_move_named_first(self, moves, expected):
        band = Band.whole(2, 2)
        path = best_path(band, {move: np.zeros(len(band)) for move in moves})
        assert [step.move for step in path] == expected

    def test_a_table_without_units_has_an_empty_path(self):
        band = Band.whole(0, 0)
        assert best_path(band, {move: np.zeros(1) for move in MOVES}) == ()

    def test_forbidden_beads_are_taken_only_when_nothing_else_leads_on(self):
        band = Band.whole(2, 2)
        scores = {move: np.full(len(band), -5.0) for move in ((1, 1), *LONE)}
        scores[1, 1][:] = FORBIDDEN
        assert (1, 1) not in [step.move for step in best_path(band, scores)]
        scores[0, 1][:] = FORBIDDEN
        assert len(best_path(band, scores)) > 0

    def test_a_long_table_of_forbidden_lone_units_keeps_enough_digits(self):
        n = 3000
        band = Band.around([Step(i, i, (1, 1)) for i in range(n)], n, n, 2)
        scores = {move: np.full(len(band), FORBIDDEN) for move in LONE}
        scores[1, 1] = band.spread(band.starts((1, 1)), np.full(len(band.starts((1, 1))), 1e-3))
        assert [step.move for step in best_path(band, scores)] == [(1, 1)] * n


class TestLogMass:
    @settings(max_examples=150)
    @given(bands(), seeds)
    def test_mass_and_shares_are_those_of_all_paths(self, band, seed):
        scores = scores_by_chance(band, seed)
        total, shares = log_mass(band, scores)
        found = all_paths(band)
        masses = [math.exp(score_of(path, band, scores)) for path in found]
        assert total == pytest.approx(math.log(sum(masses)), abs=1e-9)
        expected = {move: np.zeros(len(band)) for move in MOVES}
        for path, mass in zip(found, masses, strict=True):
            for step in path:
                expected[step.move][band.base[step.source] + step.target] += mass / sum(masses)
        for move in MOVES:
            np.testing.assert_allclose(shares[move], expected[move], atol=1e-6)

    @settings(max_examples=80)
    @given(bands(12), seeds, st.sampled_from([0.1, 1, 30]))
    def test_every_unit_of_either_side_lies_in_one_bead_of_a_path(self, band, seed, scale):
        scores = {
            move: np.where(v > FORBIDDEN, scale * v, v) for move, v in scores_by_chance(band, seed).items()
        }
        _, shares = log_mass(band, scores)
        n, m = band.size
        ours, theirs = np.zeros(n), np.zeros(m)
        for (a, b), share in shares.items():
            for k in range(a):
                np.add.at(ours, band.rows[share > 0] + k, share[share > 0])
            for k in range(b):
                np.add.at(theirs, band.columns[share > 0] + k, share[share > 0])
        np.testing.assert_allclose(ours, 1, atol=1e-6)
        np.testing.assert_allclose(theirs, 1, atol=1e-6)
        assert sum(a * share.sum() for (a, _), share in shares.items()) == pytest.approx(n)
        assert sum(b * share.sum() for (_, b), share in shares.items()) == pytest.approx(m)

    @settings(max_examples=60)
    @given(bands(8), seeds)
    def test_what_leads_into_a_cell_leads_out_of_it(self, band, seed):
        _, shares = log_mass(band, scores_by_chance(band, seed))
        into, out = np.zeros(len(band)), np.zeros(len(band))
        for move, share in shares.items():
            starts = band.starts(move)
            ends = band.base[band.rows[starts] + move[0]] + band.columns[starts] + move[1]
            np.add.at(out, starts, share[starts])
            np.add.at(into, ends, share[starts])
        if len(band) > 1:
            assert out[0] == pytest.approx(1)
            assert into[-1] == pytest.approx(1)
        np.testing.assert_allclose(into[1:-1], out[1:-1], atol=1e-6)

    @settings(max_examples=60)
    @given(paths(4), seeds)
    def test_a_band_that_is_the_whole_table_changes_nothing(self, path, seed):
        steps, n, m = path
        whole, around = Band.whole(n, m), Band.around(steps, n, m, n + m)
        total, shares = log_mass(whole, scores_by_chance(whole, seed))
        again, same = log_mass(around, scores_by_chance(around, seed))
        assert total == again
        assert all((shares[move] == same[move]).all() for move in MOVES)

    @settings(max_examples=60)
    @given(bands(), seeds)
    def test_where_one_path_outweighs_all_others_it_is_the_best(self, band, seed):
        scores = {
            move: np.where(values > FORBIDDEN, 200 * values, values)
            for move, values in scores_by_chance(band, seed).items()
        }
        ranked = sorted((score_of(path, band, scores) for path in all_paths(band)), reverse=True)
        total, shares = log_mass(band, scores)
        if len(ranked) < 2 or ranked[0] - ranked[1] > 30:
            assert total == pytest.approx(ranked[0])
            for step in best_path(band, scores):
                share = shares[step.move][band.base[step.source] + step.target]
                assert share == pytest.approx(1, abs=1e-6)

    @settings(max_examples=100)
    @given(bands(), seeds, st.floats(0.1, 0.6))
    def test_paths_with_forbidden_beads_count_for_nothing(self, band, seed, share):
        rng = np.random.default_rng(seed)
        scores = scores_by_chance(band, seed)
        for values in scores.values():
            values[rng.random(len(values)) < share] = FORBIDDEN
        open_ = [score for path in all_paths(band) if (score := score_of(path, band, scores)) > FORBIDDEN / 2]
        if open_:
            total, shares = log_mass(band, scores)
            assert total == pytest.approx(math.log(sum(map(math.exp, open_))), abs=1e-6)
            assert score_of(best_path(band, scores), band, scores) == pytest.approx(max(open_), abs=1e-6)
            assert all(shares[move][scores[move] == FORBIDDEN].max(initial=0) == 0 for move in MOVES)

    def test_forbidden_beads_have_no_share(self):
        band = Band.whole(3, 3)
        scores = scores_by_chance(band, 1)
        scores[1, 1][:] = FORBIDDEN
        assert log_mass(band, scores)[1][1, 1].max() == 0

    def test_a_table_without_units_has_one_path(self):
        band = Band.whole(0, 0)
        total, shares = log_mass(band, {move: np.full(1, FORBIDDEN) for move in MOVES})
        assert total == 0
        assert all(share.tolist() == [0] for share in shares.values())

    def test_long_texts_neither_overflow_nor_vanish(self):
        n = 4000
        band = Band.around([Step(i, i, (1, 1)) for i in range(n)], n, n, 14)
        scores = {
            move: band.spread(band.starts(move), np.full(len(band.starts(move)), 40.0)) for move in MOVES
        }
        total, shares = log_mass(band, scores)
        assert math.isfinite(total)
        assert sum(a * share.sum() for (a, _), share in shares.items()) == pytest.approx(n, rel=1e-6)
