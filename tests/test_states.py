"""What the states of tokens tell of words."""

from __future__ import annotations

import numpy as np
import pytest

from align import encode
from align.encode import PackedStates
from align.encode.bundled import find_weights
from align.encode.windows import pack
from align.errors import EncoderError
from align.states import Likeness, Word, mean_vector
from align.types import Span
from tests.conftest import make_pair


def floats(*values):
    return np.array(values, np.float32)


class TestMean:
    def test_it_weighs_tokens(self):
        sums = floats([2, 0], [0, 6])
        assert mean_vector(sums, floats(1, 3)).tolist() == [0.5, 1.5]

    def test_of_nothing_it_is_nothing(self):
        assert mean_vector(np.zeros((0, 2), np.float32), floats()).tolist() == [0, 0]
        assert mean_vector(floats([0, 0]), floats(0)).tolist() == [0, 0]

    def test_of_nothing_it_is_that_of_the_language_if_known(self):
        assert mean_vector(np.zeros((0, 2), np.float32), floats(), floats(1, -1)).tolist() == [1, -1]

    def test_a_few_sentences_do_not_outweigh_the_language(self):
        usual = floats(1, 1)
        one = mean_vector(floats([10, 0]), floats(10), usual)
        many = mean_vector(floats([10000, 0]), floats(10000), usual)
        assert one == pytest.approx([1, 0.95], abs=0.01)
        assert many == pytest.approx([1, 0.02], abs=0.01)

    def test_it_is_of_single_precision(self):
        assert mean_vector(floats([1, 2]), floats(3), floats(1, 1)).dtype == np.float32


def made(states, spans, rows):
    """Return states of tokens as an encoder would pack them."""
    return PackedStates(*pack(floats(*states)), np.array(spans, np.int32), np.array(rows, np.int64))


@pytest.fixture
def pair():
    """海港 / sea port, whose tokens lie on two axes: 海 and sea, 港 and port."""
    return make_pair("海港", "sea port")


@pytest.fixture
def likeness(pair):
    tokens = made(
        [[2, 0, 1], [0, 2, 1], [0, 0, 1], [4, 0, 1], [0, 4, 1]],
        [[0, 1], [1, 2], [0, 0], [0, 3], [4, 8]],
        [0, 2, 5],
    )
    return Likeness((pair.source, pair.target), tokens, [floats(0, 0, 1)] * 2)


def word(segment, text):
    start = segment.text.index(text)
    return Word(segment, Span(start, start + len(text)))


class TestLikeness:
    def test_means_are_subtracted(self, pair, likeness):
        sea, port = (word(pair.target[0], text) for text in ("sea", "port"))
        assert likeness(word(pair.source[0], "海"), sea) == pytest.approx(1, abs=1e-4)
        assert likeness(word(pair.source[0], "海"), port) == pytest.approx(0, abs=1e-2)

    def test_a_word_of_several_tokens_is_their_sum(self, pair, likeness):
        both = word(pair.source[0], "海港")
        assert likeness(both, word(pair.target[0], "sea port")) == pytest.approx(1, abs=1e-4)
        assert likeness(both, word(pair.target[0], "sea")) == pytest.approx(0.5**0.5, abs=1e-2)

    def test_a_token_counts_for_the_words_it_touches(self, pair, likeness):
        assert likeness(word(pair.source[0], "港"), word(pair.target[0], "ort")) == pytest.approx(1, abs=1e-4)

    @pytest.mark.parametrize("span", [(3, 4), (3, 3), (8, 8), (90, 99)])
    def test_where_there_is_no_token_nothing_is_alike(self, pair, likeness, span):
        assert likeness(word(pair.source[0], "港"), Word(pair.target[0], Span(*span))) == 0

    def test_a_table_holds_the_cosines_of_all(self, pair, likeness):
        words = [Word(pair.source[0], Span(n, n + 1)) for n in range(3)]
        others = [Word(pair.target[0], Span(n, n + 2)) for n in range(4)]
        told = [[likeness(word, other) for other in others] for word in words]
        assert likeness.table(words, others) == pytest.approx(np.array(told), abs=1e-6)
        assert likeness.table([], others).shape == (0, 4)

    def test_within_one_language_too(self, pair, likeness):
        sea, port = (word(pair.target[0], text) for text in ("sea", "port"))
        assert likeness(sea, sea) == pytest.approx(1, abs=1e-4)
        assert likeness(sea, port) == pytest.approx(0, abs=1e-2)

    def test_nearest(self, pair, likeness):
        sea, port = (word(pair.target[0], text) for text in ("sea", "port"))
        found, cosine = likeness.nearest(word(pair.source[0], "港"), [sea, port])
        assert (found, cosine) == (port, pytest.approx(1, abs=1e-4))
        assert likeness.nearest(sea, []) is None
        assert likeness.nearest(sea, [sea, Word(*sea)])[0] is sea

    def test_best_is_the_mean_of_each_tokens_nearest(self, pair, likeness):
        both, sea = word(pair.source[0], "海港"), word(pair.source[0], "海")
        assert likeness.best(both, pair.target) == pytest.approx(1, abs=1e-4)
        assert likeness.best(sea, pair.target) == pytest.approx(1, abs=1e-4)
        assert likeness.best(sea, ()) == 0
        assert likeness.best(Word(pair.target[0], Span(3, 4)), pair.source) == 0

    def test_many_pairs_one_after_the_other(self):
        pairs = [make_pair("海", "sea", number=number) for number in range(200)]
        tokens = made(
            [[number % 7 + 1, 1] for number in range(400)], [[0, 1]] * 200 + [[0, 3]] * 200, range(401)
        )
        sides = tuple(tuple(getattr(pair, side)[0] for pair in pairs) for side in ("source", "target"))
        likeness = Likeness(sides, tokens, [floats(0, 0)] * 2)
        first = [likeness(word(a, "海"), word(b, "sea")) for a, b in zip(*sides, strict=True)]
        assert first == [likeness(word(a, "海"), word(b, "sea")) for a, b in zip(*sides, strict=True)]
        assert first[0] == pytest.approx(float(floats(1, 1) @ floats(5, 1)) / (2 * 26) ** 0.5, abs=0.01)


@pytest.mark.parametrize(
    ("chinese", "english", "found"),
    [
        ("北約拒絕了基輔的請求", "NATO rejected a request by Kyiv", {"拒絕": "rejected", "請求": "request"}),
        (
            "航運公司改道好望角",
            "Shipping companies rerouted around Africa",
            {"公司": "companies", "改道": "rerouted"},
        ),
        ("多數成員意願有限", "Most members show limited interest", {"多數": "Most", "有限": "limited"}),
    ],
)
def test_the_bundled_encoder_finds_the_word_that_translates_another(chinese, english, found):
    try:
        find_weights()
    except EncoderError as error:
        pytest.skip(str(error))
    encoder = encode.load("bundled")
    pair = make_pair(chinese, english)
    likeness = Likeness((pair.source, pair.target), encoder.encode([chinese, english]).tokens, encoder.usual)
    words = [word(pair.target[0], text) for text in english.split()]
    for ours, theirs in found.items():
        assert likeness.nearest(word(pair.source[0], ours), words)[0].text == theirs
