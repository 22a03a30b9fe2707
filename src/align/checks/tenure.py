"""Whether somebody holds an office: a former minister as the minister, an acting president as the one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.checks.words import Matched, Side
from align.types import Finding, Place, Severity, Span

_CONFIDENCE = 0.75
_CHINESE_TITLE = (
    "(?:总统|总理|首相|主席|总书记|部长|次长|外长|防长|财长|国务卿|大臣|外相|防相|财相|长官|发言人|大使|"
    "公使|特使|局长|署长|厅长|院长|议长|议员|州长|省长|市长|县长|总督|司令|参谋长|参谋总长|将军|上将|中将|"
    "少将|总裁|执行长|首席执行官|董事长|总经理|行长|秘书长|干事长|总干事|主任|顾问|检察官|检察长|检察总长|"
    "法官|官员|领导人|领袖|外交官)"
)
_ENGLISH_TITLE = (
    r"(?:president|premier|prime minister|chancellor|minister|secretary|ambassador|envoy|chief|director|"
    r"chair(?:man|woman|person)?|governor|mayor|senator|congress(?:man|woman)|lawmaker|legislator|"
    r"commander|general|admiral|ceo|executive|officer|official|spokes(?:man|woman|person)|judge|justice|"
    r"prosecutor|advis[eo]r|leader|speaker|commissioner|diplomat)s?\b"
)
# A state whose name the termbase found, and those that headlines write with one character.
_NAMED = "□"
_STATE = f"(?:{_NAMED}+|(?<![访赴抵离])[美俄英法德日韩印])"
# What may stand between 前 and the title: of whom, of what rank. A verb or a 的 ends the name of the office.
_OF = (
    f"(?:{_STATE}|副|助理|首席|国家|国务|外交|国防|财政|内政|司法|经济|商务|贸易|教育|卫生|能源|情报|安全|国安|"
    "海军|空军|陆军|央行|中央银行|驻[一-鿿]{1,3}|参谋|常务|执行|总|州|市|省|部|局|处|联邦|调查局|中情局|"
    "最高|法院|高级|资深|众议院|参议院|议会|环境|农业|劳工|交通|第一|[与和及])"
)
# Behind anything else 前 means before it: 選舉前總統表示, 目前, 法院前.
_BEFORE_HAND = rf"(?:^|[^一-鿿]|[由与和及跟向对被是为称给请让任]|{_STATE})"
_RANK = (
    r"(?:vice|deputy|prime|foreign|defen[cs]e|finance|interior|trade|health|energy|education|economic|"
    r"security|intelligence|national|chief|senior|top|army|navy|naval|air force|military|police|"
    r"central bank|cabinet|state|federal|city|party|opposition|assistant|u\.?s\.?|british|french|german|"
    r"dutch|czech|greek|swiss|philippine|[a-z]+(?:ian|ese|ish|ean|can|li|qi))"
)


class _Tenure(NamedTuple):
    """One way to hold an office, or not to: an office so held, and what says so anywhere.

    Attributes:
        hints: What such an office is never without in Chinese and in English, which is looked for first.
        chinese: The words before an office; a group `said` leaves out what is there only to be sure.
        english: An office with such words.
    """

    name: str
    hints: tuple[str, str]
    chinese: str
    english: str
    in_chinese: str
    in_english: str


def _before(words: str) -> str:
    """Return a pattern of an office that has one of these words before it."""
    return rf"\b(?:{words})[ -](?:{_RANK} ){{0,3}}?{_ENGLISH_TITLE}"


_TENURES = (
    _Tenure(
        "a former holder",
        ("前", r"former|\bex\b|time|erst"),
        f"{_BEFORE_HAND}(?P<said>前{_OF}{{0,4}}?{_CHINESE_TITLE})",
        _before("former|ex|one-time|onetime|erstwhile"),
        "(?<![目日当提年月天])前(?![往来线夕景进提年])|原|时任|卸任|已故|下台|退休|退役|旧|曾|昔|离任|"
        "任内|当年|过去|老|末代|历|继任|辞|罢免|遭罢|出身|上届|上任|上一任|免职|撤职|撤换|推翻|下野|落马|"
        "流亡|弹劾|离职|政府|首任|苏联|第.任",
        r"\b(?:former|ex|previous|previously|one-time|onetime|erstwhile|retired|outgoing|departing|"
        r"predecessors?|ousted|deposed|disgraced|emeritus|formerly|used to|left office|who (?:was|had|"
        r"worked|ran|led)|resign\w*|step\w* down|dismissed|succe\w+|until|from \d{4}|in (?:19|20)\d\d|"
        r"no longer|veterans?|turned|had been|worked as|earlier|administration|before (?:him|her|"
        r"becoming)|first|under)\b|-era\b|" + _before("then|late|past|once|old|fallen|was|was the|served as"),
    ),
    _Tenure(
        "an acting holder",
        ("理", "acting|interim|caretaker"),
        f"(?P<said>(?:代理|署理)(?![商人权公系武投教]){_OF}{{0,4}}?{_CHINESE_TITLE})",
        _before("acting|interim|caretaker"),
        "代|署理|署任|临时|看守|过渡|暂|军政府|领导人",
        r"\b(?:acting|interim|caretaker|provisional|temporar\w+|transition\w*|pro tem\w*|stand-in|agen\w+|"
        r"proxy|deputy|dealer\w*)\b",
    ),
    _Tenure(
        "one who has yet to take office",
        ("[任准]", "-elect"),
        f"(?P<said>(?:候任|(?<![批核标水精对瞄基获])准(?=总统|总理|首相)){_OF}{{0,4}}?{_CHINESE_TITLE})",
        r"\b(?:president|premier|minister|chancellor|governor|mayor|senator)-elect\b",
        "候任|当选|准|选出|新|即将|将任|将出任|胜选|下任|下一任|下届|继任|接任|提名",
        r"\b(?:elect\w*|[a-z]+-elect|designate|incoming|to-be|presumptive|nomin\w+|won|winner|win|wins|"
        r"victor\w*|becom\w+|became|next|new|tak(?:e|es|ing) office|took office|came to power|"
        r"inaugurat\w+|pick|picked|choice)\b",
    ),
)


class _Compiled(NamedTuple):
    """The patterns of one way to hold an office: what is never missing, how it is said and excused."""

    name: str
    hint: dict[bool, re.Pattern[str]]
    said: dict[bool, re.Pattern[str]]
    excused: dict[bool, re.Pattern[str]]


_WAYS = tuple(
    _Compiled(
        one.name,
        {True: re.compile(one.hints[0]), False: re.compile(one.hints[1])},
        {True: re.compile(one.chinese), False: re.compile(f"(?P<said>{one.english})")},
        {True: re.compile(one.in_chinese), False: re.compile(one.in_english)},
    )
    for one in _TENURES
)
_TITLE = {True: re.compile(_CHINESE_TITLE), False: re.compile(rf"\b{_ENGLISH_TITLE}")}


def judge_tenure(matched: Matched, states: Sequence[Place] = ()) -> Iterator[Finding]:
    """Yield the first case in which only one language says that an office is held no more, or not yet.

    Args:
        matched: A pair.
        states: Where either side names states, whose former officials these may be.
    """
    for way in _WAYS:
        for own, other in ((matched.chinese, matched.english), (matched.english, matched.chinese)):
            if not way.hint[own.is_chinese].search(own.text):
                continue
            said = way.said[own.is_chinese].search(_masked(own, states) if own.is_chinese else own.text)
            title = said and _TITLE[other.is_chinese].search(other.text)
            if said and title and not way.excused[other.is_chinese].search(other.text):
                yield _finding(
                    matched, way.name, (own, Span(*said.span("said"))), (other, Span(*title.span()))
                )
                return


def _masked(side: Side, states: Sequence[Place]) -> str:
    """Return the text of a side with a mark for each character of the names of states."""
    letters = list(side.text)
    for start, end in filter(None, map(side.span, states)):
        letters[start:end] = _NAMED * (end - start)
    return "".join(letters)


def _finding(matched: Matched, name: str, said: tuple[Side, Span], title: tuple[Side, Span]) -> Finding:
    here, there = (side.place(*span) for side, span in (said, title))
    is_source = said[0] is matched.source
    source, target = (here, there) if is_source else (there, here)
    return Finding(
        rule="entity",
        category="accuracy/mistranslation",
        # A translator may well add to 總統柯林頓 that he is a former one.
        severity=Severity.MAJOR if said[0].is_chinese else Severity.MINOR,
        confidence=_CONFIDENCE,
        message=f"{source.text} rendered as {target.text}",
        explanation=f"only the {'source' if is_source else 'target'} speaks of {name} of the office",
        source=(source,),
        target=(target,),
        pair=matched.pair,
        evidence=(("said", name),),
    )
