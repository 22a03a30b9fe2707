"""The table of opposites: what a row may hold, what is let pass, words that share a stem."""

from __future__ import annotations

from collections import Counter

import pytest

from align.checks import opposites, opposites_table
from align.checks.direction import check_direction
from align.checks.negation import check_negation
from align.checks.words import Side, lemma
from align.text import fold_chinese
from align.types import Severity
from tests.checks.conftest import cases
from tests.conftest import make_pair

ROWS = list(opposites_table._rows("opposites.tsv"))
WRONG = cases("opposites_wrong.tsv")
RIGHT = cases("opposites_right.tsv")
FAMILIES = [forms.split("|") for (forms,) in opposites_table._rows("stems.tsv")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[1].split('|')[0]}-{row[3].split('|')[0]}")
def test_row(row):
    rule, *columns = row
    assert rule in ("direction", "negation")
    assert len(columns) == 4
    for column in columns:
        words = [word.lstrip("~") for word in column.split("|")]
        assert all(words)
        assert Counter(words).most_common(1)[0][1] == 1
    for column in columns[1::2]:
        words = [word.lstrip("~") for word in column.split("|")]
        assert words == [fold_chinese(word) for word in words]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[1].split('|')[0]}-{row[3].split('|')[0]}")
def test_no_word_accuses_for_both_sides(row):
    one, other = (opposites_table._group(*row[at : at + 2]) for at in (1, 3))
    assert not one.senses & other.senses
    assert not one.accusing & other.accusing or one.senses.isdisjoint(other.senses)


@pytest.mark.parametrize("forms", FAMILIES, ids=lambda forms: forms[0])
def test_forms_apart_share_a_stem_of_the_table(forms):
    (stem,) = {lemma(form) for form in forms}
    assert any(stem in key.split("_") for key in opposites_table.table())


def test_no_form_is_in_two_families():
    assert Counter(form for forms in FAMILIES for form in forms).most_common(1)[0][1] == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quit", "quite"),
        ("import", "important"),
        ("employ", "employers"),
        ("sever", "several"),
        ("authorize", "authorities"),
        ("positive", "position"),
        ("firmed", "firm"),
        ("expensive", "expenses"),
        ("developed country", "developing country"),
    ],
)
def test_words_of_one_stem_are_told_apart(one, other):
    assert opposites_table._key(one.replace(" ", "_")) == opposites_table._key(other.replace(" ", "_"))
    assert opposites_table.sense_of(one) != opposites_table.sense_of(other)


@pytest.mark.parametrize(
    "forms", ["quit quitting quits", "law laws", "raise raised raises", "legalised legalize"]
)
def test_forms_of_a_word_are_one(forms):
    assert len({opposites_table.sense_of(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
@pytest.mark.parametrize("row", WRONG, ids=lambda row: row[1])
def test_wrong_is_found(reader, row, reverse):
    # A row of the table says which of the two rules reports it.
    found = [reader(check, WRONG, reverse=reverse)[row] for check in (check_direction, check_negation)]
    finding = next(finding for findings in found for finding in findings)
    assert finding.severity >= Severity.MAJOR
    assert finding.confidence >= 0.5


@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
@pytest.mark.parametrize("row", RIGHT, ids=lambda row: row[1])
def test_right_is_let_pass(reader, row, reverse):
    assert reader(check_direction, RIGHT, reverse=reverse)[row] == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("a front-runner", ["a", "front_runner"]),
        ("front runner", ["front_runner"]),
        ("the front. runner", ["the", "front", "runner"]),
    ],
)
def test_phrases_are_read_with_a_hyphen_as_well(text, keys):
    side = make_pair("", text).target
    assert [token.key for token in opposites._english_words(Side(side))] == keys
