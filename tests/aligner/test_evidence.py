"""What speaks for a pair: each sort of evidence finds the pairs where all others are silent."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligner.evidence import FEATURES, MOVES, Evidence
from align.aligner.lattice import Band, Step
from align.aligner.learnt import WEIGHTS
from align.aligner.units import Texts, Units
from align.encode.windows import pool
from align.knowledge import glosses
from align.states import mean_vector
from tests.aligner.builders import (
    Chance,
    Reader,
    align,
    chinese,
    chinese_texts,
    english,
    english_texts,
    indices,
    lexical,
    lines,
)


class Mute(Chance):
    """An encoder that says the same of every text."""

    def tokens(self, text):
        return ["same"] * max(1, len(text) // 2)


class OnlyTokens(Reader):
    """An encoder whose sums say nothing; the states of its tokens do."""

    def encode(self, texts, /):
        found = super().encode(texts)
        return pool(np.repeat(found.counts[:, None], self.dimension, axis=1).astype(np.float32), found.tokens)


class OnlySums(Reader):
    """An encoder whose sums tell; the states of its tokens do not."""

    def encode(self, texts, /):
        found = super().encode(texts)
        values = np.ones_like(found.tokens.values)
        return pool(found.sums, replace(found.tokens, values=values))


# The first is the translation of the second; the lines between them are not translated.
TRADITIONAL = [
    ("蘋果與香蕉都很貴。", "Apples and bananas are expensive."),
    ("醫生建議病人戒菸。", "The doctor advised the patient to quit smoking."),
    ("法院駁回律師的請求。", "The court rejected the lawyer's request."),
    ("農民擔心乾旱和蝗蟲。", "Farmers fear drought and locusts."),
    ("博物館買下一幅油畫。", "The museum bought an oil painting."),
    ("地震摧毀了三座橋梁。", "The earthquake destroyed three bridges."),
]
SIMPLIFIED = [
    ("苹果与香蕉都很贵。", "Apples and bananas are expensive."),
    ("医生建议病人戒烟。", "The doctor advised the patient to quit smoking."),
    ("法院驳回律师的请求。", "The court rejected the lawyer's request."),
    ("农民担心干旱和蝗虫。", "Farmers fear drought and locusts."),
    ("博物馆买下一幅油画。", "The museum bought an oil painting."),
    ("地震摧毁了三座桥梁。", "The earthquake destroyed three bridges."),
]


def nulls(pairs):
    return [found for found in indices(pairs) if not all(found)]


@pytest.mark.parametrize("rows", [TRADITIONAL, SIMPLIFIED], ids=["zh-Hant", "zh-Hans"])
class TestDictionary:
    def test_words_that_a_gloss_links_make_a_pair(self, rows):
        pairs = align(lines(*zip(*rows, strict=True)), Mute())
        assert indices(pairs) == [((number,), (number,)) for number in range(6)]

    def test_words_outweigh_vectors_that_err(self, rows):
        found = indices(align(lines(*zip(*rows, strict=True)), Chance()))
        for number in range(6):
            assert any(number in a and number in b for a, b in found)

    def test_a_sentence_in_two_is_found_by_its_words(self, rows):
        (one, two), rest = rows[:2], rows[2:]
        joined = [(one[0] + two[0], one[1]), ("", two[1]), *rest]
        ours, theirs = [zh for zh, _ in joined if zh], [en for _, en in joined]
        assert indices(align(lines(ours, theirs), Mute()))[0] == ((0,), (0, 1))
        theirs[:2] = [" ".join(theirs[:2])]
        ours[:1] = [one[0], two[0]]
        assert indices(align(lines(ours, theirs), Mute()))[0] == ((0, 1), (0,))

    @pytest.mark.parametrize("missing", range(1, 5))
    def test_a_missing_sentence_does_not_shift_the_rest(self, rows, missing):
        ours, theirs = ([row[side] for row in rows] for side in (0, 1))
        del theirs[missing]
        found = indices(align(lines(ours, theirs), Mute()))
        for number in range(6):
            if number != missing:
                assert any(number in a and number - (number > missing) in b for a, b in found)


SENTENCES = ["port ship rice", "tea rain snow", "hill river horse", "ox iron gold", "fire wood bird"]


@pytest.mark.parametrize("encoder", [Reader(), OnlySums(), OnlyTokens()], ids=["both", "sums", "tokens"])
class TestVectors:
    """Of sums over sentences, of tokens, or of both."""

    def test_each_sentence_finds_its_translation(self, encoder):
        document = lines([chinese(one) for one in SENTENCES], [english(one) for one in SENTENCES])
        assert indices(align(document, encoder)) == [((number,), (number,)) for number in range(5)]

    def test_a_sentence_in_two(self, encoder):
        ours = [chinese(f"{SENTENCES[0]} {SENTENCES[1]}"), *(chinese(one) for one in SENTENCES[2:])]
        document = lines(ours, [english(one) for one in SENTENCES])
        assert indices(align(document, encoder)) == [
            ((0,), (0, 1)),
            *(((number - 1,), (number,)) for number in (2, 3, 4)),
        ]

    def test_five_in_one(self, encoder):
        ours = [chinese("cloud wind"), chinese(" ".join(SENTENCES)), chinese("grass fish")]
        theirs = [english(one) for one in ("cloud wind", *SENTENCES, "grass fish")]
        assert ((1,), (1, 2, 3, 4, 5)) in indices(align(lines(ours, theirs), encoder))


def test_all_that_is_known_of_a_bead_has_a_weight():
    assert set(WEIGHTS) == set(FEATURES)
    assert len(set(FEATURES)) == len(FEATURES)
    assert len(set(MOVES)) == len(MOVES)
    assert {move[::-1] for move in MOVES} == set(MOVES)


# ---------------------------------------------------------------- the figures themselves


def sides(ours, theirs, encoder):
    """Return both sides as `Evidence` takes them."""
    found = []
    for number, texts in enumerate((ours, theirs)):
        encoded = encoder.encode(texts)
        counts = encoded.counts.astype(np.float32)
        lengths = np.array([len(text) * (1 if number else 3.8) for text in texts], np.float32)
        # Without a usual mean all of a side together would be nothing but rounding.
        usual = np.zeros(encoder.dimension, np.float32)
        units = Units(encoded.sums, counts, lengths, mean_vector(encoded.sums, counts, usual))
        found.append(Texts(units, tuple(texts), encoded.tokens, np.arange(len(texts)), number == 0, usual))
    return found


def evidence(ours, theirs, encoder, *, path=()):
    """Return the evidence of a whole table of Chinese and English sentences."""
    chinese_side, english_side = sides(ours, theirs, encoder)
    return Evidence(chinese_side, english_side, Band.whole(len(ours), len(theirs)), path, glosses.load())


def figure(found, name, move=(1, 1)):
    """Return one figure of all beads of a move by where they start, in a table with `columns`."""
    starts = found.band.starts(move)
    figures = found.of(move, starts)
    return dict(zip(starts.tolist(), figures[:, FEATURES.index(name)].tolist(), strict=True))


def at(i, j, m):
    """Return the number of a cell of a whole table."""
    return i * (m + 1) + j


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (["他說：「甲", "乙。」", "丙「丁」。"], ["He said: “A", "B.”", "C “D”."], 1),
        (["他說：「甲", "乙。」", "丙「丁」。"], ["He said “A”.", "B.", "C “D”."], -1),
        (["他說甲", "乙。", "丙。"], ["He said “A”.", "B.", "C “D”."], 0),
        (["他說甲。", "乙。", "「丙。」"], ["He said A.", "B.", "“C.”"], 0),
        (["「他」說甲。", "乙。", "「丙。」"], ["“He” said A.", "B.", "“C.”"], 1),
    ],
)
def test_quotation_marks_agree_behind_a_bead(ours, theirs, expected):
    found = evidence(ours, theirs, Chance())
    assert figure(found, "quotes")[at(0, 0, 3)] == expected


def test_words_that_keep_company_elsewhere_are_learnt():
    """Names that no dictionary has."""
    rows = [
        ("咚哐勝。", "Grolthax won."),
        ("咚哐敗。", "Grolthax lost."),
        ("唪嚓勝。", "Smirfle won."),
        ("唪嚓敗。", "Smirfle lost."),
        *(("甲乙。", "Others sat."),) * 8,
    ]
    ours, theirs = ([row[side] for row in rows] for side in (0, 1))
    path = [Step(number, number, (1, 1)) for number in range(12)]
    own = figure(evidence(ours, theirs, Mute(), path=path), "own_words")
    assert own[at(0, 0, 12)] > own[at(0, 2, 12)] > 0  # the same name and result, the same result
    assert own[at(0, 1, 12)] > own[at(0, 3, 12)] == 0
    assert max(own.values()) <= 4
    assert set(figure(evidence(ours, theirs, Mute()), "own_words").values()) == {0}


def test_a_pair_of_words_does_not_speak_for_itself():
    ours, theirs = ["咚哐。", *["甲乙。"] * 8], ["Grolthax.", *["Others sat."] * 8]
    path = [Step(number, number, (1, 1)) for number in range(9)]
    assert figure(evidence(ours, theirs, Mute(), path=path), "own_words")[at(0, 0, 9)] == 0


def test_rare_words_weigh_more():
    ours = ["蘋果。", "香蕉。", *["香蕉。"] * 6]
    theirs = ["Apples.", "Bananas.", *["Bananas."] * 6]
    words = figure(evidence(ours, theirs, Mute()), "words")
    assert words[at(0, 0, 8)] > words[at(1, 1, 8)] > 0
    assert words[at(0, 1, 8)] == words[at(1, 0, 8)] == 0


@pytest.mark.parametrize(
    ("ours", "theirs", "move", "share"),
    [
        (["蘋果。"], ["Apples."], (1, 1), 2),  # all the words of either side
        (["蘋果香蕉。"], ["Apples."], (1, 1), 1.5),
        (["蘋果。"], ["Apples and plums."], (1, 1), 1.5),
        (["蘋果。"], ["Plums."], (1, 1), 0),
        (["蘋果。", "香蕉。"], ["Bananas and apples."], (2, 1), 2),
        (["蘋果香蕉。"], ["Bananas.", "Apples."], (1, 2), 2),
    ],
)
def test_linked_words_are_a_share_of_those_of_the_bead(ours, theirs, move, share):
    shares = figure(evidence(ours, theirs, Mute()), "word_share", move)
    # The weight of a word that stands in one of so few texts.
    weight = math.log(51 / 2) / math.log(51)
    assert shares[0] == pytest.approx(share * weight, rel=1e-3)


@pytest.mark.parametrize(
    ("ours", "theirs", "uneven"),
    [
        (["一" * 10, "一" * 10], ["a" * 38, "a" * 38], (0, 0)),
        (["一" * 10, "一" * 10], ["a" * 19, "a" * 57], (math.log(2), math.log(1.5))),
    ],
)
def test_lengths_are_compared_in_letters(ours, theirs, uneven):
    found = evidence(ours, theirs, Mute())
    logs = figure(found, "uneven")
    assert (logs[at(0, 0, 2)], logs[at(1, 1, 2)]) == pytest.approx(uneven, abs=1e-3)
    assert (figure(found, "gale_church")[at(0, 0, 2)] > 0) == (uneven[0] > 0)


@settings(max_examples=40)
@given(
    st.lists(st.one_of(chinese_texts, lexical.map(chinese)), min_size=1, max_size=7),
    st.lists(st.one_of(english_texts, lexical.map(english)), min_size=1, max_size=7),
    st.integers(0, 3),
    st.sampled_from([Chance(), Reader(), Mute()]),
)
def test_figures_of_the_mirror_image_are_the_same(ours, theirs, width, encoder):
    """Also in a band, whose cells are reached from either side in another way."""
    n, m = len(ours), len(theirs)
    steps = [Step(k, k, (1, 1)) for k in range(min(n, m))]
    steps += [Step(k, m, (1, 0)) for k in range(m, n)] + [Step(n, k, (0, 1)) for k in range(n, m)]
    turned = [Step(j, i, (b, a)) for i, j, (a, b) in steps]
    source, target = sides(ours, theirs, encoder)
    bands = Band.around(steps, n, m, width), Band.around(turned, m, n, width)
    found = (
        Evidence(source, target, bands[0], steps, glosses.load()),
        Evidence(target, source, bands[1], turned, glosses.load()),
    )
    for move in MOVES:
        tables = []
        for one, band, turn in zip(found, bands, (1, -1), strict=True):
            starts = band.starts(move[::turn])
            figures = one.of(move[::turn], starts)
            assert np.isfinite(figures).all()
            assert figures.shape == (len(starts), len(FEATURES))
            places = zip(band.rows[starts].tolist(), band.columns[starts].tolist(), strict=True)
            tables.append({place[::turn]: row for place, row in zip(places, figures, strict=True)})
        assert set(tables[0]) == set(tables[1])
        for place, row in tables[0].items():
            np.testing.assert_allclose(row, tables[1][place], atol=2e-3)


# ---------------------------------------------------------------- tokens


def unit_states(side):
    """Return the centred unit states of the tokens of each sentence, worked out one by one."""
    tokens = side.tokens
    states = tokens.values.astype(float) * tokens.scales[:, None]
    mean = states.sum(0) / (len(states) + 200)
    found = []
    for place in side.order:
        own = states[tokens.rows[place] : tokens.rows[place + 1]] - mean
        found.append(own / np.linalg.norm(own, axis=1, keepdims=True))
    return found


def given_to(ours, theirs):
    """Return for each sentence the shares of its tokens: float[tokens, sentences of the other side]."""
    found = []
    for own in ours:
        highest = np.array([(own @ other.T).max(1) for other in theirs]).T.reshape(len(own), -1)
        weights = np.exp(20 * highest)
        found.append(weights / weights.sum(1, keepdims=True))
    return found


@settings(max_examples=25)
@given(
    st.lists(lexical.map(chinese), min_size=1, max_size=6),
    st.lists(lexical.map(english), min_size=1, max_size=6),
)
def test_each_token_shares_itself_out_among_the_sentences_near_by(ours, theirs):
    source, target = sides(ours, theirs, Reader())
    found = evidence(ours, theirs, Reader())
    states = unit_states(source), unit_states(target)
    forward, backward = given_to(*states), given_to(*states[::-1])
    usual = [np.mean([len(own) for own in side]) for side in states]
    for a, b in MOVES:
        if a and b:
            for start, links in figure(found, "links", (a, b)).items():
                i, j = divmod(start, len(theirs) + 1)
                expected = sum(
                    np.log(shares[:, j : j + b].sum(1) + 0.01).sum() / usual[0]
                    for shares in forward[i : i + a]
                ) + sum(
                    np.log(shares[:, i : i + a].sum(1) + 0.01).sum() / usual[1]
                    for shares in backward[j : j + b]
                )
                assert links == pytest.approx(expected, abs=1e-3)


def test_where_the_tokens_of_a_side_stand_makes_no_difference():
    """The pipeline encodes both sides together, the bench one by one."""
    ours, theirs = [chinese(one) for one in SENTENCES], [english(f"snow {one}") for one in SENTENCES]
    apart = [replace(side, usual=None) for side in sides(ours, theirs, Chance())]
    tokens = Chance().encode(ours + theirs).tokens
    together = [
        replace(side, tokens=tokens, order=np.arange(5) + start)
        for side, start in zip(apart, (0, 5), strict=True)
    ]
    links = [
        figure(Evidence(*both, Band.whole(5, 5), (), glosses.load()), "links") for both in (apart, together)
    ]
    assert links[0] == pytest.approx(links[1], abs=1e-3)


def test_a_token_more_changes_little():
    unlike = []
    for size in (512, 513):
        ours, theirs = ["港" * size, "雨雪。"], ["port " * size, "rain snow."]
        unlike.append(figure(evidence(ours, theirs, Reader()), "links")[at(0, 1, 2)])
    assert unlike[0] == pytest.approx(unlike[1], rel=0.05)
