"""Text that stands in another place than in the source."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.checks.order import check_order
from align.types import BlockKind, File, Finding, Language, Pair, Place, Segment, Severity, Span, Tally

Row = tuple[Sequence[int], Sequence[int], bool]


def make(rows: Sequence[Row], *, confidence: Sequence[float | None] | None = None) -> list[Pair]:
    """Return pairs of segments given by their numbers, in the order of the source; True has moved."""
    files = File("brief", "".join(f"源{n:02}" for n in range(20))), File("brief.en", "Text " * 20)
    pairs = []
    for number, (ours, theirs, moved) in enumerate(rows):
        sides = [
            tuple(
                Segment(Place(file, Span(size * n, size * n + size - 1)), language, BlockKind.BULLET, n, n)
                for n in numbers
            )
            for file, size, language, numbers in zip(
                files, (3, 5), (Language.ZH_HANT, Language.EN), (ours, theirs), strict=True
            )
        ]
        sure = confidence[number] if confidence else 0.9
        pairs.append(Pair(f"p{number}", sides[0], sides[1], number, confidence=sure, moved=moved))
    return pairs


def find(rows: Sequence[Row], **options) -> list[Finding]:
    return [result for result in check_order(make(rows, **options), None) if isinstance(result, Finding)]


def spans(findings: Sequence[Finding]) -> list[tuple[list[int], list[int]]]:
    """Return the numbers of the segments on both sides of each finding."""
    return [
        ([place.span.start // 3 for place in one.source], [place.span.start // 5 for place in one.target])
        for one in findings
    ]


STAYS, MOVED = False, True


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([([0], [0], STAYS), ([1], [1], STAYS)], [], id="in order"),
        pytest.param([([0], [0], STAYS), ([1], [], STAYS), ([], [1], STAYS)], [], id="lone text"),
        pytest.param([([0], [2], MOVED), ([1], [0], STAYS), ([2], [1], STAYS)], [([0], [2])], id="one"),
        pytest.param(
            [([0], [2], MOVED), ([1], [3], MOVED), ([2], [0], STAYS), ([3], [1], STAYS)],
            [([0, 1], [2, 3])],
            id="two together",
        ),
        pytest.param(
            [([0], [3], MOVED), ([1], [2], MOVED), ([2], [0], STAYS), ([3], [1], STAYS)],
            [([0], [3]), ([1], [2])],
            id="two that also changed places",
        ),
        pytest.param(
            [([0], [1], MOVED), ([1], [0], STAYS), ([2], [3], MOVED), ([3], [2], STAYS)],
            [([0], [1]), ([2], [3])],
            id="two apart",
        ),
        pytest.param(
            [([0], [4], MOVED), ([1], [6], MOVED), ([2], [0], STAYS)],
            [([0], [4]), ([1], [6])],
            id="neighbours of the source only",
        ),
        pytest.param(
            [([0], [2], MOVED), ([1], [0], STAYS), ([2], [3], MOVED), ([3], [1], STAYS)],
            [([0], [2]), ([2], [3])],
            id="neighbours of the target only",
        ),
        pytest.param(
            [([0, 1], [3, 4], MOVED), ([2], [5, 6], MOVED), ([3], [0, 1, 2], STAYS)],
            [([0, 1, 2], [3, 4, 5, 6])],
            id="pairs of several sentences",
        ),
    ],
)
def test_a_finding_for_each_run_of_neighbours_that_moved_together(rows, expected):
    assert spans(find(rows)) == expected


def test_what_a_finding_says():
    (finding,) = find([([0], [1], MOVED), ([1], [0], STAYS)])
    assert (finding.rule, finding.category) == ("order", "structure/order")
    assert finding.severity is Severity.MINOR
    assert finding.message == "text stands in another place in the translation"
    assert finding.explanation
    assert finding.suggestion == ""
    assert finding.pair.id == "p0"
    assert [place.text for place in finding.source] == ["源0"]
    assert [place.text for place in finding.target] == ["Text"]


@pytest.mark.parametrize(
    ("confidences", "expected"), [([0.9, 0.7, 0.2], 0.7), ([None, None, 0.2], 1), ([None, 0.4, None], 0.4)]
)
def test_a_run_is_as_sure_as_its_least_sure_pair(confidences, expected):
    rows = [([0], [1], MOVED), ([1], [2], MOVED), ([2], [0], STAYS)]
    (finding,) = find(rows, confidence=confidences)
    assert finding.confidence == expected


@pytest.mark.parametrize(
    ("rows", "count"),
    [([], 0), ([([0], [0], STAYS), ([1], [], STAYS)], 1), ([([0], [1], MOVED), ([1], [0], STAYS)], 2)],
)
def test_what_was_compared_is_counted(rows, count):
    (tally,) = (result for result in check_order(make(rows), None) if isinstance(result, Tally))
    assert tally.count == count


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # A sentence of a bullet that moved lacks a counterpart: an omission or addition besides.
        ([([0], [2], MOVED), ([1], [], MOVED), ([2], [0], STAYS)], [([0], [2])]),
        # A bullet without a counterpart between two that moved together parts nothing.
        (
            [([0], [3], MOVED), ([1], [], STAYS), ([2], [4], MOVED), ([3], [0], STAYS)],
            [([0, 2], [3, 4])],
        ),
        (
            [([0], [3], MOVED), ([], [4], STAYS), ([1], [5], MOVED), ([2], [0], STAYS)],
            [([0, 1], [3, 5])],
        ),
        (
            [([0], [3], MOVED), ([], [0], STAYS), ([1], [5], MOVED), ([2], [1], STAYS)],
            [([0], [3]), ([1], [5])],
        ),
        ([([0], [], MOVED), ([1], [2], MOVED), ([2], [0], STAYS)], [([1], [2])]),
        ([([0], [2], MOVED), ([1], [], MOVED), ([2], [3], MOVED), ([3], [0], STAYS)], [([0, 2], [2, 3])]),
        ([([0], [2], MOVED), ([], [3], MOVED), ([1], [4], MOVED), ([2], [0], STAYS)], [([0, 1], [2, 4])]),
        ([([0], [2], MOVED), ([1], [0], STAYS), ([], [3], MOVED)], [([0], [2])]),
    ],
)
def test_lone_sentences_of_what_moved(rows, expected):
    assert spans(find(rows)) == expected


numbers = st.lists(st.integers(0, 9), min_size=1, max_size=2, unique=True).map(sorted)


@settings(max_examples=80)
@given(st.lists(st.tuples(numbers, numbers, st.booleans()), max_size=9))
def test_every_pair_that_moved_lies_in_one_finding_and_no_other_does(rows):
    found = find(rows)
    assert [n for ours, _ in spans(found) for n in ours] == [
        n for ours, _, moved in rows if moved for n in ours
    ]
    assert [n for _, theirs in spans(found) for n in theirs] == [
        n for _, theirs, moved in rows if moved for n in theirs
    ]
    assert all(one.source and one.target for one in found)
