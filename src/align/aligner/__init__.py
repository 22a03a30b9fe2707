"""Find which segments translate one another: structure first, then similarity.

Blocks are paired before sentences, and sentences only within paired blocks, so a doubtful sentence
cannot drag its neighbours along.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from align.aligner.beads import (
    Bead,
    Costs,
    Floats,
    Units,
    find_beads,
    fitting_skip,
    length_ratio,
    mean_vector,
    run_vectors,
    similarity,
)
from align.types import Block, BlockKind, Document, Pair, Place, Segment, Span

# Added to the score of a pair of blocks (a cosine) for what their layout tells.
_SAME_ROW, _OTHER_ROW = 1.0, -10.0
_BOTH_HEADINGS, _ONE_HEADING = 0.1, -1.0
_OTHER_KIND, _OTHER_LEVEL, _SAME_ORDINAL = -0.1, -0.05, 0.05
# What each block beyond a pair costs, and what uneven lengths cost between sentences of one group of
# blocks, where neighbours are like in meaning and length tells most.
_BLOCK_MERGE = 0.05
_SENTENCE_LENGTH = 0.35
# Median over faithful news translations (Chinese to English, WMT 2023).
_LETTERS_PER_IDEOGRAPH = 3.8
# Probability that a pair is exactly right and that a lone segment has no counterpart, as logistic
# functions of a cosine: (slope, cosine at one half). For a lone segment it is that of the nearest
# segment anywhere, which tells little: nearly nine in ten are right. Fitted on MAC (development) and
# one academic text, as they are and with 4 % of beads lacking a side; see docs/alignment.md.
_RIGHT = (6.5, 0.08)
_LONE = (-1.46, 1.70)


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Vectors of the segments of one side.

    Attributes:
        sums: float32[n, d], sums of token states.
        counts: int32[n], numbers of tokens.
        usual: float32[d], the mean token state of the language at large, or None when it is unknown.
    """

    sums: Floats
    counts: NDArray[np.int32]
    usual: Floats | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """Segments of one side with their vectors and blocks."""

    segments: tuple[Segment, ...]
    blocks: tuple[Block, ...]
    units: Units

    def segments_of(self, blocks: range) -> range:
        """Return the range of segments that lie in a range of blocks."""
        start = bisect_left(self.segments, blocks.start, key=_block_of)
        return range(start, bisect_left(self.segments, blocks.stop, lo=start, key=_block_of))


def align(
    document: Document,
    source: tuple[Segment, ...],
    target: tuple[Segment, ...],
    source_vectors: Vectors,
    target_vectors: Vectors,
) -> tuple[Pair, ...]:
    """Return pairs that cover every segment of both sides once, in the order of the source."""
    source_side = _side(source, document.source, source_vectors)
    target_side = _side(target, document.target, target_vectors)
    if document.prealigned is not None:
        return tuple(_prealigned(document, source_side, target_side))
    groups, sentence_costs = _block_groups(document, source_side, target_side)
    beads = [
        (number, bead)
        for number, (source_range, target_range) in enumerate(groups)
        for bead in _sentence_beads(source_side, target_side, source_range, target_range, sentence_costs)
    ]
    return _pairs(document, beads, source_side, target_side)


def _block_of(segment: Segment) -> int:
    return segment.block


def _side(segments: tuple[Segment, ...], blocks: tuple[Block, ...], vectors: Vectors) -> _Side:
    lengths = np.array([_length(segment) for segment in segments], np.float32)
    counts = np.asarray(vectors.counts, np.float32)
    mean = mean_vector(vectors.sums, counts, vectors.usual)
    return _Side(segments, blocks, Units(vectors.sums, counts, lengths, mean))


def _length(segment: Segment) -> float:
    """Return the length in letters of English."""
    return len(segment.text) * (_LETTERS_PER_IDEOGRAPH if segment.language.is_chinese else 1)


def _prealigned(document: Document, source: _Side, target: _Side) -> Iterator[Pair]:
    by_block = [{segment.block: segment for segment in side.segments} for side in (source, target)]
    for number, (source_blocks, target_blocks) in enumerate(document.prealigned or ()):
        ours = tuple(by_block[0][block] for block in source_blocks)
        theirs = tuple(by_block[1][block] for block in target_blocks)
        cosine = None
        if ours and theirs:
            cosine = similarity(source.units.part(_range_of(ours)), target.units.part(_range_of(theirs)))
        yield Pair(document.ids[number], ours, theirs, number, cosine)


def _range_of(segments: Sequence[Segment]) -> range:
    return range(segments[0].index, segments[-1].index + 1)


def _block_groups(
    document: Document, source: _Side, target: _Side
) -> tuple[list[tuple[range, range]], Costs]:
    """Return ranges of segments whose blocks belong together, and the costs for sentences within them.

    Blocks of a brief are seldom merged, lines of a running text often.
    """
    ours, theirs = _block_units(source), _block_units(target)
    prior = _layout_prior(source.blocks, target.blocks)
    first = Costs(ratio=length_ratio(ours, theirs), merge=0.0 if document.presegmented else _BLOCK_MERGE)
    costs = replace(first, skip=fitting_skip(find_beads(ours, theirs, first, prior=prior)))
    beads = find_beads(ours, theirs, costs, prior=prior)
    ranges = [(source.segments_of(bead.source), target.segments_of(bead.target)) for bead in beads]
    return ranges, replace(costs, merge=0.0, length=_SENTENCE_LENGTH)


def _block_units(side: _Side) -> Units:
    owner = np.array([segment.block for segment in side.segments], np.int64)
    count = len(side.blocks)
    sums = np.zeros((count, side.units.sums.shape[1]), np.float32)
    np.add.at(sums, owner, side.units.sums)
    counts = np.bincount(owner, side.units.counts, minlength=count).astype(np.float32)
    lengths = np.bincount(owner, side.units.lengths, minlength=count).astype(np.float32)
    return Units(sums, counts, lengths, side.units.mean)


