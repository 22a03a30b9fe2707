"""Words that the judge misses on the other side, and that need no counterpart or have an unlike one."""

from __future__ import annotations

import pytest

from align.checks import Context
from align.checks.accounted import (
    Alone,
    is_accounted,
    is_counted,
    is_dated,
    is_name,
    is_named,
    is_rendered,
    is_spelt_out,
)
from tests.conftest import make_document, make_pair


@pytest.fixture
def ask(terms):
    """Ask something of a stretch of the source of two texts, or else of the target."""

    def asked(question, source, target, stretch, *, of_source=True, reverse=False):
        pair = make_pair(source, target, reverse=reverse)
        (segment,) = pair.source if of_source else pair.target
        start = segment.text.index(stretch)
        alone = Alone(segment.place.part(start, start + len(stretch)), pair, of_source)
        context = Context(make_document([pair]), terms)
        return question(alone, context) if question is is_named else question(alone, [pair], context)

    return asked


@pytest.mark.parametrize(
    ("chinese", "expected"), [("米爾濟約耶夫", True), ("以免最後只剩", False), ("暫停施打", False)]
)
def test_a_name_is_the_business_of_another_rule(chinese, expected):
    assert is_name(chinese) == expected


@pytest.mark.parametrize(
    ("chinese", "expected"), [("須待二月才", True), ("民國115年初", True), ("於十日召開會議", False)]
)
def test_dates_are_the_business_of_another_rule(chinese, expected):
    assert is_dated(chinese) == expected


@pytest.mark.parametrize(
    ("source", "target", "stretch", "of_source", "expected"),
    [
        (
            "總參謀部情報總局(格魯烏)淵源深厚。",
            "Its ties with the GRU run deep.",
            "總參謀部情報總局",
            True,
            True,
        ),
        ("總參謀部情報總局(格魯烏)淵源深厚。", "Its ties with the GRU run deep.", "淵源深厚", True, False),
        (
            "多數船隻改走好望角",
            "Most ships sail around the Cape of Good Hope",
            "the Cape of Good Hope",
            False,
            True,
        ),
        (
            "多數船隻改走好望角",
            "Most ships sail around the Cape of Good Hope",
            "Most ships sail",
            False,
            False,
        ),
        # What is said of a name is not rendered by the name.
        (
            "華盛頓尚未表態",
            "Washington has promised the company more money than ever before",
            "Washington has promised the company more money than ever before",
            False,
            False,
        ),
        (
            "首相昨日在下院當眾撕毀條約並宣布提前解散國會",
            "He spoke in the House of Commons",
            "在下院當眾撕毀條約並宣布提前解散國會",
            True,
            False,
        ),
        # A short name tells which house only in its context.
        ("首相在下院宣布改革", "He told the House of Commons of his reforms", "在下院宣布", True, True),
        ("首相在下院宣布改革", "He told the country of his reforms", "在下院宣布", True, False),
        ("他訪問東京,並會見日本首相", "He visited Tokyo", "會見日本首相", True, False),
    ],
)
def test_a_name_on_the_other_side_answers_to_a_stretch(ask, source, target, stretch, of_source, expected):
    assert ask(is_named, source, target, stretch, of_source=of_source) == expected


@pytest.mark.parametrize(
    ("source", "stretch", "told", "without"),
    [
        (
            "中央補助建廠成本的五成，地方政府再加碼兩成至兩成五。",
            "地方政府再加碼兩成至兩成五",
            "New Delhi covers half the cost; the states chip in another 20 to 25 percent.",
            "New Delhi covers half the cost of building a plant.",
        ),
        (
            "第一期經費已核定 97%，實際撥付卻不到四分之一。",
            "實際撥付卻不到四分之一",
            "Of the funds 97 percent is committed, and less than 25 percent has been disbursed.",
            "Of the funds 97 percent is committed.",
        ),
        (
            "第一期经费已经核定，实际拨付不到四分之一。",
            "实际拨付不到四分之一",
            "The funds are committed, but less than a quarter has been disbursed.",
            "The funds are committed, but a third has not been disbursed.",
        ),
        # One 50 does not stand for two.
        (
            "美國對50家企業加徵關稅，並宣布將50名駐外官員召回國內。",
            "宣布將50名駐外官員召回國內",
            "The US imposed tariffs on 50 firms and recalled 50 officials from abroad.",
            "The US imposed tariffs on 50 firms.",
        ),
    ],
)
def test_figures_that_the_other_side_has_are_not_lost(ask, source, stretch, told, without):
    assert ask(is_counted, source, told, stretch)
    assert not ask(is_counted, source, without, stretch)


@pytest.mark.parametrize(
    ("source", "stretch", "told", "without"),
    [
        (
            "蘇丹今年控告阿聯違反《尼羅河流域漁場共管公約》。",
            "尼羅河流域漁場共管公約",
            "This year Sudan accused the UAE of violating the Fisheries Convention.",
            "This year Sudan accused the UAE of violating the law.",
        ),
        (
            "日本外相週五訪問首爾，並簽署《雙邊稅務資料互換協定》。",
            "雙邊稅務資料互換協定",
            "Japan's foreign minister visited Seoul on Friday and signed a TIEA.",
            "Japan's foreign minister visited Seoul on Friday.",
        ),
        (
            "三星目前仰賴美方核發的「經驗證最終使用者」授權。",
            "經驗證最終使用者",
            'Samsung depends on US "validated end-user" authorizations.',
            "Samsung depends on US authorizations.",
        ),
        (
            "發言人說會談富有成效，並宣布「全體駐軍將於春季撤離」。",
            "全體駐軍將於春季撤離",
            'The spokesman said the talks went well. "All troops will leave in spring," he said.',
            'The spokesman said the talks were "fruitful".',
        ),
        (
            "央行週三公布，上季國內生產毛額年增百分之三。",
            "國內生產毛額",
            "The central bank said on Wednesday that GDP was up 3 percent last quarter.",
            "The central bank said on Wednesday that growth was 3 percent last quarter.",
        ),
    ],
)
def test_terms_titles_and_quotes_may_be_rendered_by_what_is_unlike(ask, source, stretch, told, without):
    assert ask(is_rendered, source, told, stretch)
    assert not ask(is_rendered, source, without, stretch)
    # What seems added to Chinese is seen alike.
    assert ask(is_rendered, told, source, stretch, of_source=False, reverse=True)
    assert not ask(is_rendered, without, source, stretch, of_source=False, reverse=True)


def test_an_abbreviation_may_be_spelt_out():
    english = "Money was set aside by the Treasury for the Global Combat Air Program."
    pair = make_pair("戰機計畫（GCAP）獲財政部撥款。", english)
    for stretch, expected in (("for the Global Combat Air", True), ("set aside by the Treasury", False)):
        start = english.index(stretch)
        place = pair.target[0].place.part(start, start + len(stretch))
        assert is_spelt_out(Alone(place, pair, of_source=False)) is expected


@pytest.mark.parametrize(
    ("chinese", "english", "stretch"),
    [
        ("會談須待二月才舉行。", "Talks will be held.", "須待二月才"),
        ("米爾濟約耶夫週五訪問東京。", "He visited Tokyo on Friday.", "米爾濟約耶夫"),
    ],
)
def test_either_direction_excuses_the_same(ask, chinese, english, stretch):
    assert ask(is_accounted, chinese, english, stretch)
    assert ask(is_accounted, english, chinese, stretch, of_source=False, reverse=True)
