"""Who did what to whom turned round: what is found, what is let pass."""

import pytest

from align.checks.events import rows, table
from align.checks.relation import check_relation
from align.text import to_simplified
from align.types import Severity

# Chinese, faithful English, English with the roles exchanged.
PAIRS = [
    # Verbs, either voice
    (
        "《紐約時報》對微軟提起的訴訟仍在審理。",
        "The suit that the New York Times brought against Microsoft is still pending.",
        "The suit that Microsoft brought against the New York Times is still pending.",
    ),
    (
        "歐盟正考慮對冰島課徵懲罰性關稅。",
        "The European Union is weighing punitive tariffs on Iceland.",
        "Iceland is weighing punitive tariffs on the European Union.",
    ),
    (
        "工會對政府提告。",
        "The union sued the government.",
        "The government sued the union.",
    ),
    (
        "寮國把電網控股權讓給中國。",
        "Laos has ceded control of the grid to China.",
        "Laos has taken over control of the grid from China.",
    ),
    (
        "歐盟對冰島課徵懲罰性關稅。",
        "The European Union imposed punitive tariffs on Iceland.",
        "Iceland imposed punitive tariffs on the European Union.",
    ),
    (
        "俄羅斯於2022年2月入侵烏克蘭。",
        "Russia invaded Ukraine in February 2022.",
        "Ukraine invaded Russia in February 2022.",
    ),
    ("烏克蘭遭俄羅斯入侵。", "Ukraine was invaded by Russia.", "Russia was invaded by Ukraine."),
    (
        "烏克蘭遭俄羅斯入侵後,能源價格飆升。",
        "Energy prices soared after Russia invaded Ukraine.",
        "Energy prices soared after Ukraine invaded Russia.",
    ),
    ("以色列空襲敘利亞南部。", "Israel bombed southern Syria.", "Syria bombed southern Israel."),
    ("伊朗被以色列襲擊。", "Israel has attacked Iran.", "Iran has attacked Israel."),
    ("以色列對伊朗發動攻擊。", "Israel launched an attack on Iran.", "Iran launched an attack on Israel."),
    (
        "以色列對伊朗的攻擊震驚市場。",
        "Israel's attack on Iran shook the markets.",
        "Iran's attack on Israel shook the markets.",
    ),
    (
        "叛軍在邊境伏擊政府軍。",
        "Rebels ambushed government troops near the border.",
        "Government troops ambushed rebels near the border.",
    ),
    (
        "政府軍遭到叛軍伏擊。",
        "Government forces were ambushed by rebels.",
        "Rebels were ambushed by government forces.",
    ),
    (
        "叛軍伏擊馬利政府軍與瓦格納的車隊。",
        "Rebels ambushed a convoy of Malian government troops and Wagner.",
        "Malian government troops and Wagner ambushed a rebel convoy.",
    ),
    (
        "美國制裁伊朗已逾四十年。",
        "The United States has sanctioned Iran for over forty years.",
        "Iran has sanctioned the United States for over forty years.",
    ),
    ("受到歐盟制裁的俄羅斯銀行", "Russian banks sanctioned by the EU", "EU banks sanctioned by Russia"),
    ("北韓譴責南韓。", "North Korea condemned South Korea.", "South Korea condemned North Korea."),
    ("日本遭中國抨擊。", "Japan came under fire: it was criticised by China. China criticised Japan.", ""),
    (
        "中國指責美國破壞穩定。",
        "China accused the US of undermining stability.",
        "The US accused China of undermining stability.",
    ),
    ("原告控告銀行。", "The plaintiff sued the bank.", "The bank sued the plaintiff."),
    (
        "谷歌控告微軟侵權。",
        "Google sued Microsoft for infringement.",
        "Microsoft sued Google for infringement.",
    ),
    ("微軟遭谷歌起訴。", "Microsoft was sued by Google.", "Google was sued by Microsoft."),
    (
        "工會對雇主提起訴訟。",
        "The union filed a lawsuit against the employer.",
        "The employer filed a lawsuit against the union.",
    ),
    ("警方逮捕兩名示威者。", "Police arrested two protesters.", "Two protesters arrested the police."),
    (
        "示威者被警方拘留。",
        "The demonstrators were detained by police.",
        "The police were detained by demonstrators.",
    ),
    ("印度支持越南。", "India backs Vietnam.", "Vietnam backs India."),
    ("越南獲得支持,因印度力挺越南。", "Vietnam gained, because India backs it.", ""),
    ("德國被日本超越。", "Germany was overtaken by Japan.", "Japan was overtaken by Germany."),
    ("法國擊敗英國。", "France defeated Britain.", "Britain defeated France."),
    ("英國被法國擊敗。", "Britain was beaten by France.", "France was beaten by Britain."),
    ("俄羅斯把法國大使驅逐。", "Russia expelled the French ambassador.", ""),
    (
        "中國警告日本不要介入。",
        "China warned Japan not to intervene.",
        "Japan warned China not to intervene.",
    ),
    ("塞爾維亞並未承認科索沃。", "Serbia has not recognised Kosovo.", "Kosovo has not recognised Serbia."),
    (
        "菲律賓邀請日本參加演習。",
        "The Philippines invited Japan to the exercise.",
        "Japan invited the Philippines to the exercise.",
    ),
    (
        "監管機構要求銀行增資。",
        "The regulator urged the banks to raise capital.",
        "The banks urged the regulator to raise capital.",
    ),
    ("波蘭依賴美國的保護。", "Poland relies on US protection.", "The US relies on Polish protection."),
    (
        "微軟收購諾基亞的手機部門。",
        "Microsoft acquired Nokia's handset unit.",
        "Nokia acquired Microsoft's handset unit.",
    ),
    ("海盜攻擊漁民。", "Pirates attacked fishermen.", "Fishermen attacked pirates."),
    ("遭駭客攻擊的銀行", "banks attacked by hackers", "hackers attacked by banks"),
    # Transfers
    ("俄羅斯將武器出售給伊朗。", "Russia sold weapons to Iran.", "Iran sold weapons to Russia."),
    ("由俄羅斯出售給印度的飛彈", "missiles sold by Russia to India", "missiles sold by India to Russia"),
    ("印度自俄羅斯採購原油。", "India buys crude from Russia.", "Russia buys crude from India."),
    ("印度向俄羅斯購買飛彈。", "Russia sold missiles to India.", "India sold missiles to Russia."),
    (
        "北韓向俄羅斯提供砲彈。",
        "North Korea supplied Russia with shells.",
        "Russia supplied North Korea with shells.",
    ),
    (
        "北韓對俄羅斯提供砲彈。",
        "Russia was supplied with shells by North Korea.",
        "North Korea was supplied with shells by Russia.",
    ),
    ("美國給予烏克蘭援助。", "The US gave Ukraine aid.", "Ukraine gave the US aid."),
    ("中國自澳洲進口煤炭。", "China imports coal from Australia.", "Australia imports coal from China."),
    ("澳洲對中國出口煤炭。", "China imports coal from Australia.", "Australia imports coal from China."),
    (
        "船東將船租給業者。",
        "The shipowners lease vessels to operators.",
        "Operators lease vessels to the shipowners.",
    ),
    (
        "船東透過香港公司將船租給中國業者。",
        "which their owners lease to Chinese operators through Hong Kong firms",
        "which Chinese operators lease to the shipowners through Hong Kong firms",
    ),
    (
        "業者向船東租用船舶。",
        "The operators charter vessels from shipowners.",
        "The shipowners charter vessels from operators.",
    ),
    ("銀行貸款給農民。", "The bank lent money to farmers.", "Farmers lent money to the bank."),
    ("希臘向德國償還貸款。", "Greece repaid the loan to Germany.", "Germany repaid the loan to Greece."),
    ("日本向南韓道歉。", "Japan apologised to South Korea.", "South Korea apologised to Japan."),
    (
        "叛軍向政府軍投降。",
        "The rebels surrendered to government forces.",
        "Government forces surrendered to the rebels.",
    ),
    (
        "丹麥把戰機移交給烏克蘭。",
        "Denmark transferred fighter jets to Ukraine.",
        "Ukraine transferred fighter jets to Denmark.",
    ),
    ("律師通報警方。", "The lawyer notified the police.", "The police notified the lawyer."),
    # Comparisons
    (
        "越南的成長率比泰國高。",
        "Vietnam's growth rate is higher than Thailand's.",
        "Thailand's growth rate is higher than Vietnam's.",
    ),
    (
        "日本的失業率較德國低。",
        "Japan's unemployment is lower than Germany's.",
        "Germany's unemployment is lower than Japan's.",
    ),
    (
        "日本的失業率較德國低。",
        "Germany's unemployment is higher than Japan's.",
        "Japan's unemployment is higher than Germany's.",
    ),
    ("印度人口超過中國。", "India's population exceeds China's.", "China's population exceeds India's."),
    ("法國支出少於德國。", "France spends less than Germany.", "Germany spends less than France."),
    ("韓國落後日本。", "South Korea lags behind Japan.", "Japan lags behind South Korea."),
    # Two that do different things
    (
        "俄羅斯動用否決權,中國則投棄權票。",
        "Russia used its veto, with China abstaining.",
        "China used its veto, with Russia abstaining.",
    ),
    (
        "該小組因俄羅斯行使否決權而解散,中國則棄權。",
        "The panel was dissolved after Russia vetoed its renewal; China abstained.",
        "The panel was dissolved after China vetoed its renewal; Russia abstained.",
    ),
    (
        "巴西投贊成票,印度棄權。",
        "Brazil voted for it and India abstained.",
        "India voted for it and Brazil abstained.",
    ),
    (
        "瑞典加入北約,而愛爾蘭拒絕。",
        "Sweden joined, while Ireland refused.",
        "Ireland joined, while Sweden refused.",
    ),
    (
        "伊朗否認,以色列則坦承。",
        "Iran denied it, whereas Israel admitted it.",
        "Israel denied it, whereas Iran admitted it.",
    ),
    (
        "工會同意,雇主拒絕。",
        "The union agreed but the employer refused.",
        "The employer agreed but the union refused.",
    ),
]
TURNED = [(chinese, wrong) for chinese, _, wrong in PAIRS if wrong]

