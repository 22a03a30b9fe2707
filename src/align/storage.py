"""Files that `align` writes: always whole or not at all."""

from __future__ import annotations

import secrets
import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

# Bytes of the SHA-256 that stands before what is remembered.
_DIGEST = 32


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path`; on failure what stood there before stands there still.

    A new file gets the rights of any new file, an older one keeps its own.

    Raises:
        OSError: The folder is missing or not writable, the path is a folder, or the disk is full.
    """
    if path.is_dir():
        raise IsADirectoryError(0, "it is a folder")
    # Not tempfile, which makes files that only their owner may read.
    partial = path.with_name(f".{path.name[:80]}.{secrets.token_hex(6)}.tmp")
    try:
        with partial.open("xb") as stream:
            stream.write(content)
        if path.exists():
            shutil.copymode(path, partial)
        partial.replace(path)
    except BaseException:
        with suppress(OSError):
            partial.unlink()
        raise


def cache_folder() -> Path:
    """Return the user's own cache folder for `align`; it may not exist yet."""
    from platformdirs import user_cache_path

    return user_cache_path("align")


def cache_name(stem: str) -> str:
    """Return a name for what was worked out by this `align` and this OpenCC, whose tables it folds by."""
    # Not at the top: the package imports this module, and not every run folds.
    import opencc

    from align import __version__

    return f"{stem}-{__version__}-{opencc.__version__}.json"


def remember(name: str, content: bytes) -> None:
    """Keep `content` in the user's cache; a cache that cannot be written is no error."""
    folder = cache_folder()
    content = sha256(content).digest() + content
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / name, content)
    except OSError:
        return


def recall(name: str) -> bytes | None:
    """Return what was remembered under `name`, or None when it is not there or damaged."""
    try:
        stored = (cache_folder() / name).read_bytes()
    except OSError:
        return None
    digest, content = stored[:_DIGEST], stored[_DIGEST:]
    return content if sha256(content).digest() == digest else None
