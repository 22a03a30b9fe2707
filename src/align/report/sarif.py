"""SARIF 2.1.0, for code scanning and editors.

A finding stands at its place in the translation; the other language is a related location. In a file of
pre-aligned pairs it stands at the line on which the pair begins, and names the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from align.fingerprint import fingerprints
from align.report.base import Options
from align.report.json import Json, encode, finding_fields, rounded
from align.report.places import Address, address, from_root, uri
from align.report.prose import excerpt, one_line
from align.report.summary import describe, others, primary
from align.types import Checked, Document, File, Finding, Place, Result, Rule, Severity, SuppressionKind

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "warning", Severity.MINOR: "note"}
# What GitHub calls the same.
_PROBLEMS = {Severity.CRITICAL: "error", Severity.MAJOR: "warning", Severity.MINOR: "recommendation"}
_EXAMPLE = re.compile(r"^(Bad|Good): ", re.MULTILINE)
_LINK_SYNTAX = re.compile(r"[\\\[\]]")


def render(result: Result, options: Options) -> str:
    """Render the whole result as one log with one run."""
    return encode({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(result, options)]}, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class _Log:
    """What results refer to: files by address and rules by id, each with its place in the log."""

    options: Options
    rules: dict[str, int]
    files: dict[str, int] = field(default_factory=dict)

    def artifact(self, file: File, document: Document) -> tuple[Json, Address]:
        """Return the location of a file, which joins the log on its first mention, and its address."""
        found = address(file, document, self.options)
        index = self.files.setdefault(found.path, len(self.files))
        return _artifact_location(found.path) | {"index": index}, found


def _run(result: Result, options: Options) -> Json:
    log = _Log(options, {rule.id: index for index, rule in enumerate(result.rules)})
    for checked in result.checked:
        for file in checked.document.files:
            log.artifact(file, checked.document)
    results = [one for checked in result.checked for one in _results(checked, log)]
    return {
        "tool": {"driver": _driver(result, options)},
        "columnKind": "unicodeCodePoints",
        # Where that lies on the machine of the run is nobody's business, and would change every report.
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that paths count from."}}},
        "invocations": [_invocation(result, log)],
        "artifacts": [
            {"location": _artifact_location(path), "roles": ["analysisTarget"]} for path in log.files
        ],
        "results": results,
        "properties": {"encoder": result.encoder, "signature": result.signature},
    }


def _driver(result: Result, options: Options) -> Json:
    driver: Json = {
        "name": "align",
        "version": options.version,
        "language": "en",
        "rules": [_rule(rule, options) for rule in result.rules],
    }
    return driver | ({"informationUri": options.docs} if options.docs else {})


def _rule(rule: Rule, options: Options) -> Json:
    paragraphs = [part for part in rule.help.split("\n\n") if part.strip() and not _EXAMPLE.match(part)]
    help_address = options.rule_address(rule.id)
    descriptor: Json = {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": " ".join(paragraphs[0].split()) if paragraphs else rule.title},
        "help": {"text": rule.help, "markdown": _EXAMPLE.sub(r"\n- **\1:** ", rule.help)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "category": rule.category,
            "problem.severity": _PROBLEMS[rule.severity],
            "tags": ["translation", *dict.fromkeys(rule.category.split("/"))],
        },
    }
    return descriptor | ({"helpUri": help_address} if help_address else {})


def _invocation(result: Result, log: _Log) -> Json:
    notes: list[Json] = [_notification("error", name) for name in result.crashed]
    for unread in result.unread:
        artifact = _artifact_location(from_root(unread.path, log.options))
        notes.append(_notification("error", f"not checked: {unread.reason}", [artifact]))
    for checked in result.checked:
        # By address: SARIF takes no location twice, and a file may be both halves.
        found = [log.artifact(file, checked.document) for file in checked.document.files]
        files = {where.path: artifact for artifact, where in found}
        told = dict.fromkeys(checked.document.notices)
        notes += [_notification("note", notice, list(files.values())) for notice in told]
    code = log.options.exit_code
    invocation: Json = {
        "executionSuccessful": not (result.crashed or result.unread) and code in (None, 0, 1),
        "toolExecutionNotifications": notes,
    }
    return invocation | ({} if code is None else {"exitCode": code})


def _notification(level: str, text: str, artifacts: Sequence[Json] = ()) -> Json:
    note: Json = {"level": level, "message": {"text": one_line(text)}}
    locations = [{"physicalLocation": {"artifactLocation": one}} for one in artifacts]
    return note | ({"locations": locations} if locations else {})


def _results(checked: Checked, log: _Log) -> Iterator[Json]:
    names = fingerprints(checked.findings)
    for finding, name in zip(checked.findings, names, strict=True):
        yield _result(finding, name, checked.document, log)
    for one in checked.suppressions:
        kind = "inSource" if one.kind is SuppressionKind.INLINE else "external"
        accepted: list[Json] = [{"kind": kind, **({"justification": one.reason} if one.reason else {})}]
        yield _result(one.finding, one.fingerprint, checked.document, log, accepted)


def _result(
    finding: Finding, name: str, document: Document, log: _Log, suppressions: Sequence[Json] = ()
) -> Json:
    """Return one result; `suppressions` tell who accepted it, where somebody did."""
    related = [
        {"id": number, "message": {"text": _quoted(place, finding, document)}}
        | _location(place, finding, document, log)
        for number, place in enumerate(others(finding), 1)
    ]
    result: Json = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "rank": rounded(100 * finding.confidence),
        "message": {"text": _message(finding)},
        "locations": [_location(primary(finding), finding, document, log)],
        "relatedLocations": related,
        # GitHub's upload adds its own, by the words of the line, and warns of every one that differs.
        "partialFingerprints": {"align/v1": name},
        # SARIF wants them for every result or for none; an empty list says that nobody accepted it.
        "suppressions": list(suppressions),
        "properties": _properties(finding),
    }
    if finding.rule in log.rules:
        result["ruleIndex"] = log.rules[finding.rule]
    fix = _fix(finding, document, log)
    return result | ({"fixes": [fix]} if fix else {})


def _properties(finding: Finding) -> Json:
    fields = finding_fields(finding)
    kept = ("category", "severity", "confidence", "evidence")
    return {name: fields[name] for name in kept} | {"pair": finding.pair.id if finding.pair else None}


def _message(finding: Finding) -> str:
    text = one_line(describe(finding))
    if finding.suggestion:
        text = f"{text.rstrip('.')}. Suggestion: {one_line(finding.suggestion)}"
    return _plain(text)


def _plain(text: str) -> str:
    """Keep text of a brief from becoming a link, which SARIF writes as Markdown does."""
    return _LINK_SYNTAX.sub(r"\\\g<0>", text) if "](" in text else text


def _quoted(place: Place, finding: Finding, document: Document) -> str:
    in_source = any(place is one for one in finding.source)
    language = document.source_language if in_source else document.target_language
    return _plain(f"{language.value}: {excerpt(place.text) or '(missing here)'}")


def _location(place: Place, finding: Finding, document: Document, log: _Log) -> Json:
    artifact, found = log.artifact(place.file, document)
    if not found.field:
        physical: Json = {"artifactLocation": artifact, "region": _region(place)}
        context = _context(place, finding)
        return {"physicalLocation": physical | ({"contextRegion": _region(context)} if context else {})}
    entry: Json = {"region": {"startLine": found.line}} if found.line else {}
    return {
        "physicalLocation": {"artifactLocation": artifact} | entry,
        "logicalLocations": [{"fullyQualifiedName": found.field, "kind": "member"}],
        "properties": {"start": place.span.start, "end": place.span.end, "text": place.text},
    }


def _context(place: Place, finding: Finding) -> Place | None:
    """Return the sentence around a place, if it is more than the place."""
    segments = (*finding.pair.source, *finding.pair.target) if finding.pair else ()
    for around in (segment.place for segment in segments):
        is_inside = around.span.start <= place.span.start and place.span.end <= around.span.end
        if around.file is place.file and is_inside and around.span != place.span:
            return around
    return None


def _region(place: Place) -> Json:
    start, end = place.file.locate(place.span.start), place.file.locate(place.span.end)
    region: Json = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    return region | ({"snippet": {"text": place.text}} if place.text else {})


def _fix(finding: Finding, document: Document, log: _Log) -> Json | None:
    """Return the suggestion as an edit, if there is one and a place in a file for it."""
    if not finding.suggestion or not finding.target:
        return None
    place = finding.target[0]
    artifact, found = log.artifact(place.file, document)
    if found.field:
        return None
    edit = {"deletedRegion": _region(place), "insertedContent": {"text": finding.suggestion}}
    return {
        "description": {"text": f"Write {one_line(finding.suggestion)}"},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": [edit]}],
    }


def _artifact_location(path: str) -> Json:
    reference = uri(path)
    return {"uri": reference} if reference.startswith("file:") else {"uri": reference, "uriBaseId": _ROOT}
