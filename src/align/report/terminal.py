"""The terminal formats: `full` frames both texts, `concise` takes one line a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from align.report.base import Options
from align.report.frame import frame
from align.report.places import absolute, as_typed, uri
from align.report.prose import one_line, second_opinion
from align.report.summary import (
    describe_coverage,
    describe_findings,
    describe_quality,
    primary,
    quantity,
    summarise,
    total,
)
from align.text import display_width
from align.types import Checked, File, Finding, Language, Place, Result, Severity, Span

# Lines of one side beyond which only the first few and the last are shown.
_MOST_ROWS, _FIRST_ROWS = 6, 4
_NARROWEST = 20
_COLORS = {Severity.CRITICAL: "red", Severity.MAJOR: "yellow", Severity.MINOR: "cyan"}

# What may stand in an escape sequence; all else is percent-encoded or no address.
_ADDRESS = re.compile("[!-~]+")

# Sorts of things compared that the last line names; the other formats name all.
_SORTS = 6
# Said once, in the last line.
_HINT = "--min-confidence 0 shows them"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a file to show, with ranges within it to mark."""

    file: File
    number: int
    label: str
    marks: tuple[Span, ...]
    focus: int

    @property
    def start(self) -> Place:
        """Where the first mark starts."""
        offset = self.file.line_start(self.number) + self.focus
        return Place(self.file, Span(offset, offset))


