#!/usr/bin/env python3
"""Write a trained judge as `align` ships it.

usage: export.py MODEL.pt... OUT.npz

Of several models the mean of their weights is written; they must have been trained from one start.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from model import HEADS, INNER, QUERIES, VALUES, WIDTH, Judge, mean_of

from align.encode.bundled import DIGEST
from align.encode.weights import Config
from align.judge.network import Weights, write_weights

ENCODER = f"bundled:multilingual-e5-small-q4@{DIGEST[:12]}"
_LAYER = {"out": "ao", "attention_norm": "aln", "up": "fi", "down": "fo", "norm": "oln"}


def tensors_of(judge: Judge) -> dict[str, np.ndarray]:
    """Return the weights by the names that the network of `align` knows."""
    found: dict[str, np.ndarray] = {}
    for name, value in judge.state_dict().items():
        array = value.numpy()
        part, _, end = name.rpartition(".")
        end = {"weight": "w", "bias": "b"}.get(end, end)
        if name.startswith("layers."):
            _, number, piece = part.split(".")
            if piece == "qkv":
                for letter, third in zip("qkv", np.split(array, 3), strict=True):
                    found[f"l{number}.{letter}.{end}"] = third
            else:
                found[f"l{number}.{_LAYER[piece]}.{end}"] = array
        elif name == "features.weight":
            found["features"] = array
        else:
            found[f"{part}.{end}" if part else name] = array
    return found


def export(judge: Judge, path: Path) -> None:
    config = Config(
        width=WIDTH, layers=len(judge.layers), heads=HEADS, inner=INNER, words=0, positions=0, token_types=2,
        epsilon=1e-5,
    )  # fmt: skip
    with path.open("wb") as stream:
        write_weights(stream, Weights(ENCODER, config, QUERIES, VALUES, tensors_of(judge)))


def main() -> None:
    *models, out = sys.argv[1:]
    judge = Judge()
    judge.load_state_dict(mean_of([Path(model) for model in models]))
    export(judge, Path(out))
    print(out, Path(out).stat().st_size, "bytes")


if __name__ == "__main__":
    main()
