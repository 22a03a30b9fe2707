"""Read: files to documents.

A brief is one file with both languages in any layout, or two files; pairs come from JSON Lines, TSV,
TMX or XLIFF; `--presegmented` files hold a sentence a line. Every function raises `InputError` when it
cannot read what it is given, and calls files what the user called them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping

from align.errors import InputError, MonolingualError
from align.read.blocks import parse_page
from align.read.comments import lift_comments
from align.read.decoding import STDIN, decode, encode_like, load, read_text
from align.read.exchange import read_xml
from align.read.folders import Found, Skipped, find_partner, is_english_path, list_files
from align.read.lines import LATIN_WORD
from align.read.page import Page
from align.read.pairs import Entry, read_jsonl, read_tsv
from align.read.sides import arrange_one, arrange_two, languages_in, tell_script
from align.text import HAN, INVISIBLE, count_han, count_latin
from align.types import Block, BlockKind, Document, File, Language, Place, Span

__all__ = [
    "PAIR_READERS",
    "READERS",
    "STDIN",
    "Found",
    "Skipped",
    "encode_like",
    "find_briefs",
    "find_partner",
    "list_briefs",
    "load",
    "parse_brief",
    "parse_pairs",
    "read_brief",
    "read_pair",
    "read_pairs_file",
    "read_presegmented",
    "read_text",
    "without_comments",
]

# So many characters of a side tell its language.
_LANGUAGE_SAMPLE = 50_000

MOST_CHARACTERS = 4_000_000
"""How long a brief may be: about 20,000 sentences in each language."""

AnyPath = str | os.PathLike[str]
Reader = Callable[[bytes, str], Page]
PairReader = Callable[[File], Iterator[Entry]]


def _read_plain(data: bytes, path: str) -> Page:
    text, encoding = decode(data, path)
    notices = () if encoding == "UTF-8" else (f"read {path} as {encoding}",)
    return parse_page(File(path, text), notices)


READERS: Mapping[str, Reader] = {".txt": _read_plain, ".md": _read_plain, ".markdown": _read_plain}
"""How to parse a brief, by suffix; these are the files that a folder is searched for."""

PAIR_READERS: Mapping[str, PairReader] = {
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".tsv": read_tsv,
    ".tmx": read_xml,
    ".xlf": read_xml,
    ".xliff": read_xml,
}
"""How to read pre-aligned pairs, by suffix; other files are told by how they begin."""


def read_brief(path: AnyPath, *, source: Language = Language.ZH) -> Document:
    """Read a file that holds both languages; `source` is `EN` when the Chinese is the translation.

    Raises:
        InputError: It cannot be read or lacks one of the languages.
    """
    return _bounded(arrange_one(_load_page(os.fspath(path)), source))


def parse_brief(file: File, *, source: Language = Language.ZH) -> Document:
    """Do what `read_brief` does with a text that is read already, such as standard input.

    Raises:
        InputError: It lacks one of the languages.
    """
    return _bounded(arrange_one(parse_page(file), source))


def read_pair(source_path: AnyPath, target_path: AnyPath, *, source: Language = Language.ZH) -> Document:
    """Read a brief that is a Chinese and an English file, given in either order.

    Raises:
        InputError: One cannot be read, or both are in the same language.
    """
    first, second = (_load_page(os.fspath(path)) for path in (source_path, target_path))
    return _bounded(arrange_two(first, second, source))


def without_comments(file: File) -> File:
    """Return a brief's text with blanks for pasted data and comments that tell `align` to ignore findings."""
    return lift_comments(file).file


def _bounded(document: Document) -> Document:
    """Return `document`, unless it is a whole library: aligning it would take hours and all memory."""
    spans = [block.place.span for block in (*document.source, *document.target)]
    length = sum(span.end - span.start for span in spans)  # without the pictures that are pasted in
    if length > MOST_CHARACTERS:
        raise InputError(
            f"{' and '.join(file.path for file in document.files)}: {length:,} characters are too many",
            hint=f"split it; a brief may have {MOST_CHARACTERS:,}",
        )
    return document


def _load_page(path: str) -> Page:
    suffix = path[path.rfind(".") :].lower()
    return READERS.get(suffix, _read_plain)(load(path), path)


# --- pre-aligned and presegmented ----------------------------------------------------------------


