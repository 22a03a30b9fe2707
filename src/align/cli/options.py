"""Options that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from align.config import Settings, load_settings, merge
from align.errors import ConfigError

_Command = TypeVar("_Command", bound=Callable[..., Any])

FILE = click.Path(path_type=Path, dir_okay=False)
PATH = click.Path(readable=False)
"""A brief, a folder or -, as typed: shells complete it, and whoever reads it judges it."""


def input_options(command: _Command) -> _Command:
    """Add the three ways to name briefs."""
    for option in reversed(
        (
            click.argument("paths", nargs=-1, type=PATH, metavar="[PATH]..."),
            click.option(
                "--pair", "halves", nargs=2, type=PATH, metavar="ZH EN", help="A brief that is two files."
            ),
            click.option("--pairs", type=FILE, help="Pairs aligned already: JSON Lines, TSV, TMX or XLIFF."),
        )
    ):
        command = option(command)
    return command


def setting_options(command: _Command) -> _Command:
    """Add the options that override the config file."""
    for option in reversed(
        (
            click.option("--encoder", metavar="NAME", help="bundled, or sentence-transformers:ID-OR-PATH."),
            click.option(
                "--source", type=click.Choice(["zh", "en"]), help="Language translated from. [default: zh]"
            ),
            click.option("--config", type=FILE, help="Config file, in place of the nearest one."),
        )
    ):
        command = option(command)
    return command


def output_options(*formats: str) -> Callable[[_Command], _Command]:
    """Add `--format` with the first of `formats` as default, and `--output`."""

    def add(command: _Command) -> _Command:
        command = click.option("-o", "--output", type=FILE, help="Write the report there, not to stdout.")(
            command
        )
        return click.option(
            "--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True
        )(command)

    return add


def resolve(start: Path, config: Path | None, **overrides: object) -> Settings:
    """Return the settings for a brief at `start` with what the command line says on top."""
    return merge(load_settings(start, config), **overrides)


def echo(text: str, *, color: bool = False) -> None:
    """Print to stdout; what the reader of our output, such as head, no longer wants is dropped.

    Raises:
        ConfigError: It cannot be written, as on a full disk.
    """
    try:
        click.echo(text, nl=False, color=color)
    except OSError as error:
        # Python flushes once more at exit: let that go nowhere instead of complaining.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            reason = (error.strerror or str(error)).lower()
            raise ConfigError(f"cannot write to standard output: {reason}") from error


def emit(text: str, output: Path | None, *, color: bool = False) -> None:
    """Send a report to its file, or to stdout."""
    if output is None:
        echo(text, color=color)
        return
    from align.report import write

    write(text, output)
