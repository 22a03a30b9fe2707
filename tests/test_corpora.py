"""The sample briefs: their gold, and what the tool makes of them."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from align import pipeline, read
from align.config import Settings
from align.encode import load
from align.types import Checked, File, Severity

CORPORA = Path(__file__).parents[1] / "corpora"
BRIEF = CORPORA / "soldatov-borogan" / "brief.txt"


@pytest.fixture(scope="module")
def encoder():
    return load()


def check(text: str) -> Checked:
    document = read.parse_brief(File("brief.txt", text))
    return pipeline.run([pipeline.Task(document, Settings())]).checked[0]


@pytest.mark.parametrize("path", sorted(CORPORA.glob("*/gold.json")), ids=lambda p: p.parent.name)
def test_every_block_group_is_found(path, encoder):
    gold = json.loads(path.read_text(encoding="utf-8"))
    document = read.read_brief(path.parent / gold["files"][0])
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
