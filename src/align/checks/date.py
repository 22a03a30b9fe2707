"""The check of dates: every date says the same on both sides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from align.checks.base import Context, Yielded, rule
from align.checks.contraries import judge_contraries
from align.checks.timing import judge_timing
from align.checks.words import matched
from align.types import Document, FieldKey, Finding, Pair, Place, Segment, Severity, Tally
from align.values import DateFields, DateValue, find_dates

# As for numbers: beyond this many dates in a pair only the first are compared.
_MOST_COMPARED = 64
# An uncertain date this far away (in parts of the text) is not what a translator made of the one here.
_FURTHEST = 0.25
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = {-2: "the day before yesterday", -1: "yesterday", 0: "today", 1: "tomorrow"}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, eq=False)
class _Mention:
    """A date in its segment; `position` runs from 0 to 1 through its side."""

    value: DateValue
    segment: Segment
    position: float

    @property
    def place(self) -> Place:
        return self.segment.place.part(*self.value.span)


@dataclass(slots=True, eq=False)
class _Open:
    """The dates of a pair, and those of them that nothing on the other side is compatible with."""

    pair: Pair
    all_source: list[_Mention]
    all_target: list[_Mention]
    source: list[_Mention]
    target: list[_Mention]


@rule("date", "accuracy/mistranslation", Severity.MAJOR)
def check_date(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A date differs between the two languages.

    Dates are compared by the parts that both sides give: 民國 112 年 2 月 is February 2023, 第三季 is the
    third quarter, 20 世紀 90 年代 the 1990s, 下午三時 15:00; 去年 is counted from the date in the header. A
    part that only one side gives is no difference; a deadline (最遲) that is made a beginning is one, and
    so are 翌年 as "the same year", 三年前 as "three years later", 上旬 as "late".

    Bad: 兩國於 2021 年 9 月簽約 / The two countries signed in August 2021
    Good: 兩國於 2021 年 9 月簽約 / The two countries signed in September 2021
    """
    today = document_date(context.document)
    compared = 0
    left = []
    for pair in pairs:
        if not pair.is_null:
            source, target = (_mentions(side, today) for side in (pair.source, pair.target))
            compared += len(source)
            left.append(_match(pair, source, target))
    if context.document.prealigned is None:
        _match_neighbours(left)
    for rest in left:
        found = _written([_finding(rest.pair, a, b) for a, b in _contradictions(rest)])
        words = matched(pairs, context)[rest.pair]
        for judged in (judge_contraries(words, "date"), judge_timing(words, _fields_of(rest))):
            found += [one for one in judged if not any(one.overlaps(other) for other in found)]
        yield from found
    yield Tally("dates", compared)


def document_date(document: Document) -> dt.date | None:
    """Return the date in the document's header, or None when it gives none in full."""
    for field in document.fields:
        if field.key is not FieldKey.DATE:
            continue
        for place, language in (
            (field.source, document.source_language),
            (field.target, document.target_language),
        ):
            for value in find_dates(place.text, language) if place else ():
                if found := _as_date(value.fields):
                    return found
    return None


def _as_date(fields: DateFields) -> dt.date | None:
    if fields.year is None or fields.month is None:
        return None
    try:
        return dt.date(fields.year, fields.month, fields.day or 1)
    except ValueError:
        return None


def _mentions(segments: Sequence[Segment], today: dt.date | None) -> list[_Mention]:
    total = sum(len(segment.text) for segment in segments) or 1
    found: list[_Mention] = []
    offset = 0
    for segment in segments:
        found.extend(
            _Mention(value, segment, (offset + value.span.start) / total)
            for value in find_dates(segment.text, segment.language, today)
        )
        offset += len(segment.text)
    return found[:_MOST_COMPARED]


# ---------------------------------------------------------------- matching


def _match(pair: Pair, source: list[_Mention], target: list[_Mention]) -> _Open:
    """Match dates one to one, then let a date that is told twice share its counterpart."""
    rest_source, rest_target = _pair_off(source, target)
    if rest_source and rest_target:
        return _Open(pair, source, target, rest_source, rest_target)
    rest_source = [s for s in rest_source if not any(s.value.is_compatible(t.value) for t in target)]
    rest_target = [t for t in rest_target if not any(t.value.is_compatible(s.value) for s in source)]
    return _Open(pair, source, target, rest_source, rest_target)


def _pair_off(source: list[_Mention], target: list[_Mention]) -> tuple[list[_Mention], list[_Mention]]:
    candidates = []
    for i, s in enumerate(source):
        for j, t in enumerate(target):
            mine, theirs = s.value.closest(t.value)
            agreed = mine.agreements(theirs)
            if agreed and not mine.conflicts(theirs):
                candidates.append((-len(agreed), abs(s.position - t.position), i, j))
    used_source: set[int] = set()
    used_target: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in used_source and j not in used_target:
            used_source.add(i)
            used_target.add(j)
    rest_source = [m for i, m in enumerate(source) if i not in used_source]
    return rest_source, [m for j, m in enumerate(target) if j not in used_target]


