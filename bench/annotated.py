"""Annotated documents and our aligner by the watch: what alignment.py and growth.py share.

A folder of documents holds NAME.zh.txt, NAME.en.txt (a sentence a line) and NAME.gold.json (a list of beads,
each two lists of line numbers, in order). Names end in -NNN; what stands before is the group.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import numpy as np

from align import __version__, pipeline, read
from align.encode import Encoded, Encoder
from align.encode.session import available_cores

Bead = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True)
class Sample:
    """An annotated document."""

    name: str
    chinese: list[str]
    english: list[str]
    gold: list[Bead]

    @property
    def group(self) -> str:
        """The name up to the number at its end."""
        return re.sub(r"-\d+$", "", self.name)

    @property
    def sentences(self) -> int:
        """Lines of both sides."""
        return len(self.chinese) + len(self.english)


def read_samples(folder: Path, groups: str | None) -> list[Sample]:
    """Return the documents of a folder, or only those of groups with commas between."""
    samples = []
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        sides = ((folder / f"{name}.{side}.txt").read_text("utf-8").splitlines() for side in ("zh", "en"))
        gold = [(tuple(source), tuple(target)) for source, target in json.loads(path.read_text("utf-8"))]
        samples.append(Sample(name, *sides, gold))
    kept = [sample for sample in samples if not groups or sample.group in groups.split(",")]
    return kept or sys.exit(f"no annotated documents in {folder}")


def joined(samples: Iterable[Sample]) -> Sample:
    """Return documents one behind the other as one."""
    whole = Sample("joined", [], [], [])
    for sample in samples:
        i, j = len(whole.chinese), len(whole.english)
        whole.chinese.extend(sample.chinese)
        whole.english.extend(sample.english)
        whole.gold.extend((tuple(i + a for a in one), tuple(j + b for b in two)) for one, two in sample.gold)
    return whole


@dataclass(frozen=True)
class Run:
    """What an aligner made of a document.

    Attributes:
        beads: The alignment.
        aligning: Seconds, without encoding.
        encoding: Seconds.
        letters: Characters encoded.
        processor: Seconds of all processors without encoding; other work on the machine adds little to them.
    """

    beads: list[Bead]
    aligning: float
    encoding: float = 0.0
    letters: int = 0
    processor: float = 0.0


def clock() -> np.ndarray:
    """Return seconds of the clock and of the processors."""
    return np.array([time.perf_counter(), time.process_time()])


class Watched:
    """What alignment needs of an encoder, which notes what it is given and how long it takes."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self.usual = encoder, encoder.usual
        self.spent = np.zeros(2)
        self.letters = 0

    def encode(self, texts: Sequence[str], /) -> Encoded:
        """Encode texts by the watch."""
        start = clock()
        encoded = self._encoder.encode(texts)
        self.spent += clock() - start
        self.letters += sum(map(len, texts))
        return encoded


def align_ours(sample: Sample, encoder: Encoder) -> Run:
    """Align as the command does; reading is not timed. Stop when a sentence was lost."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "zh.txt", Path(folder) / "en.txt"]
        for path, lines in zip(paths, (sample.chinese, sample.english), strict=True):
            path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        document = read.read_presegmented(*paths)
    watched = Watched(encoder)
    start = clock()
    pairs = pipeline.pair(document, watched)
    aligning, processor = (clock() - start - watched.spent).tolist()
    beads = [
        (tuple(one.index for one in pair.source), tuple(one.index for one in pair.target)) for pair in pairs
    ]
    if not covers(beads, sample):
        sys.exit(f"align on {sample.name}: not every sentence in exactly one bead")
    return Run(beads, aligning, float(watched.spent[0]), watched.letters, processor)


def covers(beads: Sequence[Bead], sample: Sample) -> bool:
    """Return whether every sentence stands in exactly one bead."""
    return all(
        sorted(chain.from_iterable(bead[side] for bead in beads)) == list(range(len(lines)))
        for side, lines in enumerate((sample.chinese, sample.english))
    )


def versions(*packages: str) -> str:
    """Return what seconds depend on besides the encoder."""
    named = [f"{name} {version(name)}" for name in (*packages, "numpy", "onnxruntime")]
    named = [f"align {__version__}", *named, f"Python {sys.version.split()[0]}"]
    return f"{', '.join(named)}; {available_cores()} cores"


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, words: int) -> str:
    """Return a table in Markdown; all but the first `words` columns are figures."""
    lines = [head, [*["---"] * words, *["---:"] * (len(head) - words)], *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)