def read_pairs_file(path: AnyPath) -> Document:
    """Read a file of pre-aligned pairs; see `parse_pairs`.

    Raises:
        InputError: It cannot be read, or an entry is malformed or has the id of another.
    """
    path = os.fspath(path)
    return parse_pairs(read_text(load(path), path))


def parse_pairs(file: File) -> Document:
    """Return the pairs that `file` holds as a document whose alignment is given.

    Each non-blank field becomes a file `PATH#ID.source` or `PATH#ID.target` with one block, so that
    offsets count within the field. A blank field has no block; both may be blank. What the file calls
    source stays the source, and the Chinese is told by content.

    Raises:
        InputError: An entry is malformed or has the id of another, or a language is missing.
    """
    seen: set[str] = set()
    entries = []
    for entry in _pair_reader(file)(file):
        if entry.id in seen:
            raise InputError(
                f"{entry.where}: the id {entry.id} stands for two pairs", hint="give each pair its own id"
            )
        seen.add(entry.id)
        entries.append(entry)
    if not entries:
        raise InputError(f"{file.path} holds no pairs")
    return _document_of(file, entries)


def _pair_reader(file: File) -> PairReader:
    suffix = file.path[file.path.rfind(".") :].lower()
    if suffix in PAIR_READERS:
        return PAIR_READERS[suffix]
    return {"{": read_jsonl, "<": read_xml}.get(file.text.lstrip()[:1], read_tsv)


def _document_of(file: File, entries: list[Entry]) -> Document:
    languages = _tell_languages(file.path, [e.source for e in entries], [e.target for e in entries])
    sides: tuple[list[Block], list[Block]] = ([], [])
    prealigned = []
    for entry in entries:
        indices = []
        for side, name, text, language in zip(
            sides, ("source", "target"), (entry.source, entry.target), languages, strict=True
        ):
            field = File(f"{file.path}#{entry.id}.{name}", text, entry.line)
            block = _field_block(field, language, languages)
            indices.append((len(side),) if block else ())
            side += [block] if block else []
        prealigned.append((indices[0], indices[1]))
    return Document(
        files=(file,),
        source=tuple(sides[0]),
        target=tuple(sides[1]),
        source_language=languages[0],
        target_language=languages[1],
        prealigned=tuple(prealigned),
        ids=tuple(entry.id for entry in entries),
    )


def _field_block(file: File, language: Language, languages: tuple[Language, Language]) -> Block | None:
    start, end = _trim_field(file.text)
    if start >= end:
        return None
    own = _own_language(file.text, language, languages)
    return Block(Place(file, Span(start, end)), BlockKind.PARAGRAPH, own)


def _trim_field(text: str) -> tuple[int, int]:
    if not text.strip() or (text[0] in INVISIBLE and all(c in INVISIBLE or c.isspace() for c in text)):
        return 0, 0
    return len(text) - len(text.lstrip()), len(text.rstrip())


def _own_language(text: str, expected: Language, languages: tuple[Language, Language]) -> Language:
    """Return the language of one field or line, which may have been left untranslated."""
    if not HAN.search(text):
        return Language.EN if LATIN_WORD.search(text) else expected
    if expected.is_chinese or count_han(text) <= count_latin(text):
        return expected
    return languages[0] if languages[0].is_chinese else languages[1]


def _tell_languages(path: str, source: Iterable[str], target: Iterable[str]) -> tuple[Language, Language]:
    """Return the languages of the two sides; the one with the greater share of ideographs is Chinese."""
    texts = ["\n".join(side) for side in (source, target)]
    shares = [_han_share(text) for text in texts]
    if max(shares) == 0:
        raise MonolingualError(f"found no Chinese text in {path}")
    if min(shares) >= 0.5:
        raise MonolingualError(f"found no English text in {path}: both sides are Chinese")
    chinese = tell_script(texts[shares.index(max(shares))].split("\n"))
    return (chinese, Language.EN) if shares[0] >= shares[1] else (Language.EN, chinese)


def _han_share(text: str) -> float:
    sample = text[:_LANGUAGE_SAMPLE]
    han, letters = count_han(sample), count_latin(sample)
    return han / (han + letters) if han else 0.0