def _match_neighbours(left: list[_Open]) -> None:
    groups: dict[int, list[_Open]] = {}
    for rest in left:
        groups.setdefault(rest.pair.group, []).append(rest)
    for index, rest in enumerate(left):
        for other in left[max(0, index - 1) : index + 2] + groups[rest.pair.group][:_MOST_COMPARED]:
            if other is not rest:
                rest.source, other.target = _pair_off(rest.source, other.target)


def _contradictions(rest: _Open) -> list[tuple[_Mention, _Mention]]:
    """Pair the dates that are left, those that differ least and stand closest first."""
    candidates = sorted(
        (cost, i, j)
        for i, source in enumerate(rest.source)
        for j, target in enumerate(rest.target)
        if (cost := _cost(source, target, rest)) is not None
    )
    found, used_source, used_target = [], set[int](), set[int]()
    for _, i, j in candidates:
        if i not in used_source and j not in used_target:
            used_source.add(i)
            used_target.add(j)
            found.append((rest.source[i], rest.target[j]))
    return found


def _cost(source: _Mention, target: _Mention, rest: _Open) -> float | None:
    mine, theirs = source.value.closest(target.value)
    conflicts = mine.conflicts(theirs)
    distance = abs(source.position - target.position)
    if not conflicts:
        return None
    # A value the other side has in some other date was told there: 9月26日至27日, "the 26th and 27th".
    if _is_told(mine, conflicts, rest.all_target) and _is_told(theirs, conflicts, rest.all_source):
        return None
    weak = source.value.weak + target.value.weak
    if weak and (distance > _FURTHEST or weak == 2):
        return None
    return distance + 0.3 * (len(conflicts) - len(mine.agreements(theirs))) + 0.3 * weak


def _is_told(fields: DateFields, names: tuple[str, ...], mentions: list[_Mention]) -> bool:
    facts = fields.known()
    told = [reading.known() for mention in mentions for reading in mention.value.readings]
    return all(any(other.get(name) == facts[name] for other in told) for name in names)


# ---------------------------------------------------------------- reporting


def _fields_of(rest: _Open) -> tuple[list[DateFields], list[DateFields]]:
    source, target = ([m.value.fields for m in side] for side in (rest.all_source, rest.all_target))
    return source, target


def _written(findings: list[Finding]) -> list[Finding]:
    """Leave out the end of a span that has its year from the other end: one wrong year is one finding."""
    told = [finding.evidence for finding in findings if finding.suggestion]
    return [finding for finding in findings if finding.suggestion or finding.evidence not in told]


def _finding(pair: Pair, source: _Mention, target: _Mention) -> Finding:
    mine, theirs = source.value.closest(target.value)
    conflicts = mine.conflicts(theirs)
    name = conflicts[0]
    expected, found = (_say(name, fields.known()[name]) for fields in (mine, theirs))
    language = "Chinese" if target.segment.language.is_chinese else "English"
    return Finding(
        rule="date",
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        confidence=_confidence(source.value, target.value, mine, theirs),
        message=f"{source.place.text} rendered as {target.place.text}",
        source=(source.place,),
        target=(target.place,),
        pair=pair,
        explanation=f"{source.place.text} says {expected}; the {language} has {found}",
        suggestion=_suggest(target.place.text, expected, found),
        evidence=(("field", name), ("source_value", expected), ("target_value", found)),
    )


def _confidence(source: DateValue, target: DateValue, mine: DateFields, theirs: DateFields) -> float:
    """Return how sure the finding is: less for bare figures, relative dates, dates with nothing alike."""
    confidence = 0.9 if mine.agreements(theirs) else 0.75
    return round(
        confidence - 0.15 * (source.weak or target.weak) - 0.15 * (source.relative or target.relative), 2
    )


def _suggest(text: str, expected: str, found: str) -> str:
    """Return the target's own date with the one part mended, where that part is written out."""
    return text.replace(found, expected) if text.count(found) == 1 and len(found) > 1 else ""


def _suffix(value: int) -> str:
    return "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _say(name: str, value: int) -> str:
    match name:
        case "month":
            return _MONTHS[value - 1]
        case "weekday":
            return _WEEKDAYS[value - 1]
        case "half":
            return ("first half", "second half")[value - 1]
        case "quarter":
            return ("first quarter", "second quarter", "third quarter", "fourth quarter")[value - 1]
        case "decade":
            return f"{value}s"
        case "century":
            return f"{value}{_suffix(value)} century"
        case "afternoon":
            return "afternoon" if value else "morning"
        case "day_offset":
            return _DAYS.get(value, f"{value:+} days")
        case "year_offset" | "month_offset" | "week_offset":
            word = {-1: "last", 0: "this", 1: "next"}.get(value, f"{value:+}")
            return f"{word} {name.removesuffix('_offset')}"
        case _:
            return str(value)
