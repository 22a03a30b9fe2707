"""Which quantities of the two languages say the same."""

import pytest

from align.types import Language
from align.values import Likeness, compare, find_quantities, render


def only(text, language):
    (quantity,) = find_quantities(text, language)
    return quantity


@pytest.mark.parametrize(
    ("chinese", "english", "likeness"),
    [
        ("55 億美元", "$5.5 billion", Likeness.SAME),
        ("三成", "30 percent", Likeness.SAME),
        ("四成", "two-fifths", Likeness.EQUAL),
        ("八折", "20 percent", Likeness.EQUAL),
        ("增加兩倍", "tripled", Likeness.EQUAL),
        ("增加兩倍", "200 percent", Likeness.EQUAL),
        ("增加兩倍", "doubled", Likeness.DIFFERENT),
        ("二十年", "two decades", Likeness.EQUAL),
        ("一年半", "18 months", Likeness.EQUAL),
        ("30%", "30 of", Likeness.NUMERAL),
        ("4,187 人", "4,200 people", Likeness.ROUNDED),
        ("417.8萬", "4.18 million", Likeness.ROUNDED),
        ("410 人", "400 people", Likeness.DIFFERENT),
        ("410 人", "about 400 people", Likeness.ROUNDED),
        ("數十人", "dozens", Likeness.ROUNDED),
        ("40餘年", "45 years", Likeness.ROUNDED),
        ("40餘年", "more than 45 years", Likeness.DIFFERENT),
        ("40餘年", "more than 40 years", Likeness.ROUNDED),
        ("2.3 個百分點", "2.3 percent", Likeness.POINTS_FOR_PERCENT),
        ("5萬", "5,000", Likeness.DIFFERENT),
    ],
)
def test_likeness_is_mutual(chinese, english, likeness):
    a, b = only(chinese, Language.ZH_HANT), only(english, Language.EN)
    assert compare(a, b) is compare(b, a) is likeness


@pytest.mark.parametrize(
    ("chinese", "english", "expected"),
    [
        ("55 億美元", "$55 billion", "$5.5 billion"),
        ("三成", "3 percent", "30 percent"),
        ("三成", "3%", "30%"),
        ("2.3 個百分點", "2.3 percent", "2.3 percentage points"),
        ("1 個百分點", "1 percent", "1 percentage point"),
        ("440.9 公斤", "404.9 kilograms", "440.9 kilograms"),
        ("3 年", "five-year", "three-year"),
        ("數十人", "hundreds", ""),
    ],
)
def test_a_value_takes_the_style_of_the_place_it_goes_to(chinese, english, expected):
    value, place = only(chinese, Language.ZH_HANT), only(english, Language.EN)
    assert render(value, place, english, Language.EN) == expected


def test_a_value_is_written_in_chinese_style():
    value, place = only("$55 billion", Language.EN), only("5.5 億美元", Language.ZH_HANT)
    assert render(value, place, "5.5 億美元", Language.ZH_HANT) == "550億美元"
