"""Compare the aligner with two others on annotated documents: how well, how fast, and how time grows.

usage: python bench/alignment.py FOLDER [--out FILE] [--peers FOLDER] [--skip-peers] [--sizes N,N,...]
                                 [--overlaps N,N] [--groups NAME,NAME]

FOLDER holds NAME.zh.txt, NAME.en.txt (a sentence a line) and NAME.gold.json (a list of beads, each two lists
of line numbers, in order). Names end in -NNN; what stands before is the group that figures are given for.

The others are the algorithm of Vecalign (package sentweave) and that of Gale and Church (package galechurch).
Install them with `pip install --target FOLDER sentweave galechurch` and name that folder with --peers. All
run in this process with the same encoder, document by document in turn, so that a machine that drifts
drifts for all.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field, replace
from importlib.metadata import version
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from align import __version__, pipeline, read
from align.encode import Encoded, Encoder, PackedStates, load
from align.encode.bundled import available_cores
from align.encode.windows import pool

Bead = tuple[tuple[int, ...], tuple[int, ...]]
Array = np.ndarray

SPEED_GROUP = "mac-dev"
"""The group whose documents are timed; all of them when there is none of that name."""
OURS, VECALIGN, GALE_CHURCH = "align", "Vecalign algorithm", "Gale-Church"
PACKAGES = "sentweave", "galechurch"
MEGABYTE = 1 << 20
SEED = 0
WARM_UP = 20
REPEATS, ENOUGH = 3, 30.0
"""How often a long document is aligned, and after how many seconds no more."""
# A process encodes so many lines in earnest, for the memory that the encoder's runtime keeps.
_ENCODED = 200


# --- documents -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sample:
    """An annotated document."""

    stem: Path
    chinese: list[str]
    english: list[str]
    gold: list[Bead]

    @property
    def group(self) -> str:
        """The name up to the number at its end."""
        return re.sub(r"-\d+$", "", self.stem.name)

    @property
    def sentences(self) -> int:
        """Lines of both sides."""
        return len(self.chinese) + len(self.english)

    def path(self, suffix: str) -> Path:
        """One of its files."""
        return self.stem.with_name(f"{self.stem.name}.{suffix}")


def read_sample(stem: Path) -> Sample:
    chinese, english, gold = (
        stem.with_name(f"{stem.name}.{suffix}").read_text("utf-8")
        for suffix in ("zh.txt", "en.txt", "gold.json")
    )
    beads = [(tuple(source), tuple(target)) for source, target in json.loads(gold)]
    return Sample(stem, chinese.splitlines(), english.splitlines(), beads)


def read_samples(folder: Path, groups: Sequence[str] | None) -> list[Sample]:
    stems = [path.with_name(path.name.removesuffix(".gold.json")) for path in folder.glob("*.gold.json")]
    samples = [read_sample(stem) for stem in sorted(stems)]
    kept = [sample for sample in samples if not groups or sample.group in groups]
    return kept or sys.exit(f"no annotated documents in {folder}")


def write_sample(sample: Sample) -> None:
    sample.path("zh.txt").write_text("".join(f"{line}\n" for line in sample.chinese), "utf-8")
    sample.path("en.txt").write_text("".join(f"{line}\n" for line in sample.english), "utf-8")
    sample.path("gold.json").write_text(json.dumps(sample.gold), "utf-8")


def joined(samples: Iterable[Sample], stem: Path = Path("joined")) -> Sample:
    """Return documents one behind the other as one."""
    whole = Sample(stem, [], [], [])
    for sample in samples:
        i, j = len(whole.chinese), len(whole.english)
        whole.chinese.extend(sample.chinese)
        whole.english.extend(sample.english)
        whole.gold.extend((tuple(i + a for a in one), tuple(j + b for b in two)) for one, two in sample.gold)
    return whole


def repeated(samples: Sequence[Sample], lines: int, stem: Path) -> Sample:
    """Return a document of `lines` lines a side on average: all documents in a drawn order, again and again.

    The last one is cut behind a bead.
    """
    draw = random.Random(SEED)  # noqa: S311
    parts: list[Sample] = []
    while sum(part.sentences for part in parts) < 2 * lines:
        parts += draw.sample(samples, len(samples))
    whole = joined(parts, stem)
    i = j = 0
    for source, target in whole.gold:
        if i + j >= 2 * lines:
            break
        # Lone sentences may be listed anywhere, so only the furthest one counts.
        i, j = max(i, *(a + 1 for a in source), 0), max(j, *(b + 1 for b in target), 0)
    gold = [bead for bead in whole.gold if max((*bead[0], 0)) < i and max((*bead[1], 0)) < j]
    return Sample(stem, whole.chinese[:i], whole.english[:j], gold)


# --- quality -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tally:
    """Counts of right beads, which add up over documents.

    Attributes:
        beads: Beads an aligner made.
        strict: Those of them that are beads of the gold.
        lax: Those that share a pair of sentences with one.
        gold: Beads of the gold with two sides.
        found: Those of them that were made.
        touched: Those that share a pair of sentences with one made.
        lone: Sentences the aligner left alone.
        lone_right: Those of them that are alone in the gold.
        lone_gold: Sentences that are alone in the gold.
    """

    beads: int = 0
    strict: int = 0
    lax: int = 0
    gold: int = 0
    found: int = 0
    touched: int = 0
    lone: int = 0
    lone_right: int = 0
    lone_gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def strict_f1(self) -> float:
        """Harmonic mean of precision and recall of exact beads."""
        return harmonic(share(self.strict, self.beads), share(self.found, self.gold))

    @property
    def lax_f1(self) -> float:
        """Likewise of beads that overlap on both sides."""
        return harmonic(share(self.lax, self.beads), share(self.touched, self.gold))

    def cells(self) -> list[str]:
        """Strict and lax F1, precision and recall of lone sentences and how many there are."""
        return [
            f"{self.strict_f1:.3f}",
            f"{self.lax_f1:.3f}",
            f"{share(self.lone_right, self.lone):.2f}" if self.lone else "–",
            f"{share(self.lone_right, self.lone_gold):.2f}" if self.lone_gold else "–",
            str(self.lone_gold),
        ]


QUALITY = ["strict F1", "lax F1", "lone precision", "lone recall", "lone in gold"]


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def judge(made: Iterable[Bead], gold: Sequence[Bead]) -> Tally:
    """Compare beads with those of the gold. Beads without sides do not count; a bead counts once."""
    mine = {bead for bead in made if any(bead)}
    two_sided = [{bead for bead in beads if all(bead)} for beads in (mine, gold)]
    alone = [
        {(side, index) for bead in beads if not all(bead) for side in (0, 1) for index in bead[side]}
        for beads in (mine, gold)
    ]
    strict, lax = hits(mine, gold)
    found, touched = hits(two_sided[1], list(two_sided[0]))
    return Tally(
        *(len(mine), strict, lax),
        *(len(two_sided[1]), found, touched),
        *(len(alone[0]), len(alone[0] & alone[1]), len(alone[1])),
    )


def hits(beads: Iterable[Bead], truth: Sequence[Bead]) -> tuple[int, int]:
    """Return how many beads are among the true ones, and how many are or share a pair of sentences."""
    exact = set(truth)
    linked = {(i, j) for source, target in exact for i in source for j in target}
    strict = lax = 0
    for source, target in beads:
        is_exact = (source, target) in exact
        strict += is_exact
        lax += is_exact or any((i, j) in linked for i in source for j in target)
    return strict, lax


def check_cover(run: Run, sample: Sample, aligner: str) -> None:
    """Complain unless every sentence stands in exactly one bead; stop when ours lost one."""
    for side, lines in enumerate((sample.chinese, sample.english)):
        if sorted(chain.from_iterable(bead[side] for bead in run.beads)) != list(range(len(lines))):
            print(f"{aligner} on {sample.stem.name}: not every sentence in exactly one bead", file=sys.stderr)
            if aligner == OURS:
                sys.exit(1)


# --- aligners ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """What an aligner made of a document.

    Attributes:
        beads: The alignment.
        aligning: Seconds, without encoding.
        processor: Likewise, but seconds of all processors: other work on the machine adds little to them.
        encoding: Seconds.
        letters: Characters encoded.
        held: Bytes of memory at the most when encoding was done.
    """

    beads: list[Bead]
    aligning: float
    processor: float
    encoding: float = 0.0
    letters: int = 0
    held: int = 0


class Watched:
    """An encoder that notes what it is given and how long it takes."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.dimension, self.usual = encoder.name, encoder.dimension, encoder.usual
        self.states = encoder.states
        self.spent = np.zeros(2)
        self.letters = self.held = 0

    def encode(self, texts: Sequence[str], /) -> Encoded:
        """Encode texts by the watch."""
        start = clock()
        encoded = self._encoder.encode(texts)
        self.spent += clock() - start
        self.letters += sum(map(len, texts))
        self.held = peak()
        return encoded


