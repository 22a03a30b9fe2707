"""Quantities as Chinese writes them: 3.2億, 三成六, 八折, 增加兩倍, 三分之一, 百分點, 數十萬, 逾兩百名."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from align.types import Span
from align.values import dates_chinese
from align.values.chinese_patterns import (
    AFTER,
    BEFORE,
    BEHIND,
    CLASSIFIER,
    COUNTLESS,
    CROWD,
    DEGREES,
    DISCOUNT,
    FALL,
    GRADE,
    GROWTH,
    IDIOM,
    LONG_IDIOM,
    MORE,
    NEGATIVE,
    NUMERAL,
    OF,
    ONE_IN,
    POWER,
    RANGE,
    RATE_STEP,
    SLASHED,
    SYMBOL,
    SYMBOL_NAMES,
    WORD,
    WORDS,
)
from align.values.model import PRICE_PAID, Bound, Kind, Quantity
from align.values.numerals import MAX_NUMERAL, Numeral, parse_chinese
from align.values.scan import Atom, Taken, join_ranges
from align.values.units import CHINESE, NAMELESS, kind_of


class _Unit(NamedTuple):
    """What follows a numeral: where it ends, what it makes of the value."""

    end: int
    kind: Kind
    unit: str = ""
    also: tuple[Fraction, ...] = ()


def scan(text: str) -> Iterator[Quantity]:
    """Yield the quantities of folded, Simplified `text` in order."""
    taken = [value.span for value in dates_chinese.scan(text, None) if not value.weak]
    words = [_fixed(match) for match in WORD.finditer(text)]
    words += [_rate_step(match) for match in RATE_STEP.finditer(text)]
    words += [one for match in ONE_IN.finditer(text) if (one := _one_in(match))]
    words += [_countless(match) for match in COUNTLESS.finditer(text)]
    atoms = [Atom(word) for word in words]
    busy = Taken([*taken, *(word.span for word in words)])
    position = 0
    while match := NUMERAL.search(text, position):
        position = max(match.end(), match.start() + 1)
        if len(match[0]) <= MAX_NUMERAL and not busy.overlaps(*match.span()):
            atom = _read(text, match)
            if atom:
                atoms.append(atom)
                position = max(position, atom.quantity.span.end)
    atoms.sort(key=lambda atom: atom.quantity.span)
    yield from join_ranges(atoms, lambda a, b: _is_range(text, a, b))


def _is_range(text: str, first: Atom, second: Atom) -> bool:
    gap = text[first.quantity.span.end : second.quantity.span.start]
    if len(gap) > 4 or not RANGE.fullmatch(gap):
        return False
    # 7、8起 names two neighbours; 20%、30% lists.
    return gap.strip() not in ("、", "或") or (
        first.bare and second.quantity.low - first.quantity.low == second.scale
    )


def _fixed(match: re.Match[str]) -> Quantity:
    _, low, high, kind, bound, unit = WORDS[(match.lastindex or 1) - 1]
    span = Span(*match.span())
    return Quantity(span, span, low, high, kind, unit, bound, spelled=True)


def _rate_step(match: re.Match[str]) -> Quantity:
    numeral = None if match["steps"] == "半" else parse_chinese(match["steps"])
    value = (numeral.low if numeral else Fraction(1, 2)) / 400
    span = Span(match.start("steps"), match.end())
    return Quantity(span, span, value, value, Kind.POINT, spelled=True)


def _one_in(match: re.Match[str]) -> Quantity | None:
    """Read 每五人就有一人, one in five."""
    bottom, top = (parse_chinese(match[name]) for name in ("of", "top"))
    if bottom is None or top is None or not 0 < top.low < bottom.low:
        return None
    span, value = Span(*match.span()), top.low / bottom.low
    return Quantity(span, span, value, value, Kind.FRACTION, spelled=True)


def _countless(match: re.Match[str]) -> Quantity:
    numeral = parse_chinese(match["by"])
    value = numeral.low if numeral else Fraction(0)
    span = Span(*match.span())
    return Quantity(span, span, value, value * 10, Kind.COUNT, bound=Bound.VAGUE, spelled=True)


def _discount(match: re.Match[str]) -> Atom:
    """Read 七五折, 75 percent of the price."""
    figure = int("".join(str("零一二三四五六七八九".index(c)) for c in match[0][:2]))
    span, value = Span(*match.span()), Fraction(figure, 100)
    return Atom(Quantity(span, span, value, value, Kind.PERCENT, PRICE_PAID, spelled=True, also=(1 - value,)))


def _read(text: str, match: re.Match[str]) -> Atom | None:
    start, end = match.span()
    if discount := DISCOUNT.match(text, start):
        return _discount(discount)
    numeral = parse_chinese(match[0].replace(" ", ""))
    if numeral is None or _is_code(text, start, end):
        return None
    if fraction := OF.match(text, end):
        return _fraction(text, match, numeral, fraction)
    if slashed := SLASHED.match(text, end):
        return _slashed(match, numeral, slashed)
    if power := POWER.match(text, start):
        span = Span(*power.span())
        value = Fraction(10 ** int(power["exponent"]))
        return Atom(Quantity(span, span, value, value))
    ordinal = text[max(0, start - 2) : start].rstrip().endswith("第")
    before = text[max(0, start - 6) : start]
    behind = AFTER.match(text, end)
    digits = any(c.isdecimal() for c in match[0])
    if not (digits or ordinal or _is_number_word(text, match, numeral, before)):
        return None
    if ordinal:
        span = Span(text.rfind("第", 0, start), end)
        return Atom(Quantity(span, Span(start, end), *numeral[:2], Kind.ORDINAL, spelled=not digits))
    return _measured(text, match, numeral, behind)


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether the digits belong to a name in Latin letters: S-400, G7, 5G."""
    before = text[max(0, start - 2) : start]
    hyphened = before[-1:] in ("-", ".") and before[:-1].isalpha() and not NEGATIVE.search(before)
    if before and (_is_latin(before[-1]) or hyphened or before == "9/"):
        return text[max(0, start - 3) : start] not in ("RMB", "USD", "EUR", "CNY", "HKD", "NTD")
    return (
        bool(re.match(r"[A-Z](?![A-Za-z])(?!\$)|[/·.]1[01](?!\d)", text[end : end + 4]))
        and text[start:end].isdecimal()
    )


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_number_word(text: str, match: re.Match[str], numeral: Numeral, before: str) -> bool:
    """Whether Chinese numerals without a digit count something, rather than spell a word."""
    start, end = match.span()
    word = match[0]
    after = AFTER.match(text, end)
    if after and (after["halfunit"] or after["andhalf"]):
        return True
    if LONG_IDIOM.match(text, start):
        return False
    if IDIOM.match(text, start) and len(word) <= 2:
        return False
    counted = after is not None or CLASSIFIER.match(text, end) is not None
    if not numeral.coefficient and word[0] != "十":
        # 百 and 千萬 without a digit count after 上, 近, 逾, before 餘, or before a unit.
        more = MORE.match(text, end) is not None
        if (len(word) > 1 and CROWD.match(text, end)) or GRADE.match(text, end):
            return True
        return more or BEFORE.search(before) is not None or bool(after and after["unit"] and len(word) > 1)
    if len(word) == 1 or word in ("十一", "十三", "二十") or numeral.low == numeral.high == 1:
        return (counted and numeral.low != 1) or bool(after and not after["unit"])
    if word.isalpha() and all(c in "零〇一二三四五六七八九两" for c in word):
        return counted and len(word) == 2
    return True


