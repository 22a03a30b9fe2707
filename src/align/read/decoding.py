"""Bytes to text: decoded when the encoding is certain, refused by name when it is not."""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path
from typing import NamedTuple

from align.errors import InputError
from align.lang import COMMON_HAN
from align.text import HAN, INVISIBLE
from align.types import File

STDIN = "<stdin>"

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {
    "utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32", "utf-32-be": "UTF-32", "cp950": "Big5", "big5hkscs": "Big5-HKSCS",
    "gb18030": "GB18030", "cp1252": "Windows-1252",
}  # fmt: skip
_TRIED = "UTF-8, UTF-16, Big5, GB18030 and Windows-1252"

# Judging takes a sample, so that a large file costs no more than its strict decoding.
_SAMPLE = 40_000
# The right decoding of running Chinese scores about 0.45, a wrong one under 0.1.
_MIN_COMMON = 0.2
_MIN_MARGIN = 1.5

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_TYPOGRAPHIC = frozenset("‘’“”–—…•·§°€£©®™«»½¼¾²³\u00a0\u00ad")


class Decoded(NamedTuple):
    """A text without its byte order mark, and the name of the encoding it was in."""

    text: str
    encoding: str


def load(path: str) -> bytes:
    """Return the bytes of the file at `path`.

    Raises:
        InputError: The file is missing, a folder, a device or not readable.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - Path would change how the user spelt it
        if stat.S_ISDIR(mode):
            raise InputError(f"{path} is a folder, not a file")
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise InputError(f"{path} is a device, not a file")
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path} does not exist") from None
    except PermissionError:
        raise InputError(f"cannot read {path}: permission denied") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot read {path}: {reason}") from None


def read_text(data: bytes, path: str = STDIN) -> File:
    """Return the text of `data` as a file that messages call `path`.

    Raises:
        InputError: There is no text in it, or the encoding cannot be told.
    """
    return File(path, decode(data, path).text)


def decode(data: bytes, path: str) -> Decoded:
    """Return the text of `data` and its encoding; `path` is for messages.

    Raises:
        InputError: There is no text in it, or the encoding cannot be told.
    """
    decoded = _decode_marked(data, path) or _decode_unmarked(data, path)
    if len(_CONTROL.findall(decoded.text)) > len(decoded.text) // 100 or "\0" in decoded.text:
        raise _binary(path)
    if not decoded.text.strip() or all(c.isspace() or c in INVISIBLE for c in set(decoded.text)):
        raise InputError(f"{path} is empty")
    return decoded


def encode_like(data: bytes, text: str) -> bytes | None:
    """Return `text` in the encoding of `data`, with its byte order mark, or None when that loses something.

    None also where `data`, once decoded, cannot be written again byte for byte: then no one can tell what a
    change of its text would do to the rest.
    """
    old = decode(data, "").text
    marks = [*_MARKS, *((b"", encoding) for encoding in _NAMES)]
    for mark, encoding in marks:
        try:
            if mark + old.encode(encoding) == data:
                return mark + text.encode(encoding)
        except UnicodeEncodeError:
            continue
    return None


def _binary(path: str) -> InputError:
    return InputError(f"{path} is a binary file, not text", hint="give a plain text or Markdown file")


def _decode_marked(data: bytes, path: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), _NAMES[encoding])
            except UnicodeDecodeError as error:
                message = (
                    f"{path} starts as {_NAMES[encoding]} but breaks off at byte {error.start + len(mark)}"
                )
                raise InputError(message, hint="save the file as UTF-8") from None
    return None


def _decode_unmarked(data: bytes, path: str) -> Decoded:
    wide = _decode_wide(data)
    if wide is not None:
        return wide
    if b"\0" in data:
        raise _binary(path)
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        broken_at = error.start
    legacy = _decode_chinese(data) or _decode_western(data)
    if legacy is not None:
        return legacy
    raise InputError(
        f"cannot tell the encoding of {path}: tried {_TRIED} (UTF-8 fails at byte {broken_at})",
        hint="save the file as UTF-8",
    )


def _decode_wide(data: bytes) -> Decoded | None:
    """Decode UTF-16 without a mark, when what comes out is nothing but plausible text."""
    if len(data) % 2 or b"\0" not in data[:_SAMPLE]:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strictly(data, encoding)
        sample = (text or "")[:_SAMPLE]
        if text and sum(_is_ordinary(c) for c in sample) >= 0.98 * len(sample):
            return Decoded(text, _NAMES[encoding])
    return None


def _is_ordinary(char: str) -> bool:
    """Tell whether a character is white space, ASCII, Latin-1 or of the Chinese writing system."""
    return (
        char in "\t\n\r"
        or " " <= char <= "ÿ"
        or "\u2010" <= char <= "\u2027"
        or "\u3000" <= char <= "\u303f"
        or "\u4e00" <= char <= "\u9fff"
        or "\uff00" <= char <= "\uffef"
    )


def _decode_chinese(data: bytes) -> Decoded | None:
    """Decode Big5 or GB18030, whichever yields ordinary Chinese; None when neither clearly does."""
    scored = []
    for encodings in (("cp950", "big5hkscs"), ("gb18030",)):
        decoded = next((d for e in encodings if (d := _try(data, e)) is not None), None)
        if decoded is not None:
            scored.append((_share_of_common(decoded.text), decoded))
    if not scored:
        return None
    scored.sort(key=lambda item: item[0], reverse=True)
    best, decoded = scored[0]
    runner_up = scored[1][0] if len(scored) > 1 else 0.0
    return decoded if best >= _MIN_COMMON and best >= _MIN_MARGIN * runner_up else None


def _share_of_common(text: str) -> float:
    """Return which share of the ideographs, or of what stands in their place, is common."""
    sample = [c for c in text if c > "ÿ"][:_SAMPLE]
    letters = [c for c in sample if HAN.match(c) or c.isalpha() or "\ue000" <= c <= "\uf8ff"]
    return sum(c in COMMON_HAN for c in letters) / len(letters) if letters else 0.0


def _decode_western(data: bytes) -> Decoded | None:
    """Decode Windows-1252, when its non-ASCII characters are rare, typographic or accented letters."""
    decoded = _try(data, "cp1252")
    if decoded is None:
        return None
    high = [c for c in decoded.text if c > "\x7f"]
    plausible = all(c in _TYPOGRAPHIC or c.isalpha() for c in high)
    accented_runs = re.search(r"[\u00c0-\u00ff]{2}", decoded.text)
    return decoded if plausible and not accented_runs and len(high) * 5 <= len(decoded.text) else None


def _try(data: bytes, encoding: str) -> Decoded | None:
    text = _strictly(data, encoding)
    return None if text is None else Decoded(text, _NAMES[encoding])


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
