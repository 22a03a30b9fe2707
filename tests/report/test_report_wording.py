"""What the page itself says stands in both languages, and each phrase is used."""

import re
from importlib.resources import files

import pytest

from align.checks import CHECKS, Context
from align.report.wording import phrases, say, table
from align.types import Tally
from tests.conftest import make_document, make_pair

ENGLISH, CHINESE = (phrases()[language] for language in ("en", "zh-Hant"))
TEMPLATES = files("align.report").joinpath("templates")
# Keys that templates and scripts put together from parts.
COMPOSED = r"(language|theme|status|sort|severity|ref|tally|rule|key|hidden)\..+"


def test_every_phrase_stands_in_both_languages():
    assert [key for key in ENGLISH if not ENGLISH[key] and not key.startswith("rule.")] == []
    assert [key for key in CHINESE if not re.search("[\u4e00-\u9fff]", CHINESE[key])] == ["step"]


def test_numbers_stand_in_both_languages():
    for key, english in ENGLISH.items():
        if english:
            assert set(re.findall(r"\{\w\}", english)) == set(re.findall(r"\{\w\}", CHINESE[key])), key


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.id)
def test_every_rule_has_a_chinese_title(check):
    assert CHINESE[f"rule.{check.rule.id}"]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.rule.id)
def test_every_count_has_a_name_in_both_languages(check, terms):
    pairs = [make_pair("出口下降。", "Exports fell.")]
    tallies = [one for one in check(pairs, Context(make_document(pairs), terms)) if isinstance(one, Tally)]
    assert [one.name for one in tallies if f"tally.{one.name}" not in CHINESE] == []


def test_every_phrase_is_used():
    used = "".join(
        path.read_text(encoding="utf-8") for path in TEMPLATES.iterdir() if path.name != "wording.tsv"
    )
    unused = [key for key in ENGLISH if f'"{key}"' not in used and not re.fullmatch(COMPOSED, key)]
    assert unused == []


@pytest.mark.parametrize(
    ("key", "n", "m", "english", "chinese"),
    [
        ("pairs", 1, None, "1 pair", "1 組對譯"),
        ("pairs", 0, None, "0 pairs", "0 組對譯"),
        ("pairs", 1234, None, "1,234 pairs", "1,234 組對譯"),
        ("compared", 412, 2, "412 compared, 2 differ", "比對 412 項，2 項不符"),
        ("close", None, None, "Close", "關閉"),
    ],
)
def test_numbers_are_filled_in(key, n, m, english, chinese):
    assert say("en", key, n, m) == english
    assert say("zh-Hant", key, n, m) == chinese


def test_the_table_cannot_end_its_element():
    assert "<" not in table()