def render_full(result: Result, options: Options) -> str:
    """Render findings with both texts framed, then what was checked."""
    blocks: list[str] = []
    for checked, own in options.each(result):
        blocks += [render_finding(finding, checked, own) for finding in checked.findings]
        blocks.append("\n".join(_closing(checked, result, options)))
    blocks.append("\n".join(_totals(result)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def render_concise(result: Result, options: Options) -> str:
    """Render one line a finding, and a line that sums up."""
    lines = []
    for checked, own in options.each(result):
        lines += [_concise(finding, checked, own) for finding in checked.findings]
    if len(result.checked) == 1:
        lines.append(_sum_up(result.checked[0], hint=_HINT))
    lines.extend(_totals(result))
    return "\n".join(lines) + "\n"


def _concise(finding: Finding, checked: Checked, options: Options) -> str:
    severity = _paint(finding.severity.label, options, fg=_COLORS[finding.severity])
    where = _where(primary(finding), checked, options)
    rule = _link(one_line(finding.rule), options.rule_address(finding.rule), options)
    field = _field(primary(finding), checked)
    message = one_line(f"{finding.message} ({field})" if field else finding.message)
    return f"{where}: {severity} {rule}: {message}"


def render_finding(finding: Finding, checked: Checked, options: Options) -> str:
    """Render one finding with both texts framed, without a line end."""
    return "\n".join(_finding(finding, checked, options))


def _finding(finding: Finding, checked: Checked, options: Options) -> Iterator[str]:
    severity = _paint(finding.severity.label, options, fg=_COLORS[finding.severity], bold=True)
    where = _paint(_where(primary(finding), checked, options), options, bold=True)
    rule = _link(one_line(finding.rule), options.rule_address(finding.rule), options)
    message = _paint(one_line(finding.message), options, bold=True)
    yield f"{where}  {severity}  {rule}  {message}  ({finding.confidence:.2f})"
    yield from _frames(finding, checked, options)
    if finding.explanation:
        yield from _wrap(f"  = {one_line(finding.explanation)}", options)
    if opinion := second_opinion(finding):
        yield from _wrap(f"  judge: {opinion}", options)
    if finding.suggestion:
        yield f"  {_paint('help', options, fg='green')}: {one_line(finding.suggestion)}"


def _frames(finding: Finding, checked: Checked, options: Options) -> Iterator[str]:
    document, pair = checked.document, finding.pair
    source_context = [segment.place for segment in pair.source] if pair else []
    target_context = [segment.place for segment in pair.target] if pair else []
    source = _side(finding.source, source_context, document.source_language)
    target = _side(finding.target, target_context, document.target_language)
    shown = [line for line in (*source, *target) if line]
    # The sides of a pair are files too, and its head names neither.
    several_files = len({line.file for line in shown}) > 1 or document.prealigned is not None
    digits = max(len(str(line.number)) for line in shown)
    for side in (source, target):
        if side[:1] and several_files:
            start = side[0].start
            where = one_line(_field(start, checked)) or _where(start, checked, options)
            yield f"  {_paint('-->', options, fg='blue')} {where}"
        cut = len(side) > _MOST_ROWS
        for line in side[:_FIRST_ROWS] if cut else side:
            yield from _row(line, digits, finding.severity, options)
        if cut:
            yield "  ..."
            yield from _row(side[-1], digits, finding.severity, options)


def _row(line: _Line, digits: int, severity: Severity, options: Options) -> Iterator[str]:
    bar = _paint("|", options, fg="blue")
    label = f"{line.label} {line.number:>{digits}}"
    room = max(_NARROWEST, options.width - len(label) - len("   | "))
    row = frame(line.file.line_text(line.number), line.marks, room, focus=line.focus)
    yield f"  {_paint(label, options, fg='blue')} {bar} {row.text}".rstrip()
    if row.carets:
        carets = _paint(row.carets, options, fg=_COLORS[severity], bold=True)
        yield f"  {' ' * len(label)} {bar} {carets}"


def _side(marked: Sequence[Place], context: Sequence[Place], language: Language) -> list[_Line]:
    """Return the lines of one side; without places it is shown unmarked, for the reader to compare."""
    spans: dict[File, dict[int, list[Span]]] = {}
    for place in marked or context:
        for number, span in _split(place):
            spans.setdefault(place.file, {}).setdefault(number, []).append(span)
    label = language.value.partition("-")[0]
    return [
        _Line(file, number, label, tuple(sorted(ranges)) if marked else (), min(ranges).start)
        for file, lines in spans.items()
        for number, ranges in sorted(lines.items())
    ]


def _split(place: Place) -> Iterator[tuple[int, Span]]:
    """Yield each line of `place` with the range it takes there, without indents and blank lines."""
    file, (start, end) = place.file, place.span
    first, last = file.locate(start).line, file.locate(end).line
    for number in range(first, last + 1):
        text, offset = file.line_text(number), file.line_start(number)
        left, right = max(start - offset, 0), min(end - offset, len(text))
        if number > first:
            left = min(len(text) - len(text.lstrip()), right)
        if number == first or left < right:
            yield number, Span(min(left, len(text)), max(left, right))


def _where(place: Place, checked: Checked, options: Options) -> str:
    """Return where a finding stands: file, line and column, or the line on which its pair begins."""
    found = as_typed(place.file, checked.document)
    text = found.locate(place)
    if found.field:
        text = f"{found.path}:{found.line}" if found.line else found.path
    path = absolute(found.path, options) if options.host else ""
    return _link(one_line(text), uri(path, host=options.host) if path else "", options)


def _field(place: Place, checked: Checked) -> str:
    """Return the field of a pre-aligned pair with line and column in it, or an empty string."""
    field = as_typed(place.file, checked.document).field
    line, column = place.file.locate(place.span.start)
    return f"{field}:{line}:{column}" if field else ""


def _link(text: str, target: str, options: Options) -> str:
    """Return `text` as a hyperlink (OSC 8), if the terminal follows them and there is somewhere to go."""
    if not options.host or not _ADDRESS.fullmatch(target):
        return text
    return f"\x1b]8;;{target}\x1b\\{text}\x1b]8;;\x1b\\"


def _wrap(text: str, options: Options) -> Iterator[str]:
    """Break a sentence between words, where the terminal would break it anywhere."""
    if not options.wrap:
        yield text
        return
    indent = " " * (4 if text.startswith(" ") else 0)
    line, *words = re.findall(r" *[^ ]+", text)
    for word in words:
        if display_width(line) + display_width(word) > options.width:
            yield line
            line = indent + word.lstrip()
        else:
            line += word
    yield line


def _closing(checked: Checked, result: Result, options: Options) -> Iterator[str]:
    """Yield what was found and checked in one document, and its notices."""
    several = len(result.checked) > 1
    paths = " ".join(one_line(file.path) for file in checked.document.files)
    yield from _wrap(f"{paths}: {_sum_up(checked)}" if several else _sum_up(checked, hint=_HINT), options)
    for notice in checked.document.notices:
        yield from _wrap(f"note: {one_line(notice)}", options)


def _sum_up(checked: Checked, *, hint: str = "") -> str:
    summary, quality = summarise(checked), describe_quality(checked.score.quality)
    coverage = describe_coverage(summary, most=_SORTS)
    return one_line(f"{describe_findings(summary, hint=hint)}. {coverage}. Quality {quality}.")


def _totals(result: Result) -> Iterator[str]:
    if len(result.checked) != 1:
        summary = total([summarise(checked) for checked in result.checked])
        found = describe_findings(summary, hint=_HINT)
        yield f"Total: {quantity(summary.documents, 'documents')}, {found}."
    for unread in result.unread:
        yield f"error: not checked: {one_line(unread.reason)}"
    for name in result.crashed:
        yield f"error: the rule {one_line(name)} failed; what it would have found is missing."


def _paint(text: str, options: Options, *, fg: str | None = None, bold: bool | None = None) -> str:
    return click.style(text, fg=fg, bold=bold) if options.color else text