def clock() -> Array:
    """Return seconds of the clock and of the processors."""
    return np.array([time.perf_counter(), time.process_time()])


def peak() -> int:
    """Return the most bytes of memory this process held; where it can be told, not those of its parent."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text()) if status.exists() else None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(found[1]) * 1024 if found else most * (1 if sys.platform == "darwin" else 1024)


def align_ours(sample: Sample, encoder: Encoder) -> Run:
    document = read.read_presegmented(sample.path("zh.txt"), sample.path("en.txt"))
    watched = Watched(encoder)
    start = clock()
    pairs = pipeline.pair(document, watched)
    aligning = clock() - start - watched.spent
    beads = [
        (tuple(one.index for one in pair.source), tuple(one.index for one in pair.target)) for pair in pairs
    ]
    return Run(beads, *aligning.tolist(), float(watched.spent[0]), watched.letters, watched.held)


@dataclass(frozen=True)
class Layers:
    """Vectors of all runs of 1, 2, ... sentences of one side, with what encoding each layer took."""

    vectors: list[Array] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    letters: list[int] = field(default_factory=list)

    def centred(self) -> list[Array]:
        """Vectors less the mean of those of single sentences."""
        mean = self.vectors[0].mean(axis=0)
        return [layer - mean for layer in self.vectors]


class Replay:
    """Gives vectors out in the order in which sentweave asks: layer by layer, the source first."""

    def __init__(self, vectors: Iterable[Array]) -> None:
        self._left = iter(vectors)

    def encode(self, _: Sequence[str]) -> Array:
        """Return the next layer."""
        return next(self._left)


def encode_layers(lines: Sequence[str], encoder: Encoder, most: int) -> Layers:
    """Encode what the algorithm of Vecalign looks at: every run of up to `most` sentences as a text."""
    from sentweave.dp_utils import layer, preprocess_line

    layers = Layers()
    clean = [preprocess_line(line) for line in lines]
    for size in range(1, most + 1):
        texts = layer(clean, size)
        start = time.perf_counter()
        layers.vectors.append(encoder.encode(texts).vectors)
        layers.seconds.append(time.perf_counter() - start)
        layers.letters.append(sum(map(len, texts)))
    return layers


def align_vecalign(sample: Sample, sides: Sequence[Layers], most: int, *, centred: bool) -> Run:
    """Align by runs of up to `most` sentences that were encoded before; beads have up to as many in all."""
    import sentweave

    vectors = [(side.centred() if centred else side.vectors)[:most] for side in sides]
    start = clock()
    result = sentweave.align(sample.chinese, sample.english, Replay(chain(*vectors)), alignment_max_size=most)
    aligning = clock() - start
    return Run(
        [(tuple(one.src_indices), tuple(one.tgt_indices)) for one in result.alignments],
        *aligning.tolist(),
        sum(sum(side.seconds[:most]) for side in sides),
        sum(sum(side.letters[:most]) for side in sides),
    )


def align_gale_church(sample: Sample, **parameters: Any) -> Run:  # noqa: ANN401 - those of galechurch
    """Align by length.

    galechurch 0.1.0 multiplies the target's length by `mean_xy`, though it documents the reverse, and makes
    no beads at all when that is far off; so English is given as the source.
    """
    import galechurch

    cells = (len(sample.chinese) + 1) * (len(sample.english) + 1)
    start = clock()
    block = galechurch.align(sample.english, sample.chinese, max_block_size=cells, **parameters)
    aligning = clock() - start
    beads = [
        (
            tuple(range(bead.target_start, bead.target_end)),
            tuple(range(bead.source_start, bead.source_end)),
        )
        for bead in block.beads
    ]
    return Run(beads, *aligning.tolist())


def own_ratio(sample: Sample) -> dict[str, Any]:
    """Parameters of Gale and Church with the length ratio of the document as a whole."""
    letters = [sum(len(line.replace(" ", "")) for line in side) for side in (sample.chinese, sample.english)]
    return {"mean_xy": letters[1] / max(letters[0], 1)}


def calibrated(samples: Sequence[Sample]) -> dict[str, Any]:
    """Parameters of Gale and Church as galechurch estimates them from annotated documents."""
    from galechurch.calibrate import estimate_bead_costs, estimate_length_params

    whole = joined(samples)
    mean, variance = estimate_length_params(whole.gold, whole.chinese, whole.english)
    return {"mean_xy": mean, "variance_xy": variance, "bead_costs": estimate_bead_costs(whole.gold)}


# --- quality and speed, document by document -----------------------------------------------------


@dataclass(frozen=True)
class Setting:
    """An aligner and how it is set; `most` is how many sentences Vecalign's runs and beads have."""

    aligner: str
    label: str = "as shipped"
    most: int = 0


