"""Latin names heard in Chinese characters."""

import pytest

from align.knowledge.transliteration import Sounding, score, sounds, units

HEARD = [
    ("索爾達托夫", "Soldatov"),
    ("索尔达托夫", "Soldatov"),
    ("波羅甘", "Borogan"),
    ("川普", "Trump"),
    ("特朗普", "Trump"),
    ("雷根", "Reagan"),
    ("里根", "Reagan"),
    ("邁克爾", "Michael"),
    ("卢卡申科", "Lukashenka"),
    ("尼古拉耶維奇", "Nikolayevich"),
    ("穆罕默德", "Mohammed"),
    ("習近平", "Xi Jinping"),
    ("蔡英文", "Tsai Ing-wen"),
    ("賴清德", "Lai Ching-te"),
]


@pytest.mark.parametrize(("chinese", "latin"), HEARD)
def test_transcription_scores_high(chinese, latin):
    assert score(chinese, latin) > 0.5


SHUFFLED = [(chinese, latin) for (chinese, _), (_, latin) in zip(HEARD, HEARD[7:] + HEARD[:7], strict=True)]


@pytest.mark.parametrize(("chinese", "latin"), SHUFFLED)
def test_name_of_another_scores_low(chinese, latin):
    assert score(chinese, latin) < 0.2


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("索", ("s", "uo")),
        ("尔", ("er",)),
        ("斯", ("s", "I")),
        ("特", ("t", "E")),
        ("安", ("a", "n")),
        ("。", ()),
    ],
)
def test_sounds_of_a_character(char, expected):
    assert sounds(char) == expected


@pytest.mark.parametrize(
    ("latin", "expected"),
    [
        ("Soldatov", ("s", "o", "l", "d", "a", "t", "o", "v")),
        ("Schröder", ("sch", "r", "o", "d", "e", "r")),
        ("O'Connell", ("o", "c", "o", "n", "e", "l")),
        ("", ()),
        ("12", ()),
    ],
)
def test_units_of_a_name(latin, expected):
    assert units(latin) == expected


def test_name_is_found_in_a_sentence():
    text = "記者索爾達托夫認為,此舉無濟於事"
    found = Sounding(text).best("Soldatov")
    assert text[found.start : found.end] == "索爾達托夫"
    assert found.score > 1


@pytest.mark.parametrize("text", ["", "no Chinese", "。。", "\ud800"])
def test_nothing_is_heard_where_nothing_sounds(text):
    assert Sounding(text).best("Soldatov").score == -1


def test_nothing_is_spelt_by_a_name_without_letters():
    assert Sounding("索爾達托夫").best("---").score == -1
    assert score("索", "") == score("", "So") == -1
