"""Whether text behind a sentence is still inside a quotation, which a translation seldom changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from align.aligner.lattice import Floats

_OPENING, _CLOSING = "“「『‘", "”」』"
_EITHER = "\"'’＂"
# What may stand before a mark that opens, and before or behind one that closes.
_BEFORE = "([—–-，、：:"
_ENDED, _BEHIND = "。！？", ".,;:!?)]—–-，。："


def states_after(texts: Sequence[str]) -> Floats:
    """Return float32[n]: 1 when what follows a text is quoted, -1 when it is not, 0 when that is in doubt.

    The last mark before and the first one behind have to tell the same: a mark may be missing, and an
    apostrophe may look like one.
    """
    marks = [list(_marks(text)) for text in texts]
    before = np.zeros(len(texts), np.float32)
    behind = np.zeros(len(texts), np.float32)
    state = 0
    for number, found in enumerate(marks):
        state = found[-1] if found else state
        before[number] = state
    state = 0
    for number in range(len(texts) - 1, -1, -1):
        behind[number] = state
        state = -marks[number][0] if marks[number] else state
    return np.where(before == behind, before, 0).astype(np.float32)


def _marks(text: str) -> Iterator[int]:
    """Yield 1 for each quotation mark that opens and -1 for each that closes."""
    for place, char in enumerate(text):
        if char in _OPENING:
            yield 1
        elif char in _CLOSING:
            yield -1
        elif char in _EITHER:
            sense = _sense(text[place - 1 : place] or " ", text[place + 1 : place + 2] or " ")
            if sense:
                yield sense


def _sense(before: str, behind: str) -> int:
    """Return which way a mark that looks the same at both ends faces, or 0 when nothing tells."""
    opens = before.isspace() or before in _BEFORE
    closes = behind.isspace() or behind in _BEHIND or before in _ENDED
    return 0 if opens == closes else 1 if opens else -1
