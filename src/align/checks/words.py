"""The words of a side of a pair in order, with their clauses, and how words of the two sides correspond."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.checks.base import Context
from align.knowledge import glosses
from align.states import Floats, Likeness, Word
from align.text import fold_chinese, fold_latin, lower_case
from align.types import Pair, Place, Segment, Span

_ENGLISH_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_CLAUSE_END = re.compile(r"[,，;；:：.。!！?？()（）—…]+|\s-+\s")
# Points inside numbers and abbreviations end no clause.
_INNER_POINT = re.compile(r"(?<=\w)[.,:](?=\w)|(?<=\b[a-z])\.")
# Words whose lemmas are remembered.
_KEPT = 1 << 15
KNOWN = 0.3
"""How much a dictionary that knows the rendering adds to the cosine of two words."""
# Cosine from which words correspond where the dictionary knows nothing; of strangers 2 % have it.
_ALIKE = 0.45
# Cosine below which a dictionary's word stands there by chance.
_UNLIKE = 0.25

# Forms that no rule makes, by what they are forms of.
_IRREGULAR = {
    form: base
    for base, forms in {
        "begin": "began begun", "break": "broke broken", "bring": "brought", "build": "built",
        "buy": "bought", "come": "came", "do": "did done does", "draw": "drew drawn", "drive": "drove driven",
        "fall": "fell fallen", "find": "found", "forbid": "forbade forbidden", "forget": "forgot forgotten",
        "freeze": "froze frozen", "get": "got gotten", "give": "gave given", "go": "went gone goes",
        "grow": "grew grown", "have": "had has", "hide": "hid hidden", "hold": "held", "keep": "kept",
        "know": "knew known", "lead": "led", "leave": "left", "lend": "lent", "lose": "lost",
        "make": "made", "meet": "met", "overcome": "overcame", "pay": "paid", "rise": "rose risen",
        "say": "said", "see": "saw seen", "sell": "sold", "send": "sent", "shoot": "shot",
        "shrink": "shrank shrunk", "sink": "sank sunk", "speak": "spoke spoken", "spend": "spent",
        "stand": "stood", "strengthen": "strengthened", "take": "took taken",
        "teach": "taught", "tell": "told",
        "think": "thought", "throw": "threw thrown", "weaken": "weakened", "win": "won",
        "withdraw": "withdrew withdrawn", "withhold": "withheld", "write": "wrote written",
        "be": "is are was were been being am", "die": "died dying", "deny": "denied denies denying",
        "bad": "worse worst", "good": "better best", "few": "fewer fewest",
    }.items()
    for form in forms.split()
}  # fmt: skip
# English words that say little by themselves: what governs is looked for beyond them.
_FUNCTION = frozenset(
    """
    a an the this that these those it its he his him she her they their them we our us i my you your
    who whom whose which what of to in on at by for from with as into onto upon and or but nor so if
    than then there here also too very be is are was were been being am have has had having do does
    did done will would shall should can could may might must ought not no never none neither only
    just even still yet already ever any some each both either such more most much all every other
    another own same about over under between through during before after while when where because
    since until unless though although whether per via up down n't cannot let get got
    """.split()  # noqa: SIM905 - a table
)


class Token(NamedTuple):
    """A word: where it stands in its side, what it is compared by, whether it is one of content."""

    start: int
    end: int
    key: str
    is_content: bool


class Side:
    """The words of one side of a pair, as one running text.

    Attributes:
        text: The segments, folded and in lower case; Chinese is in Simplified characters.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.is_chinese = bool(segments) and segments[0].language.is_chinese
        fold = fold_chinese if self.is_chinese else fold_latin
        parts = [lower_case(fold(text)) for text in self._texts]
        self.text = ("" if self.is_chinese else " ").join(parts)
        gap = 0 if self.is_chinese else 1
        self._starts = [0, *accumulate(len(part) + gap for part in parts)][: len(parts)]

    @property
    def _texts(self) -> Iterator[str]:
        return (segment.text for segment in self.segments)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words in reading order; Chinese ones are those of the dictionary, without the commonest."""
        if self.is_chinese:
            spans = glosses.load().spans(self.text)
            return tuple(Token(start, end, self.text[start:end], True) for start, end in spans)
        return tuple(_english_tokens(self.text))

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """The words that say something by themselves."""
        return tuple(token for token in self.tokens if token.is_content)

    @cached_property
    def _clause_starts(self) -> tuple[int, ...]:
        masked = self.text if self.is_chinese else _INNER_POINT.sub("_", self.text)
        return (0, *(match.end() for match in _CLAUSE_END.finditer(masked) if match.end() < len(masked)))

    def clause(self, offset: int) -> int:
        """Return the number of the clause that a character stands in."""
        return bisect_right(self._clause_starts, offset) - 1

    def clause_span(self, number: int) -> Span:
        """Return where a clause stands in the text."""
        following = self._clause_starts[number + 1 : number + 2] or (len(self.text),)
        return Span(self._clause_starts[number], following[0])

    @property
    def clauses(self) -> int:
        """How many clauses there are."""
        return len(self._clause_starts)

    def after(self, offset: int, count: int) -> tuple[Token, ...]:
        """Return the next content words of the same clause."""
        first = bisect_left(self._content_starts, offset)
        end = self.clause_span(self.clause(max(0, offset - 1))).end
        return tuple(token for token in self.content[first : first + count] if token.end <= end)

    def opening(self, offset: int, count: int) -> tuple[Token, ...]:
        """Return the first content words of what begins there, within its clause."""
        first = bisect_left(self._content_starts, offset)
        end = self.clause_span(self.clause(offset)).end
        return tuple(token for token in self.content[first : first + count] if token.end <= end)

    def before(self, offset: int, count: int) -> tuple[Token, ...]:
        """Return the content words of the same clause that stand before, the nearest last."""
        stop = bisect_left(self._content_starts, offset)
        start = self.clause_span(self.clause(offset)).start
        return tuple(t for t in self.content[max(0, stop - count) : stop] if t.start >= start)

    def token_at(self, offset: int) -> Token | None:
        """Return the word that a character belongs to, if any."""
        place = bisect_right(self._token_starts, offset) - 1
        return self.tokens[place] if place >= 0 and offset < self.tokens[place].end else None

    @cached_property
    def _token_starts(self) -> tuple[int, ...]:
        return tuple(token.start for token in self.tokens)

    @cached_property
    def _content_starts(self) -> tuple[int, ...]:
        return tuple(token.start for token in self.content)

    def word(self, start: int, end: int) -> Word:
        """Return a stretch of the text as a word of its segment, cut where the segment ends."""
        number = max(0, bisect_right(self._starts, start) - 1)
        segment, shift = self.segments[number], self._starts[number]
        return Word(segment, Span(start - shift, min(end - shift, len(segment.text))))

    def span(self, place: Place) -> Span | None:
        """Return which stretch of the text a place is, if it is of this side."""
        for segment, start in zip(self.segments, self._starts, strict=True):
            own = segment.place
            if (
                own.file is place.file
                and own.span.start <= place.span.start
                and place.span.end <= own.span.end
            ):
                shift = start - own.span.start
                return Span(place.span.start + shift, place.span.end + shift)
        return None

    def place(self, start: int, end: int) -> Place:
        """Return where a stretch of the text stands in its file."""
        return self.word(start, end).place


def _english_tokens(text: str) -> Iterator[Token]:
    for match in _ENGLISH_WORD.finditer(text):
        word = match[0].removesuffix("n't").partition("'")[0]
        yield Token(*match.span(), lemma(word), word not in _FUNCTION and len(word) > 1)


# The dictionary spells recognize; words such as promise and advise have no other spelling.
_BRITISH = re.compile(
    r"(?<=[a-z]{3}[b-df-hj-np-tv-z])is(?=(?:e[ds]?|ing|ations?|ers?)$)"
    r"(?<!prom..)(?<!prem..)(?<!surpr..)(?<!exerc..)(?<!superv..)(?<!comprom..)(?<!enterpr..)(?<!advert..)(?<!franch..)"
    r"(?<!compr..)(?<!expert..)(?<!improv..)(?<!telev..)(?<!merchand..)(?<!parad..)(?<!rev..)(?<!dev..)(?<!adv..)"
)


@lru_cache(_KEPT)
def lemma(word: str) -> str:
    """Return what the forms of an English word in lower case share, as the dictionary's stems do."""
    return glosses.stem(_IRREGULAR.get(word) or _BRITISH.sub("iz", word))


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A word of the other side and how sure it is that the two correspond."""

    token: Token
    cosine: float
    known: bool

    @property
    def is_sure(self) -> bool:
        """Whether the dictionary or the contexts leave little doubt."""
        return self.cosine >= (_UNLIKE if self.known else _ALIKE)


class Matched:
    """Both sides of a pair, and which words of one correspond to words of the other."""

    def __init__(self, pair: Pair, likeness: Likeness | None) -> None:
        self.pair = pair
        self.source, self.target = Side(pair.source), Side(pair.target)
        self._likeness = likeness
        self._cosines: dict[tuple[Token, Token], float] = {}
        self._counterparts: dict[tuple[Token, bool], Counterpart | None] = {}
        self.has_contexts = likeness is not None

    @cached_property
    def chinese(self) -> Side:
        """The side in Chinese."""
        return self.source if self.source.is_chinese else self.target

    @cached_property
    def english(self) -> Side:
        """The side in English."""
        return self.target if self.source.is_chinese else self.source

    def places(self, chinese: Span, english: Span) -> tuple[Place, Place]:
        """Return where a stretch of either side stands, that of the source first."""
        found = self.chinese.place(*chinese), self.english.place(*english)
        return found if self.source is self.chinese else found[::-1]

    def cosine(self, chinese: Token, english: Token) -> float:
        """Return how alike two words are in their contexts; 0 when nothing is known of it."""
        if self._likeness is None:
            return 0.0
        key = chinese, english
        if key not in self._cosines:
            one = self.chinese.word(chinese.start, chinese.end)
            self._cosines[key] = self._likeness(one, self.english.word(english.start, english.end))
        return self._cosines[key]

    def table(self, chinese: Sequence[Token], english: Sequence[Token]) -> Floats:
        """Return float32[n, m], the cosines of n words with m words; all 0 when nothing is known of them."""
        return np.asarray(self._vectors(self.chinese, chinese) @ self._vectors(self.english, english).T)

    def fit(self, chinese: Sequence[Token], english: Sequence[Token]) -> float:
        """Return how well some words may render others: the mean of what each has best.

        That is a cosine, and `KNOWN` more where the dictionary has the rendering, so up to 1.3.
        """
        if not (chinese and english):
            return 0.0
        likeness = self._renderings(chinese, english)
        return float(likeness.max(0).mean() + likeness.max(1).mean()) / 2

    def best(self, chinese: Sequence[Token], english: Sequence[Token]) -> float:
        """Return how well English words may render some Chinese ones: the mean of what each has best."""
        return float(self._renderings(chinese, english).max(0).mean()) if chinese and english else 0.0

    def _renderings(self, chinese: Sequence[Token], english: Sequence[Token]) -> Floats:
        """Return float32[n, m], the cosines of n words with m words, with what the dictionary knows."""
        return np.asarray(self.table(chinese, english) + KNOWN * known(chinese, english), np.float32)

    def lead(self, ours: Sequence[Sequence[Token]], theirs: Sequence[Sequence[Token]]) -> float:
        """Return how much better what is said of two things fits straight than crosswise, up to 2.6."""
        (a, b), (c, d) = ours, theirs
        fit = self.fit
        return fit(a, c) + fit(b, d) - fit(a, d) - fit(b, c)

    def _vectors(self, side: Side, words: Sequence[Token]) -> Floats:
        """Return float32[n, d], what the contexts say of n words of a side."""
        if self._likeness is None:
            return np.zeros((len(words), 1), np.float32)
        return self._likeness.vectors([side.word(word.start, word.end) for word in words])

    def in_english(self, chinese: Token) -> Counterpart | None:
        """Return the English word that most likely renders a Chinese word."""
        return self._counterpart(chinese, into_english=True)

    def in_chinese(self, english: Token) -> Counterpart | None:
        """Return the Chinese word that an English word most likely renders."""
        return self._counterpart(english, into_english=False)

    def _counterpart(self, word: Token, *, into_english: bool) -> Counterpart | None:
        key = word, into_english
        if key not in self._counterparts:
            self._counterparts[key] = self._find_counterpart(word, into_english=into_english)
        return self._counterparts[key]

    def _find_counterpart(self, word: Token, *, into_english: bool) -> Counterpart | None:
        own, other = (self.chinese, self.english) if into_english else (self.english, self.chinese)
        if not other.content:
            return None
        places = self._rendering(word, into_english=into_english)
        cosines = self._content_vectors[into_english] @ self._vectors(own, [word])[0]
        if self._likeness is None:
            cosines[places] = _ALIKE
        scores = cosines.copy()
        scores[places] += KNOWN
        best = int(scores.argmax())
        return Counterpart(other.content[best], float(cosines[best]), best in places)

    def _rendering(self, word: Token, *, into_english: bool) -> list[int]:
        """Return which content words of the other side render a word by the dictionary."""
        keys = glosses.load().of(word.key) if into_english else (word.key,)
        return [place for key in dict.fromkeys(keys) for place in self._places[into_english].get(key, ())]

    @cached_property
    def _places(self) -> dict[bool, dict[str, list[int]]]:
        """Content words of English (true) and Chinese by the stems that they have or that gloss them."""
        table = glosses.load()
        found: dict[bool, dict[str, list[int]]] = {True: {}, False: {}}
        for place, token in enumerate(self.english.content):
            found[True].setdefault(token.key, []).append(place)
        for place, token in enumerate(self.chinese.content):
            for stem in set(table.of(token.key)):
                found[False].setdefault(stem, []).append(place)
        return found

    @cached_property
    def _content_vectors(self) -> dict[bool, Floats]:
        """The vectors of content words of English (true) and Chinese, float32[n, d]."""
        return {
            is_english: self._vectors(side, side.content)
            for is_english, side in ((True, self.english), (False, self.chinese))
        }


def known(chinese: Sequence[Token], english: Sequence[Token]) -> NDArray[np.bool_]:
    """Return bool[n, m], whether the dictionary renders a Chinese word by an English one."""
    table = glosses.load()
    renderings = [frozenset(table.of(token.key)) for token in chinese]
    found = [[token.key in stems for token in english] for stems in renderings]
    return np.array(found, np.bool_).reshape(len(chinese), len(english))


def matched(pairs: Sequence[Pair], context: Context) -> Mapping[Pair, Matched]:
    """Return the pairs that have both sides with their words matched; several rules share what is found."""
    return context.once(
        "matched",
        pairs,
        lambda: {pair: Matched(pair, context.likeness) for pair in pairs if not pair.is_null},
    )
