#!/usr/bin/env python3
"""Write a trained judge as `align` ships it.

usage: export.py MODEL... OUT.npz

Of several models the mean of their weights is written; they must have been trained from one start.
"""

from __future__ import annotations

import sys
from pathlib import Path

from model import HEADS, INNER, QUERIES, VALUES, WIDTH, Judge, mean_of, tensors_of

from align.encode.bundled import DIGEST
from align.encode.weights import Config
from align.judge.network import Weights, write_weights

ENCODER = f"bundled:multilingual-e5-small-q4@{DIGEST[:12]}"


def export(judge: Judge, path: Path) -> None:
    config = Config(
        width=WIDTH, layers=len(judge.layers), heads=HEADS, inner=INNER, words=0, positions=0, token_types=2,
        epsilon=1e-5,
    )  # fmt: skip
    with path.open("wb") as stream:
        tensors = {name: value.numpy() for name, value in tensors_of(judge).items()}
        write_weights(stream, Weights(ENCODER, config, QUERIES, VALUES, tensors))


def main() -> None:
    *models, out = sys.argv[1:]
    judge = Judge()
    judge.load_state_dict(mean_of([Path(model) for model in models]))
    export(judge, Path(out))
    print(out, Path(out).stat().st_size, "bytes")


if __name__ == "__main__":
    main()
