import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from align.report import render
from align.types import Finding, Section, Severity, Unread

XSS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "</title><svg onload=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "--><b>x</b><!--",
    "]]><b>x</b><![CDATA[",
    "{{ 7 * 7 }}{% raw %}<b>x</b>",
    "&lt;b&gt;x &#x3c;b&#x3e;",
    "`${alert(1)}`",
    "<a href=//evil.example style=position:fixed>x</a>",
    "<base href=//evil.example><meta http-equiv=refresh content=0>",
    "a\x00<b\x0c>x</b>",
]


class Parsed(HTMLParser):
    """A page as tags with attribute names, attribute values, and texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shape, self.values, self.texts, self.raw = [], [], [], {}
        self._stack = [("", "")]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.shape.append((tag, tuple(name for name, _ in attrs)))
        self.values += [(tag, name, value) for name, value in attrs]
        self._stack.append((tag, dict(attrs).get("type", "")))

    def handle_startendtag(self, tag, attrs):
        self.shape.append((tag, tuple(name for name, _ in attrs)))
        self.values += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag):
        self._stack.append((f"/{tag}", ""))

    def handle_data(self, data):
        tag, kind = self._stack[-1]
        if tag in ("script", "style"):
            self.raw.setdefault("data" if kind == "application/json" else tag, []).append(data)
        else:
            self.texts.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)


@pytest.mark.parametrize("text", XSS)
def test_text_stays_text(text, hostile_result, options):
    page = Parsed(render("html", hostile_result(text), replace(options, version=text)))
    harmless = Parsed(render("html", hostile_result("harmless"), options))
    assert page.shape == harmless.shape
    assert page.raw == harmless.raw
    assert {value[0] for _, name, value in page.values if name == "href"} == {"#"}
    assert not any(name.startswith("on") or name in ("style", "src") for _, name, _ in page.values)
    if not set(text) & set("\x00\x0c"):
        assert text in "".join(page.texts)


def test_controls_cannot_reorder_the_page(hostile_result, options):
    page = render("html", hostile_result("a\u202eb\x1b\ud800"), options)
    assert not set(page) & set("\u202e\x1b\ud800")
    assert "a&lt;U+202E&gt;b&lt;U+001B&gt;" in page


def test_the_policy_allows_our_style_and_script_alone(brief, make_result, options):
    page = Parsed(render("html", make_result(brief), options))
    policy = next(value for _, name, value in page.values if name == "content" and "default-src" in value)
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        digest = base64.b64encode(hashlib.sha256("".join(page.raw[tag]).encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_the_script_can_make_markup_in_one_place_only(brief, make_result, options):
    page = render("html", make_result(brief), options)
    assert "require-trusted-types-for &#39;script&#39;; trusted-types align" in page
    assert page.count("createContextualFragment") == 1
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", page)


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_what_could_not_be_read_is_said_above_all(language, brief, two_files, make_result, options):
    options = replace(options, language=language)
    lost, empty = Unread("lost.txt", "lost.txt does not exist"), Unread("<b>", "<b> is empty")
    said = {"en": "1 brief could not be read:", "zh-Hant": "1 份簡報無法讀取："}[language]
    for checked in ((), (brief,), (brief, two_files)):
        above, _, below = render("html", make_result(*checked, unread=(lost,)), options).partition("<main")
        assert (
            f'data-n="1">{said}</span></strong> <span lang="en">lost.txt does not exist</span></p>' in above
        )
        assert "could not be read</title>" in above
        assert ("<h1>" in below) == (not checked)
        several = render("html", make_result(*checked, unread=(lost, empty)), options)
        assert '<span class="line" lang="en">&lt;b&gt; is empty</span>' in several
        assert "alarm" not in render("html", make_result(*checked), options).partition("</style>")[2]


def test_nothing_is_loaded(brief, make_result, options):
    page = render("html", make_result(brief), options)
    assert not re.search(r"https?:|url\(|@import|<link|<img|<iframe", page)


def test_every_link_has_a_target_and_no_id_comes_twice(brief, two_files, make_result, options):
    page = Parsed(render("html", make_result(brief, two_files), options))
    ids = [value for _, name, value in page.values if name == "id"]
    assert len(ids) == len(set(ids))
    assert {value[1:] for _, name, value in page.values if name == "href"} <= set(ids)
    marks = {anchor for _, name, value in page.values if name == "data-marks" for anchor in value.split()}
    assert marks <= set(ids)


def test_every_cell_tells_its_language(brief, make_result, options):
    page = render("html", make_result(brief), options)
    cells = re.findall(r'<div class="cell[^"]*"([^>]*)>', page)
    assert cells == [' lang="zh-Hant"', ' lang="en"'] * len(brief.pairs)


def test_a_pair_without_counterpart_says_so(brief, make_result, options):
    texts = Parsed(render("html", make_result(brief), options)).texts
    assert texts.count("No counterpart in English") == 1
    assert texts.count("No counterpart in Chinese") == 1


def test_findings_are_marked_on_both_sides(brief, make_result, options):
    page = render("html", make_result(brief), options)
    for text in ("3.2億", "3.2 million", "格魯烏", "KGB"):
        assert re.search(f"<mark [^>]*>{text}</mark><a ", page), text


def test_a_pair_file_does_not_list_every_pair_as_a_file(prealigned, make_result, options):
    assert "pairs.jsonl" in Parsed(render("html", make_result(prealigned), options)).texts


def test_a_gap_inside_a_pair(brief, make_result, options):
    pair = brief.pairs[2]
    place = pair.target[0].place
    gap = place.part(3, 3)
    finding = Finding("omission", "accuracy/omission", Severity.MAJOR, 1, "m", (), (gap,), pair)
    page = render("html", make_result(replace(brief, findings=(finding,))), options)
    assert re.search(r'KGB<mark class="gap major"[^>]*>.*?</mark><a [^>]*>1</a> personnel', page)


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


STYLE = files("align.report").joinpath("templates", "report.css").read_text(encoding="utf-8")
COLORS = dict(re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}, #[0-9a-f]{6})\);", STYLE))
ON = [
    (ink, paper)
    for ink in ("ink", "soft", "link", "critical", "major", "minor")
    for paper in ("paper", "panel")
]
WASHED = [("ink", f"{severity}-wash") for severity in ("critical", "major", "minor")]
FILLED = [("paper", ink) for ink in ("critical", "major", "minor", "soft", "link")]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), [*ON, *WASHED, *FILLED, ("ink", "found")])
def test_contrast_is_aa(theme, ink, paper):
    assert contrast(*(COLORS[name].split(", ")[theme] for name in (ink, paper))) >= 4.5


def test_fifty_pairs_take_less_than_300_kilobytes(brief, make_result, options):
    # More than such a brief has: nine heads, and a finding for each pair.
    page = render("html", make_result(*[brief] * 9), options)
    assert page.count('<li class="pair ') == 54
    assert len(page.encode()) < 300_000


def test_a_brief_holds_its_sections_and_what_was_found_and_expected(brief, make_result, options):
    headed = replace(
        brief, sections=(Section(brief.pairs[:4], brief.score), Section(brief.pairs[4:], brief.score))
    )
    texts = Parsed(render("html", make_result(headed), options)).texts
    assert texts.count("海峽航運") >= 3
    assert "Opening" in texts
    assert {"Found", "3.2 million", "Expected", "320 million"} <= set(texts)


def test_the_page_speaks_the_language_asked_for(brief, make_result, options):
    page = render("html", make_result(brief), replace(options, language="zh-Hant"))
    assert '<html lang="zh-Hant"' in page
    assert "檢查範圍" in Parsed(page).texts
    assert "What was checked" not in Parsed(page).texts
