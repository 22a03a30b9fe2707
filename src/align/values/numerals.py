"""Digits, Chinese numerals and English number words as exact values, and back.

Everything here is about a numeral on its own: what it counts is told by the modules that scan text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

# Longer digit runs are identifiers; the limit also keeps arithmetic on hostile input cheap.
MAX_DIGITS = 30
# The longest numeral in words that is read: beyond it lies no number that a person writes.
MAX_NUMERAL = 60

# Possessive and counted, so that a mile of digits and commas costs one pass.
# No possessive quantifier around a group: Python 3.11 keeps no state of its own for one (CPython issue
# 101955), so that matches may come out wrong.
ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,10}(?!\d|,\d{3})|\d++)(?:\.\d++)?"
# As India sets figures apart: 1,20,000 is 120,000.
INDIAN = r"\d{1,2}(?:,\d{2}){1,6},\d{3}(?!\d|,\d)(?:\.\d++)?"

_FULL_WIDTH_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3})")
# As text.to_half_width, but a full-width comma or full stop is a mark of Chinese, not of a numeral.
_HALF_WIDTH: dict[int, str] = {
    **{ord("０") + i: chr(ord("0") + i) for i in range(10)},
    **{ord(a) + i: chr(ord(b) + i) for a, b in (("Ａ", "A"), ("ａ", "a")) for i in range(26)},
    **{
        ord(wide): narrow
        for wide, narrow in zip("．％＄－～＋：／（）\u3000\u00a0\u202f", ".%$-~+:/()   ", strict=True)
    },
    ord("−"): "-",
    ord("‑"): "-",
    ord("‐"): "-",
    ord("﹪"): "%",
}


def fold(text: str) -> str:
    """Return `text` with digits, letters and signs at half width; every offset stays the same."""
    if _FULL_WIDTH_COMMA.search(text):
        text = _FULL_WIDTH_COMMA.sub(",", text)
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def parse_arabic(text: str) -> Fraction | None:
    """Return the value of ASCII digits with separators, or None when they are too many."""
    if len(text) > MAX_DIGITS:
        return None
    plain = text.replace(",", "")
    return Fraction(plain if plain.isascii() else _ascii_digits(plain))


def _ascii_digits(text: str) -> str:
    """Return `text` with the digits of any script as ASCII, for patterns match them all."""
    return "".join(c if c == "." else str(int(c)) for c in text)


class Numeral(NamedTuple):
    """A numeral's value.

    Attributes:
        low: The value, or the lower end of a vague one.
        high: The upper end.
        scale: The unit the numeral ends in: 10**8 for 3.2億, 1 where it ends in a digit.
        coefficient: Whether a digit stands before the first unit (百萬 has none).
    """

    low: Fraction
    high: Fraction
    scale: int = 1
    coefficient: bool = True


# ---------------------------------------------------------------- Chinese

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_DIGITS |= {c: i for i, c in enumerate("壹贰叁肆伍陆柒捌玖", start=1)} | {"参": 3}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG_UNITS = {"万": 10**4, "亿": 10**8, "兆": 10**12, "京": 10**16}
_TENS = {"廿": 20, "卅": 30}
# 三点五 is 3.5, but 三点五十分 and 三点五分 are times.
HAN_DECIMAL = (
    r"[零〇一二两三四五六七八九十百]{1,6}点[零〇一二三四五六七八九]{1,6}"
    r"(?![点分十时刻零〇一二三四五六七八九])"
)
_CHINESE_TOKEN = re.compile(
    rf"(?P<decimal>{HAN_DECIMAL})|(?P<digits>{ARABIC})|(?P<vague>[数几])|(?P<more>[多余来])|(?P<han>\S)"
)

_Ends = tuple[Fraction, Fraction]


class _Reader:
    """Adds up one Chinese numeral; `low` and `high` run in parallel through the same steps."""

    def __init__(self) -> None:
        self.total = self.section = (Fraction(0), Fraction(0))
        self.pending: _Ends | None = None
        self.last_unit = 1
        self.last_big: int | None = None
        self.scale = 1
        self.zero = self.coefficient = False
        self.units = 0

    def digit(self, low: Fraction, high: Fraction) -> None:
        self.pending = (low, high)
        self.scale = 1
        if not self.units:
            self.coefficient = True

    def small(self, unit: int) -> None:
        low, high = self.pending or (Fraction(1), Fraction(1))
        self.section = (self.section[0] + low * unit, self.section[1] + high * unit)
        self._after(unit)

    def big(self, unit: int) -> None:
        section = _add(self.section, self.pending)
        if self.last_big is not None and unit > self.last_big:
            self.total = _scale(_add(self.total, section), unit)
        else:
            self.total = _add(self.total, _scale(section if any(section) else (Fraction(1),) * 2, unit))
        self.section = (Fraction(0), Fraction(0))
        self.last_big = unit
        self._after(unit)

    def _after(self, unit: int) -> None:
        self.pending, self.last_unit, self.zero = None, unit, False
        self.scale *= unit
        self.units += 1

    def more(self) -> None:
        """Open the value upwards by its last place, as in 三十多萬."""
        if self.pending is not None:
            self.pending = (self.pending[0], self.pending[1] + place(self.pending[1]))
        elif any(self.section):
            self.section = (self.section[0], self.section[1] + place(self.section[1]))
        else:
            self.total = (self.total[0], self.total[1] + place(self.total[1]))

    def result(self) -> Numeral:
        rest = self.pending
        # 一百二 is 120 and 兩萬五 is 25,000: a last digit counts in tenths of the unit before it.
        if rest is not None and self.last_unit >= 100 and rest[1] < 10 and not self.zero:
            rest = _scale(rest, Fraction(self.last_unit, 10))
        low, high = _add(_add(self.total, self.section), rest)
        return Numeral(low, high, self.scale, self.coefficient)


def _add(a: _Ends, b: _Ends | None) -> _Ends:
    return a if b is None else (a[0] + b[0], a[1] + b[1])


def _scale(a: _Ends, factor: Fraction | int) -> _Ends:
    return a[0] * factor, a[1] * factor


def place(value: Fraction) -> Fraction:
    """Return the size of the last significant digit: 100 for 2300, 1/10 for 3.2, 1 for 0."""
    if not value:
        return Fraction(1)
    if value.denominator == 1:
        digits = str(abs(value.numerator))
        return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))
    size = Fraction(1)
    while (value / size).denominator != 1 and size > Fraction(1, 10**12):
        size /= 10
    return size


@lru_cache(maxsize=4096)
def parse_chinese(text: str) -> Numeral | None:
    """Return the value of a Chinese or mixed numeral in Simplified script, or None.

    Known forms are 三千二百, 3.2亿, 1万2千, 2万5, 二〇二五, 三四百, 十几, 数十万, 30多万, 叁佰.
    """
    if len(text) > MAX_NUMERAL:
        return None
    reader = _Reader()
    run = ""
    for match in _CHINESE_TOKEN.finditer(text):
        char = match[0]
        if char in _DIGITS and not match["decimal"]:
            run += char
            continue
        if run and not _read_run(reader, run):
            return None
        run = ""
        if not _read_token(reader, match):
            return None
    if run and not _read_run(reader, run):
        return None
    return reader.result()


def _read_token(reader: _Reader, match: re.Match[str]) -> bool:
    char = match[0]
    if match["decimal"]:
        whole, _, decimals = char.partition("点")
        before = parse_chinese(whole)
        if before is None:
            return False
        low = before.low + Fraction(int("".join(str(_DIGITS[c]) for c in decimals)), 10 ** len(decimals))
        reader.digit(low, low)
        reader.zero = True
    elif match["digits"]:
        value = parse_arabic(char)
        if value is None:
            return False
        reader.digit(value, value)
        # Digits given in full are no tenths: 1億200 is 100,000,200.
        reader.zero = reader.zero or len(char) > 1
    elif match["vague"]:
        # 十几 ends in a unit of one; 数十 starts from two.
        reader.digit(Fraction(1 if reader.units else 2), Fraction(9))
        reader.zero = True
    elif match["more"]:
        reader.more()
    elif char in _UNITS:
        reader.small(_UNITS[char])
    elif char in _BIG_UNITS:
        reader.big(_BIG_UNITS[char])
    elif char in _TENS:
        reader.section = _add(reader.section, (Fraction(_TENS[char]), Fraction(_TENS[char])))
        reader.coefficient = True
    else:
        return False
    return True


def _read_run(reader: _Reader, run: str) -> bool:
    """Read digits that no unit parts: one digit, a pair of neighbours (三四), or a figure (二〇二五)."""
    digits = [_DIGITS[c] for c in run]
    if len(digits) > 1 and digits[0] == 0 and reader.units:
        reader.zero = True
        digits = digits[1:]
    elif digits == [0] and reader.units:
        # 1万零5: what follows is no tenth.
        reader.zero = True
        return True
    if len(digits) == 2 and 0 < digits[0] == digits[1] - 1:
        reader.digit(Fraction(digits[0]), Fraction(digits[1]))
    elif len(digits) == 1:
        reader.digit(Fraction(digits[0]), Fraction(digits[0]))
    elif len(digits) == 2 and 0 not in digits:
        # 三五, 七零: neither neighbours nor a figure.
        return False
    else:
        value = Fraction(int("".join(map(str, digits))))
        reader.digit(value, value)
        reader.zero = True
    return True


# ---------------------------------------------------------------- English

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]
_ONES += ["sixteen", "seventeen", "eighteen", "nineteen"]
_TY = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: i for i, word in enumerate(_ONES)} | {word: 10 * i for i, word in enumerate(_TY, start=2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES |= {"quadrillion": 10**15}
# What India counts in, read but never written.
MULTIPLIERS = SCALES | {"lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7}
ABBREVIATIONS = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "t": 10**12,
    "cr": 10**7,
}
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
_IRREGULAR |= {"nine": "ninth", "twelve": "twelfth"}


def _ordinal(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return word[:-1] + "ieth" if word.endswith("y") else word + "th"


ORDINALS = {_ordinal(word): value for word, value in WORDS.items() if value}
_ORDINAL_SCALES = {word + "th": value for word, value in SCALES.items()}


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_TEENS = _either(word for word in WORDS if word not in _TY)
_SMALL = rf"(?:(?:{_either(_TY)})(?:[- ](?:{_either(_ONES[1:10])})\b)?|(?:{_TEENS}))\b"
_GROUP = rf"(?:(?:{_SMALL}|an?\b)[- ]hundred\b(?:[- ](?:and[- ])?{_SMALL})?|{_SMALL})"
_SCALE_WORD = r"(?:thousand |lakhs? )?crores?|lakhs?|thousand|million|billion|trillion|quadrillion"
_LEAD = rf"(?:{_GROUP}|an?[ ](?=(?:{_SCALE_WORD})\b))"
WORD_NUMERAL = (
    rf"(?:{_LEAD}(?:[- ]?(?:{_SCALE_WORD})\b(?:,?[ ](?:and[ ])?{_GROUP}(?=[- ](?:{_SCALE_WORD})\b)"
    rf"[- ](?:{_SCALE_WORD})\b){{0,4}}(?:[ ](?:and[ ])?{_GROUP})?)?)"
)
ORDINAL_WORD = rf"(?:(?:{_either(_TY)})-)?(?:{_either(ORDINALS)})|(?:{_either(_ORDINAL_SCALES)})"
_WORD = re.compile(r"[a-z]+")


def parse_english(words: str) -> Fraction | None:
    """Return the value of English number words (twenty-one, a hundred and five, three million), or None."""
    if len(words) > 4 * MAX_NUMERAL:
        return None
    total = section = last = 0
    seen = False
    for word in _WORD.findall(words.lower()):
        if word in WORDS:
            section += WORDS[word]
        elif word in ORDINALS:
            section += ORDINALS[word]
        elif word == "hundred":
            section = (section or 1) * 100
        elif scale := MULTIPLIERS.get(word) or _ORDINAL_SCALES.get(word):
            # Two thousand crore: what counted thousands counts them in crores.
            total, section = (total - last, last) if last and not section else (total, section)
            last = (section or 1) * scale
            total, section = total + last, 0
        elif word not in ("a", "an", "and"):
            return None
        seen = seen or word not in ("a", "an", "and")
    return Fraction(total + section) if seen else None


# ---------------------------------------------------------------- writing

# The largest scale first.
_ENGLISH_SCALES = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6))
_CHINESE_SCALES = (("兆", 10**12), ("億", 10**8), ("萬", 10**4))


def format_arabic(value: Fraction) -> str:
    """Return `value` in digits with thousands separators; at most six decimals."""
    sign = "-" if value < 0 else ""
    whole, millionths = divmod(round(abs(value) * 10**6), 10**6)
    decimals = f"{millionths:06}".rstrip("0")
    return f"{sign}{whole:,}.{decimals}" if decimals else f"{sign}{whole:,}"


def format_english(value: Fraction, *, decimals: int = 3) -> str:
    """Return `value` as English writes it: "5.5 billion", "14,000", "440.9".

    A scale word is used where it leaves at most `decimals` decimals.
    """
    return _with_scale(value, _ENGLISH_SCALES, " ", decimals)


def format_chinese(value: Fraction, *, decimals: int = 3) -> str:
    """Return `value` as Chinese writes it, digits with 萬 億 兆: "55億", "1.4萬"."""
    return _with_scale(value, _CHINESE_SCALES, "", decimals)


def _with_scale(value: Fraction, scales: tuple[tuple[str, int], ...], space: str, decimals: int) -> str:
    for name, scale in scales:
        if abs(value) >= scale and (value / scale * 10**decimals).denominator == 1:
            return f"{format_arabic(value / scale)}{space}{name}"
    return format_arabic(value)


def spell_english(value: int) -> str:
    """Return 0 <= `value` < 10**18 in English words."""
    for word, scale in sorted(SCALES.items(), key=lambda item: -item[1]):
        if value >= scale:
            rest = value % scale
            return f"{spell_english(value // scale)} {word}" + (f" {spell_english(rest)}" if rest else "")
    if value < 20:
        return _ONES[value]
    return _TY[value // 10 - 2] + (f"-{_ONES[value % 10]}" if value % 10 else "")


def spell_chinese(value: int) -> str:
    """Return 0 <= `value` < 10**16 in plain Chinese numerals."""
    for unit, size in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if value >= size:
            rest = value % size
            zero = "零" if 0 < rest < size // 10 else ""
            return spell_chinese(value // size) + unit + zero + (spell_chinese(rest) if rest else "")
    return "零一二三四五六七八九"[value]
