"""The shipped termbase and the user's own: tables of concepts as tab-separated text.

A row is one concept; `|` separates alternatives, of which the first is preferred; a line that
starts with `#` is a comment. The columns are those of `COLUMNS`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from align.errors import ConfigError
from align.knowledge.concepts import Concept, ConceptType, Forms, Matcher, Mention, collect_forms
from align.storage import cache_name, recall, remember
from align.types import Language

COLUMNS = ("id", "type", "zh-Hant", "zh-Hans", "en", "abbr", "loose", "broader", "source")


_FORMAT = 3


class Termbase:
    """Concepts by form; a later concept replaces an earlier one of the same id.

    `digest` names the content of the user's own files and is empty without any.
    """

    def __init__(self, rows: Sequence[str], forms: Forms, *, digest: str = "") -> None:
        self.digest = digest
        self._rows = rows
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
            self._concepts[number] = _concept(self._rows[number].split("\t"), f"row {number + 1}")
        return self._concepts[number]


def load(paths: Sequence[Path] = ()) -> Termbase:
    """Return the shipped termbase with the user's files on top.

    What was worked out from the same content before is taken from the user's cache.

    Raises:
        ConfigError: A file cannot be read, or a row is not a concept; names the file and line.
    """
    own = [(str(path), _read(path)) for path in paths]
    tables = [*_shipped(), *own]
    name = cache_name(f"termbase-{_digest(tables)}-{_FORMAT}")
    stored = recall(name)
    index = _decode(stored) if stored else None
    if index is None:
        index = _index(tables)
        remember(name, json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())
    forms = Forms(index["chinese"], index["latin"])
    return Termbase(index["rows"], forms, digest=_digest(own)[:8] if own else "")


def _digest(tables: Sequence[tuple[str, str]]) -> str:
    return sha256("\0".join(text for _, text in tables).encode()).hexdigest()[:32]


def _decode(stored: bytes) -> Any:  # noqa: ANN401 - JSON of our own making
    """Return a remembered index, or None when the cache was damaged."""
    try:
        index = json.loads(stored)
    except ValueError:
        return None
    return index if isinstance(index, dict) and {"rows", "chinese", "latin"} <= index.keys() else None


def _index(tables: Sequence[tuple[str, str]]) -> dict[str, Any]:
    rows: dict[str, str] = {}
    concepts: dict[str, Concept] = {}
    for name, text in tables:
        for concept, row in parse(text, name):
            concepts[concept.id] = concept
            rows[concept.id] = row
    forms = collect_forms(tuple(concepts.values()))
    return {"rows": list(rows.values()), "chinese": forms.chinese, "latin": forms.latin}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read the termbase {path}: {error}") from error


def _shipped() -> list[tuple[str, str]]:
    folder = files("align") / "data" / "termbase"
    tables = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".tsv")), key=lambda e: e.name
    )
    return [(table.name, table.read_text(encoding="utf-8")) for table in tables]


def parse(text: str, name: str) -> Iterator[tuple[Concept, str]]:
    """Yield the concepts of a table, each with its row; `name` is what errors call the table.

    Raises:
        ConfigError: The header or a row is not as it should be.
    """
    lines = [
        (number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"
    ]
    if not lines or tuple(lines[0][1].split("\t")) != COLUMNS:
        raise ConfigError(
            f"{name}: the first line must name the columns of a termbase",
            hint="tab-separated: " + " ".join(COLUMNS),
        )
    for number, line in lines[1:]:
        yield _concept(line.split("\t"), f"{name}:{number}"), line


def _concept(cells: list[str], where: str) -> Concept:
    if len(cells) < 5 or len(cells) > len(COLUMNS):
        raise ConfigError(
            f"{where}: {len(cells)} cells where a termbase row has {len(COLUMNS)}, separated by tabs"
        )
    row = dict(zip(COLUMNS, [*cells, *[""] * (len(COLUMNS) - len(cells))], strict=True))
    if row["type"] not in set(ConceptType):
        raise ConfigError(f"{where}: unknown type {row['type']!r}", hint="one of: " + ", ".join(ConceptType))
    traditional, simplified = _forms(row["zh-Hant"]), _forms(row["zh-Hans"])
    english, abbreviations = _forms(row["en"]), _forms(row["abbr"])
    if not row["id"] or not (traditional or simplified) or not (english or abbreviations):
        raise ConfigError(f"{where}: a concept needs an id, a Chinese form and an English form")
    return Concept(
        id=row["id"],
        type=ConceptType(row["type"]),
        chinese=traditional + simplified,
        english=english,
        abbreviations=abbreviations,
        loose=_forms(row["loose"]),
        broader=_forms(row["broader"]),
        simplified=len(simplified),
    )


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form for part in cell.split("|") if (form := part.strip()))
