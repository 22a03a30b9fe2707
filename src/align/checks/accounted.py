"""What accounts for words that seem to have nothing on the other side of their pair.

Names, terms, titles, quotes, figures and abbreviations may be rendered by what the learnt judge does not find
like them; rules of their own compare most of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from align.checks.amounts import compare_amounts
from align.checks.base import Context
from align.checks.glossary import Term, Wording, scenes_of
from align.checks.pairing import Mention
from align.checks.spelt import find_spelt
from align.judge.lengths import measure
from align.text import HAN, fold_chinese
from align.types import Pair, Place, Segment, Span, join_text
from align.values.model import Kind

if TYPE_CHECKING:
    from align.knowledge.concepts import Concept

# Share of a stretch that a name of both sides must make up: in English, where the name alone says too little,
# and in Chinese.
_NAMED_SHARE = {False: 0.25, True: 0.12}
# Share that terms and quotes must make up, which may stand elsewhere in the sentence as well, and titles.
_TERM_SHARE, _TITLED_SHARE = 0.4, 0.6
# Share of a stretch from which what is spelt by sound makes it a name: the rest may be part of it.
_MOST_OF_NAME = 0.5
# Dates and numerals are compared by rules of their own, and what goes with one: 須待二月才.
_DATE = re.compile("(?:民國|民国)?[\\d一二三四五六七八九十\\s]+[年月日號号]?[起間间內内底初中]?")
_BESIDE_DATE = re.compile("[須须待才於于在至到自從从將将已約约即止前後后的時时\\s]*")
# Titles of works and treaties, which English calls by short forms: New START, "The Peace Accord", GSOMIA.
_TITLE = re.compile("《[^《》]{1,60}》")
_ENGLISH_TITLE = re.compile(
    r"[\"“*_](?=\w)|\b[A-Z]{2,}|\b[A-Z][\w'’-]+(?: (?:of|on|the|for|to|and)){0,3} [A-Z]"
)
_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August|"
    r"(?:Septem|Octo|Novem|Decem)ber"
)
_QUOTED = {True: re.compile("「[^「」]{1,40}」|“[^“”]{1,40}”"), False: re.compile('["“][^"“”]{1,120}["”]')}
# How much shorter than usual a quote may be that renders another, as a logarithm of the ratio of lengths.
_MOST_SHORTFALL = 0.6
# A figure from which on it tells what is spoken of; below, it may be another one of the sentence.
_TELLING = 5
_SHARES = frozenset({Kind.PERCENT, Kind.FRACTION})
# Letters of an abbreviation.
_INITIALS = 3


@dataclass(frozen=True, slots=True)
class Alone:
    """Words of a pair that seem to have nothing on the other side.

    Attributes:
        place: Where they stand.
        pair: In which pair.
        of_source: On which side of it.
    """

    place: Place
    pair: Pair
    of_source: bool

    @property
    def text(self) -> str:
        """What they say."""
        return self.place.text

    @property
    def own(self) -> tuple[Segment, ...]:
        """The side that they stand on."""
        return self.pair.source if self.of_source else self.pair.target

    @property
    def other(self) -> tuple[Segment, ...]:
        """The side that seems to lack them."""
        return self.pair.target if self.of_source else self.pair.source

    @property
    def is_chinese(self) -> bool:
        """Whether their side is in Chinese; English may quote it."""
        return self.own[0].language.is_chinese


def is_accounted(alone: Alone, pairs: Sequence[Pair], context: Context) -> bool:
    """Return whether the other side likely has what seems to stand alone, or needs nothing for it."""
    if is_named(alone, context) or is_counted(alone, pairs, context):
        return True
    if not alone.is_chinese:
        return is_spelt_out(alone)
    return is_dated(alone.text) or is_name(alone.text) or is_rendered(alone, pairs, context)


def is_dated(chinese: str) -> bool:
    """Return whether words are dates and what goes with one."""
    return bool(_BESIDE_DATE.fullmatch(_DATE.sub("", chinese)))


def is_named(alone: Alone, context: Context) -> bool:
    """Return whether much of a stretch is a name that the other side has, as rules know names."""
    concepts = {one.id: one for concepts in _names(alone.other, context).values() for one in concepts}
    names = [
        span for span, known in _names(alone.own, context).items() if any(one.id in concepts for one in known)
    ]
    if _covered(alone.place.span, names) >= _NAMED_SHARE[alone.is_chinese]:
        return True
    # A short form is weak evidence.
    short = (_short_form(alone.text, one) for one in concepts.values()) if alone.is_chinese else ()
    return max(short, default=0) >= _NAMED_SHARE[False] * len(alone.text)


def _names(side: Sequence[Segment], context: Context) -> dict[Span, Sequence[Concept]]:
    """Return what the names of a side may stand for, by where they stand in its file."""
    return {
        segment.place.part(*name.span).span: name.concepts
        for segment in side
        for name in context.termbase.find(segment.text, segment.language)
    }


def is_name(chinese: str) -> bool:
    """Return whether most of a Chinese stretch is likely a name: the rule `entity` compares those."""
    return any(len(found.text) >= _MOST_OF_NAME * len(chinese) for found in find_spelt(chinese))


def _short_form(text: str, concept: Concept) -> int:
    """Return how long a short form of a body in a Chinese text is, 0 without: 下院 (House of Commons).

    A capital may stand for its country, but naming one does not render the other.
    """
    from align.knowledge.concepts import ConceptType

    if concept.type not in (ConceptType.AGENCY, ConceptType.OFFICE, ConceptType.ORGANISATION):
        return 0
    folded = fold_chinese(text)
    forms = (form for form in concept.loose if len(form) > 1 and HAN.match(form))
    return max((len(form) for form in forms if fold_chinese(form) in folded), default=0)


def is_rendered(alone: Alone, pairs: Sequence[Pair], context: Context) -> bool:
    """Return whether much of a Chinese stretch is terms, quotes or a title that the English has."""
    ours, theirs = _terms(alone, pairs, context)
    wording = Wording(alone.other, theirs)
    terms = [
        term.place.span
        for term in ours
        if _is_within(term.place.span, alone.place.span)
        and any(wording.renders(concept, loosely=False) for concept in term.concepts)
    ]
    titles = _spans(_TITLE, alone.own) if _has_title(alone, context) else []
    is_title = _covered(alone.place.span, titles) >= _TITLED_SHARE
    return is_title or _covered(alone.place.span, [*terms, *_answered_quotes(alone)]) >= _TERM_SHARE


def _terms(alone: Alone, pairs: Sequence[Pair], context: Context) -> tuple[Sequence[Term], Sequence[Term]]:
    """Return the terms of the side that a stretch stands on and of the other."""
    scenes = scenes_of(pairs, context)
    terms = scenes.source[alone.pair], scenes.target[alone.pair]
    return terms if alone.of_source else terms[::-1]


def _has_title(alone: Alone, context: Context) -> bool:
    """Return whether the English has what may be a title, and no name that the Chinese has too."""
    known = {one.id for concepts in _names(alone.own, context).values() for one in concepts}
    return any(_ENGLISH_TITLE.search(_without_names(segment, known, context)) for segment in alone.other)


def _without_names(english: Segment, known: Container[str], context: Context) -> str:
    """Return a text with names of some concepts, days and months left out."""
    text = english.text
    for name in context.termbase.find(text, english.language):
        if any(one.id in known for one in name.concepts):
            start, end = name.span
            text = text[:start] + "-" * (end - start) + text[end:]
    return _DAY.sub("-", text)


def _answered_quotes(alone: Alone) -> list[Span]:
    """Return where a side quotes, if the other side quotes as often and about as much."""
    ours, theirs = (_quotes(alone.own), _quotes(alone.other))
    if len(ours) != len(theirs):
        return []
    return [
        place.span
        for place, other in zip(ours, theirs, strict=True)
        if measure(place.text, other.text, from_chinese=alone.is_chinese).shortfall <= _MOST_SHORTFALL
    ]


def _quotes(side: Sequence[Segment]) -> list[Place]:
    pattern = _QUOTED[side[0].language.is_chinese]
    return [one.place.part(*found.span()) for one in side for found in pattern.finditer(one.text)]


class _Figures(NamedTuple):
    """The figures of a side: all, and those that the other side has not."""

    mentions: Sequence[Mention]
    differing: list[Mention]


def is_counted(alone: Alone, pairs: Sequence[Pair], context: Context) -> bool:
    """Return whether a stretch has figures, and the other side has all of them."""
    figures = context.once("figures", pairs, lambda: _read_figures(pairs, context))[alone.pair]
    own, other = figures if alone.of_source else figures[::-1]
    inside = [one for one in own.mentions if _meets(alone.place.span, one.place.span)]
    # Of a range either end may differ.
    if any(_meets(alone.place.span, one.place.span) for one in own.differing):
        return False
    ours, theirs = (Counter(one.quantity.low for one in side.mentions) for side in (own, other))
    # One 50 does not stand for two; what is written in another unit has none at all.
    is_once_for_two = any(0 < theirs[one.quantity.low] < ours[one.quantity.low] for one in inside)
    return not is_once_for_two and any(_is_telling(one, other) for one in inside)


def _is_telling(mention: Mention, other: _Figures) -> bool:
    """Return whether a figure tells what is spoken of, if the other side has it too."""
    quantity = mention.quantity
    if quantity.kind is Kind.FRACTION:
        # The rule for figures lets pass that one side alone has a fraction.
        shares = (one.quantity for one in other.mentions if one.quantity.kind in _SHARES)
        return any(share.low == quantity.low for share in shares)
    return mention.is_hard and (quantity.low >= _TELLING or quantity.kind is Kind.PERCENT)


def _read_figures(pairs: Sequence[Pair], context: Context) -> dict[Pair, tuple[_Figures, _Figures]]:
    """Return by pair the figures of source and target."""
    told = compare_amounts(pairs, context)
    found = {one.pair: (_Figures(one.source, []), _Figures(one.target, [])) for one in told.compared}
    for one in told.differences:
        for side, mention in zip(found[one.pair], (one.source, one.target), strict=True):
            if mention:
                side.differing.append(mention)
    return found


def is_spelt_out(alone: Alone) -> bool:
    """Return whether English says in full what the Chinese has as an abbreviation: GCAP."""
    initials = "".join(word[0] for word in re.findall(r"\b[A-Z][a-z]+", alone.text))
    known = re.findall("[A-Z]{3,}", join_text(alone.other))
    return len(initials) >= _INITIALS and any(initials in one or one in initials for one in known)


def _spans(pattern: re.Pattern[str], side: Sequence[Segment]) -> list[Span]:
    """Return where a pattern is found in the file of a side."""
    return [one.place.part(*found.span()).span for one in side for found in pattern.finditer(one.text)]


def _covered(span: Span, others: Iterable[Span]) -> float:
    """Return which share of a stretch others cover."""
    inside = {at for other in others for at in range(max(span.start, other.start), min(span.end, other.end))}
    return len(inside) / (span.end - span.start)


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_within(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end
