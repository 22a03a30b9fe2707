"""One checked brief as the page shows it: plain data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from align.fingerprint import fingerprints
from align.report.base import Options
from align.report.overview import (
    Count,
    Coverage,
    SectionView,
    Strip,
    Tick,
    Title,
    count_severities,
    date_of,
    make_coverage,
    make_strip,
    section_titles,
    whole,
)
from align.report.places import as_typed, from_folder
from align.report.runs import Marks, Reference, Run, clean, make_runs, worst
from align.report.summary import describe_findings, findings_by_pair, primary, summarise
from align.types import BlockKind, Checked, Document, FieldKey, HeaderField, Language, Pair, Place, Segment


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
    """A finding in full.

    Attributes:
        found: What the suggestion would replace; empty without one, or where nothing stands.
        suggestion: What was expected in its place.
        pair: Id of its pair; empty for the brief as a whole.
    """

    reference: Reference
    fingerprint: str
    category: str
    confidence: str
    message: str
    explanation: str
    found: str
    suggestion: str
    target_language: str
    where: str
    rule_anchor: str
    pair: str
    evidence: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair with the findings that are shown beside it."""

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
class BriefView:
    """One brief.

    Attributes:
        day: Its date, or None.
        is_long: Whether the browser should lay out only what is in view.
        baseline_paths: Its files as JSON, as a baseline in the folder of the run names them.
    """

    anchor: str
    titles: tuple[Title, ...]
    paths: tuple[str, ...]
    day: date | None
    source_language: str
    target_language: str
    quality: int
    exact_quality: float
    severities: tuple[Count, ...]
    total: int
    coverage: Coverage
    verdict: str
    notices: tuple[str, ...]
    strip: Strip
    sections: tuple[SectionView, ...]
    fields: tuple[FieldRow, ...]
    contents: tuple[Card, ...]
    loose: tuple[Card, ...]
    pairs: tuple[PairRow, ...]
    is_long: bool
    signature: str
    baseline_paths: str


# Pairs beyond which the browser should lay out only what is in view.
_LONG = 150


def make_brief(checked: Checked, number: int, rule_anchors: Mapping[str, str], options: Options) -> BriefView:
    """Return the view of the brief with that number on the page."""
    return _Builder(checked, number, rule_anchors, options).build()


