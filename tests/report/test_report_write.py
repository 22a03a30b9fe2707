import os
import subprocess
import sys
from pathlib import Path

import pytest

from align.errors import ConfigError
from align.report import REPORTERS, load, render, write


def test_writes_characters_as_they_are(tmp_path):
    path = tmp_path / "report.txt"
    write("格魯烏\r\nGRU\n", path)
    assert path.read_bytes() == "格魯烏\r\nGRU\n".encode()
    assert [p.name for p in tmp_path.iterdir()] == ["report.txt"]


def test_a_lone_surrogate_does_not_stop_the_report(tmp_path):
    write("a\ud800b", tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == "a\\ud800b"


def test_replaces_and_keeps_the_rights(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("old")
    path.chmod(0o640)
    write("new", path)
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_not_private(tmp_path):
    mask = os.umask(0o022)
    try:
        write("new", tmp_path / "report.txt")
    finally:
        os.umask(mask)
    assert (tmp_path / "report.txt").stat().st_mode & 0o777 == 0o644


def test_follows_a_link(tmp_path):
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    write("new", link)
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_device_is_written_and_not_replaced():
    write("text", Path("/dev/null"))
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("step", ["write", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, step):
    path = tmp_path / "report.txt"
    path.write_text("old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        monkeypatch.setattr("align.storage.shutil.copymode", fail)
    with pytest.raises(ConfigError, match="no space left on device"):
        write("new", path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.txt"]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ConfigError) as caught:
        write("new", tmp_path / "missing" / "report.txt")
    assert "cannot write the report to" in caught.value.message
    assert "no such file or directory" in caught.value.message
    assert str(tmp_path / "missing") in caught.value.hint


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ConfigError, match="it is a folder"):
        write("new", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_rights(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    # Root may write anywhere, so the rights themselves would show nothing there.
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ConfigError, match="permission denied"):
        write("new", tmp_path / "report.txt")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_lists_the_known_ones():
    with pytest.raises(ConfigError) as caught:
        load("yaml")
    assert caught.value.message == "unknown format 'yaml'"
    assert caught.value.hint == f"choose one of {', '.join(REPORTERS)}"


@pytest.mark.parametrize("name", REPORTERS)
def test_nothing_checked(name, options, make_result):
    text = render(name, make_result(), options)
    assert text == "" if name == "jsonl" else text.endswith("\n")


@pytest.mark.parametrize(("name", "heavy"), [("full", "jinja2"), ("json", "click"), ("json", "jinja2")])
def test_a_format_imports_only_what_it_needs(name, heavy):
    code = f"import sys, align.report as r; r.load({name!r}); sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
