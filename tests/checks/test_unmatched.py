"""Names that one side has and nothing on the other side stands for."""

import pytest

from align.checks.entity import check_entity
from align.types import Severity

FOUND = [
    # Chinese, English, severity and category from Chinese, message
    (
        "索爾達托夫認為此舉無濟於事",
        "Steinbrueck believes it is futile.",
        "major",
        "索爾達托夫 rendered as Steinbrueck",
    ),
    (
        "目前,新疆有三百多座電站",
        "Currently, Canada has over 300 power plants.",
        "critical",
        "Xinjiang rendered as Canada",
    ),
    ("佛州的死亡人數", "Ukraine's death toll", "critical", "Florida rendered as Ukraine"),
    ("從中美洲進口的貨物", "goods imported from Virat", "major", "Central America rendered as Virat"),
    ("位於意大利的球場", "the stadium in Rustenburg", "major", "Italy rendered as Rustenburg"),
    ("比利時的病例增加", "Cases in Beligum increased.", "minor", "Belgium spelt as Beligum"),
    (
        "展望未來,許正宇表示樂觀",
        "Looking ahead, expressed optimism.",
        "major",
        "許正宇 is not named in the translation",
    ),
    ("意大利的病例增加", "Cases increased.", "minor", "意大利 is not named in the translation"),
    ("病例增加", "Cases in Rustenburg increased.", "minor", "Rustenburg is not named in the source"),
    (
        "病例增加",
        "Cases along the Yellow River increased.",
        "minor",
        "Yellow River is not named in the source",
    ),
    ("Euractiv網站的報導", "a report", "minor", "Euractiv is not named in the translation"),
]


@pytest.mark.parametrize(("chinese", "english", "severity", "message"), FOUND)
def test_name_without_counterpart(run, chinese, english, severity, message):
    (finding,) = run(check_entity, (chinese, english))
    assert (finding.severity.label, finding.message) == (severity, message)


NOT_FOUND = [
    ("民國 114 年 7 月通過法案", "It passed the bill in July 2025."),
    ("民國一百一十四年通過法案", "It passed the bill in 2025."),
    ("未能支付歐洲債券利息", "It missed a Eurobond coupon."),
    ("瑞士的援助組織", "the organization Swissrelief"),
]


@pytest.mark.parametrize(("chinese", "english"), NOT_FOUND)
def test_years_of_eras_and_names_in_longer_words(run, chinese, english):
    assert run(check_entity, (chinese, english)) == []


@pytest.mark.parametrize(("chinese", "english"), [case[:2] for case in FOUND if "Beligum" not in case[1]])
def test_it_is_found_when_english_is_the_source(run, chinese, english):
    (finding,) = run(check_entity, (english, chinese), reverse=True)
    assert finding.severity >= Severity.MINOR


def test_places_and_suggestion_of_a_swap(run):
    (finding,) = run(check_entity, ("目前,新疆有電站", "Currently, Canada has power plants."))
    assert [place.text for place in (*finding.source, *finding.target)] == ["新疆", "Canada"]
    assert finding.suggestion == "Xinjiang"
    assert finding.explanation == "新疆 is Xinjiang; nothing in the source stands for Canada"


def test_places_of_a_lost_name(run):
    (finding,) = run(check_entity, ("意大利的病例增加", "Cases increased."))
    assert finding.category == "accuracy/omission"
    assert [place.text for place in finding.source] == ["意大利"]
    assert finding.suggestion == "Italy"


FAITHFUL = [
    # Latin letters of the source in the plural.
    ("小型模組化反應爐(SMR)造價較高", "Small modular reactors (SMRs) cost more."),
    # By sound, in both usages.
    ("索爾達托夫認為此舉無濟於事", "Soldatov believes it is futile."),
    ("索尔达托夫认为此举无济于事", "Soldatov believes it is futile."),
    ("勒斯滕堡(Rustenburg)的體育場", "the stadium in Rustenburg"),
    ("卡爾森氏表示支持", "Carlson voiced support."),
    # By other tongues' reading of characters, and by surname alone.
    ("林鄭月娥表示,香港經濟穩定", "Carrie Lam said Hong Kong's economy was stable."),
    ("陳建仁教授表示,疫情趨緩", "Professor Chen Chien-jen said the epidemic was slowing."),
    ("經濟產業大臣西村康稔出席", "Economy Minister Yasutoshi Nishimura attended."),
    ("阮春福當選主席", "Nguyen Xuan Phuc was elected president."),
    ("許正宇表示樂觀", "Mr Hui expressed optimism."),
    # By meaning.
    ("新華社報導,人民日報發表社論", "Xinhua reported; People's Daily ran an editorial."),
    ("長江與地中海", "the Yangtze and the Mediterranean"),
    ("全黑隊的比賽", "the All Blacks' match"),
    ("證監會公告", "the Securities Regulatory Commission announced"),
    ("白宮與唐寧街", "the White House and Downing Street"),
    ("伊斯蘭共和國", "the Islamic Republic"),
    # What stands for a name.
    ("總統米爾濟約耶夫公開道歉", "The president publicly apologised."),
    ("索爾達托夫說他不知情", "He said he did not know."),
    ("國內的基金管理人", "fund managers in China"),
    ("美國政府的政策", "the Trump administration's policy"),
    ("東南亞各國", "Vietnam and the Philippines"),
    # What only looks like a name, or is a part of one.
    (
        "《伯恩斯－托勒夫森修正案》禁止在外國建造軍艦。",
        "The Byrnes-Tollefson Amendment forbids building warships abroad.",
    ),
    ("中新社北京2月11日電", "China News Service, Beijing, February 11"),
    ("搜救人員找到了父親", "Rescuers found the father."),
    ("行星的形成", "how planets formed"),
    ("中國雲南省人類精子庫", "The Human Sperm Bank of China's Yunnan Province"),
    ("約旦學者的研究", "a study by Jordanian scholars"),
]


@pytest.mark.parametrize(("chinese", "english"), FAITHFUL)
def test_what_looks_wrong_and_is_right(run, chinese, english):
    assert run(check_entity, (chinese, english)) == []


REVERSIBLE = [case for case in FAITHFUL if "president" not in case[1]]


@pytest.mark.parametrize(("chinese", "english"), REVERSIBLE)
def test_it_is_right_when_english_is_the_source(run, chinese, english):
    assert run(check_entity, (english, chinese), reverse=True) == []


def test_a_slip_of_the_source_is_no_error(run):
    assert run(check_entity, ("Cases in Beligum increased.", "比利時的病例增加"), reverse=True) == []


def test_a_pair_with_little_in_common_is_left_alone(run):
    names = "、".join(["勒斯滕堡", "尼拉貢戈", "拉斯卡尼塔斯"] * 10)
    assert run(check_entity, (names, "Nothing of the sort.")) == []


@pytest.mark.parametrize(
    ("chinese", "english"), [("阿" * 5000, "A " * 3000), ("王" * 5000, "Mac-" * 3000), ("讓·", "X'")]
)
def test_odd_text_is_no_trouble(run, chinese, english):
    run(check_entity, (chinese, english))
    run(check_entity, (english, chinese), reverse=True)
