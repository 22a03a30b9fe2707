"""Dismissals with a reason, what is kept of them, and the baseline file they become."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from align.baseline import load_baseline
from align.cli import main
from align.fingerprint import fingerprints
from tests.report.browser.strip import ticks

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
    assert ticks(page)["critical"] == []
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
                "paths": ["briefs/strait.txt"],
            }
            for i, reason in ((2, REASON), (0, "a"))
        ),
        key=lambda entry: entry["fingerprint"],
    )


ZH = "# 網路不安全\n\n- 俄羅斯不少精英大學與格魯烏淵源深厚。\n- 這些公司在2018年僱用了三千名工程師。\n"
EN = (
    "# Cyberinsecurity\n\n- Many elite Russian universities have deep ties to the KGB.\n"
    "- These companies employed three hundred engineers in 2018.\n"
)


def align(*args: str) -> int:
    return CliRunner().invoke(main, ["check", *args], catch_exceptions=False).exit_code


@pytest.fixture
def briefs(tmp_path, monkeypatch):
    """A folder with two briefs that hold the same two errors, one of them in two files."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"a.md": f"{ZH}\n{EN}", "b.zh.md": ZH, "b.en.md": EN}.items():
        path = tmp_path / "briefs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_saved_baseline_is_what_the_command_line_writes_and_accepts(open_page, briefs):
    command = ("briefs", "--fail-on", "minor")
    assert align(*command, "--report", "html=report.html") == 1
    page = open_page.file(briefs / "report.html", at="#d1")
    for number in (1, 2):
        dismiss(page, number, "as printed")
    save(page, briefs)
    assert align(*command, "--baseline", "baseline.json") == 0
    assert align(*command, "--write-baseline", "written.json", "--reason", "as printed") == 0
    saved, written = (load_baseline(briefs / name) for name in ("baseline.json", "written.json"))
    assert set(saved) == set(written)
    assert {path for entry in saved for path in entry.paths} == {"briefs/a.md"}


def test_a_brief_in_two_files_names_both(open_page, briefs):
    assert align("briefs/b.en.md", "--format", "html", "-o", "elsewhere.html") == 1
    page = open_page.file(briefs / "elsewhere.html")
    dismiss(page, 1, "as printed")
    [entry] = save(page, briefs)["entries"]
    assert entry["paths"] == ["briefs/b.zh.md", "briefs/b.en.md"]
    (briefs / "briefs" / "b.en.md").write_text(EN.replace("Many", "Some"), encoding="utf-8")
    assert align("briefs/a.md", "--baseline", "baseline.json", "--select", "entity") == 0
    # Of a brief that is not checked nobody can tell whether its entry is stale, but of one that is.
    config = briefs / "align.toml"
    config.write_text('baseline = "baseline.json"\nfail-on-stale = true\nfail-on = "never"\n')
    assert align("briefs/b.en.md") == 1
    assert align("briefs/b.en.md", "--select", "number") == 0


def test_a_finding_about_the_whole_brief_has_no_texts(page, brief, tmp_path):
    dismiss(page, 1, "so be it")
    [entry] = save(page, tmp_path)["entries"]
    assert entry["fingerprint"] == fingerprints(brief.findings)[5]
    assert (entry["source"], entry["target"]) == ("", "")


def test_dismissals_of_other_reports_are_not_saved(page, tmp_path):
    page.add_init_script("localStorage.setItem('align.dismissed', JSON.stringify({ffffffffffffffff: 'old'}))")
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
