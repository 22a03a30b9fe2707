"""Cut text into the pieces of a SentencePiece unigram model, with exact spans.

Written here because building the 250,002 pieces of XLM-R into a `tokenizers` model takes about a second,
longer than all else that `align check` does on a page. Pieces are found by a rolling hash instead: sorting
the hashes of all pieces takes some hundredths of a second, and the pieces at every place of a text are looked
up together. The best cut is then the usual Viterbi search (Kudo 2018, https://arxiv.org/abs/1804.10959).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.encode.weights import Vocabulary
from align.encode.windows import SLICE, Slice, slice_text

_SPACE = 0x20
_WORD_START = 0x2581  # "▁", which SentencePiece puts before every word
_UNKNOWN_PENALTY = 10.0  # below the worst piece: kUnkPenalty in SentencePiece's unigram_model.cc

# Any odd multiplier will do: hashes are taken modulo 2**64. This one is 2**64 divided by the golden ratio.
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_INVERSE = np.uint64(pow(int(_MULTIPLIER), -1, 1 << 64))
_FILTER_BITS = 22


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The pieces of n texts, text after text.

    Attributes:
        ids: int32[t].
        spans: int32[t, 2], half-open code points into the piece's own text.
        rows: int64[n + 1]; the pieces of text i are `rows[i]` to `rows[i + 1]`.
    """

    ids: NDArray[np.int32]
    spans: NDArray[np.int32]
    rows: NDArray[np.int64]


