"""Measure how smooth the HTML report of a long document is, in chromium.

usage: python bench/html.py [--pairs N] [--repeats N] [--chromium PATH] [--keep FILE]

The briefs of corpora/ are checked, and their pairs and findings repeated up to N pairs. The page is opened
from disk and used; the browser itself tells how long each frame took (Long Animation Frames, which are
those over 50 ms). For every step the table gives the time until the page has come to rest and the longest
frame, each the median of the repeats; and, since other programs can stretch a frame, the processor time that
the longest task of the page took. The exit code is 1 when a longest frame is over 100 ms, which on a
busy machine says little. Needs the extra `browser` and Debian's chromium.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from align import __version__, pipeline, read, report, score
from align.config import Settings
from align.types import Block, Checked, File, Finding, Pair, Place, Result, Segment

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
PAIRS, REPEATS = 2000, 3
LIMIT, START = 100, 3000
"""Milliseconds that no frame may take longer than, and that a new window is left alone."""
WATCH = """
  globalThis.frames_ = [];
  new PerformanceObserver((list) => { for (const e of list.getEntries()) frames_.push(e.duration); })
    .observe({ type: "long-animation-frame", buffered: true });
"""
SETTLE = """
  () => new Promise((done) => {
    let quiet = 0, last = performance.now();
    const look = (now) => {
      quiet = now - last < 34 ? quiet + 1 : 0;
      last = now;
      if (quiet > 8) done(); else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  })
"""

_EACH_FRAME = """
  () => new Promise((done) => {
    let n = 0;
    const go = () => { %s; if (++n < %d) requestAnimationFrame(go); else done(); };
    go();
  })
"""
STEP = _EACH_FRAME % ("document.getElementById('next').click()", 20)
SCROLL = _EACH_FRAME % ("scrollBy(0, -400)", 60)


# ---------------------------------------------------------------- a long document


class Copy:
    """One checked brief again, in files of its own, so that its places are not those of another copy."""

    def __init__(self, checked: Checked, number: int, blocks: tuple[int, int]) -> None:
        self.files = {id(f): File(f.path, f.text) for f in checked.document.files}
        self.number, self.blocks = number, blocks
        self.pairs = {id(pair): self._pair(pair) for pair in checked.pairs}
        self.source = [self._block(block) for block in checked.document.source]
        self.target = [self._block(block) for block in checked.document.target]
        self.findings = [self._finding(finding) for finding in checked.findings]

    def _place(self, place: Place) -> Place:
        return Place(self.files[id(place.file)], place.span)

    def _block(self, block: Block) -> Block:
        return replace(block, place=self._place(block.place))

    def _segments(self, segments: Sequence[Segment], first: int) -> tuple[Segment, ...]:
        return tuple(replace(s, place=self._place(s.place), block=s.block + first) for s in segments)

    def _pair(self, pair: Pair) -> Pair:
        source, target = (
            self._segments(side, first)
            for side, first in zip((pair.source, pair.target), self.blocks, strict=True)
        )
        return Pair(f"{self.number}.{pair.id}", source, target, pair.group)

    def _finding(self, finding: Finding) -> Finding:
        return replace(
            finding,
            source=tuple(map(self._place, finding.source)),
            target=tuple(map(self._place, finding.target)),
            pair=self.pairs[id(finding.pair)] if finding.pair else None,
        )


def long_document(briefs: Sequence[Checked], pairs: int) -> Checked:
    """Return the briefs one after the other, again and again, as one document of so many pairs."""
    copies: list[Copy] = []
    source: list[Block] = []
    target: list[Block] = []
    while sum(len(copy.pairs) for copy in copies) < pairs:
        copy = Copy(briefs[len(copies) % len(briefs)], len(copies), (len(source), len(target)))
        source += copy.source
        target += copy.target
        copies.append(copy)
    all_pairs = tuple(pair for copy in copies for pair in copy.pairs.values())[:pairs]
    kept = set(all_pairs)
    findings = tuple(f for copy in copies for f in copy.findings if f.pair in kept)
    files = tuple(file for copy in copies for file in copy.files.values())
    first = briefs[0]
    return replace(
        first,
        document=replace(
            first.document, files=files[:1], source=tuple(source), target=tuple(target), fields=()
        ),
        pairs=all_pairs,
        findings=findings,
        pair_scores=(),
        score=score.score_document(all_pairs, findings, signature="bench"),
        sections=score.score_sections(all_pairs, findings, signature="bench"),
    )


def check_corpora() -> Result:
    """Check every brief of corpora/."""
    documents = []
    for folder in sorted(path for path in CORPORA.iterdir() if path.is_dir()):
        briefs = sorted(folder.glob("brief.*"))
        documents.append(read.read_brief(briefs[0]) if len(briefs) == 1 else read.read_pair(*briefs))
    return pipeline.run([pipeline.Task(document, Settings()) for document in documents])


# ---------------------------------------------------------------- in the browser


def _choose(selector: str, value: str) -> Callable[[Page], object]:
    return lambda page: page.locator(selector).select_option(value)


def _search(text: str) -> Callable[[Page], object]:
    return lambda page: page.locator("#search").fill(text)


# What a reader does, in order, by name.
STEPS: dict[str, Callable[[Page], object]] = {
    "hide a severity": lambda page: page.locator("[name=severity]").last.uncheck(force=True),
    "show it again": lambda page: page.locator("[name=severity]").last.check(force=True),
    "choose a rule": _choose("[name=rule]", "number"),
    "choose all rules": _choose("[name=rule]", ""),
    "only pairs with findings": lambda page: page.locator("[name=only]").check(),
    "all pairs": lambda page: page.locator("[name=only]").uncheck(),
    "search": _search("the"),
    "search in Chinese": _search("俄羅斯"),
    "end the search": _search(""),
    "20 findings onward": lambda page: page.evaluate(STEP),
    "go to the end": lambda page: page.locator("li.pair").last.scroll_into_view_if_needed(),
    "scroll back a while": lambda page: page.evaluate(SCROLL),
    "switch the language": _choose("#language", "zh-Hant"),
    "switch the colours": _choose("#theme", "dark"),
}


class Figures(NamedTuple):
    """Milliseconds of one step: until rest, of the longest frame, of processor time in the longest task."""

    rest: float
    frame: float
    work: float


def longest_work(trace: bytes) -> float:
    """Return the milliseconds of processor time that the longest task of the page's main thread took."""
    events = json.loads(trace)["traceEvents"]
    named = [event for event in events if event["name"] == "thread_name"]
    main = {(e["pid"], e["tid"]) for e in named if e["args"]["name"] == "CrRendererMain"}
    tasks = (e for e in events if e["name"].endswith("RunTask") and (e["pid"], e["tid"]) in main)
    return max((event.get("tdur", 0) / 1000 for event in tasks), default=0)


def measure(browser: Browser, url: str) -> dict[str, Figures]:
    """Return the figures of each step, from one visit for the frames and another for the work."""
    frames = visit(browser, url, traced=False)
    works = visit(browser, url, traced=True)
    return {name: own._replace(work=works[name].work) for name, own in frames.items()}


def visit(browser: Browser, url: str, *, traced: bool) -> dict[str, Figures]:
    """Return the figures of each step; tracing tells the work and makes frames longer."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.add_init_script(WATCH)
    # A browser that has just begun is busy with pages of its own.
    page.wait_for_timeout(START)
    figures = {}

    def take(name: str, act: Callable[[], object]) -> None:
        if traced:
            browser.start_tracing(page=page, categories=["toplevel", "blink.user_timing"])
        start = time.perf_counter()
        act()
        page.wait_for_timeout(150)
        page.evaluate(SETTLE)
        longest = page.evaluate("() => { const all = frames_; frames_ = []; return Math.max(0, ...all); }")
        rest = 1000 * (time.perf_counter() - start)
        figures[name] = Figures(rest, longest, longest_work(browser.stop_tracing()) if traced else 0)

    take("open", lambda: (page.goto(url), page.locator("#bar").wait_for()))
    for name, act in STEPS.items():
        take(name, lambda act=act: act(page))
    context.close()
    return figures


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    parser.add_argument("--keep", type=Path, help="write the page there")
    options = parser.parse_args()
    result = check_corpora()
    page = report.render(
        "html",
        replace(result, checked=(long_document(result.checked, options.pairs),)),
        report.Options(version=__version__),
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = options.keep or Path(folder) / "report.html"
        path.write_text(page, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        runs = [measure(browser, path.resolve().as_uri()) for _ in range(options.repeats)]
        version = browser.version
        browser.close()
    print(f"{options.pairs} pairs, {len(page) / 1e6:.1f} million characters, chromium {version}")
    print("| step | at rest after, ms | longest frame, ms | work in the longest task, ms |")
    print("|---|---|---|---|")
    worst = 0.0
    for name in runs[0]:
        rest, frame, work = (median(run[name][i] for run in runs) for i in range(3))
        worst = max(worst, frame)
        print(f"| {name} | {rest:.0f} | {f'{frame:.0f}' if frame else 'under 50'} | {work:.0f} |")
    print(f"longest frame {worst:.0f} ms, limit {LIMIT} ms; load of the machine {os.getloadavg()[0]:.1f}")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
