"""Text that stands in another place than in the source."""

from __future__ import annotations

from collections.abc import Sequence

from align.checks.base import Context, Yielded, rule
from align.types import Finding, Pair, Severity, Tally


@rule("order", "structure/order", Severity.MINOR)
def check_order(pairs: Sequence[Pair], _: Context) -> Yielded:
    """Text stands in another place than in the source.

    A heading, bullet or paragraph that the translation has elsewhere; what it says is compared all
    the same. Neighbours that moved together are one finding.

    Bad: • 出口下降。 • 進口持平。 • 央行未動利率。 / • Imports were flat. • Rates were kept. • Exports fell.
    Good: • 出口下降。 • 進口持平。 • 央行未動利率。 / • Exports fell. • Imports were flat. • Rates were kept.
    """
    for run in _runs(pairs):
        yield Finding(
            rule="order",
            category="structure/order",
            severity=Severity.MINOR,
            confidence=min(1.0 if pair.confidence is None else pair.confidence for pair in run),
            message="text stands in another place in the translation",
            explanation="what surrounds it in the source surrounds something else in the target",
            source=tuple(segment.place for pair in run for segment in pair.source),
            target=tuple(segment.place for pair in run for segment in pair.target),
            pair=run[0],
        )
    yield Tally("block positions", len({pair.group for pair in pairs if not pair.is_null}))


def _runs(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Return pairs that moved, those together that are neighbours on both sides.

    Text alone between them is an omission or an addition and parts nothing.
    """
    runs: list[list[Pair]] = []
    following: int | None = None
    for pair in pairs:
        if not (pair.moved or pair.is_null):
            following = None
        elif not pair.is_null:
            if pair.target[0].index != following:
                runs.append([])
            runs[-1].append(pair)
            following = pair.target[-1].index + 1
        elif pair.target and pair.target[0].index == following:
            following = pair.target[-1].index + 1
    return runs
