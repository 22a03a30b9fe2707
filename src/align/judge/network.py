"""The judge's layers: both texts of a pair together through the last layers of a transformer of their own.

Weights are bytes with a scale a row, made by `bench/judge`. They are turned into float32 on loading, and run
by ONNX Runtime like those of the encoder, whose early states they take.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import erf, sqrt
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from align.encode import onnx
from align.encode.graph import Graph
from align.encode.session import open_session
from align.encode.weights import Config
from align.encode.windows import Windows, layout
from align.errors import EncoderError
from align.judge.features import Floats

KINDS = "lost", "bad", "added", "wrong", "odd", "gap"
"""What a token may be: Chinese that is lost, or rendered wrongly; English that is added, wrong, bad, or that
something is missing beside."""
FIGURES = "averaged", "marked", "made", "major", "omission", "addition", "mistranslation"
"""What is told of a pair: three qualities, better the higher, as each set that was trained on has them (MQM
averages, marked MQM, made errors); the others are logits."""

_BATCH_TOKENS, _BATCH_PLACES = 1024, 4096


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Sizes and tensors of a judge.

    Attributes:
        encoder: Name of the encoder whose early states it takes.
        queries: Weighted means that are taken of the tokens of either side.
        values: Numbers in such a mean.
        tensors: By name; `centres` float32[2, d] are the mean early states of Chinese and of English.
    """

    encoder: str
    config: Config
    queries: int
    values: int
    tensors: Mapping[str, Floats]


def load_weights() -> Weights:
    """Return the shipped weights.

    Raises:
        EncoderError: They are missing or changed.
    """
    try:
        with (files("align") / "data" / "judge.npz").open("rb") as stream:
            return read_weights(stream)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise EncoderError(
            f"the weights of the judge cannot be read: {error}", hint="pip install --force-reinstall align"
        ) from error


