"""The judge's layers against the same in plain numpy."""

from __future__ import annotations

import io
from math import erf

import numpy as np
import pytest

from align.encode.weights import Config
from align.judge.features import NAMES
from align.judge.network import (
    FIGURES,
    KINDS,
    Inputs,
    Network,
    Weights,
    load_weights,
    read_weights,
    write_weights,
)

WIDTH, INNER, HEADS, LAYERS, QUERIES, VALUES, HIDDEN = 32, 64, 4, 2, 3, 5, 7
COLUMNS = len(KINDS) + QUERIES + VALUES


@pytest.fixture(scope="module")
def weights() -> Weights:
    """Small random weights."""
    chance = np.random.default_rng(5)
    shapes = {
        "side": (2, WIDTH),
        "centres": (2, WIDTH),
        "features": (WIDTH, len(NAMES)),
        "tokens.w": (COLUMNS, WIDTH),
        "tokens.b": (COLUMNS,),
        "mix.w": (HIDDEN, 2 * QUERIES * VALUES + 2 * len(KINDS) + 2),
        "mix.b": (HIDDEN,),
        "pairs.w": (len(FIGURES), HIDDEN),
        "pairs.b": (len(FIGURES),),
    }
    for layer in range(LAYERS):
        dense = {**dict.fromkeys("qkv", (WIDTH, WIDTH)), "ao": (WIDTH, WIDTH)}
        for name, shape in {**dense, "fi": (INNER, WIDTH), "fo": (WIDTH, INNER)}.items():
            shapes[f"l{layer}.{name}.w"], shapes[f"l{layer}.{name}.b"] = shape, shape[:1]
        for name in ("aln", "oln"):
            shapes[f"l{layer}.{name}.w"] = shapes[f"l{layer}.{name}.b"] = (WIDTH,)
    tensors = {name: chance.normal(0, 0.3, shape).astype(np.float32) for name, shape in shapes.items()}
    config = Config(WIDTH, LAYERS, HEADS, INNER, 0, 0, 2, 1e-5)
    return Weights("an encoder", config, QUERIES, VALUES, tensors)


def pair(chinese: int, english: int, seed: int) -> Inputs:
    """Return a pair of random tokens."""
    chance = np.random.default_rng(seed)
    tokens = chinese + english
    shapes = (tokens, WIDTH), (tokens, len(NAMES))
    return Inputs(*(chance.normal(0, 1, shape).astype(np.float32) for shape in shapes), chinese)


def normed(states, tensors, name):
    spread = np.sqrt(states.var(-1, keepdims=True) + 1e-5)
    return (states - states.mean(-1, keepdims=True)) / spread * tensors[name + ".w"] + tensors[name + ".b"]


def gelu(values):
    return values * 0.5 * (1 + np.vectorize(erf)(values / np.sqrt(2)))


def plainly(weights: Weights, inputs: Inputs):
    """Return what a pair comes to, token by token and head by head."""
    tensors = weights.tensors
    own = [slice(0, inputs.chinese), slice(inputs.chinese, None)]
    states = inputs.states.astype(np.float64) + inputs.features @ tensors["features"].T
    for side, rows in enumerate(own):
        states[rows] += tensors["side"][side]
    for layer in range(LAYERS):
        dense = lambda x, name, at=layer: (  # noqa: E731
            x @ tensors[f"l{at}.{name}.w"].T + tensors[f"l{at}.{name}.b"]
        )
        q, k, v = (np.split(dense(states, name), HEADS, axis=1) for name in "qkv")
        heads = []
        for head in range(HEADS):
            powers = np.exp(q[head] @ k[head].T / np.sqrt(WIDTH / HEADS))
            heads.append(powers / powers.sum(1, keepdims=True) @ v[head])
        states = normed(states + dense(np.concatenate(heads, 1), "ao"), tensors, f"l{layer}.aln")
        states = normed(states + dense(gelu(dense(states, "fi")), "fo"), tensors, f"l{layer}.oln")
    columns = states @ tensors["tokens.w"].T + tensors["tokens.b"]
    kinds, queries, values = np.split(columns, [len(KINDS), len(KINDS) + QUERIES], axis=1)
    parts = []
    for rows in own:
        powers = np.exp(queries[rows])
        parts += [(powers / powers.sum(0)).T @ np.tanh(values[rows])]
        parts += [np.log(np.exp(kinds[rows]).sum(0)), [np.log(len(kinds[rows]) + 1) / 5]]
    hidden = gelu(tensors["mix.w"] @ np.concatenate([np.ravel(p) for p in parts]) + tensors["mix.b"])
    return 1 / (1 + np.exp(-kinds)), tensors["pairs.w"] @ hidden + tensors["pairs.b"]


@pytest.mark.parametrize(("chinese", "english"), [(1, 1), (3, 9), (40, 2), (50, 60)])
def test_the_same_as_computed_plainly(weights, chinese, english):
    inputs = pair(chinese, english, 3)
    (found,) = Network(weights, threads=1).run([inputs])
    kinds, figures = plainly(weights, inputs)
    np.testing.assert_allclose(found.kinds, kinds, atol=1e-4)
    np.testing.assert_allclose(found.figures, figures, atol=1e-4)


def test_a_pair_gets_the_same_whatever_it_comes_with(weights):
    network = Network(weights, threads=1)
    pairs = [pair(1 + 7 * n % 60, 1 + 13 * n % 80, n) for n in range(40)]
    together = network.run(pairs)
    for one, output in zip(pairs, together, strict=True):
        (alone,) = network.run([one])
        np.testing.assert_allclose(output.kinds, alone.kinds, atol=1e-5)
        np.testing.assert_allclose(output.figures, alone.figures, atol=1e-4)


def test_no_pairs(weights):
    assert Network(weights, threads=1).run([]) == []


def test_bytes_are_close_to_what_was_written(weights):
    stream = io.BytesIO()
    write_weights(stream, weights)
    stream.seek(0)
    read = read_weights(stream)
    assert (read.encoder, read.config, read.queries) == (weights.encoder, weights.config, QUERIES)
    assert read.tensors.keys() == weights.tensors.keys()
    for name, tensor in weights.tensors.items():
        steps = np.abs(tensor).max(axis=-1, keepdims=True) / 127
        assert (np.abs(read.tensors[name] - tensor) <= 0.51 * steps).all(), name


def test_the_shipped_weights_are_small_and_fit_the_code():
    weights = load_weights()
    assert sum(tensor.size for tensor in weights.tensors.values()) < 6_000_000
    assert len(weights.tensors["tokens.b"]) == len(KINDS) + weights.queries + weights.values
    assert weights.tensors["features"].shape == (weights.config.width, len(NAMES))
    assert weights.tensors["centres"].shape == (2, weights.config.width)
    assert len(weights.tensors["pairs.b"]) == len(FIGURES)
