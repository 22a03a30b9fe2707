"""Numbering and shape of lists."""

import pytest

from align.checks import Context
from align.checks.lists import check_list
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
        (["1. 出口", "2. 進口", "3. 匯率"], ["1. Exports", "", "2. Exchange rates"], []),
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
