"""Pictures, and files pasted as `data:` addresses, are no text, and all else stays where it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.read import parse_brief, read_brief
from align.read.blocks import parse_page
from align.read.comments import lift_comments
from align.types import File

DATA = "data:image/png;base64," + "iVBORw0KGgo/+" * 5000 + "=="
SEVERAL = "data:image/svg+xml;charset=utf-8;base64,PHN2Zz4="


def pieces(text: str) -> list[tuple[str, str]]:
    """Return kind and text of each piece, the blanks within it as one."""
    page = parse_page(File("a.md", text))
    return [(p.kind.value, " ".join(page.file.text[p.span.start : p.span.end].split())) for p in page.pieces]


@pytest.mark.parametrize(
    "picture",
    [
        "![](images/a.png)",
        "![](<images/a b.png>)",
        '![](images/a_(1).png "the port")',
        "![](https://example.org/a.png?size=1)",
        "[![](a.png)](https://example.org/a)",
        "![][image1]",
        '<img src="a.png" alt="the port">',
        "![image](a.png)",
        "![圖 1](a.png)",
        "![port.jpg](a.png)",
        "![Screenshot 2026-02-18 at 10.00.00 AM](a.png)",
        "![](a.png) ![](b.png)",
        f"![]({DATA})",
        f"![圖片]({SEVERAL})",
        f'<img src="{DATA}">',
        f"[image1]: <{DATA}>",
        f"[image1]: {DATA}",
        DATA,
    ],
    ids=lambda picture: picture[:40],
)
@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("港口關閉。\n\n{}\n\n船隻改道。", "paragraph"),
        ("• 港口關閉。\n{}\n• 船隻改道。", "bullet"),
        ("• 港口關閉。\n  {}\n• 船隻改道。", "bullet"),
        ("> 港口關閉。\n>\n> {}\n>\n> 船隻改道。", "paragraph"),
    ],
    ids=["paragraphs", "bullets", "indented", "quoted"],
)
def test_a_picture_alone_is_no_text(page, kind, picture):
    assert pieces(page.format(picture)) == [(kind, "港口關閉。"), (kind, "船隻改道。")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("港口關閉。![](images/a.png)", [("paragraph", "港口關閉。")]),
        ("![](images/a.png) 港口關閉。", [("paragraph", "港口關閉。")]),
        ("- ![](images/a.png) 港口關閉。", [("bullet", "![](images/a.png) 港口關閉。")]),
        ("- 港口關閉。 ![碼頭](images/a.png)", [("bullet", "港口關閉。")]),
        (f"港口![]({DATA})關閉。", [("paragraph", "港口 關閉。")]),
        (f"港口[關閉]({DATA})。", [("paragraph", "港口[關閉]( )。")]),
        ("# ![](logo.png) 港口", [("heading", "![](logo.png) 港口")]),
        ("# 港口 ![](logo.png)", [("heading", "港口")]),
        (
            "| 港口 ![](a.png) | ![](b.png) |\n|---|---|\n| 關閉。 | ![](c.png) |",
            [("cell", "港口"), ("cell", "關閉。")],
        ),
        ("<!-- 甲 -->![](a.png)<!-- 乙 -->\n港口關閉。", [("paragraph", "港口關閉。")]),
        ("```\n![](a.png)\n```\n港口關閉。", [("paragraph", "港口關閉。")]),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)  # fmt: skip
def test_beside_text_it_is_left_out_at_the_ends(text, found):
    assert pieces(text) == found


@pytest.mark.parametrize(
    ("picture", "caption"),
    [
        ("![圖一：三月的港口](a.png)", "圖一：三月的港口"),
        ("![The port in March](a.png)", "The port in March"),
        (f"![The port in March]({DATA})", "The port in March"),
        ("![港口][image1]", "港口"),
        ("[![港口](a.png)](https://example.org/)", "港口"),
    ],
    ids=lambda value: value[:30],
)
def test_a_caption_is_text_and_no_heading(picture, caption):
    assert pieces(f"{picture}\n\n港口關閉。") == [("paragraph", caption), ("paragraph", "港口關閉。")]


@pytest.mark.parametrize(
    "text",
    [
        "看！[甲](乙)。",
        "![",
        "!(a.png)",
        "[image1]:",
        "[註]: 港口關閉。",
        "data: 港口",
        "data:image/png",
        "image",
    ],
)
def test_what_is_no_picture(text):
    assert [content for _, content in pieces(text)] == [text]


def test_a_picture_does_not_make_a_half_english():
    document = parse_brief(
        File("a.md", "港口關閉。![](images/port.png)\n\n保費上漲。\n\nThe port closed.\n\nPremiums rose.\n")
    )
    assert [block.text for block in document.source] == ["港口關閉。", "保費上漲。"]


def test_pasted_pictures_do_not_make_a_brief_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr("align.read.MOST_CHARACTERS", 1000)
    path = tmp_path / "a.md"
    path.write_text(f"港口關閉。\n\n![]({DATA})\n\nThe port closed.\n", encoding="utf-8")
    assert [block.text for block in read_brief(path).target] == ["The port closed."]


PARTS = st.sampled_from(
    [
        *(
            "![",
            "[![",
            "](",
            "]",
            ")",
            "[",
            "(",
            "<img ",
            ">",
            "[image1]: ",
            "<",
            "image",
            "港口",
            "The port",
        ),
        *(SEVERAL, "data:image/png;base64,", "a.png", " ", " " * 20, "\n", "- ", "| ", "<!-- ", "-->", "```"),
    ]
)


@given(st.lists(PARTS, max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_keeps_its_offsets(text):
    clean = lift_comments(File("a.md", text)).file.text
    assert len(clean) == len(text)
    assert all(new in (old, " ") for new, old in zip(clean, text, strict=True))
    parse_page(File("a.md", text))


@pytest.mark.parametrize(
    "part", ["![", "![a](", "![a](()", "[![a](b)](", "<img ", "data:image/png;base64,a ", "[a]: "]
)
def test_a_text_full_of_beginnings_is_read_in_no_time(part):
    """Quadratic work on so many would run into the time limit of the tests."""
    parse_page(File("a.md", part * 20_000))
    parse_page(File("a.md", part + "a" * 500_000))
    parse_page(File("a.md", part + " " * 500_000 + "a"))
