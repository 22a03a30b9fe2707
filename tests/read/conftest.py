"""Small helpers: a document from a string, and its blocks as lines that are easy to compare."""

from __future__ import annotations

import textwrap

import pytest

from align.read import parse_brief
from align.types import Document, File


@pytest.fixture
def read():
    """Return a function that reads a brief from an indented string."""

    def read_string(text: str, **options: object) -> Document:
        return parse_brief(File("brief.txt", textwrap.dedent(text).lstrip("\n")), **options)

    return read_string


@pytest.fixture
def show():
    """Return a function that makes "b1 • text" of each block: kind, level, marker, text."""

    def show_blocks(blocks) -> list[str]:
        return [" ".join(filter(None, [f"{b.kind.value[0]}{b.level}", b.marker, b.text])) for b in blocks]

    return show_blocks
