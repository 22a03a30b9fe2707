"""Segment: blocks to sentences, each an exact slice without surrounding white space.

Every character of a block that is no white space lies in exactly one segment, in order. Headings,
pre-aligned fields and pre-segmented lines stay whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.lang import (
    ABBREVIATIONS,
    CHINESE_ENDERS,
    CLOSERS,
    ELLIPSIS_FOLLOWERS,
    ENCLOSURES,
    ENGLISH_SPEECH_VERBS,
    NUMBER_NOUNS,
    OPENERS,
    QUOTES,
    SHARED_ENDERS,
    SPEECH_VERBS,
    STARTERS,
    TITLES,
)
from align.text import HAN
from align.types import Block, BlockKind, Document, Language, Segment, Span

# Sentences in a quotation longer than this are worth telling apart.
_LONGEST_QUOTE = 300
# "Who is next?" asked the minister: the verb stands within so many characters.
_SPEECH_REACH = 14

_ENDERS = re.compile(f"[{re.escape(''.join(sorted(CHINESE_ENDERS | SHARED_ENDERS)))}]+")
_TAIL = re.compile(f"[{re.escape(''.join(sorted(CLOSERS | CHINESE_ENDERS | SHARED_ENDERS)))}]*")
_FOOTNOTES = re.compile(r"(?:\s?\[\d{1,3}\](?=\s|$)|\[\d{1,3}\]|[¹²³⁰-⁹])+")
_GLUED_FOOTNOTE = re.compile(r"\d{1,3}(?=\s+[A-Z“\"(])")
_WORD_BEFORE = re.compile(r"[^\s(\[{“‘\"'—–/（「『]+$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z][a-z]")
_ENGLISH_SPEECH = re.compile(rf"(?:[A-Z][\w’'-]*\s+){{0,3}}(?:{'|'.join(sorted(ENGLISH_SPEECH_VERBS))})\b")
_LIST_NUMBER = re.compile(r"\d{1,2}|[A-Za-z]")
_PAUSES = frozenset("，、；：,;:")


def segment(document: Document) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Return the segments of the source side and of the target side."""
    is_whole = document.presegmented or document.prealigned is not None
    return _segment_side(document.source, is_whole), _segment_side(document.target, is_whole)


def _segment_side(blocks: Sequence[Block], is_whole: bool) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    for number, block in enumerate(blocks):
        if is_whole or block.kind is BlockKind.HEADING:
            places = [block.place]
        else:
            places = [block.place.part(*span) for span in split_sentences(block.text, block.language)]
        for place in places:
            segments.append(Segment(place, block.language, block.kind, len(segments), number))
    return tuple(segments)


def split_sentences(text: str, language: Language) -> list[Span]:
    """Return the sentences of `text` as spans within it; none when it is blank.

    Full stops are judged by what stands around them, so that the language matters only where a full
    stop meets the other script.
    """
    splitter = _Splitter(text, language)
    spans = []
    start = 0
    for end in splitter.find_ends():
        spans.append(_trim(text, start, end))
        start = end
    spans.append(_trim(text, start, len(text)))
    return _merge_marks(text, [span for span in spans if span.start < span.end])


