"""The shipped termbase and the user's own.

The shipped one is tables of concepts as tab-separated text: a row is one concept; `|` separates
alternatives, of which the first is preferred; a line that starts with `#` is a comment. The columns are
those of `COLUMNS`. The user's may also be comma-separated or TBX.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from align.errors import ConfigError
from align.knowledge import tables
from align.knowledge.concepts import Concept, Forms, Matcher, Mention, collect_forms
from align.knowledge.entries import COLUMNS, Entry, entry_from_cells
from align.knowledge.terms import Forms as ListedForms
from align.knowledge.terms import Plain, TermIndex, index, index_forms
from align.storage import cache_name, recall, remember
from align.types import Language

_FORMAT = 5


class Termbase:
    """Concepts by form; a later concept replaces an earlier one of the same id.

    `digest` names the content of the user's own files and is empty without any.
    """

    def __init__(
        self, rows: Sequence[str], forms: Forms, *, digest: str = "", own: Sequence[int] = ()
    ) -> None:
        self.digest = digest
        self._rows = rows
        self._own = own
        self._concepts: dict[int, Concept] = {}
        self._matcher = Matcher(forms, self._concept)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Concept]:
        return map(self._concept, range(len(self._rows)))

    def find(self, text: str, language: Language) -> tuple[Mention, ...]:
        """Return the mentions of concepts in `text`, in reading order, longest match first."""
        return self._matcher.find(text, language)

    def _concept(self, number: int) -> Concept:
        # Most of the thousands of rows are never asked for.
        if number not in self._concepts:
            cells = dict(zip(COLUMNS, self._rows[number].split("\t"), strict=False))
            self._concepts[number] = entry_from_cells(cells, f"row {number + 1}").concept()
        return self._concepts[number]

    @cached_property
    def own(self) -> tuple[Concept, ...]:
        """The concepts of the user's own files."""
        return tuple(map(self._concept, self._own))

    @cached_property
    def own_index(self) -> TermIndex:
        """The concepts of the user's own files, of any type, by their forms in any inflection."""
        return index(self.own)


def load(paths: Sequence[Path] = ()) -> Termbase:
    """Return the shipped termbase with the user's files on top.

    What was worked out from the same content before is taken from the user's cache.

    Raises:
        ConfigError: A file cannot be read, or a row is not a concept; names the file and line.
    """
    own = [(str(path), _read(path)) for path in paths]
    shipped = _shipped()
    texts = [*shipped, *own]
    name = cache_name(f"termbase-{_digest(texts)}-{len(own)}-{_FORMAT}")
    stored = recall(name)
    index = _decode(stored) if stored else None
    if index is None:
        index = _index(texts, len(shipped))
        remember(name, json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())
    forms = Forms(index["chinese"], index["latin"])
    digest = _digest(own)[:8] if own else ""
    return Termbase(index["rows"], forms, digest=digest, own=index["own"])


def _digest(texts: Sequence[tuple[str, str]]) -> str:
    return sha256("\0".join(text for _, text in texts).encode()).hexdigest()[:32]


def _decode(stored: bytes) -> Any:  # noqa: ANN401 - JSON of our own making
    """Return a remembered index, or None when the cache was damaged."""
    try:
        index = json.loads(stored)
    except ValueError:
        return None
    return index if isinstance(index, dict) and {"rows", "own", "chinese", "latin"} <= index.keys() else None


def _index(texts: Sequence[tuple[str, str]], shipped: int) -> dict[str, Any]:
    """Return the rows of all tables and where their forms are; the first `shipped` ones are ours."""
    rows: dict[str, str] = {}
    concepts: dict[str, Concept] = {}
    own: set[str] = set()
    for number, (name, text) in enumerate(texts):
        for concept, row in parse(text, name):
            concepts[concept.id] = concept
            rows[concept.id] = row
            if number >= shipped:
                own.add(concept.id)
    forms = collect_forms(tuple(concepts.values()))
    return {
        "rows": list(rows.values()),
        "own": [number for number, id_ in enumerate(rows) if id_ in own],
        "chinese": forms.chinese,
        "latin": forms.latin,
    }


def _read(path: Path) -> str:
    try:
        content = path.read_bytes()
        # What XML editors and spreadsheets write besides.
        wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        return content.decode("utf-16" if wide else "utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = (getattr(error, "strerror", None) or "").lower() or "it is not UTF-8 text"
        raise ConfigError(f"cannot read the termbase {path}: {reason}") from error


def _shipped() -> list[tuple[str, str]]:
    folder = files("align") / "data" / "termbase"
    tables = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".tsv")), key=lambda e: e.name
    )
    return [(table.name, table.read_text(encoding="utf-8")) for table in tables]


def parse(text: str, name: str) -> Iterator[tuple[Concept, str]]:
    """Yield the concepts of a table, each with its row; `name` is what errors call the table.

    Raises:
        ConfigError: The header or a row is not as it should be; names file, line and column.
    """
    for entry in read_entries(text, name):
        yield entry.concept(), "\t".join(entry.cells().values()).rstrip("\t")


def read_entries(text: str, name: str) -> Iterator[Entry]:
    """Yield the entries of a termbase file in the format that its name ends in.

    Raises:
        ConfigError: It is not well-formed, or an entry is not as it should be.
    """
    suffix = Path(name).suffix.lower()
    if suffix in (".tbx", ".xml"):
        from align.knowledge import tbx

        return tbx.read(text, name)
    return tables.read_csv(text, name) if suffix == ".csv" else tables.read_tsv(text, name)


def load_entries(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a termbase file.

    Raises:
        ConfigError: It cannot be read, or is not as it should be; names file, line and column.
    """
    return tuple(read_entries(_read(path), str(path)))


@cache
def shipped_terms() -> tuple[Concept, ...]:
    """Return the common nouns whose renderings are fixed in the fields that briefs are about."""
    return tuple(concept for concept, _ in parse(_shipped_table(), "terms.tsv"))


@cache
def shipped_index() -> TermIndex:
    """Return the shipped terms by their forms, which are remembered between runs."""
    text = _shipped_table()
    name = cache_name(f"terms-{_digest([('', text)])}-{_FORMAT}")
    stored = recall(name)
    plain = _decode_terms(stored) if stored else None
    if plain is None:
        plain = index_forms(shipped_terms()).plain
        remember(name, json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode())
    columns, *rows = text.splitlines()
    names = columns.split("\t")

    @cache
    def concept(number: int) -> Concept:
        cells = dict(zip(names, rows[number].split("\t"), strict=False))
        return entry_from_cells(cells, f"terms.tsv:{number + 2}").concept()

    return TermIndex(ListedForms(plain), concept)


def _decode_terms(stored: bytes) -> Plain | None:
    """Return remembered forms, or None when the cache was damaged."""
    try:
        latin, chinese = json.loads(stored)
    except (ValueError, TypeError):
        return None
    return (latin, chinese) if isinstance(latin, dict) and isinstance(chinese, dict) else None


def _shipped_table() -> str:
    return (files("align") / "data" / "terms.tsv").read_text(encoding="utf-8")