def runs(
    sample: Sample, others: Sequence[Sample], encoder: Encoder, overlaps: Sequence[int]
) -> Iterator[tuple[Setting, Run]]:
    """Align a document with every aligner and setting; without `overlaps`, with ours alone."""
    yield Setting(OURS), align_ours(sample, encoder)
    if not overlaps:
        return
    sides = [encode_layers(lines, encoder, max(overlaps)) for lines in (sample.chinese, sample.english)]
    for most in overlaps:
        for centred in (False, True):
            vectors = "means subtracted" if centred else "vectors as they are"
            label = f"beads of up to {most} sentences, {vectors}"
            yield Setting(VECALIGN, label, most), align_vecalign(sample, sides, most, centred=centred)
    yield Setting(GALE_CHURCH), align_gale_church(sample)
    ratio = Setting(GALE_CHURCH, "length ratio of the document")
    yield ratio, align_gale_church(sample, **own_ratio(sample))
    if others:
        learnt = Setting(GALE_CHURCH, "calibrated on the other documents")
        yield learnt, align_gale_church(sample, **calibrated(others))


@dataclass(frozen=True)
class Measured:
    """A run on a document, with its figures."""

    sample: Sample
    run: Run
    tally: Tally


Results = dict[Setting, list[Measured]]


def measure_all(samples: Sequence[Sample], encoder: Encoder, overlaps: Sequence[int]) -> Results:
    results: Results = defaultdict(list)
    for sample in samples:
        others = [other for other in samples if other is not sample]
        for setting, run in runs(sample, others, encoder, overlaps):
            check_cover(run, sample, setting.aligner)
            results[setting].append(Measured(sample, run, judge(run.beads, sample.gold)))
        print(f"{sample.stem.name} done", file=sys.stderr)
    return results