FAITHFUL = [
    ("遭美國制裁的伊朗向俄羅斯提供無人機。", "Iran, sanctioned by the US, supplies Russia with drones."),
    ("攻擊以色列的伊朗表示克制。", "Iran, which attacked Israel, says it is showing restraint."),
    ("俄羅斯攻擊的烏克蘭城市", "the Ukrainian cities that Russia attacked"),
    ("法國稱俄羅斯攻擊烏克蘭。", "Russia attacked Ukraine, France said."),
    ("烏克蘭稱遭俄羅斯攻擊。", "Ukraine said it had been attacked by Russia."),
    ("烏克蘭稱,俄羅斯攻擊了港口。", "Russia attacked the port, Ukraine said."),
    ("中國要求日本向南韓道歉。", "China urged Japan to apologise to South Korea."),
    ("日本應中國要求向南韓道歉。", "At China's request, Japan apologised to South Korea."),
    ("在美國支持下,以色列攻擊伊朗。", "With US support, Israel attacked Iran."),
    ("以色列攻擊伊朗獲得美國支持。", "Israel's attack on Iran was backed by the US."),
    ("美國譴責伊朗對以色列的攻擊。", "The US condemned the attack on Israel by Iran."),
    ("美國譴責伊朗攻擊以色列。", "Iran's attack on Israel was condemned by the United States."),
    ("以色列與伊朗互相攻擊。", "Iran and Israel attacked each other."),
    ("中國和美國互相指責。", "The US and China accused one another."),
    (
        "伊朗擊落以色列無人機,以色列隨後攻擊伊朗。",
        "Israel attacked Iran after Iran shot down an Israeli drone.",
    ),
    (
        "俄羅斯從北韓取得砲彈,北韓則獲得俄羅斯技術。",
        "Russia gets shells from North Korea, which in turn receives Russian technology.",
    ),
    ("俄羅斯自北韓進口砲彈。", "North Korea exports shells to Russia."),
    ("越南向日本借款。", "Japan lent money to Vietnam."),
    ("日本貸款給越南。", "Vietnam borrowed from Japan."),
    ("德國的支出不比法國高。", "Germany's spending is not higher than France's."),
    ("法國的支出高於德國。", "Germany spends less than France."),
    ("法國領先德國。", "Germany trails France."),
    ("與德國相比,法國的支出較高。", "France's spending is higher than Germany's."),
    ("相較於日本,韓國成長較快。", "South Korea grew faster than Japan."),
    ("遭叛軍伏擊的政府軍撤退。", "Government troops ambushed by rebels retreated."),
    ("伏擊政府軍的叛軍已撤離。", "The rebels who ambushed government troops have left."),
    ("政府軍在叛軍伏擊中傷亡慘重。", "Rebels ambushed government troops, inflicting heavy losses."),
    ("俄羅斯支持的叛軍攻擊烏克蘭軍隊。", "Rebels backed by Russia attacked Ukrainian troops."),
    ("業者租用船東的船舶。", "Shipowners lease their vessels to operators."),
    ("業者承租的船舶由船東管理。", "The vessels that operators charter are managed by shipowners."),
    (
        "沙烏地阿拉伯向美國採購的飛彈已交付。",
        "The missiles that Saudi Arabia bought from the US have been delivered.",
    ),
    ("美國出售台灣的武器遭中國抗議。", "China protested against the weapons the US sold to Taiwan."),
    ("中國抗議美國對台灣出售武器。", "US arms sales to Taiwan drew a protest from China."),
    ("銀行遭監管機構起訴。", "The regulator sued the bank."),
    (
        "工會與雇主達成協議,警方未逮捕任何人。",
        "The employer reached a deal with the union; police arrested nobody.",
    ),
    ("俄羅斯否決,中國棄權。", "China abstained, while Russia vetoed the resolution."),
    ("印度棄權,巴西則投下贊成票。", "Brazil voted for it; India abstained."),
    ("伊朗受到美國制裁,卻仍向中國出口石油。", "The US sanctions Iran, yet China still imports oil from it."),
    ("俄羅斯將伊朗製造的無人機用於攻擊烏克蘭。", "Russia has used drones made by Iran to attack Ukraine."),
    ("美國由於支持以色列而遭伊朗指責。", "The US, because it supports Israel, has been accused by Iran."),
    ("波蘭接收由美國提供的戰車。", "Poland received tanks provided by the US."),
    (
        "菲律賓取代越南成為日本最大援助對象。",
        "The Philippines replaced Vietnam as the largest recipient of aid from Japan.",
    ),
    ("越南被菲律賓取代。", "The Philippines has replaced Vietnam."),
    ("中國被印度超越,失去人口第一的地位。", "India overtook China as the most populous country."),
    ("南韓並未向烏克蘭直接提供武器。", "No weapons were supplied directly to Ukraine by South Korea."),
    ("警方表示,逮捕嫌犯的是海警。", "Police said the suspect was arrested by the coast guard."),
    ("被指控賄賂議員的公司否認。", "The company accused of bribing lawmakers denied it."),
    ("俄羅斯對歐洲的天然氣出口下降。", "Gas exports to Europe from Russia fell."),
    ("烏克蘭向波蘭移交嫌犯。", "The suspect was handed over to Poland by Ukraine."),
    ("歐盟威脅對中國加徵關稅。", "China was threatened with tariffs by the EU."),
    ("中國向歐盟提出抗議。", "China lodged a protest with the EU."),
    (
        "以色列襲擊加薩,造成平民死亡,伊朗強烈譴責。",
        "Iran strongly condemned the deaths of civilians after Israel attacked Gaza.",
    ),
    (
        "伊朗遭以色列攻擊後反擊,攻擊以色列的機場。",
        "After Israel attacked Iran, it struck back at Israeli airports.",
    ),
    ("美國對中國的依賴", "dependence on China by the US"),
    ("對中國的依賴使德國警覺。", "Germany is alarmed by its dependence on China."),
    (
        "俄羅斯佔領的克里米亞仍屬烏克蘭,聯合國如此認定。",
        "The UN considers Crimea, occupied by Russia, part of Ukraine.",
    ),
    ("台積電供應蘋果與輝達晶片。", "Nvidia and Apple are supplied with chips by TSMC."),
    ("輝達依賴台積電。", "TSMC is relied on by Nvidia."),
    ("巴基斯坦指控印度支持叛軍。", "India was accused by Pakistan of backing rebels."),
    ("巴基斯坦指控印度,印度予以否認。", "India denied what Pakistan accused it of."),
]


