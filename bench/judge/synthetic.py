"""Make translations wrong on purpose, and say where."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection

from makers.added import (
    add_clause,
    add_phrase,
    add_word,
    delete_chinese,
)
from makers.base import Links, Made
from makers.form import (
    drop_function,
    misspell,
    repeat,
    shuffle,
    spoil_marks,
    swap_function,
)
from makers.lost import (
    drop_clause,
    drop_end,
    drop_phrase,
    drop_word,
    drop_words,
    insert_chinese,
    insert_chinese_word,
)
from makers.stock import Stock
from makers.wrong import (
    change_modal,
    change_number,
    change_pronoun,
    change_quantity,
    change_tense,
    exchange_around,
    exchange_names,
    exchange_words,
    generalise,
    leave_chinese,
    negate,
    opposite,
    swap_chinese,
    swap_name,
    swap_phrase,
    swap_related,
    swap_word,
    wrong_sense,
    wrong_sentence,
)

Maker = Callable[[tuple[str, str], Links, Stock, random.Random], Made | None]

MAKERS: dict[Maker, float] = {
    drop_clause: 3, drop_phrase: 3, drop_words: 3, drop_word: 2, drop_end: 0.7,
    insert_chinese: 1.5, insert_chinese_word: 1.5, delete_chinese: 1.5,
    add_clause: 1.5, add_phrase: 1.5, add_word: 3,
    swap_word: 1.5, swap_related: 3, swap_phrase: 1, wrong_sense: 2.5, swap_name: 1.2,
    exchange_names: 0.8, exchange_words: 1.2, exchange_around: 1, change_number: 0.8,
    change_modal: 0.8, change_quantity: 0.8, change_pronoun: 0.8,
    change_tense: 2.5, generalise: 1.5, opposite: 1, negate: 1, leave_chinese: 0.5, swap_chinese: 1.5,
    wrong_sentence: 0.3,
    repeat: 0.7, shuffle: 1, misspell: 0.8, drop_function: 0.8, swap_function: 0.8, spoil_marks: 0.8,
}  # fmt: skip
"""Makers and how often each is tried."""


def make(
    pair: tuple[str, str],
    links: Links,
    stock: Stock,
    chance: random.Random,
    number: int,
    without: Collection[str] = (),
) -> list[Made]:
    """Return up to `number` changed pairs of different kinds, none by the makers named in `without`."""
    made: dict[str, Made] = {}
    known = {maker: weight for maker, weight in MAKERS.items() if maker.__name__ not in without}
    makers, weights = list(known), list(known.values())
    for _ in range(4 * number):
        if len(made) == number:
            break
        found = chance.choices(makers, weights)[0](pair, links, stock, chance)
        if found is not None and (found.chinese, found.english) != pair:
            made.setdefault(found.kind, found)
    return list(made.values())
