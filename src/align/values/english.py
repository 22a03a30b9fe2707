"""Quantities as English writes them: $5.5 billion, a third, two-fifths, tripled, dozens, 3 to 5 percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from align.types import Span
from align.values import dates_english
from align.values.english_patterns import (
    AFTER,
    BEFORE,
    BEHIND,
    BETWEEN,
    CODE_AFTER,
    CODE_BEFORE,
    DENOMINATORS,
    FACTORS,
    FALL,
    HALVES,
    INCREASE,
    NEGATIVE,
    NUMBER,
    OTHER_BEFORE,
    OTHER_BEHIND,
    PRONOUN,
    RANGE,
    SCALE,
    VAGUE,
)
from align.values.model import PRICE_CUT, Bound, Kind, Quantity
from align.values.numerals import (
    ABBREVIATIONS,
    MULTIPLIERS,
    parse_arabic,
    parse_english,
)
from align.values.scan import Atom, Taken, join_ranges
from align.values.unit_table import SYMBOLS
from align.values.units import dimension, kind_of, read_english_unit


def scan(text: str) -> Iterator[Quantity]:
    """Yield the quantities of folded `text` in order."""
    busy = Taken(value.span for value in dates_english.scan(text, None) if not value.weak)
    atoms: list[Atom] = []
    position = 0
    while match := NUMBER.search(text, position):
        position = match.end()
        if busy.overlaps(*match.span()):
            continue
        if atom := _read(text, match):
            atoms.append(atom)
            position = max(position, atom.quantity.span.end)
    yield from join_ranges(atoms, lambda a, b: _is_range(text, a, b))


def _is_range(text: str, first: Atom, second: Atom) -> bool:
    gap = text[first.quantity.span.end : second.quantity.span.start]
    if gap == " and ":
        start = first.quantity.span.start
        return BETWEEN.search(text[max(0, start - 20) : start]) is not None
    return len(gap) <= 4 and RANGE.fullmatch(gap) is not None


def _read(text: str, match: re.Match[str]) -> Atom | None:
    if match["digits"]:
        return _figure(text, match)
    if match["words"]:
        value = parse_english(match["words"])
        if value is None or match["words"].lower() in PRONOUN:
            return _one(text, match)
        return _counted(text, match, value, _scale_of(match["words"]))
    if match["ordinal"]:
        value = parse_english(match["ordinal"])
        return _atom(text, match, value, value, Kind.ORDINAL) if value else None
    return _special(text, match)


def _one(text: str, match: re.Match[str]) -> Atom | None:
    """Read "one" only before a unit that makes it a figure, or as the first end of a range."""
    if match["words"].lower() == "one" and (
        AFTER.match(text, match.end())
        or re.match(r" to (?:two|three|\w+ )", text[match.end() : match.end() + 10])
        or _is_measure(text, match.end())
    ):
        return _counted(text, match, Fraction(1), 1)
    return None


def _is_measure(text: str, position: int) -> bool:
    """Whether a measure follows other than of time: one hectare, but not one day."""
    unit = read_english_unit(text, position)
    return unit is not None and dimension(unit[0]) not in ("", "time")


def _scale_of(words: str) -> int:
    return MULTIPLIERS.get(words.lower().split()[-1].split("-")[-1], 1)


def _figure(text: str, match: re.Match[str]) -> Atom | None:
    value = parse_arabic(match["figure"])
    end = match.end()
    if value is None or _is_code(text, match):
        return None
    if match["rank"]:
        return _atom(text, match, value, value, Kind.ORDINAL, spelled=False)
    scale = 1
    if text[match.start() - 1 : match.start()] == "." and not match["symbol"]:
        value /= 10 ** len(match["figure"])
    if short := (match["short"] or "").strip().lower():
        if short in ("m", "b", "t") and not match["symbol"]:
            # "5m" is metres, and the unit is read below, or "5m people".
            atom = _counted(text, match, value, 1, end=end - 1)
            also = (*atom.quantity.also, value * ABBREVIATIONS[short])
            return atom._replace(quantity=replace(atom.quantity, also=also))
        scale = ABBREVIATIONS[short]
    elif match["scale"]:
        for word in match["scale"].lower().split():
            scale *= MULTIPLIERS[word]
    if re.match(r"/\d", text[end : end + 2]) and value.denominator == 1:
        return _slash(text, match, value)
    return _counted(text, match, value * scale * (-1 if match["sign"] else 1), scale)


def _slash(text: str, match: re.Match[str], top: Fraction) -> Atom | None:
    bottom = re.compile(r"/(\d{1,3})(?![\d/.])").match(text, match.end())
    if bottom is None or not top < int(bottom[1]) <= 100:
        return None
    span = Span(match.start(), bottom.end())
    value = top / int(bottom[1])
    return Atom(Quantity(span, span, value, value, Kind.FRACTION))


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Whether the digits belong to a name or a power: S-400, G7, 5G, 9/11, 10^25."""
    start = match.start()
    if match["symbol"]:
        return False
    if match["short"] in ("K", "M", "B", "T"):
        return True
    before = text[max(0, start - 6) : start]
    behind = text[match.end() : match.end() + 6]
    return bool(CODE_BEFORE.search(before)) or bool(CODE_AFTER.match(behind))


