"""Headings: their kind, their level, and whether two of them became one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.checks.base import Context, Yielded, rule
from align.text import fold_latin
from align.types import Block, BlockKind, Finding, Pair, Severity, Tally

# So many headings must have a heading for their counterpart before one without is strange,
_LEAST_HEADINGS = 2
# and at most this share of all may be without.
_MOST_STRANGE = 0.34


class _Counterpart(NamedTuple):
    """Two blocks that translate one another, at least one of which is a heading."""

    source: Block
    target: Block
    pair: Pair

    @property
    def are_headings(self) -> bool:
        return self.source.kind is self.target.kind is BlockKind.HEADING


@rule("heading", "structure/heading", Severity.MINOR)
def check_heading(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A heading became body text, has another level, or is the same as another.

    Headings are held against their counterparts, where the layout has headings on both sides. Levels may
    be counted from another one, as long as all are. A heading without counterpart is an `omission` or an
    `addition`.

    Bad: ## 出口 / • Exports
    Good: ## 出口 / ## Exports
    """
    counterparts = list(_counterparts(pairs, context))
    both = [entry for entry in counterparts if entry.are_headings]
    if len(both) >= _LEAST_HEADINGS:
        yield from _kinds_differ(counterparts, len(both))
        yield from _levels_differ(both)
        yield from _repeated(both)
    yield Tally("headings", len(both))


def _counterparts(pairs: Sequence[Pair], context: Context) -> Iterator[_Counterpart]:
    """Yield what stands opposite a heading, where a single block stands opposite a single one."""
    source, target = context.document.source, context.document.target
    homes: defaultdict[int, set[int]] = defaultdict(set)
    reverse: defaultdict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        for ours in pair.source:
            for theirs in pair.target:
                homes[ours.block].add(theirs.block)
                reverse[theirs.block].add(ours.block)
    for pair in pairs:
        if pair.is_null or pair.source[0].block not in homes:
            continue
        number = pair.source[0].block
        partners = homes.pop(number)
        if len(partners) != 1 or len(reverse[min(partners)]) != 1:
            continue
        entry = _Counterpart(source[number], target[min(partners)], pair)
        if BlockKind.HEADING in (entry.source.kind, entry.target.kind):
            yield entry


def _kinds_differ(counterparts: Sequence[_Counterpart], agreeing: int) -> Iterator[Finding]:
    strange = [entry for entry in counterparts if not entry.are_headings]
    if len(strange) > _MOST_STRANGE * (len(strange) + agreeing):
        return
    for entry in strange:
        is_source = entry.source.kind is BlockKind.HEADING
        kind = _NAMES[(entry.target if is_source else entry.source).kind]
        message = f"a heading became {kind}" if is_source else f"{kind} became a heading"
        yield _finding(entry, message, 0.7)


_NAMES = {
    BlockKind.FIELD: "a header field",
    BlockKind.HEADING: "a heading",
    BlockKind.BULLET: "a bullet",
    BlockKind.NUMBERED: "a numbered point",
    BlockKind.PARAGRAPH: "a paragraph",
    BlockKind.CELL: "a table cell",
}


def _levels_differ(both: Sequence[_Counterpart]) -> Iterator[Finding]:
    """Yield headings whose level differs otherwise than that of the others does."""
    shifts = Counter(entry.target.level - entry.source.level for entry in both)
    usual, times = shifts.most_common(1)[0]
    if len(both) - times > _MOST_STRANGE * len(both):
        return
    for entry in both:
        wanted = entry.source.level + usual
        if entry.target.level != wanted:
            message = f"a heading of level {wanted} became one of level {entry.target.level}"
            yield _finding(entry, message, 0.7)


def _repeated(both: Sequence[_Counterpart]) -> Iterator[Finding]:
    """Yield headings that say the same as an earlier one whose source says something else."""
    seen: dict[tuple[int, str], _Counterpart] = {}
    for entry in both:
        first = seen.setdefault((entry.target.level, _folded(entry.target)), entry)
        if first is not entry and _folded(first.source) != _folded(entry.source):
            line = first.target.place.file.locate(first.target.place.span.start).line
            yield _finding(entry, f"the heading is the same as that in line {line}", 0.75)


def _folded(block: Block) -> str:
    return " ".join(fold_latin(block.text).lower().split())


def _finding(entry: _Counterpart, message: str, confidence: float) -> Finding:
    return Finding(
        rule="heading",
        category="structure/heading",
        severity=Severity.MINOR,
        confidence=confidence,
        message=message,
        source=(entry.source.place,),
        target=(entry.target.place,),
        pair=entry.pair,
        evidence=(("source", entry.source.level), ("target", entry.target.level)),
    )
