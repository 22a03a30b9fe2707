"""Files that a command would write over: what it reads, or what it writes besides."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from align.errors import ConfigError

_HINT = "name another file"


def refuse_inputs(outputs: Iterable[Path | None], inputs: Iterable[str | Path | None]) -> None:
    """Refuse to write over a file that is read, by whatever path or link it is named; None is no file.

    Raises:
        ConfigError: A report, or what else is written, would take the place of an input.
    """
    read = {file for path in inputs if (file := _file_at(path))}
    for output in outputs:
        if _file_at(output) in read:  # which does not hold None
            raise ConfigError(f"cannot write to {output}: it is a file that is being read", hint=_HINT)


def refuse_twice(outputs: Iterable[Path]) -> None:
    """Refuse to write two things to one file. A device, such as /dev/null or a pipe, takes any number.

    Raises:
        ConfigError: Two would go to one file.
    """
    seen: set[tuple[int, int] | str] = set()
    for output in outputs:
        is_device = os.path.exists(output) and not _file_at(output)  # noqa: PTH110 - Path raises for long names
        file = _file_at(output) or os.path.realpath(output)
        if file in seen and not is_device:
            raise ConfigError(f"cannot write to {output}: another report goes there", hint=_HINT)
        seen.add(file)


def refuse_existing(output: Path | None) -> None:
    """Refuse to write over any file.

    Raises:
        ConfigError: There is a file already.
    """
    if _file_at(output):
        raise ConfigError(f"cannot write to {output}: it exists", hint="--force writes over it")


def _file_at(path: str | Path | None) -> tuple[int, int] | None:
    """Return what tells an ordinary file from others, the same for all its links; None for what is none."""
    if path is None:
        return None
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None
