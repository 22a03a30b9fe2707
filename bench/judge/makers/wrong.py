"""Makers of mistranslations: words, names, roles, numbers, modality, tense and polarity changed."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import jieba

from align.knowledge import glosses
from align.text import fold_chinese
from makers.base import (
    BAD,
    CAPITALS,
    FUNCTION,
    LOST,
    PREPOSITION,
    WORD,
    WRONG,
    Links,
    Made,
    Stretch,
    content_words,
    shape,
    wrong,
)
from makers.lost import drop
from makers.stock import Stock, Verb

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


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


_NOT_SUBJECTS = FUNCTION - frozenset("it he she they we i you that which who this these those also".split())


def swap_word(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    words = [word for word in content_words(pair[1]) if stock.words.get(shape(word[0]))]
    if not words:
        return None
    word = chance.choice(words)
    new = chance.choice(stock.words[shape(word[0])])
    return wrong(pair, links, word.span(), new, "swap_word")


def swap_related(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    """Put a word of the same field in place of another, as fluent errors are: fines for subsidies."""
    words = [word for word in content_words(pair[1]) if stock.related.get(word[0])]
    if not words:
        return None
    word = chance.choice(words)
    return wrong(pair, links, word.span(), chance.choice(stock.related[word[0]]), "swap_related")


def swap_phrase(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    phrases = list(PREPOSITION.finditer(pair[1]))
    if not phrases:
        return None
    return wrong(pair, links, chance.choice(phrases).span(), chance.choice(stock.phrases), "swap_phrase")


def wrong_sense(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    """Render a word by another of its glosses, or by a gloss of a word that shares a character."""
    chinese, english = pair
    table = glosses.load()
    folded = fold_chinese(chinese).lower()
    senses = [table.of(folded[a:b]) for a, b in table.spans(folded)]
    options = []
    for word in content_words(english):
        stem = glosses.stem(word[0].lower())
        for known in senses:
            if stem in known:
                others = [stock.surface[one] for one in known if one != stem and one in stock.surface]
                options += [(word.span(), other) for other in others]
    if not options:
        return None
    stretch, new = chance.choice(options)
    return wrong(pair, links, stretch, _inflect(new, english[slice(*stretch)]), "wrong_sense", 3)


def _inflect(new: str, old: str) -> str:
    """Give a word the ending of another, roughly."""
    if old.endswith("ing") and not new.endswith("ing"):
        return Verb.of(new).running
    if old.endswith("ed") and not new.endswith("ed"):
        return Verb.of(new).past
    if old.endswith("s") and not old.endswith("ss") and not new.endswith("s"):
        return Verb.of(new).present
    return new


def swap_name(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    names = list(CAPITALS.finditer(pair[1]))
    if not names:
        return None
    return wrong(pair, links, chance.choice(names).span(), chance.choice(stock.names), "swap_name")


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
    names = [m.span() for m in CAPITALS.finditer(pair[1])]
    return _exchange(pair, links, *chance.sample(names, 2), "exchange_names") if len(names) > 1 else None


def exchange_words(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    words = content_words(pair[1])
    shapes: defaultdict[str, list[Stretch]] = defaultdict(list)
    for word in words:
        shapes[shape(word[0])].append(word.span())
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
    return wrong(pair, links, number.span(), "".join(digits), "change_number", 8)


def _by_table(
    pair: tuple[str, str],
    links: Links,
    table: Sequence[tuple[str, str]],
    chance: random.Random,
    kind: str,
    cost: float,
) -> Made | None:
    found = [(m.span(), new) for old, new in table for m in _whole_word(old).finditer(pair[1])]
    if not found:
        return None
    stretch, new = chance.choice(found)
    return wrong(pair, links, stretch, new, kind, cost)


@cache
def _whole_word(text: str) -> re.Pattern[str]:
    # There are more words than the module of regular expressions keeps compiled.
    return re.compile(rf"\b{text}\b", re.IGNORECASE)


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
    words = list(WORD.finditer(english))
    for before, word in pairwise(words):
        verb = stock.verbs.get(word[0])
        if verb and english[before.end() : word.start()] == " " and before[0].lower() not in _NOT_SUBJECTS:
            options += [(word.span(), new) for new in verb.others(word[0], before[0])]
    if not options:
        return None
    stretch, new = chance.choice(options)
    return wrong(pair, links, stretch, new, "change_tense", 3)


def generalise(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    """Say something general in place of what the word means."""
    words = [word for word in content_words(pair[1]) if word[0].islower()]
    if not words:
        return None
    word = chance.choice(words)
    is_verb = word[0].endswith(("ed", "ing")) or word[0] in stock.verbs
    new = chance.choice(_GENERAL_VERBS if is_verb else _GENERAL)
    if new == "people" and word[0].endswith("s"):
        return wrong(pair, links, word.span(), new, "generalise", 3)
    return wrong(pair, links, word.span(), _inflect(new, word[0]), "generalise", 3)


def opposite(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    return _by_table(pair, links, _opposites(), chance, "opposite", 7)


@cache
def _opposites() -> list[tuple[str, str]]:
    """Return words and their contraries, from the table that rules look in."""
    found: list[tuple[str, str]] = []
    path = Path(__file__).resolve().parents[3] / "src/align/data/cues/opposites.tsv"
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 5 and cells[0] != "rule":
            # What only excuses is no contrary.
            one, other = (
                [word.replace("_", " ") for word in cells[n].split("|") if word and not word.startswith("~")]
                for n in (1, 3)
            )
            found += [(a, b) for a in one for b in other[:3]] + [(b, a) for b in other for a in one[:3]]
            for a, b in (*zip(one[:1], other, strict=False), *zip(other[:1], one, strict=False)):
                found += [(_inflect(a, e), _inflect(b, e)) for e in ("s", "ed", "ing")]
    return found


def negate(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    negations = list(re.finditer(r" (?:not|never)\b|n[’']t\b", english))
    if negations and chance.random() < 0.8:
        start, end = chance.choice(negations).span()
        made = drop(chinese, english, (start, end), links, "unnegate", 8)
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
    words = content_words(pair[1])
    chance.shuffle(words)
    for word in words:
        parts = links.of_english(word.span())
        if parts:
            return wrong(pair, links, word.span(), pair[0][slice(*parts[0])], "leave_chinese", 4)
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
