"""What the lengths of two texts tell of how much the translation leaves out or adds."""

from __future__ import annotations

import math
from typing import NamedTuple

from align.text import LATIN_RUN, count_han
from align.types import Pair

_WORDS_PER_CHARACTER = 0.7
"""English words per Chinese character; the median of the WMT23 pairs is 0.71."""

_SMOOTHING = 5.0
"""Words added to both lengths before their ratio is taken, so that a heading's ratio means little."""


class Lengths(NamedTuple):
    """Lengths of a pair beside those of usual pairs.

    Attributes:
        shortfall: How much shorter than usual the target is, as the natural logarithm of the ratio of
            lengths, both smoothed; 0 when it is not shorter.
        excess: Likewise how much longer.
        characters: Logarithm of the number of Chinese characters plus 10.
    """

    shortfall: float
    excess: float
    characters: float


def measure(source: str, target: str, *, from_chinese: bool) -> Lengths:
    """Return the lengths of two texts, of which the first is the Chinese one or the second."""
    chinese, english = (source, target) if from_chinese else (target, source)
    characters = count_han(chinese)
    words = sum(run[0].isalpha() for run in LATIN_RUN.findall(english))
    # Without ideographs (a name or an address in Latin script) there is no length to expect.
    expected = _WORDS_PER_CHARACTER * characters if characters else words
    stretch = math.log((words + _SMOOTHING) / (expected + _SMOOTHING))
    stretch = stretch if from_chinese else -stretch
    return Lengths(max(0.0, -stretch), max(0.0, stretch), math.log(characters + 10))


def of_pair(pair: Pair) -> Lengths:
    """Return the lengths of a pair with text on both sides."""
    return measure(pair.source_text, pair.target_text, from_chinese=pair.source[0].language.is_chinese)