class _Symbols(NamedTuple):
    """Normalised code points, and the slice and the code points of its text that each comes from."""

    codes: NDArray[np.uint32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    slices: NDArray[np.int32]

    def pick(self, indices: NDArray[np.intp]) -> _Symbols:
        return _Symbols(self.codes[indices], self.starts[indices], self.ends[indices], self.slices[indices])


class Tokenizer:
    """A unigram model with its normaliser.

    Differs from SentencePiece in three rare cases: control symbols such as "<s>" in a text are ordinary text;
    a text over 8,192 code points without white space or punctuation is cut where it stands; pieces are told
    apart by 64-bit hashes, so a text made for it could be given a wrong piece.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._normaliser = _Normaliser(vocabulary.replacements)
        self._unknown_id = vocabulary.unknown_id
        self._unknown_score = float(vocabulary.scores.min()) - _UNKNOWN_PENALTY
        self._scores = vocabulary.scores
        hashes, self._longest = _hash_pieces(vocabulary)
        # Control symbols have no probability, hence the score 0 that no piece of text has.
        ids = np.flatnonzero(vocabulary.scores < 0)
        order = np.argsort(hashes[ids])
        self._ids = ids[order].astype(np.int32)
        self._hashes = hashes[self._ids]
        self._filter = np.zeros(1 << _FILTER_BITS, np.bool_)
        self._filter[_filter_index(self._hashes)] = True
        self.blank_ids = self._find_blank_ids()

    def _find_blank_ids(self) -> NDArray[np.int32]:
        """The unknown piece and the mark of a word start: a text of nothing else says nothing."""
        found = self._find(np.array([_WORD_START], np.uint32))
        return np.append(found.ids, np.int32(self._unknown_id)).astype(np.int32)

    def cut(self, texts: Sequence[str]) -> Pieces:
        """Cut every text into its most probable pieces, in time and memory linear in its length.

        Adjacent unknown characters make one unknown piece. Any `str` is accepted, lone surrogates included.
        """
        ids, spans, rows = [np.zeros(0, np.int32)], [np.zeros((0, 2), np.int32)], [np.zeros(0, np.int64)]
        for group in _groups(piece for row, text in enumerate(texts) for piece in slice_text(row, text)):
            group_ids, group_spans, slices = self._cut_group(group)
            ids.append(group_ids)
            spans.append(group_spans + np.array([piece.start for piece in group], np.int32)[slices, None])
            rows.append(np.array([piece.row for piece in group], np.int64)[slices])
        bounds = np.searchsorted(np.concatenate(rows), np.arange(len(texts) + 1))
        return Pieces(np.concatenate(ids), np.concatenate(spans), bounds.astype(np.int64))

    def _cut_group(
        self, group: Sequence[Slice]
    ) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
        """Return ids, spans and slices of the pieces; no piece crosses slices, as none holds "▁" inside."""
        symbols = _mark_words(self._normaliser.normalise(group), [piece.joined for piece in group])
        found = self._find(symbols.codes)
        path = np.array(_best_path(found, len(symbols.codes)), np.int64)
        ids, starts, ends = found.ids[path], found.starts[path], found.ends[path]
        unknown = ids == self._unknown_id
        first = np.ones(len(ids), np.bool_)
        first[1:] = ~(unknown[1:] & unknown[:-1])
        last = np.append(first[1:], True)[: len(ids)]
        spans = np.stack([symbols.starts[starts[first]], symbols.ends[ends[last] - 1]], axis=1)
        return ids[first].astype(np.int32), spans, symbols.slices[starts[first]]

    def _find(self, codes: NDArray[np.uint32]) -> _Found:
        """Find every piece at every place, by start and then by length."""
        parts = [np.zeros((3, 0), np.int64)]
        hashes = np.zeros(len(codes), np.uint64)
        numbers = _numbers(codes)
        for length in range(1, min(self._longest, len(codes)) + 1):
            hashes = (hashes[: len(codes) - length + 1] + numbers[length - 1 :]) * _MULTIPLIER
            starts, ids = self._look_up(hashes)
            parts.append(np.stack([starts, starts + length, ids]))
            if length == 1:
                unknown = np.setdiff1d(np.arange(len(codes)), starts, assume_unique=True)
                parts.append(np.stack([unknown, unknown + 1, np.full_like(unknown, self._unknown_id)]))
        found = np.concatenate(parts, axis=1)
        starts, ends, ids = found[:, np.argsort(found[0], kind="stable")]
        scores = np.where(ids == self._unknown_id, self._unknown_score, self._scores[ids].astype(np.float64))
        return _Found(starts, ends, ids, scores)

    def _look_up(self, hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return where a hash is that of a piece, and the ids of those pieces."""
        places = np.flatnonzero(self._filter[_filter_index(hashes)])
        wanted = hashes[places]
        slots = np.searchsorted(self._hashes, wanted).clip(max=len(self._hashes) - 1)
        hit = self._hashes[slots] == wanted
        return places[hit], self._ids[slots[hit]].astype(np.int64)


class _Found(NamedTuple):
    """Pieces that stand in a text, overlapping: half-open symbols, ids, log probabilities."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    ids: NDArray[np.int64]
    scores: NDArray[np.float64]


def _best_path(found: _Found, length: int) -> list[int]:
    """Return the pieces, in order, that cover `length` symbols with the greatest sum of scores.

    Of equals the one found first wins. Sums are exact: scores have few bits, so a text cuts the same way
    wherever it stands in its group.
    """
    best = [0.0] + [float("-inf")] * length
    arrival = [0] * (length + 1)
    edges = zip(found.starts.tolist(), found.ends.tolist(), found.scores.tolist(), strict=True)
    for edge, (start, end, score) in enumerate(edges):
        total = best[start] + score
        if total > best[end]:
            best[end] = total
            arrival[end] = edge
    path, starts, at = [], found.starts.tolist(), length
    while at > 0:
        path.append(arrival[at])
        at = starts[arrival[at]]
    return path[::-1]


def _groups(slices: Iterable[Slice]) -> Iterator[list[Slice]]:
    """Gather slices to be handled together; a joined one starts anew, lest a piece reach into it."""
    group: list[Slice] = []
    size = 0
    for piece in slices:
        if group and (size + len(piece.text) > SLICE or piece.joined):
            yield group
            group, size = [], 0
        group.append(piece)
        size += len(piece.text)
    if group:
        yield group


class _Normaliser:
    """NFC, then a map from one code point to several (for e5 close to NFKC)."""

    def __init__(self, replacements: dict[int, tuple[int, ...]]) -> None:
        keys = sorted(replacements)
        self._keys = np.array(keys, np.uint32)
        self._lengths = np.array([len(replacements[key]) for key in keys], np.int64)
        self._offsets = np.cumsum(self._lengths) - self._lengths
        self._output = np.array([code for key in keys for code in replacements[key]], np.uint32)

    def normalise(self, group: Sequence[Slice]) -> _Symbols:
        """Return the normalised code points of all slices, one after another."""
        parts = [_compose(piece.text) for piece in group]
        slices = np.repeat(np.arange(len(group), dtype=np.int32), [len(part[0]) for part in parts])
        codes, starts, ends = (np.concatenate(column) for column in zip(*parts, strict=True))
        return self._replace(_Symbols(codes, starts, ends, slices))

    def _replace(self, symbols: _Symbols) -> _Symbols:
        slots = np.searchsorted(self._keys, symbols.codes).clip(max=len(self._keys) - 1)
        known = self._keys[slots] == symbols.codes
        if not known.any():
            return symbols
        lengths = np.where(known, self._lengths[slots], 1)
        source = np.repeat(np.arange(len(lengths)), lengths)
        within = np.arange(len(source)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        replaced = symbols.pick(source)
        output = (self._offsets[slots[source]] + within)[known[source]]
        replaced.codes[known[source]] = self._output[output]
        return replaced


def _compose(text: str) -> tuple[NDArray[np.uint32], NDArray[np.int32], NDArray[np.int32]]:
    """Return the code points of `text` in NFC, with the start and end of what each was composed from."""
    if unicodedata.is_normalized("NFC", text):
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        places = np.arange(len(codes) + 1, dtype=np.int32)
        return codes, places[:-1], places[1:]
    composed, starts, ends = [], [], []
    for start, end in _clusters(text):
        codes_here = [ord(char) for char in unicodedata.normalize("NFC", text[start:end])]
        composed += codes_here
        starts += [start] * len(codes_here)
        ends += [end] * len(codes_here)
    return np.array(composed, np.uint32), np.array(starts, np.int32), np.array(ends, np.int32)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans that compose apart from one another: a character with the marks that follow it."""
    start = 0
    for at in range(1, len(text)):
        code = ord(text[at])
        is_jamo = 0x1161 <= code <= 0x11FF  # vowels and final consonants, which join a Hangul syllable
        if code < 0x300 or not (unicodedata.combining(text[at]) or is_jamo):
            yield start, at
            start = at
    yield start, len(text)


def _mark_words(symbols: _Symbols, joined: Sequence[bool]) -> _Symbols:
    """Drop spaces and put an empty "▁" before every word, as SentencePiece does."""
    ink = symbols.codes != _SPACE
    opens = np.ones(len(ink), np.bool_)
    opens[1:] = symbols.slices[1:] != symbols.slices[:-1]
    after_break = opens & ~np.array(joined, np.bool_)[symbols.slices]
    after_break[1:] |= ~ink[:-1]
    starts_word = ink & after_break
    indices = np.repeat(np.arange(len(ink)), ink.astype(np.int64) + starts_word)
    marked = symbols.pick(indices)
    marks = np.flatnonzero(starts_word[indices] & (np.diff(indices, prepend=-1) > 0))
    marked.codes[marks] = _WORD_START
    marked.ends[marks] = marked.starts[marks]
    return marked


def _filter_index(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return hashes >> np.uint64(64 - _FILTER_BITS)


def _numbers(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Number code points from 1: a zero at the start of a piece would not change its hash."""
    return codes + np.uint32(1)


def _hash_pieces(vocabulary: Vocabulary) -> tuple[NDArray[np.uint64], int]:
    """Return the hash of every piece, and how many code points the longest has.

    The hash of numbers c1 ... ck is c1 m^k + ... + ck m, which `_find` computes step by step.
    """
    numbers = _numbers(np.frombuffer(vocabulary.utf8.tobytes().decode().encode("utf-32-le"), np.uint32))
    # A byte that does not start with the bits 10 starts a code point.
    leads = ((vocabulary.utf8 & 0xC0) != 0x80).view(np.uint8)
    lengths = np.add.reduceat(leads, vocabulary.offsets[:-1].astype(np.int64), dtype=np.uint8)
    ends = np.cumsum(lengths, dtype=np.int32)
    places = np.repeat(ends, lengths) - np.arange(len(numbers), dtype=np.int32)
    powers = np.cumprod(np.full(lengths.max() + 1, _MULTIPLIER)) * _INVERSE
    terms = powers[places]
    terms *= numbers
    return np.add.reduceat(terms, ends - lengths), int(lengths.max())
