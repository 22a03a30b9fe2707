"""Numbering and shape of lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from align.checks.base import Context, Yielded, rule
from align.types import Block, BlockKind, Finding, Pair, Place, Severity, Span, Tally

_ITEMS = {BlockKind.BULLET, BlockKind.NUMBERED}
# So many characters may stand between a marker and its text: spaces, emphasis.
_WIDEST_GAP = 8
# In a list of at least so many points, at most this share may be nested otherwise by mistake.
_FEWEST_ITEMS = 4
_MOST_STRANGE = 0.25
_MOST_PLACES = 10

_Counterpart = tuple[Block, Block, Pair]


@rule("list", "structure/list", Severity.MINOR)
def check_list(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A list is numbered or laid out otherwise than in the source.

    Points whose numbers skip or repeat, a point that bears another number than its source, a
    numbered point that became a bullet or the reverse, a point that is nested deeper or less deep than
    its source. What a list lacks is an `omission`; that the points after it were renumbered, so that
    the gap does not show, is said once. How numbers are written, (a) or 甲 or ①, makes no difference.

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
    if not broken:
        yield from _renumbered(pairs, counterparts)
    yield from _levels_differ(counterparts)
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


def _renumbered(pairs: Sequence[Pair], counterparts: Sequence[_Counterpart]) -> Iterator[Finding]:
    """Name once the points that bear another number because one before them is left out or added."""
    alone = {pair.kind for pair in pairs if pair.is_null}
    shifted = [
        entry
        for entry in counterparts
        if None not in (entry[0].ordinal, entry[1].ordinal) and entry[0].ordinal != entry[1].ordinal
    ]
    if not shifted or BlockKind.NUMBERED not in alone:
        return
    first = shifted[0]
    yield Finding(
        rule="list",
        category="structure/list",
        severity=Severity.MINOR,
        confidence=0.6,
        message=f"the list is numbered anew from point {first[0].ordinal}, now point {first[1].ordinal}",
        explanation="its numbers do not show that it has another number of points",
        source=tuple(_marker(entry[0]) for entry in shifted[:_MOST_PLACES]),
        target=tuple(_marker(entry[1]) for entry in shifted[:_MOST_PLACES]),
        pair=first[2],
        evidence=(("points", len(shifted)),),
    )


def _levels_differ(counterparts: Sequence[_Counterpart]) -> Iterator[Finding]:
    """Name points nested otherwise than in the source, where nearly all are nested alike."""
    items = [entry for entry in counterparts if {entry[0].kind, entry[1].kind} <= _ITEMS]
    shifts = Counter(target.level - source.level for source, target, _ in items)
    if len(items) < _FEWEST_ITEMS:
        return
    usual, times = shifts.most_common(1)[0]
    if len(items) - times > _MOST_STRANGE * len(items):
        return
    for source, target, pair in items:
        wanted = source.level + usual
        if target.level != wanted:
            yield _changed(
                source, target, pair, f"a point of level {wanted} became one of level {target.level}"
            )


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
