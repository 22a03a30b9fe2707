"""One named thing rendered as another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from align.checks.base import Context, Yielded, rule
from align.knowledge import cedict
from align.knowledge.concepts import Concept, ConceptType, Mention, Searchable, is_confusable
from align.knowledge.words import is_whole_word
from align.text import HAN, fold_chinese
from align.types import Finding, Language, Pair, Place, Segment, Severity, Span, Tally

# How sure we are, by kind of evidence: shares of right findings that we expect, to be replaced by
# measured ones. Both names known and of one type; known and of related types; one known to the
# dictionary only; the name still occurs rightly in the pair, but less often than in the source.
_SAME_TYPE, _RELATED_TYPE, _FROM_DICTIONARY, _SURPLUS = 0.97, 0.85, 0.75, 0.75
# A target name without any source name that it could stand for.
_STRAY = 0.6
_STRAY_TYPES = {
    ConceptType.AGENCY,
    ConceptType.ORGANISATION,
    ConceptType.GROUP,
    ConceptType.COMPANY,
    ConceptType.PERSON,
    ConceptType.WEAPON,
}
# Chinese forms up to this length are short forms that longer names contain.
_SHORT = 2
# Chinese forms up to this length arise by chance where two words meet.
_DOUBTFUL = 3
_OPENING, _CLOSING = ("(", "（"), (")", "）")


@rule("entity", "accuracy/mistranslation", Severity.CRITICAL)
def check_entity(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A name is rendered as another name.

    Agencies, organisations, companies, persons, places, weapons and laws that either language
    names are looked up in the termbase and in CC-CEDICT. A name none of whose renderings stands on
    the other side, opposite a known name that the other side does not have, is one thing put for
    another. A metonym (the Kremlin for Russia's government) or a generic rendering is let pass.

    Bad: 北約秘書長 / the EU's secretary-general
    Good: 北約秘書長 / NATO's secretary-general
    """
    scenes = [_Scene(pair, context) for pair in pairs]
    surroundings = _Surroundings(scenes)
    compared = 0
    for scene in scenes:
        compared += len(scene.source)
        if not scene.pair.is_null:
            yield from _compare(scene, surroundings)
    yield Tally("names", compared)


@dataclass(frozen=True, slots=True, eq=False)
class _Named:
    """A mention, the segment it stands in, and how far into its side, from 0 to 1."""

    mention: Mention
    segment: Segment
    depth: float

    @property
    def place(self) -> Place:
        return self.segment.place.part(*self.mention.span)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(concept.id for concept in self.mention.concepts)


class _Scene:
    """A pair with the names on both its sides."""

    def __init__(self, pair: Pair, context: Context) -> None:
        self.pair = pair
        self.source = tuple(_names(pair.source, context))
        self.target = tuple(_names(pair.target, context))

    @property
    def languages(self) -> tuple[Language, Language]:
        return self.pair.source[0].language, self.pair.target[0].language


class _Side:
    """One side of a group of blocks: what it names and what else it says."""

    def __init__(self, names: Sequence[_Named], text: str, unnamed: str) -> None:
        self.concepts = {concept.id: concept for name in names for concept in name.mention.concepts}
        self._mentions = {fold_chinese(name.mention.text) for name in names}
        self._text, self._unnamed = Searchable(text), Searchable(unnamed)
        self._found: dict[str, bool] = {}

    def has(self, form: str) -> bool:
        """Return whether `form` stands here; a short Chinese one not as part of another name.

        The 尼 of 尼日 is no short form of 尼日利亞.
        """
        # A long text asks for the same forms over and over.
        if form not in self._found:
            self._found[form] = self._look_for(form)
        return self._found[form]

    def _look_for(self, form: str) -> bool:
        if HAN.match(form) and len(form) <= _SHORT:
            return self._unnamed.has(form) or fold_chinese(form) in self._mentions
        return self._text.has(form)


class _Surroundings:
    """What the text around a pair names, so that a pronoun or short form is not held against it."""

    def __init__(self, scenes: Sequence[_Scene]) -> None:
        groups: defaultdict[int, list[_Scene]] = defaultdict(list)
        for scene in scenes:
            groups[scene.pair.group].append(scene)
        self._sides = {
            group: (
                _side([(scene.source, scene.pair.source) for scene in members]),
                _side([(scene.target, scene.pair.target) for scene in members]),
            )
            for group, members in groups.items()
        }
        sources, targets = (
            {concept for sides in self._sides.values() for concept in sides[index].concepts}
            for index in (0, 1)
        )
        self._common = sources & targets

    def of(self, pair: Pair) -> tuple[_Side, _Side]:
        """Return the source and the target side of the pair's group."""
        return self._sides[pair.group]

    def is_common(self, name: _Named) -> bool:
        """Return whether both languages name this thing somewhere in the document."""
        return not name.ids.isdisjoint(self._common)


