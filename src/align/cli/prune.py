"""`align prune`: out with comments and entries that silence nothing any more."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align.cli.inputs import Inputs, read_documents, require_one
from align.cli.options import FILE, echo, input_options, resolve, setting_options
from align.cli.stale import describe_entry

if TYPE_CHECKING:
    from align.prune import Edit, Plan


@click.command()
@input_options
@click.option("--apply", is_flag=True, help="Take them out; without this, only show them.")
@click.option(
    "--all", "all_", is_flag=True, help="Also entries of the baseline whose text no brief named here holds."
)
@click.option("--baseline", type=FILE, help="The accepted findings.")
@click.option("--termbase", type=FILE, multiple=True, help="Names and terms of your own; repeatable.")
@setting_options
def prune(
    paths: tuple[str, ...],
    halves: tuple[str, str] | None,
    pairs: Path | None,
    apply: bool,
    all_: bool,
    config: Path | None,
    **overrides: object,
) -> None:
    """Take out comments and entries of a baseline that silence nothing any more.

    The briefs are checked with the same settings as by `align check`. Without --apply nothing is written:
    what would go is shown as a patch. Name all briefs that the baseline is for.
    """
    from align import pipeline
    from align.prune import carry_out, make_plan

    require_one(paths, halves, pairs)
    settings = cache(lambda start: resolve(start, config, **overrides))
    inputs = Inputs(settings)
    tasks = [
        pipeline.Task(document, settings(start))
        for start, document in read_documents(inputs, paths, halves, pairs)
    ]
    if inputs.failed and not tasks:
        click.get_current_context().exit(2)
    result = pipeline.run(tasks)
    for notice in result.crashed:
        click.echo(f"align: rule failed: {notice}", err=True)
    plan = make_plan(result, include_unplaced=all_)
    if not apply:
        echo("".join(_show(plan)))
    for reason in plan.refused:
        click.echo(f"align: left alone: {reason}", err=True)
    if apply:
        carry_out(plan)
    hint = "; --apply takes them out" if (plan.edits or plan.entries) and not apply else ""
    click.echo(f"align: {_count(plan)}{hint}", err=True)
    click.get_current_context().exit(3 if result.crashed else 2 if inputs.failed else 0)


def _show(plan: Plan) -> Iterator[str]:
    for edit in plan.edits:
        yield from _patch(edit)
    for stale in plan.entries:
        yield f"- {describe_entry(stale)}\n"


def _patch(edit: Edit) -> Iterator[str]:
    old, new = (text.splitlines(keepends=True) for text in (edit.old, edit.new))
    for line in difflib.unified_diff(old, new, str(edit.path), str(edit.path), n=1):
        yield line if line.endswith("\n") else f"{line.rstrip()}\n"


def _count(plan: Plan) -> str:
    comments = sum(edit.comments for edit in plan.edits)
    parts = [f"{comments} comment{'s' * (comments != 1)}"] if comments else []
    entries = len(plan.entries)
    parts += [f"{entries} {'entry' if entries == 1 else 'entries'} of the baseline"] if entries else []
    return " and ".join(parts) + " stale" if parts else "nothing is stale"
