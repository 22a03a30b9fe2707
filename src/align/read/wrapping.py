"""Telling a hard-wrapped line from a new paragraph, and a heading from either."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.lang import CLOSERS
from align.read.lines import LATIN_WORD, Line, measure, tell_language
from align.text import HAN, count_han, display_width
from align.types import Language

# Nobody wraps lines by hand beyond this many columns; longer lines are whole paragraphs.
_WIDEST_WRAP = 130
# A line shorter than this ended because its text did. Headings are shorter, wrapped lines longer.
_NARROWEST_WRAP = {Language.ZH: 44, Language.EN: 56}
_LONGEST_HEADING = {Language.ZH: 32, Language.EN: 14}
_HEADING_COLUMNS = 90

_FINAL = frozenset("。．｡.!！?？…⋯:：;；")
_UNFINISHED = frozenset("，、,/／(（「『“《-–—")
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁰-⁹]){1,3}$")
_FIRST_TOKEN = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]{1,80}"
)
_SMALL_WORDS = 3


@dataclass(frozen=True, slots=True)
class Region:
    """Lines between two blank ones.

    Attributes:
        width: Columns at which they seem to be wrapped, or 0 when they are not.
        is_wrapped: Whether some line runs on into the next in mid-sentence at that width.
    """

    width: int = 0
    is_wrapped: bool = False


def survey(text: str, lines: Sequence[Line]) -> Region:
    """Return how the lines of one region are wrapped."""
    widths = [measure(text, line) for line in lines]
    width = max(widths, default=0)
    if width > _WIDEST_WRAP or len(lines) < 2:
        return Region()
    runs_on = any(
        _is_full(text, line, following, width) and not ends_finally(text, line) and not is_title(text, line)
        for line, following in pairwise(lines)
    )
    return Region(width, runs_on)


def continues(text: str, line: Line, following: Line, region: Region) -> bool:
    """Tell whether `following` carries on the sentence or paragraph that `line` belongs to."""
    language, next_language = (tell_language(text[x.start : x.end]) for x in (line, following))
    if (
        language
        and next_language
        and language is not next_language
        and _is_pure(text, following, next_language)
    ):
        return False
    if language is not Language.ZH and text[following.start].islower():
        return True
    if text[line.end - 1] in _UNFINISHED:
        return True
    if not region.width or not _is_full(text, line, following, region.width):
        return False
    return region.is_wrapped if ends_finally(text, line) else not is_title(text, line)


def _is_pure(text: str, line: Line, language: Language) -> bool:
    """Tell whether a line is wholly in its language, and not the tail of a sentence in the other one."""
    content = text[line.start : line.end][:4000]
    if language is Language.ZH:
        return not LATIN_WORD.search(content) or count_han(content) >= 4
    return not HAN.search(content) and len(LATIN_WORD.findall(content)) >= _SMALL_WORDS


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Tell whether the next line's first word would not have fitted on this line."""
    own = measure(text, line)
    language = tell_language(text[line.start : line.end]) or Language.EN
    if own < _NARROWEST_WRAP[language]:
        return False
    token = _FIRST_TOKEN.match(text, following.start, following.end)
    # Two columns of grace for a bracket or comma that may not start a line.
    return own + 1 + display_width(token[0] if token else "") + 2 > width


def ends_finally(text: str, line: Line) -> bool:
    """Tell whether a line ends as a sentence, clause or lead-in does."""
    return _last_character(text[max(line.start, line.end - 40) : line.end]) in _FINAL


def _last_character(text: str) -> str:
    return _FOOTNOTE.sub("", text).rstrip("".join(CLOSERS) + " *_")[-1:]


def is_title(text: str, line: Line) -> bool:
    """Tell whether an English line is set in title case, as headings are and sentences are not."""
    words = LATIN_WORD.findall(text[line.start : line.end][:200])
    long_words = [word for word in words if len(word) > _SMALL_WORDS]
    return 2 <= len(words) <= 16 and bool(long_words) and all(word[0].isupper() for word in long_words)


def is_heading_like(content: str) -> bool:
    """Tell whether a text could be a heading: short, one line, and not a sentence."""
    if len(content) > _HEADING_COLUMNS or display_width(content) > _HEADING_COLUMNS:
        return False
    language = tell_language(content)
    if language is None or _last_character(content) in _FINAL - frozenset("?？!！"):
        return False
    if language is Language.ZH:
        return count_han(content) <= _LONGEST_HEADING[language] and content[-1] not in _UNFINISHED
    first = next((c for c in content if c.isalnum()), "")
    words = len(LATIN_WORD.findall(content))
    return not first.islower() and words <= _LONGEST_HEADING[language] and content[-1] not in _UNFINISHED
