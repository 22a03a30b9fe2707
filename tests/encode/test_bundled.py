"""The bundled model computes what its architecture says, in little memory."""

import math
import os
import subprocess
import sys
import tracemalloc

import numpy as np
import pytest

from align.encode.bundled import BundledEncoder, load_bundled
from align.encode.graph import EARLY
from align.encode.weights import dequantise
from align.errors import EncoderError


class Echo:
    """A session whose states are its embeddings, for tests of everything around the model."""

    def __init__(self):
        self.tokens = 0

    def run(self, _names, inputs):
        self.tokens = max(self.tokens, len(inputs["embeddings"]))
        assert inputs["padded"].size <= 4096
        return [inputs["embeddings"]]


def test_states_match_a_plain_transformer(bundled, weights):
    text = "美國 imposes 管制 on chips."
    ids = [0, *bundled._tokenizer.cut([text]).ids.tolist(), 2]
    expected = plain_transformer(weights, ids)[1:-1]
    np.testing.assert_allclose(bundled.encode([text]).sums[0], expected.sum(0), atol=2e-3)


def test_bytes_do_not_depend_on_company_or_threads(bundled, weight_file):
    texts = ["制裁", "Sanctions were tightened again in March.", "一帶一路" * 40, "x"]
    together = bundled.encode(texts)
    single = load_bundled(weight_file, threads=1)
    for row, text in enumerate(texts):
        assert bundled.encode([text]).sums.tobytes() == together.sums[row].tobytes()
        assert single.encode([text]).sums.tobytes() == together.sums[row].tobytes()


def test_early_states_come_on_top_and_change_nothing(weights, weight_file):
    texts = ["制裁", "Sanctions were tightened again in March.", "", "。"]
    encoder = load_bundled(weight_file)
    plain, both = encoder.encode(texts), encoder.encode_early(texts)
    assert plain.early is None
    np.testing.assert_array_equal(both.sums, plain.sums)
    np.testing.assert_array_equal(both.tokens.values, plain.tokens.values)
    np.testing.assert_array_equal(both.early.rows, plain.tokens.rows)
    # The states of a token after nine layers, as the plain transformer has them.
    ids = [0, *encoder._tokenizer.cut(texts[:1]).ids.tolist(), 2]
    early = both.early.values[: both.early.rows[1]] * both.early.scales[: both.early.rows[1], None]
    expected = plain_transformer(weights, ids, layers=EARLY)[1:-1]
    np.testing.assert_allclose(early, expected, atol=0.02 * np.abs(expected).max())


def test_long_texts_run_in_windows_that_add_up(bundled):
    part = "The committee met on Monday and adopted the report. "
    text = part * 150
    encoded = bundled.encode([text])
    assert encoded.counts[0] == 150 * bundled.encode([part]).counts[0]
    assert float(encoded.vectors[0] @ bundled.encode([part * 9]).vectors[0]) > 0.95


def test_a_word_without_end_counts_by_its_beginning(bundled):
    short, long = (f"港口 {'a' * size} closed." for size in (500, 600_000))
    encoded = bundled.encode([short, long])
    assert encoded.counts[0] == encoded.counts[1]
    np.testing.assert_allclose(encoded.vectors[0], encoded.vectors[1], atol=1e-3)
    assert encoded.tokens.spans[-1].tolist() == [len(long) - 1, len(long)]


def test_who_waits_is_told_the_share_after_each_batch(weights):
    shares: list[float] = []
    encoder = BundledEncoder(weights, Echo(), shares.append)
    encoder.encode(["All parties agreed to meet again.", "談判" * 300, " "] * 20)
    assert len(shares) > 3
    assert shares == sorted(shares)
    assert shares[-1] == 1
    shares.clear()
    encoder.encode([])
    assert shares == []


def test_memory_is_that_of_a_batch(weights):
    session = Echo()
    encoder = BundledEncoder(weights, session)
    texts = ["各方同意。", "All parties agreed to meet again.", "談判" * 300] * 300
    tracemalloc.start()
    encoded = encoder.encode(texts)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    tokens = int(encoded.counts.sum())
    assert session.tokens <= 1024
    # Ids, vectors and a byte for each number of a token's state, not the four it has.
    assert peak < tokens * (100 + 384) + len(texts) * 384 * 4 * 6 + 25_000_000 < tokens * 1536


@pytest.mark.parametrize("unit", ["各方就核查機制達成一致，", "ab ", "a", " ", "\u0301", "𓀀"])
def test_a_very_long_line_is_cut_in_bounded_memory(weights, unit):
    encoder = BundledEncoder(weights, Echo())
    text = unit * (60_000 // len(unit))
    tracemalloc.start()
    encoded = encoder.encode([text])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert encoded.vectors.shape == (1, 384)
    assert peak < 40_000_000


def test_an_onnxruntime_that_cannot_be_imported_is_named(weight_file, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", None)
    with pytest.raises(EncoderError, match="ONNX Runtime cannot be loaded"):
        load_bundled(weight_file)


def plain_transformer(weights, ids, layers=None):
    """BERT (https://arxiv.org/abs/1810.04805) in plain numpy and float64."""
    config = weights.config
    width, inner = config.width, config.inner

    def matrix(name, rows, columns):
        return dequantise(weights.blocks(name, rows, columns)).astype(np.float64).T

    def norm(x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + config.epsilon)
        return x * weights.floats(f"{name}.w", width) + weights.floats(f"{name}.b", width)

    def dense(x, name, rows, columns):
        return x @ matrix(f"{name}.w", rows, columns) + weights.floats(f"{name}.b", rows)

    def split(x):
        return x.reshape(len(ids), config.heads, -1).transpose(1, 0, 2)

    words = dequantise(weights.blocks("emb.word", config.words, width)[ids]).astype(np.float64)
    positions = weights.floats("emb.pos", config.positions, width)[: len(ids)]
    x = norm(words + positions + weights.floats("emb.type", config.token_types, width)[0], "emb.ln")
    erf = np.vectorize(math.erf)
    for layer in range(config.layers if layers is None else layers):
        here = f"l{layer}."
        query, key, value = (split(dense(x, here + part, width, width)) for part in "qkv")
        scores = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(width / config.heads))
        context = (scores / scores.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(len(ids), width)
        x = norm(x + dense(context, here + "ao", width, width), here + "aln")
        hidden = dense(x, here + "fi", inner, width)
        hidden = hidden * (1 + erf(hidden / math.sqrt(2))) / 2
        x = norm(x + dense(hidden, here + "fo", width, inner), here + "oln")
    return x


def test_nothing_but_our_own_is_left_in_the_cache_and_nothing_is_sent(tmp_path):
    """ONNX Runtime keeps a database of usage data beside ours, and sends it, unless it is told not to."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)}
    code = """
import os
from align.encode import load
load().encode(["text"])
print(os.environ["ORT_DISABLE_TELEMETRY"])
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"
    assert {path.name for path in tmp_path.iterdir()} <= {"align"}
