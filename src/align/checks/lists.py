"""Numbering and shape of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from align.checks.base import Context, Yielded, rule
from align.types import Block, BlockKind, Finding, Pair, Severity, Tally

_ITEMS = {BlockKind.BULLET, BlockKind.NUMBERED}


@rule("list", "structure/list", Severity.MINOR)
def check_list(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A list is numbered or laid out otherwise than in the source.

    Points whose numbers skip or repeat, a point that bears another number than its source, a
    numbered point that became a bullet or the reverse. What a list lacks is an `omission`.

    Bad: 1. 出口 2. 進口 / 1. Exports 3. Imports
    Good: 1. 出口 2. 進口 / 1. Exports 2. Imports
    """
    source, target = context.document.source, context.document.target
    broken = False
    for is_source, side in ((True, source), (False, target)):
        for finding in _broken_numbering(side, is_source=is_source):
            broken = True
            yield finding
    whole = {(s.block, t.block): pair for pair in pairs for s in pair.source[:1] for t in pair.target[:1]}
    counterparts = [(source[s], target[t], pair) for (s, t), pair in whole.items() if not _is_merged(pair)]
    complete = not broken and not any(pair.is_null for pair in pairs)
    for source_item, target_item, pair in counterparts:
        yield from _reshaped(source_item, target_item, pair, compare_numbers=complete)
    yield Tally("list items", sum(block.kind in _ITEMS for block in source))


def _is_merged(pair: Pair) -> bool:
    """Whether the pair spans several blocks of a side, whose shape then cannot be compared."""
    return any(len({segment.block for segment in side}) > 1 for side in (pair.source, pair.target))


def _broken_numbering(side: Sequence[Block], *, is_source: bool) -> Iterator[Finding]:
    numbered = [block for block in side if block.kind in _ITEMS]
    for before, after in pairwise(numbered):
        if before.ordinal is None or after.ordinal is None or before.level != after.level:
            continue
        # A 1 begins the next list.
        if after.ordinal not in (before.ordinal + 1, 1):
            yield Finding(
                rule="list",
                category="structure/list",
                severity=Severity.MINOR,
                confidence=0.9,
                message=f"point {before.ordinal} is followed by point {after.ordinal}",
                source=(after.place,) if is_source else (),
                target=() if is_source else (after.place,),
                evidence=(("before", before.ordinal), ("after", after.ordinal)),
            )


def _reshaped(source: Block, target: Block, pair: Pair, *, compare_numbers: bool) -> Iterator[Finding]:
    if not {source.kind, target.kind} <= _ITEMS:
        return
    if source.kind is not target.kind:
        message = f"a {_describe(source)} became a {_describe(target)}"
    elif compare_numbers and source.ordinal != target.ordinal:
        message = f"point {source.ordinal} became point {target.ordinal}"
    else:
        return
    yield Finding(
        rule="list",
        category="structure/list",
        severity=Severity.MINOR,
        confidence=0.8,
        message=message,
        source=(source.place,),
        target=(target.place,),
        pair=pair,
        evidence=(("source", source.marker), ("target", target.marker)),
    )


def _describe(block: Block) -> str:
    return "numbered point" if block.kind is BlockKind.NUMBERED else "bullet"
