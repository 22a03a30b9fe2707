"""A second set of pairs in the style of briefs, written after the rules: what all four find together."""

from __future__ import annotations

import pytest

from align.checks.direction import check_direction
from align.checks.modality import check_modality
from align.checks.negation import check_negation
from align.checks.quantifier import check_quantifier

RULES = (check_negation, check_direction, check_modality, check_quantifier)
WRONG = (
    ("軍方未證實傷亡數字。", "The military confirmed the casualty figures."),
    ("印度不打算加入該聯盟。", "India plans to join the alliance."),
    ("伊朗從未放棄核計畫。", "Iran has given up its nuclear program."),
    ("政府否認曾支付贖金。", "The government admitted paying a ransom."),
    ("歐盟並未取消關稅。", "The EU has scrapped the tariffs."),
    ("美國尚未決定是否增兵。", "The United States has decided whether to send more troops."),
    ("莫斯科拒絕交出嫌犯。", "Moscow agreed to hand over the suspect."),
    ("中國進口更多液化天然氣。", "China exported more liquefied natural gas."),
    ("政府降低企業稅率。", "The government raised the corporate tax rate."),
    ("兩國關係持續改善。", "Relations between the two countries continue to worsen."),
    ("工廠擴大產能。", "The plant cut its capacity."),
    ("央行收緊貨幣政策。", "The central bank loosened monetary policy."),
    ("股市收盤上漲百分之二。", "Stocks closed 2 percent lower; the market fell."),
    ("俄軍加速推進。", "The Russian advance slowed."),
    ("賣方須負擔運費。", "The buyer must bear the freight."),
    ("韓元走強，出口承壓。", "The won weakened, putting exports under pressure."),
    ("中方可能採取反制措施。", "China will take countermeasures."),
    ("該國據信擁有九十枚核彈頭。", "The country has ninety nuclear warheads."),
    ("業者須於期限內提交資料。", "Operators may submit the data by the deadline."),
    ("多數國家支持該決議。", "A few countries support the resolution."),
    ("僅少數銀行受到影響。", "Most banks were affected."),
    ("全部船員獲救。", "Some of the crew were rescued."),
    ("部分條款引發爭議。", "All the provisions caused controversy."),
    ("該晶片不受出口管制。", "The chip is subject to export controls."),
)
# Wrong as well, and missed.
MISSED = (
    ("短程飛彈部署在南部。", "Long-range missiles are deployed in the south."),
    ("駭客據稱受北京指使。", "The hackers acted on Beijing's orders."),
)
RIGHT = (
    (
        "該協定不具法律約束力，各國得自行退出。",
        "The accord has no legal force, and states may leave at will.",
    ),
    ("軍方對此不予置評。", "The military declined to comment."),
    ("烏克蘭沒有足夠的防空飛彈。", "Ukraine is short of air-defense missiles."),
    ("制裁名單不含任何中國銀行。", "Chinese banks are absent from the sanctions list."),
    ("美國並未因此放慢軍售步伐。", "The United States has kept up the pace of its arms sales all the same."),
    ("歐盟內部對此看法不一。", "Opinions within the EU are divided."),
    ("莫斯科的石油收入不增反減。", "Moscow's oil revenue has fallen rather than risen."),
    ("谈判没有取得任何进展。", "The talks made no headway."),
    ("台積電強調，先進製程不會外移。", "TSMC stresses that its advanced processes will stay at home."),
    ("北京否認干預選舉。", "Beijing denies interfering in the election."),
    ("駐軍人數不到五千。", "Fewer than 5,000 troops are stationed there."),
    ("印度不願選邊站。", "India is unwilling to take sides."),
    ("這筆交易並非沒有風險。", "The deal is not risk-free."),
    ("兩國貿易額不降反升。", "Trade between the two countries has gone up, not down."),
    ("部分原因在於產能不足。", "Insufficient capacity is part of the reason."),
    ("法院駁回上訴。", "The court did not grant the appeal."),
    ("这一漏洞长期无人修补。", "The hole was left unpatched for years."),
    ("若無補貼，工廠難以為繼。", "The plants could not survive without subsidies."),
    (
        "政府放寬限制，但審查未見鬆動。",
        "The government eased restrictions, but screening remains as strict as ever.",
    ),
    ("日圓走貶有利出口。", "A weaker yen helps exports."),
    ("失業人數創新低。", "The number of jobless hit a record low."),
    ("預算赤字占GDP比重降至百分之三以下。", "The budget deficit fell below 3 percent of GDP."),
    ("俄軍後撤，烏軍收復失土。", "As Russian troops pulled back, Ukrainian forces regained lost ground."),
    (
        "公司賣掉虧損部門，買進電池廠。",
        "The company sold its loss-making division and bought a battery plant.",
    ),
    ("前線傷亡慘重，後方卻一片平靜。", "Casualties at the front were heavy, while the rear stayed calm."),
    ("買方市場轉為賣方市場。", "The buyer's market has become a seller's market."),
    (
        "短期內難以見效，長期則有助穩定。",
        "It will do little in the short term but help stability in the long run.",
    ),
    ("美方加徵關稅，中方取消訂單。", "Washington raised tariffs and China canceled orders."),
    ("經濟成長放緩，通膨卻未降溫。", "Growth slowed, but inflation did not cool."),
    ("進口關稅提高，進口量因而減少。", "Higher import duties brought imports down."),
    ("他可能是下任總理。", "He may well be the next prime minister."),
    ("這恐怕只是開始。", "This is probably only the beginning."),
    ("企業應自行評估風險。", "Companies should assess the risks themselves."),
    ("會員國須於六月前通報。", "Member states have until June to report."),
    ("據估計，損失達十億美元。", "Losses are put at $1 billion."),
    ("據《日經亞洲》報導，該廠已停工。", "The plant has shut down, Nikkei Asia reports."),
    ("中共可能在數年內犯台。", "Beijing could move against Taiwan within years."),
    ("涉案人員已遭起訴。", "Those involved have been indicted."),
    ("此案可依國安法起訴。", "The case can be prosecuted under the national security law."),
    ("政府得視需要徵用民船。", "The government may requisition civilian ships as needed."),
    (
        "多數盟國已增加國防支出，少數仍在觀望。",
        "Most allies have raised defense spending; a few are still waiting.",
    ),
    ("絕大多數選民支持停火。", "An overwhelming majority of voters favor a ceasefire."),
    ("部分國會議員質疑此案。", "Certain members of parliament question the bill."),
    ("許多工廠停工，所幸全部員工平安。", "Many factories stopped work; fortunately all employees were safe."),
    ("幾乎沒有國家反對。", "Hardly any country objected."),
    ("各方皆未鬆口。", "None of the parties has given ground."),
    ("若干細節仍待敲定。", "A number of details have yet to be settled."),
    ("沒有任何跡象顯示俄軍準備撤退。", "There is no sign that Russian forces are preparing to withdraw."),
    ("並非每個人都買單。", "Not everyone is convinced."),
    ("中國大陸不再是台灣最大出口市場。", "Mainland China is no longer Taiwan's largest export market."),
)


def found_in(reader, table, row):
    return [finding for rule in RULES for finding in reader(rule, table)[row]]


@pytest.mark.parametrize("row", WRONG, ids=lambda row: row[1])
def test_wrong_is_found(reader, row):
    assert found_in(reader, WRONG, row)


@pytest.mark.parametrize("row", RIGHT, ids=lambda row: row[1])
def test_right_is_let_pass(reader, row):
    assert found_in(reader, RIGHT, row) == []


@pytest.mark.xfail(strict=True, reason="known to be missed")
@pytest.mark.parametrize("row", MISSED, ids=lambda row: row[1])
def test_missed(reader, row):
    assert found_in(reader, MISSED, row)
