"""Chinese words, by jieba.

Its dictionary takes about a second to build and a good part of one to load from its cache, so this
is for doubtful cases only.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from math import log
from typing import Any

from align import __version__
from align.storage import cache_folder
from align.text import to_simplified

# How often a name that jieba does not know counts as seen in its corpus of 60 million words.
_UNKNOWN = 20
# How often a word is seen in it that may end a compound of the name.
_COMMON = 1000
# Characters on either side that can matter to where a word ends.
_CONTEXT = 12


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Return whether `[start, end)` of Chinese `text` is likelier a word of its own than parts of others.

    Compares the best cutting into words that has it as one with the best of all, by jieba's word
    frequencies: 海地 is no word in 沿海地區, which is 沿海 and 地區.
    """
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    before, name, after = map(to_simplified, (before, text[start:end], after))
    tokenizer = _tokenizer()
    apart = max(
        _likelihood(before) + log(frequency / tokenizer.total) + _likelihood(after[length:])
        for length, frequency in _extents(name, after, tokenizer.FREQ)
    )
    # The sums are rounded in another order where both cuttings are the same.
    return bool(apart >= _likelihood(before + name + after) - 1e-6)


def cut(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of Chinese `text` start and end; every character is in one."""
    for _, start, end in _tokenizer().tokenize(to_simplified(text)):
        yield start, end


def _extents(name: str, after: str, known: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Yield how far beyond the name words reach that are it alone or it and a common word, and how common.

    瑞士政府 is one word to jieba; it says as much for 瑞士 as two words would.
    """
    yield 0, max(known.get(name, 0), _UNKNOWN)
    for length in range(2, len(after) + 1):
        joined = known.get(name + after[:length])
        if joined and known.get(after[:length], 0) >= _COMMON:
            yield length, joined


def _likelihood(text: str) -> float:
    """Return the log probability of the best cutting of `text`."""
    if not text:
        return 0.0
    route: dict[int, tuple[float, int]] = {}
    tokenizer = _tokenizer()
    tokenizer.calc(text, tokenizer.get_DAG(text), route)
    return route[0][0]


@cache
def _tokenizer() -> Any:  # noqa: ANN401 - jieba has no types
    with warnings.catch_warnings():
        # Its sources use escapes and a package that newer Pythons and setuptools warn about.
        warnings.simplefilter("ignore")
        import jieba
    # A cache that cannot be read or written is no error of ours, and jieba would log a traceback.
    jieba.default_logger.setLevel(logging.CRITICAL + 1)
    tokenizer = jieba.Tokenizer()
    # By default the cache lies in the shared temporary folder, where another user may have put it.
    # In a folder that cannot be used jieba keeps none.
    folder = cache_folder()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    tokenizer.tmp_dir = str(folder)
    tokenizer.cache_file = f"jieba-{jieba.__version__}-{__version__}.cache"
    tokenizer.initialize()
    return tokenizer
