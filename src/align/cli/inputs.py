"""From what the user names on the command line to documents."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from align.errors import AlignError, InputError
from align.types import Document, Language


@dataclass(slots=True)
class Inputs:
    """Reads one document after another; what cannot be read is said and remembered.

    Attributes:
        source: Language translated from, for a path.
        skip_monolingual: Whether a file in one language without its other half is passed over.
        failed: Whether something could not be read.
    """

    source: Callable[[Path], Language]
    skip_monolingual: bool = False
    failed: bool = False
    _seen: set[tuple[str, ...]] = field(default_factory=set)

    def read(self, paths: Sequence[str]) -> Iterator[tuple[Path, Document]]:
        """Yield each brief once with the path that its settings are looked up from."""
        for path in paths:
            for names in self._expand(path):
                key = tuple(sorted(str(Path(name).resolve()) for name in names))
                if key not in self._seen:
                    self._seen.add(key)
                    yield from self._try(names)

    def _expand(self, path: str) -> Iterator[tuple[str, ...]]:
        """Yield the brief or briefs that a path stands for: one file each, or two halves."""
        from align.read import find_briefs, find_partner
        from align.read.folders import is_english_path

        if path == "-":
            yield (path,)
        elif Path(path).is_dir():
            found = find_briefs(path)
            for skipped in found.skipped:
                click.echo(f"align: skipped {skipped.path}: {skipped.reason}", err=True)
            yield from found.briefs
        elif partner := find_partner(path):
            yield (partner, path) if is_english_path(path) else (path, partner)
        else:
            yield (path,)

    def _try(self, names: tuple[str, ...]) -> Iterator[tuple[Path, Document]]:
        start = Path(names[0]) if names[0] != "-" else Path()
        try:
            yield start, self._load(names, self.source(start))
        except InputError as error:
            if self.skip_monolingual and error.message.startswith("found no "):
                click.echo(f"align: skipped {names[0]}: {error.message}", err=True)
                return
            self.failed = True
            click.echo(f"align: {error}", err=True)
        except AlignError:
            raise

    def _load(self, names: tuple[str, ...], source: Language) -> Document:
        from align import read

        if names == ("-",):
            return read.parse_brief(read.read_text(sys.stdin.buffer.read(), read.STDIN), source=source)
        if len(names) == 2:
            return read.read_pair(*names, source=source)
        return read.read_brief(names[0], source=source)
