"""One named thing rendered as another: what is found, what is let pass."""

import pytest

from align.checks.entity import check_entity
from align.knowledge.concepts import Searchable
from align.types import Severity
from tests.checks.conftest import cases

OF_THE_LISTS, RIGHT_OF_THE_LISTS = cases("names_wrong.tsv"), cases("names_right.tsv")
SWAPPED = [
    # Chinese, English, source words, target words, suggestion
    (
        "該校與軍方及格魯烏往來密切",
        "The school is close to the military and the KGB.",
        "格魯烏",
        "KGB",
        "GRU",
    ),
    ("聯邦安全局逮捕兩名工程師", "The SVR arrested two engineers.", "聯邦安全局", "SVR", "FSB"),
    ("北約秘書長呼籲增加預算", "The EU called for bigger budgets.", "北約", "EU", "NATO"),
    ("拜登簽署行政命令", "Trump signed the executive order.", "拜登", "Trump", "Joe Biden"),
    ("拜登签署行政命令", "Trump signed the executive order.", "拜登", "Trump", "Joe Biden"),
    ("軍情五處發布警告", "MI6 issued a warning.", "軍情五處", "MI6", "MI5"),
    ("世界銀行下修預測", "The IMF lowered its forecast.", "世界銀行", "IMF", "World Bank"),
    ("尼日軍政府驅逐大使", "Nigeria's junta expelled the ambassador.", "尼日", "Nigeria", "Niger"),
    ("輸出至伊拉克的原油", "crude oil exported to Iran", "伊拉克", "Iran", "Iraq"),
    (
        "美國商務部工業與安全局",
        "the US Commerce Department's International Trade Administration",
        "工業與安全局",
        "International Trade Administration",
        "Bureau of Industry and Security",
    ),
    ("北韓領導人", "the South Korean leader", "北韓", "South Korean", "North Korea"),
    ("蘇丹的戰爭", "the war in South Sudan", "蘇丹", "South Sudan", "Sudan"),
    ("愛爾蘭總理", "Northern Ireland's prime minister", "愛爾蘭", "Northern Ireland", "Ireland"),
    ("伊朗政府", "the Iraqi government", "伊朗", "Iraqi", "Iran"),
    (
        "日本國際協力機構提供貸款",
        "loans from the Japan Bank for International Cooperation",
        "日本國際協力機構",
        "Japan Bank for International Cooperation",
        "Japan International Cooperation Agency",
    ),
    ("力拓集團的礦場", "a mine of BHP", "力拓集團", "BHP", "Rio Tinto"),
    (
        "克倫民族解放軍攻占小鎮",
        "The Kachin Independence Army seized the town.",
        "克倫民族解放軍",
        "Kachin Independence Army",
        "Karen National Liberation Army",
    ),
    (
        "非洲開發銀行核准貸款",
        "The Asian Development Bank approved the loan.",
        "非洲開發銀行",
        "Asian Development Bank",
        "African Development Bank",
    ),
    ("格魯烏(總參謀部情報總局)的單位", "a unit of the FSB", "格魯烏(總參謀部情報總局)", "FSB", "GRU"),
]


@pytest.mark.parametrize(("chinese", "english", "meant", "written", "suggestion"), SWAPPED)
def test_swap_is_critical(run, chinese, english, meant, written, suggestion):
    (finding,) = run(check_entity, (chinese, english))
    assert finding.severity is Severity.CRITICAL
    assert [place.text for place in finding.source] == [meant]
    assert [place.text for place in finding.target] == [written]
    assert finding.suggestion == suggestion
    assert meant in finding.explanation
    assert written in finding.explanation


@pytest.mark.parametrize(("chinese", "english"), [case[:2] for case in SWAPPED if "SVR" not in case[1]])
def test_swap_is_found_when_english_is_the_source(run, chinese, english):
    (finding,) = run(check_entity, (english, chinese), reverse=True)
    assert finding.severity is Severity.CRITICAL


