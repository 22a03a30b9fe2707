"""Relations that English says without a verb of its own: from ... to, on behalf of, rather than, than.

One word gives each such phrase away, whatever verb stands beside it. Who stands where still depends on
verbs, since phrases end at them: a sentence comes here when its verbs are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from align.checks.events import PATH, Anchor, Event, rows
from align.checks.sentences_english import BOUNDARY, FAR, PREPOSITION, Sentence, word_set

_TO = ("to", "into", "toward", "towards")
_BACK = ("to", "into")
# Behind a place, what it lies in.
_WITHIN = ("in", "near")
# Before a "for" by which nobody acts for the other: as for Japan.
_NOBODY_FOR = ("accept", "except", "as", "search")
# Which part of something, how many times something.
_PARTS = word_set("half third quarter fifth sixth tenth fraction")
_MULTIPLES = word_set("twice double triple times threefold fourfold fivefold tenfold")
# Behind an "as" that compares nothing: as well as.
_NO_DEGREE = ("well", "long", "soon", "far")
_DO = ("did", "does", "do", "had", "has")
# How far before "than" the word stands that it belongs to.
_NEAR = 4


def read_phrases(sentence: Sentence) -> Iterator[Event]:
    """Yield the events of a sentence that have no verb of the lexicon."""
    for at, word in enumerate(sentence.words):
        if reader := _READERS.get(word):
            yield from reader(sentence, at)


def _path(sentence: Sentence, at: int) -> Iterator[Event]:
    """Read "from ... to" and "to ... from"."""
    to = _next_to(sentence, at + 1)
    back = next((n for n in range(at - 1, max(-1, at - FAR), -1) if sentence.words[n] in _BACK), -1)
    origin = sentence.anchors(at + 1, to or sentence.cut(at + 1))
    if to and origin:
        yield Event(PATH, sentence.span(at, to), origin, _place(sentence, to + 1))
    elif back >= 0 and not _has_cut(sentence, back + 1, at):
        goal = sentence.anchors(back + 1, at)
        yield Event(PATH, sentence.span(back, at), _place(sentence, at + 1), goal)


def _next_to(sentence: Sentence, start: int) -> int:
    """Return where the "to" of a path is that commas but no other boundary part from here, or 0."""
    for at in range(start, min(start + FAR, len(sentence.words))):
        if sentence.words[at] in _TO:
            return at
        if sentence.words[at] != "," and _has_cut(sentence, at, at + 1):
            break
    return 0


def _has_cut(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a clause or verb stands within `[start, end)`: a path has prepositions, but no more."""
    return any(sentence.words[n] in BOUNDARY or n in sentence.verbs for n in range(start, end))


def _place(sentence: Sentence, start: int) -> tuple[Anchor, ...]:
    """Return a place and what it lies in: "Mount Weld in Western Australia"."""
    end = sentence.cut(start)
    return sentence.anchors(start, sentence.cut(end + 1) if sentence.word(end) in _WITHIN else end)


def _behalf(sentence: Sentence, at: int) -> Iterator[Event]:
    """Read "on behalf of" and "on its behalf"."""
    opening = next((n for n in range(at - 1, max(-1, at - 5), -1) if sentence.words[n] in ("on", "in")), 0)
    if not opening:
        return
    is_of = sentence.word(at + 1) == "of"
    theirs = sentence.right(at + 2) if is_of else sentence.anchors(opening, at)
    subject = sentence.clause_subject(opening)
    if subject and theirs:
        event = Event("behalf", sentence.span(at, at), subject, theirs)
        # The other side may say no more than "for".
        yield from (event, event._replace(predicate="for"))


def _for(sentence: Sentence, at: int) -> Iterator[Event]:
    """Read "trains pilots for"."""
    subject, other = sentence.clause_subject(at), sentence.bare_object(at + 1)
    if subject and other and sentence.word(at - 1) not in _NOBODY_FOR:
        yield Event("for", sentence.span(at, at), subject, other)


def _preference(sentence: Sentence, at: int) -> Iterator[Event]:
    """Read "rather than", "instead of", "in place of", "in favour of"."""
    if sentence.word(at + 1) not in ("than", "of"):
        return
    word = sentence.words[at]
    start = at - 1 if sentence.word(at - 1) == "in" else at
    # "in place of" and "in favour of", but "rather than" and "instead of".
    if (start == at) is not (word in ("rather", "instead")):
        return
    first, second = _left_group(sentence, start), sentence.right(at + 2)
    if first and second:
        # What is in favour comes, what is in place goes.
        pair = (second, first) if word in ("favour", "favor") else (first, second)
        yield Event("replace", sentence.span(start, at + 1), *pair)


def _left_group(sentence: Sentence, at: int) -> tuple[Anchor, ...]:
    """Return who stands last before a place, after the verb or preposition there."""
    start = at
    while start > 0 and not sentence.is_cut(start - 1):
        start -= 1
    return sentence.anchors(start, at)


