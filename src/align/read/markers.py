"""List markers: bullets of every glyph, and numbers that are neither years nor amounts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from align.lang import (
    BULLETS,
    DASHES,
    HAN_DIGITS,
    HAN_HUNDRED,
    HAN_TEN,
    HEAVENLY_STEMS,
    ORDINAL_NOUNS,
)
from align.text import HAN, to_half_width

_BULLETS = re.escape("".join(sorted(BULLETS)))
_DASHES = re.escape("".join(sorted(DASHES)))
_HAN_NUMBER = f"[{''.join(HAN_DIGITS)}{HAN_TEN}{HAN_HUNDRED}]"
# ①-⑳ ⑴-⒇ ⒈-⒛ ㈠-㈩ ㊀-㊉ ❶-➓, and the Roman numerals Ⅰ-ⅻ: one character, one number.
_ENCLOSED = "\u2460-\u249b\u24f5-\u24fe\u2776-\u2793\u3220-\u3229\u3280-\u3289"
_ROMAN_SIGN = "\u2160-\u216b\u2170-\u217b"

_BULLET = re.compile(
    rf"(?:[{_BULLETS}](?!\s*$)|[{_DASHES}](?=\s)|[-–—―－](?=[\u4e00-\u9fff「『“（《])|o(?=\t|\s{{2}}))"
    rf"\s*(?:\[[ xX]\]\s+)?"
)
_DIGITS = re.compile(r"(?P<open>[(（\[［]?)(?P<number>\d{1,3})(?P<close>[.．、)）\]］])(?!\d)\s*")
_HAN_DIGITS = re.compile(rf"(?P<open>[(（]?)(?P<number>{_HAN_NUMBER}{{1,4}})(?P<close>[.．、)）])\s*")
_ORDINAL = re.compile(
    rf"第(?P<number>{_HAN_NUMBER}{{1,4}}|\d{{1,3}})(?:[、：:]|[{ORDINAL_NOUNS}][、：:，,])(?!第)\s*"
)
_SIGN = re.compile(rf"(?P<number>[{_ENCLOSED}])(?![{_ENCLOSED}])[.．、]?\s*")
_ROMAN = re.compile(rf"(?P<number>[{_ROMAN_SIGN}])(?:[.．、]\s*|\s+)")
_STEM = re.compile(rf"(?P<open>[(（]?)(?P<number>[{HEAVENLY_STEMS}])(?P<close>[、)）])\s*")
_LETTER = re.compile(
    r"(?P<open>[(（]?)(?P<number>[A-Za-zＡ-Ｚａ-ｚ]|[ivxIVX]{2,5})(?P<close>[.．、)）])(?:\s+|(?<=[)）、]))"
)
_SECTION = re.compile(r"(?P<parent>\d{1,2}(?:\.\d{1,2})*)\.(?P<number>\d{1,2})[.．]?\s+")

_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker.

    Attributes:
        end: Offset at which the content after it starts.
        style: What its siblings look alike in: a bullet's glyph, or the form of a number ("1.", "(一)").
        ordinal: Its number, or None for a bullet.
        is_weak: Whether it might as well be an initial or an amount, so that siblings must confirm it.
    """

    end: int
    style: str
    ordinal: int | None = None
    is_weak: bool = False


def parse_markers(text: str, start: int, end: int) -> tuple[Marker, ...]:
    """Return the readings of a marker at `start`, best first; none when there is no marker.

    A marker with nothing after it on the line is none.
    """
    readings = []
    for parse in (_parse_bullet, _parse_digits, _parse_han, _parse_sign, _parse_section, _parse_letter):
        readings += [m for m in parse(text, start, end) if m.end < end]
    return tuple(readings)


def _parse_bullet(text: str, start: int, end: int) -> list[Marker]:
    match = _BULLET.match(text, start, end)
    return [Marker(match.end(), text[start])] if match else []


