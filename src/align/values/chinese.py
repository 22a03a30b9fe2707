"""Quantities as Chinese writes them: 3.2億, 三成六, 八折, 增加兩倍, 三分之一, 百分點, 數十萬, 逾兩百名."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from align.types import Span
from align.values import dates_chinese
from align.values.model import PRICE_PAID, Bound, Kind, Quantity
from align.values.numerals import ARABIC, MAX_NUMERAL, Numeral, parse_chinese
from align.values.scan import Atom, Taken, join_ranges
from align.values.unit_table import SYMBOLS
from align.values.units import CHINESE, CHINESE_UNIT, kind_of

# A unit that starts another word is none: 千瓦, 百分之, 萬事, 兆赫, 十字.
_UNIT = (
    r"(?:亿|(?<=[\d一二三四五六七八九十百千万]) ?京(?![城都沪津])|十(?!字|足|全十美)|百(?!分[点比])"
    r"|千(?![瓦米克伏卡赫帕])|万(?!事|能)|兆(?![瓦赫]))"
)
# 數 after these ends a noun: 人數, 指數, 無數. 兩 at the end of a numeral is a tael: 二十兩.
_HAN_DIGIT = (
    r"[零〇一二三四五六七八九几廿卅]|两(?=[百千万亿])|(?<![十百千万亿])两"
    r"|(?<![人次指无多大少参分半总户件例倍分基系函])数(?=[十百千万亿兆])"
)
_COEFFICIENT = rf"(?:{ARABIC}|(?:{_HAN_DIGIT}){{1,12}}+)"
_POWER = re.compile(r"10 ?的 ?(?P<exponent>\d{1,2}) ?次[方幂]")
_SLASHED = re.compile(r"/(?P<bottom>[1-9]\d{0,2})(?![\d/])")
_FORMAL = r"[壹贰叁肆伍陆柒捌玖][拾佰仟万亿兆][壹贰叁参肆伍陆柒捌玖拾佰仟万亿兆零]{0,30}+"
_NUMERAL = re.compile(
    rf"{_FORMAL}|(?:{_COEFFICIENT}|(?={_UNIT}))(?:[多余来]?(?:(?<=\d) )?{_UNIT}(?:(?: ?{ARABIC}"
    rf"|(?:{_HAN_DIGIT}){{1,12}}+)(?! ?[年月日号时点]))?){{0,12}}+"
)

_AFTER = re.compile(
    r" ?(?P<more>[多余几来](?![自源])(?=.))? ?"
    r"(?:(?P<point>个?百分点)|(?P<basis>个?基点)|(?P<percent>%)"
    r"|(?P<tithe>成(?![员立功果长本熟就交人为了都绩]))(?:(?P<tenth>[一二三四五六七八九])"
    r"(?![成十百千万亿年个])|(?P<half>半))?"
    r"|(?P<discount>折(?![扣断射磨腾合]))|(?P<times>倍)(?P<halftimes>半)?"
    rf"|(?P<unit>{CHINESE_UNIT})(?P<halfunit>半)?)"
)
_MORE = re.compile(" ?[多余]")
_OF = re.compile(rf" ?分之 ?(?P<top>{_NUMERAL.pattern})")

# Counted things follow a numeral that is a word of its own; 一帶, 三星, 四川, 五角 have none of these.
_CLASSIFIER = re.compile(
    r"[多余来]?(?:[个名位人国次场家座所艘架枚项条件种类辆台颗发批支张份届轮步岁代章款组队起例间处户口匹头只双对套部门州省市县洲楼"
    r"篇本册句字词票股笔弹声遍趟回番两村校院杆栋层级期段阶版集幅克吨米亩元块桶瓶箱包点%天周年日月季秒胎女男子兄姐弟连冠]"
    rf"|{CHINESE_UNIT}|[至到~-](?:{_COEFFICIENT}|{_UNIT}))"
)
# Words that a numeral and a classifier make by chance or as an idiom.
_IDIOM = re.compile(
    r"一[个名位人国次场家座所项条件种类批部级期日天年月时代回起处口头本样张块点段份轮届套带些]"
    r"|两(?:[岸国会制侧]|口子)"
    r"|三(?:[星亚峡军农权部曲明沙国]|角|番两次|K党|文治)|四(?:[川处海周]|面八方|季)|五(?:[角四环台星]"
    r"|花八门|角大厦)"
    r"|六(?:[四合安]|扇门)|七(?:夕|上八下)|八(?:[卦路方仙]|达岭)|九(?:[江州寨]|一[一八]|二共识)"
    r"|十(?:[分字堰足]|月革命|全十美)"
    r"|百(?:[姓货科度年]|分)|千(?:[方古秋]|万(?!.?[元吨人名]))|万(?:[一分事岁圣]|里)|(?:二|两)者|二手"
    r"|二胎|三胎|七国集团"
)
_BEFORE = re.compile(
    r"(?:(?P<about>大约|大概|约莫|约|估计|近乎)|(?P<below>将近|接近|近|不到|不足|未达|未满|低于|少于|不及"
    r"|最多|至多|不超过)"
    r"|(?P<over>超过|超出|超|逾|至少|最少|突破|高于|多于|大于|不少于|不下|上看|上|破|过|满|达)) ?$"
)
_BEHIND = re.compile(
    r" ?(?:人|名|个|元|美元)? ?(?:(?P<about>左右|上下|前后)|(?P<over>以上|之多|出头|有余)|(?P<below>以下"
    r"|以内))"
)
_GROWTH = re.compile(
    r"(?:(?P<sure>增加|增长|成长|上涨|上升|提高|提升|扩大|飙升|飙涨|暴涨|暴增|激增|猛增|增|涨)"
    r"|(?P<open>高|多|快|大|高出|多出|超出))"
    r"(?:了|逾|超过|近|约|将近|超|出|达|至少|幅达)? ?$"
)
_NEGATIVE = re.compile(r"(?:零下|负) ?$|(?:^|[\s(:：,，是为至到])-$")
_SYMBOL = re.compile(
    rf"({'|'.join(sorted(map(re.escape, SYMBOLS), key=len, reverse=True))}|人民币|新台币|港币) ?$"
)
_SYMBOL_NAMES = SYMBOLS | {"人民币": "CNY", "新台币": "TWD", "港币": "HKD"}
_RANGE = re.compile(r" ?(?:至|到|~|～|-|–|—|或|、) ?")

# Fixed words, each a value by itself.
_WORDS: tuple[tuple[str, Fraction, Fraction, Kind, Bound, str], ...] = (
    (
        "(?<![一二两三四五六七八九十大上下前后过另])一半(?!导)",
        Fraction(1, 2),
        Fraction(1, 2),
        Kind.FRACTION,
        Bound.EXACT,
        "",
    ),
    ("过半|大半|半数以上|一大半", Fraction(1, 2), Fraction(1), Kind.FRACTION, Bound.AT_LEAST, ""),
    ("半数|减半|对半", Fraction(1, 2), Fraction(1, 2), Kind.FRACTION, Bound.EXACT, ""),
    (
        "(?<![上下前后多大一二两三四五六七八九十\\d])半年",
        Fraction(6),
        Fraction(6),
        Kind.MEASURE,
        Bound.EXACT,
        "month",
    ),
    (
        "(?<![一二两三四五六七八九十\\d])半个?世纪",
        Fraction(50),
        Fraction(50),
        Kind.MEASURE,
        Bound.EXACT,
        "year",
    ),
    ("翻倍|翻番|翻一番|加倍|翻了?一倍", Fraction(2), Fraction(2), Kind.MULTIPLE, Bound.EXACT, ""),
    ("翻两番|翻了两番", Fraction(4), Fraction(4), Kind.MULTIPLE, Bound.EXACT, ""),
    ("成倍|数倍|倍增", Fraction(2), Fraction(9), Kind.MULTIPLE, Bound.VAGUE, ""),
    ("成千上万", Fraction(1000), Fraction(10**6), Kind.COUNT, Bound.VAGUE, ""),
)
_WORD = re.compile("|".join(f"({pattern})" for pattern, *_ in _WORDS))


class _Unit(NamedTuple):
    """What follows a numeral: where it ends, what it makes of the value."""

    end: int
    kind: Kind
    unit: str = ""
    also: tuple[Fraction, ...] = ()


def scan(text: str) -> Iterator[Quantity]:
    """Yield the quantities of folded, Simplified `text` in order."""
    taken = [value.span for value in dates_chinese.scan(text, None) if not value.weak]
    words = [_fixed(match) for match in _WORD.finditer(text)]
    atoms = [Atom(word) for word in words]
    busy = Taken([*taken, *(word.span for word in words)])
    position = 0
    while match := _NUMERAL.search(text, position):
        position = max(match.end(), match.start() + 1)
        if len(match[0]) <= MAX_NUMERAL and not busy.overlaps(*match.span()):
            atom = _read(text, match)
            if atom:
                atoms.append(atom)
                position = max(position, atom.quantity.span.end)
    atoms.sort(key=lambda atom: atom.quantity.span)
    yield from join_ranges(atoms, lambda a, b: _is_range(text, a, b))


def _is_range(text: str, first: Atom, second: Atom) -> bool:
    gap = text[first.quantity.span.end : second.quantity.span.start]
    if len(gap) > 4 or not _RANGE.fullmatch(gap):
        return False
    # 7、8起 names two neighbours; 20%、30% lists.
    return gap.strip() not in ("、", "或") or (
        first.bare and second.quantity.low - first.quantity.low == second.scale
    )


def _fixed(match: re.Match[str]) -> Quantity:
    _, low, high, kind, bound, unit = _WORDS[(match.lastindex or 1) - 1]
    span = Span(*match.span())
    return Quantity(span, span, low, high, kind, unit, bound, spelled=True)


def _read(text: str, match: re.Match[str]) -> Atom | None:
    start, end = match.span()
    numeral = parse_chinese(match[0].replace(" ", ""))
    if numeral is None or _is_code(text, start, end):
        return None
    if fraction := _OF.match(text, end):
        return _fraction(text, match, numeral, fraction)
    if slashed := _SLASHED.match(text, end):
        return _slashed(match, numeral, slashed)
    if power := _POWER.match(text, start):
        span = Span(*power.span())
        value = Fraction(10 ** int(power["exponent"]))
        return Atom(Quantity(span, span, value, value))
    ordinal = text[max(0, start - 2) : start].rstrip().endswith("第")
    before = text[max(0, start - 6) : start]
    behind = _AFTER.match(text, end)
    digits = any(c.isdecimal() for c in match[0])
    if not (digits or ordinal or _is_number_word(text, match, numeral, before)):
        return None
    if ordinal:
        span = Span(text.rfind("第", 0, start), end)
        return Atom(Quantity(span, Span(start, end), *numeral[:2], Kind.ORDINAL, spelled=not digits))
    return _measured(text, match, numeral, behind)


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether the digits belong to a name in Latin letters: S-400, G7, 5G."""
    before = text[max(0, start - 2) : start]
    if before and (_is_latin(before[-1]) or (before[-1] in "-." and before[:-1].isalpha()) or before == "9/"):
        return text[max(0, start - 3) : start] not in ("RMB", "USD", "EUR", "CNY", "HKD", "NTD")
    return (
        bool(re.match(r"[A-Z](?![A-Za-z])(?!\$)|[/·.]1[01](?!\d)", text[end : end + 4]))
        and text[start:end].isdecimal()
    )


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_number_word(text: str, match: re.Match[str], numeral: Numeral, before: str) -> bool:
    """Whether Chinese numerals without a digit count something, rather than spell a word."""
    start, end = match.span()
    word = match[0]
    after = _AFTER.match(text, end)
    if after and after["halfunit"]:
        return True
    if _IDIOM.match(text, start) and len(word) <= 2:
        return False
    counted = after is not None or _CLASSIFIER.match(text, end) is not None
    if not numeral.coefficient and word[0] != "十":
        # 百 and 千萬 without a digit count after 上, 近, 逾, before 餘, or before a unit.
        more = _MORE.match(text, end) is not None
        return more or _BEFORE.search(before) is not None or bool(after and after["unit"] and len(word) > 1)
    if len(word) == 1 or word in ("十一", "十三", "二十") or numeral.low == numeral.high == 1:
        return (counted and numeral.low != 1) or bool(after and not after["unit"])
    if word.isalpha() and all(c in "零〇一二三四五六七八九两" for c in word):
        return counted and len(word) == 2
    return True


