"""Make translations wrong on purpose, and say where.

Each maker takes a sound pair and a source of chance and returns a changed pair with marks by character, or
None where the pair gives it nothing to change. What a deletion leaves without counterpart on the other side
is found by which tokens were nearest to each other before (`Links`).
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import jieba
import numpy as np

from align.knowledge import glosses
from align.text import fold_chinese

Stretch = tuple[int, int]

LOST, BAD, ADDED, WRONG, ODD, GAP = range(6)
"""Kinds of marks: Chinese that is lost, or rendered wrongly; English that is added, wrong or bad English, or
beside which something is missing."""
CHINESE_KINDS = LOST, BAD


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


LEAST = 0.3
_CLAUSE = re.compile(r"[^,;:()—–\-\"“”]+")
_CHINESE_CLAUSE = re.compile("[^，；。：、！？（）“”]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_CAPITALS = re.compile(r"(?<=[a-z,] )[A-Z][a-zA-Z]+(?: [A-Z][a-zA-Z]+)*")
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_PREPOSITION = re.compile(
    r"\b(?:in|on|at|of|for|with|by|from|to|under|over|during|after|before|between|through|against|about|into|"
    r"as|despite|including|according to|because of|due to|in order to)\b(?: [\w'’-]+){1,6}"
)
_FUNCTION = frozenset(
    "the a an of to in on at by for with from as and or but is are was were be been being has have had do "
    "does did will would can could may might must shall should not no it its he she his her they their them "
    "this that these those which who whom what when where how there here than then so if into over under "
    "about i we our you your also".split()
)
_MODALS = (
    ("may", "must"), ("may", "will"), ("might", "will"), ("could", "must"), ("should", "may"),
    ("must", "may"), ("will", "may"), ("would", "must"), ("can", "must"), ("can", "cannot"),
    ("will", "will not"),
    ("expected to", "required to"), ("plans to", "refused to"), ("allegedly", "certainly"),
)  # fmt: skip
_PRONOUNS = (
    ("he", "she"), ("she", "he"), ("his", "her"), ("her", "his"), ("they", "we"), ("their", "our"),
    ("we", "they"), ("our", "their"), ("it", "they"),
)  # fmt: skip
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|must|does|did)\b")
_QUANTITIES = (
    ("all", "some"), ("some", "all"), ("most", "few"), ("many", "few"), ("more", "less"), ("first", "last"),
    ("last", "first"), ("every", "no"), ("only", "even"), ("both", "neither"), ("before", "after"),
    ("after", "before"), ("north", "south"), ("south", "north"), ("east", "west"), ("west", "east"),
    ("million", "billion"), ("billion", "million"), ("thousand", "million"), ("year", "month"),
    ("month", "year"),
    ("more than", "less than"), ("at least", "at most"), ("Monday", "Tuesday"), ("January", "February"),
)  # fmt: skip


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
        "eat ate eaten|fly flew flown".split("|"),
    )
}
_TENSES = (
    ("is", ("was", "will be", "has been", "had been")),
    ("are", ("were", "will be", "have been", "had been")),
    ("was", ("is", "will be", "has been", "is being")),
    ("were", ("are", "will be", "have been", "are being")),
    ("has been", ("is", "was", "will be", "had been")), ("have been", ("are", "were", "will be", "had been")),
    ("will be", ("is", "was", "has been", "would have been")), ("had been", ("is", "was", "will be")),
    ("is being", ("was", "has been")), ("are being", ("were", "have been")), ("have", ("had", "will have")),
    ("has", ("had", "will have")), ("had", ("has", "will have")), ("does", ("did",)), ("did", ("does",)),
)  # fmt: skip
_GENERAL = tuple(
    "thing person people place group area event item animal substance material activity equipment structure "
    "vehicle organisation object matter action change affair product part measure".split()
)
_GENERAL_VERBS = tuple("do move change act handle affect deal happen use involve treat".split())


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
        past, participle = _IRREGULAR.get(bare, (regular, regular))
        running = bare[:-1] if bare.endswith("e") and not bare.endswith("ee") else bare
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
            self.chinese_clauses += [c for c in _CHINESE_CLAUSE.findall(chinese) if 4 <= len(c) <= 24]
            clauses = (c.strip() for c in _CLAUSE.findall(english.rstrip(".")))
            self.english_clauses += [c for c in clauses if 3 <= len(c.split()) <= 14]
            self.phrases += [m[0] for m in _PREPOSITION.finditer(english)]
            self.names += _CAPITALS.findall(english)
            self.modifiers += [m[1] for m in _MODIFIED.finditer(english) if m[1] not in _FUNCTION]
            counts.update(_WORD.findall(english))
            bare.update(m[1] for m in _BARE.finditer(english))
        for chinese in dict.fromkeys(chinese for chinese, _ in pairs):
            for word in jieba.cut(chinese):
                if 2 <= len(word) <= 4 and re.fullmatch("[一-鿿]+", word):
                    self.chinese_words[len(word)].append(word)
        for word, count in counts.most_common():
            if word.lower() not in _FUNCTION and len(word) > 2 and count > 1:
                self.words[_shape(word)].append(word)
                if word.islower():
                    self.surface.setdefault(glosses.stem(word), word)
        for word in sorted(word for word, count in bare.items() if count > 1 and word not in _FUNCTION):
            verb = Verb.of(word)
            if verb.past in counts and verb.present in counts:
                self.verbs |= dict.fromkeys((verb.present, verb.past), verb)
        for pool in (self.chinese_clauses, self.english_clauses, self.phrases, self.names):
            chance.shuffle(pool)


def _shape(word: str) -> str:
    """Return what a word must share with one that takes its place in a sentence."""
    ending = next((e for e in ("ing", "ed", "ly", "tion", "s") if word.endswith(e)), "")
    return f"{word[0].isupper()}{ending}"


def _content(english: str) -> list[re.Match[str]]:
    return [m for m in _WORD.finditer(english) if m[0].lower() not in _FUNCTION and len(m[0]) > 2]


def _replace(english: str, start: int, end: int, new: str) -> str:
    return english[:start] + new + english[end:]


def _drop(chinese: str, english: str, stretch: Stretch, links: Links, kind: str, cost: float) -> Made | None:
    """Delete a stretch of the English with what would be left dangling around it."""
    start, end = stretch
    while start > 0 and english[start - 1] == " ":
        start -= 1
    if english[end : end + 1] in (",", ";") and (start == 0 or english[start - 1] in ",;"):
        end += 1
    rest = english[:start] + english[end:]
    if start == 0:
        rest = rest.lstrip(" ,;:")
        rest = rest[:1].upper() + rest[1:]
    if len(rest.split()) < 2:
        return None
    made = Made(chinese, rest, kind, cost, "omission")
    made.marks += [(LOST, own) for own in links.of_english(stretch)]
    if not made.marks:
        return None
    place = max(0, min(start, len(rest) - 1))
    words = list(re.finditer(r"\S+", rest))
    beside = [m.span() for m in words if m.end() >= place - 1 and m.start() <= place + 1]
    made.marks += [(GAP, own) for own in beside[:2]]
    return made


def drop_clause(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    clauses = [m for m in _CLAUSE.finditer(english) if 3 <= len(m[0].split()) <= 16]
    if len(clauses) < 2:
        return None
    return _drop(chinese, english, _trim(english, chance.choice(clauses).span()), links, "drop_clause", 7)


def drop_phrase(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    phrases = list(_PREPOSITION.finditer(english))
    if not phrases or len(english.split()) < 8:
        return None
    phrase = chance.choice(phrases)
    words = list(re.finditer(r"\S+", phrase[0]))
    end = phrase.start() + chance.choice(words[1:4]).end()
    return _drop(chinese, english, (phrase.start(), end), links, "drop_phrase", 5)


def drop_words(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = list(_WORD.finditer(english))
    if len(words) < 7:
        return None
    size = chance.choice((1, 2, 2, 3, 3, 4, 5, 6))
    first = chance.randrange(1, max(2, len(words) - size))
    run = words[first : first + size]
    if all(word[0].lower() in _FUNCTION for word in run):
        return None
    return _drop(chinese, english, (run[0].start(), run[-1].end()), links, "drop_words", 5)


def drop_word(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = _content(english)
    if len(words) < 5:
        return None
    return _drop(chinese, english, chance.choice(words).span(), links, "drop_word", 4)


def drop_end(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = list(re.finditer(r"\S+", english))
    if len(words) < 12:
        return None
    cut = words[chance.randrange(len(words) // 3, len(words) - 3)]
    stretch = (cut.start(), len(english.rstrip('."” '))) if chance.random() < 0.6 else (0, cut.start())
    return _drop(chinese, english, stretch, links, "drop_end", 10)


def insert_chinese(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    """Put a clause of another text into the Chinese: as if it had not been translated."""
    chinese, english = pair
    clause = chance.choice(stock.chinese_clauses)
    borders = [m.end() for m in re.finditer("[，；]", chinese)] + [0]
    place = chance.choice(borders)
    start = place
    text = chinese[:place] + clause + "，" + chinese[place:]
    return Made(text, english, "insert_chinese", 7, "omission", [(LOST, (start, start + len(clause)))])


def insert_chinese_word(
    pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random
) -> Made | None:
    """Put one or two words more into the Chinese, between two of its words."""
    chinese, english = pair
    words = list(jieba.tokenize(chinese))
    if len(words) < 6:
        return None
    place = words[chance.randrange(1, len(words) - 1)][1]
    new = "".join(chance.choice(stock.chinese_words[2]) for _ in range(chance.choice((1, 1, 2))))
    text = chinese[:place] + new + chinese[place:]
    return Made(text, english, "insert_chinese_word", 4, "omission", [(LOST, (place, place + len(new)))])


def delete_chinese(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    """Take a clause out of the Chinese: as if the translation had added it."""
    chinese, english = pair
    clauses = [m for m in _CHINESE_CLAUSE.finditer(chinese) if 4 <= len(m[0]) <= 24]
    if len(clauses) < 2:
        return None
    start, end = chance.choice(clauses).span()
    marks = [(ADDED, own) for own in links.of_chinese((start, end))]
    rest = chinese[:start] + chinese[end + 1 :]
    return Made(rest, english, "delete_chinese", 6, "addition", marks) if marks else None


def add_clause(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    clause = chance.choice(stock.english_clauses)
    if clause.split()[0].lower() in _FUNCTION or chance.random() < 0.5:
        clause = clause[0].lower() + clause[1:] if not clause.split()[0][1:].isupper() else clause
    joint = chance.choice((", ", ", ", ", and ", ", which ", " and "))
    borders = [m.start() for m in re.finditer(r"[,;]", english)]
    end = len(english.rstrip('."” '))
    place = chance.choice([*borders, end, end])
    text = english[:place] + joint + clause + english[place:]
    start = place + len(joint)
    return Made(chinese, text, "add_clause", 6, "addition", [(ADDED, (start, start + len(clause)))])


def add_phrase(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    phrase = chance.choice(stock.phrases)
    nouns = list(_content(english))
    if not nouns:
        return None
    place = chance.choice(nouns).end()
    text = english[:place] + " " + phrase + english[place:]
    return Made(chinese, text, "add_phrase", 5, "addition", [(ADDED, (place + 1, place + 1 + len(phrase)))])


def add_word(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = _content(english)
    if not words:
        return None
    place = chance.choice(words).start()
    pool = stock.words[chance.choice(("False", "Falsely", "Falseed"))]
    word = chance.choice(stock.modifiers if chance.random() < 0.6 else pool)
    text = english[:place] + word + " " + english[place:]
    return Made(chinese, text, "add_word", 3, "addition", [(ADDED, (place, place + len(word)))])


def _wrong(
    pair: tuple[str, str], links: Links, stretch: Stretch, new: str, kind: str, cost: float = 5
) -> Made | None:
    chinese, english = pair
    start, end = stretch
    if english[start:end].lower() == new.lower():
        return None
    if english[start].isupper() and start == 0:
        new = new[0].upper() + new[1:]
    text = _replace(english, start, end, new)
    marks = [(WRONG, (start, start + len(new)))]
    marks += [(BAD, own) for own in links.of_english(stretch)]
    return Made(chinese, text, kind, cost, "mistranslation", marks)


def swap_word(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    words = [word for word in _content(pair[1]) if stock.words.get(_shape(word[0]))]
    if not words:
        return None
    word = chance.choice(words)
    new = chance.choice(stock.words[_shape(word[0])])
    return _wrong(pair, links, word.span(), new, "swap_word")


def swap_phrase(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    phrases = list(_PREPOSITION.finditer(pair[1]))
    if not phrases:
        return None
    return _wrong(pair, links, chance.choice(phrases).span(), chance.choice(stock.phrases), "swap_phrase")


def wrong_sense(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    """Render a word by another of its glosses, or by a gloss of a word that shares a character."""
    chinese, english = pair
    table = glosses.load()
    folded = fold_chinese(chinese).lower()
    senses = [table.of(folded[a:b]) for a, b in table.spans(folded)]
    options = []
    for word in _content(english):
        stem = glosses.stem(word[0].lower())
        for known in senses:
            if stem in known:
                others = [stock.surface[one] for one in known if one != stem and one in stock.surface]
                options += [(word.span(), other) for other in others]
    if not options:
        return None
    stretch, new = chance.choice(options)
    return _wrong(pair, links, stretch, _inflect(new, english[slice(*stretch)]), "wrong_sense", 3)


def _inflect(new: str, old: str) -> str:
    """Give a word the ending of another, roughly."""
    if old.endswith("ing") and not new.endswith("ing"):
        return new.rstrip("e") + "ing"
    if old.endswith("ed") and not new.endswith("ed"):
        return new + ("d" if new.endswith("e") else "ed")
    if old.endswith("s") and not new.endswith("s"):
        return new + "s"
    return new


def swap_name(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    names = list(_CAPITALS.finditer(pair[1]))
    if not names:
        return None
    return _wrong(pair, links, chance.choice(names).span(), chance.choice(stock.names), "swap_name")


def _exchange(pair: tuple[str, str], links: Links, one: Stretch, other: Stretch, kind: str) -> Made | None:
    chinese, english = pair
    (a, b), (c, d) = sorted((one, other))
    first, second = english[a:b], english[c:d]
    if b > c or first.lower() == second.lower():
        return None
    text = english[:a] + second + english[b:c] + first + english[d:]
    shift = len(second) - (b - a)
    marks = [(WRONG, (a, a + len(second))), (WRONG, (c + shift, c + shift + len(first)))]
    marks += [(BAD, own) for stretch in (one, other) for own in links.of_english(stretch)]
    return Made(chinese, text, kind, 5, "mistranslation", marks)


def exchange_names(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    names = [m.span() for m in _CAPITALS.finditer(pair[1])]
    return _exchange(pair, links, *chance.sample(names, 2), "exchange_names") if len(names) > 1 else None


def exchange_words(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    words = _content(pair[1])
    shapes: defaultdict[str, list[Stretch]] = defaultdict(list)
    for word in words:
        shapes[_shape(word[0])].append(word.span())
    pools = [pool for pool in shapes.values() if len(pool) > 1]
    return (
        _exchange(pair, links, *chance.sample(chance.choice(pools), 2), "exchange_words") if pools else None
    )


def exchange_around(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    """Swap roles: what stands before and after a small word."""
    joints = list(re.finditer(r"\b(?:of|to|by|than|and|with|for)\b", pair[1]))
    chance.shuffle(joints)
    for joint in joints:
        before = re.search(r"((?:\b[\w'’-]+ ){1,2})$", pair[1][: joint.start()])
        after = re.match(r" ((?:the |a )?[\w'’-]+(?: [\w'’-]+)?)", pair[1][joint.end() :])
        if joint[0] != "and" and before and after:
            one = (before.start(1), before.end(1) - 1)
            other = (joint.end() + after.start(1), joint.end() + after.end(1))
            return _exchange(pair, links, one, other, "exchange_around")
    return None


def change_number(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    numbers = list(_NUMBER.finditer(pair[1]))
    if not numbers:
        return None
    number = chance.choice(numbers)
    digits = list(number[0])
    places = [place for place, char in enumerate(digits) if char.isdigit()]
    place = chance.choice(places)
    digits[place] = chance.choice([d for d in "123456789" if d != digits[place]])
    return _wrong(pair, links, number.span(), "".join(digits), "change_number", 8)


def _by_table(
    pair: tuple[str, str],
    links: Links,
    table: Sequence[tuple[str, str]],
    chance: random.Random,
    kind: str,
    cost: float,
) -> Made | None:
    found = [
        (m.span(), new) for old, new in table for m in re.finditer(rf"\b{old}\b", pair[1], re.IGNORECASE)
    ]
    if not found:
        return None
    stretch, new = chance.choice(found)
    return _wrong(pair, links, stretch, new, kind, cost)


def change_modal(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    return _by_table(pair, links, _MODALS, chance, "change_modal", 5)


def change_quantity(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    return _by_table(pair, links, _QUANTITIES, chance, "change_quantity", 6)


def change_pronoun(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    return _by_table(pair, links, _PRONOUNS, chance, "change_pronoun", 4)


def change_tense(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    """Put a verb into another tense or aspect."""
    english = pair[1]
    options = [
        (m.span(), new)
        for old, others in _TENSES
        for m in re.finditer(rf"(?<!will )(?<!would )(?<!not )\b{old}\b(?! been| being)", english)
        for new in others
    ]
    words = list(_WORD.finditer(english))
    for before, word in pairwise(words):
        verb = stock.verbs.get(word[0])
        if verb and english[before.end() : word.start()] == " " and before[0].lower() not in _NOT_SUBJECTS:
            options += [(word.span(), new) for new in verb.others(word[0], before[0])]
    if not options:
        return None
    stretch, new = chance.choice(options)
    return _wrong(pair, links, stretch, new, "change_tense", 3)


_NOT_SUBJECTS = _FUNCTION - frozenset("it he she they we i you that which who this these those also".split())


def generalise(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    """Say something general in place of what the word means."""
    words = [word for word in _content(pair[1]) if word[0].islower()]
    if not words:
        return None
    word = chance.choice(words)
    is_verb = word[0].endswith(("ed", "ing")) or word[0] in stock.verbs
    new = chance.choice(_GENERAL_VERBS if is_verb else _GENERAL)
    if new == "people" and word[0].endswith("s"):
        return _wrong(pair, links, word.span(), new, "generalise", 3)
    return _wrong(pair, links, word.span(), _inflect(new, word[0]), "generalise", 3)


def opposite(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    return _by_table(pair, links, _opposites(), chance, "opposite", 7)


_OPPOSITES: list[tuple[str, str]] = []


def _opposites() -> list[tuple[str, str]]:
    if not _OPPOSITES:
        path = Path(__file__).parents[2] / "src/align/data/cues/opposites.tsv"
        for line in path.read_text("utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 5 and cells[0] != "rule":
                one, other = (cell.replace("_", " ").split("|") for cell in (cells[1], cells[3]))
                _OPPOSITES.extend((a, b) for a in one for b in other[:3])
                _OPPOSITES.extend((b, a) for b in other for a in one[:3])
                for a, b in ((one[0], other[0]), (other[0], one[0])):
                    _OPPOSITES.extend((_inflect(a, e), _inflect(b, e)) for e in ("s", "ed", "ing"))
    return _OPPOSITES


def negate(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    negations = list(re.finditer(r" (?:not|never)\b|n[’']t\b", english))
    if negations and chance.random() < 0.8:
        start, end = chance.choice(negations).span()
        made = _drop(chinese, english, (start, end), links, "unnegate", 8)
        rest = english[:start] + english[end:]
        words = [
            m.span() for m in re.finditer(r"\S+", rest) if m.end() >= start - 1 and m.start() <= start + 1
        ]
        marks = made.marks if made else []
        kept = [(BAD, own) for kind, own in marks if kind == LOST]
        return Made(chinese, rest, "unnegate", 8, "mistranslation", kept + [(WRONG, w) for w in words[:2]])
    verbs = list(_AUXILIARY.finditer(english))
    if not verbs:
        return None
    verb = chance.choice(verbs)
    text = english[: verb.end()] + " not" + english[verb.end() :]
    marks = [(WRONG, (verb.start(), verb.end() + 4))]
    return Made(chinese, text, "negate", 8, "mistranslation", marks)


def leave_chinese(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    """Leave a word as it stands in the source, or write its opposite number in another script."""
    words = _content(pair[1])
    chance.shuffle(words)
    for word in words:
        parts = links.of_english(word.span())
        if parts:
            return _wrong(pair, links, word.span(), pair[0][slice(*parts[0])], "leave_chinese", 4)
    return None


def swap_chinese(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    """Put another word in place of one of the Chinese."""
    chinese, english = pair
    words = [w for w in jieba.tokenize(chinese) if len(w[0]) in (2, 3) and re.fullmatch("[一-鿿]+", w[0])]
    chance.shuffle(words)
    for _, start, end in words:
        marks = [(WRONG, own) for own in links.of_chinese((start, end))]
        new = chance.choice(stock.chinese_words[end - start])
        if marks and new != chinese[start:end]:
            text = chinese[:start] + new + chinese[end:]
            return Made(text, english, "swap_chinese", 5, "mistranslation", [*marks, (BAD, (start, end))])
    return None


def wrong_sentence(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    clauses = [chance.choice(stock.english_clauses) for _ in range(max(1, len(english) // 60))]
    text = ", ".join(clauses) + "."
    text = text[0].upper() + text[1:]
    return Made(chinese, text, "wrong_sentence", 25, "mistranslation", [(WRONG, (0, len(text)))])


def repeat(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = list(re.finditer(r"\S+", english))
    if len(words) < 4:
        return None
    size = chance.choice((1, 1, 2, 3, 4))
    first = chance.randrange(0, max(1, len(words) - size))
    start, end = words[first].start(), words[min(first + size, len(words)) - 1].end()
    text = english[:end] + " " + english[start:end] + english[end:]
    marks = [(ODD, (end + 1, end + 1 + end - start))]
    return Made(chinese, text, "repeat", 2, "form", marks)


def shuffle(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = list(re.finditer(r"\S+", english))
    if len(words) < 6:
        return None
    size = chance.choice((2, 2, 2, 4, 6))
    first = chance.randrange(0, len(words) - size + 1)
    run = [word[0] for word in words[first : first + size]]
    mixed = run[::-1] if size == 2 else chance.sample(run, size)
    if mixed == run:
        return None
    start, end = words[first].start(), words[first + size - 1].end()
    text = _replace(english, start, end, " ".join(mixed))
    return Made(chinese, text, "shuffle", 2 if size == 2 else 5, "form", [(ODD, (start, end))])


def misspell(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = [word for word in _WORD.finditer(english) if len(word[0]) > 2]
    if not words:
        return None
    word = chance.choice(words)
    old, place = word[0], chance.randrange(1, len(word[0]))
    new = chance.choice(
        (
            old[:place] + old[place + 1 :],
            old[:place] + chance.choice("aeiourstln") + old[place:],
            old[: place - 1] + old[place] + old[place - 1] + old[place + 1 :],
            old + "s" if not old.endswith("s") else old[:-1],
            old + "ing" if not old.endswith("ing") else old[:-3],
        )
    )
    if new == old or not new:
        return None
    text = _replace(english, *word.span(), new)
    return Made(chinese, text, "misspell", 1, "form", [(ODD, (word.start(), word.start() + len(new)))])


def drop_function(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = list(re.finditer(r"\b(?:the|a|an|of|to|in|on|for|with|is|are|was|were|has|have|be) ", english))
    if not words:
        return None
    start, end = chance.choice(words).span()
    text = english[:start] + english[end:]
    near = [m.span() for m in re.finditer(r"\S+", text) if m.end() >= start - 1 and m.start() <= start + 1]
    return Made(chinese, text, "drop_function", 1, "form", [(ODD, one) for one in near[:2]])


def swap_function(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = [m for m in _WORD.finditer(english) if m[0] in _FUNCTION]
    if not words:
        return None
    word = chance.choice(words)
    new = chance.choice(sorted(_FUNCTION - {word[0]}))
    text = _replace(english, *word.span(), new)
    return Made(chinese, text, "swap_function", 1.5, "form", [(ODD, (word.start(), word.start() + len(new)))])


def spoil_marks(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    """Take out a mark of punctuation, put one in, or change the case of a word."""
    chinese, english = pair
    way = chance.randrange(3)
    marks = [m.span() for m in re.finditer(r"[,.;:\"“”]", english)]
    words = list(re.finditer(r"[A-Za-z]\w+", english))
    if way == 0 and marks:
        start, end = chance.choice(marks)
        text, near = english[:start] + english[end:], (max(0, start - 3), start)
    elif way == 1 and words:
        start, end = chance.choice(words).span()
        text, near = english[:end] + chance.choice(",;.") + english[end:], (start, end + 1)
    elif words:
        start, end = chance.choice(words).span()
        old = english[start:end]
        text, near = (
            _replace(english, start, end, old.swapcase() if len(old) < 4 else old[0].swapcase() + old[1:]),
            (start, end),
        )
    else:
        return None
    return Made(chinese, text, "spoil_marks", 0.5, "form", [(ODD, near)]) if text != english else None


def _trim(text: str, stretch: Stretch) -> Stretch:
    start, end = stretch
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] in " .":
        end -= 1
    return start, end


Maker = Callable[[tuple[str, str], Links, Stock, random.Random], Made | None]

MAKERS: dict[Maker, float] = {
    drop_clause: 3, drop_phrase: 3, drop_words: 3, drop_word: 2, drop_end: 0.7,
    insert_chinese: 1.5, insert_chinese_word: 1.5, delete_chinese: 1.5,
    add_clause: 1.5, add_phrase: 1.5, add_word: 2,
    swap_word: 2, swap_phrase: 1, wrong_sense: 2.5, swap_name: 1.2, exchange_names: 0.8, exchange_words: 1.2,
    exchange_around: 1, change_number: 0.8, change_modal: 0.8, change_quantity: 0.8, change_pronoun: 0.8,
    change_tense: 2, generalise: 1, opposite: 1, negate: 1, leave_chinese: 0.5, swap_chinese: 1.5,
    wrong_sentence: 0.3,
    repeat: 0.7, shuffle: 1, misspell: 0.8, drop_function: 0.8, swap_function: 0.8, spoil_marks: 0.8,
}  # fmt: skip
"""Makers and how often each is tried."""


def make(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random, number: int) -> list[Made]:
    """Return up to `number` changed pairs of different kinds."""
    made: dict[str, Made] = {}
    makers, weights = list(MAKERS), list(MAKERS.values())
    for _ in range(4 * number):
        if len(made) == number:
            break
        found = chance.choices(makers, weights)[0](pair, links, stock, chance)
        if found is not None and (found.chinese, found.english) != pair:
            made.setdefault(found.kind, found)
    return list(made.values())


def kinds(made: Iterable[Made]) -> Counter[str]:
    """Count pairs by kind."""
    return Counter(one.kind for one in made)
