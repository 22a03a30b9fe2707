"""Segments without a counterpart, and text left in the other language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from align.checks.base import Context, Yielded, rule
from align.text import HAN_RUN, LATIN_RUN, count_han, count_latin
from align.types import BlockKind, Finding, Language, Pair, Place, Segment, Severity, Tally

# When the pairs were given, so that a blank side is a fact.
_GIVEN_CONFIDENCE = 0.95
_QUOTED_LENGTH = 40

_URL = re.compile(r"(?:https?://|www\.)\S+|\b\S+@\S+")
# Words between names, and those of citations.
_LINKING = frozenset(
    ["a", "an", "and", "at", "by", "de", "et", "al", "for", "from", "in", "no", "of", "on", "or", "p", "pp"]
)


@rule("omission", "accuracy/omission", Severity.MAJOR)
def check_omission(pairs: Sequence[Pair], _: Context) -> Yielded:
    """Source text has no translation.

    A heading, bullet or sentence of the source that no text of the target translates. The finding
    also marks the place in the target where the translation should stand.

    Bad: 出口下降。進口持平。 / Exports fell.
    Good: 出口下降,進口持平。 / Exports fell while imports were flat.
    """
    for pair in pairs:
        if pair.source and not pair.target:
            yield _uncovered("omission", "accuracy/omission", pair, pair.source, pair.target_gap)
    yield Tally("segments", sum(len(pair.source) for pair in pairs))


@rule("addition", "accuracy/addition", Severity.MAJOR)
def check_addition(pairs: Sequence[Pair], _: Context) -> Yielded:
    """Target text translates nothing.

    A heading, bullet or sentence of the target that stands for no text of the source.

    Bad: 出口下降。 / Exports fell. Analysts were alarmed.
    Good: 出口下降,分析師為之震驚。 / Exports fell. Analysts were alarmed.
    """
    for pair in pairs:
        if pair.target and not pair.source:
            yield _uncovered("addition", "accuracy/addition", pair, pair.target, pair.source_gap)


def _uncovered(
    rule_id: str, category: str, pair: Pair, segments: Sequence[Segment], gap: Place | None
) -> Finding:
    places = tuple(segment.place for segment in segments)
    gaps = (gap,) if gap else ()
    what = "heading" if pair.kind is BlockKind.HEADING else "text"
    is_omission = rule_id == "omission"
    message = f"{what} is not translated" if is_omission else f"{what} has no source"
    return Finding(
        rule=rule_id,
        category=category,
        severity=Severity.MAJOR,
        confidence=_GIVEN_CONFIDENCE if pair.confidence is None else pair.confidence,
        message=f"{message}: {_quote(places[0].text)}",
        explanation=f"no {'target' if is_omission else 'source'} text near its place means the same",
        source=places if is_omission else gaps,
        target=gaps if is_omission else places,
        pair=pair,
        evidence=(("characters", sum(len(place.text) for place in places)),),
    )


def _quote(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUOTED_LENGTH else flat[:_QUOTED_LENGTH].rstrip() + " …"


@rule("untranslated", "accuracy/untranslated", Severity.MAJOR)
def check_untranslated(pairs: Sequence[Pair], _: Context) -> Yielded:
    """Text is left in the source language.

    Chinese words in an English translation, or a segment of a Chinese translation that is English
    still. Chinese in brackets or quotation marks, as a gloss beside its translation, is let pass,
    and so are Latin names, citations and addresses in Chinese text.

    Bad: 啟動快速恢復機制 / triggered the 快速恢復 mechanism
    Good: 啟動快速恢復機制 / triggered the snapback mechanism (快速恢復機制)
    """
    compared = 0
    for pair in pairs:
        for segment in pair.target if pair.source else ():
            compared += 1
            source_language = pair.source[0].language
            if source_language.is_chinese:
                yield from _chinese_left(pair, segment)
            elif _is_english(segment.text) and not _is_kept(pair, segment):
                yield _left(pair, segment.place, Language.EN)
    yield Tally("target segments", compared)


# Brackets and quotation marks in which a translator may show the original.
_OPENING, _CLOSING = "(（[「『“《", ")）]」』”》"
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)|‘(?=\d)")
# An inch mark follows a figure.
_INCH = re.compile(r'(?<=\d)"')


def _chinese_left(pair: Pair, segment: Segment) -> Iterator[Finding]:
    runs = list(HAN_RUN.finditer(segment.text))
    enclosed = _enclosed(segment.text) if runs else []
    for run in runs:
        if not enclosed[run.start()]:
            yield _left(pair, segment.place.part(*run.span()), Language.ZH)


def _enclosed(text: str) -> list[bool]:
    """Return for each character whether it lies within brackets or quotation marks."""
    steps = [0] * (len(text) + 1)
    depth = 0
    for index, char in enumerate(text):
        if char in _OPENING:
            depth, steps[index] = depth + 1, 1
        elif char in _CLOSING and depth:
            # A closing one without its opening, as in "1)" or ":)", closes nothing.
            depth, steps[index] = depth - 1, -1
    for start, end in _quotes(text):
        steps[start] += 1
        steps[end] -= 1
    return [level > 0 for level in accumulate(steps)]


def _quotes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where quotations in marks that are no brackets begin and end; an unpaired mark is none."""
    straight = curly = -1
    apostrophes = {match.start() for match in _APOSTROPHE.finditer(text)}
    inches = {match.start() for match in _INCH.finditer(text)}
    for index, char in enumerate(text):
        if char == '"' and straight >= 0:
            yield straight, index
            straight = -1
        elif char == '"' and index not in inches:
            straight = index
        elif char == "‘" and index not in apostrophes:
            curly = index
        elif char == "’" and curly >= 0 and index not in apostrophes:
            yield curly, index
            curly = -1


def _is_english(text: str) -> bool:
    return count_han(text) == 0 and count_latin(text) >= 12 and " " in text.strip()


def _is_kept(pair: Pair, segment: Segment) -> bool:
    """Return whether a segment is a citation, names or an address that translators leave as they are."""
    text = _URL.sub(" ", segment.text)
    if " ".join(segment.text.split()) not in " ".join(pair.source_text.split()):
        return False
    words = [word for word in LATIN_RUN.findall(text) if word not in _LINKING]
    if segment.kind is BlockKind.HEADING and words:
        # A heading has capitals because it is one.
        return False
    plain = [word for word in words if word[0].islower()]
    return len(plain) * 5 <= len(words)


def _left(pair: Pair, place: Place, language: Language) -> Finding:
    name = "Chinese" if language.is_chinese else "English"
    same = [part for part in (s.place.part(*_where(s.text, place.text)) for s in pair.source) if part.text]
    return Finding(
        rule="untranslated",
        category="accuracy/untranslated",
        severity=Severity.MAJOR,
        confidence=0.95,
        message=f"{name} left in the translation: {_quote(place.text)}",
        explanation=f"the target is {'English' if language.is_chinese else 'Chinese'} around it",
        source=tuple(same),
        target=(place,),
        pair=pair,
        evidence=(("characters", len(place.text)),),
    )


def _where(text: str, part: str) -> tuple[int, int]:
    start = text.find(part)
    return (start, start + len(part)) if start >= 0 else (0, 0)