def _comparison(sentence: Sentence, at: int) -> Iterator[Event]:
    """Read "than"."""
    degree = _degree(sentence.words[max(0, at - _NEAR) : at])
    if degree and not sentence.is_negated(at - 1):
        yield from _exceeds(sentence, (at, at), *_compared(sentence, at), is_less=degree < 0)


def _compared(sentence: Sentence, at: int) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
    """Return who is compared by "than": the subject, or "lower in Japan than in Germany"."""
    preposition = sentence.word(at + 1)
    if preposition not in PREPOSITION:
        return sentence.clause_subject(at), sentence.right(at + 1)
    near = [n for n in range(max(0, at - FAR), at) if sentence.words[n] == preposition]
    return sentence.anchors(near[-1], at) if near else (), sentence.right(at + 2)


def _degree(words: Sequence[str]) -> int:
    """Return whether what stands before "than" says more (1), less (-1) or neither."""
    more, less, low = _comparatives()
    is_more, is_less = not more.isdisjoint(words), not less.isdisjoint(words)
    if is_more is is_less:
        return 0
    is_turned = not low.isdisjoint(words) and not {"more", "less"}.isdisjoint(words)
    return 1 if is_more is not is_turned else -1


@cache
def _comparatives() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return what says more, what says less, and what after "more" says less."""
    found: dict[str, list[str]] = {"than-more": [], "than-less": []}
    low: list[str] = []
    for row in rows():
        if row.predicate.frame in found:
            found[row.predicate.frame] += row.verbs
            low += row.nouns
    return frozenset(found["than-more"]), frozenset(found["than-less"]), frozenset(low)


def _exceeds(
    sentence: Sentence,
    tokens: tuple[int, int],
    subject: tuple[Anchor, ...],
    other: tuple[Anchor, ...],
    *,
    is_less: bool = False,
) -> Iterator[Event]:
    """Yield that one is more than the other, if both are known; whichever way it is said, it is one event."""
    if subject and other:
        pair = (other, subject) if is_less else (subject, other)
        yield Event("exceed", sentence.span(*tokens), *pair)


def _multiple(sentence: Sentence, at: int) -> Iterator[Event]:
    """Read "half of", "twice that of", "three times as many as"."""
    start = _multiplied(sentence, at)
    other = sentence.right(start) if start else ()
    subject = sentence.clause_subject(at)
    if not sentence.is_negated(at) and set(subject).isdisjoint(other):
        yield from _exceeds(sentence, (at, at), subject, other, is_less=sentence.words[at] in _PARTS)


def _multiplied(sentence: Sentence, at: int) -> int:
    """Return where that begins whose part or multiple is meant, or 0."""
    following = sentence.word(at + 1)
    if following == "as":
        second = _find_as(sentence, at + 3, at + 3 + FAR)
        return second + 1 if second else 0
    return at + 1 if following in ("of", "that", "the", "its") or following.startswith("□") else 0


def _find_as(sentence: Sentence, start: int, end: int) -> int:
    """Return where the first "as" within `[start, end)` is, or 0."""
    return next((n for n in range(start, min(end, len(sentence.words))) if sentence.words[n] == "as"), 0)


def _as_as(sentence: Sentence, at: int) -> Iterator[Event]:
    """Read "not as high as"; without "not", neither is more."""
    second = _find_as(sentence, at + 2, at + FAR)
    if not second or not sentence.is_negated(at) or sentence.word(at + 1) in _NO_DEGREE:
        return
    subject, other = sentence.clause_subject(at), sentence.right(second + 1)
    is_low = not _comparatives()[2].isdisjoint(sentence.words[at:second])
    yield from _exceeds(sentence, (at, second), subject, other, is_less=not is_low)


def _before(sentence: Sentence, at: int) -> Iterator[Event]:
    """Read "before Japan did"; who does it first is ahead, as if one had overtaken the other."""
    end = sentence.first_cut(at + 1)
    subject, other = sentence.clause_subject(at), sentence.anchors(at + 1, end)
    if sentence.word(end) in _DO:
        yield from _exceeds(sentence, (at, end), subject, other, is_less=sentence.words[at] == "after")


def _ahead(sentence: Sentence, at: int) -> Iterator[Event]:
    """Read "ahead of"."""
    subject, other = sentence.clause_subject(at), sentence.right(at + 2)
    if sentence.word(at + 1) == "of" and not sentence.is_negated(at):
        yield from _exceeds(sentence, (at, at + 1), subject, other)


# What reads the phrase that a word gives away.
_READERS: dict[str, Callable[[Sentence, int], Iterator[Event]]] = {
    "from": _path,
    "behalf": _behalf,
    "stead": _behalf,
    "for": _for,
    **dict.fromkeys(("rather", "instead", "place", "lieu", "favour", "favor"), _preference),
    "than": _comparison,
    **dict.fromkeys((*_PARTS, *_MULTIPLES), _multiple),
    "as": _as_as,
    "before": _before,
    "after": _before,
    "ahead": _ahead,
}
