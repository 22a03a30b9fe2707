"""Languages, peoples, capitals and the houses of governments: which may stand for which."""

import pytest

from align.checks.entity import check_entity
from align.text import to_simplified
from align.types import Severity

# Chinese, English, what each names wrongly.
SWAPPED = {
    "languages": [
        ("會議以俄語進行", "The meeting was held in Ukrainian.", "俄語", "Ukrainian"),
        ("他在法文報紙上撰文", "He wrote in a German newspaper.", "法文", "German"),
        ("她精通阿拉伯語", "She is fluent in Hebrew.", "阿拉伯語", "Hebrew"),
        ("文件譯成日文", "The document was translated into Korean.", "日文", "Korean"),
        ("用普通話授課", "Lessons are taught in Cantonese.", "普通話", "Cantonese"),
        ("維吾爾語教材遭禁", "Tibetan-language textbooks were banned.", "維吾爾語", "Tibetan"),
        ("波斯語廣播", "broadcasts in Arabic", "波斯語", "Arabic"),
        ("葡語國家", "Spanish-speaking countries", "葡語", "Spanish"),
        ("達利語和普什圖語", "Dari and Urdu", "普什圖語", "Urdu"),
        ("加泰蘭語節目", "programmes in Basque", "加泰蘭語", "Basque"),
    ],
    "peoples": [
        ("兩名俄羅斯人被捕", "Two Ukrainians were arrested.", "俄羅斯", "Ukrainians"),
        ("烏克蘭人投票", "Russians voted.", "烏克蘭", "Russians"),
        ("一名巴西籍男子", "a Portuguese man", "巴西", "Portuguese"),
        ("日籍工程師", "a Korean engineer", "日籍", "Korean"),
        ("韓裔議員", "a Japanese American lawmaker", "韓裔", "Japanese"),
        ("希臘文化", "Turkish culture", "希臘", "Turkish"),
    ],
    "capitals": [
        ("基輔拒絕談判", "Moscow refused to talk.", "基輔", "Moscow"),
        ("莫斯科批評", "Ukraine criticised it.", "莫斯科", "Ukraine"),
        ("德黑蘭警告", "Israel warned.", "德黑蘭", "Israel"),
        ("安卡拉不滿", "Athens was unhappy.", "安卡拉", "Athens"),
        ("北京抗議", "Taipei protested.", "北京", "Taipei"),
        ("巴拉馬利波的港口", "the port of Georgetown", "巴拉馬利波", "Georgetown"),
        ("瓦萊塔的談判", "the talks in Nicosia", "瓦萊塔", "Nicosia"),
    ],
    "houses": [
        ("克里姆林宮否認", "The White House denied it.", "克里姆林宮", "White House"),
        ("白宮宣布", "Downing Street announced it.", "白宮", "Downing Street"),
        ("五角大廈採購", "The Kremlin is buying it.", "五角大廈", "Kremlin"),
        ("唐寧街發言人", "an Élysée spokesman", "唐寧街", "Élysée"),
        ("布魯塞爾警告", "Moscow warned.", "布魯塞爾", "Moscow"),
        ("中南海下令", "The Kremlin ordered it.", "中南海", "Kremlin"),
    ],
}
RIGHT = {
    "languages": [
        ("會議以俄語進行", "The meeting was held in Russian."),
        ("用普通話授課", "Lessons are taught in Mandarin."),
        ("用普通話授課", "Lessons are taught in Chinese."),
        ("中文節目", "Mandarin programmes"),
        ("國語電影", "Mandarin films"),
        ("中文招牌", "signs in Cantonese"),
        ("台語節目", "Taiwanese programmes"),
        ("台語節目", "Hokkien programmes"),
        ("韓文版網站", "the Korean website"),
        ("朝鮮語廣播", "Korean broadcasts"),
        ("波斯語廣播", "Farsi broadcasts"),
        ("西語國家", "Spanish-speaking countries"),
        ("葡語國家", "Lusophone countries"),
        ("馬來語", "Bahasa"),
        ("以色列報紙", "a Hebrew newspaper"),
        ("越南語", "Vietnam's language"),
        ("烏克蘭官員說俄語", "Ukrainian officials speak Russian."),
        ("俄羅斯語言政策", "Russian language policy"),
        ("希臘文化與希臘文學", "Greek culture and Greek literature"),
        ("日文獻", "Japanese sources"),
        ("中文媒體", "Chinese media"),
        ("他的母語是英語", "He is a native English speaker."),
        ("英超球隊", "an English Premier League team"),
        ("英吉利海峽的難民", "migrants in the English Channel"),
        ("語言學家", "a Latin scholar"),
    ],
    "peoples": [
        ("兩名俄羅斯人被捕", "Two Russian nationals were arrested."),
        ("日籍工程師", "a Japanese engineer"),
        ("美籍華人", "Chinese Americans"),
        ("法裔加拿大人", "French Canadians"),
        ("拋光玻璃", "Polish the glass."),
        ("薯條漲價", "French fries cost more."),
        ("防火牆", "Chinese walls"),
        ("英法德三國", "Britain, France and Germany"),
        ("歐洲人", "Europeans"),
    ],
    "capitals": [
        ("德黑蘭警告", "Iran warned."),
        ("安卡拉不滿", "Turkey was unhappy."),
        ("北京抗議", "China protested."),
        ("倫敦考慮制裁", "Britain is considering sanctions."),
        ("河內示好", "Vietnam made overtures."),
        ("坎培拉採購潛艦", "Australia is buying submarines."),
        ("平壤試射", "North Korea test-fired a missile."),
        ("首爾反對", "South Korea objected."),
        ("新德里禁令", "India's ban"),
        ("科威特城的會議", "the meeting in Kuwait"),
        ("廷布與北京談判", "Bhutan is talking to China."),
        ("華府施壓", "The Biden administration applied pressure."),
    ],
    "houses": [
        ("克里姆林宮否認", "The Russian government denied it."),
        ("克里姆林宮否認", "The Russian president denied it."),
        ("俄羅斯政府否認", "The Kremlin denied it."),
        ("克里姆林宮否認", "Moscow denied it."),
        ("白宮宣布", "The US government announced it."),
        ("白宮宣布", "Washington announced it."),
        ("美國政府", "the White House"),
        ("五角大廈採購", "The US military is buying it."),
        ("五角大廈採購", "The Defense Department is buying it."),
        ("美國國防部宣布", "The Pentagon announced it."),
        ("唐寧街發言人", "a spokesman for the British prime minister"),
        ("英國首相府聲明", "a Downing Street statement"),
        ("中南海", "China's leadership"),
        ("中國政府", "Beijing"),
        ("青瓦台表示", "South Korea's presidential office said"),
        ("艾麗榭宮", "the French presidency"),
        ("布魯塞爾警告", "The European Union warned."),
        ("歐盟執委會", "Brussels"),
    ],
}


