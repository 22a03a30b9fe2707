"""Names in Chinese that are in no list: foreign ones spelt by sound, persons by surname and surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from align.knowledge import cedict, glosses
from align.text import fold_chinese
from align.types import Span

# Characters that spell foreign names. Source: those that the tables of the Xinhua Agency (世界人名翻译大辞典)
# and the usage of Taiwan have for syllables, as folded, without those that stand in every second word.
SPELLING = (
    "阿埃艾安昂奥巴柏班邦鲍贝本比彼毕宾波伯博布查茨达戴丹道德登迪蒂丁顿多恩尔法凡菲费芬佛弗福夫盖甘冈戈格葛古瓜"
    "哈海汉豪赫亨胡华霍基吉加贾杰金喀卡坎康考柯科克肯库奎昆拉赖莱兰朗劳勒雷黎里理利莉列林琳留隆卢鲁路伦罗洛马玛迈"
    "曼梅门蒙孟米密明莫默姆穆纳奈南内尼涅宁纽诺努欧帕派潘庞佩彭皮平珀普齐奇乔切琼瑞萨塞赛桑瑟沙莎舍什圣施史舒斯司"
    "思松苏索塔泰坦汤特腾提廷图托瓦旺威韦维温沃乌武伍西希锡谢辛休许雅亚扬耶叶伊以因约扎札詹佐兹祖滕堡塞绍斐娅妮娜"
    "丽蕾露茜薇丝黛琪瓜川喀孙贡杜冯翰宰珠摩墨蒂隆敦根伽迦岑昌聪厄费夸奎澳"
)
_SPELT = re.compile(f"[{SPELLING}]{{2,10}}(?:·[{SPELLING}]{{1,10}})*")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董袁潘蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔"
    "谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施牛樊葛邢安齐"
    "庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华"
    "喻祁房蒲滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边姬师仇栾隋"
)
# No given name has these.
_GIVEN = "[^\\W\\d_a-zA-Z的了着过在和与及或是有不这那我你他她它们个些并而但一二三四五六七八九十]"
_TITLE = (
    "总统|总理|主席|部长|副?局长|书记|市长|省长|县长|院长|校长|所长|主任|教授|博士|记者|秘书长|司令|将军|议员|法官|律师|医生|"
    "选手|队长|教练|导演|演员|作家|发言人|董事长|总经理|经理|总裁|首相|国王|大使|外长|防长|财长|村民|居民|队员|学者|专家|研究员"
)
_SAYS = (
    "表示|指出|认为|强调|介绍|告诉|透露|称|说|坦言|呼吁|宣布|得知|获悉|先生|女士|小姐|氏|教授|博士|总统|总理|主席|部长|局长|书记|"
    "院长|主任|团队|坚称|回忆|担任|当选|出任|上任|任职|出席|率|在接受|接受|对[^,。]{1,20}表示"
)
_PERSON = re.compile(
    f"(?:(?:(?<=[,。;、:“「(])|^)(?=.{{2,3}}(?:{_SAYS}))|(?:{_TITLE})(?=.{{2,3}}(?:{_SAYS}|[,、;。(])))"
    f"([{_SURNAMES}]{_GIVEN}{{1,2}})(?={_SAYS}|[,、;。(])"
)
# Words before the name of a person that need nothing behind it.
_BESIDE = re.compile(f"([让讓请請])([{_SURNAMES}]{_GIVEN}{{1,2}})")
_SPEAKER = re.compile(
    f"(?:(?<=[,。;:“「])|^)([{SPELLING}]{{2,6}})(?=表示|指出|认为|强调|称|说|坦言|呼吁|告诉|透露)"
)
_LEAST_SPELT = 3


class Spelt(NamedTuple):
    """A Chinese string that is likely a name; `person` if it is a person's in Chinese style."""

    span: Span
    text: str
    is_chinese_person: bool


def find_spelt(text: str) -> Iterator[Spelt]:
    """Yield what is likely a name by its characters, in any order; spans may overlap."""
    folded = fold_chinese(text)
    for pattern in (_SPELT, _SPEAKER):
        for match in pattern.finditer(folded):
            start, end = match.span(match.lastindex or 0)
            if (pattern is _SPEAKER or end - start >= _LEAST_SPELT) and _is_unknown(folded[start:end]):
                yield Spelt(Span(start, end), text[start:end], False)
    for match in _PERSON.finditer(folded):
        start, end = match.span(1)
        # What begins with a word is none: 任何 of 任何人.
        if next(glosses.load().cut(match[1])) == match[1][0]:
            yield Spelt(Span(start, end), text[start:end], True)
    for start, end in _find_beside(folded):
        yield Spelt(Span(start, end), text[start:end], True)


def _find_beside(folded: str) -> Iterator[tuple[int, int]]:
    for match in _BESIDE.finditer(folded):
        words = list(glosses.load().cut(folded[match.start() : match.end() + 2]))
        start, end = match.span(2)
        if words[:2] != [match[1], match[2][0]]:
            continue
        # A word that goes on beyond the name is none of it: 越來越.
        while end - start > 1 and end not in accumulate(map(len, words), initial=match.start()):
            end -= 1
        if end - start > 1:
            yield start, end


def goes_on(text: str, span: Span) -> bool:
    """Return whether what is spelt by sound goes on beyond a span of it: 卡特 of 卡特里."""
    folded = fold_chinese(text[max(0, span.start - 1) : span.end + 1])
    named = fold_chinese(text[slice(*span)])
    before, after = folded[: min(1, span.start)], folded[min(1, span.start) + len(named) :]
    if not all(char in SPELLING for char in named):
        return False
    return bool((before and before in SPELLING) or (after and after in SPELLING))


def _is_unknown(folded: str) -> bool:
    """Return whether a string is mostly no words of the dictionary."""
    known = glosses.load()
    alone = 0
    for part in folded.split("·"):
        words = known.cut(part)
        alone += sum(len(word) for word in words if len(word) == 1 or cedict.load().is_name(word))
    return alone >= max(2, 0.6 * len(folded.replace("·", "")))
