"""Where the reports of a check go, and what they look like there."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

import click

from align import __version__
from align.cli.options import emit
from align.cli.terminal import host_name, wants_color, wants_links, width_of
from align.config import Settings
from align.report import DEFAULT_WIDTH, Options, render
from align.types import Result

FOR_TERMINALS = ("full", "concise")
"""Formats that nobody waits for when there is nothing to report: stderr says why."""

# Findings that the summary of a step of GitHub Actions lists: it may take 1 MiB, and a row here some KB.
_STEP_FINDINGS = 200


class ReportOptions:
    """What reports of one run are told; `settings` are those of its documents, in order."""

    def __init__(self, settings: Sequence[Settings], *, exit_code: int, language: str) -> None:
        folder = os.path.realpath(".")
        self.plain = Options(
            version=__version__,
            language=language,
            folder=folder,
            root=_repository(folder),
            docs=_only({one.docs_url for one in settings if one.docs_url}),
            docs_of=tuple(one.docs_url for one in settings),
            exit_code=exit_code,
            fail_on=tuple(one.fail_on for one in settings),
        )

    def of(self, output: Path | None) -> Options:
        """Return the options of a report for a file, or for stdout, which may be a terminal."""
        if output is not None:
            return self.plain
        return replace(
            self.plain,
            color=wants_color(sys.stdout),
            width=width_of(sys.stdout, DEFAULT_WIDTH),
            wrap=sys.stdout.isatty(),
            host=host_name() if wants_links(sys.stdout) else "",
        )


def write_reports(
    result: Result,
    shown: ReportOptions,
    format_: str,
    output: Path | None,
    reports: Sequence[tuple[str, Path]],
    *,
    quiet: bool,
) -> None:
    """Write the further reports, the summary of a step of GitHub Actions, and the main report."""
    for name, path in reports:
        emit(render(name, result, shown.plain), path)
    if "github" in (format_, *(name for name, _ in reports)):
        _sum_up_step(render("markdown", result, replace(shown.plain, most=_STEP_FINDINGS)))
    if output is None and (quiet or (format_ in FOR_TERMINALS and not result.checked)):
        return
    options = shown.of(output)
    emit(render(format_, result, options), output, color=options.color)


def _only(addresses: Collection[str]) -> str:
    """Return the one address that there is; of several none is that of the run."""
    return next(iter(addresses)) if len(addresses) == 1 else ""


def _repository(folder: str) -> str:
    """Return the nearest folder upward that holds a Git repository, or `folder` itself."""
    for parent in (Path(folder), *Path(folder).parents):
        if (parent / ".git").exists():
            return str(parent)
    return folder


def _sum_up_step(summary: str) -> None:
    """Append to the page that GitHub Actions shows for a step, if this is one; that page is shared."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with Path(path).open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(summary)
    except OSError as error:
        click.echo(f"align: cannot write the step summary: {error.strerror}", err=True)
