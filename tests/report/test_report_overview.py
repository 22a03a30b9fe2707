"""Coverage, dates, trend and counts, as the page shows them."""

from dataclasses import replace
from datetime import date

import pytest

from align.report.overview import (
    Compared,
    Count,
    Dated,
    Tick,
    count_rules,
    date_of,
    make_coverage,
    make_strip,
    make_trend,
)
from align.report.summary import summarise
from align.types import FieldKey, File, HeaderField, Place, Section, Span, Tally


def test_coverage_sorts_by_what_came_of_it(brief):
    tallies = (
        Tally("numbers", 2, "number"),
        Tally("names", 3, "entity"),
        Tally("dates", 4, "date"),
        Tally("links", 0, "link"),
        Tally("words", 7),
        Tally("not compared: tables", 2),
    )
    checked = replace(brief, tallies=tallies)
    coverage = make_coverage(summarise(checked), checked.findings)
    assert coverage.differing == (Compared("numbers", 2, 1), Compared("names", 3, 1))
    assert coverage.agreeing == (Compared("dates", 4), Compared("words", 7))
    assert coverage.idle == ("links",)
    assert coverage.skipped == (Compared("sentences", 2), Compared("tables", 2))
    assert coverage.hidden == (Count("accepted", 1), Count("uncertain", 1))


def with_field(brief, *texts: str):
    places = [Place(File("f", text), Span(0, len(text))) if text else None for text in texts]
    field = HeaderField(FieldKey.DATE, "日期/Date", places[0], places[-1])
    return replace(brief.document, fields=(field,))


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (("2025-08-25",), date(2025, 8, 25)),
        (("08/25/2025",), date(2025, 8, 25)),
        (("民國 113 年 5 月 2 日", "May 2, 2024"), date(2024, 5, 2)),
        (("", "2 May 2024"), date(2024, 5, 2)),
        (("2024 年 5 月",), date(2024, 5, 1)),
        (("2025/02/30",), None),
        (("不詳",), None),
        (("<script>",), None),
    ],
)
def test_the_date_comes_from_the_header(brief, texts, day):
    assert date_of(with_field(brief, *texts)) == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("briefs/2025-08-25-cyber.md", date(2025, 8, 25)),
        ("brief_20250825.txt", date(2025, 8, 25)),
        ("brief-2025-13-25.txt", None),
        ("brief-120250825.txt", None),
        ("brief.txt", None),
    ],
)
def test_or_else_from_the_name_of_the_file(brief, path, day):
    assert date_of(replace(brief.document, fields=(), files=(File(path, ""),))) == day


def dated(*days: date | None, quality: float = 50) -> list[Dated]:
    return [Dated(f"d{i}", "t", day, quality + i, "major") for i, day in enumerate(days, 1)]


@pytest.mark.parametrize(
    "days", [(), (None, None), (date(2025, 1, 1),), (date(2025, 1, 1), date(2025, 1, 1), None)]
)
def test_there_is_no_trend_without_two_dates(days):
    assert make_trend(dated(*days)) is None


def test_the_trend_joins_means_by_day_and_over_a_long_time_by_month():
    short = make_trend(dated(date(2025, 1, 11), date(2025, 1, 1), date(2025, 1, 1), None))
    assert [(dot.anchor, dot.x, dot.y) for dot in short.dots] == [
        ("d2", 0, 52),
        ("d3", 0, 53),
        ("d1", 100, 51),
    ]
    assert short.line == ((0, 52.5), (100, 51))
    assert (short.first, short.last, short.undated) == ("2025-01-01", "2025-01-11", 1)
    long = make_trend(dated(date(2025, 1, 1), date(2025, 1, 21), date(2025, 7, 20)))
    assert long.line == ((5, 51.5), (100, 53))


def test_a_tick_can_be_seen_among_thousands(brief):
    score = brief.score
    sections = (Section(brief.pairs[:2], score), Section(brief.pairs[2:], score))
    assert make_strip(6, [Tick(1, "major")], sections).cuts == (2,)
    assert make_strip(6, [], ()).breadth == 0.9
    assert make_strip(2000, [], ()).breadth == 5
    assert make_strip(0, [], ()).width == 1


def test_ticks_of_a_severity_are_one_path(brief):
    ticks = [Tick(1, "major"), Tick(3, "minor"), Tick(5, "major")]
    sections = (Section(brief.pairs[:2], brief.score), Section(brief.pairs[2:], brief.score))
    strip = make_strip(6, ticks, sections)
    assert strip.tick_path("major") == "M1 0h0.9v1h-0.9zM5 0h0.9v1h-0.9z"
    assert strip.tick_path("critical") == ""
    assert strip.cut_path() == "M2 0h0.075v1h-0.075z"


def test_rules_are_counted_most_frequent_first(brief):
    rows = count_rules([*brief.findings, brief.findings[0]])
    assert [(row.rule, row.total) for row in rows][:2] == [("number", 2), ("addition", 1)]
