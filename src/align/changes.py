"""What changed between two versions of a text, and which findings that touches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from align.text import HAN
from align.types import File, Finding, Place, Span

_TOKEN = re.compile(rf"{HAN.pattern}|[^\W\d_]+|\d+|\s+|.", re.DOTALL)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
# Runs that are longer than this are not compared word by word: they count as changed throughout.
_MOST_TOKENS = 4000
_MOST_LINES = 20_000


def changed_spans(old: str, new: str) -> tuple[Span, ...]:
    """Return the ranges of `new` that differ from `old`, in order; an empty one where text was taken out.

    Line ends and white space at the ends of lines do not count. Lines first, then words within the lines
    that differ.
    """
    return tuple(_changed(_lines(old), _lines(new)))


def _lines(text: str) -> list[tuple[str, Span]]:
    return [(match[0].rstrip(), Span(*match.span())) for match in _LINE.finditer(text)]


_Pieces = Sequence[tuple[str, Span]]


def _changed(old: _Pieces, new: _Pieces) -> Iterator[Span]:
    end = new[-1][1].end if new else 0
    for (i, j), (k, m) in _differences(old, new, most=_MOST_LINES):
        start = new[k][1].start if k < len(new) else end
        stop = new[m - 1][1].end if m > k else start
        if i == j or k == m:
            yield Span(start, stop)
        else:
            before = "\n".join(text for text, _ in old[i:j])
            after = "\n".join(text for text, _ in new[k:m])
            yield from _changed_words(before, after, new[k:m], Span(start, stop))


def _changed_words(before: str, after: str, lines: _Pieces, whole: Span) -> Iterator[Span]:
    """Yield what differs within lines that were replaced."""
    tokens = [
        [(match[0], Span(*match.span())) for match in _TOKEN.finditer(text)] for text in (before, after)
    ]
    if max(map(len, tokens)) > _MOST_TOKENS:
        yield whole
        return
    new = tokens[1]
    for _, (k, m) in _differences(*tokens, most=_MOST_TOKENS):
        start = new[k][1].start if k < len(new) else len(after)
        stop = new[m - 1][1].end if m > k else start
        yield Span(_offset(start, lines), _offset(stop, lines))


def _offset(offset: int, lines: _Pieces) -> int:
    """Return where an offset into the lines, joined by line feeds, lies in the file."""
    for text, span in lines:
        if offset <= len(text):
            return span.start + offset
        offset -= len(text) + 1
    return lines[-1][1].end


def _differences(
    old: _Pieces, new: _Pieces, *, most: int
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the ranges that replace one another; either may be empty."""
    ours, theirs = [text for text, _ in old], [text for text, _ in new]
    first = 0
    while first < min(len(ours), len(theirs)) and ours[first] == theirs[first]:
        first += 1
    last = 0
    while last < min(len(ours), len(theirs)) - first and ours[-1 - last] == theirs[-1 - last]:
        last += 1
    ours, theirs = ours[first : len(ours) - last], theirs[first : len(theirs) - last]
    if max(len(ours), len(theirs)) > most:
        yield (first, first + len(ours)), (first, first + len(theirs))
        return
    for tag, i, j, k, m in SequenceMatcher(None, ours, theirs).get_opcodes():
        if tag != "equal":
            yield (first + i, first + j), (first + k, first + m)


# ---------------------------------------------------------------- what is touched

Changes = Mapping[File, tuple[Span, ...]]


def touches(finding: Finding, changed: Changes) -> bool:
    """Return whether a change lies in the pair of a finding, on either side, or at one of its places."""
    pair = finding.pair
    places = list(finding.places)
    if pair is not None:
        places += [segment.place for segment in (*pair.source, *pair.target)]
        places += [gap for gap in (pair.source_gap, pair.target_gap) if gap is not None]
    return any(_is_touched(place, changed) for place in places)


def _is_touched(place: Place, changed: Changes) -> bool:
    """Tell whether a change lies in a place.

    Where text was taken out, and at a gap, the neighbourhood counts: what went may have belonged there.
    """
    spans = changed.get(place.file, ())
    start, end = place.span
    if start < end and any(span.start < end and start < span.end for span in spans):
        return True
    text = place.file.text
    while start > 0 and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    is_gap = place.span.start == place.span.end
    return any(span.start <= end and start <= span.end for span in spans if is_gap or span.start == span.end)
