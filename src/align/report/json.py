"""The machine contract `align.report/1`; its JSON Schema is data/report.schema.json.

Every value is converted field by field: a change of the internal types does not leak out.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence

from align.fingerprint import fingerprints
from align.report.base import Options
from align.report.summary import Summary, summarise, total
from align.text import CONTROL
from align.types import (
    Checked,
    Finding,
    Pair,
    Place,
    Result,
    Score,
    StaleComment,
    StaleEntry,
    Suppression,
    Tally,
)

SCHEMA = "align.report/1"
_DIGITS = 4

# JSON escapes C0 controls itself; the line ends left between its lines are the report's own.
_UNSAFE = re.compile(f"(?!\\n){CONTROL.pattern}")

Json = dict[str, object]


def render(result: Result, options: Options) -> str:
    """Render the whole result as one JSON object."""
    return encode(_report(result, options), indent=2) + "\n"


def encode(value: Json | Sequence[Json], *, indent: int | None = None) -> str:
    """Return JSON in real characters, except those that could steer a terminal or break UTF-8."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], text)


def finding_fields(finding: Finding) -> Json:
    """Return what a finding is in every JSON format, without its places."""
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity.label,
        "confidence": rounded(finding.confidence),
        "message": finding.message,
        "explanation": finding.explanation or None,
        "suggestion": finding.suggestion or None,
        "evidence": {name: _fact(value) for name, value in finding.evidence},
    }


def rounded(value: float) -> float:
    """Return `value` to four digits, so that noise in the last bits does not change a report."""
    return round(float(value), _DIGITS) + 0.0  # no negative zero


def _report(result: Result, options: Options) -> Json:
    return {
        "schema": SCHEMA,
        "tool": {
            "name": "align",
            "version": options.version,
            "encoder": result.encoder,
            "signature": result.signature,
        },
        "documents": [_document(checked) for checked in result.checked],
        "unread": [{"path": one.path, "reason": one.reason} for one in result.unread],
        "stale_entries": [_stale_entry(stale) for stale in result.stale_entries],
        "summary": _summary(total([summarise(checked) for checked in result.checked]), result),
    }


def _document(checked: Checked) -> Json:
    document, summary = checked.document, summarise(checked)
    names = fingerprints(checked.findings)
    return {
        "paths": [file.path for file in document.files],
        "source_language": document.source_language.value,
        "target_language": document.target_language.value,
        "pairs": [_pair(pair) for pair in checked.pairs],
        "findings": [_finding(*item) for item in zip(checked.findings, names, strict=True)],
        "suppressed": checked.suppressed,
        "suppressions": [_suppression(one) for one in checked.suppressions],
        "stale_comments": [_stale_comment(stale) for stale in checked.stale_comments],
        "notices": list(document.notices),
        "checked": {"pairs": summary.pairs} | _tallies(summary.compared),
        "not_compared": _tallies(summary.skipped),
        "score": _score(checked.score),
    }


def _pair(pair: Pair) -> Json:
    return {
        "id": pair.id,
        "kind": pair.kind.value,
        "similarity": None if pair.similarity is None else rounded(pair.similarity),
        "confidence": None if pair.confidence is None else rounded(pair.confidence),
        "moved": pair.moved,
        "source": _spans([segment.place for segment in pair.source]),
        "target": _spans([segment.place for segment in pair.target]),
    }


def _finding(finding: Finding, name: str) -> Json:
    places: Json = {
        "pair": finding.pair.id if finding.pair else None,
        "source": _spans(finding.source),
        "target": _spans(finding.target),
        "fingerprint": name,
    }
    return finding_fields(finding) | places


def _suppression(one: Suppression) -> Json:
    return {
        "kind": one.kind.value,
        "reason": one.reason or None,
        "comment": _span(one.comment.place) | {"text": one.comment.text} if one.comment else None,
        "finding": _finding(one.finding, one.fingerprint),
    }


def _stale_comment(stale: StaleComment) -> Json:
    comment = stale.comment
    return {
        "comment": _span(comment.place) | {"text": comment.text},
        "rules": list(comment.rules),
        "reason": comment.reason or None,
        "why": stale.why,
        "spent": stale.is_spent,
    }


def _stale_entry(stale: StaleEntry) -> Json:
    entry = stale.entry
    return {
        "baseline": stale.path,
        "fingerprint": entry.fingerprint,
        "rule": entry.rule,
        "reason": entry.reason or None,
        "source": entry.source,
        "target": entry.target,
        "why": stale.why,
        "spent": stale.is_spent,
    }


def _spans(places: Sequence[Place]) -> list[Json]:
    return [_span(place) for place in places]


def _span(place: Place) -> Json:
    start, end = place.file.locate(place.span.start), place.file.locate(place.span.end)
    return {
        "path": place.file.path,
        "start": place.span.start,
        "end": place.span.end,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "text": place.text,
    }


def _tallies(tallies: Sequence[Tally]) -> Json:
    return {tally.name: tally.count for tally in tallies}


def _score(score: Score) -> Json:
    return {
        "quality": rounded(score.quality),
        "mqm_penalty": rounded(score.mqm_penalty),
        "counts": dict(score.counts),
        "signature": score.signature,
    }


def _summary(summary: Summary, result: Result) -> Json:
    return {
        "documents": summary.documents,
        "pairs": summary.pairs,
        "findings": {severity.label: count for severity, count in summary.severities},
        "suppressed": summary.hidden.total,
        "crashed": list(result.crashed),
    }


def _fact(value: str | int | float) -> str | int | float | None:
    if isinstance(value, float):
        return rounded(value) if math.isfinite(value) else None
    return value
