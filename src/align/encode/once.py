"""Encode a text once, however often it stands in a document or a list of pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from align.encode.interface import Encoded, PackedStates


def encode_once(encode: Callable[[Sequence[str]], Encoded], texts: Sequence[str]) -> Encoded:
    """Return what `encode(texts)` returns, having encoded no text twice.

    Translations of one source by several translators repeat it as often as there are translators.
    """
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    encoded = encode(list(places))
    if len(places) == len(texts):
        return encoded
    index = np.array([places[text] for text in texts], np.int64)
    early = None if encoded.early is None else _repeat(encoded.early, index)
    return Encoded(encoded.sums[index], encoded.counts[index], _repeat(encoded.tokens, index), early)


def _repeat(tokens: PackedStates, index: NDArray[np.int64]) -> PackedStates:
    """Return the states of the texts of that index, one after the other."""
    sizes = np.diff(tokens.rows)[index]
    rows = np.append(0, np.cumsum(sizes))
    own = np.repeat(tokens.rows[index] - rows[:-1], sizes) + np.arange(rows[-1])
    return PackedStates(tokens.values[own], tokens.scales[own], tokens.spans[own], rows)