def _counted(text: str, match: re.Match[str], value: Fraction, scale: int, *, end: int | None = None) -> Atom:
    """Read what follows a plain numeral: percent, points, times, a unit."""
    group = match.groupdict()
    numeral = Span(match.start("core") if group["core"] else match.start(), end or match.end())
    start, stop = match.start(), numeral.end
    kind, unit = Kind.COUNT, ""
    also: tuple[Fraction, ...] = ()
    if after := AFTER.match(text, stop):
        stop = after.end()
        unit = PRICE_CUT if after["cut"] else ""
        kind, value, also = _after(text, match.start(), after, value)
    elif group["symbol"]:
        kind, unit = Kind.MONEY, SYMBOLS[group["symbol"]]
        if money := read_english_unit(text, stop):
            stop = money[1] if kind_of(money[0]) is Kind.MONEY else stop
    elif found := read_english_unit(text, stop):
        unit, stop = found
        kind = kind_of(unit)
    if kind is Kind.COUNT and (
        OTHER_BEHIND.match(text, stop) or OTHER_BEFORE.search(text[max(0, start - 8) : start])
    ):
        # "And three other doctors" after one was named are four.
        also = (value + 1,)
    if kind is Kind.PERCENT and FALL.search(text[max(0, start - 40) : start]):
        also = (*also, -value)
    if sign := NEGATIVE.search(text[max(0, start - 10) : start]):
        start, value = start - len(sign[0]), -value
    span = Span(start, stop)
    spelled = not group["digits"]
    bound = _bound(text, span)
    quantity = Quantity(span, numeral, value, value, kind, unit, bound, spelled, also)
    return Atom(quantity, scale, bare=kind is Kind.COUNT or (kind is Kind.MONEY and scale == 1))


def _after(
    text: str, start: int, after: re.Match[str], value: Fraction
) -> tuple[Kind, Fraction, tuple[Fraction, ...]]:
    if after["basis"]:
        return Kind.POINT, value / 10**4, ()
    if after["point"] or after["pp"]:
        return Kind.POINT, value / 100, ()
    if after["percent"]:
        return Kind.PERCENT, value / 100, ()
    # "Three times more" and "rose three times" mean three or four times as much.
    grown = after["more"] or "fold" in after[0].lower() or INCREASE.search(text[max(0, start - 30) : start])
    return Kind.MULTIPLE, value, (value + 1,) if grown else ()


def _special(text: str, match: re.Match[str]) -> Atom | None:
    for name, reader in _SPECIAL.items():
        if match[name]:
            return reader(text, match)
    return None


def _atom(
    text: str,
    match: re.Match[str],
    low: Fraction,
    high: Fraction,
    kind: Kind,
    *,
    unit: str = "",
    also: tuple[Fraction, ...] = (),
    spelled: bool = True,
) -> Atom:
    span = Span(*match.span())
    bound = _bound(text, span) if low == high else Bound.VAGUE
    return Atom(Quantity(span, span, low, high, kind, unit, bound, spelled, also))


