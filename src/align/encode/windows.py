"""Spread texts of any length over windows and batches, and add the parts up again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.encode.interface import Encoded, PackedStates

SLICE = 8192
"""Code points of a text that are cut into tokens together, which bounds memory."""

_BREAK = re.compile(r"\s(?=\S)|[。！？；，、]")
_BREAK_REACH = 512
# The largest number of a signed byte of which the negative is one too.
_MOST = 127


class Slice(NamedTuple):
    """Part of text number `row` from code point `start`; `joined` when it starts inside a word."""

    row: int
    start: int
    text: str
    joined: bool


def slice_text(row: int, text: str) -> Iterator[Slice]:
    """Cut a text at least every 8,192 code points, after a space or Chinese punctuation where it can."""
    start = 0
    while start < len(text):
        end = start + SLICE
        if end < len(text):
            breaks = _BREAK.finditer(text, end - _BREAK_REACH, end)
            end = max((found.end() for found in breaks), default=end)
        yield Slice(row, start, text[start:end], joined=start > 0 and not text[start - 1].isspace())
        start = end


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Runs of tokens that go through a model in one piece, text after text.

    Attributes:
        starts: int64[w], first token of each window.
        sizes: int64[w], number of tokens, at least 1.
        rows: int64[w], the text of each.
    """

    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    rows: NDArray[np.int64]

    def batches(self, *, extra: int, tokens: int, places: int) -> Iterator[NDArray[np.int64]]:
        """Yield indices of windows to run together, the short ones first.

        Args:
            extra: Special tokens that each window gets.
            tokens: Most tokens in a batch, unless one window alone has more.
            places: Most windows times tokens of the longest, which bounds padding.
        """
        batch: list[int] = []
        total = 0
        for index in np.argsort(self.sizes, kind="stable").tolist():
            size = int(self.sizes[index]) + extra
            if batch and (total + size > tokens or (len(batch) + 1) * size > places):
                yield np.array(batch)
                batch, total = [], 0
            batch.append(index)
            total += size
        if batch:
            yield np.array(batch)


def split_rows(rows: NDArray[np.int64], longest: int) -> Windows:
    """Split texts, whose tokens `rows` bounds, into equal windows of at most `longest` tokens."""
    counts = np.diff(rows)
    parts = -(-counts // longest)
    owner = np.repeat(np.arange(len(counts)), parts)
    part = np.arange(len(owner)) - np.repeat(np.cumsum(parts) - parts, parts)
    starts = part * counts[owner] // parts[owner]
    ends = (part + 1) * counts[owner] // parts[owner]
    return Windows(rows[:-1][owner] + starts, ends - starts, owner)


def pack(states: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return float32[t, d] as int8[t, d] and float32[t], what a step of each row stands for."""
    scales = np.abs(states).max(axis=1, initial=0) / np.float32(_MOST)
    # Of numbers too small to divide by nothing is left.
    scales[scales < np.finfo(np.float32).tiny] = 1
    return np.rint(states / scales[:, None]).astype(np.int8), scales


def layout(lengths: NDArray[np.int64]) -> dict[str, NDArray[np.int64] | NDArray[np.int32]]:
    """Return what a graph needs to know of where the tokens of texts of some lengths stand (graph.py)."""
    longest = int(lengths.max())
    packed = np.flatnonzero(np.arange(longest) < lengths[:, None])
    padded = np.zeros(len(lengths) * longest, np.int64)
    padded[packed] = np.arange(len(packed))
    return {
        "padded": padded.reshape(len(lengths), longest),
        "packed": packed,
        "lengths": lengths.astype(np.int32),
    }


def pool(sums: NDArray[np.float32], tokens: PackedStates, early: PackedStates | None = None) -> Encoded:
    """Return what an encoder returns for the sums float32[n, d] of texts and the states of their tokens."""
    return Encoded(sums, np.diff(tokens.rows).astype(np.int32), tokens, early)
