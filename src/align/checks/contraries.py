"""Phrases that contradict one another, which no pair of single words does: at the earliest, at the latest.

A phrase of one language contradicts one of the other only where neither says anything else that could stand
for it, so that no contexts are asked.
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
# How far around an English phrase what excuses it is looked for, unless the table says otherwise.
_REACH = 1000
# What stands in a clause; a Chinese comma is folded to an ASCII one.
_IN_CLAUSE = "[^，,。；;！!？?]"
_STOPPING = (
    r"\b(?:stop\w*|halt\w*|suspen\w+|ceas\w+|end(?:s|ed|ing)?|paus\w+|freez\w*|froze\w*|discontinu\w+|"
    r"refus\w+|without|no|not|never|moratorium|boycott\w*|ground\w*|idl\w+|shut\w*|clos\w+|cut\w*|"
    r"withh\w+|waiv\w+|scrap\w*|cancel\w*|abolish\w*|drop\w*|lift\w*|remov\w+|ban\w*|pull\w*|outage\w*|"
    r"disrupt\w*|sever\w*|interrupt\w*|quit\w*|shun\w*|off|exempt\w*|shelv\w+|mothball\w*|withdr\w+|"
    r"strand\w*|denied|deny|deprive\w*|lost|lose|phas\w+|wound down|gave up|abandon\w*|default\w*|miss\w*|"
    r"neither|nor|none|"
    r"fail\w*|barr?\w*|axed|cull\w*|kill\w*|exit\w*|rescind\w*|rolled back|do(?:es|ing)? away|did away|"
    r"holiday|run dry|ran dry|uncollected|unpaid|free|switch\w*|instead)\b|n't\b"
)
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
    reach: int = _REACH
    """How many characters before and behind the English phrase may excuse it."""


# Nouns that have a degree, in either language, and what degrees contradict each other: Chinese, what of it
# excuses, English, what of it excuses.
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
_GRADES = (
    ("高", "中等?|低", f"{_MIDDLE}|{_LOW}", _HIGH),
    ("(?:中等|中度|中)", "高|低", f"{_HIGH}|{_LOW}", _MIDDLE),
    ("低", "高|中等?", f"{_HIGH}|{_MIDDLE}", f"{_LOW}|less|lack"),
)
# A unit of time in either language, what says twice in it, and what once in two.
_EVERY_OTHER = (
    ("年", "year", "semi-?annual\\w*|biannual\\w*|twice-yearly|half-yearly", "biennial\\w*"),
    ("(?:个)?月", "month", "semi-?monthly|fortnightly|twice-monthly", "bimonthly"),
    ("(?:周|星期|个星期)", "week", "semi-?weekly|twice-weekly", "fortnight\\w*|biweekly"),
    ("[天日]", "day", "twice-daily", "alternate days?"),
    ("季度?", "quarter", "twice-quarterly", "half-yearly|semi-?annual\\w*"),
)


@cache
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
                f"{here}(?:度|等|水平|水准|程度)?的?(?:{noun})",
                rf"\b(?:{there})(?:[- ]level)? (?:degree of )?(?:{word})\b",
                f"(?:{elsewhere})(?:度|等|水平|水准|程度)?的?(?:{noun})",
                rf"\b(?:{meant})\b",
            )
            for noun, word in _GRADED
            for here, elsewhere, there, meant in _GRADES
        ),
        *(
            _Contrary(
                "date",
                f"[两二2]{unit}(?:才|只|仅|举行|召开|举办|检讨)?一[次届回]|每(?:隔)?[两二2]{unit}(?![，,。；;、]{{0,1}}(?:[一两二三]|内|里|之)?[次回](?![一]))|每隔一{unit}",
                rf"\b(?:twice|two times) (?:a|an|per|each|every) {word}\b|\b(?:{half})\b",
                f"每{unit}{_IN_CLAUSE}{{0,8}}[两二2][次回届]|每半{unit}|半{unit}一",
                rf"\bevery (?:two|other|second|2) {word}s?\b|\b(?:{double})\b",
            )
            for unit, word, half, double in _EVERY_OTHER
        ),
        *(
            _Contrary(
                "date",
                f"每{unit}(?:(?!每){_IN_CLAUSE}){{0,6}}[两二2][次回届]|每半{unit}|半{unit}一[次回届]",
                rf"\b(?:every|once every) (?:two|other|second|2) {word}s?\b|\b(?:{double})\b",
                f"每(?:隔)?[两二2]{unit}|每隔一{unit}",
                rf"\b(?:twice|two times) (?:an?|per|each|every) {word}\b|\b(?:{half})\b|\bevery six months\b",
            )
            for unit, word, half, double in _EVERY_OTHER
        ),
        *(
            _Contrary(
                "negation",
                f"(?<![不调居通])停[{verbs}](?![机车场输筑])",
                rf"\b(?:{english})\b",
                "复[产工售飞运建供]|恢复|重启|[没未不无免防若转改另]|危机",
                _STOPPING,
                hint="停",
                reach=80,
            )
            for verbs, english in _STOPPED.items()
        ),
    )


@cache
def _load() -> tuple[_Contrary, ...]:
    """Return all contraries: those of the table `data/cues/contraries.tsv`, and families of them."""
    rows = expanded_rows("contraries")
    return (*(_row(cells) for cells in rows), *_families())


def _row(cells: Sequence[str]) -> _Contrary:
    rule, chinese, english, chinese_too, english_too, hint, reach = (*cells, *[""] * 3)[:7]
    return _Contrary(rule, chinese, english, chinese_too, english_too, hint, int(reach or _REACH))


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
        if (
            not written
            or _figure(said) != _figure(written)
            or _compiled(one.excused_in_chinese).search(chinese)
        ):
            continue
        around = english[max(0, written.start() - one.reach) : written.end() + one.reach]
        if not _compiled(one.excused_in_english).search(around):
            yield _finding(matched, rule, Span(*said.span()), Span(*written.span()))


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
