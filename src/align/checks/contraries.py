"""Phrases that contradict one another, which no pair of single words does: at the earliest, at the latest.

A phrase of one language contradicts one of the other only where neither says anything else that could stand
for it, so that no contexts are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.checks.words import Matched
from align.types import Finding, Severity, Span

_CONFIDENCE = 0.8
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
_UP = (
    r"\b(?:up|rose|ris\w+|grew|grow\w*|increas\w+|climb\w*|gain\w*|higher|more|surg\w+|jump\w*|expan\w+|"
    r"advanc\w+|rebound\w*|recover\w*|soar\w*|double\w*|above|over|against|dollar|greenback)\b"
)
_DOWN = (
    r"\b(?:down|fell|fall\w*|drop\w*|declin\w+|decreas\w+|shr[aiu]nk\w*|slump\w*|lower|less|loss\w*|"
    r"slid\w*|cut\w*|reduc\w+|contract\w*|plung\w+|los[et]\w*|dip\w*|fewer|below|under|slip\w*|tumbl\w+|"
    r"against|dollar|greenback)\b"
)
_BY = r" (?:by )?(?:about |around |nearly |almost |roughly |over |more than )?[$€£¥]?(?P<figure>\d[\d,.]*)"
_BY_CHINESE = r"[了逾约近达至少超过幅度为]{0,4} ?(?P<figure>\d[\d,.]*)"


class _Contrary(NamedTuple):
    """A Chinese phrase, an English one that contradicts it, and what in either language excuses that."""

    rule: str
    chinese: str
    english: str
    excused_in_chinese: str
    excused_in_english: str
    hint: str = ""
    """What the Chinese phrase always has, which is looked for first."""
    reach: int = 1000
    """How many characters before and behind the English phrase may excuse it."""


# A time follows: 最快要到明年, not 最快的列車.
_WHEN = "(?=[要可在于到也将得須须能会本预計计]{0,4}(?:\\d|[一二三四五六七八九十今明后本下年月周]))"
_EARLY = (
    r"\b(?:at the earliest|as early as|as soon as|no (?:earlier|sooner)|not (?:before|until)|earliest|"
    r"soonest|(?:fast|early|first|old)\w*)\b"
)
_LATE = r"\b(?:at (?:the )?latest|no later than|not later than)\b"
_SAME = (
    r"\b(?:the same (?:way|conclusion|view|ruling|verdict|result|direction|thing)|likewise|"
    r"identical(?:ly)?|in the same vein|similarly)\b"
)
_OPPOSITE = (
    r"\b(?:opposite|contrar\w+|revers\w+|other way|different\w*|conflict\w*|diverg\w*|contradict\w*|"
    r"contrast\w*|unlike|instead|convers\w+|otherwise|opposed|at odds|apart|disagree\w*|clash\w*|"
    r"if anything|far from)\b"
)
_TO_PROFIT = r"\b(?:return\w*|swung|swing\w*|turn\w*|back) (?:in)?to (?:a |the )?(?:profit\w*|black)\b"
_TO_LOSS = r"\b(?:return\w*|swung|swing\w*|turn\w*|back|fell|slid\w*) (?:in)?to (?:a |the )?(?:loss\w*|red)\b"
_BEGINNING = (
    r"\b(?:early (?:in )?(?:the |this |last |next )?(?:year\b|\d{4})|(?:start|beginning) of (?:the |"
    r"this |last |next )?"
    r"(?:year\b|\d{4}))"
)
_ENDING = (
    r"\b(?:late (?:in )?(?:the |this |last |next )?(?:year\b|\d{4})|(?:end|close) of (?:the |this |"
    r"last |next )?"
    r"(?:year\b|\d{4})|year-end\b|end-\d{4})"
)
_BOTH = "(?:两者|二者|双方|两国|两地|两家|两党|两岸|两人|两院|两军|两方)"
_LARGEST = (
    r"\bthe (?:(?:[a-z]+(?:'s|’s|s'|s’)|country|nation|single) )?(?:largest|biggest|greatest|highest|"
    r"fastest|oldest|newest|strongest|busiest|richest|poorest|longest|smallest|deepest|closest|lowest|best|worst|"
    r"most (?!of|recent)[a-z]+)\b"
)
_CONTRARIES = (
    _Contrary(
        "quantifier",
        "(?:唯一|惟一|独家)(?![^，。；,;]{0,12}之一)",
        r"\bone of (?:the|its|their|his|several|many|a few)\b",
        "之一|其中|数|几|众多|少数|多",
        r"\b(?:only|sole|solely|lone|alone|single|unique\w*|exclusive\w*|no other)\b",
    ),
    _Contrary(
        "quantifier",
        "(?<!分)之一",
        r"\b(?:the only|the sole|the lone|the single)\b",
        "唯一|惟一|独|仅|只|单|分之一",
        r"\b(?:one of|among|amongst|some of|part of)\b",
        hint="之一",
    ),
    _Contrary(
        "quantifier",
        "最[^，。；,;最]{1,16}(?<!分)之一",
        _LARGEST,
        "分之一|最[^，。；,;]{1,30}最|第一|居首|首位|[^一]之一.*之一",
        r"\b(?:one|among|amongst|some|rank\w*|top|leading|major|key|second|third|member|another|few)\b",
        hint="之一",
    ),
    _Contrary(
        "quantifier",
        f"{_BOTH}[^，。；,;不未没无]{{0,6}}?(?:皆|均|都)(?![不未没无非难拒反否])",
        r"\bneither\b",
        "[不未没无非难拒否免弃缺停禁]",
        r"\b(?:both|all|each|the two|every)\b",
    ),
    _Contrary(
        "quantifier",
        "几乎(?:没有?|无|从未|从不|毫无|不)",
        r"\b(?:no|none|never|nobody|nothing|not a single|not one)\b(?! longer| more| less| fewer| later)",
        "(?<!几乎)(?<!几乎从)(?<!几乎毫)[不未无没]",
        r"\b(?:almost|nearly|virtually|practically|hardly|scarcely|barely|few|little|next to|rarely|seldom|"
        r"all but|close to|essentially|effectively|near|largely|minimal)\b",
        hint="几乎",
    ),
    _Contrary(
        "date", f"最[快早]{_WHEN}", _LATE, "最[迟晚后]|至迟|不晚于|不迟于|[之以年月日周底末初]前", _EARLY
    ),
    _Contrary(
        "date",
        f"(?:最[迟晚]|至迟|不晚于|不迟于){_WHEN}",
        r"\b(?:at the earliest|no (?:earlier|sooner) than|as early as)\b",
        "最[快早先]|不早于|提[早前]|可能|或",
        rf"{_LATE}|\b(?:by|before|last|late\w*)\b",
    ),
    _Contrary(
        "direction",
        "相反|背道而驰|大相径庭|迥异",
        _SAME,
        "相同|同样|一致|一样|同一|类似|相似|雷同|亦然|也是如此|同理",
        _OPPOSITE,
    ),
    _Contrary(
        "direction",
        f"(?:减少|下降|下滑|下跌|衰退|萎缩|缩减|减|跌|降){_BY_CHINESE}",
        rf"\bup{_BY}",
        "[升增涨长高多扩扬加止]",
        _DOWN,
    ),
    _Contrary(
        "direction",
        f"(?:增加|成长|增长|上升|上涨|增|涨|升){_BY_CHINESE}",
        rf"\bdown{_BY}",
        "[减降跌滑缩少低衰负止]",
        _UP,
    ),
    _Contrary(
        "direction",
        "由盈转亏|转亏(?!为)|转盈为亏",
        _TO_PROFIT,
        "转亏为盈|由亏转盈|扭亏",
        r"\b(?:loss\w*|red|deficit)\b",
    ),
    _Contrary(
        "direction", "转亏为盈|由亏转盈|扭亏", _TO_LOSS, "由盈转亏|转盈为亏", r"\b(?:profit\w*|black)\b"
    ),
    _Contrary(
        "direction",
        "(?:减少|缩减|削减)(?:进口|出口|采购|购买|生产|供应|使用|投资|支出|订购)",
        r"\b(?:import|export|buy|produc|suppl|us|invest|purchas|order|spend)(?:e|s|es|ies|ing|ed)? more\b",
        "[增升涨]",
        r"\b(?:less|fewer|cut\w*|reduc\w*|down|lower\w*|no more)\b",
    ),
    _Contrary(
        "direction",
        "(?:增加|扩大)(?:进口|出口|采购|购买|生产|供应|使用|投资|支出|订购)",
        r"\b(?:import|export|buy|produc|suppl|us|invest|purchas|order|spend)(?:e|s|es|ies|ing|"
        r"ed)? (?:less|fewer)\b",
        "[减降缩]",
        r"\b(?:more|increas\w*|rais\w*|up|expand\w*|boost\w*|no (?:less|fewer))\b",
    ),
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
    _Contrary(
        "date",
        r"(?:年|\d)(?:底|末)",
        _BEGINNING,
        "年初|[^年]初|年中",
        _ENDING + r"|\b(?:december|winter|autumn|fall)\b",
    ),
    _Contrary(
        "date", "年初", _ENDING, "[底末晚]|年中", _BEGINNING + r"|\b(?:january|spring|new year|turn)\b"
    ),
    _Contrary(
        "negation",
        "未经(?!证实|查证|核实)|不经(?![意过营济])|没有经过|未获(?!得?利)|未得到|未征得",
        r"\b(?:following|after|with|upon|having (?:obtained|received|won|secured)) (?:[a-z'-]+ ){0,4}?"
        r"(?:reviews?|approval|consent|votes?|authori[sz]ation|permission|consultations?|debates?|"
        r"deliberations?|hearings?|trials?|notice|notification|licen[cs]es?|mandate|warrants?|endorsement|"
        r"agreement|go-ahead|ratification|blessing|scrutiny)\b",
        "(?<![未不已曾])经(?![济营验费常历理贸])|征得|获得",
        r"\b(?:without|no|not|never|un\w+|bypass\w*|absen\w+|lack\w*|before|circumvent\w*|skip\w*|"
        r"neither|nor|refus\w+|fail\w*|deni\w+|den(?:y|ying)|until|unless|pending|only)\b|n['’]t\b",
        reach=120,
    ),
    _Contrary(
        "quantifier",
        "(?:各(?=[占有出持得获付拥派设投捐分])|分别(?=[占有出持得获付]))(?!自为政|界)",
        r"\b(?:jointly|collectively|combined|in total|between them)\b",
        "合计|共计|总计|合共|共同|联合|一共|总共",
        r"\b(?:each|apiece|respectively|per|every|either|both)\b",
    ),
    _Contrary(
        "negation",
        "否认",
        r"\b(?:said|says)\b",
        "承认|表示|[称说]|证实|坦[承言]|宣布|指出|强调|回应|声明|认为|指控",
        r"\b(?:den(?:y\w*|ie[sd]|ials?)|not|no|never|refut\w*|reject\w*|dismiss\w*|rebut\w*|disput\w*|"
        r"repudiat\w*|disavow\w*|false|untrue|without|baseless|groundless|unfounded|nothing|none|"
        r"neither)\b|n['’]t\b",
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


def judge_contraries(matched: Matched, rule: str) -> Iterator[Finding]:
    """Yield a finding of a rule for each phrase with its contrary, and nothing like it, on the other side."""
    chinese, english = matched.chinese.text, matched.english.text
    for one in _CONTRARIES:
        if one.rule != rule or one.hint not in chinese or not (said := re.search(one.chinese, chinese)):
            continue
        written = re.search(one.english, english)
        if not written or _figure(said) != _figure(written) or re.search(one.excused_in_chinese, chinese):
            continue
        around = english[max(0, written.start() - one.reach) : written.end() + one.reach]
        if not re.search(one.excused_in_english, around):
            yield _finding(matched, rule, Span(*said.span()), Span(*written.span()))


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
