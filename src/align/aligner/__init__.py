"""Find which segments translate one another: structure first, then sentences.

Blocks are paired before sentences, and sentences only within paired blocks, so a doubtful sentence
cannot drag its neighbours along.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from align.aligner.evidence import Evidence
from align.aligner.first import Costs, find_beads, find_path, fitting_skip
from align.aligner.lattice import Band, Floats, Ints, Step
from align.aligner.layout import group_blocks
from align.aligner.learnt import BRIEF, LINES, Groups, Scored, calibrated, choose, score
from align.aligner.odds import Matcher, likely
from align.aligner.places import Bead, find_gaps, find_tracks, in_order
from align.aligner.rejoin import Words, join_halves
from align.aligner.sections import Group, Side, section_of
from align.aligner.units import Texts, Units, length_ratio, similarity
from align.encode import PackedStates
from align.knowledge import glosses
from align.states import mean_vector
from align.types import BlockKind, Document, Pair, Place, Segment

LETTERS_PER_IDEOGRAPH = 3.8
"""Median over faithful news translations (Chinese to English, WMT 2023)."""
BAND_WIDTH = 14
"""How many sentences beside a first path are looked at."""
# Groups of up to so many sentences on both sides need no first path.
_SMALL = 12
# Probability that a block has no counterpart, as a logistic function of the cosine of the nearest
# sentence: (slope, cosine at one half). It tells little: nearly nine in ten are right. Fitted on MAC
# (development) and one academic text, whole and with 4 % of beads lacking a side; see docs/alignment.md.
_LONE = (-1.46, 1.70)


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Vectors of the segments of one side.

    Attributes:
        sums: float32[n, d], sums of token states.
        counts: int32[n], numbers of tokens.
        tokens: The states of the tokens; those of the side's first segment are at place `first`.
        first: The place of the side's first segment among `tokens`.
        usual: float32[d], the mean token state of the language at large, or None when it is unknown.
    """

    sums: Floats
    counts: np.ndarray
    tokens: PackedStates
    first: int = 0
    usual: Floats | None = None


class _Sentences(NamedTuple):
    """Segments of one side in an order of their own.

    Attributes:
        segments: All segments of the side, in reading order.
        order: int64[n], which segment stands at each place.
    """

    segments: Sequence[Segment]
    order: Ints

    def at(self, places: range) -> tuple[Segment, ...]:
        return tuple(
            self.segments[index] for index in sorted(self.order[places.start : places.stop].tolist())
        )


def align(
    document: Document,
    source: tuple[Segment, ...],
    target: tuple[Segment, ...],
    source_vectors: Vectors,
    target_vectors: Vectors,
) -> tuple[Pair, ...]:
    """Return pairs that cover every segment of both sides once, in the order of the source."""
    ours, theirs = _units(source, source_vectors), _units(target, target_vectors)
    if document.prealigned is not None:
        return tuple(_prealigned(document, source, target, ours, theirs))
    if document.source_language.is_chinese:
        beads = _beads(document, (source, target), (ours, theirs), (source_vectors, target_vectors))
    else:
        # Chinese comes first, so that both directions give the same.
        mirrored = replace(document, source=document.target, target=document.source)
        found = _beads(mirrored, (target, source), (theirs, ours), (target_vectors, source_vectors))
        beads = [bead.mirrored() for bead in found]
    return _pairs(document, beads, source, target)


def _units(segments: Sequence[Segment], vectors: Vectors) -> Units:
    lengths = np.array([_length(segment) for segment in segments], np.float32)
    counts = np.asarray(vectors.counts, np.float32)
    return Units(vectors.sums, counts, lengths, mean_vector(vectors.sums, counts, vectors.usual))


def _length(segment: Segment) -> float:
    """Return the length in letters of English."""
    return len(segment.text) * (LETTERS_PER_IDEOGRAPH if segment.language.is_chinese else 1)


def _prealigned(
    document: Document, source: Sequence[Segment], target: Sequence[Segment], ours: Units, theirs: Units
) -> Iterator[Pair]:
    by_block = [{segment.block: segment for segment in side} for side in (source, target)]
    for number, (source_blocks, target_blocks) in enumerate(document.prealigned or ()):
        mine = tuple(by_block[0][block] for block in source_blocks)
        other = tuple(by_block[1][block] for block in target_blocks)
        cosine = (
            similarity(ours.part(_range_of(mine)), theirs.part(_range_of(other))) if mine and other else None
        )
        yield Pair(document.ids[number], mine, other, number, cosine)


