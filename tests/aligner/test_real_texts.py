"""Real sentences and the bundled encoder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align import read
from align.types import BlockKind
from tests.aligner.builders import (
    align,
    alone,
    blocks,
    brief,
    indices,
    kinds,
    lines,
    mirrored,
    moved,
    promises,
    texts,
)
from tests.aligner.test_layout import CYBER, SECURITY, SIMPLE, TRADE

CORPORA = Path(__file__).parents[2] / "corpora"
ROWS = [*SECURITY[2], *TRADE[2], *CYBER[2]]
ZH, EN = ([row[side] for row in ROWS] for side in (0, 1))
scripts = pytest.mark.parametrize("simplified", [False, True], ids=["zh-Hant", "zh-Hans"])


def written(texts_, *, simplified):
    return [text.translate(SIMPLE) for text in texts_] if simplified else list(texts_)


def corpus(folder):
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    files = [str(folder / name) for name in gold["files"]]
    return read.read_pair(*files) if len(files) == 2 else read.read_brief(*files)


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in CORPORA.glob("*/gold.json")), ids=lambda p: p.name
)
def test_briefs_of_the_corpora(bundled, folder):
    document = corpus(folder)
    pairs = align(document, bundled)
    promises(document, pairs)
    assert not moved(pairs)
    assert {found[::-1] for found in indices(align(mirrored(document), bundled))} == set(indices(pairs))


@scripts
def test_lines_in_order(bundled, simplified):
    pairs = align(lines(written(ZH, simplified=simplified), EN), bundled)
    assert indices(pairs) == [((number,), (number,)) for number in range(len(ROWS))]
    assert all(pair.confidence > 0.9 for pair in pairs)


@scripts
@pytest.mark.parametrize("number", range(0, len(ROWS) - 1, 2))
def test_two_sentences_in_one(bundled, simplified, number):
    ours = written(ZH, simplified=simplified)
    joined = "，".join(text.rstrip("。") for text in ours[number : number + 2]) + "。"
    ours[number : number + 2] = [joined]
    found = indices(align(lines(ours, EN), bundled))
    assert found == [
        *(((n,), (n,)) for n in range(number)),
        ((number,), (number, number + 1)),
        *(((n,), (n + 1,)) for n in range(number + 1, len(ours))),
    ]


@scripts
@pytest.mark.parametrize("number", range(1, len(ROWS) - 1, 2))
def test_a_sentence_in_two(bundled, simplified, number):
    theirs = list(EN)
    theirs[number : number + 2] = [f"{EN[number].rstrip('.')}, and {EN[number + 1]}"]
    found = indices(align(lines(written(ZH, simplified=simplified), theirs), bundled))
    assert ((number, number + 1), (number,)) in found
    assert len(found) == len(ROWS) - 1


ADDED = [
    (
        "巴西咖啡農預期今年豐收，因為雨水充足。",
        "Brazilian farmers expect a record coffee harvest because of good rains.",
    ),
    ("博物館星期一不開放。", "The museum is closed on Mondays."),
]


@pytest.mark.parametrize("added", ADDED, ids=["coffee", "museum"])
@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("side", [0, 1], ids=["zh", "en"])
def test_a_sentence_without_counterpart_in_a_bullet_is_left_alone(bundled, added, place, side):
    """With the place in the other text where its counterpart should stand."""
    groups = [[ZH[0:3], EN[0:3]], [ZH[3:6], EN[3:6]], [ZH[6:9], EN[6:9]]]
    groups[1][side] = list(groups[1][side])
    groups[1][side].insert(place, added[side])
    ours = "".join(f"• {''.join(zh)}\n" for zh, _ in groups)
    theirs = "".join(f"• {' '.join(en)}\n" for _, en in groups)
    document = brief(f"安全簡報\n{ours}Security Brief\n{theirs}")
    pairs = align(document, bundled)
    promises(document, pairs)
    assert alone(pairs) == [added[side]]
    (lone,) = (pair for pair in pairs if pair.is_null)
    assert lone.confidence > 0.4
    gap = lone.source_gap if side else lone.target_gap
    before = gap.file.text[: gap.span.start]
    expected = (ZH if side else EN)[2 + place] if place else (ZH if side else EN)[2]
    assert before.endswith(expected)
    assert gap.span.start == gap.span.end


def test_sentences_of_different_bullets_are_never_joined(bundled):
    """Although two bullets are one in the translation, and their sentences stand in another order."""
    ours = [(BlockKind.BULLET, "".join(ZH[n : n + 2])) for n in range(0, 10, 2)]
    theirs = [(BlockKind.BULLET, " ".join(EN[n : n + 2][::-1])) for n in range(0, 10, 2)]
    document = blocks(ours, theirs)
    pairs = align(document, bundled)
    promises(document, pairs)
    for pair in pairs:
        assert len({segment.block for segment in pair.source}) <= 1
        assert {segment.block for segment in pair.source} in (
            set(),
            {segment.block for segment in pair.target},
        ) or not pair.target


def test_two_bullets_that_are_one_in_the_translation_are_one_group(bundled):
    ours = [(BlockKind.BULLET, text) for text in ZH]
    theirs = [(BlockKind.BULLET, text) for text in EN]
    theirs[4:6] = [(BlockKind.BULLET, f"{EN[4]} {EN[5]}")]
    pairs = align(blocks(ours, theirs), bundled)
    assert texts(pairs) == list(zip(ZH, EN, strict=True))
    assert pairs[4].group == pairs[5].group
    assert len({pair.group for pair in pairs}) == len(ROWS) - 1


@pytest.mark.parametrize("place", [0, 4, 10])
def test_one_sentence_against_all(bundled, place):
    document = lines([ZH[place]], EN)
    pairs = align(document, bundled)
    promises(document, pairs)
    (pair,) = (pair for pair in pairs if not pair.is_null)
    assert EN[place] in pair.target_text
    assert alone(pairs)


def test_the_same_text_on_both_sides(bundled):
    document = lines(EN, EN)
    pairs = align(document, bundled)
    promises(document, pairs)
    assert indices(pairs) == [((number,), (number,)) for number in range(len(ROWS))]
    assert all(pair.similarity > 0.8 for pair in pairs)


def test_a_brief_of_headings(bundled):
    headings = [one[:2] for one in (SECURITY, TRADE, CYBER)]
    text = "".join(f"# {zh}\n\n" for zh, _ in headings) + "".join(f"# {en}\n\n" for _, en in headings)
    document = brief(text)
    pairs = align(document, bundled)
    promises(document, pairs)
    assert texts(pairs) == headings
    assert {pair.kind for pair in pairs} == {BlockKind.HEADING}


def test_lines_without_any_text(bundled):
    document = lines(["", "\u3000"], ["", " ", ""])
    promises(document, align(document, bundled))


some_rows = st.lists(st.sampled_from(range(len(ROWS))), min_size=1, max_size=8)
slow = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@slow
@given(some_rows, some_rows, st.lists(kinds, min_size=16, max_size=16), st.booleans())
def test_any_choice_of_sentences(bundled, ours, theirs, kinds_, presegmented):
    if presegmented:
        document = lines([ZH[n] for n in ours], [EN[n] for n in theirs])
    else:
        document = blocks(
            [(kind, ZH[n]) for n, kind in zip(ours, kinds_, strict=False)],
            [(kind, EN[n]) for n, kind in zip(theirs, kinds_[8:], strict=False)],
        )
    pairs = align(document, bundled)
    promises(document, pairs)
    assert {found[::-1] for found in indices(align(mirrored(document), bundled))} == set(indices(pairs))


@pytest.mark.parametrize(
    "missing", [{n} for n in range(len(ROWS))] + [{n, n + 1} for n in range(len(ROWS) - 1)], ids=str
)
@pytest.mark.parametrize("side", [0, 1], ids=["added", "missing"])
def test_missing_bullets_are_left_alone_and_nothing_else(bundled, missing, side):
    sides = [list(enumerate(ZH)), list(enumerate(EN))]
    sides[side] = [row for row in sides[side] if row[0] not in missing]
    document = blocks(*([(BlockKind.BULLET, text) for _, text in one] for one in sides))
    pairs = align(document, bundled)
    promises(document, pairs)
    assert alone(pairs) == [(EN, ZH)[side][n] for n in sorted(missing)]
    assert not moved(pairs)


# Bullets on the same matter as the next: bans of Chinese technology, trade barriers, computer security.
RELATED = {3, 4, 8}


@scripts
@pytest.mark.parametrize("number", range(len(ROWS) - 1))
@pytest.mark.parametrize("kind", [BlockKind.BULLET, BlockKind.PARAGRAPH])
def test_a_block_in_place_of_another_is_no_translation(bundled, simplified, number, kind):
    """One is missing and another added where it stood; when both are on one matter, it is an unsure pair."""
    zh = written(ZH, simplified=simplified)
    ours = [*zh[: number + 1], *zh[number + 2 :]]
    theirs = [*EN[:number], *EN[number + 1 :]]
    document = blocks(*([(kind, text) for text in one] for one in (ours, theirs)))
    pairs = align(document, bundled)
    promises(document, pairs)
    assert {found[::-1] for found in indices(align(mirrored(document), bundled))} == set(indices(pairs))
    assert not moved(pairs)
    found = [pair for pair in pairs if zh[number] in pair.source_text or EN[number + 1] in pair.target_text]
    if number in RELATED:
        assert [pair.is_null for pair in found] == [False]
        assert found[0].confidence < 0.75
    else:
        assert [pair.is_null for pair in found] == [True, True]
        assert all(pair.confidence > 0.6 for pair in found)
    rest = [pair for pair in pairs if pair not in found]
    assert not any(pair.is_null for pair in rest)
    assert all(pair.confidence > 0.9 for pair in rest)


def cells(ours, theirs):
    """Return a brief of a table."""
    rows = "".join(f"| {zh} | {en} |\n" for zh, en in zip(ours, theirs, strict=True))
    return brief(f"| 中文 | English |\n|---|---|\n{rows}")


@scripts
def test_what_stands_in_one_row_is_a_pair_however_unsure(bundled, simplified):
    zh = written(ZH, simplified=simplified)
    theirs = [*EN[:3], ADDED[0][1], *EN[4:]]
    pairs = align(cells(zh, theirs), bundled)
    assert {(one, other) for one, other in zip(zh, theirs, strict=True)} <= set(texts(pairs))
    unsure = {pair.source_text for pair in pairs if pair.confidence < 0.5}
    assert unsure == {zh[3]}
    assert all(pair.confidence > 0.9 for pair in align(cells(zh, EN), bundled))


@pytest.mark.parametrize(
    "bad",
    [
        "North Korea sent Russia weapons.",
        "In October Russia shipped less than ten boxes of food to North Korea.",
        "North Korea's October, Russia sends exceed thousand cargo counters ammunition.",
    ],
)
def test_a_bad_translation_is_a_translation(bundled, bad):
    theirs = [bad, *EN[1:]]
    pairs = align(blocks(*([(BlockKind.BULLET, text) for text in one] for one in (ZH, theirs))), bundled)
    assert texts(pairs) == list(zip(ZH, theirs, strict=True))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("誰來付帳", "Who Foots the Bill"),
        ("三國軍政府的轉向", "The Juntas' Pivot"),
        ("綜合", "In Brief"),
        ("餘波", "What Comes Next"),
        ("風雨欲來", "Trouble Ahead"),
        ("另起爐灶", "Starting Over"),
        ("骨牌效應", "One After Another"),
    ],
)
@pytest.mark.parametrize("place", [0, 4, 8])
@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.BULLET])
def test_what_is_short_and_free_is_a_translation(bundled, zh, en, place, kind):
    bullets_ = [[(BlockKind.BULLET, text) for text in side] for side in (ZH, EN)]
    for side, text in zip(bullets_, (zh, en), strict=True):
        side.insert(place, (kind, text))
    pairs = align(blocks(*bullets_), bundled)
    assert (zh, en) in texts(pairs)
    assert not alone(pairs)
    if kind is BlockKind.HEADING:
        # Sure enough for what moved with it to be reported.
        assert all(pair.confidence > 0.6 for pair in pairs)
