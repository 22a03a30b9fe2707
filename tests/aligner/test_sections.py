"""Headings over the same blocks."""

from __future__ import annotations

import pytest

from align.aligner.sections import headings_of_same, section_of
from align.types import Block, BlockKind, File, Language, Place, Span

_PLACE = Place(File("made", "x"), Span(0, 1))


def outline(text):
    """Return blocks: a digit is a heading of that level, a dot a bullet."""
    return [
        Block(_PLACE, BlockKind.BULLET, Language.EN, 1)
        if one == "."
        else Block(_PLACE, BlockKind.HEADING, Language.EN, int(one))
        for one in text
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", []), ("..", [-1, -1]), ("1..1.", [0, 0, 0, 3, 3]), (".1.2.1.", [-1, 1, 1, 3, 3, 5, 5])],
)
def test_each_block_lies_in_the_section_of_the_heading_before_it(text, expected):
    assert section_of(outline(text)) == expected


@pytest.mark.parametrize(
    ("ours", "theirs", "partners", "expected"),
    [
        pytest.param("1.", "1.", {}, [], id="nothing is known"),
        pytest.param("1.", "1.", {1: 1}, [(0, 0)], id="one bullet"),
        pytest.param("..", "1.", {1: 1}, [], id="no heading there"),
        pytest.param("1..1..", "1..1..", {1: 4, 2: 5, 4: 1, 5: 2}, [(0, 3), (3, 0)], id="changed places"),
        pytest.param("1...1.", "1..1..", {1: 1, 2: 2, 3: 4, 5: 5}, [(0, 0)], id="half of what is there"),
        pytest.param("1...1.", "1.1...", {1: 3, 2: 4, 3: 1, 5: 5}, [(0, 2)], id="most moved"),
        pytest.param("1..", "1.1.", {1: 1, 2: 3}, [], id="half and half"),
        pytest.param("1...", "1.", {1: 1}, [(0, 0)], id="what has no partner does not count"),
        pytest.param("12.", "12.", {2: 2, 1: 1}, [(0, 0), (0, 1), (1, 0), (1, 1)], id="one within another"),
        # The section of the outer heading holds that of the inner one, and ends with the next of its level.
        pytest.param(
            "1.2.1.", "1.2.1.", {1: 1, 3: 3, 5: 5}, [(0, 0), (2, 2), (4, 4)], id="sections within sections"
        ),
        pytest.param("2.1.", "2.1.", {1: 1, 3: 3}, [(0, 0), (2, 2)], id="a higher heading ends a section"),
        pytest.param("1.", "1.", {0: 0}, [], id="headings do not speak for headings"),
    ],
)
def test_headings_over_the_same(ours, theirs, partners, expected):
    assert sorted(headings_of_same(outline(ours), outline(theirs), partners)) == expected
