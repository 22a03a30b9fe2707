"""Dismissals with a reason, what is kept of them, and the baseline file they become."""

import json
from pathlib import Path

from align.fingerprint import fingerprints

REASON = 'Agreed: "KGB" stays </script><b>因為</b>'


def dismiss(page, number: int, reason: str) -> None:
    page.locator(f"#d1-f{number}").get_by_role("button", name="Dismiss").click()
    page.keyboard.type(reason)
    page.keyboard.press("Enter")
    page.wait_for_timeout(150)


def card(page, number: int):
    return page.locator(f"#d1-f{number}")


def test_a_reason_is_needed(page):
    card(page, 4).get_by_role("button", name="Dismiss").click()
    assert page.evaluate("document.activeElement.labels[0].innerText.trim()") == "Why is this not an error?"
    page.keyboard.type("   ")
    page.keyboard.press("Enter")
    assert "dismissed" not in card(page, 4).get_attribute("class")
    page.keyboard.press("Escape")
    assert card(page, 4).locator(".asking").count() == 0
    assert page.evaluate("document.activeElement.id") == "d1-f4"


def test_a_dismissed_finding_folds_and_says_why(page):
    dismiss(page, 4, REASON)
    assert f"Dismissed: {REASON}" in card(page, 4).inner_text()
    assert not card(page, 4).locator(".change").is_visible()
    assert page.locator("[data-count=critical]").inner_text() == "0"
    assert page.locator("mark:not(.off)", has_text="KGB").count() == 1  # of the other finding there
    assert page.locator(".tick.critical").count() == 0
    assert page.evaluate("document.activeElement.id") == "d1-f4"


def test_it_can_be_restored_by_button_and_by_key(page):
    dismiss(page, 4, REASON)
    card(page, 4).get_by_role("button", name="Restore").click()
    assert "dismissed" not in card(page, 4).get_attribute("class")
    assert card(page, 4).locator(".change").is_visible()
    dismiss(page, 4, REASON)
    page.keyboard.press("d")
    assert "dismissed" not in card(page, 4).get_attribute("class")
    assert not page.locator("#save").is_visible()


def test_dismissals_outlive_the_page(page):
    dismiss(page, 4, REASON)
    page.reload()
    assert REASON in card(page, 4).inner_text()
    card(page, 4).get_by_role("button", name="Restore").click()
    page.reload()
    assert "dismissed" not in card(page, 4).get_attribute("class")


def save(page, tmp_path: Path) -> dict:
    with page.expect_download() as download:
        page.locator("#save").click()
    assert download.value.suggested_filename == "align-baseline.json"
    path = tmp_path / "baseline.json"
    download.value.save_as(path)
    return json.loads(path.read_text(encoding="utf-8"))


def test_they_are_saved_as_a_baseline(page, brief, tmp_path):
    dismiss(page, 4, REASON)
    dismiss(page, 2, "a")
    assert page.locator("#save").inner_text() == "Save 2 dismissals"
    saved = save(page, tmp_path)
    names = fingerprints(brief.findings)
    assert saved["schema"] == "align.baseline/1"
    assert saved["entries"] == sorted(
        (
            {
                "fingerprint": names[i],
                "rule": brief.findings[i].rule,
                "reason": reason,
                "source": brief.findings[i].pair.source_text,
                "target": brief.findings[i].pair.target_text,
            }
            for i, reason in ((2, REASON), (0, "a"))
        ),
        key=lambda entry: entry["fingerprint"],
    )


def test_a_finding_about_the_whole_brief_has_no_texts(page, brief, tmp_path):
    dismiss(page, 1, "so be it")
    [entry] = save(page, tmp_path)["entries"]
    assert entry["fingerprint"] == fingerprints(brief.findings)[5]
    assert (entry["source"], entry["target"]) == ("", "")


def test_dismissals_of_other_reports_are_not_saved(page, tmp_path):
    page.evaluate("localStorage.setItem('align.dismissed', JSON.stringify({ffffffffffffffff: 'old'}))")
    page.reload()
    assert not page.locator("#save").is_visible()
    dismiss(page, 4, "new")
    assert [entry["reason"] for entry in save(page, tmp_path)["entries"]] == ["new"]
    assert "old" in page.evaluate("localStorage.getItem('align.dismissed')")


def test_a_damaged_memory_does_no_harm(page):
    for damaged in ("{", "[1]", "7", '"x"', "null", '{"a": 1}'):
        page.evaluate("text => localStorage.setItem('align.dismissed', text)", damaged)
        page.evaluate("text => localStorage.setItem('align.language', text)", damaged)
        page.reload()
        assert page.locator("article.card:visible").count() == 6
