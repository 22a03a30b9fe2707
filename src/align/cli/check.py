"""`align check`: the main job."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from align import __version__
from align.cli.inputs import Inputs
from align.cli.options import FILE, emit, output_options, resolve, setting_options
from align.config import Settings
from align.report import LANGUAGES
from align.types import Document, Result, Severity

_FORMATS = ("full", "concise", "json", "jsonl", "html")


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--pair", "halves", nargs=2, metavar="ZH EN", help="A brief that is two files.")
@click.option("--pairs", type=FILE, help="Pairs aligned already: JSON Lines, TSV, TMX or XLIFF.")
@output_options(*_FORMATS)
@click.option(
    "--report", "reports", multiple=True, metavar="FORMAT=FILE", help="A further report; repeatable."
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="Language of the HTML page itself; its readers can switch.",
)
@click.option("--select", metavar="RULE,...", help="Run only these rules or categories.")
@click.option("--ignore", metavar="RULE,...", help="Do not run these rules or categories.")
@click.option(
    "--fail-on",
    type=click.Choice(["critical", "major", "minor", "never"]),
    help="Least severity that makes the exit code 1. [default: major]",
)
@click.option(
    "--min-confidence", type=float, metavar="0..1", help="Hide less certain findings. [default: 0.5]"
)
@click.option("--termbase", type=FILE, multiple=True, help="Names and terms of your own; repeatable.")
@setting_options
@click.option("--skip-monolingual", is_flag=True, help="Pass over files that lack one of the languages.")
@click.option("-q", "--quiet", is_flag=True, help="Print no report; the exit code tells.")
@click.option("-v", "--verbose", is_flag=True, help="Say on stderr what is being read.")
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[str, ...], **options: object) -> None:
    """Find what a translation lost, added or got wrong.

    PATH is a brief that holds both languages, one half of a brief whose other half lies beside it
    (brief.zh.md, brief.en.md), a folder of briefs, or - for standard input.
    """
    ctx.exit(_check(paths, _Options(**options)))  # type: ignore[arg-type]


class _Options:
    """The options of `check` by name, as click gives them."""

    def __init__(
        self,
        *,
        halves: tuple[str, str] | None,
        pairs: Path | None,
        format_: str,
        output: Path | None,
        reports: tuple[str, ...],
        language: str,
        config: Path | None,
        skip_monolingual: bool,
        quiet: bool,
        verbose: bool,
        **overrides: object,
    ) -> None:
        self.halves, self.pairs, self.quiet, self.verbose = halves, pairs, quiet, verbose
        self.format, self.output, self.config = format_, output, config
        self.language = language
        self.skip_monolingual = skip_monolingual
        self.reports = [_parse_report(report) for report in reports]
        self._overrides = overrides
        self._settings: dict[Path, Settings] = {}

    def settings(self, start: Path) -> Settings:
        """Return the settings for a brief at `start`."""
        # Not Path.is_dir, which raises for a name that is too long or a folder that may not be entered.
        folder = start if os.path.isdir(start) else start.parent  # noqa: PTH112
        if folder not in self._settings:
            self._settings[folder] = resolve(folder, self.config, **self._overrides)
        return self._settings[folder]


def _parse_report(value: str) -> tuple[str, Path]:
    name, equals, path = value.partition("=")
    if not equals or not path or name not in _FORMATS:
        raise click.BadParameter(
            f"{value!r} is not FORMAT=FILE with one of the formats {', '.join(_FORMATS)}",
            param_hint="--report",
        )
    return name, Path(path)


def _check(paths: tuple[str, ...], options: _Options) -> int:
    if bool(paths) + bool(options.halves) + bool(options.pairs) != 1:
        raise click.UsageError("name briefs, or --pair ZH EN, or --pairs FILE")
    inputs = Inputs(options.settings, options.skip_monolingual)
    documents = list(_documents(paths, options, inputs))
    code = 2 if inputs.failed else 0
    if not documents:
        return code
    result = _run(documents, options)
    for notice in result.crashed:
        click.echo(f"align: rule failed: {notice}", err=True)
    _report(result, options)
    return max(code, *_exit_codes(result, [options.settings(start).fail_on for start, _ in documents]))


def _exit_codes(result: Result, thresholds: Sequence[Severity | None]) -> Iterator[int]:
    """Yield the exit code of each document, whose settings may differ from those of the next."""
    for checked, fail_on in zip(result.checked, thresholds, strict=True):
        yield replace(result, checked=(checked,)).exit_code(fail_on)


def _documents(paths: tuple[str, ...], options: _Options, inputs: Inputs) -> Iterator[tuple[Path, Document]]:
    from align import read

    if options.halves:
        start = Path(options.halves[0])
        yield start, read.read_pair(*options.halves, source=options.settings(start).source)
    elif options.pairs:
        yield options.pairs, read.read_pairs_file(options.pairs)
    else:
        yield from inputs.read(paths)


def _run(documents: Iterable[tuple[Path, Document]], options: _Options) -> Result:
    from align import pipeline

    def say(path: str) -> None:
        if options.verbose:
            click.echo(f"align: checking {path}", err=True)

    tasks = [pipeline.Task(document, options.settings(start)) for start, document in documents]
    return pipeline.run(tasks, progress=say)


def _report(result: Result, options: _Options) -> None:
    from align.report import Options, render

    plain = Options(version=__version__, language=options.language)
    for name, path in options.reports:
        emit(render(name, result, plain), path)
    if options.quiet and options.output is None:
        return
    color = options.output is None and _wants_color()
    width = shutil.get_terminal_size((plain.width, 0)).columns if sys.stdout.isatty() else plain.width
    text = render(options.format, result, replace(plain, color=color, width=width))
    emit(text, options.output, color=color)


def _wants_color() -> bool:
    """Follow no-color.org and the FORCE_COLOR convention, else look at the terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