def read_weights(stream: IO[bytes]) -> Weights:
    """Read what `write_weights` wrote."""
    with np.load(stream, allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    about: dict[str, Any] = json.loads(arrays.pop("about").tobytes())
    tensors = {
        name: array * arrays[name + ".scale"][:, None] if array.dtype == np.int8 else array
        for name, array in arrays.items()
        if not name.endswith(".scale")
    }
    config = Config(**about["config"])
    return Weights(about["encoder"], config, about["queries"], about["values"], tensors)


def write_weights(stream: IO[bytes], weights: Weights) -> None:
    """Write weights: matrices as bytes, each row with the number that a step of it stands for."""
    config = {name: getattr(weights.config, name) for name in Config.__slots__}
    about = {
        "encoder": weights.encoder,
        "config": config,
        "queries": weights.queries,
        "values": weights.values,
    }
    arrays: dict[str, NDArray[Any]] = {"about": np.frombuffer(json.dumps(about).encode(), np.uint8)}
    for name, tensor in weights.tensors.items():
        if tensor.ndim < 2 or min(tensor.shape) < 8:
            arrays[name] = tensor.astype(np.float32)
            continue
        scale = np.abs(tensor).max(axis=1) / np.float32(127)
        arrays[name] = np.rint(tensor / scale[:, None]).astype(np.int8)
        arrays[name + ".scale"] = scale
    np.savez(stream, **arrays)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """A pair as the network takes it.

    Attributes:
        states: float32[t, d], early states, the Chinese tokens first.
        features: float32[t, f], what is told of the tokens (features.py).
        chinese: How many of the tokens are Chinese; neither side is empty.
    """

    states: Floats
    features: Floats
    chinese: int


@dataclass(frozen=True, slots=True, eq=False)
class Outputs:
    """What the network says: `kinds` float32[t, kinds], probabilities; `figures` float32[figures]."""

    kinds: Floats
    figures: Floats


class Network:
    """The layers, and what follows them."""

    def __init__(self, weights: Weights, *, threads: int) -> None:
        self._weights = weights
        self._tensors = weights.tensors
        self._session = open_session(_build(weights), threads)

    @property
    def centres(self) -> tuple[Floats, Floats]:
        """Mean early states float32[d] of Chinese and of English, which `token_features` wants taken off."""
        chinese, english = self._tensors["centres"]
        return chinese, english

    def run(self, inputs: Sequence[Inputs]) -> list[Outputs]:
        """Return what it says of each pair; a pair gives the same whatever it comes with."""
        sizes = np.array([len(one.states) for one in inputs], np.int64)
        found: list[Outputs | None] = [None] * len(inputs)
        numbers = np.arange(len(sizes))
        windows = Windows(numbers, sizes, numbers)
        for batch in windows.batches(extra=0, tokens=_BATCH_TOKENS, places=_BATCH_PLACES):
            for number, output in zip(batch, self._run([inputs[one] for one in batch]), strict=True):
                found[number] = output
        return [one for one in found if one is not None]

    def _run(self, inputs: Sequence[Inputs]) -> Iterator[Outputs]:
        states = np.concatenate([one.states for one in inputs])
        states += np.concatenate([one.features for one in inputs]) @ self._tensors["features"].T
        lengths = np.array([len(one.states) for one in inputs])
        chinese = np.array([one.chinese for one in inputs])
        ends = np.cumsum(lengths)
        # Where the sides begin: Chinese, English, Chinese ...
        starts = np.stack([ends - lengths, ends - lengths + chinese], axis=1).ravel()
        counts = np.diff(starts, append=ends[-1])
        states += np.repeat(np.tile(self._tensors["side"], (len(inputs), 1)), counts, axis=0)
        feed = {"states": states, **layout(lengths)}
        columns: Floats = self._session.run(None, feed)[0]
        figures = self._figures(columns, starts, counts)
        kinds = (1 / (1 + np.exp(-columns[:, : len(KINDS)]))).astype(np.float32)
        for start, end, own in zip(ends - lengths, ends, figures, strict=True):
            yield Outputs(kinds[start:end], own)

    def _figures(self, columns: Floats, starts: NDArray[np.int64], counts: NDArray[np.int64]) -> Floats:
        """Return float32[n, figures] of n pairs from the columns of their tokens."""
        kinds = columns[:, : len(KINDS)]
        queries = columns[:, len(KINDS) : len(KINDS) + self._weights.queries]
        values = np.tanh(columns[:, len(KINDS) + self._weights.queries :])
        weights, _ = _exponentials(queries, starts, counts)
        weights /= np.repeat(np.add.reduceat(weights, starts), counts, axis=0)
        means = np.add.reduceat(weights[:, :, None] * values[:, None, :], starts).reshape(len(starts), -1)
        powers, highest = _exponentials(kinds, starts, counts)
        logits = np.log(np.add.reduceat(powers, starts)) + highest
        size = np.log(counts + 1.0)[:, None] / 5
        both = np.concatenate([means, logits, size], axis=1).astype(np.float32).reshape(len(starts) // 2, -1)
        hidden = both @ self._tensors["mix.w"].T + self._tensors["mix.b"]
        return np.asarray(_gelu(hidden) @ self._tensors["pairs.w"].T + self._tensors["pairs.b"], np.float32)


def _exponentials(
    logits: Floats, starts: NDArray[np.int64], counts: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Return powers of e over the highest of each run, and that."""
    highest = np.maximum.reduceat(logits, starts)
    return np.exp(logits - np.repeat(highest, counts, axis=0)), highest


def _gelu(values: Floats) -> Floats:
    spread = np.vectorize(erf, otypes=[np.float32])(values / sqrt(2))
    return np.asarray(values * 0.5 * (1 + spread), np.float32)


class _Matrices(Graph):
    """Matrices are float32."""

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights.config)
        self._named = weights.tensors

    def dense(self, states: str, names: list[str], rows: int, columns: int) -> str:
        matrices = [self._named[name + ".w"].reshape(rows, columns) for name in names]
        turned = np.ascontiguousarray(np.concatenate(matrices).T)
        return self.add("MatMul", [states, self.tensor(names[0] + ".w", turned)])

    def values(self, name: str, size: int) -> Floats:
        return self._named[name].reshape(size)


def _build(weights: Weights) -> bytes:
    """Return the serialised layers: `states` float32[t, d] in, `columns` float32[t, c] out (tokens.w)."""
    graph = _Matrices(weights)
    states, width = "states", weights.config.width
    for layer in range(weights.config.layers):
        states = graph.layer(states, f"l{layer}.")
    size = len(weights.tensors["tokens.b"])
    product = graph.dense(states, ["tokens"], size, width)
    graph.add("Add", [product, graph.vector("tokens.b", size)], "columns")
    return onnx.model(
        graph.nodes,
        graph.tensors,
        {
            "states": ("float32", ["tokens", width]),
            "padded": ("int64", ["texts", "places"]),
            "packed": ("int64", ["tokens"]),
            "lengths": ("int32", ["texts"]),
        },
        {"columns": ("float32", ["tokens", size])},
    )