def read_presegmented(source_path: AnyPath, target_path: AnyPath) -> Document:
    """Read two files with one sentence a line; the first file is the source, whatever its language.

    Every line that `str.splitlines` counts is a block just as it stands, blank ones too, so that
    indices of blocks are indices of lines.

    Raises:
        InputError: One cannot be read, or both are in the same language.
    """
    files = [read_text(load(path), path) for path in (os.fspath(source_path), os.fspath(target_path))]
    languages = _tell_languages(" and ".join(f.path for f in files), *([f.text] for f in files))
    source, target = (
        tuple(_line_blocks(file, language, languages))
        for file, language in zip(files, languages, strict=True)
    )
    return Document(tuple(files), source, target, *languages, presegmented=True)


def _line_blocks(file: File, language: Language, languages: tuple[Language, Language]) -> Iterator[Block]:
    start = 0
    for line in file.text.splitlines(keepends=True):
        content = line.splitlines()[0]
        place = Place(file, Span(start, start + len(content)))
        yield Block(place, BlockKind.PARAGRAPH, _own_language(content, language, languages))
        start += len(line)


# --- folders -------------------------------------------------------------------------------------


def find_briefs(
    folder: AnyPath,
    *,
    find_halves: Callable[[str], tuple[str, str] | None] | None = None,
    is_excluded: Callable[[str], bool] = lambda _: False,
) -> Found:
    """Find the briefs in a folder and below it: files with both languages, and pairs of files.

    A file in one language without a partner is no brief but, say, a README: it is among the skipped.

    Args:
        folder: The folder.
        find_halves: Returns the Chinese and the English file of the brief that a path is half of, or
            None; by default those whose names `find_partner` knows.
        is_excluded: Tells which files are not even looked at.

    Raises:
        InputError: The folder is missing or unreadable, or holds no brief.
    """
    folder = os.fspath(folder)
    briefs: list[tuple[str, ...]] = []
    skipped: list[Skipped] = []
    taken: set[str] = set()
    files = list_files(folder, READERS)
    included = [path for path in files if not is_excluded(path)]
    for path in included:
        if path in taken:
            continue
        halves = (find_halves or _find_halves)(path)
        if halves and taken.isdisjoint(halves):
            taken.update(halves)
            briefs.append(halves)
        elif reason := _reason_to_skip(path):
            skipped.append(Skipped(path, reason))
        else:
            briefs.append((path,))
    if not briefs:
        raise _no_briefs(folder, skipped, excluded=len(files) - len(included))
    return Found(tuple(briefs), tuple(skipped))


def list_briefs(folder: AnyPath) -> list[str]:
    """Return the files in a folder and below it that may be briefs, by their suffix.

    Raises:
        InputError: The folder is missing or unreadable.
    """
    return list_files(os.fspath(folder), READERS)


def _find_halves(path: str) -> tuple[str, str] | None:
    partner = find_partner(path, READERS)
    if partner is None:
        return None
    return (partner, path) if is_english_path(path) else (path, partner)


def _reason_to_skip(path: str) -> str:
    """Return why a file in a folder is no brief, or an empty string. An unreadable one is an error later."""
    try:
        languages = languages_in(_load_page(path))
    except InputError as error:
        return "it is empty" if error.message.endswith("is empty") else ""
    missing = [
        name for name, code in (("Chinese", Language.ZH), ("English", Language.EN)) if code not in languages
    ]
    return f"it holds no {' and no '.join(missing)} text" if missing else ""


def _no_briefs(folder: str, skipped: list[Skipped], *, excluded: int) -> InputError:
    """Return what a folder without briefs is told with."""
    if not excluded:
        hint = f"a brief ends in {', '.join(READERS)}"
        return InputError(f"found no briefs in {folder}{_count(skipped)}", hint=hint)
    files = "the only file" if excluded == 1 else f"all {excluded} files"
    if skipped:
        files = f"{excluded} file{'s' * (excluded != 1)}"
    return InputError(
        f"found no briefs in {folder}: the settings exclude {files} there{_count(skipped)}",
        hint="see exclude in the settings",
    )


def _count(skipped: list[Skipped]) -> str:
    names = ", ".join(item.path for item in skipped[:3])
    return (
        f"; skipped {len(skipped)} without both languages ({names}{', ...' if len(skipped) > 3 else ''})"
        * bool(skipped)
    )
