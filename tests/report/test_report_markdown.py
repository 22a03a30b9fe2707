"""Markdown, read back by a parser: nothing in a brief becomes markup, a link or somebody's name."""

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from align.report import render
from align.types import File, Unread

from .small import OPTIONS, clean, make_small

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

TEXTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a | b || c",
    "\\| a \\",
    "`code` ``x`` `",
    "**bold** _em_ *em* ~~no~~ __x__",
    "[link](https://evil.example)",
    "![image](https://evil.example/x.png)",
    "[a]: https://evil.example",
    "&lt;b&gt; &#60;b&#62; &amp;",
    "<https://evil.example> <a@b.example>",
    "<!-- comment --> -->",
    "a\n\n# heading\n- item\n> quote\n```\nfence",
    "|---|---|",
    "$x^2$ and $$y$$",
    "# not a heading #",
]


def cells_of(text: str) -> list[list[str]]:
    """Return the rows of each finding as a reader sees them."""
    rows: list[list[str]] = []
    is_row = False
    for token in PARSER.parse(text):
        if token.type in ("tr_open", "tr_close"):
            is_row = token.type == "tr_open"
            rows += [[]] if is_row else []
        if token.type == "inline" and is_row:
            rows[-1].append("".join(shown(child) for child in token.children))
    return [row for row in rows if row[0] in ("critical", "major", "minor")]


def shown(token) -> str:
    if token.type == "html_inline":
        assert token.content in ("<br>", "<!-- -->")
        return "\n" if token.content == "<br>" else ""
    assert token.type in ("text", "em_open", "em_close"), token
    return token.content


def test_what_could_not_be_read_comes_first(make_result):
    text = render("markdown", make_result(clean(), unread=(Unread("a*.txt", "a*.txt is empty"),)), OPTIONS)
    heading = "# align: 1 pair, no findings; 1 brief could not be read"
    assert text.startswith(f"{heading}\n\n**Not checked:** a\\*.txt is empty\n")


@pytest.mark.parametrize("text", TEXTS)
def test_text_stays_text(text, make_result):
    checked = make_small(
        File("a", text), File("b", text), (text, text), message=text, explanation=text, suggestion=text
    )
    said = " ".join(text.split())
    (row,) = cells_of(render("markdown", make_result(checked), OPTIONS))
    assert row[3:] == [f"{said.rstrip('.')}. {said}", said, said, said]


@pytest.mark.parametrize(
    "text", ["@octocat", "see #123", "!45 and %6", "https://evil.example", "www.evil.example", "a@b.example"]
)
def test_nobody_is_called_and_nothing_is_linked(text, make_result):
    checked = make_small(File("a", text), File("b", text), (text, text), message=text)
    page = render("markdown", make_result(checked), OPTIONS)
    assert text not in page
    assert not re.search(r"[@#!%]\w|://|www\.", page)
    assert cells_of(page)[0][4] == text


def test_names_of_files_are_text(make_result):
    checked = make_small(File("a_*b*|`.md", "三"), File("[x](y).md", "two"), ("三", "two"))
    page = render("markdown", make_result(checked), OPTIONS)
    assert cells_of(page)[0][2] == "[x](y).md:1:1"
    assert "## a\\_\\*b\\*\\|\\`.md \\[x\\](y).md\n" in page


def test_hostile_pages_hold_no_controls(hostile_result):
    page = render("markdown", hostile_result("a\x00\x1b[31m\u202e\ud800b"), OPTIONS)
    assert not set(page) & set("\x00\x1b\u202e\ud800")


def test_rules_link_to_the_docs(brief, make_result):
    page = render("markdown", make_result(brief), replace(OPTIONS, docs="https://docs.example.org"))
    assert "[entity](<https://docs.example.org/rules/#entity>)" in page


def test_a_page_of_limited_size_shows_the_worst_and_counts_the_rest(brief, two_files, make_result):
    page = render("markdown", make_result(brief, two_files), replace(OPTIONS, most=2))
    assert [row[1] for row in cells_of(page)] == ["entity", "number"]
    assert "10 findings more, which this page has no room for." in page


def test_many_clean_briefs_are_counted(brief, make_result):
    page = render("markdown", make_result(*[clean()] * 20, brief), OPTIONS)
    assert page.count("c.zh.txt") == 0
    assert "20 briefs more." in page
    assert "no findings" in render("markdown", make_result(clean()), OPTIONS)
