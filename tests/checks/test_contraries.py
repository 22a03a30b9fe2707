"""Phrases that contradict one another."""

from __future__ import annotations

import pytest

from align.checks.contraries import judge_contraries
from align.checks.words import Matched
from tests.conftest import make_pair

RULES = ("date", "direction", "negation", "quantifier")
WRONG = (
    # Chinese, English, rule, the words of either
    ("房價最快明年才能回穩", "Prices will steady next year at the latest", "date", "最快", "at the latest"),
    ("最遲六月提出", "To be tabled in June at the earliest", "date", "最遲", "at the earliest"),
    ("法院作出相反判決", "The court ruled the same way", "direction", "相反", "the same way"),
    ("產量較去年減少 14%", "Output was up 14 percent", "direction", "減少 14", "up 14"),
    ("营收增长20%", "Revenue was down by 20 percent", "direction", "增长20", "down by 20"),
    ("泰國率先停購水電", "Thailand took the lead in buying hydropower", "negation", "停購", "buying"),
    ("俄軍向西推進", "Russian troops advanced eastward", "direction", "向西", "eastward"),
    ("公司由盈轉虧", "The company returned to profit", "direction", "由盈轉虧", "returned to profit"),
    ("公司轉虧為盈", "The company swung to a loss", "direction", "轉虧為盈", "swung to a loss"),
    ("中國減少進口煤炭", "China is importing more coal", "direction", "減少進口", "importing more"),
    ("協議於 2019 年底到期", "The agreement expired in early 2019", "date", "年底", "early 2019"),
    ("公司否認曾接觸買家", "The company said it had approached buyers", "negation", "否認", "said"),
    ("工廠宣布停產", "The plant announced production", "negation", "停產", "production"),
    ("政府將停徵證交稅", "The government will levy the stock tax", "negation", "停徵", "levy"),
    ("這是該區唯一的深水港", "It is one of the deepwater ports there", "quantifier", "唯一", "one of the"),
    ("它是主要供應商之一", "It is the only supplier of note", "quantifier", "之一", "the only"),
    (
        "全球最大產國之一",
        "The world is fed by the largest producer",
        "quantifier",
        "最大產國之一",
        "the largest",
    ),
    ("兩國皆已批准", "Neither country has ratified it", "quantifier", "兩國皆", "Neither"),
    ("疫苗幾乎沒有副作用", "The vaccine has no side effects", "quantifier", "幾乎沒有", "no"),
)
RIGHT = (
    ("俄軍向西推進", "Russian troops pushed westward"),
    ("公司由盈轉虧", "The company swung to a loss"),
    ("協議於 2019 年底到期", "The agreement expired in late 2019"),
    ("中國減少進口澳洲煤炭", "China is importing less Australian coal"),
    ("公司否認曾接觸買家", "The company said it had not approached buyers"),
    ("公司否認曾接觸買家", "Reports that it had approached buyers were denied, the company said"),
    ("房價最快明年才能回穩", "Prices will steady next year at the earliest"),
    ("最快的列車最遲六月上路", "The fastest train runs from June at the latest"),
    ("最遲六月提出", "To be tabled by June"),
    ("法院作出相反判決", "The court ruled otherwise"),
    ("同樣案件判決相反", "In the same kind of case the ruling was the opposite"),
    ("跌幅較去年減少 14%，營收增加", "Revenue was up 14 percent, and the slide less steep"),
    ("產量較去年減少 14%", "Output was 14 percent lower"),
    ("泰國率先停購水電", "Thailand was the first to stop buying hydropower"),
    ("工廠停產後復產", "The plant resumed production"),
    ("停車場建設", "Building a car park"),
    ("調停購買爭議", "To mediate in the dispute about buying"),
    ("日圓對美元下跌 1%", "The dollar was up 2 percent on the day"),
    ("升息後股市重挫 3%", "Stocks were down 3 percent after the rate rise"),
    ("該廠並未停產", "The plant is still producing"),
    ("停產後改由越南廠生產", "It is now made in Vietnam"),
    ("全球最快的列車將於明年通車", "The world's speediest train will run next year at the latest"),
    ("航班全面停飛", "All flights were grounded"),
    ("這是該區唯一的深水港", "It is the only deepwater port there"),
    ("全球最大產國之一", "One of the largest producers in the world"),
    ("全球最大產國之一", "A leading producer, with some of the largest mines"),
    ("唯一列入最大港之一的城市", "The only city with one of the largest ports"),
    ("三分之一的港口，包括最大的", "A third of the ports, with the largest"),
    ("兩國皆未批准", "Neither country has ratified it"),
    ("疫苗幾乎沒有副作用", "The vaccine has next to no side effects"),
    ("幾乎沒有人不知道", "There is no one who has not heard of it"),
)


def findings(chinese, english, *, reverse=False):
    texts = (english, chinese) if reverse else (chinese, english)
    matched = Matched(make_pair(*texts, reverse=reverse), None)
    return [finding for rule in RULES for finding in judge_contraries(matched, rule)]


@pytest.mark.parametrize(("chinese", "english", "rule", "said", "written"), WRONG)
@pytest.mark.parametrize("reverse", [False, True])
def test_a_contrary_is_found(chinese, english, rule, said, written, reverse):
    (finding,) = findings(chinese, english, reverse=reverse)
    places = [finding.source[0].text, finding.target[0].text]
    assert finding.rule == rule
    assert (places[::-1] if reverse else places) == [said, written]


@pytest.mark.parametrize(("chinese", "english"), RIGHT)
def test_what_is_said_somewhere_is_right(chinese, english):
    assert not findings(chinese, english)
