"""What is known of the sentences or blocks of one side, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from align.aligner.lattice import Floats, Ints
from align.encode import PackedStates

# How much longer one side may be on the whole, once both are counted in the same unit.
_MOST_UNEVEN = 1.6


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Blocks or sentences of one side.

    Attributes:
        sums: float32[n, d], sums of token vectors.
        counts: float32[n], numbers of tokens.
        lengths: float32[n], lengths in a unit in which both sides are about equally long.
        mean: float32[d], the mean token vector of the side.
    """

    sums: Floats
    counts: Floats
    lengths: Floats
    mean: Floats

    def __len__(self) -> int:
        return len(self.counts)

    def part(self, rows: range | Ints) -> Units:
        """Return some of the units: a range, or int64[k] in an order of its own."""
        chosen = slice(rows.start, rows.stop) if isinstance(rows, range) else rows
        if not isinstance(rows, range) and np.array_equal(rows, np.arange(len(self))):
            # As they are, without a copy.
            chosen = slice(None)
        return Units(self.sums[chosen], self.counts[chosen], self.lengths[chosen], self.mean)

    def joined(self, owners: Ints, count: int) -> Units:
        """Return `count` larger units; unit i goes into `owners[i]`."""
        sums = np.zeros((count, self.sums.shape[1]), np.float32)
        np.add.at(sums, owners, self.sums)
        return Units(
            sums,
            np.bincount(owners, self.counts, minlength=count).astype(np.float32),
            np.bincount(owners, self.lengths, minlength=count).astype(np.float32),
            self.mean,
        )

    def centred(self) -> Floats:
        """Return float32[n, d], the sums of token vectors less their mean; sums of rows are those of runs."""
        return np.asarray(self.sums - self.counts[:, None] * self.mean, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Sentences of one side.

    Attributes:
        units: Their vectors and lengths.
        texts: What they say.
        tokens: The states of their tokens.
        order: int64[n], the place of each among `tokens`.
        is_chinese: The language.
        usual: float32[d], the mean token state of the language at large, if known.
    """

    units: Units
    texts: tuple[str, ...]
    tokens: PackedStates
    order: Ints
    is_chinese: bool
    usual: Floats | None = None


def similarity(source: Units, target: Units) -> float:
    """Return the cosine of all source units together and all target units together."""
    ours, theirs = source.centred().sum(0), target.centred().sum(0)
    norms = float(np.linalg.norm(ours) * np.linalg.norm(theirs))
    return float(ours @ theirs) / norms if norms else 0.0


def length_ratio(source: Units, target: Units) -> float:
    """Return the length of target text for one of source text.

    A side that lacks much of the other must not pass for a terse translation of all of it.
    """
    ratio = max(1.0, float(target.lengths.sum())) / max(1.0, float(source.lengths.sum()))
    return min(max(ratio, 1 / _MOST_UNEVEN), _MOST_UNEVEN)
