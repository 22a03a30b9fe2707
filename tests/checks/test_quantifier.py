"""All, most, many, some, few and none."""

from __future__ import annotations

import pytest

from align.checks.quantifier import check_quantifier
from align.types import Severity

WRONG = (
    ("部分成員國反對該提案。", "All member states oppose the proposal."),
    ("少數企業取得許可。", "Most companies have obtained licenses."),
    ("多數議員缺席。", "A few lawmakers were absent."),
    ("所有船隻均已返港。", "Some of the ships have returned to port."),
    ("不少專家認為協議難以落實。", "A few experts believe the agreement will be hard to implement."),
    ("大部分晶片來自台灣。", "A small number of chips come from Taiwan."),
    ("若干國家已暫停援助。", "Every country has suspended aid."),
    ("只有极少数士兵幸存。", "Most soldiers survived."),
    ("全体员工都接受了调查。", "Several employees were investigated."),
    ("許多居民拒絕撤離。", "Few residents refused to leave."),
    ("部分飛彈命中目標。", "The entire missile salvo hit its targets."),
    ("一些分析師懷疑數據真實性。", "Most analysts doubt the data."),
    ("全部核電廠將於年底前關閉。", "Several nuclear plants will close by the end of the year."),
    ("大多數受訪者支持增加國防預算。", "Some respondents support a bigger defense budget."),
    ("部分海底電纜遭切斷。", "All undersea cables were cut."),
    ("少数议员投了反对票。", "Many lawmakers voted against it."),
)
RIGHT = (
    ("不少專家表示懷疑。", "Many experts are skeptical."),
    ("多數國家已批准公約。", "Most countries have ratified the convention."),
    ("若干樞紐被要求加強查驗。", "Several hubs have been told to step up inspections."),
    ("大部分業者虧損。", "The majority of firms lost money."),
    ("各國均派代表出席。", "All countries sent representatives."),
    ("屈指可數的國家擁有此技術。", "Only a handful of countries have the technology."),
    ("並非所有成員都同意。", "Some members disagree."),
    ("少數民族地區的投資增加。", "Investment in ethnic minority areas increased."),
    ("許多船員失蹤。", "Numerous crew members are missing."),
    ("全球晶片短缺。", "There is a worldwide chip shortage."),
    ("其中多數來自中國。", "Most of them come from China."),
    ("部分原因是油價上漲。", "This is partly because of rising oil prices."),
    ("一切取決於莫斯科。", "Everything depends on Moscow."),
    ("最先進的晶片多數在台灣製造。", "The most advanced chips are mostly made in Taiwan."),
    ("全國部分地區停電。", "Parts of the country lost power."),
    ("所有人都感到意外，只有少數官員例外。", "Everyone was surprised except a few officials."),
    ("不少國家已跟進，多數仍在觀望。", "Many countries have followed suit; most are still waiting."),
    ("大量無人機來襲。", "Large numbers of drones attacked."),
    ("几乎所有专家都反对。", "Nearly all experts are opposed."),
    ("許多人認為，戰爭的全部代價尚未顯現。", "Many believe the full cost of the war has yet to emerge."),
    ("三家公司全部虧損。", "All three companies lost money."),
    ("一部分資金用於採購。", "Some of the money went to procurement."),
)


@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
@pytest.mark.parametrize("row", WRONG, ids=lambda row: row[1])
def test_wrong_is_found(reader, row, reverse):
    (finding,) = reader(check_quantifier, WRONG, reverse=reverse)[row]
    assert finding.severity >= Severity.MAJOR
    assert finding.confidence >= 0.5
    assert finding.explanation
    assert finding.source[0].text
    assert finding.target[0].text


@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
@pytest.mark.parametrize("row", RIGHT, ids=lambda row: row[1])
def test_right_is_let_pass(reader, row, reverse):
    assert reader(check_quantifier, RIGHT, reverse=reverse)[row] == []
