import re
from dataclasses import replace

import pytest

from align.report import Options, render
from align.text import CONTROL, display_width
from align.types import File, Finding, Place, Severity, Span, Unread

from .small import make_small

LINKED = Options(version="0.1.0", host="host", folder="/r")
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
    assert "note: read briefs/strait.txt as Big5\n" in text
    assert text.endswith("error: the rule link failed; what it would have found is missing.\n")


@pytest.mark.parametrize("name", ["full", "concise"])
def test_what_could_not_be_read_is_told(name, brief, make_result, options):
    unread = (Unread("lost.txt", "lost.txt does not exist"), Unread("\x1b[1m.txt", "\x1b[1m.txt is empty"))
    text = render(name, make_result(brief, unread=unread), options)
    last = "error: not checked: lost.txt does not exist\nerror: not checked: <U+001B>[1m.txt is empty\n"
    assert text.endswith(last)


def test_hundred_only_when_nothing_was_deducted(brief, make_result, options):
    almost = replace(brief, score=replace(brief.score, quality=99.97), findings=())
    assert "no findings" in render("concise", make_result(almost), options)
    assert "Quality 99 of 100." in render("concise", make_result(almost), options)


@pytest.mark.parametrize("width", [40, 60, 100])
def test_sentences_break_between_words_on_a_terminal(width, brief, make_result, options):
    whole = render("full", make_result(brief), options)
    text = render("full", make_result(brief), replace(options, width=width, wrap=True))
    prose = [line for line in text.splitlines() if not re.match(r".*( \| |critical|major|minor)", line)]
    assert len(prose) > 3
    assert max(map(display_width, prose)) <= width
    assert "  = 格魯烏 is the GRU;" in text
    assert text[text.index("6 pairs") :].split() == whole[whole.index("6 pairs") :].split()


def test_a_path_with_controls_makes_no_link_that_steers(make_result):
    checked = make_small(File("a\x1b]8;;x\x07\n.txt", "三"), File("b\u202e.txt", "two"), ("三", "two"))
    text = render("full", make_result(checked), replace(LINKED, docs="https://docs.example.org"))
    assert set(CONTROL.findall(text.replace("\n", ""))) == {"\x1b"}
    assert "\x1b]8;;file://host/r/b%E2%80%AE.txt\x1b\\b<U+202E>.txt:1:1\x1b]8;;\x1b\\" in text
    assert "\x1b]8;;file://host/r/a%1B%5D8%3B%3Bx%07%0A.txt\x1b\\" in text
    assert "\x1b]8;;https://docs.example.org/rules/#number\x1b\\number\x1b]8;;\x1b\\" in text
    unlinked = re.sub("\x1b]8;;[!-~]*\x1b\\\\", "", text)
    assert unlinked == render("full", make_result(checked), replace(LINKED, host=""))


def test_what_is_no_file_has_no_link(make_result):
    file = File("<stdin>", "三 two")
    checked = make_small(file, file, ("三", "two"))
    assert "\x1b" not in render("concise", make_result(checked), LINKED)


def test_links_of_pairs_go_to_their_file(prealigned, make_result):
    text = render("concise", make_result(prealigned), LINKED)
    assert "\x1b]8;;file://host/r/pairs.jsonl\x1b\\pairs.jsonl:2\x1b]8;;\x1b\\: major" in text


def test_an_address_that_could_steer_is_no_link(brief, make_result):
    text = render("concise", make_result(brief), replace(LINKED, docs="https://x\x1b\\\x1b[2J"))
    assert "\x1b[2J" not in text
