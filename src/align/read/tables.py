"""Tables: Markdown's with bars and tab-separated columns, one language to a column or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.lang import CHINESE_COLUMNS, ENGLISH_COLUMNS, OTHER_COLUMNS
from align.read.lines import Line, tell_language, trim
from align.read.page import Hole
from align.types import Language, Span

_DELIMITER = re.compile(r"\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?")
_CELL_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# So many rows tell whether tabs make a table, and keep a file full of tabs from being read over and over.
_TABBED_SAMPLE = 20
_BAR = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Cell:
    """One text in a table: its place as a line, its row, and the language of its column if that has one."""

    line: Line
    row: int
    home: Language | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: how many lines and rows it takes, what stands in it and where nothing does."""

    lines: int
    rows: int
    cells: tuple[Cell, ...]
    holes: tuple[Hole, ...]


_Row = list[Span]


def find_table(text: str, lines: Sequence[Line], at: int, first_row: int) -> Table | None:
    """Return the table that starts at line `at`, or None; its rows are numbered from `first_row`."""
    found = _find_barred(text, lines, at) or _find_tabbed(text, lines, at)
    if found is None:
        return None
    rows, count = found
    homes = _column_languages(text, rows)
    if rows and _is_header(text, rows[0]):
        rows = rows[1:]
    cells, holes = [], []
    for number, row in enumerate(rows, first_row):
        is_empty = all(span.start >= span.end for span in row)
        for span, home in zip(row, homes, strict=False):
            if span.start < span.end:
                if home or not any(homes):
                    cells += [Cell(line, number, home) for line in _split_cell(text, span)]
            elif home and not is_empty:
                holes.append(Hole(span.start, number, home))
    return Table(count, len(rows), tuple(cells), tuple(holes))


def _find_barred(text: str, lines: Sequence[Line], at: int) -> tuple[list[_Row], int] | None:
    """Return the rows of a table with bars and how many lines it takes."""
    has_delimiter = at + 1 < len(lines) and _is_delimiter(text, lines[at + 1])
    if not _has_bar(text, lines[at]) or not (has_delimiter or _has_edges(text, lines[at])):
        return None
    belongs = _has_bar if has_delimiter else _has_edges
    rows, end = [], at
    while end < len(lines) and belongs(text, lines[end]):
        if not _is_delimiter(text, lines[end]):
            rows.append(_split_bars(text, lines[end]))
        end += 1
    return rows, end - at


def _is_delimiter(text: str, line: Line) -> bool:
    return _has_bar(text, line) and bool(_DELIMITER.fullmatch(text, line.start, line.end))


def _has_bar(text: str, line: Line) -> bool:
    return line.end - line.start > 1 and bool(_BAR.search(text, line.start, line.end))


def _has_edges(text: str, line: Line) -> bool:
    return line.end - line.start > 2 and text[line.start] == "|" and text[line.end - 1] == "|"


def _split_bars(text: str, line: Line) -> _Row:
    bars = [m.start() for m in _BAR.finditer(text, line.start, line.end)]
    if bars[0] != line.start:
        bars.insert(0, line.start - 1)
    if bars[-1] != line.end - 1:
        bars.append(line.end)
    return [_cell(text, left + 1, right) for left, right in pairwise(bars)]


def _cell(text: str, start: int, end: int) -> Span:
    span = trim(text, start, end)
    if span.start < span.end:
        return span
    # Where a person would type: after the first space.
    gap = min(start + 1, end)
    return Span(gap, gap)


def _find_tabbed(text: str, lines: Sequence[Line], at: int) -> tuple[list[_Row], int] | None:
    """Return the rows of tab-separated columns, when at least two lines hold both languages side by side."""
    first = _split_tabs(text, lines[at])
    if len(first) < 2 or not (_is_header(text, first) or _is_bilingual(text, first) or _has_blank(first)):
        return None
    rows: list[_Row] = []
    end, bilingual = at, 0
    while end < len(lines) and not lines[end].is_blank:
        row = _split_tabs(text, lines[end])
        if len(row) < 2 or (rows and len(row) != len(rows[0])):
            break
        rows.append(row)
        bilingual += _is_bilingual(text, row)
        if len(rows) == _TABBED_SAMPLE and bilingual * 2 < len(rows):
            break
        end += 1
    if bilingual < 2 or bilingual * 2 < len(rows):
        return None
    return rows, end - at


def _split_tabs(text: str, line: Line) -> _Row:
    if text.find("\t", line.first, line.last) < 0:
        return []
    cells, start = [], line.first
    while (tab := text.find("\t", start, line.last)) >= 0:
        cells.append(_cell(text, start, tab))
        start = tab + 1
    return [*cells, _cell(text, start, line.last)]


def _is_bilingual(text: str, row: _Row) -> bool:
    return {tell_language(text[a:b]) for a, b in row} >= {Language.ZH, Language.EN}


def _has_blank(row: _Row) -> bool:
    return any(start >= end for start, end in row)


def _name(text: str, span: Span) -> str:
    return text[span.start : span.end].strip("*_ ").lower()


def _is_header(text: str, row: _Row) -> bool:
    """Tell whether a row only names its columns, at least one of them by language or role."""
    names = [name for span in row if (name := _name(text, span))]
    return bool(names) and all(n in CHINESE_COLUMNS | ENGLISH_COLUMNS | OTHER_COLUMNS for n in names)


def _column_languages(text: str, rows: list[_Row]) -> list[Language | None]:
    """Return the language of each column; all None unless both languages have one of their own."""
    homes: list[Language | None] = []
    for column in range(max((len(row) for row in rows), default=0)):
        spans = [row[column] for row in rows if column < len(row)]
        name = _name(text, spans[0])
        if name in CHINESE_COLUMNS or name in ENGLISH_COLUMNS:
            homes.append(Language.ZH if name in CHINESE_COLUMNS else Language.EN)
            continue
        votes = [tell_language(text[a:b]) for a, b in spans]
        chinese, english = votes.count(Language.ZH), votes.count(Language.EN)
        homes.append(None if chinese == english else Language.ZH if chinese > english else Language.EN)
    return homes if {Language.ZH, Language.EN} <= set(homes) else [None] * len(homes)


def _split_cell(text: str, span: Span) -> list[Line]:
    """Return the lines that `<br>` makes of a cell."""
    lines, start = [], span.start
    for match in _CELL_BREAK.finditer(text, span.start, span.end):
        lines.append(trim(text, start, match.start()))
        start = match.end()
    lines.append(trim(text, start, span.end))
    return [Line(a, b, 0, a, b) for a, b in lines if a < b]
