"""What the page shows of a brief as a whole, and of several: coverage, sections, heat strip, trend."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from align.report.runs import clean
from align.report.summary import SEVERITIES, Summary
from align.types import Document, FieldKey, Finding, Language, Section, Tally
from align.values import DateFields, find_dates

# ---------------------------------------------------------------- coverage


@dataclass(frozen=True, slots=True)
class Compared:
    """Things of one sort that a rule compared; `differing` findings came of it."""

    name: str
    count: int
    differing: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was compared and what was not.

    Attributes:
        pairs: Pairs looked at.
        differing: Sorts of things of which some differ, in the order of the rules.
        agreeing: Those of which none does.
        idle: Sorts of things that the rules look for and that did not occur.
        skipped: What occurred and could not be compared.
        hidden: How many findings are not shown, by the name of the reason.
    """

    pairs: int
    differing: tuple[Compared, ...]
    agreeing: tuple[Compared, ...]
    idle: tuple[str, ...]
    skipped: tuple[Compared, ...]
    hidden: tuple[Count, ...]


def make_coverage(summary: Summary, findings: Iterable[Finding]) -> Coverage:
    """Sort what was compared by what came of it."""
    found = Counter(finding.rule for finding in findings)
    rows = [
        (Compared(clean(tally.name), tally.count, found[tally.rule] if tally.rule else 0), tally)
        for tally in summary.compared
    ]
    return Coverage(
        pairs=summary.pairs,
        differing=tuple(row for row, _ in rows if row.differing),
        agreeing=tuple(row for row, _ in rows if row.count and not row.differing),
        idle=tuple(row.name for row, _ in rows if not row.count and not row.differing),
        skipped=tuple(_skipped(tally) for tally in summary.skipped if tally.count),
        hidden=tuple(
            Count(name, count)
            for name in ("accepted", "unchanged", "doubted", "uncertain")
            if (count := getattr(summary.hidden, name))
        ),
    )


def _skipped(tally: Tally) -> Compared:
    return Compared(clean(tally.name), tally.count)


# ---------------------------------------------------------------- severities and bars


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with its name."""

    name: str
    value: int


def count_severities(labels: Iterable[str]) -> tuple[Count, ...]:
    """Count severity labels, worst first; every severity is named."""
    found = Counter(labels)
    return tuple(Count(severity.label, found[severity.label]) for severity in SEVERITIES)


@dataclass(frozen=True, slots=True)
class Title:
    """A title with its language."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """What stands under one heading; without titles it stands before the first."""

    anchor: str
    titles: tuple[Title, ...]
    quality: int
    counts: tuple[Count, ...]


def whole(quality: float) -> int:
    """Return a quality in whole points; 100 only when nothing at all was deducted."""
    return int(round(quality, 4))


def section_titles(section: Section) -> tuple[Title, ...]:
    """Return the heading in both languages, as far as it is there."""
    heading = section.heading
    if heading is None:
        return ()
    sides = ((heading.source, heading.source_text), (heading.target, heading.target_text))
    return tuple(Title(side[0].language.value, clean(text)) for side, text in sides if side)


# ---------------------------------------------------------------- heat strip


@dataclass(frozen=True, slots=True)
class Tick:
    """A pair with findings on the strip, `at` pairs from its start."""

    at: int
    severity: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The brief from its start to its end, a unit a pair.

    Attributes:
        width: Number of pairs, at least 1.
        breadth: Of a tick, so that it can be seen among thousands.
        ticks: In order.
        cuts: Where sections begin.
    """

    width: int
    breadth: float
    ticks: tuple[Tick, ...]
    cuts: tuple[int, ...]

    def tick_path(self, severity: str) -> str:
        """Return the SVG path of the ticks of a severity: thousands of elements would be slow to style."""
        return _bars((tick.at for tick in self.ticks if tick.severity == severity), self.breadth)

    def cut_path(self) -> str:
        """Return the SVG path of the cuts."""
        return _bars(self.cuts, round(self.breadth / 12, 3))


def _bars(starts: Iterable[int], breadth: float) -> str:
    return "".join(f"M{start} 0h{breadth}v1h-{breadth}z" for start in starts)


