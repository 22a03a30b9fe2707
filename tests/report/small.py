"""Briefs of one pair, for what the big one of conftest does not have."""

from __future__ import annotations

from align.report import Options
from align.types import (
    Block,
    BlockKind,
    Checked,
    Document,
    File,
    Finding,
    Language,
    Pair,
    PairScore,
    Place,
    Risk,
    Score,
    Segment,
    Severity,
    Span,
)

OPTIONS = Options(version="0.1.0")


def place_of(file: File, snippet: str) -> Place:
    start = file.text.index(snippet)
    return Place(file, Span(start, start + len(snippet)))


def make_small(
    source: File,
    target: File,
    wrong: tuple[str, str] | None = None,
    *,
    languages: tuple[Language, Language] = (Language.ZH_HANT, Language.EN),
    severity: Severity = Severity.MAJOR,
    **fields: str,
) -> Checked:
    """Return two files of one paragraph each; `wrong` are the words on either side that a finding marks."""
    kind, sides = BlockKind.PARAGRAPH, list(zip((source, target), languages, strict=True))
    wholes = [Place(file, Span(0, len(file.text.rstrip()))) for file, _ in sides]
    segments = [
        Segment(whole, language, kind, 0, 0) for whole, language in zip(wholes, languages, strict=True)
    ]
    pair = Pair("p1", (segments[0],), (segments[1],), 0)
    blocks = [Block(whole, kind, language) for whole, language in zip(wholes, languages, strict=True)]
    findings = ()
    if wrong is not None:
        places = [place_of(file, words) for file, words in zip((source, target), wrong, strict=True)]
        given = {"message": "it differs"} | fields
        findings = (
            Finding(
                "number", "accuracy/mistranslation", severity, 0.9, source=(places[0],), target=(places[1],),
                pair=pair, **given,
            ),
        )  # fmt: skip
    files = (source,) if source is target else (source, target)
    return Checked(
        document=Document(files, (blocks[0],), (blocks[1],), *languages),
        pairs=(pair,),
        findings=findings,
        pair_scores=(PairScore(pair, 90, Risk(0, 0, 0)),),
        score=Score(90, 1, (("critical", 0), ("major", len(findings)), ("minor", 0)), "align-1|e5"),
    )


def astral() -> Checked:
    """Marks that lie behind characters of two UTF-16 units and four bytes of UTF-8."""
    return make_small(
        File("a.zh.txt", "𠮷野家賣出3億碗。\n"),
        File("a.en.txt", "Yoshinoya 🍜 sold 3 million bowls.\n"),
        ("3億", "3 million"),
        suggestion="300 million",
    )


def from_english() -> Checked:
    """A translation into Chinese."""
    return make_small(
        File("b.en.txt", "Exports fell by 3%.\n"),
        File("b.zh.txt", "出口下降三成。\n"),
        ("3%", "三成"),
        languages=(Language.EN, Language.ZH_HANT),
        suggestion="3%",
    )


def clean() -> Checked:
    """Nothing is wrong."""
    return make_small(File("c.zh.txt", "出口下降。\n"), File("c.en.txt", "Exports fell.\n"))
