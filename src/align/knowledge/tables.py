"""Termbases as tables: tab-separated and comma-separated values.

The first line names the columns, in any order. A table of ours has the columns of
`entries.COLUMNS`; `read_pairs` also takes a plain glossary, a Chinese and an English term a row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from align.errors import ConfigError
from align.knowledge.concepts import ConceptType
from align.knowledge.entries import COLUMNS, Entry, entry_from_cells, validated
from align.lang import CHINESE_COLUMNS, ENGLISH_COLUMNS
from align.text import script_votes

_REQUIRED = 5
_STATUSES = {
    "": "preferred", "preferred": "preferred", "approved": "preferred", "首選": "preferred",
    "首选": "preferred",
    "allowed": "allowed", "admitted": "allowed", "可用": "allowed", "允許": "allowed", "允许": "allowed",
    "forbidden": "forbidden", "deprecated": "forbidden", "banned": "forbidden", "禁用": "forbidden",
}  # fmt: skip
_GLOSSARY = ("zh", "en", "status", "type", "domain", "note")


class Row(NamedTuple):
    """The cells of one row by column, and its file and line."""

    cells: dict[str, str]
    where: str


def read_tsv(text: str, name: str) -> Iterator[Entry]:
    """Yield the entries of a tab-separated table; `name` is what errors call it.

    Raises:
        ConfigError: The header or a row is not as it should be; names file, line and column.
    """
    return _entries(_tsv_lines(text), name)


def read_csv(text: str, name: str) -> Iterator[Entry]:
    """Yield the entries of a comma-separated or semicolon-separated table.

    Raises:
        ConfigError: The header or a row is not as it should be; names file, line and column.
    """
    return _entries(_csv_lines(text, name), name)


def write_tsv(entries: Iterable[Entry]) -> str:
    """Return entries as a tab-separated table; cells that are empty at the end of a row are left out."""
    rows = ("\t".join(entry.cells().values()).rstrip("\t") for entry in entries)
    return "\n".join(["\t".join(COLUMNS), *rows, ""])


def write_csv(entries: Iterable[Entry]) -> str:
    """Return entries as a comma-separated table with the line ends of RFC 4180."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows(entry.cells().values() for entry in entries)
    return stream.getvalue()


_Lines = Iterator[tuple[int, list[str]]]


def _tsv_lines(text: str) -> _Lines:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and line[0] != "#":
            yield number, line.split("\t")


def _csv_lines(text: str, name: str) -> _Lines:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    # A cell in quotes may go over several lines: a row is called by the line on which it begins.
    number = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise ConfigError(f"{name}:{number}: not a table of comma-separated values: {error}") from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
            yield number, cells
        number = reader.line_num + 1


def _entries(lines: _Lines, name: str) -> Iterator[Entry]:
    header = next(lines, None)
    columns = [cell.strip() for cell in header[1]] if header else []
    if header and (roles := _glossary_roles(columns)):
        yield from _glossary(_rows(lines, roles, name))
        return
    _check_header(columns, name, header[0] if header else 1)
    for row in _rows(lines, columns, name):
        yield entry_from_cells(row.cells, row.where)


def _check_header(columns: Sequence[str], name: str, line: int) -> None:
    if not {"id", "type", "en"} <= set(columns) or not {"zh-Hant", "zh-Hans"} & set(columns):
        raise ConfigError(
            f"{name}: the first line must name the columns of a termbase",
            hint="tab-separated: " + " ".join(COLUMNS),
        )
    for number, column in enumerate(columns, 1):
        if column not in COLUMNS:
            raise ConfigError(
                f"{name}:{line}: cell {number}: no column is called {column!r}",
                hint="the columns are: " + " ".join(COLUMNS),
            )
        if column in columns[: number - 1]:
            raise ConfigError(f"{name}:{line}: cell {number}: the column {column!r} stands there twice")


def _rows(lines: _Lines, columns: Sequence[str], name: str) -> Iterator[Row]:
    least = min(_REQUIRED, len(columns))
    for number, cells in lines:
        where = f"{name}:{number}"
        if not least <= len(cells) <= len(columns):
            raise ConfigError(
                f"{where}: {len(cells)} cells where a termbase row has {len(columns)}, separated by tabs"
                if not name.lower().endswith(".csv")
                else f"{where}: {len(cells)} cells where the header has {len(columns)}"
            )
        padded = [*cells, *[""] * (len(columns) - len(cells))]
        yield Row(dict(zip(columns, padded, strict=True)), where)


def _glossary_roles(columns: Sequence[str]) -> list[str] | None:
    """Return what the columns of a glossary hold, or None where the header is none of a glossary."""
    if "id" in columns or len(columns) < 2:
        return None
    roles = []
    for column in map(str.lower, columns):
        if column in CHINESE_COLUMNS:
            roles.append("zh")
        elif column in ENGLISH_COLUMNS:
            roles.append("en")
        else:
            roles.append(column)
    known = set(roles) <= set(_GLOSSARY) and len(set(roles)) == len(roles)
    return roles if known and {"zh", "en"} <= set(roles) else None


def _glossary(rows: Iterable[Row]) -> Iterator[Entry]:
    """Yield an entry for each Chinese term; rows with the same one are its renderings."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        chinese = row.cells["zh"].strip()
        if not chinese or not row.cells["en"].strip():
            empty = "en" if chinese else "zh"
            raise ConfigError(f"{row.where}: column {empty}: a row of a glossary needs both terms")
        groups.setdefault(chinese, []).append(row)
    make_id = id_maker()
    for chinese, group in groups.items():
        yield _from_glossary(chinese, group, make_id)


def _from_glossary(chinese: str, group: Sequence[Row], make_id: Callable[[str], str]) -> Entry:
    by_status: dict[str, list[str]] = {"preferred": [], "allowed": [], "forbidden": []}
    for row in group:
        status = row.cells.get("status", "").strip().lower()
        if status not in _STATUSES:
            raise ConfigError(
                f"{row.where}: column status: unknown status {status!r}",
                hint="one of: preferred, allowed, forbidden",
            )
        by_status[_STATUSES[status]] += [part for part in row.cells["en"].split("|") if part.strip()]
    first = group[0]
    english = [*by_status["preferred"], *by_status["allowed"]]
    column = "zh-Hans" if is_simplified(chinese) else "zh-Hant"
    cells = {
        "id": make_id(next(iter(english), chinese)),
        "type": first.cells.get("type", "").strip() or ConceptType.TERM.value,
        column: chinese,
        "en": "|".join(english),
        "forbidden": "|".join(by_status["forbidden"]),
        "domain": first.cells.get("domain", ""),
        "note": first.cells.get("note", ""),
    }
    return validated(entry_from_cells(cells, first.where))


def is_simplified(chinese: str) -> bool:
    """Return whether a text has more characters that are only Simplified than only Traditional ones."""
    traditional, simplified = script_votes(chinese)
    return simplified > traditional


def id_maker() -> Callable[[str], str]:
    """Return a function from an English term to an id that it has not given before."""
    seen: dict[str, int] = {}

    def make(english: str) -> str:
        stem = re.sub(r"[^a-z0-9]+", "-", english.lower()).strip("-")[:60] or "term"
        seen[stem] = seen.get(stem, 0) + 1
        return f"own-{stem}" if seen[stem] == 1 else f"own-{stem}-{seen[stem]}"

    return make
