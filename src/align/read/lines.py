"""Text to lines: where each line's content lies, how far it is indented, how wide it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from align.text import HAN, INVISIBLE, count_han, display_width
from align.types import Language, Span

# Word processors leave vertical tabs and line separators where a line was broken by hand.
_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
BLANK = "".join(chr(c) for c in range(0x3001) if chr(c).isspace()) + "".join(sorted(INVISIBLE))
_BLANKS = frozenset(BLANK)
_LATIN = "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]"
LATIN_WORD = re.compile(rf"{_LATIN}+(?:['’.-]{_LATIN}+)*")
_TAB = 4
# What Markdown and e-mail put before quoted lines.
_QUOTE_MARK = re.compile(r">(?:[ \t]+(?=\S)|$)")

# No verdict on a line or block needs more than its beginning: this keeps 10 MB on one line quick.
_SAMPLE = 4000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text.

    Attributes:
        start: Where the content starts, white space, comments and pictures left out; equals `end` when blank.
        end: Where the content ends.
        indent: Columns of white space before the content.
        first: Where the line itself starts.
        last: Where it ends, without its line break.
        is_void: Whether the line holds only comments and pictures, so that it is not a blank line either.
    """

    start: int
    end: int
    indent: int
    first: int
    last: int
    is_void: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether there is no content."""
        return self.start >= self.end


@dataclass(frozen=True, slots=True)
class Voids:
    """What of a page is no text, such as comments: spans in order that do not overlap."""

    spans: tuple[Span, ...] = ()

    def trim(self, text: str, start: int, end: int) -> Span:
        """Return `[start, end)` without blanks and voids at either end."""
        start, end = trim(text, start, end)
        while start < end and (void := self._at(start)):
            start, end = trim(text, min(void.end, end), end)
        while start < end and (void := self._at(end - 1)):
            start, end = trim(text, start, max(void.start, start))
        return Span(start, end)

    def _at(self, offset: int) -> Span | None:
        k = bisect_right(self.spans, offset, key=lambda span: span.start) - 1
        return self.spans[k] if k >= 0 and offset < self.spans[k].end else None


def scan_lines(text: str, voids: Voids) -> list[Line]:
    """Return all lines of `text`, with blanks and `voids` at the ends left out."""
    lines, first = [], 0
    for match in _LINE_BREAK.finditer(text):
        lines.append(_scan_line(text, first, match.start(), voids))
        first = match.end()
    lines.append(_scan_line(text, first, len(text), voids))
    return lines


def _scan_line(text: str, first: int, last: int, voids: Voids) -> Line:
    start, end = trim(text, first, last)
    indent = _columns(text[first:start])
    while quote := _QUOTE_MARK.match(text, start, end):
        start = quote.end()
    is_blank = start >= end
    start, end = voids.trim(text, start, end)
    return Line(start, end, indent, first, last, is_void=start >= end and not is_blank)


def find_html_comments(text: str) -> list[Span]:
    """Return the spans of `<!-- comments -->`, in order."""
    comments, at = [], text.find("<!--")
    while at >= 0:
        close = text.find("-->", at + 4)
        if close < 0:  # never closed: text, not a comment, and neither is any later one
            break
        comments.append(Span(at, close + 3))
        at = text.find("<!--", close + 3)
    return comments


def trim(text: str, start: int, end: int) -> Span:
    """Return `[start, end)` without white space and invisible characters at either end."""
    # Not by str.strip, which copies the rest of a line for each comment on it.
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    return Span(start, end)


def _columns(margin: str) -> int:
    columns = 0
    for char in margin[:200]:
        columns = (columns // _TAB + 1) * _TAB if char == "\t" else columns + display_width(char)
    return columns


def measure(text: str, line: Line) -> int:
    """Return how many terminal columns a line takes with its indentation."""
    length = line.end - line.start
    return line.indent + (length if length > _SAMPLE else display_width(text[line.start : line.end]))


def tell_language(text: str) -> Language | None:
    """Return `ZH` or `EN` by script, or None when there are letters of neither.

    A Chinese character counts as much as an English word, since that is about what it says.
    """
    sample = text[:_SAMPLE]
    han, words = count_han(sample), len(LATIN_WORD.findall(sample))
    if not han and not words:
        return None
    if han != words:
        return Language.ZH if han > words else Language.EN
    return Language.ZH if _first_letter_is_han(sample) else Language.EN


def _first_letter_is_han(text: str) -> bool:
    return next((bool(HAN.match(c)) for c in text if c.isalpha()), False)
