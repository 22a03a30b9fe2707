"""Events of English text: active and passive, by, to and from, relative clauses, nouns of action, than."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from align.checks.events import Anchor, Event, Predicate, Stretch, rows
from align.types import Span

_SENTENCE = re.compile(r"(?:[^.;:!?\n]|[.:](?=\S))+")
_TOKEN = re.compile(r"□+|['’]s\b|[A-Za-z]+(?:-[A-Za-z]+)*|[,()—–\"“”]")


def _set(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_RELATIVE = _set("which that who whom")
_BOUNDARY = _RELATIVE | _set(
    ', ( ) — – " “ ” whose where when while after before as because since if but although though',
    "until whereas so than yet",
)
_PREPOSITION = _set(
    "in at on through via over during under near with by from to for against within across amid despite",
    "along about into without outside per upon towards toward using ahead following around between inside",
    "off",
)
_BE = _set("be been being is are was were am get gets got getting")
_HAVE = _set("have has had having ve")
# What may stand between "be" and a participle.
_BETWEEN_BE = re.compile(r"\w+ly|not|also|then|later|once|never|already|now|all|both|since|first|again|to")
_DETERMINER = _set("the a an its their his her 's ’s this that any no")
# Verbs that leave what is done to a noun: launched an attack, filed a lawsuit.
_LIGHT = _set(
    "launched launch launches launching mounted staged conducted made imposed filed brought carried out off",
    "issued exerted paid levied slapped lodged unleashed weighing mulling considering planning threatening",
)
_TWO_OBJECTS = _set(
    "sell lend pay give send grant offer lease loan supply provide promise brief notify inform compensate",
    "repay",
)
_MORE = _set("higher more larger greater bigger stronger faster earlier better older longer heavier")
_LESS = _set("lower less fewer smaller weaker slower later worse younger shorter lighter")
# Verbs that double their last letter before -ing and not in a past form that shows it.
_DOUBLING = _set("let put quit win get hit outbid")


class _Form(NamedTuple):
    words: tuple[str, ...]
    predicate: Predicate
    base: str
    # base, past, participle, both, ing or noun
    kind: str


class _Token(NamedTuple):
    text: str
    start: int
    end: int


def _inflected(entry: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb and their kinds; its first word is inflected."""
    base, *irregular = entry.split(":")
    verb, space, rest = base.partition(" ")
    rest = space + rest
    consonant_y = verb.endswith("y") and verb[-2:-1] not in "aeiou"
    stem = verb[:-1] if verb.endswith("e") else verb
    yield base, "base"
    third = verb[:-1] + "ies" if consonant_y else verb + ("es" if re.search("(s|x|z|ch|sh)$", verb) else "s")
    yield third + rest, "base"
    past = irregular[0].partition(" ")[0] if irregular else ""
    doubled = past.endswith("ed") and past == f"{verb}{verb[-1]}ed"
    yield (f"{verb}{verb[-1]}ing" if doubled or verb in _DOUBLING else f"{stem}ing") + rest, "ing"
    if not irregular:
        yield ((verb[:-1] + "ied" if consonant_y else f"{stem}ed") + rest), "both"
    elif irregular[0] == irregular[1]:
        yield irregular[0], "both"
    else:
        yield irregular[0], "past"
        yield irregular[1], "participle"


@cache
def _lexicon() -> dict[str, tuple[_Form, ...]]:
    """Return all forms by their first word, longest first."""
    found: dict[str, list[_Form]] = {}
    for row in rows():
        forms = [(form, entry.split(":")[0], kind) for entry in row.verbs for form, kind in _inflected(entry)]
        forms += [(form, noun, "noun") for noun in row.nouns for form in (noun, f"{noun}s")]
        for form, base, kind in forms:
            words = tuple(form.split())
            found.setdefault(words[0], []).append(_Form(words, row.predicate, base, kind))
    return {word: tuple(sorted(forms, key=lambda f: -len(f.words))) for word, forms in found.items()}


