"""The terms of both sides of a pair, and whether one side renders a term of the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from align.checks.base import Context
from align.knowledge import glosses, termbase
from align.knowledge.concepts import Concept, ConceptType
from align.knowledge.terms import Found, Text, chinese_key, is_chinese, latin_key, places
from align.states import Word
from align.text import fold_latin
from align.types import Language, Pair, Place, Segment, Span

_WORD = re.compile(r"[a-z]+")
_PARTICLES = frozenset(("of", "the", "and", "to", "in", "on", "for", "a", "an", "by", "with", "from"))


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A term where it stands in a segment."""

    found: Found
    segment: Segment

    @property
    def place(self) -> Place:
        """Where it stands in its file."""
        return self.segment.place.part(*self.found.span)

    @property
    def word(self) -> Word:
        """The stretch of the segment, to be compared with others."""
        return Word(self.segment, self.found.span)

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """What it may name."""
        return self.found.concepts

    @property
    def concept(self) -> Concept:
        """The first of what it may name."""
        return self.found.concepts[0]


class Glossary:
    """The user's own concepts and the shipped terms that they do not replace."""

    def __init__(self, context: Context) -> None:
        self._termbase = context.termbase
        own = self._termbase.own
        self._own_ids = {concept.id for concept in own}
        self._own_forms = {chinese_key(form) for concept in own for form in concept.chinese}

    def is_own(self, concept: Concept) -> bool:
        """Return whether it is in the user's own termbase."""
        return concept.id in self._own_ids

    def terms(self, segment: Segment) -> tuple[Term, ...]:
        """Return the terms of a segment that are no part of a longer name."""
        text = Text(segment.text, segment.language)
        found = list(self._find(text))
        if not found:
            return ()
        names = [m.span for m in self._termbase.find(segment.text, segment.language)]
        return tuple(Term(one, segment) for one in found if not _is_within(one.span, names))

    def _find(self, text: Text) -> Iterator[Found]:
        """Yield the terms of a text, the longest from the left; none overlaps another."""
        found: dict[Span, Found] = {}
        for one in (*self._own(text), *self._shipped(text)):
            earlier = found.get(one.span)
            found[one.span] = one._replace(concepts=earlier.concepts + one.concepts) if earlier else one
        end = 0
        for span in sorted(found, key=lambda span: (span.start, -span.end)):
            if span.start >= end:
                end = span.end
                yield found[span]

    def _own(self, text: Text) -> tuple[Found, ...]:
        return self._termbase.own_index.find(text) if self._own_ids else ()

    def _shipped(self, text: Text) -> Iterator[Found]:
        for one in termbase.shipped_index().find(text):
            concepts = tuple(concept for concept in one.concepts if not self._is_replaced(concept))
            if concepts:
                yield one._replace(concepts=concepts)

    def _is_replaced(self, concept: Concept) -> bool:
        """Return whether an own concept has the id or a Chinese form of a shipped one."""
        if not self._own_ids:
            return False
        return concept.id in self._own_ids or not self._own_forms.isdisjoint(
            map(chinese_key, concept.chinese)
        )


def _is_within(span: Span, others: Sequence[Span]) -> bool:
    """Return whether another span holds this one and more."""
    return any(o.start <= span.start and span.end <= o.end and o != span for o in others)


class Wording:
    """What one side of a group of blocks says, to look for renderings in."""

    def __init__(self, segments: Sequence[Segment], terms: Sequence[Term]) -> None:
        language = segments[0].language if segments else Language.EN
        self.is_chinese = language.is_chinese
        # Two line ends keep apart what no term goes across.
        self.text = Text("\n\n".join(segment.text for segment in segments), language)
        self.ids = {concept.id for term in terms for concept in term.concepts}
        self._found: dict[str, bool] = {}

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(glosses.stem, _WORD.findall(self.text.latin.lower())))

    def renders(self, concept: Concept, *, loosely: bool) -> bool:
        """Return whether any allowed form stands here; `loosely`, its words in any order and derivation."""
        if concept.id not in self._found:
            forms = renderings(concept, chinese=self.is_chinese)
            found = any(True for _ in places(self.text, forms, exact=concept.exact))
            self._found[concept.id] = found or (loosely and any(map(self._has_words, forms)))
        return self._found[concept.id]

    def _has_words(self, form: str) -> bool:
        if is_chinese(form):
            return _is_shortened(chinese_key(form), self.text.chinese)
        words = [word for word in _WORD.findall(fold_latin(form).lower()) if word not in _PARTICLES]
        return bool(words) and all(glosses.stem(word) in self._stems for word in words)


