"""Workflow commands that GitHub Actions shows as annotations on the lines of a change.

Of one step it shows ten of each level, so the worst come first.
"""

from __future__ import annotations

from align.report.base import Options
from align.report.places import address, from_root
from align.report.prose import message_lines, one_line
from align.report.summary import describe_run, primary
from align.types import Document, Finding, Place, Result, Severity, Unread

_LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "warning", Severity.MINOR: "notice"}
# What each character stands for in the text of a command, and in its properties besides.
_IN_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = _IN_TEXT | {":": "%3A", ",": "%2C"}


def render(result: Result, options: Options) -> str:
    """Render one command a brief that could not be read, one a finding, and a line that sums up."""
    found = [
        (finding, checked.document, options) for checked in result.checked for finding in checked.findings
    ]
    found.sort(key=lambda one: one[0].severity, reverse=True)
    lines = [_unread(one, options) for one in result.unread]
    lines += [_command(*one) for one in found]
    lines += [f"::error title=align::{_text(f'rule failed: {one_line(name)}')}" for name in result.crashed]
    return "\n".join([*lines, f"align: {describe_run(result)}"]) + "\n"


def _unread(unread: Unread, options: Options) -> str:
    path = _property(from_root(unread.path, options))
    return f"::error title=align,file={path}::{_text(f'not checked: {one_line(unread.reason)}')}"


def _command(finding: Finding, document: Document, options: Options) -> str:
    place = primary(finding)
    title = f"{finding.severity.label} {finding.rule}"
    properties = {"title": title} | _position(place, document, options)
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = "\n".join(message_lines(finding, address(place.file, document, options).field))
    return f"::{_LEVELS[finding.severity]} {written}::{_text(message)}"


def _position(place: Place, document: Document, options: Options) -> dict[str, str]:
    path, field, entry = address(place.file, document, options)
    if field:
        return {"file": path} | ({"line": str(entry)} if entry else {})
    start, end = place.file.locate(place.span.start), place.file.locate(place.span.end)
    position = {"file": path, "line": str(start.line), "endLine": str(end.line)}
    # GitHub refuses columns of an annotation over several lines.
    if start.line == end.line:
        position["col"] = str(start.column)
        position |= {"endColumn": str(end.column)} if end.column > start.column else {}
    return position


def _text(text: str) -> str:
    return "".join(_IN_TEXT.get(char, char) for char in text)


def _property(text: str) -> str:
    return "".join(_IN_PROPERTY.get(char, char) for char in one_line(text))
