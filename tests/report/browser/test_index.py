"""Several briefs: an index, worst first, and one brief at a time."""


def rows(page) -> list[str]:
    """Return the quality of the briefs in the table, top to bottom."""
    return [text.strip() for text in page.locator("tr:visible td.points").all_inner_texts()]


def test_the_index_comes_first_with_the_worst_brief_on_top(open_page, several):
    page = open_page(several)
    assert page.get_by_role("heading", level=1).all_inner_texts() == ["5 briefs"]
    assert rows(page) == ["20", "40", "60", "80", "90"]
    assert not page.locator("#bar").is_visible()


def test_sorting_and_finding(open_page, several):
    page = open_page(several)
    page.get_by_label("Sort by").select_option("date")
    assert rows(page) == ["40", "90", "20", "80", "60"]
    page.get_by_label("Sort by").select_option("worst")
    assert rows(page) == ["20", "40", "60", "80", "90"]
    page.get_by_label("Find a brief").fill("strait.zh")
    assert rows(page) == ["20", "90"]
    assert page.locator("#found-briefs").inner_text() == "2 of 5"


def test_one_brief_is_on_view_at_a_time(open_page, several):
    page = open_page(several)
    page.locator("tbody a").first.click()
    # The browser tells the page of a new address after the click.
    page.locator("#d2").wait_for()
    assert page.locator("[data-brief]:visible").count() == 1
    assert page.evaluate("location.hash") == "#d2"
    assert page.locator("[data-brief]:visible #bar").count() == 1
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.keyboard.press("j")
    assert page.locator("#d2 .card.current").count() == 1
    page.get_by_role("link", name="All briefs").click()
    page.locator("#index").wait_for()
    page.go_back()
    page.locator("#d2").wait_for()


def test_an_address_reaches_into_a_brief(open_page, several):
    page = open_page(several, at="#d3-f2")
    assert page.locator("#d3").is_visible()
    assert page.locator("#d3-f2.current").is_visible()


def test_a_wrong_address_opens_the_index(open_page, several):
    page = open_page(several, at="#nothing%20here")
    assert page.locator("#index").is_visible()


def test_filters_stay_from_brief_to_brief(open_page, several):
    page = open_page(several, at="#d1")
    page.locator("[name=rule]").select_option("number")
    page.wait_for_timeout(100)
    page.evaluate("location.hash = '#d3'")
    page.wait_for_timeout(200)
    assert (
        page.locator("#d3 article.card:visible").count()
        == page.locator("#d3 [data-rule=number].card").count()
    )


def test_the_trend_shows_dated_briefs_from_first_to_last(open_page, several):
    page = open_page(several)
    assert page.locator(".span time").all_inner_texts() == ["2025-01-01", "2025-06-10"]
    dots = page.locator(".trend a")
    assert dots.count() == 4
    heights = page.locator(".trend .dot").evaluate_all("all => all.map(dot => 100 - dot.getAttribute('y1'))")
    assert heights == [80, 20, 90, 40]
    assert "1 brief gives no date." in page.locator(".trend .hint").inner_text()
    dots.nth(1).click(force=True)
    # The page turns to the brief only after the click is done.
    page.locator("#d2").wait_for(state="visible")


def test_findings_are_counted_by_rule(open_page, several):
    page = open_page(several)
    counts = [row.split() for row in page.locator(".ranking li").all_inner_texts()]
    assert counts[:2] == [["addition", "5"], ["list", "5"]]
    assert sum(int(count) for _, count in counts) == sum(len(one.findings) for one in several.checked)


def test_a_single_brief_has_no_index(page):
    assert page.locator("#index").count() == 0
    assert page.get_by_role("link", name="All briefs").count() == 0


def test_dismissals_count_across_briefs(open_page, several):
    page = open_page(several, at="#d1")
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    page.evaluate("location.hash = '#d3'")
    page.wait_for_timeout(200)
    # The same finding in the same words, in another brief.
    assert page.locator("#d3 .card.dismissed").count() == 1
    assert page.locator("#save").inner_text() == "Save 1 dismissal"
