"""Pieces to sides: which language each stands for, in whatever order a document has its languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from align.errors import InputError, MonolingualError
from align.read.fields import join_fields
from align.read.lines import LATIN_WORD
from align.read.page import Page, Piece
from align.read.splitting import split_piece
from align.text import count_han, script_votes
from align.types import Block, BlockKind, Document, Gap, Language, Place, Span

# Languages take turns, rather than one half each, when more than this share is on the wrong side of
# the best border. Pairs in turn are wrong by a third and more.
_MOST_STRAYS = 0.2
# One long piece must not outweigh all others.
_WEIGHT_CAP = 200
# So many ideographs tell Traditional from Simplified.
_SCRIPT_SAMPLE = 20_000


def arrange_one(page: Page, source: Language) -> Document:
    """Return the document that one file with both languages holds.

    Raises:
        InputError: It lacks one of the languages.
    """
    text = page.file.text
    pieces = _split(text, page.pieces, loosely=False)
    homes, in_halves = _assign(pieces)
    if not in_halves:
        pieces = _split(text, pieces, loosely=True)
        homes, _ = _assign(pieces)
    _require_both(page, homes)
    sides = [
        (page, [replace(p, home=home) for p, home in zip(pieces, homes, strict=True) if home is language])
        for language in (Language.ZH, Language.EN)
    ]
    return _build((page,), sides, source)


def arrange_two(first: Page, second: Page, source: Language) -> Document:
    """Return the document that two files hold, one language each, given in either order.

    Raises:
        InputError: They are in the same language, or one holds no text.
    """
    languages = [main_language(page) for page in (first, second)]
    if languages[0] is languages[1] or None in languages:
        raise InputError(
            f"need one Chinese and one English file, but {first.file.path} is {_describe(languages[0])} "
            f"and {second.file.path} is {_describe(languages[1])}",
            hint="give the Chinese and the English version of the same brief",
        )
    pages = (first, second) if languages[0] is Language.ZH else (second, first)
    sides = [
        (page, [replace(piece, home=language) for piece in _fill(page.pieces)])
        for page, language in zip(pages, (Language.ZH, Language.EN), strict=True)
    ]
    return _build(pages, sides, source)


def main_language(page: Page) -> Language | None:
    """Return the language that most of a file is in, or None when it holds neither."""
    weights = {Language.ZH: 0, Language.EN: 0}
    for piece in page.pieces:
        if piece.language is not None:
            weights[piece.language] += _weight(piece)
    if not any(weights.values()):
        return None
    return Language.ZH if weights[Language.ZH] >= weights[Language.EN] else Language.EN


def languages_in(page: Page) -> frozenset[Language]:
    """Return the languages that have at least one piece of their own."""
    pieces = _split(page.file.text, page.pieces, loosely=True)
    return frozenset(piece.language for piece in pieces if piece.language is not None)


def _describe(language: Language | None) -> str:
    return (
        {Language.ZH: "Chinese", Language.EN: "English"}.get(language, "neither") if language else "neither"
    )


def _weight(piece: Piece) -> int:
    return min(piece.span.end - piece.span.start, _WEIGHT_CAP)


def _split(text: str, pieces: Iterable[Piece], *, loosely: bool) -> list[Piece]:
    return [part for piece in pieces for part in split_piece(text, piece, loosely=loosely)]


def _fill(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with a language each: those of neither script follow their neighbours."""
    current = next((p.language for p in pieces if p.language is not None), None)
    filled = []
    for piece in pieces:
        current = piece.language or current
        filled.append(replace(piece, language=current))
    return filled


def _assign(pieces: Sequence[Piece]) -> tuple[list[Language | None], bool]:
    """Return the side of each piece, and whether each language has one half of the file."""
    filled = _fill(pieces)
    free = [k for k, piece in enumerate(filled) if piece.home is None]
    halves = _find_halves([filled[k] for k in free])
    homes = [piece.home or piece.language for piece in filled]
    for k, home in zip(free, halves or (), strict=False):
        homes[k] = home
    return homes, halves is not None


def _find_halves(pieces: Sequence[Piece]) -> list[Language] | None:
    """Return the side of each piece if the languages have one half each, but for a few strays."""
    is_chinese = [piece.language is Language.ZH for piece in pieces]
    if len(set(is_chinese)) < 2:
        return None
    weights = [_weight(piece) for piece in pieces]
    total = sum(weights)
    best = None
    for first in (True, False):
        count = _strays([1] * len(pieces), is_chinese, first=first)
        size = _strays(weights, is_chinese, first=first)
        for border in range(1, len(pieces)):
            shares = count[border] / len(pieces), size[border] / total
            if max(shares) <= _MOST_STRAYS and (best is None or sum(shares) < best[0]):
                best = sum(shares), first, border
    if best is None or not _both_at_home(is_chinese, best[1], best[2]):
        return None
    _, first, border = best
    return [Language.ZH if (k < border) is first else Language.EN for k in range(len(pieces))]


