"""Dates found in running text, in both languages."""

from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.types import Language
from align.values import DateFields, Part, find_dates

TODAY = date(2025, 7, 28)
_MARKS = st.text(
    alphabet="0123456789/-.: 年月日號初底民國世紀代上下半第季週三十今去同MayJune quarter'sth,", max_size=60
)


def read(text, language, today=TODAY):
    """Return the given fields of each date's likeliest reading."""
    return [
        {name: value for name, value in asdict(found.fields).items() if value is not None}
        for found in find_dates(text, language, today)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024 年 4 月 3 日", [{"year": 2024, "month": 4, "day": 3}]),
        ("二〇二五年三月", [{"year": 2025, "month": 3}]),
        ("民國 112 年 2 月", [{"year": 2023, "month": 2}]),
        ("114 年 2 月,一艘", [{"year": 2025, "month": 2}]),
        ("立法院 112 年修正", [{"year": 2023}]),
        ("115 年上半年結束前", [{"year": 2026, "half": 1}]),
        ("今年第三季", [{"year": 2025, "quarter": 3, "year_offset": 0}]),
        ("去年4月", [{"year": 2024, "month": 4, "year_offset": -1}]),
        ("同年 10 月", [{"month": 10}]),
        ("上個月", [{"year": 2025, "month": 6, "month_offset": -1}]),
        ("20世紀90年代", [{"decade": 1990}]),
        ("廿世紀", [{"century": 20}]),
        ("令和6年", [{"year": 2024}]),
        ("昭和六十年", [{"year": 1985}]),
        ("112學年度", [{"year": 2023}]),
        ("首季", [{"quarter": 1}]),
        ("前三季度", []),
        ("十五日上午", [{"day": 15}]),
        ("下午三點五十分", [{"hour": 3, "minute": 50, "afternoon": 1}]),
        ("上午 7 時 40 分", [{"hour": 7, "minute": 40, "afternoon": 0}]),
        ("凌晨2点", [{"hour": 2, "minute": 0, "afternoon": 0}]),
        ("三點建議", []),
        ("昨日與前天", [{"day_offset": -1}, {"day_offset": -2}]),
        ("上週、本週", [{"week_offset": -1}, {"week_offset": 0}]),
        ("上週五", [{"weekday": 5}]),
        ("大前年", [{"year": 2022, "year_offset": -3}]),
        ("今日俄羅斯電視台", []),
        ("農曆八月", []),
        ("2022年1月至9月", [{"year": 2022, "month": 1}, {"year": 2022, "month": 9}]),
        ("2022年11月至2月", [{"year": 2022, "month": 11}, {"month": 2}]),
        ("2500 年歷史", []),
        ("上世紀九十年代", [{"decade": 1990}]),
        ("九十年代末", [{"decade": 90, "part": Part.LATE}]),
        ("廿一世紀", [{"century": 21}]),
        ("2023 年底", [{"year": 2023, "part": Part.LATE}]),
        ("9月26日至27日", [{"month": 9, "day": 26}, {"day": 27}]),
        ("7月17和7月22日", [{"month": 7, "day": 17}, {"month": 7, "day": 22}]),
        ("2019至2021年", [{"year": 2019}, {"year": 2021}]),
        ("3至5月", [{"month": 3}, {"month": 5}]),
        ("週三", [{"weekday": 3}]),
        ("上午9點半", [{"hour": 9, "minute": 30, "afternoon": 0}]),
        ("2025-08-25", [{"year": 2025, "month": 8, "day": 25}]),
        ("3 年徒刑，五年內，5個月", []),
        ("一周三次", []),
        ("一年四季", []),
    ],
)
def test_chinese(text, expected):
    assert read(text, Language.ZH_HANT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In February 2022, the", [{"year": 2022, "month": 2}]),
        ("on July 28th, 2025", [{"year": 2025, "month": 7, "day": 28}]),
        ("28 July 2025", [{"year": 2025, "month": 7, "day": 28}]),
        ("Sept. 11", [{"month": 9, "day": 11}]),
        ("by the end of June 2026", [{"year": 2026, "month": 6, "part": Part.LATE}]),
        ("at the close of 2023", [{"year": 2023, "part": Part.LATE}]),
        ("This January", [{"year": 2025, "month": 1, "year_offset": 0}]),
        ("the second half of 2025", [{"year": 2025, "half": 2}]),
        ("the third quarter of this year", [{"year": 2025, "quarter": 3, "year_offset": 0}]),
        ("Q3 2025", [{"year": 2025, "quarter": 3}]),
        ("the 1990s", [{"decade": 1990}]),
        ("Third-quarter earnings", [{"quarter": 3}]),
        ("3Q24", [{"year": 2024, "quarter": 3}]),
        ("1H 2024", [{"year": 2024, "half": 1}]),
        ("fiscal 2022", [{"year": 2022}]),
        ("FY23", [{"year": 2023}]),
        ("January 1 this year", [{"year": 2025, "month": 1, "day": 1, "year_offset": 0}]),
        ("From January to September 2022", [{"year": 2022, "month": 1}, {"year": 2022, "month": 9}]),
        ("the day before yesterday", [{"day_offset": -2}]),
        ("last week", [{"week_offset": -1}]),
        ("at noon", [{"hour": 12, "minute": 0, "afternoon": 1}]),
        ("1800 GMT", [{"hour": 18, "minute": 0}]),
        ("the late 90s", [{"decade": 90, "part": Part.LATE}]),
        ("the early twentieth century", [{"century": 20, "part": Part.EARLY}]),
        (
            "September 26-27, 2020",
            [{"year": 2020, "month": 9, "day": 26}, {"year": 2020, "month": 9, "day": 27}],
        ),
        ("between 2019 and 2021", [{"year": 2019}, {"year": 2021}]),
        ("2019–21", [{"year": 2019}, {"year": 2021}]),
        ("last year", [{"year": 2024, "year_offset": -1}]),
        ("October of that year", [{"month": 10}]),
        ("Wednesday", [{"weekday": 3}]),
        ("since March", [{"month": 3}]),
        ("3 p.m.", [{"hour": 3, "minute": 0, "afternoon": 1}]),
        ("You may march. May they?", []),
        ("about 2000 people", []),
    ],
)
def test_english(text, expected):
    assert read(text, Language.EN) == expected