def _slashed(match: re.Match[str], top: Numeral, slashed: re.Match[str]) -> Atom | None:
    """Read 1/3; 9/11 and 24/7 are names."""
    bottom = int(slashed["bottom"])
    if not top.low < bottom or (int(top.low), bottom) == (9, 11):
        return None
    span = Span(match.start(), slashed.end())
    return Atom(Quantity(span, span, top.low / bottom, top.low / bottom, Kind.FRACTION))


def _fraction(text: str, match: re.Match[str], bottom: Numeral, fraction: re.Match[str]) -> Atom | None:
    top = parse_chinese(fraction["top"].replace(" ", ""))
    if top is None or not bottom.low or bottom.low != bottom.high:
        return None
    span = Span(match.start(), fraction.end())
    digits = any(c.isdecimal() for c in text[span.start : span.end])
    value = top.low / bottom.low, top.high / bottom.low
    bound = _bound(text, span, top)
    kind = Kind.PERCENT if bottom.low == 100 else Kind.FRACTION
    return Atom(Quantity(span, span, *value, kind, bound=bound, spelled=not digits))


def _measured(text: str, match: re.Match[str], numeral: Numeral, behind: re.Match[str] | None) -> Atom:
    start, end = match.span()
    low, high = numeral.low, numeral.high
    if (behind and behind["more"]) or _MORE.match(text, end):
        high += _open_place(numeral)
    if text[max(0, start - 1) : start] == "上" and not numeral.coefficient:
        high *= 10
    unit = _unit(text, start, low, behind) or _Unit(end, Kind.COUNT)
    low, high = (_to_unit(value, unit, behind) for value in (low, high))
    begin = start
    if symbol := _SYMBOL.search(text[max(0, start - 4) : start]):
        unit = _Unit(max(end, unit.end), Kind.MONEY, _SYMBOL_NAMES[symbol[1]])
        begin = start - len(symbol[0])
    if unit.kind is not Kind.ORDINAL and (sign := _NEGATIVE.search(text[max(0, begin - 3) : begin])):
        low, high, begin = -high, -low, begin - len(sign[0].lstrip(" (:：,，是为至到"))
    span = Span(begin, max(end, unit.end))
    spelled = not any(c.isdecimal() for c in match[0])
    bound = _bound(text, span, numeral)
    also = unit.also
    quantity = Quantity(span, Span(start, end), low, high, unit.kind, unit.unit, bound, spelled, also)
    return Atom(quantity, numeral.scale, unit.kind is Kind.COUNT)


