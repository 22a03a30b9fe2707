"""Choosing an encoder by name."""

import subprocess
import sys

import pytest

import align.encode
from align.encode import ENCODERS, load
from align.errors import EncoderError


def test_importing_the_package_is_light():
    heavy = "{'numpy', 'onnxruntime', 'torch', 'sentence_transformers', 'tokenizers'}"
    code = f"import sys, align.encode; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_everything_promised_exists():
    assert align.encode.__all__ == sorted(align.encode.__all__)
    assert all(hasattr(align.encode, name) for name in align.encode.__all__)


@pytest.mark.parametrize("name", ["bundle", "", "BUNDLED", "sbert:x"])
def test_an_unknown_name_lists_what_exists(name):
    with pytest.raises(EncoderError) as caught:
        load(name)
    assert repr(name) in caught.value.message
    assert all(known in caught.value.hint for known in ENCODERS)


def test_a_model_is_refused_or_required():
    with pytest.raises(EncoderError, match="takes no model"):
        load("bundled:large")
    with pytest.raises(EncoderError, match="needs a model"):
        load("sentence-transformers")
