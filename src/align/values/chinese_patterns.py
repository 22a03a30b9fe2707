"""The patterns by which numbers, and what stands before and after them, are found in Chinese."""

from __future__ import annotations

import re
from fractions import Fraction

from align.values.model import PRICE_PAID, Bound, Kind
from align.values.numerals import ARABIC, HAN_DECIMAL
from align.values.unit_table import SYMBOLS
from align.values.units import CHINESE_UNIT

# A unit that starts another word is none: 千瓦, 百分之, 萬事, 兆赫, 十字.
UNIT = (
    r"(?:亿|(?<=[\d一二三四五六七八九十百千万]) ?京(?![城都沪津])|十(?!字|足|全十美)|百(?!分[点比])"
    r"|千(?![瓦米克伏卡赫帕])|万(?!事|能)|兆(?![瓦赫帕位字]))"
)
# 數 after these ends a noun: 人數, 指數, 無數. 兩 at the end of a numeral is a tael: 二十兩.
HAN_DIGIT = (
    r"[零〇一二三四五六七八九几廿卅]|两(?=[百千万亿])|(?<![十百千万亿])两"
    r"|(?<![人次指无多大少参分半总户件例倍分基系函])数(?=[十百千万亿兆])"
)
COEFFICIENT = rf"(?:{ARABIC}|{HAN_DECIMAL}|(?:{HAN_DIGIT}){{1,12}})"
POWER = re.compile(r"10 ?的 ?(?P<exponent>\d{1,2}) ?次[方幂]")
SLASHED = re.compile(r"/(?P<bottom>[1-9]\d{0,2})(?![\d/])")
FORMAL = r"[壹贰叁肆伍陆柒捌玖][拾佰仟万亿兆][壹贰叁参肆伍陆柒捌玖拾佰仟万亿兆零]{0,30}+"
NUMERAL = re.compile(
    rf"{FORMAL}|(?:{COEFFICIENT}|(?={UNIT}))(?:(?:(?<=\d) ?[多余来]? ?|[多余来]?){UNIT}(?:零? ?{ARABIC}"
    rf"(?! ?[年月日号时点])|(?:{HAN_DIGIT}){{1,12}})?){{0,12}}"
)

AFTER = re.compile(
    r" ?(?P<more>[多余几来](?![自源])(?=.))? ?"
    r"(?:(?P<point>个?百分点)|(?P<basis>个?基点)|(?P<percent>%)|(?P<mille>‰)"
    r"|个半(?P<andhalf>月|小时|钟头|星期|礼拜|世纪)"
    r"|(?P<tithe>成(?!不变|[员立功果长本熟就交人为了都绩]))(?:(?P<tenth>[一二三四五六七八九])"
    r"(?![成十百千万亿年个])|(?P<half>半))?"
    r"|(?P<discount>折(?![扣断射磨腾合]))|(?P<times>倍)(?P<halftimes>半)?"
    rf"|(?P<unit>{CHINESE_UNIT})(?P<halfunit>半)?)"
)
MORE = re.compile(" ?[多余]")
OF = re.compile(rf" ?分之 ?(?P<top>{NUMERAL.pattern})")

