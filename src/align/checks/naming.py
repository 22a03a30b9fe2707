"""What the two sides of a pair name, and whether one side renders a name of the other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from align.checks.base import Context
from align.checks.unlisted import ChineseText, EnglishText
from align.knowledge import cedict, glosses
from align.knowledge.concepts import Concept, ConceptType, Mention, Searchable, is_confusable
from align.knowledge.lexicon import is_common
from align.knowledge.words import is_whole_word
from align.text import HAN, fold_chinese
from align.types import Language, Pair, Place, Segment, Span

# Chinese forms up to this length arise by chance where two words meet.
_DOUBTFUL = 3
_BODIES = {
    ConceptType.AGENCY,
    ConceptType.ORGANISATION,
    ConceptType.GROUP,
    ConceptType.COMPANY,
    ConceptType.MEDIA,
}
_SPATIAL = {ConceptType.COUNTRY, ConceptType.REGION, ConceptType.PLACE}
_STATES = {ConceptType.COUNTRY, ConceptType.REGION}
# What makes the name of a person the name of a government, by what follows it.
_CABINET = re.compile(
    r"(?:['’]s?)?\s+(?:\w+\s+)?(?:administration|government|cabinet|presidency|regime|team|White House)\b|"
    "(?:政府|當局|当局|內閣|内阁|行政團隊|行政团队|政權|政权|團隊|团队)",
    re.IGNORECASE,
)
# What follows the names of administrative divisions, and of states; the first parts of places' names.
_DIVISIONS, _OF_STATES = tuple("省市縣县府州郡區区道"), tuple("人籍裔軍军方")
_PARTS = re.compile("North|South|East|West|New|Upper|Lower|Port|San|Santa|Fort|Lake|Mount|Saint|St")
# What makes a bank's name that of a country's banks: 韓國銀行業.
_BRANCH = ("業", "业")
# What joins one surname to the next, seen from the next.
_JOINED = re.compile(r"[\u4e00-\u9fff][－—–‐-]")
_LONGEST_WORD = 40
_WORD_BEFORE = re.compile(r"(?<![^\W_])([A-Z][^\W\d_]+) $")
# Words in capitals that are no part of the name behind them: openings of sentences and titles.
_BEFORE = re.compile(
    "the|a|an|this|that|these|those|former|then|current|new|old|at|in|on|by|of|for|"
    "from|with|to|and|or|but|while|when|as|if|after|before|since|under|through|via|like|"
    "unlike|both|either|its|his|her|their|our|deputy|acting|vice|director|president|"
    "chairman|chief|secretary|minister|officer|officials|members|leaders|experts|according|"
    "today|yesterday|however|meanwhile|earlier|later|last|next|local|national|state|federal|"
    "central"
)
# Where the name of a people is a verb or part of a word for something else.
_NO_PEOPLE = re.compile(
    r"Polish (?:the|your|our|their|its|up|off|with|it|them|until)\b|"
    r"French (?:fry|fries|kiss|press|toast|windows?|doors?|horns?)\b|Indian summers?\b|Danish pastr|"
    r"Dutch (?:auctions?|courage|ovens?)\b|Swiss (?:cheese|[Aa]rmy kni)|Turkish (?:bath|[Dd]elight)|"
    r"Brazil nuts?\b|Chinese (?:[Ww]alls?|whispers)\b|Mexican (?:stand-?off|waves?)\b|Canada geese|"
    r"Panama hats?\b"
)
_OPENING, _CLOSING = ("(", "（"), (")", "）")


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A mention, the segment it stands in, and how far into its side, from 0 to 1."""

    mention: Mention
    segment: Segment
    depth: float

    @property
    def place(self) -> Place:
        """Where the name stands in its file."""
        return self.segment.place.part(*self.mention.span)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all things that it may name."""
        return frozenset(concept.id for concept in self.mention.concepts)

    @property
    def around(self) -> frozenset[str]:
        """The ids of all things that it may name and of what they are part of."""
        return self.ids.union(*(concept.broader for concept in self.mention.concepts))

    @property
    def is_gloss(self) -> bool:
        """Return whether the name stands alone in brackets, as the abbreviation of what is before does."""
        (start, end), text = self.mention.span, self.segment.text
        return start > 0 and text[start - 1] in "(（" and text[end : end + 1] in (")", "）")

    def is_whole_word(self) -> bool:
        """Return whether the name is not part of something else.

        A short Chinese name begins and ends where words do, not as the 海地 of 沿海地區 does. A surname may
        be one of two that a thing is called by: 伯恩斯－托勒夫森修正案. The English name of a body does not
        go on to the left, as the Bank of China does in "Sperm Bank of China".
        """
        text = self.mention.text
        if not HAN.match(text):
            return not self._goes_on()
        (start, end), whole = self.mention.span, self.segment.text
        if text.endswith("行") and whole[end : end + 1] in _BRANCH:
            return False
        if self.mention.type is ConceptType.PERSON and _is_joined(whole, start, end):
            return False
        if len(text) > _DOUBTFUL:
            return True
        if is_whole_word(whole, start, end):
            return True
        after = _DIVISIONS if _STATES.isdisjoint(self.mention.types) else (*_DIVISIONS, *_OF_STATES)
        return whole[end : end + 1] in after and is_whole_word(whole, start, end + 1)

    def _goes_on(self) -> bool:
        start = self.mention.span.start
        before = _WORD_BEFORE.search(self.segment.text[max(0, start - _LONGEST_WORD) : start])
        if not before or before[1].isupper():
            return False
        if self.mention.type in _SPATIAL:
            return bool(_PARTS.fullmatch(before[1]))
        if self.mention.type not in _BODIES or len(self.mention.text.split()) < 2:
            return False
        # A word that is only ever a name, such as Russian or Biden's, may stand before another name.
        return is_common(before[1]) and not _BEFORE.fullmatch(before[1].lower())

    def is_part_of(self, other: Named) -> bool:
        """Return whether either is part of what the other names."""
        return not (self.ids.isdisjoint(other.around) and other.ids.isdisjoint(self.around))


def _is_joined(text: str, start: int, end: int) -> bool:
    """Return whether a dash joins a Chinese word to another."""
    joints = text[max(0, start - 2) : start], text[end : end + 2][::-1]
    return any(map(_JOINED.fullmatch, joints))


class Scene:
    """A pair with the names on both its sides."""

    def __init__(self, pair: Pair, context: Context) -> None:
        self.pair = pair
        self.source = tuple(_names(pair.source, context))
        self.target = tuple(_names(pair.target, context))

    @property
    def languages(self) -> tuple[Language, Language]:
        """Source and target language."""
        return self.pair.source[0].language, self.pair.target[0].language

    @cached_property
    def unnamed_source(self) -> str:
        """What the source says besides the names in it."""
        return "\n".join(
            _blank(segment.text, spans) for segment, spans in _spans(self.pair.source, self.source)
        )

    @cached_property
    def dictionary_names(self) -> tuple[Named, ...]:
        """Names of a Chinese source that only the dictionary knows."""
        if not self.languages[0].is_chinese:
            return ()
        found = []
        for segment, spans in _spans(self.pair.source, self.source):
            known = {position for span in spans for position in range(span.start, span.end)}
            for mention in cedict.load().find(segment.text):
                name = Named(mention, segment, 0.0)
                if known.isdisjoint(range(mention.span.start, mention.span.end)) and name.is_whole_word():
                    found.append(name)
        return tuple(found)

    @cached_property
    def surplus(self) -> tuple[Named, ...]:
        """Source names that the target has, counting what is part of them, but less often."""
        in_source = Counter(name.mention.concepts[0].id for name in self.source)
        in_target = Counter(id_ for name in self.target for id_ in name.around)
        return tuple(
            name for name in self.source if in_source[id_ := name.mention.concepts[0].id] > in_target[id_] > 0
        )


class Rendering(IntEnum):
    """How the other side renders a name: not, by something it is part of, or properly."""

    NONE = 0
    BROADER = 1
    PROPER = 2


_Parts = Sequence[tuple[Sequence[Named], Sequence[Segment]]]


class Side:
    """One side of a group of blocks: what it names and what else it says."""

    def __init__(self, parts: _Parts) -> None:
        names = [name for named, _ in parts for name in named]
        self.concepts = {concept.id: concept for name in names for concept in name.mention.concepts}
        self._parts: defaultdict[str, set[ConceptType]] = defaultdict(set)
        for concept in self.concepts.values():
            for whole in concept.broader:
                self._parts[whole].add(concept.type)
        self._spans: list[Span] = []
        self._around: list[frozenset[str]] = []
        self._ids: list[frozenset[str]] = []
        self._other: Side | None = None
        self.text = "\n".join(self._lay_out(parts))
        self._text = Searchable(self.text)
        self._ends = [span.end for span in self._spans]
        self._found: dict[tuple[str, frozenset[str]], bool] = {}
        self._mentioned: dict[str, bool] = {}
        self._renderings: dict[tuple[frozenset[str], str], Rendering] = {}

    def face(self, other: Side) -> None:
        """Tell this side which is the other."""
        self._other = other

    @cached_property
    def chinese(self) -> ChineseText:
        """The side as Chinese, to look for renderings of English names in."""
        spans = [
            span for span, forms in self._known_chinese if self._other and any(map(self._other.has, forms))
        ]
        english = [form for _, forms in self._known_chinese for form in forms]
        return ChineseText(self.text, english, _blank(self.text, spans))

    @cached_property
    def english(self) -> EnglishText:
        """The side as English, to look for renderings of Chinese names in."""
        known = self._other._known_chinese if self._other else ()
        words = {word.lower() for _, forms in known for form in forms for word in form.split()}
        return EnglishText(self.text, words)

    @cached_property
    def _known_chinese(self) -> tuple[tuple[Span, tuple[str, ...]], ...]:
        """Where this side, being Chinese, has names of either list, and their English forms."""
        forms = {id_: (*concept.english, *concept.loose) for id_, concept in self.concepts.items()}
        found = [
            (span, tuple(form for id_ in ids for form in forms.get(id_, ())))
            for span, ids in zip(self._spans, self._ids, strict=True)
        ]
        taken = {position for span in self._spans for position in range(*span)}
        found += [
            (mention.span, mention.concepts[0].english)
            for mention in cedict.load().find(self.text)
            if taken.isdisjoint(range(*mention.span))
        ]
        return tuple(sorted(found))

    def has_form(self, chinese: str) -> bool:
        """Return whether something named here is also, or in part, called `chinese`."""
        forms = (form for concept in self.concepts.values() for form in (*concept.chinese, *concept.loose))
        return any(fold_chinese(chinese) in fold_chinese(form) for form in forms)

    def mentions(self, concept: Concept) -> bool:
        """Return whether any form of a concept stands here, be it within another name."""
        if concept.id not in self._mentioned:
            self._mentioned[concept.id] = self._mentions(concept)
        return self._mentioned[concept.id]

    def _mentions(self, concept: Concept) -> bool:
        forms = (*concept.english, *concept.abbreviations, *concept.chinese, *concept.loose)
        return any(
            self._text.has(form)
            and (len(form) > 1 or not HAN.match(form) or self.stands_alone(form, concept))
            for form in forms
        )

    def _lay_out(self, parts: _Parts) -> Iterator[str]:
        """Yield the texts of the segments; note where in the whole the names will stand."""
        offset = 0
        for names, segments in parts:
            of_segment: defaultdict[Segment, list[Named]] = defaultdict(list)
            for name in names:
                of_segment[name.segment].append(name)
            for segment in segments:
                for name in of_segment[segment]:
                    start, end = name.mention.span
                    self._spans.append(Span(offset + start, offset + end))
                    self._around.append(name.around)
                    self._ids.append(name.ids)
                yield segment.text
                offset += len(segment.text) + 1

    def has(self, form: str, ids: frozenset[str] = frozenset()) -> bool:
        """Return whether `form` stands here, and not as part of the name of another thing.

        The 尼 of 尼日 is no short form of 尼日利亞, and South Sudan does not name Sudan; but what is
        part of one of the things `ids` may name it, as Russia's Foreign Ministry does Russia.
        """
        # A long text asks for the same forms over and over.
        key = (form, ids)
        if key not in self._found:
            self._found[key] = any(
                self._is_free(start, start + len(form), ids) for start in self._text.places(form)
            )
        return self._found[key]

    def stands_alone(self, char: str, concept: Concept) -> bool:
        """Return whether a short form of one character stands here, and not in a word of another meaning.

        The 星 of 行星 does not name Singapore, but the 中 of 中日 does China.
        """
        known = glosses.load()
        forms = (*concept.english, *concept.loose)
        meaning = {stem for form in forms for stem in glosses.stems(form)}
        words = [word for word in known.cut(self.text) if fold_chinese(char) in word]
        return any(len(word) == 1 or not meaning.isdisjoint(known.of(word)) for word in words)

    def _is_free(self, start: int, end: int, ids: frozenset[str]) -> bool:
        index = bisect_right(self._ends, start)
        while index < len(self._spans) and self._spans[index].start < end:
            span = self._spans[index]
            if not (start <= span.start and span.end <= end) and ids.isdisjoint(self._around[index]):
                return False
            index += 1
        return True

    def renders(self, name: Named) -> Rendering:
        """Return how this side renders a name of the other side."""
        key = (name.ids, name.mention.text)
        if key not in self._renderings:
            self._renderings[key] = self._rendering(name)
        return self._renderings[key]

    def _rendering(self, name: Named) -> Rendering:
        ids = name.ids
        for concept in name.mention.concepts:
            forms = (*concept.loose, *concept.english, *concept.abbreviations, *concept.chinese)
            if concept.id in self.concepts or any(self.has(form, ids) for form in forms):
                return Rendering.PROPER
        if self._is_rendered_by_dictionary(name):
            return Rendering.PROPER
        related = any(map(self._has_relative, name.mention.concepts))
        return Rendering.BROADER if related else Rendering.NONE

    def _is_rendered_by_dictionary(self, name: Named) -> bool:
        dictionary, mention, ids = cedict.load(), name.mention, name.ids
        if any(self.has(form, ids) for form in dictionary.chinese_of(mention.text)):
            return True
        # Only what the whole name means: Russia does not render Russia's Foreign Ministry.
        whole = Span(0, len(mention.text))
        return any(
            self.has(gloss, ids)
            for found in dictionary.find(mention.text)
            if found.span == whole
            for gloss in found.concepts[0].english
        )

    def _has_relative(self, concept: Concept) -> bool:
        """Return whether something here is part of the concept or the reverse, of its own family.

        A state does not stand for its agencies: nearly every sentence about them names the state too.
        """
        wholes = (self.concepts[id_].type for id_ in concept.broader if id_ in self.concepts)
        parts = self._parts.get(concept.id, ())
        return any(is_confusable(concept.type, type_) for type_ in (*wholes, *parts))


class Surroundings:
    """What the text around a pair names, so that a pronoun or short form is not held against it."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        groups: defaultdict[int, list[Scene]] = defaultdict(list)
        for scene in scenes:
            groups[scene.pair.group].append(scene)
        self._sides = {
            group: (
                Side([(scene.source, scene.pair.source) for scene in members]),
                Side([(scene.target, scene.pair.target) for scene in members]),
            )
            for group, members in groups.items()
        }
        for source, target in self._sides.values():
            source.face(target)
            target.face(source)
        sources, targets = (
            {concept for sides in self._sides.values() for concept in sides[index].concepts}
            for index in (0, 1)
        )
        self._common = sources & targets

    def of(self, pair: Pair) -> tuple[Side, Side]:
        """Return the source and the target side of the pair's group."""
        return self._sides[pair.group]

    def is_common(self, name: Named) -> bool:
        """Return whether both languages name this thing somewhere in the document."""
        return not name.ids.isdisjoint(self._common)


