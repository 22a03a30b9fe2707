"""What suppresses nothing, said on stderr."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from align.text import show_controls
from align.types import Result, StaleComment, StaleEntry

# So many of each sort are named; JSON names all.
_MOST = 10
_LONGEST = 60


def report_stale(result: Result) -> None:
    """Name the comments and the entries of a baseline that suppress nothing."""
    comments = [one for checked in result.checked for one in checked.stale_comments]
    entries = result.stale_entries
    _say([f"{_sort(one.is_spent)}: {describe_comment(one)}" for one in comments], "comments")
    _say([f"{_sort(one.is_spent)}: {describe_entry(one)}" for one in entries], "entries")
    if any(one.is_spent for one in comments) or any(one.is_spent for one in entries):
        click.echo("align: `align prune` shows and takes out what is stale", err=True)


def _sort(is_spent: bool) -> str:
    return "stale" if is_spent else "no effect"


def describe_comment(stale: StaleComment) -> str:
    """Say in one line which comment suppresses nothing and why."""
    place = stale.comment.place
    line, column = place.file.locate(place.span.start)
    return f"{show_controls(place.file.path)}:{line}:{column}: {shorten(stale.comment.text)}: {stale.why}"


def describe_entry(stale: StaleEntry) -> str:
    """Say in one line which entry suppresses nothing and why."""
    entry = stale.entry
    texts = " / ".join(shorten(text, 30) for text in (entry.source, entry.target) if text)
    return f"{show_controls(stale.path)}: {entry.fingerprint} {shorten(entry.rule)} ({texts}): {stale.why}"


def shorten(text: str, most: int = _LONGEST) -> str:
    """Return `text` on one line that steers no terminal, cut where it is long."""
    line = show_controls(" ".join(text.split()))
    return line if len(line) <= most else f"{line[: most - 3]}..."


def _say(lines: Sequence[str], noun: str) -> None:
    for line in _cut(lines, noun):
        click.echo(f"align: {line}", err=True)


def _cut(lines: Sequence[str], noun: str) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"{len(lines) - _MOST} more {noun}; --format json names them all"