def _side(parts: Sequence[tuple[Sequence[_Named], Sequence[Segment]]]) -> _Side:
    names = [name for named, _ in parts for name in named]
    segments = [segment for _, side in parts for segment in side]
    spans: defaultdict[Segment, list[Span]] = defaultdict(list)
    for name in names:
        spans[name.segment].append(name.mention.span)
    unnamed = "\n".join(_blank(segment.text, spans[segment]) for segment in segments)
    return _Side(names, "\n".join(segment.text for segment in segments), unnamed)


def _blank(text: str, spans: Sequence[Span]) -> str:
    """Return a text with some spans blanked out, which are in reading order and do not overlap."""
    parts, end = [], 0
    for span in spans:
        parts += [text[end : span.start], " " * (span.end - span.start)]
        end = span.end
    return "".join([*parts, text[end:]])


def _names(segments: Sequence[Segment], context: Context) -> Iterator[_Named]:
    total = sum(len(segment.text) for segment in segments) or 1
    before = 0
    for segment in segments:
        mentions = _join_aliases(context.termbase.find(segment.text, segment.language), segment.text)
        for mention in mentions:
            yield _Named(mention, segment, (before + mention.span.start) / total)
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


class _Rendering(IntEnum):
    """How the other side renders a name: not, by something it is part of, or properly."""

    NONE = 0
    BROADER = 1
    PROPER = 2


def _compare(scene: _Scene, surroundings: _Surroundings) -> Iterator[Finding]:
    source_side, target_side = surroundings.of(scene.pair)
    renderings = [(name, _rendering(name, target_side)) for name in scene.source]
    missing = [(name, how) for name, how in renderings if how is not _Rendering.PROPER]
    for target in scene.target:
        how = _rendering(target, source_side)
        if how is _Rendering.PROPER:
            continue
        if not _is_whole_word(target):
            continue
        if partner := _partner(target, missing):
            missing = [entry for entry in missing if entry is not partner]
            yield _swap(scene, partner[0], target)
        elif how is _Rendering.BROADER:
            continue
        elif unknown := _from_dictionary(target, scene, target_side):
            yield _swap(scene, unknown, target, confidence=_FROM_DICTIONARY)
        elif surplus := _surplus(target, scene):
            yield _swap(scene, surplus, target, confidence=_SURPLUS)
        elif _is_telling(target) and not surroundings.is_common(target):
            yield _stray(scene, target)


def _rendering(name: _Named, other: _Side) -> _Rendering:
    for concept in name.mention.concepts:
        forms = (*concept.loose, *concept.english, *concept.abbreviations, *concept.chinese)
        if concept.id in other.concepts or any(other.has(form) for form in forms):
            return _Rendering.PROPER
    if _is_rendered_by_dictionary(name.mention, other):
        return _Rendering.PROPER
    related = any(_is_related(c, o) for c in name.mention.concepts for o in other.concepts.values())
    return _Rendering.BROADER if related else _Rendering.NONE


def _is_related(one: Concept, other: Concept) -> bool:
    """Return whether one is part of the other and of its own family.

    A state does not stand for its agencies: nearly every sentence about them names the state too.
    """
    return is_confusable(one.type, other.type) and (other.id in one.broader or one.id in other.broader)


def _is_rendered_by_dictionary(mention: Mention, other: _Side) -> bool:
    dictionary = cedict.load()
    if any(other.has(form) for form in dictionary.chinese_of(mention.text)):
        return True
    glosses = (gloss for found in dictionary.find(mention.text) for gloss in found.concepts[0].english)
    return any(other.has(gloss) for gloss in glosses)


def _partner(
    target: _Named, missing: Sequence[tuple[_Named, _Rendering]]
) -> tuple[_Named, _Rendering] | None:
    """Return the source name that `target` most likely stands for: of its type, at its depth.

    A name whose parent body is named (the department of a bureau) counts only for a thing of the
    very same type.
    """
    candidates = [
        (name, how)
        for name, how in missing
        if (name.mention.type is target.mention.type)
        or (how is _Rendering.NONE and is_confusable(name.mention.type, target.mention.type))
    ]
    candidates.sort(key=lambda found: (found[1], *_distance(found[0], target)))
    return next((found for found in candidates if _is_whole_word(found[0])), None)


