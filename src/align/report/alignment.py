"""Renders an alignment on its own: table, json, tsv, tmx."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from align.text import show_controls
from align.types import Document, Pair, Segment, join_text

SCHEMA = "align.pairs/1"
# What XML 1.0 does not allow, not even as a reference (section 2.2, production Char).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(name: str, document: Document, pairs: Sequence[Pair]) -> str:
    """Return the alignment in the format of that name, one of `FORMATS`."""
    return FORMATS[name](document, pairs)


def _table(_: Document, pairs: Sequence[Pair]) -> str:
    """Pair by pair, with similarity and confidence; a side without text is a dash, so is what is unknown."""
    lines = [f"{'id':>6} {'n-m':>4} {'sim':>5} {'conf':>5}  source, and target below it"]
    for pair in pairs:
        figures = " ".join(
            "    -" if figure is None else f"{figure:5.2f}" for figure in (pair.similarity, pair.confidence)
        )
        shape = f"{len(pair.source)}-{len(pair.target)}"
        lines += [
            f"{show_controls(pair.id):>6} {shape:>4} {figures}  {_shown(pair.source_text)}",
            f"{'moved' if pair.moved else '':>24} {_shown(pair.target_text)}",
        ]
    return "\n".join(lines) + "\n"


def _shown(text: str) -> str:
    return show_controls(_flat(text)) or "-"


def _json(document: Document, pairs: Sequence[Pair]) -> str:
    content = {
        "schema": SCHEMA,
        "paths": [file.path for file in document.files],
        "source_language": document.source_language.value,
        "target_language": document.target_language.value,
        "pairs": [
            {
                "source": [segment.index for segment in pair.source],
                "target": [segment.index for segment in pair.target],
                "similarity": _rounded(pair.similarity),
                "confidence": _rounded(pair.confidence),
                "moved": pair.moved,
                "source_text": [segment.text for segment in pair.source],
                "target_text": [segment.text for segment in pair.target],
            }
            for pair in pairs
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)


def _tsv(_: Document, pairs: Sequence[Pair]) -> str:
    rows = [["id", "similarity", "confidence", "source", "target"]]
    for pair in pairs:
        figures = ["" if figure is None else f"{figure:.4f}" for figure in (pair.similarity, pair.confidence)]
        rows.append([pair.id, *figures, _flat(pair.source_text), _flat(pair.target_text)])
    return "".join("\t".join(row) + "\n" for row in rows)


def _flat(text: str) -> str:
    """Return `text` on one line without tabs, so that a row stays a row."""
    return " ".join(text.split())


def _tmx(document: Document, pairs: Sequence[Pair]) -> str:
    """TMX 1.4b, level 1; a pair without one side is left out, since a unit needs both."""
    source_language = quoteattr(document.source_language.value)
    header = (
        f'<header creationtool="align" creationtoolversion="1" segtype="sentence" o-tmf="align" '
        f'adminlang="en" srclang={source_language} datatype="plaintext"/>'
    )
    units = "".join(_unit(pair) for pair in pairs if not pair.is_null)
    lines = ('<?xml version="1.0" encoding="UTF-8"?>', '<tmx version="1.4">', header, "<body>")
    return "\n".join(lines) + f"\n{units}</body>\n</tmx>\n"


def _unit(pair: Pair) -> str:
    variants = "".join(_variant(side) for side in (pair.source, pair.target))
    return f"<tu tuid={quoteattr(_FORBIDDEN.sub('', pair.id))}>{variants}</tu>\n"


def _variant(segments: tuple[Segment, ...]) -> str:
    text = escape(_FORBIDDEN.sub("", _flat(join_text(segments))))
    return f'<tuv xml:lang="{segments[0].language.value}"><seg>{text}</seg></tuv>'


FORMATS: Mapping[str, Callable[[Document, Sequence[Pair]], str]] = {
    "table": _table,
    "json": _json,
    "tsv": _tsv,
    "tmx": _tmx,
}
