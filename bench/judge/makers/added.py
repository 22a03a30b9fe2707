"""Makers of additions: English that is put in, and Chinese that is dropped."""

from __future__ import annotations

import random
import re

from makers.base import ADDED, CHINESE_CLAUSE, FUNCTION, Links, Made, content_words
from makers.stock import Stock


def delete_chinese(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    """Take a clause out of the Chinese: as if the translation had added it."""
    chinese, english = pair
    clauses = [m for m in CHINESE_CLAUSE.finditer(chinese) if 4 <= len(m[0]) <= 24]
    if len(clauses) < 2:
        return None
    start, end = chance.choice(clauses).span()
    marks = [(ADDED, own) for own in links.of_chinese((start, end))]
    rest = chinese[:start] + chinese[end + 1 :]
    return Made(rest, english, "delete_chinese", 6, "addition", marks) if marks else None


def add_clause(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    clause = chance.choice(stock.english_clauses)
    if clause.split()[0].lower() in FUNCTION or chance.random() < 0.5:
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
    nouns = list(content_words(english))
    if not nouns:
        return None
    place = chance.choice(nouns).end()
    text = english[:place] + " " + phrase + english[place:]
    return Made(chinese, text, "add_phrase", 5, "addition", [(ADDED, (place + 1, place + 1 + len(phrase)))])


def add_word(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = content_words(english)
    if not words:
        return None
    place = chance.choice(words).start()
    pool = stock.words[chance.choice(("False", "Falsely", "Falseed"))]
    word = chance.choice(stock.modifiers if chance.random() < 0.6 else pool)
    text = english[:place] + word + " " + english[place:]
    return Made(chinese, text, "add_word", 3, "addition", [(ADDED, (place, place + len(word)))])
