"""What a figure is counted per: 110 dollars a kilogram, 3,000 yuan a month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from align.checks.base import rendered
from align.checks.pairing import MOST_COMPARED, Mention
from align.text import fold_chinese
from align.types import Finding, Pair, Place, Span
from align.values import Likeness, compare
from align.values.unit_table import MEASURES
from align.values.units import CHINESE, CHINESE_UNIT, convert, read_english_unit, unit_name

# The share of such findings that hold.
_CONFIDENCE = 0.8
# How far from its figure a rate stands, and how far behind it in Chinese.
_REACH, _BEHIND = 40, 12
# How near two rates must come to one another when they are told in other units.
_CONVERTED = 0.03


class _Rate(NamedTuple):
    """What something is counted per, by its name in the tables, and where that is written."""

    unit: str
    span: Span


# What is no measure, or no measure that the tables read so, in Chinese and in English.
_COUNTED = {
    "person": ("人", "person|capita|head"),
    "household": ("户|家庭", "households?|family"),
    "share": ("股", "share"),
    "month": ("月", "month"),
    "second": ("秒", "second"),
    "vehicle": ("辆车|辆", "vehicle"),
}
# What else tells that something is counted per a unit.
_ENGLISH_TOO = {
    "hour": "hourly", "day": "daily|diem", "week": "weekly", "month": "monthly|mth", "quarter": "quarterly",
    "year": "annual|annually|annum|yearly|yr", "household": "home|families", "tonne": "t", "kWh": "unit",
    "person": "people|individual|each|apiece|adult|resident|worker",
}  # fmt: skip
_ADVERBS = {
    "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
    "annually": "year", "yearly": "year",
}  # fmt: skip
_OTHER_UNITS = {"pounds": "pound"}
# 度 may be of heat, of power and of water.
_UNCLEAR = frozenset({"degree", ""})

_ENGLISH_RATE = re.compile(
    r"(?:(?<![\w.])(?P<per>an?|per|each|every)[ -]|(?<=[\w)])/)(?=[a-z])", re.IGNORECASE
)
_ENGLISH_COUNTED = {
    unit: re.compile(rf"(?:{english})(?!\w)", re.IGNORECASE) for unit, (_, english) in _COUNTED.items()
}
_ADVERB = re.compile(rf"\b(?:{'|'.join(_ADVERBS)})\b", re.IGNORECASE)
# What follows where "a year" is no rate: a year earlier, a day after, a month of.
_NO_RATE = re.compile(
    r" ?(?:ago|earlier|later|before|after|old|on|and a half|from|since|when|prior|of|sentence|term|ban|low|"
    r"high|in)\b",
    re.IGNORECASE,
)
# What a rate does not reach across: the end of a clause, and in English the next figure.
_CHINESE_END = re.compile(r"[,，。;；、:：!?！？]")
_ENGLISH_END = re.compile(r"[,;:()\"“”]|\.(?!\d)|\d")


@cache
def _chinese_patterns() -> tuple[re.Pattern[str], ...]:
    counted = "|".join(chinese for chinese, _ in _COUNTED.values())
    unit = rf"(?P<unit>{CHINESE_UNIT}|{counted})"
    # 去年產 is no yearly output, 三月份 no rent.
    dated = "今去明前后每同当来本隔次翌近多一二两三四五六七八九十百几数个累至往"
    return (
        re.compile(rf"(?:(?<!逐)每|按|[/／]|(?<=[元块镑\d])一)一?个?\s?{unit}"),
        re.compile(rf"(?<![{dated}\d])(?P<unit>[日月年周季])(?:产(?!品|业|生|出口)|均|薪|租费)"),
        re.compile(r"(?P<unit>[时秒人户])[速均](?!衡)"),
    )


@cache
def _names() -> dict[str, str]:
    names = {name: unit for unit, (chinese, _) in _COUNTED.items() for name in chinese.split("|")}
    return {**CHINESE, **names, "时": "hour", "季": "quarter", "周": "week"}


def judge_rates(pair: Pair, source: Sequence[Mention], target: Sequence[Mention]) -> Iterator[Finding]:
    """Yield a finding for each figure that either side counts per another thing."""
    source, target = source[:MOST_COMPARED], target[:MOST_COMPARED]
    for mention in source:
        equals = [other for other in target if compare(mention.quantity, other.quantity) >= Likeness.NUMERAL]
        if len(equals) == 1 and (clash := _clash(mention, equals[0])):
            yield _finding(pair, (mention, clash[0]), (equals[0], clash[1]))


def is_other_rate(source: Mention, target: Mention) -> bool:
    """Whether two figures are one told per other units: 110 dollars a kilogram is 50 a pound."""
    a, b = source.quantity, target.quantity
    if not a.low or not b.low:
        return False
    for one in _rates(source):
        for other in _rates(target):
            # What there is of a unit is what there is of its parts times their share in it.
            share = convert(a.low, other.unit, one.unit) if one.unit != other.unit else ()
            if share and abs(float(share[0] / b.low) - 1) <= _CONVERTED:
                return True
    return False


def _clash(source: Mention, target: Mention) -> tuple[_Rate, _Rate] | None:
    """Return the only rates of two equal figures that nothing on the other side accounts for, or None."""
    ours, theirs = _rates(source), _rates(target)
    said = [rate for rate in ours if not _is_told(rate.unit, target)]
    written = [rate for rate in theirs if not _is_told(rate.unit, source)]
    if len(said) != 1 or len(written) != 1 or said[0].unit == written[0].unit:
        return None
    return said[0], written[0]


def _rates(mention: Mention) -> list[_Rate]:
    return _chinese_rates(mention) if mention.segment.language.is_chinese else _english_rates(mention)


def _chinese_rates(mention: Mention) -> list[_Rate]:
    """Return what a figure is counted per, by the clause it stands in."""
    text = fold_chinese(mention.segment.text)
    start, end = mention.quantity.span
    low, high = max(0, start - _REACH), min(len(text), end + _BEHIND)
    low = max((found.end() for found in _CHINESE_END.finditer(text, low, start)), default=low)
    if stop := _CHINESE_END.search(text, end, high):
        high = stop.start()
    return [
        _Rate(unit, Span(*match.span()))
        for pattern in _chinese_patterns()
        for match in pattern.finditer(text, low, high)
        if (unit := _names().get(match["unit"], "")) not in _UNCLEAR
    ]


def _english_rates(mention: Mention) -> list[_Rate]:
    """Return what a figure is counted per, by the few words behind it."""
    text, end = mention.segment.text, mention.quantity.span.end
    high = min(len(text), end + _REACH)
    if stop := _ENGLISH_END.search(text, end, high):
        high = stop.start()
    found = [_read_english(text, match) for match in _ENGLISH_RATE.finditer(text, end, high)]
    adverbs = [
        _Rate(_ADVERBS[match[0].lower()], Span(*match.span())) for match in _ADVERB.finditer(text, end, high)
    ]
    return [*filter(None, found), *adverbs]


def _read_english(text: str, match: re.Match[str]) -> _Rate | None:
    """Return the unit behind "a" or "per", or None where none is or where it is not counted by."""
    unit, end = _english_unit(text, match.end())
    is_article = (match["per"] or "").lower() in ("a", "an", "every")
    # "A second" is mostly another one.
    if not unit or (is_article and (unit == "second" or _NO_RATE.match(text, end))):
        return None
    return _Rate(unit, Span(match.start(), end))


def _english_unit(text: str, position: int) -> tuple[str, int]:
    for unit, pattern in _ENGLISH_COUNTED.items():
        if counted := pattern.match(text, position):
            return unit, counted.end()
    read = read_english_unit(text, position)
    if read is None or read[0] not in MEASURES or read[0] in _UNCLEAR:
        return "", position
    return _OTHER_UNITS.get(read[0], read[0]), read[1]


def _is_told(unit: str, mention: Mention) -> bool:
    """Whether the text around a figure tells anywhere that something is counted per a unit."""
    text = mention.segment.text
    if mention.segment.language.is_chinese:
        return _chinese_words(unit).search(fold_chinese(text)) is not None
    return _english_words(unit).search(text) is not None


@cache
def _chinese_words(unit: str) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name, known in _names().items() if known == unit)
    return re.compile(rf"(?:[每一单按逐整当/／])\s?个?(?:{names})|(?:{names})[均产薪租费息销入供耗速度]")


@cache
def _english_words(unit: str) -> re.Pattern[str]:
    words = [_ENGLISH_TOO.get(unit, ""), *(_COUNTED[unit][1:] if unit in _COUNTED else ())]
    words.append(MEASURES[unit].english if unit in MEASURES else "")
    return re.compile(rf"(?<![a-z])(?:{'|'.join(filter(None, words))})(?![a-z])", re.IGNORECASE)


def _finding(pair: Pair, said: tuple[Mention, _Rate], written: tuple[Mention, _Rate]) -> Finding:
    source, target = _place(*said), _place(*written)
    meant, put = (unit_name(rate.unit, one=True) for rate in (said[1], written[1]))
    return rendered(
        "unit",
        pair,
        source,
        target,
        confidence=_CONFIDENCE,
        explanation=f"the source counts per {meant}, the target per {put}",
        evidence=(("source_unit", said[1].unit), ("target_unit", written[1].unit)),
    )


def _place(mention: Mention, rate: _Rate) -> Place:
    """Return where a figure and what it is counted per stand."""
    start, end = mention.quantity.span
    return mention.segment.place.part(min(start, rate.span.start), max(end, rate.span.end))
