"""Segments without a counterpart."""

from __future__ import annotations

from collections.abc import Sequence

from align.checks.base import Context, Yielded, rule
from align.checks.judged import find_added, find_lost
from align.checks.quoting import quote
from align.text import says_something
from align.types import BlockKind, Finding, Pair, Place, Segment, Severity, Tally

# When the pairs were given, so that a blank side is a fact.
_GIVEN_CONFIDENCE = 0.95


@rule("omission", "accuracy/omission", Severity.MAJOR)
def check_omission(pairs: Sequence[Pair], context: Context) -> Yielded:
    """Source text has no translation.

    A heading, bullet or sentence of the source that no text of the target translates, or words of a sentence
    that the learnt judge misses in its translation (`--sensitivity`). The finding also marks the place in the
    target where the translation should stand. Words that good translators drop, such as 進行 and 表示, are no
    omission.

    Bad: 出口下降。進口持平。 / Exports fell.
    Good: 出口下降,進口持平。 / Exports fell while imports were flat.
    """
    for pair in pairs:
        if not pair.target and says_something(pair.source_text):
            yield _uncovered("omission", "accuracy/omission", pair, pair.source, pair.target_gap)
    if context.judgements is not None:
        yield from find_lost(pairs, context)
    yield Tally("segments", sum(len(pair.source) for pair in pairs))


@rule("addition", "accuracy/addition", Severity.MAJOR)
def check_addition(pairs: Sequence[Pair], context: Context) -> Yielded:
    """Target text translates nothing.

    A heading, bullet or sentence of the target that stands for no text of the source, or words of a sentence
    that the learnt judge finds no source for (`--sensitivity`).

    Bad: 出口下降。 / Exports fell. Analysts were alarmed.
    Good: 出口下降,分析師為之震驚。 / Exports fell. Analysts were alarmed.
    """
    for pair in pairs:
        if not pair.source and says_something(pair.target_text):
            yield _uncovered("addition", "accuracy/addition", pair, pair.target, pair.source_gap)
    if context.judgements is not None:
        yield from find_added(pairs, context)


def _uncovered(
    rule_id: str, category: str, pair: Pair, segments: Sequence[Segment], gap: Place | None
) -> Finding:
    places = tuple(segment.place for segment in segments)
    gaps = (gap,) if gap else ()
    what = "heading" if pair.kind is BlockKind.HEADING else "text"
    is_omission = rule_id == "omission"
    message = f"{what} is not translated" if is_omission else f"{what} has no source"
    return Finding(
        rule=rule_id,
        category=category,
        severity=Severity.MAJOR,
        confidence=_GIVEN_CONFIDENCE if pair.confidence is None else pair.confidence,
        message=f"{message}: {quote(places[0].text)}",
        explanation=f"no {'target' if is_omission else 'source'} text near its place means the same",
        source=places if is_omission else gaps,
        target=gaps if is_omission else places,
        pair=pair,
        evidence=(("characters", sum(len(place.text) for place in places)),),
    )
