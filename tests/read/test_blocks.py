"""Lines to blocks: markers, headings, wrapping, nesting, header fields."""

from __future__ import annotations

import pytest

from align.read.blocks import parse_page
from align.types import File


def pieces(text: str) -> list[tuple[str, str, str]]:
    """Return kind, marker and text of each piece."""
    page = parse_page(File("x", text))
    return [(p.kind.value, p.marker, text[p.span.start : p.span.end]) for p in page.pieces]


@pytest.mark.parametrize("glyph", "•‧·・●○◦▪■□◆◇►▶➤→※★✓-–—*+§")
def test_bullets(glyph):
    assert pieces(f"{glyph} 港口關閉。\n{glyph} 船隻改道。\n") == [
        ("bullet", glyph, "港口關閉。"),
        ("bullet", glyph, "船隻改道。"),
    ]


@pytest.mark.parametrize("glyph", "•‧·●■→-–")
def test_bullets_without_a_space(glyph):
    assert pieces(f"{glyph}港口關閉。")[0][1:] == (glyph, "港口關閉。")


@pytest.mark.parametrize(
    "marker",
    [
        "1.",
        "1)",
        "(1)",
        "（1）",
        "1、",
        "１．",
        "一、",
        "（一）",
        "(一)",
        "㈠",
        "①",
        "⑴",
        "❶",
        "第一、",
        "第一點，",
        "Ⅰ.",
        "[1]",
        "12.",
    ],
)
def test_numbers(marker):
    assert pieces(f"{marker} 港口關閉。") == [("numbered", marker, "港口關閉。")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a.", "b."),
        ("A)", "B)"),
        ("(a)", "(b)"),
        ("i.", "ii."),
        ("I.", "II."),
        ("甲、", "乙、"),
        ("1.1", "1.2"),
    ],
)
def test_letters_and_sections_count_when_they_have_siblings(first, second):
    assert pieces(f"{first} The port closed.\n{second} Ships left.\n") == [
        ("numbered", first, "The port closed."),
        ("numbered", second, "Ships left."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "2024 年港口關閉。",
        "3.2億元的預算。",
        "1.5 million people left.",
        "2024. Then it closed.",
        "一、二線城市的房價。",
        "1、2 號碼頭關閉。",
        "三、四成的船。",
        "J. K. Mossman wrote it.",
        "A. Hale said so.",
        "-5°C 的低溫。",
        "I. think so.",
        "第一季營收成長。",
        "第一、第二碼頭。",
        "**粗體**與其他文字。",
        "3.14 is pi.",
    ],
)
def test_what_only_looks_like_a_marker(line):
    assert pieces(line) == [("paragraph", "", line)]


def test_nesting_by_indentation_and_by_kind(read):
    document = read("""
        一、港口
        （一）碼頭關閉。
        1. 船隻改道。
        • 貨輪。
        • 客輪。
        2. 保費上漲。
        （二）道路。
        二、機場

        The port is closed.
        - One.
          - One a.
            * Deep.
          - One b.
        - Two.
        """)
    assert [b.level for b in document.source] == [1, 2, 3, 4, 4, 3, 2, 1]
    assert [(b.level, b.ordinal) for b in document.target] == [
        (0, None),
        (1, None),
        (2, None),
        (3, None),
        (2, None),
        (1, None),
    ]


def test_a_number_inside_a_bullet():
    assert pieces("• 1. 港口關閉。\n• 2. 船隻改道。") == [
        ("numbered", "• 1.", "港口關閉。"),
        ("numbered", "• 2.", "船隻改道。"),
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("# Ports ##\ntext follows here.", "Ports"),
        ("##港口\n內文。", "港口"),
        ("**Ports**\ntext.", "Ports"),
        ("__港口__\n內文。", "港口"),
        ("Ports\n=====\ntext.", "Ports"),
        ("港口\n---\n內文。", "港口"),
        ("【港口】\n內文。", "【港口】"),
        ("港口的未來\n• 內文。", "港口的未來"),
        ("What Comes Next?\n• Text.", "What Comes Next?"),
        ("**一、港口**\n內文。", "港口"),
        ("The Ports\nThey closed in May.", "The Ports"),
    ],
)
def test_headings(text, heading):
    assert next((kind, content) for kind, _, content in pieces(text)) == ("heading", heading)


@pytest.mark.parametrize(
    "text",
    [
        "港口關閉。\n• 內文。",
        "以下三點：\n• 內文。",
        "the port closed\n• Text.",
        "• 港口\n內文。",
        "最後一行",
        "**全句粗體。**\n\n內文。",
    ],
)
def test_no_headings(text):
    assert "heading" not in [kind for kind, _, _ in pieces(text)]


WRAPPED = """\
The port authority said on Monday that the third pier will have to close
for at least two months because its foundations are weak. Ships will have
to go to the north port.

• A bullet that is wrapped at the same width as everything around it, and
  that hangs under its own text.
• Another one.
"""


def test_wrapped_paragraphs_are_one_block_with_the_exact_span():
    first, second, third = pieces(WRAPPED)
    assert first == ("paragraph", "", WRAPPED.split("\n\n")[0])
    assert second[2].startswith("A bullet")
    assert second[2].endswith("and\n  that hangs under its own text.")
    assert third == ("bullet", "•", "Another one.")


