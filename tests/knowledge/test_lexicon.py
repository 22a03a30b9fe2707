"""English words that are written small."""

import pytest

from align.knowledge import lexicon
from align.knowledge.lexicon import is_common


@pytest.mark.parametrize("word", ["Park", "Parks", "Agreement", "Officials", "looking", "Universities"])
def test_ordinary_words_are_common(word):
    assert is_common(word)


@pytest.mark.parametrize("word", ["Soldatov", "Rustenburg", "Xinjiang", "Netanyahu", "Microsoft"])
def test_names_are_not(word):
    assert not is_common(word)


def test_words_are_read_from_the_cache(monkeypatch):
    lexicon._stems.cache_clear()
    monkeypatch.setattr(lexicon, "recall", lambda _: b"soldatov")
    assert is_common("Soldatov")
    assert not is_common("Park")
    lexicon._stems.cache_clear()
