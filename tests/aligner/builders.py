"""Documents, encoders that need no model, and what comes out of `align` as something easy to compare."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from align import pipeline
from align.encode import Encoded, Encoder, PackedStates
from align.encode.windows import pack, pool
from align.read import parse_brief
from align.text import HAN
from align.types import Block, BlockKind, Document, File, Language, Pair, Place, Span

Indices = tuple[tuple[int, ...], tuple[int, ...]]

# ---------------------------------------------------------------- documents


def brief(text: str, *, source: Language = Language.ZH) -> Document:
    """Return the brief that a text is."""
    return parse_brief(File("brief.txt", text), source=source)


def bullets(heading: str, items: Iterable[str]) -> str:
    """Return a section of a brief."""
    return "".join([f"{heading}\n", *(f"• {item}\n" for item in items)])


def lines(chinese: Sequence[str], english: Sequence[str], *, presegmented: bool = True) -> Document:
    """Return a document of one block a line; Chinese is the source."""
    rows = [[(BlockKind.PARAGRAPH, text) for text in side] for side in (chinese, english)]
    return replace(blocks(*rows), presegmented=presegmented)


def blocks(chinese: Sequence[tuple[BlockKind, str]], english: Sequence[tuple[BlockKind, str]]) -> Document:
    """Return a document of blocks of given kinds; Chinese is the source."""
    sides = []
    for name, language, rows in (("zh", Language.ZH_HANT, chinese), ("en", Language.EN, english)):
        file = File(f"{name}.txt", "\n".join(text for _, text in rows))
        places, start = [], 0
        for _, text in rows:
            places.append(Place(file, Span(start, start + len(text))))
            start += len(text) + 1
        levels = [int(kind in (BlockKind.BULLET, BlockKind.HEADING)) for kind, _ in rows]
        sides.append(
            tuple(
                Block(place, kind, language, level)
                for place, (kind, _), level in zip(places, rows, levels, strict=True)
            )
        )
    files = tuple(File(f"{name}.txt", "") for name in ("zh", "en"))
    return Document(files, sides[0], sides[1], Language.ZH_HANT, Language.EN)


def mirrored(document: Document) -> Document:
    """Return the document with source and target exchanged."""
    return replace(
        document,
        source=document.target,
        target=document.source,
        source_language=document.target_language,
        target_language=document.source_language,
    )


# ---------------------------------------------------------------- results


def align(document: Document, encoder: Encoder) -> tuple[Pair, ...]:
    """Segment, encode and align."""
    return pipeline.pair(document, encoder)


def indices(pairs: Iterable[Pair]) -> list[Indices]:
    """Return the indices of the segments of each pair."""
    return [(tuple(s.index for s in pair.source), tuple(s.index for s in pair.target)) for pair in pairs]


def texts(pairs: Iterable[Pair]) -> list[tuple[str, str]]:
    """Return both texts of each pair."""
    return [(pair.source_text, pair.target_text) for pair in pairs]


def alone(pairs: Iterable[Pair]) -> list[str]:
    """Return the texts that have no counterpart."""
    return [pair.source_text or pair.target_text for pair in pairs if pair.is_null]


def moved(pairs: Iterable[Pair]) -> list[str]:
    """Return the texts that stand in another place in the target."""
    return [pair.source_text for pair in pairs if pair.moved]


def promises(document: Document, pairs: Sequence[Pair]) -> None:
    """Assert what `align` promises of any document."""
    for side, blocks_ in (("source", document.source), ("target", document.target)):
        segments = [segment for pair in pairs for segment in getattr(pair, side)]
        found = sorted(segment.index for segment in segments)
        assert found == list(range(len(found)))
        assert {segment.block for segment in segments} == {
            number
            for number, block in enumerate(blocks_)
            if block.text.strip() or document.presegmented or block.kind is BlockKind.HEADING
        }
        for pair in pairs:
            own = [segment.index for segment in getattr(pair, side)]
            assert own == sorted(own)
    for pair in pairs:
        assert pair.source or pair.target
        assert 0 <= pair.confidence <= 1
        assert (pair.similarity is None) == pair.is_null
        assert pair.similarity is None or -1.0001 <= pair.similarity <= 1.0001
        assert (pair.source_gap is None) or not pair.source
        assert (pair.target_gap is None) or not pair.target
    assert len({pair.id for pair in pairs}) == len(pairs)


# ---------------------------------------------------------------- encoders

_TOKEN = re.compile(rf"{HAN.pattern}|[A-Za-z0-9]+")


def _direction(name: str, dimension: int) -> np.ndarray:
    return np.random.default_rng(zlib.crc32(name.encode("utf-8", "replace"))).standard_normal(dimension)


class Chance:
    """Vectors by chance: every token of every text points elsewhere."""

    name = "chance@000000000000"
    dimension = 16
    usual = None

    def tokens(self, text: str) -> list[str]:
        return [f"{text}{number}" for number in range(len(text) // 2)]

    def encode(self, texts: Sequence[str], /) -> Encoded:
        found = [self.tokens(text) for text in texts]
        states = [_direction(token, self.dimension) for tokens in found for token in tokens]
        array = np.array(states, np.float32).reshape(-1, self.dimension)
        rows = np.cumsum([0, *map(len, found)])
        sums = np.array([array[a:b].sum(0) for a, b in pairwise(rows)], np.float32).reshape(
            -1, self.dimension
        )
        return pool(
            sums, PackedStates(*pack(array), np.zeros((len(array), 2), np.int32), rows.astype(np.int64))
        )


_WORDS = (
    "港=port 船=ship 米=rice 茶=tea 雨=rain 雪=snow 山=hill 河=river 馬=horse 牛=ox "
    "鐵=iron 金=gold 火=fire 木=wood 鳥=bird 魚=fish 花=bloom 草=grass 風=wind 雲=cloud"
)


class Reader(Chance):
    """An encoder that knows a few words: an ideograph and its English word point the same way.

    Everything else points elsewhere, so what is alike is alike because of these words alone.
    """

    name = "reader@000000000000"
    dimension = 128
    words: Mapping[str, str] = dict(re.findall(r"(\S)=(\w+)", _WORDS))
    """English word by ideograph."""

    def tokens(self, text: str) -> list[str]:
        return [self.words.get(token, token) for token in _TOKEN.findall(text.lower())]


def chinese(words: str) -> str:
    """Return a Chinese sentence of some of the reader's words: "port ship" gives 港船。"""
    back = {english: ideograph for ideograph, english in Reader.words.items()}
    return "".join(back[word] for word in words.split()) + "。"


def english(words: str) -> str:
    """Return an English sentence of them."""
    return f"{words.capitalize()}."


# ---------------------------------------------------------------- texts by chance

chinese_texts = st.text("港船米茶雨雪山河馬牛鐵金「」『』“”，、。；！？％0123 的是", max_size=14)
english_texts = st.text("portshiceanw glx .,;!?“”\"'’()0123", max_size=30)
lexical = st.lists(st.sampled_from(sorted(Reader.words.values())), min_size=1, max_size=5).map(" ".join)
kinds = st.sampled_from([BlockKind.HEADING, BlockKind.BULLET, BlockKind.PARAGRAPH])
