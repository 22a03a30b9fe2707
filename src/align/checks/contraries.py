"""Phrases that contradict one another, which no pair of single words does: at the earliest, at the latest.

A phrase of one language contradicts one of the other only where neither side says anything else that could
stand for it, wherever that is, so that no contexts are asked. Words that say too many things, such as a mere
"not", excuse only what they stand near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from align.checks.senses import expanded_rows
from align.checks.words import Matched
from align.types import Finding, Severity, Span

_CONFIDENCE = 0.8
# What stands in a clause; a Chinese comma is folded to an ASCII one.
_IN_CLAUSE = "[^，,。；;！!？?]"
# What says that something stops, and what may say it of what stands near.
_STOPPING = (
    r"\b(?:stop\w*|halt\w*|suspen\w+|ceas\w+|paus\w+|freez\w*|froze\w*|discontinu\w+|moratorium|boycott\w*|"
    r"idl\w+|shut\w*|withh\w+|waiv\w+|scrap\w*|cancel\w*|abolish\w*|outage\w*|disrupt\w*|interrupt\w*|"
    r"exempt\w*|shelv\w+|mothball\w*|withdr\w+|strand\w*|phas\w+|wound down|abandon\w*|rescind\w*|"
    r"rolled back|do(?:es|ing)? away|did away|holiday|run dry|ran dry)\b"
)
_NOT_DOING = (
    r"\b(?:end(?:s|ed|ing)?|refus\w+|without|no|not|never|ground\w*|clos\w+|cut\w*|drop\w*|lift\w*|remov\w+|"
    r"ban\w*|pull\w*|sever\w*|quit\w*|shun\w*|off|denied|deny|deprive\w*|lost|lose|gave up|default\w*|"
    r"miss\w*|neither|nor|none|fail\w*|barr?\w*|axed|cull\w*|kill\w*|exit\w*|uncollected|unpaid|free|"
    r"switch\w*|instead)\b|n't\b"
)
_NOT_DOING_REACH = 80
# What may follow 停, and how English says that it goes on.
_STOPPED = {
    "购买": r"buy\w*|bought|purchas\w+|import\w*",
    "产": r"produc\w+|manufactur\w+|mak(?:e|es|ing)|made",
    "售卖": r"sell\w*|sold|sales?",
    "建": r"build\w*|built|construct\w*",
    "发付拨": r"issu\w+|grant\w*|pay\w*|paid|disburs\w+|allocat\w+",
    "征收": r"lev(?:y|ies|ied|ying)|collect\w*|impos\w+|charg\w+",
    "供": r"suppl\w+|provid\w+|deliver\w*",
    "运驶": r"runs?|running|ran|operat\w+",
    "飞": r"fly\w*|flew|flights?|flown",
}


class _Contrary(NamedTuple):
    """A Chinese phrase, an English one that contradicts it, and what in either language excuses that."""

    rule: str
    chinese: str
    english: str
    excused_in_chinese: str
    excused_in_english: str
    hint: str = ""
    """What the Chinese phrase always has, which is looked for first."""
    excused_near: str = ""
    """What excuses only what it stands near to."""
    reach: int = 0
    """How many characters before and behind the English phrase are near."""


# Nouns that have a degree, in Chinese and in English.
_GRADED = (
    ("置信度|可信度|信心|把握", "confidence|certainty"),
    ("风险", "risks?"),
    ("优先", "priorit(?:y|ies)"),
    ("强度", "intensity"),
    ("收入", "incomes?"),
    ("门槛", "thresholds?|bar"),
    ("可能性|概率|几率|机率", "likelihood|probability|chances?|odds"),
    ("评级|评等", "ratings?|grades?"),
    ("密度", "density"),
    ("纯度", "purity"),
    ("敏感", "sensitivity"),
)
_HIGH, _MIDDLE, _LOW = (
    "high(?:er|est|ly)?|strong|great(?:er)?|considerable|elevated|top|full|heighten\\w*",
    "moderate|medium|middle|mid|average|modest|intermediate",
    "low(?:er|est)?|little|slim|limited|weak|scant|small|remote|minimal",
)
# A degree in Chinese where it is no part of another word (提高收入, 其中风险), the characters of others, how
# English says others, and how it says this one.
_GRADES = (
    ("(?<![提升调拉推增走创])高", "中低", f"{_MIDDLE}|{_LOW}", _HIGH),
    ("(?:中等|中度)", "高低", f"{_HIGH}|{_LOW}", _MIDDLE),
    ("(?<![降减调压走创])低", "高中", f"{_HIGH}|{_MIDDLE}", f"{_LOW}|less|lack"),
)


class _Period(NamedTuple):
    """A unit of time, and what says in English that something is twice in it, or once in two of it."""

    chinese: str
    english: str
    twice: str
    every_other: str
    either: str = "(?!)"
    """What may say both, and so only excuses."""


_PERIODS = (
    _Period("年", "year", "semi-?annual\\w*|twice-yearly|half-yearly", "biennial\\w*", "biannual\\w*"),
    _Period("(?:个)?月", "month", "semi-?monthly|fortnightly|twice-monthly", "(?!)", "bi-?monthly"),
    _Period("(?:周|星期|个星期)", "week", "semi-?weekly|twice-weekly", "fortnight\\w*", "bi-?weekly"),
    _Period("[天日]", "day", "twice-daily", "alternate days?"),
    _Period("季度?", "quarter", "twice-quarterly", "half-yearly|semi-?annual\\w*"),
)
# Another period that is told, so that either language may say anything of that: 每六个月.
_ANOTHER_PERIOD = "每隔? ?(?:半|[三四五六七八九十]|[3-9]|\\d\\d)"


def _families() -> tuple[_Contrary, ...]:
    """Return the contraries that differ in a word only."""
    return (
        *(
            _Contrary(
                "direction",
                f"(?:[向往朝]{here}(?![方洋班])|{here}进)",
                rf"\b{there}ward?s?\b|\bto the {there}\b",
                f"[向往朝]{other}|{other}[部面方边进侧移]",
                rf"\b{said}",
            )
            for here, other, said, there in (
                ("西", "东", "west", "east"),
                ("东", "西", "east", "west"),
                ("南", "北", "south", "north"),
                ("北", "南", "north", "south"),
            )
        ),
        *(
            _Contrary(
                "quantifier",
                f"{here}(?:度|等|水平|水准|程度)?(?:{noun})",
                rf"\b(?:{there})(?:[- ]level)? (?:degree of )?(?:{word})\b",
                f"[{others}]{_IN_CLAUSE}{{0,6}}(?:{noun})|(?:{noun}){_IN_CLAUSE}{{0,6}}[{others}]",
                rf"\b(?:{meant})\b",
            )
            for noun, word in _GRADED
            for here, others, there, meant in _GRADES
        ),
        *map(_every_other, _PERIODS),
        *map(_twice, _PERIODS),
        *(
            _Contrary(
                "negation",
                f"(?<![不调居通])停[{verbs}](?![机车场输筑])",
                rf"\b(?:{english})\b",
                "复[产工售飞运建供]|恢复|重启|[没未不无免防若转改另]|危机",
                _STOPPING,
                hint="停",
                excused_near=_NOT_DOING,
                reach=_NOT_DOING_REACH,
            )
            for verbs, english in _STOPPED.items()
        ),
    )


def _every_other(period: _Period) -> _Contrary:
    """Return what is once in two periods, 每两年, with what is twice in one."""
    unit = period.chinese
    return _Contrary(
        "date",
        f"[两二2]{unit}(?:才|只|仅|举行|召开|举办|检讨)?一[次届回]|"
        f"每(?:隔)?[两二2]{unit}(?![，,。;；、]?(?:[一两二三]|内|里|之)?[次回](?![一]))|每隔一{unit}",
        rf"\b(?:twice|two times) (?:a|an|per|each|every) {period.english}\b|\b(?:{period.twice})\b",
        f"每{unit}{_IN_CLAUSE}{{0,8}}[两二2][次回届]|半{unit}一|{_ANOTHER_PERIOD}",
        rf"\b(?:every|each) (?:two|other|second|2) {period.english}s?\b|\btwo[- ]{period.english}s?\b|"
        rf"\b(?:{period.every_other}|{period.either})\b",
    )


def _twice(period: _Period) -> _Contrary:
    """Return what is twice in a period, 每年两次, with what is once in two."""
    unit = period.chinese
    return _Contrary(
        "date",
        f"每{unit}(?:(?!每){_IN_CLAUSE}){{0,6}}[两二2][次回届]|每半{unit}|半{unit}一[次回届]",
        rf"\b(?:every|once every) (?:two|other|second|2) {period.english}s?\b|\b(?:{period.every_other})\b",
        f"每(?:隔)?[两二2]{unit}|每隔一{unit}|轮流|轮替|{_ANOTHER_PERIOD}(?!{unit})",
        rf"\b(?:twice|two times|two [a-z]+) (?:an?|per|each|every) {period.english}\b|"
        rf"\b(?:{period.twice}|{period.either})\b|\bevery six months\b",
    )


@cache
def _load() -> tuple[_Contrary, ...]:
    """Return all contraries: those of the table `data/cues/contraries.tsv`, and families of them."""
    rows = expanded_rows("contraries")
    return (*(_row(cells) for cells in rows), *_families())


def _row(cells: Sequence[str]) -> _Contrary:
    rule, chinese, english, chinese_too, english_too, hint, near, reach = (*cells, *[""] * 3)[:8]
    return _Contrary(rule, chinese, english, chinese_too, english_too, hint, near, int(reach or 0))


def judge_contraries(matched: Matched, rule: str) -> Iterator[Finding]:
    """Yield a finding of a rule for each phrase with its contrary, and nothing like it, on the other side."""
    chinese, english = matched.chinese.text, matched.english.text
    for one in _load():
        if (
            one.rule != rule
            or one.hint not in chinese
            or not (said := _compiled(one.chinese).search(chinese))
        ):
            continue
        written = _compiled(one.english).search(english)
        if written and _figure(said) == _figure(written) and not _is_excused(one, chinese, english, written):
            yield _finding(matched, rule, Span(*said.span()), Span(*written.span()))


def _is_excused(one: _Contrary, chinese: str, english: str, written: re.Match[str]) -> bool:
    """Return whether either text has what may stand for what a phrase and its contrary say."""
    if _compiled(one.excused_in_chinese).search(chinese) or _compiled(one.excused_in_english).search(english):
        return True
    around = english[max(0, written.start() - one.reach) : written.end() + one.reach]
    return bool(one.excused_near and _compiled(one.excused_near).search(around))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # There are more than the module of regular expressions keeps, and few are asked for in a run.
    return re.compile(pattern)


def _figure(match: re.Match[str]) -> str:
    """Return the figure that both phrases must have, if it is of such phrases."""
    return (match.groupdict().get("figure") or "").rstrip(",.")


def _finding(matched: Matched, rule: str, chinese: Span, english: Span) -> Finding:
    source, target = matched.places(chinese, english)
    return Finding(
        rule=rule,
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        confidence=_CONFIDENCE,
        message=f"{source.text} rendered as its contrary, {target.text}",
        explanation="nothing around it could stand for what the source says",
        source=(source,),
        target=(target,),
        pair=matched.pair,
        evidence=(("said", source.text), ("found", target.text)),
    )
