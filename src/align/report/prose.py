"""Text of a finding as one line of plain text, in which nothing steers a terminal or reorders the line."""

from __future__ import annotations

from collections.abc import Iterator

from align.report.summary import describe, others
from align.text import show_controls
from align.types import Finding

# A fixed width, so that a cut line needs nothing from before the cut.
_TAB = "    "


def visible(char: str) -> str:
    """Return `char` as a terminal can show it without being steered by it."""
    return _TAB if char == "\t" else show_controls(char)


def one_line(text: str) -> str:
    """Return `text` on one line, with nothing in it that steers a terminal."""
    return show_controls(" ".join(text.split()))


def excerpt(text: str, most: int = 200) -> str:
    """Return the start of `text` on one line, of at most so many characters and an ellipsis."""
    text = one_line(text)
    return text if len(text) <= most else f"{text[:most]}..."


def second_opinion(finding: Finding) -> str:
    """Return what a judge said of a finding, on one line, or an empty string if none was asked."""
    said = dict(finding.evidence)
    if "judge" not in said:
        return ""
    text = f"{said['judge']}, says {said.get('judge-model', 'the judge')}"
    return one_line(f"{text}: {said['judge-reason']}" if "judge-reason" in said else text)


def message_lines(finding: Finding, field: str) -> Iterator[str]:
    """Yield what a comment on a line says: what is wrong, the words of the other side, the suggestion.

    Args:
        finding: What to tell about; the comment stands at its primary place.
        field: The field of a pre-aligned pair, whose columns would mean nothing in the file.
    """
    yield one_line(f"{describe(finding)} ({field})" if field else describe(finding))
    for place in others(finding)[:1]:
        if place.text:
            yield f"compare: {excerpt(place.text)}"
    if finding.suggestion:
        yield f"suggestion: {one_line(finding.suggestion)}"
