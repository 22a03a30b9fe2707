"""Header fields: author, source, date, keywords."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from align.checks.base import Context, Yielded, rule
from align.checks.keywords import find_difference
from align.checks.mastheads import find_contrasts, find_issue
from align.lang import TITLES
from align.text import HAN, LATIN_RUN, fold_latin
from align.types import Document, FieldKey, Finding, HeaderField, Language, Pair, Place, Severity, Tally
from align.values import DateFields, DateValue, find_dates
from align.values.scan import Taken

_LABELS = {
    FieldKey.AUTHOR: "authors",
    FieldKey.KEYWORDS: "keywords",
    FieldKey.SOURCE: "sources",
    FieldKey.TITLE: "titles",
    FieldKey.LINK: "links",
}
# What sets apart the members of a list, the surest first: "AI/ML, chips" are two.
_SEPARATORS = (re.compile("[、,;，；]"), re.compile("[/／]"))
# What may join two members, or be part of one: 和平進程, 共和黨, "peace and security".
_CONJUNCTION = re.compile(
    rf"(?<=[\w.)])\s+(?:and|&)\s+(?=\w)|(?<={HAN.pattern}{{2}})\s?[與与及和]\s?(?={HAN.pattern}{{2}})"
)
# A spelling or an affiliation beside a name.
_ASIDE = re.compile(r"[(（][^()（）]{0,200}[)）]")
_WEEKDAY_FREE = ("year", "month", "day")
# What stands between a date and the same one again: 民國 113 年 5 月 2 日(週四) (05/02/2024).
_AGAIN = re.compile(r"[\s(（)）/／=]*(?:(?:週|周|星期|禮拜|礼拜)[一二三四五六日天][\s(（)）/／=]*)?")
# So many letters of a word abbreviate it: Sept., Univ.
_ABBREVIATED = 3
# No header field needs more characters for its dates.
_MOST_READ = 500


@dataclass(frozen=True, slots=True, eq=False)
class _Date:
    """A date in a header field."""

    value: DateValue
    place: Place


@rule("metadata", "structure/metadata", Severity.MAJOR)
def check_metadata(_: Sequence[Pair], context: Context) -> Yielded:
    """A header field says one thing in Chinese and another in English.

    Dates are compared by value, within one field and between the languages; Latin spellings of
    authors and sources letter by letter, where initials, titles and abbreviations pass; keywords by
    meaning, and names by their words (a 季刊 is no monthly); keywords and authors by their number; a field
    that only one file of a pair has is named.

    Bad: 日期:民國 113 年 5 月 2 日 / Date: May 3, 2024
    Good: 日期:民國 113 年 5 月 2 日 / Date: May 2, 2024
    """
    document = context.document
    for field in document.fields:
        yield from _dates_differ(field, document)
        found: list[Finding] = []
        if field.source and field.target and not field.is_shared:
            found += [*_names_differ(field), *_counts_differ(field), *_keywords_differ(field, document)]
        yield from found or (*_order_differs(field), *_words_differ(field, document))
    yield from _missing(document)
    yield Tally("header fields", len(document.fields))


def _dates_differ(field: HeaderField, document: Document) -> Iterator[Finding]:
    """Name the first two dates that should be one and are not."""
    if field.key is not FieldKey.DATE:
        return
    source, target = (
        list(_dates_of(place, language)) if place else []
        for place, language in (
            (field.source, document.source_language),
            (field.target, document.target_language),
        )
    )
    compared = [] if field.is_shared else [(source, target)]
    compared += [([one], [other]) for side in (source, target) for one, other in _glossed(side)]
    for ours, theirs in compared:
        if found := _first_conflict(ours, theirs):
            first, second = found
            mine, other = first.value.closest(second.value)
            yield _finding(
                field,
                f"the {_conflicts(first, second)[0]} of the date differs: "
                f"{first.place.text} and {second.place.text}",
                (first.place,),
                (second.place,),
                confidence=0.95,
                evidence=(("first", _iso(mine)), ("second", _iso(other))),
            )
            return


def _glossed(dates: list[_Date]) -> Iterator[tuple[_Date, _Date]]:
    """Yield each date in Chinese with the one in figures or English that says it again in brackets."""
    for one, other in pairwise(dates):
        between = one.place.file.text[one.place.span.end : other.place.span.start]
        if HAN.search(one.place.text) and not HAN.search(other.place.text) and _AGAIN.fullmatch(between):
            yield one, other


def _first_conflict(ours: list[_Date], theirs: list[_Date]) -> tuple[_Date, _Date] | None:
    """Return two dates that are left when equal ones are taken out, one of which nothing equals."""
    rest_ours, rest_theirs = list(ours), list(theirs)
    for one in ours:
        if equal := next((other for other in rest_theirs if _is_same(one, other)), None):
            rest_ours.remove(one)
            rest_theirs.remove(equal)
    candidates = [
        (len(_conflicts(one, other)), i, j)
        for i, one in enumerate(rest_ours)
        for j, other in enumerate(rest_theirs)
        if not any(_is_same(one, date) for date in theirs) or not any(_is_same(date, other) for date in ours)
    ]
    if not candidates:
        return None
    _, i, j = min(candidates)
    return rest_ours[i], rest_theirs[j]


def _is_same(one: _Date, other: _Date) -> bool:
    return not _conflicts(one, other)


def _conflicts(one: _Date, other: _Date) -> list[str]:
    mine, theirs = one.value.closest(other.value)
    return [name for name in mine.conflicts(theirs) if name in _WEEKDAY_FREE]


def _dates_of(place: Place, language: Language) -> Iterator[_Date]:
    """Yield the dates in a field, which may mix both languages; the ends of a range share year and month."""
    found: list[DateValue] = []
    for one in dict.fromkeys((language if HAN.search(place.text) else Language.EN, Language.EN)):
        taken = Taken(value.span for value in found)
        found += [v for v in find_dates(place.text[:_MOST_READ], one) if not taken.overlaps(*v.span)]
    found.sort(key=lambda value: value.span)
    values = [value for value in found if value.fields.day or value.fields.month]
    for value in _complete(values):
        if value.fields.year is not None and value.fields.month is not None:
            yield _Date(value, place.part(*value.span))


def _complete(values: list[DateValue]) -> list[DateValue]:
    """Give the month and year of a date to those beside it that leave them out: 5 月 2 日至 4 日."""
    whole = list(values)
    for index in range(1, len(whole)):
        whole[index] = _inherit(whole[index], whole[index - 1].fields, later=True)
    for index in range(len(whole) - 2, -1, -1):
        whole[index] = _inherit(whole[index], whole[index + 1].fields, later=False)
    return whole


def _inherit(value: DateValue, known: DateFields, *, later: bool) -> DateValue:
    fields = value.fields
    month = fields.month or known.month
    year = fields.year
    if year is None and known.year is not None and month and known.month:
        # December to January is no range within one year.
        turn = (month < known.month) if later else -(month > known.month)
        year = known.year + turn
    return replace(value, readings=(replace(fields, year=year, month=month), *value.readings[1:]))


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
    missing = [word for word in ours if not _is_among(word, theirs)]
    strange = [word for word in theirs if not _is_among(word, ours)]
    if missing and strange:
        yield _finding(
            field,
            f"a name differs: {missing[0].text} and {strange[0].text}",
            (missing[0],),
            (strange[0],),
            confidence=0.9,
            suggestion=missing[0].text,
        )


def _is_among(word: Place, others: Sequence[Place]) -> bool:
    """Whether words hold one, an initial or abbreviation of it, or what it is an initial or abbreviation of.

    Names in two scripts are no matter of spelling: those are for transliteration to compare.
    """
    text = fold_latin(word.text).lower()
    if word.text in TITLES:
        return True
    initials = "".join(other.text[0] for other in others).lower()
    if len(text) > 1 and word.text.isupper() and text in initials:
        return True
    for other in (fold_latin(other.text).lower() for other in others):
        shorter, longer = sorted((text, other), key=len)
        if longer.startswith(shorter) and (len(shorter) in (1, len(longer)) or len(shorter) >= _ABBREVIATED):
            return True
    acronyms = [other.text for other in others if len(other.text) > 1 and other.text.isupper()]
    return any(acronym.lower().startswith(text[0]) or text[0] in acronym.lower() for acronym in acronyms)


def _latin_words(place: Place) -> list[Place]:
    words = (match for match in LATIN_RUN.finditer(place.text) if match.group()[0].isupper())
    return [place.part(*word.span()) for word in words]


def _counts_differ(field: HeaderField) -> Iterator[Finding]:
    if field.key not in (FieldKey.AUTHOR, FieldKey.KEYWORDS) or not field.source or not field.target:
        return
    ours, theirs = _member_counts(field.source.text), _member_counts(field.target.text)
    if set(ours).isdisjoint(theirs):
        label = _LABELS[field.key] if ours[0] != 1 else _LABELS[field.key].removesuffix("s")
        yield _finding(
            field,
            f"{ours[0]} {label} in the source, {theirs[0]} in the target",
            (field.source,),
            (field.target,),
            confidence=0.8,
            # Who wrote it is a fact; which words a text is found by is a matter of choice.
            severity=Severity.MAJOR if field.key is FieldKey.AUTHOR else Severity.MINOR,
            evidence=(("source", ours[0]), ("target", theirs[0])),
        )


def _member_counts(text: str) -> tuple[int, ...]:
    """Return how many members a list has, the likeliest count first.

    "And" parts members where nothing else does; else it may part the last two, or stand within one.
    """
    text = _ASIDE.sub("", text)
    for separator in _SEPARATORS:
        members = [member for member in separator.split(text) if member.strip()]
        if len(members) > 1:
            return (len(members), len(members) + 1) if _CONJUNCTION.search(members[-1]) else (len(members),)
    joined = len(_CONJUNCTION.findall(text)) + 1
    return (joined,) if joined == 1 or not HAN.search(text) else (joined, 1)


def _keywords_differ(field: HeaderField, document: Document) -> Iterator[Finding]:
    """Compare keywords by meaning, each with the one in the same place."""
    if field.key is not FieldKey.KEYWORDS or not field.source or not field.target:
        return
    ours, theirs = (_members(place) for place in (field.source, field.target))
    is_chinese = document.source_language.is_chinese
    chinese, english = (ours, theirs) if is_chinese else (theirs, ours)
    if found := find_difference([place.text for place in chinese], [place.text for place in english]):
        source, target = ours[found.place], theirs[found.place]
        yield _finding(
            field,
            f"a keyword differs: {source.text} and {target.text}",
            (source,),
            (target,),
            confidence=0.75,
            severity=Severity.MINOR,
            evidence=(("chinese", found.chinese), ("english", found.english)),
        )


def _words_differ(field: HeaderField, document: Document) -> Iterator[Finding]:
    """Compare names and keywords by what their words say, and the numbers of issues."""
    found = list(find_contrasts(field, chinese_first=document.source_language.is_chinese))
    if issue := find_issue(field):
        found.append(issue)
    for message, source, target in found:
        yield _finding(field, message, (source,), (target,), confidence=0.8)


def _order_differs(field: HeaderField) -> Iterator[Finding]:
    """Compare the order of authors whom both sides spell in Latin letters."""
    if field.key is not FieldKey.AUTHOR or field.is_shared or not field.source or not field.target:
        return
    ours, theirs = (
        [fold_latin(word.text).lower() for word in _latin_words(place) if word.text not in TITLES]
        for place in (field.source, field.target)
    )
    # A single name may be written with the family name first or last.
    if min(_member_counts(field.target.text)) > 1 and _is_turned(ours, theirs):
        yield _finding(
            field,
            "the authors stand in another order",
            (field.source,),
            (field.target,),
            confidence=0.75,
            severity=Severity.MINOR,
        )


def _is_turned(ours: list[str], theirs: list[str]) -> bool:
    """Whether two lists of unlike words have the same ones, the last before the first."""
    if ours == theirs or len(set(ours)) < len(ours) or set(ours) != set(theirs):
        return False
    cut = ours.index(theirs[0])
    return ours[cut:] + ours[:cut] == theirs


def _members(place: Place) -> list[Place]:
    """Return the members of a list, without the space around them."""
    text = place.text
    separator = next((pattern for pattern in _SEPARATORS if pattern.search(text)), _SEPARATORS[0])
    starts = [0, *(match.end() for match in separator.finditer(text))]
    ends = [*(match.start() for match in separator.finditer(text)), len(text)]
    members = []
    for start, end in zip(starts, ends, strict=True):
        member = text[start:end]
        if member.strip():
            begin = start + len(member) - len(member.lstrip())
            members.append(place.part(begin, begin + len(member.strip())))
    return members


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