def _parse_digits(text: str, start: int, end: int) -> list[Marker]:
    match = _DIGITS.match(text, start, end)
    if not match or not _brackets_match(match):
        return []
    ordinal = int(match["number"])
    if match["close"] == "、" and _is_enumeration(text, match.end(), end, ordinal):
        return []
    return [Marker(match.end(), _style(match, "1"), ordinal)]


def _parse_han(text: str, start: int, end: int) -> list[Marker]:
    match = _HAN_DIGITS.match(text, start, end)
    if match and _brackets_match(match):
        ordinal = han_number(match["number"])
        if not ordinal or (match["close"] == "、" and _is_enumeration(text, match.end(), end, ordinal)):
            return []
        return [Marker(match.end(), _style(match, "一"), ordinal)]
    match = _ORDINAL.match(text, start, end)
    if match:
        number = match["number"]
        return [Marker(match.end(), "第", int(number) if number.isdecimal() else han_number(number))]
    return []


def _parse_sign(text: str, start: int, end: int) -> list[Marker]:
    match = _SIGN.match(text, start, end) or _ROMAN.match(text, start, end)
    if not match:
        return []
    sign = match["number"]
    return [Marker(match.end(), unicodedata.name(sign).split()[0], int(unicodedata.numeric(sign)))]


def _parse_section(text: str, start: int, end: int) -> list[Marker]:
    match = _SECTION.match(text, start, end)
    return [Marker(match.end(), f"{match['parent']}.1", int(match["number"]), is_weak=True)] if match else []


def _parse_letter(text: str, start: int, end: int) -> list[Marker]:
    match = _STEM.match(text, start, end)
    if match and _brackets_match(match):
        return [
            Marker(match.end(), _style(match, "甲"), HEAVENLY_STEMS.index(match["number"]) + 1, is_weak=True)
        ]
    match = _LETTER.match(text, start, end)
    if not match or not _brackets_match(match):
        return []
    token = to_half_width(match["number"])
    form = "A" if token.isupper() else "a"
    readings = []
    if len(token) == 1:
        readings.append(Marker(match.end(), _style(match, form), ord(token.lower()) - 96, is_weak=True))
    if (value := _roman_number(token.lower())) is not None:
        readings.append(Marker(match.end(), _style(match, form + "i"), value, is_weak=True))
    return readings


def _brackets_match(match: re.Match[str]) -> bool:
    """Reject "(1." and "1]", which open or close nothing."""
    opening, closing = to_half_width(match["open"]), to_half_width(match["close"])
    return {"(": ")", "[": "]", "": closing}[opening] == closing and (opening == "[") == (closing == "]")


def _style(match: re.Match[str], sample: str) -> str:
    return to_half_width(f"{match['open']}{sample}{match['close']}")


def _is_enumeration(text: str, after: int, end: int, ordinal: int) -> bool:
    """Tell whether "一、二線城市" or "1、2 號機組" follows: a number that goes on counting."""
    match = re.compile(rf"\d{{1,3}}|{_HAN_NUMBER}{{1,4}}|[第]").match(text, after, end)
    if not match:
        return False
    value = int(match[0]) if match[0].isdecimal() else han_number(match[0][:1])
    return match[0] == "第" or value == ordinal + 1


def han_number(numeral: str) -> int:
    """Return the value of a numeral up to 999, such as 二十一, or 0 when it is not one."""
    total = digit = 0
    for char in numeral:
        if char == HAN_TEN:
            total, digit = total + (digit or 1) * 10, 0
        elif char == HAN_HUNDRED:
            total, digit = total + (digit or 1) * 100, 0
        else:
            digit = digit * 10 + HAN_DIGITS[char]
    return total + digit


def _roman_number(token: str) -> int | None:
    values = [_ROMAN_VALUES.get(c) for c in token]
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        if value is None or following is None:
            return None
        total += -value if value < following else value
    return total if total > 0 else None


def starts_with_han(text: str, offset: int) -> bool:
    """Tell whether an ideograph stands at `offset`."""
    return offset < len(text) and bool(HAN.match(text[offset]))
