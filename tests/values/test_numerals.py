"""Numerals on their own: what is written and what it is worth."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.values.numerals import (
    fold,
    format_arabic,
    format_chinese,
    format_english,
    parse_chinese,
    parse_english,
    place,
    spell_chinese,
    spell_english,
)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("三千二百", 3200, 3200),
        ("3.2亿", 320_000_000, 320_000_000),
        ("1万2千", 12_000, 12_000),
        ("2万5", 25_000, 25_000),
        ("一百二", 120, 120),
        ("一百零二", 102, 102),
        ("1亿200", 100_000_200, 100_000_200),
        ("15万亿", 15 * 10**12, 15 * 10**12),
        ("1.4兆", 1_400_000_000_000, 1_400_000_000_000),
        ("二〇二五", 2025, 2025),
        ("叁佰", 300, 300),
        ("廿三", 23, 23),
        ("三四百", 300, 400),
        ("十几", 11, 19),
        ("数十万", 200_000, 900_000),
        ("30多万", 300_000, 400_000),
        ("一万六七千", 16_000, 17_000),
    ],
)
def test_a_chinese_numeral_is_worth(text, low, high):
    numeral = parse_chinese(text)
    assert numeral is not None
    assert (numeral.low, numeral.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-one", 21),
        ("a hundred and five", 105),
        ("two million five hundred thousand", 2_500_000),
        ("Twelve", 12),
        ("twenty-first", 21),
        ("two crore fifty lakh", 25_000_000),
        ("two lakh crore", 2 * 10**12),
        ("and", None),
        ("a", None),
    ],
)
def test_english_words_are_worth(text, value):
    assert parse_english(text) == value


@given(st.integers(0, 10**15))
def test_what_is_spelled_reads_back(value):
    numeral = parse_chinese(spell_chinese(value))
    assert numeral is not None
    assert numeral.low == numeral.high == value
    assert parse_english(spell_english(value)) == value


@given(st.text())
def test_reading_never_raises_and_folding_keeps_offsets(text):
    parse_chinese(text)
    parse_english(text)
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (Fraction(5_500_000_000), "5.5 billion", "55億"),
        (Fraction(14_000), "14,000", "1.4萬"),
        (Fraction("440.9"), "440.9", "440.9"),
        (Fraction(82_183_500), "82,183,500", "8,218.35萬"),
        (Fraction(-3_000_000), "-3 million", "-300萬"),
    ],
)
def test_a_value_is_written_in_the_largest_scale_that_stays_short(value, english, chinese):
    assert (format_english(value), format_chinese(value)) == (english, chinese)


def test_decimals_are_written_without_float_error():
    assert format_arabic(Fraction("10000000000.078")) == "10,000,000,000.078"


@pytest.mark.parametrize(("value", "size"), [("2300", "100"), ("3.2", "0.1"), ("0", "1"), ("7", "1")])
def test_the_last_place_of_a_value(value, size):
    assert place(Fraction(value)) == Fraction(size)
