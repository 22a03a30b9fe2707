"""The judge as torch trains it: the last layers of the encoder, run over both texts of a pair together.

Input are states that the first layers gave each text by itself. Layers are those of BERT (Devlin et al.
2019), normalised after each addition, and start from the encoder's own weights of the same depth.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from align.encode.bundled import find_weights
from align.encode.graph import EARLY
from align.encode.weights import dequantise, read_weights
from align.judge.features import NAMES
from align.judge.network import FIGURES, KINDS
from align.judge.network import read_weights as read_weights_of_judge

WIDTH, HEADS, INNER = 384, 12, 1536
QUERIES, VALUES, HIDDEN = 4, 48, 64
QUALITIES = {"news": 0, "wmt": 1, "made": 2}
"""Which figure is the quality as a set has it. What errors cost differs between annotators of two years and
what was made, which would pull one figure to and fro."""
_LAYER = {"out": "ao", "attention_norm": "aln", "up": "fi", "down": "fo", "norm": "oln"}


class Layer(nn.Module):
    """Self-attention and feed-forward network."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.dropout = dropout

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Take float[n, l, d] and bool[n, 1, 1, l], which tokens are there."""
        count, length, _ = states.shape
        q, k, v = self.qkv(states).view(count, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(count, length, WIDTH))
        states = self.attention_norm(states + self._drop(mixed))
        return self.norm(states + self._drop(self.down(functional.gelu(self.up(states)))))

    def _drop(self, states: Tensor) -> Tensor:
        return functional.dropout(states, self.dropout, self.training)


class Judge(nn.Module):
    """Kinds of marks for each token, and figures for each pair."""

    def __init__(self, layers: int = 3, dropout: float = 0.1) -> None:
        super().__init__()
        self.side = nn.Parameter(torch.zeros(2, WIDTH))
        self.features = nn.Linear(len(NAMES), WIDTH, bias=False)
        # Not learnt, but what features are made with: mean early states of either language.
        self.register_buffer("centres", torch.zeros(2, WIDTH))
        nn.init.zeros_(self.features.weight)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.tokens = nn.Linear(WIDTH, len(KINDS) + QUERIES + VALUES)
        self.mix = nn.Linear(2 * QUERIES * VALUES + 2 * len(KINDS) + 2, HIDDEN)
        self.pairs = nn.Linear(HIDDEN, len(FIGURES))

    def forward(self, states: Tensor, features: Tensor, side: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits float[n, l, kinds] and figures float[n, outputs].

        Args:
            states: float[n, l, d].
            features: float[n, l, f].
            side: long[n, l], 0 for Chinese and 1 for English.
            mask: bool[n, l], which tokens are there.
        """
        hidden = states + self.side[side] + self.features(features)
        for layer in self.layers:
            hidden = layer(hidden, mask[:, None, None, :])
        columns = self.tokens(hidden)
        kinds, queries, values = columns.split([len(KINDS), QUERIES, VALUES], dim=-1)
        return kinds, self.pairs(
            functional.gelu(self.mix(pooled(kinds, queries, torch.tanh(values), side, mask)))
        )

    def copy_quality(self, source: int, target: int) -> None:
        """Let one figure begin as another: from nothing it would first disturb what all figures share."""
        with torch.no_grad():
            self.pairs.weight[target] = self.pairs.weight[source]
            self.pairs.bias[target] = self.pairs.bias[source]


def pooled(kinds: Tensor, queries: Tensor, values: Tensor, side: Tensor, mask: Tensor) -> Tensor:
    """Return what figures of a pair are made of: by side weighted means, highest logits and length."""
    parts = []
    for number in (0, 1):
        own = (mask & (side == number))[..., None]
        weights = torch.softmax(queries.masked_fill(~own, -1e4), dim=1)
        parts.append(torch.einsum("nlq,nlv->nqv", weights, values).flatten(1))
        parts.append(torch.logsumexp(kinds.masked_fill(~own, -1e4), dim=1))
        parts.append(torch.log(own.sum(1) + 1.0) / 5)
    return torch.cat(parts, dim=-1)


def from_encoder(layers: int = 3) -> Judge:
    """Return a judge whose layers are the encoder's that follow the first `EARLY`."""
    weights = read_weights(find_weights())
    judge = Judge(layers)

    def matrix(name: str, rows: int, columns: int) -> Tensor:
        return torch.from_numpy(dequantise(weights.blocks(f"{name}.w", rows, columns)))

    def vector(name: str, size: int) -> Tensor:
        return torch.from_numpy(np.array(weights.floats(name, size)))

    with torch.no_grad():
        for number, layer in enumerate(judge.layers):
            name = f"l{EARLY + number}."
            layer.qkv.weight.copy_(torch.cat([matrix(name + part, WIDTH, WIDTH) for part in "qkv"]))
            layer.qkv.bias.copy_(torch.cat([vector(f"{name}{part}.b", WIDTH) for part in "qkv"]))
            shapes = {
                "ao": (layer.out, WIDTH, WIDTH),
                "fi": (layer.up, INNER, WIDTH),
                "fo": (layer.down, WIDTH, INNER),
            }
            for part, (dense, rows, columns) in shapes.items():
                dense.weight.copy_(matrix(name + part, rows, columns))
                dense.bias.copy_(vector(f"{name}{part}.b", rows))
            for part, norm in (("aln", layer.attention_norm), ("oln", layer.norm)):
                norm.weight.copy_(vector(f"{name}{part}.w", WIDTH))
                norm.bias.copy_(vector(f"{name}{part}.b", WIDTH))
    return judge


def mean_of(paths: Sequence[Path]) -> dict[str, Tensor]:
    """Return the mean of stored weights, which must have been trained from one start."""
    states = [_exported(path) if path.suffix == ".npz" else torch.load(path) for path in paths]
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}


def tensors_of(judge: Judge) -> dict[str, Tensor]:
    """Return the weights by the names that the network of `align` knows."""
    found: dict[str, Tensor] = {}
    for name, value in judge.state_dict().items():
        part, _, end = name.rpartition(".")
        end = {"weight": "w", "bias": "b"}.get(end, end)
        if name.startswith("layers."):
            _, number, piece = part.split(".")
            if piece == "qkv":
                for letter, third in zip("qkv", value.chunk(3), strict=True):
                    found[f"l{number}.{letter}.{end}"] = third
            else:
                found[f"l{number}.{_LAYER[piece]}.{end}"] = value
        elif name == "features.weight":
            found["features"] = value
        else:
            found[f"{part}.{end}" if part else name] = value
    return found


def _exported(path: Path) -> dict[str, Tensor]:
    """Return weights that export.py wrote, by their names in torch."""
    with path.open("rb") as stream:
        tensors = read_weights_of_judge(stream).tensors
    judge = Judge(sum(name.endswith(".q.w") for name in tensors))
    with torch.no_grad():
        # What is filled shares its memory with the judge.
        for name, value in tensors_of(judge).items():
            value.copy_(torch.from_numpy(np.array(tensors[name], np.float32)).reshape(value.shape))
    return judge.state_dict()
