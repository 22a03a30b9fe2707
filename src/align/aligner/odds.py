"""How likely two texts translate one another, by what they mean, the dictionary and their length.

A logistic model of three figures: the cosine, the share of content words that a gloss links, and the number
of tokens of the shorter text, with which the others tell more. `bench/fit_odds.py` finds the weights on
news and names: texts beside their translations, and beside those of others in the same document.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from align.aligner.lattice import Floats, Ints
from align.aligner.product import product
from align.aligner.units import Units, similarity
from align.knowledge.glosses import Glosses, stems

FIGURES = ("constant", "cosine", "share", "longer", "share_longer")
"""Names of the figures of two texts, in the order of `figures`."""
_WEIGHTS = np.array([-8.9, 17.4, 11.1, -2.46, 4.51], np.float32)
_USUAL_TOKENS, _FEWEST, _MOST = 20, 2, 80
# Log odds that blocks which the order puts together belong together, before anybody reads them: of those that
# are in doubt one in twenty does not; of headings, which are translated freely and seldom changed for others,
# one in two hundred.
_BEFORE, _BEFORE_HEADINGS = math.log(19), math.log(199)
# The doubt that is always left.
_DOUBT = 0.005
# Log odds from which texts may translate one another, and tokens of the shorter one from which this can be
# told. The lowest of 4,000 human translations of news is -4.2, the lowest of 1,600 names -4.9.
_UNLIKE, _LEAST_TOKENS = -5.0, 4
COSINE_WEIGHT = float(_WEIGHTS[FIGURES.index("cosine")])
"""Log odds that a cosine of 1 counts for."""


def figures(cosines: Floats | float, shares: Floats | float, tokens: Floats | float) -> Floats:
    """Return what the model weighs.

    Args:
        cosines: float32[...].
        shares: float32[...], the content words of both that a gloss links, as a share of all of them.
        tokens: float32[...], numbers of tokens of the shorter text.

    Returns:
        float32[..., figures].
    """
    longer = np.log(np.clip(tokens, _FEWEST, _MOST) / _USUAL_TOKENS)
    found = np.ones_like(longer), cosines, shares, longer, longer * shares
    return np.stack([np.asarray(one, np.float32) for one in found], axis=-1)


def log_odds(cosines: Floats | float, shares: Floats | float, tokens: Floats | float) -> Floats:
    """Return how much likelier texts are translations of one another than of others in the document.

    Args and shapes are those of `figures`; these are natural logarithms of odds.
    """
    return np.asarray(product(figures(cosines, shares, tokens), _WEIGHTS), np.float32)


def likely(odds: float, *, are_headings: bool = False) -> float:
    """Return the probability that two texts which the order puts together translate one another."""
    before = _BEFORE_HEADINGS if are_headings else _BEFORE
    return min(max(1 / (1 + math.exp(-odds - before)), _DOUBT), 1 - _DOUBT)


class Read(NamedTuple):
    """A text as the dictionary sees it.

    Attributes:
        words: Its content words: Chinese words, or stems of English ones.
        glosses: For each the stems that gloss it; empty for English.
    """

    words: tuple[str, ...]
    glosses: tuple[tuple[str, ...], ...] = ()


class Matcher:
    """Compares Chinese texts with English ones.

    Args:
        chinese: Vectors of the Chinese texts.
        english: Vectors of the English texts.
        texts: What both say.
        glosses: The dictionary.
    """

    def __init__(
        self, chinese: Units, english: Units, texts: tuple[Sequence[str], Sequence[str]], glosses: Glosses
    ) -> None:
        self._units = chinese, english
        self._texts = texts
        self._glosses = glosses
        self._read: tuple[dict[int, Read], dict[int, Read]] = {}, {}

    def odds(self, ours: Sequence[int], theirs: Sequence[int]) -> float:
        """Return the log odds of some Chinese texts and some English ones, both taken together."""
        return float(log_odds(*self.facts(ours, theirs)))

    def facts(self, ours: Sequence[int], theirs: Sequence[int]) -> tuple[float, float, float]:
        """Return the cosine, the share of linked words and the number of tokens of both taken together."""
        tokens = float(min(self._units[0].counts[[*ours]].sum(), self._units[1].counts[[*theirs]].sum()))
        share = _share(self._reads(0, ours), self._reads(1, theirs))
        return self.cosine(ours, theirs), share, tokens

    def cosine(self, ours: Sequence[int], theirs: Sequence[int]) -> float:
        """Return the cosine of some Chinese texts and some English ones, both taken together."""
        parts = (
            units.part(np.array(rows, np.int64))
            for units, rows in zip(self._units, (ours, theirs), strict=True)
        )
        return similarity(*parts)

    def are_possible(self, ours: Sequence[int], theirs: Sequence[int]) -> bool:
        """Return whether texts may translate one another, however badly; of a few tokens nobody can tell."""
        tokens = min(self._units[0].counts[[*ours]].sum(), self._units[1].counts[[*theirs]].sum())
        return bool(tokens < _LEAST_TOKENS) or self.odds(ours, theirs) > _UNLIKE

    def grid(self, ours: Ints, theirs: Ints) -> Floats:
        """Return float32[n, m], the log odds of each Chinese text with each English one."""
        chinese, english = self._units[0].part(ours), self._units[1].part(theirs)
        cosines = _cosines(chinese, english)
        shares = _shares(self._reads(0, ours.tolist()), self._reads(1, theirs.tolist()))
        tokens = np.minimum(chinese.counts[:, None], english.counts[None, :])
        return log_odds(cosines, shares, tokens)

    def _reads(self, side: int, rows: Iterable[int]) -> list[Read]:
        known, texts = self._read[side], self._texts[side]
        found = []
        for row in rows:
            if row not in known:
                known[row] = _read(texts[row], self._glosses) if side == 0 else Read(stems(texts[row]))
            found.append(known[row])
        return found


def _read(chinese: str, glosses: Glosses) -> Read:
    words = glosses.words(chinese)
    return Read(words, tuple(glosses.of(word) for word in words))


def _share(chinese: Sequence[Read], english: Sequence[Read]) -> float:
    """Return the content words of both sides that a gloss links, as a share of all of them."""
    words = {word: found for one in chinese for word, found in zip(*one, strict=True)}
    others = {word for one in english for word in one.words}
    linked = sum(not others.isdisjoint(found) for found in words.values())
    linked += len(others.intersection(stem for found in words.values() for stem in found))
    return linked / max(1, len(words) + len(others))


def _shares(chinese: Sequence[Read], english: Sequence[Read]) -> Floats:
    """Return float32[n, m], `_share` of each Chinese text with each English one."""
    stem_of = {stem: n for n, stem in enumerate(dict.fromkeys(word for one in english for word in one.words))}
    glossed = {
        word: [stem_of[stem] for stem in found if stem in stem_of]
        for one in chinese
        for word, found in zip(*one, strict=True)
    }
    linked = {word: n for n, word in enumerate(word for word, found in glossed.items() if found)}
    # Which stem stands in which text, which text has which word, which word a gloss in which text.
    has_stem = np.zeros((len(stem_of), len(english)), np.float32)
    for j, one in enumerate(english):
        has_stem[[stem_of[word] for word in one.words], j] = 1
    has_word = np.zeros((len(chinese), len(linked)), np.float32)
    for i, one in enumerate(chinese):
        has_word[i, [linked[word] for word in one.words if word in linked]] = 1
    has_gloss = np.zeros((len(linked), len(english)), np.float32)
    for word, n in linked.items():
        has_gloss[n] = has_stem[glossed[word]].max(axis=0)
    is_glossed = np.zeros((len(chinese), len(stem_of)), np.float32)
    for i, one in enumerate(chinese):
        is_glossed[i, [stem for word in one.words for stem in glossed[word]]] = 1
    found = product(has_word, has_gloss) + product(is_glossed, has_stem)
    sizes = [np.array([len(one.words) for one in side], np.float32) for side in (chinese, english)]
    return np.asarray(found / np.maximum(sizes[0][:, None] + sizes[1][None, :], 1), np.float32)


def _cosines(source: Units, target: Units) -> Floats:
    sides = []
    for units in (source, target):
        vectors = units.centred()
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        sides.append(vectors / np.where(norms == 0, 1, norms))
    return np.asarray(product(sides[0], sides[1].T), np.float32)
