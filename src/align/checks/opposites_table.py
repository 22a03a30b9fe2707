"""The table of opposites, `data/cues/opposites.tsv`: groups of words of both languages, contraries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from align.checks.words import lemma
from align.knowledge import glosses

# Before a word of the table that accounts for what stands opposite, and accuses nothing.
_EXCUSES_ONLY = "~"
_KEPT = 4096


class Group(NamedTuple):
    """Words that mean much the same on one side of an opposition; English ones as lemmas.

    Attributes:
        english, chinese: All words of either language, each of which may stand for the others.
        accusing: Those of either language that contradict a word of the other group.
        senses: What the English ones of these are told apart by from others of their stem.
    """

    english: frozenset[str]
    chinese: frozenset[str]
    accusing: frozenset[str]
    senses: frozenset[str]
    name: str


class Opposition(NamedTuple):
    """A group and its contrary, and the rule that reports a word of one put for a word of the other."""

    rule: str
    own: Group
    other: Group


@cache
def table() -> dict[str, list[Opposition]]:
    """Return the oppositions that each English lemma belongs to."""
    found: dict[str, list[Opposition]] = defaultdict(list)
    for rule, *columns in _rows("opposites.tsv"):
        one, other = (_group(*columns[at : at + 2]) for at in (0, 2))
        for own, contrary in ((one, other), (other, one)):
            for word in own.english:
                found[word].append(Opposition(rule, own, contrary))
    return dict(found)


def _rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table of cues below its header."""
    text = files("align").joinpath("data", "cues", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return (line.split("\t") for line in lines[1:])


def _group(english: str, chinese: str) -> Group:
    ours, theirs = english.split("|"), chinese.split("|")
    accusing = [word for word in ours if word[0] != _EXCUSES_ONLY]
    return Group(
        frozenset(_key(word.lstrip(_EXCUSES_ONLY)) for word in ours),
        frozenset(word.lstrip(_EXCUSES_ONLY) for word in theirs),
        frozenset((*map(_key, accusing), *(word for word in theirs if word[0] != _EXCUSES_ONLY))),
        frozenset(map(sense_of, accusing)),
        ours[0].lstrip(_EXCUSES_ONLY).replace("_", " "),
    )


@cache
def _families() -> dict[str, str]:
    """Return what tells the forms apart that share a stem with another word, by form."""
    rows = [forms.split("|") for (forms,) in _rows("stems.tsv")]
    return {form: f"{forms[0]}*" for forms in rows for form in forms}


@lru_cache(_KEPT)
def sense_of(written: str) -> str:
    """Return what a word or a phrase accuses by: "quite" is not "quit", though they share a stem."""
    words = (word.partition("'")[0] for word in re.split(r"[_\s-]+", written))
    return "_".join(_families().get(word) or lemma(word) for word in words)


def _key(word: str) -> str:
    """Return what a word or a phrase, its words joined by `_`, is compared by."""
    return "_".join(map(lemma, word.split("_")))


@cache
def known_chinese() -> dict[str, list[str]]:
    """Return the Chinese words of the table of two characters and more by the first, the longest first."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word in renderings():
        if len(word) > 1:
            found[word[0]].add(word)
    return {first: sorted(words, key=len, reverse=True) for first, words in found.items()}


@cache
def known_phrases() -> dict[str, list[tuple[str, ...]]]:
    """Return the English phrases of the table by their first word, the longest first."""
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in table():
        if "_" in key:
            words = tuple(key.split("_"))
            found[words[0]].append(words)
    return {first: sorted(phrases, key=len, reverse=True) for first, phrases in found.items()}


@cache
def renderings() -> dict[str, frozenset[str]]:
    """Return the English words of all groups that a Chinese word belongs to: 拒绝 is in several."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    oppositions = (opposition for each in table().values() for opposition in each)
    # Each stands there once for each of its words.
    groups = {id(group): group for opposition in oppositions for group in (opposition.own, opposition.other)}
    for group in groups.values():
        # What only excuses does so within its group.
        english = group.english & group.accusing
        for word in group.chinese:
            found[word] |= english
    return {word: frozenset(english) for word, english in found.items()}


def meanings(key: str) -> frozenset[str]:
    """Return the English words that the table or the dictionary has for a Chinese word."""
    return frozenset(glosses.load().of(key)) | renderings().get(key, frozenset())
