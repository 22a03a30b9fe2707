"""A brief so long that its pairs are put off until the first frame has been drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

PAIRS = 203


def lengthen(checked, pairs=PAIRS):
    """Return a document in which the pairs come last, behind copies of them without findings."""
    own = checked.pairs
    copies = [replace(own[n % len(own)], id=f"copy{n}") for n in range(pairs - len(own))]
    return replace(checked, pairs=(*copies, *own))


@pytest.fixture
def long_page(open_page, brief, make_result):
    page = open_page(make_result(lengthen(brief)))
    page.locator("#bar").wait_for()
    return page


@pytest.mark.parametrize("pairs", [151, 200, PAIRS, 210])
def test_every_pair_comes_once_and_in_order(open_page, brief, make_result, pairs):
    page = open_page(make_result(lengthen(brief, pairs)))
    page.locator("#bar").wait_for()
    numbers = page.locator("li.pair > .pair-id").all_text_contents()
    assert len(numbers) == pairs
    assert numbers[:2] == ["copy0", "copy1"]
    assert numbers[-6:] == ["1", "2", "3", "4", "5", "6"]
    assert page.locator("noscript").count() == 0


@pytest.mark.parametrize("scripted", [True, False])
def test_every_finding_is_listed_once_and_in_order(open_page, brief, make_result, scripted):
    checked = lengthen(replace(brief, findings=brief.findings * 20))
    page = open_page(make_result(checked), java_script_enabled=scripted)
    if scripted:
        page.locator("#bar").wait_for()
    page.locator(".contents summary").click()
    numbers = page.locator(".contents li:visible .number").all_text_contents()
    assert numbers == [str(n + 1) for n in range(20 * len(brief.findings))]


def test_far_words_of_ours_follow_a_language_that_is_remembered(long_page):
    long_page.locator("#language").select_option("zh-Hant")
    long_page.reload()
    long_page.locator("#bar").wait_for()
    assert long_page.locator("li.pair [data-act]").last.text_content() == "略過"
    assert long_page.locator("li.pair .own").last.get_attribute("lang") == "zh-Hant"


def test_far_dismissals_are_counted_when_the_page_is_opened_again(long_page):
    long_page.locator("#d1-f1 [data-act]").click()
    long_page.locator(".asking input").fill("agreed")
    long_page.keyboard.press("Enter")
    long_page.locator("#save").wait_for()
    long_page.reload()
    long_page.locator("#bar").wait_for()
    assert long_page.locator("#save").is_visible()


def test_paper_does_not_wait_for_what_is_unpacked(open_page, brief, make_result):
    page = open_page(make_result(lengthen(brief)))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("li.pair").count() == PAIRS


def test_without_script_every_pair_can_be_read(open_page, brief, make_result):
    page = open_page(make_result(lengthen(brief)), java_script_enabled=False)
    assert page.locator("li.pair").count() == PAIRS
    # With a script none of them stands in the way of the first frame.
    assert page.locator("noscript[data-later] li.pair").count() == PAIRS
    assert page.locator("article.card").count() == 6


def test_an_address_reaches_a_far_finding(open_page, brief, make_result):
    page = open_page(make_result(lengthen(brief)), at="#d1-f2")
    page.locator("#d1-f2.current").wait_for()
    assert page.locator("#d1-f2").bounding_box()["y"] < 800


def test_filters_and_search_know_far_pairs(long_page):
    long_page.locator("[name=only]").check()
    long_page.locator("li.pair[hidden]").nth(150).wait_for(state="attached")
    assert "copy0" not in long_page.locator("li.pair:visible > .pair-id").all_text_contents()
    assert long_page.locator("#d1-f1").is_visible()


@pytest.mark.parametrize(
    "text", ["</noscript><b id=x>", "<script>throw 1</script>", '"><img src=x onerror=throw&#32;1>']
)
def test_far_text_stays_text(open_page, hostile_result, text):
    result = hostile_result(text)
    page = open_page(replace(result, checked=(lengthen(result.checked[0]),)))
    page.locator("#bar").wait_for()
    assert page.locator("li.pair").count() == PAIRS
    assert page.locator("#x, img, .pair b").count() == 0
    assert text in page.locator("li.pair").last.text_content()


def test_nothing_else_becomes_markup(long_page, open_page):
    made = long_page.evaluate(
        """() => {
          const maker = { createHTML: (text) => text };
          try { return String(trustedTypes.createPolicy("align", maker).createHTML("<b>")); }
          catch { return "refused"; }
        }"""
    )
    assert made == "refused"
    open_page.problems.clear()
