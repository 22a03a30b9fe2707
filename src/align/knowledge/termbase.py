"""The shipped termbase and the user's own: tables of concepts as tab-separated text.

A row is one concept; `|` separates alternatives, of which the first is preferred; a line that
starts with `#` is a comment. The columns are those of `COLUMNS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from align.errors import ConfigError
from align.knowledge.concepts import Concept, ConceptType, Matcher, Mention
from align.types import Language

COLUMNS = ("id", "type", "zh-Hant", "zh-Hans", "en", "abbr", "loose", "broader", "source")


class Termbase:
    """Concepts by id and by form; a later concept replaces an earlier one of the same id.

    `digest` names the content of the user's own files and is empty without any.
    """

    def __init__(self, concepts: Iterable[Concept], *, digest: str = "") -> None:
        self.digest = digest
        self.concepts = {concept.id: concept for concept in concepts}

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.concepts.values())

    def find(self, text: str, language: Language) -> tuple[Mention, ...]:
        """Return the mentions of concepts in `text`, in reading order, longest match first."""
        return self._matcher.find(text, language)


def load(paths: Sequence[Path] = ()) -> Termbase:
    """Return the shipped termbase with the user's files on top.

    Raises:
        ConfigError: A file cannot be read, or a row is not a concept; names the file and line.
    """
    texts = [_read(path) for path in paths]
    own = [concept for path, text in zip(paths, texts, strict=True) for concept in parse(text, str(path))]
    digest = sha256("\0".join(texts).encode()).hexdigest()[:8] if texts else ""
    return Termbase([*_shipped(), *own], digest=digest)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read the termbase {path}: {error}") from error


def _shipped() -> Iterator[Concept]:
    folder = files("align") / "data" / "termbase"
    for table in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if table.name.endswith(".tsv"):
            yield from parse(table.read_text(encoding="utf-8"), table.name)


def parse(text: str, name: str) -> Iterator[Concept]:
    """Yield the concepts of a table; `name` is what errors call it.

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
        yield _concept(line.split("\t"), f"{name}:{number}")


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