def _power(text: str, match: re.Match[str]) -> Atom:
    value = Fraction(10 ** int(match["exponent"]))
    return _atom(text, match, value, value, Kind.COUNT, spelled=False)


def _one_of(text: str, match: re.Match[str]) -> Atom | None:
    top, bottom = (_small(match[name]) for name in ("of1", "of2"))
    return _atom(text, match, top / bottom, top / bottom, Kind.FRACTION) if 0 < top < bottom else None


def _small(text: str) -> Fraction:
    return Fraction(int(text)) if text.isdecimal() else parse_english(text) or Fraction(0)


# "A quarter foreign-owned", "a quarter owned by"; a quarter that ended is three months.
_STATE = re.compile(r" (?:[a-z]+-[a-z]+(?:ed|en|n|lt|de)|owned|filled|staffed|funded|complete|empty|full)\b")

# "Rose by a quarter", "more than a quarter"; "for a quarter" and "over a quarter" may be of time.
_MEASURED = re.compile(r"\b(?:(?:more|less) than|nearly|almost|by|only|just under|about) $", re.IGNORECASE)

# The first three quarters are nine months.
_SPELL = re.compile(r"\b(?:first|last|past|next|previous|all|recent) $", re.IGNORECASE)


def _part(text: str, match: re.Match[str]) -> Atom | None:
    top = Fraction(1) if match["top"].lower() in ("a", "an") else _small(match["top"])
    bottom = DENOMINATORS[match["bottom"].lower()]
    follows = text[match.end() : match.end() + 4]
    if bottom == 4 and top > 1 and _SPELL.search(text[max(0, match.start() - 10) : match.start()]):
        return _atom(text, match, top, top, Kind.MEASURE, unit="quarter")
    if (
        match["bottom"].lower() == "quarter"
        and match["top"].lower() in ("a", "one")
        and not follows.startswith((" of", " ce", "-"))
        and not _STATE.match(text, match.end())
        and not _MEASURED.search(text[max(0, match.start() - 12) : match.start()])
    ):
        return None
    # "A third of" is a part; "a third phase" is an ordinal.
    also = (Fraction(bottom),) if top == 1 and not follows.startswith((" of", " to", " or")) else ()
    return _atom(text, match, top / bottom, top / bottom, Kind.FRACTION, also=also)


def _part_of(text: str, match: re.Match[str]) -> Atom:
    """Read "a quarter of a million"."""
    top = Fraction(1) if match["partoftop"].lower() in ("a", "an") else _small(match["partoftop"])
    scale = MULTIPLIERS[match["partofscale"].lower()]
    return _counted(text, match, top * scale / DENOMINATORS[match["partofbottom"].lower()], 1)


def _mixed(text: str, match: re.Match[str]) -> Atom:
    """Read "a year and a half", "two and a half trillion dollars", "a million and a half"."""
    whole = Fraction(1) if match["whole"].lower() in ("a", "an") else _small(match["whole"])
    rest = Fraction(1, 2) if match["rest"].lower() == "half" else Fraction(3 if match["mixedthree"] else 1, 4)
    inner = (match["mixedunit"] or "").lower()
    if inner and (unit := read_english_unit(inner, 0)):
        return _atom(text, match, whole + rest, whole + rest, kind_of(unit[0]), unit=unit[0])
    scale = MULTIPLIERS.get(inner, 1)
    end = match.end()
    if behind := re.compile(rf"[ -]({SCALE})\b").match(text, end):
        scale, end = scale * MULTIPLIERS[behind[1].lower()], behind.end()
    return _counted(text, match, (whole + rest) * scale, scale, end=end)


def _half(text: str, match: re.Match[str]) -> Atom:
    also = (Fraction(2),) if match[0].lower().startswith("halv") else ()
    return _atom(text, match, Fraction(1, 2), Fraction(1, 2), Kind.FRACTION, also=also)


