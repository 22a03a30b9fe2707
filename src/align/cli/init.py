"""`align init`: a starting point for a project."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.options import echo


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
def init(folder: Path) -> None:
    """Write a commented config and a starter termbase, and show the pre-commit snippet."""
    from align.init import describe_starter, write_starter

    echo(describe_starter(folder, write_starter(folder)))
