#!/usr/bin/env python3
"""Train the judge on prepared pairs.

usage: train.py FOLDER --out FILE [--start FILE...] [--sets made,news=0.5] [--leave-out K] [--tokens N]

FOLDER holds what corpus.py prepared. Fold K of WMT23 is left out, and always the last fold of every other
set, so that they can be judged by a model that has not seen them. Of a set with a share only so much is taken
in each pass, anew each time. Goes through shuffled groups until N tokens have been seen; the rate of learning
falls to nothing by then. The seed fixes the order and what is dropped.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from corpus import LEFT_OUT, UNKNOWN, Ready, recall
from model import QUALITIES, Judge, from_encoder, mean_of
from torch import Tensor
from torch.nn import functional

from align.judge.network import KINDS

BATCH = 3000
KIND_WEIGHTS = (1.0, 0.5, 1.0, 1.0, 0.4, 0.5)
MARGIN = 0.5


@dataclass(frozen=True)
class Part:
    """A set to train on.

    Attributes:
        ready: Its pairs.
        share: How much of it is taken in each pass; more than 1 repeats some.
        leave_out: The fold that is not taken, if any.
        head: Which figure is its quality.
    """

    ready: Ready
    share: float
    leave_out: int | None
    head: int

    def groups(self) -> list[list[int]]:
        """Return the pairs of each group."""
        of: defaultdict[str, list[int]] = defaultdict(list)
        for index, pair in enumerate(self.ready.pairs):
            if pair.fold != self.leave_out:
                of[pair.group].append(index)
        return list(of.values())


class Batch:
    """Pairs of one set, padded to one length."""

    def __init__(self, part: Part, indices: Sequence[int]) -> None:
        ready = part.ready
        values, scales = ready.early
        sizes = [len(ready.features[i]) for i in indices]
        shape = len(indices), max(sizes)
        self.states = torch.zeros(*shape, values.shape[1])
        self.features = torch.zeros(*shape, ready.features[indices[0]].shape[1])
        self.labels = torch.full((*shape, len(KINDS)), UNKNOWN)
        self.side = torch.zeros(shape, dtype=torch.long)
        self.mask = torch.zeros(shape, dtype=torch.bool)
        for row, index in enumerate(indices):
            start = 0
            for number, text in enumerate(ready.texts[index]):
                own = slice(ready.rows[text], ready.rows[text + 1])
                end = start + own.stop - own.start
                self.states[row, start:end] = torch.from_numpy(values[own] * scales[own, None])
                self.side[row, start:end] = number
                start = end
            self.features[row, :start] = torch.from_numpy(ready.features[index].astype(np.float32))
            self.labels[row, :start] = torch.from_numpy(ready.labels[index].astype(np.float32))
            self.mask[row, :start] = True
        pairs = [ready.pairs[i] for i in indices]
        self.quality = torch.tensor([pair.quality for pair in pairs], dtype=torch.float32)
        self.sorts = torch.tensor([pair.sorts for pair in pairs], dtype=torch.float32)
        self.head = part.head
        names = {pair.group: n for n, pair in enumerate(pairs)}
        self.group = torch.tensor([names[pair.group] for pair in pairs])


def batches(parts: Sequence[Part], chance: random.Random) -> Iterator[tuple[Part, list[int]]]:
    """Yield batches in random order without end; the pairs of a group stay together."""
    known = [(part, part.groups()) for part in parts]
    while True:
        groups = [(part, one) for part, own in known for one in _some(own, part.share, chance)]
        chance.shuffle(groups)
        # Groups of like length pad less.
        for start in range(0, len(groups), 128):
            near = sorted(groups[start : start + 128], key=lambda g: len(g[0].ready.features[g[1][0]]))
            filled: list[tuple[Part, list[int]]] = []
            places = 0
            for part, group in near:
                own = chance.sample(group, len(group))
                longest = max(len(part.ready.features[i]) for i in own)
                last, taken = filled[-1] if filled else (None, [])
                if last is part and (len(taken) + len(own)) * max(longest, places) <= BATCH:
                    taken.extend(own)
                    places = max(longest, places)
                else:
                    filled.append((part, own))
                    places = longest
            chance.shuffle(filled)
            yield from filled


def _some(groups: list[list[int]], share: float, chance: random.Random) -> list[list[int]]:
    """Return all groups as often as `share` says, and of them a sample for what is left."""
    whole = int(share)
    return whole * groups + chance.sample(groups, round((share - whole) * len(groups)))


def loss_of(judge: Judge, batch: Batch) -> tuple[Tensor, list[float]]:
    """Return the loss, and its parts: marks, sorts, ranks, quality."""
    kinds, figures = judge(batch.states, batch.features, batch.side, batch.mask)
    known = batch.labels >= 0
    weight = torch.tensor(KIND_WEIGHTS).expand_as(kinds)[known]
    marks = functional.binary_cross_entropy_with_logits(
        kinds[known], batch.labels[known], weight * (1 + 2 * batch.labels[known]), reduction="sum"
    ) / max(1, int(known.sum()))
    asked = batch.sorts >= 0
    told = figures[:, len(QUALITIES) :][asked]
    sorts = functional.binary_cross_entropy_with_logits(told, batch.sorts[asked])
    quality = figures[:, batch.head]
    target = -torch.log1p(-batch.quality.clamp(-25, 0))
    level = functional.smooth_l1_loss(quality, target)
    gap = target[:, None] - target[None, :]
    better = (batch.group[:, None] == batch.group[None, :]) & (gap > 0.1)
    ranks = quality.sum() * 0
    if better.any():
        lead = (quality[:, None] - quality[None, :])[better]
        ranks = (functional.softplus(-3 * lead) * gap[better].clamp(max=1.5)).mean()
    total = 6 * marks + sorts + ranks + 0.7 * level
    return total, [float(part.detach()) for part in (marks, sorts, ranks, level)]


def train(parts: Sequence[Part], judge: Judge, *, tokens: int, rate: float, seed: int) -> Judge:
    """Train in place."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    inner = [p for name, p in judge.named_parameters() if name.startswith("layers")]
    outer = [p for name, p in judge.named_parameters() if not name.startswith("layers")]
    optimiser = torch.optim.AdamW(
        [{"params": inner, "lr": rate}, {"params": outer, "lr": 5 * rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    rates = [group["lr"] for group in optimiser.param_groups]
    judge.train()
    seen, start, told, sums = 0, time.time(), 0.0, np.zeros(5)
    for part, indices in batches(parts, chance):
        if seen >= tokens:
            break
        done = seen / tokens
        scale = min(1.0, done / 0.05 + 0.02) * max(0.02, 1 - done)
        for group, full in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = scale * full
        batch = Batch(part, indices)
        loss, losses = loss_of(judge, batch)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
        optimiser.step()
        seen += int(batch.mask.sum())
        sums += [*losses, 1]
        if time.time() - told > 60:
            told = time.time()
            shown = " ".join(f"{one:.3f}" for one in sums[:4] / sums[4])
            print(f"{seen:9} tokens, {seen / (told - start):.0f} a second: {shown}", flush=True)
            sums[:] = 0
    return judge.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, nargs="+", help="weights to begin with; of several the mean")
    parser.add_argument("--sets", default="made,news")
    parser.add_argument("--leave-out", type=int, metavar="K")
    parser.add_argument(
        "--like", help="SET=SET: begin with the quality of the other set for one not seen yet"
    )
    parser.add_argument("--tokens", type=float, default=4e6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    parts = []
    for named in arguments.sets.split(","):
        name, _, share = named.partition("=")
        leave_out = arguments.leave_out if name.startswith("wmt") else LEFT_OUT
        ready = recall(arguments.folder / f"{name}.pkl")
        parts.append(Part(ready, float(share or 1), leave_out, QUALITIES[name.partition("-")[0]]))
    judge = from_encoder()
    judge.centres.copy_(torch.from_numpy(parts[0].ready.centres))
    if arguments.start:
        judge.load_state_dict(mean_of(arguments.start))
    if arguments.like:
        new, known = arguments.like.split("=")
        judge.copy_quality(QUALITIES[known], QUALITIES[new])
    train(parts, judge, tokens=int(arguments.tokens), rate=arguments.rate, seed=arguments.seed)
    torch.save(judge.state_dict(), arguments.out)


if __name__ == "__main__":
    main()
