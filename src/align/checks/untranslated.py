"""Text left in the source language, or in a language that is neither of the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from align.checks.base import Context, Yielded, rule
from align.checks.quoting import quote
from align.knowledge import glosses
from align.text import HAN, HAN_RUN, LATIN_RUN, OTHER_SCRIPT_RUN, count_han, count_latin
from align.types import BlockKind, Finding, Pair, Place, Segment, Severity, Tally

# Addresses, and names of accounts and of files.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s（）()「」，。]+|[\w.+-]{0,64}[@#][\w.-]+|\b[\w-]{1,64}(?:[./_\\][\w-]{1,64})+"
)
# Words between names, and those of citations.
_LINKING = frozenset(
    ["a", "an", "and", "at", "by", "de", "et", "al", "for", "from", "in", "no", "of", "on", "or", "p", "pp"]
)
# Marks that may stand within Chinese text, so that a sentence is one finding.
_CHINESE_TEXT = re.compile(rf"{HAN_RUN.pattern}(?:[\s\d，、；：。！？…—·%％-]{{1,12}}{HAN_RUN.pattern})*")
# What may stand before Chinese in the brackets of a gloss: "(in Chinese, 快速恢復)".
_LABELS = frozenset([
    "in", "chinese", "mandarin", "literally", "lit", "or", "also", "known", "as", "called", "original", "the",
    "traditional", "simplified", "characters", "character", "pinyin", "romanized", "name", "term", "and",
])  # fmt: skip
# English words at home in Chinese text.
_LOANWORDS = frozenset([
    "app", "apps", "email", "emails", "mail", "wifi", "podcast", "podcasts", "blog", "blogs", "vlog", "vlogs",
    "online", "offline", "hashtag", "emoji", "token", "tokens", "chatbot", "bitcoin", "deepfake", "cookie",
    "cookies", "versus", "meme", "memes", "rap", "rock", "logo", "logos", "http", "https", "html", "beta",
])  # fmt: skip
_SHORTEST = 4
_ENGLISH_RUN = re.compile(r"(?<![a-zA-Z0-9_@#./&'’-])[A-Za-z]+(?:[ '’-][A-Za-z]+)*(?![a-zA-Z0-9_@#./&'’-])")
# A translation that follows: "snapback（快速恢復）".
_BESIDE = re.compile(rf"\s*[(（「『“]\s*{HAN.pattern}")
# One letter of another script is a sign.
_FEWEST_LETTERS = 2
# A segment of more ideographs than this, and than letters, is Chinese and no name that is quoted.
_MOST_QUOTED = 12


@rule("untranslated", "accuracy/untranslated", Severity.MAJOR)
def check_untranslated(pairs: Sequence[Pair], _: Context) -> Yielded:
    """Text is left in the source language.

    Chinese words in an English translation; English words, or a segment that is English still, in a
    Chinese one; words in a script that is neither's and that the source does not have. The original in
    brackets or quotation marks, as a gloss beside its translation, is let pass, and so are Latin names,
    abbreviations, citations and addresses in Chinese text.

    Bad: 啟動快速恢復機制 / triggered the 快速恢復 mechanism
    Good: 啟動快速恢復機制 / triggered the snapback mechanism (快速恢復機制)
    """
    compared = 0
    for pair in pairs:
        for segment in pair.target if pair.source else ():
            compared += 1
            enclosed = _Lazy(segment.text)
            if pair.source[0].language.is_chinese:
                yield from _chinese_left(pair, segment, enclosed)
            elif not HAN.search(segment.text):
                if _is_english(segment.text) and not _is_kept(pair, segment):
                    yield _left(pair, segment.place, "English")
            else:
                yield from _english_left(pair, segment, enclosed)
            yield from _strange(pair, segment, enclosed)
    yield Tally("target segments", compared)


# ---------------------------------------------------------------- Chinese in English


def _chinese_left(pair: Pair, segment: Segment, enclosed: _Lazy) -> Iterator[Finding]:
    han, latin = count_han(segment.text), count_latin(segment.text)
    if han > _MOST_QUOTED and han > latin:
        yield _left(pair, segment.place, "Chinese")
        return
    for run in _CHINESE_TEXT.finditer(segment.text):
        if not enclosed[run.start()] or _is_within_phrase(segment.text, run.start()):
            yield _left(pair, segment.place.part(*run.span()), "Chinese")


def _is_within_phrase(text: str, start: int) -> bool:
    """Whether Chinese in round brackets goes on an English phrase in them: "(including stray 猫)"."""
    before = text[max(0, start - 100) : start]
    opening = max(before.rfind("("), before.rfind("（"))
    if opening < 0 or not before.endswith(" "):
        return False
    words = [word for word in LATIN_RUN.findall(before[opening:]) if word.islower()]
    is_apart = before.rstrip()[-1:] in ",;:，；：–—"
    return len(words) > 1 and not is_apart and not _LABELS.issuperset(words)


# ---------------------------------------------------------------- English in Chinese


def _english_left(pair: Pair, segment: Segment, enclosed: _Lazy) -> Iterator[Finding]:
    """Yield the lower-case English words that Chinese text shares with its source."""
    text = segment.text
    if not re.search(rf"[a-z]{{{_SHORTEST}}}", text):
        return
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    source = pair.source_text
    for run in _ENGLISH_RUN.finditer(text):
        if (
            _is_translatable(run.group())
            and re.search(rf"\b{re.escape(run.group())}\b", source)
            and not any(start <= run.start() < end for start, end in addresses)
            and not enclosed[run.start()]
            and not _BESIDE.match(text, run.end())
        ):
            several = " " in run.group()
            yield _left(pair, segment.place.part(*run.span()), "English", confidence=0.9 if several else 0.75)


def _is_translatable(phrase: str) -> bool:
    """Whether most words of a phrase are plain ones that Chinese has words for."""
    words = re.split("[ '’-]", phrase)
    plain = [word for word in words if word.islower() and word not in _LINKING and word not in _LOANWORDS]
    if not any(len(word) >= _SHORTEST for word in plain) or len(plain) * 2 <= len(words):
        return False
    vocabulary = glosses.load().vocabulary
    known = [word for word in plain if vocabulary.intersection(glosses.stems(word))]
    return len(known) * 2 >= len(plain)


def _is_english(text: str) -> bool:
    return count_latin(text) >= 12 and " " in text.strip()


def _is_kept(pair: Pair, segment: Segment) -> bool:
    """Return whether a segment is a citation, names or an address that translators leave as they are."""
    text = _ADDRESS.sub(" ", segment.text)
    if " ".join(segment.text.split()) not in " ".join(pair.source_text.split()):
        return False
    words = [word for word in LATIN_RUN.findall(text) if word not in _LINKING]
    if segment.kind is BlockKind.HEADING and words:
        # A heading has capitals because it is one.
        return False
    plain = [word for word in words if word[0].islower()]
    return len(plain) * 5 <= len(words)


# ---------------------------------------------------------------- other scripts


def _strange(pair: Pair, segment: Segment, enclosed: _Lazy) -> Iterator[Finding]:
    """Yield words in a script of neither language that the source does not have."""
    if segment.text.isascii():
        return
    source = ""
    for run in OTHER_SCRIPT_RUN.finditer(segment.text):
        letters = sum(char.isalpha() for char in run.group())
        if letters < _FEWEST_LETTERS or enclosed[run.start()] or _is_formula(segment.text, run):
            continue
        source = source or pair.source_text
        if run.group() not in source:
            yield _left(pair, segment.place.part(*run.span()), str(run.lastgroup), confidence=0.9)


def _is_formula(text: str, run: re.Match[str]) -> bool:
    """Whether Greek letters are signs, as in "αβ T cells" and "Δt", and not a word."""
    joined = text[run.start() - 1 : run.start()] + text[run.end() : run.end() + 1]
    return run.lastgroup == "Greek" and (len(run.group()) < 4 or any(c.isalnum() for c in joined))


# ---------------------------------------------------------------- brackets and quotation marks

# Within these a translator may show the original.
_OPENING, _CLOSING = "(（[［「『“《〈【〔", ")）]］」』”》〉】〕"
_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)|‘(?=\d)")
# An inch mark follows a figure.
_INCH = re.compile(r'(?<=\d)"')


class _Lazy:
    """For each character of a text whether it lies within brackets or quotation marks; found when asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._levels: list[bool] | None = None

    def __getitem__(self, index: int) -> bool:
        if self._levels is None:
            self._levels = _enclosed(self._text)
        return self._levels[index]


def _enclosed(text: str) -> list[bool]:
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


def _left(pair: Pair, place: Place, name: str, *, confidence: float = 0.95) -> Finding:
    same = [part for part in (s.place.part(*_where(s.text, place.text)) for s in pair.source) if part.text]
    target = "English" if pair.source[0].language.is_chinese else "Chinese"
    return Finding(
        rule="untranslated",
        category="accuracy/untranslated",
        severity=Severity.MAJOR,
        confidence=confidence,
        message=f"{name} left in the translation: {quote(place.text)}",
        explanation=f"the target is {target} around it",
        source=tuple(same),
        target=(place,),
        pair=pair,
        evidence=(("characters", len(place.text)),),
    )


def _where(text: str, part: str) -> tuple[int, int]:
    start = text.find(part)
    return (start, start + len(part)) if start >= 0 else (0, 0)
