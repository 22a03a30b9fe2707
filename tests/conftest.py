"""Builders that several test modules share."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import settings

from align.checks import Check, Context
from align.knowledge import termbase
from align.types import Block, BlockKind, Document, File, Finding, Language, Pair, Place, Segment, Span, Tally

# No example has a deadline, since a busy machine would miss it, and every run tries the same examples, so
# that a change is judged by itself; `pytest --hypothesis-profile=explore` tries new ones.
settings.register_profile("same", deadline=None, derandomize=True, print_blob=True, database=None)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("same")


def make_pair(
    source: str, target: str, *, number: int = 0, group: int | None = None, reverse: bool = False
) -> Pair:
    """Return a pair of two texts; Chinese is the source unless `reverse`; an empty text is an empty side."""
    languages = (Language.ZH_HANT, Language.EN)
    sides = []
    for name, text, language in zip(
        ("source", "target"), (source, target), reversed(languages) if reverse else languages, strict=True
    ):
        place = Place(File(f"{number}.{name}", text), Span(0, len(text)))
        sides.append((Segment(place, language, BlockKind.PARAGRAPH, number, number),) if text else ())
    return Pair(str(number), sides[0], sides[1], number if group is None else group)


def make_document(pairs: Iterable[Pair]) -> Document:
    """Return a document of the pairs' texts, a block a segment."""
    sides: tuple[list[Block], list[Block]] = ([], [])
    for pair in pairs:
        for blocks, segments in zip(sides, (pair.source, pair.target), strict=True):
            blocks += [Block(s.place, s.kind, s.language) for s in segments]
    files = tuple(block.place.file for side in sides for block in side)
    return Document(files[:1], tuple(sides[0]), tuple(sides[1]), Language.ZH_HANT, Language.EN)


@pytest.fixture(scope="session")
def terms() -> termbase.Termbase:
    """The shipped termbase."""
    return termbase.load()


class Checker:
    """Runs one check on pairs of texts."""

    def __init__(self, terms: termbase.Termbase) -> None:
        self._terms = terms

    def __call__(
        self, check: Check, *texts: tuple[str, str], reverse: bool = False, one_group: bool = False
    ) -> list[Finding]:
        """Return the findings for pairs of source and target."""
        pairs = [
            make_pair(source, target, number=number, group=0 if one_group else None, reverse=reverse)
            for number, (source, target) in enumerate(texts)
        ]
        results = check(pairs, Context(make_document(pairs), self._terms))
        return [result for result in results if not isinstance(result, Tally)]


@pytest.fixture
def run(terms: termbase.Termbase) -> Checker:
    """A function from a check and pairs of texts to findings."""
    return Checker(terms)