def _half_point(text: str, match: re.Match[str]) -> Atom:
    share = Fraction(1, 2) if match["pointhalf"] else Fraction(3 if match["pointthree"] else 1, 4)
    return _atom(text, match, share / 100, share / 100, Kind.POINT)


def _half_of(text: str, match: re.Match[str]) -> Atom:
    value, unit = HALVES[match["halfunit"].lower()]
    if not unit:
        return _counted(text, match, Fraction(value), 1)
    return _atom(text, match, Fraction(value), Fraction(value), Kind.MEASURE, unit=unit)


def _quarter_century(text: str, match: re.Match[str]) -> Atom:
    return _atom(text, match, Fraction(25), Fraction(25), Kind.MEASURE, unit="year")


def _ages(text: str, match: re.Match[str]) -> Atom:
    age = Fraction(match["age"])
    atom = _atom(text, match, age, age + 10, Kind.MEASURE, unit="year", spelled=False)
    return Atom(replace(atom.quantity, bound=Bound.AT_LEAST))


def _factor(text: str, match: re.Match[str]) -> Atom:
    if match["stem"]:
        value = Fraction(FACTORS[match["stem"].lower()])
    elif match["fold"]:
        value = Fraction(match["fold"]) if match["fold"][0].isdecimal() else _small(match["fold"])
    else:
        value = Fraction(2 if match["twice"].lower() == "twice" else 3)
    # "A twofold increase" and "rose twofold" are read both ways.
    also = (value + 1,) if match["fold"] else ()
    return _atom(text, match, value, value, Kind.MULTIPLE, also=also)


def _vague(text: str, match: re.Match[str]) -> Atom | None:
    first, second = match["v1"].lower(), (match["v2"] or "").lower()
    if first == "tens" and not second:
        return None
    low = VAGUE[first] * (VAGUE[second] if second else 1)
    widest = 1000 if low >= 1000 and not second else 10
    return _atom(text, match, Fraction(low), Fraction(low * widest), Kind.COUNT)


def _dozen(text: str, match: re.Match[str]) -> Atom:
    value = (_small(match["dozens"]) if match["dozens"] else Fraction(1)) * 12
    atom = _atom(text, match, value, value, Kind.COUNT)
    # Ten is as often called "a dozen or so" as twelve is.
    return Atom(replace(atom.quantity, bound=Bound.ABOUT))


def _several(text: str, match: re.Match[str]) -> Atom:
    word = match["severalscale"].lower()
    scale = {"dozen": 12, "decades": 10}.get(word) or MULTIPLIERS[word]
    if match["several2"]:
        scale *= MULTIPLIERS[match["several2"].lower()]
    unit = "year" if word == "decades" else ""
    kind = Kind.MEASURE if unit else Kind.COUNT
    return _atom(text, match, Fraction(2 * scale), Fraction(9 * scale), kind, unit=unit)


def _a_span(text: str, match: re.Match[str]) -> Atom:
    unit = (match["spanunit"] or match["spandecade"]).lower()
    if unit == "fortnight":
        return _atom(text, match, Fraction(2), Fraction(2), Kind.MEASURE, unit="week")
    return _atom(text, match, Fraction(1), Fraction(1), Kind.MEASURE, unit=unit)


_SPECIAL = {
    "power": _power,
    "oneof": _one_of,
    "mixed": _mixed,
    "part": _part,
    "partof": _part_of,
    "half": _half,
    "halfof": _half_of,
    "halfpoint": _half_point,
    "quartercentury": _quarter_century,
    "ages": _ages,
    "factor": _factor,
    "vague": _vague,
    "dozen": _dozen,
    "several": _several,
    "span": _a_span,
}


def _bound(text: str, span: Span) -> Bound:
    for match in (BEFORE.search(text[max(0, span.start - 24) : span.start]), BEHIND.match(text, span.end)):
        if match:
            if match["about"]:
                return Bound.ABOUT
            return Bound.BELOW if match["below"] else Bound.AT_LEAST
    return Bound.EXACT
