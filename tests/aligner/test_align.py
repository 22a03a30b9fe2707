"""What `align` promises of any document, whatever the encoder makes of it."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from align.types import BlockKind
from tests.aligner.builders import (
    Chance,
    Reader,
    align,
    alone,
    blocks,
    brief,
    chinese,
    chinese_texts,
    english,
    english_texts,
    indices,
    kinds,
    lexical,
    lines,
    mirrored,
    moved,
    promises,
    texts,
)

HEADING, BULLET, PARAGRAPH = BlockKind.HEADING, BlockKind.BULLET, BlockKind.PARAGRAPH
whatever = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
encoders = st.sampled_from([Chance(), Reader()])


def visible(texts_):
    return texts_.filter(lambda text: text.strip())


chinese_blocks = st.lists(
    st.tuples(kinds, visible(st.one_of(chinese_texts, lexical.map(chinese)))), min_size=1, max_size=9
)
english_blocks = st.lists(
    st.tuples(kinds, visible(st.one_of(english_texts, lexical.map(english)))), min_size=1, max_size=9
)
chinese_lines = st.lists(st.one_of(chinese_texts, lexical.map(chinese)), min_size=1, max_size=20)
english_lines = st.lists(st.one_of(english_texts, lexical.map(english)), min_size=1, max_size=20)


def assert_mirrored(pairs, others):
    """Assert that pairs of a document and of its mirror image are the same."""
    ours = dict(zip(indices(pairs), pairs, strict=True))
    theirs = {found[::-1]: pair for found, pair in zip(indices(others), others, strict=True)}
    assert set(ours) == set(theirs)
    for found, pair in ours.items():
        other = theirs[found]
        assert pair.similarity == pytest.approx(other.similarity, abs=1e-6)
        assert pair.confidence == pytest.approx(other.confidence, abs=1e-4)
        assert pair.moved == other.moved


# ---------------------------------------------------------------- any document


class TestAnyText:
    @whatever
    @given(chinese_blocks, english_blocks, encoders)
    def test_every_segment_lies_in_one_pair_of_blocks(self, ours, theirs, encoder):
        document = blocks(ours, theirs)
        promises(document, align(document, encoder))

    @whatever
    @given(chinese_lines, english_lines, encoders)
    def test_every_segment_lies_in_one_pair_of_lines(self, ours, theirs, encoder):
        document = lines(ours, theirs)
        pairs = align(document, encoder)
        promises(document, pairs)
        assert {pair.group for pair in pairs} == {0}
        assert not moved(pairs)

    @whatever
    @given(chinese_blocks, english_blocks, encoders)
    def test_the_mirror_image_of_blocks_has_the_same_pairs(self, ours, theirs, encoder):
        document = blocks(ours, theirs)
        assert_mirrored(align(document, encoder), align(mirrored(document), encoder))

    @whatever
    @given(chinese_lines, english_lines, encoders)
    def test_the_mirror_image_of_lines_has_the_same_pairs(self, ours, theirs, encoder):
        document = lines(ours, theirs)
        assert_mirrored(align(document, encoder), align(mirrored(document), encoder))

    @whatever
    @given(chinese_blocks, english_blocks, encoders)
    # What moved lay inside a group of what was left.
    @example(
        [(BULLET, "鳥鳥鳥鳥。"), (HEADING, "0"), (BULLET, "鳥。"), (HEADING, "鳥。")],
        [(HEADING, "Bird bird."), (HEADING, "0"), (BULLET, "Bird."), (BULLET, "Bird bird bird bloom.")],
        Reader(),
    )
    @example(
        [(BULLET, "鳥鳥花花。"), (BULLET, "鳥。"), (BULLET, "1"), (HEADING, "鳥。")],
        [(HEADING, "Bloom."), (BULLET, "Bird."), (BULLET, "Bird bloom bloom bloom.")],
        Reader(),
    )
    def test_pairs_stand_in_the_order_of_the_source(self, ours, theirs, encoder):
        pairs = align(blocks(ours, theirs), encoder)
        sources = [index for source, _ in indices(pairs) for index in source]
        assert sources == sorted(sources)
        still = [
            index
            for (_, target), pair in zip(indices(pairs), pairs, strict=True)
            for index in target
            # Text alone stands beside what it would stand beside, which may have moved.
            if not (pair.moved or pair.is_null)
        ]
        assert still == sorted(still)
        assert [pair.id for pair in pairs] == [f"p{number}" for number in range(1, len(pairs) + 1)]

    @whatever
    @given(chinese_lines, english_lines, encoders)
    def test_lines_never_cross(self, ours, theirs, encoder):
        pairs = align(lines(ours, theirs), encoder)
        for side in (0, 1):
            assert [index for found in indices(pairs) for index in found[side]] == list(
                range(len((ours, theirs)[side]))
            )

    @whatever
    @given(chinese_blocks, english_blocks, encoders)
    def test_groups_are_whole_blocks(self, ours, theirs, encoder):
        pairs = align(blocks(ours, theirs), encoder)
        for side in ("source", "target"):
            groups = {}
            for pair in pairs:
                for found in getattr(pair, side):
                    groups.setdefault(found.block, set()).add(pair.group)
            assert all(len(found) == 1 for found in groups.values())
        numbers = list(dict.fromkeys(pair.group for pair in pairs))
        assert numbers == list(range(len(numbers)))

    @whatever
    @given(chinese_blocks, english_blocks, encoders)
    def test_one_sentence_of_a_group_against_one_is_a_pair(self, ours, theirs, encoder):
        pairs = align(blocks(ours, theirs), encoder)
        for group in {pair.group for pair in pairs}:
            own = [pair for pair in pairs if pair.group == group]
            sizes = [sum(len(getattr(pair, side)) for pair in own) for side in ("source", "target")]
            assert sizes != [1, 1] or len(own) == 1

    @whatever
    @given(chinese_blocks, english_blocks, encoders)
    def test_the_same_document_gives_the_same_pairs(self, ours, theirs, encoder):
        first, second = (align(blocks(ours, theirs), encoder) for _ in range(2))
        assert indices(first) == indices(second)
        assert [pair.confidence for pair in first] == [pair.confidence for pair in second]


# ---------------------------------------------------------------- odd documents


FOUR = ["port ship rice tea", "rain snow hill river", "horse ox iron gold", "fire wood bird fish"]
ZH = [chinese(words) for words in FOUR]
EN = [english(words) for words in FOUR]
ONE_TO_ONE = [((number,), (number,)) for number in range(4)]
both_ways = pytest.mark.parametrize("turn", [lambda document: document, mirrored], ids=["zh-en", "en-zh"])


@both_ways
class TestOddDocuments:
    def test_sentences_in_order(self, turn):
        assert indices(align(turn(lines(ZH, EN)), Reader())) == ONE_TO_ONE

    @pytest.mark.parametrize(
        ("ours", "theirs"), [(ZH, []), ([], EN), (ZH[:1], []), (["", "", ""], []), ([], ["", ""])]
    )
    def test_an_empty_side(self, turn, ours, theirs):
        document = turn(lines(ours, theirs))
        pairs = align(document, Reader())
        promises(document, pairs)
        assert all(pair.is_null for pair in pairs)
        assert all(pair.confidence > 0.9 for pair in pairs)
        assert all(pair.source_gap is pair.target_gap is None for pair in pairs)

    def test_each_line_against_an_empty_side_is_a_pair_of_its_own(self, turn):
        assert len(align(turn(lines(ZH, [])), Reader())) == 4

    @pytest.mark.parametrize("presegmented", [True, False])
    def test_two_empty_sides_have_no_pairs(self, turn, presegmented):
        assert align(turn(lines([], [], presegmented=presegmented)), Reader()) == ()

    @pytest.mark.parametrize(("n", "m"), [(1, 1), (1, 50), (50, 1), (3, 3), (7, 20)])
    @pytest.mark.parametrize("blank", ["", " ", "\u3000\u200b"])
    def test_all_lines_blank(self, turn, n, m, blank):
        document = turn(lines([blank] * n, [blank] * m))
        promises(document, align(document, Reader()))

    @pytest.mark.parametrize("place", [0, 3, 25, 49])
    def test_one_sentence_against_fifty(self, turn, place):
        rng = np.random.default_rng(1)
        others = [" ".join(rng.choice(FOUR[1].split() + FOUR[2].split(), 4)) for _ in range(49)]
        others.insert(place, FOUR[0])
        document = turn(lines(ZH[:1], [english(words) for words in others]))
        pairs = align(document, Reader())
        promises(document, pairs)
        (pair,) = (pair for pair in pairs if not pair.is_null)
        assert EN[0] in texts([pair])[0][document.source_language.is_chinese]
        assert len(alone(pairs)) >= 44

    def test_one_sentence_against_fifty_that_all_translate_it_has_one_of_them(self, turn):
        pairs = align(turn(lines(ZH[:1], EN[:1] * 50)), Reader())
        assert [pair.is_null for pair in pairs].count(False) == 1

    @pytest.mark.parametrize("count", [1, 2, 12, 13, 40])
    def test_the_same_text_on_both_sides(self, turn, count):
        side = [english(FOUR[number % 4] + " " + FOUR[number // 4 % 4]) for number in range(count)]
        document = turn(lines(side, side))
        pairs = align(document, Reader())
        promises(document, pairs)
        assert indices(pairs) == [((number,), (number,)) for number in range(count)]
        # What stands alone is its own mean, which is taken off.
        assert all(pair.similarity > 0.8 for pair in pairs if count > 1)

    def test_one_sentence_over_and_over(self, turn):
        document = turn(lines(ZH[:1] * 30, EN[:1] * 30))
        pairs = align(document, Reader())
        promises(document, pairs)
        assert indices(pairs) == [((number,), (number,)) for number in range(30)]

    @pytest.mark.parametrize("kind", list(BlockKind))
    def test_blocks_of_one_kind_only(self, turn, kind):
        document = turn(blocks([(kind, text) for text in ZH], [(kind, text) for text in EN]))
        pairs = align(document, Reader())
        promises(document, pairs)
        assert indices(pairs) == ONE_TO_ONE
        assert [pair.group for pair in pairs] == [0, 1, 2, 3]

    def test_a_brief_of_headings(self, turn):
        text = "# 港船米茶\n\n## 雨雪山河\n\n# Port ship rice tea\n\n## Rain snow hill river\n"
        document = turn(brief(text))
        pairs = align(document, Reader())
        promises(document, pairs)
        assert {pair.kind for pair in pairs} == {HEADING}
        assert indices(pairs) == ONE_TO_ONE[:2]

    def test_a_heading_is_no_part_of_what_follows(self, turn):
        document = turn(
            blocks(
                [(HEADING, "港船。米茶。"), (PARAGRAPH, "雨雪。山河。")],
                [(HEADING, "Port ship. Rice tea."), (PARAGRAPH, "Rain snow. Hill river.")],
            )
        )
        pairs = align(document, Reader())
        assert [(pair.kind, pair.group) for pair in pairs] == [(HEADING, 0), (PARAGRAPH, 1), (PARAGRAPH, 1)]


class TestPrealigned:
    def test_pairs_stay_as_they_came(self):
        text = "".join(
            f'{{"id": "{name}", "source": "{ours}", "target": "{theirs}"}}\n'
            for name, ours, theirs in (
                ("a", ZH[0], EN[1]),
                ("b", "", EN[0]),
                ("c", ZH[2], ""),
                ("d", ZH[3], EN[3]),
            )
        )
        from align.read import parse_pairs
        from align.types import File

        pairs = align(parse_pairs(File("pairs.jsonl", text)), Reader())
        assert [pair.id for pair in pairs] == ["a", "b", "c", "d"]
        assert texts(pairs) == [(ZH[0], EN[1]), ("", EN[0]), (ZH[2], ""), (ZH[3], EN[3])]
        assert [pair.similarity is None for pair in pairs] == [False, True, True, False]
        assert pairs[0].similarity < pairs[3].similarity
        assert [pair.confidence for pair in pairs] == [None] * 4
        assert [pair.group for pair in pairs] == [0, 1, 2, 3]


def test_memory_grows_with_the_length_of_a_sentence_and_not_with_its_square():
    peaks = []
    for size in (1500, 6000):
        document = lines(["米" * size], ["a " * size])
        tracemalloc.start()
        align(document, Reader())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 8 * peaks[0]
