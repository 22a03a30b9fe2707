"""Names drawn from CC-CEDICT."""

import pytest

from align.knowledge import cedict


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """A loader with an empty cache of its own."""
    monkeypatch.setattr("align.storage.cache_folder", lambda: tmp_path)
    cedict.load.cache_clear()
    yield cedict.load
    cedict.load.cache_clear()


def test_names_are_found_longest_first():
    found = [(m.text, m.concepts[0].english[0]) for m in cedict.load().find("科倫坡與北大西洋公約組織")]
    assert found == [("科倫坡", "Colombo"), ("北大西洋公約組織", "North Atlantic Treaty Organization")]


def test_glosses_lead_back_to_chinese():
    assert set(cedict.load().chinese_of("Nigeria")) == {"尼日利亚", "奈及利亚"}
    assert cedict.load().chinese_of("Nowhere") == ()


@pytest.mark.parametrize("word", ["整天", "公司", "完美"])
def test_ordinary_words_are_no_names(word):
    assert cedict.load().find(word) == ()


def test_cache_is_written_and_read(fresh, tmp_path):
    first = fresh().chinese_of("Colombo")
    (stored,) = tmp_path.iterdir()
    cedict.load.cache_clear()
    assert fresh().chinese_of("Colombo") == first
    for damage in (b"{}x", b"{}", stored.read_bytes()[:-100]):
        stored.write_bytes(damage)
        cedict.load.cache_clear()
        assert fresh().chinese_of("Colombo") == first
