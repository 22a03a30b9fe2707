"""Compare the aligner with the algorithms of Vecalign and of Gale and Church: how well and how fast.

usage: python bench/alignment.py FOLDER [--groups NAME,NAME] [--state FILE] [--out FILE]

FOLDER holds annotated documents, see annotated.py. The others come by `pip install sentweave galechurch`. All
run in one process with one encoder, document by document in turn, so a machine that drifts drifts for all.

With --state, the figures of each document are kept in that file, and a run that was interrupted goes on
behind the last. Figures of other documents, versions, encoders or sources of the aligner are not taken.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import galechurch
import numpy as np
import sentweave
from annotated import Bead, Run, Sample, Watched, align_ours, covers, joined, read_samples, table, versions
from galechurch.calibrate import estimate_bead_costs, estimate_length_params
from sentweave.dp_utils import layer, preprocess_line

import align
from align.encode import Encoder, load

SIZES = 4, 5, 6
"""Sentences of both sides in Vecalign's largest beads."""
WARM_UP = 5
"""So many lines a side are aligned before anything is timed: some things are loaded once a process."""
Row = dict[str, Any]
"""Figures of one aligner, in one setting, on one document."""
SETTING = "aligner", "beads", "setting"


def judge(made: Iterable[Bead], gold: Iterable[Bead]) -> dict[str, int]:
    """Return counts of right beads. Beads without sides do not count; a bead counts once."""
    mine, true = {bead for bead in made if any(bead)}, set(gold)
    paired = {bead for bead in true if all(bead)}
    strict, lax = hits(mine, true)
    found, touched = hits(paired, {bead for bead in mine if all(bead)})
    counts = {"made": len(mine), "strict": strict, "lax": lax}
    counts |= {"gold": len(paired), "found": found, "touched": touched}
    alone, truly = lone(mine), lone(true)
    return counts | {"lone": len(alone), "lone right": len(alone & truly), "lone gold": len(truly)}


def hits(beads: set[Bead], truth: set[Bead]) -> tuple[int, int]:
    """Return how many beads are among the true ones, and how many are or share a pair of sentences."""
    linked = {pair for bead in truth for pair in product(*bead)}
    touching = {bead for bead in beads if not linked.isdisjoint(product(*bead))}
    return len(beads & truth), len(beads & truth | touching)


def lone(beads: set[Bead]) -> set[tuple[int, int]]:
    return {(side, index) for bead in beads if not all(bead) for side in (0, 1) for index in bead[side]}


def f1(sums: Mapping[str, float], right: str, found: str) -> float:
    """Return the harmonic mean of the precision of all beads and the recall of those with two sides."""
    precision, recall = sums[right] / max(sums["made"], 1), sums[found] / max(sums["gold"], 1)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


Layer = tuple[np.ndarray, Watched]
"""Vectors of all runs of so many sentences of a side, and what encoding them took."""


def encode_layers(lines: Sequence[str], encoder: Encoder) -> list[Layer]:
    """Encode what Vecalign looks at: every run of 1, 2, ... sentences as a text."""
    clean = [preprocess_line(line) for line in lines]
    watches = [Watched(encoder) for _ in range(max(SIZES))]
    return [(one.encode(layer(clean, size)).vectors, one) for size, one in enumerate(watches, 1)]


def align_vecalign(sample: Sample, sides: Sequence[Sequence[Layer]], most: int, *, centred: bool) -> Run:
    """Align by runs that were encoded before, as they are or less the mean of the side's sentences."""
    layers = [one for side in sides for one in side[:most]]
    start = time.perf_counter()
    means = [side[0][0].mean(axis=0) if centred else np.float32(0) for side in sides for _ in range(most)]
    # sentweave asks for them in this order: the source first, layer by layer.
    vectors = (one - mean for (one, _), mean in zip(layers, means, strict=True))
    made = sentweave.align(sample.chinese, sample.english, lambda _: next(vectors), alignment_max_size=most)
    aligning = time.perf_counter() - start
    beads = [(tuple(one.src_indices), tuple(one.tgt_indices)) for one in made.alignments]
    encoding = sum(float(watched.spent[0]) for _, watched in layers)
    return Run(beads, aligning, encoding, sum(watched.letters for _, watched in layers))


