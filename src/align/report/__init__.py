"""Renders results. Reporters compute text; `write` alone touches files."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import cast

from align.errors import ConfigError
from align.report.base import DEFAULT_WIDTH, LANGUAGES, Options, Reporter
from align.types import Result

__all__ = ["DEFAULT_WIDTH", "LANGUAGES", "REPORTERS", "Options", "Reporter", "load", "render", "write"]

# Module and function, imported when the format is asked for: only html needs Jinja.
REPORTERS: Mapping[str, str] = MappingProxyType(
    {
        "full": "align.report.terminal:render_full",
        "concise": "align.report.terminal:render_concise",
        "json": "align.report.json:render",
        "jsonl": "align.report.jsonl:render",
        "html": "align.report.html:render",
        "markdown": "align.report.markdown:render",
        "csv": "align.report.csv:render",
        "sarif": "align.report.sarif:render",
        "github": "align.report.github:render",
        "gitlab": "align.report.gitlab:render",
        "junit": "align.report.junit:render",
        "rdjson": "align.report.rdjson:render",
    }
)


def load(name: str) -> Reporter:
    """Return the reporter of that name."""
    if name not in REPORTERS:
        raise ConfigError(f"unknown format {name!r}", hint=f"choose one of {', '.join(REPORTERS)}")
    module, _, function = REPORTERS[name].partition(":")
    return cast(Reporter, getattr(import_module(module), function))


def render(name: str, result: Result, options: Options) -> str:
    """Return `result` in the format of that name."""
    return load(name)(result, options)


def write(text: str, path: Path) -> None:
    """Write `text` as UTF-8 to `path`, whole or not at all: a failure leaves an older file as it was.

    A path that exists and is no ordinary file, such as /dev/stdout or a pipe, is written directly.
    """
    # Not at the top: every command looks at REPORTERS, and few write a file.
    from align.storage import write_atomically

    data = text.encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
        else:
            write_atomically(path.resolve(), data)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise ConfigError(f"cannot write the report to {path}: {reason}", hint=_hint(path)) from error


def _hint(path: Path) -> str:
    if path.is_dir():
        return "name a file in that folder"
    if not path.resolve().parent.is_dir():
        return f"make the folder {path.parent} first"
    return "choose a place that you may write to"
