"""What the learnt judge finds inside pairs: words that are lost, added or rendered wrongly."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from align.checks.amounts import compare_amounts
from align.checks.base import Context, Yielded, rule
from align.checks.glossary import Wording, scenes_of
from align.checks.pairing import Mention
from align.checks.quoting import quote
from align.checks.spelt import find_spelt
from align.judge.doubt import doubt
from align.judge.sensitivity import level
from align.judge.stretches import Stretch, after_word, find, widen
from align.states import Likeness, Word
from align.text import HAN, fold_chinese
from align.types import BlockKind, Finding, Pair, Place, Segment, Severity, Span, Tally
from align.values.model import Kind

if TYPE_CHECKING:
    from fractions import Fraction

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
# Or what is so much more like it, though less like it as such.
_MOVED_WIDE_LEAD, _MOVED_LOW = 0.3, 0.45
# Words whose probabilities add up to so much are too many in one pair and may be what is missing in the next:
# they are, if what is missing is so much more like them than like its own pair; less is asked where both as a
# whole are that much alike. Where a translation shares out a sentence that is .27, or .05 at .45 alike; where
# something is missing and something else added, up to .17.
_SPARE_WORDS, _SPARE_LEAD, _SPARE_LIKE = 2.0, (0.2, 0.04), 0.4

# Dates and numerals are compared by rules of their own, and what goes with one: 須待二月才.
_DATE = re.compile("(?:民國|民国)?[\\d一二三四五六七八九十\\s]+[年月日號号]?[起間间內内底初中]?")
_BESIDE_DATE = re.compile("[須须待才於于在至到自從从將将已約约即止前後后的時时\\s]*")
# Titles of works and treaties, which are rendered by short forms, and words in quotes.
_TITLE = re.compile("《[^《》]{1,60}》")
_QUOTED = {True: re.compile("「[^「」]{1,40}」|“[^“”]{1,40}”"), False: re.compile('["“][^"“”]{1,120}["”]')}
_TITLED_SHARE = 0.6
# A figure from which on it tells what is spoken of; below, it may be another one of the sentence.
_TELLING = 5
_SHARES = frozenset({Kind.PERCENT, Kind.FRACTION})
# Letters of an abbreviation.
_INITIALS = 3
_CLAUSE = re.compile("[^，,；;。：:]+")
# Figures that tell what is spoken of, but for years: 63.7.
_FIGURE = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?![\d.,]\d|\d))\d[\d.,]*\d")


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
    for _, judgement, risk in _judged(pairs, context):
        pair = judgement.pair
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
    """Yield what the translation of a pair leaves out, major where there is little doubt."""
    limits = level("omission", context.sensitivity)
    for number, judgement, _ in _judged(pairs, context):
        pair = judgement.pair
        lost = [
            (widen(one, pair.source), sure)
            for one, sure in _doubted(judgement, limits.least, of_source=True)
            if not _BESIDE_DATE.fullmatch(_DATE.sub("", one.text))
        ]
        lost = [
            (one, sure)
            for one, sure in lost
            if not _is_named(one.text, pair, context, of_source=True)
            and not _is_rendered(one.place, pair, pairs, context)
            and not _is_counted(one.place, pair, pairs, context, of_source=True)
            and not _is_elsewhere(one.place, number, pairs, context, of_source=True)
        ]
        if lost:
            gap = _gap(judgement.target, judgement.source, lost[0][0].place)
            yield _told(_LOST, pair, limits.clear, lost[0][1], [one.place for one, _ in lost], [gap])


def find_added(pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    """Yield what the translation of a pair says beyond its source, major where there is little doubt."""
    limits = level("addition", context.sensitivity)
    for number, judgement, _ in _judged(pairs, context):
        pair = judgement.pair
        added = [
            (one, sure)
            for one, sure in _doubted(judgement, limits.least, of_source=False)
            if not _is_named(one.text, pair, context, of_source=False)
            and not _is_spelt_out(one.text, pair)
            and not _is_counted(one.place, pair, pairs, context, of_source=False)
            and not _is_elsewhere(one.place, number, pairs, context, of_source=False)
        ]
        if added:
            gap = _gap(judgement.source, judgement.target, added[0][0].place)
            places = [widen(one, pair.target).place for one, _ in added]
            yield _told(_ADDED, pair, limits.clear, added[0][1], [gap], places)


def _doubted(judgement: Judgement, least: float, *, of_source: bool) -> list[tuple[Stretch, float]]:
    """Return stretches of a side that likely have nothing on the other, with how likely; the surest first."""
    side = judgement.source if of_source else judgement.target
    rated = [(one, doubt(one, judgement, of_source=of_source)) for one in _stretches(side, side.alone)]
    return sorted(((one, sure) for one, sure in rated if sure >= least), key=lambda told: -told[1])


def _told(
    sort: _Sort, pair: Pair, clear: float, sure: float, source: Sequence[Place], target: Sequence[Place]
) -> Finding:
    return _finding(sort, pair, Severity.MAJOR if sure >= clear else Severity.MINOR, sure, source, target)


_Judged = tuple[int, "Judgement", float]


def _judged(pairs: Sequence[Pair], context: Context) -> list[_Judged]:
    """Return the pairs with a judgement by their number, with that and the risk of a mistranslation."""
    return context.once("judged", pairs, lambda: list(_judge(pairs, context.judgements or {})))


def _judge(pairs: Sequence[Pair], judgements: Mapping[str, Judgement]) -> Iterator[_Judged]:
    from align.judge.risk import figures, logits, probability

    for number, pair in enumerate(pairs):
        # Headings are rendered freely, and the judge learnt from sentences.
        judgement = judgements.get(pair.id) if pair.kind is not BlockKind.HEADING else None
        if judgement:
            told = logits(figures(judgement))
            yield number, judgement, probability(told["mistranslation"])


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
    """Return whether much of a stretch is terms or quotes that its translation has, or a title."""
    scenes = scenes_of(pairs, context)
    wording = Wording(pair.target, scenes.target[pair])
    known = [
        span
        for term in scenes.source[pair]
        if place.span.start <= (span := term.place.span).start and span.end <= place.span.end
        if any(wording.renders(concept, loosely=False) for concept in term.concepts)
    ]
    titles = _spans(_TITLE, pair.source)
    is_title = _covered(place.span, titles) >= _TITLED_SHARE
    return is_title or _covered(place.span, [*known, *_answered_quotes(pair)]) >= _TERM_SHARE


def _is_counted(
    place: Place, pair: Pair, pairs: Sequence[Pair], context: Context, *, of_source: bool
) -> bool:
    """Return whether a stretch has figures, and the other side has all of them."""
    figures = context.once("figures", pairs, lambda: _read_figures(pairs, context))
    (own, differing), (there, _) = figures[pair] if of_source else figures[pair][::-1]
    inside = [one for one in own if _meets(place.span, one.place.span)]
    shares = {one.quantity.low for one in there if one.quantity.kind in _SHARES}
    is_told = any(_is_telling(one, shares) for one in inside)
    # Of a range either end may differ.
    return is_told and not any(_meets(place.span, one.place.span) for one in differing)


def _is_telling(mention: Mention, shares: Container[Fraction]) -> bool:
    """Return whether a figure tells what is spoken of, where the other side has it, or those `shares`."""
    quantity = mention.quantity
    if quantity.kind is Kind.FRACTION:
        # The rule for figures lets pass that one side alone has a fraction.
        return quantity.low in shares
    return mention.is_hard and (quantity.low >= _TELLING or quantity.kind is Kind.PERCENT)


_Figures = tuple[Sequence[Mention], list[Mention]]


def _read_figures(pairs: Sequence[Pair], context: Context) -> dict[Pair, tuple[_Figures, _Figures]]:
    """Return by pair the figures of source and target: all, and those that the other side lacks."""
    told = compare_amounts(pairs, context)
    found: dict[Pair, tuple[_Figures, _Figures]] = {
        one.pair: ((one.source, []), (one.target, [])) for one in told.compared
    }
    for one in told.differences:
        for (_, differing), mention in zip(found[one.pair], (one.source, one.target), strict=True):
            if mention:
                differing.append(mention)
    return found


def _is_spelt_out(english: str, pair: Pair) -> bool:
    """Return whether a stretch says in full what the source has as an abbreviation: GCAP."""
    initials = "".join(word[0] for word in re.findall(r"\b[A-Z][a-z]+", english))
    known = re.findall("[A-Z]{3,}", pair.source_text)
    return len(initials) >= _INITIALS and any(initials in one or one in initials for one in known)


def _answered_quotes(pair: Pair) -> list[Span]:
    """Return where the source quotes, if the target quotes as often."""
    ours, theirs = (_spans(_QUOTED[side[0].language.is_chinese], side) for side in (pair.source, pair.target))
    return ours if len(ours) == len(theirs) else []


def _spans(pattern: re.Pattern[str], segments: Sequence[Segment]) -> list[Span]:
    """Return where a pattern is found in the file of some segments."""
    return [
        Span(found.start() + one.place.span.start, found.end() + one.place.span.start)
        for one in segments
        for found in pattern.finditer(one.text)
    ]


def _covered(span: Span, others: Iterable[Span]) -> float:
    """Return which share of a stretch others cover."""
    inside = {at for other in others for at in range(max(span.start, other.start), min(span.end, other.end))}
    return len(inside) / (span.end - span.start)


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


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
    pair = pairs[number]
    near = [other for other in pairs[max(0, number - _NEAR) : number + _NEAR + 1] if other is not pair]
    word = _word(place, pair.source if of_source else pair.target)
    if word is None:
        return False
    # A clause may have moved without the rest of the stretch.
    clause = _longest_clause(word)
    return _is_near(word, pair, near, context, of_source=of_source) or (
        clause != word and _is_near(clause, pair, near, context, of_source=of_source, is_part=True)
    )


def _longest_clause(word: Word) -> Word:
    """Return the longest part of a stretch without a comma."""
    start = word.span.start
    parts = _CLAUSE.finditer(word.segment.text, start, word.span.end)
    longest = max(parts, key=lambda part: part.end() - part.start(), default=None)
    return Word(word.segment, Span(*longest.span())) if longest else word


def _is_near(
    word: Word,
    pair: Pair,
    near: Sequence[Pair],
    context: Context,
    *,
    of_source: bool,
    is_part: bool = False,
) -> bool:
    """Return whether a stretch, or a part of one, is rather on the other side of a neighbouring pair."""
    if context.likeness is None:
        return False
    # Pairs that were given need not be of one text.
    is_text = context.document.prealigned is None
    if is_text and not is_part and _is_spare(word, pair, near, context, of_source=of_source):
        return True
    here = context.likeness.best(word, pair.target if of_source else pair.source)
    for is_own, lead in ((True, _MOVED_LEAD), (False, _MOVED_FAR_LEAD))[: 1 + is_text]:
        others = [
            segment
            for other in near
            if (other.group == pair.group) is is_own
            for segment in (other.target if of_source else other.source)
        ]
        best = context.likeness.best(word, others) if others else 0.0
        is_like = not is_part and best >= max(_MOVED_LEAST, here + lead)
        if is_like or best >= max(_MOVED_LOW, here + _MOVED_WIDE_LEAD):
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
    if not _figures(missing).isdisjoint(_figures(spare)):
        return True
    lead = likeness.best_in(missing, spare) - likeness.best(missing, own.target)
    is_like = lead >= _SPARE_LEAD[likeness(missing, spare) >= _SPARE_LIKE]
    return is_like and likeness.best(spare, own.source) > likeness.best(spare, other.source)


def _figures(word: Word) -> set[str]:
    """Return the figures of more than one digit in a stretch, without years."""
    return set(_FIGURE.findall(word.segment.text[word.span.start : word.span.end]))


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