def _trim(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    left = start + len(part) - len(part.lstrip())
    return Span(left, max(left, start + len(part.rstrip())))


def _merge_marks(text: str, spans: list[Span]) -> list[Span]:
    """Give spans of nothing but marks to the sentence before, or else to the one after."""
    merged: list[Span] = []
    for span in spans:
        is_marks = not any(c.isalnum() for c in text[span.start : span.end])
        before_is_marks = len(merged) == 1 and not any(
            c.isalnum() for c in text[merged[0].start : merged[0].end]
        )
        if merged and (is_marks or before_is_marks):
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


@dataclass(frozen=True, slots=True)
class _Enclosure:
    """An outermost pair of brackets or quotes, as the offsets of both marks."""

    start: int
    end: int
    mark: str


def _find_enclosures(text: str) -> list[_Enclosure]:
    """Return the outermost pairs, in order; marks without a partner enclose nothing."""
    pairs: list[_Enclosure] = []
    waiting: dict[str, list[int]] = {}
    straight = [m.start() for m in re.finditer('"', text)]
    if len(straight) % 2 == 0:
        pairs += [_Enclosure(a, b, '"') for a, b in zip(straight[::2], straight[1::2], strict=True)]
    for match in _BRACKET.finditer(text):
        mark = match[0]
        if mark in ENCLOSURES:
            waiting.setdefault(ENCLOSURES[mark], []).append(match.start())
        elif waiting.get(mark):
            pairs.append(_Enclosure(waiting[mark].pop(), match.start(), mark))
    outermost: list[_Enclosure] = []
    for pair in sorted(pairs, key=lambda p: (p.start, -p.end)):
        if pair.end - pair.start <= _LONGEST_QUOTE and (not outermost or pair.start > outermost[-1].end):
            outermost.append(pair)
    return outermost


# Single curly quotes are apostrophes too often to pair.
_BRACKET = re.compile(
    f"[{re.escape(''.join(sorted((set(ENCLOSURES) | set(ENCLOSURES.values())) - set('‘’'))))}]"
)


class _Splitter:
    """Judges the enders of one text from left to right; each judgement looks at a few characters only."""

    def __init__(self, text: str, language: Language) -> None:
        self._text = text
        self._language = language
        self._enclosures = _find_enclosures(text)
        self._starts = [e.start for e in self._enclosures]

    def find_ends(self) -> Iterator[int]:
        """Yield the offset after each sentence but the last."""
        text, start, at = self._text, 0, 0
        while match := _ENDERS.search(text, at):
            run = Span(match.start(), match.end())
            end = self._extend(run)
            at = max(run.end, end)
            if end < len(text) and self._is_end(start, run, end):
                yield end
                start = end

    # --- extent -----------------------------------------------------------------------------------

    def _extend(self, run: Span) -> int:
        """Return the offset after the closing marks and footnotes that belong to the enders."""
        end = _TAIL.match(self._text, run.end).end()  # type: ignore[union-attr]
        for k in range(run.end, end):
            char = self._text[k]
            if char == '"' and self._opens(k):
                end = k
                break
            if char == "'" and self._text[k + 1 : k + 2].isalpha():
                end = k
                break
        notes = _FOOTNOTES.match(self._text, end)
        if notes:
            return notes.end()
        if self._text[run.end - 1] == "." and self._text[max(0, run.start - 3) : run.start].isalpha():
            glued = _GLUED_FOOTNOTE.match(self._text, end)
            return glued.end() if glued else end
        return end

    def _opens(self, offset: int) -> bool:
        k = bisect_right(self._starts, offset) - 1
        return k >= 0 and self._enclosures[k].start == offset

    def _enclosure_at(self, offset: int) -> _Enclosure | None:
        k = bisect_right(self._starts, offset) - 1
        return self._enclosures[k] if k >= 0 and offset < self._enclosures[k].end else None

    # --- judgement --------------------------------------------------------------------------------

    def _is_end(self, start: int, run: Span, end: int) -> bool:
        """Tell whether the sentence that began at `start` ends with the enders at `run`."""
        enclosure = self._enclosure_at(run.start)
        if enclosure is None:
            return self._ends_here(start, run, end)
        # A sentence that began inside was split off there, so the brackets do stand alone.
        opens_sentence = start > enclosure.start or self._skip_space(start) == enclosure.start
        if end <= enclosure.end:  # more follows inside the brackets
            return opens_sentence and self._stands_alone(enclosure) and self._ends_here(start, run, end)
        if not self._ends_here(start, run, end):
            return False
        if any(c in CHINESE_ENDERS | SHARED_ENDERS for c in self._text[enclosure.end + 1 : end]):
            return True
        return self._ends_with_enclosure(enclosure, run, end, opens_sentence=opens_sentence)

    def _ends_with_enclosure(
        self, enclosure: _Enclosure, run: Span, end: int, *, opens_sentence: bool
    ) -> bool:
        """Tell whether the full stop before a closing mark also ends the sentence outside."""
        if self._text[enclosure.start] not in QUOTES:
            return opens_sentence and self._text[enclosure.start] in "(（"
        if self._is_attributed(end):
            return False
        if not self._is_chinese_at(run.start, end):
            return True
        before = self._text[max(0, enclosure.start - 9) : enclosure.start].rstrip()[-1:]
        if before in ("：", ":"):
            return True
        return opens_sentence and self._text[run.end - 1] not in "？！?!"

    def _is_chinese_at(self, before: int, after: int) -> bool:
        around = self._text[max(0, before - 1) : before] + self._text[after : after + 3]
        return self._language.is_chinese or bool(HAN.search(around))

    def _stands_alone(self, enclosure: _Enclosure) -> bool:
        """Tell whether what a bracket or quote encloses is whole sentences, with none around it."""
        text = self._text
        last = text[enclosure.end - 1]
        if last not in CHINESE_ENDERS | SHARED_ENDERS or text[enclosure.start] not in QUOTES | {"(", "（"}:
            return False
        after = self._skip_space(enclosure.end + 1)
        if after >= len(text):
            return True
        return not (self._is_attributed(after) or text[after] in _PAUSES or text[after].islower())

    def _is_attributed(self, offset: int) -> bool:
        """Tell whether who said it follows a quotation, as 他說 does in 「……。」他說."""
        offset = self._skip_space(offset)
        if _ENGLISH_SPEECH.match(self._text, offset):
            return True
        clause = re.split("[，。：:,！？「“]", self._text[offset : offset + _SPEECH_REACH])[0]
        return clause.removesuffix("道").endswith(tuple(SPEECH_VERBS))

    def _ends_here(self, start: int, run: Span, end: int) -> bool:
        """Tell whether enders outside of any bracket end a sentence."""
        marks = self._text[run.start : run.end]
        following = self._skip_space(end)
        if following >= len(self._text):
            return False
        if self._text[following] in _PAUSES:
            return False
        if any(c in CHINESE_ENDERS for c in self._text[run.start : end]):
            return True
        if any(c in "?!‽" for c in marks):
            return self._question_ends(run, end, following)
        if len(marks) > 1 or marks in "…⋯":
            return self._ellipsis_ends(run, end, following)
        return self._full_stop_ends(start, run, end, following)

    def _skip_space(self, offset: int) -> int:
        text = self._text
        while offset < len(text) and text[offset].isspace():
            offset += 1
        return offset

    def _before(self, run: Span) -> str:
        return self._text[run.start - 1 : run.start] if run.start else ""

    def _starts_sentence(self, offset: int) -> bool:
        char = self._text[offset]
        return not char.islower() or bool(_BRAND.match(self._text, offset))

    def _question_ends(self, run: Span, end: int, following: int) -> bool:
        before, after = self._before(run), self._text[following]
        if (
            self._language.is_chinese
            and end == run.end
            and before.isascii()
            and before.isalpha()
            and HAN.match(after)
        ):
            return False  # Yahoo! 奇摩
        if following > end:
            return self._starts_sentence(following) and not self._is_attributed_quote(run, end)
        if end > run.end or HAN.match(before):  # a closing mark, or Chinese: no space is needed
            return self._starts_sentence(end) and not self._is_attributed_quote(run, end)
        return bool(HAN.match(after)) and not before.isalpha()

    def _is_attributed_quote(self, run: Span, end: int) -> bool:
        return end > run.end and self._is_attributed(end)

    def _ellipsis_ends(self, run: Span, end: int, following: int) -> bool:
        after = self._text[following]
        if following > end or end > run.end:
            return self._starts_sentence(following)
        return (
            bool(HAN.match(after)) and after not in ELLIPSIS_FOLLOWERS and bool(HAN.match(self._before(run)))
        )

    def _full_stop_ends(self, start: int, run: Span, end: int, following: int) -> bool:
        before, after = self._before(run), self._text[following]
        if HAN.match(before):
            return following > end or end > run.end or not (after.isdigit() or after.islower())
        if HAN.match(after):
            return not self._language.is_chinese and not self._is_abbreviation(start, run, following)
        if following == end and end == run.end:  # "example.com", "3.2"
            return False
        return self._starts_sentence(following) and not self._is_abbreviation(start, run, following)

    def _is_abbreviation(self, start: int, run: Span, following: int) -> bool:
        """Tell whether a full stop belongs to the word before it and does not end the sentence too."""
        found = _WORD_BEFORE.search(self._text, max(start, run.start - 30), run.start)
        if not found:
            return False
        word, offset = found[0], found.start()
        after = self._text[following]
        if word in TITLES:
            return True
        if word.lower() in NUMBER_NOUNS and (after.isdigit() or after in "IVX"):
            return True
        if self._skip_space(start) == offset and _LIST_NUMBER.fullmatch(word):
            return True
        is_initial = len(word) == 1 and word.isupper()
        if is_initial or _ACRONYM.fullmatch(word) or word.lower() in ABBREVIATIONS:
            return not self._is_starter(following)
        return False

    def _is_starter(self, offset: int) -> bool:
        while offset < len(self._text) and self._text[offset] in OPENERS:
            offset += 1
        word = _WORD.match(self._text, offset)
        return bool(word) and word[0].lower() in STARTERS and word[0][0].isupper()  # type: ignore[index]
