"""Named things and the forms by which two languages know them, with a matcher over running text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

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
    LANGUAGE = "language"
    PEOPLE = "people"
    TERM = "term"
    NAME = "name"


# Marks around titles, which a text may leave out.
_QUOTES = "《》〈〉「」『』“”"

# Types that a careless translator takes for one another; NAME is a proper noun of unknown sort.
_FAMILIES = (
    {ConceptType.AGENCY, ConceptType.ORGANISATION, ConceptType.GROUP, ConceptType.COMPANY},
    {ConceptType.COMPANY, ConceptType.MEDIA},
    {ConceptType.ORGANISATION, ConceptType.GROUP, ConceptType.PARTY},
    # No country for a region: the states of a region are often named one by one.
    {ConceptType.COUNTRY, ConceptType.PLACE},
    {ConceptType.REGION, ConceptType.PLACE},
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
        forbidden: Renderings in either language that are wrong or unwanted.
        exact: Whether the case of the English forms matters.
        domain: The field it is a term of, or empty.
    """

    id: str
    type: ConceptType
    chinese: tuple[str, ...]
    english: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    simplified: int = 0
    forbidden: tuple[str, ...] = ()
    exact: bool = False
    domain: str = ""

    def render(self, language: Language, like: str = "") -> str:
        """Return the preferred form; an abbreviation where `like` is one and the concept has one."""
        if language.is_chinese:
            first = len(self.chinese) - self.simplified if language is Language.ZH_HANS else 0
            return (self.chinese[first:] or self.chinese or self.english)[0]
        if self.abbreviation and like.replace(".", "").isupper():
            return self.abbreviation
        return (self.english or self.abbreviations)[0]

    @property
    def abbreviation(self) -> str:
        """The preferred abbreviation, in ordinary spelling where that is the preferred English form."""
        preferred = next(iter(self.abbreviations), "")
        same = self.english and self.english[0].casefold() == preferred.casefold()
        return self.english[0] if same else preferred


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

    @property
    def types(self) -> frozenset[ConceptType]:
        """The types of all candidates: "Russian" is of the country or the language."""
        return frozenset(concept.type for concept in self.concepts)


_Heads = dict[str, list[tuple[str, list[int]]]]


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """Folded forms of many concepts, by how they begin, longest first, with numbers of concepts.

    Chinese forms are found by their first two characters, Latin ones by their first word in lower
    case. Plain data, so that it can be kept between runs.
    """

    chinese: _Heads
    latin: _Heads


def collect_forms(concepts: Sequence[Concept]) -> Forms:
    """Return the forms that by themselves name a concept.

    Each comes with the concepts that it names, then with those of the same type that it is a loose
    rendering of: 烏國 is Ukraine, but may be Uzbekistan. Terms, which are inflected, are left out: see
    `align.knowledge.terms`.
    """
    chinese: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
    latin: defaultdict[str, dict[str, list[int]]] = defaultdict(dict)
    owners = [
        (form, number)
        for number, concept in enumerate(concepts)
        if concept.type is not ConceptType.TERM
        for form in dict.fromkeys((*concept.chinese, *_english(concept), *concept.abbreviations))
    ]
    named = {(form, concepts[number].type) for form, number in owners}
    owners += [
        (form, number)
        for number, concept in enumerate(concepts)
        for form in dict.fromkeys(concept.loose)
        if (form, concept.type) in named
    ]
    # One call for all forms: folding them singly takes most of the time.
    text = "\n".join(form for form, _ in owners)
    chinese_forms, latin_forms = fold_chinese(text).split("\n"), fold_latin(text).split("\n")
    for (_, number), han, other in zip(owners, chinese_forms, latin_forms, strict=True):
        plain = han.strip(_QUOTES)
        if HAN.match(plain):
            _add(chinese[plain[:2]], plain, number)
        elif head := LATIN_RUN.match(other):
            _add(latin[head.group().lower()], other, number)
    return Forms(_by_length(chinese), _by_length(latin))


_BETWEEN = re.compile(r"\b(North|South)(?:[ -])?(east|west|East|West)(ern)?\b")
_DIRECTION = re.compile("(?:(?:North|South)[ -]?)?(?:East|West|east|west|North|South)(?:ern)?|Central")


