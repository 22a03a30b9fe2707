"""Words of either side that a dictionary links, or that keep company in the document itself."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np

from align.aligner.lattice import LONGEST, Band, Floats, Ints, Step
from align.aligner.units import Texts
from align.knowledge.glosses import Glosses, stems

# Texts count as at least so many when words are weighed by how rare they are.
_LEAST_TEXTS = 50
# Two words belong together when they do so in this share of the places where either stands, less one.
_LEAST_SHARE, _OWN_WEIGHT = 0.12, 1.5

Words = tuple[str, ...]
Weights = dict[int, float]
Places = Mapping[str, Sequence[int]]
"""The numbers of the texts that each word stands in, in order."""
Rows = Sequence[tuple[Ints, Floats]]
"""For each word of a text the texts of the other side, and what it weighs there."""


class Vocabulary:
    """Words of either side and what links them."""

    def __init__(self, source: Texts, target: Texts, glosses: Glosses) -> None:
        self._glosses = glosses
        self._chinese = 0 if source.is_chinese else 1
        self.source, self.target = (
            [glosses.words(text) if side.is_chinese else stems(text) for text in side.texts]
            for side in (source, target)
        )
        english = self.target if self._chinese == 0 else self.source
        frequencies = Counter(word for words in english for word in words)
        texts = max(len(english), _LEAST_TEXTS)
        self._weights = {
            word: math.log((texts + 1) / (count + 1)) / math.log(texts + 1)
            for word, count in frequencies.items()
        }

    @property
    def counts(self) -> tuple[Floats, Floats]:
        """float32[n] and float32[m], numbers of different words."""
        ours, theirs = (
            np.array([len(words) for words in side], np.float32) for side in (self.source, self.target)
        )
        return ours, theirs

    def tables(self, band: Band) -> tuple[dict[int, Floats], dict[int, Floats]]:
        """Return the weight of the words of each sentence that some word of a run is linked to.

        For either side, by the size of the run on the other: float32[cells].
        """
        is_first = self._chinese == 0
        chinese, english = (self.source, self.target) if is_first else (self.target, self.source)
        glossed = _places([dict.fromkeys(chain(*map(self._glosses.of, words))) for words in chinese])
        ours = _word_table(band, self._rows(band, chinese, _places(english)), transposed=not is_first)
        theirs = _word_table(band, self._stem_rows(band, english, glossed), transposed=is_first)
        return (ours, theirs) if is_first else (theirs, ours)

    def _rows(self, band: Band, chinese: Sequence[Words], places: Places) -> Iterator[Rows]:
        """Yield for each Chinese sentence what each of its words weighs in English ones near by."""
        low, high = band.windows(transposed=self._chinese == 1)
        for words, first, last in zip(chinese, low.tolist(), high.tolist(), strict=True):
            found = (self._linked(word, places, first, last) for word in words)
            yield [_sparse(row) for row in found if row]

    def _stem_rows(self, band: Band, english: Sequence[Words], glossed: Places) -> Iterator[Rows]:
        """Yield for each English sentence what each of its words weighs in Chinese ones near by."""
        low, high = band.windows(transposed=self._chinese == 0)
        for words, first, last in zip(english, low.tolist(), high.tolist(), strict=True):
            found = ((stem, _within(glossed.get(stem, ()), first, last)) for stem in words)
            yield [_sparse(dict.fromkeys(near, self._weights[stem])) for stem, near in found if near]

    def _linked(self, word: str, places: Places, low: int, high: int) -> Weights:
        """Return the weight of the rarest gloss of a Chinese word in each English sentence near by."""
        found: Weights = {}
        for stem in self._glosses.of(word):
            for j in _within(places.get(stem, ()), low, high):
                found[j] = max(found.get(j, 0.0), self._weights[stem])
        return found

    def learnt(self, band: Band, path: Sequence[Step]) -> Floats:
        """Return float32[cells]: how much the words of a pair of sentences keep company along a first path.

        The measure is the share of the places of either word that hold both, less one place, so that a
        pair of sentences does not speak for itself.
        """
        beads = [(i, j, a, b) for i, j, (a, b) in path if a and b]
        table = np.zeros(len(band), np.float32)
        partners = self._partners(beads)
        places = _places(self.target)
        n = band.size[0]
        for i in range(n):
            low, high, base = int(band.first[i]), int(band.last[i]) + 1, int(band.base[i])
            for word in self.source[i]:
                for other, weight in partners.get(word, ()):
                    for j in _within(places[other], low, high):
                        table[base + j] += weight
        return table

    def _partners(self, beads: Sequence[tuple[int, int, int, int]]) -> dict[str, list[tuple[str, float]]]:
        """Return for each source word the target words that keep it company, and how closely."""
        totals = (
            Counter(word for words in self.source for word in words),
            Counter(word for words in self.target for word in words),
        )
        homes: defaultdict[str, list[int]] = defaultdict(list)
        others: list[set[str]] = []
        for number, (i, j, a, b) in enumerate(beads):
            for word in {word for words in self.source[i : i + a] for word in words}:
                if totals[0][word] > 1:
                    homes[word].append(number)
            others.append({word for words in self.target[j : j + b] for word in words if totals[1][word] > 1})
        partners = {}
        for word, numbers in homes.items():
            together = Counter(other for number in numbers for other in others[number])
            found = [
                (other, min(1.0, _OWN_WEIGHT * share))
                for other, count in together.items()
                if count > 1
                and (share := _share(count, totals[0][word], totals[1][other], len(beads))) > _LEAST_SHARE
            ]
            if found:
                partners[word] = found
        return partners


def _share(together: int, ours: int, theirs: int, beads: int) -> float:
    """Return the share of places of two words that hold both, less one; 0 when chance explains it."""
    if together * beads <= 2 * ours * theirs:
        return 0.0
    return (together - 1) / max(1, ours + theirs - together)


def _places(texts: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Return the numbers of the texts that each word stands in, in order."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(texts):
        for word in words:
            places[word].append(number)
    return dict(places)


def _within(places: Sequence[int], low: int, high: int) -> Sequence[int]:
    return places[bisect_left(places, low) : bisect_left(places, high)]


def _sparse(row: Weights) -> tuple[Ints, Floats]:
    return np.fromiter(row.keys(), np.int64, len(row)), np.fromiter(row.values(), np.float32, len(row))


def _word_table(band: Band, texts: Iterable[Rows], *, transposed: bool) -> dict[int, Floats]:
    """Return for each size of run float32[cells]: the highest weight of each word in the run, added up."""
    table = {size: np.zeros(len(band), np.float32) for size in range(1, LONGEST + 1)}
    low, high = band.windows(transposed=transposed)
    for row, words in enumerate(texts):
        first, last = int(low[row]), int(high[row])
        if not words or first >= last:
            continue
        weights = np.zeros((len(words), last - first), np.float32)
        for number, (places, values) in enumerate(words):
            weights[number, places - first] = values
        places = np.arange(first, last)
        cells = band.base[places] + row if transposed else band.base[row] + places
        highest = weights
        for size in range(1, min(LONGEST, last - first) + 1):
            width = last - first - size + 1
            highest = np.maximum(highest[:, :width], weights[:, size - 1 :])
            table[size][cells[:width]] = highest.sum(0)
    return table