FAITHFUL = [
    ("瑞士援助组织估计，黄金达435吨。", "Swissaid estimates that there are 435 tons of gold."),
    ("韓國銀行業面臨壓力", "Korean lenders are under pressure."),
    ("安哥拉國家石油公司減產", "Angola's state oil company cut its output."),
    ("沙烏地公共投資基金縮減支出", "The Saudi PIF cut its spending."),
    ("國庫控股正洽談合建精煉廠", "Khazanah is in talks about a refinery."),
    ("蘇格蘭民族黨在蘇格蘭議會取得過半議席", "The SNP won a majority at Holyrood."),
    ("將要求倫敦授權舉行公投", "It will ask Westminster for the power to hold a referendum."),
    ("北愛爾蘭權力分享政府恢復運作", "Power-sharing returned to Stormont."),
    ("英國首相府否認此事", "No 10 denied it."),
    ("國際奧會在希臘選出主席", "The IOC elected a president in Greece."),
    ("以色列在歐洲歌唱大賽獲亞軍", "Israel was runner-up in Eurovision."),
    ("英格蘭銀行8月會降息", "The BOE will cut rates in August."),
    ("阿根廷央行代理行長盧塞羅否認", "Lucero, Argentina's acting central bank chief, denied it."),
    ("瑞士央行去年盈利約800億瑞郎", "The SNB made some SFr80bn last year."),
    ("馬來西亞投資、貿易及工業部宣布", "Malaysia's trade ministry (MITI) announced it."),
    ("國際太空站運作至2028年", "The ISS will be run until 2028."),
    (
        "南韓產業通商資源部長安德根說",
        "According to Ahn Duk-geun, South Korea's minister for trade, industry and energy",
    ),
    ("新聞主管特納斯因剪輯爭議辭職", "The news chief, Turness, quit over a row about editing."),
    (
        "內閣不會在夏季休會前改組",
        "The top team will not be reshuffled before Parliament rises for the summer.",
    ),
    # Points of the compass may be written small, or with a hyphen.
    ("以東歐為基地的犯罪團伙", "a criminal gang based in eastern Europe"),
    ("多位西非國家領導人", "several west African leaders"),
    ("東南亞買家的秋季訂單", "South-East Asian buyers' autumn orders"),
    ("中東歐國家的企業", "firms in central and eastern Europe"),
    ("首爾綜合股價指數收漲", "The Kospi closed up."),
    ("之後返回吳哥周邊的原址", "later to go back to their original sites around Angkor"),
    ("克里姆林宮要求這些公司效忠", "Russia demanded loyalty from these firms."),
    ("莫斯科的新市場", "Russia's new market"),
    ("華府擴大管制", "The United States widened its controls."),
    ("美歐開始刁難俄羅斯公司", "the US and Europe began to obstruct Russian companies"),
    ("英、法、德三國啟動機制", "the United Kingdom, France, and Germany triggered the mechanism"),
    ("禁止政府電腦使用俄製防毒軟體", "ban Russian antivirus software from government computers"),
    ("與俄羅斯安全局有聯繫", "had links to Russian security services"),
    ("國際原子能總署(IAEA)人員", "personnel from the International Atomic Energy Agency (IAEA)"),
    ("中国大陆和台湾地区先后递交申请", "The Chinese mainland and Taiwan submitted applications."),
    ("其中不乏完美的例子", "There is no lack of perfect examples."),
    ("他的兒子在日本公司工作", "His son works at a Japanese firm."),
    ("CPTPP成員增至12個", "The CPTPP grew to 12 members."),
    ("真正往返歐亞的貨物", "cargo moving between Europe and Asia"),
    ("沿海地區的漁民", "fishermen along the coast"),
    ("波羅的海三國", "Estonia, Latvia, and Lithuania"),
    ("中亞五國", "Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan, and Uzbekistan"),
    ("東南亞國家", "Vietnam and the Philippines"),
    ("中東", "Iraq and Syria"),
    ("今年烏國支付俄羅斯天然氣工業公司", "This year Tashkent paid Gazprom"),
    ("中央政治局的會議", "a meeting of the Politburo Standing Committee"),
    ("美國政府的對華政策", "the Trump administration's China policy"),
    ("輝達與台積電的合作", "the partnership between Nvidia and TSMC"),
]


@pytest.mark.parametrize("row", OF_THE_LISTS, ids=lambda row: row[0][:12])
def test_a_name_of_the_lists_is_told_from_another(reader, row):
    (finding,) = reader(check_entity, OF_THE_LISTS)[row[:2]]
    found = finding.source[0].text, finding.target[0].text, finding.suggestion
    assert found == row[2:]
    assert finding.severity is Severity.CRITICAL


@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
def test_names_of_the_lists_are_recognised(reader, reverse):
    found = reader(check_entity, RIGHT_OF_THE_LISTS, reverse=reverse)
    assert {row: one.message for row, findings in found.items() for one in findings} == {}


@pytest.mark.parametrize(("chinese", "english"), FAITHFUL)
@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
def test_faithful_rendering_is_silent(run, chinese, english, reverse):
    texts = (english, chinese) if reverse else (chinese, english)
    assert run(check_entity, texts, reverse=reverse) == []


