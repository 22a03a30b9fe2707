"""What the HTML page shows, as plain data: everything is decided here, the template only lays it out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.report.base import Options
from align.report.summary import (
    SEVERITIES,
    Summary,
    describe_coverage,
    describe_findings,
    findings_by_pair,
    primary,
    quantity,
    summarise,
    total,
)
from align.text import show_controls
from align.types import (
    BlockKind,
    Checked,
    Document,
    FieldKey,
    File,
    Finding,
    HeaderField,
    Language,
    Pair,
    Place,
    Result,
    Rule,
    Segment,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A finding as a mark names it."""

    anchor: str
    number: int
    severity: str
    rule: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that the same findings cover.

    Attributes:
        text: Empty where text is missing.
        severity: The worst of `marks`, or an empty string.
        marks: Findings that cover the run, worst first.
        ends: Those of them that end with it, and are numbered there.
    """

    text: str
    severity: str = ""
    marks: tuple[Reference, ...] = ()
    ends: tuple[Reference, ...] = ()

    @property
    def anchors(self) -> str:
        """Anchors of the findings, separated by spaces."""
        return " ".join(mark.anchor for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What of one block stands in a pair."""

    kind: str
    level: int
    marker: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a pair; without paragraphs it has no counterpart, and `missing` says who objects."""

    language: str
    paragraphs: tuple[Paragraph, ...]
    missing: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A marked place, for a finding that no pair shows."""

    language: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding in full."""

    reference: Reference
    category: str
    confidence: str
    message: str
    explanation: str
    suggestion: str
    suggestion_language: str
    where: str
    rule_anchor: str
    evidence: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair with the findings that are shown under it."""

    anchor: str
    id: str
    kind: str
    severity: str
    source: Cell
    target: Cell
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A header field; a missing value has no runs."""

    label: str
    shared: bool
    source: tuple[Run, ...]
    target: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A title with its language."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with its name."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One brief."""

    anchor: str
    titles: tuple[Title, ...]
    paths: tuple[str, ...]
    source_language: str
    target_language: str
    source_name: str
    target_name: str
    source_short: str
    target_short: str
    quality: str
    severities: tuple[Count, ...]
    coverage: str
    verdict: str
    notices: tuple[str, ...]
    fields: tuple[FieldRow, ...]
    contents: tuple[Card, ...]
    loose: tuple[Card, ...]
    pairs: tuple[PairRow, ...]
    is_long: bool
    signature: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule that found something."""

    anchor: str
    id: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    title: str
    version: str
    encoder: str
    signature: str
    verdict: str
    documents: tuple[DocumentView, ...]
    severities: tuple[str, ...]
    rules: tuple[RuleView, ...]
    rules_run: int
    crashed: tuple[str, ...]


# Pairs beyond which the browser should lay out only what is in view.
_LONG = 200
_RANKS = {severity.label: rank for rank, severity in enumerate(SEVERITIES)}
_NAMES = {
    Language.ZH: "Chinese",
    Language.ZH_HANT: "Traditional Chinese",
    Language.ZH_HANS: "Simplified Chinese",
    Language.EN: "English",
}


def make_page(result: Result, options: Options) -> Page:
    """Decide all that the page shows."""
    used = {finding.rule for checked in result.checked for finding in checked.findings}
    anchors = {rule.id: f"rule-{i}" for i, rule in enumerate(result.rules, 1) if rule.id in used}
    rules = tuple(_rule(rule, anchors[rule.id]) for rule in result.rules if rule.id in used)
    documents = tuple(_Builder(checked, i, anchors).build() for i, checked in enumerate(result.checked, 1))
    summary = total([summarise(checked) for checked in result.checked])
    several = quantity(len(documents), "briefs")
    return Page(
        title=documents[0].titles[0].text if len(documents) == 1 else several,
        version=_clean(options.version),
        encoder=_clean(result.encoder),
        signature=_clean(result.signature),
        verdict=describe_findings(summary),
        documents=documents,
        severities=tuple(severity.label for severity, count in summary.severities if count),
        rules=rules,
        rules_run=len(result.rules),
        crashed=tuple(_clean(name) for name in result.crashed),
    )


def make_runs(place: Place, marks: Iterable[tuple[Place, Reference]]) -> tuple[Run, ...]:
    """Cut the text of `place` where any mark starts or ends; marks may nest and overlap.

    Marks of other files or outside `place` are ignored, so that the same marks serve every cell.
    """
    start, end = place.span
    inside = [
        (max(mark.span.start, start), min(mark.span.end, end), mark.span.end > mark.span.start, reference)
        for mark, reference in marks
        if mark.file is place.file and mark.span.start <= end and mark.span.end >= start
    ]
    spans = [
        (left, right, reference) for left, right, is_range, reference in inside if is_range and left < right
    ]
    gaps = [(left, reference) for left, _, is_range, reference in inside if not is_range]
    cuts = sorted({start, end, *(cut for span in spans for cut in span[:2]), *(gap for gap, _ in gaps)})
    runs: list[Run] = []
    for left, right in zip(cuts, [*cuts[1:], end], strict=True):
        if here := tuple(reference for gap, reference in gaps if gap == left):
            runs.append(_run("", here, here))
        covering = tuple(reference for a, b, reference in spans if a <= left and right <= b)
        ending = tuple(reference for a, b, reference in spans if b == right and a <= left)
        if left < right:
            runs.append(_run(place.file.text[left:right], covering, ending))
    return tuple(runs)


def _run(text: str, marks: tuple[Reference, ...], ends: tuple[Reference, ...]) -> Run:
    ranked = tuple(sorted(marks, key=lambda mark: _RANKS[mark.severity]))
    return Run(_clean(text), ranked[0].severity if ranked else "", ranked, ends)


def _worst(labels: Iterable[str]) -> str:
    """Return the worst of some severity labels, or an empty string."""
    return min(labels, key=_RANKS.__getitem__, default="")


def _clean(text: str) -> str:
    """Show controls, so that a text cannot reorder the page."""
    return show_controls(text, keep="\t\n\r")


class _Builder:
    """Builds the view of one document; holds what every part of it needs."""

    def __init__(self, checked: Checked, number: int, rule_anchors: dict[str, str]) -> None:
        self.checked = checked
        self.anchor = f"d{number}"
        self.rule_anchors = rule_anchors
        self.shown = findings_by_pair(checked)
        order = [index for pair in (None, *checked.pairs) for index in self.shown.get(pair, ())]
        numbers = {index: number for number, index in enumerate(order, 1)}
        self.references = [
            Reference(
                f"{self.anchor}-f{numbers[i]}", numbers[i], finding.severity.label, _clean(finding.rule)
            )
            for i, finding in enumerate(checked.findings)
        ]
        self.order = order
        loose = set(self.shown.get(None, ()))
        self.field_marks = _Marks(checked.findings, self.references)
        # A finding about the whole brief quotes its places: marked in the text, they would drown it.
        shown = [i for i in range(len(checked.findings)) if i not in loose]
        self.marks = _Marks([checked.findings[i] for i in shown], [self.references[i] for i in shown])

    def build(self) -> DocumentView:
        """Return the view."""
        document, summary = self.checked.document, summarise(self.checked)
        loose = self.shown.get(None, ())
        return DocumentView(
            anchor=self.anchor,
            titles=_titles(document, self.checked.pairs),
            paths=_paths(document),
            source_language=document.source_language.value,
            target_language=document.target_language.value,
            source_name=_NAMES[document.source_language],
            target_name=_NAMES[document.target_language],
            source_short=_NAMES[document.source_language].split()[-1],
            target_short=_NAMES[document.target_language].split()[-1],
            quality=str(int(round(self.checked.score.quality, 4))),
            severities=tuple(Count(severity.label, str(count)) for severity, count in summary.severities),
            coverage=_coverage(summary),
            verdict=describe_findings(summary),
            notices=tuple(_clean(notice) for notice in (*document.notices, *self.checked.notices)),
            fields=tuple(self._field(field) for field in document.fields),
            contents=tuple(self._card(index) for index in self.order),
            loose=tuple(self._card(index, quoted=True) for index in loose),
            pairs=tuple(self._pair(pair, i) for i, pair in enumerate(self.checked.pairs, 1)),
            is_long=len(self.checked.pairs) > _LONG,
            signature=_clean(self.checked.score.signature),
        )

    def _pair(self, pair: Pair, number: int) -> PairRow:
        indices = self.shown.get(pair, ())
        document = self.checked.document
        return PairRow(
            anchor=f"{self.anchor}-p{number}",
            id=_clean(pair.id),
            kind=pair.kind.value,
            severity=_worst(self.references[index].severity for index in indices),
            source=self._cell(pair, pair.source, document.source_language, is_source=True),
            target=self._cell(pair, pair.target, document.target_language, is_source=False),
            cards=tuple(self._card(index) for index in indices),
        )

    def _cell(self, pair: Pair, segments: Sequence[Segment], language: Language, *, is_source: bool) -> Cell:
        if not segments:
            return Cell(language.value, (), tuple(self._missing(pair, is_source=is_source)))
        blocks = self.checked.document.source if is_source else self.checked.document.target
        paragraphs = []
        for number in dict.fromkeys(segment.block for segment in segments):
            block = blocks[number]
            runs: list[Run] = []
            inside = [segment for segment in segments if segment.block == number]
            for segment in inside:
                # The white space that parted two sentences of a block in the file parts them here.
                runs += [Run(" ")] if runs and not segment.language.is_chinese else []
                runs += make_runs(segment.place, self.marks.near(segment.place, pair))
            first = inside[0].place.span.start == block.place.span.start
            marker = _clean(block.marker) if first else ""
            paragraphs.append(Paragraph(block.kind.value, min(block.level, 6), marker, tuple(runs)))
        return Cell(language.value, tuple(paragraphs))

    def _missing(self, pair: Pair, *, is_source: bool) -> Iterable[Reference]:
        for index in self.shown.get(pair, ()):
            finding = self.checked.findings[index]
            if any(not place.text for place in (finding.source if is_source else finding.target)):
                yield self.references[index]

    def _field(self, field: HeaderField) -> FieldRow:
        def runs(place: Place | None) -> tuple[Run, ...]:
            return make_runs(place, self.field_marks.near(place, None)) if place else ()

        return FieldRow(_clean(field.label), field.is_shared, runs(field.source), runs(field.target))

    def _card(self, index: int, *, quoted: bool = False) -> Card:
        finding, document = self.checked.findings[index], self.checked.document
        sides = ((finding.source, document.source_language), (finding.target, document.target_language))
        quotes = [
            Quote(language.value, _where(place), _clean(place.text))
            for side, language in sides
            for place in side
        ]
        return Card(
            reference=self.references[index],
            category=_clean(finding.category),
            confidence=f"{finding.confidence:.0%}",
            message=_clean(finding.message),
            explanation=_clean(finding.explanation),
            suggestion=_clean(finding.suggestion),
            suggestion_language=document.target_language.value,
            where=_where(primary(finding)),
            rule_anchor=self.rule_anchors.get(finding.rule, ""),
            evidence=tuple((_clean(name), _fact(value)) for name, value in finding.evidence),
            quotes=tuple(quotes) if quoted else (),
        )


class _Marks:
    """Places of all findings by file, in the order of their starts."""

    def __init__(self, findings: Sequence[Finding], references: Sequence[Reference]) -> None:
        self._by_file: dict[File, list[tuple[Place, Reference, Pair | None]]] = {}
        for finding, reference in zip(findings, references, strict=True):
            for place in finding.places:
                self._by_file.setdefault(place.file, []).append((place, reference, finding.pair))
        for marks in self._by_file.values():
            marks.sort(key=_start)
        self._longest = max((len(place.text) for f in findings for place in f.places), default=0)

    def near(self, place: Place, pair: Pair | None) -> Iterable[tuple[Place, Reference]]:
        """Yield what to mark in `place`.

        A gap at its very edge lies between two cells; it belongs to the one whose pair the finding names.
        """
        marks = self._by_file.get(place.file, [])
        start, end = place.span
        first = bisect_left(marks, start - self._longest, key=_start)
        last = bisect_right(marks, end, key=_start)
        for mark, reference, owner in marks[first:last]:
            edge = not mark.text and mark.span.start in (start, end)
            if not edge or owner is pair:
                yield mark, reference


def _start(mark: tuple[Place, Reference, Pair | None]) -> int:
    return mark[0].span.start


def _titles(document: Document, pairs: Sequence[Pair]) -> tuple[Title, ...]:
    """Return the title in each language: the header's, the first heading, or else the file's name."""
    languages = (document.source_language.value, document.target_language.value)
    for field in document.fields:
        places = [field.source, *([] if field.is_shared else [field.target])]
        if field.key is FieldKey.TITLE and any(places):
            return tuple(Title(tag, _clean(p.text)) for tag, p in zip(languages, places, strict=False) if p)
    for pair in pairs:
        if pair.kind is BlockKind.HEADING and not pair.is_null:
            return (
                Title(languages[0], _clean(pair.source_text)),
                Title(languages[1], _clean(pair.target_text)),
            )
    return (Title("en", _paths(document)[0] if document.files else "A brief"),)


def _paths(document: Document) -> tuple[str, ...]:
    """Return the files; the sides of pre-aligned pairs are files only in name."""
    paths = [_clean(file.path) for file in document.files]
    if document.prealigned is not None:
        paths = list(dict.fromkeys(path.partition("#")[0] for path in paths))
    return tuple(paths)


def _coverage(summary: Summary) -> str:
    text = _clean(f"{quantity(summary.pairs, 'pairs')}. {describe_coverage(summary)}.")
    return f"{text} {quantity(summary.suppressed, 'findings')} suppressed." if summary.suppressed else text


def _fact(value: str | int | float) -> str:
    return f"{value:.12g}" if isinstance(value, float) else _clean(str(value))


def _where(place: Place) -> str:
    line, column = place.file.locate(place.span.start)
    return _clean(f"{place.file.path}:{line}:{column}")


def _rule(rule: Rule, anchor: str) -> RuleView:
    paragraphs = tuple(_clean(part) for part in rule.help.split("\n\n") if part.strip())
    return RuleView(anchor, _clean(rule.id), _clean(rule.title), paragraphs)
