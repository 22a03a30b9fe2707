"""One named thing rendered as another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.checks.base import Context, Yielded, rule
from align.knowledge import cedict
from align.knowledge.concepts import Concept, ConceptType, Mention, Searchable, is_confusable
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
    """A mention, the place of it, and how far into its side it stands, from 0 to 1."""

    mention: Mention
    place: Place
    depth: float

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


class _Surroundings:
    """What the text around a pair names, so that a pronoun or short form is not held against it."""

    def __init__(self, scenes: Sequence[_Scene]) -> None:
        texts: defaultdict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        sources: set[str] = set()
        targets: set[str] = set()
        for scene in scenes:
            texts[scene.pair.group][0].append(scene.pair.source_text)
            texts[scene.pair.group][1].append(scene.pair.target_text)
            sources.update(*(name.ids for name in scene.source))
            targets.update(*(name.ids for name in scene.target))
        self._texts = {
            group: (Searchable("\n".join(source)), Searchable("\n".join(target)))
            for group, (source, target) in texts.items()
        }
        self._common = sources & targets

    def of(self, pair: Pair) -> tuple[Searchable, Searchable]:
        """Return the source and the target text of the pair's group."""
        return self._texts[pair.group]

    def is_common(self, name: _Named) -> bool:
        """Return whether both languages name this thing somewhere in the document."""
        return not name.ids.isdisjoint(self._common)


def _names(segments: Sequence[Segment], context: Context) -> Iterator[_Named]:
    total = sum(len(segment.text) for segment in segments) or 1
    before = 0
    for segment in segments:
        mentions = _join_aliases(context.termbase.find(segment.text, segment.language), segment.text)
        for mention in mentions:
            place = segment.place.part(*mention.span)
            yield _Named(mention, place, (before + mention.span.start) / total)
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


def _compare(scene: _Scene, surroundings: _Surroundings) -> Iterator[Finding]:
    source_text, target_text = surroundings.of(scene.pair)
    missing = [name for name in scene.source if not _is_rendered(name, scene.target, target_text)]
    foreign = [name for name in scene.target if not _is_rendered(name, scene.source, source_text)]
    for target in foreign:
        if source := _partner(target, missing):
            missing.remove(source)
            yield _swap(scene, source, target)
        elif unknown := _from_dictionary(target, scene, target_text):
            yield _swap(scene, unknown, target, confidence=_FROM_DICTIONARY)
        elif surplus := _surplus(target, scene):
            yield _swap(scene, surplus, target, confidence=_SURPLUS)
        elif target.mention.type in _STRAY_TYPES and not surroundings.is_common(target):
            yield _stray(scene, target)


def _is_rendered(name: _Named, others: Iterable[_Named], other_text: Searchable) -> bool:
    """Return whether the other side renders `name` in any acceptable way."""
    other_concepts = {concept.id: concept for other in others for concept in other.mention.concepts}
    for concept in name.mention.concepts:
        related = concept.id in other_concepts or any(parent in other_concepts for parent in concept.broader)
        if related or any(concept.id in other.broader for other in other_concepts.values()):
            return True
        forms = (*concept.loose, *concept.english, *concept.abbreviations, *concept.chinese)
        if any(other_text.has(form) for form in forms):
            return True
    return _is_rendered_by_dictionary(name.mention, other_text)


def _is_rendered_by_dictionary(mention: Mention, other_text: Searchable) -> bool:
    dictionary = cedict.load()
    if any(other_text.has(form) for form in dictionary.chinese_of(mention.text)):
        return True
    glosses = (gloss for found in dictionary.find(mention.text) for gloss in found.concepts[0].english)
    return any(other_text.has(gloss) for gloss in glosses)


def _partner(target: _Named, missing: Sequence[_Named]) -> _Named | None:
    """Return the source name that `target` most likely stands for: of its type, at its depth."""
    candidates = [name for name in missing if is_confusable(name.mention.type, target.mention.type)]
    return min(candidates, key=lambda name: _distance(name, target), default=None)


def _distance(source: _Named, target: _Named) -> tuple[bool, float]:
    return source.mention.type is not target.mention.type, abs(source.depth - target.depth)


def _from_dictionary(target: _Named, scene: _Scene, target_text: Searchable) -> _Named | None:
    """Return a name of the Chinese side that only the dictionary knows and English does not render."""
    if not scene.languages[0].is_chinese:
        return None
    known = [name.place.span for name in scene.source]
    for segment in scene.pair.source:
        for mention in cedict.load().find(segment.text):
            place = segment.place.part(*mention.span)
            overlaps = any(place.span.start < end and start < place.span.end for start, end in known)
            rendered = any(target_text.has(gloss) for gloss in mention.concepts[0].english)
            same = mention.type is target.mention.type
            if same and not overlaps and not rendered:
                return _Named(mention, place, 0.0)
    return None


def _surplus(target: _Named, scene: _Scene) -> _Named | None:
    """Return a source name of the same type that the target has, but less often than the source."""
    in_source = Counter(id_ for name in scene.source for id_ in name.ids)
    in_target = Counter(id_ for name in scene.target for id_ in name.ids)
    candidates = [
        name
        for name in scene.source
        if name.mention.type is target.mention.type and all(in_source[i] > in_target[i] for i in name.ids)
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
