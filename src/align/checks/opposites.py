"""Opposites: an English word whose contrary the Chinese says, such as "tighten" for 放寬."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from align.checks.opposites_table import (
    Group,
    Opposition,
    known_chinese,
    known_phrases,
    meanings,
    renderings,
    sense_of,
    table,
)
from align.checks.words import Matched, Side, Token, lemma
from align.knowledge import glosses

# How much less alike in context a word may be that accounts for the other as well.
_MARGIN = 0.1
_TO = tuple("至到为幅")
# Cosine from which a Chinese word and its contrary may correspond. Of one character they must be
# alike enough to be each other's nearest, since such a character is as often part of another word.
_ALIKE, _SURELY_ALIKE = 0.1, 0.45
# The dictionary has 没 for "end" too.
_NEGATORS = frozenset("没不未无")
# Words that govern and yet may be turned round.
_TELLING = frozenset(map(lemma, ("before", "after", "above", "below", "against")))
# Content words of a Chinese text up to which it is short.
_FEW_WORDS = 20
# Before a character that says which way: 大跌.
_DEGREES = "大急暴骤锐剧激微小续再略猛狂渐"
# What such a compound may end in and still be one of its first word: long-range.
_MEASURED = re.compile(r"-(?:range|term|scale|end|level|speed|income|cost|lived|standing)\b")
# How much more alike another word must be to take a word from one.
_CLEARLY = 0.2
# What the dictionary says of the things that a word is about, not of which way they go: 升息, 減產.
_OBJECTS = frozenset(map(lemma, (
    "employee", "end", "fund", "holding", "interest", "output", "price", "product", "rate", "share", "staff",
    "stock", "tax", "trade", "troop", "wage",
)))  # fmt: skip
# Characters that say little before a word, with which the dictionary may have another word.
_LIGHT = frozenset("以在的和与为将会要来可能而所有已亦也又并从由使其未被让对向把")
# Chinese words of one group beyond which a pair is no pair of sentences and not worth the time it takes.
_MOST_RIVALS = 100
# How far two cosines may lie apart and still be equal.
_TIE = 0.03
_KEPT = 4096
# What ends something turns it round as a negator does: 停止開放 is closing.
_NEGATED_CHINESE = re.compile(
    "[不未没无][^，,。；;！!？?、]{0,2}$|(?:不[会能可得是]|并非|没有|未)[^，,。；;！!？?、]{0,8}$|"
    "(?:停止|暂停|终止|中止|拒绝|禁止|避免|防止|阻止|难以?|无法|很少|极少|鲜少|鲜有|甚少)[^，,。；;！!？?、]{0,2}$|"
    # What breaks or lacks something likewise: 破坏国家稳定.
    "(?:破坏|危害|危及|威胁|损害|动摇|扰乱|丧失|失去|缺乏|打破|违反|违背|免于|反对)[^，,。；;！!？?、]{0,6}$|"
    # 不像外界以为的那样容易
    "(?:不像|不如|不及|不比|没有?|没能|未如)[^，,。；;！!？?、]{0,16}(?:那样|那么|这样|这么|那般|般|地)$"
)
# Two negators that leave what follows as it is: 不得不增税.
_TWICE_NEGATED = re.compile("不得不|不能不|不可不|不得已而?|无不|莫不|无一不")
# What a noun is said to fall short of: 成效不彰, 信心不足.
_NEGATED_AFTER = re.compile(
    "(?:[并均皆都也仍依然十分远尚]{0,2})(?:不[彰佳足力大显济振够多高强良好明再符理]|欠佳|欠缺|有限|甚微|全无|"
    "尽失|堪忧|存疑|未[见现明必]|无[多存望果从])"
)
_NEGATED_ENGLISH = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|nowhere|cannot|without|hardly|less|anything but|far from|un\w+ to|"
    r"fail\w* to|refus\w* to|stop\w*|ceas\w*|halt\w*|suspend\w*|avoid\w*|prevent\w*|rather than|"
    r"instead of|yet to|rarely|seldom|neither|lack\w*|little|few|hard to|difficult to|unable to)|n't)"
    r"(?:\s+[a-z]+){0,2}\s+$"
)
# What is permitted only if something is, is forbidden until then.
_ONLY_AFTER = re.compile(
    r"[^.;,]{0,60}\bonly (?:once|if|when|after|with|where|by|under|on condition|until)\b"
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
# What a comparison has in English, behind its word or as that, and what its word ends in in Chinese; content
# words of either thing that is compared; and how much better the last one must fit the first.
_THAN = re.compile(r"(?<= than)|[^.,;:!?]{0,60}?\bthan\b")
_COMPARING = frozenset(map(lemma, ("above", "below", "under", "over", "exceed", "surpass", "top", "trail")))
_THAN_CHINESE = "于过"
_COMPARED, _TURNED = 3, 0.05


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


def _chinese_words(side: Side) -> Iterator[Token]:
    """Yield the words of a Chinese side; words of the table that the dictionary has not are put together."""
    inner = {at for token in side.content for at in range(token.start + 1, token.end)}
    starts = {token.start: token for token in side.content}
    known, end = known_chinese(), 0
    for at, character in enumerate(side.text):
        if at < end or at in inner:
            continue
        token = starts.get(at)
        shortest = len(token.key) if token else 1
        longer = (word for word in known.get(character, ()) if len(word) > shortest)
        if word := next((w for w in longer if at + len(w) not in inner and side.text.startswith(w, at)), ""):
            token = Token(at, at + len(word), word, True)
        elif token and (word := _begins_within(side, token, inner)):
            inner.discard(at + 1)
            inner.update(range(at + 2, at + 1 + len(word)))
            continue
        if token:
            end = token.end
            yield token


def _begins_within(side: Side, token: Token, inner: set[int]) -> str:
    """Return the word of the table that begins within a word of two characters and ends behind it, if any.

    以降低 is 以 and 降低, not 以降 and 低; 创新高 is 创 and 新高.
    """
    if len(token.key) != 2:
        return ""
    at = token.start + 1
    for word in known_chinese().get(side.text[at], ()):
        if at + len(word) not in inner and side.text.startswith(word, at):
            return word if token.key[0] in _LIGHT or len(word) == len(token.key) else ""
    return ""


def _english_words(side: Side) -> Iterator[Token]:
    """Yield the words of an English side, with a phrase of the table as one word; a hyphen may join it."""
    tokens, known, at = side.tokens, known_phrases(), 0
    while at < len(tokens):
        token, length = tokens[at], 1
        for phrase in known.get(token.key, ()):
            here = tokens[at : at + len(phrase)]
            gaps = (side.text[one.end : other.start] for one, other in pairwise(here))
            if tuple(word.key for word in here) == phrase and all(
                gap == "-" or gap.isspace() for gap in gaps
            ):
                token, length = Token(token.start, here[-1].end, "_".join(phrase), True), len(phrase)
                break
        yield token
        at += length


def _inner_words(side: Side, words: Sequence[Token]) -> Iterator[Token]:
    """Yield the words within phrases that accuse, for they excuse; those within "lower house" do not."""
    for word in words:
        if "_" in word.key and any(word.key in opposition.own.accusing for opposition in table()[word.key]):
            yield from (token for token in side.tokens if word.start <= token.start and token.end <= word.end)


def count(matched: Matched) -> int:
    """Return how many English words have a contrary that would be found, not those that only excuse."""
    text = matched.english.text
    words = ((token.key, sense_of(text[token.start : token.end])) for token in matched.english.content)
    return sum(
        any(sense in opposition.own.senses for opposition in table().get(key, ())) for key, sense in words
    )


def find(matched: Matched, rule: str) -> Iterator[Contrary]:
    """Yield each English word that stands where the Chinese says its contrary.

    Nothing else in the Chinese may account for the word, and nothing else in the English may render
    what the Chinese says.
    """
    oppositions = table()
    scene = _Scene(matched)
    for word in scene.english:
        mine = oppositions.get(word.key, ()) if word.is_content or word.key in _TELLING else ()
        if all(opposition.rule != rule for opposition in mine):
            continue
        text = matched.english.text
        if _is_compounded(text, word) or _is_name(matched.english, word) or _is_idiom(text, word):
            continue
        for opposition in mine:
            if found := scene.contrary(word, opposition):
                # A word that two rules know is the business of the first.
                if opposition.rule == rule:
                    yield found
                break


class _Scene:
    """A pair with the words of either side, in which what the table knows as one word is one."""

    def __init__(self, matched: Matched) -> None:
        self._matched = matched
        self.chinese = tuple(_chinese_words(matched.chinese))
        self.english = tuple(_english_words(matched.english))
        self._said = (*self.english, *_inner_words(matched.english, self.english))
        self._accusing: dict[Group, list[Token]] = {}

    def contrary(self, word: Token, opposition: Opposition) -> Contrary | None:
        """Return what an English word contradicts by an opposition, if it does."""
        if self._sense(word) not in opposition.own.senses:
            return None
        # What stands on both sides holds both: 上下游.
        rivals = [
            token for token in self._rivals(opposition.other) if token.key not in opposition.own.chinese
        ]
        if not 0 < len(rivals) <= _MOST_RIVALS or self._is_balanced(opposition):
            return None
        accounts = [token for token in self.chinese if _accounts(token, word, opposition)]
        unrendered = self._unrendered(rivals, word, opposition.other, are_all=not accounts)
        if not unrendered:
            return None
        chinese = max(unrendered, key=lambda token: self._matched.cosine(token, word))
        if not self._corresponds(chinese, word):
            return None
        if _is_negated(self._matched.chinese, chinese) != _is_negated(self._matched.english, word):
            return None
        words = [token for token in self.english if token.key == word.key]
        if self._is_turned(chinese, word):
            return None
        is_left = self._matched.has_contexts and len(words) == len(accounts) + 1 > 1
        if is_left:
            is_accounted_for = not self._is_left(words, accounts, word, chinese)
        else:
            is_accounted_for = any(
                self._is_as_alike(token, word, chinese, word) and not self._is_taken(token, word)
                for token in accounts
            )
        return None if is_accounted_for else Contrary(chinese, word, opposition.other.name, is_left)

    def _is_balanced(self, opposition: Opposition) -> bool:
        """Return whether both languages say either side equally often; which is which is not asked."""
        for group in (opposition.own, opposition.other):
            chinese = len(self._rivals(group))
            english = sum(self._senses[sense] for sense in group.senses)
            if not chinese or chinese != english:
                return False
        return True

    def _rivals(self, group: Group) -> list[Token]:
        """Return the Chinese words that accuse for a group."""
        if group not in self._accusing:
            self._accusing[group] = [
                token for token in self.chinese if not group.accusing.isdisjoint(_parts(token.key))
            ]
        return self._accusing[group]

    def _is_turned(self, chinese: Token, english: Token) -> bool:
        """Return whether two things are compared in the other order: A 高于 B as "B is lower than A".

        Then what English has last is rather what Chinese has first.
        """
        mine, yours = self._matched.chinese, self._matched.english
        if mine.text[chinese.end - 1] not in _THAN_CHINESE:
            return False
        than = _THAN.match(yours.text, english.end)
        if not than and english.key not in _COMPARING:
            return False
        last = yours.after(than.end() if than else english.end, _COMPARED)
        first, second = mine.before(chinese.start, _COMPARED), mine.after(chinese.end, _COMPARED)
        best = self._matched.best
        return best(first, last) >= best(second, last) + _TURNED

    def _corresponds(self, chinese: Token, english: Token) -> bool:
        """Return whether a word and its contrary may stand for one another, as far as their contexts tell."""
        matched = self._matched
        # 降至, 升到: what follows says that such a character is a word by itself.
        is_word = len(chinese.key) > 1 or matched.chinese.text[chinese.end : chinese.end + 1] in _TO
        cosine = matched.cosine(chinese, english)
        if self._are_strangers(chinese, english):
            return False
        if is_word:
            # In a short text there is little else that either could stand for, and little context to tell.
            is_short = len(matched.chinese.content) <= _FEW_WORDS
            return is_short or not matched.has_contexts or cosine >= _ALIKE
        there, back = matched.in_english(chinese), matched.in_chinese(english)
        is_mutual = there and back and max(there.cosine, back.cosine) <= cosine + _TIE
        return bool(is_mutual) and cosine >= _SURELY_ALIKE

    def _are_strangers(self, chinese: Token, english: Token) -> bool:
        """Return whether both words stand for others rather, the Chinese one clearly."""
        if not self._matched.has_contexts:
            return False
        there, back = self._matched.in_english(chinese), self._matched.in_chinese(english)
        cosine = self._matched.cosine(chinese, english)
        if not (there and back):
            return False
        return there.cosine >= cosine + _CLEARLY and back.cosine >= cosine + _MARGIN

    def _unrendered(
        self, rivals: Sequence[Token], word: Token, group: Group, *, are_all: bool
    ) -> list[Token]:
        """Return which of some Chinese words of a group no English word stands for.

        Only the one most like `word` is looked at unless all are: then each English word stands for one.
        """
        if not are_all:
            nearest = max(rivals, key=lambda token: self._matched.cosine(token, word))
            return [] if self._renderings(nearest, word, group) else [nearest]
        left = list(rivals)
        couples = [(rival, token) for rival in rivals for token in self._renderings(rival, word, group)]
        taken: set[Token] = set()
        for rival, token in sorted(couples, key=lambda couple: -self._matched.cosine(*couple)):
            if rival in left and token not in taken:
                left.remove(rival)
                taken.add(token)
        return left

    def _renderings(self, chinese: Token, word: Token, group: Group) -> list[Token]:
        """Return the English words of a group or of the dictionary that stand for a Chinese word."""
        core = _core(chinese, group)
        known = frozenset(glosses.load().of(core)) - _OBJECTS - {word.key}
        meant = known | group.english | renderings().get(core, frozenset())
        return [
            token
            for token in self._said
            if token.key in meant
            and not (token.key == word.key and self._sense(token) == self._sense(word))
            and not (word.start <= token.start and token.end <= word.end)
            and self._is_as_alike(chinese, token, chinese, word)
            and not self._is_of_another(token, chinese, is_vague=token.key not in group.accusing)
        ]

    @cached_property
    def _senses(self) -> Counter[str]:
        """How often English words have a sense."""
        return Counter(map(self._sense, self.english))

    def _sense(self, english: Token) -> str:
        return sense_of(self._matched.english.text[english.start : english.end])

    def _is_of_another(self, english: Token, chinese: Token, *, is_vague: bool) -> bool:
        """Return whether an English word stands for another Chinese word rather than for this.

        One that is vague does so for any that means it and is about as alike.
        """
        if not self._matched.has_contexts:
            return False
        cosine = self._matched.cosine(chinese, english)
        for token in self.chinese:
            if token == chinese:
                continue
            other = self._matched.cosine(token, english)
            if other >= cosine + _CLEARLY:
                return True
            if is_vague and other >= cosine - _MARGIN and english.key in meanings(token.key):
                return True
        return False

    def _is_taken(self, chinese: Token, word: Token) -> bool:
        """Return whether another English word stands for a Chinese word rather than `word`."""
        least = self._matched.cosine(chinese, word) + _CLEARLY
        return self._matched.has_contexts and any(
            token.is_content and token != word and self._matched.cosine(chinese, token) >= least
            for token in self.english
        )

    def _is_as_alike(self, chinese: Token, english: Token, rival: Token, word: Token) -> bool:
        """Return whether two words correspond about as well as a word and its contrary do."""
        least = self._matched.cosine(rival, word) - _MARGIN
        return not self._matched.has_contexts or self._matched.cosine(chinese, english) >= least

    def _is_left(
        self, words: Sequence[Token], accounts: Sequence[Token], word: Token, chinese: Token
    ) -> bool:
        """Return whether a word is left to its contrary when the others go to what they are most like."""
        cosine = self._matched.cosine
        best = {other: max(cosine(token, other) for token in accounts) for other in words}
        return max(words, key=lambda left: cosine(chinese, left) - best[left]) == word


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


def _core(token: Token, group: Group) -> str:
    """Return the word of a group that a Chinese word is or is made of, or nothing: 死亡人数, 大跌."""
    return next((part for part in _parts(token.key) if part in group.chinese), "")


@lru_cache(_KEPT)
def _parts(key: str) -> tuple[str, ...]:
    """Return a Chinese word and what it may be made of."""
    if len(key) > 2 and key[0] in _NEGATORS:
        # 不正确 is not 正确.
        return (key, key[:2])
    return (key, key[:2], key[-2:]) if len(key) > 2 else (key, key[1:] if key[0] in _DEGREES else key)


def _accounts(token: Token, word: Token, opposition: Opposition) -> bool:
    """Return whether a Chinese word may be rendered by an English one, in this opposition or another."""
    if token.key in _NEGATORS:
        return False
    if _may_mean(token.key, word, opposition, opposition.own.chinese):
        return True
    return any(
        _may_mean(token.key, word, other, other.own.chinese & other.own.accusing)
        for other in table()[word.key]
        if other is not opposition and word.key in other.own.accusing
    )


def _may_mean(key: str, word: Token, opposition: Opposition, chinese: frozenset[str]) -> bool:
    """Return whether a Chinese word may be rendered by an English one that some words of a group mean."""
    if key in chinese or word.key in renderings().get(key, ()):
        return True
    # The dictionary explains 无罪 as "not guilty".
    is_opposed = len(key) > 1 and key in opposition.other.accusing
    if not is_opposed and word.key in glosses.load().of(key):
        return True
    if key in opposition.other.chinese:
        # 当前 is not 前.
        return False
    return not chinese.isdisjoint({*key, *(key[at : at + 2] for at in range(len(key) - 1))})


def _is_negated(side: Side, word: Token) -> bool:
    """Return whether a negator stands right before a word, or behind it what says that there is little."""
    before = side.text[max(0, word.start - _CHARACTERS_BEFORE) : word.start]
    if not side.is_chinese:
        return bool(_NEGATED_ENGLISH.search(before) or _ONLY_AFTER.match(side.text, word.end))
    before = _TWICE_NEGATED.sub("", before)
    return bool(_NEGATED_CHINESE.search(before) or _NEGATED_AFTER.match(side.text, word.end))
