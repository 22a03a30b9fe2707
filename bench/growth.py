"""Measure how the aligner's time and memory grow with the length of a document. Needs Linux.

usage: python bench/growth.py FOLDER [--sizes N,N,...] [--groups NAME,NAME] [--out FILE]

FOLDER holds annotated documents, see annotated.py. They are joined, again and again, up to so many lines a
side; each size is aligned in a process of its own.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np
from annotated import Sample, align_ours, joined, read_samples, table, versions

from align.encode import Encoded, Encoder, PackedStates, load
from align.encode.windows import pool

SEED = 0
REPEATS, ENOUGH = 3, 30.0
"""How often a document is aligned, and after how many seconds no more."""
WARM_UP = 20
"""So many lines a side are aligned first: what is loaded once a process would hide how time grows."""
ENCODED = 200
"""A process encodes so many lines in earnest, for the memory that the encoder's runtime keeps."""


def repeated(samples: Sequence[Sample], lines: int) -> Sample:
    """Return a document of `lines` lines a side on average, cut behind a bead."""
    draw = random.Random(SEED)  # noqa: S311
    parts: list[Sample] = []
    while sum(part.sentences for part in parts) < 2 * lines:
        parts += draw.sample(samples, len(samples))
    whole = joined(parts)
    i = j = 0
    for source, target in whole.gold:
        if i + j >= 2 * lines:
            break
        # Lone sentences may be listed anywhere, so only the furthest one counts.
        i, j = max(i, *(a + 1 for a in source), 0), max(j, *(b + 1 for b in target), 0)
    return Sample(f"{lines} lines", whole.chinese[:i], whole.english[:j], [])


class Stored:
    """An encoder that encoded every line before and copies what it knows into new arrays.

    What it returns is byte for byte what the encoder itself would return, and takes as much memory. The
    states that it copies stay on the disk.
    """

    def __init__(self, lines: Iterable[str], encoder: Encoder, folder: str) -> None:
        self._places = {line: place for place, line in enumerate(dict.fromkeys(lines))}
        encoded = encoder.encode(list(self._places))
        self._sums, self._tokens, self._rows = encoded.sums, encoded.tokens, encoded.tokens.rows
        self._values = Path(folder) / "values.bin"
        encoded.tokens.values.tofile(self._values)
        self.usual = encoder.usual
        self.held = 0.0

    def encode(self, texts: Sequence[str], /) -> Encoded:
        """Return the vectors and token states of known texts, and note the memory at the most."""
        places = np.array([self._places[text] for text in texts], np.int64)
        rows = np.append(0, np.cumsum(np.diff(self._rows)[places]))
        width = self._sums.shape[1]
        values, scales = np.empty((rows[-1], width), np.int8), np.empty(rows[-1], np.float32)
        spans = np.empty((rows[-1], 2), np.int32)
        with self._values.open("rb") as stream:
            for place, start, end in zip(places.tolist(), rows[:-1].tolist(), rows[1:].tolist(), strict=True):
                stream.seek(int(self._rows[place]) * width)
                stream.readinto(values[start:end].data.cast("B"))
                own = slice(self._rows[place], self._rows[place + 1])
                scales[start:end], spans[start:end] = self._tokens.scales[own], self._tokens.spans[own]
        encoded = pool(self._sums[places], PackedStates(values, scales, spans, rows))
        self.held = peak()
        return encoded


def peak() -> float:
    """Return the most megabytes that were resident in this process, and not in its parent before it."""
    return int(re.findall(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())[0]) / 1024


class Growth(NamedTuple):
    """What a process found: lines of both sides, seconds a sentence and megabytes at the most."""

    sentences: int
    seconds: float
    processor: float
    encoded: float
    end: float


def measure(samples: Sequence[Sample], sizes: Sequence[int], encoder: Encoder) -> list[Growth]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        stored = Stored((line for one in samples for line in one.chinese + one.english), encoder, folder)
        for size in sizes:
            print(f"{size} lines", file=sys.stderr)
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
                found.append(fresh.submit(grow, repeated(samples, size), stored).result())
    return found


def grow(sample: Sample, stored: Stored) -> Growth:
    """Align a long document in this process, which has done nothing before."""
    encoder = load()
    lines = sorted({*sample.chinese, *sample.english}, key=len)
    encoder.encode(lines[:: -max(1, len(lines) // ENCODED)])
    align_ours(Sample("first", sample.chinese[:WARM_UP], sample.english[:WARM_UP], []), stored)
    runs = [align_ours(sample, stored)]
    # Memory is only ever told at its highest, so that of one run is known from the first alone.
    memory = stored.held, peak()
    while len(runs) < REPEATS and sum(run.aligning for run in runs) < ENOUGH:
        runs.append(align_ours(sample, stored))
    best = min(runs, key=lambda run: run.aligning)
    each = best.aligning / sample.sentences, best.processor / sample.sentences
    return Growth(sample.sentences, *each, *memory)


HEAD = ["lines a side", "sentences of both", "align s", "ms a sentence", "/ first"]
HEAD += ["processor s", "ms a sentence", "/ first", "MB after encoding", "MB at the end"]
REPORT = """\
# How alignment grows

What `python bench/growth.py` measured with the encoder {encoder}.
Versions: {versions}.

The documents ({documents}) are joined in a drawn order, again and again, up to so many lines a side on
average; so sentences grow, but not the words that occur in them. Each row is a process of its own, and the
best of up to {repeats} runs is shown. "/ first" is seconds a sentence as a multiple of the first row's: 1.00
is linear growth. Seconds of the processors count all cores; other work on the machine adds little to them.

Time is that of alignment alone. Encoding, which takes every sentence once, is not counted: every line was
encoded before, and its states are copied into arrays as large as those the encoder makes. Nor is loading
counted, of the encoder or of what alignment loads once a process. Memory is the most that was resident up to
the end of encoding and up to the end of the first run; the encoder is in it, and what its runtime keeps after
{encoded} of the lines.

{table}
Seconds a sentence at {last:,} / at {first:,}: {seconds:.2f} by the clock, {processor:.2f} of the processors.
"""


def rows(sizes: Sequence[int], found: Sequence[Growth]) -> Iterator[list[str]]:
    for size, one in zip(sizes, found, strict=True):
        cells = [f"{size:,}", f"{one.sentences:,}"]
        for each, first in ((one.seconds, found[0].seconds), (one.processor, found[0].processor)):
            cells += [f"{each * one.sentences:.2f}", f"{1000 * each:.3f}", f"{each / first:.2f}"]
        yield [*cells, f"{one.encoded:,.0f}", f"{one.end:,.0f}"]


def main() -> None:
    """Measure, print and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="1000,2000,5000,10000,20000")
    parser.add_argument("--groups", help="groups of documents; all if not given")
    parser.add_argument("--out", type=Path, default=Path("docs/alignment-growth.md"))
    options = parser.parse_args()
    samples = read_samples(options.folder, options.groups)
    sizes = [int(size) for size in options.sizes.split(",")]
    encoder = load()
    found = measure(samples, sizes, encoder)
    text = REPORT.format(
        encoder=encoder.name,
        versions=versions(),
        documents=", ".join(one.name for one in samples),
        repeats=REPEATS,
        encoded=ENCODED,
        table=table(HEAD, rows(sizes, found), words=0),
        first=sizes[0],
        last=sizes[-1],
        seconds=found[-1].seconds / found[0].seconds,
        processor=found[-1].processor / found[0].processor,
    )
    print(text)
    options.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
