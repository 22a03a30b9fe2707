"""What stays in order, and what therefore moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.aligner.moved import _heaviest_rise


def heaviest_by_definition(items):
    """Return what `_heaviest_rise` should, by looking at all earlier items."""
    best = []
    for number, (_, j, weight) in enumerate(items):
        before = [(best[k][0], k) for k in range(number) if items[k][1] < j]
        reached, link = max(before, default=(0.0, -1))
        best.append((reached + weight, link))
    kept = set()
    at = max(range(len(best)), key=lambda number: best[number][0], default=-1)
    while at >= 0:
        kept.add(at)
        at = best[at][1]
    return kept


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 3).map(float)), max_size=25))
def test_the_heaviest_rise_is_that_of_the_definition(items):
    items.sort()
    assert _heaviest_rise(items) == heaviest_by_definition(items)


@pytest.mark.parametrize(
    ("items", "kept"),
    [
        ([], set()),
        ([(0, 0, 1.0)], {0}),
        ([(0, 1, 2.0), (1, 0, 3.0)], {1}),
        # Equals: the one that ends first, and the latest link.
        ([(0, 1, 2.0), (1, 0, 2.0)], {0}),
        ([(0, 1, 2.0), (1, 0, 2.0), (2, 2, 1.0)], {1, 2}),
        ([(0, 0, 0.0)], {0}),
    ],
)
def test_of_what_could_stay_equally_well(items, kept):
    assert _heaviest_rise(items) == kept


def test_thousands_of_blocks_take_no_time():
    count = 100_000
    items = [(i, (i - 1) % count, 10.0) for i in range(count)]
    assert _heaviest_rise(items) == set(range(1, count))
