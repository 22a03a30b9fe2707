"""`align score`: a translation against another, by sacreBLEU's metrics."""

from __future__ import annotations

from pathlib import Path

import click

from align.cli.options import FILE, emit, output_options
from align.cli.overwriting import refuse_inputs
from align.types import Language


@click.command()
@click.argument("path", type=FILE)
@click.option("--reference", type=FILE, required=True, help="Another version to hold it against.")
@click.option("--lines", is_flag=True, help="Both files hold one segment of the translation a line.")
@click.option("--each", is_flag=True, help="Also print each segment, worst first.")
@click.option(
    "--bootstrap", type=click.IntRange(min=0), default=1000, show_default=True, help="Resamples; 0: none."
)
@click.option(
    "--source", type=click.Choice(["zh", "en"]), default="zh", help="Language translated from. [default: zh]"
)
@output_options("table", "json")
def score(
    path: Path,
    reference: Path,
    lines: bool,
    each: bool,
    bootstrap: int,
    source: str,
    format_: str,
    output: Path | None,
) -> None:
    """Score a translation with BLEU, chrF and TER against another version of it.

    PATH and the reference are two versions of one brief, whose translations are compared block by
    block, or with --lines two files that hold the translation alone.
    """
    from align import metrics, read

    refuse_inputs([output], [path, reference])
    if lines:
        files = (read.read_text(read.load(str(one)), str(one)) for one in (path, reference))
        comparison = metrics.compare_lines(*files, bootstrap=bootstrap)
    else:
        documents = (read.read_brief(one, source=Language(source)) for one in (path, reference))
        comparison = metrics.compare_documents(*documents, bootstrap=bootstrap)
    if format_ == "json":
        emit(metrics.render_json(comparison), output)
    else:
        emit(metrics.render_text(comparison, pairs=each), output)
