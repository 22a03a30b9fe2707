"""Dates that differ between the languages, and renderings that only look different."""

import datetime as dt
from dataclasses import replace

import pytest

from align.checks import Context
from align.checks.date import check_date, document_date
from align.types import FieldKey, File, Finding, HeaderField, Place, Severity, Span, Tally
from tests.conftest import make_document, make_pair

WRONG = [
    # Chinese, English, words meant, words written, suggestion
    (
        "兩國於 2021 年 9 月簽約",
        "They signed in August 2021",
        "2021 年 9 月",
        "August 2021",
        "September 2021",
    ),
    ("民國 112 年 2 月", "In February 2022", "民國 112 年 2 月", "February 2022", "February 2023"),
    (
        "2025 年上半年",
        "in the second half of 2025",
        "2025 年上半年",
        "second half of 2025",
        "first half of 2025",
    ),
    ("第三季出貨", "shipped in the second quarter", "第三季", "second quarter", "third quarter"),
    ("20世紀90年代", "in the 1980s", "20世紀90年代", "1980s", "1990s"),
    ("8 月 25 日", "on August 15", "8 月 25 日", "August 15", "August 25"),
    ("週三開會", "met on Thursday", "週三", "Thursday", "Wednesday"),
    ("今年提案", "a proposal of last year", "今年", "last year", "this year"),
    ("2023 年底前", "by the end of 2024", "2023 年底", "end of 2024", "end of 2023"),
    ("二十一世紀", "the 22nd century", "二十一世紀", "22nd century", "21st century"),
    ("昨日發表", "published tomorrow", "昨日", "tomorrow", "yesterday"),
    ("上週抵達", "arrived next week", "上週", "next week", "last week"),
    ("下午 3 時", "at 3 a.m.", "下午 3 時", "3 a.m.", ""),
    ("2022 年 1 月至 9 月", "from January to September 2023", "9 月", "September 2023", "September 2022"),
    ("2023 財年", "in fiscal 2022", "2023 財年", "2022", "2023"),
    ("上午 10 時", "at 9 a.m.", "上午 10 時", "9 a.m.", ""),
]


@pytest.mark.parametrize(("chinese", "english", "meant", "written", "suggestion"), WRONG)
def test_a_wrong_date_is_one_finding_with_both_places(run, chinese, english, meant, written, suggestion):
    (finding,) = run(check_date, (chinese, english))
    assert [place.text for place in finding.source] == [meant]
    assert [place.text for place in finding.target] == [written]
    assert finding.severity is Severity.MAJOR
    assert finding.suggestion == suggestion


@pytest.mark.parametrize(("chinese", "english"), [case[:2] for case in WRONG])
def test_it_is_found_when_english_is_the_source(run, chinese, english):
    (finding,) = run(check_date, (english, chinese), reverse=True)
    assert finding.severity is Severity.MAJOR


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("民國 114 年 1 月", "In January 2025"),
        ("114 年 2 月", "in February 2025"),
        ("115 年上半年結束前", "by the end of June 2026"),
        ("同年 10 月", "in October of that year"),
        ("同年 10 月", "in October 2024"),
        ("去年", "in 2024"),
        ("20 世紀 90 年代", "the 1990s"),
        ("九十年代", "in the nineties"),
        ("9月26日至27日", "from September 26 to 27"),
        ("2019 至 2021 年", "from 2019 to 2021"),
        ("下午 3 時", "at 15:00"),
        ("下午三時", "at 3 p.m."),
        ("中午 12 時", "at noon"),
        ("2022 年 1 月至 9 月", "from January to September 2022"),
        ("2022 年 11 月至 2 月", "from November 2022 to February 2023"),
        ("昨日", "on Tuesday"),
        ("令和 6 年", "in 2024"),
        ("2023 會計年度", "in FY2023"),
        ("今年 7 月 1 日", "July 1 this year"),
        ("2024 年 7 月 3 日", "on the 3rd of July"),
        ("98 年 8 月", "in August 2009"),
        ("2023 年底", "at the close of 2023"),
        ("於 2024 年簽署、2024 年生效", "signed and in force in 2024"),
        ("三年內", "within three years"),
    ],
)
def test_the_same_date_in_other_words_passes(run, chinese, english):
    assert run(check_date, (chinese, english)) == []
    assert run(check_date, (english, chinese), reverse=True) == []


def _with_date(pairs, text):
    place = Place(File("header", text), Span(0, len(text)))
    field = HeaderField(FieldKey.DATE, "Date", place, None)
    return replace(make_document(pairs), fields=(field,))


def test_relative_years_are_counted_from_the_header(terms):
    pairs = [make_pair("去年 4 月", "in April 2023")]
    results = list(check_date(pairs, Context(_with_date(pairs, "08/25/2025"), terms)))
    (finding,) = (r for r in results if isinstance(r, Finding))
    assert dict(finding.evidence)["source_value"] == "2024"
    assert results[-1] == Tally("dates", 1)
    assert len(list(check_date(pairs, Context(make_document(pairs), terms)))) == 1


@pytest.mark.parametrize(
    ("chinese", "english", "count"),
    [
        ("自今年 11 月起徵收", "It has been levied since last November", 1),
        ("去年 11 月起徵收", "It has been levied since last November", 0),
        ("今年 4 月起徵收", "It has been levied since last April", 0),
        ("去年 4 月起徵收", "It has been levied since last April", 0),
        ("明年 4 月", "next April", 0),
        ("今年 10 月", "next October", 0),
        ("後年 4 月", "next April", 1),
    ],
)
def test_a_month_called_last_or_next_lies_on_its_side_of_the_header(terms, chinese, english, count):
    pairs = [make_pair(chinese, english)]
    results = list(check_date(pairs, Context(_with_date(pairs, "08/25/2025"), terms)))
    assert sum(isinstance(result, Finding) for result in results) == count


def test_the_header_gives_the_document_date():
    assert document_date(_with_date([], "民國 114 年 7 月 28 日")) == dt.date(2025, 7, 28)
    assert document_date(_with_date([], "unknown")) is None
    assert document_date(make_document([])) is None
