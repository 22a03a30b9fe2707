"""Opposites: an English word whose contrary the Chinese says, such as "tighten" for 放寬."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from align.checks.words import Matched, Side, Token, lemma
from align.knowledge import glosses

# How much less alike in context a word may be that accounts for the other as well.
_MARGIN = 0.1
_TO = tuple("至到幅")
# Cosine from which a Chinese word and its contrary may correspond. Of one character they must be
# alike enough to be each other's nearest, since such a character is as often part of another word.
_ALIKE, _SURELY_ALIKE = 0.1, 0.45
# Content words of a Chinese text up to which it is short.
_FEW_WORDS = 20
# Before a character that says which way: 大跌.
_DEGREES = "大急暴骤锐剧激微小续再略猛狂渐"
# What such a compound may end in and still be one of its first word: long-range.
_MEASURED = re.compile(r"-(?:range|term|scale|end|level|speed|income|cost|lived|standing)\b")
# How far two cosines may lie apart and still be equal.
_TIE = 0.03
_KEPT = 4096
# What ends something turns it round as a negator does: 停止開放 is closing.
_NEGATED_CHINESE = re.compile(
    "[不未没无][^，。；、]{0,2}$|(?:不[会能可得是]|并非|没有|未)[^，。；、]{0,8}$|"
    "(?:停止|暂停|终止|中止|拒绝|禁止|避免|防止|阻止|难以?|无法)[^，。；、]{0,2}$"
)
_NEGATED_ENGLISH = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|nowhere|cannot|without|hardly|less|anything but|far from|un\w+ to|"
    r"fail\w* to|refus\w* to|stop\w*|ceas\w*|halt\w*|suspend\w*|avoid\w*|prevent\w*)|n't)"
    r"(?:\s+[a-z]+){0,2}\s+$"
)
# Words that mean something else before what follows: to raise children, money or doubts is no rise.
_IDIOM = re.compile(
    r"\brais(?:e|es|ed|ing)\s+(?:(?:their|its|his|her|an?|the|some|more|young|new|fresh|serious|grave)\s+)*"
    r"(?:[$€£¥]|infants?|child|kids?|babies|famil|livestock|cattle|funds?|money|capital|cash|concern|question|"
    r"doubt|awareness|alarm|issue|objection|eyebrows|matter|possibility|prospect|spect|hope|fear)"
)
# To lose, claim or cost lives is death.
_LIVES_LOST = re.compile(r"\b(?:claim|los|tak|took|cost|end)\w*(?:\s+[\w,.-]+){0,5}\s+$")
_CHARACTERS_BEFORE = 24


class Group(NamedTuple):
    """Words that mean much the same on one side of an opposition; English ones as lemmas."""

    english: frozenset[str]
    chinese: frozenset[str]
    name: str


class Opposition(NamedTuple):
    """A group and its contrary, and the rule that reports a word of one put for a word of the other."""

    rule: str
    own: Group
    other: Group


class Contrary(NamedTuple):
    """An English word and the Chinese word that it contradicts.

    Attributes:
        meant: The commonest English word for what the Chinese means.
        is_left: Whether the English has the word rightly elsewhere, and more often than the Chinese.
    """

    chinese: Token
    english: Token
    meant: str
    is_left: bool


@cache
def table() -> dict[str, list[Opposition]]:
    """Return the oppositions that each English lemma belongs to."""
    text = files("align").joinpath("data", "cues", "opposites.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found: dict[str, list[Opposition]] = defaultdict(list)
    for line in lines[1:]:
        rule, *columns = line.split("\t")
        one, other = (_group(*columns[at : at + 2]) for at in (0, 2))
        for own, contrary in ((one, other), (other, one)):
            for word in own.english:
                found[word].append(Opposition(rule, own, contrary))
    return dict(found)


def _group(english: str, chinese: str) -> Group:
    words = english.split("|")
    return Group(frozenset(map(lemma, words)), frozenset(chinese.split("|")), words[0])


def find(matched: Matched, rule: str) -> Iterator[Contrary]:
    """Yield each English word that stands where the Chinese says its contrary.

    Nothing else in the Chinese may account for the word, and nothing else in the English may render
    what the Chinese says.
    """
    oppositions = table()
    for word in matched.english.content:
        mine = oppositions.get(word.key, ())
        if all(opposition.rule != rule for opposition in mine):
            continue
        text = matched.english.text
        if _is_compounded(text, word) or _is_name(matched.english, word) or _is_idiom(text, word):
            continue
        for opposition in mine:
            if found := _contrary(matched, word, opposition):
                # A word that two rules know is the business of the first.
                if opposition.rule == rule:
                    yield found
                break


def _is_compounded(text: str, word: Token) -> bool:
    """Return whether a word is part of one with a hyphen: follow-ups, short-term."""
    if text[word.start - 1 : word.start] == "-":
        return True
    return text[word.end : word.end + 1] == "-" and not _MEASURED.match(text, word.end)


def _is_idiom(text: str, word: Token) -> bool:
    """Return whether what stands around a word gives it another meaning."""
    if word.key in ("life", "live") and _LIVES_LOST.search(text, max(0, word.start - 60), word.start):
        return True
    return bool(_IDIOM.match(text, word.start))


def _is_name(side: Side, word: Token) -> bool:
    """Return whether a word has a capital within a sentence, as in "the Left"."""
    written = side.word(word.start, word.end)
    return written.span.start > 0 and written.text[:1].isupper() and not written.text.isupper()


def _contrary(matched: Matched, word: Token, opposition: Opposition) -> Contrary | None:
    other = opposition.other.chinese
    rivals = [token for token in matched.chinese.content if not other.isdisjoint(_parts(token.key))]
    if not rivals:
        return None
    chinese = max(rivals, key=lambda token: matched.cosine(token, word))
    if not _corresponds(matched, chinese, word) or _is_rendered(matched, chinese, word, opposition.other):
        return None
    if _is_negated(matched.chinese, chinese) != _is_negated(matched.english, word):
        return None
    accounts = [token for token in matched.chinese.content if _may_mean(token, word, opposition)]
    words = [token for token in matched.english.content if token.key == word.key]
    is_left = matched.has_contexts and len(words) == len(accounts) + 1 > 1
    if is_left:
        is_accounted_for = not _is_left(matched, words, accounts, word, chinese)
    else:
        is_accounted_for = any(_is_as_alike(matched, token, word, chinese, word) for token in accounts)
    return None if is_accounted_for else Contrary(chinese, word, opposition.other.name, is_left)


def _core(token: Token, group: Group) -> str:
    """Return the word of a group that a Chinese word is or is made of, or nothing: 死亡人数, 大跌."""
    return next((part for part in _parts(token.key) if part in group.chinese), "")


@lru_cache(_KEPT)
def _parts(key: str) -> tuple[str, ...]:
    """Return a Chinese word and what it may be made of."""
    return (key, key[:2], key[-2:]) if len(key) > 2 else (key, key[1:] if key[0] in _DEGREES else key)


def _may_mean(token: Token, word: Token, opposition: Opposition) -> bool:
    """Return whether a Chinese word may be rendered by an English one of the first group."""
    key, chinese = token.key, opposition.own.chinese
    if key in chinese or word.key in glosses.load().of(key):
        return True
    if key in opposition.other.chinese:
        # 当前 is not 前.
        return False
    return not chinese.isdisjoint({*key, *(key[at : at + 2] for at in range(len(key) - 1))})


def _corresponds(matched: Matched, chinese: Token, english: Token) -> bool:
    """Return whether a word and its contrary may stand for one another, as far as their contexts tell."""
    # 降至, 升到: what follows says that such a character is a word by itself.
    is_word = len(chinese.key) > 1 or matched.chinese.text[chinese.end : chinese.end + 1] in _TO
    if is_word:
        # In a short text there is little else that either could stand for, and little context to tell.
        is_short = len(matched.chinese.content) <= _FEW_WORDS
        return is_short or not matched.has_contexts or matched.cosine(chinese, english) >= _ALIKE
    cosine = matched.cosine(chinese, english)
    there, back = matched.in_english(chinese), matched.in_chinese(english)
    is_mutual = there and back and max(there.cosine, back.cosine) <= cosine + _TIE
    return bool(is_mutual) and cosine >= _SURELY_ALIKE


def _is_rendered(matched: Matched, chinese: Token, word: Token, group: Group) -> bool:
    """Return whether an English word of a group or of the dictionary stands for a Chinese word."""
    core = _core(chinese, group)
    meant = frozenset(glosses.load().of(core)) | _renderings().get(core, frozenset())
    return any(
        _is_as_alike(matched, chinese, token, chinese, word)
        for token in matched.english.tokens
        if token.key in group.english or token.key in meant
    )


@cache
def _renderings() -> dict[str, frozenset[str]]:
    """Return the English words of all groups that a Chinese word belongs to: 拒绝 is in several."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for oppositions in table().values():
        for opposition in oppositions:
            for group in (opposition.own, opposition.other):
                for word in group.chinese:
                    found[word] |= group.english
    return {word: frozenset(english) for word, english in found.items()}


def _is_as_alike(matched: Matched, chinese: Token, english: Token, rival: Token, word: Token) -> bool:
    """Return whether two words correspond about as well as a word and its contrary do."""
    least = matched.cosine(rival, word) - _MARGIN
    return not matched.has_contexts or matched.cosine(chinese, english) >= least


def _is_left(
    matched: Matched, words: Sequence[Token], accounts: Sequence[Token], word: Token, chinese: Token
) -> bool:
    """Return whether a word is left to its contrary when the others go to what they are most like."""
    best = {other: max(matched.cosine(token, other) for token in accounts) for other in words}
    return max(words, key=lambda left: matched.cosine(chinese, left) - best[left]) == word


def _is_negated(side: Side, word: Token) -> bool:
    """Return whether a negator stands right before a word."""
    before = side.text[max(0, word.start - _CHARACTERS_BEFORE) : word.start]
    return bool((_NEGATED_CHINESE if side.is_chinese else _NEGATED_ENGLISH).search(before))
