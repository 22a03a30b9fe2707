"""The bundled encoder, loaded once, which encodes no text twice."""

from __future__ import annotations

import numpy as np
import pytest

from align.encode import PackedStates, load
from align.encode.bundled import find_weights
from align.encode.windows import pool
from align.errors import EncoderError


class Remembering:
    """The bundled encoder; its bytes for a text do not depend on what is encoded along with it."""

    def __init__(self, inner):
        self.name, self.dimension, self.usual = inner.name, inner.dimension, inner.usual
        self._inner = inner
        self._known = {}

    def encode(self, texts, /):
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            encoded = self._inner.encode(new)
            tokens = encoded.tokens
            for number, text in enumerate(new):
                own = slice(tokens.rows[number], tokens.rows[number + 1])
                self._known[text] = (
                    encoded.sums[number],
                    tokens.values[own],
                    tokens.scales[own],
                    tokens.spans[own],
                )
        sums, values, scales, spans = zip(*(self._known[text] for text in texts), strict=True)
        rows = np.cumsum([0, *map(len, scales)])
        return pool(np.array(sums), PackedStates(*map(np.concatenate, (values, scales, spans)), rows))


@pytest.fixture(scope="session")
def bundled():
    try:
        find_weights()
    except EncoderError as error:
        pytest.skip(str(error))
    return Remembering(load("bundled"))
