"""Currencies that are named without an amount."""

import pytest

from align.checks.number import check_number
from align.checks.unit import check_unit
from align.text import to_simplified
from align.types import Severity

WRONG = [
    ("盧布貶值", "The hryvnia weakened.", "盧布", "hryvnia"),
    ("人民幣升值", "The yen strengthened.", "人民幣", "yen"),
    ("以美元計價的債券", "euro-denominated bonds", "美元", "euro"),
    ("韓元走弱", "The yen weakened.", "韓元", "yen"),
    ("里拉崩跌", "The peso collapsed.", "里拉", "peso"),
    ("巴西里亞爾走強", "The Argentine peso strengthened.", "巴西里亞爾", "Argentine peso"),
    ("英鎊兌美元走低", "The euro fell against the dollar.", "英鎊", "euro"),
    ("以新台幣支付", "paid in Hong Kong dollars", "新台幣", "Hong Kong dollars"),
    ("印度盧比創新低", "The rupiah hit a record low.", "印度盧比", "rupiah"),
    ("盧布與美元", "roubles and euros", "美元", "euros"),
    ("港元與人民幣脫鉤", "The New Taiwan dollar is delinked from the yuan.", "港元", "New Taiwan dollar"),
    ("泰銖走貶", "The ringgit weakened.", "泰銖", "ringgit"),
    ("奈拉崩跌", "The cedi collapsed.", "奈拉", "cedi"),
]
RIGHT = [
    ("韓元走弱", "The won weakened."),
    ("英鎊走強", "The pound strengthened."),
    ("英鎊走強", "Sterling strengthened."),
    ("美元走強", "The greenback strengthened."),
    ("人民幣升值", "The yuan strengthened."),
    ("人民幣升值", "The renminbi strengthened."),
    ("人民幣升值", "China's currency rose against the dollar."),
    ("盧布貶值", "The ruble weakened."),
    ("披索貶值", "The Mexican peso weakened."),
    ("瑞郎避險", "safe-haven Swiss francs"),
    ("蘭特走低", "The rand fell."),
    ("贏得勝利", "They won the battle for the dollar."),
    ("他是個真正的人", "a real man with euros"),
    ("蘭德公司的報告", "RAND on the dollar"),
    ("國務卿盧比歐發言", "Secretary of State Rubio spoke of the dollar."),
    ("盧布爾雅那的美食", "the dollar in Ljubljana"),
    ("增加元件產量", "raise the output of euro components"),
    ("今日元首會晤", "Leaders met today over the dollar."),
    ("格蘭特說", "Grant spoke of the dollar."),
    ("克朗代克", "Klondike and the dollar"),
    ("以克朗計價", "priced in Czech korunas"),
    ("歐元區的通膨", "dollar inflation in the eurozone"),
    ("2024歐洲盃", "Euro 2024"),
    ("以本幣結算", "settled in yuan and roubles"),
    ("加幣走低", "The loonie fell, and the euro rose."),
    ("他付了3000盧布", "He paid in dollars."),
    ("元", "$"),
]


@pytest.mark.parametrize(("chinese", "english", "meant", "written"), WRONG)
@pytest.mark.parametrize("script", [str, to_simplified], ids=["hant", "hans"])
def test_another_currency_is_one_finding_with_both_places(run, chinese, english, meant, written, script):
    for reverse in (False, True):
        texts = (english, script(chinese)) if reverse else (script(chinese), english)
        (finding,) = run(check_unit, texts, reverse=reverse)
        assert finding.severity is Severity.MAJOR
        places = [place.text for place in finding.places]
        assert places == ([written, script(meant)] if reverse else [script(meant), written])
        assert run(check_number, texts, reverse=reverse) == []


@pytest.mark.parametrize(("chinese", "english"), RIGHT)
@pytest.mark.parametrize("script", [str, to_simplified], ids=["hant", "hans"])
@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
def test_what_looks_like_another_currency_is_silent(run, chinese, english, script, reverse):
    texts = (english, script(chinese)) if reverse else (script(chinese), english)
    assert run(check_unit, texts, reverse=reverse) == []


def test_surroundings_excuse(run):
    texts = (("盧布貶值", "The dollar rose."), ("美元升值", "The rouble fell."))
    assert run(check_unit, *texts, one_group=True) == []
    assert len(run(check_unit, *texts)) == 2


def test_suggestion_is_the_name_in_the_language_of_the_target(run):
    (finding,) = run(check_unit, ("人民幣升值", "The yen strengthened."))
    assert finding.suggestion == "yuan"
    (finding,) = run(check_unit, ("The euro fell.", "英鎊走低"), reverse=True)
    assert finding.suggestion == "歐元"


def test_long_texts_are_read_in_linear_time(run):
    assert run(check_unit, ("盧布與歐元" * 20_000, "dollar and yen " * 20_000)) is not None