def read_english(stretch: Stretch) -> Iterator[Event]:
    """Yield the events of a folded English text."""
    for sentence in _SENTENCE.finditer(stretch.masked):
        tokens = [_Token(m[0].lower(), *m.span()) for m in _TOKEN.finditer(stretch.masked, *sentence.span())]
        yield from _Sentence(stretch, tokens).read()


class _Sentence:
    """The tokens of one sentence; positions below are numbers of tokens."""

    def __init__(self, stretch: Stretch, tokens: list[_Token]) -> None:
        self._stretch, self._tokens = stretch, tokens
        self._words = [token.text for token in tokens]
        self._verbs: set[int] = set()

    def read(self) -> Iterator[Event]:
        """Yield the events in reading order."""
        found = [(at, forms) for at in range(len(self._words)) if (forms := self._forms(at))]
        kept = []
        for at, forms in found:
            is_noun = self._is_noun(at, at + len(forms[0].words))
            forms = [form for form in forms if (form.kind == "noun") is is_noun]
            kept += [(at, form) for form in forms]
            if forms and not is_noun:
                self._verbs.add(at)
        for at, form in kept:
            yield from self._event(at, form)
        for at in [at for at, word in enumerate(self._words) if word == "than"]:
            yield from self._comparison(at)

    def _forms(self, at: int) -> list[_Form]:
        fitting = [
            form
            for form in _lexicon().get(self._words[at], ())
            if tuple(self._words[at : at + len(form.words)]) == form.words
        ]
        return [form for form in fitting if len(form.words) == len(fitting[0].words)]

    def _is_noun(self, at: int, end: int) -> bool:
        before, after = self._word(at - 1), self._word(end)
        if before in _DETERMINER and not (before == "that" and after.startswith("□")):
            return True
        if not any(form.kind == "noun" for form in self._forms(at)):
            return False
        # What has an object is a verb; "attacks on", "a Russian attack by".
        return after in ("on", "against", "by", "of") and before not in ("to", *_BE)

    def _word(self, at: int) -> str:
        return self._words[at] if 0 <= at < len(self._words) else ""

    def _event(self, at: int, form: _Form) -> Iterator[Event]:
        if form.kind == "noun":
            agents, patients = self._noun(at, at + len(form.words), form)
        else:
            agents, patients = self._verb(at, at + len(form.words), form)
        if form.predicate.frame in ("more", "less", "alone") and self._is_negated(at):
            return
        if form.predicate.frame in ("less", "takes"):
            agents, patients = patients, agents
        if agents:
            last = self._tokens[at + len(form.words) - 1]
            yield Event(form.predicate.id, Span(self._tokens[at].start, last.end), agents, patients)

    def _is_negated(self, at: int) -> bool:
        return any(
            word in ("not", "never", "no", "t", "without") for word in self._words[max(0, at - 3) : at]
        )

    def _verb(self, at: int, end: int, form: _Form) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        subject, opener = self._left(at)
        if self._is_passive(at, end, form.kind):
            return self._passive(end, form, subject or self._antecedent(opener, passive=True))
        if form.kind == "participle" and not self._has_have(at):
            return (), ()
        gap = self._word(opener) in _RELATIVE and bool(subject)
        if not subject:
            subject = self._antecedent(opener)
        frame = form.predicate.frame
        if frame == "alone":
            return subject, ()
        if frame == "takes":
            return subject, self._after("from", end)
        objects = self._right(end)
        if frame == "gives":
            receivers = self._after("to", end)
            return subject, receivers or (objects if form.base in _TWO_OBJECTS and not gap else ())
        if not objects and gap:
            objects = self._antecedent(opener)
        return subject, objects

    def _passive(
        self, end: int, form: _Form, subject: tuple[Anchor, ...]
    ) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        agents = self._after("by", end)
        frame = form.predicate.frame
        if not agents or frame == "alone":
            return (), ()
        if frame == "gives":
            receivers = self._after("to", end)
            return agents, receivers or (subject if form.base in _TWO_OBJECTS else ())
        if frame == "takes":
            return agents, self._after("from", end)
        return agents, subject

    def _noun(self, at: int, end: int, form: _Form) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        agents = self._after("by", end) or self._possessor(at)
        frame = form.predicate.frame
        if self._word(end) in _RELATIVE and frame == "acts":
            # The suit that they brought against somebody.
            light = next((n for n in range(end + 1, self._cut(end + 1)) if self._words[n] in _LIGHT), 0)
            agents = self._anchors(end + 1, light) or agents
            end = light + 1 if light else end
        if frame in ("gives", "takes"):
            sources, receivers = self._after("from", end), self._after("to", end)
            return (agents, sources) if frame == "takes" else (agents or sources, receivers)
        if not agents:
            agents = self._after("from", end)
        patients = next(
            (found for word in ("on", "against", "of", "for", "over") if (found := self._after(word, end))),
            (),
        )
        return (agents, patients) if frame == "acts" and patients else ((), ())

    def _possessor(self, at: int) -> tuple[Anchor, ...]:
        """Return whose attack it is: Russia's, or who launched it."""
        for step in range(at - 1, max(-1, at - 5), -1):
            word = self._words[step]
            if word.startswith("□"):
                return self._anchors(step, step + 1)
            if word in _LIGHT:
                return self._left(step)[0]
            if word in _BOUNDARY or word in _PREPOSITION or word == "of" or step in self._verbs:
                break
        return ()

    def _is_passive(self, at: int, end: int, kind: str) -> bool:
        if kind not in ("both", "participle"):
            return False
        before = at - 1
        while before >= 0 and _BETWEEN_BE.fullmatch(self._words[before]):
            before -= 1
        return self._word(before) in _BE or "by" in self._words[end : end + 1]

    def _has_have(self, at: int) -> bool:
        return any(word in _HAVE for word in self._words[max(0, at - 4) : at])

    def _left(self, at: int) -> tuple[tuple[Anchor, ...], int]:
        """Return who stands before a predicate in its clause, and where the word is that opens the clause."""
        opener = at - 1
        while opener >= 0 and self._words[opener] not in _BOUNDARY and opener not in self._verbs:
            opener -= 1
        start = opener + 1
        while start < at and self._words[start] in _PREPOSITION:
            start += 1
        cut = next((n for n in range(start, at) if self._words[n] in _PREPOSITION), at)
        return self._anchors(start, cut), opener

    def _antecedent(self, opener: int, *, passive: bool = False) -> tuple[Anchor, ...]:
        """Return what a relative clause (or a participle after a comma) that opens here tells of."""
        if self._word(opener) not in _RELATIVE and not (passive and self._word(opener) == ","):
            return ()
        end = opener - 1 if self._word(opener - 1) == "," else opener
        start = end - 1
        while start >= 0 and self._words[start] not in _BOUNDARY and start not in self._verbs:
            start -= 1
        return self._anchors(start + 1, end)

    def _right(self, start: int) -> tuple[Anchor, ...]:
        return self._anchors(start, self._cut(start))

    def _cut(self, start: int) -> int:
        """Return where the noun phrase that starts here ends at the latest."""
        return next((n for n in range(start, len(self._words)) if self._ends(n)), len(self._words))

    def _ends(self, at: int) -> bool:
        return self._words[at] in _BOUNDARY or self._words[at] in _PREPOSITION or at in self._verbs

    def _after(self, preposition: str, start: int) -> tuple[Anchor, ...]:
        """Return who follows a preposition within the clause."""
        for at in range(start, len(self._words)):
            if self._words[at] == preposition:
                return self._right(at + 1)
            if self._words[at] in _BOUNDARY or at in self._verbs:
                break
        return ()

    def _anchors(self, start: int, end: int) -> tuple[Anchor, ...]:
        if start >= end:
            return ()
        return self._stretch.between(self._tokens[start].start, self._tokens[end - 1].end)

    def _comparison(self, at: int) -> Iterator[Event]:
        words = self._words[max(0, at - 3) : at]
        is_more, is_less = not _MORE.isdisjoint(words), not _LESS.isdisjoint(words)
        subject, other = self._left(at)[0], self._right(at + 1)
        if is_more is is_less or not (subject and other) or self._is_negated(at - 1):
            return
        if is_less:
            subject, other = other, subject
        yield Event("exceed", Span(self._tokens[at].start, self._tokens[at].end), subject, other)
