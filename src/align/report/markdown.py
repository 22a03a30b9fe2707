"""GitHub-flavoured Markdown for comments, merge requests and step summaries: tables, worst first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.report.base import Options
from align.report.places import address
from align.report.prose import excerpt, one_line
from align.report.summary import (
    describe,
    describe_coverage,
    describe_quality,
    describe_run,
    primary,
    quantity,
    summarise,
    total,
)
from align.types import Checked, Document, Finding, Place, Result

# Characters of a span or a sentence that a cell shows.
_LONGEST = 240
# Briefs beyond which those without findings are counted and not listed.
_MOST_BRIEFS = 20
# ASCII punctuation that means something in Markdown, its tables, its formulas or HTML. Not what does
# only at the start of a line or behind one of these: no text of a brief stands there.
_SYNTAX = re.compile(r"[\\`*_\[\]<~|&$#]")
# Where GitHub and GitLab see people, issues, mails and pages. Escapes do not stop them, but a comment
# between the halves does, and no reader sees it.
_MENTION = re.compile(r"(?<=[@#!%~])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_APART = "<!-- -->"
# Stands for that while the rest is escaped; `one_line` leaves none in a text.
_MARK = "\0"


def render(result: Result, options: Options) -> str:
    """Render a heading, a table of the briefs, and a table for each that has findings."""
    summary = total([summarise(checked) for checked in result.checked])
    parts = [f"# align: {describe_run(result)}"]
    parts += [f"**Not checked:** {_escape(one.reason)}" for one in result.unread]
    parts += [f"**A rule failed:** {_escape(name)}" for name in result.crashed]
    parts += ["\n".join(_briefs(result.checked, options))] if result.checked else []
    left = sum(count for _, count in summary.severities)
    cut = left if options.most is None else options.most
    for checked, own in options.each(result):
        shown = sorted(checked.findings, key=lambda finding: finding.severity, reverse=True)[:cut]
        cut, left = cut - len(shown), left - len(shown)
        if shown:
            parts.append(f"## {_name(checked, options)}")
            parts.append("\n".join(_findings(shown, checked.document, own)))
    parts += [f"{quantity(left, 'findings')} more, which this page has no room for."] if left else []
    parts += [f"{_escape(describe_coverage(summary), most=None)}."] if result.checked else []
    return "\n\n".join(parts) + "\n"


def _briefs(checked: Sequence[Checked], options: Options) -> Iterator[str]:
    listed = [one for one in checked if one.findings] if len(checked) > _MOST_BRIEFS else checked
    listed = listed[: options.most]
    if listed:
        yield "| brief | pairs | critical | major | minor | quality |"
        yield "|---|--:|--:|--:|--:|---|"
    for one in listed:
        summary = summarise(one)
        counts = " | ".join(str(count) for _, count in summary.severities)
        quality = describe_quality(one.score.quality)
        yield f"| {_name(one, options)} | {summary.pairs} | {counts} | {quality} |"
    if len(listed) < len(checked):
        yield ""
        yield f"{quantity(len(checked) - len(listed), 'briefs')} more."


def _findings(findings: Sequence[Finding], document: Document, options: Options) -> Iterator[str]:
    languages = document.source_language.value, document.target_language.value
    yield f"| severity | rule | place | what | {languages[0]} | {languages[1]} | suggestion |"
    yield "|---|---|---|---|---|---|---|"
    for finding in findings:
        cells = [
            finding.severity.label,
            _rule(finding.rule, options),
            _escape(_where(primary(finding), document, options)),
            _escape(describe(finding)),
            _texts(finding.source),
            _texts(finding.target),
            _escape(finding.suggestion),
        ]
        yield f"| {' | '.join(cells)} |"


def _rule(rule: str, options: Options) -> str:
    docs = options.rule_address(rule)
    return f"[{_escape(rule)}](<{docs}>)" if docs else _escape(rule)


def _where(place: Place, document: Document, options: Options) -> str:
    """Return line and column, with the file where the heading does not tell it."""
    line, column = place.file.locate(place.span.start)
    path, field, entry = address(place.file, document, options)
    if field:
        return f"{entry} ({field})" if entry else field
    return f"{path}:{line}:{column}" if len(document.files) > 1 else f"{line}:{column}"


def _texts(places: Sequence[Place]) -> str:
    return "<br>".join(_escape(place.text) or "*missing here*" for place in places)


def _name(checked: Checked, options: Options) -> str:
    paths = dict.fromkeys(address(file, checked.document, options).path for file in checked.document.files)
    return _escape(" ".join(paths))


def _escape(text: str, *, most: int | None = _LONGEST) -> str:
    text = _MENTION.sub(_MARK, one_line(text) if most is None else excerpt(text, most))
    return _SYNTAX.sub(r"\\\g<0>", text).replace(_MARK, _APART)