def _is_whole_word(name: _Named) -> bool:
    """Return whether a short Chinese name begins and ends where words do: not the 海地 of 沿海地區."""
    text = name.mention.text
    if len(text) > _DOUBTFUL or not HAN.match(text):
        return True
    return is_whole_word(name.segment.text, *name.mention.span)


def _distance(source: _Named, target: _Named) -> tuple[bool, float]:
    return source.mention.type is not target.mention.type, abs(source.depth - target.depth)


def _is_telling(target: _Named) -> bool:
    """Return whether a name that nothing in the source stands for is likely wrong rather than loose."""
    words = target.place.text.split()
    if target.mention.type not in _STRAY_TYPES or words[-1].islower():
        return False
    # One word beside another capital or a hyphen is as likely part of a longer, unknown name.
    return len(words) > 1 or not _is_within_name(target.place)


def _is_within_name(place: Place) -> bool:
    before = place.file.text[: place.span.start].split(" ")[-2:]
    after = place.file.text[place.span.end :][:2]
    preceded = len(before) == 2 and before[0][:1].isupper() and before[1] == "" and before[0][-1:].isalpha()
    return preceded or after[:1] == "-" or (after[:1] == " " and after[1:].isupper())


def _from_dictionary(target: _Named, scene: _Scene, target_side: _Side) -> _Named | None:
    """Return a name of the Chinese side that only the dictionary knows and English does not render."""
    if not scene.languages[0].is_chinese:
        return None
    known = [name.place.span for name in scene.source]
    for segment in scene.pair.source:
        for mention in cedict.load().find(segment.text):
            place = segment.place.part(*mention.span)
            overlaps = any(place.span.start < end and start < place.span.end for start, end in known)
            rendered = any(target_side.has(gloss) for gloss in mention.concepts[0].english)
            same = mention.type is target.mention.type
            if (
                same
                and not overlaps
                and not rendered
                and _is_whole_word(name := _Named(mention, segment, 0.0))
            ):
                return name
    return None


def _surplus(target: _Named, scene: _Scene) -> _Named | None:
    """Return a source name of the same type that the target has, but less often than the source."""
    in_source = Counter(id_ for name in scene.source for id_ in name.ids)
    in_target = Counter(id_ for name in scene.target for id_ in name.ids)
    candidates = [
        name
        for name in scene.source
        if name.mention.type is target.mention.type and all(in_source[i] > in_target[i] > 0 for i in name.ids)
    ]
    return min(candidates, key=lambda name: _distance(name, target), default=None)


def _swap(scene: _Scene, source: _Named, target: _Named, *, confidence: float | None = None) -> Finding:
    meant, written = source.mention.concepts[0], target.mention.concepts[0]
    language, target_language = scene.languages
    if confidence is None:
        confidence = _SAME_TYPE if meant.type is written.type else _RELATED_TYPE
    suggestion = meant.render(target_language, like=target.place.text)
    return Finding(
        rule="entity",
        category="accuracy/mistranslation",
        severity=Severity.CRITICAL,
        confidence=confidence,
        message=f"{suggestion} rendered as {target.place.text}",
        explanation=(
            f"{source.place.text} is {_described(meant, target_language)}; {target.place.text} is "
            f"{written.render(language)}, which the source does not name"
        ),
        source=(source.place,),
        target=(target.place,),
        pair=scene.pair,
        suggestion=suggestion,
        evidence=(("expected", meant.id), ("found", written.id), ("type", meant.type.value)),
    )


def _stray(scene: _Scene, target: _Named) -> Finding:
    written = target.mention.concepts[0]
    chinese = written.render(scene.languages[0])
    return Finding(
        rule="entity",
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        confidence=_STRAY,
        message=f"{target.place.text} is not named in the source",
        explanation=f"{target.place.text} is {chinese}; the source has no name for it",
        source=tuple(segment.place for segment in scene.pair.source),
        target=(target.place,),
        pair=scene.pair,
        evidence=(("found", written.id), ("type", written.type.value)),
    )


def _described(concept: Concept, language: Language) -> str:
    """Return the preferred form and, for English, what its abbreviation stands for."""
    if language.is_chinese or not (concept.abbreviations and concept.english):
        return concept.render(language)
    return f"the {concept.abbreviations[0]} ({concept.english[0]})"
