"""`align pair`: alignment alone."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from align.cli.inputs import Inputs
from align.cli.options import PATH, emit, output_options, resolve, setting_options
from align.cli.overwriting import refuse_inputs
from align.types import Document


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH | ZH EN")
@click.option(
    "--presegmented", is_flag=True, help="Two files, a sentence a line; lines are left as they are."
)
@output_options("table", "json", "tsv", "tmx")
@setting_options
def pair(
    paths: tuple[str, ...],
    presegmented: bool,
    format_: str,
    output: Path | None,
    encoder: str | None,
    source: str | None,
    config: Path | None,
) -> None:
    """Show which sentences translate one another.

    PATH is a brief with both languages, one half of a brief whose other half lies beside it, or - for
    standard input; two paths are the Chinese and the English file.
    """
    from align import encode, pipeline
    from align.report.alignment import render

    if presegmented and source:
        raise click.UsageError("with --presegmented the first file is the source; leave out --source")
    inputs = Inputs(lambda start: resolve(start, config, encoder=encoder, source=source))
    settings = inputs.settings(Path(paths[0]))
    document = _document(paths, presegmented, inputs)
    refuse_inputs([output], [*(file.path for file in document.files), settings.origin])
    pairs = pipeline.pair(document, encode.load(settings.encoder))
    emit(render(format_, document, pairs), output)


def _document(paths: tuple[str, ...], presegmented: bool, inputs: Inputs) -> Document:
    from align import read

    source = inputs.settings(Path(paths[0])).source

    if len(paths) > 2 or (presegmented and len(paths) != 2):
        raise click.UsageError("name one brief, or a Chinese and an English file")
    if presegmented:
        return read.read_presegmented(*paths)
    if len(paths) == 2:
        return read.read_pair(*paths, source=source)
    if paths[0] == "-":
        return read.parse_brief(read.read_text(sys.stdin.buffer.read(), read.STDIN), source=source)
    halves = inputs.find_halves(paths[0])
    return read.read_pair(*halves, source=source) if halves else read.read_brief(paths[0], source=source)
