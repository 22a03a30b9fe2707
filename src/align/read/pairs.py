"""Pre-aligned pairs as lines: JSON Lines and tab-separated values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from align.errors import InputError
from align.types import File

_COLUMN_NAMES = {
    "id": "id", "source": "source", "target": "target", "src": "source", "tgt": "target", "trg": "target",
    "original": "source", "translation": "target",
}  # fmt: skip
_LANGUAGE_NAMES = frozenset(
    {"zh", "en", "chinese", "english", "zh-tw", "zh-cn", "zh-hant", "zh-hans", "中文", "英文"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One pair as the file gives it.

    Attributes:
        where: Which line or unit it is, for messages.
        line: The 1-based line of the file on which it begins.
    """

    id: str
    source: str
    target: str
    where: str
    line: int


def read_jsonl(file: File) -> Iterator[Entry]:
    """Yield one entry for each line, an object with `id`, `source` and `target`; null counts as empty.

    Raises:
        InputError: A line is no such object.
    """
    for number, line in enumerate(file.text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{file.path}:{number}"
        try:
            record = json.loads(line)
        except ValueError as error:
            raise InputError(
                f"{where}: not valid JSON ({error})", hint="give one JSON object a line"
            ) from None
        except RecursionError:
            raise InputError(f"{where}: not valid JSON (nested too deeply)") from None
        if not isinstance(record, dict):
            raise InputError(f"{where}: expected an object with id, source and target")
        missing = [key for key in ("id", "source", "target") if key not in record]
        if missing:
            raise InputError(f"{where}: {' and '.join(missing)} missing; expected id, source and target")
        source, target = (_text(record[key], key, where) for key in ("source", "target"))
        yield Entry(_name(record["id"], where), source, target, where, number)


def _name(value: object, where: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputError(f"{where}: id must be a string or a number")
    return str(value)


def _text(value: object, key: str, where: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"{where}: {key} must be a string or null")
    return value


def read_tsv(file: File) -> Iterator[Entry]:
    """Yield one entry for each line of two columns (source, target) or three (id, source, target).

    A first line that names the columns is left out; it may put them in another order and have more of
    them, which are passed over. Quotes have no meaning. Without ids, a pair is called by the number of its
    line.

    Raises:
        InputError: A line has another number of columns.
    """
    columns: tuple[str, ...] = ()
    for number, line in enumerate(file.text.split("\n"), 1):
        cells = line.removesuffix("\r").split("\t")
        if cells == [""] or (len(cells) == 1 and not line.strip()):
            continue
        where = f"{file.path}:{number}"
        if not columns:
            header = _header(cells)
            columns = header or (("id", "source", "target")[-len(cells) :] if len(cells) in (2, 3) else ())
            if header:
                continue
        if not columns or len(cells) != len(columns):
            expected = (
                f"{len(columns)} columns, as before"
                if columns
                else "2 columns (source, target) or 3 (id first)"
            )
            found = f"{len(cells)} column{'s' * (len(cells) != 1)}"
            raise InputError(f"{where}: found {found}, expected {expected}")
        record = dict(zip(columns, cells, strict=True))
        yield Entry(record.get("id", str(number)), record["source"], record["target"], where, number)


def _header(cells: list[str]) -> tuple[str, ...]:
    """Return what the columns are, if the cells name both texts; a column of another name is ""."""
    names = [cell.strip().lower() for cell in cells]
    roles = [_COLUMN_NAMES.get(name, "") for name in names]
    # A row may hold names of languages as its texts; only beside nothing else do they name columns.
    if all(role or name in _LANGUAGE_NAMES for name, role in zip(names, roles, strict=True)):
        free = iter([role for role in ("source", "target") if role not in roles])
        roles = [role or next(free, "") for role in roles]
    known = sorted(role for role in roles if role)
    return tuple(roles) if known in (["source", "target"], ["id", "source", "target"]) else ()