class _Builder:
    """Builds the view of one document; holds what every part of it needs."""

    def __init__(
        self, checked: Checked, number: int, rule_anchors: Mapping[str, str], options: Options
    ) -> None:
        self.checked, self.options = checked, options
        self.anchor = f"d{number}"
        self.rule_anchors = rule_anchors
        self.shown = findings_by_pair(checked)
        self.fingerprints = fingerprints(checked.findings)
        order = [index for pair in (None, *checked.pairs) for index in self.shown.get(pair, ())]
        numbers = {index: number for number, index in enumerate(order, 1)}
        self.references = [
            Reference(f"{self.anchor}-f{numbers[i]}", numbers[i], finding.severity.label, clean(finding.rule))
            for i, finding in enumerate(checked.findings)
        ]
        self.order = order
        self.pair_anchors = {pair: f"{self.anchor}-p{i}" for i, pair in enumerate(checked.pairs, 1)}
        loose = set(self.shown.get(None, ()))
        self.field_marks = Marks(checked.findings, self.references)
        # A finding about the whole brief quotes its places: marked in the text, they would drown it.
        shown = [i for i in range(len(checked.findings)) if i not in loose]
        self.marks = Marks([checked.findings[i] for i in shown], [self.references[i] for i in shown])

    def build(self) -> BriefView:
        """Return the view."""
        document, summary = self.checked.document, summarise(self.checked)
        pairs = tuple(self._pair(pair) for pair in self.checked.pairs)
        ticks = [Tick(i, pair.severity) for i, pair in enumerate(pairs) if pair.severity]
        return BriefView(
            anchor=self.anchor,
            titles=_titles(document, self.checked.pairs),
            paths=_paths(document),
            day=date_of(document),
            source_language=document.source_language.value,
            target_language=document.target_language.value,
            quality=whole(self.checked.score.quality),
            exact_quality=self.checked.score.quality,
            severities=count_severities(reference.severity for reference in self.references),
            total=len(self.references),
            coverage=make_coverage(summary, self.checked.findings),
            verdict=describe_findings(summary),
            notices=tuple(dict.fromkeys(map(clean, document.notices))),
            strip=make_strip(len(pairs), ticks, self.checked.sections),
            sections=tuple(self._sections()),
            fields=tuple(self._field(field) for field in document.fields),
            contents=tuple(self._card(index) for index in self.order),
            loose=tuple(self._card(index, quoted=True) for index in self.shown.get(None, ())),
            pairs=pairs,
            is_long=len(pairs) > _LONG,
            signature=clean(self.checked.score.signature),
            baseline_paths=json.dumps(self._baseline_paths(), ensure_ascii=False),
        )

    def _baseline_paths(self) -> list[str]:
        paths = (from_folder(file.path, self.options) for file in self.checked.document.files)
        return [path for path in paths if path]

    def _sections(self) -> Iterable[SectionView]:
        for section in self.checked.sections:
            indices = [index for pair in section.pairs for index in self.shown.get(pair, ())]
            yield SectionView(
                anchor=self.pair_anchors[section.heading or section.pairs[0]],
                titles=section_titles(section),
                quality=whole(section.score.quality),
                counts=count_severities(self.references[index].severity for index in indices),
            )

    def _pair(self, pair: Pair) -> PairRow:
        indices = self.shown.get(pair, ())
        document = self.checked.document
        return PairRow(
            anchor=self.pair_anchors[pair],
            id=clean(pair.id),
            kind=pair.kind.value,
            severity=worst(self.references[index].severity for index in indices),
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
            marker = clean(block.marker) if first else ""
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

        return FieldRow(clean(field.label), field.is_shared, runs(field.source), runs(field.target))

    def _card(self, index: int, *, quoted: bool = False) -> Card:
        finding, document = self.checked.findings[index], self.checked.document
        return Card(
            reference=self.references[index],
            fingerprint=self.fingerprints[index],
            category=clean(finding.category),
            confidence=f"{finding.confidence:.0%}",
            message=clean(finding.message),
            explanation=clean(finding.explanation),
            found=clean(finding.target[0].text) if finding.suggestion and finding.target else "",
            suggestion=clean(finding.suggestion),
            target_language=document.target_language.value,
            where=_where(primary(finding), document),
            rule_anchor=self.rule_anchors.get(finding.rule, ""),
            pair=clean(finding.pair.id) if finding.pair else "",
            evidence=tuple((clean(name), _fact(value)) for name, value in finding.evidence),
            quotes=tuple(self._quotes(index)) if quoted else (),
        )

    def _quotes(self, index: int) -> Iterable[Quote]:
        finding, document = self.checked.findings[index], self.checked.document
        sides = ((finding.source, document.source_language), (finding.target, document.target_language))
        for side, language in sides:
            for place in side:
                yield Quote(language.value, _where(place, document), clean(place.text))


def _titles(document: Document, pairs: Sequence[Pair]) -> tuple[Title, ...]:
    """Return the title in each language: the header's, the first heading, or else the file's name."""
    languages = (document.source_language.value, document.target_language.value)
    for field in document.fields:
        places = [field.source, *([] if field.is_shared else [field.target])]
        if field.key is FieldKey.TITLE and any(places):
            return tuple(Title(tag, clean(p.text)) for tag, p in zip(languages, places, strict=False) if p)
    for pair in pairs:
        if pair.kind is BlockKind.HEADING and not pair.is_null:
            return (
                Title(languages[0], clean(pair.source_text)),
                Title(languages[1], clean(pair.target_text)),
            )
    return (Title("en", _paths(document)[0] if document.files else "A brief"),)


def _paths(document: Document) -> tuple[str, ...]:
    """Return the files; the sides of pre-aligned pairs are files only in name."""
    paths = [clean(file.path) for file in document.files]
    if document.prealigned is not None:
        paths = list(dict.fromkeys(path.partition("#")[0] for path in paths))
    return tuple(paths)


def _fact(value: str | int | float) -> str:
    return f"{value:.12g}" if isinstance(value, float) else clean(str(value))


def _where(place: Place, document: Document) -> str:
    return clean(as_typed(place.file, document).locate(place))
