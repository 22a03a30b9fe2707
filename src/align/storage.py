"""Files that `align` writes: always whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path`; on failure what stood there before stands there still.

    Raises:
        OSError: The folder is missing or not writable, or the disk is full.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        # mkstemp makes private files; a report should be as readable as any other new file.
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def cache_folder() -> Path:
    """Return the user's own cache folder for `align`; it may not exist yet."""
    from platformdirs import user_cache_path

    return user_cache_path("align")


def remember(name: str, content: bytes) -> None:
    """Keep `content` in the user's cache; a cache that cannot be written is no error."""
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / name, content)
    except OSError:
        return


def recall(name: str) -> bytes | None:
    """Return what was remembered under `name`, or None."""
    try:
        return (cache_folder() / name).read_bytes()
    except OSError:
        return None
