"""Bodies that no list has: of what sort they are."""

import pytest

from align.checks.entity import check_entity
from align.text import to_simplified
from align.types import Severity

WRONG = [
    ("丹斯克銀行遭罰", "Danske University was fined.", "丹斯克銀行", "Danske University"),
    ("納扎爾巴耶夫大學的研究", "a study by Nazarbayev Bank", "納扎爾巴耶夫大學", "Nazarbayev Bank"),
    ("莫桑比克能源委員會", "the Mozambique Energy Bank", "莫桑比克能源委員會", "Mozambique Energy Bank"),
    ("科爾特斯公司宣布", "Cortez University announced", "科爾特斯公司", "Cortez University"),
    ("烏瑪黨領袖", "the leader of the Umma Commission", "烏瑪黨", "Umma Commission"),
    ("聖盧克醫院", "the Luke Airport", "聖盧克醫院", "Luke Airport"),
    ("馬特拉銀行裁員", "Matra Party laid off staff.", "馬特拉銀行", "Matra Party"),
    ("布拉莫夫基金會", "the Bramov Hospital", "布拉莫夫基金會", "Bramov Hospital"),
    ("索爾索夫法院判決", "ruled by the Solsov Ministry", "索爾索夫法院", "Solsov Ministry"),
]
AKIN = [
    ("薩瓦納委員會批准", "the Savana Ministry approved", "薩瓦納委員會", "Savana Ministry"),
    ("梅德羅夫局的報告", "a report of the Medrov Committee", "梅德羅夫局", "Medrov Committee"),
]
RIGHT = [
    ("丹斯克銀行遭罰", "Danske Bank was fined."),
    ("丹斯克銀行遭罰", "Danske was fined."),
    ("納扎爾巴耶夫大學的研究", "a study by Nazarbayev University"),
    ("德累斯頓工業大學", "Dresden Institute of Technology"),
    ("皇家軍事學院", "the Royal Military Academy"),
    ("科爾特斯公司宣布", "Cortez Group announced"),
    ("科爾特斯公司宣布", "Cortez Bank announced"),
    ("蘇爾古特法院判決", "a ruling by the Surgut Tribunal"),
    ("烏瑪黨領袖", "the leader of the Umma Movement"),
    ("尼加拉瓜外交部聲明", "a statement by the Nicaraguan Foreign Ministry"),
    ("尼加拉瓜外交部聲明", "a statement by the Nicaraguan Department of Foreign Affairs"),
    ("莫桑比克能源委員會", "the Mozambique Energy Council"),
    ("薩瓦納局批准", "the Savana Administration approved"),
    ("薩瓦納局批准", "the Savana Agency approved"),
    ("世界銀行與哈佛大學", "World Bank and Harvard University"),
    ("哈薩克央行", "the National Bank of Kazakhstan"),
    ("伯克利大學教授", "a Berkeley professor"),
    ("納扎爾巴耶夫大學及其銀行", "Nazarbayev Bank and its university"),
    ("丹斯克銀行的大學獎學金", "a Danske University scholarship"),
    ("川普的共和黨", "the Trump Administration"),
    ("聖盧克大學醫院", "Luke University Hospital"),
    ("莫洛托夫機場公司", "Molotov Airport"),
    ("該委員會", "the Savana Ministry"),
]


@pytest.mark.parametrize(("chinese", "english", "meant", "written"), WRONG + AKIN)
@pytest.mark.parametrize("script", [str, to_simplified], ids=["hant", "hans"])
def test_another_sort_is_one_finding_with_both_places(run, chinese, english, meant, written, script):
    for reverse in (False, True):
        texts = (english, script(chinese)) if reverse else (script(chinese), english)
        (finding,) = run(check_entity, texts, reverse=reverse)
        akin = (chinese, english, meant, written) in AKIN
        assert finding.severity is (Severity.MINOR if akin else Severity.MAJOR)
        places = [place.text for place in finding.places]
        assert places == ([written, script(meant)] if reverse else [script(meant), written])


@pytest.mark.parametrize(("chinese", "english"), RIGHT)
@pytest.mark.parametrize("script", [str, to_simplified], ids=["hant", "hans"])
@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
def test_what_may_be_that_sort_is_no_error(run, chinese, english, script, reverse):
    texts = (english, script(chinese)) if reverse else (script(chinese), english)
    assert [f for f in run(check_entity, texts, reverse=reverse) if f.severity > Severity.MINOR] == []
    assert not [f for f in run(check_entity, texts, reverse=reverse) if "translation a " in f.explanation]


def test_long_texts_are_read_in_linear_time(run):
    chinese = "科爾特斯公司、丹斯克銀行與烏瑪黨" * 5_000
    assert run(check_entity, (chinese, "Cortez University and Umma Commission " * 5_000)) is not None
