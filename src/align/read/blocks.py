"""Lines to pieces: headings, list items, paragraphs, tables and header lines of plain text and Markdown."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from align.read.comments import lift_comments
from align.read.fields import parse_field, parse_front_matter_line
from align.read.lines import Line, Voids, tell_language, trim
from align.read.markers import Marker, parse_markers
from align.read.page import FieldLine, Hole, Page, Piece
from align.read.pictures import is_caption
from align.read.tables import Table, find_table
from align.read.wrapping import Region, continues, ends_finally, is_heading_like, survey
from align.types import BlockKind, File, Language, Span

_HASHES = re.compile(r"(#{1,6})(?:[ \t\u3000]+|(?=[\u4e00-\u9fff]))")
_CLOSING_HASHES = re.compile(r"[ \t]+#+$")
_RULE = re.compile(r"[-_*=~—–─━═·•●+|#\s\u200b]+")
_SETEXT = re.compile(r"={2,}|-{3,}")
_FENCES = ("```", "~~~")
_DIRECTIVE = re.compile(r"#\s*align:")
_FRONT_MATTER = re.compile(r"-{3}\s*$")
_BREAK_AT_END = re.compile(r"(?:<br\s*/?>|\\)$", re.IGNORECASE)
_BRACKETED_HEADING = re.compile(r"[【〔〖［][^【】〔〕〖〗［］]+[】〕〗］]")

# A header may follow a title and a subtitle, not more.
_LINES_BEFORE_HEADER = 3
# A heading has text below it, at most this many pieces further on.
_HEADING_REACH = 4


def parse_page(file: File, notices: tuple[str, ...] = ()) -> Page:
    """Return what stands in `file`: its pieces in reading order, header lines and empty table cells."""
    file, lines, comments, voids = lift_comments(file)
    parser = _Parser(file.text, lines, voids)
    parser.parse()
    pieces = _find_plain_headings(file.text, parser.pieces)
    # What a code block shows is no order.
    comments = tuple(comment for comment in comments if not parser.is_code(comment.place.span))
    return Page(file, tuple(pieces), tuple(parser.fields), tuple(parser.holes), notices, comments)


@dataclass(slots=True)
class _Open:
    """The block being read: `last` is its last line so far."""

    start: int
    end: int
    kind: BlockKind
    first: Line
    last: Line
    level: int = 0
    marker: str = ""
    style: str = ""
    ordinal: int | None = None


class _Parser:
    """Reads lines one after the other; each `_try_*` takes the lines it understands and says so."""

    def __init__(self, text: str, lines: list[Line], voids: Voids) -> None:
        self.text = text
        self.lines = lines
        self._voids = voids
        self.pieces: list[Piece] = []
        self.fields: list[FieldLine] = []
        self.holes: list[Hole] = []
        self._code: list[Span] = []
        self._at = 0
        self._open: _Open | None = None
        self._region = Region()
        self._region_end = 0
        self._rows = 0
        self._body: set[Language] = set()
        self._short = {Language.ZH: 0, Language.EN: 0}
        self._readings = [() if x.is_blank else parse_markers(text, x.start, x.end) for x in self.lines]
        self._numbers = {(m.style, m.ordinal) for m in self._all_markers() if m.ordinal}

    def _all_markers(self) -> Iterator[Marker]:
        """Yield every reading of every marker, those of numbers after a bullet too."""
        for line, readings in zip(self.lines, self._readings, strict=True):
            for marker in readings:
                yield marker
                if not marker.ordinal:
                    yield from parse_markers(self.text, marker.end, line.end)

    def parse(self) -> None:
        """Read everything."""
        self._skip_front_matter()
        steps = (
            self._try_blank, self._try_fence, self._try_directive, self._try_rule, self._try_table,
            self._try_heading, self._try_field, self._try_item,
        )  # fmt: skip
        while self._at < len(self.lines):
            line = self.lines[self._at]
            self._enter_region()
            if not any(step(line) for step in steps):
                self._read_text(line)
        self._close()

    # --- lines that are no text -------------------------------------------------------------------

    def _skip_front_matter(self) -> None:
        if not _FRONT_MATTER.match(self._raw(self.lines[0])):
            return
        for k, line in enumerate(self.lines[1:60], 1):
            if _FRONT_MATTER.match(self._raw(line)):
                inside = self.lines[1:k]
                if all(
                    x.is_blank or x.indent or ":" in self._raw(x) or self._raw(x)[:1] in "#-" for x in inside
                ):
                    found = (
                        parse_front_matter_line(self.text, x.start, x.end) for x in inside if not x.indent
                    )
                    self.fields += [field for field in found if field]
                    self._at = k + 1
                return

    def _raw(self, line: Line) -> str:
        return self.text[line.first : line.last]

    def _enter_region(self) -> None:
        if self._at < self._region_end or self.lines[self._at].is_blank:
            return
        end = self._at
        while end < len(self.lines) and not self.lines[end].is_blank:
            end += 1
        self._region = survey(self.text, self.lines[self._at : end])
        self._region_end = end

    def _try_blank(self, line: Line) -> bool:
        if line.is_blank:
            self._close()
            self._at += 1
        return line.is_blank

    def _try_fence(self, line: Line) -> bool:
        fence = self.text[line.start : line.start + 3]
        if fence not in _FENCES:
            return False
        for k in range(self._at + 1, len(self.lines)):
            if self.text.startswith(fence, self.lines[k].start, self.lines[k].end):
                self._close()
                self._code.append(Span(line.first, self.lines[k].last))
                self._at = k + 1
                return True
        return False

    def is_code(self, span: Span) -> bool:
        """Tell whether a span of what was parsed lies in a code block."""
        before = bisect_right(self._code, span.start, key=lambda code: code.start) - 1
        return before >= 0 and span.end <= self._code[before].end

    def _try_directive(self, line: Line) -> bool:
        return bool(_DIRECTIVE.match(self.text, line.start, line.end)) and self._skip()

    def _skip(self) -> bool:
        self._close()
        self._at += 1
        return True

    def _try_rule(self, line: Line) -> bool:
        if line.end - line.start > 200 or not _RULE.fullmatch(self.text, line.start, line.end):
            return False
        block = self._open
        if (
            block is not None
            and block.kind is BlockKind.PARAGRAPH
            and block.first is block.last
            and _SETEXT.fullmatch(self.text, line.start, line.end)
            and is_heading_like(self.text[block.start : block.end])
        ):
            block.kind = BlockKind.HEADING
            block.level = 1 if self.text[line.start] == "=" else 2
        return self._skip()

    # --- structure --------------------------------------------------------------------------------

    def _try_table(self, line: Line) -> bool:  # noqa: ARG002 - a table looks at several lines
        table = find_table(self.text, self.lines, self._at, self._rows)
        if table is None:
            return False
        self._close()
        self._take_table(table)
        self._at += table.lines
        return True

    def _take_table(self, table: Table) -> None:
        for cell in table.cells:
            start, end = self._voids.trim(self.text, cell.line.start, cell.line.end)
            self._start(replace(cell.line, start=start, end=end), BlockKind.CELL)
            self._close(row=cell.row, home=cell.home)
        self.holes += table.holes
        self._rows += table.rows

    def _try_heading(self, line: Line) -> bool:
        hashes = _HASHES.match(self.text, line.start, line.end)
        if hashes and hashes.end() < line.end:
            self._close()
            block = self._start(replace(line, start=hashes.end()), BlockKind.HEADING)
            block.level = len(hashes[1])
            closing = _CLOSING_HASHES.search(self.text, max(hashes.end(), line.end - 20), line.end)
            block.end = closing.start() if closing else line.end
        elif self._is_emphatic(line):
            self._close()
            self._start(line, BlockKind.HEADING).level = 1
        else:
            return False
        self._close()
        self._at += 1
        return True

    def _is_emphatic(self, line: Line) -> bool:
        """Tell whether the whole line is bold or in heavy brackets, and not a sentence."""
        if line.end - line.start > 200:
            return False
        inner = _strip_bold(self.text, Span(line.start, line.end))
        is_marked = inner.start > line.start or _BRACKETED_HEADING.fullmatch(self.text, line.start, line.end)
        content = self.text[inner.start : inner.end]
        return bool(is_marked) and (is_heading_like(content) or not ends_finally(content, _line_of(content)))

    def _try_field(self, line: Line) -> bool:
        field = parse_field(self.text, line.start, line.end, in_header=bool(self.fields) and not self._body)
        if field is None or field.languages <= self._body:
            return False
        self._close()
        if field.languages <= self._body:
            return False
        self._at += 1
        value_end = field.value.end
        while self._at < len(self.lines) and self._goes_on(
            line, value_end, empty=value_end <= field.value.start
        ):
            value_end = self.lines[self._at].end
            self._at += 1
        start = field.value.start if field.value.end > field.value.start else line.end
        self.fields.append(replace(field, value=trim(self.text, start, value_end)))
        return True

    def _goes_on(self, label: Line, end: int, *, empty: bool) -> bool:
        """Tell whether the next line still belongs to the value of a header field."""
        line = self.lines[self._at]
        if line.is_blank or parse_field(self.text, line.start, line.end, in_header=True) or self._marker():
            return False
        return empty or line.indent > label.indent + 1 or self.text[end - 1] in "、，,;；/／"

    def _try_item(self, line: Line) -> bool:
        marker = self._marker()
        if marker is None:
            return False
        if self._open is not None and marker.ordinal is not None and not self._is_counted(marker):
            return False
        self._close()
        self._mark(self._start(line, BlockKind.PARAGRAPH), line, marker)
        self._at += 1
        return True

    def _marker(self) -> Marker | None:
        """Return the marker of the current line that its siblings bear out."""
        return next((m for m in self._readings[self._at] if not m.is_weak or self._is_confirmed(m)), None)

    def _is_confirmed(self, marker: Marker) -> bool:
        number = marker.ordinal or 0
        return (marker.style, number + 1 if number == 1 else number - 1) in self._numbers

    def _is_counted(self, marker: Marker) -> bool:
        """Tell whether a number is first or has a neighbour; "12." may also be a wrapped date."""
        number = marker.ordinal or 0
        return number == 1 or not {(marker.style, number - 1), (marker.style, number + 1)}.isdisjoint(
            self._numbers
        )

    # --- text -------------------------------------------------------------------------------------

    def _read_text(self, line: Line) -> None:
        block = self._open
        if block is not None and self._belongs(line, block):
            block.end, block.last = line.end, line
        else:
            self._close()
            self._start(line, BlockKind.PARAGRAPH)
        self._at += 1

    def _belongs(self, line: Line, block: _Open) -> bool:
        if block.marker:
            if line.indent > block.first.indent:
                is_new_paragraph = "\u3000\u3000" in self.text[line.first : line.start]
                return not (is_new_paragraph and ends_finally(self.text, block.last))
            if line.indent < block.first.indent and not self.text[line.start].islower():
                return False
        elif line.indent > block.last.indent + 1:
            return False
        return continues(self.text, block.last, line, self._region)

    def _start(self, line: Line, kind: BlockKind) -> _Open:
        block = self._open = _Open(line.start, line.end, kind, line, line)
        return block

    def _mark(self, block: _Open, line: Line, marker: Marker) -> None:
        content, ordinal, style = marker.end, marker.ordinal, marker.style
        if ordinal is None:  # "• 1. text": the number is what its siblings share
            inner = next(
                (m for m in parse_markers(self.text, content, line.end) if m.ordinal and not m.is_weak), None
            )
            if inner and self._is_counted(inner):
                content, ordinal, style = inner.end, inner.ordinal, inner.style
        block.kind = BlockKind.BULLET if ordinal is None else BlockKind.NUMBERED
        block.marker = self.text[line.start : content].strip()
        block.start, block.style, block.ordinal = content, style, ordinal

    def _close(self, *, row: int | None = None, home: Language | None = None) -> None:
        block, self._open = self._open, None
        if block is None:
            return
        if block.kind in (BlockKind.HEADING, BlockKind.CELL):
            self._unwrap(block)
        span = _strip_bold(self.text, trim(self.text, block.start, block.end))
        ending = _BREAK_AT_END.search(self.text, max(span.start, span.end - 8), span.end)
        span = trim(self.text, span.start, ending.start() if ending else span.end)
        if span.start >= span.end:
            return
        is_one_line = block.kind is BlockKind.PARAGRAPH and block.first is block.last
        is_line = is_one_line and not is_caption(self.text, span)
        language = tell_language(self.text[span.start : span.end])
        piece = Piece(
            span, block.kind, language, block.level, block.marker, block.style, block.ordinal,
            block.first.indent, row, home, is_line,
        )  # fmt: skip
        self.pieces.append(piece)
        self._note_body(piece)

    def _unwrap(self, block: _Open) -> None:
        """Take the marker and the bold of a heading or table cell apart from its text."""
        outer = trim(self.text, block.start, block.end)
        inner = _strip_bold(self.text, outer)
        is_bold = inner.start > outer.start
        readings = parse_markers(self.text, inner.start, inner.end)
        marker = next((m for m in readings if not m.is_weak or self._is_confirmed(m)), None)
        block.start, block.end = inner
        if block.kind is BlockKind.HEADING:
            if marker and marker.ordinal:
                block.marker = self.text[inner.start : marker.end].strip()
                block.start, block.style, block.ordinal = marker.end, marker.style, marker.ordinal
        elif marker:
            self._mark(block, Line(inner.start, inner.end, 0, inner.start, inner.end), marker)
        elif is_bold and is_heading_like(self.text[inner.start : inner.end]):
            block.kind, block.level = BlockKind.HEADING, 1

    def _note_body(self, piece: Piece) -> None:
        """Remember in which languages the text has begun, after which there is no more header."""
        if piece.language is None:
            return
        is_short = piece.is_line and is_heading_like(self.text[piece.span.start : piece.span.end])
        if is_short or piece.kind is BlockKind.HEADING:
            self._short[piece.language] += 1
        if (
            not (is_short or piece.kind is BlockKind.HEADING)
            or self._short[piece.language] > _LINES_BEFORE_HEADER
        ):
            self._body.add(piece.language)


def _line_of(content: str) -> Line:
    return Line(0, len(content), 0, 0, len(content))


def _strip_bold(text: str, span: Span) -> Span:
    """Return `span` without the asterisks around the whole of it; marks inside it stay."""
    start, end = span
    for mark in ("***", "**", "__"):
        size = len(mark)
        wraps = end - start > 2 * size and text.startswith(mark, start) and text.endswith(mark, start, end)
        if wraps and text.find(mark[:2], start + size, end - size) < 0:
            return trim(text, start + size, end - size)
    return span


def _find_plain_headings(text: str, pieces: list[Piece]) -> list[Piece]:
    """Make headings of the short lines that have text of their language below them."""
    candidates = [p.is_line and is_heading_like(text[p.span.start : p.span.end]) for p in pieces]
    found = list(pieces)
    for k, piece in enumerate(pieces):
        if candidates[k] and _has_text_below(pieces, candidates, k):
            found[k] = replace(piece, kind=BlockKind.HEADING, level=1)
    return found


def _has_text_below(pieces: list[Piece], candidates: list[bool], k: int) -> bool:
    short_lines = 0
    for j in range(k + 1, min(k + 1 + _HEADING_REACH, len(pieces))):
        if pieces[j].language is not pieces[k].language:
            continue
        if not candidates[j]:
            return True
        short_lines += 1
        if short_lines > 1:
            return False
    return False
