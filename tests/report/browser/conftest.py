"""A real browser with the page of a report in it.

Needs the extra `browser` and Debian's chromium, or another one named by ALIGN_CHROMIUM. Without them these
tests are skipped, but in CI they must run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from align.report import Options, render
from align.types import Checked, FieldKey, HeaderField, Result, Score, Section

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = os.environ.get("ALIGN_CHROMIUM") or shutil.which("chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not os.environ.get("CI"):
        pytest.importorskip("playwright", reason="needs the extra browser")
        if not CHROMIUM:
            pytest.skip("needs chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # No sandbox: containers, where CI runs as root, have none. Only our own pages are opened.
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@dataclass
class Opener:
    """Opens reports as files, offline, and remembers whatever went wrong in them."""

    browser: Browser
    folder: Path
    options: Options
    problems: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(self, result: Result, *, language: str = "en", at: str = "", **context: object) -> Page:
        path = self.folder / "report.html"
        path.write_text(render("html", result, replace(self.options, language=language)), encoding="utf-8")
        return self.file(path, at=at, **context)

    def file(self, path: Path, *, at: str = "", **context: object) -> Page:
        """Open a report that lies there already."""
        opened = self.browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | context))
        opened.set_offline(True)
        self.contexts.append(opened)
        page = opened.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("console", lambda said: self.problems.append(f"{said.type}: {said.text}"))
        page.on(
            "dialog", lambda dialog: (self.problems.append(f"dialog: {dialog.message}"), dialog.dismiss())
        )
        page.on("request", self._note_request)
        page.goto(path.as_uri() + at)
        return page

    def _note_request(self, request: object) -> None:
        url = request.url
        if not url.startswith(("file:///", "blob:")):
            self.problems.append(f"request: {url}")


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path, options: Options) -> Iterator[Opener]:
    """A function from a result to its page in the browser; no page may report an error or a violation."""
    opener = Opener(browser, tmp_path, options)
    yield opener
    for context in opener.contexts:
        context.close()
    assert opener.problems == []


@pytest.fixture
def page(open_page: Opener, brief: Checked, make_result: Callable[..., Result]) -> Page:
    """The page of the small brief, 1280 pixels wide."""
    return open_page(make_result(with_sections(brief)))


def with_sections(brief: Checked) -> Checked:
    """Cut the brief in two: up to the third pair, and the rest."""
    score = brief.score
    return replace(
        brief,
        sections=(
            Section(brief.pairs[:3], replace(score, quality=25.5)),
            Section(brief.pairs[3:], replace(score, quality=88)),
        ),
    )


@pytest.fixture
def several(brief: Checked, two_files: Checked, make_result: Callable[..., Result]) -> Result:
    """Five briefs of different quality and date; the third has no date."""
    briefs = []
    for number, quality in enumerate((80, 20, 60, 90, 40)):
        one = replace(two_files if number % 2 else brief, score=Score(quality, 1, (), "s"))
        text = (date(2025, 1, 1) + timedelta(days=40 * number)).isoformat()
        briefs.append(with_date(one, "" if number == 2 else text))
    return make_result(*(replace(b, findings=b.findings[i:]) for i, b in enumerate(briefs)))


def with_date(brief: Checked, text: str) -> Checked:
    from align.types import File, Place, Span

    place = Place(File("header", text), Span(0, len(text)))
    field_ = HeaderField(FieldKey.DATE, "日期/Date", place, place)
    return replace(brief, document=replace(brief.document, fields=(field_,)))
