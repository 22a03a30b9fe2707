"""A change and where it ends: down by a quarter, down to a quarter.

The figures of both sides are equal; the words before them tell whether they are how much something changed
(減少了, "by") or what it came to (降至, "to").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction

from align.checks.base import rendered
from align.checks.pairing import MOST_COMPARED, Mention
from align.text import fold_chinese
from align.types import Finding, Pair, Place, Span
from align.values import Kind, Likeness, compare

# The share of such findings that hold.
_CONFIDENCE = 0.8
# How far before a figure its words are looked for.
_CHINESE_REACH, _ENGLISH_REACH = 32, 90
_PARTS = frozenset({Kind.PERCENT, Kind.POINT, Kind.FRACTION})


class _Step(StrEnum):
    """What a figure is of a change."""

    BY = "the change itself"
    TO = "what it came to"


_CHANGE = (
    "(?:减少|缩减|缩水|削减|裁减|精简|减|降低|下降|下调|下滑|下跌|调降|降|跌|缩小|缩短|收窄|萎缩|滑落|回落|跌落|骤降|锐减|"
    "增加|增长|成长|扩增|追加|扩大|提高|提升|拉高|上升|上涨|上调|回升|恢复|攀升|飙升|暴增|激增|猛增|升|涨|增|调升|调高|延长|展延|延后|延役|延寿|推迟|提前|"
    "放宽|砍|压低|压缩|倍增|走高|走低)"
)
# Between those words and a figure: how near it is, the currency, what it is counted per.
_NEAR_CHINESE = (
    r"(?:[约近逾超破]|将近|大约|超过|不到|不足|至少|最多|仅|只|区区|每[^,，\d]{1,3}|新台币|人民币|美元|[$¥€£]|"
    r"占[^,，\d]{1,4}的?)*\s*"
)
_CHINESE_TO = re.compile(rf"{_CHANGE}[^,，。;；、\d]{{0,3}}?(?:[至到为成]|剩下?){_NEAR_CHINESE}$")
# A share is of something that may stand between: 降至高峰时的四分之一.
_CHINESE_TO_PART = re.compile(
    rf"{_CHANGE}[^,，。;；、\d]{{0,2}}?(?:[至到为成]|剩下?)[^,，。;；、]{{1,14}}[的之]\s*$"
)
_CHINESE_BY = re.compile(
    rf"(?:{_CHANGE}了?|[年季月][增减]|[增减涨跌降升]幅[达为]?)(?:幅度?)?{_NEAR_CHINESE}$"
)
# What moves by itself, so that a figure right behind it is how far: fell 5 percent.
_MOVED = (
    r"(?:fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin\w+|decreas\w+|shr[aiu]nk\w*|slump\w*|plung\w+|"
    r"tumbl\w+|slid\w*|dip(?:s|ped)?|contract(?:s|ed)|narrow\w*|sank|rose|ris(?:e|es|en|ing)|gr[eo]w\w*|"
    r"increas\w+|climb\w*|jump\w*|surg\w+|soar\w*|gain\w*|advanc\w+|widen\w*|expand\w*|swell\w*|swollen)"
)
# Up by a tenth; but a tenth that makes up something is no rise.
_UP = r"(?<!make )(?<!made )(?<!makes )(?<!making )(?<!take )(?<!taken )(?<!takes )(?<!took )(?:up|down)"
_MADE = (
    r"(?:cut(?:s|ting)?|reduc\w+|lower\w*|slash\w*|trim\w*|pare[ds]?|shorten\w*|scaled|brought|bring\w*|came|"
    r"com(?:e|es|ing)|(?:went|go|gone|going)(?= (?:up|down))|rais(?:e|es|ed|ing)|lift\w*|boost\w*|"
    r"hik(?:e|es|ed|ing)|extend\w*|lengthen\w*|postpon\w+|delay\w*|"
    r"(?:put|push\w*|moved?) (?:off|back|forward)|doubl\w+|push\w*|curtail\w*|curb\w*|downsiz\w+|"
    r"enlarg\w+|upp(?:ed|ing)|downgrad\w+|reduction|increase|drop|fall|rise)"
)
_NEAR_ENGLISH = (
    r"(?:(?:about|around|nearly|almost|roughly|some|approximately|just|only|over|under|more than|less than|"
    r"close to|at least|as (?:much|little|low|high) as|up to|an estimated|an additional|another|a further|"
    r"a record|the|a|an|its|well over|level of|mere) )*(?:[A-Z]{0,3}[$€£¥])?"
)
_GAP = r"(?: (?!by\b|to\b|from\b|and\b|but\b|while\b|which\b|that\b)[$€£¥]?[\w'’.-]+){0,8}?"
# A pledge to invest $600 billion in the country that is raised "by".
_FAR_GAP = r"(?: (?!by\b|from\b|and\b|but\b|while\b|which\b|that\b)[$€£¥]?[\w'’.-]+){0,14}?"
_ENGLISH_BY = re.compile(rf"\b(?:{_MOVED}|{_MADE}|{_UP}){_FAR_GAP} by {_NEAR_ENGLISH}$", re.IGNORECASE)
_ENGLISH_MOVED_BY = re.compile(rf"\b(?:{_MOVED}|{_UP}) {_NEAR_ENGLISH}$", re.IGNORECASE)
_ENGLISH_TO = re.compile(
    rf"\b(?:{_MOVED}|{_MADE}|{_UP}){_GAP}(?: from [^,.;:]{{1,30}}?)? to {_NEAR_ENGLISH}$", re.IGNORECASE
)
# "Extended to five more years" adds them.
_MORE = re.compile(r"[ -](?:more|further|additional|extra)\b", re.IGNORECASE)
_HALF = Fraction(1, 2)


def judge_steps(pair: Pair, source: Sequence[Mention], target: Sequence[Mention]) -> Iterator[Finding]:
    """Yield a finding for each change of the source whose every equal figure is what it came to, or back."""
    source, target = source[:MOST_COMPARED], target[:MOST_COMPARED]
    for mention in source:
        step, span = _step(mention)
        if step is None or _is_half(mention):
            continue
        equals = [(other, *_step(other)) for other in target if _is_equal(mention, other)]
        twins = [
            _step(one)[0]
            for one in source
            if one.quantity.kind is mention.quantity.kind and _is_equal(one, mention)
        ]
        if equals and all(other not in (None, step) for _, other, _ in equals) and set(twins) == {step}:
            other, contrary, there = min(equals, key=lambda found: abs(found[0].position - mention.position))
            if contrary is not None:
                yield _finding(
                    pair, mention.segment.place.part(*span), other.segment.place.part(*there), step, contrary
                )


def _is_half(mention: Mention) -> bool:
    """Whether what is gone is as much as what is left."""
    return mention.quantity.kind in _PARTS and mention.quantity.low == _HALF


def _is_equal(one: Mention, other: Mention) -> bool:
    """Whether two figures say the same; of factors "by" and "to" are told by their values."""
    if (
        Kind.MULTIPLE in (one.quantity.kind, other.quantity.kind)
        or one.quantity.is_range
        or other.quantity.is_range
    ):
        return False
    return compare(one.quantity, other.quantity) >= Likeness.NUMERAL


def _step(mention: Mention) -> tuple[_Step | None, Span]:
    """Return what a figure is of a change, and where the words for it and the figure stand."""
    text, (start, end) = mention.segment.text, mention.quantity.span
    if mention.segment.language.is_chinese:
        before = fold_chinese(text)[max(0, start - _CHINESE_REACH) : start]
        is_part = mention.quantity.kind in _PARTS
        found = [
            (_Step.TO, _CHINESE_TO.search(before) or (_CHINESE_TO_PART.search(before) if is_part else None)),
            (_Step.BY, _CHINESE_BY.search(before)),
        ]
    else:
        before = text[max(0, start - _ENGLISH_REACH) : start]
        found = [
            (_Step.TO, None if _MORE.match(text, end) else _ENGLISH_TO.search(before)),
            (_Step.BY, _ENGLISH_BY.search(before) or _ENGLISH_MOVED_BY.search(before)),
        ]
    said = [(step, match) for step, match in found if match]
    if len(said) != 1:
        return None, mention.quantity.span
    step, match = said[0]
    return step, Span(start - len(before) + match.start(), end)


def _finding(pair: Pair, source: Place, target: Place, meant: _Step, put: _Step) -> Finding:
    return rendered(
        "number",
        pair,
        source,
        target,
        confidence=_CONFIDENCE,
        explanation=f"in the source the figure is {meant}, in the target {put}",
        evidence=(("said", meant.value), ("found", put.value)),
    )
