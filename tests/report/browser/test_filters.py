"""Filters by severity, rule and status, and search."""

import pytest

from tests.report.browser.strip import ticks


def shown(page) -> list[str]:
    """Return the numbers of the findings that are shown, when the filters have come to rest."""
    page.wait_for_timeout(200)
    return page.locator("article.card:visible .number").all_inner_texts()


def pairs(page) -> list[str]:
    page.wait_for_timeout(200)
    return page.locator("li.pair:visible .pair-id").all_inner_texts()


def listed(page) -> list[str]:
    return page.locator("[data-item]:visible .number").all_inner_texts()


def chip(page, name):
    return page.locator("#bar").get_by_label(name)


def test_everything_is_shown_at_first(page):
    assert shown(page) == listed(page) == ["1", "2", "3", "4", "5", "6"]
    assert pairs(page) == ["1", "2", "3", "4", "5", "6"]
    assert page.locator("#shown").text_content() == "6 of 6"


@pytest.mark.parametrize(
    ("off", "left"),
    [
        (["Critical"], ["1", "2", "3", "5", "6"]),
        (["Minor"], ["2", "3", "4", "5"]),
        (["Critical", "Major"], ["1", "6"]),
        (["Critical", "Major", "Minor"], []),
    ],
)
def test_severity(page, off, left):
    for name in off:
        chip(page, name).uncheck()
    assert shown(page) == listed(page) == left
    assert page.locator("#shown").text_content() == f"{len(left)} of 6"


def test_rule(page):
    page.locator("[name=rule]").select_option("entity")
    assert shown(page) == listed(page) == ["4"]
    page.locator("[name=rule]").select_option(label="All rules")
    assert len(shown(page)) == 6


def test_marks_and_ticks_follow_the_filters(page):
    page.locator("[name=rule]").select_option("entity")
    assert shown(page) == ["4"]
    assert page.locator("mark:not(.off)").all_inner_texts() == ["格魯烏", "KGB"]
    assert page.locator(".ref:visible").all_inner_texts() == ["4", "4"]
    assert ticks(page) == {"minor": [], "major": [], "critical": [2]}


def test_keys_walk_through_what_is_shown(page):
    chip(page, "Critical").uncheck()
    chip(page, "Minor").uncheck()
    shown(page)
    seen = []
    for _ in range(3):
        page.keyboard.press("j")
        seen.append(page.locator(".card.current .number").inner_text())
    assert seen == ["2", "3", "5"]


def test_only_pairs_with_findings(page):
    page.get_by_label("Only pairs with findings").check()
    assert pairs(page) == ["2", "3", "4", "6"]
    chip(page, "Major").uncheck()
    assert pairs(page) == ["3", "6"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("台北港", ["2"]),
        ("transshipment", ["2"]),
        ("TRANSSHIPMENT", ["2"]),
        ("freight rates", ["5", "6"]),
        ("abc", ["5"]),
        ("ＡＢＣ", ["5"]),
        ("GRU rendered", ["3"]),
        ("nowhere", []),
        ("  ", ["1", "2", "3", "4", "5", "6"]),
    ],
)
def test_search_in_both_languages_and_in_the_notes(page, query, found):
    page.get_by_label("Search both texts").fill(query)
    assert pairs(page) == found
    assert page.get_by_text("No pair fits these filters.").is_visible() == (not found)


def test_what_is_searched_for_is_painted(page):
    page.get_by_label("Search both texts").fill("freight")
    pairs(page)
    painted = page.evaluate(
        "[...CSS.highlights.get('search')].map(r => r.startContainer.data.slice(r.startOffset, r.endOffset))"
    )
    assert sorted(painted) == ["Freight", "freight"]
    page.get_by_label("Search both texts").fill("")
    pairs(page)
    assert page.evaluate("CSS.highlights.get('search').size") == 0


def test_status(page):
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.keyboard.type("known")
    page.keyboard.press("Enter")
    page.locator("[name=status]").select_option("dismissed")
    assert shown(page) == ["1"]
    page.locator("[name=status]").select_option("open")
    assert shown(page) == ["2", "3", "4", "5", "6"]
    page.locator("[name=status]").select_option("all")
    assert len(shown(page)) == 6


def test_a_page_without_findings_has_no_filters(open_page, brief, make_result):
    from dataclasses import replace

    page = open_page(make_result(replace(brief, findings=())))
    assert page.locator("#bar").count() == 0
    assert page.get_by_text("Nothing to report.").is_visible()
    assert page.locator("li.pair:visible").count() == 6


def test_without_script_everything_can_be_read(open_page, brief, make_result):
    page = open_page(make_result(brief), java_script_enabled=False)
    assert page.locator("article.card:visible").count() == 6
    assert page.locator("li.pair:visible").count() == 6
    assert page.locator("button:visible, select:visible, input:visible").count() == 0
