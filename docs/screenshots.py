"""Take the pictures of the HTML report again: `python docs/screenshots.py`.

Needs the extra `browser`, Debian's chromium and fonts-noto-cjk. The pictures differ by the fonts of the
machine, so no test compares them; one looks whether all of them are there and shown.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from align import __version__, pipeline, read, report
from align.config import Settings
from align.types import Document, Result

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SAMPLE, SEVERAL_FINDINGS = "soldatov-borogan", "central-asia-gas"


class Shot(NamedTuple):
    """A picture: what is opened, how, and what is done before it is taken.

    Attributes:
        brief: A folder of corpora/, or an empty string for all of them.
        keys: Keys that are pressed, in order.
        only: Whether to show only the pairs with findings.
        whole: Whether to show all of the page, whatever its height.
    """

    brief: str
    width: int = 1280
    height: int = 880
    theme: str = "light"
    language: str = "en"
    keys: str = ""
    only: bool = False
    whole: bool = False


SHOTS = {
    "report": Shot(SAMPLE, height=700, only=True, whole=True),
    "report-light": Shot(SEVERAL_FINDINGS, keys="jjjj"),
    "report-dark": Shot(SEVERAL_FINDINGS, theme="dark", keys="jjjj"),
    "report-zh": Shot(SEVERAL_FINDINGS, language="zh-Hant"),
    "report-phone": Shot(SEVERAL_FINDINGS, width=390, height=844, keys="jjj"),
    "report-index": Shot("", height=1100),
}


def documents(brief: str) -> list[Document]:
    """Read one brief of corpora/, or all of them."""
    folders = (
        [Path("corpora", brief)] if brief else sorted(p for p in Path("corpora").iterdir() if p.is_dir())
    )
    found = [sorted(folder.glob("brief.*")) for folder in folders]
    return [read.read_brief(b[0]) if len(b) == 1 else read.read_pair(*b) for b in found]


def check(brief: str) -> Result:
    """Check what a picture shows."""
    return pipeline.run([pipeline.Task(document, Settings()) for document in documents(brief)])


def take(shots: Sequence[tuple[str, Shot]], folder: Path) -> None:
    """Write the pictures."""
    from playwright.sync_api import sync_playwright

    results = {brief: check(brief) for brief in dict.fromkeys(shot.brief for _, shot in shots)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, shot in shots:
            options = report.Options(version=__version__, language=shot.language)
            path = folder / f"{name}.html"
            path.write_text(report.render("html", results[shot.brief], options), encoding="utf-8")
            size = {"width": shot.width, "height": shot.height}
            page = browser.new_page(viewport=size, color_scheme=shot.theme)
            page.goto(path.as_uri())
            if shot.only:
                page.locator("[name=only]").check()
            for key in shot.keys:
                page.keyboard.press(key)
            page.wait_for_timeout(400)
            page.screenshot(path=IMAGES / f"{name}.png", full_page=shot.whole)
            page.close()
        browser.close()


def main() -> None:
    """Take all pictures."""
    os.chdir(ROOT)
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        take(list(SHOTS.items()), Path(folder))


if __name__ == "__main__":
    main()
