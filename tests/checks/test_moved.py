"""What a translation shares out among pairs anew."""

from __future__ import annotations

import pytest

from align.checks.accounted import Alone
from align.checks.coverage import check_addition, check_omission
from align.checks.moved import is_near, is_spare, longest_clause
from align.states import Word
from align.types import Finding, Span
from tests.checks.conftest import judged
from tests.conftest import make_pair

# A sentence of which the second half stands in the next pair of the translation.
SHIFTED = (
    "雙方簽署了協議，並同意明年在日內瓦設立常設秘書處，由各國輪流派員主持。",
    "They also agreed to set up a permanent secretariat in Geneva next year, to be led by each country in "
    "turn. Observers welcomed the move.",
)


def alone(word, pair, *, of_source=True):
    return Alone(word.segment.place.part(*word.span), pair, of_source)


def after_comma(segment):
    return Word(segment, Span(segment.text.index("，") + 1, len(segment.text)))


def whole(segment):
    return Word(segment, Span(0, len(segment.text)))


@pytest.mark.parametrize(("group", "spares"), [(1, True), (2, False)])
def test_what_a_pair_of_the_same_bullet_has_too_much_may_be_what_is_missing(group, spares):
    pairs = [
        make_pair(SHIFTED[0], "The two sides signed the agreement.", number=0, group=1),
        make_pair("觀察家對此表示歡迎。", SHIFTED[1], number=1, group=group),
    ]
    context = judged(pairs)
    lost, added = after_comma(pairs[0].source[0]), whole(pairs[1].target[0])
    assert is_spare(lost, alone(lost, pairs[0]), pairs[1:], context) is spares
    assert is_spare(added, alone(added, pairs[1], of_source=False), pairs[:1], context) is spares
    found = [one for check in (check_omission, check_addition) for one in check(pairs, context)]
    assert any(isinstance(one, Finding) for one in found) is not spares


def test_a_clause_may_have_moved_without_the_rest_of_a_stretch():
    pairs = [
        make_pair("雙方簽署備忘錄，價格懸而未決。", "The two sides signed.", number=0),
        make_pair("公司可以觀望。", "The price was left undecided, and the company can wait.", number=1),
    ]
    text = "備忘錄，價格懸而未決"
    start = pairs[0].source[0].text.index(text)
    clause = longest_clause(Word(pairs[0].source[0], Span(start, start + len(text))))
    assert clause.segment.text[slice(*clause.span)] == "價格懸而未決"
    context = judged(pairs)
    assert is_near(clause, alone(clause, pairs[0]), pairs[1:], context, is_part=True)
    assert not is_near(clause, alone(clause, pairs[1]), pairs[:1], context, is_part=True)
