"""A value in the style of the text it should stand in."""

from __future__ import annotations

from fractions import Fraction

from align.text import to_simplified
from align.types import Language
from align.values.model import PRICE_CUT, PRICE_PAID, Kind, Quantity
from align.values.numerals import format_arabic, format_chinese, format_english, spell_english
from align.values.unit_table import SYMBOLS
from align.values.units import NAMELESS, chinese_name, unit_name

_DEGREES = {"celsius": "°C", "fahrenheit": "°F"}
# Up to here numbers are commonly spelled out, so a correction keeps the words.
_LARGEST_SPELLED = 100


def render(value: Quantity, place: Quantity, text: str, language: Language) -> str:
    """Return `value` written as `place` is in `text`, or an empty string where no form is safe.

    The currency and the unit of `place` stay; "percent" becomes "percentage points" where `value` counts
    points. A vague word or a fraction has no such form.

    Args:
        value: The quantity to write, from either language.
        place: The quantity of `text` it replaces.
        text: The text `place` was found in.
        language: The language of `text`.
    """
    if value.low != value.high or place.low != place.high:
        return ""
    before = text[place.span.start : place.numeral.start]
    behind = text[place.numeral.end : place.span.end]
    if {value.unit, place.unit} == {PRICE_PAID, PRICE_CUT}:
        return before + format_arabic((1 - value.low) * 100) + behind
    if value.kind in (Kind.PERCENT, Kind.POINT) and place.kind in (Kind.PERCENT, Kind.POINT):
        return before + format_arabic(value.low * 100) + _part_name(value, behind, language)
    if Kind.FRACTION in (value.kind, place.kind) or Kind.MULTIPLE in (value.kind, place.kind):
        return ""
    if (value.kind is Kind.ORDINAL) != (place.kind is Kind.ORDINAL) or place.kind is Kind.ORDINAL:
        return ""
    if value.kind in (Kind.PERCENT, Kind.POINT) or place.kind in (Kind.PERCENT, Kind.POINT) or value.low < 0:
        return ""
    return before + _numeral(value.low, place, text, language) + behind


def _part_name(value: Quantity, behind: str, language: Language) -> str:
    if value.kind is Kind.POINT:
        if language.is_chinese:
            return "個百分點"
        return " percentage point" if value.written == 1 else " percentage points"
    if language.is_chinese:
        return "%"
    return " percent" if "point" in behind else behind


def _numeral(value: Fraction, place: Quantity, text: str, language: Language) -> str:
    if language.is_chinese:
        return format_chinese(value)
    if place.spelled and value.denominator == 1 and value <= _LARGEST_SPELLED:
        return spell_english(int(value))
    scaled = any(c.isalpha() for c in text[place.numeral.start : place.numeral.end])
    return format_english(value, decimals=6 if scaled else 3)


def rename_unit(unit: str, place: Quantity, text: str, language: Language) -> str:
    """Return `place` as `text` writes it but in another unit, or an empty string where no form is safe.

    Args:
        unit: The unit or currency it should have.
        place: The quantity of `text` that has another.
        text: The text `place` was found in.
        language: The language of `text`.
    """
    symbol = next((s for s, name in SYMBOLS.items() if name == unit and not s.isalpha()), "")
    before = text[place.span.start : place.numeral.start]
    numeral = text[place.numeral.start : place.numeral.end]
    behind = text[place.numeral.end : place.span.end]
    if unit == NAMELESS or (before.strip() and behind.strip()):
        return ""
    if before.strip() in SYMBOLS:
        return symbol + numeral if symbol else ""
    if before.strip() or not behind.strip():
        return ""
    if "°" in behind and unit in _DEGREES:
        return numeral + _DEGREES[unit]
    space = behind[: len(behind) - len(behind.lstrip(" -"))]
    if language.is_chinese:
        name = chinese_name(unit, simplified=to_simplified(text) == text)
    else:
        name = unit_name(unit, one=space == "-" or place.low == 1)
    return numeral + space + name if name and (language.is_chinese or name != unit or name.isalpha()) else ""
