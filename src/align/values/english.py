"""Quantities as English writes them: $5.5 billion, a third, two-fifths, tripled, dozens, 3 to 5 percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from align.types import Span
from align.values import dates_english
from align.values.model import Bound, Kind, Quantity
from align.values.numerals import (
    ABBREVIATIONS,
    ARABIC,
    ORDINAL_WORD,
    ORDINALS,
    SCALES,
    WORD_NUMERAL,
    WORDS,
    parse_arabic,
    parse_english,
)
from align.values.scan import Atom, Taken, join_ranges
from align.values.unit_table import SYMBOLS
from align.values.units import kind_of, read_english_unit

_SYMBOL = "|".join(sorted(map(re.escape, SYMBOLS), key=len, reverse=True))
_DENOMINATORS = {
    **{word: n for word, n in ORDINALS.items() if n > 2},
    "half": 2,
    "halve": 2,
    "quarter": 4,
    "hundredth": 100,
}
_DENOMINATOR = "|".join(sorted(_DENOMINATORS, key=len, reverse=True))
_COUNT_WORD = "|".join(sorted((w for w in WORDS if WORDS[w]), key=len, reverse=True))
_VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000}
_VAGUE |= {"millions": 10**6, "billions": 10**9, "trillions": 10**12}
_FACTORS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
_FOLDS = "|".join(w for w in WORDS if 1 < WORDS[w] < 21)
_SCALE = r"(?i:hundred|thousand|million|billion|trillion|quadrillion)"

# What a number can start with: tried first, for most words start none.
_START = (
    r"(?<![A-Za-z0-9])(?=[0-9$€£¥￥₩₽₹₪-]|[A-Z]{1,3}[$ 0-9]|(?i:on|tw|th(?!e\b|at|is|an|ey|ei|er|em|os|es"
    r"|ro)|te|tr|fo(?!r\b)|fi"
    r"|se|si|ei|el|ni|hu|ha|do|mi|bi|qu|a |an ))"
)
_NUMBER = re.compile(
    _START
    + r"(?:"
    + "|".join(
        (
            r"(?P<power>10(?:\^| to the )(?P<exponent>\d{1,2})(?:th)?(?: power)?\b)",
            rf"(?P<digits>(?:(?P<symbol>{_SYMBOL}) ?)?(?P<core>(?P<sign>(?<![\w)%])-)?(?P<figure>{ARABIC})"
            rf"(?:(?P<short>(?i:k|bn|tn|mn|m|b|t)(?![\w-]))|(?:[ -](?P<scale>{_SCALE}(?: {_SCALE})?)\b)"
            rf"|(?P<rank>st|nd|rd|th)\b)?))",
            rf"(?P<oneof>\b(?P<of1>{_COUNT_WORD}|\d{{1,3}}) (?:in"
            rf"|out of)(?: every)? (?P<of2>{_COUNT_WORD}|\d{{1,4}})\b(?!,\d| ?(?:percent|%|years|months"
            rf"|days|hours)))",
            rf"(?P<mixed>\b(?P<whole>{_COUNT_WORD}|an?) (?:and|[a-z]+ and) (?:a|one"
            rf"|three)[ -](?P<rest>half|quarter|quarters)\b)",
            rf"(?P<part>\b(?P<top>{_COUNT_WORD}|an?|\d{{1,3}})[ -](?P<bottom>{_DENOMINATOR})s?\b(?! "
            rf"(?:century|anniversary|largest|biggest)))",
            r"(?P<half>\b(?:[Hh]alf|[Hh]alv(?:ed|ing|es?)|[Hh]alve)\b(?![ -](?:year|finals?|time|hearted"
            r"|life|brother|century|a )))",
            r"(?P<halfof>\b[Hh]alf[ -](?:a |an )?(?P<halfunit>year|century|hour|dozen|million|decade)\b)",
            rf"(?P<factor>\b(?P<stem>[Dd]oubl|[Tt]ripl|[Tt]rebl|[Qq]uadrupl|[Qq]uintupl)(?:e[ds]?|ing)\b"
            rf"|\b(?P<fold>{_FOLDS}|\d{{1,5}}(?:\.\d{{1,3}})?)[- ]?(?i:fold)\b|\b(?P<twice>[Tt]wice"
            rf"|[Tt]hrice)\b)",
            rf"(?P<vague>\b(?P<v1>{'|'.join(_VAGUE)})\b(?: of (?P<v2>{'|'.join(list(_VAGUE)[3:])})\b)?)",
            r"(?P<dozen>\b(?:[Aa]|[Oo]ne|(?P<dozens>two|three|four|five)) (?P<dozenword>dozen)\b)",
            r"(?P<several>\b(?:[Ss]everal|[Aa] few) (?P<severalscale>dozen|hundred|thousand|million"
            r"|billion|trillion|decades)\b(?: (?P<several2>thousand|million|billion|trillion)\b)?)",
            rf"(?P<ordinal>\b(?i:{ORDINAL_WORD})\b)",
            rf"(?P<words>\b(?i:{WORD_NUMERAL})(?!\w))",
            r"(?P<span>\b[Aa] (?P<spanunit>decade|century)\b)",
        )
    )
    + ")"
)

_AFTER = re.compile(
    r"(?:(?P<point>[ -]?(?:percentage|percent)[- ]points?\b)|(?P<basis> basis points?\b)"
    r"|(?P<percent> ?%(?: (?P<pp>(?:percentage )?points?)\b)?|[ -]percent\b|[ -]per[ -]cent\b| pct\b"
    r"| percentage\b)"
    r"|(?P<times>[ -](?:times|fold)\b(?! (?:in|during|since|last|this|over|a|per"
    r"|when)\b))(?P<more> (?:more|higher|greater|faster|larger|bigger))?)",
    re.IGNORECASE,
)
_INCREASE = re.compile(
    r"\b(?:up|ris\w+|rose|grew|grown?|grow\w+|increas\w+|surg\w+|jump\w+|soar\w+|climb\w+"
    r"|expand\w+)(?: by)?(?: \w+){0,2} $",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?P<about>about|around|roughly|approximately|some|an estimated|estimated|or so|circa|approx\.?"
    r"|more or less)"
    r"|\b(?P<below>nearly|almost|close to|less than|fewer than|under|below|up to|at most|no more than"
    r"|not more than|just short of)"
    r"|\b(?P<over>more than|over|at least|above|upwards? of|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?"
    r"|greater than|in excess of|topp(?:ed|ing)|past|well over)"
    r")(?: (?:the|a|an|its|their|one))? ?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?: \w+)? (?:(?P<about>or so\b)|(?P<over>or more\b|and (?:more|above|over)\b|plus\b)"
    r"|(?P<below>or (?:less|fewer|under)\b))|(?P<plus>\+)"
)
_CODE_BEFORE = re.compile(r"(?:[A-Za-z]|[A-Za-z]-|\^|\d[.:/]|/|COVID[ -]|#)$")
_CODE_AFTER = re.compile(r"[A-Z](?![A-Za-z])|[A-Za-z]*\d|\^|/(?:7|11)\b")
_RANGE = re.compile(r" ?(?:-|–|—|~) ?| (?:to|or) ")
_BETWEEN = re.compile(r"\bbetween (?:about |some )?$", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:minus|negative) $", re.IGNORECASE)
_OTHER_BEHIND = re.compile(r" (?:other|more)\b")
_OTHER_BEFORE = re.compile(r"\bother $")
# "One" and "no one", and "second" for a moment or as "another", count nothing.
_PRONOUN = frozenset({"one", "zero"})


def scan(text: str) -> Iterator[Quantity]:
    """Yield the quantities of folded `text` in order."""
    busy = Taken(value.span for value in dates_english.scan(text, None) if not value.weak)
    atoms: list[Atom] = []
    position = 0
    while match := _NUMBER.search(text, position):
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
        return _BETWEEN.search(text[max(0, start - 20) : start]) is not None
    return len(gap) <= 4 and _RANGE.fullmatch(gap) is not None


def _read(text: str, match: re.Match[str]) -> Atom | None:
    if match["digits"]:
        return _figure(text, match)
    if match["words"]:
        value = parse_english(match["words"])
        if value is None or match["words"].lower() in _PRONOUN:
            return _one(text, match)
        return _counted(text, match, value, _scale_of(match["words"]))
    if match["ordinal"]:
        value = parse_english(match["ordinal"])
        return _atom(text, match, value, value, Kind.ORDINAL) if value else None
    return _special(text, match)


def _one(text: str, match: re.Match[str]) -> Atom | None:
    """Read "one" only before a unit that makes it a figure, or as the first end of a range."""
    if match["words"].lower() == "one" and (
        _AFTER.match(text, match.end())
        or re.match(r" to (?:two|three|\w+ )", text[match.end() : match.end() + 10])
    ):
        return _counted(text, match, Fraction(1), 1)
    return None


def _scale_of(words: str) -> int:
    return SCALES.get(words.lower().split()[-1].split("-")[-1], 1)


def _figure(text: str, match: re.Match[str]) -> Atom | None:
    value = parse_arabic(match["figure"])
    end = match.end()
    if value is None or _is_code(text, match):
        return None
    if match["rank"]:
        return _atom(text, match, value, value, Kind.ORDINAL, spelled=False)
    scale = 1
    if short := (match["short"] or "").lower():
        if short in ("m", "b", "t") and not match["symbol"]:
            # "5m" is metres; the unit is read below.
            return _counted(text, match, value, 1, end=end - 1)
        scale = ABBREVIATIONS[short]
    elif match["scale"]:
        for word in match["scale"].lower().split():
            scale *= SCALES[word]
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
    return bool(_CODE_BEFORE.search(before)) or bool(_CODE_AFTER.match(behind))


def _counted(text: str, match: re.Match[str], value: Fraction, scale: int, *, end: int | None = None) -> Atom:
    """Read what follows a plain numeral: percent, points, times, a unit."""
    group = match.groupdict()
    numeral = Span(match.start("core") if group["core"] else match.start(), end or match.end())
    start, stop = match.start(), numeral.end
    kind, unit = Kind.COUNT, ""
    also: tuple[Fraction, ...] = ()
    if after := _AFTER.match(text, stop):
        stop = after.end()
        kind, value, also = _after(text, match.start(), after, value)
    elif group["symbol"]:
        kind, unit = Kind.MONEY, SYMBOLS[group["symbol"]]
        if money := read_english_unit(text, stop):
            stop = money[1] if kind_of(money[0]) is Kind.MONEY else stop
    elif found := read_english_unit(text, stop):
        unit, stop = found
        kind = kind_of(unit)
    if kind is Kind.COUNT and (
        _OTHER_BEHIND.match(text, stop) or _OTHER_BEFORE.search(text[max(0, start - 8) : start])
    ):
        # "And three other doctors" after one was named are four.
        also = (value + 1,)
    if sign := _NEGATIVE.search(text[max(0, start - 10) : start]):
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
    grown = after["more"] or "fold" in after[0].lower() or _INCREASE.search(text[max(0, start - 30) : start])
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


def _part(text: str, match: re.Match[str]) -> Atom | None:
    top = Fraction(1) if match["top"].lower() in ("a", "an") else _small(match["top"])
    bottom = _DENOMINATORS[match["bottom"].lower()]
    follows = text[match.end() : match.end() + 4]
    if (
        match["bottom"] == "quarter"
        and match["top"] in ("a", "one")
        and not follows.startswith((" of", " ce", "-"))
        and not _STATE.match(text, match.end())
    ):
        return None
    # "A third of" is a part; "a third phase" is an ordinal.
    also = (Fraction(bottom),) if top == 1 and not follows.startswith((" of", " to", " or")) else ()
    return _atom(text, match, top / bottom, top / bottom, Kind.FRACTION, also=also)


def _mixed(text: str, match: re.Match[str]) -> Atom:
    whole = Fraction(1) if match["whole"].lower() in ("a", "an") else _small(match["whole"])
    value = whole + (
        Fraction(1, 2) if match["rest"] == "half" else Fraction(3 if "three" in match[0] else 1, 4)
    )
    words = match[0].split()
    unit = read_english_unit(words[1] if words[1] != "and" else "", 0) or read_english_unit(text, match.end())
    if unit:
        return _atom(text, match, value, value, kind_of(unit[0]), unit=unit[0])
    return _counted(text, match, value, 1)


def _half(text: str, match: re.Match[str]) -> Atom:
    also = (Fraction(2),) if match[0].lower().startswith("halv") else ()
    return _atom(text, match, Fraction(1, 2), Fraction(1, 2), Kind.FRACTION, also=also)


# What half of a unit is in a unit that Chinese counts in.
_HALVES = {"year": (6, "month"), "century": (50, "year"), "hour": (30, "minute"), "decade": (5, "year")}
_HALVES |= {"dozen": (6, ""), "million": (500_000, "")}


def _half_of(text: str, match: re.Match[str]) -> Atom:
    value, unit = _HALVES[match["halfunit"]]
    kind = Kind.MEASURE if unit else Kind.COUNT
    return _atom(text, match, Fraction(value), Fraction(value), kind, unit=unit)


def _factor(text: str, match: re.Match[str]) -> Atom:
    if match["stem"]:
        value = Fraction(_FACTORS[match["stem"].lower()])
    elif match["fold"]:
        value = Fraction(match["fold"]) if match["fold"][0].isdecimal() else _small(match["fold"])
    else:
        value = Fraction(2 if match["twice"].lower() == "twice" else 3)
    # "A twofold increase" and "rose twofold" are read both ways.
    also = (value + 1,) if match["fold"] else ()
    return _atom(text, match, value, value, Kind.MULTIPLE, also=also)


def _vague(text: str, match: re.Match[str]) -> Atom | None:
    if match["v1"] == "tens" and not match["v2"]:
        return None
    low = _VAGUE[match["v1"]] * (_VAGUE[match["v2"]] if match["v2"] else 1)
    widest = 1000 if low >= 1000 and not match["v2"] else 10
    return _atom(text, match, Fraction(low), Fraction(low * widest), Kind.COUNT)


def _dozen(text: str, match: re.Match[str]) -> Atom:
    value = (_small(match["dozens"]) if match["dozens"] else Fraction(1)) * 12
    atom = _atom(text, match, value, value, Kind.COUNT)
    # Ten is as often called "a dozen or so" as twelve is.
    return Atom(replace(atom.quantity, bound=Bound.ABOUT))


def _several(text: str, match: re.Match[str]) -> Atom:
    scale = {"dozen": 12, "decades": 10}.get(match["severalscale"]) or SCALES[match["severalscale"]]
    if match["several2"]:
        scale *= SCALES[match["several2"]]
    unit = "year" if match["severalscale"] == "decades" else ""
    kind = Kind.MEASURE if unit else Kind.COUNT
    return _atom(text, match, Fraction(2 * scale), Fraction(9 * scale), kind, unit=unit)


def _a_span(text: str, match: re.Match[str]) -> Atom:
    return _atom(text, match, Fraction(1), Fraction(1), Kind.MEASURE, unit=match["spanunit"])


_SPECIAL = {
    "power": _power,
    "oneof": _one_of,
    "mixed": _mixed,
    "part": _part,
    "half": _half,
    "halfof": _half_of,
    "factor": _factor,
    "vague": _vague,
    "dozen": _dozen,
    "several": _several,
    "span": _a_span,
}


def _bound(text: str, span: Span) -> Bound:
    for match in (_BEFORE.search(text[max(0, span.start - 24) : span.start]), _BEHIND.match(text, span.end)):
        if match:
            if match["about"]:
                return Bound.ABOUT
            return Bound.BELOW if match["below"] else Bound.AT_LEAST
    return Bound.EXACT


_LOOSE = re.compile(rf"{ARABIC}|\b(?i:{ORDINAL_WORD})\b|\b(?i:{WORD_NUMERAL})(?!\w)")
_EVERYDAY = {
    "both": 2,
    "either": 2,
    "neither": 2,
    "pair": 2,
    "couple": 2,
    "twin": 2,
    "dual": 2,
    "two-way": 2,
    "bilateral": 2,
}
_EVERYDAY |= {
    "again": 2,
    "double": 2,
    "trio": 3,
    "triple": 3,
    "trilateral": 3,
    "quartet": 4,
    "dozen": 12,
    "decade": 10,
    "score": 20,
}
_EVERYDAY_WORD = re.compile("|".join(_EVERYDAY), re.IGNORECASE)


def mentions(text: str) -> Iterator[Fraction]:
    """Yield every value that numerals of folded `text` could be read as, names and pronouns included."""
    for match in _LOOSE.finditer(text):
        word = match[0]
        value = parse_arabic(word) if word[0].isdecimal() else parse_english(word)
        if value is not None:
            yield value
            if scale := re.match(rf"[ -]({_SCALE})\b", text[match.end() : match.end() + 14]):
                yield value * SCALES[scale[1].lower()]
    for match in _EVERYDAY_WORD.finditer(text):
        yield Fraction(_EVERYDAY[match[0].lower()])
