"""What stands alone in one pair since a neighbouring pair has it: translations share out sentences anew."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.checks.accounted import Alone
from align.checks.base import Context
from align.judge.stretches import find
from align.states import Likeness, Word
from align.types import Pair, Place, Segment, Span

# Pairs on either side in which what seems lost may stand.
_NEAR = 2
# What is that much more like a neighbour's text than its own pair's, and at least so much, stands there; more
# where the neighbour belongs to another bullet.
_MOVED_LEAD, _MOVED_FAR_LEAD, _MOVED_LEAST = 0.04, 0.12, 0.5
# Or what is so much more like it, though less like it as such.
_MOVED_WIDE_LEAD, _MOVED_LOW = 0.3, 0.45
# Words whose probabilities add up to so much are too many in one pair and may be what is missing in the next:
# they are, if what is missing is so much more like them than like its own pair; less is asked where both as a
# whole are that much alike. Where a translation shares out a sentence that is .27, or .05 at .45 alike; where
# something is missing and something else added, up to .17.
_SPARE_WORDS, _SPARE_LEAD, _SPARE_LIKE = 2.0, (0.2, 0.04), 0.4
_CLAUSE = re.compile("[^，,；;。：:]+")
# Figures that tell what is spoken of, but for years: 63.7.
_FIGURE = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?![\d.,]\d|\d))\d[\d.,]*\d")


def is_elsewhere(alone: Alone, number: int, pairs: Sequence[Pair], context: Context) -> bool:
    """Return whether a neighbouring pair has on its other side what stands alone in pair `number`."""
    near = [pair for pair in pairs[max(0, number - _NEAR) : number + _NEAR + 1] if pair is not alone.pair]
    word = word_at(alone.place, alone.own)
    if word is None:
        return False
    # A clause may have moved without the rest of the stretch.
    clause = longest_clause(word)
    return is_near(word, alone, near, context) or (
        clause != word and is_near(clause, alone, near, context, is_part=True)
    )


def longest_clause(word: Word) -> Word:
    """Return the longest part of a stretch without a comma."""
    start = word.span.start
    parts = _CLAUSE.finditer(word.segment.text, start, word.span.end)
    longest = max(parts, key=lambda part: part.end() - part.start(), default=None)
    return Word(word.segment, Span(*longest.span())) if longest else word


def is_near(
    word: Word, alone: Alone, near: Sequence[Pair], context: Context, *, is_part: bool = False
) -> bool:
    """Return whether a stretch, or a part of one, is rather on the other side of a neighbouring pair."""
    if context.likeness is None:
        return False
    # Pairs that were given need not be of one text.
    is_text = context.document.prealigned is None
    if is_text and not is_part and is_spare(word, alone, near, context):
        return True
    here = context.likeness.best(word, alone.other)
    for is_own, lead in ((True, _MOVED_LEAD), (False, _MOVED_FAR_LEAD))[: 1 + is_text]:
        others = [
            segment
            for pair in near
            if (pair.group == alone.pair.group) is is_own
            for segment in (pair.target if alone.of_source else pair.source)
        ]
        best = context.likeness.best(word, others) if others else 0.0
        is_like = not is_part and best >= max(_MOVED_LEAST, here + lead)
        if is_like or best >= max(_MOVED_LOW, here + _MOVED_WIDE_LEAD):
            return True
    return False


def is_spare(word: Word, alone: Alone, near: Sequence[Pair], context: Context) -> bool:
    """Return whether a pair of the same bullet has words to spare for a stretch on its other side.

    A sentence that the translation puts with its neighbour is missing in one pair and too much in the next.
    """
    likeness, judgements = context.likeness, context.judgements or {}
    if likeness is None:
        return False
    for pair in near:
        judgement = judgements.get(pair.id) if pair.group == alone.pair.group else None
        if judgement:
            side, segments = (
                (judgement.target, pair.target) if alone.of_source else (judgement.source, pair.source)
            )
            for stretch in find(side, side.alone):
                spare = word_at(stretch.place, segments) if stretch.weight >= _SPARE_WORDS else None
                one, two = (word, alone.pair), (spare, pair)
                if spare and _is_moved(likeness, *(one, two) if alone.of_source else (two, one)):
                    return True
    return False


def _is_moved(likeness: Likeness, lost: tuple[Word, Pair], added: tuple[Word, Pair]) -> bool:
    """Return whether what one pair lacks is what another has too much, and not like what that has besides."""
    (missing, own), (spare, other) = lost, added
    if not _figures(missing).isdisjoint(_figures(spare)):
        return True
    lead = likeness.best_in(missing, spare) - likeness.best(missing, own.target)
    is_like = lead >= _SPARE_LEAD[likeness(missing, spare) >= _SPARE_LIKE]
    return is_like and likeness.best(spare, own.source) > likeness.best(spare, other.source)


def _figures(word: Word) -> set[str]:
    """Return the figures of more than one digit in a stretch, without years."""
    return set(_FIGURE.findall(word.segment.text[word.span.start : word.span.end]))


def word_at(place: Place, segments: Sequence[Segment]) -> Word | None:
    """Return the stretch of the segment that holds a place."""
    for segment in segments:
        start, end = segment.place.span
        if segment.place.file is place.file and start <= place.span.start and place.span.end <= end:
            return Word(segment, Span(place.span.start - start, place.span.end - start))
    return None