@pytest.mark.parametrize("reverse", [False, True], ids=["from Chinese", "from English"])
@pytest.mark.parametrize("script", [str, to_simplified], ids=["Hant", "Hans"])
class TestBothWays:
    @pytest.mark.parametrize(("chinese", "english"), TURNED)
    def test_turned_round_is_found(self, run, chinese, english, script, reverse):
        texts = (english, script(chinese)) if reverse else (script(chinese), english)
        (finding,) = run(check_relation, texts, reverse=reverse)
        assert finding.severity >= Severity.MAJOR
        assert finding.confidence >= 0.5
        assert finding.source
        assert finding.target

    @pytest.mark.parametrize(("chinese", "english"), [*((zh, en) for zh, en, _ in PAIRS), *FAITHFUL])
    def test_faithful_is_let_pass(self, run, chinese, english, script, reverse):
        texts = (english, script(chinese)) if reverse else (script(chinese), english)
        assert not run(check_relation, texts, reverse=reverse)


def test_finding_says_what_was_read(run):
    (finding,) = run(
        check_relation, ("去年烏克蘭遭俄羅斯入侵。", "Last year Russia was invaded by Ukraine in the east.")
    )
    assert finding.severity is Severity.CRITICAL
    assert [place.text for place in finding.source] == ["烏克蘭遭俄羅斯入侵"]
    assert [place.text for place in finding.target] == ["Russia was invaded by Ukraine"]
    assert dict(finding.evidence) == {
        "source": "俄羅斯 → 入侵 → 烏克蘭",
        "target": "Ukraine → invaded → Russia",
    }


