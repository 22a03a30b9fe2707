"""Taking out what suppresses nothing any more: comments from briefs, entries from baselines.

Nothing is written before all is worked out, each file is written whole or not at all, and a brief that
changed meanwhile or whose encoding cannot be kept byte for byte is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from align import read
from align.baseline import load_baseline, write_baseline
from align.errors import ConfigError, InputError
from align.storage import write_atomically
from align.suppress import UNPLACED
from align.types import Comment, File, Result, Span, StaleEntry

_LINE_ENDS = "\r\n\v\f\x85\u2028\u2029"
# What may stand before a comment that has a line of its own: white space, and the mark of a quotation.
_MARGIN = " \t\u3000>"
_REST_OF_LINE = re.compile(rf"[ \t\u3000]*(?:\r\n|[{_LINE_ENDS}]|\Z)")


@dataclass(frozen=True, slots=True, eq=False)
class Edit:
    """A brief to be written without some of its comments.

    Attributes:
        path: The brief.
        comments: How many go.
        old: Its text.
        new: Its text without them.
        before: Its bytes, which must still stand there.
        after: Its bytes without them.
    """

    path: Path
    comments: int
    old: str
    new: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to go.

    Attributes:
        edits: Briefs to be changed.
        entries: Entries of baselines to be taken out.
        refused: Briefs that hold spent comments and are left alone, with the reason.
    """

    edits: tuple[Edit, ...]
    entries: tuple[StaleEntry, ...]
    refused: tuple[str, ...]


def make_plan(result: Result, *, include_unplaced: bool = False) -> Plan:
    """Return what can go after a run.

    Args:
        result: A run over all briefs that the baselines are for.
        include_unplaced: Whether entries go of which nobody can tell the brief.
    """
    spent: dict[File, list[Comment]] = {}
    for checked in result.checked:
        for stale in checked.stale_comments:
            if stale.is_spent:
                spent.setdefault(stale.comment.place.file, []).append(stale.comment)
    edits, refused = [], []
    for file, comments in spent.items():
        edit = _edit(file, comments)
        if isinstance(edit, Edit):
            edits.append(edit)
        else:
            refused.append(edit)
    entries = tuple(
        one for one in result.stale_entries if one.is_spent or (include_unplaced and one.why == UNPLACED)
    )
    return Plan(tuple(edits), entries, tuple(refused))


def carry_out(plan: Plan) -> None:
    """Write what a plan says.

    Raises:
        ConfigError: A file changed since it was read, or cannot be written; it stands as it was.
    """
    for edit in plan.edits:
        try:
            if read.load(str(edit.path)) != edit.before:
                raise ConfigError(f"{edit.path} has changed meanwhile; nothing was taken out of it")
            write_atomically(edit.path.resolve(), edit.after)
        except OSError as error:
            raise ConfigError(
                f"cannot write {edit.path}: {(error.strerror or str(error)).lower()}"
            ) from error
    for path in dict.fromkeys(stale.path for stale in plan.entries):
        gone = {stale.entry.fingerprint for stale in plan.entries if stale.path == path}
        kept = [entry for entry in load_baseline(Path(path)) if entry.fingerprint not in gone]
        write_baseline(Path(path), kept)


def _edit(file: File, comments: Sequence[Comment]) -> Edit | str:
    """Return how a brief is to be changed, or why it is left alone."""
    if file.path == read.STDIN:
        return "standard input cannot be changed"
    try:
        data = read.load(file.path)
        text = read.read_text(data, file.path).text
    except InputError as error:
        return error.message
    if read.without_comments(File(file.path, text)).text != file.text:
        return f"{file.path} has changed meanwhile"
    spans = [place.span for comment in comments for place in (comment.place, comment.end) if place]
    new = remove_comments(text, spans)
    encoded = read.encode_like(data, new)
    if encoded is None:
        return f"{file.path} cannot be written again in its encoding; save it as UTF-8"
    return Edit(Path(file.path), len(comments), text, new, data, encoded)


def remove_comments(text: str, spans: Iterable[Span]) -> str:
    """Return `text` without comments: with their lines where nothing else stands there, else with a blank."""
    parts, at = [], 0
    for span in _joined(text, sorted(spans)):
        start, end = _widened(text, span)
        parts.append(text[at : max(at, start)])
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans, with those that nothing but blanks sets apart as one."""
    joined: list[Span] = []
    for span in spans:
        if joined and not text[joined[-1].end : span.start].strip(" \t"):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _widened(text: str, span: Span) -> Span:
    """Return a span with the line or the blanks that go with it."""
    start, end = span
    head = start
    while head > 0 and text[head - 1] in _MARGIN:
        head -= 1
    rest = _REST_OF_LINE.match(text, end)
    if rest and (head == 0 or text[head - 1] in _LINE_ENDS):
        return Span(head, rest.end())
    if rest:
        while text[start - 1] in " \t":
            start -= 1
        return Span(start, end)
    if start == 0 or text[start - 1].isspace():
        while text[end] in " \t":
            end += 1
    return Span(start, end)
