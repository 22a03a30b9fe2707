"""How one finding came about: both texts, the pair, the evidence, the rule, and how to silence it."""

from __future__ import annotations

from collections.abc import Iterator

from align.fingerprint import fingerprint
from align.report.base import Options
from align.report.prose import one_line
from align.report.summary import quantity
from align.report.terminal import render_finding
from align.types import Checked, Finding, Pair, Rule, Severity, Suppression, SuppressionKind

# A longer text is no handy quotation.
_LONGEST_QUOTE = 40
_SEVERITIES = {
    Severity.CRITICAL: "readers would be misled on what matters most",
    Severity.MAJOR: "the meaning is changed",
    Severity.MINOR: "worth a look; the meaning stands",
}


def explain(
    finding: Finding,
    checked: Checked,
    options: Options,
    *,
    rule: Rule | None,
    suppression: Suppression | None = None,
) -> str:
    """Return what there is to say about one finding, for a terminal.

    Args:
        finding: What to explain.
        checked: The document that it was found in.
        options: As for a report.
        rule: Its rule, or None when nobody knows it.
        suppression: How it is accepted, if it is.
    """
    parts = [
        render_finding(finding, checked, options),
        _section("Finding", _facts(finding, suppression)),
        _section("Pair", _pair(finding.pair)),
        _section(
            "Evidence", (f"{one_line(name)}: {one_line(str(value))}" for name, value in finding.evidence)
        ),
        _section(f"Rule {one_line(finding.rule)}", _rule(rule)),
        _section("To silence it", _ways_to_silence(finding)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(title: str, lines: Iterator[str]) -> str:
    body = [f"  {line}".rstrip() for line in lines]
    return "\n".join([title, *body]) if body else ""


def _facts(finding: Finding, suppression: Suppression | None) -> Iterator[str]:
    yield f"fingerprint: {fingerprint(finding)}"
    yield f"severity: {finding.severity.label}: {_SEVERITIES[finding.severity]}"
    yield f"confidence: {finding.confidence:.2f}: an expert would agree about {_odds(finding.confidence)}"
    yield f"category: {one_line(finding.category)}"
    if suppression is not None:
        where = "the baseline" if suppression.kind is SuppressionKind.BASELINE else "a comment"
        if suppression.comment is not None:
            place = suppression.comment.place
            line, column = place.file.locate(place.span.start)
            where += f" at {one_line(place.file.path)}:{line}:{column}"
        yield f"suppressed: by {where}: {one_line(suppression.reason) or 'no reason given'}"


def _odds(share: float) -> str:
    return f"{round(share * 100)} times in 100"


def _pair(pair: Pair | None) -> Iterator[str]:
    if pair is None:
        yield "none: it is about the document as a whole"
        return
    counts = f"{quantity(len(pair.source), 'segments')} to {quantity(len(pair.target), 'segments')}"
    yield f"{one_line(pair.id)}: {pair.kind.value}, {counts}{', moved' if pair.moved else ''}"
    if pair.similarity is not None:
        yield f"similarity of meaning: {pair.similarity:.2f}"
    if pair.confidence is not None:
        yield f"these translate one another with a probability of {pair.confidence:.2f}"
    for name, text in (("source", pair.source_text), ("target", pair.target_text)):
        yield f"{name}: {one_line(text) or '(nothing)'}"


def _rule(rule: Rule | None) -> Iterator[str]:
    if rule is not None:
        yield f"{rule.title}."
        yield ""
        yield from rule.help.splitlines()


def _ways_to_silence(finding: Finding) -> Iterator[str]:
    quote = next((one_line(place.text) for place in (*finding.target, *finding.source) if place.text), "")
    rule = one_line(finding.rule)
    yield "Before its sentence, in either half, a line of its own, with a reason:"
    yield f"  <!-- align: ignore {rule} why it is right -->"
    if 0 < len(quote) <= _LONGEST_QUOTE and '"' not in quote and "-->" not in quote:
        yield "Or for this text of that sentence alone:"
        yield f'  <!-- align: ignore {rule} "{quote}" why it is right -->'
    yield "Or in a baseline, which is for all findings that there are:"
    yield "  align check --write-baseline FILE --reason WHY ..., then align check --baseline FILE ..."
