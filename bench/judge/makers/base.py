"""What makers of errors share: a changed pair with its marks, links between tokens, and words.

Each maker takes a sound pair and a source of chance and returns a changed pair with marks by character, or
None where the pair gives it nothing to change. What a deletion leaves without counterpart on the other side
is found by which tokens were nearest to each other before (`Links`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

Stretch = tuple[int, int]


LOST, BAD, ADDED, WRONG, ODD, GAP = range(6)
"""Kinds of marks: Chinese that is lost, or rendered wrongly; English that is added, wrong or bad English, or
beside which something is missing."""


CHINESE_KINDS = LOST, BAD


LEAST = 0.3


CLAUSE = re.compile(r"[^,;:()—–\-\"“”]+")


CHINESE_CLAUSE = re.compile("[^，；。：、！？（）“”]+")


WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


CAPITALS = re.compile(r"(?<=[a-z,] )[A-Z][a-zA-Z]+(?: [A-Z][a-zA-Z]+)*")


PREPOSITION = re.compile(
    r"\b(?:in|on|at|of|for|with|by|from|to|under|over|during|after|before|between|through|against|about|into|"
    r"as|despite|including|according to|because of|due to|in order to)\b(?: [\w'’-]+){1,6}"
)


FUNCTION = frozenset(
    "the a an of to in on at by for with from as and or but is are was were be been being has have had do "
    "does did will would can could may might must shall should not no it its he she his her they their them "
    "this that these those which who whom what when where how there here than then so if into over under "
    "about i we our you your also".split()
)


@dataclass
class Made:
    """A changed pair.

    Attributes:
        marks: Kind and stretch of the side that the kind belongs to.
        cost: What the change costs as MQM weighs it.
        sort: What kind of error an expert would call it.
    """

    chinese: str
    english: str
    kind: str
    cost: float
    sort: str
    marks: list[tuple[int, Stretch]] = field(default_factory=list)


@dataclass(frozen=True)
class Links:
    """For each Chinese and English token of a sound pair: its stretch, its nearest, and how near that is."""

    chinese: np.ndarray
    english: np.ndarray
    nearest: tuple[np.ndarray, np.ndarray]
    cosines: tuple[np.ndarray, np.ndarray]

    def of_english(self, stretch: Stretch) -> list[Stretch]:
        """Return what of the Chinese is nearest to a stretch of the English."""
        return self._across(self.chinese, self.english, self.nearest[0], self.cosines[0], stretch)

    def of_chinese(self, stretch: Stretch) -> list[Stretch]:
        """Return what of the English is nearest to a stretch of the Chinese."""
        return self._across(self.english, self.chinese, self.nearest[1], self.cosines[1], stretch)

    @staticmethod
    def _across(
        own: np.ndarray, other: np.ndarray, nearest: np.ndarray, cosines: np.ndarray, stretch: Stretch
    ) -> list[Stretch]:
        there = other[nearest]
        inside = (there[:, 0] >= stretch[0]) & (there[:, 1] <= stretch[1]) & (cosines > LEAST)
        return [(int(a), int(b)) for a, b in own[inside] if b > a]


def shape(word: str) -> str:
    """Return what a word must share with one that takes its place in a sentence."""
    ending = next((e for e in ("ing", "ed", "ly", "tion", "s") if word.endswith(e)), "")
    return f"{word[0].isupper()}{ending}"


def content_words(english: str) -> list[re.Match[str]]:
    return [m for m in WORD.finditer(english) if m[0].lower() not in FUNCTION and len(m[0]) > 2]


def replaced(english: str, start: int, end: int, new: str) -> str:
    return english[:start] + new + english[end:]


def wrong(
    pair: tuple[str, str], links: Links, stretch: Stretch, new: str, kind: str, cost: float = 5
) -> Made | None:
    chinese, english = pair
    start, end = stretch
    if english[start:end].lower() == new.lower():
        return None
    if english[start].isupper() and start == 0:
        new = new[0].upper() + new[1:]
    text = replaced(english, start, end, new)
    marks = [(WRONG, (start, start + len(new)))]
    marks += [(BAD, own) for own in links.of_english(stretch)]
    return Made(chinese, text, kind, cost, "mistranslation", marks)