def test_without_the_document_date_only_the_offset_is_known():
    assert read("去年", Language.ZH_HANT, None) == [{"year_offset": -1}]


def test_a_header_with_two_dates_yields_both():
    found = find_dates("民國 114 年 7 月 28 日 (07/18/2025)", Language.ZH_HANT)
    assert [d.fields for d in found] == [DateFields(2025, 7, 28), DateFields(2025, 7, 18)]


def test_a_numeric_date_keeps_both_orders_where_both_are_possible():
    (found,) = find_dates("08/05/2025", Language.EN)
    assert found.readings == (DateFields(2025, 8, 5), DateFields(2025, 5, 8))
    (found,) = find_dates("08/25/2025", Language.EN)
    assert found.readings == (DateFields(2025, 8, 25),)


@pytest.mark.parametrize(
    ("a", "b", "conflicts"),
    [
        (DateFields(2024, 10), DateFields(month=10), ()),
        (DateFields(2026, half=1), DateFields(2026, 6), ()),
        (DateFields(2026, half=2), DateFields(2026, 6), ("half",)),
        (DateFields(quarter=3), DateFields(month=4), ("quarter", "half")),
        (DateFields(decade=90), DateFields(decade=1990), ()),
        (DateFields(decade=1980), DateFields(1993), ("decade",)),
        (DateFields(hour=15), DateFields(hour=3), ()),
    ],
)
def test_dates_conflict_only_in_what_both_give(a, b, conflicts):
    assert a.conflicts(b) == b.conflicts(a) == conflicts


@given(st.one_of(st.text(), _MARKS), st.sampled_from(Language), st.one_of(st.none(), st.dates()))
def test_any_text_is_read_and_spans_lie_in_it(text, language, today):
    for found in find_dates(text, language, today):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert found.readings
        assert found.is_compatible(found) or not found.fields.known()


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_reads_alike_in_every_layout(day):
    expected = DateFields(day.year, day.month, day.day)
    english = [f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", day.isoformat()]
    chinese = [
        f"{day.year}年{day.month}月{day.day}日",
        f"民國 {day.year - 1911} 年 {day.month} 月 {day.day} 日",
    ]
    for text in english:
        assert [d.fields for d in find_dates(f"on {text}", Language.EN)] == [expected]
    for text in chinese[: 2 if day.year > 1911 else 1]:
        assert [d.fields for d in find_dates(f"於{text}簽約", Language.ZH_HANT)] == [expected]
