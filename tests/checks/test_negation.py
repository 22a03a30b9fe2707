"""Negations dropped and added, and what only looks like it."""

from __future__ import annotations

import pytest

from align.checks.negation import check_negation
from align.types import Severity

WRONG = (
    ("潛艦計畫沒有延誤。", "The submarine program has been delayed."),
    (
        "國防部並未證實共機越過海峽中線。",
        "The defense ministry confirmed that Chinese aircraft had crossed the median line of the strait.",
    ),
    ("雙方尚未就停火條件達成協議。", "The two sides have reached an agreement on the terms of a ceasefire."),
    ("该公司从未向伊朗出售敏感设备。", "The company has sold sensitive equipment to Iran."),
    ("无人机没有进入领空。", "The drones entered the airspace."),
    ("調查人員無法確認攻擊者的身分。", "Investigators were able to confirm the identity of the attackers."),
    ("外交部否認曾與台北接觸。", "The foreign ministry confirmed that it had been in contact with Taipei."),
    ("政府拒絕延長談判期限。", "The government agreed to extend the deadline for talks."),
    ("兩國禁止對俄羅斯出口無人機零件。", "The two countries allow exports of drone parts to Russia."),
    ("官員坦言，這項計畫並不便宜。", "Officials admit that the plan is cheap."),
    ("这并不意味着危机已经结束。", "This means that the crisis is over."),
    ("駭客沒有竊取客戶資料，但癱瘓了伺服器。", "The hackers stole customer data and paralyzed the servers."),
    ("美方不再提供衛星影像。", "The United States still provides satellite imagery."),
    ("工廠已恢復生產。", "The plant has not resumed production."),
    ("總統簽署了國防授權法。", "The president did not sign the defense authorization act."),
    ("两国将继续共享情报。", "The two countries will not continue to share intelligence."),
    ("歐盟批准了第十八輪制裁。", "The European Union never approved the eighteenth round of sanctions."),
    ("业界对新规不无担忧。", "The industry has no concerns about the new rules."),
    ("軍方並非毫無準備。", "The military is not prepared."),
    ("公司避免對中國市場過度依賴。", "The company seeks overreliance on the Chinese market."),
    ("議會否決了預算案。", "Parliament approved the budget."),
    ("多家銀行拒絕貸款給該集團。", "Several banks agreed to lend to the group."),
    ("政府並不擔心被邊緣化。", "The government is uneasy about being sidelined."),
    ("國會未經辯論便通過預算。", "Parliament passed the budget after a debate."),
    ("部队不以总统下令为条件。", "The deployment is contingent on an order from the president."),
    ("兩國均非締約國。", "Both countries are parties."),
    (
        "协议执行大致顺利；但马尼拉强调，补给不以事先通报为前提。",
        "The deal has gone off without a hitch; Manila stresses that resupply depends on prior notice.",
    ),
    ("業者對能否在2030年前投產不無疑慮。", "Firms have no doubts that output can begin before 2030."),
    ("伊拉克出口的石油比伊朗多。", "Iraq does not export more oil than Iran."),
    ("外交部證實了協議，並公布細節。", "The ministry did not confirm the deal but published details."),
    ("該組織卻並不樂見小農退場。", "The group, however, is not averse to seeing small farmers go."),
    # 只是不, 有人無: a negator all the same.
    ("他只是沒有簽署這份草案。", "He signed the draft."),
    ("有人無法離境。", "Some people were able to leave the country."),
    # What might answer the negator renders its verb.
    ("馬尼拉並未因此中止輪調任務。", "Manila suspended its rotation missions as a result."),
    ("北京並未禁止稀土出口。", "Beijing banned rare earth exports."),
    ("最高法院沒有拒絕上訴。", "The Supreme Court rejected the appeal."),
    ("發言人並未否認此事。", "The spokesman denied the report."),
    ("政府並未放棄這項計畫。", "The government abandoned the plan."),
)
# Wrong as well: what this rule is known to miss in one direction at least.
MISSED = (
    (
        "央行表示，不會在年底前升息。",
        "The central bank said it would raise interest rates before the end of the year.",
    ),
    ("新規定不適用於中小企業。", "The new rules apply to small and medium-sized enterprises."),
    ("聯盟並非鐵板一塊。", "The alliance is monolithic."),
    (
        "专家认为，制裁不足以改变平壤的计算。",
        "Experts say sanctions are enough to change Pyongyang's calculations.",
    ),
    (
        "俄軍未能攻下該城，也沒有切斷補給線。",
        "Russian forces failed to take the city and cut its supply lines.",
    ),
)
RIGHT = (
    ("有些部隊有去無回。", "Some units went and never came back."),
    ("繼任者對柬埔寨態度只硬不軟。", "His successor has taken a purely hard line on Cambodia."),
    ("出口訂單有增無減。", "Export orders keep rising."),
    ("該組織並不反對小農退場。", "The group is not averse to seeing small farmers go."),
    ("政府並未取消禁令。", "The government kept the ban."),
    ("軍方沒有停止任務。", "The military continued its missions."),
    ("北京並未禁止稀土出口。", "Beijing stopped short of banning rare earth exports."),
    ("法院沒有拒絕上訴。", "The court has yet to reject the appeal."),
    ("政府並未放棄這項計畫。", "The government refused to abandon the plan."),
    ("沒有人拒絕。", "Everyone accepted; few refused."),
    ("該國未受制裁影響。", "The country was spared by sanctions."),
    ("莫斯科非但未退讓，反而加碼。", "Far from backing down, Moscow raised the stakes."),
    (
        "得標者須在境內加工，不得僅拆解後出口。",
        "Winners must process the goods at home and may not simply take them apart for export.",
    ),
    (
        "當局不像鄰國那樣設限，手續往往只需一天；客戶若無力一次付清，還可分期付款。",
        "The authorities do not set limits as neighbors do, and formalities often take just a day. "
        "Customers who cannot pay at once may do so in installments.",
    ),
    ("中、俄均未批准該條約。", "Neither Beijing nor Moscow has ratified the treaty."),
    (
        "中、俄均未批准，美國國會亦未表決。",
        "Neither Beijing nor Moscow is among them, and Congress has yet to vote.",
    ),
    ("這是該國有紀錄以來最強颶風。", "No stronger hurricane has ever been recorded there."),
    ("其中西巴爾幹路線降幅最大。", "No route saw a steeper drop than that through the Western Balkans."),
    ("公司尚未獲得荷蘭政府的許可。", "The company is still waiting for the Dutch government's go-ahead."),
    ("遠未達到協定的目標。", "That is a far cry from the goals of the accord."),
    ("他表示此刻不會買進公司債。", "He would steer clear of buying corporate bonds right now, he said."),
    ("17名議員未依黨鞭指示投票。", "Seventeen MPs defied the whip."),
    ("英國首相府否認內閣將改組。", "No 10 denied that the cabinet would be reshuffled."),
    (
        "雙方同意暫停徵收港務費一年。",
        "It was agreed that neither side would collect the port charges for a year.",
    ),
    # 只 is near "all", but takes no negator away from 從未.
    (
        "環保團體批評，三國政府只關注發電與灌溉，從未替鹹海預留生態用水。",
        "Power and irrigation are all the three governments care about, environmental groups complain: no "
        "water has ever been set aside for the Aral Sea's ecology.",
    ),
    ("歐盟不應放寬限制。", "The EU must keep its restrictions in place."),
    ("兩國不斷擴大軍事合作。", "The two countries keep expanding their military cooperation."),
    ("不少專家對此表示懷疑。", "Many experts are doubtful."),
    ("俄軍未能攻下該城。", "Russian forces failed to take the city."),
    ("雙方尚未達成共識。", "The two sides have yet to reach a consensus."),
    ("船員未依規定通報。", "The crew neglected to report as required."),
    ("調查遲未展開。", "The investigation is overdue."),
    ("禁止向俄羅斯出口晶片。", "The export of chips to Russia is not allowed."),
    ("该计划不仅昂贵，而且有风险。", "The plan is both expensive and risky."),
    ("未来五年产能将翻一番。", "Capacity will double over the next five years."),
    ("非洲國家樂見其成。", "African countries welcome it."),
    ("除非美國撤軍，否則談判不會恢復。", "Talks will resume only if the United States withdraws its troops."),
    ("無人機襲擊了煉油廠。", "Drones struck the refinery."),
    ("政府不得不延後選舉。", "The government had to postpone the elections."),
    ("此舉未必有效。", "The move may prove ineffective."),
    ("他不過是傳話人。", "He is merely a messenger."),
    ("軍方無所不用其極。", "The military stops at nothing."),
    ("兩岸關係停滯不前。", "Cross-strait relations are at a standstill."),
    ("供應鏈缺乏韌性。", "Supply chains are not resilient."),
    ("業者不無疑慮。", "Firms are not without doubts."),
    ("外界仍不得而知。", "It remains a mystery to outsiders."),
    (
        "美軍並未派遣地面部隊，而是提供空中支援。",
        "Rather than sending ground troops, the US military provided air support.",
    ),
    ("他們沒有其他選擇，只能撤離。", "They had no choice but to evacuate."),
    ("此事與北京無關。", "Beijing has nothing to do with the matter."),
    ("制裁並未奏效。", "The sanctions have proved ineffective."),
    ("這座核電廠不在制裁之列。", "The nuclear plant is exempt from sanctions."),
    ("該國不是北約成員。", "The country is outside NATO."),
    ("公司不再接受新訂單。", "The company has stopped taking new orders."),
    ("没有外援，政府撑不过冬天。", "Without foreign aid the government will collapse before winter."),
    ("无论谁当选，政策都不会改变。", "Whoever is elected, policy will stay the same."),
    ("兩國關係不如以往。", "Relations between the two countries are worse than before."),
    ("截至目前沒有人員傷亡。", "So far there have been zero casualties."),
    ("他直到去年才加入該黨。", "He did not join the party until last year."),
    ("此案前所未有。", "The case is without precedent."),
    ("官員不願具名。", "The official asked to remain anonymous."),
    ("軍方不排除使用武力。", "The military has left the use of force on the table."),
    ("標準不會降低。", "Standards will stay where they are."),
    ("会谈无果而终。", "The talks ended in failure."),
    ("其意見不具拘束力，但影響不小。", "Its opinions are nonbinding but carry considerable weight."),
    ("他從未放棄。", "He kept going."),
    ("政府不遺餘力支持半導體業。", "The government spares no effort to support the chip industry."),
    ("國會未經辯論便通過預算。", "Parliament passed the budget without a debate."),
    ("任何人未領取牌照，不得在港發行穩定幣。", "Only licensed entities may issue stablecoins in the city."),
    (
        "除非系統移交他國，否則法律不准出售戰機。",
        "The law permits the sale of jets only once the system is handed over.",
    ),
    ("單產並未立即下滑。", "Yields held up at first."),
    ("這是戰後軍費增幅最大的一年。", "Not since the war has military spending grown so fast."),
    ("居民並不滿意。", "Residents are unsatisfied."),
    ("船东从未停止挂靠该港。", "Shipowners have kept calling at the port."),
    ("若衛星未能到位，飛彈只是擺設。", "Unless the satellites are in place, the missiles are just for show."),
    ("中国是全球第一大产钢国。", "No country makes more steel than China."),
    ("商业模式并不复杂。", "The business model is simple enough."),
    ("手册未给各个步骤设定时限。", "The playbook leaves each step open-ended."),
    # Not only with it, so that alone it does not suffice.
    ("罪名不得僅以口供認定。", "A confession alone falls short of what a conviction takes."),
    ("支持獨立者從未過半。", "Support for independence has always been below half."),
    ("挪威是歐盟最大的天然氣供應國。", "Nobody sells the European Union more gas than Norway does."),
    ("该市首创将污水净化后供饮用。", "No town anywhere had turned sewage into drinking water before."),
    ("監聽每次均獲法官批准。", "The phones were never tapped without the consent of a judge."),
    ("电池最多用六小时。", "The battery lasts no longer than six hours."),
    (
        "基金規模雖小，卻勝在靈活。",
        "What recommends the fund is not its modest size but how nimble it is.",
    ),
)
# The two negators of either side are unlike, and there are no others that they could stand for.
LEFT_OVER = (
    (
        "他一再受挫，卻從不氣餒，可能有人會批評，那是見怪不怪的。",
        "It's not surprising that someone might criticize him, while he suffered setbacks again and again "
        "but was never discouraged.",
    ),
)


