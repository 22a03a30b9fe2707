"""`align check --write-baseline`: what was found, accepted."""

from __future__ import annotations

from pathlib import Path

import click

from align.baseline import extend_baseline, load_baseline, write_baseline
from align.errors import ConfigError
from align.types import Result


def accept_all(result: Result, path: Path, *, reason: str | None, needs_reason: bool) -> None:
    """Add all that was found to the baseline at `path`; what stands in it stays.

    Raises:
        ConfigError: The file there is no baseline or cannot be written, or a reason is wanting.
    """
    why = " ".join((reason or "").split())
    if needs_reason and not why:
        raise ConfigError("the settings require a reason", hint="say why with --reason")
    old = load_baseline(path) if path.exists() else ()
    entries = extend_baseline(old, result.checked, folder=path.parent, reason=why)
    write_baseline(path, entries)
    count = f"{len(entries)} finding{'s' * (len(entries) != 1)}"
    click.echo(f"align: {path} holds {count}, {len(entries) - len(old)} new", err=True)