def test_wrapped_chinese():
    text = (
        "港務局星期一表示，三號碼頭的地基出現裂縫，因此必須關閉至少兩個月，並且\n將所有的船隻改往北港停靠。\n"
    )
    assert [p[2] for p in pieces(text)] == [text.strip()]


@pytest.mark.parametrize(
    "text",
    [
        "港口關閉。\n船隻改道。\n保費上漲。",
        "The port closed.\nShips turned away.\nPremiums rose.",
        "　　港務局表示，碼頭關閉。\n　　船隻改道。\n　　保費上漲。",
        "港口 " * 90 + "關閉。\n" + "船隻 " * 80 + "改道。\n保費上漲。",
    ],
)
def test_one_paragraph_a_line(text):
    assert [p[2] for p in pieces(text)] == [line.strip() for line in text.splitlines()]


def test_what_is_no_text_is_left_out():
    text = (
        "---\ntitle: Ports\nlang: en\n---\n<!-- align: ignore number old -->\nPorts closed. <!-- aside -->\n"
        "# align: ignore term known\n```\ncode = 1\n```\n***\n- \n• \n> Quoted text.\n"
    )
    assert pieces(text) == [("paragraph", "", "Ports closed."), ("paragraph", "", "Quoted text.")]


def fields(document) -> list[tuple]:
    return [
        (f.key.value, f.source and f.source.text, f.target and f.target.text, f.is_shared)
        for f in document.fields
    ]


BODY = "\n港口關閉。\n\nThe port closed.\n"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("作者/Author(s): Jane Doe", ("author", "Jane Doe", "Jane Doe", True)),
        ("Author／作者：Jane Doe", ("author", "Jane Doe", "Jane Doe", True)),
        ("**日期 Date**: 2025/08/19", ("date", "2025/08/19", "2025/08/19", True)),
        ("關鍵字/Keywords: 港口、保費", ("keywords", "港口、保費", None, False)),
        ("關鍵詞：港口、保費 / ports, premiums", ("keywords", "港口、保費", "ports, premiums", False)),
        ("Keywords/关键词: ports／港口", ("keywords", "港口", "ports", False)),
        ("關鍵字/Keywords: 港口、\n  保費", ("keywords", "港口、\n  保費", None, False)),
        ("作者: 多珍(Jane Doe)", ("author", "多珍", "Jane Doe", False)),
        (
            "作者：多珍（Jane Doe）、史密（Jo Smith）",
            ("author",) + ("多珍（Jane Doe）、史密（Jo Smith）",) * 2 + (True,),
        ),
        (
            "日期/Date: 民國 114 年 8 月 1 日 (08/01/2025)",
            ("date", "民國 114 年 8 月 1 日", "08/01/2025", False),
        ),
        ("連結/Link: https://example.org/港", ("link", "https://example.org/港", None, False)),
        ("譯者/Translator: Lin", ("other", "Lin", "Lin", True)),
        ("作者/Author(s):\nJane Doe", ("author", "Jane Doe", "Jane Doe", True)),
    ],
)
def test_header_fields(read, header, expected):
    document = read(header + "\n" + BODY)
    assert fields(document) == [expected]
    assert [b.text for b in document.source] == ["港口關閉。"]


def test_each_half_may_have_its_own_header(read, show):
    document = read("""
        碼頭關閉
        作者：多珍
        日期：2025 年 8 月 1 日

        • 港口關閉。
        • 船隻改道。

        The Pier Closes
        Author: Jane Doe
        Date: August 1, 2025

        • The port closed.
        • Ships turned away.
        """)
    assert fields(document) == [
        ("author", "多珍", "Jane Doe", False),
        ("date", "2025 年 8 月 1 日", "August 1, 2025", False),
    ]
    assert show(document.source)[0] == "h1 碼頭關閉"
    assert show(document.target)[0] == "h1 The Pier Closes"


def test_labels_in_the_text_are_text(read):
    document = read("""
        作者/Author: Jane Doe
        系列/Series: Ports

        • 然而，各國必須提防：
        • 港口關閉。
        來源：港務局的統計。

        • However, governments must be wary:
        • The port closed.
        Source: figures of the port authority.
        """)
    assert [f.key.value for f in document.fields] == ["author", "other"]
    assert document.source[-1].text == "來源：港務局的統計。"
    assert document.target[0].text == "However, governments must be wary:"


def test_front_matter(read):
    document = read('---\ntitle_zh: 港口\ntitle_en: "Ports"\ndate: 2025-08-01\ndraft: true\n---\n' + BODY)
    assert fields(document) == [("title", "港口", "Ports", False), ("date", "2025-08-01", "2025-08-01", True)]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (
            "日期/Date: 2026年2月18日 / February 19, 2026",
            ("date", "2026年2月18日", "February 19, 2026", False),
        ),
        ('作者/Author(s): "王小明 / Jane Doe"', ("author", "王小明", "Jane Doe", False)),
        ("日期 Date: 2026", ("date", "2026", "2026", True)),
        ("系列/Series: 港口 / Ports", ("other", "港口", "Ports", False)),
        ("Author(s): 王小明 / Jane Doe", ("author", "王小明", "Jane Doe", False)),
        ("layout: post", None),
        ("note: 日期/Date: 2026", None),
    ],
)
def test_front_matter_with_labels_of_other_headers(line, field, read):
    document = read(f"---\n{line}\n---\n" + BODY)
    assert fields(document) == ([field] if field else [])
    assert [block.text for block in document.source] == ["港口關閉。"]
