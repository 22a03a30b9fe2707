import re

import pytest

from align.report import Options, render
from align.text import CONTROL, display_width
from align.types import File, Finding, Place, Severity, Span

NASTY = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\u2066\r\n\x00\u2029\ud800"


@pytest.mark.parametrize("name", ["full", "concise"])
def test_nothing_in_a_brief_steers_the_terminal(name, hostile_result, options):
    text = render(name, hostile_result(NASTY), options)
    assert not CONTROL.search(text.replace("\n", ""))
    assert "<U+001B>" in text
    text.encode()


def test_no_color_unless_asked(brief, make_result, options):
    assert "\x1b" not in render("full", make_result(brief), options)
    colored = render("full", make_result(brief), Options(version="0.1.0", color=True))
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == render("full", make_result(brief), options)


@pytest.mark.parametrize("width", [40, 60, 100, 200])
def test_frames_fit(width, brief, make_result):
    text = render("full", make_result(brief), Options(version="0.1.0", width=width))
    frames = [line for line in text.splitlines() if re.match(r"  (zh|en|  ) +\d* \| ", line)]
    assert len(frames) > 10
    assert max(map(display_width, frames)) <= width


def frame_lines(finding, checked, make_result, **options):
    from dataclasses import replace

    text = render("full", make_result(replace(checked, findings=(finding,))), Options(version="0", **options))
    return [line for line in text.splitlines() if " | " in line or line == "  ..."]


def find(file: File, start: str, end: str) -> Place:
    left = file.text.index(start)
    return Place(file, Span(left, file.text.index(end, left) + len(end)))


def test_several_places_on_one_line_and_none_on_the_other_side(brief, make_result):
    file = brief.document.files[0]
    places = (find(file, "格魯烏", "格魯烏"), find(file, "登船", "登船"))
    finding = Finding("x", "accuracy", Severity.MAJOR, 1, "two", places, (), brief.pairs[2])
    assert frame_lines(finding, brief, make_result) == [
        "  zh  6 |   • 格魯烏的人員未獲准登船。",
        "        |     ^^^^^^            ^^^^",
        "  en 12 |   • KGB personnel were allowed to board the ship.",
    ]


def test_a_place_over_several_lines(brief, make_result):
    file = brief.document.files[0]
    finding = Finding("x", "accuracy", Severity.MAJOR, 1, "long", (find(file, "成長主要", "格魯烏"),), ())
    assert frame_lines(finding, brief, make_result) == [
        "  zh 5 |   • 台北港去年處理了3.2億噸貨物，較前年成長8%。港務公司說，成長主要來自轉運。",
        "       |                                                            ^^^^^^^^^^^^^^^^^^",
        "  zh 6 |   • 格魯烏的人員未獲准登船。",
        "       |   ^^^^^^^^",
    ]


def test_a_place_over_many_lines_shows_the_first_and_the_last(brief, make_result):
    file = brief.document.files[0]
    whole = Place(file, Span(0, len(file.text)))
    finding = Finding("x", "accuracy", Severity.MAJOR, 1, "long", (whole,), ())
    lines = frame_lines(finding, brief, make_result)
    assert lines.count("  ...") == 1
    assert [line[5:7].strip() for line in lines if line.startswith("  zh")] == ["1", "2", "4", "5", "14"]


def test_a_place_of_line_ends_only(brief, make_result):
    file = File("x.txt", "a\r\n\r\n\r\nb")
    finding = Finding("x", "accuracy", Severity.MAJOR, 1, "blank", (Place(file, Span(1, 7)),), ())
    assert frame_lines(finding, brief, make_result) == ["  zh 1 | a", "       |  ^"]


def test_notices_and_crashes_are_told(brief, make_result, options):
    text = render("full", make_result(brief, crashed=("link",)), options)
    assert "note: the rule link found no links\n" in text
    assert text.endswith("error: the rule link failed; what it would have found is missing.\n")


def test_hundred_only_when_nothing_was_deducted(brief, make_result, options):
    from dataclasses import replace

    almost = replace(brief, score=replace(brief.score, quality=99.97), findings=())
    assert "no findings" in render("concise", make_result(almost), options)
    assert "Quality 99 of 100." in render("concise", make_result(almost), options)
