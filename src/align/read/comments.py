"""Comments by which somebody accepts findings: `<!-- align: ignore RULE reason -->`, `# align: ignore ...`.

They are no text of the brief. `lift_comments` puts blanks in their stead, so that no layout can read them
as text and every offset stays, and drops the lines that hold nothing else, so that a comment of its own
line changes nothing in how the lines around it are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from align.read.lines import Line, Voids, find_html_comments, scan_lines
from align.read.pictures import lift_pictures
from align.types import Comment, File, Place, Span

_HASH = re.compile(r"#+[ \t]*align[ \t]*[:：]")
_HTML = re.compile(r"<!--\s*align\s*[:：]")
_VERB = re.compile(r"\s*([^\W\d_][\w-]*)")
# What HTML and CSS may follow "align" with.
_LAYOUT = frozenset({"left", "right", "center", "justify", "start", "end", "top", "middle", "bottom"})
_RULE = r"[A-Za-z][\w/-]*"
_RULES = re.compile(rf"\s*({_RULE}(?:\s*[,，、]\s*{_RULE})*)(?=[\s,，、:：;；\"“「『]|$)")
_COLON = re.compile("[:：]")
# What people put between the rule and the reason.
_DASHES = " ,，、:：;；-–—"
_SEPARATOR = re.compile(r"\s*[,，、]\s*")
_QUOTE = re.compile(r"\s*(?:\"([^\"]*)\"|“([^”]*)”|「([^」]*)」|『([^』]*)』)")
_UNENDED = "no ignore-end follows it"
_BLANKED = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]")

IGNORE, START, END = "ignore", "ignore-start", "ignore-end"
_VERBS = (IGNORE, START, END)


class Lifted(NamedTuple):
    """A file without its comments.

    Attributes:
        file: The text with blanks where comments and pasted data stood.
        lines: Its lines, without those that held a comment and nothing else.
        comments: The comments, in order; `ignore-end` is part of the comment that it ends.
        voids: Comments of any kind, and pictures.
    """

    file: File
    lines: list[Line]
    comments: tuple[Comment, ...]
    voids: Voids


def lift_comments(file: File) -> Lifted:
    """Take comments that tell `align` to ignore findings, and pasted data, out of a text; offsets stay."""
    text, pictures = lift_pictures(file.text)
    file = file if text == file.text else File(file.path, text)
    html = find_html_comments(text)
    voids = Voids(tuple(_apart(sorted([*html, *pictures]))))
    lines = scan_lines(file.text, voids)
    found = list(_apart(sorted(_find(file.text, lines, html))))
    if not found:
        return Lifted(file, lines, (), voids)
    clean = File(file.path, _blank(file.text, found))
    kept = list(_without_comments(lines, found))
    comments = _pair_up(_parse(Place(clean, span), file.text[span.start : span.end]) for span in found)
    # Of a file of nothing but comments one line stays: a page has at least one.
    return Lifted(clean, kept or [replace(lines[0], end=lines[0].start)], tuple(comments), voids)


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans that do not begin within the one before."""
    end = -1
    for span in spans:
        if span.start >= end:
            end = span.end
            yield span


def _find(text: str, lines: Sequence[Line], html: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans of comments that give an order, or seem to."""
    for span in html:
        opening = _HTML.match(text, span.start, span.end)
        if opening and _gives_order(text[opening.end() : span.end - len("-->")]):
            yield span
    for line in lines:  # those within an HTML comment have no content
        opening = _HASH.match(text, line.start, line.end)
        if opening and _gives_order(text[opening.end() : line.end]):
            yield Span(line.start, line.end)


def _gives_order(content: str) -> bool:
    """Tell whether a comment gives an order, even one that does not exist; "align: center" gives none."""
    verb = _VERB.match(content[:80])
    return verb is not None and verb[1].lower() not in _LAYOUT


def _blank(text: str, spans: Iterable[Span]) -> str:
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], _BLANKED.sub(" ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _without_comments(lines: Iterable[Line], spans: Sequence[Span]) -> Iterator[Line]:
    """Yield the lines but those of which a comment is all there is."""
    rest = iter(spans)
    span = next(rest, None)
    for line in lines:
        while span and span.end < line.first:
            span = next(rest, None)
        is_only_comment = span is not None and (
            line.is_void or (span.start <= line.start and line.end <= span.end)
        )
        if not (is_only_comment and span is not None and span.start <= line.last):
            yield line


def _parse(place: Place, text: str) -> tuple[str, Comment]:
    """Return the order and what it says."""
    comment = Comment(place, text)
    content = _COLON.split(text.removesuffix("-->"), maxsplit=1)[1]
    match = _VERB.match(content)
    verb = match[1].lower() if match else ""
    if match is None or verb not in _VERBS:
        return verb, replace(comment, problem=f"{verb!r} is none of {', '.join(_VERBS)}")
    named = _RULES.match(content, match.end())
    if named is None:
        return verb, replace(comment, problem="" if verb == END else "it names no rule")
    rules, rest = tuple(_SEPARATOR.split(named[1])), content[named.end() :]
    quoted = _QUOTE.match(rest)
    quote = next(group for group in quoted.groups() if group is not None) if quoted else ""
    if quoted and not quote.strip():
        return verb, replace(comment, rules=rules, problem="the text that it quotes is empty")
    reason = " ".join(rest[quoted.end() if quoted else 0 :].split()).lstrip(_DASHES)
    return verb, replace(comment, rules=rules, quote=quote, reason=reason)


def _pair_up(found: Iterable[tuple[str, Comment]]) -> list[Comment]:
    """Return the comments in order, each `ignore-start` with the range up to its `ignore-end`."""
    comments: list[Comment] = []
    # Which have begun, under their rules and, for an end that names none, all together.
    begun: dict[tuple[str, ...], list[int]] = {}
    ended: set[int] = set()
    for verb, comment in found:
        if verb == START:
            for key in {comment.rules, ()}:
                begun.setdefault(key, []).append(len(comments))
            comments.append(replace(comment, problem=comment.problem or _UNENDED))
        elif verb == END and not comment.problem:
            waiting = begun.get(comment.rules, [])
            while waiting and waiting[-1] in ended:
                waiting.pop()
            if waiting:
                ended.add(waiting[-1])
                comments[waiting[-1]] = _end(comments[waiting[-1]], comment)
            else:
                comments.append(replace(comment, problem="it ends nothing that an ignore-start began"))
        else:
            comments.append(comment)
    return comments


def _end(start: Comment, end: Comment) -> Comment:
    block = Span(start.place.span.end, end.place.span.start)
    return replace(
        start, block=block, end=end.place, problem="" if start.problem == _UNENDED else start.problem
    )
