"""From what the user names on the command line to documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from align.config import Settings, matches, other_halves
from align.errors import InputError, MonolingualError
from align.types import Document, Unread


@dataclass(slots=True)
class Inputs:
    """Reads one document after another; what cannot be read is said and remembered.

    Attributes:
        settings: The settings for a path.
        skip_monolingual: Whether a file in one language without its other half is passed over.
        unread: What could not be read.
    """

    settings: Callable[[Path], Settings]
    skip_monolingual: bool = False
    unread: list[Unread] = field(default_factory=list)
    _seen: set[tuple[str, ...]] = field(default_factory=set)

    @property
    def failed(self) -> bool:
        """Whether something could not be read."""
        return bool(self.unread)

    def read(self, paths: Sequence[str]) -> Iterator[tuple[Path, Document]]:
        """Yield each brief once with the path that its settings are looked up from."""
        for path in paths:
            for names in self._expand(path):
                key = tuple(sorted(str(Path(name).resolve()) for name in names))
                if key not in self._seen:
                    self._seen.add(key)
                    yield from self._load(names)

    def _expand(self, path: str) -> Sequence[tuple[str, ...]]:
        """Return the brief or briefs that a path stands for: one file each, or two halves."""
        if path == "-":
            return [(path,)]
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
            return self._search(path)
        if self._is_excluded(path):
            _say(f"skipped {path}: the settings exclude it")
            return []
        return [self.find_halves(path) or (path,)]

    def _search(self, folder: str) -> Sequence[tuple[str, ...]]:
        from align.read import find_briefs

        try:
            found = find_briefs(folder, find_halves=self.find_halves, is_excluded=self._is_excluded)
        except InputError as error:
            self.fail((folder,), error)
            return []
        for skipped in found.skipped:
            _say(f"skipped {skipped.path}: {skipped.reason}")
        return found.briefs

    def find_halves(self, path: str) -> tuple[str, str] | None:
        """Return the Chinese and the English file of the brief that `path` is half of, or None.

        The configured patterns come before what any pair of files is usually called.
        """
        from align.read import find_partner
        from align.read.folders import is_english_path

        for halves in other_halves(Path(path), self.settings(Path(path)).pair_patterns):
            chinese, english = (_as_typed(half, path) for half in halves)
            if self._exists(chinese) and self._exists(english):
                return chinese, english
        partner = find_partner(path)
        if partner is None or self._is_excluded(partner):
            return None
        return (partner, path) if is_english_path(path) else (path, partner)

    def _exists(self, path: str) -> bool:
        return os.path.isfile(path) and not self._is_excluded(path)  # noqa: PTH113 - as in _expand

    def _is_excluded(self, path: str) -> bool:
        """Tell whether the settings leave a file out; patterns count from the config file's folder."""
        settings = self.settings(Path(path))
        whole = Path(os.path.abspath(path))  # noqa: PTH100 - a symbolic link belongs to its own folder
        folder = Path(os.path.abspath(settings.origin)).parent if settings.origin else whole.anchor  # noqa: PTH100
        relative = whole.relative_to(folder) if whole.is_relative_to(folder) else whole
        return any(matches(relative, pattern) for pattern in settings.exclude)

    def _load(self, names: tuple[str, ...]) -> Iterator[tuple[Path, Document]]:
        start = Path(names[0]) if names[0] != "-" else Path()
        try:
            yield start, self._read(names, start)
        except InputError as error:
            if self.skip_monolingual and len(names) == 1 and isinstance(error, MonolingualError):
                _say(f"skipped {names[0]}: {error.message}")
            else:
                self.fail(names, error)

    def _read(self, names: tuple[str, ...], start: Path) -> Document:
        from align import read

        source = self.settings(start).source
        if names == ("-",):
            return read.parse_brief(read.read_text(sys.stdin.buffer.read(), read.STDIN), source=source)
        if len(names) == 2:
            return read.read_pair(*names, source=source)
        return read.read_brief(names[0], source=source)

    def fail(self, names: tuple[str, ...], error: InputError) -> None:
        """Say and remember that a brief of one file or two halves cannot be read."""
        from align import read

        path = next((name for name in names if name in error.message), names[0])
        self.unread.append(Unread(read.STDIN if path == "-" else path, error.message))
        _say(str(error))


def read_documents(
    inputs: Inputs, paths: Sequence[str], halves: tuple[str, str] | None, pairs: Path | None
) -> Iterator[tuple[Path, Document]]:
    """Yield what a command names in one of three ways, with the path that settings are looked up from."""
    from align import read

    if paths:
        yield from inputs.read(paths)
        return
    names = halves or (str(pairs),)
    start = Path(names[0])
    try:
        if halves:
            yield start, read.read_pair(*halves, source=inputs.settings(start).source)
        else:
            yield start, read.read_pairs_file(start)
    except InputError as error:
        inputs.fail(names, error)


def require_one(paths: Sequence[str], halves: tuple[str, str] | None, pairs: Path | None) -> None:
    """Refuse a command that names briefs in none of the three ways, or in several."""
    if bool(paths) + bool(halves) + bool(pairs) != 1:
        raise click.UsageError("name briefs, or --pair ZH EN, or --pairs FILE")


def _as_typed(half: Path, path: str) -> str:
    """Return a path beside `path` in the form that the user gave that one."""
    if half == Path(path):
        return path
    return f"./{half}" if path.startswith("./") else str(half)


def _say(message: str) -> None:
    click.echo(f"align: {message}", err=True)