def test_actors_without_a_name_are_major(run):
    (finding,) = run(check_relation, ("海盜攻擊漁民。", "Fishermen attacked pirates."))
    assert finding.severity is Severity.MAJOR


def test_two_that_do_different_things_are_one_finding(run):
    (finding,) = run(
        check_relation, ("俄羅斯動用否決權,中國則投棄權票。", "China used its veto, with Russia abstaining.")
    )
    assert [place.text for place in finding.source] == ["俄羅斯動用否決權,中國則投棄權票"]
    assert [place.text for place in finding.target] == ["China used its veto, with Russia abstaining"]


def test_same_predicate_twice_is_not_read(run):
    texts = ("俄羅斯攻擊烏克蘭,烏克蘭也攻擊俄羅斯。", "Ukraine attacked Russia, and Russia attacked Ukraine.")
    assert not run(check_relation, texts)


@pytest.mark.parametrize("text", ["被" * 3000, "俄羅斯對" * 2000 + "攻擊", "比較高" * 2000])
def test_odd_text_takes_no_time(run, text):
    assert not run(check_relation, (text, "by which Russia to than higher " * 800))


def test_every_row_is_well_formed():
    for row in rows():
        assert row.predicate.frame in ("acts", "gives", "takes", "more", "less", "alone")
        assert row.chinese
        assert row.verbs
        assert all(to_simplified(form) == form for form in row.chinese)
    for chinese, english in table("actors.tsv"):
        assert to_simplified(chinese) == chinese
        assert english
