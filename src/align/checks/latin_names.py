"""Names in English that are in no list: what stands in capitals and is no ordinary word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.knowledge.lexicon import is_common
from align.text import LATIN_RUN, fold_latin
from align.types import Span

_CAPITAL = r"[A-Z][^\W_]*(?:[-'][^\W\d_]{2,})*|(?<![^\W_])[A-Z]\.(?:[A-Z]\.)*"
_PARTICLE = (
    "of the|of|the|for|bin|ibn|bint|al|el|de|del|della|di|da|dos|du|la|las|le|les|los|van|von|der|den|ter|y"
)
_RUN = re.compile(rf"(?:{_CAPITAL})(?: (?:(?:{_PARTICLE}) )?(?:{_CAPITAL}))*")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_OPENS = re.compile(r"[.!?:;…—|\n][\s\"'“”‘’(\[《「-]*$")
# Written with a capital and yet no name that a translation could get wrong, or one that other rules compare.
_NO_NAMES = re.compile(
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|monday|tuesday|wednesday|thursday|"
    "friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|mr|mrs|ms|dr|prof|sir|lord|lady|"
    "dame|gov|sen|rep|gen|col|lt|sgt|capt|jr|sr|st|mt|ft|co|ltd|inc|corp|plc|llc|"
    "gmbh|vs|no|vol|covid|internet|web|wi-fi|email|tv|god|christmas|easter|english|lakhs?|crores?"
)
# Letters of a currency before an amount: Rmb1tn, SFr80bn.
_MONEY = re.compile(r"(?:Rmb|RMB|CNY|SFr|CHF|DKr|NKr|SKr|Rs|Rp|Ft|Kc|Bt)\d")
_LEAST_LETTERS = 3
# Characters before a word that tell whether it opens a sentence.
_LEAD = 8
# Syllables of Japanese in Hepburn spelling, and the commonest of Korean names: their characters are read
# otherwise in Mandarin.
_JAPANESE = re.compile(
    "(?:(?:ch|sh|ts|ky|gy|ny|hy|by|py|my|ry|kk|pp|tt|ss|[kgsztdnhbpmyrwfj])?(?:ou|oo|uu|[aiueo])|n(?![aiueoy]))+"
)
_KOREAN = re.compile(
    "(?:kim|lee|park|choi|jung|jeong|chung|kang|cho|yoon|yun|jang|lim|han|shin|seo|suh|kwon|hwang|ahn|song|yoo|"
    "hong|moon|yang|bae|baek|nam|roh|noh|hyun|hyeon|joon|jun|jin|young|yeong|min|soo|su|ho|hee|hye|kyu|kyung|"
    "gyeong|woo|sun|seon|eun|il|un|jong|sang|seung|sung|seong|tae|won|yeol|suk|seok|ki|gi|hwa|ja|jae|dong|gwang|"
    "kwang|chul|cheol|mi|na|ra|in|ji|je|do|gu|gun|bu|san|dae|gwa|wan|chang|yong|hoon|hun|bin|ki-|"
    "duk|deok|geun|keun|hak|sik|shik|rok|ryu|seop|sup|pyo|pil|moo|yeon|hyung|hyeong|kyeong|gyu|kwan|gwan|rae|bok|"
    "beom|bum|chae|cheon|chun|hwan|jeon|joo|ju|kap|kook|guk|kuk|mok|myung|myeong|taek|wook|uk|yul|heo|huh|gil|"
    "pyeong|ryeol|deuk|eui|rhee|byun|eom|woong|yeom)+"
)


class Capitals(NamedTuple):
    """A run of words in capitals.

    Attributes:
        strong: Its words that are never written small, which makes them names.
        weak: The others.
        opens: Whether it begins a sentence, where any word has a capital.
    """

    span: Span
    text: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    opens: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """All words that say something."""
        return self.strong + self.weak

    @property
    def is_far_eastern(self) -> bool:
        """Return whether it may be Japanese or Korean, whose characters Mandarin does not sound like."""
        plain = [word.replace("-", "").lower() for word in self.strong]
        return bool(plain) and any(all(map(pattern.fullmatch, plain)) for pattern in (_JAPANESE, _KOREAN))


def find_capitals(text: str) -> Iterator[Capitals]:
    """Yield the runs of capitalised words of English `text` that hold a word which makes a name."""
    folded = fold_latin(text)
    for run in _RUN.finditer(folded):
        start, end = run.span()
        if _MONEY.match(folded, start):
            continue
        words = list(_WORD.finditer(folded, start, end))
        opens = not start or bool(_OPENS.search(folded, max(0, start - _LEAD), start))
        # The capital of a sentence's first word says nothing.
        if words and opens and (is_common(words[0][0]) or _is_no_name(words[0][0])):
            start = words[1].start() if len(words) > 1 else end
            words, opens = words[1:], False
        named = [word[0] for word in words if word[0][0].isupper() and not _is_no_name(word[0])]
        strong = tuple(word for word in named if _is_strong(word))
        weak = tuple(word for word in named if word not in strong)
        if start < end and named:
            yield Capitals(Span(start, end), text[start:end], strong, weak, opens)


def _is_no_name(word: str) -> bool:
    return all(_NO_NAMES.fullmatch(part) for part in LATIN_RUN.findall(word.lower()))


def _is_strong(word: str) -> bool:
    if len(word) < _LEAST_LETTERS or word.isupper():
        return False
    return not any(is_common(part) for part in LATIN_RUN.findall(word))