@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
@pytest.mark.parametrize("row", WRONG, ids=lambda row: row[1])
def test_wrong_is_found(reader, row, reverse):
    (finding,) = reader(check_negation, WRONG, reverse=reverse)[row]
    assert finding.severity >= Severity.MAJOR
    assert finding.confidence >= 0.5
    assert finding.explanation
    assert finding.source[0].text
    assert finding.target[0].text


@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
@pytest.mark.parametrize("row", RIGHT, ids=lambda row: row[1])
def test_right_is_let_pass(reader, row, reverse):
    assert reader(check_negation, RIGHT, reverse=reverse)[row] == []


@pytest.mark.parametrize("row", LEFT_OVER)
def test_negators_that_are_left_for_one_another_are_let_pass(reader, row):
    assert reader(check_negation, LEFT_OVER, reverse=True)[row] == []


@pytest.mark.parametrize(
    ("chinese", "english"), [("未如", "as of the "), ("未，", "not, "), ("不限", "limited ")]
)
def test_odd_text_takes_no_time(run, chinese, english):
    assert len(run(check_negation, (chinese * 8000, english * 2000))) <= 2


@pytest.mark.xfail(strict=True, reason="known to be missed")
@pytest.mark.parametrize("row", MISSED, ids=lambda row: row[1])
def test_missed(reader, row):
    assert all(reader(check_negation, MISSED, reverse=reverse)[row] for reverse in (False, True))


def test_what_two_ways_of_looking_find_is_told_once(reader):
    row = "補給船隊不得不折返。", "The resupply flotilla did not have to turn back."
    (finding,) = reader(check_negation, [row])[row]
    assert finding.severity is Severity.CRITICAL
