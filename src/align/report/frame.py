"""One line of a brief for the terminal, cut to fit, with carets under what matters.

Everything is measured in display columns: a wide character takes two, a combining one none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from align.report.prose import visible
from align.text import HAN, display_width
from align.types import Span

_START, _MIDDLE, _END = "... ", " ... ", " ..."
# Context that a mark gets at least; marks that would get less are left out.
_LEAST = 4
_LONGEST_WORD = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A line as shown, and the carets below it (empty if there are none)."""

    text: str
    carets: str


def frame(line: str, marks: Sequence[Span], width: int, *, focus: int = 0) -> Row:
    """Show `line` in at most `width` columns with carets under `marks`.

    Args:
        line: The text of one line, without its end.
        marks: Ranges of code points in `line`; an empty one gets a single caret.
        width: Display columns to fill.
        focus: Where to look when there are no marks.
    """
    marks = sorted(marks)
    anchors = [_anchors(mark) for mark in marks] or [(focus, focus)]
    # A caret behind the last character needs a column of its own.
    behind = any(mark.start == len(line) for mark in marks)
    windows = _fit(line, anchors, width - behind)
    text, columns = _lay_out(line, windows)
    return Row(text.rstrip(), _carets([mark for mark in marks if _shown(mark, columns)], columns))


@cache
def _char_width(char: str) -> int:
    return display_width(visible(char))


def _anchors(mark: Span) -> tuple[int, int]:
    """Return the first and last character of a mark."""
    return mark.start, max(mark.start, mark.end - 1)


def _fit(line: str, anchors: Sequence[tuple[int, int]], width: int) -> list[Span]:
    """Choose which parts of `line` to show: as much around the anchors as fits."""
    whole = [Span(0, len(line))]
    if len(line) <= 4 * width and _width(line, whole) <= width:
        return whole
    count = len(anchors)
    while count > 1 and _width(line, _windows(line, anchors[:count], _LEAST)) > width:
        count -= 1
    # Widest radius that fits; the width grows with it, but for a few columns where windows meet.
    low, high = 0, width
    while low < high:
        middle = (low + high + 1) // 2
        if _width(line, _windows(line, anchors[:count], middle)) <= width:
            low = middle
        else:
            high = middle - 1
    return _snap(line, _windows(line, anchors[:count], low), anchors[:count])


def _windows(line: str, anchors: Sequence[tuple[int, int]], radius: int) -> list[Span]:
    """Return the ranges within `radius` of an anchor, merged where an ellipsis would save nothing."""
    points = sorted({point for anchor in anchors for point in anchor})
    windows: list[Span] = []
    for point in points:
        start, end = max(0, point - radius), min(len(line), point + radius + 1)
        while 0 < start < len(line) and display_width(line[start]) == 0:
            start -= 1
        while end < len(line) and display_width(line[end]) == 0:
            end += 1
        if windows and start - windows[-1].end <= len(_MIDDLE):
            windows[-1] = Span(windows[-1].start, max(end, windows[-1].end))
        else:
            windows.append(Span(start, end))
    return windows


def _width(line: str, windows: Sequence[Span]) -> int:
    shown = sum(_char_width(char) for start, end in windows for char in line[start:end])
    ellipses = len(_MIDDLE) * (len(windows) - 1)
    ellipses += len(_START) * (windows[0].start > 0) + len(_END) * (windows[-1].end < len(line))
    return shown + ellipses


def _snap(line: str, windows: Sequence[Span], anchors: Sequence[tuple[int, int]]) -> list[Span]:
    """Narrow windows so that they do not cut a word in two."""
    points = [point for anchor in anchors for point in anchor]
    snapped = []
    for start, end in windows:
        inside = [point for point in points if start <= point <= end] or [start]
        snapped.append(Span(_snap_start(line, start, min(inside)), _snap_end(line, end, max(inside) + 1)))
    return snapped


def _snap_start(line: str, start: int, limit: int) -> int:
    cut = start
    while 0 < cut < limit and _in_word(line, cut):
        cut += 1
    if cut - start > _LONGEST_WORD or _in_word(line, cut):
        cut = start
    while 0 < cut < limit and line[cut].isspace():
        cut += 1
    return cut


def _snap_end(line: str, end: int, limit: int) -> int:
    cut = end
    while limit < cut < len(line) and _in_word(line, cut):
        cut -= 1
    if end - cut > _LONGEST_WORD or _in_word(line, cut):
        cut = end
    while limit < cut < len(line) and line[cut - 1].isspace():
        cut -= 1
    return cut


def _in_word(line: str, cut: int) -> bool:
    """Tell whether `cut` lies between two letters of one word; Chinese can be cut anywhere."""
    return 0 < cut < len(line) and all(c.isalnum() and not HAN.match(c) for c in line[cut - 1 : cut + 1])


def _lay_out(line: str, windows: Sequence[Span]) -> tuple[str, dict[int, int]]:
    """Return the text to show and the display column at which each shown character starts.

    The end of each window stands in the map too, as the column after its last character.
    """
    pieces: list[str] = []
    columns: dict[int, int] = {}
    column = 0
    for start, end in windows:
        ellipsis = "" if start == 0 else _MIDDLE if pieces else _START
        pieces.append(ellipsis)
        column += len(ellipsis)
        for index in range(start, end):
            piece = visible(line[index])
            pieces.append(piece)
            columns[index] = column
            column += _char_width(line[index])
        columns[end] = column
    if windows[-1].end < len(line):
        pieces.append(_END)
    return "".join(pieces), columns


def _shown(mark: Span, columns: dict[int, int]) -> bool:
    return all(point in columns for point in _anchors(mark))


def _carets(marks: Sequence[Span], columns: dict[int, int]) -> str:
    cells: set[int] = set()
    for mark in marks:
        first = columns[mark.start]
        # The column after a mark: of the character that follows, if an ellipsis does not come between.
        last = columns[mark.end] if mark.end in columns else columns[mark.end - 1] + 1
        cells.update(range(first, max(last, first + 1)))
    return "".join("^" if i in cells else " " for i in range(max(cells, default=-1) + 1))
