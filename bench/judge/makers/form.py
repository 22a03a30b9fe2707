"""Makers of bad English: repeated, disordered, misspelt, badly joined or badly punctuated."""

from __future__ import annotations

import random
import re

from makers.base import FUNCTION, ODD, WORD, Links, Made, replaced
from makers.stock import Stock


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
    text = replaced(english, start, end, " ".join(mixed))
    return Made(chinese, text, "shuffle", 2 if size == 2 else 5, "form", [(ODD, (start, end))])


def misspell(pair: tuple[str, str], links: Links, stock: Stock, chance: random.Random) -> Made | None:
    chinese, english = pair
    words = [word for word in WORD.finditer(english) if len(word[0]) > 2]
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
    text = replaced(english, *word.span(), new)
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
    words = [m for m in WORD.finditer(english) if m[0] in FUNCTION]
    if not words:
        return None
    word = chance.choice(words)
    new = chance.choice(sorted(FUNCTION - {word[0]}))
    text = replaced(english, *word.span(), new)
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
            replaced(english, start, end, old.swapcase() if len(old) < 4 else old[0].swapcase() + old[1:]),
            (start, end),
        )
    else:
        return None
    return Made(chinese, text, "spoil_marks", 0.5, "form", [(ODD, near)]) if text != english else None
