"""Checks again whenever a file is saved, until Ctrl-C."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Mapping

import click

from align.errors import AlignError

# Asking for the times of a few files costs nothing; a reader does not notice a third of a second.
_INTERVAL = 0.3

_State = Mapping[str, tuple[int, int, int] | None]


def watch(check: Callable[[], object], files: Callable[[], Collection[str]]) -> int:
    """Check, and again after each change, until the user interrupts; return the exit code.

    Args:
        check: Checks and reports. An `AlignError` is said and waited over: the user is about to mend it.
        files: The files that matter, asked for anew each time, so that new ones are seen.
    """
    try:
        while True:
            before = _state(files())
            try:
                check()
            except AlignError as error:
                click.echo(f"align: {error}", err=True)
            # What only the run could tell, such as the other half of a brief, is as old as the run.
            before = {path: before.get(path, state) for path, state in _state(files()).items()}
            there = sum(state is not None for state in before.values())
            click.echo(f"align: watching {there} file{'s' * (there != 1)}; Ctrl-C stops", err=True)
            _wait_for_change(before, files)
    except KeyboardInterrupt:
        # Not an error: there is no other way to stop.
        click.echo("align: stopped", err=True)
        return 0


def _wait_for_change(before: _State, files: Callable[[], Collection[str]]) -> None:
    while (now := _state(files())) == before:
        time.sleep(_INTERVAL)
    # An editor may write in several steps: wait for the last.
    while True:
        time.sleep(_INTERVAL)
        later = _state(files())
        if later == now:
            return
        now = later


def _state(paths: Collection[str]) -> _State:
    """Return what changes when a file is saved, by path; None for one that is not there."""
    state: dict[str, tuple[int, int, int] | None] = {}
    for path in paths:
        try:
            found = os.stat(path)  # noqa: PTH116 - a path too long for Path is no reason to stop
            state[path] = (found.st_mtime_ns, found.st_size, found.st_ino)
        except (OSError, ValueError):
            state[path] = None
    return state
