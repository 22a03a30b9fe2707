"""Baseline files: findings that a team accepted, known by the words of both sides and never by line.

::

    {"schema": "align.baseline/1",
     "entries": [{"fingerprint": "9e34775f145a21c7", "rule": "entity", "reason": "why",
                  "source": "...", "target": "...", "paths": ["briefs/note.zh.md"]}]}

`fingerprint` and `rule` are required. `source` and `target` are for readers; `paths` tells an entry of a
brief that was not checked from one that is stale, and is no part of what a finding is known by.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from align.errors import ConfigError
from align.fingerprint import fingerprint
from align.storage import write_atomically
from align.text import CONTROL
from align.types import BaselineEntry, Checked, Finding, SuppressionKind

SCHEMA = "align.baseline/1"

_TEXTS = ("fingerprint", "rule", "reason", "source", "target")
_KEYS = (*_TEXTS, "paths")
_FINGERPRINT = re.compile("[0-9a-f]{16}")
# The line ends that JSON leaves between its own lines are no part of a text.
_UNSAFE = re.compile(f"(?!\\n){CONTROL.pattern}")
_HINT = "write one with: align check --write-baseline FILE"


def load_baseline(path: Path) -> tuple[BaselineEntry, ...]:
    """Return the entries of a baseline file; of two with one fingerprint, the one that gives a reason.

    Raises:
        ConfigError: The file cannot be read, is not JSON, or holds what a baseline may not.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "").lower() or "it is not UTF-8 text"
        raise ConfigError(f"cannot read the baseline {path}: {reason}", hint=_HINT) from error
    try:
        whole = json.loads(text, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ConfigError(f"{path} is not a valid baseline: {reason}", hint=_HINT) from error
    entries: dict[str, BaselineEntry] = {}
    for entry in (
        _entry(item, f"{path}: entry {number}") for number, item in enumerate(_items(whole, path), 1)
    ):
        older = entries.get(entry.fingerprint)
        if older is None or not older.reason.strip():
            entries[entry.fingerprint] = entry
    return tuple(entries.values())


def _object(items: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(items)
    if len(found) < len(items):
        raise ValueError("a key stands twice in one object")
    return found


def _items(whole: object, path: Path) -> list[object]:
    if not isinstance(whole, dict) or whole.get("schema") != SCHEMA:
        raise ConfigError(f'{path} is not a baseline: it lacks "schema": "{SCHEMA}"', hint=_HINT)
    if unknown := [key for key in whole if key not in ("schema", "entries")]:
        raise ConfigError(f"{path}: unknown key {unknown[0]!r}", hint="known keys: schema, entries")
    items = whole.get("entries")
    if not isinstance(items, list):
        raise ConfigError(f"{path}: entries is not a list", hint=_HINT)
    return items


def _entry(item: Any, where: str) -> BaselineEntry:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(item, dict):
        raise ConfigError(f"{where} is not an object", hint=_HINT)
    if unknown := [key for key in item if key not in _KEYS]:
        raise ConfigError(f"{where}: unknown key {unknown[0]!r}", hint=f"known keys: {', '.join(_KEYS)}")
    for key in _TEXTS:
        if not isinstance(item.get(key, "" if key not in ("fingerprint", "rule") else None), str):
            raise ConfigError(f"{where}: {key} is not a string", hint=_HINT)
    if not _FINGERPRINT.fullmatch(item["fingerprint"]):
        raise ConfigError(f"{where}: {item['fingerprint']!r} is not 16 hexadecimal digits", hint=_HINT)
    paths = item.get("paths", [])
    if not isinstance(paths, list) or not all(isinstance(one, str) and one.isprintable() for one in paths):
        raise ConfigError(f"{where}: paths is not a list of paths", hint=_HINT)
    return BaselineEntry(**{**item, "paths": tuple(paths)})


def render_baseline(entries: Iterable[BaselineEntry]) -> str:
    """Return the text of a baseline file."""
    items = [{key: getattr(entry, key) for key in _TEXTS} | _paths(entry) for entry in entries]
    text = json.dumps({"schema": SCHEMA, "entries": items}, ensure_ascii=False, indent=1)
    return _UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], text) + "\n"


def _paths(entry: BaselineEntry) -> dict[str, list[str]]:
    return {"paths": list(entry.paths)} if entry.paths else {}


def write_baseline(path: Path, entries: Iterable[BaselineEntry]) -> None:
    """Write a baseline file, whole or not at all.

    Raises:
        ConfigError: It cannot be written; what stood there stands there still.
    """
    try:
        write_atomically(path.resolve(), render_baseline(entries).encode())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(f"cannot write the baseline {path}: {reason}") from error


def extend_baseline(
    old: Iterable[BaselineEntry], checked: Iterable[Checked], *, folder: Path, reason: str
) -> tuple[BaselineEntry, ...]:
    """Return a baseline that accepts all that was found, on top of what it accepted before.

    What another baseline accepts is taken over with its reason.

    Args:
        old: The entries before; they keep their reasons and their order, and none is lost.
        checked: Briefs with what was found in them.
        folder: The folder of the baseline, from which the paths of briefs count.
        reason: The reason of new entries, and of older ones of these findings that have none.
    """
    entries = {entry.fingerprint: entry for entry in old}
    for one in checked:
        paths = _relative(one, folder)
        found = [(finding, reason) for finding in one.findings]
        found += [(s.finding, s.reason) for s in one.suppressions if s.kind is SuppressionKind.BASELINE]
        for finding, why in found:
            new = make_entry(finding, reason=why, paths=paths)
            older = entries.get(new.fingerprint)
            if older is None or not older.reason.strip():
                entries[new.fingerprint] = new
    return tuple(entries.values())


def make_entry(finding: Finding, *, reason: str, paths: tuple[str, ...] = ()) -> BaselineEntry:
    """Return the entry that accepts a finding."""
    pair = finding.pair
    source = pair.source_text if pair else " ".join(place.text for place in finding.source)
    target = pair.target_text if pair else " ".join(place.text for place in finding.target)
    return BaselineEntry(fingerprint(finding), finding.rule, reason, source, target, paths)


def _relative(checked: Checked, folder: Path) -> tuple[str, ...]:
    """Return the paths of a brief from `folder`, with slashes; none for standard input."""
    files = (Path(file.path) for file in checked.document.files)
    found = [path for path in files if path.is_file()]
    return tuple(Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix() for path in found)


def by_fingerprint(entries: Iterable[BaselineEntry]) -> Mapping[str, BaselineEntry]:
    """Return the entries by their fingerprint."""
    return {entry.fingerprint: entry for entry in entries}
