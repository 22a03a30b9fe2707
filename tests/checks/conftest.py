"""Reads tables of pairs, and runs checks that compare meaning on them, with the bundled encoder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from align import encode, judge
from align.checks import Check, Context
from align.knowledge import termbase
from align.states import Likeness
from align.text import to_simplified
from align.types import Finding, Pair, Tally
from tests.aligner.conftest import bundled  # noqa: F401 - a fixture
from tests.conftest import make_document, make_pair

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[tuple[str, ...]]:
    """Return the rows of a table in `cases/`; lines that begin with # say what its columns and parts are."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def judged(pairs: Sequence[Pair]) -> Context:
    """Return the context of some pairs with what the judge says of them."""
    sides = [one for pair in pairs for one in pair.source], [one for pair in pairs for one in pair.target]
    segments = [*sides[0], *sides[1]]
    encoder = encode.load("bundled")
    asked = judge.load(encoder)
    encoded = asked.encode([one.text for one in segments])
    rows = {one: row for row, one in enumerate(segments)}
    means = [np.asarray(mean, np.float32) for mean in encoder.usual]
    judgements = asked.judge(pairs, rows, encoded)
    likeness = Likeness(sides, encoded.tokens, means)
    return Context(make_document(pairs), termbase.load(), likeness, judgements=judgements)


class Reader:
    """Reads a table of Chinese and English texts as one brief and tells what a check finds in each row."""

    def __init__(self, terms: termbase.Termbase) -> None:
        self._judge, self._terms = judge.load(encode.load("bundled")), terms
        self._briefs: dict[tuple, tuple[list[Pair], Context]] = {}
        self._found: dict[tuple, dict[str, list[Finding]]] = {}

    def __call__(
        self, check: Check, table: Sequence[tuple[str, str]], *, reverse: bool = False
    ) -> dict[tuple[str, str], list[Finding]]:
        """Return the findings by row; `reverse` makes English the source and Chinese Simplified."""
        rows = tuple(row[:2] for row in table)
        pairs, _ = self._brief(rows, reverse)
        found = self._find(check, rows, reverse)
        return {row: found[pair.id] for row, pair in zip(rows, pairs, strict=True)}

    def _find(self, check, rows, reverse) -> dict[str, list[Finding]]:
        if (check, rows, reverse) not in self._found:
            pairs, context = self._brief(rows, reverse)
            found: dict[str, list[Finding]] = {pair.id: [] for pair in pairs}
            for result in check(pairs, context):
                if not isinstance(result, Tally):
                    found[result.pair.id].append(result)
            self._found[check, rows, reverse] = found
        return self._found[check, rows, reverse]

    def _brief(self, table, reverse) -> tuple[list[Pair], Context]:
        if (table, reverse) not in self._briefs:
            rows = [
                (english, to_simplified(chinese)) if reverse else (chinese, english)
                for chinese, english in table
            ]
            pairs = [make_pair(*row, number=n, reverse=reverse) for n, row in enumerate(rows)]
            context = Context(make_document(pairs), self._terms, self._likeness(pairs, reverse))
            self._briefs[table, reverse] = pairs, context
        return self._briefs[table, reverse]

    def _likeness(self, pairs: list[Pair], reverse: bool) -> Likeness:
        sides = [pair.source[0] for pair in pairs], [pair.target[0] for pair in pairs]
        encoded = self._judge.encode([segment.text for side in sides for segment in side])
        return Likeness(sides, encoded.early, self._judge.centres[:: -1 if reverse else 1])


@pytest.fixture(scope="session")
def reader(bundled, terms) -> Reader:  # noqa: F811
    """A function from a check and a table of pairs to what it finds in each."""
    return Reader(terms)
