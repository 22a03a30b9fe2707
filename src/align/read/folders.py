"""Finding briefs in folders, and the other half of a brief that is two files."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from align.errors import InputError
from align.lang import CHINESE_TAGS, ENGLISH_TAGS

_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})
_TAG = re.compile(
    rf"(?P<stem>.+)[._-](?P<tag>{'|'.join(sorted((*CHINESE_TAGS, *ENGLISH_TAGS), key=len, reverse=True))})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is left out, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """The briefs of a folder, sorted: one path each, or the Chinese and the English half."""

    briefs: tuple[tuple[str, ...], ...]
    skipped: tuple[Skipped, ...] = ()


def list_files(folder: str, suffixes: Collection[str]) -> list[str]:
    """Return the files with one of `suffixes` in `folder` and below it, sorted, hidden ones left out.

    Raises:
        InputError: The folder is missing or cannot be read.
    """

    def fail(error: OSError) -> None:
        if error.filename == folder:
            raise InputError(f"cannot read {folder}: {(error.strerror or str(error)).lower()}") from None

    paths = []
    for root, folders, names in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS]
        paths += [
            _join(root, name)
            for name in names
            if not name.startswith(".") and PurePath(name).suffix.lower() in suffixes
        ]
    return sorted(paths)


def _join(folder: str, name: str) -> str:
    # Path would drop the "./" that the user typed.
    return f"{folder}{name}" if folder.endswith(("/", os.sep)) else f"{folder}/{name}"


def find_partner(
    path: str | os.PathLike[str], suffixes: Collection[str] = (".md", ".markdown", ".txt")
) -> str | None:
    """Return the existing file that holds the other language of `path`, told by its name, or None.

    The language is a tag of the name (`brief.zh.md`, `brief_en.md`, `brief-zh-Hant.txt`) or of a
    folder (`zh/brief.md`, `en/brief.md`). The path keeps the form that the user gave it.
    """
    return next((p for p in _candidates(os.fspath(path), suffixes) if os.path.isfile(p)), None)  # noqa: PTH113


def _candidates(path: str, suffixes: Collection[str]) -> Iterator[str]:
    folder, slash, name = path.rpartition("/")
    suffix = PurePath(name).suffix
    stem = name[: len(name) - len(suffix)]
    endings = (suffix, *(s for s in suffixes if s != suffix.lower()))
    if match := _TAG.fullmatch(stem):
        border = stem[len(match["stem"])]
        for tag in _other_tags(match["tag"]):
            for ending in endings:
                yield f"{folder}{slash}{match['stem']}{border}{tag}{ending}"
    parts = folder.split("/") if slash else []
    for k in range(len(parts) - 1, -1, -1):
        if is_tag(parts[k]):
            for tag in _other_tags(parts[k]):
                yield "/".join((*parts[:k], tag, *parts[k + 1 :], name))


def is_tag(name: str) -> bool:
    """Tell whether a folder is named by a language."""
    return name.lower().replace("_", "-") in CHINESE_TAGS + ENGLISH_TAGS


def is_english_path(path: str) -> bool:
    """Tell whether a path that has a partner is the English one."""
    name = PurePath(path).stem
    match = _TAG.fullmatch(name)
    tags = [match["tag"]] if match else [part for part in reversed(path.split("/")[:-1]) if is_tag(part)]
    return bool(tags) and tags[0].lower().replace("_", "-") in ENGLISH_TAGS


def _other_tags(tag: str) -> Iterator[str]:
    """Yield the tags of the other language, spelt in the manner of this one and in others."""
    plain = tag.lower().replace("_", "-")
    for other in ENGLISH_TAGS if plain in CHINESE_TAGS else CHINESE_TAGS:
        language, dash, region = other.partition("-")
        region_case = region.title() if len(region) > 2 else region.upper()
        spellings = (
            other,
            f"{language}{dash}{region_case}",
            f"{language}_{region_case}",
            other.upper(),
            other.title(),
        )
        yield from dict.fromkeys(spellings if dash else (other, other.upper(), other.title()))
