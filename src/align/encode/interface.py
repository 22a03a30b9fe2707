"""What an encoder gives and takes; importing this module imports no numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


Share = Callable[[float], object]
"""Told after each batch which share of the texts of one call is encoded, 0 to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class PackedStates:
    """States of every token of n texts at a byte a number; the arrays are read-only.

    A state is `values` times its scale; the cosine of a state with what was packed is above 0.999.

    Attributes:
        values: int8[t, d], one row for each token, text after text.
        scales: float32[t], the number that one step of a row stands for.
        spans: int32[t, 2], half-open code points into the token's own text, exactly as given. White space
            belongs to no token. A token that only marks the start of a word is empty; tokens that come
            from one character (㎞ gives k and m) share its span.
        rows: int64[n + 1]; the tokens of text i are `rows[i]` to `rows[i + 1]`.
    """

    values: NDArray[np.int8]
    scales: NDArray[np.float32]
    spans: NDArray[np.int32]
    rows: NDArray[np.int64]

    def __post_init__(self) -> None:
        for array in (self.values, self.scales, self.spans, self.rows):
            array.setflags(write=False)


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Vectors of n texts in d dimensions; the arrays are read-only.

    Attributes:
        sums: float32[n, d], sums of the states of each text's own tokens. The vector of a run of texts is
            the sum of their sums, scaled to length 1, so a run need not be encoded again. A text in which
            nothing is known is a row of zeros.
        counts: int32[n], how many token states each sum holds; 0 for a row of zeros.
        tokens: The states of the tokens themselves, packed.
        early: Likewise the states that an earlier layer gives them; None unless asked for.
    """

    sums: NDArray[np.float32]
    counts: NDArray[np.int32]
    tokens: PackedStates
    early: PackedStates | None = None

    def __post_init__(self) -> None:
        for array in (self.sums, self.counts):
            array.setflags(write=False)

    @property
    def vectors(self) -> NDArray[np.float32]:
        """float32[n, d], the sums scaled to length 1, where they are not zero."""
        import numpy as np

        norms = np.linalg.norm(self.sums, axis=1, keepdims=True)
        return np.asarray(self.sums / np.where(norms == 0, 1, norms), np.float32)


class Encoder(Protocol):
    """Turns texts into vectors that compare across languages.

    The same texts give the same bytes on the same machine. Nothing here reaches the network while encoding.
    Subtract the mean of all vectors before comparing: raw cosines of most models sit in a narrow band.
    """

    @property
    def name(self) -> str:
        """Model and revision, for signatures: figures from different names do not compare."""

    @property
    def dimension(self) -> int:
        """Length d of a vector."""

    @property
    def usual(self) -> tuple[NDArray[np.float32], NDArray[np.float32]] | None:
        """Mean token states float32[d] of Chinese and of English at large, or None when unknown."""

    def encode(self, texts: Sequence[str], /) -> Encoded:
        """Encode texts of any length; memory grows by d + 12 bytes a token and 4 d bytes a text."""


@runtime_checkable
class EarlyEncoder(Encoder, Protocol):
    """One that also gives the states of an earlier layer, which the judge takes over from."""

    def encode_early(self, texts: Sequence[str], /) -> Encoded:
        """Encode texts; what is returned has `early`."""
