"""Encoders: texts in, unit vectors out. Importing this package imports no numerical library."""

from __future__ import annotations

from collections.abc import Callable

from align.encode.interface import EarlyEncoder, Encoded, Encoder, PackedStates, Share
from align.errors import EncoderError

__all__ = ["ENCODERS", "EarlyEncoder", "Encoded", "Encoder", "PackedStates", "Share", "load"]


def _bundled(model: str, threads: int | None, share: Share | None) -> Encoder:
    from align.encode.bundled import load_bundled

    if model:
        raise EncoderError(f"the bundled encoder takes no model, but was given {model!r}")
    return load_bundled(threads=threads, share=share)


def _sentence_transformers(model: str, threads: int | None, share: Share | None) -> Encoder:
    from align.encode.sbert import load_sbert

    if not model:
        raise EncoderError(
            "the encoder 'sentence-transformers' needs a model",
            hint="write sentence-transformers:ID, for instance sentence-transformers:BAAI/bge-m3, or :PATH",
        )
    return load_sbert(model, threads=threads, share=share)


ENCODERS: dict[str, Callable[[str, int | None, Share | None], Encoder]] = {
    "bundled": _bundled,
    "sentence-transformers": _sentence_transformers,
}
"""Loaders by the part of the name before the colon; each takes the part after it, and what `load` does."""


def load(name: str = "bundled", *, threads: int | None = None, share: Share | None = None) -> Encoder:
    """Load an encoder.

    Args:
        name: "bundled", or "sentence-transformers:" and a model id or the path of a folder.
        threads: Threads to compute with; the cores this process may use when None.
        share: Told after each batch how much of the texts at hand is done, for those who wait.

    Raises:
        EncoderError: The name is unknown, or the model is missing, changed or not for this platform.
    """
    kind, _, model = name.partition(":")
    if kind not in ENCODERS:
        raise EncoderError(f"there is no encoder {name!r}", hint=f"choose one of: {', '.join(ENCODERS)}")
    return ENCODERS[kind](model, threads, share)
