"""Where things lie, as programs outside a terminal name it.

They count paths from the folder of the repository, have their own units of columns, and know nothing of
the sides of pre-aligned pairs, which are files only in name.
"""

from __future__ import annotations

import os
import re
from typing import NamedTuple
from urllib.parse import quote

from align.report.base import Options
from align.types import Document, File, Place

_DRIVE = re.compile(r"[A-Za-z]:/")


class Address(NamedTuple):
    """A file on disk, and the field in it ("a1.target") if it holds pre-aligned pairs.

    Lines and columns count within the field, so they mean nothing to who opens the file; `line` is that of
    the file on which the pair begins, if the reader told it.
    """

    path: str
    field: str = ""
    line: int | None = None

    def locate(self, place: Place) -> str:
        """Return "brief.txt:29:77", or of a pair "pairs.jsonl:2 (a1.target:1:18)"."""
        line, column = place.file.locate(place.span.start)
        if not self.field:
            return f"{self.path}:{line}:{column}"
        entry = f"{self.path}:{self.line}" if self.line else self.path
        return f"{entry} ({self.field}:{line}:{column})"


def as_typed(file: File, document: Document) -> Address:
    """Return where `file` is to be found, as the user named it."""
    if document.prealigned is None:
        return Address(file.path)
    path = document.files[0].path
    return Address(path, file.path.removeprefix(path).removeprefix("#"), file.entry_line)


def address(file: File, document: Document, options: Options) -> Address:
    """Return where `file` is to be found, with slashes, from `options.root` where it lies below that."""
    typed = as_typed(file, document)
    return typed._replace(path=from_root(typed.path, options))


def absolute(path: str, options: Options) -> str:
    """Return the absolute path of a file as the user named it, or an empty string if it has none."""
    whole = os.path.normpath(os.path.join(options.folder, path))  # noqa: PTH118 - must not touch the disk
    # Standard input and what else has a name in angle brackets is no file.
    is_file = os.path.isabs(whole) and not path.startswith("<")  # noqa: PTH117
    return whole.replace(os.sep, "/") if is_file else ""


def from_folder(path: str, options: Options) -> str:
    """Return how a baseline in `options.folder` names a file; an empty string if it cannot."""
    if path.startswith("<") or not path.isprintable():
        return ""
    whole = absolute(path, options)
    # Both are absolute, so that the disk is not touched.
    relative = os.path.relpath(whole, options.folder) if whole and options.folder else os.path.normpath(path)
    return relative.replace(os.sep, "/")


def uri(path: str, *, host: str = "") -> str:
    """Return a path with slashes as a URI reference: relative, or of the scheme "file"."""
    if path.startswith("/"):
        return f"file://{_quote(host)}{_quote(path)}"
    if _DRIVE.match(path):
        return f"file://{_quote(host)}/{path[:2]}{_quote(path[2:])}"
    return _quote(path)


def utf8_column(place: Place, offset: int) -> int:
    """Return the 1-based column of `offset` in the file of `place`, counted in bytes of UTF-8."""
    line = place.file.locate(offset).line
    before = place.file.text[place.file.line_start(line) : offset]
    return len(before.encode("utf-8", "surrogatepass")) + 1


def from_root(path: str, options: Options) -> str:
    """Return a path as the user named it with slashes, from `options.root` where it lies below that."""
    whole = absolute(path, options) if options.root else ""
    root = options.root.replace(os.sep, "/").rstrip("/") + "/"
    if whole.startswith(root):
        path = whole[len(root) :]
    # "./a.txt" and "a.txt" are one file; a name such as <stdin> is left as it is.
    return os.path.normpath(path).replace(os.sep, "/")


def _quote(path: str) -> str:
    """Percent-encode a path byte by byte: a name that is no UTF-8 stands as surrogates in a str."""
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "surrogatepass")
    return quote(data)
