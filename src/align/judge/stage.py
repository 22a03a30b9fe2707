"""Judge the pairs of a document: gather what the network takes, and say what it found in whose words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.encode import EarlyEncoder, Encoded
from align.judge.features import Floats, centred, lexical, token_features
from align.judge.network import FIGURES, KINDS, Inputs, Network, Outputs
from align.knowledge.glosses import Glosses
from align.types import Pair, Place, Segment, Span, join_text

MOST_TOKENS = 1024
"""Longer pairs are not judged: the work grows with the square, and they are no pairs of sentences."""

_LOST, _BAD, _ADDED, _WRONG, _ODD, _GAP = (KINDS.index(kind) for kind in KINDS)


class Token(NamedTuple):
    """Where a token stands."""

    segment: Segment
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The tokens of one side of a pair, with probabilities, each float32[t].

    Attributes:
        tokens: Where each stands, in reading order.
        alone: That nothing on the other side stands for it.
        wrong: That it is rendered wrongly, or is the wrong rendering.
        odd: That it is bad English; of English only.
        gap: That something is missing beside it; of English only.
        features: float32[t, f], what the network was told of them.
    """

    tokens: tuple[Token, ...]
    alone: Floats
    wrong: Floats
    odd: Floats
    gap: Floats
    features: Floats

    def place(self, start: int, end: int) -> Place:
        """Return where tokens `start` to `end`, at least one, stand; cut off where a segment ends."""
        first = self.tokens[start]
        last = next(t for t in reversed(self.tokens[start:end]) if t.segment is first.segment)
        return first.segment.place.part(first.span.start, last.span.end)


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """What the judge says of a pair.

    Attributes:
        figures: By name, as the network gives them; omission and addition as seen from the source.
        is_from_chinese: Whether the source is Chinese.
    """

    pair: Pair
    source: Side
    target: Side
    figures: dict[str, float]
    is_from_chinese: bool

    @property
    def chinese(self) -> Side:
        """The Chinese side."""
        return self.source if self.is_from_chinese else self.target

    @property
    def english(self) -> Side:
        """The English side."""
        return self.target if self.is_from_chinese else self.source


class Judge:
    """Judges pairs; what is equal gets equal judgements, whatever stands around it."""

    def __init__(self, network: Network, glosses: Glosses, encoder: EarlyEncoder) -> None:
        if encoder.usual is None:
            raise ValueError(f"the usual means of {encoder.name} are not known")
        self._network, self._glosses, self._usual = network, glosses, encoder.usual
        self.encode = encoder.encode_early

    def judge(
        self, pairs: Sequence[Pair], rows: dict[Segment, int], encoded: Encoded
    ) -> dict[str, Judgement]:
        """Return judgements by the id of the pair; of pairs without text on a side or too long there is none.

        Args:
            pairs: Pairs of a document.
            rows: Which text of `encoded` a segment is.
            encoded: Texts with their early states.
        """
        asked = [_Asked(pair, rows, encoded) for pair in pairs if not pair.is_null]
        asked = [one for one in asked if one.is_fit]
        inputs = [self._inputs(one) for one in asked]
        found = self._network.run(inputs)
        return {
            one.pair.id: one.judgement(outputs, told.features)
            for one, outputs, told in zip(asked, found, inputs, strict=True)
        }

    def _inputs(self, asked: _Asked) -> Inputs:
        states = [asked.centred(side, self._usual[side]) for side in (0, 1)]
        texts = [join_text(segments) for segments in asked.sides]
        words = lexical(texts[0], texts[1], (asked.spans[0], asked.spans[1]), self._glosses)
        features = np.concatenate(token_features(states[0], states[1], words))
        return Inputs(asked.early(), features, len(states[0]))


class _Asked:
    """A pair with where its tokens are; side 0 is Chinese."""

    def __init__(self, pair: Pair, rows: dict[Segment, int], encoded: Encoded) -> None:
        self.pair, self._encoded = pair, encoded
        self.is_from_chinese = pair.source[0].language.is_chinese
        self.sides = (pair.source, pair.target) if self.is_from_chinese else (pair.target, pair.source)
        self._rows = [[rows[segment] for segment in side] for side in self.sides]
        self.tokens = [tuple(self._tokens(side)) for side in (0, 1)]

    @property
    def is_fit(self) -> bool:
        counts = [len(side) for side in self.tokens]
        return min(counts) > 0 and sum(counts) <= MOST_TOKENS

    def _tokens(self, side: int) -> Iterator[Token]:
        tokens = self._encoded.tokens
        for segment, row in zip(self.sides[side], self._rows[side], strict=True):
            for start, end in tokens.spans[tokens.rows[row] : tokens.rows[row + 1]].tolist():
                yield Token(segment, Span(start, end))

    @cached_property
    def spans(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Where the tokens of either side stand in its running text."""
        return self._running(0), self._running(1)

    def _running(self, side: int) -> NDArray[np.int32]:
        tokens, gap = self._encoded.tokens, side  # English sentences are joined by a space
        parts, before = [], 0
        for segment, row in zip(self.sides[side], self._rows[side], strict=True):
            parts.append(tokens.spans[tokens.rows[row] : tokens.rows[row + 1]] + np.int32(before))
            before += len(segment.text) + gap
        return np.concatenate(parts)

    def centred(self, side: int, mean: Floats) -> Floats:
        return np.concatenate([centred(self._encoded.tokens, row, mean) for row in self._rows[side]])

    def early(self) -> Floats:
        early = self._encoded.early
        assert early is not None  # noqa: S101 - asked for by the caller
        parts = []
        for row in (*self._rows[0], *self._rows[1]):
            own = slice(early.rows[row], early.rows[row + 1])
            parts.append(early.values[own] * early.scales[own, None])
        return np.concatenate(parts)

    def judgement(self, outputs: Outputs, features: Floats) -> Judgement:
        border = len(self.tokens[0])
        kinds = outputs.kinds
        chinese = Side(
            self.tokens[0],
            kinds[:border, _LOST],
            kinds[:border, _BAD],
            np.zeros(border, np.float32),
            np.zeros(border, np.float32),
            features[:border],
        )
        english = Side(
            self.tokens[1],
            kinds[border:, _ADDED],
            kinds[border:, _WRONG],
            kinds[border:, _ODD],
            kinds[border:, _GAP],
            features[border:],
        )
        figures = dict(zip(FIGURES, outputs.figures.tolist(), strict=True))
        if self.is_from_chinese:
            return Judgement(self.pair, chinese, english, figures, is_from_chinese=True)
        figures["omission"], figures["addition"] = figures["addition"], figures["omission"]
        return Judgement(self.pair, english, chinese, figures, is_from_chinese=False)
