"""Which side of a figure is meant: more than 90 percent, or just under it.

`Bound` tells how loosely a figure is meant, which words as vague as 近 or "some" do; this tells only what
plainly says more or less, so that two texts can be said to contradict each other.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from align.text import fold_chinese
from align.types import Language, Span
from align.values.model import Quantity
from align.values.units import dimension

# How far before and behind a figure the words are looked for.
_BEFORE, _BEHIND = 28, 24
# Between such words and a figure: a currency, or words for about the same.
_GAP_CHINESE = r"(?:[约可达有了为是至要需须]|新台币|人民币|美元|港币|[$¥€£])*\s*$"
_GAP_ENGLISH = r"(?: (?:the|a|an|its|their|some|about|around|roughly))?[ -]?(?:[A-Z]{0,3}[$€£¥])?$"
_NOT_CHINESE = "(?:[不未没]|没有|不会|不能|不得|不可|不应|并未|从未|尚未)"
_MORE_THAN = "超过|超出|超越|超|逾|高于|高过|多于|大于"
_LESS_THAN = "低于|少于|小于|不及"


class Limit(IntEnum):
    """Which values a figure stands for: those below it, itself or nobody says, those above it."""

    BELOW = -1
    NONE = 0
    ABOVE = 1


class Limited(NamedTuple):
    """What is said of a figure, and where the words for it and the figure stand."""

    limit: Limit
    span: Span


_CHINESE_BEFORE = (
    (Limit.BELOW, re.compile(f"{_NOT_CHINESE}(?:{_MORE_THAN}){_GAP_CHINESE}")),
    (Limit.ABOVE, re.compile(f"{_NOT_CHINESE}(?:{_LESS_THAN}){_GAP_CHINESE}")),
    (Limit.ABOVE, re.compile(f"(?:{_MORE_THAN}|至少|最少|起码|不下|不亚于){_GAP_CHINESE}")),
    (
        Limit.BELOW,
        re.compile(
            f"(?:{_LESS_THAN}|不到|不足|未达|未满|不满|将近|接近|逼近|(?<![最附邻])近|最多|至多|顶多|充其量)"
            f"{_GAP_CHINESE}"
        ),
    ),
    # A verb may stand between: 最高可處營業額 3%.
    (Limit.ABOVE, re.compile(r"(?:至少|最少|起码)[要须需应得会将][^,;。、\d]{0,12}$")),
    (
        Limit.BELOW,
        re.compile(r"(?:(?:至多|最多|顶多)[可会将处罚能]|最高[可得]?被?[处判罚科])[^,;。、\d]{0,14}$"),
    ),
)
_CHINESE_BEHIND = (
    (Limit.ABOVE, re.compile("(?:[人名个元]|美元)? ?(?:以上|有余|出头)")),
    (Limit.BELOW, re.compile("(?:[人名个元]|美元)? ?以下")),
)
_NOT_ENGLISH = r"(?:\bnot|\bnever|\bno|n['’]t|\bwithout|\bcannot|\bhardly)(?: (?:be|to|have|yet|even|been))*"
_PASSING = r"exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|more than|greater than"
_FALLING_SHORT = "less than|fewer than"
# Before an article these are plain prepositions: a row over the $5bn deal, under the $50bn act.
_NO_ARTICLE = r"[ -]?(?:[A-Z]{0,3}[$€£¥])?$"
_ENGLISH_BEFORE = (
    (Limit.BELOW, re.compile(rf"{_NOT_ENGLISH} (?:{_PASSING}|over|above){_GAP_ENGLISH}", re.IGNORECASE)),
    (
        Limit.ABOVE,
        re.compile(rf"{_NOT_ENGLISH} (?:{_FALLING_SHORT}|under|below|short of){_GAP_ENGLISH}", re.IGNORECASE),
    ),
    (
        Limit.ABOVE,
        re.compile(
            rf"\b(?:(?:{_PASSING}|at least|upwards? of|in excess of|a minimum of){_GAP_ENGLISH}"
            rf"|(?:over|above){_NO_ARTICLE})",
            re.IGNORECASE,
        ),
    ),
    (
        Limit.BELOW,
        re.compile(
            rf"\b(?:(?:{_FALLING_SHORT}|nearly|almost|close to|approaching|at (?:the )?most|up to|"
            rf"a maximum of"
            rf"|just short of|(?:just )?shy of){_GAP_ENGLISH}|(?:under|below){_NO_ARTICLE})",
            re.IGNORECASE,
        ),
    ),
)
_ENGLISH_BEHIND = (
    (
        Limit.ABOVE,
        re.compile(
            r"(?: \w+)? (?:or (?:more|above|higher|over)\b|and (?:above|over|up)\b(?! ?\w)|"
            r"at least(?=[,.;:)]|$))"
        ),
    ),
    (
        Limit.BELOW,
        re.compile(r"(?: \w+)? (?:or (?:less|fewer|under|below)|at (?:the )?most|at the outside)\b"),
    ),
)
# With a time these say other things: 近三年 is "the past three years", "over three years" mostly "in".
_OF_TIME = re.compile(r"(?:近|\bover|\bunder)(?: \w+)?\s*$", re.IGNORECASE)


def find_limit(text: str, quantity: Quantity, language: Language) -> Limited:
    """Return which side of a figure its text means.

    Args:
        text: The segment that the quantity was found in, as written.
        quantity: The figure, whose span counts in `text`.
        language: The language of the text.
    """
    start, end = quantity.span
    chinese = language.is_chinese
    text = fold_chinese(text) if chinese else text
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    for limit, pattern in _CHINESE_BEFORE if chinese else _ENGLISH_BEFORE:
        if match := pattern.search(before):
            if dimension(quantity.unit) == "time" and _OF_TIME.search(match[0]):
                break
            return Limited(limit, Span(start - len(before) + match.start(), end))
    for limit, pattern in _CHINESE_BEHIND if chinese else _ENGLISH_BEHIND:
        if match := pattern.match(behind):
            return Limited(limit, Span(start, end + match.end()))
    return Limited(Limit.NONE, quantity.span)
