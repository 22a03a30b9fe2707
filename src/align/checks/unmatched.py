"""What is left when names are matched: names of one side that nothing of the other may stand for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from align.checks.latin_names import find_capitals
from align.checks.naming import Named, Rendering, Scene, Side, Surroundings, is_cabinet
from align.checks.spelt import Spelt, find_spelt, goes_on
from align.checks.standins import has_pronoun, has_stand_in
from align.checks.unlisted import SURELY
from align.knowledge import cedict
from align.knowledge.concepts import Concept, ConceptType, Mention, is_confusable
from align.knowledge.lexicon import is_common
from align.knowledge.transliteration import Sounding
from align.text import HAN, fold_chinese
from align.types import Finding, Segment, Severity, Span

_SPATIAL = {ConceptType.COUNTRY, ConceptType.REGION, ConceptType.PLACE}
# Regions of the termbase that hold several states, which a translation may name one by one.
_GROUPS_OF_STATES = re.compile(
    "indo-pacific|asia-pacific|asia|east-asia|northeast-asia|southeast-asia|south-asia|central-"
    "asia|west-asia|middle-east|near-east|mena|gulf|levant|arab-world|arabian-peninsula|africa|"
    "north-africa|west-africa|east-africa|central-africa|southern-africa|sub-saharan-africa|sahel|"
    "horn-of-africa|great-lakes-africa|europe|western-europe|eastern-europe|central-europe|cee|"
    "northern-europe|southern-europe|southeast-europe|baltic-states|balkans|western-balkans|"
    "caucasus|south-caucasus|eurasia|far-east|arctic|americas|north-america|south-america|"
    "central-america|latin-america|lac|caribbean|oceania|pacific-islands|south-pacific|polynesia|"
    "melanesia|west|global-south|global-north|third-world|anglosphere|euro-atlantic|eastern-"
    "mediterranean|korean-peninsula|indochina|mekong|benelux|western-hemisphere"
)
# Titles, offices and words of a trade are rendered in too many ways; languages and peoples are compared with
# their like.
_LOOSE_TYPES = {
    ConceptType.OFFICE,
    ConceptType.TERM,
    ConceptType.LAW,
    ConceptType.LANGUAGE,
    ConceptType.PEOPLE,
}
# What a name in a list is held for, by the dictionary's gloss or the spelling alone.
UNLISTED = "unlisted:"
_CONTEXT = 2
# Latin letters in Chinese text.
_LATIN = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]{2,}(?:[ '-][A-Z][A-Za-z]+)*")
# Eras of a year in figures, which is given by another calendar in the translation: 民國 114 年.
_ERA_OF_YEAR = re.compile(
    r"(?:民[國国]|昭和|平成|令和|明治|大正)\s*(?=[\d〇零一二三四五六七八九十百元]+\s*年)"
)
# How many letters a word in one with another name shares with it: Eurobond, Swissaid.
_LEAST_SHARED = 4
# And how many of a name's letters are its ending: Europe, Euro-.
_MOST_ENDING = 2
# A pair with more names left over is no pair of translations, or nothing that we understand.
_MOST_LEFT = 12
# Words in capitals right beside a name, and how far to look for them.
_BEFORE, _BEHIND, _REACH = re.compile(r"\b([A-Z][a-z]+) $"), re.compile(r" ([A-Z][a-z]+)"), 30
# How sure we are: both names of lists and both places or of one type; one of no list, or of another
# type; a name without any counterpart, by side; one with a slip.
_SWAP, _LIKELY_SWAP, _STRAY, _LOST_PERSON, _LOST, _SLIP = 0.85, 0.7, 0.55, 0.65, 0.55, 0.8
# From what weight a name may be another by sound: 特納斯, "Turness"; and how long Korean names are.
_MAYBE, _KOREAN = 0.4, 3
# From what ratio of common letters one name is another with a slip: Beligum.
_LEAST_LIKENESS = 0.8


class Left(NamedTuple):
    """A name that the other side has nothing for.

    Attributes:
        sure: Whether it is certainly a name, and one that would be recognised on the other side.
    """

    name: Named
    sure: bool

    @property
    def concept(self) -> Concept:
        """The thing that is named."""
        return self.name.mention.concepts[0]

    @property
    def is_person(self) -> bool:
        """Return whether a person is named."""
        return self.concept.type is ConceptType.PERSON

    @property
    def is_listed(self) -> bool:
        """Return whether the termbase or the dictionary has it."""
        return not self.concept.id.startswith(UNLISTED)


def judge(scene: Scene, surroundings: Surroundings, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a finding for each name left over; those places that `found` speaks of have theirs already."""
    source_side, target_side = surroundings.of(scene.pair)
    taken = {(place.file, place.span) for finding in found for place in (*finding.source, *finding.target)}
    sources = _left(scene.source, scene.pair.source, target_side)
    targets = _left(scene.target, scene.pair.target, source_side)
    sources, targets = _without_cabinets(sources, targets)
    sources = [left for left in sources if (left.name.place.file, left.name.place.span) not in taken]
    targets = [left for left in targets if (left.name.place.file, left.name.place.span) not in taken]
    if max(len(sources), len(targets)) > _MOST_LEFT:
        return
    partnered = False
    for target in sorted(targets, key=lambda left: left.name.depth):
        if source := _partner(target, sources):
            sources.remove(source)
            partnered = True
            is_same = _is_compound(source, target) or (
                not (source.is_listed or target.is_listed) and _sounds_alike(source, target)
            )
            # A slip of the source is none of the translation.
            if not is_same and not _is_slip(source.name.mention.text, target.concept):
                yield _swap(scene, source, target)
        elif _is_telling(target, sources) and not _is_known(target, scene, surroundings):
            yield _stray(scene, target)
    if partnered or not targets:
        for source in sources:
            if not _is_telling(source, targets) or _has_forbidden(source, target_side):
                continue
            if not _has_stand_in(scene, source, scene.pair.target):
                yield _lost(scene, source)


