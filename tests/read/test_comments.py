"""Comments that accept findings: how they are read, and that they are no text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.prune import remove_comments
from align.read import parse_brief
from align.read.comments import lift_comments
from align.segment import segment
from align.types import File

BRIEF = """\
---
title: Ports
---
作者/Author(s): Jane Doe

# 港口

港口關閉。保費
上漲，船隻改道。

• 港務局於三月關閉三個碼頭。
• 保費上漲。
  1. 船隻改道。

| 中文 | English |
|---|---|
| 港口重開。 | The port reopened. |

# Ports

The port closed. Premiums rose, ships were
turned away.

• The port authority closed three piers in March.
• Premiums rose.
  1. Ships turned away.
"""


def comments(text: str):
    return lift_comments(File("a.md", text)).comments


@pytest.mark.parametrize(
    ("written", "rules", "quote", "reason"),
    [
        ("<!-- align: ignore number the source is wrong -->", ["number"], "", "the source is wrong"),
        ("<!--align:ignore number-->", ["number"], "", ""),
        ("<!-- align: ignore number,date: as printed -->", ["number", "date"], "", "as printed"),
        ("<!-- align: ignore number, date — as printed -->", ["number", "date"], "", "as printed"),
        ("<!-- align: ignore accuracy/omission cut -->", ["accuracy/omission"], "", "cut"),
        ("<!-- align: ignore script-mix -->", ["script-mix"], "", ""),
        ("<!-- align: ignore all a poem -->", ["all"], "", "a poem"),
        ('<!-- align: ignore entity "KGB" the author insists -->', ["entity"], "KGB", "the author insists"),
        ("<!-- align: ignore entity “KGB”：原文如此 -->", ["entity"], "KGB", "原文如此"),
        ("<!-- align：ignore entity「克格勃」原文如此 -->", ["entity"], "克格勃", "原文如此"),
        ("<!-- align: IGNORE number\n  over two lines\n-->", ["number"], "", "over two lines"),
        ("# align: ignore number the source is wrong", ["number"], "", "the source is wrong"),
        ("  #align: ignore number -- old", ["number"], "", "old"),
        ("> # align: ignore number old", ["number"], "", "old"),
    ],
)
def test_what_a_comment_says(written, rules, quote, reason):
    (comment,) = comments(f"一。\n{written}\n二。\n")
    assert (list(comment.rules), comment.quote, comment.reason, comment.problem) == (rules, quote, reason, "")
    assert comment.block is None
    assert comment.text == written.lstrip(" >")


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("<!-- align: ingore number -->", "'ingore' is none of ignore, ignore-start, ignore-end"),
        ("<!-- align: ignore_next number -->", "'ignore_next' is none of ignore, ignore-start, ignore-end"),
        *(
            (f"{opening} {verb} number{end}", f"'{verb}' is none of ignore, ignore-start, ignore-end")
            for opening, end in (("<!-- align:", " -->"), ("# align:", ""))
            for verb in ("disable", "off", "noqa", "skip", "ignore-all", "忽略")
        ),
        ("<!-- align: ignore -->", "it names no rule"),
        ("<!-- align: ignore 數字 -->", "it names no rule"),
        ('<!-- align: ignore number "" -->', "the text that it quotes is empty"),
        ("<!-- align: ignore-start number -->", "no ignore-end follows it"),
        ("<!-- align: ignore-end -->", "it ends nothing that an ignore-start began"),
    ],
)
def test_what_cannot_be_followed_says_why(written, problem):
    assert [comment.problem for comment in comments(f"一。\n{written}\n二。\n")] == [problem]


@pytest.mark.parametrize(
    "written",
    [
        "<!-- align: center -->",
        "<!-- align: LEFT -->",
        "# align: right",
        "<!-- align: -->",
        "<!-- align: 50% -->",
        "<!-- aligned: ignore number -->",
        "<!-- ignore number -->",
        "# alignment: ignore number",
        "text # align: ignore number",
        "<!-- align: ignore number",
        "<!--\n# align: ignore number\n-->",
        "```\n<!-- align: ignore number -->\n```",
    ],
)
def test_what_is_no_such_comment(written):
    document = parse_brief(File("a.md", f"港口關閉。\n\n{written}\n\nThe port closed.\n"))
    assert document.comments == ()


def test_blocks_nest_and_end_by_their_rules():
    text = (
        "<!-- align: ignore-start number a --><!-- align: ignore-start date b -->一。"
        "<!-- align: ignore-end number -->二。<!-- align: ignore-end -->三。"
    )
    found = comments(text)
    assert [(c.reason, text[slice(*c.block)][-2:], c.problem) for c in found] == [
        ("a", "一。", ""),
        ("b", "二。", ""),
    ]
    assert [text[slice(*c.end.span)] for c in found] == [
        "<!-- align: ignore-end number -->",
        "<!-- align: ignore-end -->",
    ]


@pytest.mark.parametrize(
    "comment",
    ["<!-- align: ignore number why -->", "# align: ignore number why", "<!-- align: ignore\n\nx -->"],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_line_of_its_own_changes_nothing_anywhere(comment, newline):
    """Wherever the comment stands, the blocks are the same texts at the same words."""
    lines = BRIEF.split("\n")
    whole = outline(BRIEF)
    for at in range(len(lines)):
        text = newline.join([*lines[:at], comment, *lines[at:]])
        assert outline(text) == whole, at


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("港口關閉。<!-- align: ignore number x -->船隻改道。", ["港口關閉。", "船隻改道。"]),
        ("- <!-- align: ignore number x --> 港口關閉。", ["港口關閉。"]),
        ("2. <!-- align: ignore number x -->港口關閉。", ["港口關閉。"]),
        ("港口關閉。 <!-- align: ignore number x -->", ["港口關閉。"]),
        ("## <!-- align: ignore number x --> 港口", ["港口"]),
        ("| 港口<!-- align: ignore number x --> | Ports |\n|---|---|\n", ["港口"]),
    ],
)
def test_within_a_line_it_is_no_text_either(text, segments):
    head = "1. 保費上漲。\n" if text.startswith("2.") else ""
    document = parse_brief(File("a.md", f"{head}{text}\n\nThe port closed.\n"))
    found = [one for one in segment(document)[0] if one.text != "保費上漲。"]
    assert [one.text for one in found] == segments
    for one in found:
        assert f"{head}{text}"[slice(*one.place.span)] == one.text


def outline(text: str) -> list[tuple]:
    """Return what is read of a brief, without its offsets; each text is found where it is said to be."""
    document = parse_brief(File("a.md", text))
    for side in segment(document):
        for one in side:
            assert "align" not in one.text
    blocks = [
        (b.kind, b.level, b.marker, b.ordinal, b.row, " ".join(b.text.split()))
        for b in (*document.source, *document.target)
    ]
    fields = [(f.key, f.source and f.source.text, f.target and f.target.text) for f in document.fields]
    return [blocks, fields]


# ---------------------------------------------------------------- hostile input

PARTS = st.sampled_from(
    [
        *(
            "<!--",
            "-->",
            "align:",
            "align：",
            "# align:",
            "ignore",
            "ignore-start",
            "ignore-end",
            "number",
            "all",
        ),
        *(",", '"', "“", "”", "「", "」", " ", "\t", "\n", "\r\n", "\u2028", "\0", "\ud800", ">", "|", "---"),
        *("```", "港口關閉。", "The port closed.", "<!-- align: ignore number x -->"),
    ]
)
TEXTS = st.lists(PARTS | st.text(max_size=3), max_size=30).map("".join)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_keeps_its_offsets(text):
    lifted = lift_comments(File("a.md", text))
    clean = lifted.file.text
    assert len(clean) == len(text)
    spans = [place.span for c in lifted.comments for place in (c.place, c.end) if place]
    inside = {k for span in spans for k in range(*span)}
    assert all(clean[k] == text[k] for k in range(len(text)) if k not in inside)
    assert all(clean[k].isspace() for k in inside)
    assert lifted.lines
    for comment in lifted.comments:
        assert text[slice(*comment.place.span)] == comment.text
        assert comment.rules or comment.problem
        assert comment.block is None or comment.end is not None


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_taking_all_out_leaves_what_is_read(text):
    """Once without its comments, a text has none, and holds the words that it held."""
    lifted = lift_comments(File("a.md", text))
    spans = [place.span for c in lifted.comments for place in (c.place, c.end) if place]
    rest = remove_comments(text, spans)
    assert "".join(rest.replace(">", "").split()) == "".join(lifted.file.text.replace(">", "").split())


def test_a_text_full_of_comments_is_read_in_no_time():
    """Quadratic work on so many would run into the time limit of the tests."""
    many = 20_000
    for text in (
        "<!-- align: ignore-start number x -->\n" * many + "<!-- align: ignore-end number -->\n" * many,
        "<!-- align: ignore number x -->" * many,
        "<!-- align: ignore " + "number," * many + " -->",
        "# align: ignore number " + "“" * many,
        "<!-- align: ignore-start number x --><!-- align: ignore-end date -->" * many,
    ):
        lift_comments(File("a.md", text))