def is_cabinet(name: Named) -> bool:
    """Return whether the name of a person is that of a government: the Trump administration."""
    is_person = name.mention.type is ConceptType.PERSON
    return is_person and bool(_CABINET.match(name.segment.text, name.mention.span.end))


def _spans(segments: Sequence[Segment], names: Sequence[Named]) -> Iterator[tuple[Segment, list[Span]]]:
    """Yield each segment with where in it names stand."""
    spans: defaultdict[Segment, list[Span]] = defaultdict(list)
    for name in names:
        spans[name.segment].append(name.mention.span)
    for segment in segments:
        yield segment, spans[segment]


def _blank(text: str, spans: Sequence[Span]) -> str:
    """Return a text with some spans blanked out, which are in reading order and do not overlap."""
    parts, end = [], 0
    for span in spans:
        parts += [text[end : span.start], " " * (span.end - span.start)]
        end = span.end
    return "".join([*parts, text[end:]])


def _names(segments: Sequence[Segment], context: Context) -> Iterator[Named]:
    total = sum(len(segment.text) for segment in segments) or 1
    before = 0
    for segment in segments:
        mentions = _join_aliases(context.termbase.find(segment.text, segment.language), segment.text)
        for mention in mentions:
            if not _NO_PEOPLE.match(segment.text, mention.span.start):
                yield Named(mention, segment, (before + mention.span.start) / total)
        before += len(segment.text)


def _join_aliases(mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Make one mention of a name and the alias that follows it in brackets."""
    pending: Mention | None = None
    for mention in mentions:
        joined = _joined(pending, mention, text) if pending else None
        if pending and not joined:
            yield pending
        pending = joined or mention
    if pending:
        yield pending


def _joined(name: Mention, alias: Mention, text: str) -> Mention | None:
    shared = tuple(concept for concept in name.concepts if concept in alias.concepts)
    opening, closing = text[name.span.end : alias.span.start], text[alias.span.end : alias.span.end + 1]
    if not shared or opening.strip() not in _OPENING or closing not in _CLOSING:
        return None
    span = Span(name.span.start, alias.span.end + 1)
    return Mention(span, text[span.start : span.end], shared)