def _open_place(numeral: Numeral) -> Fraction:
    """Return how far 多 opens a value upwards: 330多 to 340, 十餘 to 20, 3億多 to 4億."""
    if numeral.scale > 1:
        return Fraction(numeral.scale)
    value = numeral.high
    size = 10 if value >= 10 else 1
    while value >= size * 10 and value % (size * 10) == 0:
        size *= 10
    return Fraction(size)


def _unit(text: str, start: int, low: Fraction, behind: re.Match[str] | None) -> _Unit | None:
    if behind is None:
        return None
    if behind["point"] or behind["basis"]:
        return _Unit(behind.end(), Kind.POINT)
    if behind["percent"] or behind["tithe"]:
        return _Unit(behind.end(), Kind.PERCENT)
    if behind["discount"]:
        paid = low / 10 if low < 10 else low / 100
        return _Unit(behind.end(), Kind.PERCENT, PRICE_PAID, also=(1 - paid,))
    if behind["times"]:
        growth = _GROWTH.search(text[max(0, start - 8) : start])
        also = (low,) if growth and growth["open"] else ()
        return _Unit(behind.end(), Kind.MULTIPLE, "+" if growth else "", also)
    name = CHINESE[behind["unit"]]
    return _Unit(behind.end(), kind_of(name), name)


