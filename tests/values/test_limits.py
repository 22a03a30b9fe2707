"""Which side of a figure its text means."""

import pytest

from align.types import Language
from align.values import find_quantities
from align.values.limits import Limit, find_limit

CASES = [
    # text, the figure with what limits it, which side
    ("獲逾九成債權人支持", "逾九成", Limit.ABOVE),
    ("超過新台幣 3 億元", "超過新台幣 3 億元", Limit.ABOVE),
    ("未超過 5%", "未超過 5%", Limit.BELOW),
    ("不得少於 30 人", "不得少於 30", Limit.ABOVE),
    ("不到四分之一", "不到四分之一", Limit.BELOW),
    ("至少要兩週", "至少要兩週", Limit.ABOVE),
    ("最高可處年營業額 3%", "最高可處年營業額 3%", Limit.BELOW),
    ("頂多三千人", "頂多三千", Limit.BELOW),
    ("跌破 150 日圓", "150 日圓", Limit.NONE),
    ("最高達 38 度", "38 度", Limit.NONE),
    ("三千人以上", "三千人以上", Limit.ABOVE),
    ("近三年", "三年", Limit.NONE),
    ("附近三人", "三", Limit.NONE),
    ("約五成", "五成", Limit.NONE),
    ("just under 90 percent", "under 90 percent", Limit.BELOW),
    ("no more than 40 ships", "no more than 40", Limit.BELOW),
    ("did not exceed 5%", "not exceed 5%", Limit.BELOW),
    ("no fewer than 40 ships", "no fewer than 40", Limit.ABOVE),
    ("well over US$3 billion", "over US$3 billion", Limit.ABOVE),
    ("two weeks at most", "two weeks at most", Limit.BELOW),
    ("30 percent or more", "30 percent or more", Limit.ABOVE),
    ("over 3 years", "3 years", Limit.NONE),
    ("a row over the $5bn deal", "$5bn", Limit.NONE),
    ("over the 5 years", "5 years", Limit.NONE),
    ("grew 3 percent and over the years shrank", "3 percent", Limit.NONE),
    ("about 50 people", "50", Limit.NONE),
]


@pytest.mark.parametrize(("text", "words", "limit"), CASES)
def test_limits(text, words, limit):
    language = Language.EN if text.isascii() else Language.ZH
    (quantity,) = find_quantities(text, language)
    found = find_limit(text, quantity, language)
    assert (found.limit, text[slice(*found.span)]) == (limit, words)
