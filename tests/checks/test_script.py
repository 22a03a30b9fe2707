"""Characters of the other Chinese script."""

import pytest

from align.checks.script import check_script

TRADITIONAL = ("這個國家的經濟與軍隊發展進入關鍵時期", "The economy.")
SIMPLIFIED = ("这个国家的经济与军队发展进入关键时期", "The economy.")


def found(findings) -> list[tuple[str, str]]:
    return [(f.source[0].text, f.explanation.rpartition(" ")[2]) for f in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出口数據下降", [("数", "數")]),
        ("中国经济下降", [("国经济", "國經濟")]),
        ("國際与區域的发展", [("与", "與"), ("发", "發")]),
        ("台灣與臺灣、裏面與裡面、群與羣、皇后、干涉、里程、余光中、着", []),
        ("《人民日报》指出", []),
        ("所謂「软着陆」的說法", []),
        ("所謂「軟着陆」的說法", [("陆", "陸")]),
        ("說法", []),
    ],
)
def test_in_traditional(run, text, expected):
    assert found(run(check_script, TRADITIONAL, (text, "Exports."))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出口數据下降", [("數", "数")]),
        ("國際经济", [("國際", "国际")]),
        ("台湾、乾隆、瞭望、华为昇腾、皇后、刘於义", []),
        ("《聯合報》指出", []),
        ("“雙軌”的说法", []),
    ],
)
def test_in_simplified(run, text, expected):
    assert found(run(check_script, SIMPLIFIED, (text, "Exports."))) == expected


def test_in_a_translation_into_chinese(run):
    (finding,) = run(check_script, TRADITIONAL[::-1], ("Exports fell.", "出口数據下降"), reverse=True)
    assert [place.text for place in finding.target] == ["数"]
    assert finding.suggestion == "數"
    assert finding.message == "Simplified characters in Traditional text: 数"


def test_every_place_of_a_word_is_one_finding(run):
    (finding,) = run(check_script, TRADITIONAL, ("数據與数字", "Data."), ("数量", "Amounts."))
    assert len(finding.source) == 3


def test_text_in_both_scripts_is_silent(run):
    assert run(check_script, TRADITIONAL, SIMPLIFIED) == []
    assert run(check_script, ("数據", "Data.")) == []


def test_long_text_takes_little_time(run):
    unclosed = "「數據" * 50000 + "《" * 50000
    assert run(check_script, *[TRADITIONAL] * 5000, (unclosed, "Data.")) == []
