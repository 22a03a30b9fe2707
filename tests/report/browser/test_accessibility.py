"""axe-core finds nothing that is serious or critical, in any state of the page."""

from pathlib import Path

import pytest

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WORST = ("serious", "critical")


# A page that still scrolls has texts half under its bar.
AT_REST = """() => new Promise(resolve => {
  let last = -1, frames = 0;
  const look = () => {
    frames = scrollY === last ? frames + 1 : 0;
    last = scrollY;
    if (frames > 30) resolve(); else requestAnimationFrame(look);
  };
  look();
})"""


def violations(page) -> list[str]:
    """Return what axe finds, in short, once the page has come to rest."""
    page.evaluate(AT_REST)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [
        f"{one['impact']} {one['id']}: {node['html'][:90]} {node['failureSummary'][:200]}"
        for one in found
        for node in one["nodes"]
    ]


def dismiss_one(page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.keyboard.type("known")
    page.keyboard.press("Enter")
    page.wait_for_timeout(150)


STATES = {
    "as opened": lambda page: page.locator("h1").hover(),
    "first finding": lambda page: page.keyboard.press("k"),
    "a finding current": lambda page: [page.keyboard.press(key) for key in "jjo"],
    "asked for a reason": lambda page: [page.keyboard.press(key) for key in "jjjd"],
    "dismissed": dismiss_one,
    "help": lambda page: page.keyboard.press("?"),
    "filtered": lambda page: page.locator("#search").fill("freight"),
    "nothing found": lambda page: page.locator("#search").fill("nowhere"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_a_brief(open_page, brief, make_result, scheme, state):
    page = open_page(make_result(brief, crashed=("link: broken",)), color_scheme=scheme, bypass_csp=True)
    STATES[state](page)
    page.wait_for_timeout(200)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "zh-Hant"])
@pytest.mark.parametrize("at", ["#index", "#d1"])
def test_index_and_brief(open_page, several, scheme, width, language, at):
    viewport = {"width": width, "height": 844}
    page = open_page(
        several, color_scheme=scheme, viewport=viewport, language=language, at=at, bypass_csp=True
    )
    assert violations(page) == []


def test_everything_can_be_reached_by_tab_and_shows_it(page):
    seen = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e);
                const ring = s.outlineStyle !== "none" || e.matches(".chip input");
                const name = e.id || e.className || e.name || "";
                return e.tagName + name + (ring ? "" : " without a ring"); }"""
            )
        )
    assert not [one for one in seen if one.endswith("without a ring") and not one.startswith("BODY")]
    assert {"INPUTsearch", "BUTTONnext", "SELECTlanguage", "SELECTtheme", "SUMMARY"} <= {
        one.removesuffix(" without a ring") for one in seen
    }


def test_a_screen_reader_hears_findings_by_their_message(page):
    finding = page.get_by_role("article", name="GRU rendered as KGB")
    assert finding.get_attribute("id") == "d1-f4"
    assert page.get_by_role("region", name="What was checked").count() == 1
    assert page.locator("#shown").get_attribute("aria-live") == "polite"
