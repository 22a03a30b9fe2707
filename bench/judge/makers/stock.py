"""Words and clauses of other pairs, forms of verbs, and words of one field."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import jieba
import numpy as np

from align.encode import load
from align.knowledge import glosses
from makers.base import CAPITALS, CHINESE_CLAUSE, CLAUSE, FUNCTION, PREPOSITION, WORD, shape

_MODIFIED = re.compile(r"\b(?:the|an?|its|his|her|their|this|very) ([a-z]{3,}) [a-z]{3,}")


_BARE = re.compile(r"\b(?:to|will|would|can|could|should|must|may|not) ([a-z]{2,})\b")


_IRREGULAR = {
    word[0]: (word[1], word[-1])
    for word in map(
        str.split,
        "say said|get got|make made|take took taken|go went gone|come came come|see saw seen|"
        "know knew known|give gave given|find found|think thought|tell told|become became become|"
        "show showed shown|leave left|feel felt|put put|bring brought|begin began begun|keep kept|hold held|"
        "write wrote written|stand stood|hear heard|mean meant|set set|meet met|run ran run|pay paid|"
        "speak spoke spoken|lead led|grow grew grown|lose lost|fall fell fallen|send sent|build built|"
        "draw drew drawn|break broke broken|spend spent|cut cut|rise rose risen|drive drove driven|"
        "buy bought|choose chose chosen|win won|sell sold|teach taught|seek sought|fight fought|hit hit|"
        "eat ate eaten|fly flew flown|do did done|deal dealt".split("|"),
    )
}


_RELATED = 25
"""Nearest words among which those that mean something else take a word's place."""


_DOUBLED = re.compile(r"(?:[^aeiou]|qu)*[aeiou][bdgmnprt]")
"""Verbs that double their last letter before an ending: plan, get, stop."""


@dataclass(frozen=True)
class Verb:
    """Forms of a verb."""

    bare: str
    present: str
    past: str
    participle: str
    running: str

    @classmethod
    def of(cls, bare: str) -> Verb:
        """Return the forms of a verb that is given without ending."""
        is_soft = bare[-1] == "y" and bare[-2] not in "aeiou"
        stem = bare[:-1] + "i" if is_soft else bare
        present = stem + "es" if is_soft or bare.endswith(("s", "sh", "ch", "x", "o")) else bare + "s"
        regular = stem + ("d" if bare.endswith("e") else "ed")
        if _DOUBLED.fullmatch(bare):
            regular = bare + bare[-1] + "ed"
        past, participle = _IRREGULAR.get(bare, (regular, regular))
        running = bare[:-1] if bare.endswith("e") and not bare.endswith("ee") else bare
        running += bare[-1] if _DOUBLED.fullmatch(bare) else ""
        return cls(bare, present, past, participle, running + "ing")

    def others(self, form: str, subject: str) -> tuple[str, ...]:
        """Return what can stand in place of a finite form, in another tense or aspect."""
        many = subject.endswith("s") and not subject.endswith("ss")
        be, have = ("are", "have") if many else ("is", "has")
        were = "were" if many else "was"
        future = (f"will {self.bare}", f"{were} {self.running}", f"had {self.participle}")
        if form == self.present:
            return (self.past, f"{be} {self.running}", f"{have} {self.participle}", *future)
        return (self.bare if many else self.present, f"{be} {self.running}", *future)


class Stock:
    """Words and clauses of other pairs, to put in place of a pair's own."""

    def __init__(self, pairs: Sequence[tuple[str, str]], seed: int) -> None:
        chance = random.Random(seed)
        self.chinese_clauses: list[str] = []
        self.english_clauses: list[str] = []
        self.phrases: list[str] = []
        self.names: list[str] = []
        self.words: defaultdict[str, list[str]] = defaultdict(list)
        self.chinese_words: defaultdict[int, list[str]] = defaultdict(list)
        self.surface: dict[str, str] = {}
        self.modifiers: list[str] = []
        self.verbs: dict[str, Verb] = {}
        counts: Counter[str] = Counter()
        bare: Counter[str] = Counter()
        for chinese, english in pairs:
            self.chinese_clauses += [c for c in CHINESE_CLAUSE.findall(chinese) if 4 <= len(c) <= 24]
            clauses = (c.strip() for c in CLAUSE.findall(english.rstrip(".")))
            self.english_clauses += [c for c in clauses if 3 <= len(c.split()) <= 14]
            self.phrases += [m[0] for m in PREPOSITION.finditer(english)]
            self.names += CAPITALS.findall(english)
            self.modifiers += [m[1] for m in _MODIFIED.finditer(english) if m[1] not in FUNCTION]
            counts.update(WORD.findall(english))
            bare.update(m[1] for m in _BARE.finditer(english))
        for chinese in dict.fromkeys(chinese for chinese, _ in pairs):
            for word in jieba.cut(chinese):
                if 2 <= len(word) <= 4 and re.fullmatch("[一-鿿]+", word):
                    self.chinese_words[len(word)].append(word)
        for word, count in counts.most_common():
            if word.lower() not in FUNCTION and len(word) > 2 and count > 1:
                self.words[shape(word)].append(word)
                if word.islower():
                    self.surface.setdefault(glosses.stem(word), word)
        for word in sorted(word for word, count in bare.items() if count > 1 and word not in FUNCTION):
            verb = Verb.of(word)
            if verb.past in counts and verb.present in counts:
                self.verbs |= dict.fromkeys((verb.present, verb.past), verb)
        for pool in (self.chinese_clauses, self.english_clauses, self.phrases, self.names):
            chance.shuffle(pool)
        self.related = _related([word for words in self.words.values() for word in words if word.islower()])


def _related(words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return for each word others of its shape that are of the same field and mean something else.

    Alike are words whose vectors are, each encoded by itself; those that gloss one Chinese word are synonyms.
    """
    words = sorted(set(words))
    vectors = load().encode(words).vectors
    vectors = vectors - vectors.mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    chinese = [frozenset(glosses.load().chinese_of(glosses.stem(word))) for word in words]
    shapes = np.array([shape(word) for word in words])
    found = {}
    for number, word in enumerate(words):
        cosines = np.where(shapes == shapes[number], vectors @ vectors[number], -1)
        near = [int(one) for one in np.argsort(-cosines)[1 : _RELATED + 1] if cosines[one] > 0]
        others = [words[one] for one in near if chinese[number].isdisjoint(chinese[one])]
        found[word] = tuple(one for one in others if glosses.stem(one) != glosses.stem(word))
    return found
