"""The shipped judge, and pairs of texts as it takes them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import pytest

from align import judge as judges
from align.encode import load
from align.encode.once import encode_once
from align.judge.stage import Judgement
from align.types import Pair
from tests.conftest import make_pair


class Asking:
    """Asks the shipped judge about pairs."""

    def __init__(self) -> None:
        found = judges.load(load())
        assert found
        self.judge = found

    def pairs(self, pairs: Sequence[Pair]) -> dict[str, Judgement]:
        """Return judgements by the id of the pair."""
        segments = [one for pair in pairs for one in chain(pair.source, pair.target)]
        encoded = encode_once(self.judge.encode, [one.text for one in segments])
        return self.judge.judge(pairs, {one: row for row, one in enumerate(segments)}, encoded)

    def __call__(self, chinese: str, english: str, *, reverse: bool = False) -> Judgement:
        """Return the judgement of one pair; `reverse` makes English the source."""
        texts = (english, chinese) if reverse else (chinese, english)
        (judgement,) = self.pairs([make_pair(*texts, reverse=reverse)]).values()
        return judgement


@pytest.fixture(scope="session")
def ask() -> Asking:
    """A function from two texts to the judgement."""
    return Asking()