def _range_of(segments: Sequence[Segment]) -> range:
    return range(segments[0].index, segments[-1].index + 1)


def _beads(
    document: Document,
    sides: tuple[Sequence[Segment], Sequence[Segment]],
    units: tuple[Units, Units],
    vectors: tuple[Vectors, Vectors],
) -> list[Bead]:
    """Return the beads of a document whose source is Chinese."""
    if document.presegmented or not all(sides):
        groups = [_Placed(tuple(range(len(sides[0]))), tuple(range(len(sides[1]))), moved=False)]
        costs = Costs(ratio=length_ratio(*units))
        costs = replace(costs, skip=fitting_skip(find_beads(*units, costs)))
    else:
        found, costs = _block_groups(document, sides, units)
        groups = [
            _Placed(_segments_of(sides[0], group.source), _segments_of(sides[1], group.target), group.moved)
            for group in found
        ]
    beads = _sentence_beads(groups, costs, sides, units, vectors)
    # Where lines are given, a sentence alone is as likely to be an addition of the translator.
    return beads if document.presegmented else _rejoined(beads, units, vectors)


def _rejoined(
    beads: Sequence[Bead], units: tuple[Units, Units], vectors: tuple[Vectors, Vectors]
) -> list[Bead]:
    """Return beads with lone sentences joined to what lacks them, and how alike both sides are then."""
    ours, theirs = (Words(one.tokens, one.first, unit.mean) for one, unit in zip(vectors, units, strict=True))
    known = set(beads)
    return [
        bead
        if bead in known
        else bead._replace(
            similarity=similarity(*(u.part(_indices(s)) for u, s in zip(units, bead.sides, strict=True)))
        )
        for bead in join_halves(beads, (ours, theirs))
    ]


def _indices(segments: Sequence[Segment]) -> Ints:
    return np.array([segment.index for segment in segments], np.int64)


