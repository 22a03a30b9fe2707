"""GitLab's Code Quality report: a subset of the Code Climate format, as a list.

Source: "Code Quality report format" in the GitLab documentation.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from align.fingerprint import fingerprints
from align.report.base import Options
from align.report.json import Json, encode
from align.report.places import address, from_root
from align.report.prose import message_lines, one_line
from align.report.summary import primary
from align.types import Checked, Document, Finding, Result, Unread


def render(result: Result, options: Options) -> str:
    """Render one object a finding, after one for each brief that could not be read."""
    issues = [_unread(one, options) for one in result.unread]
    issues += [issue for checked in result.checked for issue in _issues(checked, options)]
    return encode(issues, indent=1) + "\n"


def _unread(unread: Unread, options: Options) -> Json:
    path = from_root(unread.path, options)
    return {
        "description": f"not checked: {one_line(unread.reason)}",
        "check_name": "unread",
        "fingerprint": _fingerprint(path, "unread"),
        "severity": "critical",
        "location": {"path": one_line(path), "lines": {"begin": 1}},
    }


def _issues(checked: Checked, options: Options) -> Iterator[Json]:
    names = fingerprints(checked.findings)
    for finding, name in zip(checked.findings, names, strict=True):
        yield _issue(finding, name, checked.document, options)


def _issue(finding: Finding, name: str, document: Document, options: Options) -> Json:
    place = primary(finding)
    path, field, entry = address(place.file, document, options)
    start, end = place.file.locate(place.span.start), place.file.locate(place.span.end)
    lines = {"begin": entry or 1} if field else {"begin": start.line, "end": end.line}
    return {
        "description": next(message_lines(finding, field)),
        "check_name": one_line(finding.rule),
        "fingerprint": _fingerprint(path, name),
        # Its names are ours: minor, major, critical.
        "severity": finding.severity.label,
        "location": {"path": one_line(path), "lines": lines},
    }


def _fingerprint(path: str, name: str) -> str:
    """Return a name that no other brief has: GitLab drops all but the first of those named alike."""
    return hashlib.sha256(json.dumps([path, name]).encode()).hexdigest()