def align_gale_church(sample: Sample, **parameters: Any) -> Run:  # noqa: ANN401 - those of galechurch
    """Align by length.

    galechurch 0.1.0 multiplies the target's length by `mean_xy`, though it documents the reverse, and makes
    no beads at all when that is far off; so English is given as the source.
    """
    cells = (len(sample.chinese) + 1) * (len(sample.english) + 1)
    start = time.perf_counter()
    made = galechurch.align(sample.english, sample.chinese, max_block_size=cells, **parameters)
    aligning = time.perf_counter() - start
    ends = [(one.target_start, one.target_end, one.source_start, one.source_end) for one in made.beads]
    return Run([(tuple(range(a, b)), tuple(range(c, d))) for a, b, c, d in ends], aligning)


def own_ratio(sample: Sample) -> dict[str, Any]:
    """Return the length ratio of the document as a whole."""
    letters = [sum(len(line.replace(" ", "")) for line in side) for side in (sample.chinese, sample.english)]
    return {"mean_xy": letters[1] / max(letters[0], 1)}


def calibrated(samples: Sequence[Sample]) -> dict[str, Any]:
    """Return what galechurch estimates from annotated documents."""
    whole = joined(samples)
    mean, variance = estimate_length_params(whole.gold, whole.chinese, whole.english)
    return {"mean_xy": mean, "variance_xy": variance, "bead_costs": estimate_bead_costs(whole.gold)}


def runs(sample: Sample, others: Sequence[Sample], encoder: Encoder) -> Iterator[tuple[tuple[str, ...], Run]]:
    """Align a document with every aligner in every setting, ours first."""
    yield ("align", "", "as shipped"), align_ours(sample, encoder)
    sides = [encode_layers(lines, encoder) for lines in (sample.chinese, sample.english)]
    for most, centred in product(SIZES, (False, True)):
        setting = "means subtracted" if centred else "raw vectors"
        yield ("Vecalign", f"to {most}", setting), align_vecalign(sample, sides, most, centred=centred)
    yield ("Gale-Church", "", "as shipped"), align_gale_church(sample)
    yield ("Gale-Church", "", "document's own ratio"), align_gale_church(sample, **own_ratio(sample))
    if others:
        setting = "calibrated on the other documents"
        yield ("Gale-Church", "", setting), align_gale_church(sample, **calibrated(others))


def measure(samples: Sequence[Sample], encoder: Encoder, key: str, state: Path | None) -> list[Row]:
    """Return the rows of all documents; those kept under the key are not measured again."""
    kept = json.loads(state.read_text("utf-8")) if state and state.exists() else {}
    done: dict[str, list[Row]] = kept.setdefault(key, {})
    for sample in samples:
        print(f"{sample.name}{' was measured before' if sample.name in done else ''}", file=sys.stderr)
        if sample.name in done:
            continue
        rows = []
        for setting, run in runs(sample, [one for one in samples if one is not sample], encoder):
            if not covers(run.beads, sample):
                print(f"{setting}: not every sentence in exactly one bead", file=sys.stderr)
            row = {"group": sample.group, **dict(zip(SETTING, setting, strict=True))}
            row |= {"documents": 1, "sentences": sample.sentences, "letters": run.letters}
            row |= {"encoding": run.encoding, "aligning": run.aligning}
            rows.append(row | judge(run.beads, sample.gold))
        done[sample.name] = rows
        if state:
            part = state.with_name(f"{state.name}.part")
            part.write_text(json.dumps(kept, indent=1), "utf-8")
            part.replace(state)
    return [row for sample in samples for row in done[sample.name]]


def fingerprint(samples: Sequence[Sample]) -> str:
    """Return a digest of what is compared: documents, sizes, the sources of the aligner and the encoder."""
    package = Path(align.__file__).parent
    paths = sorted(path for name in ("aligner", "encode") for path in (package / name).glob("*.py"))
    sources = [path.read_text("utf-8") for path in paths]
    return hashlib.sha256(repr((SIZES, sources, samples)).encode()).hexdigest()[:12]


def by(rows: Iterable[Row], *names: str) -> dict[tuple[str, ...], list[Row]]:
    """Return the rows by what stands under some names."""
    found = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names)].append(row)
    return found


def total(rows: Sequence[Row]) -> dict[str, float]:
    """Return the sums of all figures."""
    return {name: sum(row[name] for row in rows) for name in rows[0] if not isinstance(rows[0][name], str)}