def test_name_in_the_neighbouring_sentence_of_its_block_is_no_swap(run):
    texts = (
        ("北約警告各國", "It warned members."),
        ("歐盟則保持沉默", "NATO spoke while the EU kept silent."),
    )
    assert run(check_entity, *texts, one_group=True) == []


def test_one_of_two_mentions_is_swapped(run):
    chinese = "格魯烏招募學生,校方也承認與格魯烏合作"
    (finding,) = run(
        check_entity, (chinese, "The GRU recruits students; the school admits to working with the KGB.")
    )
    assert finding.target[0].text == "KGB"
    assert finding.source[0].text == "格魯烏"
    assert finding.source[0].span.start > 0


def test_a_source_name_is_used_up(run):
    swaps = [
        finding
        for finding in run(check_entity, ("北約警告", "The EU and the UN warned."))
        if finding.severity is Severity.CRITICAL
    ]
    assert [finding.message for finding in swaps] == ["NATO rendered as EU"]


def test_part_of_a_name_does_not_render_it(run):
    (finding,) = run(check_entity, ("俄羅斯外交部", "Russia's Defense Ministry"))
    assert finding.severity is Severity.CRITICAL
    assert finding.source[0].text == "俄羅斯外交部"


def test_parts_of_one_body_are_told_apart_with_less_confidence(run):
    (finding,) = run(
        check_entity,
        ("美國商務部工業與安全局", "the US Commerce Department's International Trade Administration"),
    )
    assert 0.7 <= finding.confidence < 0.97


@pytest.mark.parametrize(
    ("chinese", "english", "severity"),
    [
        ("該機構公布報告", "Rosneft published the report.", Severity.MINOR),
        ("他警告說", "Putin warned", Severity.MINOR),
        ("央行升息", "The Bank of Japan raised rates.", Severity.MINOR),
        ("中情局局長雷特克里夫", "CIA Director John Ratcliffe", Severity.MINOR),
        ("產量下降", "The Rosneft output fell.", Severity.MAJOR),
    ],
)
def test_name_that_nothing_in_the_source_stands_for(run, chinese, english, severity):
    (finding,) = run(check_entity, (chinese, english))
    assert finding.severity is severity
    assert finding.confidence == (0.6 if severity is Severity.MAJOR else 0.55)


def test_name_that_both_sides_know_elsewhere_is_no_stray(run):
    texts = (("該機構公布報告", "Rosneft's report"), ("俄羅斯石油公司的產量", "Rosneft's output"))
    assert run(check_entity, *texts) == []


def test_surplus_is_major_and_counts_capitals(run):
    texts = ("俄羅斯警告,俄羅斯不會讓步", "Russia warned that Moscow would not yield.")
    assert run(check_entity, texts) == []
    (finding,) = run(check_entity, ("拜登警告,拜登不會讓步", "Biden warned that Trump would not yield."))
    assert finding.severity is Severity.MAJOR


@pytest.mark.parametrize(
    ("chinese", "english", "explanation"),
    [
        ("格魯烏的單位", "a unit of the FSB", "格魯烏 is GRU (Main Intelligence Directorate); "),
        ("北約警告", "The EU warned.", "北約 is NATO"),
    ],
)
def test_explanation_has_no_article(run, chinese, english, explanation):
    (finding,) = run(check_entity, (chinese, english))
    assert finding.explanation.startswith(explanation)


def test_names_are_looked_for_once_however_long_the_group(run, monkeypatch):
    calls = 0
    places = Searchable.places

    def counted(self, form):
        nonlocal calls
        calls += 1
        return places(self, form)

    monkeypatch.setattr(Searchable, "places", counted)
    counts = []
    for size in (25, 100):
        calls = 0
        texts = [("俄羅斯與北約、拜登和法國在柏林談判", "The EU, Iran, and Trump talked in Minsk")] * size
        assert run(check_entity, *texts, one_group=True)
        counts.append(calls)
    assert counts[0] == counts[1]


def test_dictionary_knows_names_that_the_termbase_lacks(run):
    (finding,) = run(
        check_entity, ("會議在科倫坡的郊區舉行", "The meeting took place in the suburbs of Jakarta.")
    )
    assert finding.source[0].text == "科倫坡"
    assert finding.target[0].text == "Jakarta"


def test_null_pairs_are_left_to_other_rules(run):
    assert run(check_entity, ("", "The KGB did it.")) == []
    assert run(check_entity, ("格魯烏", "")) == []
