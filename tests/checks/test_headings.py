"""Headings, their level and kind."""

import pytest

from align.checks import Context
from align.checks.headings import check_heading
from align.types import Block, BlockKind, Document, File, Finding, Language, Pair, Place, Segment, Span


def check(*rows: tuple[str, str]) -> list[Finding]:
    """Return the findings for rows of Markdown lines: "## heading", "- bullet", "text"; "" is nothing."""
    sides: tuple[list[Block], list[Block]] = ([], [])
    pairs = []
    for number, row in enumerate(rows):
        segments: list[tuple[Segment, ...]] = []
        for blocks, line, language in zip(sides, row, (Language.ZH, Language.EN), strict=True):
            found: tuple[Segment, ...] = ()
            if line:
                block = _block(line, language)
                found = (Segment(block.place, language, block.kind, len(blocks), len(blocks)),)
                blocks.append(block)
            segments.append(found)
        pairs.append(Pair(str(number), segments[0], segments[1], number))
    document = Document((), tuple(sides[0]), tuple(sides[1]), Language.ZH, Language.EN)
    return [f for f in check_heading(pairs, Context(document, None)) if isinstance(f, Finding)]


def _block(line: str, language: Language) -> Block:
    mark, _, text = line.rpartition(" ") if line[0] in "#-" else ("", "", line)
    start = len(line) - len(text)
    kind = {"#": BlockKind.HEADING, "-": BlockKind.BULLET}.get(mark[:1], BlockKind.PARAGRAPH)
    return Block(Place(File("brief", line), Span(start, len(line))), kind, language, len(mark))


SAME = [("## 出口", "## Exports"), ("## 進口", "## Imports"), ("## 匯率", "## Rates"), ("正文", "Text")]


@pytest.mark.parametrize(
    ("rows", "messages"),
    [
        ([("## 結論", "## Conclusion")], []),
        ([("## 結論", "Conclusion")], ["a heading became a paragraph"]),
        ([("## 結論", "- Conclusion")], ["a heading became a bullet"]),
        ([("結論", "## Conclusion")], ["a paragraph became a heading"]),
        ([("## 結論", "### Conclusion")], ["a heading of level 2 became one of level 3"]),
        ([("### 結論", "### Conclusion")], []),
        ([("## 結論", "## Exports")], ["the heading is the same as that in line 1"]),
        ([("## 出口", "## Exports")], []),
        ([("## 結論", "")], []),
        ([("", "## Conclusion")], []),
        ([("正文", "- text")], []),
    ],
)
def test_headings(rows, messages):
    assert [finding.message for finding in check(*SAME, *rows)] == messages


def test_levels_counted_from_another_are_silent():
    assert check(*[(source, f"#{target}") for source, target in SAME[:3]]) == []


def test_layout_without_headings_is_silent():
    assert check(("出口", "Exports"), ("## 進口", "Imports"), ("## 匯率", "## Rates")) == []
    assert check(*SAME[:2], ("## 結論", "Conclusion"), ("## 匯率", "Rates")) == []
