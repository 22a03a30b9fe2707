"""Which words are meant by probabilities of tokens."""

from __future__ import annotations

import numpy as np
import pytest

from align.judge.features import NAMES
from align.judge.stage import Side
from align.judge.stretches import Stretch, after_word, find, widen
from align.types import BlockKind, File, Language, Place, Segment, Span


def side(*marked_segments: str, language=Language.ZH_HANT):
    """Return a side of segments, tokens parted by |, with a probability behind each that is not 0."""
    segments, values = [], []
    for number, marked in enumerate(marked_segments):
        parts = [part.partition("=") for part in marked.split("|")]
        text = "".join(part for part, *_ in parts)
        place = Place(File(str(number), text), Span(0, len(text)))
        spans, start = [], 0
        for part, _, value in parts:
            spans.append((start + len(part) - len(part.lstrip()), start + len(part)))
            values.append(float(value or 0))
            start += len(part)
        segment = Segment(place, language, BlockKind.PARAGRAPH, number, 0)
        segments.append((segment, np.array(spans, np.int32)))
    none = np.zeros(len(values), np.float32)
    told = np.zeros((len(values), len(NAMES)), np.float32)
    return Side(tuple(segments), np.array(values, np.float32), none, none, none, told)


def said(one):
    return [stretch.text for stretch in find(one, one.alone)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("出口|下降", []),
        ("出口=0.9|下降", ["出口"]),
        # A token within a word stands for all of it.
        ("總參=0.9|謀部|表示|反對", ["總參謀部"]),
        # One quiet word between two suspicious ones is no border, two are.
        ("經濟=0.9|的|成長=0.8|放緩", ["經濟的成長"]),
        ("專家=0.9|認為|經濟|成長=0.8", ["專家", "成長"]),
        # Much less suspicious words do not count beside it.
        ("專家=0.9|認為|經濟|成長=0.2", ["專家"]),
        # Words for rhythm alone are nothing that is missing.
        ("進行=0.9|改革", []),
        ("改革=0.8|進行=0.9|了=0.9", ["改革"]),
        # Marks at its ends do not belong to it.
        ("，=0.7|根據=0.8|報導=0.9|，=0.7|改革", ["根據報導"]),
        ("出口=0.05|下降", []),
    ],
)
def test_chinese(marked, expected):
    assert said(side(marked)) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Exports| fell", []),
        ("Exports| sh=0.1|ar=0.9|ply| fell", ["sharply"]),
        ("the=0.9| Soviet=0.9|-era=0.8| KGB=0.9| fell", ["Soviet-era KGB"]),
        ("of=0.9| the=0.9", []),
        ("Putin|'s=0.9| friend", ["Putin's"]),
        (".=0.9| A", []),
    ],
)
def test_english(marked, expected):
    assert said(side(marked, language=Language.EN)) == expected


def test_stretches_end_where_a_segment_ends_and_the_weightiest_comes_first():
    found = find(one := side("進口|持平=0.5", "出口=0.9|下降=0.9|了"), one.alone)
    assert [stretch.text for stretch in found] == ["出口下降"]
    assert found[0].place.file.path == "1"
    found = find(one := side("進口|持平=0.8", "出口=0.9|上升"), one.alone)
    assert [stretch.text for stretch in found] == ["出口", "持平"]


def test_no_tokens():
    one = side("")
    assert find(one, np.zeros(1, np.float32)) == []


def test_what_the_other_side_has_for_them_is_counted():
    one = side("出口=0.9|下降=0.9|嚴重=0.9")
    one.features[:, NAMES.index("lexical")] = [1, -1, -1]
    one.features[:, NAMES.index("mutual")] = [1, 0, 0]
    (found,) = find(one, one.alone)
    assert (found.text, found.rendered) == ("出口下降嚴重", -1)
    assert found.matched == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("歐洲沒有任何據點", "何據", "任何據點"),
        ("歐洲沒有任何據點", "任何據點", "任何據點"),
        ("Exports fell", "por", "por"),
    ],
)
def test_ends_are_widened_to_the_words_of_jieba(text, part, expected):
    place = Place(File("a", f"# {text}"), Span(2, 2 + len(text)))
    segment = Segment(place, Language.ZH_HANT, BlockKind.PARAGRAPH, 0, 0)
    start = text.index(part)
    stretch = Stretch(place.part(start, start + len(part)), 0.9)
    assert widen(stretch, [segment]).text == expected


@pytest.mark.parametrize(
    ("text", "offset", "end"),
    [
        ("Three strings of it", 12, 13), ("Three strings of it", 13, 13), ("at most a tenth", 9, 9),
        ("央行宣布降息", 3, 4), ("央行宣布降息", 4, 4),
    ],
)  # fmt: skip
def test_what_is_missing_stands_behind_a_word(text, offset, end):
    language = Language.EN if text.isascii() else Language.ZH_HANT
    (segment, _), *_ = side(text, language=language).segments
    assert after_word(segment, offset) == end


def test_letters_of_english_that_quotes_chinese_are_no_words():
    one = side("its| posture|=0.9| 專守|防衛=0.9| necessary=0.9", language=Language.EN)
    (found,) = find(one, one.alone)
    assert found.text == "專守防衛 necessary"
    assert found.weight == pytest.approx(1.8)
