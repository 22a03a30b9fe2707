"""Scales of words of which both languages must have the same."""

import re
from importlib.resources import files

import pytest

from align.checks import senses

FOLDERS = [files("align") / "data" / name for name in ("cues", "relation")]
TABLES = [table for folder in FOLDERS for table in sorted(folder.iterdir(), key=str)]
CLASS = re.compile(r"(?<!\\)\[(?:\\.|[^]\\])*\]")


@pytest.mark.parametrize("table", ["timing", "sizes", "headers", "levels"])
def test_every_scale_has_two_senses_or_more_and_each_accounts_for_itself(table):
    scales = senses.load(table)
    assert scales
    assert all(len(scale.senses) > 1 for scale in scales)
    assert len({scale.name for scale in scales}) == len(scales)


def test_a_clash_tells_where_both_words_stand():
    ((name, clash),) = senses.clashes("timing", "条约于次年生效", "it took effect the same year")
    assert name == "pointer year"
    assert (clash.chinese, clash.english) == ((3, 5), (15, 28))


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("条约于次年生效", "it took effect the following year"),
        # Both are told, so that either may stand for the other.
        ("同年签署,次年生效", "signed that same year, it took effect the following year"),
        # Nothing is said of it, or of two things at once.
        ("条约生效", "it took effect the same year"),
        ("下旬开会,上旬签约", "they met in mid-july"),
        ("当地时间凌晨", "in the evening, eastern time"),
    ],
)
def test_what_either_side_accounts_for_is_no_clash(chinese, english):
    assert list(senses.clashes("timing", chinese, english)) == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_class_with_a_chinese_comma_has_the_one_that_it_is_folded_to(table):
    classes = CLASS.findall(table.read_text(encoding="utf-8"))
    folded = ("，,", "；;", "：:", "！!", "？?")
    assert not [one for one in classes for wide, narrow in folded if wide in one and narrow not in one]
