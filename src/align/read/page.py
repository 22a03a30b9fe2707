"""What the parsers of one file hand on: pieces not yet on a side, header lines, empty cells."""

from __future__ import annotations

from dataclasses import dataclass

from align.types import BlockKind, Comment, FieldKey, File, Language, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before sides and nesting are known.

    Attributes:
        language: `ZH`, `EN`, or None when it holds letters of neither.
        level: Of a heading; of other pieces once nesting is known.
        marker: The bullet or number as written.
        style: What its siblings' markers have in common, or an empty string.
        indent: Columns before its marker.
        home: The language of the side it must stand on, when its table column tells.
        is_line: Whether it is an unmarked line of its own that could be a heading.
    """

    span: Span
    kind: BlockKind
    language: Language | None
    level: int = 0
    marker: str = ""
    style: str = ""
    ordinal: int | None = None
    indent: int = 0
    row: int | None = None
    home: Language | None = None
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One labelled line of a header; `languages` are those of its label."""

    name: str
    key: FieldKey
    label: str
    languages: frozenset[Language]
    value: Span


@dataclass(frozen=True, slots=True)
class Hole:
    """An empty table cell: where its text should stand, its row, the language of its column."""

    offset: int
    row: int
    language: Language


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One file, parsed."""

    file: File
    pieces: tuple[Piece, ...]
    fields: tuple[FieldLine, ...] = ()
    holes: tuple[Hole, ...] = ()
    notices: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
