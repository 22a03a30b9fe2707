"""Events of English text: active and passive, by, to and from, relative clauses, nouns of action."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from align.checks.events import ANY, Anchor, Event, Predicate, Stretch, rows, with_general
from align.checks.phrases_english import read_phrases
from align.checks.sentences_english import BOUNDARY, FAR, PREPOSITION, RELATIVE, Sentence, sentences, word_set

_PLAIN = re.compile("[a-z]+(?:-[a-z]+)*")
# What stands before a noun, not before a verb in its plain form.
_BEFORE_NOUN = (PREPOSITION | {"of"}) - {"to", "toward", "towards"}
# Verbs by which either may do it to the other, or of which the object does something to the subject.
_MUTUAL = word_set(
    "meet meets met meeting fight fights fought fighting battle battled battling face faces faced",
    "facing match matched matches equal equals equaled marry married rival rivals rivaled rivalled",
    "border borders bordered confront confronts confronted confronting resemble resembles include",
    "includes included including enjoy enjoys enjoyed need needs needed suffer suffers suffered want",
    "wants wanted accept accepts accepted heed heeds heeded know knows knew see sees saw seeing hear",
    "heard join joins joined joining engage engages engaged contact contacted precede preceded precedes",
    "succeed succeeded was is has had its as this thus towards across await awaits awaited encounter",
    "encountered concerning regarding involving versus using based called named signed compared related",
    "linked allied united divided toured said says adds added makes means became become becomes remains",
    "remained seems appears like likes liked unlike enters entered entering leaves host hosts hosted",
    "use uses used represent represents left quit quits fled passes perhaps always sometimes worry",
    "worries worried alarm alarms alarmed please pleases pleased concern concerns concerned frighten",
    "frightens frightened scare scares scared attract attracts attracted surprise surprises surprised",
    "interest interests interested delight anger angers angered tempts disappoint disappointed",
    "disappoints embolden outrage outraged",
)
_SHORT = 4
_AUXILIARY = word_set("will would can could may might must should shall do does did to")
_BE = word_set("be been being is are was were am get gets got getting")
_HAVE = word_set("have has had having ve")
# What may stand between "be" and a participle.
_BETWEEN_BE = re.compile(r"\w+ly|not|also|then|later|once|never|already|now|all|both|since|first|again|to")
_DETERMINER = word_set("the a an its their his her 's ’s ' ’ this that any no")
# Verbs that leave what is done to a noun: launched an attack, filed a lawsuit.
_LIGHT = word_set(
    "launched launch launches launching mounted staged conducted made imposed filed brought carried out off",
    "issued exerted paid levied slapped lodged unleashed weighing mulling considering planning threatening",
)
_TWO_OBJECTS = word_set(
    "sell lend pay give send grant offer lease loan supply provide promise brief notify inform compensate",
    "repay owe allocate award wire hand assign tell show teach offer",
)
# Behind whom and under what one acts: at Japan's request, with help from India.
_UNDER = word_set("at under with on by following despite amid to after")
# Nouns that "of" gives their agent: at the request of.
_OF_AGENT = word_set(
    "request requests demand demands urging insistence behest invitation order orders appeal help",
    "support backing pressure assistance aid instruction instructions protection",
)
# What one acts on, not only under: on the orders of.
_ASKED = word_set(
    "request requests demand demands urging insistence behest invitation order orders appeal instruction",
    "instructions advice",
)
# Frames of verbs with an object, and of verbs by which one takes the place of the other.
_TRANSITIVE, _REPLACING = ("acts", "bears", "more", "less"), ("replaces", "substitutes", "swaps")
# Verbs that double their last letter before -ing and not in a past form that shows it.
_DOUBLING = word_set("let put quit win get hit outbid")


class _Form(NamedTuple):
    words: tuple[str, ...]
    predicate: Predicate
    base: str
    # After which preposition the patient follows ("impose sanctions on"), if not as an object
    preposition: str
    # base, past, participle, both, ing or noun
    kind: str


def _inflected(entry: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb and their kinds; its first word is inflected."""
    base, *irregular = re.sub(r"\+\w+", "", entry).split(":")
    verb, space, rest = base.partition(" ")
    rest = space + rest
    consonant_y = verb.endswith("y") and verb[-2:-1] not in "aeiou"
    stem = verb[:-1] if verb.endswith("e") else verb
    yield base, "base"
    third = (
        verb[:-1] + "ies" if consonant_y else verb + ("es" if re.search("(s|x|z|ch|sh|o)$", verb) else "s")
    )
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
        if row.predicate.frame.startswith("than"):
            continue
        forms = [(form, entry, kind) for entry in row.verbs for form, kind in _inflected(entry)]
        forms += [(form, noun, "noun") for noun in row.nouns for form in (noun, f"{noun}s")]
        for form, entry, kind in forms:
            words = tuple(form.split())
            base, _, preposition = entry.split(":")[0].partition("+")
            found.setdefault(words[0], []).append(_Form(words, row.predicate, base, preposition, kind))
    return {word: tuple(sorted(forms, key=lambda f: -len(f.words))) for word, forms in found.items()}


