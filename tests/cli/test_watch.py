"""`align check --watch`: as its own process, since it ends by a signal."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from .conftest import BAD, CLEAN, COMMAND, environment

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals as on Unix")

# Far more than any step takes; nothing is measured.
_PATIENCE = 100


class Watching:
    """A process that watches, and the lines that it prints."""

    def __init__(self, folder: Path, *args: str) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, "check", "--watch", "--format", "concise", *args],
            cwd=folder,
            env=environment(PYTHONUNBUFFERED="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            # What a shell starts in the background ignores the signal, and so would its children.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self._lines.put(line)

    def until(self, *parts: str) -> str:
        """Return what is printed up to the line that holds one of `parts`."""
        said = ""
        while not any(part in said for part in parts):
            said += self._lines.get(timeout=_PATIENCE)
        return said

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(_PATIENCE)


@pytest.fixture
def watching(tmp_path):
    started = []

    def start(*args: str) -> Watching:
        started.append(Watching(tmp_path, *args))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait()
        one.process.stdout.close()


def save(path: Path, text: str) -> None:
    """Save as editors do: write another file and put it in place."""
    other = path.with_name("~saving")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


def test_checks_again_when_a_file_is_saved(watching, tmp_path):
    brief, config = tmp_path / "b.md", tmp_path / "align.toml"
    brief.write_text(BAD, encoding="utf-8")
    one = watching("b.md")
    said = one.until("Ctrl-C stops")
    assert "GRU rendered as KGB" in said
    assert "align: watching 1 file; " in said
    save(config, 'fail-on = "minor"\n')
    one.until("Ctrl-C stops")
    save(brief, CLEAN)
    assert "no findings" in one.until("Ctrl-C stops")
    save(config, "fail-on = ")
    assert "is not valid TOML" in one.until("Ctrl-C stops")
    save(config, 'ignore = ["entity", "omission"]\n')
    one.until("Ctrl-C stops")
    save(brief, BAD)
    assert "no findings" in one.until("Ctrl-C stops")
    brief.unlink()
    assert "b.md does not exist" in one.until("Ctrl-C stops")
    assert one.stop() == 0
    said = one.until("stopped")
    assert "Traceback" not in said


def test_sees_new_files_in_a_folder_and_not_its_own_reports(watching, tmp_path):
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "a.md").write_text(CLEAN, encoding="utf-8")
    one = watching("briefs", "--report", "concise=briefs/report.txt")
    assert "no findings" in one.until("Ctrl-C stops")
    (tmp_path / "briefs" / "b.md").write_text(BAD, encoding="utf-8")
    assert "GRU rendered as KGB" in one.until("Ctrl-C stops")
    assert one.stop() == 0


def test_the_encoder_is_loaded_once(tmp_path, monkeypatch):
    from align import encode
    from align.cli import main, watch

    (tmp_path / "b.md").write_text(CLEAN, encoding="utf-8")
    loaded = []
    monkeypatch.chdir(tmp_path)
    load = encode.load
    monkeypatch.setattr(encode, "load", lambda name: loaded.append(name) or load(name))

    def three_times(check, files) -> int:
        for _ in range(3):
            check()
        assert {Path(path).name for path in files() if Path(path).exists()} == {"b.md"}
        return 0

    monkeypatch.setattr(watch, "watch", three_times)
    assert main.main(["check", "b.md", "--watch", "-q"], standalone_mode=False) == 0
    assert loaded == ["bundled"]
