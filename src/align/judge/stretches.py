"""Which words of a side the judge means: runs of suspicious tokens, widened to whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from align.judge.features import NAMES, Floats
from align.judge.stage import Side
from align.knowledge import glosses, words
from align.text import HAN
from align.types import Place, Segment, Span

# How suspicious a word of a run must be: as a share of the most suspicious one, and at least.
_SHARE, _FLOOR = 0.4, 0.1
# Unsuspicious words between two runs that join them: a particle, a comma.
_BRIDGE = 1
# Another run than the first is worth showing when it weighs so much of it.
_SECOND = 0.6
_MOST = 2
_ENGLISH_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*|[^\w\s]|_+")
_INK = re.compile(r"\w")


class Stretch(NamedTuple):
    """Words in a row.

    Attributes:
        weight: The sum over all of them.
        rendered: How many more of their tokens have a word for them on the other side, by the dictionary,
            than have words that are not there.
        matched: Share of their tokens that one on the other side is nearest to, and they to it.
    """

    place: Place
    weight: float
    rendered: int = 0
    matched: float = 0.0

    @property
    def text(self) -> str:
        """What they say."""
        return self.place.text


class _Word(NamedTuple):
    span: Span
    value: float
    is_light: bool


@cache
def light_words() -> frozenset[str]:
    """Return words in lower case that say nothing by themselves: a translation may drop or add them."""
    text = files("align").joinpath("data", "light-words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def find(side: Side, values: Floats) -> list[Stretch]:
    """Return the most suspicious runs of words by the values of tokens, the weightiest first.

    No run begins, ends or is made up of words that say nothing by themselves.

    Args:
        side: A side of a pair.
        values: float32[t], a probability for each of its tokens.
    """
    found = [
        stretch
        for segment, own in _by_segment(side, values)
        for stretch in _runs(segment, own, float(values.max(initial=0)))
    ]
    found.sort(key=lambda stretch: -stretch.weight)
    kept = [one for one in found[:_MOST] if one.weight >= _SECOND * found[0].weight]
    return [_with_evidence(side, one) for one in kept]


def _with_evidence(side: Side, stretch: Stretch) -> Stretch:
    """Return a stretch with what the other side has for its tokens."""
    place = stretch.place
    inside = [
        token.segment.place.file is place.file
        and place.span.start <= token.segment.place.span.start + token.span.start < place.span.end
        for token in side.tokens
    ]
    told = side.features[inside]
    if not len(told):
        return stretch
    rendered, matched = told[:, NAMES.index("lexical")].sum(), told[:, NAMES.index("mutual")].mean()
    return stretch._replace(rendered=int(rendered), matched=float(matched))


def widen(stretch: Stretch, segments: Sequence[Segment]) -> Stretch:
    """Return a stretch of some segments with the words of jieba whole at its ends."""
    place = stretch.place
    for segment in segments:
        start, end = segment.place.span
        is_here = segment.place.file is place.file and start <= place.span.start and place.span.end <= end
        if is_here and HAN.search(place.text):
            first, last = place.span.start - start, place.span.end - start
            for one, other in words.cut(segment.text):
                first = one if one < first < other else first
                last = other if one < last < other else last
            return stretch._replace(place=segment.place.part(first, last))
    return stretch


def after_word(segment: Segment, offset: int) -> int:
    """Return where the word of a segment ends that an offset cuts, or the offset if it cuts none."""
    return next((end for start, end in _cut(segment) if start < offset < end), offset)


def _by_segment(side: Side, values: Floats) -> Iterator[tuple[Segment, list[tuple[Span, float]]]]:
    start = 0
    for segment, spans in side.segments:
        own = values[start : start + len(spans)].tolist()
        start += len(spans)
        if own:
            yield segment, [(Span(*span), value) for span, value in zip(spans.tolist(), own, strict=True)]


def _runs(segment: Segment, tokens: Sequence[tuple[Span, float]], highest: float) -> Iterator[Stretch]:
    least = max(_FLOOR, _SHARE * highest)
    if max(value for _, value in tokens) < least:
        return
    run: list[_Word] = []
    quiet: list[_Word] = []
    for word in _words(segment, tokens):
        if word.value >= least:
            run += [*quiet, word] if run else [word]
            quiet = []
        elif run:
            quiet.append(word)
            if len(quiet) > _BRIDGE:
                yield from _stretch(segment, run)
                run, quiet = [], []
    yield from _stretch(segment, run)


def _stretch(segment: Segment, run: list[_Word]) -> Iterator[Stretch]:
    """Yield a run without what is light at its ends, if anything is left."""
    while run and run[0].is_light:
        run = run[1:]
    while run and run[-1].is_light:
        run = run[:-1]
    if run:
        place = segment.place.part(run[0].span.start, run[-1].span.end)
        own = [word.value for word in run if not word.is_light]
        yield Stretch(place, sum(own))


def _words(segment: Segment, tokens: Sequence[tuple[Span, float]]) -> Iterator[_Word]:
    """Yield the words of a text, each with the highest value of a token in it."""
    text = segment.text
    values = [0.0] * (len(text) + 1)
    for span, value in tokens:
        for place in range(*span):
            values[place] = max(values[place], value)
    for start, end in _cut(segment):
        said = text[start:end]
        is_light = said.lower() in light_words() or not _INK.search(said)
        yield _Word(Span(start, end), max(values[start:end], default=0.0), is_light)


def _cut(segment: Segment) -> Iterable[tuple[int, int]]:
    text = segment.text
    # English may quote Chinese, and its letters are no words.
    if segment.language.is_chinese:
        # Not jieba, which takes half a second to load, before there is something to report.
        return ((start, end) for start, end in glosses.load().bounds(text) if not text[start:end].isspace())
    return (found.span() for found in _ENGLISH_WORD.finditer(text))
