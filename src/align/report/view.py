"""What the HTML page shows, as plain data: everything is decided here, the template only lays it out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from align.report.base import Options
from align.report.brief import BriefView, make_brief
from align.report.overview import (
    Count,
    Coverage,
    Dated,
    RuleCount,
    Trend,
    count_rules,
    count_severities,
    make_coverage,
    make_trend,
)
from align.report.runs import clean, worst
from align.report.summary import describe_run, quantity, summarise, total
from align.types import Result, Rule


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule that found something."""

    anchor: str
    id: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Several briefs at a glance, worst first."""

    briefs: tuple[BriefView, ...]
    coverage: Coverage
    rules: tuple[RuleCount, ...]
    trend: Trend | None
    mean_quality: int


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page.

    Attributes:
        index: There where there are several briefs.
        crashed: Rules that failed, and why.
        unread: Why briefs could not be read, a sentence for each.
    """

    title: str
    version: str
    encoder: str
    signature: str
    verdict: str
    briefs: tuple[BriefView, ...]
    index: Index | None
    severities: tuple[Count, ...]
    total: int
    rules: tuple[RuleView, ...]
    rules_run: int
    crashed: tuple[str, ...]
    unread: tuple[str, ...]


def make_page(result: Result, options: Options) -> Page:
    """Decide all that the page shows."""
    used = {finding.rule for checked in result.checked for finding in checked.findings}
    anchors = {rule.id: f"rule-{i}" for i, rule in enumerate(result.rules, 1) if rule.id in used}
    briefs = tuple(make_brief(checked, i, anchors, options) for i, checked in enumerate(result.checked, 1))
    labels = [finding.severity.label for checked in result.checked for finding in checked.findings]
    return Page(
        title=briefs[0].titles[0].text if len(briefs) == 1 else quantity(len(briefs), "briefs"),
        version=clean(options.version),
        encoder=clean(result.encoder),
        signature=clean(result.signature),
        verdict=describe_run(result),
        briefs=briefs,
        index=_index(result, briefs) if len(briefs) > 1 else None,
        severities=count_severities(labels),
        total=len(labels),
        rules=tuple(_rule(rule, anchors[rule.id]) for rule in result.rules if rule.id in used),
        rules_run=len(result.rules),
        crashed=tuple(clean(name) for name in result.crashed),
        unread=tuple(clean(one.reason) for one in result.unread),
    )


def _index(result: Result, briefs: tuple[BriefView, ...]) -> Index:
    findings = list(chain.from_iterable(checked.findings for checked in result.checked))
    dated = [
        Dated(
            brief.anchor,
            brief.titles[0].text,
            brief.day,
            brief.exact_quality,
            worst(count.name for count in brief.severities if count.value),
        )
        for brief in briefs
    ]
    return Index(
        briefs=tuple(sorted(briefs, key=_badness)),
        coverage=make_coverage(total([summarise(checked) for checked in result.checked]), findings),
        rules=count_rules(findings),
        trend=make_trend(dated),
        mean_quality=int(sum(brief.exact_quality for brief in briefs) / len(briefs)),
    )


def _badness(brief: BriefView) -> tuple[float, tuple[int, ...]]:
    """Sort key, worst first: by quality, then by the number of findings of each severity."""
    return brief.exact_quality, tuple(-count.value for count in brief.severities)


def _rule(rule: Rule, anchor: str) -> RuleView:
    paragraphs = tuple(clean(part) for part in rule.help.split("\n\n") if part.strip())
    return RuleView(anchor, clean(rule.id), clean(rule.title), paragraphs)
