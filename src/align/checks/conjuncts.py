"""What is coordinated in both languages, with the parts of two conjuncts exchanged.

疏遠甲、轉而拉攏乙 as "turn away from B and court A": of either conjunct one word stays where it is, and one
stands in the other conjunct, in the same order within each.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from align.checks.aligned import ALIGNED
from align.checks.events import Anchor, Event, Stretch, keys
from align.text import lower_case
from align.types import Language, Span

# How many words of a conjunct are looked at, the nearest to what joins them.
_REACH = 4
# What may join more than two of the same: A、B與C.
_LIST = "list"
# How many characters may stand between a verb and its object.
_GAP = 2
# How many letters an English object has at least, with what leads to it.
_OBJECT = 6
_PAUSE = re.compile(r"[,.](?!\d)|[，、。;；:：…!！?？「」“”()（）—–]")
_CHINESE_JOIN = re.compile("[,，、;；]?(?:转而|并且?|而且?|同时|却|但|反而|反之)|[,，、;；]")
_ENGLISH_JOIN = re.compile(r"[,;]?\s(?:and|but|while|whereas|then|yet)\s|[,;]\s")


_At = tuple[bool, int]


def read_conjuncts(stretch: Stretch, language: Language) -> Iterator[Event]:
    """Yield what may be coordinated in a folded text, with two words at least on either side."""
    text = lower_case(stretch.text)
    if language.is_chinese:
        # One character may be any part of a word: 汽油車.
        stretch = Stretch(stretch.text, [one for one in stretch.anchors if one.span.end - one.span.start > 1])
    pauses = [pause.span() for pause in _PAUSE.finditer(text)]
    begins, ends = ([0, *(end for _, end in pauses)], [*(begin for begin, _ in pauses), len(text)])
    for join in (_CHINESE_JOIN if language.is_chinese else _ENGLISH_JOIN).finditer(text):
        start = begins[bisect_right(begins, join.start()) - 1]
        stop = ends[bisect_left(ends, join.end())]
        first = stretch.between(start, join.start())[-_REACH:]
        second = stretch.between(join.end(), stop)[:_REACH]
        if len(first) > 1 and second:
            yield Event(_LIST if join[0] == "、" else "and", Span(*join.span()), first, second)


def alternated(chinese: Sequence[Event], english: Sequence[Event]) -> tuple[Event, Event] | None:
    """Return conjuncts of both sides that have exchanged a part each and kept another."""
    return next((both for both in product(chinese, english) if _is_alternated(*both)), None)


def _is_alternated(one: Event, other: Event) -> bool:
    """Return whether Chinese and English conjuncts differ in what goes with what."""
    first, second = _placed(one.agents, other), _placed(one.patients, other)
    halves = (first, second, _placed(other.agents, one), _placed(other.patients, one))
    is_clear = (
        all(map(_is_cut_once, halves)) and _is_close(one.agents, other) and _is_close(one.patients, other)
    )
    if one.predicate == _LIST:
        return is_clear and _is_exchanged(first, second)
    return (
        (is_clear and _is_exchanged(first, second)) or _is_governed(one, other) or _is_passed_on(one, other)
    )


def _is_close(words: Sequence[Anchor], other: Event) -> bool:
    """Return whether a verb and its object of a Chinese conjunct stand together."""
    return all(
        after.span.start - before.span.end <= _GAP
        for before, after in pairwise(word for word in words if _placed([word], other))
        if _placed([before], other)[0][0] is not _placed([after], other)[0][0]
    )


def _is_exchanged(first: Sequence[_At], second: Sequence[_At]) -> bool:
    """Return whether of either conjunct the earlier part stays, or the later part, and the other moves."""
    for half in (False, True):
        # Of the first conjunct the earlier word stands in this half of the other side.
        stays = [(a, b) for (in_a, a), (in_b, b) in _ordered(first) if in_a is half and in_b is not half]
        moves = [(a, b) for (in_a, a), (in_b, b) in _ordered(second) if in_a is not half and in_b is half]
        # "abandon B and bet on A", in the same order in either conjunct
        if any(x < other_y and other_x < y for (x, y), (other_x, other_y) in product(stays, moves)):
            return True
    return False


def _is_governed(one: Event, other: Event) -> bool:
    """Return whether a verb of the first conjunct has the object of the second, whose verb is unknown."""
    chinese, english = one.agents, other.agents
    verb, its = chinese[-2:] if len(chinese) > 2 else (None, None)
    if not (verb and its) or verb.span.end != its.span.start or not _is_word(verb):
        return False
    rendered = [word for word in english if word.keys & verb.keys]
    objects = [word for word in english if word.keys & one.patients[0].keys]
    return (
        len(rendered) == 1
        and bool(objects)
        and rendered[0].span < objects[0].span
        and bool(its.keys & keys(other.patients))
        and not its.keys & keys(english)
        and not keys(one.patients) & keys(other.patients)
        and not keys(chinese[:-2]) & keys(other.patients)
    )


def _is_passed_on(one: Event, other: Event) -> bool:
    """Return whether the object of the first verb is that of the second, whose own object is unknown."""
    verb, its = one.agents[-2:]
    if verb.span.end != its.span.start or not _is_word(verb) or one.span.end != one.patients[0].span.start:
        return False
    moved, again, kept = (
        [word for word in half if word.keys & part.keys]
        for half, part in ((other.patients, its), (other.patients, one.patients[0]), (other.agents, verb))
    )
    return (
        len(moved) == len(again) == len(kept) == 1
        and not keys(one.agents) & keys(other.agents) & its.keys
        and again[0].span < moved[0].span
        and kept[0] == other.agents[-1]
        # An object of some length that is not known by what renders it
        and other.span.start - kept[0].span.end > _OBJECT
        and not keys(one.patients[1:]) & keys((*other.agents, *other.patients))
    )


def _is_word(anchor: Anchor) -> bool:
    return all(key.startswith(ALIGNED) for key in anchor.keys)


def _placed(words: Sequence[Anchor], other: Event) -> list[_At]:
    """Return for each word that is rendered in either conjunct in which, and where."""
    found: list[_At] = []
    for word in words:
        for is_second, half in ((False, other.agents), (True, other.patients)):
            found += [(is_second, one.span.start) for one in half if word.keys & one.keys]
    return found


def _is_cut_once(places: Sequence[_At]) -> bool:
    """Return whether what stands in one conjunct comes first, then what stands in the other."""
    return sum(one[0] is not other[0] for one, other in pairwise(places)) == 1


def _ordered(places: Sequence[_At]) -> Iterator[tuple[_At, _At]]:
    return ((one, other) for at, one in enumerate(places) for other in places[at + 1 :])
