"""Any sentence-transformers model as an encoder; needs the extra `align[models]`."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.encode.interface import Encoded, PackedStates, Share
from align.encode.windows import Slice, pack, pool, slice_text, split_rows
from align.errors import EncoderError

_INSTALL = "pip install 'align[models]'"
_ID = re.compile(r"[\w.-]+/[\w.-]+")

# Windows kept in memory together, and tokens in each, whatever more the model would take.
_BATCH = 128
_LONGEST = 512


class SentenceTransformersEncoder:
    """A sentence-transformers model that has a transformer and a fast tokenizer.

    A model that takes the mean of its token states is pooled like the bundled one, over a text's own tokens.
    Of any other (a first token, a dense layer on top) the sum of a text is its vector times its number of
    tokens; its token states are of the transformer alone and may have another dimension than vectors.
    Texts get no prompt. The same texts give the same bytes; in other company they agree up to rounding.
    """

    def __init__(
        self,
        model: Any,  # noqa: ANN401 - imported only when chosen
        name: str,
        share: Share | None = None,
    ) -> None:
        self.name = name
        self._share = share or (lambda _: None)
        self._model = model
        measure = getattr(model, "get_embedding_dimension", None) or model.get_sentence_embedding_dimension
        self.dimension = int(measure())
        self._tokenizer = model.tokenizer
        if not getattr(self._tokenizer, "is_fast", False):
            raise EncoderError(f"{name} has no fast tokenizer, so its tokens cannot be placed in a text")
        special = int(self._tokenizer.num_special_tokens_to_add())
        self._longest = max(1, min(int(model.max_seq_length or _LONGEST), _LONGEST) - special)
        self._takes_mean = _takes_mean(model)

    @property
    def usual(self) -> None:
        """Nothing: the mean states of just any model are not known."""
        return None

    def encode(self, texts: Sequence[str], /) -> Encoded:
        """Encode texts, 128 windows of up to 512 tokens at a time."""
        sums = np.zeros((len(texts), self.dimension), np.float32)
        counts = np.zeros(len(texts) + 1, np.int64)
        packed = []
        spans = [np.zeros((0, 2), np.int32)]
        for window in self._run(texts):
            size = len(window.spans)
            sums[window.row] += window.states.sum(0) if self._takes_mean else window.vector * size
            counts[window.row + 1] += size
            packed.append(pack(window.states))
            spans.append(window.spans)
        values, scales = zip(*(packed or [pack(np.zeros((0, self.dimension), np.float32))]), strict=True)
        tokens = PackedStates(
            np.concatenate(values), np.concatenate(scales), np.concatenate(spans), np.cumsum(counts)
        )
        return pool(sums, tokens)

    def _run(self, texts: Sequence[str]) -> Iterator[_Output]:
        windows = list(self._windows(texts))
        for start in range(0, len(windows), _BATCH):
            yield from self._infer(windows[start : start + _BATCH])
            self._share(min(1.0, (start + _BATCH) / len(windows)))

    def _windows(self, texts: Sequence[str]) -> Iterator[_Window]:
        """Cut texts into windows, in order; none of a text in which no token is known."""
        for row, text in enumerate(texts):
            parts = [part for piece in slice_text(row, text) for part in self._split(piece)]
            if any(part.is_known for part in parts):
                yield from parts

    def _split(self, piece: Slice) -> Iterator[_Window]:
        text = piece.text
        found = self._tokenizer(
            _printable(text), add_special_tokens=False, return_offsets_mapping=True, verbose=False
        )
        ids, offsets = found["input_ids"], found["offset_mapping"]
        windows = split_rows(np.array([0, len(ids)]), self._longest)
        for first, size in zip(windows.starts, windows.sizes, strict=True):
            begin, end = offsets[first][0], offsets[first + size - 1][1]
            is_known = any(map(self._is_known, ids[first : first + size]))
            yield _Window(piece.row, piece.start + begin, text[begin:end], is_known)

    def _is_known(self, token: int) -> bool:
        """Whether a token is more than unknown or a mark of a word start."""
        text = self._tokenizer.convert_ids_to_tokens(token)
        return token != self._tokenizer.unk_token_id and any(_has_ink(char) for char in text.strip("▁Ġ"))

    def _infer(self, windows: Sequence[_Window]) -> Iterator[_Output]:
        texts = [_printable(window.text) for window in windows]
        outputs = self._model.encode(
            texts, output_value=None, prompt="", batch_size=16, show_progress_bar=False
        )  # fmt: skip
        places = self._tokenizer(
            texts, truncation=True, max_length=int(self._model.max_seq_length or _LONGEST),
            return_offsets_mapping=True, return_special_tokens_mask=True,
        )  # fmt: skip
        for window, output, offsets, special in zip(
            windows, outputs, places["offset_mapping"], places["special_tokens_mask"], strict=True
        ):
            states = output["token_embeddings"][output["attention_mask"].bool()].float().cpu().numpy()
            if len(states) != len(special):
                raise EncoderError(f"{self.name} has tokens in {window.text[:20]!r} that cannot be placed")
            own = np.array(special) == 0
            spans = [_trim(window.text, *offset) for offset in offsets]
            yield _Output(
                window.row,
                states[own],
                (np.array(spans, np.int32).reshape(-1, 2) + np.int32(window.start))[own],
                output["sentence_embedding"].float().cpu().numpy(),
            )


class _Window(NamedTuple):
    """A part of text `row` that fits the model, from code point `start`."""

    row: int
    start: int
    text: str
    is_known: bool


class _Output(NamedTuple):
    """What the model gives for a window: own token states and spans, and the vector of the whole."""

    row: int
    states: NDArray[np.float32]
    spans: NDArray[np.int32]
    vector: NDArray[np.float32]


def load_sbert(
    model: str, *, threads: int | None = None, share: Share | None = None
) -> SentenceTransformersEncoder:
    """Load a model from a folder, from the cache of the Hugging Face hub, or else from the hub itself.

    Args:
        model: A folder, or an id ORG/NAME. A folder is never looked up on the hub.
        threads: Threads for all of torch; its own default when None.
        share: As for `align.encode.load`.

    Raises:
        EncoderError: The extra is not installed, or the model is missing, unfit, or not cached while the
            environment sets HF_HUB_OFFLINE.
    """
    folder = Path(model).expanduser()
    is_folder = folder.is_dir()
    if not is_folder:
        _refuse_path(model)
    library = _import()
    if threads:
        import torch

        torch.set_num_threads(threads)
    if is_folder:
        name = f"sentence-transformers:{folder.resolve().name}@{_digest(folder)}"
        return SentenceTransformersEncoder(_open(library, str(folder), is_local=True), name, share)
    loaded = _load_id(library, model)
    revision = getattr(getattr(loaded[0].auto_model, "config", None), "_commit_hash", None) or "unknown"
    return SentenceTransformersEncoder(loaded, f"sentence-transformers:{model}@{revision[:12]}", share)


def _refuse_path(model: str) -> None:
    """Tell a mistyped path from an id, so that it never becomes a request to the hub."""
    if _ID.fullmatch(model) and not model.startswith(".") and not Path(model).parent.is_dir():
        return
    raise EncoderError(
        f"there is no model folder {model!r}",
        hint="give a folder that exists, or an id ORG/NAME of the Hugging Face hub",
    )


def _import() -> Any:  # noqa: ANN401 - imported only when chosen
    try:
        import sentence_transformers
    except ImportError as error:
        raise EncoderError(f"sentence-transformers cannot be loaded: {error}", hint=_INSTALL) from error
    from transformers.utils import logging

    silence: Any = logging.disable_progress_bar
    silence()  # standard error belongs to the command
    return sentence_transformers


def _load_id(library: Any, model: str) -> Any:  # noqa: ANN401
    """Load from the cache; only what is not there, and only when allowed, from the hub."""
    try:
        return _open(library, model, is_local=True)
    except EncoderError:
        if os.environ.get("HF_HUB_OFFLINE", "0").lower() in {"1", "true", "yes", "on"}:
            raise
    return _open(library, model, is_local=False)


def _open(library: Any, model: str, *, is_local: bool) -> Any:  # noqa: ANN401
    try:
        return library.SentenceTransformer(model, device="cpu", local_files_only=is_local)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        place = "in the folder or the cache" if is_local else "on the Hugging Face hub"
        raise EncoderError(
            f"no usable model {model!r} {place}: {reason}",
            hint="check the name; a model is cached once it was loaded without HF_HUB_OFFLINE",
        ) from error


def _takes_mean(model: Any) -> bool:  # noqa: ANN401
    """Whether the model's vector is the mean of its token states, perhaps scaled to length 1."""
    kinds = [type(module).__name__ for module in model]
    if len(kinds) < 2 or kinds[:2] != ["Transformer", "Pooling"] or set(kinds[2:]) - {"Normalize"}:
        return False
    pooling = model[1]
    # Releases before 6 hold a flag for each way of pooling instead of one name.
    mode = getattr(pooling, "pooling_mode", None) or pooling.get_pooling_mode_str()
    return bool(mode == "mean")


def _digest(folder: Path) -> str:
    """Digest names and contents of a model's files: 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        digest.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:12]


def _has_ink(char: str) -> bool:
    return char.isprintable() and not char.isspace()


def _printable(text: str) -> str:
    """Replace lone surrogates, which tokenizers refuse, by a character that no model knows."""
    return re.sub("[\ud800-\udfff]", "\ue0ff", text)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space around a token, which some tokenizers count to it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
