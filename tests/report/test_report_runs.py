"""Marks in a text may nest and overlap."""

import pytest

from align.report.runs import Reference, make_runs
from align.types import File, Place, Span

TEXT = "0123456789"
RUNS = [
    ([], ["0123456789:"]),
    ([(2, 4)], ["01:", "23:A", "456789:"]),
    ([(0, 10)], ["0123456789:A"]),
    ([(2, 8), (4, 6)], ["01:", "23:A", "45:AB", "67:A", "89:"]),
    ([(2, 6), (4, 8)], ["01:", "23:A", "45:AB", "67:B", "89:"]),
    ([(2, 4), (2, 4)], ["01:", "23:AB", "456789:"]),
    ([(2, 4), (4, 6)], ["01:", "23:A", "45:B", "6789:"]),
    ([(3, 3)], ["012:", ":A", "3456789:"]),
    ([(0, 0)], [":A", "0123456789:"]),
    ([(10, 10)], ["0123456789:", ":A"]),
    ([(2, 6), (4, 4)], ["01:", "23:A", ":B", "45:A", "6789:"]),
    ([(-5, 3)], ["012:A", "3456789:"]),
    ([(8, 20)], ["01234567:", "89:A"]),
    ([(12, 20)], ["0123456789:"]),
]


@pytest.mark.parametrize(("spans", "expected"), RUNS)
def test_runs(spans, expected):
    before = "before" * 2
    file = File("x", before + TEXT + "after" * 4)
    offset = len(before)
    place = Place(file, Span(offset, offset + len(TEXT)))
    marks = [
        (Place(file, Span(offset + start, offset + end)), Reference(name, 1, "major", "r"))
        for name, (start, end) in zip("ABC", spans, strict=False)
    ]
    runs = make_runs(place, marks)
    assert [f"{run.text}:{''.join(mark.anchor for mark in run.marks)}" for run in runs] == expected
    assert "".join(run.text for run in runs) == TEXT
    ended = [ref.anchor for run in runs for ref in run.ends]
    assert sorted(ended) == sorted({ref.anchor for run in runs for ref in run.marks})


def test_marks_of_another_file_do_not_matter():
    place = Place(File("x", TEXT), Span(0, 10))
    other = Place(File("x", TEXT), Span(0, 10))
    assert [run.marks for run in make_runs(place, [(other, Reference("A", 1, "major", "r"))])] == [()]
