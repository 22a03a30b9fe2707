"""Sizes that are told without a figure, and scores: dozens for hundreds, half an hour for an hour, 3 to 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from align.checks import senses
from align.checks.words import Matched
from align.types import Finding, Span
from align.values.numerals import WORDS, parse_chinese

# The share of such findings that hold.
_CONFIDENCE = 0.75
_SMALL_WORD = "|".join(word for word in WORDS if 0 < WORDS[word] <= 20)
_CHINESE_NUMBER, _CHINESE_DIGIT = r"\d{1,3}|[一二三四五六七八九十]{1,3}", r"\d一二三四五六七八九十"
_CHINESE_RATIO = re.compile(
    rf"(?<![{_CHINESE_DIGIT}.])(?P<a>{_CHINESE_NUMBER}) ?(?:票?比|:) ?(?P<b>{_CHINESE_NUMBER})"
    rf"(?![{_CHINESE_DIGIT}.:年月日点分号较例])"
)
_ENGLISH_NUMBER = rf"\d{{1,3}}|{_SMALL_WORD}"
_ENGLISH_RATIO = re.compile(
    rf"(?<![\w.$€£-])(?P<a>{_ENGLISH_NUMBER})(?: to |-to-|[-–:])(?P<b>{_ENGLISH_NUMBER})(?![\w.%:-])"
)


def judge_sizes(matched: Matched) -> Iterator[Finding]:
    """Yield a finding for each size and each ratio that is another one on the other side."""
    chinese, english = matched.chinese.text, matched.english.text
    for name, clash in senses.clashes("sizes", chinese, english):
        yield _finding(matched, f"another size of a {name}", clash)
    one, other = (list(p.finditer(t)) for p, t in ((_CHINESE_RATIO, chinese), (_ENGLISH_RATIO, english)))
    if len(one) == len(other) == 1 and sorted(_numbers(one[0])) != sorted(_numbers(other[0])):
        clash = senses.Clash(Span(*one[0].span()), Span(*other[0].span()))
        yield _finding(matched, "another ratio", clash)


def _numbers(match: re.Match[str]) -> list[Fraction]:
    return [_number(match["a"]), _number(match["b"])]


def _number(written: str) -> Fraction:
    if written.isascii():
        return Fraction(written) if written.isdecimal() else Fraction(WORDS[written])
    numeral = parse_chinese(written)
    return numeral.low if numeral else Fraction(0)


def _finding(matched: Matched, explanation: str, clash: senses.Clash) -> Finding:
    return senses.told_otherwise("number", matched, clash, _CONFIDENCE, explanation)