def _slashed(match: re.Match[str], top: Numeral, slashed: re.Match[str]) -> Atom | None:
    """Read 1/3; 9/11 and 24/7 are names."""
    bottom = int(slashed["bottom"])
    if not top.low < bottom or (int(top.low), bottom) == (9, 11):
        return None
    span = Span(match.start(), slashed.end())
    return Atom(Quantity(span, span, top.low / bottom, top.low / bottom, Kind.FRACTION))


def _fraction(text: str, match: re.Match[str], bottom: Numeral, fraction: re.Match[str]) -> Atom | None:
    top = parse_chinese(fraction["top"].replace(" ", ""))
    if top is None or not bottom.low or bottom.low != bottom.high:
        return None
    span = Span(match.start(), fraction.end())
    digits = any(c.isdecimal() for c in text[span.start : span.end])
    value = top.low / bottom.low, top.high / bottom.low
    bound = _bound(text, span, top)
    if century := re.compile("个?世纪").match(text, span.end):
        years = Quantity(
            Span(span.start, century.end()), span, value[0] * 100, value[1] * 100, Kind.MEASURE, "year", bound
        )
        return Atom(replace(years, spelled=not digits))
    kind = Kind.PERCENT if bottom.low == 100 else Kind.FRACTION
    return Atom(Quantity(span, span, *value, kind, bound=bound, spelled=not digits))


