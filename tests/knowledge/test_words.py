"""Whether a name stands as a word of its own."""

import os
import tempfile

import pytest

from align.knowledge import words
from align.knowledge.words import cut, is_whole_word


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("沿海地區的漁民", "海地", False),
        ("海地的漁民", "海地", True),
        ("西南海域", "南海", False),
        ("南海的爭端", "南海", True),
        ("資金門檻", "金門", False),
        ("金門與馬祖", "金門", True),
        ("尼日軍政府驅逐大使", "尼日", True),
        ("尼日利亞驅逐大使", "尼日", False),
        ("瑞士政府", "瑞士", True),
        ("伊朗政府", "伊朗", True),
        ("英国外交部", "英国", True),
    ],
)
def test_names_at_word_borders(text, name, whole):
    start = text.index(name)
    assert is_whole_word(text, start, start + len(name)) is whole


def test_cache_lies_in_the_users_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("align.knowledge.words.cache_folder", lambda: tmp_path / "own")
    monkeypatch.setattr(tempfile, "gettempdir", lambda: os.devnull)
    words._tokenizer.cache_clear()
    try:
        assert is_whole_word("海地的漁民", 0, 2)
        assert [path.name.startswith("jieba-") for path in (tmp_path / "own").iterdir()] == [True]
    finally:
        words._tokenizer.cache_clear()


def test_unusable_folder_means_no_cache(tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("")
    (tmp_path / "shared").mkdir()
    monkeypatch.setattr("align.knowledge.words.cache_folder", lambda: tmp_path / "file" / "below")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "shared"))
    words._tokenizer.cache_clear()
    try:
        assert is_whole_word("海地的漁民", 0, 2)
        assert list((tmp_path / "shared").iterdir()) == []
        assert caplog.records == []
    finally:
        words._tokenizer.cache_clear()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("總參謀部表示反對", ["總參謀部", "表示", "反對"]),
        ("总参谋部表示反对", ["总参谋部", "表示", "反对"]),
        ("出口 GDP 3.2億", ["出口", " ", "GDP", " ", "3.2", "億"]),
        ("", []),
    ],
)
def test_words_of_both_scripts_and_everything_between_them(text, words):
    assert [text[start:end] for start, end in cut(text)] == words