def _is_telling(name: Left, others: Sequence[Left]) -> bool:
    """Return whether it says something that the other side has nothing for a name."""
    return name.sure and not name.name.is_gloss and not _may_be_listed(name, others)


def _has_forbidden(name: Left, other: Side) -> bool:
    """Return whether the translation renders a name as the termbase forbids, which the rule `term` tells."""
    return any(other.has(form) for concept in name.name.mention.concepts for form in concept.forbidden)


def _without_cabinets(sources: list[Left], targets: list[Left]) -> tuple[list[Left], list[Left]]:
    """Leave out persons that stand for their government and, on the other side, states."""
    of_sources, of_targets = (
        [left for left in side if left.is_person and is_cabinet(left.name)] for side in (sources, targets)
    )
    left_sources = [left for left in sources if left not in of_sources]
    left_targets = [left for left in targets if left not in of_targets]
    if of_targets:
        left_sources = [left for left in left_sources if left.concept.type not in _SPATIAL]
    if of_sources:
        left_targets = [left for left in left_targets if left.concept.type not in _SPATIAL]
    return left_sources, left_targets


def _is_group_of_states(left: Left) -> bool:
    """Return whether a region of many states is named, which a translation may name one by one."""
    return bool(_GROUPS_OF_STATES.fullmatch(left.concept.id.removeprefix("region-")))


def _is_known(target: Left, scene: Scene, surroundings: Surroundings) -> bool:
    """Return whether the source may speak by another word of something that the document names elsewhere."""
    if target.is_listed:
        return surroundings.is_common(target.name) and _has_stand_in(scene, target, scene.pair.source)
    # Whether it names what no list holds cannot be told; only a pronoun must be some name's.
    return any(has_pronoun(segment.text) for segment in scene.pair.source)


def _may_be_listed(name: Left, others: Sequence[Left]) -> bool:
    """Return whether a name and one of the other side's may be a region and a state in it."""
    if _is_group_of_states(name):
        return any(other.concept.type in _SPATIAL for other in others)
    return name.concept.type in _SPATIAL and any(map(_is_group_of_states, others))


