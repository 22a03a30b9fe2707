"""`align model`: encoders."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.options import echo


@click.group()
def model() -> None:
    """List encoders, or export the bundled one."""


@model.command("list")
def list_models() -> None:
    """List the kinds of encoder and whether each can be used here."""
    from importlib.util import find_spec

    from align.encode import ENCODERS
    from align.encode.bundled import find_weights
    from align.errors import EncoderError

    try:
        bundled = str(find_weights())
    except EncoderError as error:
        bundled = error.message
    extra = "installed" if find_spec("sentence_transformers") else "pip install 'align[models]'"
    states = {"bundled": bundled, "sentence-transformers": extra}
    for name in ENCODERS:
        echo(f"{name:<24}{states[name]}\n")


@model.command()
@click.argument("folder", type=click.Path(path_type=Path))
def export(folder: Path) -> None:
    """Write the bundled model to FOLDER in the format of sentence-transformers."""
    from align.encode.export import export as write

    write(folder)
    echo(f"wrote {folder}; use it with --encoder sentence-transformers:{folder}\n")
