"""Addresses and footnote markers."""

import pytest

from align.checks import Context
from align.checks.links import check_link
from align.read.blocks import parse_page
from align.read.sides import arrange_one, arrange_two
from align.types import File, Finding, Language


@pytest.mark.parametrize(
    ("chinese", "english", "message"),
    [
        ("見 https://example.org/a。", "See https://example.org/a.", ""),
        ("見https://example.org/a，另見", "See (https://www.example.org/a/).", ""),
        (
            "見 https://example.org/a",
            "See https://example.org/b",
            "the address differs: https://example.org/a and https://example.org/b",
        ),
        ("見 https://example.org/zh-tw/a", "See https://example.org/en/a", ""),
        ("見 https://example.org/a?lang=zh", "See https://example.org/a?lang=en&utm_source=x", ""),
        ("見 https://example.org/a?id=1", "See https://example.org/a?id=1&utm_medium=mail", ""),
        (
            "見 https://example.org/a?id=1",
            "See https://example.org/a?id=2",
            "the address differs: https://example.org/a?id=1 and https://example.org/a?id=2",
        ),
        ("https://zh.wikipedia.org/wiki/%E5%8C%97", "https://en.wikipedia.org/wiki/NATO", ""),
        ("見 https://a.org/x_(y)", "See https://a.org/x_(y).", ""),
        ("doi:10.1000/xyz123", "https://doi.org/10.1000/XYZ123.", ""),
        (
            "doi:10.1000/xyz123",
            "doi:10.1000/xyz124",
            "the DOI differs: doi:10.1000/xyz123 and doi:10.1000/xyz124",
        ),
        ("來信 a@b.org。", "Write to A@b.org.", ""),
        (
            "來信 a@b.org。",
            "Write to a@c.org.",
            "the e-mail address differs: a@b.org and a@c.org",
        ),
        ("出口下降[1]。", "Exports fell.¹", ""),
        ("出口下降[1]。", "Exports fell.[2]", "the footnote differs: [1] and [2]"),
        ("出口下降[1]。", "Exports fell.", "the target lacks footnote [1] of the source"),
        ("出口下降。", "Exports fell.[^1]", "the source lacks footnote [^1] of the target"),
        ("面積 30 km²、5 平方公里", "30 km² or m³", ""),
        ("![圖](img/chart.zh.png)", "![Chart](img/chart.en.png)", ""),
        ("![圖](img/chart.png)", "![Chart](img/map.png)", "the file differs: img/chart.png and img/map.png"),
        ("[報告](https://a.org/1)", "the [report](https://a.org/1)", ""),
        ("[1](https://a.org/1)", "[one](https://a.org/1)", ""),
        (
            "見 https://example.org/a",
            "See it.",
            "the target lacks address https://example.org/a of the source",
        ),
        ("見網站", "See it.", ""),
    ],
)
def test_pairs(run, chinese, english, message):
    assert [f.message for f in run(check_link, (chinese, english))] == [message] * bool(message)
    swapped = [f.message for f in run(check_link, (english, chinese), reverse=True)]
    assert len(swapped) == bool(message)


def test_difference_has_both_places_and_a_suggestion(run):
    (finding,) = run(check_link, ("見 https://a.org/1。", "See https://a.org/2."))
    assert [place.text for place in finding.places] == ["https://a.org/1", "https://a.org/2"]
    assert finding.suggestion == "https://a.org/1"


def test_a_side_without_any_is_one_finding(run):
    texts = [(f"出口下降[{n}]。", "Exports fell.") for n in range(1, 6)]
    (finding,) = run(check_link, *texts)
    assert finding.message == "the target lacks 5 footnote markers of the source"
    assert len(finding.source) == 5


def test_marker_in_the_next_pair_is_no_difference(run):
    assert run(check_link, ("出口下降[1]。", "Exports fell."), ("進口持平。", "[1] Imports were flat.")) == []


def test_omitted_text_is_left_to_omission(run):
    assert run(check_link, ("見 https://a.org/1。", ""), ("", "See https://a.org/2.")) == []


def test_long_text_takes_little_time(run):
    odd = "http://" * 20000 + "a@" * 20000 + "](" * 20000 + "10.1000/" * 10000 + "[1]" * 40000
    assert run(check_link, (odd, odd + "(" * 50000 + "https://a.org/"))


@pytest.mark.parametrize(
    ("chinese", "english", "message"),
    [
        ("![](a.zh.png)", "![](a.en.png)", ""),
        ("![](a.png)", "![](b.png)", "the file differs: a.png and b.png"),
        ("![](a.png)", "", "the target lacks file a.png of the source"),
        ("", "![港口](https://a.org/1)", "the source lacks address https://a.org/1 of the target"),
        ("![](data:image/png;base64,AAAA)", "", ""),
    ],
)
def test_pictures_beside_the_text_of_two_files(terms, chinese, english, message):
    pages = (f"港口關閉。\n\n{chinese}\n", f"The port closed.\n\n{english}\n")
    document = arrange_two(*(parse_page(File("a.md", page)) for page in pages), Language.ZH)
    found = [one for one in check_link((), Context(document, terms)) if isinstance(one, Finding)]
    assert [one.message for one in found] == [message] * bool(message)


def test_one_file_may_show_a_picture_once_for_both(terms):
    page = parse_page(File("a.md", "港口關閉。\n\n![](a.png)\n\nThe port closed.\n"))
    document = arrange_one(page, Language.ZH)
    assert not [one for one in check_link((), Context(document, terms)) if isinstance(one, Finding)]
