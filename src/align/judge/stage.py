"""Judge the pairs of a document: gather what the network takes, and say what it found in whose words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.encode import EarlyEncoder, Encoded, PackedStates
from align.judge.features import Floats, lexical, token_features
from align.judge.network import FIGURES, KINDS, Inputs, Network, Outputs
from align.knowledge.glosses import Glosses
from align.states import centred
from align.types import Pair, Segment, Span, join_text

MOST_TOKENS = 1024
"""Longer pairs are not judged: the work grows with the square, and they are no pairs of sentences."""

_LOST, _BAD, _ADDED, _WRONG, _ODD, _GAP = (KINDS.index(kind) for kind in KINDS)


# Pairs whose states are unpacked together, which bounds memory.
_TOGETHER = 256


class Token(NamedTuple):
    """Where a token stands."""

    segment: Segment
    span: Span


Spans = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """The tokens of one side of a pair, with probabilities, each float32[t].

    Attributes:
        segments: Its segments, each with the spans int32[t, 2] of its tokens.
        alone: That nothing on the other side stands for it.
        wrong: That it is rendered wrongly, or is the wrong rendering.
        odd: That it is bad English; of English only.
        gap: That something is missing beside it; of English only.
        features: float32[t, f], what the network was told of them.
    """

    segments: tuple[tuple[Segment, Spans], ...]
    alone: Floats
    wrong: Floats
    odd: Floats
    gap: Floats
    features: Floats

    @property
    def tokens(self) -> Iterator[Token]:
        """Where each token stands, in reading order."""
        for segment, spans in self.segments:
            for start, end in spans.tolist():
                yield Token(segment, Span(start, end))


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """What the judge says of a pair.

    Attributes:
        figures: By name, as the network gives them; omission and addition as seen from the source.
    """

    pair: Pair
    source: Side
    target: Side
    figures: dict[str, float]


class Judge:
    """Judges pairs; what is equal gets equal judgements, whatever stands around it."""

    def __init__(self, network: Network, glosses: Glosses, encoder: EarlyEncoder) -> None:
        if encoder.usual is None:
            raise ValueError(f"the usual means of {encoder.name} are not known")
        self._network, self._glosses, self._usual = network, glosses, encoder.usual
        self.encode = encoder.encode_early
        self.centres = network.centres

    def judge(
        self, pairs: Sequence[Pair], rows: Mapping[Segment, int], encoded: Encoded
    ) -> dict[str, Judgement]:
        """Return judgements by the id of the pair; of pairs without text on a side or too long there is none.

        Args:
            pairs: Pairs of a document.
            rows: Which text of `encoded` a segment is.
            encoded: Texts with their early states.

        Raises:
            ValueError: There are no early states.
        """
        if encoded.early is None:
            raise ValueError("the judge needs the early states of the encoder")
        asked = [_Asked(pair, rows, encoded.tokens) for pair in pairs if not pair.is_null]
        asked = [one for one in asked if one.is_fit]
        found = {}
        for start in range(0, len(asked), _TOGETHER):
            part = asked[start : start + _TOGETHER]
            inputs = [self._inputs(one, encoded.tokens, encoded.early) for one in part]
            for one, told, outputs in zip(part, inputs, self._network.run(inputs), strict=True):
                found[one.pair.id] = one.judgement(outputs, told.features)
        return found

    def _inputs(self, asked: _Asked, tokens: PackedStates, early: PackedStates) -> Inputs:
        late = asked.states(tokens, self._usual)
        texts = [join_text(segments) for segments in asked.sides]
        words = lexical(texts[0], texts[1], (asked.running(0), asked.running(1)), self._glosses)
        features = np.concatenate(token_features(late, asked.states(early, self._network.centres), words))
        states = [_unpacked(early, row) for row in (*asked.rows[0], *asked.rows[1])]
        return Inputs(np.concatenate(states), features, len(late[0]))


def _unpacked(states: PackedStates, row: int) -> Floats:
    own = slice(states.rows[row], states.rows[row + 1])
    return np.asarray(states.values[own] * states.scales[own, None], np.float32)


class _Asked:
    """A pair with where its tokens are; side 0 is Chinese."""

    def __init__(self, pair: Pair, rows: Mapping[Segment, int], tokens: PackedStates) -> None:
        self.pair = pair
        self._is_from_chinese = pair.source[0].language.is_chinese
        self.sides = (pair.source, pair.target) if self._is_from_chinese else (pair.target, pair.source)
        self.rows = [[rows[segment] for segment in side] for side in self.sides]
        self._spans = [
            [tokens.spans[tokens.rows[row] : tokens.rows[row + 1]] for row in own] for own in self.rows
        ]
        self._counts = [sum(map(len, spans)) for spans in self._spans]

    @property
    def is_fit(self) -> bool:
        return min(self._counts) > 0 and sum(self._counts) <= MOST_TOKENS

    def states(self, packed: PackedStates, means: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
        """Return the states of either side with the mean of its language taken off, as unit rows."""
        chinese, english = (
            np.concatenate([centred(packed, row, mean) for row in rows])
            for rows, mean in zip(self.rows, means, strict=True)
        )
        return chinese, english

    def running(self, side: int) -> Spans:
        """Return where the tokens of a side stand in its running text, as `join_text` makes it."""
        segments = self.sides[side]
        gap = 0 if segments[0].language.is_chinese else 1
        parts, before = [], 0
        for segment, spans in zip(segments, self._spans[side], strict=True):
            parts.append(spans + np.int32(before))
            before += len(segment.text) + gap
        return np.concatenate(parts)

    def judgement(self, outputs: Outputs, features: Floats) -> Judgement:
        """Return what the network says in the words of the pair."""
        border, kinds = self._counts[0], outputs.kinds
        nothing = np.zeros(border, np.float32)
        segments = [tuple(zip(*side, strict=True)) for side in zip(self.sides, self._spans, strict=True)]
        chinese = Side(
            segments[0], kinds[:border, _LOST], kinds[:border, _BAD], nothing, nothing, features[:border]
        )
        alone, wrong, odd, gap = (kinds[border:, kind] for kind in (_ADDED, _WRONG, _ODD, _GAP))
        english = Side(segments[1], alone, wrong, odd, gap, features[border:])
        figures = dict(zip(FIGURES, outputs.figures.tolist(), strict=True))
        if self._is_from_chinese:
            return Judgement(self.pair, chinese, english, figures)
        figures["omission"], figures["addition"] = figures["addition"], figures["omission"]
        return Judgement(self.pair, english, chinese, figures)
