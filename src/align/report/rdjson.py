"""Reviewdog's diagnostic format: it comments on a change wherever reviewdog runs.

Source: reviewdog's proto/rdf/reviewdog.proto. Columns count bytes of UTF-8, unlike anywhere else here.
Reviewdog refuses a report with a field that it does not know, so there are none of its newer ones.
"""

from __future__ import annotations

from align.report.base import Options
from align.report.json import Json, encode
from align.report.places import address, from_root, utf8_column
from align.report.prose import message_lines, one_line
from align.report.summary import primary
from align.types import Document, Finding, Place, Result, Severity, Unread

_LEVELS = {Severity.CRITICAL: "ERROR", Severity.MAJOR: "WARNING", Severity.MINOR: "INFO"}


def render(result: Result, options: Options) -> str:
    """Render the whole result as one object."""
    source: Json = {"name": "align"}
    if options.docs:
        source["url"] = options.docs
    diagnostics = [_unread(one, options) for one in result.unread]
    diagnostics += [
        _diagnostic(finding, checked.document, own)
        for checked, own in options.each(result)
        for finding in checked.findings
    ]
    return encode({"source": source, "diagnostics": diagnostics}, indent=1) + "\n"


def _unread(unread: Unread, options: Options) -> Json:
    return {
        "message": f"not checked: {one_line(unread.reason)}",
        "location": {"path": from_root(unread.path, options)},
        "severity": "ERROR",
    }


def _diagnostic(finding: Finding, document: Document, options: Options) -> Json:
    url = options.rule_address(finding.rule)
    field = address(primary(finding).file, document, options).field
    diagnostic: Json = {
        "message": "\n".join(message_lines(finding, field)),
        "location": _location(primary(finding), document, options),
        "severity": _LEVELS[finding.severity],
        "code": {"value": finding.rule} | ({"url": url} if url else {}),
    }
    if finding.suggestion and finding.target and not field:
        edit = {"range": _range(finding.target[0]), "text": finding.suggestion}
        diagnostic["suggestions"] = [edit]
    return diagnostic


def _location(place: Place, document: Document, options: Options) -> Json:
    path, field, entry = address(place.file, document, options)
    if not field:
        return {"path": path, "range": _range(place)}
    return {"path": path} | ({"range": {"start": {"line": entry}}} if entry else {})


def _range(place: Place) -> Json:
    return {"start": _position(place, place.span.start), "end": _position(place, place.span.end)}


def _position(place: Place, offset: int) -> Json:
    return {"line": place.file.locate(offset).line, "column": utf8_column(place, offset)}