def _strays(weights: Sequence[int], is_chinese: Sequence[bool], *, first: bool) -> list[int]:
    """Return for each border the weight on the wrong side, if the Chinese comes `first`."""
    before = [0, *accumulate(w if c is not first else 0 for w, c in zip(weights, is_chinese, strict=True))]
    after = [0, *accumulate(w if c is first else 0 for w, c in zip(weights, is_chinese, strict=True))]
    return [b + after[-1] - a for b, a in zip(before, after, strict=True)]


def _both_at_home(is_chinese: Sequence[bool], first: bool, border: int) -> bool:
    return first in is_chinese[:border] and (not first) in is_chinese[border:]


def _require_both(page: Page, homes: Sequence[Language | None]) -> None:
    path, text = page.file.path, page.file.text
    han, words = count_han(text), len(LATIN_WORD.findall(text))
    hint = "if the {} is in a file of its own, give both files"
    if Language.ZH not in homes:
        found = f"{words:,} English word{'s' * (words != 1)}" + (
            f", {han:,} Chinese character{'s' * (han != 1)} among them" if han else ""
        )
        raise MonolingualError(f"found no Chinese text in {path} ({found})", hint=hint.format("Chinese"))
    if Language.EN not in homes:
        found = f"{han:,} Chinese character{'s' * (han != 1)}"
        raise MonolingualError(f"found no English text in {path} ({found})", hint=hint.format("English"))


def _build(pages: Sequence[Page], sides: Sequence[tuple[Page, list[Piece]]], source: Language) -> Document:
    chinese = tell_script(
        page.file.text[p.span.start : p.span.end]
        for page, pieces in sides
        for p in pieces
        if p.language is Language.ZH
    )
    blocks = [_make_blocks(page, pieces, chinese) for page, pieces in sides]
    gaps = tuple(
        Gap(Place(page.file, Span(hole.offset, hole.offset)), hole.row, hole.language)
        for page in pages
        for hole in page.holes
    )
    turned = source is Language.EN
    first, second = (blocks[1], blocks[0]) if turned else (blocks[0], blocks[1])
    return Document(
        files=tuple(page.file for page in (reversed(pages) if turned else pages)),
        source=first,
        target=second,
        source_language=Language.EN if turned else chinese,
        target_language=chinese if turned else Language.EN,
        fields=join_fields(pages, source),
        notices=tuple(notice for page in pages for notice in page.notices),
        gaps=gaps,
        comments=tuple(comment for page in pages for comment in page.comments),
    )


def tell_script(texts: Iterable[str]) -> Language:
    """Return in which script the Chinese of `texts` is; `ZH` when no character tells."""
    sample, size = [], 0
    for text in texts:
        sample.append(text[:_SCRIPT_SAMPLE])
        size += len(sample[-1])
        if size > _SCRIPT_SAMPLE:
            break
    traditional, simplified = script_votes("".join(sample))
    if traditional == simplified:
        return Language.ZH
    return Language.ZH_HANT if traditional > simplified else Language.ZH_HANS


def _make_blocks(page: Page, pieces: Sequence[Piece], chinese: Language) -> tuple[Block, ...]:
    levels = _levels(pieces)
    return tuple(
        Block(
            Place(page.file, piece.span),
            piece.kind,
            chinese if piece.language is Language.ZH else Language.EN,
            level,
            piece.marker,
            piece.ordinal,
            piece.row,
        )
        for piece, level in zip(pieces, levels, strict=True)
    )


def _levels(pieces: Sequence[Piece]) -> list[int]:
    """Return how deep each piece lies: by indentation, and at the same indentation by kind of marker.

    "•" and then "1." at the same indentation is a level down; the next "•" is a level up again.
    """
    levels: list[int] = []
    open_lists: list[tuple[int, str]] = []
    for piece in pieces:
        if piece.kind not in (BlockKind.BULLET, BlockKind.NUMBERED):
            if piece.kind is BlockKind.HEADING or (open_lists and piece.indent <= open_lists[0][0]):
                open_lists.clear()
            levels.append(piece.level)
            continue
        while open_lists and open_lists[-1][0] > piece.indent + 1:
            open_lists.pop()
        key = (piece.indent, piece.style)
        same = [
            k
            for k, (indent, style) in enumerate(open_lists)
            if style == piece.style and abs(indent - piece.indent) <= 1
        ]
        if same:
            del open_lists[same[-1] + 1 :]
        else:
            open_lists.append(key)
        levels.append(len(open_lists))
    return levels
