"""sentence-transformers models, by way of the exported bundled one."""

import builtins
import json
import struct
from pathlib import Path

import numpy as np
import pytest

from align import read
from align.encode import load
from align.encode.export import export
from align.errors import EncoderError
from align.pipeline import pair
from tests.aligner.builders import indices

pytestmark = pytest.mark.filterwarnings("ignore")

BRIEF = Path(__file__).parents[2] / "corpora" / "soldatov-borogan" / "brief.txt"
TEXTS = [
    "美國對中國實施晶片出口管制。",
    "The United States imposes export controls on chips bound for China.",
    "格魯烏 (GRU)，距離 5 ㎞，占３成～",
    "再生能源",
    "Sanctions on 24 entities took effect on 1 March 2024, the ministry said.",
]


def test_the_exported_model_gives_the_bundled_vectors(bundled, sbert):
    ours, theirs = bundled.encode(TEXTS), sbert.encode(TEXTS)
    assert ((ours.vectors * theirs.vectors).sum(1) > 0.9999).all()
    assert ours.counts.tolist() == theirs.counts.tolist()
    np.testing.assert_allclose(ours.sums, theirs.sums, atol=1e-2)


def test_alignment_runs_unchanged(bundled, sbert):
    document = read.read_brief(str(BRIEF))
    ours, theirs = pair(document, bundled), pair(document, sbert)
    assert indices(ours) == indices(theirs)
    for one, other in zip(ours, theirs, strict=True):
        assert one.confidence == pytest.approx(other.confidence, abs=0.02)


def test_other_pooling_takes_the_models_own_vector(sbert, monkeypatch):
    monkeypatch.setattr(sbert, "_takes_mean", False)
    encoded = sbert.encode(TEXTS)
    direct = sbert._model.encode(TEXTS, show_progress_bar=False)
    np.testing.assert_allclose(encoded.vectors, direct, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(encoded.sums, axis=1), encoded.counts, rtol=1e-5)


def test_who_waits_is_told_the_share_after_each_batch(sbert, monkeypatch):
    shares: list[float] = []
    monkeypatch.setattr(sbert, "_share", shares.append)
    monkeypatch.setattr("align.encode.sbert._BATCH", 2)
    sbert.encode(TEXTS)
    assert shares == [2 / 5, 4 / 5, 1]


@pytest.mark.parametrize(
    "path", ["./nothing", "nothing", "/nothing/here", "~/nothing", "C:\\nothing", "tests/nothing"]
)
def test_a_mistyped_path_is_no_request(path, monkeypatch):
    def refuse():
        raise AssertionError("the library was imported for a path that does not exist")

    monkeypatch.setattr("align.encode.sbert._import", refuse)
    with pytest.raises(EncoderError, match="no model folder") as caught:
        load(f"sentence-transformers:{path}")
    assert repr(path) in caught.value.message


def test_a_missing_extra_names_its_install_command(monkeypatch, tmp_path):
    real = builtins.__import__

    def fail(name, *args, **kwargs):
        if name == "sentence_transformers":
            raise ImportError("No module named 'sentence_transformers'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", fail)
    with pytest.raises(EncoderError) as caught:
        load(f"sentence-transformers:{tmp_path}")
    assert caught.value.hint == "pip install 'align[models]'"


def test_offline_a_model_that_is_not_cached_is_an_error(monkeypatch, tmp_path):
    pytest.importorskip("sentence_transformers")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EncoderError, match="no usable model 'org-of-nobody/model'"):
        load("sentence-transformers:org-of-nobody/model")


def test_a_folder_without_a_model_is_an_error(tmp_path):
    pytest.importorskip("sentence_transformers")
    with pytest.raises(EncoderError, match="no usable model"):
        load(f"sentence-transformers:{tmp_path}")


def test_an_export_is_complete_and_leaves_nothing_beside_it(exported):
    assert [path.name for path in exported.parent.iterdir()] == ["e5"]
    with (exported / "model.safetensors").open("rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    assert header["embeddings.word_embeddings.weight"]["shape"] == [250_037, 384]
    assert max(tensor["data_offsets"][1] for name, tensor in header.items() if name != "__metadata__") > 4e8
    assert "MIT" in (exported / "README.md").read_text(encoding="utf-8")


def test_an_export_refuses_a_folder_in_use(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(EncoderError, match="not an empty folder"):
        export(tmp_path)
    with pytest.raises(EncoderError, match="not an empty folder"):
        export(tmp_path / "notes.txt")


def test_an_export_that_fails_leaves_nothing(weight_file, monkeypatch, tmp_path):
    def fail(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("align.encode.export._write_tensors", fail)
    with pytest.raises(EncoderError, match="No space left"):
        export(tmp_path / "model")
    assert not list(tmp_path.iterdir())