def _partner(target: Left, sources: Sequence[Left]) -> Left | None:
    fit = [
        source
        for source in sources
        if not source.name.is_part_of(target.name)
        and not _may_be_listed(target, (source,))
        and not _are_person_and_state(source, target)
    ]
    return min(
        fit, key=lambda source: (not _is_alike(source, target), _distance(source, target)), default=None
    )


def _are_person_and_state(one: Left, other: Left) -> bool:
    """Return whether a known state or place and a person are named: neither is put for the other."""
    return (one.is_person and other.concept.type in _SPATIAL and other.is_listed) or (
        other.is_person and one.concept.type in _SPATIAL and one.is_listed
    )


def _sounds_alike(source: Left, target: Left) -> bool:
    """Return whether two names that no list has may be one: by sound, but not so surely."""
    names = source.name.mention.text, target.name.mention.text
    chinese, english = names if HAN.match(names[0]) else names[::-1]
    sounding = Sounding(fold_chinese(chinese))
    return any(sounding.best(word).score >= _MAYBE for word in english.split() if word[0].isupper())


def _is_compound(source: Left, target: Left) -> bool:
    """Return whether a name of no list is another with something added: Eurobond for Europe's bonds."""
    listed, other = (source, target) if source.is_listed else (target, source)
    if other.is_listed or not listed.is_listed or HAN.match(other.name.mention.text):
        return False
    forms = (*listed.concept.english, *listed.concept.loose)
    return any(_shares_beginning(word, form) for word in other.name.mention.text.split() for form in forms)


def _shares_beginning(word: str, form: str) -> bool:
    """Return whether a longer word begins as a name does, but for that name's ending."""
    stem = form[: max(_LEAST_SHARED, len(form) - _MOST_ENDING)].lower()
    return len(form) >= _LEAST_SHARED and len(word) > len(form) and word.lower().startswith(stem)


def _is_alike(source: Left, target: Left) -> bool:
    one, other = source.concept.type, target.concept.type
    return is_confusable(one, other) or {one, other} <= _SPATIAL


def _distance(source: Left, target: Left) -> float:
    return abs(source.name.depth - target.name.depth)


def _left(names: Sequence[Named], segments: Sequence[Segment], other: Side) -> list[Left]:
    """Return the names of one side that the other has nothing for, listed ones first."""
    found = [
        Left(name, sure=True)
        for name in names
        if name.mention.type not in _LOOSE_TYPES
        and other.renders(name) is not Rendering.BROADER
        and not any(map(other.mentions, name.mention.concepts))
        and name.is_whole_word()
        and not _is_in_longer_name(name)
        and not _is_heard(name, other)
        and not _is_paraphrased(name, other)
    ]
    finder = _unlisted_chinese if segments[0].language.is_chinese else _unlisted_english
    total = sum(len(segment.text) for segment in segments) or 1
    before = 0
    for segment in segments:
        known = [name.mention.span for name in names if name.segment is segment]
        for mention, sure in finder(segment.text, known, other):
            name = Named(mention, segment, (before + mention.span.start) / total)
            if name.is_whole_word():
                found.append(Left(name, sure))
        before += len(segment.text)
    return found


def _is_in_longer_name(name: Named) -> bool:
    """Return whether an English place beside another name may be part of it: Jordan Peterson, Jack London."""
    text, (start, end) = name.segment.text, name.mention.span
    if HAN.match(name.mention.text) or name.mention.type not in _SPATIAL or " " in name.mention.text:
        return False
    beside = (_BEFORE.search(text, max(0, start - _REACH), start), _BEHIND.match(text, end))
    return any(word and not is_common(word[1]) for word in beside)


def _is_heard(name: Named, other: Side) -> bool:
    """Return whether the other side has the name by another form, which sounds or means the same."""
    if HAN.match(name.mention.text):
        return other.english.hears(name.mention.text, SURELY)
    words = [word for word in name.mention.text.split() if word[0].isupper()]
    return any(other.chinese.hears(word, SURELY) for word in words)


