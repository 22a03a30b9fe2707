"""All, most, many, some, few and none."""

from __future__ import annotations

import pytest

from align.checks.quantifier import check_quantifier
from align.types import Severity

WRONG = (
    (
        "监控记者一律要先经法官批准。",
        "Journalists can in most cases be monitored only after approval by a judge.",
    ),
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
    # Neighbours on the scale, and how often.
    ("船員多由菲律賓人擔任。", "All of the crew are Filipinos."),
    ("通話用戶多在華府一帶。", "The users are all in the Washington area."),
    ("這些元件多為日本製。", "These components are entirely made in Japan."),
    ("絕大部分配額免費發放。", "All allowances are handed out for free."),
    ("大多數會員國已批准條約。", "Every member state has ratified the treaty."),
    ("進出口銀行極少同意削減本金。", "The Export-Import Bank has never agreed to cut principal."),
    ("各採樣點無一例外超標。", "Most sampling points exceeded the limit."),
    ("受訪企業無一例外表示擔憂。", "Most of the companies surveyed voiced concern."),
    ("全數衛星皆已失聯。", "Most of the satellites have lost contact."),
    ("違規車輛一律扣押。", "Most of the offending vehicles will be impounded."),
    ("無一國家承認該政權。", "Few countries recognize the regime."),
    ("該公司從未公布財報。", "The company rarely publishes its accounts."),
    ("北約軍機很少進入該空域。", "NATO aircraft never enter that airspace."),
    ("總統鮮少接受外媒專訪。", "The president often gives interviews to foreign media."),
    ("俄軍偶爾使用集束彈藥。", "Russian forces often use cluster munitions."),
    ("中國漁船經常闖入該海域。", "Chinese fishing boats rarely enter those waters."),
    ("兩國外長時常通話。", "The two foreign ministers seldom speak by phone."),
    ("該國始終拒絕核查人員入境。", "The country has sometimes refused entry to inspectors."),
    ("政府往往忽視少數意見。", "The government never ignores minority views."),
    ("法官一貫駁回此類申請。", "Judges occasionally reject such applications."),
    ("個別船隊從未停航。", "A good many fleets never stopped sailing."),
    ("只有少數幾家銀行倒閉。", "Most banks failed."),
    ("近半受訪者反對增稅。", "Most respondents oppose the tax increase."),
    ("逾半會員反對修憲。", "Few members oppose amending the constitution."),
    ("半數電廠停機。", "All the power plants went offline."),
    ("三分之二的議員支持彈劾。", "A few lawmakers back impeachment."),
    ("一些學者對數據存疑。", "All scholars doubt the data."),
    ("這是該區唯一的深水港。", "It is one of the deepwater ports in the region."),
    ("該公司是全球最大的電池製造商之一。", "The company is the only maker of such batteries in the world."),
    ("兩國皆已批准協定。", "Neither country has ratified the agreement."),
    ("幾乎所有航班取消。", "All flights were canceled."),
    ("疫苗幾乎沒有副作用。", "The vaccine has no side effects."),
    ("鮮有國家公開表態。", "Most countries have taken a public position."),
    ("寥寥數家業者取得執照。", "Many operators obtained licenses."),
    ("多數難民來自蘇丹。", "All the refugees come from Sudan."),
    ("所有核電機組均已停機。", "Most nuclear reactors have been shut down."),
    ("大部分資金已撥付。", "The entire fund has been disbursed."),
    ("該條例極少適用於外國企業。", "The ordinance is often applied to foreign companies."),
    ("眾多用戶抱怨當機。", "A handful of users complained about crashes."),
    ("部分省份已恢復供電。", "Power has been restored in every province."),
    ("絕大多數選民未投票。", "A minority of voters did not cast ballots."),
    ("試射屢次失敗。", "Test launches have seldom failed."),
    ("衛星偶有訊號中斷。", "The satellite always suffers signal interruptions."),
    ("全體議員投下贊成票。", "Most lawmakers voted in favor."),
    ("無一倖存者。", "There were few survivors."),
    ("業者清一色為外資。", "Most of the operators are foreign-owned."),
    ("船上貨物全部沉沒。", "Most of the cargo on board sank."),
    ("這類案件大多庭外和解。", "All such cases are settled out of court."),
    ("少數軍官參與政變。", "Most officers took part in the coup."),
    ("許多礦場違規排放。", "A few mines discharged waste illegally."),
    ("央行總是在會後公布紀要。", "The central bank usually publishes minutes after its meetings."),
    ("法院通常准許保釋。", "The court always grants bail."),
    ("該黨從不與極右派結盟。", "The party seldom allies with the far right."),
    ("僅有個別省份達標。", "Many provinces met the target."),
    ("他屢次訪問平壤。", "He occasionally visited Pyongyang."),
    ("若干銀行受到影響。", "Most banks were affected."),
    ("企業無不擔心匯率風險。", "Some companies are worried about exchange-rate risk."),
    (
        "據統計，該省受災農戶多以種植玉米維生，政府將逐戶補償。",
        "By official count, the farmers affected in the province all live by "
        "growing maize, and the government will compensate them household by household.",
    ),
    (
        "參與演習的艦艇中，屬北部戰區者不在少數。",
        "Few of the ships in the exercise belonged to the Northern Theater Command.",
    ),
    (
        "歐盟執委會通常在三個月內作出裁決，但這回拖了半年。",
        "The European Commission always rules within three months, but this time it took half a year.",
    ),
    (
        "與會代表無不對停火前景感到悲觀。",
        "Some of the delegates were pessimistic about the prospects for a ceasefire.",
    ),
    (
        "據消息人士說，過半董事反對併購，執行長為此憂心。",
        "According to sources, a few directors oppose the merger, which worries the chief executive.",
    ),
    (
        "該批疫苗悉數運抵金夏沙，冷鏈未曾中斷。",
        "Most of the vaccines have reached Kinshasa, with the cold chain unbroken.",
    ),
    (
        "自開戰以來，兩國元首屢次通話，惟未觸及領土。",
        "Since the war began the two presidents have seldom spoken by phone, and never about territory.",
    ),
    ("核電廠周邊居民幾乎全數撤離。", "All residents near the nuclear plant have been evacuated."),
    (
        "仍有少數業者未完成登記，主管機關將開罰。",
        "Most operators have still not registered, and the regulator will impose fines.",
    ),
    ("德國工業界向來倚賴廉價天然氣。", "German industry has occasionally relied on cheap natural gas."),
    (
        "絕大多數的申請案在六週內獲得處理，僅個別案件拖延。",
        "All applications are processed within six weeks, with only isolated cases delayed.",
    ),
    ("太空總署偶爾對外公布軌道碎片數據。", "The space agency frequently publishes data on orbital debris."),
    ("各黨推舉的候選人幾乎都主張增稅。", "A few of the candidates put up by the parties want higher taxes."),
    (
        "新車款的零件大多由墨西哥工廠供應。",
        "The parts for the new model are exclusively supplied by plants in Mexico.",
    ),
    ("這項技術僅有屈指可數的企業掌握。", "Many companies have mastered the technology."),
    ("該國出口的稀土大部分流向日本。", "All of the rare earths the country exports go to Japan."),
    ("外籍顧問從未獲准進入設施。", "Foreign advisers have rarely been allowed into the facility."),
    ("近半數難民營缺乏乾淨飲水。", "Most refugee camps lack clean water."),
    ("法官很少推翻仲裁結果。", "Judges usually overturn arbitration awards."),
    ("所有申訴均在期限內結案。", "Most complaints were closed within the time limit."),
    ("人質悉數獲釋。", "Most of the hostages have been freed."),
    ("部分觀察家憂心基地會擴建。", "Observers are of one mind in fearing that the base will expand."),
    ("两国各占公司股权的四分之一。", "The two countries jointly hold a quarter of the company."),
)
# Wrong as well: what this rule is known to miss in one direction at least.
MISSED = (
    ("檢方通常不公開證據。", "Prosecutors never disclose evidence."),
    ("少數民眾拒絕疏散。", "No residents refused to evacuate."),
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
    # Right though it looks different.
    ("多年來，企業持續投資。", "All these years companies have kept investing."),
    ("許多年輕人在都市工作。", "Many young people work in cities."),
    ("大多數國家都贊成。", "Most countries are in favor."),
    ("幾乎所有國家均已加入。", "Nearly all countries have joined."),
    ("絕大多數衛星運作正常。", "All but a few satellites are working normally."),
    ("該船多在夜間航行。", "The ship mostly sails at night."),
    ("元件多為日本製。", "The components are largely made in Japan."),
    ("他從不接受採訪。", "He never gives interviews."),
    ("他很少接受採訪。", "He rarely gives interviews."),
    ("該國鮮少公開軍費。", "The country hardly ever makes its military spending public."),
    ("央行偶爾入市干預。", "From time to time the central bank intervenes in the market."),
    ("無一例外，各廠皆停工。", "Without exception, every plant stopped work."),
    ("個別地區出現降雨。", "Rain fell in isolated areas."),
    ("官員與個別企業會談。", "Officials met with individual companies."),
    ("近半議員缺席。", "Nearly half of the lawmakers were absent."),
    ("過半選民支持。", "A majority of voters are in favor."),
    ("該黨統治近半世紀。", "The party had a majority in parliament for almost fifty years."),
    ("贊成者未能過半。", "Those in favor were a minority."),
    ("過半選民支持。", "More than half of voters are in favor."),
    ("半數以上電廠停機。", "Most of the power plants went offline."),
    ("並非所有會員國都簽署。", "Some member states have not signed."),
    ("沒有任何國家承認該政權。", "No country recognizes the regime."),
    ("無人傷亡。", "There were no casualties."),
    ("一律不得入境。", "No one may enter."),
    ("所有人都不得離開。", "No one is allowed to leave."),
    ("該廠所有設備均未受損。", "None of the plant's equipment was damaged."),
    ("全部旅客平安。", "Nobody on board was hurt."),
    ("多數專家認為，所有數據都有問題。", "Most experts think all the data are flawed."),
    ("這是唯一的出路。", "It is the only way out."),
    ("該廠是唯一一家取得許可的外商。", "The plant is the only foreign one with a license."),
    ("該公司是最大的製造商之一。", "The company is one of the largest manufacturers."),
    ("該公司是最大的製造商之一。", "The company ranks among the largest manufacturers."),
    ("兩國均未批准協定。", "Neither country has ratified the agreement."),
    ("雙方都拒絕讓步。", "Neither side would give way."),
    ("至少三十人受傷。", "No fewer than thirty people were injured."),
    ("一向支持自由貿易的議員也反對。", "Even lawmakers who have always supported free trade are opposed."),
    ("政府一直否認。", "The government has denied it all along."),
    ("政府始終未回應。", "The government has never responded."),
    ("所有申請均被駁回。", "No application was approved."),
    ("總統經常說，永不放棄。", "The president often says: never give up."),
    ("很少有人知道，多數晶片來自台灣。", "Few people know that most of the chips come from Taiwan."),
    ("總是有些企業違規。", "There are always some companies that break the rules."),
    ("並不總是有效。", "It does not always work."),
    ("往往需要數年。", "It usually takes years."),
    ("經常導致停電。", "It frequently leads to blackouts."),
    ("中國漁船不時闖入。", "Chinese fishing boats often intrude."),
    ("北韓時常試射飛彈。", "North Korea regularly tests missiles."),
    ("全部費用由買方負擔。", "The buyer bears the full cost."),
    ("大部分時間用於訓練。", "Most of the time is spent on training."),
    ("成員主要是退役軍人。", "The members are mostly retired soldiers."),
    ("部分國家一律拒絕簽證申請。", "Some countries refuse all visa applications."),
    ("無一國家缺席，所有代表團準時抵達。", "Every country was there, and all delegations arrived on time."),
    ("少數企業從未申報。", "A few companies have never filed a return."),
    ("不少用戶從未更新系統。", "Many users have never updated their systems."),
    ("極少數國家例外。", "There are only a tiny number of exceptions."),
    ("他通常不發表評論。", "He does not usually comment."),
    ("半年來，多數工廠停工。", "Most factories have stood idle for half a year."),
    (
        "會議多次延期，雙方仍未達成共識。",
        "The meeting has been put off several times, and the sides still disagree.",
    ),
    ("許多居民無家可歸，所幸無人死亡。", "Many residents lost their homes, though no one died."),
    ("這些船隻均屬國有。", "These ships all belong to the state."),
    ("除德國外，各國均表支持。", "Every country but Germany is in favor."),
    ("除德國外，所有國家均表支持。", "Most countries, though not Germany, are in favor."),
    ("全體一致通過。", "It was passed unanimously."),
    ("所有成員無一反對。", "Not one member was opposed."),
    ("一些專家持保留態度。", "A few experts have reservations."),
    ("部分貨物受損。", "A small part of the cargo was damaged."),
    ("該法案極少引起爭議，沒有人反對。", "The bill has caused hardly any controversy; no one is against it."),
    ("從未有國家如此要求。", "No country has ever asked for that."),
    ("大都會區所有車站關閉。", "All stations in the metropolitan area are closed."),
    ("兩岸貿易多以人民幣結算。", "Trade across the strait is settled for the most part in yuan."),
    ("厄瓜多在邊境增兵。", "Ecuador sent all its reserves to the border."),
    (
        "據統計，該省農戶多以種植玉米維生。",
        "By official count, farmers in the province mostly live by growing maize.",
    ),
    (
        "參與演習的艦艇中，屬北部戰區者不在少數。",
        "Quite a few of the ships in the exercise belonged to the Northern Theater Command.",
    ),
    ("與會代表無不感到悲觀。", "There was no delegate who was not pessimistic."),
    ("該批疫苗悉數運抵。", "The whole consignment of vaccines has arrived."),
    (
        "兩國元首屢次通話，惟從未觸及領土。",
        "The presidents have spoken several times, but never about territory.",
    ),
    ("居民幾乎全數撤離。", "Hardly anyone has stayed behind."),
    ("德國工業界向來倚賴廉價天然氣。", "German industry has long relied on cheap gas."),
    (
        "絕大多數申請案在六週內處理完畢，僅個別案件拖延。",
        "The vast majority of applications are processed within six weeks; only a few are delayed.",
    ),
    ("大多數議員從不缺席，少數例外。", "Most lawmakers never miss a vote; a few do."),
    (
        "所有選項都在考慮之列，但沒有一項獲得共識。",
        "Every option is being considered, but none has won agreement.",
    ),
    ("一些國家始終沒有簽署。", "Some countries have never signed."),
    ("他們往往低估了成本。", "They have all too often underestimated the costs."),
    ("两国各占公司股权的四分之一。", "The two countries each hold a quarter of the company."),
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


@pytest.mark.xfail(strict=True, reason="known to be missed")
@pytest.mark.parametrize("row", MISSED, ids=lambda row: row[1])
def test_missed(reader, row):
    assert all(reader(check_quantifier, MISSED, reverse=reverse)[row] for reverse in (False, True))


def test_quantifiers_by_the_hundred_are_no_sentence(reader):
    told = {count: ("部分業者撤資。" * count, "All firms divested. " * count) for count in (1, 100)}
    found = reader(check_quantifier, list(told.values()))
    assert [bool(found[told[count]]) for count in (1, 100)] == [True, False]
