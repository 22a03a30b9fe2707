"""Makers of omissions: English that is dropped, and Chinese that is put in."""

from __future__ import annotations

import random
import re

import jieba

from makers.base import CLAUSE, FUNCTION, GAP, LOST, PREPOSITION, WORD, Links, Made, Stretch, content_words
from makers.stock import Stock


def drop(chinese: str, english: str, stretch: Stretch, links: Links, kind: str, cost: float) -> Made | None:
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
    clauses = [m for m in CLAUSE.finditer(english) if 3 <= len(m[0].split()) <= 16]
    if len(clauses) < 2:
        return None
    return drop(chinese, english, _trim(english, chance.choice(clauses).span()), links, "drop_clause", 7)


def drop_phrase(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    phrases = list(PREPOSITION.finditer(english))
    if not phrases or len(english.split()) < 8:
        return None
    phrase = chance.choice(phrases)
    words = list(re.finditer(r"\S+", phrase[0]))
    end = phrase.start() + chance.choice(words[1:4]).end()
    return drop(chinese, english, (phrase.start(), end), links, "drop_phrase", 5)


def drop_words(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = list(WORD.finditer(english))
    if len(words) < 7:
        return None
    size = chance.choice((1, 2, 2, 3, 3, 4, 5, 6))
    first = chance.randrange(1, max(2, len(words) - size))
    run = words[first : first + size]
    if all(word[0].lower() in FUNCTION for word in run):
        return None
    return drop(chinese, english, (run[0].start(), run[-1].end()), links, "drop_words", 5)


def drop_word(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = content_words(english)
    if len(words) < 5:
        return None
    return drop(chinese, english, chance.choice(words).span(), links, "drop_word", 4)


def drop_end(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = list(re.finditer(r"\S+", english))
    if len(words) < 12:
        return None
    cut = words[chance.randrange(len(words) // 3, len(words) - 3)]
    stretch = (cut.start(), len(english.rstrip('."” '))) if chance.random() < 0.6 else (0, cut.start())
    return drop(chinese, english, stretch, links, "drop_end", 10)


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


def _trim(text: str, stretch: Stretch) -> Stretch:
    start, end = stretch
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] in " .":
        end -= 1
    return start, end