def _to_unit(value: Fraction, unit: _Unit, behind: re.Match[str] | None) -> Fraction:
    if behind is None:
        return value
    if behind["tithe"]:
        tenth = (
            "一二三四五六七八九".index(behind["tenth"]) + 1 if behind["tenth"] else 5 if behind["half"] else 0
        )
        return value / 10 + Fraction(tenth, 100)
    if behind["discount"]:
        return value / 10 if value < 10 else value / 100
    if behind["basis"]:
        return value / 10**4
    if unit.kind in (Kind.PERCENT, Kind.POINT):
        return value / 100
    if behind["times"]:
        # 增加兩倍 adds twice the value to what was there.
        return value + (1 if unit.unit == "+" else 0) + (Fraction(1, 2) if behind["halftimes"] else 0)
    return value + Fraction(1, 2) if behind["halfunit"] else value


def _bound(text: str, span: Span, numeral: Numeral) -> Bound:
    for match in (_BEFORE.search(text[max(0, span.start - 4) : span.start]), _BEHIND.match(text, span.end)):
        if match:
            return Bound.ABOUT if match["about"] else Bound.BELOW if match["below"] else Bound.AT_LEAST
    if _MORE.match(text, span.end) or re.search("[多余]", text[span.start : span.end]):
        return Bound.AT_LEAST
    return Bound.VAGUE if numeral.low != numeral.high else Bound.EXACT


_LOOSE = re.compile(rf"{ARABIC}|[零〇一二三四五六七八九十百千万亿两]{{1,12}}+")


def mentions(text: str) -> Iterator[Fraction]:
    """Yield every value that numerals of folded, Simplified `text` could be read as, names included."""
    for match in _NUMERAL.finditer(text):
        if numeral := parse_chinese(match[0].replace(" ", "")):
            yield numeral.low
            yield numeral.high
            if text[match.end() : match.end() + 1] == "成":
                yield numeral.low / 10
    for match in _LOOSE.finditer(text):
        if numeral := parse_chinese(match[0]):
            yield numeral.low
        elif len(match[0]) == 2:
            # 九二共識 names a year by its last two digits.
            figure = ["零一二三四五六七八九".find(c) for c in match[0]]
            yield from (Fraction(century + figure[0] * 10 + figure[1]) for century in (0, 1900, 2000))
    if "双" in text or "半" in text:
        yield from (Fraction(2), Fraction(1, 2))
