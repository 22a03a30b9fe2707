"""What the terminal can show, and the bar on it."""

from __future__ import annotations

import io
import re
import threading

import pytest

from align.cli.terminal import Progress, wants_color, wants_links, width_of
from align.text import display_width


class Terminal(io.StringIO):
    """A stream that says it is a terminal and tells when something was written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.written.set()
        return super().write(text)


@pytest.mark.parametrize(
    ("environment", "on_terminal", "in_pipe"),
    [
        ({}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
    ],
)
def test_colors(environment, on_terminal, in_pipe):
    assert wants_color(Terminal(), environment) is on_terminal
    assert wants_color(io.StringIO(), environment) is in_pipe


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "alacritty"}, True),
        ({"VTE_VERSION": "5000"}, False),
        ({"VTE_VERSION": "7200"}, True),
        ({"VTE_VERSION": "seven"}, False),
        ({"KONSOLE_VERSION": "200800"}, False),
        ({"KONSOLE_VERSION": "230400"}, True),
        ({"WT_SESSION": "a-b"}, True),
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"}, False),
        ({"TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"}, True),
        ({"TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "next-3.6"}, True),
        ({"TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "", "VTE_VERSION": "7200"}, False),
        ({"TERM_PROGRAM": "vscode", "CI": "true"}, False),
        ({"TERM": "dumb", "VTE_VERSION": "7200"}, False),
        ({"FORCE_HYPERLINK": "0", "VTE_VERSION": "7200"}, False),
        ({"FORCE_HYPERLINK": "1", "TERM": "dumb"}, True),
    ],
)
def test_links(environment, expected):
    assert wants_links(Terminal(), environment) is expected


@pytest.mark.parametrize(
    ("environment", "expected"), [({"TERM": "xterm-kitty"}, False), ({"FORCE_HYPERLINK": "1"}, True)]
)
def test_links_in_a_pipe(environment, expected):
    assert wants_links(io.StringIO(), environment) is expected


def test_width_of_what_is_no_terminal():
    assert width_of(io.StringIO(), 77) == 77


# ---------------------------------------------------------------- progress


@pytest.mark.parametrize(
    ("total", "paths", "width", "expected"),
    [
        (12, [], 80, "[--------------------] 0 of 12  0:00  getting ready"),
        (12, ["a.txt"], 80, "[--------------------] 1 of 12  0:00  a.txt"),
        (4, ["a", "b", "c.txt"], 80, "[##########----------] 3 of 4  0:00  c.txt"),
        (4, ["a", "b", "c", "d"], 80, "[###############-----] 4 of 4  0:00  d"),
        (1, ["a.txt"], 80, "1 of 1  0:00  a.txt"),
        (4, ["a.txt"], 40, "1 of 4  0:00  a.txt"),
        (1, ["台北港的簡報.txt"], 20, "1 of 1  0:00  台北"),
        (1, ["a\x1b[2J\n.txt"], 80, "1 of 1  0:00  a<U+001B>[2J .txt"),
        (1, ["a.txt"], 4, "1 o"),
    ],
)
def test_what_the_bar_says(total, paths, width, expected):
    progress = Progress(total, Terminal())
    for path in paths:
        progress(path)
    assert progress.line(width) == expected
    assert display_width(expected) < width


@pytest.mark.parametrize(
    ("total", "shares", "expected"),
    [
        (1, [0.0], "1 of 1  0:00  encoding 0%  a.txt"),
        (1, [0.25, 0.434], "1 of 1  0:00  encoding 43%  a.txt"),
        (1, [0.5, 1.0], "1 of 1  0:00  comparing  a.txt"),
        (2, [0.5], "[--------------------] 1 of 2  0:00  encoding 50%  a.txt"),
    ],
)
def test_the_bar_says_how_far_a_document_is(total, shares, expected):
    progress = Progress(total, Terminal())
    progress("a.txt")
    for share in shares:
        progress.share(share)
    assert progress.line(80) == expected
    progress("b.txt")
    assert progress.line(80).endswith("0:00  b.txt")


def test_the_bar_comes_with_time_and_goes_at_the_end(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with Progress(2, stream, patience=0) as progress:
        progress("a.txt")
        assert stream.written.wait(60)
    assert re.match(r"\r\x1b\[K\[-+\] [01] of 2  0:00", stream.getvalue())
    assert stream.getvalue().endswith("\r\x1b[K")
    assert not any(thread.name == progress.name for thread in threading.enumerate())


def test_a_line_is_printed_above_the_bar(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with Progress(1, stream, patience=0) as progress:
        assert stream.written.wait(60)
        progress.say("a line")
    assert "\r\x1b[Ka line\n" in stream.getvalue()
    plain = io.StringIO()
    with Progress(1, plain) as progress:
        progress.say("a line")
    assert plain.getvalue() == "a line\n"


def test_quick_work_shows_nothing(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with Progress(1, stream, patience=3600) as progress:
        progress("a.txt")
    assert stream.getvalue() == ""


def test_an_error_takes_the_bar_away_too(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()

    def work() -> None:
        with Progress(1, stream, patience=0):
            assert stream.written.wait(60)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert stream.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize(("stream", "term"), [(io.StringIO(), "xterm"), (Terminal(), "dumb")])
def test_no_bar_without_a_terminal(stream, term, monkeypatch):
    monkeypatch.setenv("TERM", term)
    with Progress(1, stream, patience=0) as progress:
        assert not any(thread.name == progress.name for thread in threading.enumerate())
    assert stream.getvalue() == ""


def test_a_terminal_that_went_away_costs_nothing(monkeypatch):
    class Gone(Terminal):
        def write(self, text: str) -> int:
            super().write(text)
            raise OSError(5, "Input/output error")

    monkeypatch.setenv("TERM", "xterm")
    stream = Gone()
    with Progress(1, stream, patience=0):
        assert stream.written.wait(60)
