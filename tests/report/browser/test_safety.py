"""No text of a brief becomes markup or runs, whatever the page does with it."""

import pytest

from tests.report.test_report_html import XSS

SHAPE = "[...document.querySelectorAll('*')].map(e => e.tagName + [...e.attributes].map(a => a.name))"


def exercise(page, text: str) -> None:
    page.keyboard.press("j")
    page.locator("#d1 .card.current").wait_for()
    page.keyboard.press("o")
    page.keyboard.press("d")
    page.locator(".asking input").fill(text)
    page.keyboard.press("Enter")
    page.locator("#d1 .card.dismissed").first.wait_for()
    page.locator("#search").fill(text)
    page.wait_for_timeout(200)
    page.locator("#search").fill("")
    page.locator("#language").select_option("zh-Hant")
    page.wait_for_timeout(150)


@pytest.fixture
def harmless(open_page, hostile_result):
    page = open_page(hostile_result("harmless"), at="#d1")
    exercise(page, "harmless")
    return page.evaluate(SHAPE)


@pytest.mark.parametrize("text", [text for text in XSS if not set(text) & set("\x00\x0c")])
def test_text_stays_text(open_page, hostile_result, harmless, text):
    page = open_page(hostile_result(text), at="#d1")
    exercise(page, text)
    assert page.evaluate(SHAPE) == harmless
    assert text in page.evaluate("document.body.textContent")
    assert page.evaluate("[...document.querySelectorAll('a')].every(a => a.href.startsWith('file:///'))")


def test_the_policy_holds(open_page, brief, make_result):
    page = open_page(make_result(brief))
    done = page.evaluate(
        """() => {
          const done = [];
          const attempt = (name, run) => { try { run(); done.push(name); } catch { } };
          attempt("markup", () => { document.body.innerHTML += "<b>x</b>"; });
          attempt("script", () => {
            const script = document.createElement("script");
            script.textContent = "globalThis.ran = true";
            document.body.append(script);
          });
          return [...done, globalThis.ran];
        }"""
    )
    assert done == [None]
    assert any("TrustedHTML" in problem for problem in open_page.problems)
    open_page.problems.clear()
