"""The encoders under test, loaded once."""

import pytest

from align.encode import load
from align.encode.bundled import find_weights
from align.encode.weights import read_weights
from align.errors import EncoderError


@pytest.fixture(scope="session")
def weight_file():
    try:
        return find_weights()
    except EncoderError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def weights(weight_file):
    return read_weights(weight_file)


@pytest.fixture(scope="session")
def bundled(weight_file):
    return load("bundled")


@pytest.fixture(scope="session")
def exported(weight_file, tmp_path_factory):
    from align.encode.export import export

    folder = tmp_path_factory.mktemp("export") / "e5"
    export(folder)
    return folder


@pytest.fixture(scope="session")
def sbert(exported):
    pytest.importorskip("sentence_transformers")
    return load(f"sentence-transformers:{exported}")


@pytest.fixture(params=["bundled", "sbert"])
def encoder(request):
    return request.getfixturevalue(request.param)
