"""`align check`: the main job."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align.cli.inputs import Inputs, read_documents, require_one
from align.cli.options import FILE, emit, input_options, output_options, resolve, setting_options
from align.cli.overwriting import refuse_inputs, refuse_twice
from align.cli.reports import FOR_TERMINALS, ReportOptions, write_reports
from align.cli.stale import report_stale
from align.cli.terminal import Progress
from align.config import FILE_NAMES, Settings
from align.judge.sensitivity import describe
from align.report import LANGUAGES, REPORTERS
from align.types import Document, File, Result, Sensitivity, Span

if TYPE_CHECKING:
    from align.encode import Encoder, Share
    from align.opinion import Answers

_FORMATS = tuple(REPORTERS)


def _joined(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> str | None:
    """Add up the lists of an option that may be repeated."""
    return ",".join(given) if given else None


@click.command()
@input_options
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
@click.option(
    "--select",
    metavar="RULE,...",
    multiple=True,
    callback=_joined,
    help="Run only these rules or categories; repeatable.",
)
@click.option(
    "--ignore",
    metavar="RULE,...",
    multiple=True,
    callback=_joined,
    help="Do not run these rules or categories; repeatable.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["critical", "major", "minor", "never"]),
    help="Least severity that makes the exit code 1. [default: major]",
)
@click.option(
    "--min-confidence", type=float, metavar="0..1", help="Hide less certain findings. [default: 0.5]"
)
@click.option(
    "--sensitivity",
    type=click.Choice([one.value for one in Sensitivity]),
    help="How easily the learnt judge makes findings. Of sound translations so many have an omission, an "
    f"addition and a mistranslation by it: {describe()}. [default: normal]",
)
@click.option("--termbase", type=FILE, multiple=True, help="Names and terms of your own; repeatable.")
@click.option("--baseline", type=FILE, help="Accepted findings, which are not reported.")
@click.option(
    "--write-baseline", type=FILE, help="Accept all that is found: add it to this file and exit with 0."
)
@click.option("--reason", help="With --write-baseline: why the findings are accepted.")
@click.option(
    "--changed", metavar="REV", help="Report only findings in pairs that differ from this git revision."
)
@click.option("--watch", is_flag=True, help="Check again whenever a file is saved, until Ctrl-C.")
@click.option(
    "--explain",
    metavar="FINDING",
    help="Tell how one finding came about: its fingerprint, the start of it, or FILE:LINE[:COLUMN].",
)
@setting_options
@click.option(
    "--judge",
    metavar="URL",
    help="Ask an OpenAI-compatible API for a second opinion: pairs with findings are sent there. "
    "Empty: ask nobody. [default: nobody]",
)
@click.option("--judge-model", metavar="NAME", help="The model to ask there. [default: the first it offers]")
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
        write_baseline: Path | None,
        reason: str | None,
        changed: str | None,
        watch: bool,
        explain: str | None,
        language: str,
        config: Path | None,
        skip_monolingual: bool,
        quiet: bool,
        verbose: bool,
        **overrides: object,
    ) -> None:
        self.halves, self.pairs, self.quiet, self.verbose = halves, pairs, quiet, verbose
        self.format, self.output, self.config = format_, output, config
        self.write_baseline, self.reason, self.changed = write_baseline, reason, changed
        self.watch, self.explain = watch, explain
        self.language = language
        self.skip_monolingual = skip_monolingual
        self.reports = [_parse_report(report) for report in reports]
        self.names_model = overrides.get("judge_model") is not None
        self._overrides = overrides
        self._settings: dict[Path, Settings] = {}
        # Remembered even where no settings could be read.
        self._asked: set[Path] = set()

    def settings(self, start: Path) -> Settings:
        """Return the settings for a brief at `start`."""
        # Not Path.is_dir, which raises for a name that is too long or a folder that may not be entered.
        folder = start if os.path.isdir(start) else start.parent  # noqa: PTH112
        self._asked.add(folder)
        if folder not in self._settings:
            settings = resolve(folder, self.config, **self._overrides)
            if self._is_to_be_written(settings.baseline):
                settings = replace(settings, baseline=None)
            self._settings[folder] = settings
        return self._settings[folder]

    def forget_settings(self) -> None:
        """Read config files anew when settings are asked for."""
        self._settings.clear()

    def known_files(self) -> Iterator[Path]:
        """Yield the files that settings come from, or might come from, and those that they name."""
        if self.config is not None:
            yield self.config
        else:
            here = {folder.absolute() for folder in self._asked}
            for folder in here.union(*(one.parents for one in here)):
                yield from (folder / name for name in FILE_NAMES)
        for settings in self._settings.values():
            yield from settings.termbases
        yield from self.baselines()

    def baselines(self) -> list[Path]:
        """Return the baselines that the settings name."""
        return [one.baseline for one in self._settings.values() if one.baseline is not None]

    def outputs(self) -> list[Path]:
        """Return the files that reports go to."""
        return [path for _, path in self.reports] + ([self.output] if self.output else [])

    def validate(self, paths: tuple[str, ...]) -> None:
        """Refuse options that contradict one another."""
        require_one(paths, self.halves, self.pairs)
        refuse_twice([*self.outputs(), *([self.write_baseline] if self.write_baseline else [])])
        if self.reason is not None and self.write_baseline is None:
            raise click.UsageError("--reason goes with --write-baseline")
        chosen = {
            "--write-baseline": self.write_baseline is not None,
            "--watch": self.watch,
            "--explain": self.explain is not None,
        }
        names = [name for name, is_chosen in chosen.items() if is_chosen]
        if len(names) > 1:
            raise click.UsageError(f"{' and '.join(names)} do not go together")
        if "-" in paths and (self.watch or self.changed is not None):
            raise click.UsageError("standard input cannot be watched, and has no earlier version; name files")

    def _is_to_be_written(self, baseline: Path | None) -> bool:
        """Tell whether a baseline that is not there yet is the one that this run writes."""
        if baseline is None or self.write_baseline is None or baseline.exists():
            return False
        return baseline.absolute() == self.write_baseline.absolute()


def _parse_report(value: str) -> tuple[str, Path]:
    name, equals, path = value.partition("=")
    if not equals or not path or name not in _FORMATS:
        raise click.BadParameter(
            f"{value!r} is not FORMAT=FILE with one of the formats {', '.join(_FORMATS)}",
            param_hint="--report",
        )
    return name, Path(path)


def _check(paths: tuple[str, ...], options: _Options) -> int:
    options.validate(paths)
    if options.watch:
        return _watch(paths, options)
    return _Round(paths, options).run()


class _Round:
    """One time of reading, checking and reporting; `documents` are what was read."""

    def __init__(self, paths: tuple[str, ...], options: _Options) -> None:
        self._options, self._paths = options, paths
        self._inputs = Inputs(options.settings, options.skip_monolingual)
        self.documents = list(read_documents(self._inputs, paths, options.halves, options.pairs))

    def run(
        self,
        load_encoder: Callable[[str], Encoder] | None = None,
        answers: Answers | None = None,
    ) -> int:
        """Check and report; return the exit code."""
        options, code = self._options, 2 if self._inputs.failed else 0
        self._spare_inputs()
        self._refuse_idle_options()
        if not self.documents and not self._is_awaited():
            return code
        result = self._check(load_encoder, answers)
        for notice in result.crashed:
            _say(f"rule failed: {notice}")
            code = 3
        for notice in result.unheard:
            _say(notice)
        settings = [options.settings(start) for start, _ in self.documents]
        if options.write_baseline is None and options.explain is None:
            code = max([code, *self._exit_codes(result)])
        shown = ReportOptions(settings, exit_code=code, language=options.language)
        if options.explain is not None:
            _explain(result, options, shown)
            return code
        report_stale(result)
        write_reports(result, shown, options.format, options.output, options.reports, quiet=options.quiet)
        if options.write_baseline is not None and self.documents:
            from align.cli.accept import accept_all

            needs_reason = any(one.require_reason for one in settings)
            accept_all(result, options.write_baseline, reason=options.reason, needs_reason=needs_reason)
        return code

    def _spare_inputs(self) -> None:
        """Refuse to write over anything that was read; a baseline is extended if that is asked for."""
        options = self._options
        named = ["/dev/stdin" if path == "-" else path for path in self._paths]
        briefs = [file.path for _, document in self.documents for file in document.files]
        unread = [one.path for one in self._inputs.unread]
        read = {*named, *(options.halves or ()), options.pairs, *briefs, *unread, *options.known_files()}
        refuse_inputs(options.outputs(), read)
        refuse_inputs([options.write_baseline], read - set(options.baselines()))

    def _refuse_idle_options(self) -> None:
        """Refuse what has no effect by the settings of any document."""
        settings = [self._options.settings(start) for start, _ in self.documents]
        if self._options.names_model and settings and not any(one.judge for one in settings):
            raise click.UsageError("--judge-model goes with --judge")

    def _is_awaited(self) -> bool:
        """Tell whether a file or a program waits for a report even if nothing was read."""
        options = self._options
        if options.explain is not None:
            return False
        return bool(options.outputs()) or not (options.quiet or options.format in FOR_TERMINALS)

    def _check(self, load_encoder: Callable[[str], Encoder] | None, answers: Answers | None) -> Result:
        """Return what is found in the documents, and what was not read."""
        found = self._run(load_encoder, answers)
        return replace(found, unread=tuple(self._inputs.unread))

    def _run(self, load_encoder: Callable[[str], Encoder] | None, answers: Answers | None) -> Result:
        from align import pipeline

        changes = _changes(self._options.changed)
        tasks = [
            pipeline.Task(document, self._options.settings(start), changes(document))
            for start, document in self.documents
        ]
        run = partial(pipeline.run, tasks, load_encoder=load_encoder, answers=answers)
        if self._options.verbose:
            return run(progress=lambda path: _say(f"checking {path}"), say=_say)
        with Progress(len(tasks), sys.stderr) as progress:
            if progress.is_watched and load_encoder is None:
                run = partial(run, load_encoder=partial(_load_encoder, progress.share))
            return run(progress=progress, say=lambda text: progress.say(f"align: {text}"))

    def _exit_codes(self, result: Result) -> Iterator[int]:
        """Yield the exit code of each document, whose settings may differ from those of the next."""
        for checked, (start, _) in zip(result.checked, self.documents, strict=True):
            settings = self._options.settings(start)
            yield replace(result, checked=(checked,)).exit_code(settings.fail_on)
            is_spent = any(stale.is_spent for stale in result.stale_entries)
            yield int(settings.fail_on_stale and bool(checked.stale_comments or is_spent))


def _say(text: str) -> None:
    click.echo(f"align: {text}", err=True)


_Changes = Callable[[Document], Mapping[File, tuple[Span, ...]] | None]


def _changes(revision: str | None) -> _Changes:
    """Return what tells the changes of a document."""
    if revision is None:
        return lambda _: None
    from align.revisions import Revision

    return Revision(revision).changes


def _watch(paths: tuple[str, ...], options: _Options) -> int:
    from align.cli.watch import watch

    load = cache(partial(_load_encoder, None))
    documents: list[Document] = []
    answers: Answers = {}

    def check() -> None:
        options.forget_settings()
        this = _Round(paths, options)
        documents[:] = [document for _, document in this.documents]
        this.run(load, answers)

    return watch(check, lambda: _watched(paths, options, documents))


def _load_encoder(share: Share | None, name: str) -> Encoder:
    from align import encode

    return encode.load(name, share=share) if share else encode.load(name)


def _watched(paths: tuple[str, ...], options: _Options, documents: Sequence[Document]) -> set[str]:
    """Return the files that a report depends on, new ones in folders included."""
    from align import read
    from align.errors import InputError

    found = {str(path) for path in options.known_files()}
    found |= {file.path for document in documents for file in document.files}
    found |= {*(options.halves or ()), *([str(options.pairs)] if options.pairs else [])}
    for path in paths:
        try:
            found |= set(read.list_briefs(path)) if os.path.isdir(path) else {path}  # noqa: PTH112
        except InputError:  # it went: the next check says so
            found.add(path)
    written = {path.resolve() for path in options.outputs()}
    return {path for path in found if Path(path).resolve() not in written}


def _explain(result: Result, options: _Options, shown: ReportOptions) -> None:
    from align.cli.explain import explain_finding

    emit(explain_finding(result, options.explain or "", shown.of(options.output)), options.output)