def _is_paraphrased(name: Named, other: Side) -> bool:
    """Return whether the other side has most words of a name: "the Securities Commission" for 證監會."""
    if HAN.match(name.mention.text):
        concepts = name.mention.concepts
        return any(other.english.has_most(form) for concept in concepts for form in concept.english)
    return other.chinese.has_most(name.mention.text)


def _unlisted_english(text: str, known: Sequence[Span], other: Side) -> Iterator[tuple[Mention, bool]]:
    for run in find_capitals(_cover(text, known)):
        glossed = bool(cedict.load().chinese_of(run.text)) and len(run.words) > 1
        if not (run.strong or glossed):
            continue
        if run.is_far_eastern or other.chinese.supports(run):
            continue
        type_ = ConceptType.PERSON if len(run.strong) > 1 else ConceptType.NAME
        # A capital that opens a sentence may be all there is to a word that no dictionary has.
        yield _mention(run.span, run.text, type_), len(run.words) > 1 or not run.opens


def _cover(text: str, spans: Sequence[Span]) -> str:
    """Return a text with commas for some of it, so that no run of capitals reaches into that."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = "," * (end - start)
    return "".join(chars)


def _unlisted_chinese(text: str, known: Sequence[Span], other: Side) -> Iterator[tuple[Mention, bool]]:
    taken = {position for span in known for position in range(*span)}
    for mention in cedict.load().find(text):
        # The 日 of 11日電 is that of a date.
        counted = text[max(0, mention.span.start - 1) : mention.span.start].isdigit()
        counted = counted or bool(_ERA_OF_YEAR.match(text, mention.span.start))
        if counted or not taken.isdisjoint(range(*mention.span)) or goes_on(text, mention.span):
            continue
        rendered = _is_rendered(text[slice(*mention.span)], mention.concepts[0].english, other)
        if rendered or mention.type is not ConceptType.NAME:
            taken.update(range(*mention.span))
        if not rendered and mention.type is not ConceptType.NAME:
            yield mention, True
    for spelt in find_spelt(text):
        if taken.isdisjoint(range(*spelt.span)) and not _is_spelt_out(text, spelt, taken, other):
            taken.update(range(*spelt.span))
            type_ = ConceptType.PERSON if spelt.is_chinese_person else ConceptType.NAME
            yield _mention(spelt.span, spelt.text, type_), True
    for latin in _LATIN.finditer(text):
        if taken.isdisjoint(range(*latin.span())) and not other.english.quotes(latin[0]):
            yield _mention(Span(*latin.span()), latin[0], ConceptType.NAME), True


def _is_spelt_out(text: str, spelt: Spelt, taken: Collection[int], other: Side) -> bool:
    # Korean names look like transcriptions: 安德根.
    if (spelt.is_chinese_person or len(spelt.text) == _KOREAN) and other.english.has_surname(spelt.text):
        return True
    # Where a transcription begins and ends is a guess.
    around = spelt.text if spelt.is_chinese_person else _around(text, spelt.span, taken)
    return _is_rendered(around, (), other) or other.english.means(spelt.text) or other.has_form(spelt.text)


def _around(text: str, span: Span, taken: Collection[int]) -> str:
    start, end = span
    while start and span.start - start < _CONTEXT and start - 1 not in taken and HAN.match(text[start - 1]):
        start -= 1
    while end < len(text) and end - span.end < _CONTEXT and end not in taken and HAN.match(text[end]):
        end += 1
    return text[start:end]


def _is_rendered(chinese: str, names: Sequence[str], other: Side) -> bool:
    return other.english.glosses(names) or other.english.hears(chinese) or any(map(other.has, names))


def _mention(span: Span, text: str, type_: ConceptType) -> Mention:
    return Mention(span, text, (Concept(UNLISTED + text, type_, (), (text,)),))


def _has_stand_in(scene: Scene, name: Left, segments: Sequence[Segment]) -> bool:
    """Return whether a word of the other side, which is `segments`, may stand for a name."""
    own = scene.pair.target if segments is scene.pair.source else scene.pair.source
    own_text, text = ("\n".join(segment.text for segment in side) for side in (own, segments))
    # What the name itself says does not count: 州 of 佛州.
    own_text = own_text.replace(name.name.mention.text, "")
    chinese = segments[0].language.is_chinese
    # A name of no list may be a person's or a thing's.
    sorts = (name.is_person, True) if name.concept.type is ConceptType.NAME else (name.is_person,)
    return any(has_stand_in(text, own_text, person=person, chinese=chinese) for person in sorts)


def _swap(scene: Scene, source: Left, target: Left) -> Finding:
    sure = source.is_listed and target.is_listed and _is_alike(source, target)
    meant = source.concept.render(scene.languages[1]) if source.is_listed else source.name.mention.text
    written = target.name.mention.text
    named = source.name.mention.text
    renders = f"{named} is {meant}" if source.is_listed else f"Nothing in the translation renders {named}"
    if _is_slip(written, source.concept):
        return _misspelt(scene, source, target, meant)
    return Finding(
        rule="entity",
        category="accuracy/mistranslation",
        severity=Severity.CRITICAL if sure else Severity.MAJOR,
        confidence=_SWAP if sure else _LIKELY_SWAP,
        message=f"{meant} rendered as {written}",
        explanation=f"{renders}; nothing in the source stands for {written}",
        source=(source.name.place,),
        target=(target.name.place,),
        pair=scene.pair,
        suggestion=meant if source.is_listed else "",
        evidence=(
            ("expected", source.concept.id),
            ("found", target.concept.id),
            ("type", source.concept.type.value),
        ),
    )


def _is_slip(written: str, meant: Concept) -> bool:
    """Return whether a Latin name is that of a known thing but for a letter or two."""
    if not written[0].isascii() or meant.id.startswith(UNLISTED):
        return False
    return any(SequenceMatcher(None, written, form).ratio() >= _LEAST_LIKENESS for form in meant.english)


def _misspelt(scene: Scene, source: Left, target: Left, meant: str) -> Finding:
    written = target.name.mention.text
    return Finding(
        rule="entity",
        category="accuracy/mistranslation",
        severity=Severity.MINOR,
        confidence=_SLIP,
        message=f"{meant} spelt as {written}",
        explanation=f"{source.name.mention.text} is {meant}, and {written} is no name that is known",
        source=(source.name.place,),
        target=(target.name.place,),
        pair=scene.pair,
        suggestion=meant,
        evidence=(("expected", source.concept.id), ("found", target.concept.id)),
    )


def _stray(scene: Scene, target: Left) -> Finding:
    written = target.name.mention.text
    return Finding(
        rule="entity",
        category="accuracy/mistranslation",
        severity=Severity.MINOR,
        confidence=_STRAY,
        message=f"{written} is not named in the source",
        explanation=f"Nothing in the source means {written} or sounds like it",
        source=tuple(segment.place for segment in scene.pair.source),
        target=(target.name.place,),
        pair=scene.pair,
        evidence=(("found", target.concept.id), ("type", target.concept.type.value)),
    )


def _lost(scene: Scene, source: Left) -> Finding:
    named = source.name.mention.text
    meant = source.concept.render(scene.languages[1]) if source.is_listed else ""
    return Finding(
        rule="entity",
        category="accuracy/omission",
        severity=Severity.MAJOR if source.is_person else Severity.MINOR,
        confidence=_LOST_PERSON if source.is_person else _LOST,
        message=f"{named} is not named in the translation",
        explanation=f"Nothing in the translation stands for {named}" + (f" ({meant})" if meant else ""),
        source=(source.name.place,),
        target=tuple(segment.place for segment in scene.pair.target),
        pair=scene.pair,
        suggestion=meant,
        evidence=(("expected", source.concept.id), ("type", source.concept.type.value)),
    )