def _measured(text: str, match: re.Match[str], numeral: Numeral, behind: re.Match[str] | None) -> Atom:
    start, end = match.span()
    low, high = numeral.low, numeral.high
    if (behind and behind["more"]) or MORE.match(text, end):
        high += _open_place(numeral)
    if text[max(0, start - 1) : start] == "上" and not numeral.coefficient:
        high *= 10
    unit = _unit(text, start, low, behind) or _Unit(end, Kind.COUNT)
    low, high = (_to_unit(value, unit, behind) for value in (low, high))
    begin = start
    bare = unit.kind is Kind.COUNT or unit.unit == NAMELESS
    if bare and (symbol := SYMBOL.search(text[max(0, start - 8) : start])):
        unit = _Unit(max(end, unit.end), Kind.MONEY, SYMBOL_NAMES[symbol[1]])
        begin = start - (0 if symbol["gap"].strip() else len(symbol[0]))
    if unit.kind is not Kind.ORDINAL and (sign := NEGATIVE.search(text[max(0, begin - 3) : begin])):
        low, high, begin = -high, -low, begin - len(sign[0].lstrip(" (:：,，是为至到"))
    if unit.unit == "degree" and (scale := DEGREES.search(text[max(0, begin - 6) : begin])):
        unit = unit._replace(unit="celsius" if scale[1] else "fahrenheit")
        begin -= len(scale[0])
    span = Span(begin, max(end, unit.end))
    spelled = not any(c.isdecimal() for c in match[0])
    bound = _bound(text, span, numeral)
    also = unit.also
    if unit.kind is Kind.PERCENT and FALL.search(text[max(0, begin - 8) : begin]):
        also = (*also, -low)
    quantity = Quantity(span, Span(start, end), low, high, unit.kind, unit.unit, bound, spelled, also)
    return Atom(quantity, numeral.scale, unit.kind is Kind.COUNT)


def _open_place(numeral: Numeral) -> Fraction:
    """Return how far 多 opens a value upwards: 330多 to 340, 十餘 to 20, 3億多 to 4億."""
    if numeral.scale > 1:
        return Fraction(numeral.scale)
    value = numeral.high
    size = 10 if value >= 10 else 1
    while value >= size * 10 and value % (size * 10) == 0:
        size *= 10
    return Fraction(size)


def _unit(text: str, start: int, low: Fraction, behind: re.Match[str] | None) -> _Unit | None:
    if behind is None:
        return None
    if behind["point"] or behind["basis"]:
        return _Unit(behind.end(), Kind.POINT)
    if behind["andhalf"]:
        name = (
            CHINESE[behind["andhalf"]] if behind["andhalf"] in CHINESE else CHINESE["个" + behind["andhalf"]]
        )
        return _Unit(behind.end(), Kind.MEASURE, name)
    if behind["percent"] or behind["tithe"] or behind["mille"]:
        return _Unit(behind.end(), Kind.PERCENT)
    if behind["discount"]:
        paid = low / 10 if low < 10 else low / 100
        return _Unit(behind.end(), Kind.PERCENT, PRICE_PAID, also=(1 - paid,))
    if behind["times"]:
        growth = GROWTH.search(text[max(0, start - 8) : start])
        also = (low,) if growth and growth["open"] else ()
        return _Unit(behind.end(), Kind.MULTIPLE, "+" if growth else "", also)
    name = CHINESE[behind["unit"]]
    return _Unit(behind.end(), kind_of(name), name)


def _to_unit(value: Fraction, unit: _Unit, behind: re.Match[str] | None) -> Fraction:
    if behind is None:
        return value
    if behind["tithe"]:
        tenth = (
            "一二三四五六七八九".index(behind["tenth"]) + 1 if behind["tenth"] else 5 if behind["half"] else 0
        )
        return value / 10 + Fraction(tenth, 100)
    if behind["discount"]:
        return value / 10 if value < 10 else value / 100
    if behind["basis"]:
        return value / 10**4
    if behind["mille"]:
        return value / 1000
    if unit.kind in (Kind.PERCENT, Kind.POINT):
        return value / 100
    if behind["times"]:
        # 增加兩倍 adds twice the value to what was there.
        return value + (1 if unit.unit == "+" else 0) + (Fraction(1, 2) if behind["halftimes"] else 0)
    return value + Fraction(1, 2) if behind["halfunit"] or behind["andhalf"] else value


def _bound(text: str, span: Span, numeral: Numeral) -> Bound:
    for match in (BEFORE.search(text[max(0, span.start - 4) : span.start]), BEHIND.match(text, span.end)):
        if match:
            return Bound.ABOUT if match["about"] else Bound.BELOW if match["below"] else Bound.AT_LEAST
    if MORE.match(text, span.end) or re.search("[多余]", text[span.start : span.end]):
        return Bound.AT_LEAST
    return Bound.VAGUE if numeral.low != numeral.high else Bound.EXACT
