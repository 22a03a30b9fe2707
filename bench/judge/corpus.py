"""Read the public data, split it, and keep it as states of tokens that training reads.

usage: corpus.py DATA FOLDER [--each N] [--free N] [--traditional SHARE] [--seed N] [--without MAKER,...]

Of each sound machine translation N copies are made wrong, and of each free translation as --free says; a
share of them gets Traditional characters. --without leaves out some ways of making them wrong.

newstest2020 (WMT20 Chinese-English, MQM averages by segment) falls into blocks of 100 consecutive segments;
WMT23 (MQM with annotators' spans) into documents, and so do sentences that people translated freely (the
academic and literary sets for alignment), which are shown as they are, lest a free rendering be taken for
an error. Block or document number k belongs to fold k % 5.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from makers.base import ADDED, CHINESE_KINDS, LOST, ODD, WRONG, Links, Made
from makers.stock import Stock
from synthetic import make

from align.encode import Encoded, load
from align.encode.bundled import load_bundled
from align.encode.once import encode_once
from align.judge.features import lexical, token_features
from align.judge.network import KINDS
from align.knowledge import glosses
from align.states import centred
from align.text import to_script

Row = dict[str, Any]

FOLDS, LEFT_OUT = 5, 4
"""Folds of each set, and the one of newstest2020 that no step of training sees."""
UNKNOWN = -1.0
"""Label of what nobody looked at."""
SOUND = -0.34
"""MQM above which a translation counts as sound at every token: one minor error of one annotator in three."""
TRADITIONAL = 0.25
"""Share of texts that are made wrong in Traditional characters."""
SORTS = "major", "omission", "addition", "mistranslation"


@dataclass
class Pair:
    """Two texts with what is known about them.

    Attributes:
        group: Pairs of one group have the same source, so that they can be ranked.
        quality: MQM, 0 is best; NaN when unknown.
        sorts: Probability of each of `SORTS`; `UNKNOWN` where nobody looked.
        labels: For each kind of mark the stretches and how many agree; None where nobody looked.
        is_sound: Whether annotators looked, and none marks accuracy or terminology.
        part: Blocks and what is made from them: which of the fold's blocks.
    """

    chinese: str
    english: str
    group: str
    fold: int
    quality: float
    sorts: tuple[float, float, float, float]
    labels: list[tuple[int, tuple[int, int], float]] | None
    is_sound: bool = False
    part: int = 0


def read_rows(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def newstest(path: Path) -> list[Pair]:
    """Return pairs with an average by MQM; of the marks it is known only where there are none."""
    pairs = []
    for row in read_rows(path):
        mqm = float(row["mqm"])
        sound = mqm >= SOUND
        sorts = (0.0,) * 4 if sound else (float(mqm <= -5), UNKNOWN, UNKNOWN, UNKNOWN)
        part, fold = divmod((int(row["segment"]) - 1) // 100, FOLDS)
        labels: list[Any] | None = [] if sound else None
        group = f"news{row['segment']}"
        pairs.append(Pair(row["source"], row["target"], group, fold, mqm, sorts, labels, part=part))
    return pairs


def wmt(path: Path) -> list[Pair]:
    """Return pairs with annotators' marks, each with the share of annotators who made it."""
    rows = read_rows(path)
    documents = {name: number for number, name in enumerate(dict.fromkeys(row["doc"] for row in rows))}
    return [_marked(row, documents[row["doc"]] % FOLDS) for row in rows]


_MARKS = {"Accuracy/Omission": LOST, "Accuracy/Addition": ADDED, "Accuracy": WRONG, "Terminology": WRONG}
_WEIGHT = {"Major": 1.0, "Minor": 0.5}


def _marked(row: Row, fold: int) -> Pair:
    ratings = list(row["ratings"].values())
    labels = []
    cost = 0.0
    for category, severity, source, target in (mark for one in ratings for mark in one):
        if category == "No-error" or category.startswith("Source"):
            continue
        kind = next((k for name, k in _MARKS.items() if category.startswith(name)), ODD)
        stretch = source if kind in CHINESE_KINDS else target
        if stretch and stretch[0] < stretch[1]:
            labels.append((kind, tuple(stretch), _WEIGHT.get(severity, 0.2) / len(ratings)))
        if category.startswith("Non-tr"):
            cost += 25
        else:
            is_light = (category, severity) == ("Fluency/Punctuation", "Minor")
            cost += 0.1 if is_light else {"Major": 5, "Minor": 1}.get(severity, 0)
    mqm = -cost / len(ratings)

    def share(category: str, severities: tuple[str, ...]) -> float:
        return sum(
            any(c.startswith(category) and s in severities for c, s, *_ in one) for one in ratings
        ) / len(ratings)

    sorts = (
        float(mqm <= -5),
        share("Accuracy/Omission", ("Major",)),
        share("Accuracy/Addition", ("Major", "Minor")),
        share("Accuracy/Mistranslation", ("Major",)),
    )
    categories = {category for one in ratings for category, *_ in one}
    return Pair(
        row["source"], row["target"], f"wmt{row['segment']}", fold, mqm, sorts, labels,
        is_sound=not any(one.startswith(("Accuracy", "Terminology")) for one in categories),
    )  # fmt: skip


