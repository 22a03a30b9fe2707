"""The sample briefs: their gold, and what the tool makes of them."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from align import pipeline, read
from align.config import Settings
from align.encode import load
from align.types import Checked, File, Finding, Severity

CORPORA = Path(__file__).parents[1] / "corpora"
BRIEF = CORPORA / "soldatov-borogan" / "brief.txt"


@pytest.fixture(scope="module")
def encoder():
    return load()


def briefs() -> list[tuple[str, dict]]:
    """Return each brief's name and gold."""
    paths = sorted(CORPORA.glob("*/gold.json"))
    return [(path.parent.name, json.loads(path.read_text(encoding="utf-8"))) for path in paths]


@pytest.fixture(scope="module")
def checked() -> dict[str, Checked]:
    """Every brief, checked with the defaults."""
    tasks = []
    for name, gold in briefs():
        paths = [CORPORA / name / file for file in gold["files"]]
        document = read.read_pair(*paths) if len(paths) == 2 else read.read_brief(paths[0])
        tasks.append(pipeline.Task(document, Settings()))
    result = pipeline.run(tasks)
    return dict(zip((name for name, _ in briefs()), result.checked, strict=True))


def touches(finding: Finding, error: dict) -> bool:
    """Whether a place of the finding shares text with the error."""
    for place in finding.places:
        for words in filter(None, (error["zh"], error["en"])):
            start = place.file.text.find(words)
            if start >= 0 and place.span.start < start + len(words) and start < place.span.end:
                return True
    return False


@pytest.mark.parametrize(
    ("name", "gold"), briefs(), ids=lambda value: value if isinstance(value, str) else ""
)
class TestBriefs:
    def test_what_is_found_is_wrong(self, name, gold, checked):
        grave = [finding for finding in checked[name].findings if finding.severity >= Severity.MAJOR]
        strange = [f.message for f in grave if not any(touches(f, error) for error in gold["errors"])]
        assert strange == []

    def test_gold_stands_in_the_text(self, name, gold):
        texts = [(CORPORA / name / file).read_bytes().decode("utf-8") for file in gold["files"]]
        for entry in (*gold["errors"], *gold.get("traps", ())):
            for words in filter(None, (entry["zh"], entry["en"])):
                assert sum(text.count(words) for text in texts) == 1, words


def test_nearly_all_errors_are_found(checked):
    errors = [(name, error) for name, gold in briefs() for error in gold["errors"]]
    missed = []
    for name, error in errors:
        if not any(touches(finding, error) for finding in checked[name].findings):
            missed.append((name, error["id"]))
    assert len(missed) <= len(errors) // 10, missed


def check(text: str) -> Checked:
    document = read.parse_brief(File("brief.txt", text))
    return pipeline.run([pipeline.Task(document, Settings())]).checked[0]


def test_every_block_group_is_found(encoder):
    gold = json.loads((BRIEF.parent / "gold.json").read_text(encoding="utf-8"))
    document = read.read_brief(BRIEF)
    groups = defaultdict(lambda: (set(), set()))
    for pair in pipeline.pair(document, encoder):
        groups[pair.group][0].update(document.source[s.block].text for s in pair.source)
        groups[pair.group][1].update(document.target[s.block].text for s in pair.target)
    found = {(tuple(sorted(source)), tuple(sorted(target))) for source, target in groups.values()}
    assert found == {(tuple(sorted(source)), tuple(sorted(target))) for source, target in gold["alignment"]}


def test_the_sample_brief_has_one_critical_finding():
    text = BRIEF.read_bytes().decode("utf-8")
    result = check(text)
    grave = [finding for finding in result.findings if finding.severity >= Severity.MAJOR]
    assert len(grave) == 1
    (finding,) = grave
    assert finding.severity is Severity.CRITICAL
    assert finding.rule == "entity"
    assert [place.text for place in finding.source] == ["總參謀部情報總局(格魯烏)"]
    assert [place.text for place in finding.target] == ["KGB"]
    assert finding.suggestion == "GRU"


def test_the_mended_brief_is_clean():
    text = BRIEF.read_bytes().decode("utf-8").replace("the KGB", "the GRU")
    assert [finding.message for finding in check(text).findings] == []


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("聯邦安全局", "SVR"), ("北約", "EU"), ("拜登", "Trump"), ("國際貨幣基金", "World Bank")],
)
def test_other_swaps_in_the_same_brief_are_found(chinese, english):
    text = BRIEF.read_bytes().decode("utf-8").replace("the KGB", f"the {english}")
    result = check(text.replace("總參謀部情報總局(格魯烏)", chinese))
    (finding,) = [finding for finding in result.findings if finding.severity is Severity.CRITICAL]
    assert (finding.source[0].text, finding.target[0].text) == (chinese, english)
