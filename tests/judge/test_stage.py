"""What the judge is told of a pair, and in whose words it answers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from align import judge as judges
from align.encode import load
from align.judge.stage import MOST_TOKENS
from align.types import Language
from tests.conftest import make_pair

CHINESE = "國防部長週五訪問東京,並會見日本首相。"
ENGLISH = "The defence minister visited Tokyo on Friday and met the Japanese prime minister."
WITHOUT = "The defence minister visited Tokyo on Friday."


def worst(side):
    """Return the text of the likeliest token to stand alone."""
    token = list(side.tokens)[int(side.alone.argmax())]
    return token.segment.text[slice(*token.span)]


def test_tokens_stand_where_their_text_does(ask):
    found = ask(CHINESE, ENGLISH)
    for side, text in ((found.source, CHINESE), (found.target, ENGLISH)):
        tokens = list(side.tokens)
        assert len(tokens) == len(side.alone) == len(side.wrong) == len(side.features)
        said = "".join(text[slice(*token.span)] for token in tokens)
        assert said.replace(" ", "") == text.replace(" ", "")


def test_what_is_lost_shows_in_its_words(ask):
    sound, lossy = ask(CHINESE, ENGLISH), ask(CHINESE, WITHOUT)
    assert lossy.figures["omission"] > sound.figures["omission"] + 1
    assert worst(lossy.source) in CHINESE.split(",")[1]
    assert lossy.source.alone.max() > 2 * sound.source.alone.max()


def test_from_english_an_omission_is_what_stands_alone_in_the_english(ask):
    forth, back = ask("國防部長週五訪問東京。", ENGLISH), ask("國防部長週五訪問東京。", ENGLISH, reverse=True)
    assert back.figures["omission"] == pytest.approx(forth.figures["addition"], abs=1e-3)
    assert back.figures["addition"] == pytest.approx(forth.figures["omission"], abs=1e-3)
    np.testing.assert_allclose(back.source.alone, forth.target.alone, atol=1e-4)


def test_a_pair_of_several_sentences(ask):
    one, two = (
        make_pair("出口下降。", "Exports fell."),
        make_pair("進口持平。", "Imports were flat.", number=1),
    )
    both = replace(one, source=one.source + two.source, target=one.target + two.target)
    (found,) = ask.pairs([both]).values()
    assert {token.segment for token in found.source.tokens} == set(both.source)
    # The dictionary looks at the running text, in which both sentences stand.
    whole = ask("出口下降。進口持平。", "Exports fell. Imports were flat.")
    at = list(found.target.features[:, -1]), list(whole.target.features[:, -1])
    assert [x for x in at[0] if x] == [x for x in at[1] if x]


def test_the_same_whatever_stands_around_it(ask):
    pairs = [
        make_pair(CHINESE, ENGLISH),
        *(make_pair("出口下降。" * n, "Exports fell.", number=n) for n in (1, 9)),
    ]
    among, alone = ask.pairs(pairs)["0"], ask(CHINESE, ENGLISH)
    np.testing.assert_allclose(among.source.alone, alone.source.alone, atol=1e-4)
    assert among.figures == pytest.approx(alone.figures, abs=1e-3)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("", "Exports fell."),
        ("出口下降。", ""),
        ("出口下降。", " \u2028 "),
        ("出口下降。" * MOST_TOKENS, "Exports fell."),
    ],
)
def test_no_judgement(ask, chinese, english):
    assert ask.pairs([make_pair(chinese, english)]) == {}


def test_no_judge_for_another_encoder():
    class Other:
        name, dimension, usual = "other", 384, load().usual

        def encode(self, texts, /):
            raise NotImplementedError

    class OtherWithEarlyStates(Other):
        def encode_early(self, texts, /):
            raise NotImplementedError

    assert judges.load(Other()) is None
    assert judges.load(OtherWithEarlyStates()) is None


def test_states_that_nobody_asked_for_are_missed(ask):
    pair = make_pair(CHINESE, ENGLISH)
    encoded = load().encode([CHINESE, ENGLISH])
    with pytest.raises(ValueError, match="early states"):
        ask.judge.judge([pair], {pair.source[0]: 0, pair.target[0]: 1}, encoded)


def test_more_pairs_than_are_unpacked_together(ask):
    pairs = [make_pair(f"第{n}條。", f"Article {n}.", number=n) for n in range(300)]
    found = ask.pairs(pairs)
    assert list(found) == [pair.id for pair in pairs]
    for number in (0, 255, 256, 299):
        assert found[str(number)].pair is pairs[number]
        assert found[str(number)].figures == pytest.approx(
            ask(f"第{number}條。", f"Article {number}.").figures, abs=1e-3
        )


def test_both_sides_in_one_language(ask):
    """What a careless file of pairs may hold."""
    for text, language in (
        ("出口下降。進口持平。", Language.ZH_HANT),
        ("Exports fell. Imports were flat.", Language.EN),
    ):
        pair = make_pair(text, text)
        source, target = (
            tuple(replace(one, language=language) for one in side) for side in (pair.source, pair.target)
        )
        assert len(ask.pairs([replace(pair, source=source, target=target)])) == 1
