"""A text that stands twice is encoded once, with the same result."""

from __future__ import annotations

import numpy as np
import pytest

from align import encode
from align.encode.once import encode_once


class Counting:
    def __init__(self, encoder):
        self.encoder, self.texts = encoder, []

    def encode(self, texts):
        self.texts += texts
        return self.encoder.encode(texts)


@pytest.mark.parametrize(
    ("texts", "encoded"),
    [
        (["出口下降。", "Exports fell."], 2),
        (["出口下降。", "Exports fell.", "出口下降。", "Sales of goods abroad fell."], 3),
        (["", "出口", "", "出口", "出口"], 2),
        (["。", "\u2028", "。"], 2),
        ([], 0),
    ],
)
def test_the_same_as_encoding_all(texts, encoded):
    encoder = Counting(encode.load())
    once, whole = encode_once(encoder.encode, texts), encoder.encoder.encode(texts)
    assert len(encoder.texts) == encoded
    np.testing.assert_array_equal(once.sums, whole.sums)
    np.testing.assert_array_equal(once.counts, whole.counts)
    for name in ("values", "scales", "spans", "rows"):
        np.testing.assert_array_equal(getattr(once.tokens, name), getattr(whole.tokens, name))


def test_early_states_are_repeated_too():
    encoder, texts = encode.load(), ["出口", "Exports fell.", "出口"]
    once, whole = encode_once(encoder.encode_early, texts), encoder.encode_early(texts)
    np.testing.assert_array_equal(once.early.values, whole.early.values)
    np.testing.assert_array_equal(once.early.rows, whole.early.rows)