# Counted things follow a numeral that is a word of its own; 一帶, 三星, 四川, 五角 have none of these.
CLASSIFIER = re.compile(
    r"[多余来]?(?:[个名位人国次场家座所艘架枚项条件种类辆台颗发批支张份届轮步岁代章款组队起例间处户口匹头只双对套部门州省市县洲楼"
    r"篇本册句字词票股笔弹声遍趟回番两村校院杆栋层级期段阶版集幅克吨米亩元块桶瓶箱包点%天周年日月季秒胎女男子兄姐弟连冠]"
    rf"|{CHINESE_UNIT}|[至到~-](?:{COEFFICIENT}|{UNIT}))"
)
# Words that a numeral and a classifier make by chance or as an idiom.
IDIOM = re.compile(
    r"一[个名位人国次场家座所项条件种类批部级期日天年月时代回起处口头本样张块点段份轮届套带些]"
    r"|两(?:[岸国会制侧]|口子)"
    r"|三(?:[星亚峡军农权部曲明沙国]|角|番两次|K党|文治)|四(?:[川处海周]|面八方|季)|五(?:[角四环台星]"
    r"|花八门|角大厦)"
    r"|六(?:[四合安]|扇门)|七(?:夕|上八下)|八(?:[卦路方仙]|达岭)|九(?:[江州寨]|一[一八]|二共识)"
    r"|十(?:[分字堰足]|月革命|全十美)"
    r"|百(?:[姓货科度年]|分)|千(?:[方古秋]|万(?!.?[元吨人名]))|万(?:[一分事岁圣]|里)|(?:二|两)者|二手"
    r"|二胎|三胎|七国集团|八国联军|[九十]段线"
)
LONG_IDIOM = re.compile(
    "三七二十一|一五一十|十一段线|二十四节气|三十六计|九九八十一|七十二变|十八般|一[二两]三[四五]|二二八|三一一|一二八|九二一"
)
BEFORE = re.compile(
    r"(?:(?P<about>大约|大概|约莫|约|估计|近乎)|(?P<below>将近|接近|近|不到|不足|未达|未满|低于|少于|不及"
    r"|最多|至多|不超过)"
    r"|(?P<over>超过|超出|超|逾|至少|最少|突破|高于|多于|大于|不少于|不下|上看|上|破|过|满)) ?$"
)
BEHIND = re.compile(
    r" ?(?:人|名|个|元|美元)? ?(?:(?P<about>左右|上下|前后)|(?P<over>以上|之多|出头|有余)|(?P<below>以下"
    r"|以内))"
)
GROWTH = re.compile(
    r"(?:(?P<sure>增加|增长|成长|上涨|上升|提高|提升|扩大|飙升|飙涨|暴涨|暴增|激增|猛增|增|涨)"
    r"|(?P<open>高|多|快|大|高出|多出|超出))"
    r"幅?(?:了|逾|超过|近|约|将近|超|出|达|至少){0,2} ?$"
)
NEGATIVE = re.compile(r"(?:零下|负) ?$|(?:^|[\s(:：,，是为至到])-$")
# A fall of 2.3 percent is growth of -2.3 percent.
FALL = re.compile(r"[降跌减缩退滑挫](?:幅|少|低|落|至|了|为|达|约|近|逾|超过){0,3} ?$")
# A currency before the figure, and what may stand between them: 新台币约 20 亿元.
_PREFIXES = {
    "人民币": "CNY",
    "新台币": "TWD",
    "台币": "TWD",
    "港币": "HKD",
    "美金": "USD",
    "日币": "JPY",
    "韩币": "KRW",
}
SYMBOL_NAMES = SYMBOLS | _PREFIXES
SYMBOL = re.compile(
    rf"({'|'.join(sorted(map(re.escape, SYMBOLS), key=len, reverse=True))}|{'|'.join(_PREFIXES)})"
    r"(?P<gap> ?(?:约|近|逾|超过|将近|上看|高达|达|共|至少|不到|不足|超)?) ?$"
)
DEGREES = re.compile(r"(?:(摄氏)|华氏)(?:约|近|逾|超过|高达|达)? ?$")
# A step of the central bank's rate is a quarter of a point.
RATE_STEP = re.compile(
    r"(?:息|[上下]调|调[升降高低])(?:了|约)? ?(?P<steps>[半一二两三四五六七八九1-9]) ?码(?![头流])"
)
ONE_IN = re.compile(
    r"每 ?(?P<of>\d{1,4}|[二两三四五六七八九十百千]{1,4}) ?[个名位家户件款艘架]?[\u4e00-\u9fff]{0,6}?[,，]?"
    r"(?:就|便|即|约|大约)?有(?:近|约|超过)?"
    r" ?(?P<top>\d{1,3}|[一两三四五六七八九十]{1,3}) ?[个名位人家户件款艘架]"
)
COUNTLESS = re.compile(r"数以(?P<by>[十百千]?[万亿]|[十百千])计")
DISCOUNT = re.compile(r"[一二三四五六七八九]{2}折")
# What 百万, 千万 and the like count without a figure before them.
CROWD = re.compile(r"大军|雄师|军民|人口|民众|居民|难民|移民|平民|用户|士兵|劳工|家庭|人")
# What grades ships and the like: 千噸級.
GRADE = re.compile(r"(?:公?吨|公里|瓦)级")
RANGE = re.compile(r" ?(?:至|到|~|～|-|–|—|或|、) ?")

# 半 starts a word of its own before these, and adds to a number after those.
_NO_HALF = "(?![年个数百世岛导天小公月价生])"
_COUNTED = r"[一二两三四五六七八九十个\d]"
# Fixed words, each a value by itself.
WORDS: tuple[tuple[str, Fraction, Fraction, Kind, Bound, str], ...] = (
    (
        "(?<![一二两三四五六七八九十大上下前后过另])一半(?!导)",
        Fraction(1, 2),
        Fraction(1, 2),
        Kind.FRACTION,
        Bound.EXACT,
        "",
    ),
    (
        "(?:(?<=[不未没难])|(?<=[没未][有能]))过半",
        Fraction(1, 2),
        Fraction(1, 2),
        Kind.FRACTION,
        Bound.BELOW,
        "",
    ),
    ("过半|大半|半数以上|一大半", Fraction(1, 2), Fraction(1), Kind.FRACTION, Bound.AT_LEAST, ""),
    ("半数|减半|对半|腰斩", Fraction(1, 2), Fraction(1, 2), Kind.FRACTION, Bound.EXACT, ""),
    (
        "(?<![上下前后首多大一二两三四五六七八九十\\d])半年",
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
    ("翻三番|翻了三番", Fraction(8), Fraction(8), Kind.MULTIPLE, Bound.EXACT, ""),
    ("对折", Fraction(1, 2), Fraction(1, 2), Kind.PERCENT, Bound.EXACT, PRICE_PAID),
    (f"(?<=近)半{_NO_HALF}", Fraction(1, 2), Fraction(1, 2), Kind.FRACTION, Bound.BELOW, ""),
    (f"(?<=[逾超])半{_NO_HALF}", Fraction(1, 2), Fraction(1), Kind.FRACTION, Bound.AT_LEAST, ""),
    (
        f"(?<!{_COUNTED})半个?(?:小时|钟头)",
        Fraction(30),
        Fraction(30),
        Kind.MEASURE,
        Bound.EXACT,
        "minute",
    ),
    (f"(?<!{_COUNTED})半个月", Fraction(1, 2), Fraction(1, 2), Kind.MEASURE, Bound.EXACT, "month"),
    ("成倍|数倍|倍增", Fraction(2), Fraction(9), Kind.MULTIPLE, Bound.VAGUE, ""),
    ("成千上万", Fraction(1000), Fraction(10**6), Kind.COUNT, Bound.VAGUE, ""),
)
WORD = re.compile("|".join(f"({pattern})" for pattern, *_ in WORDS))
