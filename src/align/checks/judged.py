"""What the learnt judge finds inside pairs: words that are lost, added or rendered wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from align.checks.accounted import Alone, is_accounted
from align.checks.base import Context, Yielded, rule
from align.checks.moved import is_elsewhere
from align.checks.quoting import quote
from align.judge.doubt import doubt
from align.judge.sensitivity import level
from align.judge.stretches import after_word, find, widen
from align.types import BlockKind, Finding, Pair, Place, Severity, Tally

if TYPE_CHECKING:
    from align.judge.stage import Judgement


class _Sort(NamedTuple):
    """How one sort of finding is told."""

    rule: str
    category: str
    message: str
    explanation: str


_LOST = _Sort(
    "omission",
    "accuracy/omission",
    "not translated",
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
        target = find(judgement.target, judgement.target.wrong) if risk >= least else []
        if target:
            source = find(judgement.source, judgement.source.wrong)[:1]
            places = (
                [widen(one, pair.source).place for one in source],
                [widen(one, pair.target).place for one in target],
            )
            yield _finding(_WRONG, pair, Severity.MINOR, risk, *places)
    yield Tally("pairs judged", len(_judged(pairs, context)))


def find_lost(pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    """Yield what the translation of a pair leaves out, major where there is little doubt."""
    return _find_alone(_LOST, pairs, context)


def find_added(pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    """Yield what the translation of a pair says beyond its source, major where there is little doubt."""
    return _find_alone(_ADDED, pairs, context)


def _find_alone(sort: _Sort, pairs: Sequence[Pair], context: Context) -> Iterator[Finding]:
    limits = level(sort.rule, context.sensitivity)
    of_source = sort is _LOST
    for number, judgement, _ in _judged(pairs, context):
        found = [
            (alone, sure)
            for alone, sure in _doubted(judgement, limits.least, of_source=of_source)
            if not is_accounted(alone, pairs, context) and not is_elsewhere(alone, number, pairs, context)
        ]
        if not found:
            continue
        surest, sure = found[0]
        is_clear = limits.clear is not None and sure >= limits.clear
        severity = Severity.MAJOR if is_clear else Severity.MINOR
        places, gap = [alone.place for alone, _ in found], [_gap(judgement, surest)]
        sides = (places, gap) if of_source else (gap, places)
        yield _finding(sort, judgement.pair, severity, sure, *sides)


def _doubted(judgement: Judgement, least: float, *, of_source: bool) -> list[tuple[Alone, float]]:
    """Return words of a side that likely have nothing on the other, with how likely; the surest first."""
    side = judgement.source if of_source else judgement.target
    rated = [(one, doubt(one, judgement, of_source=of_source)) for one in find(side, side.alone)]
    pair = judgement.pair
    found = [
        (Alone(widen(one, pair.source if of_source else pair.target).place, pair, of_source), sure)
        for one, sure in rated
        if sure >= least
    ]
    return sorted(found, key=lambda told: -told[1])


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


def _gap(judgement: Judgement, alone: Alone) -> Place:
    """Return the empty place on the other side where what stands alone should stand."""
    sides = judgement.target, judgement.source
    side, other = sides if alone.of_source else sides[::-1]
    tokens = list(side.tokens)
    if side.gap.any():
        token = tokens[int(side.gap.argmax())]
    else:
        starts = [token.segment.place.span.start + token.span.start for token in other.tokens]
        before = sum(start < alone.place.span.start for start in starts)
        token = tokens[min(len(tokens) - 1, before * len(tokens) // len(starts))]
    # A token may be part of a word.
    end = after_word(token.segment, token.span.end)
    return token.segment.place.part(end, end)


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
    perhaps = "perhaps " if severity is Severity.MINOR and sort is not _WRONG else ""
    meant = f" of {quote(source[0].text)}" if sort is _WRONG and source else ""
    return Finding(
        rule=sort.rule,
        category=sort.category,
        severity=severity,
        confidence=round(sure, 4),
        message=f"{perhaps}{sort.message}{meant}: {said}",
        explanation=f"{sort.explanation}, by a model that was trained on marked translations",
        source=tuple(source) or tuple(one.place for one in pair.source),
        target=tuple(target),
        pair=pair,
        evidence=(("probability", round(sure, 3)),),
    )
