"""Themes, languages of the interface, fonts, widths, paper."""

import pytest

WIDTHS = (320, 390, 768, 1024, 1280, 1920)


def background(page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


LIGHT, DARK = "rgb(252, 252, 250)", "rgb(19, 22, 21)"


@pytest.mark.parametrize(("scheme", "color"), [("light", LIGHT), ("dark", DARK)])
def test_the_theme_follows_the_system(open_page, brief, make_result, scheme, color):
    assert background(open_page(make_result(brief), color_scheme=scheme)) == color


def test_the_theme_can_be_switched_and_is_remembered(page):
    page.get_by_label("Colours").select_option("dark")
    assert background(page) == DARK
    page.reload()
    assert background(page) == DARK
    page.get_by_label("Colours").select_option("auto")
    assert background(page) == LIGHT


def own_words(page) -> set[str]:
    """Return what the page says itself and shows, without figures."""
    texts = page.evaluate(
        "[...document.querySelectorAll('[data-t]')].map(e => e.textContent.replace(/[0-9,]+/g, ''))"
    )
    return set(texts)


def test_the_interface_can_be_switched_to_chinese_and_back(page):
    english = own_words(page)
    page.locator("#language").select_option("zh-Hant")
    page.wait_for_timeout(200)
    chinese = own_words(page)
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    assert page.get_by_role("button", name="下一項問題").is_visible()
    assert page.get_by_placeholder("搜尋兩種文字").is_visible()
    # All of it but languages' own names, dates and "1 / 6".
    assert {text for text in english & chinese if any(c.isalpha() for c in text)} == set()
    page.reload()
    assert own_words(page) == chinese
    page.locator("#language").select_option("en")
    page.wait_for_timeout(200)
    assert own_words(page) == english


def test_the_page_can_be_made_in_chinese(open_page, brief, make_result):
    page = open_page(make_result(brief), language="zh-Hant")
    switched = open_page(make_result(brief))
    switched.locator("#language").select_option("zh-Hant")
    switched.wait_for_timeout(200)
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    assert own_words(page) == own_words(switched)


def test_the_language_does_not_touch_the_texts(page):
    cells = page.locator(".cell").all_inner_texts()[:6]
    page.locator("#language").select_option("zh-Hant")
    page.wait_for_timeout(200)
    assert page.locator(".cell").all_inner_texts()[:6] == cells


def test_fonts_fit_the_language_of_each_cell(page):
    fonts = page.evaluate(
        "['zh-Hant', 'en'].map(l => getComputedStyle(document.querySelector(`.cell[lang=${l}]`)).fontFamily)"
    )
    assert "TC" in fonts[0].split(",")[0]
    assert "TC" not in fonts[1].split(",")[0]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_nothing_overflows_sideways(open_page, several, width, language):
    page = open_page(several, language=language, viewport={"width": width, "height": 800})
    for at in ("#index", "#d1"):
        page.evaluate("at => { location.hash = at; }", at)
        page.wait_for_timeout(100)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wide = page.evaluate(
            """width => [...document.querySelectorAll("main *, header *")].filter(e => e.checkVisibility() &&
            !e.closest(".bar, .unseen, svg, .sections a") && e.getBoundingClientRect().right > width + 1)
            .map(e => e.outerHTML.slice(0, 80))""",
            width,
        )
        assert wide == []


def test_a_phone_reads_source_above_target_and_steps_by_thumb(open_page, brief, make_result):
    page = open_page(make_result(brief), viewport={"width": 390, "height": 844}, has_touch=True)
    source, target = (page.locator("li.pair").nth(1).locator(".cell").nth(i).bounding_box() for i in (0, 1))
    assert source["y"] + source["height"] <= target["y"] + 1
    button = page.get_by_role("button", name="Next finding")
    box = button.bounding_box()
    assert box["height"] >= 44
    assert box["y"] > 780
    button.tap()
    assert page.locator(".card.current").count() == 1


def test_notes_stand_beside_the_texts_on_a_wide_screen(page):
    pair = page.locator("li.pair").nth(1)
    target, notes = pair.locator(".cell").nth(1).bounding_box(), pair.locator(".notes").bounding_box()
    assert notes["x"] >= target["x"] + target["width"] - 1
    assert abs(notes["y"] - target["y"]) < 2


@pytest.mark.parametrize("width", [320, 400, 768, 1280, 1600])
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_evidence_has_room_below_the_button(open_page, brief, make_result, width, language):
    page = open_page(make_result(brief), language=language, viewport={"width": width, "height": 900})
    for foot in page.locator(".foot").all():
        foot.locator("summary").click()
        edge, button = foot.bounding_box(), foot.locator("button").bounding_box()
        for row in foot.locator("dl div").all():
            label, value = (row.locator(name).bounding_box() for name in ("dt", "dd"))
            assert value["width"] > edge["width"] / 2 > label["width"] > 0
            assert abs(value["x"] + value["width"] - edge["x"] - edge["width"]) < 1
            assert min(label["y"], value["y"]) >= button["y"] + button["height"] - 1
        foot.locator("summary").click()


def test_paper_shows_the_evidence_and_no_controls(page):
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("button:visible, select:visible, input:visible").count() == 0
    assert page.locator(".facts dl:visible").count() == 6
    assert page.locator("li.pair:visible").count() == 6
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".facts[open]").count() == 0


def test_paper_is_white_in_the_dark_theme(open_page, brief, make_result):
    page = open_page(make_result(brief), color_scheme="dark")
    page.get_by_label("Colours").select_option("dark")
    page.emulate_media(media="print", color_scheme="light")
    assert page.evaluate("getComputedStyle(document.querySelector('.message')).color") == "rgb(25, 29, 27)"
    assert page.pdf().startswith(b"%PDF")


def test_coverage_tells_what_differs_from_what_agrees_and_what_was_left_out(open_page, brief, make_result):
    from dataclasses import replace

    from align.types import Tally

    tallies = (
        Tally("numbers", 412, "number"),
        Tally("names", 1, "entity"),
        Tally("dates", 5, "date"),
        Tally("links", 0, "link"),
    )
    page = open_page(make_result(replace(brief, tallies=tallies)))
    rows = [row.split("\n") for row in page.locator(".coverage > div").all_inner_texts()]
    assert rows == [
        ["Numbers", "412 compared, 1 differs"],
        ["Names", "1 compared, 1 differs"],
        ["No difference in", "Dates 5"],
        ["Did not occur", "Links"],
        ["Not checked", "2 sentences, because nothing corresponds to them"],
        ["Hidden", "1 finding that somebody accepted", "1 finding that is too uncertain for the settings"],
    ]
