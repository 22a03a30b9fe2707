"""Bullets that the translation cuts in two, and bullets that it adds."""

from __future__ import annotations

import pytest

from tests.aligner.builders import align, brief, bullets, indices, mirrored

CHINESE = (
    "挪威於三月宣布擴建北極圈內的雷達站，以監測俄羅斯北方艦隊的動向。",
    "世界銀行行長彭安杰 4 月在華府春季會議宣布，將擴大對非洲農業的貸款，並批評傳統援助容易淪為政治工具。",
    "丹麥國防部計劃採購十二架海上巡邏機，預算約為九十億克朗。",
)
ENGLISH = (
    "In March Norway announced that it would expand its radar station in the Arctic to watch Russia's "
    "Northern Fleet.",
    "At the spring meetings in Washington in April, World Bank president Ajay Banga announced that lending "
    "to African agriculture would be expanded.",
    "He also criticized traditional aid as all too easily turned into a political tool.",
    "Denmark's defense ministry plans to buy 12 maritime patrol aircraft for about 9 billion kroner.",
)
ADDED = "Swedish voters will elect a new parliament in September."


def written(*english):
    return brief(bullets("國際要聞", CHINESE) + bullets("World News", english))


def test_a_bullet_that_was_cut_in_two_is_one_pair(bundled):
    document = written(*ENGLISH)
    found = indices(align(document, bundled))
    assert found == [((0,), (0,)), ((1,), (1,)), ((2,), (2, 3)), ((3,), (4,))]
    assert {pair[::-1] for pair in indices(align(mirrored(document), bundled))} == set(found)


@pytest.mark.parametrize("place", [1, 3])
def test_a_bullet_that_was_added_stays_alone(bundled, place):
    whole = [ENGLISH[0], ENGLISH[1][:-1] + " and " + ENGLISH[2].lower(), ENGLISH[3]]
    whole.insert(place, ADDED)
    found = indices(align(written(*whole), bundled))
    assert ((), (place + 1,)) in found
    assert sum(not source for source, _ in found) == 1


def test_what_has_alike_words_on_both_sides_of_it_stays_alone(bundled):
    whole = [ENGLISH[0], ENGLISH[1][:-1] + " and " + ENGLISH[2].lower(), ENGLISH[2], ENGLISH[3]]
    assert ((), (3,)) in indices(align(written(*whole), bundled))
