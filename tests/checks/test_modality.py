"""Certainty, obligation and hearsay."""

from __future__ import annotations

import pytest

from align.checks.modality import check_modality
from align.types import Severity

WRONG = (
    ("中國可能在明年試射飛彈。", "China will test-fire missiles next year."),
    ("制裁恐衝擊整條供應鏈。", "The sanctions will hit the entire supply chain."),
    ("俄軍或將發動新攻勢。", "Russian forces will launch a new offensive."),
    ("违者可能被吊销执照。", "Violators will lose their licenses."),
    ("業者必須在三十天內申報。", "Firms may report within thirty days."),
    ("主管機關得視情況延長期限。", "The authority must extend the deadline as circumstances require."),
    ("会员国可以自行决定是否参加。", "Member states must decide whether to take part."),
    ("該集團據稱向北韓出售石油。", "The group sold oil to North Korea."),
    ("这批导弹据信已运抵港口。", "The missiles have arrived at the port."),
    ("伊朗據傳已重啟離心機。", "Iran has restarted its centrifuges."),
    ("該名外交官涉嫌洩密。", "The diplomat leaked secrets."),
    ("此舉勢必引發報復。", "The move may provoke retaliation."),
    ("價格必將上漲。", "Prices might rise."),
    ("政府或許會讓步。", "The government will certainly give way."),
    (
        "美軍可能縮減駐軍規模，盟友對此憂心。",
        "The US military will reduce its garrison, to the alarm of its allies.",
    ),
    ("疑似間諜船的船隻在近海徘徊。", "A spy ship loitered off the coast."),
    ("他據說掌握了密碼。", "He holds the codes."),
    ("外資恐將撤離。", "Foreign investors are certain to leave."),
    ("華府要求北京停止補貼。", "Washington hopes that Beijing will stop the subsidies."),
    ("法院要求公司交出文件。", "The court hopes the company will hand over the documents."),
    ("工會希望政府提高工資。", "The union demanded that the government raise wages."),
    ("出口預計成長百分之五。", "Exports failed to grow by 5 percent."),
    ("聯合國呼籲暫停施工。", "The United Nations ordered a halt to construction."),
    ("政府下令暫停施工。", "The government suggested a halt to construction."),
    ("據《華爾街日報》報導，該公司已裁員三百人。", "The company has laid off three hundred people."),
    ("據悉，部隊已撤出該城。", "The troops have withdrawn from the city."),
    ("晶圓廠預計明年量產。", "The fab managed to start mass production last year."),
    # What is only under study as settled, and the reverse.
    ("內閣正考慮徵收數位稅。", "The cabinet has decided to levy a digital tax."),
    ("财政部研议提高门槛。", "The finance ministry has agreed to raise the threshold."),
    ("雙方不排除共同開發油田。", "The two sides have agreed to develop the oil field jointly."),
    ("参议院正在探讨延长补贴。", "The Senate has approved an extension of the subsidies."),
    ("挪威正酝酿关闭边境口岸。", "Norway has ordered the closure of its border crossings."),
    ("衛福部將研議放寬邊境限制。", "The health ministry is required to relax border restrictions."),
    ("该公司可能出售卫星部门。", "The company has undertaken to sell its satellite division."),
    ("政府決定關閉三座機場。", "The government is considering closing three airports."),
    ("两国承诺削减排放。", "The two countries are weighing cuts in emissions."),
    ("歐盟已批准這筆貸款。", "The EU is mulling the loan."),
    ("環境部不排除日後修法。", "The environment ministry plans to amend the law at a later date."),
    ("委員會提議成員國分攤費用。", "The commission ordered member states to share the costs."),
    ("衛星將於七月發射。", "The satellite may be launched in July."),
    # What is planned or threatened as done.
    ("叛軍揚言封鎖海峽。", "The rebels have blocked the strait."),
    ("政府計劃出售該公司的股份。", "The government has sold its stake in the company."),
    ("總統誓言廢除遺產稅。", "The president has already abolished the inheritance tax."),
    (
        "外交部要求駐外館處提高警覺。",
        "The foreign ministry hoped that missions abroad would be more vigilant.",
    ),
)
# Wrong as well: what this rule is known to miss in one direction at least.
MISSED = (
    ("該廠預計年底完工。", "The plant failed to be completed by the end of the year."),
    ("據報導，兩艘油輪遭扣押。", "Two tankers were seized."),
    ("廠商須取得許可方可出貨。", "Manufacturers can obtain a license before shipping."),
)
RIGHT = (
    ("叛軍揚言封鎖海峽。", "The rebels are threatening to block the strait."),
    ("政府計劃出售該公司的股份。", "The government has announced the sale of its stake in the company."),
    (
        "須有六十國批准，方可生效。",
        "Sixty countries must ratify it before it can enter into force.",
    ),
    ("秘書處無權下令封城。", "The secretariat may not order lockdowns."),
    # What has been done is another thing.
    ("部長計劃競選黨魁，並已退出內閣。", "The minister has left the cabinet to stand for the leadership."),
    ("他打算參選總統，並辭去州長職務。", "He has stepped down as governor to enter the presidential race."),
    ("該國計劃購買的潛艦，已有兩艘完工。", "Two of the submarines the country is to buy have been built."),
    ("該計劃出售了三千戶住宅。", "The plan has sold three thousand homes."),
    ("大選須在60天內舉行。", "No more than 60 days may pass before the election is held."),
    ("他沒有排除競逐連任的可能。", "He has left the door open to running again."),
    # What is only asked is not said.
    (
        "官員私下質疑，若繼續由國家獨自承擔研發費用，恐難獲得納稅人支持。",
        "Officials question in private whether taxpayers will go on backing what the state funds alone.",
    ),
    ("華府要求北京停止補貼。", "Washington wants Beijing to stop the subsidies."),
    (
        "環保團體要求政府改善空氣品質，並希望業者配合。",
        "Green groups asked the government to improve air quality and hoped industry would cooperate.",
    ),
    ("符合要求的廠商希望參與。", "Vendors that qualify hope to take part."),
    ("這項法案要求企業申報。", "The bill makes firms report."),
    ("該廠預計年底完工。", "The plant is expected to be completed by the end of the year."),
    ("預計參加的代表未能成行。", "Delegates who had planned to attend failed to travel."),
    ("該公司未能達到預期目標。", "The company failed to meet its targets."),
    ("預期中的復甦並未出現。", "The recovery failed to materialise."),
    ("會談預計未能取得突破。", "The talks are expected to fail to achieve a breakthrough."),
    ("戰爭勢必拖延。", "The war is bound to drag on."),
    ("制裁可能無效。", "The sanctions are unlikely to work."),
    ("業者必須申報。", "Firms are required to report."),
    ("主管機關得延長期限。", "The authority may extend the deadline."),
    ("產品經審查後始得上市。", "Products may be placed on the market only after review."),
    ("據悉，兩國已簽約。", "The two countries are understood to have signed."),
    ("據報導，油輪遭扣押。", "The tanker was seized, media reported."),
    (
        "據國防部統計，共機今年已出動三百架次。",
        "Chinese aircraft have flown 300 sorties this year, according to the defense ministry.",
    ),
    ("他聲稱掌握證據。", "He claims to have evidence."),
    ("政府將於明年實施新規。", "The government will implement the new rules next year."),
    ("這項技術可用於軍事用途。", "The technology has military uses."),
    ("部隊可在十天內集結。", "The troops can assemble within ten days."),
    ("該艦可搭載五架直升機。", "The ship carries five helicopters."),
    ("盟國應當分擔費用。", "Allies should share the costs."),
    ("俄方恐不願讓步。", "Moscow is likely to be unwilling to compromise."),
    ("不排除進一步制裁。", "Further sanctions are possible."),
    (
        "莫斯科可能移轉技術，令首爾憂心。",
        "Seoul worries about the possibility that Moscow will transfer technology.",
    ),
    ("所謂的「特別軍事行動」已進入第三年。", 'The "special military operation" is in its third year.'),
    ("會議可望於五月召開。", "The meeting is expected to be held in May."),
    ("如不付款，将被罚款。", "Failure to pay will result in a fine."),
    ("兩國擬於年底前簽約。", "The two countries plan to sign before the end of the year."),
    ("獲得許可的企業可以出貨。", "Firms that have obtained permission can ship."),
    ("涉嫌洩密的官員遭停職。", "The official accused of leaking secrets was suspended."),
    ("据称，他已逃往国外。", "He has fled abroad, his lawyer says."),
    ("若獲通過，關稅可能提高至五成。", "If passed, the bill could raise tariffs to 50 percent."),
    ("聯盟恐面臨分裂的危機。", "The alliance is in danger of splitting."),
    ("未經許可不得進入。", "Entry requires a permit."),
    ("政府不得不讓步。", "The government was forced to give way."),
    ("內閣正考慮徵收數位稅。", "A digital tax is under consideration in the cabinet."),
    ("內閣正考慮徵收數位稅。", "The cabinet is toying with the idea of levying a digital tax."),
    ("财政部研议提高门槛。", "The finance ministry is looking at whether to raise the threshold."),
    (
        "雙方不排除共同開發油田。",
        "Joint development of the oil field is not off the table, the two sides say.",
    ),
    (
        "雙方同意成立小組，研議共同開發油田。",
        "The two agreed to set up a panel to study joint development of oil.",
    ),
    ("必须考虑成本。", "Costs must be taken into account."),
    ("環境部不排除日後修法。", "The environment ministry may yet amend the law."),
    ("考虑到风险，政府决定关闭机场。", "Given the risks, the government decided to close the airport."),
    ("政府決定關閉三座機場。", "Three airports will be closed, the government said."),
    ("两国承诺削减排放。", "The two countries will cut emissions."),
    ("經過考慮，歐盟批准這筆貸款。", "After considering it, the EU approved the loan."),
    ("政府决定是否出兵。", "The government is considering whether to send troops."),
    ("衛星將於七月發射，也可能延後。", "The satellite may be launched in July or later."),
    ("将货物运抵的船只可能受阻。", "Ships that carry the goods may be held up."),
)


@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
@pytest.mark.parametrize("row", WRONG, ids=lambda row: row[1])
def test_wrong_is_found(reader, row, reverse):
    (finding,) = reader(check_modality, WRONG, reverse=reverse)[row]
    assert finding.severity >= Severity.MAJOR
    assert finding.confidence >= 0.5
    assert finding.explanation
    assert finding.source[0].text
    assert finding.target[0].text


@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
@pytest.mark.parametrize("row", RIGHT, ids=lambda row: row[1])
def test_right_is_let_pass(reader, row, reverse):
    assert reader(check_modality, RIGHT, reverse=reverse)[row] == []


@pytest.mark.xfail(strict=True, reason="known to be missed")
@pytest.mark.parametrize("row", MISSED, ids=lambda row: row[1])
def test_missed(reader, row):
    assert all(reader(check_modality, MISSED, reverse=reverse)[row] for reverse in (False, True))
