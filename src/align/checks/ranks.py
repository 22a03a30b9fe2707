"""Places in an order: a third straight year, the second-largest maker, the highest ever.

Small ordinals come and go in translation, so the rule `number` leaves most of them alone; here the words
around them tell what they count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.checks.words import Matched, Side
from align.types import Finding, Place, Severity, Span
from align.values.numerals import ORDINALS, WORDS

# The shares of such findings that hold.
_STREAK, _RANK = 0.85, 0.75
_HAN = {han: number for number, han in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "十一": 11,
    "十二": 12,
}
_FIGURE = r"(?P<n>\d{1,3}|十[一二]?|[一二三四五六七八九两])"
_ENGLISH_FIGURE = (
    rf"(?P<n>\d{{1,3}}(?:st|nd|rd|th)?|{'|'.join(w for w in (*ORDINALS, *WORDS) if len(w) > 2)})"
)
_SPELL = (
    "years?|quarters?|months?|weeks?|days?|sessions?|terms?|times?|seasons?|games?|matches|nights?|decades?"
)
_CHINESE_STREAK = re.compile(
    r"(?:连续(?:第|了|达|逾|超过)?|(?<![大接牵相关串粘流黄])连(?=第?[一二三四五六七八九十\d]))第?"
    rf" ?{_FIGURE} ?个?(?P<unit>[年季月周週日天度次届场]|交易日|星期|季度|会计年度|财年)"
)
_ENGLISH_STREAK = re.compile(
    rf"\b{_ENGLISH_FIGURE}[ -](?:(?:straight|consecutive|successive)\b"
    rf"|(?:{_SPELL})(?: \w+)? (?:in a row|running|on end|in succession)\b)"
)
_CHINESE_RANK = re.compile(
    rf"第 ?{_FIGURE} ?(?:[大高多长低快强富贵深重小热好]|严重|繁忙|受欢迎)(?![学院会道街楼队期等中级档类])"
)
_CHINESE_FIRST = re.compile(
    "最[大高多长低快强富贵深重小热]|之首|居首|首位|榜首|第一|冠军|之冠|之最|龙头|头号"
)
_SUPERLATIVE = (
    r"(?:larg|bigg|high|long|low|fast|strong|rich|deep|heavi|small|tall|great|hott|strict|steep|bus|best-sell|old|young)"
    r"(?:est|iest)\b|(?:most|least|best|worst|leading|top)\b"
)
_ENGLISH_RANK = re.compile(rf"\b{_ENGLISH_FIGURE}[ -](?:{_SUPERLATIVE})")
_ENGLISH_FIRST = re.compile(rf"\b(?:{_SUPERLATIVE}|number one|no\. ?1\b|first\b|record\b)")
# What says second in other words.
_SECOND_CHINESE = re.compile("第二|第2|次[高大多于]|居次|其次|仅次|亚军|老二|二[大哥]|倒数")
_SECOND_ENGLISH = re.compile(
    r"\b(?:second|runner|next|after only|only to|trail|behind|no\. ?2|number two|outranked)"
)


class _Ranked(NamedTuple):
    """A place in an order, and where it is written on its side."""

    number: int
    span: Span


def judge_ranks(matched: Matched) -> Iterator[Finding]:
    """Yield a finding for a streak of another length, and for a rank that is another one."""
    chinese, english = matched.chinese, matched.english
    one, other = _all(_CHINESE_STREAK, chinese), _all(_ENGLISH_STREAK, english)
    if len(one) == len(other) == 1 and one[0].number != other[0].number:
        yield _finding(matched, one[0], other[0], _STREAK)
    one, other = _all(_CHINESE_RANK, chinese), _all(_ENGLISH_RANK, english)
    if len(one) == 1 and not other and one[0].number > 1 and not _says(english.text, one[0].number, False):
        # 第二大 as "the largest"; of several superlatives any may be it.
        other = _firsts(_ENGLISH_FIRST, english)
    elif (
        len(other) == 1 and not one and other[0].number > 1 and not _says(chinese.text, other[0].number, True)
    ):
        one = _firsts(_CHINESE_FIRST, chinese)[:1]
    if len(one) == len(other) == 1 and one[0].number != other[0].number:
        yield _finding(matched, one[0], other[0], _RANK)


def _firsts(pattern: re.Pattern[str], side: Side) -> list[_Ranked]:
    return [_Ranked(1, Span(*match.span())) for match in pattern.finditer(side.text)]


def _says(text: str, number: int, chinese: bool) -> bool:
    """Return whether a text has a number anywhere, or a word for the second."""
    second = _SECOND_CHINESE if chinese else _SECOND_ENGLISH
    if number == 2 and second.search(text):
        return True
    figures = re.finditer(_FIGURE if chinese else rf"\b{_ENGLISH_FIGURE}\b", text)
    return any(_number(match["n"]) == number for match in figures)


def _all(pattern: re.Pattern[str], side: Side) -> list[_Ranked]:
    return [_Ranked(_number(match["n"]), Span(*match.span())) for match in pattern.finditer(side.text)]


def _number(written: str) -> int:
    digits = re.match(r"\d+", written)
    if digits:
        return int(digits[0])
    return int(_HAN.get(written) or ORDINALS.get(written) or WORDS.get(written) or 0)


def _finding(matched: Matched, one: _Ranked, other: _Ranked, confidence: float) -> Finding:
    sides: list[tuple[Place, int]] = [
        (matched.chinese.place(*one.span), one.number),
        (matched.english.place(*other.span), other.number),
    ]
    (source, said), (target, found) = sides if matched.source is matched.chinese else sides[::-1]
    return Finding(
        rule="number",
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        confidence=confidence,
        message=f"{source.text} rendered as {target.text}",
        explanation=f"the source counts to {said}, the target to {found}",
        source=(source,),
        target=(target,),
        pair=matched.pair,
        evidence=(("source_value", said), ("target_value", found)),
    )
