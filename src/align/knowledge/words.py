"""Chinese words, by jieba.

Its dictionary takes about a second to build and a good part of one to load from its cache, so this
is for doubtful cases only.
"""

from __future__ import annotations

import logging
import warnings
from functools import cache
from math import log
from typing import Any

from align.storage import cache_folder
from align.text import to_simplified

# How often a name that jieba does not know counts as seen in its corpus of 60 million words.
_UNKNOWN = 20
# Characters on either side that can matter to where a word ends.
_CONTEXT = 12


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Return whether `[start, end)` of Chinese `text` is likelier a word of its own than parts of others.

    Compares the best cutting into words that has it as one with the best of all, by jieba's word
    frequencies: 海地 is no word in 沿海地區, which is 沿海 and 地區.
    """
    simplified = to_simplified(text)
    before, after = simplified[max(0, start - _CONTEXT) : start], simplified[end : end + _CONTEXT]
    name = simplified[start:end]
    tokenizer = _tokenizer()
    tokenizer.initialize()
    own = log(max(tokenizer.FREQ.get(name, 0), _UNKNOWN) / tokenizer.total)
    apart = _likelihood(before) + own + _likelihood(after)
    # The sums are rounded in another order where both cuttings are the same.
    return bool(apart >= _likelihood(before + name + after) - 1e-6)


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
    jieba.default_logger.setLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    # By default the cache lies in the shared temporary folder, where another user may have put it.
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(folder)
    except OSError:
        return tokenizer
    tokenizer.cache_file = f"jieba-{jieba.__version__}.cache"
    return tokenizer
