"""`align terms`: the user's own termbases."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align.cli.options import FILE, PATH, echo, emit, setting_options
from align.cli.overwriting import refuse_existing, refuse_inputs

if TYPE_CHECKING:
    from align.cli.inputs import Inputs
    from align.knowledge.concepts import Concept
    from align.knowledge.entries import Entry
    from align.terms import Candidate
    from align.types import Document, Pair

_FORMATS = ("tsv", "csv", "tbx")


@click.group()
def terms() -> None:
    """Validate, convert and search termbases, or propose entries from briefs."""


@terms.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
def validate(files: tuple[Path, ...]) -> None:
    """Read termbases and say what is wrong or doubtful in them.

    A FILE is a termbase as tab-separated or comma-separated values or TBX. What cannot be used is an
    error; what is likely a mistake is listed and leaves the exit code 0.
    """
    from align.terms import remarks

    entries = [entry for file in files for entry in _load(file)]
    for remark in remarks(entries):
        echo(f"{remark.where}: {remark.text}\n")
    echo(f"{_count(len(entries), 'entry', 'entries')} in {_count(len(files), 'file', 'files')}\n")


@terms.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    help="Form of the termbase. [default: as --output ends, else tsv]",
)
@click.option("-o", "--output", type=FILE, help="Write the termbase there, not to stdout.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
def import_terms(files: tuple[Path, ...], format_: str | None, output: Path | None, force: bool) -> None:
    """Read termbases and glossaries and write them as one termbase.

    A FILE is a termbase as for `align terms validate`, or a plain glossary whose header names its columns:
    zh and en, and if there are any, status (preferred, allowed, forbidden), type, domain and note.
    """
    from align.knowledge.entries import unique_ids
    from align.terms import write

    if not force:
        refuse_existing(output)
    entries = unique_ids(entry for file in files for entry in _load(file)).values()
    emit(write(entries, format_ or _format_of(output)), output)


@terms.command()
@click.argument("query")
@click.option("--termbase", "files", type=FILE, multiple=True, help="A termbase of your own; repeatable.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Entries shown at most.")
@click.option("--config", type=FILE, help="Config file, in place of the nearest one.")
def search(query: str, files: tuple[Path, ...], limit: int, config: Path | None) -> None:
    """Show the entries that have QUERY in either language.

    Your own termbases and the shipped names and terms are searched; script, case, spelling and
    inflection do not matter.
    """
    from align.config import load_settings
    from align.knowledge import termbase
    from align.terms import search as find
    from align.terms import to_entry

    paths = files or load_settings(Path(), config).termbases
    entries = [entry for path in paths for entry in _load(path)]
    entries += [to_entry(concept) for concept in (*termbase.load(), *termbase.shipped_terms())]
    found = find(entries, query)
    for entry in found[:limit]:
        echo(_described(entry))
    if len(found) > limit:
        echo(f"... and {len(found) - limit} more; --limit shows them\n")
    if not found:
        echo(f"nothing is called {query!r}\n")


@terms.command()
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PATH...")
@click.option("--termbase", "files", type=FILE, multiple=True, help="Leave out what this has; repeatable.")
@click.option("--min-count", type=click.IntRange(2), default=2, show_default=True, help="Fewest occurrences.")
@click.option("--all", "include_known", is_flag=True, help="Also what a termbase has already.")
@click.option(
    "--format", "format_", type=click.Choice(("table", "json", *_FORMATS)), default="table", show_default=True
)
@click.option("-o", "--output", type=FILE, help="Write the proposals there, not to stdout.")
@setting_options
def extract(
    paths: tuple[str, ...],
    files: tuple[Path, ...],
    min_count: int,
    include_known: bool,
    format_: str,
    output: Path | None,
    encoder: str | None,
    source: str | None,
    config: Path | None,
) -> None:
    """Propose entries from briefs: terms that come back, how often, how rendered, and where.

    A PATH is a brief or a folder, as for `align check`. In tsv, csv and tbx only terms with a likely
    rendering are written, to be looked through before use.
    """
    from align.cli.inputs import Inputs
    from align.cli.options import resolve
    from align.terms import extract as propose

    overrides = {"encoder": encoder, "source": source}
    inputs = Inputs(lambda path: resolve(path if path.is_dir() else path.parent, config, **overrides))
    settings = resolve(Path(), config, **overrides)
    termbases = files or settings.termbases
    documents = list(inputs.read(paths))
    briefs = [file.path for _, document in documents for file in document.files]
    refuse_inputs([output], [*paths, *briefs, *termbases, settings.origin])
    pairs = _pairs(documents, inputs)
    found = propose(pairs, _known(termbases), least=min_count, include_known=include_known)
    emit(_proposals(found, format_), output)
    if inputs.failed:
        click.get_current_context().exit(2)


def _load(file: Path) -> Sequence[Entry]:
    from align.knowledge.termbase import load_entries

    return load_entries(file)


def _format_of(output: Path | None) -> str:
    suffix = output.suffix.lower().lstrip(".") if output else ""
    return suffix if suffix in _FORMATS else _FORMATS[0]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _described(entry: Entry) -> str:
    """Return an entry as a short paragraph."""
    lines = [f"{entry.id}  ({entry.type}{', ' + entry.domain if entry.domain else ''}; {entry.where})"]
    chinese = dict.fromkeys((*entry.traditional, *entry.simplified))
    for label, forms in (
        ("zh", tuple(chinese)),
        ("en", (*entry.english, *entry.abbreviations)),
        ("also accepted", entry.loose),
        ("forbidden", entry.forbidden),
    ):
        if forms:
            lines.append(f"  {label}: {'; '.join(forms)}")
    if entry.note:
        lines.append(f"  note: {entry.note}")
    return "\n".join(lines) + "\n"


def _pairs(documents: Sequence[tuple[Path, Document]], inputs: Inputs) -> list[Pair]:
    from align import encode, pipeline

    found: list[Pair] = []
    for start, document in documents:
        found += pipeline.pair(document, encode.load(inputs.settings(start).encoder))
    return found


def _known(termbases: Sequence[Path]) -> list[Concept]:
    from align.knowledge import termbase

    return [*termbase.load(termbases), *termbase.shipped_terms()]


def _proposals(found: Sequence[Candidate], format_: str) -> str:
    from align.terms import write

    if format_ == "json":
        return json.dumps({"candidates": [asdict(one) for one in found]}, ensure_ascii=False, indent=2) + "\n"
    if format_ == "table":
        return _table(found)
    entries = [one.entry(number) for number, one in enumerate(found, 1) if one.english]
    return write(entries, format_)


def _table(found: Sequence[Candidate]) -> str:
    from align.text import display_width

    width = max((display_width(one.chinese) for one in found), default=0)
    lines = []
    for one in found:
        padding = " " * (width - display_width(one.chinese))
        known = f"  [{one.known}]" if one.known else ""
        lines.append(f"{one.count:>4}  {one.chinese}{padding}  {one.english or '?'}{known}")
        lines.append(f"      {one.where}  {one.context}")
    return "\n".join([*lines, f"{_count(len(found), 'term', 'terms')} proposed", ""])
