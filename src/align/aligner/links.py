"""Which sentence each token is nearest to."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from align.aligner.lattice import LONGEST, Band, Floats, Ints
from align.aligner.product import product
from align.aligner.units import Texts
from align.encode import PackedStates
from align.states import mean_vector

# How sharply a token chooses among the sentences near by, and what a token without any link counts.
_SHARPNESS = 20.0
_UNLINKED = 0.01
# Sentences whose tokens are compared at once, and those they are compared with.
_ROWS, _COLUMNS = 16, 64
# Tokens of one text that are compared.
_MOST_TOKENS = 512
# Texts whose tokens are unpacked at once.
_TEXTS = 128


def token_links(source: Texts, target: Texts, band: Band) -> tuple[dict[int, Floats], dict[int, Floats]]:
    """Return what the tokens of each sentence say of each run near by, by the size of the run.

    Each token shares itself out among the sentences near by: exp of the highest cosine it has with a token of
    each. A run gets the sum, over the tokens of the sentence, of the log of what they give to it.
    """
    centres = [_token_mean(side) for side in (source, target)]
    forward = _tabulate(_Compared(source, target, *centres), band, transposed=False)
    backward = _tabulate(_Compared(target, source, *centres[::-1]), band, transposed=True)
    return forward, backward


def _token_mean(side: Texts) -> Floats:
    """Return float32[d], the mean state of the tokens of a side."""
    tokens = side.tokens
    total = np.zeros(tokens.values.shape[1], np.float64)
    count = 0
    for start in range(0, len(side.order), _TEXTS):
        at, _ = token_places(tokens, side.order[start : start + _TEXTS])
        total += tokens.scales[at] @ tokens.values[at].astype(np.float32)
        count += len(at)
    usual = side.usual if side.usual is not None and len(side.usual) == len(total) else None
    return mean_vector(total[None].astype(np.float32), np.array([count], np.float32), usual)


def token_places(tokens: PackedStates, texts: Ints) -> tuple[Ints, Ints]:
    """Return the places of the tokens of some texts, text after text, and how many each has.

    Of a text of very many tokens some are taken at equal distances, so that comparing stays cheap.
    """
    ranges = []
    for text in texts:
        start, stop = int(tokens.rows[text]), int(tokens.rows[text + 1])
        kept = min(stop - start, _MOST_TOKENS)
        ranges.append(start + np.arange(kept) * (stop - start) // max(1, kept))
    counts = np.array([len(one) for one in ranges], np.int64)
    return np.concatenate([*ranges, np.zeros(0, np.int64)]), counts


class _Compared:
    """The tokens of sentences of one side against sentences of the other."""

    def __init__(self, ours: Texts, theirs: Texts, our_mean: Floats, their_mean: Floats) -> None:
        self._sides = (ours, our_mean), (theirs, their_mean)

    def __call__(self, rows: range, columns: range) -> tuple[Floats, Ints]:
        """Compare the tokens of some of our sentences with some of theirs.

        Returns:
            float32[t, c], the highest cosine of each token with one of each sentence, and int64[t], the
            sentence that each token stands in, counted from the first.
        """
        mine, owners = self._states(0, rows)
        highest = np.full((len(mine), len(columns)), -1, np.float32)
        for start in range(columns.start, columns.stop, _COLUMNS):
            part = range(start, min(start + _COLUMNS, columns.stop))
            others, their_owners = self._states(1, part)
            if len(mine) and len(others):
                present, firsts = np.unique(their_owners, return_index=True)
                at = present + start - columns.start
                highest[:, at] = np.maximum.reduceat(product(mine, others.T), firsts, axis=1)
        return highest, owners

    def _states(self, side: int, sentences: range) -> tuple[Floats, Ints]:
        """Return the centred unit states of the tokens of sentences, and the sentence of each."""
        texts, mean = self._sides[side]
        tokens = texts.tokens
        places = texts.order[sentences.start : sentences.stop]
        at, counts = token_places(tokens, places)
        owners = np.repeat(np.arange(len(places)), counts)
        states = tokens.values[at] * tokens.scales[at, None] - mean
        norms = np.linalg.norm(states, axis=1, keepdims=True)
        return np.asarray(states / np.where(norms == 0, 1, norms), np.float32), owners


def _tabulate(compare: _Compared, band: Band, *, transposed: bool) -> dict[int, Floats]:
    """Return for each size of run float32[cells]: sums of logs of what tokens give to the run at a cell.

    Rows of the table are those of the band, or its columns when `transposed`.
    """
    low, high = band.windows(transposed=transposed)
    table = {size: np.zeros(len(band), np.float32) for size in range(1, LONGEST + 1)}
    for start in range(0, len(low), _ROWS):
        rows = range(start, min(start + _ROWS, len(low)))
        columns = range(int(low[rows[0]]), max(int(high[rows[-1]]), int(low[rows[0]])))
        highest, owners = compare(rows, columns)
        if highest.size:
            _share_out(highest, low[start + owners] - columns.start, high[start + owners] - columns.start)
            for size, sums in _runs(highest, owners, len(rows)):
                _place(band, table[size], sums, rows, columns, low, high, transposed=transposed)
    return table


def _share_out(highest: Floats, low: Ints, high: Ints) -> None:
    """Turn cosines float32[t, c] into shares that add up to 1 within each token's own window, in place."""
    places = np.arange(highest.shape[1])
    highest[(places < low[:, None]) | (places >= high[:, None])] = -np.inf
    top = highest.max(axis=1, keepdims=True)
    np.subtract(highest, np.where(np.isfinite(top), top, 0), out=highest)
    np.exp(_SHARPNESS * highest, out=highest)
    highest /= np.maximum(highest.sum(axis=1, keepdims=True), 1e-9)


def _runs(shares: Floats, owners: Ints, count: int) -> Iterator[tuple[int, Floats]]:
    """Yield each size of run and float32[sentences, starts], the sums of logs over a sentence's tokens."""
    present, firsts = np.unique(owners, return_index=True)
    total = np.zeros_like(shares)
    for size in range(1, min(LONGEST, shares.shape[1]) + 1):
        width = shares.shape[1] - size + 1
        total = total[:, :width] + shares[:, size - 1 :]
        sums = np.zeros((count, width), np.float32)
        sums[present] = np.add.reduceat(np.log(total + np.float32(_UNLINKED)), firsts, axis=0)
        yield size, sums


def _place(
    band: Band,
    table: Floats,
    sums: Floats,
    rows: range,
    columns: range,
    low: Ints,
    high: Ints,
    *,
    transposed: bool,
) -> None:
    """Write sums float32[rows, starts] to the cells of the band that they belong to."""
    for row in rows:
        first, last = int(low[row]), min(int(high[row]), columns.start + sums.shape[1])
        if first < last:
            values = sums[row - rows.start, first - columns.start : last - columns.start]
            places = np.arange(first, last)
            table[band.base[places] + row if transposed else band.base[row] + places] = values
