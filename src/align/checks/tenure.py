"""Whether somebody holds an office: a former minister as the minister, an acting president as the one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.checks.words import Matched, Side
from align.types import Finding, Severity, Span

_CONFIDENCE = 0.8
_CHINESE_TITLE = (
    "(?:总统|总理|首相|主席|总书记|部长|次长|外长|防长|财长|国务卿|大臣|外相|防相|财相|长官|发言人|大使|公使|"
    "特使|代表|局长|署长|厅长|司长|处长|院长|校长|议长|议员|州长|省长|市长|县长|总督|司令|参谋长|参谋总长|将军|上将|中将|少将|上校|总裁|执行长|首席执行官|"
    "董事长|总经理|行长|秘书长|干事长|总干事|主任|顾问|检察官|检察长|检察总长|法官|官员|领导人|领袖|党魁|主管|"
    "负责人|外交官|特工)"
)
_ENGLISH_TITLE = (
    r"(?:president|premier|prime minister|chancellor|minister|secretary|ambassador|envoy|chief|head|director|"
    r"chair(?:man|woman|person)?|governor|mayor|senator|congress(?:man|woman)|lawmaker|mp|legislator|commander|"
    r"general|admiral|colonel|ceo|executive|officer|official|spokes(?:man|woman|person)|judge|justice|prosecutor|advis[eo]r|"
    r"leader|speaker|dean|rector|commissioner|diplomat|agent|representative)s?\b"
)


class _Tenure(NamedTuple):
    """One way to hold an office, or not to: how either language says it, and what excuses its absence.

    Attributes:
        chinese: The words that stand before a title, and
        english: an office with such words.
        in_chinese: What anywhere in the Chinese says so.
        in_english: What anywhere in the English says so.
    """

    name: str
    chinese: str
    english: str
    in_chinese: str
    in_english: str


def _before(words: str) -> str:
    """Return a pattern of an office that has one of these words before it."""
    return rf"\b(?:{words})[ -](?:[\w.'-]+ ){{0,3}}?{_ENGLISH_TITLE}"


_TENURES = (
    _Tenure(
        "a former holder",
        # Behind what happens, 前 means before it: 選舉前總統表示.
        "(?<![选举会议战赛年月日天时晚夜午离任之以目先从提当生事空面此后点判访谈签约定行动发布开前])前",
        _before("former|ex|one-time|onetime|erstwhile"),
        "(?<![目日当提年月天])前(?![往来线夕景进提年])|原|时任|卸任|已故|下台|退休|退役|旧|曾|昔|离任|任内|当年|"
        "过去|老|末代|历任|继任|辞|罢免|遭罢",
        r"\b(?:former|ex|previous|previously|one-time|onetime|erstwhile|retired|outgoing|departing|"
        r"predecessors?|ousted|deposed|disgraced|emeritus|formerly|used to|left office|who was|resign\w*|"
        r"step\w* down|dismissed|succe\w+)\b|"
        + _before("then|late|past|once|old|fallen|was|was the|served as"),
    ),
    _Tenure(
        "an acting holder",
        "代理|署理|看守",
        _before("acting|interim|caretaker"),
        "代|署理|署任|临时|看守|过渡|暂",
        r"\b(?:acting|interim|caretaker|provisional|temporar\w+|transition\w*|pro tem\w*|stand-in|agents?|"
        r"proxy|deputy)\b",
    ),
    _Tenure(
        "one who has yet to take office",
        "候任|当选|准(?=总统|总理|首相|州长|部长)",
        rf"\b(?:president|premier|minister|chancellor|governor|mayor|senator)-elect\b|{_before('incoming')}",
        "候任|当选|准|选出|新任|即将|将任|将出任|胜选|下任|下一任|继任|提名",
        r"\b(?:elect\w*|[a-z]+-elect|designate|incoming|to-be|presumptive|nomin\w+|won|winner|win|wins|victor\w*|"
        r"will become|next|new|president-elect|take office|takes office|inaugurat\w+|pick|picked|choice)\b",
    ),
)
_CHINESE = {one.name: re.compile(f"(?:{one.chinese})[一-鿿]{{0,8}}?{_CHINESE_TITLE}") for one in _TENURES}
_ENGLISH = {one.name: re.compile(one.english) for one in _TENURES}
_IN_CHINESE = {one.name: re.compile(one.in_chinese) for one in _TENURES}
_IN_ENGLISH = {one.name: re.compile(one.english) for one in _TENURES}
_IN_CHINESE = {one.name: re.compile(one.in_chinese) for one in _TENURES}
_IN_ENGLISH = {one.name: re.compile(one.in_english) for one in _TENURES}
_TITLE = {True: re.compile(_CHINESE_TITLE), False: re.compile(rf"\b{_ENGLISH_TITLE}")}


def judge_tenure(matched: Matched) -> Iterator[Finding]:
    """Yield a finding where only one language says that somebody holds an office no more, or not yet."""
    chinese, english = matched.chinese, matched.english
    for tenure in _TENURES:
        yield from _judge(matched, tenure, (chinese, _CHINESE), (english, _IN_ENGLISH))
        yield from _judge(matched, tenure, (english, _ENGLISH), (chinese, _IN_CHINESE))


_Patterns = dict[str, re.Pattern[str]]


def _judge(
    matched: Matched, tenure: _Tenure, own: tuple[Side, _Patterns], other: tuple[Side, _Patterns]
) -> Iterator[Finding]:
    said = own[1][tenure.name].search(own[0].text)
    if not said or other[1][tenure.name].search(other[0].text):
        return
    if title := _TITLE[other[0].is_chinese].search(other[0].text):
        yield _finding(matched, tenure, (own[0], Span(*said.span())), (other[0], Span(*title.span())))


def _finding(matched: Matched, tenure: _Tenure, said: tuple[Side, Span], title: tuple[Side, Span]) -> Finding:
    here, there = (side.place(*span) for side, span in (said, title))
    is_source = said[0] is matched.source
    source, target = (here, there) if is_source else (there, here)
    return Finding(
        rule="entity",
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        confidence=_CONFIDENCE,
        message=f"{source.text} rendered as {target.text}",
        explanation=f"only the {'source' if is_source else 'target'} speaks of {tenure.name} of the office",
        source=(source,),
        target=(target,),
        pair=matched.pair,
        evidence=(("said", tenure.name),),
    )
