"""Numbering and shape of lists."""

import pytest

from align.checks import Context
from align.checks.lists import check_list
from align.read import parse_brief
from align.types import Block, BlockKind, Document, File, Finding, Language, Pair, Place, Segment, Span, Tally


def check(source: list[str], target: list[str]) -> list[str]:
    """Return the messages for two lists whose items correspond in order; "" is a missing item."""
    return [finding.message for finding in find(source, target)]


def find(source: list[str], target: list[str]) -> list[Finding]:
    sides = [_blocks(items, language) for items, language in ((source, Language.ZH), (target, Language.EN))]
    pairs = []
    indices = [0, 0]
    for number, row in enumerate(zip(source, target, strict=True)):
        segments: list[tuple[Segment, ...]] = []
        for side, item in enumerate(row):
            block = sides[side][indices[side]] if item else None
            segments.append(
                (Segment(block.place, block.language, block.kind, indices[side], indices[side]),)
                if block
                else ()
            )
            indices[side] += bool(item)
        pairs.append(Pair(str(number), segments[0], segments[1], number))
    document = Document((), tuple(sides[0]), tuple(sides[1]), Language.ZH, Language.EN)
    results = check_list(pairs, Context(document, None))
    return [result for result in results if not isinstance(result, Tally)]


def _blocks(items: list[str], language: Language) -> list[Block]:
    blocks = []
    for item in filter(None, items):
        marker = item.partition(" ")[0]
        place = Place(File("list", item), Span(len(marker) + 1, len(item)))
        ordinal = int(marker[:-1]) if marker[0].isdigit() else None
        kind = BlockKind.BULLET if ordinal is None else BlockKind.NUMBERED
        blocks.append(Block(place, kind, language, 1, marker, ordinal))
    return blocks


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        (["1. 出口", "2. 進口"], ["1. Exports", "2. Imports"], []),
        (["1. 出口", "2. 進口"], ["1. Exports", "3. Imports"], ["point 2 became point 3"]),
        (["1. 出口", "2. 進口", "4. 匯率"], ["1. Exports", "2. Imports", "4. Rates"], []),
        (["1. 出口", "2. 進口", "3. 匯率"], ["1. Exports", "", "3. Rates"], []),
        (
            ["1. 出口", "2. 進口", ""],
            ["1. Exports", "2. Imports", "4. Rates"],
            ["point 2 is followed by point 4"],
        ),
        (["1. 出口", "2. 進口"], ["1. Exports", "1. Imports"], ["point 2 became point 1"]),
        (["• 出口", "• 進口"], ["• Exports", "1. Imports"], ["a bullet became a numbered point"]),
        (
            ["1. 出口", "2. 進口", "3. 匯率"],
            ["1. Exports", "", "2. Exchange rates"],
            ["the list is numbered anew from point 3, now point 2"],
        ),
        (["1. 出口", "2. 進口", "1. 匯率"], ["1. Exports", "2. Imports", "1. Rates"], []),
    ],
)
def test_lists(source, target, messages):
    assert check(source, target) == messages


def test_a_wrong_number_is_marked_by_both_markers_and_mended():
    (finding,) = find(["1. 出口", "2. 進口", "3. 匯率"], ["1. Exports", "2. Imports", "4. Rates"])
    assert finding.message == "point 3 became point 4"
    assert [place.text for place in finding.places] == ["3.", "4."]
    assert finding.suggestion == "3."


def read(source: str, target: str) -> list[str]:
    """Return the messages for two Markdown lists as the reader sees them, paired line by line."""
    document = parse_brief(File("brief.md", f"標題\n\n{source}\n\n\nTitle\n\n{target}\n"))
    segments = [
        [Segment(block.place, block.language, block.kind, n, n) for n, block in enumerate(side)]
        for side in (document.source, document.target)
    ]
    pairs = [
        Pair(str(n), (ours,), (theirs,), n) for n, (ours, theirs) in enumerate(zip(*segments, strict=True))
    ]
    results = check_list(pairs, Context(document, None))
    return [result.message for result in results if not isinstance(result, Tally)]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("一、出口\n二、進口\n三、匯率", "1. Exports\n2. Imports\n3. Rates"),
        ("① 出口\n② 進口\n③ 匯率", "(1) Exports\n(2) Imports\n(3) Rates"),
        ("(甲) 出口\n(乙) 進口\n(丙) 匯率", "(a) Exports\n(b) Imports\n(c) Rates"),
        ("- 出口\n  1. 車輛\n  2. 晶片\n- 進口", "• Exports\n  (a) Cars\n  (b) Chips\n• Imports"),
    ],
)
def test_ways_to_write_numbers_are_one(chinese, english):
    assert read(chinese, english) == []


def test_a_point_nested_deeper_is_named():
    chinese = "- 出口增加\n- 進口增加\n- 匯率持平\n- 利率持平\n- 物價上漲"
    english = "- Exports grew\n- Imports grew\n- Exchange rates were flat\n  - Rates were flat\n- Prices rose"
    assert read(chinese, english) == ["a point of level 1 became one of level 2"]