def free(folder: Path) -> list[Pair]:
    """Return pairs that people translated, a bead each; nobody looked for errors, and there are few."""
    found = []
    for number, gold in enumerate(sorted(folder.glob("*.gold.json"))):
        name = gold.name.removesuffix(".gold.json")
        chinese, english = (
            (folder / f"{name}.{language}.txt").read_text("utf-8").splitlines() for language in ("zh", "en")
        )
        for place, (ours, theirs) in enumerate(json.loads(gold.read_text("utf-8"))):
            if ours and theirs:
                source = "".join(chinese[n].strip() for n in ours)
                target = " ".join(english[n].strip() for n in theirs)
                group, fold = f"{name}-{place}", number % FOLDS
                found.append(Pair(source, target, group, fold, 0.0, (0.0,) * 4, [], is_sound=True))
    return found


def changed(base: Pair, made: Made) -> Pair:
    """Return a changed pair with labels."""
    is_grave = made.cost >= 4
    sorts = (
        float(is_grave),
        float(made.sort == "omission" and is_grave),
        float(made.sort == "addition"),
        float(made.sort == "mistranslation" and is_grave),
    )
    labels = [(kind, stretch, 1.0) for kind, stretch in made.marks]
    quality = (base.quality if base.quality == base.quality else 0.0) - made.cost
    group = f"made-{base.group}-{base.english}"
    return Pair(made.chinese, made.english, group, base.fold, quality, sorts, labels, part=base.part)


def synthesise(
    pairs: Sequence[Pair], seed: int, each: int, share: float = TRADITIONAL, without: Collection[str] = ()
) -> list[Pair]:
    """Return changed pairs, and sound ones among them, in groups of one base."""
    bases = [pair for pair in pairs if pair.quality >= -1.0]
    encoder = load()
    chance = random.Random(seed)
    stock = Stock([(pair.chinese, pair.english) for pair in bases], seed)
    encoded = encode_once(encoder.encode, [text for pair in bases for text in (pair.chinese, pair.english)])
    found = []
    for number, base in enumerate(bases):
        links = link(encoded, 2 * number, 2 * number + 1, encoder.usual)
        if links is None:
            continue
        texts = base.chinese, base.english
        own = [changed(base, made) for made in make(texts, links, stock, chance, each, without)]
        if own and base.quality >= SOUND:
            own.append(replace(base, group=own[0].group, sorts=(0.0,) * 4, labels=[]))
        # The data has Simplified characters, and briefs have both.
        found += map(traditional, own) if chance.random() < share else own
    return found


def traditional(pair: Pair) -> Pair:
    """Return a pair with its Chinese in Traditional characters; itself when that moves what is marked."""
    chinese = to_script(pair.chinese, traditional=True)
    return replace(pair, chinese=chinese) if len(chinese) == len(pair.chinese) else pair


def link(encoded: Encoded, one: int, other: int, usual: tuple[np.ndarray, np.ndarray] | None) -> Links | None:
    assert usual is not None
    tokens = encoded.tokens
    ours, theirs = centred(tokens, one, usual[0]), centred(tokens, other, usual[1])
    if not len(ours) or not len(theirs):
        return None
    cosines = ours @ theirs.T
    spans = [tokens.spans[tokens.rows[row] : tokens.rows[row + 1]] for row in (one, other)]
    return Links(spans[0], spans[1], (cosines.argmax(1), cosines.argmax(0)), (cosines.max(1), cosines.max(0)))