def flat(tables):
    return [pytest.param(*row, id=f"{sort}-{row[0]}") for sort, rows in tables.items() for row in rows]


@pytest.mark.parametrize(("chinese", "english", "meant", "written"), flat(SWAPPED))
@pytest.mark.parametrize("script", [str, to_simplified], ids=["hant", "hans"])
def test_one_put_for_another_is_critical(run, chinese, english, meant, written, script):
    for reverse in (False, True):
        texts = (english, script(chinese)) if reverse else (script(chinese), english)
        (finding,) = run(check_entity, texts, reverse=reverse)
        assert finding.severity is Severity.CRITICAL
        ours, theirs = (finding.source[0].text, finding.target[0].text)[:: -1 if reverse else 1]
        assert (ours, theirs) == (script(meant), written)


@pytest.mark.parametrize(("chinese", "english"), flat(RIGHT))
@pytest.mark.parametrize("script", [str, to_simplified], ids=["hant", "hans"])
@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
def test_what_may_stand_for_it_is_silent(run, chinese, english, script, reverse):
    texts = (english, script(chinese)) if reverse else (script(chinese), english)
    assert run(check_entity, texts, reverse=reverse) == []


def test_suggestion_is_the_language_and_not_the_people(run):
    (finding,) = run(check_entity, ("會議以俄語進行", "The meeting was held in Ukrainian."))
    assert finding.suggestion == "Russian"
    assert dict(finding.evidence)["type"] == "language"
    (finding,) = run(check_entity, ("They spoke Ukrainian.", "他們說俄語"), reverse=True)
    assert finding.suggestion == "烏克蘭文"
