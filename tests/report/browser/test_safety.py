"""No text of a brief becomes markup or runs, whatever the page does with it."""

from dataclasses import replace

import pytest

from tests.report.test_report_html import XSS

SHAPE = "[...document.querySelectorAll('*')].map(e => e.tagName + [...e.attributes].map(a => a.name))"


def exercise(page, text: str) -> None:
    page.wait_for_timeout(50)
    page.evaluate("location.hash = '#d1'")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.keyboard.press("d")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")
    page.locator("#search").fill(text)
    page.wait_for_timeout(200)
    page.locator("#search").fill("")
    page.locator("#language").select_option("zh-Hant")
    page.wait_for_timeout(150)


@pytest.fixture
def harmless(open_page, hostile_result):
    page = open_page(hostile_result("harmless"), accept_downloads=True)
    exercise(page, "harmless")
    return page.evaluate(SHAPE)


@pytest.mark.parametrize("text", [text for text in XSS if not set(text) & set("\x00\x0c")])
def test_text_stays_text(open_page, hostile_result, harmless, text):
    result = hostile_result(text)
    page = open_page(replace(result, encoder=text))
    exercise(page, text)
    assert page.evaluate(SHAPE) == harmless
    assert text in page.evaluate("document.body.textContent")
    assert page.evaluate("[...document.querySelectorAll('a')].every(a => a.href.startsWith('file:///'))")


def test_the_policy_holds(open_page, brief, make_result):
    page = open_page(make_result(brief))
    blocked = page.evaluate(
        """() => {
          const tried = [];
          const attempt = (name, run) => { try { run(); tried.push(name); } catch { } };
          attempt("markup", () => { document.body.innerHTML += "<b>x</b>"; });
          attempt("code", () => new Function("return 1")());
          return tried;
        }"""
    )
    assert blocked == []
