"""One entry of a termbase as a file gives it, whatever the format of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from align.errors import ConfigError
from align.knowledge.concepts import Concept, ConceptType
from align.text import HAN

COLUMNS = (
    "id",
    "type",
    "zh-Hant",
    "zh-Hans",
    "en",
    "abbr",
    "loose",
    "broader",
    "source",
    "forbidden",
    "case",
    "pos",
    "domain",
    "note",
)
"""The columns of a table of entries; those after `en` may be left out."""

PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "properNoun", "other")
"""As TBX-Basic names them."""

_YES, _NO = ("yes", "true", "1", "y"), ("", "no", "false", "0", "n")
# What tells columns and lines apart, and what XML cannot hold, cannot be part of a form.
_RESERVED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BAD_ID = re.compile(r"^#|[\s|]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept with its forms; in each list the preferred one stands first.

    Attributes:
        traditional: Chinese forms in Traditional characters.
        simplified: Chinese forms in Simplified characters.
        abbreviations: Forms whose case matters.
        loose: Allowed renderings in either language that do not by themselves name the concept; the
            Chinese ones first.
        broader: Ids of concepts that may stand for it.
        source: Where the rendering can be verified.
        forbidden: Renderings in either language that are wrong or unwanted; the Chinese ones first.
        exact: Whether the case of the English forms matters.
        pos: Part of speech, one of `PARTS_OF_SPEECH`, or empty.
        where: File and line it was read from, for messages.
    """

    id: str
    type: ConceptType
    traditional: tuple[str, ...] = ()
    simplified: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    source: str = ""
    forbidden: tuple[str, ...] = ()
    exact: bool = False
    pos: str = ""
    domain: str = ""
    note: str = ""
    where: str = field(default="", compare=False)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form that names the concept by itself."""
        return (*self.traditional, *self.simplified, *self.english, *self.abbreviations)

    def cells(self) -> dict[str, str]:
        """Return the text of each column."""
        values = (
            self.id, self.type.value, self.traditional, self.simplified, self.english, self.abbreviations,
            self.loose, self.broader, self.source, self.forbidden, "yes" if self.exact else "", self.pos,
            self.domain, self.note,
        )  # fmt: skip
        texts = (value if isinstance(value, str) else "|".join(value) for value in values)
        return dict(zip(COLUMNS, texts, strict=True))

    def concept(self) -> Concept:
        """Return what checks know of it."""
        return Concept(
            id=self.id,
            type=self.type,
            chinese=self.traditional + self.simplified,
            english=self.english,
            abbreviations=self.abbreviations,
            loose=self.loose,
            broader=self.broader,
            simplified=len(self.simplified),
            forbidden=self.forbidden,
            exact=self.exact,
            domain=self.domain,
        )


def entry_from_cells(cells: Mapping[str, str], where: str) -> Entry:
    """Return the entry that a row gives by column; `where` is its file and line.

    Raises:
        ConfigError: A cell holds what it may not, or a form is missing; names file, line and column.
    """
    lists = {name: _forms(cells.get(name, "")) for name in COLUMNS}
    entry = Entry(
        id=cells.get("id", "").strip(),
        type=_concept_type(cells.get("type", "").strip(), where),
        traditional=lists["zh-Hant"],
        simplified=lists["zh-Hans"],
        english=lists["en"],
        abbreviations=lists["abbr"],
        loose=chinese_first(lists["loose"]),
        broader=lists["broader"],
        source=_plain(cells.get("source", "")),
        forbidden=chinese_first(lists["forbidden"]),
        exact=_yes_or_no(cells.get("case", ""), where),
        pos=_part_of_speech(cells.get("pos", "").strip(), where),
        domain=_plain(cells.get("domain", "")),
        note=_plain(cells.get("note", "")),
        where=where,
    )
    return validated(entry)


def validated(entry: Entry) -> Entry:
    """Return an entry that a table can hold and a check can use.

    Raises:
        ConfigError: It is none; names file, line and column.
    """
    where = entry.where
    needed = {
        "column id": entry.id,
        "columns zh-Hant, zh-Hans": entry.traditional or entry.simplified,
        "columns en, abbr": entry.english or entry.abbreviations,
    }
    if empty := next((columns for columns, cells in needed.items() if not cells), ""):
        raise ConfigError(f"{where}: {empty}: a concept needs an id, a Chinese form and an English form")
    if _BAD_ID.search(entry.id):
        raise ConfigError(
            f"{where}: column id: {entry.id!r} holds a space or |, or starts with #",
            hint="small letters, digits and hyphens make a good id",
        )
    for form in (*entry.forms, *entry.loose, *entry.forbidden, *entry.broader):
        if "|" in form or _RESERVED.search(form):
            raise ConfigError(f"{where}: the form {form!r} holds | or a line end, which set forms apart")
    if both := {*entry.forms, *entry.loose} & set(entry.forbidden):
        raise ConfigError(f"{where}: column forbidden: {min(both)!r} is also an allowed form")
    return entry


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for part in cell.split("|") if (form := _plain(part))))


def chinese_first(forms: Iterable[str]) -> tuple[str, ...]:
    """Return forms of both languages in one order for all formats."""
    return tuple(sorted(forms, key=lambda form: not HAN.search(form)))


def _plain(text: str) -> str:
    """Return a text on one line, without spaces around it."""
    return _RESERVED.sub(" ", text).strip()


def _concept_type(name: str, where: str) -> ConceptType:
    if name not in set(ConceptType):
        raise ConfigError(
            f"{where}: column type: unknown type {name!r}", hint="one of: " + ", ".join(ConceptType)
        )
    return ConceptType(name)


def _yes_or_no(cell: str, where: str) -> bool:
    word = cell.strip().lower()
    if word not in (*_YES, *_NO):
        raise ConfigError(f"{where}: column case: {cell!r} is neither yes nor no")
    return word in _YES


def _part_of_speech(name: str, where: str) -> str:
    if name and name not in PARTS_OF_SPEECH:
        raise ConfigError(
            f"{where}: column pos: unknown part of speech {name!r}",
            hint="one of: " + ", ".join(PARTS_OF_SPEECH),
        )
    return name


def unique_ids(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return entries by id.

    Raises:
        ConfigError: Two have the same id; names both places.
    """
    found: dict[str, Entry] = {}
    for entry in entries:
        if earlier := found.get(entry.id):
            raise ConfigError(f"{entry.where}: column id: {entry.id!r} stands already at {earlier.where}")
        found[entry.id] = entry
    return found
