"""Dates as Chinese writes them: 年月日, 民國, 年代, 世紀, 上半年, 第三季, 去年, 上個月, 週三."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from align.types import Span
from align.values.model import DateFields, DateValue, Part
from align.values.numerals import parse_chinese

# Year 1 of the Republic of China is 1912. Dates of this age are written in two or three digits.
ROC_OFFSET = 1911
_ROC_YEARS = range(100, 131)

_SMALL_HAN = "[一二三四五六七八九十廿卅]{1,3}"
_YEAR = (
    r"(?:(?:公元|西元)\s?)?(?P<year>(?<!\d)(?:1\d|2[0-3])\d\d|[一二三四五六七八九][一二三四五六七八九〇零○]{3})"
    r"\s?(?:财政?|会计|学)?年"
    r"(?!代)度?"
)
_ERA = r"(?P<era>明治|大正|昭和|平成|令和)\s?(?P<erayear>\d{1,2}|元|[一二三四五六七八九十]{1,3})\s?年(?!代)"
_SERIES = (
    r"(?P<series>(?<![\d.])[12]\d{3})"
    r"(?=\s?(?:[-–—~至到和与及、/]|年?(?:与|和|及))\s?\d{2,4}\s?(?:财政?|会计|学)?年(?!代))"
)
_ROC = r"民国\s?(?P<roc>\d{1,3}|[一二三四五六七八九十百〇零]{1,5})\s?年(?!代)度?"
_SHORT_YEAR = (
    r"(?<![\d.])(?P<short>\d{3}(?=\s?学?年(?!代|[前后内来间之多以历]|的?(?:历史|时间|徒刑))度?)"
    r"|\d{2}(?=\s?年\s?\d{1,2}\s?月))\s?学?年度?"
)
_RELATIVE = r"(?P<relative>今年|本年度?|去年|大前年|前年|明年|后年|同年|当年(?!轻)|次年|翌年|隔年|上年|来年)"
_HALF = r"(?P<half>[上下前后首])半年"
_QUARTER = (
    r"(?:第\s?(?P<quarter>[一二三四1-4])\s?季度?|(?<!前)(?P<quarters>[一二三四1-4])季度"
    r"|(?P<edge>[首末])季度?)(?!.?[赛军])"
    r"|Q(?P<q>[1-4])(?![A-Za-z0-9])"
)
_MONTH = (
    r"(?<![\d.前])(?<!农历)(?<!阴历)(?<!夏历)(?P<month>1[0-2]|0?[1-9]|(?<![一二三四五六七八九十前])(?:十[一二]?|[一二三四五六七八九正元]))"
    r"(?:\s?月(?![亮球饼台氏薪租饷])份?|(?=\s?[-–—~至到和及、]\s?(?:1[0-2]|[1-9])\s?月(?!薪))"
    r"|(?=\s?[、至到]\s?(?:十[一二]?|[一二三四五六七八九])月))"
)
_DAY = (
    rf"(?P<day>[0-3]?\d(?!\d)|{_SMALL_HAN})"
    r"(?:\s?[日号](?!元|圆|本|军)|(?=\s?[-–—~至到和及、]\s?[0-3]?\d\s?[日号])"
    r"|(?=\s?[-–~至到和及、]\s?\d{1,2}\s?月))"
)
_BARE_DAY = (
    r"(?:(?<![\d.第])(?P<bareday>[0-3]?\d|(?<![一二三四五六七八九十百])[二三]?十[一二三四五六七八九]?))(?:\s?日(?![元圆本内后间游])"
    r"|(?=\s?[-–~至到和及、]\s?[0-3]?\d\s?日(?![元圆本内后间游])))"
)
_PART = (
    r"(?P<part>年?初|[年月]?底|[年月]?末|年中|中旬|上旬|下旬|早期|初期|中期|后期|晚期"
    r"|(?<=[月代纪年])中(?=[^国美日俄英法德东央共心部]|$))"
)
_RELATIVE_MONTH = r"(?P<relmonth>上个?月|本月|这个月|下个?月)"
_DECADE = (
    r"(?:(?P<dcentury>\d{1,2}|[一二十]{1,3})\s?世纪|(?P<dlast>上个?世纪)|(?P<dthis>本世纪))?\s?(?:的)?\s?"
    r"(?P<decade>(?<!\d)\d{2}(?:\d0)?|[一二三四五六七八九〇零]{2,4}|[一二三四五六七八九]?十)\s?年代"
)
_CENTURY = (
    r"(?<!个)(?:(?P<century>(?<!\d)\d{1,2}|(?<![一二三四五六七八九十廿])(?:二十|十|廿)?[一二三四五六七八九十]|二十(?=\s?世纪)|廿)\s?世纪|(?P<clast>上个?世纪)"
    r"|(?P<cthis>本世纪))(?!之?[前后久多以])"
)
_WEEKDAY = (
    r"(?:(?<![一两二三四五六七八九十几数\d每个])|(?<=第[一二三四五]个))(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    r"(?![次个期件名次天周])"
)
# Without a word for the time of day, hours in Chinese numerals are hard to tell from points: 三点建议.
_TIME = (
    r"(?:(?P<daytime>凌晨|清晨|早晨|早上|上午|中午|午后|下午|傍晚|晚上|晚间|今早|今晚|昨晚|深夜)?\s?"
    r"(?<![\d.:第])(?P<hour>2[0-4]|[01]?\d|(?<=[晨上午后晚间早夜])(?:十[一二]?|[一二两三四五六七八九]))"
    r"(?:\s?[点时](?!间|代|期|数|候|刻)(?:(?P<half_hour>半)"
    r"|\s?(?P<minute>[0-5]?\d|[一二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九])\s?分)?整?"
    r"|:(?P<clock>[0-5]\d)(?![\d:])))"
)
_RELATIVE_WEEK = r"(?P<relweek>[上本这下])个?(?:周|星期|礼拜)(?![一二三四五六日天末期边围年报])"
_RELATIVE_DAY = r"(?P<relday>昨[天日]|明[天日]|今天|今日(?!俄|头条|美)|(?<![之以此])前天|(?<![之以此今])后天)"
_ISO = r"(?<![\d.])(?P<iy>[12]\d{3})(?P<sep>[-/.])(?P<im>0?[1-9]|1[0-2])(?P=sep)(?P<id>[0-3]?\d)(?!\d)"
_NUMERIC = r"(?<![\d/.])(?P<na>[0-3]?\d)/(?P<nb>[0-3]?\d)/(?P<ny>[12]\d{3})(?!\d)"

_YEAR_PART = rf"(?:{_YEAR}|{_SERIES}|{_ROC}|{_ERA}|{_SHORT_YEAR}|{_RELATIVE})"
# What a date can start with: tried first, for most characters start none.
_DATE_START = r"(?=[\d公西民明大昭平令今本去前明后同当次翌隔上来第一二三四五六七八九〇零十廿])"
_LATER_START = r"(?=[\d上下前后首末第Q凌清早中午傍晚昨明今深一二三四五六七八九十正元本这周星礼])"
_DATE = re.compile(
    rf"{_DATE_START}(?:{_ISO}|{_NUMERIC}|{_DECADE}(?:\s?{_PART.replace('part>', 'dpart>')})?"
    rf"|{_CENTURY}(?:\s?{_PART.replace('part>', 'cpart>')})?"
    rf"|{_YEAR_PART}(?:\s?的?(?:{_HALF}|{_QUARTER}|{_MONTH}(?:\s?{_DAY})?))?(?:\s?{_PART})?)"
)
_LATER = re.compile(
    rf"{_LATER_START}(?:{_HALF}|{_QUARTER}|(?:{_RELATIVE_MONTH}|{_MONTH})(?:\s?{_DAY})?(?:\s?{_PART})?"
    rf"|{_BARE_DAY}|{_WEEKDAY}|{_RELATIVE_WEEK}|{_RELATIVE_DAY}|{_TIME})"
)

# Words that put a year beside the document's own; the others point into the text (同年, 次年).
_YEAR_OFFSETS = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "去年": -1,
    "上年": -1,
    "前年": -2,
    "大前年": -3,
    "明年": 1,
    "来年": 1,
    "后年": 2,
}
_NAMED_MONTHS = {"正": 1, "元": 1}
_DAY_OFFSETS = {"昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "明天": 1, "明日": 1, "前天": -2, "后天": 2}
_WEEK_OFFSETS = {"上": -1, "本": 0, "这": 0, "下": 1}
_MORNING = frozenset({"凌晨", "清晨", "早晨", "早上", "上午", "今早"})
_AFTERNOON = frozenset({"午后", "下午", "傍晚"})
_EVENING = frozenset({"晚上", "晚间", "今晚", "昨晚"})
# The year before the first of an era.
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}


def scan(text: str, today: date | None) -> Iterator[DateValue]:
    """Yield the dates of folded, Simplified `text` in order."""
    position = 0
    for match in _DATE.finditer(text):
        yield from _scan_later(text, position, match.start(), today)
        if value := _read(match, today):
            yield value
            position = match.end()
    yield from _scan_later(text, position, len(text), today)


def _scan_later(text: str, start: int, end: int, today: date | None) -> Iterator[DateValue]:
    for match in _LATER.finditer(text, start, end):
        if value := _read(match, today):
            yield value


@lru_cache(maxsize=4096)
def _number(text: str | None) -> int | None:
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    if text in _NAMED_MONTHS:
        return _NAMED_MONTHS[text]
    numeral = parse_chinese(text)
    return int(numeral.low) if numeral and numeral.low == numeral.high else _figure(text)


def _figure(text: str) -> int | None:
    """Read digits said one by one, whatever they are: 九五, 三四."""
    digits = ["零一二三四五六七八九".find("零" if c in "〇○" else c) for c in text]
    return None if -1 in digits else int("".join(map(str, digits)))


def _read(match: re.Match[str], today: date | None) -> DateValue | None:
    group = match.groupdict()
    span = Span(*match.span())
    if group.get("iy"):
        return _checked(span, (_fields(group["iy"], group["im"], group["id"]),))
    if group.get("ny"):
        month_first = _fields(group["ny"], group["na"], group["nb"])
        return _checked(span, (month_first, _fields(group["ny"], group["nb"], group["na"])))
    if group.get("decade"):
        return _decade(span, group)
    if group.get("century") or group.get("clast") or group.get("cthis"):
        century = _number(group["century"]) or (20 if group["clast"] else 21)
        return DateValue(span, (DateFields(century=century, part=_part(group["cpart"])),))
    if group.get("hour"):
        return _clock(span, group)
    if group.get("relday") or group.get("relweek"):
        day, week = group.get("relday"), group.get("relweek")
        offsets = DateFields(
            day_offset=_DAY_OFFSETS[day] if day else None, week_offset=_WEEK_OFFSETS[week] if week else None
        )
        return DateValue(span, (offsets,))
    return _composed(match, group, today)


def _clock(span: Span, group: dict[str, str | None]) -> DateValue:
    hour = _number(group["hour"]) or 0
    minute = 30 if group["half_hour"] else _number(group["minute"] or group["clock"]) or 0
    word = group["daytime"] or ""
    afternoon = None
    if word in _MORNING:
        afternoon = 0
    elif word in _AFTERNOON or (word in _EVENING and 5 <= hour <= 11):
        afternoon = 1
    return DateValue(span, (DateFields(hour=hour, minute=minute, afternoon=afternoon),))


def _fields(year: str, month: str, day: str) -> DateFields:
    return DateFields(year=int(year), month=int(month), day=int(day))


def _checked(span: Span, readings: tuple[DateFields, ...]) -> DateValue | None:
    """Keep the readings that can be dates; a reading given twice counts once."""
    possible = [r for r in dict.fromkeys(readings) if 1 <= (r.month or 1) <= 12 and 1 <= (r.day or 1) <= 31]
    return DateValue(span, tuple(possible)) if possible else None


def _part(word: str | None) -> Part | None:
    if not word:
        return None
    if word in ("上旬", "早期", "初期") or word.endswith("初"):
        return Part.EARLY
    return Part.MIDDLE if "中" in word else Part.LATE


def _decade(span: Span, group: dict[str, str | None]) -> DateValue | None:
    decade = _number(group["decade"])
    if decade is None or decade % 10:
        return None
    century = 20 if group["dlast"] else 21 if group["dthis"] else _number(group["dcentury"])
    if century and decade < 100:
        decade += (century - 1) * 100
    return DateValue(span, (DateFields(decade=decade, part=_part(group["dpart"])),))


def _composed(match: re.Match[str], group: dict[str, str | None], today: date | None) -> DateValue | None:
    """Read a year, the part of it that is named, month and day."""
    get = group.get
    span = Span(*match.span())
    base = DateFields(
        month=_number(get("month")),
        day=_number(get("day") or get("bareday")),
        half={"上": 1, "前": 1, "首": 1, "下": 2, "后": 2}.get(get("half") or ""),
        quarter=_number(get("quarter") or get("quarters") or get("q"))
        or {"首": 1, "末": 4}.get(get("edge") or ""),
        weekday=_number({"日": "七", "天": "七"}.get(get("weekday") or "", get("weekday"))),
        part=_part(get("part")),
    )
    relative = get("relative") or ""
    if get("relmonth"):
        offset = -1 if "上" in str(get("relmonth")) else 1 if "下" in str(get("relmonth")) else 0
        return _resolve(span, replace(base, month_offset=offset), today)
    if relative in _YEAR_OFFSETS:
        return _resolve(span, replace(base, year_offset=_YEAR_OFFSETS[relative]), today)
    value = _checked(span, _with_years(base, group))
    if (
        value is None
        or value.fields == DateFields()
        or (relative and value.fields == DateFields(part=base.part))
    ):
        return None
    weak = bool(get("short")) and base == DateFields() and not match[0].endswith("度")
    return replace(value, weak=weak)


def _with_years(base: DateFields, group: dict[str, str | None]) -> tuple[DateFields, ...]:
    if era := group.get("era"):
        first = 1 if group["erayear"] == "元" else _number(group["erayear"]) or 0
        return (replace(base, year=_ERAS[era] + first),)
    if roc := group.get("roc"):
        return (replace(base, year=(_number(roc) or 0) + ROC_OFFSET),)
    if short := group.get("short"):
        year = int(short)
        if len(short) == 3:
            return (replace(base, year=year + ROC_OFFSET),) if year in _ROC_YEARS else ()
        # 98 年 8 月 is 1998, 2098 or year 98 of the Republic.
        return tuple(
            replace(base, year=year + add) for add in ((2000,) if year < 40 else (1900,)) + (ROC_OFFSET,)
        )
    year_text = group.get("year") or group.get("series")
    return (replace(base, year=_number(year_text)),) if year_text else (base,)


def _resolve(span: Span, fields: DateFields, today: date | None) -> DateValue:
    """Fill in what `today` tells of a year or month counted from it."""
    if today is None:
        return DateValue(span, (fields,))
    if fields.month_offset is not None:
        months = today.year * 12 + today.month - 1 + fields.month_offset
        resolved = replace(fields, year=months // 12, month=months % 12 + 1)
    else:
        resolved = replace(fields, year=today.year + (fields.year_offset or 0))
    return DateValue(span, (resolved,), relative=True)
