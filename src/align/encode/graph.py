"""Lay out the transformer of e5 as an ONNX model whose weights stay at 4 bits.

Each dense layer is one MatMulNBits, an operator of ONNX Runtime that takes Q4_0 weights after reordering
their halves, so nothing is dequantised on loading. Everything but attention works on the tokens of all texts
in one column, without padding.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray

from align.encode import onnx
from align.encode.weights import BLOCK, Config, Weights, scales

# Level 1 computes in float32, level 4 in int8, which was no faster without VNNI and costs 1e-4 of
# cosine: https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md#commicrosoftmatmulnbits
_ACCURACY_LEVEL = 1


EARLY = 9
"""Layers that the judge takes over from: it runs its own in place of the rest (align/judge)."""


def build_graph(weights: Weights) -> bytes:
    """Return the serialised model.

    Inputs: `embeddings` float32[t, d], the sums of word, position and type embeddings of t tokens; `padded`
    int64[n, l], which token stands where in n texts of l places, any token where there is none; `packed`
    int64[t], where in the n l places each token stands; `lengths` int32[n].
    Outputs: `states` float32[t, d]; `early` float32[t, d], those after `EARLY` layers.
    """
    graph = _FourBits(weights)
    states = graph.norm("embeddings", "emb.ln")
    for layer in range(weights.config.layers):
        states = graph.layer(states, f"l{layer}.")
        if layer + 1 == EARLY:
            graph.add("Identity", [states], "early")
    graph.add("Identity", [states], "states")
    width, has_early = weights.config.width, weights.config.layers >= EARLY
    return onnx.model(
        graph.nodes,
        graph.tensors,
        {
            "embeddings": ("float32", ["tokens", width]),
            "padded": ("int64", ["texts", "places"]),
            "packed": ("int64", ["tokens"]),
            "lengths": ("int32", ["texts"]),
        },
        {name: ("float32", ["tokens", width]) for name in ("states", "early")[: 1 + has_early]},
    )


class Graph(ABC):
    """Nodes and tensors so far; every method adds some and returns the name of its output.

    How matrices are stored is for subclasses to say.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self.nodes: list[bytes] = []
        self.tensors: dict[str, NDArray[np.generic]] = {"column": np.array([-1, config.width])}

    def layer(self, states: str, prefix: str) -> str:
        """Self-attention and feed-forward network, each added to its input and normalised."""
        width, inner = self.config.width, self.config.inner
        context = self._attention(states, prefix)
        output = self.dense(context, [prefix + "ao"], width, width)
        states = self._add_norm(output, states, prefix + "ao.b", prefix + "aln")
        hidden = self.dense(states, [prefix + "fi"], inner, width)
        active = self.add("BiasGelu", [hidden, self.vector(prefix + "fi.b", inner)], contrib=True)
        output = self.dense(active, [prefix + "fo"], width, inner)
        return self._add_norm(output, states, prefix + "fo.b", prefix + "oln")

    def norm(self, states: str, name: str) -> str:
        """Layer normalisation."""
        gain, bias = (self.vector(f"{name}.{part}", self.config.width) for part in "wb")
        return self.add("LayerNormalization", [states, gain, bias], epsilon=self.config.epsilon)

    def add(
        self,
        operator: str,
        inputs: list[str],
        *outputs: str,
        contrib: bool = False,
        **attributes: int | float,
    ) -> str:
        """Add a node; its output gets a name of its own unless one is given."""
        names = outputs or (f"{operator}{len(self.nodes)}",)
        domain = onnx.CONTRIB if contrib else ""
        self.nodes.append(onnx.node(operator, inputs, names, domain=domain, **attributes))
        return names[0]

    @abstractmethod
    def dense(self, states: str, names: list[str], rows: int, columns: int) -> str:
        """Multiply by matrices of so many rows each, one below the other, without bias."""

    @abstractmethod
    def values(self, name: str, size: int) -> NDArray[np.float32]:
        """Return a vector by its name."""

    def vector(self, name: str, size: int) -> str:
        """Add a vector by its name."""
        return self.tensor(name, self.values(name, size))

    def tensor(self, name: str, array: NDArray[np.generic]) -> str:
        """Add a tensor."""
        self.tensors[name] = array
        return name

    def _attention(self, states: str, prefix: str) -> str:
        width, heads = self.config.width, self.config.heads
        names = [f"{prefix}{part}" for part in "qkv"]
        biases = [self.values(name + ".b", width) for name in names]
        bias = self.tensor(prefix + "qkv.b", np.concatenate(biases))
        column = self.dense(states, names, width, width)
        padded = self.add("Gather", [column, "padded"], axis=0)
        self.add("Split", [padded], *names, axis=2)
        context = self.add("MultiHeadAttention", [*names, bias, "lengths"], contrib=True, num_heads=heads)
        return self.add("Gather", [self.add("Reshape", [context, "column"]), "packed"], axis=0)

    def _add_norm(self, output: str, states: str, bias: str, norm: str) -> str:
        width = self.config.width
        parts = [self.vector(name, width) for name in (norm + ".w", norm + ".b", bias)]
        return self.add(
            "SkipLayerNormalization", [output, states, *parts], contrib=True, epsilon=self.config.epsilon
        )


class _FourBits(Graph):
    """Matrices are Q4_0 blocks of the weight file, and stay so."""

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights.config)
        self._weights = weights

    def dense(self, states: str, names: list[str], rows: int, columns: int) -> str:
        blocks = np.concatenate([self._weights.blocks(name + ".w", rows, columns) for name in names])
        packed = self.tensor(names[0] + ".w", _reorder(blocks))
        shape = {"N": len(blocks), "K": columns, "block_size": BLOCK, "bits": 4}
        inputs = [states, packed, self.tensor(names[0] + ".scales", scales(blocks).ravel())]
        return self.add("MatMulNBits", inputs, contrib=True, accuracy_level=_ACCURACY_LEVEL, **shape)

    def values(self, name: str, size: int) -> NDArray[np.float32]:
        return self._weights.floats(name, size)


def _reorder(blocks: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Turn the halves of Q4_0, 0|16, 1|17 ..., into those of MatMulNBits, 0|1, 2|3 ...: uint8[..., k, 16]."""
    packed = blocks[..., 2:]
    low = packed[..., 0::2] & 15 | packed[..., 1::2] << 4
    high = packed[..., 0::2] >> 4 | packed[..., 1::2] & 240
    return np.concatenate([low, high], axis=-1)