# A tick takes at least this share of the strip.
_LEAST_SHARE = 1 / 400


def make_strip(pairs: int, ticks: Iterable[Tick], sections: Sequence[Section]) -> Strip:
    """Return the strip of a brief."""
    width = max(pairs, 1)
    cuts, start = [], 0
    for section in sections[:-1]:
        start += len(section.pairs)
        cuts.append(start)
    return Strip(width, round(max(0.9, width * _LEAST_SHARE), 2), tuple(ticks), tuple(cuts))


# ---------------------------------------------------------------- rules over several briefs


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule found something, by severity."""

    rule: str
    counts: tuple[Count, ...]
    total: int


def count_rules(findings: Iterable[Finding]) -> tuple[RuleCount, ...]:
    """Count findings by rule, the most frequent first."""
    labels: Mapping[str, list[str]] = defaultdict(list)
    for finding in findings:
        labels[clean(finding.rule)].append(finding.severity.label)
    rows = [RuleCount(rule, count_severities(found), len(found)) for rule, found in labels.items()]
    return tuple(sorted(rows, key=lambda row: (-row.total, row.rule)))


# ---------------------------------------------------------------- dates and trend

# In file names: 2025-08-25-brief.md, brief_20250825.txt.
_ISO_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
# No header field needs more characters for its date.
_MOST_READ = 200


def date_of(document: Document) -> date | None:
    """Return the date that the header gives, or else the file's name."""
    for field in document.fields:
        if field.key is FieldKey.DATE:
            for place in filter(None, (field.source, field.target)):
                for language in (document.source_language, Language.EN):
                    found = find_dates(place.text[:_MOST_READ], language)
                    if dates := [day for value in found if (day := _day(value.fields))]:
                        return dates[0]
    for file in document.files:
        for year, month, day in _ISO_DATE.findall(file.path):
            if found_day := _day(DateFields(year=int(year), month=int(month), day=int(day))):
                return found_day
    return None


def _day(fields: DateFields) -> date | None:
    if fields.year is None or fields.month is None:
        return None
    try:
        return date(fields.year, fields.month, fields.day or 1)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Dot:
    """A brief in the trend; `x` and `y` in hundredths of the plot, from its lower left corner."""

    anchor: str
    x: float
    y: float
    title: str
    day: str
    severity: str


@dataclass(frozen=True, slots=True)
class Trend:
    """Quality by date.

    Attributes:
        dots: A brief each.
        line: Means by month, or by day where all lie within some months.
        first: ISO date at the left edge.
        last: ISO date at the right edge.
        undated: Briefs that give no date.
    """

    dots: tuple[Dot, ...]
    line: tuple[tuple[float, float], ...]
    first: str
    last: str
    undated: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A brief as the trend needs it."""

    anchor: str
    title: str
    day: date | None
    quality: float
    severity: str


# Days beyond which means are taken by month.
_LONG = 92


def make_trend(briefs: Sequence[Dated]) -> Trend | None:
    """Return the trend, or None where there are not two dates to draw it between."""
    dated = [(brief.day, brief) for brief in briefs if brief.day is not None]
    days = sorted({day for day, _ in dated})
    if len(days) < 2:
        return None
    first, last = days[0], days[-1]
    span = (last - first).days

    def x(day: date) -> float:
        return round(100 * (day - first).days / span, 2)

    buckets: Mapping[tuple[int, ...], list[tuple[float, float]]] = defaultdict(list)
    for day, brief in dated:
        key = (day.year, day.month) if span > _LONG else (day.toordinal(),)
        buckets[key].append((x(day), brief.quality))
    line = [
        (round(fmean(at for at, _ in bucket), 2), round(fmean(q for _, q in bucket), 2))
        for _, bucket in sorted(buckets.items())
    ]
    dots = [
        Dot(brief.anchor, x(day), round(brief.quality, 2), brief.title, day.isoformat(), brief.severity)
        for day, brief in sorted(dated, key=lambda item: item[0])
    ]
    return Trend(
        tuple(dots), tuple(line), first.isoformat(), last.isoformat(), undated=len(briefs) - len(dated)
    )