def best(rows: Iterable[Row], *names: str) -> list[Row]:
    """Return for what stands under names the rows of the setting with the highest strict F1, by group."""
    chosen: list[Row] = []
    for rivals in by(rows, *names).values():
        settings = by(rivals, *SETTING).values()
        chosen += max(settings, key=lambda same: f1(total(same), "strict", "found"))
    return sorted(chosen, key=lambda row: row["group"])


def quality_table(rows: Iterable[Row], *names: str) -> str:
    head = ["documents", "sentences", "strict F1", "lax F1", "lone precision", "lone recall", "lone in gold"]
    cells = []
    for key, same in by(rows, *names).items():
        sums = total(same)
        cells.append([*key, sums["documents"], f"{sums['sentences']:,}"])
        cells[-1] += [f"{f1(sums, *counts):.3f}" for counts in (("strict", "found"), ("lax", "touched"))]
        for whole in ("lone", "lone gold"):
            cells[-1].append(f"{sums['lone right'] / sums[whole]:.2f}" if sums[whole] else "–")
        cells[-1].append(sums["lone gold"])
    return table([*names, *head], cells, words=len(names))


def speed_table(rows: Iterable[Row]) -> str:
    head = ["characters encoded", "encode s", "align s", "total s", "total / ours", "align / encode"]
    cells = []
    ours = 0.0
    for key, same in by(rows, "group", *SETTING).items():
        sums = total(same)
        encoding, aligning = sums["encoding"], sums["aligning"]
        ours = encoding + aligning if key[1] == "align" else ours
        seconds = [f"{number:.2f}" for number in (encoding, aligning, encoding + aligning)]
        ratios = f"{(encoding + aligning) / ours:#.3g}", f"{aligning / encoding:.3f}" if encoding else "–"
        cells.append([*key, f"{sums['letters']:,}", *seconds, *ratios])
    return table(["group", *SETTING, *head], cells, words=4)


REPORT = """\
# Alignment beside others

What `python bench/alignment.py` measured with the encoder {encoder}.
Versions: {versions}.

"Vecalign" is the algorithm of Thompson and Koehn (2019) as the package sentweave has it; "to 4" stands for
beads of up to 4 sentences of both sides. "Gale-Church" is that of Gale and Church (1993), which looks at
lengths only, as galechurch has it, with English as the source.

## Quality

Strict: a bead is exactly one of the gold; lax: it shares a sentence on both sides with one. F1 is of the
precision of all beads and the recall of those with two sides. Lone sentences are those without a counterpart.
Of each aligner the setting with the highest strict F1 over all documents is shown, which favours those with
many. The weights of `align` were learnt from documents of mac-dev and aca, so on those it has seen the
answers; `bench/fit_aligner.py` prints the figures of cross-validation.

{quality}
All settings, over all documents together:

{settings}
## Speed

Every document was aligned by all in turn in one process, the next document maybe in another. `align` encodes
every sentence once and adds up for runs of sentences. Vecalign encodes every run, of up to as many sentences
as its largest beads have, as a text of its own: that was done once for all sizes, and to each are counted the
runs that sentweave asks for. Of the settings of a size the one with the highest strict F1 is shown.

Not counted are loading the encoder and the packages, reading, calibrating Gale-Church, and what the first
alignment by `align` in a process takes longer than the next: {start_up:.2f} s.

{speed}"""


def main() -> None:
    """Measure, print and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--groups", help="groups of documents; all if not given")
    parser.add_argument("--state", type=Path, help="file that keeps what was measured")
    parser.add_argument("--out", type=Path, default=Path("docs/alignment-bench.md"))
    options = parser.parse_args()
    samples = read_samples(options.folder, options.groups)
    encoder = load()
    first = Sample("first", samples[0].chinese[:WARM_UP], samples[0].english[:WARM_UP], samples[0].gold[:1])
    (_, cold), *_ = runs(first, [], encoder)
    warm = align_ours(first, encoder)
    about = {"encoder": encoder.name, "versions": versions("sentweave", "galechurch")}
    rows = measure(samples, encoder, "; ".join([*about.values(), fingerprint(samples)]), options.state)
    text = REPORT.format(
        **about,
        quality=quality_table(best(rows, "aligner"), "group", *SETTING),
        settings=quality_table(rows, *SETTING),
        speed=speed_table(best(rows, "aligner", "beads")),
        start_up=cold.encoding + cold.aligning - warm.encoding - warm.aligning,
    )
    print(text)
    options.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
