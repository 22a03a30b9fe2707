"""English sentences as words between participants: where clauses and phrases end, and who stands in them.

Verbs and phrases are read by modules of their own; both ask here, so that they agree on where what is
said of somebody ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from align.checks.events import Anchor, Stretch
from align.types import Span

_SENTENCE = re.compile(r"(?:[^.;:!?\n]|[.:](?=\S))+")
# □ stands for a participant.
_TOKEN = re.compile(r"□+|['’]s\b|(?<=□)['’](?=\s)|[A-Za-z]+(?:-[A-Za-z]+)*|[()—–\"“”]|(?<!\d),|,(?!\d)")


def word_set(*lines: str) -> frozenset[str]:
    """Return the words of some lines, which are easier to read and to extend than quoted words."""
    return frozenset(" ".join(lines).split())


RELATIVE = word_set("which that who whom")
#: What parts clauses.
BOUNDARY = RELATIVE | word_set(
    ', ( ) — – " “ ” whose where when while after before as because since if but although though',
    "until whereas so than yet",
)
PREPOSITION = word_set(
    "in at on through via over during under near with by from to for against within across amid despite",
    "along about into without outside per upon towards toward using ahead following around between inside",
    "off",
)
#: How far apart words of one construction are looked for: "higher ... than", "from ... to".
FAR = 8
# Adverbs that may stand anywhere and change nothing.
_ADVERBS = word_set(
    "far well still now even again largely heavily strongly sharply openly repeatedly publicly directly",
    "formally officially secretly quietly reportedly increasingly significantly considerably slightly",
    "currently recently already reportedly allegedly also just soon often",
)
_NEGATION = word_set("not never no t without")
_ARTICLES = word_set("the a an several many some")
_JOINING = word_set("of to and as")


class Token(NamedTuple):
    """A word in lower case, a mark that parts clauses or a participant, and where the text has it."""

    text: str
    start: int
    end: int


def sentences(stretch: Stretch) -> Iterator[list[Token]]:
    """Yield the tokens of each sentence of a folded text."""
    for sentence in _SENTENCE.finditer(stretch.masked):
        tokens = [Token(m[0].lower(), *m.span()) for m in _TOKEN.finditer(stretch.masked, *sentence.span())]
        yield list(_without_adverbs(tokens))


def _without_adverbs(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens without adverbs, and without the "yet" of "has yet to"."""
    for token, following in pairwise((*tokens, Token("", 0, 0))):
        if token.text not in _ADVERBS and not (token.text == "yet" and following.text == "to"):
            yield token


class Sentence:
    """The tokens of one sentence, and who stands where; positions are numbers of tokens."""

    def __init__(self, stretch: Stretch, tokens: Sequence[Token]) -> None:
        self._stretch, self._tokens = stretch, tokens
        self.words = [token.text for token in tokens]
        #: Where verbs are. Phrases end at these, so who reads the verbs notes them before asking for phrases.
        self.verbs: set[int] = set()

    def word(self, at: int) -> str:
        """Return a word, or "" before and behind the sentence, so that callers may look around freely."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def span(self, first: int, last: int) -> Span:
        """Return where the text has some tokens, the last of them included."""
        return Span(self._tokens[first].start, self._tokens[last].end)

    def spelling(self, at: int) -> str:
        """Return a word or participant as the text spells it."""
        return self._stretch.text[slice(*self.span(at, at))]

    def anchors(self, start: int, end: int) -> tuple[Anchor, ...]:
        """Return the participants within `[start, end)`."""
        return self._stretch.between(*self.span(start, end - 1)) if start < end else ()

    def is_negated(self, at: int) -> bool:
        """Return whether something just before denies what stands here."""
        return not _NEGATION.isdisjoint(self.words[max(0, at - 3) : at])

    def is_cut(self, at: int) -> bool:
        """Return whether no noun phrase reaches beyond a word: "of" does not end one, "of buying" does."""
        if self.words[at] == "of" and self.word(at + 1).endswith("ing"):
            return True
        return self.words[at] in BOUNDARY or self.words[at] in PREPOSITION or at in self.verbs

    def cut(self, start: int) -> int:
        """Return where the noun phrase that starts here ends at the latest."""
        return next((n for n in range(start, len(self.words)) if self.is_cut(n)), len(self.words))

    def first_cut(self, start: int) -> int:
        """Return where the first participants after a place end."""
        first = next((n for n in range(start, len(self.words)) if self.words[n].startswith("□")), start)
        while self.word(first).startswith("□"):
            first += 1
        return first

    def right(self, start: int) -> tuple[Anchor, ...]:
        """Return who is in the noun phrase that starts here."""
        return self.anchors(start, self.cut(start))

    def bare_object(self, at: int) -> tuple[Anchor, ...]:
        """Return who stands directly behind a verb and is not of a noun that follows: no "Iran's reply"."""
        start = at + 1 if self.word(at) in _ARTICLES else at
        end = start
        while self.word(end).startswith("□"):
            end += 1
        after = self.word(end)
        is_bare = not after or after in PREPOSITION or after in BOUNDARY or after in _JOINING
        return self.anchors(start, end) if end > start and is_bare else ()

    def after(self, preposition: str, start: int) -> tuple[Anchor, ...]:
        """Return who follows a preposition within the clause."""
        for at in range(start, len(self.words)):
            if self.words[at] == preposition:
                return self.right(at + 1)
            if self.words[at] in BOUNDARY or at in self.verbs:
                break
        return ()

    def left(self, at: int) -> tuple[tuple[Anchor, ...], int]:
        """Return who stands before a predicate in its clause, and where the word is that opens the clause."""
        opener = at - 1
        while opener >= 0 and self.words[opener] not in BOUNDARY and opener not in self.verbs:
            opener -= 1
        start = opener + 1
        while start < at and self.words[start] in PREPOSITION:
            start += 1
        cut = next((n for n in range(start, at) if self.words[n] in PREPOSITION), at)
        return self.anchors(start, cut), opener

    def clause_subject(self, at: int) -> tuple[Anchor, ...]:
        """Return who stands first in the clause, before its verb and before any preposition."""
        start = at
        while start > 0 and self.words[start - 1] not in BOUNDARY:
            start -= 1
        while start < at and self.words[start] in PREPOSITION:
            start += 1
        cut = next((n for n in range(start, at) if self.is_cut(n)), at)
        return self.anchors(start, cut)

    def antecedent(self, opener: int, *, passive: bool = False) -> tuple[Anchor, ...]:
        """Return what a relative clause (or a participle after a comma) that opens here tells of."""
        if self.word(opener) not in RELATIVE and not (passive and self.word(opener) == ","):
            return ()
        end = opener - 1 if self.word(opener - 1) == "," else opener
        start = end - 1
        while start >= 0 and self.words[start] not in BOUNDARY and start not in self.verbs:
            start -= 1
        return self.anchors(start + 1, end)
