"""Capital letters that are missing."""

import pytest

from align.checks.capitals import check_capitals

OTHERS = [(f"第{n}項。", f"Point {n} is fine.") for n in range(5)]


@pytest.mark.parametrize(
    ("english", "found"),
    [
        ("exports fell.", ["exports"]),
        ("exports fell on tuesday, i think.", ["exports", "tuesday", "i"]),
        ("Exports fell in february.", ["february"]),
        ("Exports may march in august.", []),
        ("iPhone exports fell.", []),
        ("al-Shabaab attacked.", []),
        ("van der Leyen spoke.", []),
        ("www.example.org/monday has it.", []),
        ("In 2024 exports fell, i.e. they rose.", []),
        ("“exports” fell.", ["exports"]),
        ("50 points", []),
    ],
)
def test_capitals(run, english, found):
    findings = run(check_capitals, *OTHERS, ("出口下降。", english))
    assert [place.text for finding in findings for place in finding.target] == found


def test_style_of_a_whole_list_is_silent(run):
    assert run(check_capitals, *[("出口下降", f"exports fell {n}") for n in range(5)]) == []


def test_a_word_of_the_source_is_kept(run):
    assert run(check_capitals, *OTHERS, ("align 是工具。", "align is a tool.")) == []


def test_chinese_has_none(run):
    assert run(check_capitals, ("Exports", "iPad 出口"), reverse=True) == []
