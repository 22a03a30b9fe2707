"""The starter files work as they stand, and nothing is ever overwritten."""

import os
import tomllib
from pathlib import Path

import pytest

from align.config import KEYS, Settings, load_settings
from align.errors import ConfigError
from align.init import STARTER_NAMES, config_text, describe_starter, hook_text, termbase_text, write_starter

ROOT = Path(__file__).parent.parent


def test_the_starter_config_says_exactly_the_defaults(tmp_path):
    assert write_starter(tmp_path) == tuple(tmp_path / name for name in STARTER_NAMES)
    assert load_settings(tmp_path) == Settings()
    assert load_settings(tmp_path).origin == tmp_path / "align.toml"
    assert tuple(tomllib.loads(config_text())) == KEYS


def test_each_key_is_explained():
    lines = config_text().splitlines()
    for key in KEYS:
        place = next(number for number, line in enumerate(lines) if line.startswith(f"{key} ="))
        assert lines[place - 1].startswith("# ")


def test_the_starter_termbase_can_be_read(tmp_path):
    termbase = pytest.importorskip("align.knowledge.termbase")
    write_starter(tmp_path)
    text = (tmp_path / "terms.tsv").read_text(encoding="utf-8")
    assert tuple(termbase.parse(text, "terms.tsv")) == ()
    header, *notes = termbase_text().splitlines()
    assert header.split("\t") == list(termbase.COLUMNS)
    examples = [note.removeprefix("# ") for note in notes if "\t" in note]
    concepts = [concept for concept, _ in termbase.parse("\n".join([header, *examples]), "examples")]
    assert [concept.id for concept in concepts] == ["own-soldatov", "own-grey-zone"]


def test_files_that_exist_are_left_alone(tmp_path):
    (tmp_path / "terms.tsv").write_text("mine")
    written = write_starter(tmp_path)
    assert written == (tmp_path / "align.toml",)
    assert (tmp_path / "terms.tsv").read_text() == "mine"
    told = describe_starter(tmp_path, written)
    assert f"wrote {tmp_path / 'align.toml'}\nleft {tmp_path / 'terms.tsv'} alone: it exists\n" in told
    assert hook_text() in told
    assert write_starter(tmp_path) == ()


def test_no_config_where_settings_are_already(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.align]\nencoder = 'bundled'\n")
    written = write_starter(tmp_path)
    assert written == (tmp_path / "terms.tsv",)
    assert "align.toml alone: this folder has settings already" in describe_starter(tmp_path, written)


def test_a_dangling_link_is_left_alone(tmp_path):
    (tmp_path / "terms.tsv").symlink_to(tmp_path / "nowhere")
    assert write_starter(tmp_path) == (tmp_path / "align.toml",)
    assert not (tmp_path / "nowhere").exists()


def test_nothing_else_is_left_behind(tmp_path):
    write_starter(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(STARTER_NAMES)


def test_files_are_as_open_as_the_umask_says(tmp_path):
    before = os.umask(0o027)
    try:
        write_starter(tmp_path)
    finally:
        os.umask(before)
    assert (tmp_path / "align.toml").stat().st_mode & 0o777 == 0o640


def test_without_hard_links(tmp_path, monkeypatch):
    def refuse(self, target):
        raise PermissionError("no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert len(write_starter(tmp_path)) == 2
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_used(tmp_path):
    with pytest.raises(ConfigError, match="there is no folder"):
        write_starter(tmp_path / "none")
    (tmp_path / "align.toml").write_text("selct = []")
    with pytest.raises(ConfigError, match="unknown key 'selct'"):
        write_starter(tmp_path)


def test_the_hook_is_the_one_that_the_repository_offers():
    offered = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    for line in ("id: align-check", "entry: align check", "types_or: [markdown, plain-text]"):
        assert line in offered
        assert line in hook_text()
    assert "require_serial: true" in offered
    assert "rev: v1.2.3" in hook_text(revision="v1.2.3")
