"""Named things and the forms by which two languages know them, with a matcher over running text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from align.text import HAN, LATIN_RUN, fold_chinese, fold_latin
from align.types import Language, Span


class ConceptType(StrEnum):
    """What sort of thing a concept is."""

    AGENCY = "agency"
    ORGANISATION = "organisation"
    GROUP = "group"
    COMPANY = "company"
    MEDIA = "media"
    PARTY = "party"
    OFFICE = "office"
    COUNTRY = "country"
    REGION = "region"
    PLACE = "place"
    PERSON = "person"
    WEAPON = "weapon"
    LAW = "law"
    TERM = "term"
    NAME = "name"


# Types that a careless translator takes for one another; NAME is a proper noun of unknown sort.
_FAMILIES = (
    {ConceptType.AGENCY, ConceptType.ORGANISATION, ConceptType.GROUP, ConceptType.COMPANY},
    {ConceptType.COMPANY, ConceptType.MEDIA},
    {ConceptType.ORGANISATION, ConceptType.GROUP, ConceptType.PARTY},
    {ConceptType.COUNTRY, ConceptType.REGION, ConceptType.PLACE},
)


def is_confusable(one: ConceptType, other: ConceptType) -> bool:
    """Return whether a thing of one type can have been put for a thing of the other."""
    if one is other:
        return one is not ConceptType.NAME
    return any(one in family and other in family for family in _FAMILIES)


@dataclass(frozen=True, slots=True)
class Concept:
    """One named thing.

    Attributes:
        chinese: Forms in either script, the preferred one of each script first of its script.
        english: English forms, preferred first, without an article.
        abbreviations: Forms in Latin letters whose case matters, in either language.
        loose: Forms that are an acceptable rendering but do not by themselves name the concept.
        broader: Ids of concepts that may stand for it.
        simplified: How many of the last `chinese` forms are Simplified.
    """

    id: str
    type: ConceptType
    chinese: tuple[str, ...]
    english: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    simplified: int = 0

    def render(self, language: Language, like: str = "") -> str:
        """Return the preferred form; an abbreviation where `like` is one and the concept has one."""
        if language.is_chinese:
            first = len(self.chinese) - self.simplified if language is Language.ZH_HANS else 0
            return (self.chinese[first:] or self.chinese or self.english)[0]
        if self.abbreviations and like.replace(".", "").isupper():
            return self.abbreviations[0]
        return (self.english or self.abbreviations)[0]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names a concept, or one of several that share the form."""

    span: Span
    text: str
    concepts: tuple[Concept, ...]

    @property
    def type(self) -> ConceptType:
        """The type of the first candidate."""
        return self.concepts[0].type


class Matcher:
    """Finds the forms of many concepts in a text, longest first, in time linear in the text."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        chinese: defaultdict[str, dict[str, list[Concept]]] = defaultdict(dict)
        latin: defaultdict[str, dict[str, list[Concept]]] = defaultdict(dict)
        owners = [(form, concept) for concept in concepts for form in _strong_forms(concept)]
        # One call for all forms: folding them singly takes most of the start-up time.
        text = "\n".join(form for form, _ in owners)
        chinese_forms, latin_forms = fold_chinese(text).split("\n"), fold_latin(text).split("\n")
        for (_, concept), han, other in zip(owners, chinese_forms, latin_forms, strict=True):
            if HAN.match(han):
                chinese[han[:2]].setdefault(han, []).append(concept)
            elif head := LATIN_RUN.match(other):
                latin[head.group().lower()].setdefault(other, []).append(concept)
        self._chinese = _by_length(chinese)
        self._latin = _by_length(latin)

    def find(self, text: str, language: Language) -> tuple[Mention, ...]:
        """Return the mentions in reading order; none overlaps another.

        Latin forms are found in Chinese text too, where abbreviations usually stay as they are.
        """
        mentions = [*self._find_latin(text)]
        if language.is_chinese:
            mentions += self._find_chinese(text)
            mentions.sort(key=lambda mention: mention.span)
        return tuple(mentions)

    def _find_chinese(self, text: str) -> Iterable[Mention]:
        folded = fold_chinese(text)
        position = 0
        while position < len(folded) - 1:
            for form, concepts in self._chinese.get(folded[position : position + 2], ()):
                if folded.startswith(form, position):
                    span = Span(position, position + len(form))
                    yield Mention(span, text[span.start : span.end], concepts)
                    position = span.end
                    break
            else:
                position += 1

    def _find_latin(self, text: str) -> Iterable[Mention]:
        folded = fold_latin(text)
        end = 0
        for word in LATIN_RUN.finditer(folded):
            if word.start() < end:
                continue
            for form, concepts in self._latin.get(word.group().lower(), ()):
                if _stands_at(form, folded, word.start(), exact=concepts[0].type is not ConceptType.OFFICE):
                    end = word.start() + len(form)
                    yield Mention(Span(word.start(), end), text[word.start() : end], concepts)
                    break


def _strong_forms(concept: Concept) -> Iterable[str]:
    return chain(concept.chinese, concept.english, concept.abbreviations)


_Index = dict[str, Sequence[tuple[str, tuple[Concept, ...]]]]


def _by_length(index: dict[str, dict[str, list[Concept]]]) -> _Index:
    return {
        head: sorted(
            ((form, tuple(dict.fromkeys(concepts))) for form, concepts in forms.items()),
            key=lambda entry: -len(entry[0]),
        )
        for head, forms in index.items()
    }


def _stands_at(form: str, text: str, start: int, *, exact: bool) -> bool:
    """Whether `form` stands at `start` as whole words, in its own case or all in capitals."""
    end = start + len(form)
    found = text[start:end]
    same = found in (form, form.upper()) if exact else found.lower() == form.lower()
    return same and not (end < len(text) and text[end].isalnum() and not HAN.match(text[end]))


class Searchable:
    """A text folded once, to be searched for many forms."""

    def __init__(self, text: str) -> None:
        self._chinese = fold_chinese(text)
        self._latin = fold_latin(text)

    def has(self, form: str) -> bool:
        """Return whether `form` stands in the text: anywhere for Chinese, as whole words for Latin."""
        if HAN.match(form):
            return fold_chinese(form) in self._chinese
        form = fold_latin(form)
        start = self._latin.find(form)
        while start >= 0:
            before = self._latin[start - 1 : start]
            starts_word = not before.isalnum() or bool(HAN.match(before))
            if starts_word and _stands_at(form, self._latin, start, exact=True):
                return True
            start = self._latin.find(form, start + 1)
        return False
