"""`align check --explain`: which finding the user means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.cli.stale import shorten
from align.config import unknown_name
from align.errors import ConfigError
from align.fingerprint import fingerprint
from align.report import Options
from align.report.explain import explain
from align.report.places import as_typed
from align.types import Checked, Finding, Result, Suppression

_PLACE = re.compile(r"(?:(?P<path>.+?):)?(?P<line>\d{1,9})(?::(?P<column>\d{1,9}))?")
_DIGITS = re.compile("[0-9a-f]{1,16}")
_MOST = 8


class _Known(NamedTuple):
    """A finding of a run, reported or accepted."""

    name: str
    finding: Finding
    checked: Checked
    options: Options
    suppression: Suppression | None = None


def explain_finding(result: Result, wanted: str, options: Options) -> str:
    """Return the explanation of the findings that the user means.

    Args:
        result: A run.
        wanted: A fingerprint, the start of one, or where a report says that the finding stands.
        options: As for a report.

    Raises:
        ConfigError: No finding is called so, or several are.
    """
    known = list(_known(result, options))
    meant = _by_place(known, wanted) or _by_name(known, wanted)
    if not meant:
        names = [one.name for one in known[:_MOST]]
        hint = unknown_name(wanted, names, "fingerprints") if names else "nothing was found"
        raise ConfigError(f"no finding is called {wanted!r}", hint=hint)
    rules = {rule.id: rule for rule in result.rules}
    return "\n".join(
        explain(
            one.finding,
            one.checked,
            one.options,
            rule=rules.get(one.finding.rule),
            suppression=one.suppression,
        )
        for one in meant
    )


def _known(result: Result, options: Options) -> Iterator[_Known]:
    for checked, own in options.each(result):
        for finding in checked.findings:
            yield _Known(fingerprint(finding), finding, checked, own)
        for suppression in checked.suppressions:
            yield _Known(suppression.fingerprint, suppression.finding, checked, own, suppression)


def _by_place(known: list[_Known], wanted: str) -> list[_Known]:
    """Return the findings with a place at FILE:LINE[:COLUMN] or FIELD:LINE:COLUMN, or LINE:COLUMN of any."""
    match = _PLACE.fullmatch(wanted)
    if match is None or ":" not in wanted:
        return []
    line, column = int(match["line"]), int(match["column"]) if match["column"] else None
    return [one for one in known if _stands_at(one, match["path"], line, column)] or (
        # "29:77", where the file is plain.
        [one for one in known if _stands_at(one, None, int(match["path"]), line)]
        if column is None and match["path"].isdecimal()
        else []
    )


def _stands_at(one: _Known, path: str | None, line: int, column: int | None) -> bool:
    for place in one.finding.places:
        found, at = as_typed(place.file, one.checked.document), place.file.locate(place.span.start)
        # A pair is meant by its line in the file, or by a field ("a1.target") with line and column in that.
        if column is None and found.field and (path, line) in ((found.path, found.line), (None, found.line)):
            return True
        names = (None, place.file.path, found.field or None)
        if path in names and at.line == line and column in (None, at.column):
            return True
    return False


def _by_name(known: list[_Known], wanted: str) -> list[_Known]:
    """Return the finding whose fingerprint starts so; the same one in several briefs counts once."""
    start = wanted.lower()
    meant = {one.name: one for one in known if one.name.startswith(start)} if _DIGITS.fullmatch(start) else {}
    if len(meant) > 1:
        names = ", ".join(f"{name} ({shorten(one.finding.message)})" for name, one in meant.items())
        raise ConfigError(f"{wanted!r} is the start of {len(meant)} fingerprints", hint=f"one of {names}")
    return list(meant.values())
