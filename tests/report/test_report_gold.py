"""Whole reports against the files in gold/.

After a deliberate change look at what `ALIGN_REGEN=1 pytest tests/report/test_report_gold.py` rewrites.
"""

import os
import re
from pathlib import Path

import pytest

from align.report import REPORTERS, Options, render

GOLD = Path(__file__).parent / "gold"
BRIEFS = {
    "full": "full.txt",
    "concise": "concise.txt",
    "json": "report.json",
    "jsonl": "briefs.jsonl",
    "html": "report.html",
    "markdown": "report.md",
    "csv": "report.csv",
    "sarif": "report.sarif",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "junit": "junit.xml",
    "rdjson": "rdjson.json",
}
PAIRS = {
    "jsonl": "pairs.jsonl",
    "full": "pairs.txt",
    "html": "pairs.html",
    "markdown": "pairs.md",
    "csv": "pairs.csv",
    "sarif": "pairs.sarif",
    "github": "pairs-github.txt",
    "gitlab": "pairs-gitlab.json",
    "junit": "pairs-junit.xml",
    "rdjson": "pairs-rdjson.json",
}


def without_assets(page: str) -> str:
    """Leave out style, script and their digests: those are files of their own, tried in a browser."""
    page = re.sub(r"(<(style|script)[^>]*>).*?(</\2>)", r"\1\3", page, flags=re.DOTALL)
    return re.sub(r"sha256-[\w+/=]{44}", "sha256-", page)


def compare(actual: str, name: str) -> None:
    path = GOLD / name
    if name.endswith(".html"):
        actual = without_assets(actual)
    if os.environ.get("ALIGN_REGEN"):
        path.write_bytes(actual.encode())
    assert actual == path.read_bytes().decode()


def test_every_format_has_gold():
    assert set(BRIEFS) == set(REPORTERS)


@pytest.mark.parametrize(("name", "gold"), BRIEFS.items())
def test_one_file_and_two(name, gold, brief, two_files, options, make_result):
    compare(render(name, make_result(brief, two_files), options), gold)


@pytest.mark.parametrize(("name", "gold"), [("full", "one.txt"), ("concise", "one-concise.txt")])
def test_one_document_needs_no_total(name, gold, brief, options, make_result):
    compare(render(name, make_result(brief), options), gold)


@pytest.mark.parametrize(("name", "gold"), PAIRS.items())
def test_prealigned(name, gold, prealigned, options, make_result):
    compare(render(name, make_result(prealigned), options), gold)


def test_color(brief, make_result):
    compare(render("full", make_result(brief), Options(version="0.1.0", color=True, width=60)), "color.txt")


@pytest.mark.parametrize("name", REPORTERS)
def test_same_input_same_bytes(name, brief, two_files, options, make_result):
    result = make_result(brief, two_files, crashed=("link",))
    assert render(name, result, options) == render(name, result, options)
