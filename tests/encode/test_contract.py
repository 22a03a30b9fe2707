"""What every encoder promises."""

import socket

import numpy as np
import pytest

# sentence-transformers and torch warn about themselves.
pytestmark = pytest.mark.filterwarnings("ignore")

TEXTS = [
    "美國對中國實施晶片出口管制。",
    "",
    "The United States imposes export controls on chips bound for China.",
    " \u3000\n\u200b",
    "３．２億元（約１ ㎞）。",
    "Re\u0301sume\u0301 😀 \ud800 𠮷野家",
    "報告指出，各方立場不同，" * 80,
]


@pytest.fixture(scope="module")
def results():
    """What each encoder gave for TEXTS, by name."""
    return {}


@pytest.fixture
def encoded(encoder, results):
    if encoder.name not in results:
        results[encoder.name] = encoder.encode(TEXTS)
    return results[encoder.name]


def test_shapes(encoder, encoded):
    tokens = encoded.tokens
    assert encoded.vectors.shape == encoded.sums.shape == (len(TEXTS), encoder.dimension)
    assert encoded.vectors.dtype == encoded.sums.dtype == tokens.scales.dtype == np.float32
    assert (encoded.counts.shape, encoded.counts.dtype) == ((len(TEXTS),), np.int32)
    assert (tokens.rows.shape, tokens.rows.dtype) == ((len(TEXTS) + 1,), np.int64)
    assert (tokens.values.shape, tokens.values.dtype) == ((tokens.rows[-1], encoder.dimension), np.int8)
    assert (tokens.spans.shape, tokens.spans.dtype) == ((tokens.rows[-1], 2), np.int32)


@pytest.mark.parametrize("texts", [[], [""], ["", " "]])
def test_nothing_to_encode(encoder, texts):
    encoded = encoder.encode(texts)
    assert encoded.vectors.shape == encoded.sums.shape == (len(texts), encoder.dimension)
    assert not encoded.vectors.any()
    assert encoded.counts.tolist() == [0] * len(texts)
    assert encoded.tokens.values.shape == (0, encoder.dimension)
    assert encoded.tokens.spans.shape == (0, 2)
    assert encoded.tokens.rows.tolist() == [0] * (len(texts) + 1)


def test_vectors_have_length_one_or_are_zero_where_nothing_is_known(encoder, encoded):
    norms = np.linalg.norm(encoded.vectors, axis=1)
    np.testing.assert_allclose(norms, [1, 0, 1, 0, 1, 1, 1], atol=1e-6)
    assert not encoder.encode(["𓀀𓀁"]).vectors.any()


def test_sums_add_up_the_states_of_the_texts_own_tokens(encoded):
    tokens = encoded.tokens
    assert encoded.counts.tolist() == np.diff(tokens.rows).tolist()
    states = tokens.values * tokens.scales[:, None]
    for row, (start, end) in enumerate(zip(tokens.rows, tokens.rows[1:], strict=False)):
        # A packed state is off by half a step at the most.
        most = 1e-2 + tokens.scales[start:end].sum() / 2
        np.testing.assert_allclose(encoded.sums[row], states[start:end].sum(0), atol=most)


def test_vectors_are_the_sums_scaled_so_that_runs_need_no_encoding(encoded):
    length = np.linalg.norm(encoded.sums, axis=1, keepdims=True)
    np.testing.assert_allclose(encoded.vectors * length, encoded.sums, atol=1e-3)


def test_spans_name_code_points_of_the_text_as_given(encoder):
    text = "  GRU\u3000占３成，𠮷"
    pieces = [text[start:end] for start, end in encoder.encode([text]).tokens.spans]
    assert "".join(pieces) == "GRU占３成，𠮷"


def test_the_same_texts_give_the_same_bytes(encoder, encoded):
    again = encoder.encode(TEXTS)
    assert again.vectors.tobytes() == encoded.vectors.tobytes()
    assert again.sums.tobytes() == encoded.sums.tobytes()
    assert again.tokens.values.tobytes() == encoded.tokens.values.tobytes()
    assert again.tokens.spans.tobytes() == encoded.tokens.spans.tobytes()


def test_order_and_company_change_nothing_but_rounding(encoder, encoded):
    turned = encoder.encode(TEXTS[::-1])
    np.testing.assert_allclose(turned.vectors[::-1], encoded.vectors, atol=1e-5)
    for row, text in enumerate(TEXTS[:-1]):
        np.testing.assert_allclose(encoder.encode([text]).vectors[0], encoded.vectors[row], atol=1e-5)


def test_translations_are_nearer_than_strangers(encoder):
    texts = ["歐盟通過人工智慧法。", "北韓向俄羅斯運送彈藥。", "海底電纜在台灣海峽受損。"]
    others = [
        "The EU adopted the AI Act.",
        "North Korea shipped munitions to Russia.",
        "Undersea cables were damaged in the Taiwan Strait.",
    ]
    source, target = encoder.encode(texts).vectors, encoder.encode(others).vectors
    assert (source @ target.T).argmax(1).tolist() == [0, 1, 2]


def test_results_cannot_be_changed(encoded):
    with pytest.raises(ValueError, match="read-only"):
        encoded.sums[0] = 0


def test_nothing_reaches_the_network(encoder, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert encoder.encode(["安全"]).counts[0] > 0


def test_name_carries_a_revision(encoder):
    model, _, revision = encoder.name.rpartition("@")
    assert ":" in model
    assert len(revision) == 12