def pooled(measured: Iterable[Measured]) -> Tally:
    return sum((one.tally for one in measured), Tally())


def best_settings(results: Results, key: Callable[[Setting], object]) -> list[Setting]:
    """Return for each value of the key the setting with the highest strict F1 over all documents."""
    best: dict[object, Setting] = {}
    for setting, measured in results.items():
        rival = best.setdefault(key(setting), setting)
        if pooled(measured).strict_f1 > pooled(results[rival]).strict_f1:
            best[key(setting)] = setting
    return list(best.values())


def best_aligners(results: Results) -> list[Setting]:
    return best_settings(results, lambda setting: setting.aligner)


# --- growth --------------------------------------------------------------------------------------


class Stored:
    """An encoder that encoded every line before and copies what it knows into new arrays.

    What it returns is byte for byte what the encoder itself would return, and takes as much memory.
    """

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self.name, self.dimension, self.usual = encoder.name, encoder.dimension, encoder.usual
        self.states = encoder.states
        self._places = {
            text: place for place, text in enumerate(json.loads((folder / "texts.json").read_text("utf-8")))
        }
        self._values = folder / "values.bin"
        self._scales, self._rows, self._sums = (
            np.load(folder / f"{name}.npy") for name in ("scales", "rows", "sums")
        )

    @staticmethod
    def write(folder: Path, texts: Sequence[str], encoder: Encoder) -> None:
        """Encode different texts and store them."""
        encoded = encoder.encode(texts)
        (folder / "texts.json").write_text(json.dumps(texts), "utf-8")
        encoded.tokens.values.tofile(folder / "values.bin")
        np.save(folder / "scales.npy", encoded.tokens.scales)
        np.save(folder / "rows.npy", encoded.tokens.rows)
        np.save(folder / "sums.npy", encoded.sums)

    def encode(self, texts: Sequence[str], /) -> Encoded:
        """Return the vectors and token states of known texts."""
        places = np.array([self._places[text] for text in texts], np.int64)
        rows = np.append(0, np.cumsum(np.diff(self._rows)[places]))
        values = np.empty((rows[-1], self.dimension), np.int8)
        scales = np.empty(rows[-1], np.float32)
        with self._values.open("rb") as stream:
            for place, start, end in zip(places.tolist(), rows[:-1].tolist(), rows[1:].tolist(), strict=True):
                stream.seek(int(self._rows[place]) * self.dimension)
                count = (end - start) * self.dimension
                values[start:end] = np.fromfile(stream, np.int8, count).reshape(-1, self.dimension)
                scales[start:end] = self._scales[self._rows[place] : self._rows[place + 1]]
        parts = self._sums[places]
        return pool(parts.copy(), PackedStates(values, scales, rows))


