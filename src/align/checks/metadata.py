"""Header fields: author, source, date, keywords."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from align.checks.base import Context, Yielded, rule
from align.text import LATIN_RUN, fold_latin
from align.types import Document, FieldKey, Finding, HeaderField, Language, Pair, Place, Severity, Tally
from align.values import DateValue, find_dates

_LABELS = {
    FieldKey.AUTHOR: "authors",
    FieldKey.KEYWORDS: "keywords",
    FieldKey.SOURCE: "sources",
    FieldKey.TITLE: "titles",
    FieldKey.LINK: "links",
}
# What sets apart the members of a list in either language.
_MEMBERS = re.compile(r"\s*(?:[、,;，；]|\band\b|&|與|与|及|和)\s*")
_WEEKDAY_FREE = ("year", "month", "day")


@rule("metadata", "structure/metadata", Severity.MAJOR)
def check_metadata(_: Sequence[Pair], context: Context) -> Yielded:
    """A header field says one thing in Chinese and another in English.

    Dates are compared by value, within one field and between the languages; Latin spellings of
    authors and sources letter by letter; keywords and authors by their number; a field that only
    one file of a pair has is named.

    Bad: 日期:民國 113 年 5 月 2 日 / Date: May 3, 2024
    Good: 日期:民國 113 年 5 月 2 日 / Date: May 2, 2024
    """
    document = context.document
    for field in document.fields:
        yield from _dates_differ(field, document)
        if field.source and field.target and not field.is_shared:
            yield from _names_differ(field)
            yield from _counts_differ(field)
    yield from _missing(document)
    yield Tally("header fields", len(document.fields))


def _dates_differ(field: HeaderField, document: Document) -> Iterator[Finding]:
    """Compare every two dates of a date field, whichever side they stand on."""
    if field.key is not FieldKey.DATE:
        return
    dates: list[tuple[Place, DateValue]] = []
    sides = ((field.source, document.source_language), (field.target, document.target_language))
    for place, language in dict.fromkeys(side for side in sides if side[0]):
        if place is not None and not (field.is_shared and dates):
            dates += list(_dates_of(place, language))
    for (first, one), (second, other) in combinations(dates, 2):
        mine, theirs = one.closest(other)
        conflicts = [name for name in mine.conflicts(theirs) if name in _WEEKDAY_FREE]
        if conflicts:
            yield _finding(
                field,
                f"the {conflicts[0]} of the date differs: {first.text} and {second.text}",
                (first,),
                (second,),
                confidence=0.95,
                evidence=(("first", _iso(mine)), ("second", _iso(theirs))),
            )
            return


def _dates_of(place: Place, language: Language) -> Iterator[tuple[Place, DateValue]]:
    """Yield the full dates in a field, which may mix both languages."""
    for one in dict.fromkeys((language, Language.EN)):
        for date in find_dates(place.text, one):
            if date.fields.year is not None and date.fields.month is not None:
                yield place.part(*date.span), date


def _iso(fields: object) -> str:
    parts = (getattr(fields, name) for name in _WEEKDAY_FREE)
    return "-".join(f"{part:02}" for part in parts if part is not None)


def _names_differ(field: HeaderField) -> Iterator[Finding]:
    """Compare what both sides spell in Latin letters."""
    if field.key not in (FieldKey.AUTHOR, FieldKey.SOURCE) or not field.source or not field.target:
        return
    ours, theirs = _latin_words(field.source), _latin_words(field.target)
    if not ours or not theirs:
        return
    known = {fold_latin(word.text).lower() for word in theirs}
    mine = {fold_latin(word.text).lower() for word in ours}
    missing = [word for word in ours if fold_latin(word.text).lower() not in known]
    strange = [word for word in theirs if fold_latin(word.text).lower() not in mine]
    if missing and strange:
        yield _finding(
            field,
            f"a name differs: {missing[0].text} and {strange[0].text}",
            (missing[0],),
            (strange[0],),
            confidence=0.9,
            suggestion=missing[0].text,
        )


def _latin_words(place: Place) -> list[Place]:
    words = (match for match in LATIN_RUN.finditer(place.text) if match.group()[0].isupper())
    return [place.part(*word.span()) for word in words]


def _counts_differ(field: HeaderField) -> Iterator[Finding]:
    if field.key not in (FieldKey.AUTHOR, FieldKey.KEYWORDS) or not field.source or not field.target:
        return
    ours, theirs = _members(field.source.text), _members(field.target.text)
    if len(ours) != len(theirs):
        label = _LABELS[field.key]
        yield _finding(
            field,
            f"{len(ours)} {label} in the source, {len(theirs)} in the target",
            (field.source,),
            (field.target,),
            confidence=0.8,
            severity=Severity.MINOR,
            evidence=(("source", len(ours)), ("target", len(theirs))),
        )


def _members(text: str) -> list[str]:
    return [member for member in _MEMBERS.split(text) if member.strip()]


def _missing(document: Document) -> Iterator[Finding]:
    """Name fields that only one of two files has; in one file a single value may serve both languages."""
    both = any(field.source for field in document.fields) and any(field.target for field in document.fields)
    if len(document.files) != 2 or not both:
        return
    for field in document.fields:
        place = field.source or field.target
        if place and not (field.source and field.target):
            side = "target" if field.source else "source"
            yield _finding(
                field,
                f"the {side} has no field {field.label}",
                (place,) if field.source else (),
                (place,) if field.target else (),
                confidence=0.7,
                severity=Severity.MINOR,
            )


def _finding(
    field: HeaderField,
    message: str,
    source: tuple[Place, ...],
    target: tuple[Place, ...],
    *,
    confidence: float,
    severity: Severity = Severity.MAJOR,
    suggestion: str = "",
    evidence: tuple[tuple[str, str | int | float], ...] = (),
) -> Finding:
    return Finding(
        rule="metadata",
        category="structure/metadata",
        severity=severity,
        confidence=confidence,
        message=message,
        source=source,
        target=target,
        suggestion=suggestion,
        explanation=f"header field {field.label.strip()}",
        evidence=(("field", field.key.value), *evidence),
    )
