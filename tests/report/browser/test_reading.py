"""Moving through the findings by key and by pointer."""

import pytest

from tests.report.browser.strip import ticks


def current(page) -> str | None:
    return page.evaluate("document.querySelector('.card.current')?.querySelector('.message').textContent")


def lit(page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('.lit')].map(m => m.closest('.cell').lang + ' ' + m.textContent)"
    )


MESSAGES = [
    "3 points in Chinese, 2 in English",
    "3.2億 rendered as 3.2 million",
    "未獲准 rendered as allowed",
    "GRU rendered as KGB",
    "The English lacks this point",
    "The Chinese lacks this sentence",
]


def test_j_and_k_walk_through_the_findings_and_stop_at_the_ends(page):
    walked = []
    for _ in range(len(MESSAGES) + 1):
        page.keyboard.press("j")
        walked.append(current(page))
    assert walked == [*MESSAGES, MESSAGES[-1]]
    page.keyboard.press("k")
    assert current(page) == MESSAGES[-2]


def test_the_current_finding_has_the_focus_is_on_screen_and_is_counted(page):
    for _ in range(4):
        page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "d1-f4"
    assert page.locator(".card.current").evaluate("card => card.getBoundingClientRect().top < innerHeight")
    assert page.locator("#shown").text_content() == "4 / 6"


def test_the_buttons_step_too(page):
    page.get_by_role("button", name="Next finding").click()
    page.get_by_role("button", name="Next finding").click()
    page.get_by_role("button", name="Previous finding").click()
    assert current(page) == MESSAGES[0]


def test_a_finding_lights_its_places_on_both_sides(page):
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert lit(page) == ["zh-Hant 3.2億", "en 3.2 million"]


def test_pointing_at_a_mark_lights_its_counterpart(page):
    page.locator("mark", has_text="3.2億").hover()
    assert lit(page) == ["zh-Hant 3.2億", "en 3.2 million"]
    page.locator("h1").hover()
    assert lit(page) == []


def test_overlapping_marks_light_what_covers_the_spot(page):
    page.locator("mark", has_text="KGB").first.hover()
    assert {"zh-Hant 格魯烏", "en KGB"} <= set(lit(page))


def test_a_click_on_a_mark_selects_its_finding(page):
    page.locator("mark", has_text="3.2 million").click()
    assert current(page) == "3.2億 rendered as 3.2 million"


def test_a_click_on_a_number_selects_its_finding(page):
    page.get_by_role("link", name="Finding 4, critical").first.click()
    assert current(page) == "GRU rendered as KGB"


def test_the_list_of_findings_leads_to_them(page):
    page.locator(".contents").get_by_role("link", name="GRU rendered as KGB").click()
    assert current(page) == "GRU rendered as KGB"


def test_an_address_with_a_finding_opens_it(open_page, brief, make_result):
    page = open_page(make_result(brief), at="#d1-f2")
    assert current(page) == MESSAGES[1]


def test_o_opens_the_evidence_and_closes_it(page):
    for _ in range(2):
        page.keyboard.press("j")
    evidence = page.locator("#d1-f2 .facts")
    page.keyboard.press("o")
    assert evidence.get_by_text("320000000").is_visible()
    page.keyboard.press("o")
    assert not evidence.get_by_text("320000000").is_visible()


def test_what_was_found_and_expected(page):
    change = page.locator("#d1-f4 .change")
    assert change.inner_text().split() == ["Found", "KGB", "Expected", "GRU"]
    assert page.locator("#d1-f4 .explanation").inner_text().startswith("格魯烏 is the GRU")


def test_the_help_lists_the_keys_and_can_be_closed(page):
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    assert dialog.locator("kbd").all_inner_texts() == ["j", "k", "o", "d", "/", "?"]
    page.keyboard.press("j")
    assert current(page) is None
    page.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_single_keys_can_be_turned_off_for_good(page):
    page.locator("#keys").click()
    page.get_by_label("Single keys work").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    assert current(page) is None
    page.reload()
    page.keyboard.press("j")
    assert current(page) is None


def test_keys_typed_into_a_field_are_text(page):
    page.keyboard.press("/")
    page.keyboard.type("jd?")
    assert page.locator("#search").input_value() == "jd?"
    assert current(page) is None


def test_a_key_with_a_modifier_is_the_browsers(page):
    page.keyboard.press("Control+k")
    assert current(page) is None


def test_rules_are_explained(page):
    page.locator("#d1-f4 a.rule").click()
    assert page.locator(".rules details[open]").inner_text().split("\n")[0] == "entity A name became another"


def test_the_strip_shows_the_pairs_with_findings_and_leads_to_them(page):
    assert ticks(page) == {"minor": [5], "major": [1, 3], "critical": [2]}
    strip = page.locator(".ribbon .strip")
    box = strip.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.99, box["y"] + 3)
    last = page.locator("li.pair").last
    assert last.evaluate("pair => pair.getBoundingClientRect().bottom <= innerHeight + 1")


def test_sections_have_a_quality_and_lead_to_their_place(page):
    rows = [row.split() for row in page.locator(".sections li").all_inner_texts()]
    figures = [[word for word in row if word.isdigit()] for row in rows]
    assert figures == [["25", "1", "2"], ["88", "1", "1"]]
    assert rows[1][0] == "Opening"
    page.locator(".sections a").last.click()
    assert page.evaluate("location.hash") == "#d1-p4"


@pytest.mark.parametrize("keys", [["j"], ["j", "j", "j", "j", "j", "j"]])
def test_the_bar_never_covers_the_current_finding(page, keys):
    page.set_viewport_size({"width": 1280, "height": 400})
    # The page measures its bar in the frame after its window has changed.
    page.wait_for_function("parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) > 60")
    for key in keys:
        page.keyboard.press(key)
    top = page.locator(".card.current").bounding_box()["y"]
    ribbon = page.locator(".ribbon").bounding_box()
    assert top >= ribbon["y"] + ribbon["height"] - 1