@dataclass(frozen=True)
class Growth:
    """What a process found that aligned one long document.

    Attributes:
        chinese: Lines of Chinese.
        english: Lines of English.
        seconds: Seconds of alignment, without encoding.
        processor: Likewise, but seconds of all processors.
        strict_f1: Strict F1.
        held: Bytes of memory at the most when encoding was done.
        peak: Likewise at the end.
    """

    chinese: int
    english: int
    seconds: float
    processor: float
    strict_f1: float
    held: int
    peak: int

    @property
    def sentences(self) -> int:
        """Lines of both sides."""
        return self.chinese + self.english


def measure_growth(
    samples: Sequence[Sample],
    sizes: Sequence[int],
    settings: Sequence[Setting],
    peers: Path,
    encoder: Encoder,
) -> dict[Setting, list[Growth | str]]:
    """Align documents of some sizes, each in a process of its own; failures leave the name of the error."""
    found: dict[Setting, list[Growth | str]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Stored.write(folder, distinct(samples), encoder)
        write_sample(repeated(samples, WARM_UP, folder / "first"))
        for size in sizes:
            write_sample(repeated(samples, size, folder / str(size)))
            for setting in settings:
                found[setting].append(in_child(folder / str(size), setting, peers))
                print(f"{size} lines by {setting.aligner} done", file=sys.stderr)
    return found


def distinct(samples: Iterable[Sample]) -> list[str]:
    return list(dict.fromkeys(line for one in samples for line in (*one.chinese, *one.english)))


def in_child(stem: Path, setting: Setting, peers: Path) -> Growth | str:
    command = [sys.executable, __file__, str(stem), "--peers", str(peers)]
    command += ["--grow", setting.aligner, "--overlaps", str(setting.most)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return Growth(**json.loads(done.stdout))
    print(done.stderr, file=sys.stderr)
    error = re.match(r"[\w.]+(?=:|$)", done.stderr.strip().rpartition("\n")[2])
    return error[0] if error else f"exit {done.returncode}"


def grow(stem: Path, aligner: str, most: int) -> Growth:
    """Align one document in this process, which has done nothing before."""
    sample = read_sample(stem)
    if aligner == OURS:
        run = long_ours(sample)
    else:
        run = long_vecalign(sample, most) if aligner == VECALIGN else long_gale_church(sample)
    check_cover(run, sample, aligner)
    tally = judge(run.beads, sample.gold)
    lines = len(sample.chinese), len(sample.english)
    return Growth(*lines, run.aligning, run.processor, tally.strict_f1, run.held, peak())


def quickest(action: Callable[[], Run]) -> Run:
    """Return the quickest of some runs, as other work only ever slows one down."""
    done: list[Run] = []
    while len(done) < REPEATS and sum(run.aligning for run in done) < ENOUGH:
        done.append(action())
    # Memory is only ever told at its highest, so that of encoding is known from the first run alone.
    return replace(min(done, key=lambda run: run.aligning), held=done[0].held)


def stored_encoder(sample: Sample) -> Stored:
    """Return the encoder of the folder; the real one works on some lines first, to take its memory."""
    encoder = load()
    lines = sorted({*sample.chinese, *sample.english}, key=len)
    encoder.encode(lines[:: -max(1, len(lines) // _ENCODED)])
    return Stored(sample.stem.parent, encoder)


def long_ours(sample: Sample) -> Run:
    encoder = stored_encoder(sample)
    # What is loaded once a process, such as dictionaries, would hide how time grows.
    align_ours(read_sample(sample.stem.with_name("first")), encoder)
    return quickest(lambda: align_ours(sample, encoder))


def long_vecalign(sample: Sample, most: int) -> Run:
    """Align by sums of vectors instead of vectors of runs; that saves encoding and takes the same time."""
    encoder = stored_encoder(sample)
    sides = [
        Layers(summed_layers(encoder.encode(lines).sums, most)) for lines in (sample.chinese, sample.english)
    ]
    held = peak()
    run = quickest(lambda: align_vecalign(sample, sides, most, centred=False))
    return replace(run, held=held)


def summed_layers(sums: Array, most: int) -> list[Array]:
    layers = []
    runs = sums
    for size in range(1, most + 1):
        layer = np.zeros_like(sums)
        layer[size - 1 :] = runs / np.maximum(np.linalg.norm(runs, axis=1, keepdims=True), 1e-9)
        layers.append(layer)
        runs = runs[:-1] + sums[size:]
    return layers


def long_gale_church(sample: Sample) -> Run:
    """Align with parameters of the document itself; others take no other time."""
    return quickest(lambda: align_gale_church(sample, **own_ratio(sample)))


# --- tables --------------------------------------------------------------------------------------


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, words: int = 1) -> str:
    """Return a table in Markdown; all but the first `words` columns are figures."""
    lines = [head, [*["---"] * words, *["---:"] * (len(head) - words)], *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def quality_table(results: Results, settings: Sequence[Setting]) -> str:
    groups = list(dict.fromkeys(one.sample.group for one in results[settings[0]]))
    rows = []
    for group in groups:
        for setting in settings:
            measured = [one for one in results[setting] if one.sample.group == group]
            sentences = sum(one.sample.sentences for one in measured)
            first = (group, setting.aligner, len(measured), f"{sentences:,}")
            rows.append([*first, *pooled(measured).cells()])
    return table(["group", "aligner", "documents", "sentences", *QUALITY], rows, words=2)


def settings_table(results: Results) -> str:
    rows = [[setting.aligner, setting.label, *pooled(found).cells()] for setting, found in results.items()]
    return table(["aligner", "setting", *QUALITY], rows, words=2)


def timed(results: Results) -> Results:
    """Return the runs that count for speed."""
    group = {
        setting: [one for one in found if one.sample.group == SPEED_GROUP]
        for setting, found in results.items()
    }
    return group if all(group.values()) else results


def speed_table(results: Results) -> str:
    """Return the table of seconds; of settings that take the same time the best is shown."""
    rows = []
    ours = 0.0
    for setting in best_settings(results, lambda setting: (setting.aligner, setting.most)):
        found = timed(results)[setting]
        encoding, aligning = (sum(one.run.encoding for one in found), sum(one.run.aligning for one in found))
        ours = ours or encoding + aligning
        letters = sum(one.run.letters for one in found)
        seconds = [f"{number:.2f}" for number in (encoding + aligning, encoding, aligning)]
        ratio = (encoding + aligning) / ours
        rows.append([setting.aligner, setting.label, f"{letters:,}", *seconds, f"{ratio:.3g}"])
    head = ["aligner", "setting", "characters encoded", "total s", "encode s", "align s", "total / ours"]
    return table(head, rows, words=2)


def growth_table(found: Mapping[Setting, Sequence[Growth | str]], sizes: Sequence[int]) -> str:
    head = ["aligner", "lines", "zh + en", "align s", "s / 1,000 sentences"]
    head += ["processor s", "processor s / linear", "MB after encoding", "peak MB", "strict F1"]
    rows = []
    for setting, growths in found.items():
        first = growths[0]
        for size, growth in zip(sizes, growths, strict=True):
            cells = growth_cells(setting, growth, first) if isinstance(growth, Growth) else [growth]
            rows.append([setting.aligner, f"{size:,}", *cells])
    return table(head, rows)


def growth_cells(setting: Setting, growth: Growth, first: Growth | str) -> list[str]:
    each = growth.processor / growth.sentences
    linear = f"{each / (first.processor / first.sentences):.2f}" if isinstance(first, Growth) else "–"
    return [
        f"{growth.chinese:,} + {growth.english:,}",
        f"{growth.seconds:.2f}",
        f"{1000 * growth.seconds / growth.sentences:.3f}",
        f"{growth.processor:.2f}",
        linear,
        f"{growth.held / MEGABYTE:,.0f}" if growth.held else "–",
        f"{growth.peak / MEGABYTE:,.0f}",
        # The others align by other vectors or parameters than they would.
        f"{growth.strict_f1:.3f}" if setting.aligner == OURS else "–",
    ]


INTRODUCTION = """\
# Alignment beside others

What `python bench/alignment.py` measured, in one run with one encoder on {machine}.
Versions: {versions}.{others}

## Quality

Strict: a bead is exactly one of the gold; lax: it shares a sentence on both sides with one. F1 is of the
precision of all beads and the recall of those with two sides. Lone sentences are those without a counterpart.
Of each aligner the setting with the highest strict F1 over all documents is shown ({chosen}).
The weights of `align` were learnt from documents of mac-dev and aca, so on those it has seen the answers;
`bench/fit_aligner.py` prints the figures of cross-validation.

{quality}
All settings tried, over all documents together:

{settings}
## Speed

{documents} documents, {sentences} sentences of both sides. `align` encodes every sentence once and adds
up for runs of sentences.{encoding} What `align` loads once a process, {start_up} s, is not counted, nor is
loading the encoder. Of settings that take the same time the better one is shown.

{speed}
## Growth

The documents joined in a drawn order, again and again, up to so many lines a side; each row is a process of
its own. Time is that of alignment alone: encoding grows linearly, so every line was encoded before and its
states copied into arrays as large as those the encoder makes; the best of up to {repeats} runs is shown.
Seconds of the processors count all cores, and other work on the machine adds little to them; the column
behind gives those a sentence as a multiple of the first row's, so 1 is linear growth. Memory is the most that
was resident, the encoder's included.{substitute}

{growth}"""
OTHERS = """
"Vecalign algorithm" is sentweave, an implementation of Thompson and Koehn (2019); "Gale-Church" is
galechurch, one of Gale and Church (1993), which looks at lengths only."""
ENCODING = " Vecalign encodes every run as a text of its own."
SUBSTITUTE = """ Gale-Church needs no encoder. The vectors of Vecalign's runs are
sums of those of sentences here, which saves encoding them and takes the same time to align."""


def report(
    results: Results, found: Mapping[Setting, Sequence[Growth | str]], sizes: Sequence[int], start_up: float
) -> str:
    best = best_aligners(results)
    has_peers = len(best) > 1
    peers = [f"{name} {version(name)}" for name in PACKAGES] if has_peers else []
    speed = timed(results)[best[0]]
    sentences = sum(one.sample.sentences for one in speed)
    chosen = "; ".join(f"{one.aligner}: {one.label}" for one in best)
    return INTRODUCTION.format(
        machine=f"{available_cores()} cores, Python {sys.version.split()[0]}, numpy {np.__version__}",
        versions=", ".join([f"align {__version__}", *peers]),
        chosen=chosen,
        quality=quality_table(results, best),
        settings=settings_table(results),
        documents=len(speed),
        sentences=f"{sentences:,}",
        start_up=f"{start_up:.2f}",
        speed=speed_table(results),
        repeats=REPEATS,
        growth=growth_table(found, sizes),
        others=OTHERS if has_peers else "",
        encoding=ENCODING if has_peers else "",
        substitute=SUBSTITUTE if has_peers else "",
    )


def numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=Path("docs/alignment-bench.md"))
    parser.add_argument("--peers", type=Path, default=Path("peers"), help="where the others are installed")
    parser.add_argument("--skip-peers", action="store_true")
    parser.add_argument("--sizes", type=numbers, default=[1000, 2000, 5000, 10000, 20000])
    parser.add_argument(
        "--overlaps", type=numbers, default=[4, 5, 6], help="sentences in Vecalign's largest beads; tries all"
    )
    parser.add_argument(
        "--groups", type=lambda text: text.split(","), help="groups of documents; all if not given"
    )
    parser.add_argument("--grow", help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    """Measure, print and write the tables."""
    options = arguments()
    sys.path.append(str(options.peers))
    if options.grow:
        print(json.dumps(asdict(grow(options.folder, options.grow, options.overlaps[0]))))
        return
    samples = read_samples(options.folder, options.groups)
    for name in () if options.skip_peers else PACKAGES:
        if not find_spec(name):
            sys.exit(f"there is no package {name} under {options.peers}: name its folder, or --skip-peers")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    encoder = load()
    start_up = warm_up(samples, encoder)
    results = measure_all(samples, encoder, [] if options.skip_peers else options.overlaps)
    found = measure_growth(samples, options.sizes, best_aligners(results), options.peers, encoder)
    text = report(results, found, options.sizes, start_up)
    print(text)
    options.out.write_text(text, "utf-8")


def warm_up(samples: Sequence[Sample], encoder: Encoder) -> float:
    """Load whatever is loaded once; return the seconds that alignment took more than when done again."""
    with tempfile.TemporaryDirectory() as folder:
        sample = repeated(samples, WARM_UP, Path(folder) / "first")
        write_sample(sample)
        cold, warm = align_ours(sample, encoder), align_ours(sample, encoder)
    return max(0.0, cold.aligning - warm.aligning)


if __name__ == "__main__":
    main()
