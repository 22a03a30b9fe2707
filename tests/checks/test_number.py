"""Numbers that differ between the languages, and renderings that only look different."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.checks import Context
from align.checks.number import check_number
from align.types import Finding, Severity, Tally
from tests.conftest import make_document, make_pair

WRONG = [
    # Chinese, English, words meant, words written, severity, suggestion
    (
        "認列 48 億元虧損",
        "booked a loss of 48 billion yuan",
        "48 億元",
        "48 billion yuan",
        "critical",
        "4.8 billion yuan",
    ),
    ("近三成屬人為", "Nearly 3 percent were man-made", "三成", "3 percent", "critical", "30 percent"),
    (
        "罰款 3,500 萬歐元",
        "a fine of €350 million",
        "3,500 萬歐元",
        "€350 million",
        "critical",
        "€35 million",
    ),
    ("庫存 86.4 公斤", "a stock of 84.6 kilograms", "86.4 公斤", "84.6 kilograms", "major", "86.4 kilograms"),
    ("上升 2.3 個百分點", "up 2.3 percent", "2.3 個百分點", "2.3 percent", "major", "2.3 percentage points"),
    ("判處 3 年徒刑", "a five-year prison term", "3 年", "five-year", "major", "three-year"),
    ("產量增加兩倍", "output doubled", "兩倍", "doubled", "major", ""),
    ("三名男子被捕", "five men were arrested", "三", "five", "major", "three"),
    ("共 330 多座電站", "more than 340 plants", "330", "340", "major", ""),
    ("僅三分之一支持", "only two-thirds agree", "三分之一", "two-thirds", "major", ""),
]


@pytest.mark.parametrize(("chinese", "english", "meant", "written", "severity", "suggestion"), WRONG)
def test_a_wrong_number_is_one_finding_with_both_places(
    run, chinese, english, meant, written, severity, suggestion
):
    (finding,) = run(check_number, (chinese, english))
    assert [place.text for place in finding.source] == [meant]
    assert [place.text for place in finding.target] == [written]
    assert finding.severity.label == severity
    assert finding.suggestion == suggestion
    assert [name for name, _ in finding.evidence] == ["source_value", "target_value", "ratio"]


@pytest.mark.parametrize(("chinese", "english"), [case[:2] for case in WRONG])
def test_it_is_found_alike_when_english_is_the_source(run, chinese, english):
    (forth,) = run(check_number, (chinese, english))
    (back,) = run(check_number, (english, chinese), reverse=True)
    assert back.severity is forth.severity
    assert [p.text for p in (*back.target, *back.source)] == [p.text for p in (*forth.source, *forth.target)]


def test_the_evidence_states_both_values(run):
    (finding,) = run(check_number, ("認列 48 億元虧損", "booked a loss of 48 billion yuan"))
    assert finding.message == "48 億元 rendered as 48 billion yuan"
    assert (
        finding.explanation == "48 億元 = 4,800,000,000; the English has 48,000,000,000, 10 times too large"
    )
    assert dict(finding.evidence) == {
        "source_value": 4_800_000_000,
        "target_value": 48_000_000_000,
        "ratio": 10,
    }


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("逾 1.4 兆美元", "more than $1.4 trillion"),
        ("約 1.1 萬名", "about 11,000"),
        ("約四成來自", "roughly two-fifths come from"),
        ("產量增加兩倍", "output tripled"),
        ("是去年的兩倍", "double the figure of the year before"),
        ("增長19倍", "a 19-fold increase"),
        ("打八折", "20 percent off"),
        ("過去二十年", "over two decades"),
        ("為期一年半", "for 18 months"),
        ("三分之一至四成", "between one-third and 40 percent"),
        ("由 20% 提高至 35%", "raised from 20 percent to 35 percent"),
        ("7 至 8 起", "seven or eight"),
        ("累計 4,178,027 例", "some 4.18 million cases"),
        ("上萬名士兵", "the ten thousand or so soldiers"),
        ("數百萬人", "millions of people"),
        ("兩國政府", "both governments"),
        ("一名船長", "a captain"),
        ("首度、第一線", "the first, a front line"),
        ("20 國集團", "the G20"),
        ("九二共識", "the 1992 Consensus"),
        ("10 的 25 次方", "10^25"),
        ("中方代表", "Representatives of the two sides"),
        ("一帶一路與五角大廈", "the Belt and Road and the Pentagon"),
        ("114 年 2 月", "in February 2025"),
        ("立法院 112 年修正", "In 2023 the Legislative Yuan amended"),
        ("第四條", "Article 4"),
    ],
)
def test_the_same_value_in_other_words_passes(run, chinese, english):
    assert run(check_number, (chinese, english)) == []
    assert run(check_number, (english, chinese), reverse=True) == []


def test_a_number_may_stand_in_the_next_sentence_of_its_group(run):
    pairs = [
        ("共有 140 家企業列入。", "More firms were listed."),
        ("北京隨即反制。", "Beijing answered for all 140."),
    ]
    assert run(check_number, *pairs, one_group=True) == []


def test_a_figure_without_counterpart_is_minor_and_says_where_it_should_stand(run):
    (finding,) = run(check_number, ("共有 140 家企業列入", "Firms were listed"))
    assert finding.severity is Severity.MINOR
    assert finding.category == "accuracy/omission"
    assert [place.text for place in finding.target] == [""]
    (finding,) = run(check_number, ("企業列入", "140 firms were listed"))
    assert finding.category == "accuracy/addition"
    assert [place.text for place in finding.source] == [""]


def test_the_tally_counts_numbers_of_the_source(terms):
    pairs = [make_pair("共 140 家、三成", "140 firms, 30 percent")]
    assert list(check_number(pairs, Context(make_document(pairs), terms))) == [Tally("numbers", 2)]


_TEXT = st.text(
    alphabet="0123456789,.% -一二三十百萬億兆兩多成倍半分之第年月個至約twohundredmillion$", max_size=40
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_TEXT, _TEXT), max_size=4))
def test_any_pairs_are_checked_and_places_lie_in_them(terms, texts):
    pairs = [make_pair(a, b, number=n) for n, (a, b) in enumerate(texts) if a or b]
    for result in check_number(pairs, Context(make_document(pairs), terms)):
        if isinstance(result, Finding):
            assert 0 < result.confidence <= 1
            assert all(0 <= p.span.start <= p.span.end <= len(p.file.text) for p in result.places)


@pytest.mark.parametrize(
    ("chinese", "english", "count"),
    [
        ("在二十年間,12 艘船沉沒", "over the course of three decades, 12 ships sank", 1),
        ("二十年間", "over the course of two decades", 0),
        ("超過四分之一為外資持有", "more than a quarter foreign-owned", 0),
        ("超過三分之一為外資持有", "more than a quarter foreign-owned", 1),
        ("三個月前", "a quarter earlier", 0),
        ("2024至2025财年", "fiscal year 2024–25", 0),
        ("2024至2025财年", "fiscal year 2024/25", 0),
        ("2022 年至 2023 年冬季", "the winter of 2022–23", 0),
    ],
)
def test_decades_quarters_and_year_spans(run, chinese, english, count):
    assert len(run(check_number, (chinese, english))) == count
