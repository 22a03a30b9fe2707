"""How the summary says what was compared."""

from __future__ import annotations

import pytest

from align.report.summary import quantity


@pytest.mark.parametrize(
    ("count", "plural", "said"),
    [
        (2, "numbers", "2 numbers"),
        (1, "numbers", "1 number"),
        (1, "entities", "1 entity"),
        (1, "words with opposites", "1 word with opposites"),
        (1, "pairs judged", "1 pair judged"),
        (1, "target segments", "1 target segment"),
        (0, "words with opposites", "0 words with opposites"),
    ],
)
def test_quantities(count, plural, said):
    assert quantity(count, plural) == said