def _is_shortened(form: str, text: str) -> bool:
    """Return whether a Chinese form stands in a text, whole, turned round or cut short: 濃縮鈾, 國企, 反導.

    What is cut short keeps the first character: the 經濟 of 專屬經濟區 may be part of anything.
    """
    if form in text:
        return True
    if len(form) > 2 and any(form[0] + char in text for char in form[1:]):
        return True
    characters = sorted(form)
    return any(
        sorted(text[start : start + len(form)]) == characters
        for start in range(len(text))
        if text[start] in form
    )


def renderings(concept: Concept, *, chinese: bool) -> tuple[str, ...]:
    """Return the allowed forms in one language; abbreviations in Latin letters count for both."""
    if chinese:
        loose = [form for form in concept.loose if is_chinese(form)]
        return (*concept.chinese, *concept.abbreviations, *loose)
    return (*concept.english, *concept.abbreviations, *(f for f in concept.loose if not is_chinese(f)))


def modifiers(form: str) -> frozenset[str]:
    """Return the stems of the words of an English term beside its head: the attack of attack submarine."""
    head, of, rest = form.partition(" of ")
    words = f"{head.rpartition(' ')[0]} {rest}" if of else form.rpartition(" ")[0]
    return frozenset(glosses.stems(words))


def are_related(one: Concept, other: Concept) -> bool:
    """Return whether forms of one concept are part of those of another: "uranium", "enriched uranium"."""
    if one.id in other.broader or other.id in one.broader or one.id == other.id:
        return True
    ours, theirs = _keys(one), _keys(other)
    return any(a in b or b in a for a in ours for b in theirs)


def _keys(concept: Concept) -> frozenset[str]:
    forms = (*concept.chinese, *concept.english, *concept.abbreviations)
    return frozenset(chinese_key(form) if is_chinese(form) else latin_key(form) for form in forms)


class Scenes:
    """All pairs of a document with their terms, and the wording of the groups that they stand in."""

    def __init__(self, pairs: Sequence[Pair], glossary: Glossary) -> None:
        self.glossary = glossary
        self.source: dict[Pair, tuple[Term, ...]] = {}
        self.target: dict[Pair, tuple[Term, ...]] = {}
        self._groups: defaultdict[int, list[Pair]] = defaultdict(list)
        for pair in pairs:
            self._groups[pair.group].append(pair)
            self.source[pair] = tuple(t for segment in pair.source for t in glossary.terms(segment))
            self.target[pair] = tuple(t for segment in pair.target for t in glossary.terms(segment))
        self._wordings: dict[int, tuple[Wording, Wording]] = {}

    def __iter__(self) -> Iterator[Pair]:
        return (pair for pair in self.source if not pair.is_null)

    def around(self, pair: Pair) -> tuple[Wording, Wording]:
        """Return the wording of the source and of the target of a pair's group."""
        if pair.group not in self._wordings:
            members = self._groups[pair.group]
            self._wordings[pair.group] = (
                Wording([s for p in members for s in p.source], [t for p in members for t in self.source[p]]),
                Wording([s for p in members for s in p.target], [t for p in members for t in self.target[p]]),
            )
        return self._wordings[pair.group]


def scenes_of(pairs: Sequence[Pair], context: Context) -> Scenes:
    """Return the pairs with their terms, which the rules of terminology share."""
    return context.once("terms", pairs, lambda: Scenes(pairs, Glossary(context)))


def is_term(concept: Concept) -> bool:
    """Return whether a concept is a common noun, which `entity` does not look for."""
    return concept.type is ConceptType.TERM