class _Placed(NamedTuple):
    """A group of blocks, by the indices of their segments."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    moved: bool

    @property
    def sides(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return self.source, self.target

    @property
    def is_lone(self) -> bool:
        return not (self.source and self.target)

    @property
    def is_single(self) -> bool:
        return len(self.source) == len(self.target) == 1


def _block_groups(
    document: Document, sides: tuple[Sequence[Segment], Sequence[Segment]], units: tuple[Units, Units]
) -> tuple[tuple[Group, ...], Costs]:
    blocks = [
        Side(blocks, one.joined(np.array([segment.block for segment in segments], np.int64), len(blocks)))
        for blocks, segments, one in zip((document.source, document.target), sides, units, strict=True)
    ]
    return group_blocks(blocks[0], blocks[1], length_ratio(*units), glosses.load())


def _segments_of(segments: Sequence[Segment], blocks: Sequence[int]) -> tuple[int, ...]:
    return tuple(
        index
        for block in blocks
        for index in range(
            bisect_left(segments, block, key=_block_of), bisect_left(segments, block + 1, key=_block_of)
        )
    )


def _block_of(segment: Segment) -> int:
    return segment.block


def _sentence_beads(
    groups: Sequence[_Placed],
    costs: Costs,
    sides: tuple[Sequence[Segment], Sequence[Segment]],
    units: tuple[Units, Units],
    vectors: tuple[Vectors, Vectors],
) -> list[Bead]:
    """Return the beads within groups; what moved is put where its source stands."""
    orders = tuple(
        np.array([index for group in groups for index in group.sides[side]], np.int64) for side in (0, 1)
    )
    texts = [_texts(*one) for one in zip(sides, units, vectors, orders, (True, False), strict=True)]
    path = _first_path(groups, texts[0].units, texts[1].units, replace(costs, merge=0.0))
    owners = [
        np.repeat(np.arange(len(groups)), [len(group.sides[side]) for group in groups]) for side in (0, 1)
    ]
    placed = [_Sentences(segments, order) for segments, order in zip(sides, orders, strict=True)]
    if all(map(len, orders)):
        band = Band.around(path, len(orders[0]), len(orders[1]), BAND_WIDTH)
        parts = Groups(owners[0], owners[1], np.array([group.is_single for group in groups]))
        model = LINES if len(groups) == 1 else BRIEF
        evidence = Evidence(texts[0], texts[1], band, path, glosses.load())
        nearest = evidence.nearest(0), evidence.nearest(1)
        scores = score(band, evidence, parts, model.weights)
        # It takes as much memory as what follows.
        del evidence
        chosen = choose(band, scores, parts, lone_worth=model.lone_worth)
    else:
        chosen = tuple(Scored(step, 1.0) for step in path)
        far = np.full(max(map(len, orders)), -1, np.float32)
        nearest = far, far
    matcher = Matcher(texts[0].units, texts[1].units, (texts[0].texts, texts[1].texts), glosses.load())
    return [_bead(one, groups, owners, placed, matcher, nearest) for one in chosen]


def _texts(
    segments: Sequence[Segment], units: Units, vectors: Vectors, order: Ints, is_chinese: bool
) -> Texts:
    return Texts(
        units=units.part(order),
        texts=tuple(segments[index].text for index in order),
        tokens=vectors.tokens,
        order=order + vectors.first,
        is_chinese=is_chinese,
        usual=vectors.usual,
    )


def _first_path(groups: Sequence[_Placed], source: Units, target: Units, costs: Costs) -> list[Step]:
    """Return a path through all groups; a small group is one step."""
    path = []
    i = j = 0
    for group in groups:
        a, b = len(group.source), len(group.target)
        if not (a and b):
            path += [Step(i + k, j, (1, 0)) for k in range(a)] + [Step(i, j + k, (0, 1)) for k in range(b)]
        elif max(a, b) <= _SMALL:
            path.append(Step(i, j, (a, b)))
        else:
            inner = find_path(source.part(range(i, i + a)), target.part(range(j, j + b)), costs)
            path += [Step(i + step.source, j + step.target, step.move) for step in inner]
        i, j = i + a, j + b
    return path


def _bead(
    scored: Scored,
    groups: Sequence[_Placed],
    owners: Sequence[Ints],
    placed: Sequence[_Sentences],
    matcher: Matcher,
    nearest: Sequence[Floats],
) -> Bead:
    (i, j, (a, b)), probability = scored
    ours, theirs = range(i, i + a), range(j, j + b)
    number = int(owners[0][i] if a else owners[1][j])
    cosine = matcher.cosine(ours, theirs) if a and b else None
    source, target = placed[0].at(ours), placed[1].at(theirs)
    confidence = calibrated(probability)
    if groups[number].is_single:
        # The only choice there is, so its share of all choices tells nothing.
        are_headings = all(segment.kind is BlockKind.HEADING for segment in source + target)
        confidence = likely(matcher.odds(ours, theirs), are_headings=are_headings)
    elif groups[number].is_lone:
        confidence = _logistic(float(nearest[0][i] if a else nearest[1][j]), *_LONE)
    return Bead(source, target, number, groups[number].moved, cosine, confidence)


def _logistic(value: float, slope: float, middle: float) -> float:
    return float(1 / (1 + np.exp(-slope * (value - middle))))


def _pairs(
    document: Document, beads: Sequence[Bead], source: Sequence[Segment], target: Sequence[Segment]
) -> tuple[Pair, ...]:
    tracks = find_tracks(beads, (section_of(document.source), section_of(document.target)))
    order = in_order(beads, tracks)
    beads, tracks = [beads[number] for number in order], [tracks[number] for number in order]
    source_gaps = find_gaps(beads, tracks, 0, source)
    target_gaps = find_gaps(beads, tracks, 1, target)
    cells = {(gap.row, gap.language.is_chinese): gap.place for gap in document.gaps}
    rows = [[block.row for block in blocks] for blocks in (document.source, document.target)]
    groups: dict[int, int] = {}
    return tuple(
        Pair(
            id=f"p{number}",
            source=bead.source,
            target=bead.target,
            group=groups.setdefault(bead.group, len(groups)),
            similarity=bead.similarity,
            confidence=bead.confidence,
            source_gap=None
            if bead.source
            else _cell(cells, bead.target[0], rows[1]) or source_gaps[number - 1],
            target_gap=None
            if bead.target
            else _cell(cells, bead.source[0], rows[0]) or target_gaps[number - 1],
            moved=bead.moved,
        )
        for number, bead in enumerate(beads, 1)
    )


def _cell(
    cells: Mapping[tuple[int, bool], Place], segment: Segment, rows: Sequence[int | None]
) -> Place | None:
    """Return the empty table cell beside a lone segment, if it stands in a table."""
    row = rows[segment.block]
    return None if row is None else cells.get((row, not segment.language.is_chinese))
