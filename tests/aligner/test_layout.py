"""Blocks that stand elsewhere in the translation, in real briefs and in every order of made ones."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligner.layout import group_blocks
from align.aligner.sections import Group, Side
from align.aligner.units import Units
from align.knowledge import glosses
from align.types import Block, BlockKind, File, Language, Place, Span
from tests.aligner.builders import (
    Reader,
    align,
    alone,
    blocks,
    brief,
    bullets,
    chinese,
    english,
    indices,
    mirrored,
    moved,
    promises,
    texts,
)

SECURITY = (
    "安全情勢",
    "Security Situation",
    [
        (
            "北韓十月向俄羅斯運送了超過一千個貨櫃的彈藥。",
            "In October North Korea shipped more than a thousand containers of munitions to Russia.",
        ),
        (
            "台灣海峽的海底電纜上月兩度遭貨輪拖錨扯斷。",
            "Undersea cables in the Taiwan Strait were severed twice last month by the dragging anchors of "
            "freighters.",
        ),
        (
            "法國與印度簽署協議，將共同開發潛艦用的核反應爐。",
            "France and India signed an agreement to develop a nuclear reactor for submarines together.",
        ),
        (
            "澳洲禁止政府大樓使用部分中國製的監視攝影機。",
            "Australia banned some Chinese-made surveillance cameras from government buildings.",
        ),
    ],
)
TRADE = (
    "國際貿易動態",
    "International Trade Developments",
    [
        (
            "美國商務部宣布，將擴大對中國先進晶片製造設備的出口管制。",
            "The US Commerce Department announced wider export controls on advanced chipmaking equipment for "
            "China.",
        ),
        (
            "歐盟理事會通過決議，對進口電動車課徵反補貼關稅。",
            "The EU Council adopted a decision imposing countervailing duties on imported electric vehicles.",
        ),
        (
            "世界銀行下調了今年全球經濟成長的預測。",
            "The World Bank cut its forecast for global economic growth this year.",
        ),
        (
            "紅海局勢緊張，航運公司改道好望角，運費因此大漲。",
            "Because of tension in the Red Sea, shipping lines rerouted around the Cape of Good Hope, and "
            "freight rates soared.",
        ),
    ],
)
CYBER = (
    "網路攻擊與資訊安全",
    "Cyberattacks and Information Security",
    [
        (
            "駭客入侵電力公司的控制系統，造成三座城市停電。",
            "Hackers broke into the control systems of a power company and blacked out three cities.",
        ),
        (
            "微軟修補了郵件伺服器的重大漏洞。",
            "Microsoft patched a critical vulnerability in its mail servers.",
        ),
        (
            "立陶宛計畫設立專責單位，追查網路上的假訊息。",
            "Lithuania plans a dedicated unit to trace disinformation on the internet.",
        ),
    ],
)
SECTIONS = [SECURITY, TRADE, CYBER]
UNRELATED = "Brazilian farmers expect a record coffee harvest because of good rains."
EXTRA = ("巴西咖啡農預期今年豐收，因為雨水充足。", UNRELATED)
SIMPLE = str.maketrans(
    "農預豐為勢韓運過個貨櫃彈藥臺灣電纜兩輪錨斷與簽協議將開發潛艦應爐國動態對進華設備製課徵補貼關稅銀調長預測紅緊張"
    "線資訊擊駭侵統三座網業務擴歐導體禁樓監視攝機際貿車經濟會決東際航繞費漲軟補漏計畫立單導誤據假網絡傳洲決議"
    "陶宛專責單位追查訊息晶備際條",
    "农预丰为势韩运过个货柜弹药台湾电缆两轮锚断与签协议将开发潜舰应炉国动态对进华设备制课征补贴关税银调长预测红紧张"
    "线资讯击骇侵统三座网业务扩欧导体禁楼监视摄机际贸车经济会决东际航绕费涨软补漏计划立单导误据假网络传洲决议"
    "陶宛专责单位追查讯息晶备际条",
)


def source(sections=SECTIONS, *, simplified=False):
    """Return the Chinese of some sections."""
    text = "".join(bullets(heading, [zh for zh, _ in rows]) for heading, _, rows in sections)
    return text.translate(SIMPLE) if simplified else text


def target(sections=SECTIONS):
    """Return their English."""
    return "".join(bullets(heading, [en for _, en in rows]) for _, heading, rows in sections)


def rows_of(sections=SECTIONS):
    """Return which Chinese goes with which English, headings too."""
    return {pair for zh_heading, en_heading, rows in sections for pair in ((zh_heading, en_heading), *rows)}


def with_rows(section_, rows):
    """Return a section with other bullets."""
    return (*section_[:2], rows)


def shifted(items, start, to):
    """Return items with one put elsewhere."""
    found = list(items)
    found.insert(to, found.pop(start))
    return found


short = pytest.mark.parametrize(
    "heading", [("安全情勢", "Security Situation"), ("貿易", "Trade"), ("出口管制", "Export Controls")]
)
scripts = pytest.mark.parametrize("simplified", [False, True], ids=["zh-Hant", "zh-Hans"])


def result(bundled, ours, theirs):
    """Return the pairs of a brief, after looking at what is promised of all."""
    document = brief(ours + theirs)
    pairs = align(document, bundled)
    promises(document, pairs)
    there = mirrored(document)
    assert {found[::-1] for found in indices(align(there, bundled))} == set(indices(pairs))
    return pairs


def before(gap):
    """Return the text in front of a gap."""
    assert gap.span.start == gap.span.end
    return gap.file.text[: gap.span.start]


def plain(pairs):
    """Return the pairs of texts as the tables above have them: Traditional."""
    headings = [("貿易", ""), ("出口管制", ""), ("概況", "")]
    back = {zh.translate(SIMPLE): zh for zh, _ in (*rows_of(), *headings)}
    return {(back.get(zh, zh), en) for zh, en in texts(pairs) if zh and en}


class TestRealBriefs:
    @scripts
    def test_a_brief_in_order(self, bundled, simplified):
        pairs = result(bundled, source(simplified=simplified), target())
        assert plain(pairs) == rows_of()
        assert not moved(pairs)
        assert not alone(pairs)

    @scripts
    @pytest.mark.parametrize(("start", "to"), [(0, 3), (3, 0), (1, 3), (3, 1), (0, 2)])
    def test_a_bullet_moved_within_its_section(self, bundled, simplified, start, to):
        rows = shifted(TRADE[2], start, to)
        pairs = result(
            bundled, source(simplified=simplified), target([SECURITY, with_rows(TRADE, rows), CYBER])
        )
        assert plain(pairs) == rows_of()
        assert not alone(pairs)
        expected = TRADE[2][start][0]
        assert moved(pairs) == [expected.translate(SIMPLE) if simplified else expected]

    @scripts
    @pytest.mark.parametrize("number", range(4))
    def test_a_bullet_moved_into_another_section(self, bundled, simplified, number):
        rows = [row for row in SECURITY[2] if row is not SECURITY[2][number]]
        far = [with_rows(SECURITY, rows), TRADE, with_rows(CYBER, [*CYBER[2], SECURITY[2][number]])]
        pairs = result(bundled, source(simplified=simplified), target(far))
        assert plain(pairs) == rows_of()
        assert not alone(pairs)
        expected = SECURITY[2][number][0]
        assert moved(pairs) == [expected.translate(SIMPLE) if simplified else expected]

    @scripts
    @pytest.mark.parametrize(
        ("which", "first"), [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1)]
    )
    def test_two_neighbours_changed_places(self, bundled, simplified, which, first):
        changed = list(SECTIONS)
        changed[which] = with_rows(SECTIONS[which], shifted(SECTIONS[which][2], first, first + 1))
        pairs = result(bundled, source(simplified=simplified), target(changed))
        assert plain(pairs) == rows_of()
        assert not alone(pairs)
        # One of them is enough to say so.
        (text,) = moved(pairs)
        back = {zh.translate(SIMPLE) if simplified else zh for zh, _ in SECTIONS[which][2][first : first + 2]}
        assert text in back

    @scripts
    @pytest.mark.parametrize("order", [(1, 0, 2), (0, 2, 1), (2, 0, 1)])
    def test_a_section_moved_with_its_heading(self, bundled, simplified, order):
        pairs = result(bundled, source(simplified=simplified), target([SECTIONS[n] for n in order]))
        assert plain(pairs) == rows_of()
        assert not alone(pairs)
        # The least that can have moved is one whole section.
        sizes = {len(rows) + 1 for _, _, rows in SECTIONS}
        assert len(moved(pairs)) in sizes
        own = {
            zh.translate(SIMPLE) if simplified else zh: n
            for n, one in enumerate(SECTIONS)
            for zh in zh_of(one)
        }
        assert len({own[text] for text in moved(pairs)}) == 1

    @scripts
    @short
    def test_a_short_heading_moves_with_its_section(self, bundled, simplified, heading):
        sections = [(*heading, TRADE[2][:2]), SECURITY, CYBER]
        pairs = result(bundled, source(sections, simplified=simplified), target([*sections[1:], sections[0]]))
        assert plain(pairs) == rows_of(sections)
        assert not alone(pairs)
        assert [pair.moved for pair in pairs] == [True] * 3 + [False] * 9

    @scripts
    @short
    @pytest.mark.parametrize("staying", range(3))
    def test_a_short_heading_moves_with_most_of_its_section(self, bundled, simplified, heading, staying):
        first = (*heading, TRADE[2][:3])
        stays = TRADE[2][staying]
        rest = with_rows(first, [row for row in first[2] if row is not stays])
        far = [with_rows(SECURITY, [*SECURITY[2], stays]), CYBER, rest]
        pairs = result(bundled, source([SECURITY, first, CYBER], simplified=simplified), target(far))
        assert plain(pairs) == rows_of([SECURITY, first, CYBER])
        assert [pair.moved for pair in pairs if pair.kind is BlockKind.HEADING] == [False, True, False]

    @scripts
    @short
    @pytest.mark.parametrize("number", range(3))
    def test_a_short_heading_stays_when_little_of_its_section_moved(
        self, bundled, simplified, heading, number
    ):
        first = (*heading, TRADE[2][:3])
        rows = [row for row in first[2] if row is not first[2][number]]
        far = [with_rows(first, rows), SECURITY, with_rows(CYBER, [*CYBER[2], first[2][number]])]
        pairs = result(bundled, source([first, SECURITY, CYBER], simplified=simplified), target(far))
        assert plain(pairs) == rows_of([first, SECURITY, CYBER])
        assert len(moved(pairs)) == 1
        assert not alone(pairs)

    @pytest.mark.parametrize("order", [(1, 0, 2), (0, 2, 1), (2, 0, 1), (1, 2, 0)])
    def test_headings_that_are_alike_move_with_their_sections(self, bundled, order):
        sections = [("概況", "Overview", rows) for _, _, rows in SECTIONS]
        pairs = result(bundled, source(sections), target([sections[n] for n in order]))
        assert plain(pairs) == rows_of(sections)
        assert not alone(pairs)
        # Each heading stands over the same bullets on both sides.
        groups = [pair.target[0].index - pair.source[0].index for pair in pairs]
        starts = [number for number, pair in enumerate(pairs) if pair.kind is BlockKind.HEADING]
        assert all(groups[start] == groups[start + 1] for start in starts)

    def test_headings_keep_their_translation_when_what_they_head_changed_places(self, bundled):
        changed = [with_rows(SECURITY, CYBER[2]), with_rows(CYBER, SECURITY[2])]
        pairs = result(bundled, source([SECURITY, CYBER]), target(changed))
        assert plain(pairs) == rows_of([SECURITY, CYBER])
        assert not alone(pairs)
        assert not next(pair.moved for pair in pairs if pair.source_text == SECURITY[0])

    @pytest.mark.parametrize("missing", range(3))
    def test_a_whole_section_is_missing(self, bundled, missing):
        kept = [one for number, one in enumerate(SECTIONS) if number != missing]
        pairs = result(bundled, source(), target(kept))
        assert plain(pairs) == rows_of(kept)
        assert alone(pairs) == zh_of(SECTIONS[missing])
        assert not moved(pairs)
        assert all(pair.confidence > 0.6 for pair in pairs if pair.is_null)

    @pytest.mark.parametrize("added", range(3))
    def test_a_whole_section_is_added(self, bundled, added):
        kept = [one for number, one in enumerate(SECTIONS) if number != added]
        pairs = result(bundled, source(kept), target())
        assert plain(pairs) == rows_of(kept)
        assert alone(pairs) == [en for _, en in ((None, SECTIONS[added][1]), *SECTIONS[added][2])]
        assert not moved(pairs)

    @pytest.mark.parametrize("missing", range(4))
    @pytest.mark.parametrize("place", ["before", "behind"])
    def test_a_missing_bullet_and_an_unrelated_one_have_not_moved(self, bundled, missing, place):
        rows = [row for row in SECURITY[2] if row is not SECURITY[2][missing]]
        extra = [("", UNRELATED)]
        last = with_rows(CYBER, [*extra, *CYBER[2]] if place == "before" else [*CYBER[2], *extra])
        pairs = result(bundled, source(), target([with_rows(SECURITY, rows), TRADE, last]))
        assert not moved(pairs)
        assert sorted(alone(pairs)) == sorted([SECURITY[2][missing][0], UNRELATED])
        assert plain(pairs) == rows_of() - {SECURITY[2][missing]}

    def test_what_moved_may_be_several_sentences(self, bundled):
        joined = ("".join(zh for zh, _ in TRADE[2][:2]), " ".join(en for _, en in TRADE[2][:2]))
        sections = [with_rows(SECURITY, [joined, *SECURITY[2]]), CYBER]
        far = [with_rows(SECURITY, [*SECURITY[2], joined]), CYBER]
        pairs = result(bundled, source(sections), target(far))
        assert plain(pairs) == rows_of([SECURITY, CYBER]) | set(TRADE[2][:2])
        assert moved(pairs) == [zh for zh, _ in TRADE[2][:2]]
        assert len({pair.group for pair in pairs if pair.moved}) == 1

    def test_what_stands_in_order_is_quiet_in_every_section_alone(self, bundled):
        for one in SECTIONS:
            pairs = result(bundled, source([one]), target([one]))
            assert plain(pairs) == rows_of([one])
            assert not moved(pairs)

    @scripts
    def test_the_gap_of_a_missing_bullet_is_not_where_the_one_before_it_moved_to(self, bundled, simplified):
        rows = SECURITY[2]
        ours = [with_rows(SECURITY, [rows[0], rows[1], (EXTRA[0], ""), *rows[2:]])]
        theirs = [with_rows(SECURITY, [rows[0], *rows[2:], rows[1]])]
        pairs = result(bundled, source(ours, simplified=simplified), target(theirs))
        (lone,) = (pair for pair in pairs if pair.is_null)
        assert lone.source_text == (EXTRA[0].translate(SIMPLE) if simplified else EXTRA[0])
        assert before(lone.target_gap).endswith(rows[0][1])
        # And of what was added behind one that moved.
        theirs = [with_rows(SECURITY, [rows[0], *rows[2:], rows[1], EXTRA])]
        pairs = result(bundled, source([SECURITY]), target(theirs))
        (lone,) = (pair for pair in pairs if pair.is_null)
        assert before(lone.source_gap).endswith(rows[3][0])

    @pytest.mark.parametrize("place", range(5))
    def test_the_gap_of_a_missing_bullet_is_in_its_section_that_moved(self, bundled, place):
        rows = shifted([*SECURITY[2], EXTRA], 4, place)
        ours = [with_rows(SECURITY, rows), TRADE, CYBER]
        pairs = result(bundled, source(ours), target([TRADE, CYBER, SECURITY]))
        (lone,) = (pair for pair in pairs if pair.is_null)
        assert lone.source_text == EXTRA[0]
        assert before(lone.target_gap).endswith(rows[place - 1][1] if place else SECURITY[1])
        # In the other text likewise, and it stands there among the pairs.
        pairs = result(bundled, source([SECURITY, TRADE, CYBER]), target([TRADE, CYBER, ours[0]]))
        (number,) = (number for number, pair in enumerate(pairs) if pair.is_null)
        assert pairs[number].target_text == EXTRA[1]
        expected = rows[place - 1][0] if place else SECURITY[0]
        assert before(pairs[number].source_gap).endswith(expected)
        assert pairs[number - 1].source_text == expected

    def test_the_gap_of_a_missing_heading_is_before_its_section_that_moved(self, bundled):
        text = target([TRADE, CYBER]) + target([SECURITY]).split("\n", 1)[1]
        pairs = result(bundled, source(), text)
        (lone,) = (pair for pair in pairs if pair.is_null)
        assert lone.source_text == SECURITY[0]
        assert lone.target_gap.file.text[lone.target_gap.span.start :].startswith(SECURITY[2][0][1])

    @pytest.mark.parametrize("place", range(3))
    def test_what_is_added_to_a_bullet_that_moved_stands_beside_it(self, bundled, place):
        (zh, en), *rest = TRADE[2]
        both = [zh, TRADE[2][1][0]], [en, TRADE[2][1][1]]
        changed = ("".join(both[0]), " ".join([*both[1][:place], UNRELATED, *both[1][place:]]))
        sections = [with_rows(TRADE, [changed, *rest[1:], *SECURITY[2]])]
        far = [with_rows(TRADE, [*rest[1:], *SECURITY[2], changed])]
        pairs = result(bundled, source(sections), target(far))
        assert alone(pairs) == [UNRELATED]
        assert [pair.moved for pair in pairs][:5] == [False, True, True, True, False]
        assert pairs[1 + place].target_text == UNRELATED
        gap = pairs[1 + place].source_gap
        if place:
            assert before(gap).endswith(both[0][place - 1])
        else:
            assert gap.file.text[gap.span.start :].startswith(zh)

    @scripts
    @pytest.mark.parametrize("place", range(3))
    def test_what_is_missing_from_a_bullet_that_moved_has_its_gap_there(self, bundled, simplified, place):
        (zh, en), *rest = TRADE[2]
        both = [zh, TRADE[2][1][0]], [en, TRADE[2][1][1]]
        changed = ("".join([*both[0][:place], EXTRA[0], *both[0][place:]]), " ".join(both[1]))
        sections = [with_rows(TRADE, [changed, *rest[1:], *SECURITY[2]])]
        far = [with_rows(TRADE, [*rest[1:], *SECURITY[2], changed])]
        pairs = result(bundled, source(sections, simplified=simplified), target(far))
        (lone,) = (pair for pair in pairs if pair.is_null)
        assert lone.source_text == (EXTRA[0].translate(SIMPLE) if simplified else EXTRA[0])
        if place:
            assert before(lone.target_gap).endswith(both[1][place - 1])
        else:
            assert lone.target_gap.file.text[lone.target_gap.span.start :].startswith(en)

    @scripts
    @pytest.mark.parametrize("with_heading", [True, False])
    def test_the_example_of_the_rule_is_found(self, bundled, simplified, with_heading):
        """Bad and Good as the help of `order` has them."""
        ours = ["出口下降。", "進口持平。", "央行未動利率。"]
        theirs = ["Exports fell.", "Imports were flat.", "Rates were kept."]
        headings = ("經濟\n", "Economy\n") if with_heading else ("", "")
        far = shifted(theirs, 0, 2)
        zh, en = (
            heading + bullets("", rows).lstrip() for heading, rows in zip(headings, (ours, far), strict=True)
        )
        if simplified:
            zh, ours = zh.translate(SIMPLE), [text.translate(SIMPLE) for text in ours]
        pairs = result(bundled, zh, en)
        assert moved(pairs) == ours[:1]
        assert [one for one in texts(pairs) if one[0] in ours] == list(zip(ours, theirs, strict=True))
        good = result(bundled, zh, headings[1] + bullets("", theirs).lstrip())
        assert not moved(good)
        assert not alone(good)


def zh_of(section_):
    """Return the heading and the bullets of a section in Chinese."""
    return [section_[0], *(zh for zh, _ in section_[2])]


# ---------------------------------------------------------------- every order of made briefs


WORDS = sorted(Reader.words.values())
FIVE = [" ".join(WORDS[4 * number : 4 * number + 4]) for number in range(5)]


class Settled(Reader):
    """Knows the language at large, so that the mean of three bullets is not all that they say."""

    usual = (np.zeros(Reader.dimension, np.float32),) * 2


def longest_rise(order):
    """Return the size of the largest part that is in order."""
    best = []
    for number, one in enumerate(order):
        best.append(1 + max((best[k] for k in range(number) if order[k] < one), default=0))
    return max(best, default=0)


@settings(max_examples=60)
@given(st.permutations(range(5)))
def test_whatever_the_order_each_bullet_has_its_translation(order):
    document = blocks(
        [(BlockKind.BULLET, chinese(words)) for words in FIVE],
        [(BlockKind.BULLET, english(FIVE[number])) for number in order],
    )
    pairs = align(document, Reader())
    promises(document, pairs)
    assert {(zh, en) for zh, en in texts(pairs)} == {(chinese(words), english(words)) for words in FIVE}
    # Nothing moved that need not have.
    assert len(moved(pairs)) == 5 - longest_rise(order)
    still = [order.index(pair.source[0].index) for pair in pairs if not pair.moved]
    assert still == sorted(still)


@settings(max_examples=40)
@given(
    st.permutations(range(5)),
    st.lists(st.integers(0, 4), max_size=2, unique=True),
    st.lists(st.integers(0, 4), max_size=2, unique=True),
)
def test_what_lacks_a_counterpart_has_not_moved(order, without_chinese, without_english):
    ours = [number for number in range(5) if number not in without_chinese]
    theirs = [number for number in order if number not in without_english]
    document = blocks(
        [(BlockKind.BULLET, chinese(FIVE[number])) for number in ours],
        [(BlockKind.BULLET, english(FIVE[number])) for number in theirs],
    )
    pairs = align(document, Settled())
    promises(document, pairs)
    both = {(chinese(FIVE[number]), english(FIVE[number])) for number in set(ours) & set(theirs)}
    assert {one for pair, one in zip(pairs, texts(pairs), strict=True) if pair.moved} <= both


# ---------------------------------------------------------------- groups of blocks

DIMENSION = 64
_PLACE = Place(File("made", "x"), Span(0, 1))


def side(*made, tokens=10):
    """Return blocks by their meanings: a name, or a name and what else is known of the block."""
    rng = {}
    found, sums = [], []
    for one in made:
        name, facts = one if isinstance(one, tuple) else (one, {})
        kind = facts.get("kind", BlockKind.BULLET)
        found.append(Block(_PLACE, kind, Language.EN, **{k: v for k, v in facts.items() if k != "kind"}))
        seed = sum(map(ord, name)) * 31 + ord(name[0])
        vector = rng.setdefault(name, np.random.default_rng(seed).standard_normal(DIMENSION))
        sums.append(vector * tokens)
    counts = np.full(len(made), tokens, np.float32)
    units = Units(
        np.array(sums, np.float32).reshape(-1, DIMENSION), counts, counts, np.zeros(DIMENSION, np.float32)
    )
    return Side(found, units)


def groups(ours, theirs):
    return list(group_blocks(ours, theirs, 1.0, glosses.load())[0])


def one(i, j, *, moved=False):
    return Group((i,), (j,), moved)


HEAD = {"kind": BlockKind.HEADING, "level": 1}
PARA = {"kind": BlockKind.PARAGRAPH}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (side("a", "b", "c"), side("a", "b", "c"), [one(0, 0), one(1, 1), one(2, 2)]),
        (side("a", "b", "c"), side("a", "c"), [one(0, 0), Group((1,), ()), one(2, 1)]),
        (side("a", "c"), side("a", "b", "c"), [one(0, 0), Group((), (1,)), one(1, 2)]),
        (
            side("a", "b", "c", "d"),
            side("b", "c", "d", "a"),
            [one(0, 3, moved=True), one(1, 0), one(2, 1), one(3, 2)],
        ),
        (
            side("a", "b", "c", "d"),
            side("d", "a", "b", "c"),
            [one(0, 1), one(1, 2), one(2, 3), one(3, 0, moved=True)],
        ),
        (
            side("a", "b", "c", "d", "e"),
            side("c", "d", "e", "a", "b"),
            [one(0, 3, moved=True), one(1, 4, moved=True), one(2, 0), one(3, 1), one(4, 2)],
        ),
        # A lone block stays where it is while another moves.
        (
            side("a", "b", "c", "d", "x"),
            side("b", "c", "y", "d", "a"),
            [one(0, 4, moved=True), one(1, 0), one(2, 1), Group((), (2,)), one(3, 3), Group((4,), ())],
        ),
    ],
    ids=["order", "missing", "added", "first to last", "last to first", "two", "with lone blocks"],
)
def test_groups(ours, theirs, expected):
    assert sorted(groups(ours, theirs)) == sorted(expected)
    sources = [group.source for group in groups(ours, theirs) if group.source]
    assert sources == sorted(sources)


@pytest.mark.parametrize("tokens", [3, 4])
def test_blocks_of_a_few_tokens_have_not_moved(tokens):
    ours, theirs = side("a", "b", "c", "d", tokens=tokens), side("b", "c", "d", "a", tokens=tokens)
    assert any(group.moved for group in groups(ours, theirs)) == (tokens == 4)


def test_a_heading_pairs_with_a_heading():
    ours = side(("a", HEAD), "b")
    theirs = side("a", ("b", HEAD))
    assert one(0, 0) not in groups(ours, theirs)
    assert groups(side(("a", HEAD), "b"), side(("x", HEAD), "b")) == [one(0, 0), one(1, 1)]


def test_cells_of_a_row_belong_together_whatever_they_say():
    ours = side(*(("abc"[n], {"kind": BlockKind.CELL, "row": n}) for n in range(3)))
    theirs = side(*(("bca"[n], {"kind": BlockKind.CELL, "row": n}) for n in range(3)))
    assert groups(ours, theirs) == [one(0, 0), one(1, 1), one(2, 2)]


def test_of_two_equals_the_one_of_the_same_number_is_chosen():
    facts = [{"kind": BlockKind.NUMBERED, "ordinal": n, "level": 1} for n in (1, 2)]
    ours, theirs = side(("a", facts[1])), side(("a", facts[0]), ("a", facts[1]))
    assert one(0, 1) in groups(ours, theirs)
    ours, theirs = side(("a", facts[0])), side(("a", facts[0]), ("a", facts[1]))
    assert one(0, 0) in groups(ours, theirs)


def test_of_two_equals_the_one_of_the_same_kind_is_chosen():
    for number in (0, 1):
        kinds = [PARA, {}] if number else [{}, PARA]
        assert one(0, number) in groups(side(("a", {})), side(*(("a", kind) for kind in kinds)))


def test_every_block_lies_in_one_group_whatever_the_order():
    draw = random.Random(3)  # noqa: S311
    for _ in range(30):
        ours = [draw.choice("abcdefghij") for _ in range(draw.randrange(1, 12))]
        theirs = [draw.choice("abcdefghij") for _ in range(draw.randrange(1, 12))]
        found = groups(side(*ours), side(*theirs))
        assert sorted(i for group in found for i in group.source) == list(range(len(ours)))
        assert sorted(j for group in found for j in group.target) == list(range(len(theirs)))
        assert all(len(group.source) == len(group.target) == 1 for group in found if group.moved)
