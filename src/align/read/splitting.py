"""Lines that hold a text and its translation: "中文 / English", "標題 Title", "句子。A sentence."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from align.lang import CHINESE_ENDERS, CLOSERS
from align.read.lines import LATIN_WORD, tell_language, trim
from align.read.page import Piece
from align.read.wrapping import is_heading_like
from align.text import HAN, count_han
from align.types import BlockKind, Language, Span

_SEPARATOR = re.compile(r"\s+[/／|｜]\s+|／|\t+|[ \u3000]{3,}")
_CLOSING = re.escape("".join(sorted(CLOSERS)))
_CHINESE_END = re.compile(rf"[{re.escape(''.join(sorted(CHINESE_ENDERS)))}][{_CLOSING}]*")
_ENGLISH_END = re.compile(rf"[.!?][{_CLOSING}]*\s*(?=[\u4e00-\u9fff「『“《（])")
_LAST_CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef「」『』“”]+\s*(?=[A-Z0-9\"“‘'(])")

# English letters for one ideograph: about 3.5 in translations, under 2 where a name follows its description.
_LEAST_LETTERS = 1.2
_LEAST_LETTERS_UNMARKED = 2.0
_MOST_LETTERS = 14.0
_FEWEST_WORDS = 3
# A line with more separators than this is a list, and longer ones than that are not titles.
_MOST_BORDERS = 50


def split_piece(text: str, piece: Piece, *, loosely: bool) -> tuple[Piece, ...]:
    """Return the piece, or the Chinese and the English piece that it consists of.

    Both parts must be whole: a Chinese sentence that ends in a Latin name stays one. `loosely` splits
    headings also where nothing but a space stands between.
    """
    if piece.home is not None or piece.language is None:
        return (piece,)
    content = text[piece.span.start : piece.span.end]
    if not HAN.search(content) or not LATIN_WORD.search(content):
        return (piece,)
    for left, right in _borders(content, loosely=loosely and _may_be_title(piece, content)):
        languages = tell_language(content[slice(*left)]), tell_language(content[slice(*right)])
        offset = piece.span.start
        return tuple(
            replace(
                piece, span=Span(part.start + offset, part.end + offset), language=language, home=language
            )
            for part, language in zip((left, right), languages, strict=True)
        )
    return (piece,)


def _may_be_title(piece: Piece, content: str) -> bool:
    return piece.kind is BlockKind.HEADING or (piece.is_line and is_heading_like(content))


def _borders(content: str, *, loosely: bool) -> Iterator[tuple[Span, Span]]:
    size = len(content)
    for k, match in enumerate(_SEPARATOR.finditer(content)):
        if k >= _MOST_BORDERS:
            break
        left, right = trim(content, 0, match.start()), trim(content, match.end(), size)
        if _are_versions(content, left, right, _LEAST_LETTERS):
            yield left, right
    yield from _sentence_borders(content)
    if loosely:
        for match in _LAST_CHINESE.finditer(content):
            left, right = trim(content, 0, match.end()), trim(content, match.end(), size)
            if _are_versions(content, left, right, _LEAST_LETTERS_UNMARKED) and _is_one_script(content, left):
                yield left, right


def _sentence_borders(content: str) -> Iterator[tuple[Span, Span]]:
    """Yield the one border where Chinese sentences end and English ones begin, or the reverse."""
    han = [m.start() for m in (_first(HAN, content), _last_han(content)) if m]
    if len(han) < 2:
        return
    size = len(content)
    if after := _CHINESE_END.match(content, _skip_marks(content, han[1] + 1)):
        left, right = trim(content, 0, after.end()), trim(content, after.end(), size)
        is_sentence = content[right.start : right.end].rstrip("".join(CLOSERS)).endswith((".", "!", "?"))
        if (
            is_sentence
            and _is_english_run(content, right)
            and _are_versions(content, left, right, _LEAST_LETTERS)
        ):
            yield left, right
    ends = [m.end() for m in _ENGLISH_END.finditer(content, 0, han[0] + 1)]
    if ends and ends[-1] >= han[0] - 2:
        left, right = trim(content, 0, ends[-1]), trim(content, ends[-1], size)
        if _is_english_run(content, left) and _are_versions(content, left, right, _LEAST_LETTERS):
            yield left, right


def _first(pattern: re.Pattern[str], content: str) -> re.Match[str] | None:
    return pattern.search(content)


def _last_han(content: str) -> re.Match[str] | None:
    for at in range(len(content) - 1, -1, -1):
        if match := HAN.match(content, at):
            return match
    return None


def _skip_marks(content: str, at: int) -> int:
    """Return the offset after a number and closing marks, which may stand before the full stop."""
    match = re.compile(rf"[{_CLOSING}\d%％]{{0,12}}").match(content, at)
    return match.end() if match else at


def _is_english_run(content: str, span: Span) -> bool:
    part = content[span.start : span.end]
    return not HAN.search(part) and len(LATIN_WORD.findall(part)) >= _FEWEST_WORDS and not part[0].islower()


def _is_one_script(content: str, span: Span) -> bool:
    """Tell whether the Chinese part is Chinese throughout, as in a title without a Latin name."""
    return not LATIN_WORD.search(content[span.start : span.end])


def _are_versions(content: str, left: Span, right: Span, least: float) -> bool:
    """Tell whether one part is Chinese, the other English without Chinese, and their lengths agree."""
    parts = [content[span.start : span.end] for span in (left, right)]
    han = [count_han(part) for part in parts]
    if (han[0] == 0) == (han[1] == 0):
        return False
    chinese, english = (parts[0], parts[1]) if han[0] else (parts[1], parts[0])
    if tell_language(chinese) is not Language.ZH or tell_language(english) is not Language.EN:
        return False
    letters = sum(c.isalpha() for c in english) / (max(han))
    return least <= letters <= _MOST_LETTERS and "://" not in english
