"""What the learnt judge finds inside pairs: words that are lost, added or rendered wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from align.checks.base import Context, Yielded, rule
from align.checks.glossary import Wording, scenes_of
from align.checks.quoting import quote
from align.checks.spelt import find_spelt
from align.judge.sensitivity import level
from align.judge.stretches import Stretch, after_word, find, widen
from align.states import Likeness, Word
from align.text import HAN, fold_chinese
from align.types import BlockKind, Finding, Pair, Place, Segment, Sensitivity, Severity, Span, Tally

if TYPE_CHECKING:
    from align.judge.features import Floats
    from align.judge.stage import Judgement, Side
    from align.knowledge.concepts import Concept

# Pairs on either side in which what seems lost may stand.
_NEAR = 2
# Share of a stretch that a name must make up: of what is added, where the name alone says too little, and of
# what is missing.
_NAMED_SHARE, _LOST_NAMED_SHARE = 0.25, 0.12
# Share that terms must make up, which may stand elsewhere in the sentence as well.
_TERM_SHARE = 0.4
# Share of a stretch from which what is spelt by sound makes it a name: the rest may be part of it.
_MOST_OF_NAME = 0.5
# What is that much more like a neighbour's text than its own pair's, and at least so much, stands there; more
# where the neighbour belongs to another bullet.
_MOVED_LEAD, _MOVED_FAR_LEAD, _MOVED_LEAST = 0.04, 0.12, 0.5
# Words whose probabilities add up to so much are too many in one pair and may be what is missing in the next:
# they are, if what is missing is so much more like them than like its own pair; less is asked where both as a
# whole are that much alike. Where a translation shares out a sentence that is .27, or .05 at .45 alike; where
# something is missing and something else added, up to .17.
_SPARE_WORDS, _SPARE_LEAD, _SPARE_LIKE = 2.0, (0.2, 0.04), 0.4

ADDED_WORDS = {Sensitivity.LOW: 3.75, Sensitivity.NORMAL: 2.75, Sensitivity.HIGH: 1.5}
"""Sum of the probabilities of words from which they count as added, by sensitivity. What a token of the other
side matches counts less, by the share that is matched."""
ADDED_WORST = 0.6
"""Probability that one of them must have."""
LOST_LEAST = {Sensitivity.LOW: 1.0, Sensitivity.NORMAL: 0.8, Sensitivity.HIGH: 0.4}
"""Sum of the probabilities of words from which they are shown as perhaps missing, by sensitivity."""
LOST_WORDS, LOST_WORST, LOST_MATCHED, LOST_RISK, LOST_UNKNOWN = 1.25, 0.65, 0.35, 0.3, 0.25
"""Words are plainly missing when their probabilities add up to so much and one of them has so much, no more
than such a share of their tokens is matched on the other side, the risk of the pair is so high, and the
dictionary misses renderings for such a share of their characters, more than it finds."""


# Dates and numerals are compared by rules of their own.
_DATE = re.compile("[\\d一二三四五六七八九十\\s]+[年月日號号]?[起間间內内底初中]?")


@cache
def light_words() -> frozenset[str]:
    """Return words that say nothing by themselves: a translation may drop or add them."""
    text = files("align").joinpath("data", "light-words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


class _Sort(NamedTuple):
    """How one sort of finding is told."""

    rule: str
    category: str
    message: str
    explanation: str


_LOST = _Sort(
    "omission",
    "accuracy/omission",
    "perhaps not translated",
    "nothing in the translation seems to stand for it",
)
_ADDED = _Sort(
    "addition", "accuracy/addition", "not in the source", "nothing in the source seems to stand for it"
)
_WRONG = _Sort(
    "mistranslation", "accuracy/mistranslation", "doubtful rendering", "it seems to mean something else here"
)


@rule("mistranslation", "accuracy/mistranslation", Severity.MINOR)
def check_mistranslation(pairs: Sequence[Pair], context: Context) -> Yielded:
    """Words that seem to mean something else than the source.

    The learnt judge compares both texts of a pair word by word and points at those of the translation that it
    takes for wrong. It sees what no list holds, but gives no reason and is often wrong where a translation is
    free, so by default it speaks only of the worst; `--sensitivity high` lets it speak of more, such as the
    example.

    Bad: 部長在會議上強調改革的重要性。 / The minister complained about the cost of the conference.
    Good: 部長在會議上強調改革的重要性。 / At the meeting the minister stressed how important the reform is.
    """
    if context.judgements is None:
        return
    least = level("mistranslation", context.sensitivity).least
    for _, judgement, told in _judged(pairs, context):
        pair, risk = judgement.pair, told["mistranslation"]
        target = _stretches(judgement.target, judgement.target.wrong) if risk >= least else []
        if target:
            source = _stretches(judgement.source, judgement.source.wrong)[:1]
            places = (
                [widen(one, pair.source).place for one in source],
                [widen(one, pair.target).place for one in target],
            )
            yield _finding(_WRONG, pair, Severity.MINOR, risk, *places)
    yield Tally("pairs judged", len(context.judgements))


def find_lost(pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    """Yield what the translation of a pair leaves out.

    It is major where both the words and the pair leave little doubt. The risk of the pair tells where
    something is missing, but not so well what.
    """
    least = level("omission", context.sensitivity).least
    for number, judgement, told in _judged(pairs, context):
        pair, risk = judgement.pair, told["omission"]
        if risk < least:
            continue
        doubtful = [
            widen(one, pair.source)
            for one in _stretches(judgement.source, judgement.source.alone)
            if one.rendered < 0
            and one.weight >= LOST_LEAST[context.sensitivity]
            and not _DATE.fullmatch(one.text)
        ]
        lost = [
            one
            for one in doubtful
            if not _is_named(one.text, pair, context, of_source=True)
            and not _is_rendered(one.place, pair, pairs, context)
            and not _is_elsewhere(one.place, number, pairs, context, of_source=True)
        ]
        lost.sort(key=lambda one: not _is_clear(one, risk))
        if lost:
            is_clear = _is_clear(lost[0], risk)
            gap = _gap(judgement.target, judgement.source, lost[0].place)
            places = [one.place for one in lost]
            severity, sure = (Severity.MAJOR, lost[0].worst) if is_clear else (Severity.MINOR, risk)
            yield _finding(_LOST, pair, severity, sure, places, [gap])


def _is_clear(stretch: Stretch, risk: float) -> bool:
    """Return whether words of a pair with such a risk are plainly missing in its translation."""
    return (
        risk >= LOST_RISK
        and stretch.weight >= LOST_WORDS
        and stretch.worst >= LOST_WORST
        and stretch.matched <= LOST_MATCHED
        and stretch.rendered <= -LOST_UNKNOWN * len(stretch.text)
    )


def find_added(pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    """Yield what the translation of a pair says beyond its source.

    Annotators mark too few additions to learn risks from, so the words themselves must be many and doubtful.
    """
    least = ADDED_WORDS[context.sensitivity]
    for number, judgement, _ in _judged(pairs, context):
        pair = judgement.pair
        added = [
            one
            for one in _stretches(judgement.target, judgement.target.alone)
            if one.weight * (1 - one.matched) >= least
            and one.worst >= ADDED_WORST
            and not _is_named(one.text, pair, context, of_source=False)
            and not _is_elsewhere(one.place, number, pairs, context, of_source=False)
        ]
        if added:
            gap = _gap(judgement.source, judgement.target, added[0].place)
            sure = added[0].worst
            places = [widen(one, pair.target).place for one in added]
            yield _finding(_ADDED, pair, Severity.MAJOR, sure, [gap], places)


_Judged = tuple[int, "Judgement", Mapping[str, float]]


def _judged(pairs: Sequence[Pair], context: Context) -> list[_Judged]:
    """Return the pairs with a judgement by their number, with that and the risks it tells."""
    return context.once("judged", pairs, lambda: list(_judge(pairs, context.judgements or {})))


def _judge(pairs: Sequence[Pair], judgements: Mapping[str, Judgement]) -> Iterator[_Judged]:
    from align.judge.risk import figures, logits, probability

    for number, pair in enumerate(pairs):
        # Headings are rendered freely, and the judge learnt from sentences.
        judgement = judgements.get(pair.id) if pair.kind is not BlockKind.HEADING else None
        if judgement:
            told = logits(figures(judgement))
            yield (
                number,
                judgement,
                {sort: probability(told[sort]) for sort in ("omission", "mistranslation")},
            )


def _stretches(side: Side, values: Floats) -> list[Stretch]:
    return find(side, values, light_words())


def _gap(side: Side, other: Side, place: Place) -> Place:
    """Return the empty place on `side` where what stands alone at `place` on the other should stand."""
    tokens = list(side.tokens)
    if side.gap.any():
        token = tokens[int(side.gap.argmax())]
    else:
        starts = [token.segment.place.span.start + token.span.start for token in other.tokens]
        before = sum(start < place.span.start for start in starts)
        token = tokens[min(len(tokens) - 1, before * len(tokens) // len(starts))]
    # A token may be part of a word.
    end = after_word(token.segment, token.span.end)
    return token.segment.place.part(end, end)


def _is_named(text: str, pair: Pair, context: Context, *, of_source: bool) -> bool:
    """Return whether a name in a stretch of one side stands on the other, as rules know names.

    What a translation adds is often about a name that the source has too, and a short form is weak evidence:
    there the name must make up `_NAMED_SHARE` of the stretch.
    """
    languages = pair.source[0].language, pair.target[0].language
    own, other = languages if of_source else languages[::-1]
    there = context.termbase.find(pair.target_text if of_source else pair.source_text, other)
    concepts = {one.id: one for name in there for one in name.concepts}
    here = context.termbase.find(text, own)
    full = sum(len(name.text) for name in here if any(one.id in concepts for one in name.concepts))
    if of_source and (full > _LOST_NAMED_SHARE * len(text) or _is_name(text)):
        return True
    short = max((_short_form(text, one) for one in concepts.values()), default=0) if own.is_chinese else 0
    return max(full, short) >= _NAMED_SHARE * len(text)


def _is_rendered(place: Place, pair: Pair, pairs: Sequence[Pair], context: Context) -> bool:
    """Return whether much of a stretch of the source is terms that its own translation has: "GDP"."""
    scenes = scenes_of(pairs, context)
    wording = Wording(pair.target, scenes.target[pair])
    known = 0
    for term in scenes.source[pair]:
        span = term.place.span
        is_inside = place.span.start <= span.start and span.end <= place.span.end
        if is_inside and any(wording.renders(concept, loosely=False) for concept in term.concepts):
            known += span.end - span.start
    return known >= _TERM_SHARE * (place.span.end - place.span.start)


def _is_name(chinese: str) -> bool:
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


def _is_elsewhere(
    place: Place, number: int, pairs: Sequence[Pair], context: Context, *, of_source: bool
) -> bool:
    """Return whether a neighbouring pair has on its other side what stands alone in this one."""
    if context.likeness is None:
        return False
    pair = pairs[number]
    near = [other for other in pairs[max(0, number - _NEAR) : number + _NEAR + 1] if other is not pair]
    word = _word(place, pair.source if of_source else pair.target)
    if word is None:
        return False
    # Pairs that were given need not be of one text.
    is_text = context.document.prealigned is None
    if is_text and _is_spare(word, pair, near, context, of_source=of_source):
        return True
    here = context.likeness.best(word, pair.target if of_source else pair.source)
    for is_own, lead in ((True, _MOVED_LEAD), (False, _MOVED_FAR_LEAD))[: 1 + is_text]:
        others = [
            segment
            for other in near
            if (other.group == pair.group) is is_own
            for segment in (other.target if of_source else other.source)
        ]
        if others and context.likeness.best(word, others) >= max(_MOVED_LEAST, here + lead):
            return True
    return False


def _is_spare(word: Word, pair: Pair, near: Sequence[Pair], context: Context, *, of_source: bool) -> bool:
    """Return whether a pair of the same bullet has words to spare for a stretch on its other side.

    A sentence that the translation puts with its neighbour is missing in one pair and too much in the next.
    """
    likeness, judgements = context.likeness, context.judgements or {}
    if likeness is None:
        return False
    for other in near:
        judgement = judgements.get(other.id) if other.group == pair.group else None
        if judgement:
            side, segments = (
                (judgement.target, other.target) if of_source else (judgement.source, other.source)
            )
            for stretch in _stretches(side, side.alone):
                spare = _word(stretch.place, segments) if stretch.weight >= _SPARE_WORDS else None
                one, two = (word, pair), (spare, other)
                if spare and _is_moved(likeness, *(one, two) if of_source else (two, one)):
                    return True
    return False


def _is_moved(likeness: Likeness, lost: tuple[Word, Pair], added: tuple[Word, Pair]) -> bool:
    """Return whether what one pair lacks is what another has too much, and not like what that has besides."""
    (missing, own), (spare, other) = lost, added
    lead = likeness.best_in(missing, spare) - likeness.best(missing, own.target)
    is_like = lead >= _SPARE_LEAD[likeness(missing, spare) >= _SPARE_LIKE]
    return is_like and likeness.best(spare, own.source) > likeness.best(spare, other.source)


def _word(place: Place, segments: Sequence[Segment]) -> Word | None:
    """Return the stretch of the segment that holds a place."""
    for segment in segments:
        start, end = segment.place.span
        if segment.place.file is place.file and start <= place.span.start and place.span.end <= end:
            return Word(segment, Span(place.span.start - start, place.span.end - start))
    return None


def _finding(
    sort: _Sort,
    pair: Pair,
    severity: Severity,
    sure: float,
    source: Sequence[Place],
    target: Sequence[Place],
) -> Finding:
    words = [place.text for place in (target if sort is not _LOST else source)]
    said = " … ".join(quote(one) for one in words)
    meant = f" of {quote(source[0].text)}" if sort is _WRONG and source else ""
    return Finding(
        rule=sort.rule,
        category=sort.category,
        severity=severity,
        confidence=round(sure, 4),
        message=f"{sort.message}{meant}: {said}",
        explanation=f"{sort.explanation}, by a model that was trained on marked translations",
        source=tuple(source) or tuple(one.place for one in pair.source),
        target=tuple(target),
        pair=pair,
        evidence=(("probability", round(sure, 3)),),
    )
