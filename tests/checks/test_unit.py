"""Units and currencies that differ between the languages, and conversions that are right."""

import pytest

from align.checks import Context
from align.checks.number import check_number
from align.checks.unit import check_unit
from align.types import Severity, Tally
from tests.conftest import make_document, make_pair

WRONG = [
    # Chinese, English, words meant, words written, suggestion for the English
    ("相距三公里", "three miles apart", "三公里", "three miles", "three kilometres"),
    ("射程 300 公里", "a range of 300 miles", "300 公里", "300 miles", "300 kilometres"),
    ("罰款五億歐元", "a fine of $500 million", "五億歐元", "$500 million", "€500 million"),
    ("罚款5亿美元", "a fine of 500 million euros", "5亿美元", "500 million euros", "500 million US dollars"),
    ("新臺幣 20 億元", "2 billion yuan", "新臺幣 20 億元", "2 billion yuan", "2 billion New Taiwan dollars"),
    ("判刑十五年", "a 15-month sentence", "十五年", "15-month", "15-year"),
    ("庫存 440.9 公斤", "440.9 tonnes in stock", "440.9 公斤", "440.9 tonnes", "440.9 kilograms"),
    ("攝氏 40 度高溫", "a heat of 40°F", "攝氏 40 度", "40°F", "40°C"),
]


@pytest.mark.parametrize(("chinese", "english", "meant", "written", "suggestion"), WRONG)
def test_another_unit_is_one_finding_with_both_places(run, chinese, english, meant, written, suggestion):
    (finding,) = run(check_unit, (chinese, english))
    assert [place.text for place in finding.source] == [meant]
    assert [place.text for place in finding.target] == [written]
    assert finding.severity is Severity.MAJOR
    assert finding.suggestion == suggestion
    assert run(check_number, (chinese, english)) == []


@pytest.mark.parametrize(("chinese", "english"), [case[:2] for case in WRONG])
def test_it_is_found_alike_when_english_is_the_source(run, chinese, english):
    (finding,) = run(check_unit, (english, chinese), reverse=True)
    assert finding.severity is Severity.MAJOR


def test_the_suggestion_in_chinese_keeps_the_script(run):
    (finding,) = run(check_unit, ("a fine of €500 million", "罰款五億美元"), reverse=True)
    assert finding.suggestion == "五億歐元"
    (finding,) = run(check_unit, ("a fine of €500 million", "罚款五亿美元"), reverse=True)
    assert finding.suggestion == "五亿欧元"


def test_the_evidence_names_both_units(run):
    (finding,) = run(check_unit, ("射程 300 公里", "a range of 300 miles"))
    assert finding.message == "300 公里 rendered as 300 miles"
    assert finding.explanation == "300 公里 counts kilometres; the English has miles"
    assert dict(finding.evidence) == {"source_unit": "km", "target_unit": "mile"}


def test_a_wrong_conversion_is_told_with_the_right_one(run):
    (finding,) = run(check_unit, ("射程 300 公里", "a range of 386 miles"))
    assert finding.explanation == "300 公里 = 186 miles; the English has 386 miles"
    assert run(check_number, ("射程 300 公里", "a range of 386 miles")) == []


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("射程 300 公里", "a range of 186 miles"),
        ("射程 300 公里", "a range of about 190 miles"),
        ("射程 500 公里", "a range of 300 miles"),
        ("攝氏 40 度", "104 degrees Fahrenheit"),
        ("氣溫 40 度", "104 degrees"),
        ("升溫攝氏 1.5 度", "2.7 degrees Fahrenheit warmer"),
        ("重 10 公斤", "weighing 22 pounds"),
        ("占地 15 畝", "one hectare in size"),
        ("200 萬千瓦", "2 gigawatts"),
        ("20 百萬瓦", "20 MW"),
        ("深 30 公尺", "98 feet deep"),
        ("30 公里(約 18.6 英里)", "30 kilometres (18.6 miles)"),
        ("90 天", "three months"),
        ("一個半月", "six weeks"),
        ("72 小時", "three days"),
    ],
)
def test_a_right_conversion_passes(run, chinese, english):
    for check in (check_unit, check_number):
        assert run(check, (chinese, english)) == []
        assert run(check, (english, chinese), reverse=True) == []


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("500 元", "500 yuan"),
        ("500 元", "NT$500"),
        ("500 元", "HK$500"),
        ("新台幣 500 元", "500 dollars"),
        ("500 美元", "$500"),
        ("500 澳元", "$500"),
        ("5 萬歐元的罰款,其中 3 萬元緩繳", "a fine of €50,000, of which €30,000 is suspended"),
        ("100 億元", "$1.4 billion"),
        ("5 億英鎊", "500 million pounds"),
        ("10 億盧比", "1 billion Indian rupees"),
        ("10 億韓元", "1 billion won"),
        ("航速 20 節", "a speed of 20 knots"),
        ("發電 5 億度", "500 million kilowatt-hours"),
        ("三個月與三年", "three months and three years"),
        ("三年內增加三倍", "quadrupled in three years"),
        ("三十歲", "30 years old"),
        ("12 艘軍艦、12 架飛機", "12 warships and 12 aircraft"),
    ],
)
def test_a_word_without_country_agrees_with_what_it_may_stand_for(run, chinese, english):
    assert run(check_unit, (chinese, english)) == []
    assert run(check_unit, (english, chinese), reverse=True) == []


def test_yuan_against_the_currency_of_another_country_is_less_sure(run):
    (finding,) = run(check_unit, ("罰款 500 萬元", "a fine of 5 million roubles"))
    assert finding.confidence == 0.6


def test_the_tally_counts_units_of_the_source(terms):
    pairs = [make_pair("12 公里、140 家", "12 kilometres, 140 firms")]
    assert list(check_unit(pairs, Context(make_document(pairs), terms))) == [Tally("units", 1)]
