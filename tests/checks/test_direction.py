"""Words put for their contraries, and contraries that are right."""

from __future__ import annotations

import pytest

from align.checks.direction import check_direction
from align.types import Severity

WRONG = (
    ("失業率由百分之五降至百分之四。", "Unemployment rose from five to four percent."),
    ("政府適度放寬外資持股上限。", "The government moderately tightened the cap on foreign ownership."),
    ("歐盟擬收緊對中投資審查。", "The EU plans to relax screening of investment in China."),
    (
        "第三季出口較去年同期減少一成。",
        "Exports in the third quarter grew by 10 percent from a year earlier.",
    ),
    ("日本从澳大利亚进口铁矿石。", "Japan exports iron ore to Australia."),
    ("新台幣兌美元升值。", "The New Taiwan dollar depreciated against the US dollar."),
    ("央行調降基準利率兩碼。", "The central bank raised its benchmark rate by half a percentage point."),
    ("兩國加強情報合作。", "The two countries weakened intelligence cooperation."),
    ("貿易順差持續擴大。", "The trade deficit continued to widen."),
    ("公司上半年獲利創新高。", "The company's loss in the first half hit a record."),
    ("多數議員支持該法案。", "Most lawmakers opposed the bill."),
    ("美國將增加駐軍。", "The United States will reduce its garrison."),
    ("油价大跌。", "Oil prices soared."),
    ("部隊已從邊境撤離。", "Troops have deployed to the border."),
    ("政府將開放五座港口。", "The government will close five ports."),
    ("這家公司出售了工廠。", "The company bought the factory."),
    ("分析師對前景表示樂觀。", "Analysts were pessimistic about the outlook."),
    ("兩國承諾加快談判。", "The two countries pledged to slow the talks."),
    ("谈判成功。", "The talks failed."),
    ("北部战区举行演习。", "The southern theater command held drills."),
    ("法院判決該措施合法。", "The court ruled that the measure was illegal."),
    ("失業率上升。", "Unemployment fell."),
    ("该国缩减军费开支。", "The country expanded its military spending."),
    ("執政黨在選舉中獲勝。", "The ruling party was defeated in the election."),
    ("延長出口禁令半年。", "The export ban was shortened by half a year."),
    ("政府鼓勵民間投資綠能。", "The government discourages private investment in green energy."),
    ("飛彈部隊發動攻擊。", "The missile force mounted a defense."),
)
# Wrong as well: what this rule is known to miss in one direction at least.
MISSED = (("年初開始部署飛彈。", "Missile deployment began late in the year."),)
RIGHT = (
    ("失業率不高。", "Unemployment is low."),
    # What ends something turns it round, and a word may mean something else before what follows.
    (
        "政府考慮停止開放海域供外國船隊捕魚。",
        "The government is considering closing its waters to foreign fishing fleets.",
    ),
    (
        "育嬰年資不再全額採計，每月給付平均將減少180歐元。",
        "Time spent raising infants no longer counts in full, which costs them an average of €180 a month.",
    ),
    ("三分之一的供應商認為供應不穩定。", "A third of suppliers consider supply to be anything but stable."),
    ("一家養老院31名老人遇難。", "Thirty-one residents of a care home lost their lives."),
    ("每年可能有近200萬人因此死亡。", "This could be claiming close to 2 million lives a year."),
    ("太空人由國際太空站返回地球。", "The astronauts came home from the International Space Station."),
    (
        "網信辦要求添加標識，違者依法處罰。",
        "Labels are mandatory, by order; offenders will be punished as the law provides.",
    ),
    # The English word stands for another one, or another word renders the Chinese one.
    (
        "總理拒絕將改革交付公投，理由是選民已透過大選授權政府整頓財政。",
        "The prime minister has ruled out a referendum on the reform on the grounds that the election gave "
        "the government a mandate to put public finances in order.",
    ),
    (
        "協會對裁罰表示肯定，但認為罰款難收嚇阻之效。",
        "Though pleased with the penalty, the association doubts that the fine will deter much.",
    ),
    ("標準不會降低。", "Standards will be kept high."),
    ("人民幣兌美元貶值，美元走強。", "The dollar strengthened against the yuan."),
    ("看似鬆綁，實則收緊。", "What looked like a loosening was in fact a tightening."),
    (
        "進口自中國的零件增加，對美出口減少。",
        "Exports to the United States fell while imports of parts from China rose.",
    ),
    ("跌幅擴大。", "The decline widened."),
    ("逆差縮小。", "The deficit narrowed."),
    ("出口降幅收窄。", "The drop in exports eased."),
    ("反對黨支持政府的預算案。", "The opposition backed the government's budget."),
    ("軍方加強防禦，以抵禦攻擊。", "The military strengthened its defenses against attack."),
    ("兩國關係降溫，貿易摩擦升溫。", "Relations cooled as trade friction heated up."),
    ("政府提前結束談判。", "The government ended the talks early."),
    ("前总统重返政坛。", "The former president returned to politics."),
    ("後者的產能遠高於前者。", "The latter's capacity far exceeds that of the former."),
    ("央行暫停升息。", "The central bank paused its rate increases."),
    ("台灣有事就是日本有事。", "A Taiwan contingency is a Japan contingency."),
    ("公司虧損大幅減少。", "The company's losses shrank sharply."),
    ("難度不小。", "It is no small challenge."),
    ("买卖双方签署合同。", "Buyer and seller signed the contract."),
    (
        "降低對中國的依賴，提高自製率。",
        "Reduce dependence on China and raise the rate of domestic production.",
    ),
    ("新舊系統並存。", "Old and new systems coexist."),
    (
        "長期以來，短程飛彈一直是軍方的弱點。",
        "Short-range missiles have long been a weakness of the military.",
    ),
    ("南北韓恢復通話。", "North and South Korea resumed calls."),
    (
        "開戰以來已有上千人死亡，倖存者不多。",
        "More than a thousand people have died since the war began; few survived.",
    ),
    ("上漲近兩倍。", "Prices nearly tripled."),
    ("该公司扭亏为盈。", "The company returned to profit."),
    ("內需疲軟，外需強勁。", "Domestic demand was weak and foreign demand strong."),
    ("供過於求導致價格下滑。", "Oversupply drove prices down."),
    ("取消關稅以增加進口。", "Tariffs were lifted to increase imports."),
    ("政府解除禁令，允許出口。", "The government lifted the ban and allowed exports."),
    (
        "首批部隊於月底抵達，最後一批於年初離開。",
        "The first troops arrived at the end of the month; the last left early in the year.",
    ),
)


@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
@pytest.mark.parametrize("row", WRONG, ids=lambda row: row[1])
def test_wrong_is_found(reader, row, reverse):
    (finding,) = reader(check_direction, WRONG, reverse=reverse)[row]
    assert finding.severity >= Severity.MAJOR
    assert finding.confidence >= 0.5
    assert finding.explanation
    assert finding.source[0].text
    assert finding.target[0].text


@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
@pytest.mark.parametrize("row", RIGHT, ids=lambda row: row[1])
def test_right_is_let_pass(reader, row, reverse):
    assert reader(check_direction, RIGHT, reverse=reverse)[row] == []


@pytest.mark.xfail(strict=True, reason="known to be missed")
@pytest.mark.parametrize("row", MISSED, ids=lambda row: row[1])
def test_missed(reader, row):
    assert all(reader(check_direction, MISSED, reverse=reverse)[row] for reverse in (False, True))
