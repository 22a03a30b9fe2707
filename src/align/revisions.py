"""Briefs as they were at a revision of the git repository that they lie in."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from align import read
from align.changes import changed_spans
from align.errors import ConfigError, InputError
from align.types import Document, File, Span

_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


class Revision:
    """One revision, as far as it is asked for: repositories and renames are looked up once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._repositories: dict[Path, _Repository] = {}

    def changes(self, document: Document) -> Mapping[File, tuple[Span, ...]]:
        """Return which ranges of a document's files differ from the revision.

        A file that the revision does not have has changed throughout; one that was renamed is compared with
        what it was. Of pre-aligned pairs those that the revision does not have have changed.

        Raises:
            ConfigError: There is no git, no repository or no such revision.
        """
        if document.prealigned is not None:
            return self._changed_pairs(document)
        return {file: self._changed(file) for file in document.files}

    def _changed(self, file: File) -> tuple[Span, ...]:
        old = self._old_text(file.path)
        if old is None:
            return (Span(0, len(file.text)),)
        # Comments are no text of a brief, neither then nor now.
        return changed_spans(read.without_comments(File(file.path, old)).text, file.text)

    def _changed_pairs(self, document: Document) -> Mapping[File, tuple[Span, ...]]:
        old = self._old_text(document.files[0].path)
        known = set()
        if old is not None:
            try:
                known = set(_pair_texts(read.parse_pairs(File(document.files[0].path, old))))
            except InputError:  # it was no file of pairs then
                known = set()
        changed: dict[File, tuple[Span, ...]] = {}
        for texts, (ours, theirs) in zip(_pair_texts(document), document.prealigned or (), strict=True):
            if texts not in known:
                blocks = (*(document.source[k] for k in ours), *(document.target[k] for k in theirs))
                changed |= {b.place.file: (Span(0, len(b.place.file.text)),) for b in blocks}
        return changed

    def _old_text(self, path: str) -> str | None:
        if path == read.STDIN:
            raise ConfigError("standard input has no earlier version", hint="name files")
        whole = Path(os.path.abspath(path))  # noqa: PTH100 - a symbolic link belongs to its own folder
        folder = whole.parent
        if folder not in self._repositories:
            self._repositories[folder] = _Repository(folder, self._name)
        data = self._repositories[folder].read(whole)
        if data is None:
            return None
        try:
            return read.read_text(data, path).text
        except InputError:  # it was empty, or no text
            return None


def _pair_texts(document: Document) -> list[tuple[str, str]]:
    """Return both texts of each pre-aligned pair."""
    return [
        (
            "".join(document.source[k].text for k in ours),
            "".join(document.target[k].text for k in theirs),
        )
        for ours, theirs in document.prealigned or ()
    ]


class _Repository:
    """The repository of a folder at a revision."""

    def __init__(self, folder: Path, revision: str) -> None:
        self._folder = folder
        top = _git(folder, "rev-parse", "--show-toplevel")
        if top.returncode:
            raise ConfigError(
                f"cannot compare with {revision!r}: {folder} is in no git repository{_said(top)}"
            )
        self._top = Path(os.fsdecode(top.stdout.removesuffix(b"\n")))
        found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if found.returncode or "\n" in revision:
            raise ConfigError(
                f"git knows no revision {revision!r}",
                hint="name a commit, branch or tag; in CI the history may have to be fetched first",
            )
        self._commit = found.stdout.decode("ascii", "replace").strip()

    def read(self, path: Path) -> bytes | None:
        """Return the bytes of a file of the working tree as they were, or None when it is new."""
        whole, top = path.parent.resolve() / path.name, self._top.resolve()
        if not whole.is_relative_to(top):
            return None
        name = whole.relative_to(top).as_posix()
        found = self._blob(name)
        if found is None and name in self._renamed:
            return self._blob(self._renamed[name])
        return found

    def _blob(self, name: str) -> bytes | None:
        done = _git(self._folder, "cat-file", "blob", f"{self._commit}:{name}")
        return None if done.returncode else done.stdout

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        """The names that files had, by those they have."""
        done = _git(
            self._top,
            "diff",
            "--no-ext-diff",
            "--name-status",
            "-z",
            "-M",
            "--diff-filter=R",
            self._commit,
            "--",
        )
        fields = os.fsdecode(done.stdout).split("\0")
        return {new: old for _, old, new in zip(fields[::3], fields[1::3], fields[2::3], strict=False)}


def _git(folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    # Within a hook git names its own repository by paths that may count from elsewhere.
    env = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    # Nothing here writes: not even the index is refreshed.
    env |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and what the user says comes after an option's end
            ["git", "--no-pager", *args],  # noqa: S607 - the git of the user
            cwd=folder,
            env=env,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError as error:
        raise ConfigError("cannot compare with a revision: git is not installed") from error
    except (OSError, ValueError) as error:
        raise ConfigError(f"cannot compare with a revision: {error}") from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what git said beyond that there is no repository."""
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return f" ({said[0]})" if said and "not a git repository" not in said[0] else ""
