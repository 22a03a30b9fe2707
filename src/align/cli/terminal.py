"""What the terminal at hand can show, and how far a long run is."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Mapping
from types import TracebackType
from typing import TextIO

import click

# Seconds before a run counts as long, and between two drawings of the bar.
_PATIENCE, _PACE = 1.0, 0.1
_BAR = 20
_CLEAR_LINE = "\r\x1b[K"

# Terminals that follow hyperlinks, by what they set. Versions are the first that do; VTE 0.50.0 crashed.
_PROGRAMS = frozenset(
    {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby", "WarpTerminal", "zed"}
)
_TERMS = frozenset({"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "contour", "wezterm"})
_FIRST_VTE, _FIRST_KONSOLE, _FIRST_TMUX = 5001, 201200, (3, 4)


def width_of(stream: TextIO, default: int) -> int:
    """Return the columns of the terminal that `stream` is, or `default` if it is none."""
    return shutil.get_terminal_size((default, 0)).columns if stream.isatty() else default


def wants_color(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Follow no-color.org and the FORCE_COLOR convention, else look at the terminal."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    return stream.isatty() and environment.get("TERM") != "dumb"


def wants_links(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Follow FORCE_HYPERLINK, else tell whether the terminal is one that is known to follow OSC 8."""
    forced = environment.get("FORCE_HYPERLINK")
    if forced:
        return forced != "0"
    if not stream.isatty() or environment.get("TERM") == "dumb" or environment.get("CI"):
        return False
    program = environment.get("TERM_PROGRAM", "")
    if program == "tmux":
        return _version(environment.get("TERM_PROGRAM_VERSION", "")) >= _FIRST_TMUX
    return (
        program in _PROGRAMS
        or environment.get("TERM") in _TERMS
        or _number(environment.get("VTE_VERSION")) >= _FIRST_VTE
        or _number(environment.get("KONSOLE_VERSION")) >= _FIRST_KONSOLE
        or bool(environment.get("WT_SESSION"))
    )


def host_name() -> str:
    """Return the name of this machine, by which a terminal tells its own files from those of another."""
    # Not at the top: few runs write links.
    import socket

    return socket.gethostname()


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def _version(text: str) -> tuple[int, ...]:
    """Return (3, 4) for "3.4a" or "next-3.4"."""
    digits = "".join(char if char in "0123456789." else " " for char in text).split()
    return tuple(_number(part) for part in digits[0].split(".")) if digits else ()


class Progress:
    """A bar on a terminal that tells how many documents are done, from the second second of a run on.

    Use it as a context and call it with each document that is begun; `share` tells how far the encoder is
    with that one. It takes its line away at the end, so nothing else may write to the terminal meanwhile,
    except by `say`. Without a terminal there is no bar.
    """

    name = "align-progress"

    def __init__(self, total: int, stream: TextIO, *, patience: float = _PATIENCE) -> None:
        self._total, self._stream, self._patience = total, stream, patience
        self._begun, self._path = 0, ""
        self._encoded: float | None = None
        self.is_watched = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._start = time.monotonic()
        self._stop = threading.Event()
        self._drawn = False
        # A thread, since a long document gives no sign for minutes; daemonic, so that nothing waits for it.
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)

    def __call__(self, path: str) -> None:
        """Note that work on the document at `path` begins."""
        self._begun, self._path, self._encoded = self._begun + 1, path, None

    def share(self, encoded: float) -> None:
        """Note which share of the document at hand is encoded, which takes about half of its time."""
        self._encoded = encoded

    def say(self, text: str) -> None:
        """Print a line; the bar goes on below it."""
        self._write(f"{_CLEAR_LINE if self._drawn else ''}{text}\n")

    def __enter__(self) -> Progress:
        """Begin to watch, if somebody looks."""
        if self.is_watched:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        if self._drawn:
            self._write(_CLEAR_LINE)

    def _run(self) -> None:
        pause = self._patience
        while not self._stop.wait(pause):
            self._drawn = True
            self._write(f"{_CLEAR_LINE}{self.line(width_of(self._stream, 80))}")
            pause = _PACE

    def line(self, width: int) -> str:
        """Return what the bar says now, in less than `width` columns."""
        # Imported when there is a bar to draw: what is quick needs none of it.
        from align.report.prose import one_line
        from align.text import display_width

        done = max(0, self._begun - 1)
        seconds = int(time.monotonic() - self._start)
        filled = _BAR * done // max(1, self._total)
        bar = f"[{'#' * filled}{'-' * (_BAR - filled)}] " if self._total > 1 and width > 2 * _BAR else ""
        text = f"{bar}{self._begun} of {self._total}  {seconds // 60}:{seconds % 60:02}"
        text = f"{text}{self._stage()}  {one_line(self._path) or 'getting ready'}"
        while display_width(text) >= width:
            text = text[:-1]
        return text.rstrip()

    def _stage(self) -> str:
        """Return what is done with the document at hand; nothing before it is known."""
        if self._encoded is None:
            return ""
        return f"  encoding {self._encoded:.0%}" if self._encoded < 1 else "  comparing"

    def _write(self, text: str) -> None:
        try:
            click.echo(text, file=self._stream, nl=False)
        except OSError:
            # A terminal that went away is no reason to lose the report.
            self._stop.set()