def _layout_prior(source: Sequence[Block], target: Sequence[Block]) -> Floats:
    """Return float32[n, m]: what the layout says for or against each pair of blocks."""
    source_facts, target_facts = _layout_facts(source), _layout_facts(target)
    (row, heading, kind, level, ordinal), (row_, heading_, kind_, level_, ordinal_) = (
        source_facts,
        target_facts,
    )
    both_rows = (row[:, None] >= 0) | (row_[None, :] >= 0)
    same_row = row[:, None] == row_[None, :]
    prior = np.where(both_rows, np.where(same_row, _SAME_ROW, _OTHER_ROW), 0.0)
    prior += np.where(heading[:, None] & heading_[None, :], _BOTH_HEADINGS, 0.0)
    prior += np.where(heading[:, None] ^ heading_[None, :], _ONE_HEADING, 0.0)
    prior += np.where(kind[:, None] != kind_[None, :], _OTHER_KIND, 0.0)
    prior += np.where(level[:, None] != level_[None, :], _OTHER_LEVEL, 0.0)
    numbered = (ordinal[:, None] >= 0) & (ordinal[:, None] == ordinal_[None, :])
    prior += np.where(numbered, _SAME_ORDINAL, 0.0)
    return prior.astype(np.float32)


def _layout_facts(blocks: Sequence[Block]) -> tuple[np.ndarray, ...]:
    kinds = list(BlockKind)
    return (
        np.array([-1 if block.row is None else block.row for block in blocks]),
        np.array([block.kind is BlockKind.HEADING for block in blocks], dtype=bool),
        np.array([kinds.index(block.kind) for block in blocks]),
        np.array([block.level for block in blocks]),
        np.array([-1 if block.ordinal is None else block.ordinal for block in blocks]),
    )


def _sentence_beads(
    source: _Side, target: _Side, source_range: range, target_range: range, costs: Costs
) -> Iterator[Bead]:
    """Yield beads within one group of blocks, as ranges of segments of the whole sides."""
    ours, theirs = source.units.part(source_range), target.units.part(target_range)
    if len(ours) <= 1 and len(theirs) <= 1:
        cosine = similarity(ours, theirs) if len(ours) and len(theirs) else None
        yield Bead(source_range, target_range, cosine)
        return
    for bead in find_beads(ours, theirs, costs):
        yield Bead(_shift(bead.source, source_range), _shift(bead.target, target_range), bead.similarity)


def _shift(inner: range, outer: range) -> range:
    return range(inner.start + outer.start, inner.stop + outer.start)


def _pairs(
    document: Document, beads: Sequence[tuple[int, Bead]], source: _Side, target: _Side
) -> tuple[Pair, ...]:
    lone = _lone_confidence(source.units, target.units)
    source_gaps, target_gaps = _gaps(beads, source, target)
    cells = {(gap.row, gap.language.is_chinese): gap.place for gap in document.gaps}
    return tuple(
        Pair(
            id=f"p{number}",
            source=tuple(source.segments[i] for i in bead.source),
            target=tuple(target.segments[j] for j in bead.target),
            group=group,
            similarity=bead.similarity,
            confidence=_confidence(bead, lone),
            source_gap=None if bead.source else _cell(cells, target, bead.target) or source_gaps[number - 1],
            target_gap=None if bead.target else _cell(cells, source, bead.source) or target_gaps[number - 1],
        )
        for number, (group, bead) in enumerate(beads, 1)
    )


def _cell(cells: Mapping[tuple[int, bool], Place], side: _Side, segments: range) -> Place | None:
    """Return the empty table cell beside a lone segment, if it stands in a table."""
    segment = side.segments[segments[0]]
    row = side.blocks[segment.block].row
    return None if row is None else cells.get((row, not segment.language.is_chinese))


def _confidence(bead: Bead, lone: tuple[Floats, Floats]) -> float:
    if bead.similarity is not None:
        return float(_logistic(np.array([bead.similarity], np.float32), *_RIGHT)[0])
    return float(
        min(lone[0][i] for i in bead.source) if bead.source else min(lone[1][j] for j in bead.target)
    )


def _lone_confidence(source: Units, target: Units) -> tuple[Floats, Floats]:
    """Return, for each unit of either side, how sure it is that nothing renders it."""
    cosines = run_vectors(source, 1) @ run_vectors(target, 1).T
    if not cosines.size:
        return np.ones(len(source), np.float32), np.ones(len(target), np.float32)
    return _logistic(cosines.max(1), *_LONE), _logistic(cosines.max(0), *_LONE)


def _logistic(values: Floats, slope: float, middle: float) -> Floats:
    return np.asarray(1 / (1 + np.exp(-slope * (values - middle))), np.float32)


def _gaps(
    beads: Sequence[tuple[int, Bead]], source: _Side, target: _Side
) -> tuple[list[Place | None], list[Place | None]]:
    """Return for each bead the empty place just behind what precedes it on either side."""
    found: tuple[list[Place | None], list[Place | None]] = ([], [])
    for gaps, side, ranges in (
        (found[0], source, [bead.source for _, bead in beads]),
        (found[1], target, [bead.target for _, bead in beads]),
    ):
        last = _empty_before(side)
        for segments in ranges:
            if segments:
                place = side.segments[segments.stop - 1].place
                last = Place(place.file, Span(place.span.end, place.span.end))
            gaps.append(last)
    return found


def _empty_before(side: _Side) -> Place | None:
    if not side.segments:
        return None
    first = side.segments[0].place
    return Place(first.file, Span(first.span.start, first.span.start))
