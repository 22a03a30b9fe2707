"""Places in an order: a third straight year, the second-largest maker, the highest ever.

Small ordinals come and go in translation, so the rule `number` leaves most of them alone; here the words
around them tell what they count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.checks.base import rendered
from align.checks.words import Matched, Side
from align.types import Finding, Span
from align.values.numerals import ORDINALS, WORDS, parse_chinese

# The shares of such findings that hold.
_STREAK, _RANK = 0.85, 0.75
_FIGURE = r"(?P<n>\d{1,3}|[一二三四五六七八九十两]{1,3})"
_ENGLISH_FIGURE = (
    rf"(?<![\w-])(?P<n>\d{{1,3}}(?:st|nd|rd|th)?|{'|'.join(w for w in (*ORDINALS, *WORDS) if len(w) > 2)})"
)
# What is counted in a row, as either language calls it.
_UNITS = {
    "year": "会计年度|财年|年", "quarter": "季度|季", "month": "月", "week": "星期|周", "day": "交易日|日|天",
    "": "[度次届场]",
}  # fmt: skip
_SPELL = (
    r"(?P<unit>years?|quarters?|months?|weeks?|days?|sessions?|terms?|times?|seasons?|games?|nights?|"
    r"decades?)"
)
_CHINESE_STREAK = re.compile(
    r"(?:连续(?:第|了|达|逾|超过)?|(?<![大接牵相关串粘流黄])连(?=第?[一二三四五六七八九十\d]))第?"
    rf" ?{_FIGURE} ?个?(?P<unit>{'|'.join(_UNITS.values())})"
)
_ENGLISH_STREAK = re.compile(
    rf"{_ENGLISH_FIGURE}[ -](?:(?:straight|consecutive|successive)(?: {_SPELL})?"
    rf"|{_SPELL.replace('<unit>', '<spell>')}(?: \w+)? (?:in a row|running|on end|in succession))\b"
)
_CHINESE_RANK = re.compile(
    rf"第 ?{_FIGURE} ?(?:[大高多长低快强富贵深重小热好]|严重|繁忙|受欢迎)(?![学院会道街楼队期等中级档类])"
)
_CHINESE_FIRST = re.compile("最[大高多长低快强富贵深重小热]|之首|居首|首位|榜首|冠军|之冠|之最|头号")
_SUPERLATIVE = (
    r"(?:larg|bigg|high|long|low|fast|strong|rich|deep|heavi|small|tall|great|hott|strict|steep|bus|"
    r"best-sell)"
    r"(?:est|iest)\b"
)
_ENGLISH_RANK = re.compile(rf"{_ENGLISH_FIGURE}[ -](?:{_SUPERLATIVE}|(?:most|least|best|worst)\b)")
_ENGLISH_FIRST = re.compile(rf"(?<![\w-]){_SUPERLATIVE}")
# What makes a place of a superlative that is not the first: the largest but one, one of the largest.
_SHORT_OF_FIRST = re.compile(
    r"\b(?:one of|among|after|behind|but one|bar|since|only|outside|near\w*|second|third|runner|next|"
    r"trail\w*|ranks?|ranked|place[ds]?|no\.)(?!\w)"
)
_SHORT_OF_FIRST_CHINESE = re.compile("[第次]|亚军|季军|仅次|老二|倒数|之一|数一数二|前[二三四五十]|名列")


class _Ranked(NamedTuple):
    """A place in an order, what is counted if it is told, and where it is written on its side."""

    number: int
    unit: str
    span: Span


def judge_ranks(matched: Matched) -> Iterator[Finding]:
    """Yield a finding for a streak of another length, and for a rank that is another one."""
    chinese, english = matched.chinese, matched.english
    one, other = _all(_CHINESE_STREAK, chinese), _all(_ENGLISH_STREAK, english)
    if _differ(one, other) and (one[0].unit == other[0].unit or "" in (one[0].unit, other[0].unit)):
        yield _finding(matched, one[0], other[0], _STREAK)
    one, other = _all(_CHINESE_RANK, chinese), _all(_ENGLISH_RANK, english)
    if one and not other and not _SHORT_OF_FIRST.search(english.text):
        # 第二大 as "the largest"; of several superlatives any may be it.
        other = [] if _CHINESE_FIRST.search(chinese.text) else _firsts(_ENGLISH_FIRST, english)
    elif other and not one and not _SHORT_OF_FIRST_CHINESE.search(chinese.text):
        one = _firsts(_CHINESE_FIRST, chinese)[:1]
    if _differ(one, other) and not _says(english, one[0].number) and not _says(chinese, other[0].number):
        yield _finding(matched, one[0], other[0], _RANK)


def _differ(one: list[_Ranked], other: list[_Ranked]) -> bool:
    return len(one) == len(other) == 1 and one[0].number != other[0].number


def _firsts(pattern: re.Pattern[str], side: Side) -> list[_Ranked]:
    return [_Ranked(1, "", Span(*match.span())) for match in pattern.finditer(side.text)]


def _says(side: Side, number: int) -> bool:
    """Return whether a side has a number other than one anywhere."""
    figures = re.finditer(_FIGURE if side.is_chinese else _ENGLISH_FIGURE, side.text)
    return number > 1 and any(_number(match["n"]) == number for match in figures)


def _all(pattern: re.Pattern[str], side: Side) -> list[_Ranked]:
    return [
        _Ranked(_number(match["n"]), _unit(match.groupdict()), Span(*match.span()))
        for match in pattern.finditer(side.text)
    ]


def _unit(groups: dict[str, str | None]) -> str:
    """Return the English word for what is counted, or nothing when it may be anything."""
    written = groups.get("unit") or groups.get("spell") or ""
    if written.rstrip("s") in _UNITS:
        return written.rstrip("s")
    return next((unit for unit, chinese in _UNITS.items() if re.fullmatch(chinese, written)), "")


def _number(written: str) -> int:
    digits = re.match(r"\d+", written)
    if digits:
        return int(digits[0])
    numeral = None if written.isascii() else parse_chinese(written)
    return int(numeral.low) if numeral else int(ORDINALS.get(written) or WORDS.get(written) or 0)


def _finding(matched: Matched, one: _Ranked, other: _Ranked, confidence: float) -> Finding:
    source, target = matched.places(one.span, other.span)
    said, found = (one, other) if matched.source is matched.chinese else (other, one)
    return rendered(
        "number",
        matched.pair,
        source,
        target,
        confidence=confidence,
        explanation=f"the source counts to {said.number}, the target to {found.number}",
        evidence=(("source_value", said.number), ("target_value", found.number)),
    )
