"""The text of a place cut into runs, so that marks may nest and overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.report.summary import SEVERITIES
from align.text import show_controls
from align.types import File, Finding, Pair, Place

_RANKS = {severity.label: rank for rank, severity in enumerate(SEVERITIES)}


@dataclass(frozen=True, slots=True)
class Reference:
    """A finding as a mark names it."""

    anchor: str
    number: int
    severity: str
    rule: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that the same findings cover.

    Attributes:
        text: Empty where text is missing.
        severity: The worst of `marks`, or an empty string.
        marks: Findings that cover the run, worst first.
        ends: Those of them that end with it, and are numbered there.
    """

    text: str
    severity: str = ""
    marks: tuple[Reference, ...] = ()
    ends: tuple[Reference, ...] = ()

    @property
    def anchors(self) -> str:
        """Anchors of the findings, separated by spaces."""
        return " ".join(mark.anchor for mark in self.marks)


def make_runs(place: Place, marks: Iterable[tuple[Place, Reference]]) -> tuple[Run, ...]:
    """Cut the text of `place` where any mark starts or ends; marks may nest and overlap.

    Marks of other files or outside `place` are ignored, so that the same marks serve every cell.
    """
    start, end = place.span
    inside = [
        (max(mark.span.start, start), min(mark.span.end, end), mark.span.end > mark.span.start, reference)
        for mark, reference in marks
        if mark.file is place.file and mark.span.start <= end and mark.span.end >= start
    ]
    spans = [
        (left, right, reference) for left, right, is_range, reference in inside if is_range and left < right
    ]
    gaps = [(left, reference) for left, _, is_range, reference in inside if not is_range]
    cuts = sorted({start, end, *(cut for span in spans for cut in span[:2]), *(gap for gap, _ in gaps)})
    runs: list[Run] = []
    for left, right in zip(cuts, [*cuts[1:], end], strict=True):
        if here := tuple(reference for gap, reference in gaps if gap == left):
            runs.append(_run("", here, here))
        covering = tuple(reference for a, b, reference in spans if a <= left and right <= b)
        ending = tuple(reference for a, b, reference in spans if b == right and a <= left)
        if left < right:
            runs.append(_run(place.file.text[left:right], covering, ending))
    return tuple(runs)


def _run(text: str, marks: tuple[Reference, ...], ends: tuple[Reference, ...]) -> Run:
    ranked = tuple(sorted(marks, key=lambda mark: _RANKS[mark.severity]))
    return Run(clean(text), ranked[0].severity if ranked else "", ranked, ends)


def worst(labels: Iterable[str]) -> str:
    """Return the worst of some severity labels, or an empty string."""
    return min(labels, key=_RANKS.__getitem__, default="")


def clean(text: str) -> str:
    """Show controls, so that a text cannot reorder the page."""
    return show_controls(text, keep="\t\n\r")


class Marks:
    """Places of all findings by file, in the order of their starts."""

    def __init__(self, findings: Sequence[Finding], references: Sequence[Reference]) -> None:
        self._by_file: dict[File, list[tuple[Place, Reference, Pair | None]]] = {}
        for finding, reference in zip(findings, references, strict=True):
            for place in finding.places:
                self._by_file.setdefault(place.file, []).append((place, reference, finding.pair))
        for marks in self._by_file.values():
            marks.sort(key=_start)
        self._longest = max((len(place.text) for f in findings for place in f.places), default=0)

    def near(self, place: Place, pair: Pair | None) -> Iterable[tuple[Place, Reference]]:
        """Yield what to mark in `place`.

        A gap at its very edge lies between two cells; it belongs to the one whose pair the finding names.
        """
        marks = self._by_file.get(place.file, [])
        start, end = place.span
        first = bisect_left(marks, start - self._longest, key=_start)
        last = bisect_right(marks, end, key=_start)
        for mark, reference, owner in marks[first:last]:
            edge = not mark.text and mark.span.start in (start, end)
            if not edge or owner is pair:
                yield mark, reference


def _start(mark: tuple[Place, Reference, Pair | None]) -> int:
    return mark[0].span.start
