"""Participants that no table knows: words of which the encoder is sure which word renders them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from align.checks import events_chinese, events_english
from align.checks.events import Anchor
from align.checks.words import KNOWN, Counterpart, Matched, Side, Token, known
from align.knowledge import glosses
from align.states import Floats
from align.types import Segment

#: How the key of a participant begins that is known by what renders it.
ALIGNED = "aligned:"
# Participants are nouns: English words with these ends are seldom.
_NO_NOUN = re.compile(r"(?:ed|ing|ly)$")
# What counts, dates and grades takes part in nothing, nor does what lists other things.
_MEASURE = re.compile(
    r"(?:year|month|day|week|hour|time|decade|century|quarter|half|yuan|dollar|euro|yen|percent|percentage|cent|"
    r"number|amount|share|rate|level|ton|tonne|kilometre|kilometer|mile|degree|number|rest|part|case|way|fact|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"million|billion|trillion|lakh|crore|hundred|thousand|dozen|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"first|second|third|recent|new|successful|many|several|large|big|great|possible|important|"
    r"include|contain|comprise|require|condition)s?"
)
_NOUN_IN_ING = re.compile(r"(?:build|hous|fund|train|bank|min|farm|ship|pric|sav|earn|spend)ings?$")

_APART = re.compile("而非|而不是|不是|而是|并非|而不在于|取代|代替|转向|转而|多于|先于|重于|宁可|宁愿|也不")
# The score of words that have a counterpart already, below all others.
_TAKEN = -2.0
# Cosine from which words that the dictionary knows correspond where nothing else is left for either.
_LEFT_OVER = 0.15

Aligned = Mapping[Segment, Sequence[Anchor]]


def aligned(matched: Matched) -> tuple[Aligned, Aligned]:
    """Return by segment the words of either side that render one another, all and those that may be nouns."""
    everything: dict[Segment, list[Anchor]] = {}
    nouns: dict[Segment, list[Anchor]] = {}
    repeated = _repeated(matched.chinese) | _repeated(matched.english)
    for number, (chinese, english) in enumerate(_mutual(matched)):
        # What stands there twice, or counts, takes part in nothing that could be told apart.
        if not repeated.isdisjoint((chinese.key, english.key)) or _is_measure(matched.english, english):
            continue
        keys = frozenset({f"{ALIGNED}{number}"})
        is_noun = _may_be_noun(matched, chinese, english)
        for side, token in ((matched.chinese, chinese), (matched.english, english)):
            word = side.word(token.start, token.end)
            anchor = Anchor(word.span, keys)
            everything.setdefault(word.segment, []).append(anchor)
            if is_noun:
                nouns.setdefault(word.segment, []).append(anchor)
    return everything, nouns


def _mutual(matched: Matched) -> Iterator[tuple[Token, Token]]:
    """Yield words that are each other's best counterparts, and surely."""
    chinese, english = tuple(_words(matched.chinese)), matched.english.content
    if not (chinese and english):
        return
    cosines, is_known = matched.table(chinese, english), known(chinese, english)
    scores = cosines + KNOWN * is_known
    for row, column in _best(scores):
        if Counterpart(english[column], float(cosines[row, column]), bool(is_known[row, column])).is_sure:
            yield chinese[row], english[column]
            scores[row], scores[:, column] = _TAKEN, _TAKEN
    # Of words that stand in each other's place the contexts prefer the wrong one, until that has its own.
    scores[~is_known] = _TAKEN
    for row, column in _best(scores):
        if scores[row, column] > _TAKEN and cosines[row, column] >= _LEFT_OVER:
            yield chinese[row], english[column]


def _best(scores: Floats) -> list[tuple[int, int]]:
    """Return the rows and columns that are each other's best."""
    best, back = scores.argmax(1), scores.argmax(0)
    return [(row, column) for row, column in enumerate(best.tolist()) if back[column] == row]


def _words(side: Side) -> Iterator[Token]:
    """Yield the words of Chinese text; what tells two things apart is part of no other word: 而非人才."""
    start = 0
    for piece in (*_APART.finditer(side.text), None):
        end = piece.start() if piece else len(side.text)
        for first, last in glosses.load().spans(side.text[start:end]):
            yield Token(start + first, start + last, side.text[start + first : start + last], True)
        start = piece.end() if piece else end


def _repeated(side: Side) -> frozenset[str]:
    counts = Counter(token.key for token in side.content)
    return frozenset(key for key, count in counts.items() if count > 1)


def _is_measure(side: Side, token: Token) -> bool:
    return bool(_MEASURE.fullmatch(side.text, token.start, token.end))


def _may_be_noun(matched: Matched, chinese: Token, english: Token) -> bool:
    word = matched.english.text[english.start : english.end]
    is_verb = _NO_NOUN.search(word) and not _NOUN_IN_ING.search(word)
    return not (
        is_verb
        or word in events_english.first_words()
        or events_chinese.has_predicate(_around(matched.chinese, chinese))
    )


def _around(side: Side, token: Token) -> str:
    return side.text[token.start : token.end]


def merged(
    anchors: Sequence[Anchor], common: frozenset[str], words: Sequence[Anchor], more: Sequence[Anchor]
) -> list[Anchor]:
    """Return participants and further ones where nothing else stands.

    Those that have nothing in `common` with the other side go by what renders their words too.
    """
    taken = set(chain.from_iterable(range(*anchor.span) for anchor in anchors))
    known = [
        anchor._replace(keys=anchor.keys.union(*_overlapping(anchor, words)))
        if anchor.keys.isdisjoint(common)
        else anchor
        for anchor in anchors
    ]
    return sorted([*known, *(one for one in more if taken.isdisjoint(range(*one.span)))])


def _overlapping(anchor: Anchor, words: Sequence[Anchor]) -> Iterator[frozenset[str]]:
    return (
        one.keys for one in words if anchor.span.start < one.span.end and one.span.start < anchor.span.end
    )