@cache
def first_words() -> frozenset[str]:
    """Return the words that forms of predicates begin with."""
    return frozenset(_lexicon())


def predicates_in(text: str) -> frozenset[str]:
    """Return the ids of the predicates that a folded text may have."""
    words = set(_PLAIN.findall(text.lower()))
    return frozenset(
        form.predicate.id
        for word in words & first_words()
        for form in _lexicon()[word]
        if words.issuperset(form.words)
    )


def read_english(stretch: Stretch) -> Iterator[Event]:
    """Yield the events of a folded English text."""
    for tokens in sentences(stretch):
        yield from _Reader(stretch, tokens).read()


class _Reader(Sentence):
    """A sentence of which verbs and nouns of action are read; Chinese has a reader for each verb.

    English tells verbs from nouns by what stands around them, so all verbs are found before any is read.
    """

    def read(self) -> Iterator[Event]:
        """Yield the events of known verbs and nouns, then of phrases, then of verbs that no table knows."""
        for at, form in self._predicates():
            yield from self._event(at, form)
        yield from read_phrases(self)
        yield from self._unknown_verbs()

    def _predicates(self) -> list[tuple[int, _Form]]:
        """Return what the sentence has of the lexicon, and note which of it are verbs."""
        kept = []
        for at, forms in self._found():
            is_noun = self._is_noun(at, at + len(forms[0].words))
            forms = [form for form in forms if (form.kind == "noun") is is_noun]
            forms = [form for form in forms if form.kind != "base" or self._can_be_verb(at, form)]
            kept += [(at, form) for form in forms]
            if forms and not is_noun:
                self.verbs.add(at)
        return kept

    def _found(self) -> Iterator[tuple[int, list[_Form]]]:
        """Yield forms of the lexicon that do not overlap: "criticism" is part of "drew criticism from"."""
        end = 0
        for at in range(len(self.words)):
            if at >= end and (forms := self._forms(at)):
                yield at, forms
                end = at + len(forms[0].words)

    def _unknown_verbs(self) -> Iterator[Event]:
        """Yield who does something to whom by verbs that are in no table."""
        known = {at for at in range(len(self.words)) if self._forms(at)}
        for at, word in enumerate(self.words):
            if at in known or word in _MUTUAL or not self._looks_like_verb(at):
                continue
            subject, opener = self.left(at)
            if self.word(at + 1) == "by" and word.endswith("ed"):
                agents = self.right(at + 2)
                patients = subject or self.antecedent(opener, passive=True)
            else:
                agents, patients = subject, self.bare_object(at + 1)
            if agents and patients and self.word(at - 1) not in ("by", "of"):
                yield Event(ANY, self.span(at, at), agents, patients)

    def _looks_like_verb(self, at: int) -> bool:
        word, before = self.words[at], self.word(at - 1)
        if not word.isalpha() or word in BOUNDARY or word in PREPOSITION:
            return False
        if before in _AUXILIARY:
            return True
        if word.endswith("ing"):
            return before in _BE
        return len(word) > _SHORT and word.endswith(("ed", "s")) and not word.endswith(("ss", "us", "is"))

    def _forms(self, at: int) -> list[_Form]:
        fitting = [
            form
            for form in _lexicon().get(self.words[at], ())
            if tuple(self.words[at : at + len(form.words)]) == form.words
        ]
        return [form for form in fitting if len(form.words) == len(fitting[0].words)]

    def _is_noun(self, at: int, end: int) -> bool:
        before, after = self.word(at - 1), self.word(end)
        if before in _DETERMINER and not (before == "that" and after.startswith("□")):
            return True
        kinds = {form.kind == "noun" for form in self._forms(at)}
        if True not in kinds or False not in kinds:
            return True in kinds
        if before in _BEFORE_NOUN:
            return True
        # What has an object is a verb; "attacks on", "a Russian attack by".
        return after in ("on", "against", "by", "of") and before not in ("to", *_BE)

    def _can_be_verb(self, at: int, form: _Form) -> bool:
        """Return whether a form without -ed or -ing is a verb where it stands, not a noun: "supply boat"."""
        end = at + len(form.words)
        before, after = self.word(at - 1), self.word(end)
        if before in _BEFORE_NOUN or (before != "to" and at - 1 in self.verbs):
            return False
        if len(form.words) > 1:
            return True
        is_transitive = any(form.predicate.frame in _TRANSITIVE for form in self._forms(at))
        if after in ("from", "to", "into") and is_transitive and not form.preposition:
            return False
        if form.words[0] != form.base:
            return not self._ends_phrase(at, end)
        if self._is_past(end):
            return False
        if not before.startswith("□"):
            return True
        is_plural = self.spelling(at - 1).endswith(("s", "men", "police", "people", "ia"))
        return is_plural or "and" in self.words[max(0, at - 5) : at]

    def _ends_phrase(self, at: int, end: int) -> bool:
        """Return whether a preposition governs what has no object here: by standard contracts."""
        has_object = self.word(end) and self.word(end) not in (BOUNDARY | PREPOSITION | {"and", "or", "of"})
        opening = next((n for n in range(at - 1, max(-1, at - 4), -1) if self.words[n] in _BEFORE_NOUN), -1)
        is_plain = not any(
            self.words[n] in BOUNDARY or self.words[n].startswith("□") or n in self.verbs
            for n in range(opening + 1, at)
        )
        return not has_object and opening >= 0 and is_plain

    def _is_past(self, at: int) -> bool:
        return (
            any(form.kind in ("past", "both") for form in self._forms(at)) if at < len(self.words) else False
        )

    def _event(self, at: int, form: _Form) -> Iterator[Event]:
        if form.kind == "noun":
            agents, patients = self._noun(at, at + len(form.words), form)
        else:
            agents, patients = self._verb(at, at + len(form.words), form)
        if form.predicate.frame in ("more", "less", "alone", "replaces") and self.is_negated(at):
            return
        if form.predicate.frame in ("less", "suffers", "takes", "draws"):
            agents, patients = patients, agents
        if agents:
            span = self.span(at, at + len(form.words) - 1)
            event = Event(form.predicate.id, span, agents, patients)
            yield from with_general(event, form.predicate.frame)

    def _verb(self, at: int, end: int, form: _Form) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        subject, opener = self.left(at)
        if self.word(at - 1) in ("and", "then") and (first := self.clause_subject(at)):
            subject = first
        if self._is_passive(at, end, form.kind):
            return self._passive(
                end, form, subject or self.antecedent(opener, passive=True), self._of_subject(opener, at)
            )
        if form.kind == "participle" and not self._has_have(at):
            return (), ()
        gap = self.word(opener) in RELATIVE and bool(subject)
        if not subject:
            # "uses its fleet to chase"
            is_infinitive = self.word(at - 1) == "to"
            subject = self.clause_subject(at) if is_infinitive else self.antecedent(opener)
        frame = form.predicate.frame
        if frame == "alone":
            return subject, ()
        if form.preposition:
            return subject, self.after(form.preposition, end)
        if frame in ("takes", "draws"):
            return subject, self.after("from", end) or self.right(end)
        if frame in _REPLACING:
            return self._replacing(form, end, subject)
        objects = self.right(end)
        if frame == "moves":
            return (*subject, *self._of_subject(opener, at)), objects
        if frame in ("gives", "tells"):
            receivers = self.after("to", end) or self.after("into", end)
            return subject, receivers or (objects if form.base in _TWO_OBJECTS else ())
        if not objects and gap:
            objects = self.antecedent(opener)
        return subject, objects

    def _passive(
        self, end: int, form: _Form, subject: tuple[Anchor, ...], origin: tuple[Anchor, ...]
    ) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        while self.word(end) in ("and", "or") and end + 1 in self.verbs:
            # "boarded and seized by"
            end += 2
        agents = self.after("by", end)
        frame = form.predicate.frame
        if frame in _REPLACING:
            return self._replaced(form, end, subject)
        if not agents and frame == "gives":
            # "Norway's gas is shipped to Poland"
            return self.after("from", end) or origin, self.after("to", end)
        if not agents or frame == "alone":
            return (), ()
        if form.preposition:
            return agents, self.after(form.preposition, end)
        if frame in ("gives", "tells"):
            receivers = self.after("to", end)
            return agents, receivers or (subject if form.base in _TWO_OBJECTS else ())
        if frame in ("takes", "draws"):
            return agents, self.after("from", end)
        return agents, subject

    def _of_subject(self, opener: int, at: int) -> tuple[Anchor, ...]:
        """Return where a subject comes from: "crude from Norway", "Norway's crude", but not "Norway"."""
        start = next((n for n in range(opener + 1, at) if self.words[n] in ("from", "of")), at)
        if start < at:
            return self.right(start + 1)
        last = next((n for n in range(at - 1, opener, -1) if self.words[n].startswith("□")), at)
        is_owner = last + 1 < at and self.words[last + 1] not in _BE | _HAVE | _AUXILIARY
        return self.anchors(opener + 1, last + 1) if is_owner else ()

    def _replacing(
        self, form: _Form, end: int, subject: tuple[Anchor, ...]
    ) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        """Return what comes and what goes."""
        objects, last = self.right(end), self._reach(end)
        if form.predicate.frame == "replaces":
            return self._beyond("with", end, last) or self._beyond("by", end, last) or subject, objects
        other = self._beyond("for", end, last)
        return (objects, other) if form.predicate.frame == "substitutes" else (other, objects)

    def _replaced(
        self, form: _Form, end: int, subject: tuple[Anchor, ...]
    ) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        last = self._reach(end)
        if form.predicate.frame == "replaces":
            return self._beyond("by", end, last) or self._beyond("with", end, last), subject
        other = self._beyond("for", end, last)
        return (subject, other) if form.predicate.frame == "substitutes" else (other, subject)

    def _reach(self, start: int) -> int:
        """Return where the clause ends, verbs or no: "the missiles originally ordered with newer ones"."""
        ends = (n for n in range(start, len(self.words)) if self.words[n] in BOUNDARY)
        return next(ends, len(self.words))

    def _beyond(self, preposition: str, start: int, end: int) -> tuple[Anchor, ...]:
        """Return who follows a preposition before `end`."""
        return next((self.right(n + 1) for n in range(start, end) if self.words[n] == preposition), ())

    def _noun(self, at: int, end: int, form: _Form) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        agents = self.after("by", end) or self._possessor(at)
        frame = form.predicate.frame
        if self.word(end) in RELATIVE and frame in ("acts", "bears"):
            # The suit that they brought against somebody.
            light = next((n for n in range(end + 1, self.cut(end + 1)) if self.words[n] in _LIGHT), 0)
            agents = self.anchors(end + 1, light) or agents
            end = light + 1 if light else end
        if frame in ("gives", "takes", "tells", "draws"):
            sources, receivers = self.after("from", end), self.after("to", end)
            is_taking = frame in ("takes", "draws")
            return (agents, sources) if is_taking else (agents or sources, receivers)
        if not agents:
            agents = self.after("from", end)
        patients = next(
            (
                found
                for word in ("on", "against", "of", "for", "over", "to", "with", "in", "toward", "towards")
                if (found := self.after(word, end))
            ),
            (),
        )
        if not patients and self.word(end) == "that":
            # "Egypt's demand that Ethiopia share data"
            patients = self.anchors(end + 1, self.first_cut(end + 1))
        if frame not in ("acts", "bears"):
            return (), ()
        return self._circumstance(at, end) or ((agents, patients) if patients else ((), ()))

    def _circumstance(self, at: int, end: int) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]] | None:
        """Return who asks, presses or helps, and who thereupon does something: at Japan's request."""
        opening = next((n for n in range(at - 1, max(-1, at - 6), -1) if self.words[n] in _UNDER), -1)
        if opening < 0 or any(n in self.verbs or self.words[n] in BOUNDARY for n in range(opening + 1, at)):
            return None
        if "of" in self.words[opening + 1 : at] or (
            self.words[opening] in ("on", "to") and self.words[at] not in _ASKED
        ):
            return None
        of = self.word(end) if self.words[at] in _OF_AGENT else ""
        agents = self.anchors(opening + 1, at)
        if not agents and self.word(end) in ("from", "by"):
            agents = self.right(end + 1)
        if not agents and of == "of":
            agents = self.right(end + 1)
        if not agents or self.word(end) in ("on", "against", "to"):
            return None
        return agents, self._main_subject(opening, end)

    def _main_subject(self, opening: int, end: int) -> tuple[Anchor, ...]:
        """Return whose clause an adjunct belongs to, which it opens or which it follows."""
        if opening == 0 or self.words[opening - 1] in BOUNDARY:
            comma = next((n for n in range(end, min(end + FAR, len(self.words))) if self.words[n] == ","), 0)
            return self.anchors(comma + 1, self.first_cut(comma + 1)) if comma else ()
        return self.clause_subject(opening)

    def _possessor(self, at: int) -> tuple[Anchor, ...]:
        """Return whose attack it is: Russia's, or who launched it."""
        for step in range(at - 1, max(-1, at - 5), -1):
            word = self.words[step]
            if word.startswith("□"):
                return self.anchors(step, step + 1)
            if word in _LIGHT:
                return self.left(step)[0]
            if word in BOUNDARY or word in PREPOSITION or word == "of" or step in self.verbs:
                break
        return ()

    def _is_passive(self, at: int, end: int, kind: str) -> bool:
        if kind not in ("both", "participle"):
            return False
        before = at - 1
        while before >= 0 and _BETWEEN_BE.fullmatch(self.words[before]):
            before -= 1
        if self.word(before) in ("and", "or") and before - 1 in self.verbs:
            return self.word(before - 2) in _BE
        return self.word(before) in _BE or self.word(end) == "by"

    def _has_have(self, at: int) -> bool:
        return any(word in _HAVE for word in self.words[max(0, at - 4) : at])
