"""A learnt judge of pairs: what is lost, added or rendered wrongly, by the states of tokens of both texts.

docs/judge.md tells how it works and what it was trained on. Importing this package imports no numerical
library.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.encode import Encoder
    from align.judge.network import Network
    from align.judge.stage import Judge

__all__ = ["load"]


def load(encoder: Encoder, threads: int | None = None) -> Judge | None:
    """Return the shipped judge, or None for an encoder whose states it was not trained on.

    Args:
        encoder: What gives the states.
        threads: Threads to compute with; the cores this process may use when None.

    Raises:
        EncoderError: ONNX Runtime cannot be loaded.
    """
    from align.encode import EarlyEncoder

    if not isinstance(encoder, EarlyEncoder) or encoder.usual is None:
        return None
    from align.judge.stage import Judge
    from align.knowledge import glosses

    trained_on, network = _network(threads)
    return Judge(network, glosses.load(), encoder) if encoder.name == trained_on else None


@cache
def _network(threads: int | None) -> tuple[str, Network]:
    """Return the network and the name of the encoder that it was trained on."""
    from align.encode.session import available_cores
    from align.judge.network import Network, load_weights

    weights = load_weights()
    return weights.encoder, Network(weights, threads=threads or available_cores())
