"""Words that stand for a name: pronouns, offices, what sort of thing it is."""

from __future__ import annotations

import re

_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|it|its|they|them|their)\b|[他她它牠該该]", re.IGNORECASE)
_PERSON = {
    False: re.compile(
        r"\b(?:he|she|him|her|his|hers|they|them|their|who|I|we|my|our|you|president|premier|minister|secretary|"
        r"leader|chair(?:man|woman)?|chief|head|director|boss|ruler|officials?|officers?|spokes\w+|expert|analyst|"
        r"researcher|man|woman|author|professor|general|commander|ambassador|governor|mayor|senator|king|queen|pope|"
        r"latter|former)\b",
        re.IGNORECASE,
    ),
    True: re.compile(
        "[他她我你您其该該]|本人|自己|前者|后者|後者|總統|总统|總理|总理|主席|領導人|领导人|領袖|领袖|部長|部长|局長|局长|"
        "大使|州長|州长|市長|市长|議員|议员|官員|官员|发言人|發言人|专家|專家|作者|教授|首相|國王|国王|女王|教宗|教皇|将军|將軍"
    ),
}
# English words for a thing, and Chinese ones that they may render: where the Chinese has one of those, it is
# that which the English word stands for.
_THINGS = tuple(
    (re.compile(rf"\b(?:{english})\b", re.IGNORECASE), re.compile(chinese))
    for english, chinese in (
        ("its?|they|them|their|theirs", "[它牠其该該此]"),
        (
            r"here|there(?! (?:is|are|was|were|has|have|had|will|would|may)\b)",
            "这里|這裡|那里|那裡|此地|当地|當地",
        ),
        ("we|our|ours", "我们|我們|我国|我國|咱"),
        (
            "domestic|domestically|national|nationwide|home",
            "国内|國內|全国|全國|本国|本國|境内|境內|国家|國家",
        ),
        ("local|locals|locally", "当地|當地|本地|地方"),
        ("countr(?:y|ies)|nations?", "国|國"),
        ("capital", "首都|首府|资本|資本|资金|資金"),
        ("cit(?:y|ies)|town", "市|城|镇|鎮"),
        (r"(?:the|this|that) (?:\w+ )?states?", "州|国|國|状态|狀態"),
        ("province|provincial", "省"),
        ("region|area|county|territory|district", "区|區|地|县|縣"),
        ("island", "岛|島"),
        ("compan(?:y|ies)|firms?|corporation", "公司|企业|企業|厂|廠|业者|業者"),
        (
            "group|organi[sz]ation|body|bloc|alliance|agency",
            "集团|集團|组织|組織|机构|機構|联盟|聯盟|团体|團體|署|局",
        ),
        ("party", "党|黨|方"),
        ("bank", "银行|銀行|央行"),
        ("school|university|college", "学|學|校"),
        ("newspaper|paper|outlet", "报|報|媒"),
        ("government|authorities|administration", "政府|当局|當局|政权|政權"),
        (
            "regime|junta|military|army|forces|troops|militants?|rebels?",
            "政权|政權|军|軍|部队|部隊|武装|武裝|叛",
        ),
        (
            "missiles?|jets?|aircraft|ships?|vessels?|submarines?|systems?|weapons?",
            "弹|彈|机|機|舰|艦|船|艇|系统|系統|武器",
        ),
    )
)
_THING_IN_CHINESE = re.compile(
    "[它牠其该該我此]|本[国國市省州岛島土地]|[当當]地|[国國境][内內]|[两兩三雙双各][国國方岸地]|前者|后者|後者|[这這那](?:[个個座家])|"
    "首[都府]|央行|軍方|军方|當局|当局|政府|政權|政权|集團|集团|組織|组织|機構|机构|聯盟|联盟|公司|企業|企业|业者|業者"
)


def has_pronoun(text: str) -> bool:
    """Return whether a text of either language has a pronoun for a person or a thing."""
    return bool(_PRONOUN.search(text))


def has_stand_in(text: str, opposite: str, *, person: bool, chinese: bool) -> bool:
    """Return whether a word of `text` may stand for a name that `opposite`, its translation, has.

    Args:
        text: A side without the name, in Chinese if `chinese`.
        opposite: The other side, with the name left out.
        person: Whether it is a person's name.
        chinese: Whether `text` is Chinese.
    """
    if person:
        # "President" stands for office and name together, so that what else names the office says nothing.
        return bool(_PERSON[chinese].search(text))
    if chinese:
        return bool(_THING_IN_CHINESE.search(text))
    return any(here.search(text) and not there.search(opposite) for here, there in _THINGS)
