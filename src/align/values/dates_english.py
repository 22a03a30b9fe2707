"""Dates as English writes them: months in both orders, ISO, quarters, halves, decades, "last year"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from align.types import Span
from align.values.model import DateFields, DateValue, Part
from align.values.numerals import ORDINALS, parse_english

_MONTHS = (
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May", "May"),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sept", "Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
)
_MONTH_NUMBERS = {name.lower(): i for i, names in enumerate(_MONTHS, start=1) for name in names}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY_NUMBERS = {name.lower(): i for i, name in enumerate(_WEEKDAYS, start=1)}
_DECADE_WORDS = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}

_FULL = "|".join(names[0] for names in _MONTHS if names[0] not in ("May", "March"))
_ABBREVIATED = "|".join(name for names in _MONTHS for name in names[1:] if name not in ("May", "Mar"))
# March and May are also a verb and a modal: they need a neighbour that makes them months.
_MONTH = rf"(?:{_FULL}|March|May|(?:{_ABBREVIATED}|Mar)\b\.?)"
_LONE_MONTH = (
    rf"(?:{_FULL}|(?:{_ABBREVIATED})\."
    r"|(?<=\b(?:[Ii]n|[Bb]y|[Oo]f|to) )(?:March|May)(?! \d)"
    r"|(?<=\b(?:last|next|this|late|from|mid-) )(?:March|May)"
    r"|(?<=\b(?:since|until|early|Since|Until|Early) )(?:March|May)"
    r"|(?<=\bmid-)(?:March|May)|(?:March|May)(?= (?:and|to|through) (?:June|July|August|April|October)))"
)
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_DAY = rf"(?:[0-3]?\d(?:st|nd|rd|th)?|(?:twenty-|thirty-)?(?:{_ORDINAL}))\b(?![,.]\d\d\d?\b(?!\d)|%)"
_YEAR = r"(?:1[0-9]\d\d|2\d\d\d)"
_BEFORE = r"(?<![\w$€£¥#/.,:+-])"
_PART = (
    r"(?:(?P<part>[Ee]arly|[Mm]id|[Mm]iddle|[Ll]ate|[Ee]nd|[Bb]eginning|[Ss]tart|[Cc]lose"
    r"|[Tt]urn)(?:[ -]+(?:(?:in|of|to) )?(?:the )?))"
)
_RELATIVE_YEAR = (
    r"(?P<relyear>[Tt]his year|[Ll]ast year|[Nn]ext year|[Tt]he year (?:before last|after next)"
    r"|[Tt]he current year)"
)

_DATE = re.compile(
    # Every date starts a word: tried first, for most characters start none.
    r"(?<![A-Za-z0-9])(?=[0-9'’A-Z]|[efblmnpsc](?:ar|id|at|nd|eg|ta|lo|ir|ec|ou|as|in|ex|re|os|if|ix|ev"
    r"|ig|le)"
    r"|yest|noon|t(?:o[dm]|u|en|w|hi|he (?:[0-9tfsend]|last|previous|curr|year|cent|early|late))|on the )(?:"
    + "|".join(
        (
            rf"\b(?:{_PART})?(?P<mdy>(?P<m1>{_MONTH}) (?P<d1>{_DAY})(?P<d1b>\s?(?:[-–—]|to"
            rf"|and) ?[0-3]?\d\b(?! ?(?:percent|%|million|people)))?(?:(?:,| of)? ?(?P<y1>{_YEAR})\b"
            rf"|,? (?:of )?(?P<rel1>this|last|next) year\b)?)",
            rf"\b(?P<dmy>(?P<d2b>[0-3]?\d(?:st|nd|rd|th)?\s?(?:[-–—]|to|and)\s?)?(?P<d2>{_DAY})(?: of"
            rf"|-)? ?(?P<m2>{_MONTH})\b(?:,? (?P<y2>{_YEAR})\b"
            rf"|,? (?:of )?(?P<rel2>this|last|next) year\b)?)",
            rf"(?P<lonemonth>(?:\b{_PART.replace('<part>', '<part3>')})?\b(?P<m3>{_MONTH})(?:,"
            rf"| of)? (?P<y3>{_YEAR})\b(?!,\d))",
            rf"(?P<relmy>\b(?P<rel4>[Tt]his|[Ll]ast|[Nn]ext) (?P<m4>{_MONTH})\b(?! \d))",
            rf"(?P<monthrel>\b(?P<m8>{_MONTH}) (?:of )?(?P<rel8>this|last|next) year\b)",
            rf"(?P<month>(?:\b{_PART.replace('<part>', '<part5>')})?\b(?P<m5>{_LONE_MONTH})(?!\w))",
            rf"(?P<iso>{_BEFORE}(?P<iy>[12]\d{{3}})(?P<sep>[-/.])(?P<im>0?[1-9]"
            rf"|1[0-2])(?P=sep)(?P<id>[0-3]?\d)(?!\d))",
            rf"(?P<numeric>{_BEFORE}(?P<na>[0-3]?\d)(?P<sep2>[/.])(?P<nb>[0-3]?\d)(?P=sep2)"
            rf"(?P<ny>[12]\d{{3}})(?!\d))",
            rf"(?P<halfyear>\b(?:(?P<h1>[Ff]irst|[Ss]econd|[Ll]atter|1st|2nd) half of (?:the "
            rf"(?P<hsame>(?:same |current |following )?year)|(?P<hy>{_YEAR})\b|(?P<hrel>this|last|next) year)"
            rf"|H(?P<h2>[12])(?: (?P<hy2>{_YEAR}))?\b|(?P<h3>[12])H(?: ?(?P<hy3>{_YEAR}|\d\d))?\b"
            r"|(?P<h4>[Ff]irst|[Ss]econd)-half(?= (?:earnings|results|profits?|revenues?|sales|growth|exports"
            r"|imports|output|GDP|figures|data))))",
            rf"(?P<quarteryear>\b(?:(?P<q1>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|last|final|1st|2nd|3rd"
            rf"|4th)[ -]quarter\b(?: of (?:the (?:same )?year|(?P<qy>{_YEAR})\b|(?P<qrel>this|last"
            rf"|next) year))?|Q(?P<q2>[1-4])\b(?: (?P<qy2>{_YEAR})\b)?|(?P<q3>[1-4])Q"
            rf" ?(?P<qy3>{_YEAR}|\d\d)\b))",
            rf"(?P<decadeyear>(?:\b{_PART.replace('<part>', '<part6>')})?(?:(?<![\w.,$€£/])"
            rf"(?P<dec4>1\d\d0|20\d0)['’]?s\b|(?:(?<=the )|(?<=early )|(?<=late )|(?<=mid-)"
            rf"|['’])(?P<dec2>[2-9]0)['’]?s\b|\bthe (?P<decword>{'|'.join(_DECADE_WORDS)})\b))",
            rf"(?P<centuryyear>(?:\b{_PART.replace('<part>', '<part7>')})?(?:\b(?P<cen>(?:[12]?\d)(?:st"
            rf"|nd|rd|th)|(?:twenty-)?(?:{_ORDINAL}))[- ](?:century|centuries)\b|\b(?P<crel>this|last"
            rf"|the last|the previous|the) century\b(?= ?(?:,|\.|and|that|when))))",
            rf"(?P<reltime>\b(?:{_PART.replace('<part>', '<part8>')})?{_RELATIVE_YEAR}\b)",
            r"(?P<relweek>\b(?P<relw>[Tt]his|[Ll]ast|[Nn]ext) week\b)",
            r"(?P<relday>\b(?P<reld>(?:[Tt]he day (?:before|after) )?"
            r"(?:[Yy]esterday|[Tt]oday|[Tt]omorrow))\b)",
            r"(?P<military>(?<![\w.:,$-])(?P<mhour>[01]\d|2[0-3])(?P<mminute>[0-5]\d)"
            r"(?= (?:GMT|UTC|hours|hrs|local time)\b))",
            r"(?P<noon>\b(?P<noonword>[Nn]oon|[Mm]idnight)\b)",
            r"(?P<fiscal>\bFY ?-?(?P<fy>20\d\d|\d\d)\b(?!,\d))",
            r"(?P<relmonth>\b(?P<relm>[Tt]his|[Ll]ast|[Nn]ext) month\b)",
            rf"(?P<weekday>\b(?P<wd>{'|'.join(_WEEKDAYS)})s?\b)",
            r"(?P<clock>(?<![\w.:,$-])(?P<hour>2[0-4]|[01]?\d)(?:[:.](?P<minute>[0-5]\d)(?: ?"
            r"(?P<ap1>[ap]\.?m\b\.?)|(?<=:\d\d)(?![\d:]))| ?(?P<ap2>[ap]\.m\.|[ap]m\b|o['’]clock)))",
            r"(?P<theday>\b[Oo]n the (?P<d6>[0-3]?\d(?:st|nd|rd|th))\b(?! (?:floor|anniversary|day"
            r"|century|hole|minute|list)))",
            rf"(?P<yearrange>{_BEFORE}(?P<ya>{_YEAR})(?:[-–—/])(?P<yb>\d\d(?:\d\d)?)(?![\d,%]))",
            rf"(?P<bareyear>(?:\b{_PART.replace('<part>', '<part9>')}|\b(?:pre|post|mid"
            rf"|FY)-?)?(?:{_BEFORE}|(?<=pre-)|(?<=post-)|(?<=mid-)|(?<=FY)|(?<=FY-))(?P<y9>1[5-9]\d\d"
            rf"|20\d\d|(?<=(?:in|by|of) )2\d\d\d|(?<=since )2\d\d\d)(?![\w%]|,\d|\.\d|:\d))",
        )
    )
    + ")"
)

_OFFSETS = {"this": 0, "last": -1, "next": 1, "the current": 0}
_OFFSETS |= {"the year before last": -2, "the year after next": 2}
_RANKS = {"first": 1, "second": 2, "latter": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_RANKS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_PARTS = {"early": Part.EARLY, "beginning": Part.EARLY, "start": Part.EARLY, "turn": Part.EARLY}
_PARTS |= {"mid": Part.MIDDLE, "middle": Part.MIDDLE, "late": Part.LATE, "end": Part.LATE, "close": Part.LATE}

# A bare figure is no year after these words, nor before those.
_COUNTED_BEFORE = re.compile(
    r"(?:\b(?:about|around|some|nearly|almost|over|than|total of|at least|up to|approximately|roughly"
    r"|reached|reaching|only|another|all|No\.?|number|the|[Rr]oute|[Aa]rticle|[Ss]ection|[Rr]esolution)"
    r"|[$€£¥]) $"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|from|of|during|after|before|between|and|to|through|the|fiscal|fiscal year) $",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r"[ -](?:percent|per cent|million|billion|trillion|lakhs?|crores?|thousand|hundred|people|years|yuan"
    r"|dollars|euros|rupees|tons?|tonnes"
    r"|met(?:er|re)s?|km|kilomet\w+|miles|hectares|mu|degrees|times|hours|days|cases|households|families"
    r"|students"
    r"|soldiers|troops|companies|enterprises|villages|points|square|cubic|m\b|kg\b|mm\b|cm\b)"
)


def scan(text: str, today: date | None) -> Iterator[DateValue]:
    """Yield the dates of folded `text` in order."""
    for match in _DATE.finditer(text):
        if reader := _READERS.get(_name(match)):
            yield from reader(match, today)


def _name(match: re.Match[str]) -> str:
    return next((name for name in _READERS if match[name] is not None), "")


def _day(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else int(parse_english(text) or 0)


def _month(text: str) -> int:
    return _MONTH_NUMBERS[text.lower().rstrip(".")]


def _part(word: str | None) -> Part | None:
    return _PARTS.get(word.lower()) if word else None


def _optional_year(text: str | None) -> int | None:
    """Return a year that may be given by its last two digits, as in FY24."""
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _make(match: re.Match[str], fields: DateFields, *, weak: bool = False) -> Iterator[DateValue]:
    if fields.day is None or 1 <= fields.day <= 31:
        yield DateValue(Span(*match.span()), (fields,), weak=weak)


def _month_first(match: re.Match[str], today: date | None) -> Iterator[DateValue]:
    fields = DateFields(_optional_year(match["y1"]), _month(match["m1"]), _day(match["d1"]))
    yield from _with_relative_year(match, fields, match["rel1"], today)
    if second := match["d1b"]:
        fields = replace(fields, day=int(re.findall(r"\d+", second)[0]))
        yield from _with_relative_year(match, fields, match["rel1"], today)


def _day_first(match: re.Match[str], today: date | None) -> Iterator[DateValue]:
    fields = DateFields(_optional_year(match["y2"]), _month(match["m2"]), _day(match["d2"]))
    if first := match["d2b"]:
        yield from _with_relative_year(match, replace(fields, day=_day(first)), match["rel2"], today)
    yield from _with_relative_year(match, fields, match["rel2"], today)


def _with_relative_year(
    match: re.Match[str], fields: DateFields, word: str | None, today: date | None
) -> Iterator[DateValue]:
    if word is None:
        yield from _make(match, fields)
    elif 1 <= (fields.day or 1) <= 31:
        yield _with_offset(match, fields, word, today)


def _month_year(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    yield from _make(match, DateFields(int(match["y3"]), _month(match["m3"]), part=_part(match["part3"])))


def _relative_month_name(match: re.Match[str], today: date | None) -> Iterator[DateValue]:
    fields = DateFields(month=_month(match["m4"] or match["m8"]))
    offset = _OFFSETS[(match["rel4"] or match["rel8"]).lower()]
    if match["rel4"] and offset:
        yield from _nearest_or_next(match, fields, offset, today)
    else:
        yield _resolve(match, replace(fields, year_offset=offset), today)


def _nearest_or_next(
    match: re.Match[str], fields: DateFields, offset: int, today: date | None
) -> Iterator[DateValue]:
    """Read "last April", which may lie in this year where that has passed, or in the one before."""
    if today is None or fields.month is None:
        yield from _make(match, fields)
        return
    years = [today.year + offset]
    if (today.month - fields.month) * offset < 0:
        years.insert(0, today.year)
    readings = tuple(replace(fields, year=year) for year in years)
    yield DateValue(Span(*match.span()), readings, relative=True)


def _month_alone(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    yield from _make(match, DateFields(month=_month(match["m5"]), part=_part(match["part5"])))


def _iso(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    yield from _make(match, DateFields(int(match["iy"]), int(match["im"]), int(match["id"])))


def _numeric(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    a, b, year = int(match["na"]), int(match["nb"]), int(match["ny"])
    orders = [(a, b), (b, a)] if match["sep2"] == "/" else [(b, a), (a, b)]
    readings = dict.fromkeys(DateFields(year, m, d) for m, d in orders if 1 <= m <= 12 and 1 <= d <= 31)
    if readings:
        yield DateValue(Span(*match.span()), tuple(readings))


def _half(match: re.Match[str], today: date | None) -> Iterator[DateValue]:
    word = match["h1"] or match["h4"]
    half = _RANKS[word.lower()] if word else int(match["h2"] or match["h3"])
    fields = DateFields(_optional_year(match["hy"] or match["hy2"] or match["hy3"]), half=half)
    yield _with_offset(match, fields, match["hrel"], today)


def _quarter(match: re.Match[str], today: date | None) -> Iterator[DateValue]:
    quarter = _RANKS[match["q1"].lower()] if match["q1"] else int(match["q2"] or match["q3"])
    fields = DateFields(_optional_year(match["qy"] or match["qy2"] or match["qy3"]), quarter=quarter)
    # "Last quarter" is the one before this, whichever that was.
    if match["q1"] != "last":
        yield _with_offset(match, fields, match["qrel"], today)


def _decade(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    figure = match["dec4"] or match["dec2"]
    decade = int(figure) if figure else _DECADE_WORDS[match["decword"]]
    yield from _make(match, DateFields(decade=decade, part=_part(match["part6"])), weak=decade < 100)


def _century(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    if match["cen"]:
        century = _day(match["cen"])
    else:
        century = 20 if match["crel"] in ("last", "the last", "the previous") else 21
    yield from _make(match, DateFields(century=century, part=_part(match["part7"])), weak=not match["cen"])


def _relative_year(match: re.Match[str], today: date | None) -> Iterator[DateValue]:
    offset = _OFFSETS[match["relyear"].lower().removesuffix(" year")]
    yield _resolve(match, DateFields(year_offset=offset, part=_part(match["part8"])), today)


def _relative_month(match: re.Match[str], today: date | None) -> Iterator[DateValue]:
    fields = DateFields(month_offset=_OFFSETS[match["relm"].lower()])
    if today is None:
        yield from _make(match, fields)
        return
    months = today.year * 12 + today.month - 1 + (fields.month_offset or 0)
    resolved = replace(fields, year=months // 12, month=months % 12 + 1)
    yield DateValue(Span(*match.span()), (resolved,), relative=True)


def _relative_week(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    yield from _make(match, DateFields(week_offset=_OFFSETS[match["relw"].lower()]))


_DAY_OFFSETS = {"yesterday": -1, "today": 0, "tomorrow": 1}


def _relative_day(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    words = match["reld"].lower().split()
    # The day before yesterday lies two back; the day before today is said of other things.
    offset = _DAY_OFFSETS[words[-1]]
    if len(words) > 1:
        offset += -1 if words[2] == "before" else 1
    yield from _make(match, DateFields(day_offset=offset))


def _military(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    yield from _make(match, DateFields(hour=int(match["mhour"]), minute=int(match["mminute"])))


def _noon(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    is_noon = match["noonword"].lower() == "noon"
    yield from _make(
        match, DateFields(hour=12 if is_noon else 0, minute=0, afternoon=int(is_noon)), weak=True
    )


def _fiscal(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    yield from _make(match, DateFields(_optional_year(match["fy"])))


def _weekday(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    yield from _make(match, DateFields(weekday=_WEEKDAY_NUMBERS[match["wd"].lower()]))


def _clock(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    mark = (match["ap1"] or match["ap2"] or "").lower()[:1]
    afternoon = {"a": 0, "p": 1}.get(mark)
    yield from _make(
        match, DateFields(hour=int(match["hour"]), minute=int(match["minute"] or 0), afternoon=afternoon)
    )


def _the_day(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    yield from _make(match, DateFields(day=_day(match["d6"])), weak=True)


def _year_range(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    first, second = int(match["ya"]), match["yb"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if first < last <= first + 200:
        yield DateValue(Span(*match.span("ya")), (DateFields(first),))
        yield DateValue(Span(*match.span("yb")), (DateFields(last),))


def _bare_year(match: re.Match[str], _: date | None) -> Iterator[DateValue]:
    before = match.string[max(0, match.start() - 16) : match.start()]
    if _COUNTED_AFTER.match(match.string, match.end()) or (
        match["part9"] is None and _COUNTED_BEFORE.search(before) and not before.endswith("the ")
    ):
        return
    fields = DateFields(int(match["y9"]), part=_part(match["part9"]))
    yield from _make(match, fields, weak=not (_YEAR_BEFORE.search(before) or match["part9"]))


def _with_offset(match: re.Match[str], fields: DateFields, word: str | None, today: date | None) -> DateValue:
    if word is None:
        return DateValue(Span(*match.span()), (fields,))
    return _resolve(match, replace(fields, year_offset=_OFFSETS[word]), today)


def _resolve(match: re.Match[str], fields: DateFields, today: date | None) -> DateValue:
    span = Span(*match.span())
    if today is None:
        return DateValue(span, (fields,))
    return DateValue(span, (replace(fields, year=today.year + (fields.year_offset or 0)),), relative=True)


# The group that matched decides; each reads one alternative of _DATE.
_READERS = {
    "mdy": _month_first,
    "dmy": _day_first,
    "lonemonth": _month_year,
    "relmy": _relative_month_name,
    "monthrel": _relative_month_name,
    "month": _month_alone,
    "iso": _iso,
    "numeric": _numeric,
    "halfyear": _half,
    "quarteryear": _quarter,
    "decadeyear": _decade,
    "centuryyear": _century,
    "reltime": _relative_year,
    "relmonth": _relative_month,
    "relweek": _relative_week,
    "relday": _relative_day,
    "noon": _noon,
    "military": _military,
    "fiscal": _fiscal,
    "weekday": _weekday,
    "clock": _clock,
    "theday": _the_day,
    "yearrange": _year_range,
    "bareyear": _bare_year,
}
