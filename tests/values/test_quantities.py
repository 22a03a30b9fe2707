"""Quantities found in running text, in both languages."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.types import Language
from align.values import Bound, Kind, find_quantities, mentioned_values

_SIGNS = "0123456789,.%-–/() 一二三十百千萬億兆兩多餘成倍半折分之第零年月日號點個至到約近"
_MARKS = st.text(alphabet=_SIGNS + "twohundredmillion$€", max_size=60)


def read(text, language):
    """Return (text, kind, value or range) of every quantity."""
    return [
        (text[slice(*q.span)], q.kind.value, *map(str, dict.fromkeys((q.low, q.high))))
        for q in find_quantities(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("損失 55 億美元", [("55 億美元", "money", "5500000000")]),
        ("逾 1.4 兆美元", [("1.4 兆美元", "money", "1400000000000")]),
        ("１，５００人", [("１，５００", "count", "1500")]),
        ("約三成六", [("三成六", "percent", "9/25")]),
        ("一成半", [("一成半", "percent", "3/20")]),
        ("下滑 3 個百分點", [("3 個百分點", "percentage point", "3/100")]),
        ("百分之三點", [("百分之三", "percent", "3/100")]),
        ("千分之三", [("千分之三", "fraction", "3/1000")]),
        ("四分之三", [("四分之三", "fraction", "3/4")]),
        ("打八折", [("八折", "percent", "4/5")]),
        ("增加兩倍", [("兩倍", "multiple", "3")]),
        ("增幅逾兩倍", [("兩倍", "multiple", "3")]),
        ("五艘千噸級巡邏艦", [("五", "count", "5"), ("千噸", "measure", "1000")]),
        ("萬噸級驅逐艦", [("萬噸", "measure", "10000")]),
        ("漲幅近一倍", [("一倍", "multiple", "2")]),
        ("增長了超過一倍", [("一倍", "multiple", "2")]),
        ("是其兩倍", [("兩倍", "multiple", "2")]),
        ("增至三倍", [("三倍", "multiple", "3")]),
        ("產能翻一番", [("翻一番", "multiple", "2")]),
        ("一半以上", [("一半", "fraction", "1/2")]),
        ("為期半年", [("半年", "measure", "6")]),
        ("一年半", [("一年半", "measure", "3/2")]),
        ("2,000 至 2,500 人", [("2,000 至 2,500", "count", "2000", "2500")]),
        ("3到5億元", [("3到5億元", "money", "300000000", "500000000")]),
        ("三分之一至四成", [("三分之一至四成", "percent", "1/3", "2/5")]),
        ("百分之二十到三十", [("百分之二十到三十", "percent", "1/5", "3/10")]),
        ("三至五年", [("三至五年", "measure", "3", "5")]),
        ("7、8起", [("7、8", "count", "7", "8")]),
        ("兩百多名", [("兩百", "count", "200", "300")]),
        ("十餘艘", [("十", "count", "10", "20")]),
        ("數十人", [("數十", "count", "20", "90")]),
        ("上萬名", [("萬", "count", "10000", "100000")]),
        ("第三期", [("第三", "ordinal", "3")]),
        ("零下 20 度", [("零下 20 度", "measure", "-20")]),
        ("10 的 25 次方", [("10 的 25 次方", "count", str(10**25))]),
        ("1000萬千瓦", [("1000萬千瓦", "measure", "10000000")]),
        ("贰拾伍万元", [("贰拾伍万元", "money", "250000")]),
        ("二十兩銀子", [("二十", "count", "20")]),
        ("十五年徒刑", [("十五年", "measure", "15")]),
        ("百分之二點五", [("百分之二點五", "percent", "1/40")]),
        ("一點二億美元", [("一點二億美元", "money", "120000000")]),
        ("零點三個百分點", [("零點三個百分點", "percentage point", "3/1000")]),
        ("600 多萬名", [("600 多萬", "count", "6000000", "7000000")]),
        ("1萬零500", [("1萬零500", "count", "10500")]),
        ("百萬大軍", [("百萬", "count", "1000000")]),
        ("數以千計", [("數以千計", "count", "1000", "10000")]),
        ("七五折", [("七五折", "percent", "3/4")]),
        ("對折", [("對折", "percent", "1/2")]),
        ("近半受訪者", [("半", "fraction", "1/2")]),
        ("每五人就有一人", [("每五人就有一人", "fraction", "1/5")]),
        ("每十名受訪者有六名", [("每十名受訪者有六名", "fraction", "3/5")]),
        ("5‰", [("5‰", "percent", "1/200")]),
        ("升息一碼", [("一碼", "percentage point", "1/400")]),
        ("上調兩碼", [("兩碼", "percentage point", "1/200")]),
        ("半小時", [("半小時", "measure", "30")]),
        ("兩個半小時", [("兩個半小時", "measure", "5/2")]),
        ("一個半月", [("一個半月", "measure", "3/2")]),
        ("四分之一個世紀", [("四分之一個世紀", "measure", "25")]),
        ("增長率為-1.2%", [("-1.2%", "percent", "-3/250")]),
        ("翻三番", [("翻三番", "multiple", "8")]),
        ("前三季度", [("三季度", "measure", "3")]),
        ("2500 年歷史", [("2500 年", "measure", "2500")]),
        ("北京7.8万人", [("7.8万", "count", "78000")]),
    ],
)
def test_chinese(text, expected):
    assert read(text, Language.ZH_HANT) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一帶一路十分重要",
        "四川與三星",
        "一些人一直一致",
        "兩岸關係與三權分立",
        "五角大廈與八卦",
        "九一一事件",
        "萬一，千萬別忘了百姓",
        "S-400、G7、5G、F-16、殲-20、9/11",
        "2024 年 7 月 3 日上午 9 點",
        "自20世紀90年代以來",
        "半導體",
        "十月革命",
        "一名船長",
        "八國聯軍與九段線",
        "不管三七二十一、一五一十",
        "一成不變",
        "殲-20、東風-41",
        "十五日上午九時三十分",
        "昭和六十年",
    ],
)
def test_chinese_that_only_looks_like_numbers(text):
    assert read(text, Language.ZH_HANT) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a $55 billion charge", [("$55 billion", "money", "55000000000")]),
        ("US$5.5bn", [("US$5.5bn", "money", "5500000000")]),
        ("344 billion yuan", [("344 billion yuan", "money", "344000000000")]),
        ("30 Billion Yuan", [("30 Billion Yuan", "money", "30000000000")]),
        ("RMB 3,000, and", [("RMB 3,000", "money", "3000")]),
        ("about 36 percent", [("36 percent", "percent", "9/25")]),
        ("three percentage points", [("three percentage points", "percentage point", "3/100")]),
        ("25 basis points", [("25 basis points", "percentage point", "1/400")]),
        ("a fifth of", [("a fifth", "fraction", "1/5")]),
        ("two-fifths", [("two-fifths", "fraction", "2/5")]),
        ("one in five", [("one in five", "fraction", "1/5")]),
        ("nearly tripling", [("tripling", "multiple", "3")]),
        ("twofold", [("twofold", "multiple", "2")]),
        ("2,000 to 2,500 people", [("2,000 to 2,500", "count", "2000", "2500")]),
        ("3 to 5 million", [("3 to 5 million", "count", "3000000", "5000000")]),
        ("$3-5 billion", [("$3-5 billion", "money", "3000000000", "5000000000")]),
        ("15%-26%", [("15%-26%", "percent", "3/20", "13/50")]),
        ("between one-third and 40 percent", [("one-third and 40 percent", "percent", "1/3", "2/5")]),
        ("dozens of", [("dozens", "count", "12", "120")]),
        ("tens of thousands", [("tens of thousands", "count", "10000", "100000")]),
        ("a decade", [("a decade", "measure", "1")]),
        ("a year and a half", [("a year and a half", "measure", "3/2")]),
        ("a ten-year plan", [("ten-year", "measure", "10")]),
        ("minus 5 degrees", [("minus 5 degrees", "measure", "-5")]),
        ("the 20th", [("20th", "ordinal", "20")]),
        ("10^25 operations", [("10^25", "count", str(10**25))]),
        ("Two-thirds of", [("Two-thirds", "fraction", "2/3")]),
        ("Hundreds of", [("Hundreds", "count", "100", "1000")]),
        ("Three and a half years", [("Three and a half years", "measure", "7/2")]),
        ("half a billion dollars", [("half a billion dollars", "money", "500000000")]),
        ("two and a half trillion dollars", [("two and a half trillion dollars", "money", str(25 * 10**11))]),
        ("a million and a half", [("a million and a half", "count", "1500000")]),
        ("one-and-a-half times", [("one-and-a-half times", "multiple", "3/2")]),
        ("half a percentage point", [("half a percentage point", "percentage point", "1/200")]),
        ("a quarter point", [("a quarter point", "percentage point", "1/400")]),
        ("50 bps", [("50 bps", "percentage point", "1/200")]),
        ("20 percent off", [("20 percent off", "percent", "1/5")]),
        ("1 in 5", [("1 in 5", "fraction", "1/5")]),
        ("one of every three", [("one of every three", "fraction", "1/3")]),
        ("a quarter of a century", [("a quarter of a century", "measure", "25")]),
        ("the next decade", [("the next decade", "measure", "1")]),
        ("a fortnight", [("a fortnight", "measure", "2")]),
        ("the first three quarters", [("first", "ordinal", "1"), ("three quarters", "measure", "3")]),
        ("in his forties and in his 50s", [("in his 50s", "measure", "50", "60")]),
        ("scores of people", [("scores", "count", "20", "200")]),
        (
            "$1.5 trn, NT$ 20 bn",
            [("$1.5 trn", "money", str(15 * 10**11)), ("NT$ 20 bn", "money", str(2 * 10**10))],
        ),
        (".5 percent", [("5 percent", "percent", "1/200")]),
        ("one hectare", [("one hectare", "measure", "1")]),
        ("Article 4", [("4", "count", "4")]),
        ("1,630 crore rupees", [("1,630 crore rupees", "money", "16300000000")]),
        ("Rs 500 crore", [("Rs 500 crore", "money", "5000000000")]),
        ("Rs.500 crore", [("Rs.500 crore", "money", "5000000000")]),
        ("Rs 2-3 lakh", [("Rs 2-3 lakh", "money", "200000", "300000")]),
        ("₹500cr", [("₹500cr", "money", "5000000000")]),
        ("₹1,20,000 crore", [("₹1,20,000 crore", "money", str(12 * 10**11))]),
        ("1.5 lakh crore rupees", [("1.5 lakh crore rupees", "money", str(15 * 10**11))]),
        ("12,34,56,789", [("12,34,56,789", "count", "123456789")]),
        ("two lakh", [("two lakh", "count", "200000")]),
        ("12 lakhs", [("12 lakhs", "count", "1200000")]),
        ("five thousand crore", [("five thousand crore", "count", str(5 * 10**10))]),
        ("a crore and half a lakh", [("a crore", "count", "10000000"), ("half a lakh", "count", "50000")]),
        ("several lakh voters", [("several lakh", "count", "200000", "900000")]),
        ("thousands of crores", [("thousands of crores", "count", str(10**10), str(10**11))]),
        ("500 cr, a crore-based tale", [("500", "count", "500"), ("a crore", "count", "10000000")]),
    ],
)
def test_english(text, expected):
    assert read(text, Language.EN) == expected


@pytest.mark.parametrize(
    "text",
    [
        "G7, S-400, H20, F-16, 9/11, COVID-19, 5G, 4K, MI6, APT28",
        "one of them, no one, a man and an apple",
        "on March 5, 2024, at 9:30 a.m.",
        "in the 1990s and the twenty-first century",
        "the third quarter of 2025",
        "early 2023",
        "fiscal 2022, FY23, 3Q24, 1H 2024",
        "at 1800 GMT",
        "B-52s",
    ],
)
def test_english_that_only_looks_like_numbers(text):
    assert read(text, Language.EN) == []


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("約 300 人", Language.ZH_HANT, Bound.ABOUT),
        ("300 人左右", Language.ZH_HANT, Bound.ABOUT),
        ("近 300 人", Language.ZH_HANT, Bound.BELOW),
        ("逾 300 人", Language.ZH_HANT, Bound.AT_LEAST),
        ("300多人", Language.ZH_HANT, Bound.AT_LEAST),
        ("300 人", Language.ZH_HANT, Bound.EXACT),
        ("達 300 人", Language.ZH_HANT, Bound.EXACT),
        ("300-odd people", Language.EN, Bound.AT_LEAST),
        ("some 300 people", Language.EN, Bound.ABOUT),
        ("nearly 300 people", Language.EN, Bound.BELOW),
        ("more than 300 people", Language.EN, Bound.AT_LEAST),
        ("hundreds", Language.EN, Bound.VAGUE),
    ],
)
def test_how_far_a_number_is_meant(text, language, bound):
    assert [q.bound for q in find_quantities(text, language)] == [bound]


def test_a_range_keeps_its_ends_apart():
    (quantity,) = find_quantities("3 to 5 million yuan", Language.EN)
    assert [end.low for end in quantity.ends] == [3_000_000, 5_000_000]
    assert {end.kind for end in quantity.ends} == {Kind.MONEY}


def test_a_name_still_mentions_its_number():
    assert Fraction(20) in mentioned_values("the G20 summit", Language.EN)
    assert Fraction(1992) in mentioned_values("九二共識", Language.ZH_HANT)


@given(st.one_of(st.text(), _MARKS), st.sampled_from(Language))
def test_any_text_is_read_and_spans_lie_in_it_in_order(text, language):
    mentioned_values(text, language)
    spans = [quantity.span for quantity in find_quantities(text, language)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(st.integers(2, 10**14))
def test_a_figure_in_a_sentence_keeps_its_value(value):
    (english,) = find_quantities(f"It sold {value:,} of them.", Language.EN)
    (chinese,) = find_quantities(f"共售出 {value:,} 個。", Language.ZH_HANT)
    assert english.low == chinese.low == value


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("攝氏零下 5 度", Language.ZH_HANT, "celsius"),
        ("華氏 104 度", Language.ZH_HANT, "fahrenheit"),
        ("新台幣約 20 億元", Language.ZH_HANT, "TWD"),
        ("人民幣逾 3 億元", Language.ZH_HANT, "CNY"),
        ("美金 500 萬元", Language.ZH_HANT, "USD"),
        ("500 元", Language.ZH_HANT, "元"),
        ("12 浬", Language.ZH_HANT, "nautical mile"),
        ("200 百萬瓦", Language.ZH_HANT, "watt"),
        ("3nm 芯片", Language.ZH_HANT, "nm"),
        ("三坪", Language.ZH_HANT, "ping"),
        ("500 米格戰機", Language.ZH_HANT, ""),
        ("20 元首", Language.ZH_HANT, ""),
        ("30 °C", Language.EN, "celsius"),
        ("20 sq km", Language.EN, "km2"),
        ("5 pounds sterling", Language.EN, "GBP"),
        ("5 pounds", Language.EN, "pounds"),
        ("$5", Language.EN, "dollar"),
        ("US$5", Language.EN, "USD"),
        ("Rs. 5", Language.EN, "rupee"),
        ("PKR 5", Language.EN, "PKR"),
        ("38 bcm", Language.EN, "bcm"),
        ("50 rand", Language.EN, "ZAR"),
        ("12 RAND studies", Language.EN, ""),
        ("12 Li officials", Language.EN, ""),
    ],
)
def test_what_a_figure_counts(text, language, unit):
    assert [q.unit for q in find_quantities(text, language)] == [unit]


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "1",
            "1,111",
            "一",
            "三亿",
            "(",
            "1/",
            "twenty ",
            "百分之",
            "数",
            "a third ",
            "一点",
            "每十个人中有",
        ),
        *("上调一", "1 多", "half a ", "three and a ", "1 in ", "minus ", "down by a b "),
    ],
)
@pytest.mark.parametrize("language", [Language.ZH_HANT, Language.EN])
def test_a_long_text_is_read_in_linear_time(piece, language):
    find_quantities(piece * (100_000 // len(piece)), language)
