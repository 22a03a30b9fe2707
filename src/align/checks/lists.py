"""Numbering and shape of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from align.checks.base import Context, Yielded, rule
from align.types import Block, BlockKind, Finding, Pair, Place, Severity, Span, Tally

_ITEMS = {BlockKind.BULLET, BlockKind.NUMBERED}
# So many characters may stand between a marker and its text: spaces, emphasis.
_WIDEST_GAP = 8

_Counterpart = tuple[Block, Block, Pair]


@rule("list", "structure/list", Severity.MINOR)
def check_list(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A list is numbered or laid out otherwise than in the source.

    Points whose numbers skip or repeat, a point that bears another number than its source, a
    numbered point that became a bullet or the reverse. What a list lacks is an `omission`.

    Bad: 1. 出口 2. 進口 / 1. Exports 3. Imports
    Good: 1. 出口 2. 進口 / 1. Exports 2. Imports
    """
    source, target = context.document.source, context.document.target
    whole = {(s.block, t.block): pair for pair in pairs for s in pair.source[:1] for t in pair.target[:1]}
    counterparts = [(source[s], target[t], pair) for (s, t), pair in whole.items() if not _is_merged(pair)]
    broken = [*_breaks(source), *_breaks(target)]
    if broken and _ordinals(source) != _ordinals(target):
        yield from _misnumbered(source, counterparts, is_source=True)
        yield from _misnumbered(target, counterparts, is_source=False)
    complete = not broken and not any(pair.is_null for pair in pairs)
    for source_item, target_item, pair in counterparts:
        yield from _reshaped(source_item, target_item, pair, compare_numbers=complete)
    yield Tally("list items", sum(block.kind in _ITEMS for block in source))


def _is_merged(pair: Pair) -> bool:
    """Whether the pair spans several blocks of a side, whose shape then cannot be compared."""
    return any(len({segment.block for segment in side}) > 1 for side in (pair.source, pair.target))


def _ordinals(side: Sequence[Block]) -> list[int | None]:
    return [block.ordinal for block in side if block.kind is BlockKind.NUMBERED]


def _breaks(side: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Yield each point that does not bear the number after the one before it, with that one before."""
    numbered = [block for block in side if block.kind in _ITEMS]
    for before, after in pairwise(numbered):
        if before.ordinal is None or after.ordinal is None or before.level != after.level:
            continue
        # A 1 begins the next list.
        if after.ordinal not in (before.ordinal + 1, 1):
            yield before, after


def _misnumbered(
    side: Sequence[Block], counterparts: Sequence[_Counterpart], *, is_source: bool
) -> Iterator[Finding]:
    """Hold each point with an unexpected number against its counterpart, or name it where it has none."""
    by_side = {id(entry[0 if is_source else 1]): entry for entry in counterparts}
    for before, after in _breaks(side):
        entry = by_side.get(id(after))
        if entry is None or None in (entry[0].ordinal, entry[1].ordinal):
            yield Finding(
                rule="list",
                category="structure/list",
                severity=Severity.MINOR,
                confidence=0.9,
                message=f"point {before.ordinal} is followed by point {after.ordinal}",
                source=(after.place,) if is_source else (),
                target=() if is_source else (after.place,),
                evidence=(("before", before.ordinal or 0), ("after", after.ordinal or 0)),
            )
        elif entry[0].ordinal != entry[1].ordinal:
            yield _changed(*entry, f"point {entry[0].ordinal} became point {entry[1].ordinal}")


def _reshaped(source: Block, target: Block, pair: Pair, *, compare_numbers: bool) -> Iterator[Finding]:
    if not {source.kind, target.kind} <= _ITEMS:
        return
    if source.kind is not target.kind:
        yield _changed(source, target, pair, f"a {_describe(source)} became a {_describe(target)}")
    elif compare_numbers and source.ordinal != target.ordinal:
        yield _changed(source, target, pair, f"point {source.ordinal} became point {target.ordinal}")


def _changed(source: Block, target: Block, pair: Pair, message: str) -> Finding:
    wanted = ""
    if source.kind is target.kind and _marker(target) is not target.place:
        wanted = target.marker.replace(str(target.ordinal), str(source.ordinal))
    return Finding(
        rule="list",
        category="structure/list",
        severity=Severity.MINOR,
        confidence=0.8,
        message=message,
        source=(_marker(source),),
        target=(_marker(target),),
        pair=pair,
        suggestion="" if wanted == target.marker else wanted,
        evidence=(("source", source.marker), ("target", target.marker)),
    )


def _marker(block: Block) -> Place:
    """Return the place of a point's number or bullet, just before its text; else that of the text."""
    file, end = block.place.file, block.place.span.start
    begin = max(0, end - len(block.marker) - _WIDEST_GAP)
    start = file.text.rfind(block.marker, begin, end) if block.marker else -1
    return block.place if start < 0 else Place(file, Span(start, start + len(block.marker)))


def _describe(block: Block) -> str:
    return "numbered point" if block.kind is BlockKind.NUMBERED else "bullet"
