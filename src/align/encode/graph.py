"""Lay out the transformer of e5 as an ONNX model whose weights stay at 4 bits.

Each dense layer is one MatMulNBits, an operator of ONNX Runtime that takes Q4_0 weights after reordering
their halves, so nothing is dequantised on loading. Everything but attention works on the tokens of all texts
in one column, without padding.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from align.encode import onnx
from align.encode.weights import BLOCK, Config, Weights, scales

# Level 1 computes in float32, level 4 in int8, which was no faster without VNNI and costs 1e-4 of
# cosine: https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md#commicrosoftmatmulnbits
_ACCURACY_LEVEL = 1


def build_graph(weights: Weights) -> bytes:
    """Return the serialised model.

    Inputs: `embeddings` float32[t, d], the sums of word, position and type embeddings of t tokens; `padded`
    int64[n, l], which token stands where in n texts of l places, any token where there is none; `packed`
    int64[t], where in the n l places each token stands; `lengths` int32[n].
    Output: `states` float32[t, d].
    """
    graph = _Graph(weights)
    states = graph.norm("embeddings", "emb.ln")
    for layer in range(weights.config.layers):
        states = graph.layer(states, f"l{layer}.")
    graph.add("Identity", [states], "states")
    width = weights.config.width
    return onnx.model(
        graph.nodes,
        graph.tensors,
        {
            "embeddings": ("float32", ["tokens", width]),
            "padded": ("int64", ["texts", "places"]),
            "packed": ("int64", ["tokens"]),
            "lengths": ("int32", ["texts"]),
        },
        {"states": ("float32", ["tokens", width])},
    )


class _Graph:
    """Nodes and tensors so far; every method adds some and returns the name of its output."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.nodes: list[bytes] = []
        self.tensors: dict[str, NDArray[np.generic]] = {"column": np.array([-1, weights.config.width])}

    @property
    def _config(self) -> Config:
        return self._weights.config

    def layer(self, states: str, prefix: str) -> str:
        """Self-attention and feed-forward network, each added to its input and normalised."""
        width, inner = self._config.width, self._config.inner
        context = self._attention(states, prefix)
        output = self._dense(context, prefix + "ao", width, width)
        states = self._add_norm(output, states, prefix + "ao.b", prefix + "aln")
        hidden = self._dense(states, prefix + "fi", inner, width)
        active = self.add("BiasGelu", [hidden, self._floats(prefix + "fi.b", inner)], contrib=True)
        output = self._dense(active, prefix + "fo", width, inner)
        return self._add_norm(output, states, prefix + "fo.b", prefix + "oln")

    def norm(self, states: str, name: str) -> str:
        """Layer normalisation."""
        gain, bias = (self._floats(f"{name}.{part}", self._config.width) for part in "wb")
        return self.add("LayerNormalization", [states, gain, bias], epsilon=self._config.epsilon)

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

    def _attention(self, states: str, prefix: str) -> str:
        width, heads = self._config.width, self._config.heads
        names = [f"{prefix}{part}" for part in "qkv"]
        blocks = np.concatenate([self._weights.blocks(name + ".w", width, width) for name in names])
        biases = [self._weights.floats(name + ".b", width) for name in names]
        bias = self._tensor(prefix + "qkv.b", np.concatenate(biases))
        column = self._matmul(states, prefix + "qkv", blocks)
        padded = self.add("Gather", [column, "padded"], axis=0)
        self.add("Split", [padded], *names, axis=2)
        context = self.add("MultiHeadAttention", [*names, bias, "lengths"], contrib=True, num_heads=heads)
        return self.add("Gather", [self.add("Reshape", [context, "column"]), "packed"], axis=0)

    def _add_norm(self, output: str, states: str, bias: str, norm: str) -> str:
        width = self._config.width
        parts = [self._floats(name, width) for name in (norm + ".w", norm + ".b", bias)]
        return self.add(
            "SkipLayerNormalization", [output, states, *parts], contrib=True, epsilon=self._config.epsilon
        )

    def _dense(self, states: str, name: str, rows: int, columns: int) -> str:
        return self._matmul(states, name, self._weights.blocks(name + ".w", rows, columns))

    def _matmul(self, states: str, name: str, blocks: NDArray[np.uint8]) -> str:
        """Multiply by Q4_0 weights uint8[rows, columns / 32, 18], without bias."""
        weights = self._tensor(name + ".w", _reorder(blocks))
        shape = {"N": blocks.shape[0], "K": blocks.shape[1] * BLOCK, "block_size": BLOCK, "bits": 4}
        inputs = [states, weights, self._tensor(name + ".scales", scales(blocks).ravel())]
        return self.add("MatMulNBits", inputs, contrib=True, accuracy_level=_ACCURACY_LEVEL, **shape)

    def _floats(self, name: str, size: int) -> str:
        return self._tensor(name, self._weights.floats(name, size))

    def _tensor(self, name: str, array: NDArray[np.generic]) -> str:
        self.tensors[name] = array
        return name


def _reorder(blocks: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Turn the halves of Q4_0, 0|16, 1|17 ..., into those of MatMulNBits, 0|1, 2|3 ...: uint8[..., k, 16]."""
    packed = blocks[..., 2:]
    low = packed[..., 0::2] & 15 | packed[..., 1::2] << 4
    high = packed[..., 0::2] >> 4 | packed[..., 1::2] & 240
    return np.concatenate([low, high], axis=-1)
