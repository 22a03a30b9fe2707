"""Names in Chinese that no list holds."""

import pytest

from align.checks.spelt import find_spelt, goes_on
from align.types import Span


def found(text):
    return {(spelt.text, spelt.is_chinese_person) for spelt in find_spelt(text)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("位於勒斯滕堡的體育場", {("勒斯滕堡", False)}),
        ("尼拉贡戈火山", {("尼拉贡戈", False)}),
        ("帕利說,法國將參加", {("帕利", False)}),
        ("下午,陳光明得知消息", {("陳光明", True)}),
        ("許正宇對香港的經濟表示樂觀", {("許正宇", True)}),
        ("記者王小明報導", set()),
        ("新鮮感讓郭梅越來越有幹勁", {("郭梅", True)}),
    ],
)
def test_names_are_found(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "方面表示,雙方將合作",
        "任何人,都不得進入",
        "高度關注",
        "讓黨的精神",
        "金價、油價上漲",
        "",
        "·" * 20,
        "\ud800",
    ],
)
def test_ordinary_words_are_no_names(text):
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "span", "expected"), [("卡特里說", Span(0, 2), True), ("卡特說", Span(0, 2), False)]
)
def test_whether_a_transcription_goes_on(text, span, expected):
    assert goes_on(text, span) is expected
