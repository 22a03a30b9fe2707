"""A table for spreadsheets, one row a finding.

It begins with a byte order mark, without which Excel reads Chinese as something else. Programs read `json`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from align.fingerprint import fingerprints
from align.report.base import Options
from align.report.places import address, from_root
from align.report.summary import primary
from align.text import show_controls
from align.types import Checked, Place, Result

COLUMNS = (
    "path", "line", "column", "severity", "rule", "category", "confidence", "message", "source", "target",
    "explanation", "suggestion", "source_path", "source_line", "source_column", "pair", "fingerprint",
)  # fmt: skip

_MARK = "\ufeff"
# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), in either width.
_FORMULA = tuple("=+-@＝＋－＠")
_LEADING = " \t\r\n\u3000\u00a0"


def render(result: Result, options: Options) -> str:
    """Render one line a finding after a line that names the columns and one for each brief not read."""
    stream = io.StringIO()
    # Rows as RFC 4180 wants them.
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for unread in result.unread:
        given = {"path": from_root(unread.path, options), "message": f"not checked: {unread.reason}"}
        table.writerow(_cell(given.get(column, "")) for column in COLUMNS)
    table.writerows(row for checked in result.checked for row in _rows(checked, options))
    return _MARK + stream.getvalue()


def _rows(checked: Checked, options: Options) -> Iterator[list[str]]:
    names = fingerprints(checked.findings)
    for finding, name in zip(checked.findings, names, strict=True):
        path, line, column = _where([primary(finding)], checked, options)
        values = [
            path, line, column, finding.severity.label, finding.rule, finding.category,
            f"{finding.confidence:.2f}", finding.message, _texts(finding.source), _texts(finding.target),
            finding.explanation, finding.suggestion, *_where(finding.source, checked, options),
            finding.pair.id if finding.pair else "", name,
        ]  # fmt: skip
        yield [_cell(value) for value in values]


def _where(places: Sequence[Place], checked: Checked, options: Options) -> tuple[str, str, str]:
    if not places:
        return "", "", ""
    place = places[0]
    path, field, entry = address(place.file, checked.document, options)
    if field:
        return f"{path}#{field}", str(entry or ""), str(place.span.start + 1)
    line, column = place.file.locate(place.span.start)
    return path, str(line), str(column)


def _texts(places: Sequence[Place]) -> str:
    return "\n".join(place.text for place in places)


def _cell(value: str) -> str:
    """Return what a spreadsheet shows as `value`, whatever it begins with."""
    text = show_controls("\n".join(value.splitlines()), keep="\n\t")
    is_formula = text.lstrip(_LEADING).startswith(_FORMULA) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if is_formula else text