def _english(concept: Concept) -> Iterator[str]:
    """Yield the English forms of a concept; a region may be "west Africa" or "South-East Asia" too."""
    yield from concept.english
    if concept.type is not ConceptType.REGION:
        return
    for form in concept.english:
        for spelt in dict.fromkeys((form, *(_BETWEEN.sub(one, form) for one in _SPELLINGS))):
            *words, name = spelt.split(" ")
            yield spelt
            yield " ".join((*(one.lower() if _DIRECTION.fullmatch(one) else one for one in words), name))


def _spelt(joint: str) -> Callable[[re.Match[str]], str]:
    def spell(match: re.Match[str]) -> str:
        second = match[2].capitalize() if joint else match[2].lower()
        return f"{match[1]}{joint}{second}{match[3] or ''}"

    return spell


_SPELLINGS = tuple(map(_spelt, ("", "-", " ")))


def _add(forms: dict[str, list[int]], form: str, number: int) -> None:
    numbers = forms.setdefault(form, [])
    if number not in numbers:
        numbers.append(number)


def _by_length(index: dict[str, dict[str, list[int]]]) -> _Heads:
    return {
        head: sorted(forms.items(), key=lambda entry: (-len(entry[0]), entry[0]))
        for head, forms in index.items()
    }


class Matcher:
    """Finds forms in a text, longest first, in time linear in the text."""

    def __init__(self, forms: Forms, concept: Callable[[int], Concept]) -> None:
        self._forms = forms
        self._concept = concept

    def find(self, text: str, language: Language) -> tuple[Mention, ...]:
        """Return the mentions in reading order; none overlaps another.

        Latin forms are found in Chinese text too, where abbreviations usually stay as they are.
        """
        mentions = [*self._find_latin(text)]
        if language.is_chinese:
            mentions += self._find_chinese(text)
            mentions.sort(key=lambda mention: mention.span)
        return tuple(mentions)

    def _find_chinese(self, text: str) -> Iterator[Mention]:
        folded = fold_chinese(text)
        position = 0
        while position < len(folded) - 1:
            for form, numbers in self._forms.chinese.get(folded[position : position + 2], ()):
                if folded.startswith(form, position) and not _goes_on(form, folded, position):
                    yield self._mention(text, position, position + len(form), numbers)
                    position += len(form)
                    break
            else:
                position += 1

    def _find_latin(self, text: str) -> Iterator[Mention]:
        folded = fold_latin(text)
        end = 0
        for word in LATIN_RUN.finditer(folded):
            if word.start() < end:
                continue
            for form, numbers in self._forms.latin.get(word.group().lower(), ()):
                if mention := self._stands(form, folded, text, word.start(), numbers):
                    end = mention.span.end
                    yield mention
                    break

    def _stands(self, form: str, folded: str, text: str, start: int, numbers: list[int]) -> Mention | None:
        if folded[start : start + len(form)].lower() != form.lower():
            return None
        mention = self._mention(text, start, start + len(form), numbers)
        exact = mention.type is not ConceptType.OFFICE
        return mention if _stands_at(form, folded, start, exact=exact) else None

    def _mention(self, text: str, start: int, end: int, numbers: list[int]) -> Mention:
        return Mention(Span(start, end), text[start:end], tuple(map(self._concept, numbers)))


# Characters that make another word of a name's last one: 公安部 (a ministry), 公安部門 (the sector); 希臘文
# (Greek), 希臘文化 (Greek culture).
_CONTINUED = {"部": "门署队分长", "社": "会区", "文": "化明件物献学艺豪告", "语": "言"}


def _goes_on(form: str, text: str, start: int) -> bool:
    end = start + len(form)
    return text[end : end + 1] in tuple(_CONTINUED.get(form[-1], ""))


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
        return next(self.places(form), None) is not None

    def places(self, form: str) -> Iterator[int]:
        """Yield where `form` begins in the text."""
        chinese = bool(HAN.match(form))
        text, form = (self._chinese, fold_chinese(form)) if chinese else (self._latin, fold_latin(form))
        start = text.find(form)
        while start >= 0:
            if chinese or self._is_word(form, start):
                yield start
            start = text.find(form, start + 1)

    def _is_word(self, form: str, start: int) -> bool:
        before = self._latin[start - 1 : start]
        starts_word = not before.isalnum() or bool(HAN.match(before))
        return starts_word and _stands_at(form, self._latin, start, exact=True)