@dataclass
class Ready:
    """Pairs as the model takes them.

    Attributes:
        early: int8[t, d] and float32[t], states of the distinct texts.
        rows: Where texts start; one more than there are texts.
        texts: int64[n, 2], the Chinese and the English text of each pair.
        features: For each pair float16[t, features], Chinese tokens first.
        labels: For each pair float16[t, kinds]; `UNKNOWN` where nobody looked.
        pairs: The pairs themselves.
        centres: float32[2, d], the means that were taken off early states of Chinese and of English.
    """

    early: tuple[np.ndarray, np.ndarray]
    rows: np.ndarray
    texts: np.ndarray
    features: list[np.ndarray]
    labels: list[np.ndarray]
    pairs: list[Pair]
    centres: np.ndarray


def centres_of(pairs: Sequence[Pair]) -> np.ndarray:
    """Return float32[2, d], the mean early states of the Chinese and of the English of pairs."""
    encoder = load_bundled()
    means = []
    for texts in ([p.chinese for p in pairs], [p.english for p in pairs]):
        early = encoder.encode_early(list(dict.fromkeys(texts))).early
        assert early is not None
        means.append((early.values * early.scales[:, None]).mean(0))
    return np.stack(means).astype(np.float32)


def prepare(pairs: Sequence[Pair], centres: np.ndarray) -> Ready:
    """Encode the texts of pairs and compute what is told of their tokens; empty texts are left out."""
    encoder = load_bundled()
    texts = {
        text: n for n, text in enumerate(dict.fromkeys(t for p in pairs for t in (p.chinese, p.english)))
    }
    encoded = encoder.encode_early(list(texts))
    tokens, early = encoded.tokens, encoded.early
    table = glosses.load()
    assert early is not None
    kept, features, labels, places = [], [], [], []
    for pair in pairs:
        rows = texts[pair.chinese], texts[pair.english]
        late, sides = (
            tuple(centred(states, row, mean) for row, mean in zip(rows, means, strict=True))
            for states, means in ((tokens, encoder.usual), (early, centres))
        )
        if min(map(len, sides)) == 0 or sum(map(len, sides)) > 600:
            continue
        spans = [tokens.spans[tokens.rows[row] : tokens.rows[row + 1]] for row in rows]
        words = lexical(pair.chinese, pair.english, (spans[0], spans[1]), table)
        features.append(np.concatenate(token_features(late, sides, words)).astype(np.float16))
        labels.append(_labels(pair, spans))
        places.append(rows)
        kept.append(pair)
    packed = early.values, early.scales
    return Ready(packed, tokens.rows, np.array(places), features, labels, kept, centres)


def _labels(pair: Pair, spans: Sequence[np.ndarray]) -> np.ndarray:
    sizes = [len(side) for side in spans]
    found = np.full((sum(sizes), len(KINDS)), UNKNOWN, np.float16)
    if pair.labels is None:
        return found
    is_chinese = np.arange(sum(sizes)) < sizes[0]
    for kind in range(len(KINDS)):
        found[is_chinese == (kind in CHINESE_KINDS), kind] = 0
    for kind, (start, end), weight in pair.labels:
        side = 0 if kind in CHINESE_KINDS else 1
        inside = (spans[side][:, 0] < end) & (spans[side][:, 1] > start)
        place = np.flatnonzero(inside) + side * sizes[0]
        found[place, kind] = np.minimum(1, found[place, kind] + np.float16(weight))
    return found


def store(path: Path, ready: Ready) -> None:
    with path.open("wb") as file:
        pickle.dump(ready, file, protocol=5)


def recall(path: Path) -> Ready:
    with path.open("rb") as file:
        ready: Ready = pickle.load(file)  # noqa: S301 - our own
    return ready


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--free", type=int, default=1)
    parser.add_argument("--traditional", type=float, default=TRADITIONAL)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--without", default="")
    told = parser.parse_args(arguments)
    without = told.without.split(",")
    news = newstest(told.data / "newstest2020-mqm.dev.jsonl.gz")
    marked = wmt(told.data / "wmt23-mqm.dev.jsonl.gz")
    made = synthesise(news, told.seed, told.each, told.traditional, without)
    freely = synthesise(free(told.data / "align"), told.seed + 2, told.free, told.traditional, without)
    sets = {
        "wmt": marked,
        "wmt-traditional": list(map(traditional, marked)),
        "news": news,
        "made": made,
        "made-free": freely,
    }
    centres = centres_of([pair for pair in news if pair.fold != LEFT_OUT][::25])
    for name, pairs in sets.items():
        ready = prepare(pairs, centres)
        store(told.folder / f"{name}.pkl", ready)
        print(name, len(ready.pairs), "pairs", sum(map(len, ready.features)), "tokens", flush=True)


if __name__ == "__main__":
    import sys

    import corpus  # so that what is stored knows its module by name

    corpus.main(sys.argv[1:])
