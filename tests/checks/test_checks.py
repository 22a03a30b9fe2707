"""What every check promises."""

import re

import pytest

from align.checks import CHECKS, Context
from align.types import Finding
from tests.conftest import make_document, make_pair


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.id)
class TestEveryCheck:
    def test_rule_is_told_to_users(self, check):
        rule = check.rule
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
        assert re.fullmatch(r"[a-z]+/[a-z]+", rule.category)
        assert rule.title
        assert "Bad:" in rule.help
        assert "Good:" in rule.help

    def test_nothing_in_nothing(self, check, terms):
        results = check((), Context(make_document(()), terms))
        assert not [result for result in results if isinstance(result, Finding)]

    def test_same_twice_and_spans_in_range(self, check, terms):
        pairs = [
            make_pair(
                "北約在 3.2億 中占三成,於2024年5月",
                "The EU has 3.2 million, 3 percent, in June 2024 中文",
                number=0,
            ),
            make_pair("", "Added text.", number=1),
            make_pair("漏譯的句子。", "", number=2),
        ]
        context = Context(make_document(pairs), terms)
        first, second = (
            [
                (r.message, r.confidence, [p.span for p in r.places])
                for r in check(pairs, context)
                if isinstance(r, Finding)
            ]
            for _ in range(2)
        )
        assert first == second
        for result in check(pairs, context):
            for place in result.places if isinstance(result, Finding) else ():
                assert 0 <= place.span.start <= place.span.end <= len(place.file.text)


def test_rule_ids_are_unique():
    ids = [check.rule.id for check in CHECKS]
    assert len(set(ids)) == len(ids)


def test_what_rules_share_is_made_once_for_the_same_pairs(terms):
    context = Context(make_document(()), terms)
    made = iter(range(9))
    first, second = (make_pair("三", "three"),), (make_pair("四", "four"),)
    shared = [
        context.once(name, pairs, lambda: next(made))
        for name, pairs in (("a", first), ("a", first), ("b", first), ("a", second), ("a", ()), ("a", ()))
    ]
    assert shared == [0, 0, 1, 2, 3, 3]
