"""Reading currencies and measures in both languages, and telling which agree and which convert."""

from __future__ import annotations

import re
from fractions import Fraction

from align.text import to_simplified
from align.values.model import Kind
from align.values.unit_table import MEASURES, MONEY, NAMES, OTHER_WORDS, TRADITIONAL, Unit

_TABLE: dict[str, Unit] = {**MONEY, **MEASURES}
# Units whose English names are also common words or single letters: only after the others were tried.
_ENGLISH_LETTERS = frozenset({"m", "g", "li", "mu", "ping", "won", "tonne"})
# Degrees Celsius at the zero of each scale, and the scales that a degree without a name may be of.
_ZERO = {"celsius": Fraction(0), "fahrenheit": Fraction(-160, 9)}
_SCALES = {"degree": ("celsius", "fahrenheit")}


def dimension(unit: str) -> str:
    """Return what `unit` measures, or an empty string where it converts to nothing."""
    return _TABLE[unit].dimension if unit in _TABLE else ""


def size(unit: str) -> Fraction:
    """Return how many base units of its dimension `unit` is."""
    return _TABLE[unit].size


def sizes_beside(unit: str) -> tuple[Fraction, ...]:
    """Return the sizes of all units of the dimension of `unit`."""
    wanted = dimension(unit)
    return tuple(row.size for row in _TABLE.values() if row.dimension == wanted) if wanted else ()


def convert(value: Fraction, unit: str, to: str) -> tuple[Fraction, ...]:
    """Return what `value` may be when counted in `to` instead of `unit`; nothing where they do not convert.

    A temperature has two answers, for a reading and for a difference of two.
    """
    if not dimension(unit) or dimension(unit) != dimension(to):
        return ()
    if dimension(unit) != "temperature":
        return (value * size(unit) / size(to),)
    scales = [(a, b) for a in _SCALES.get(unit, (unit,)) for b in _SCALES.get(to, (to,)) if a != b]
    return tuple(
        (value * size(a) + shift * (_ZERO[a] - _ZERO[b])) / size(b) for a, b in scales for shift in (1, 0)
    )


def kind_of(unit: str) -> Kind:
    """Return the kind of a quantity in `unit`."""
    return Kind.MONEY if unit in MONEY else Kind.MEASURE


def _meanings(unit: str) -> frozenset[str]:
    among = _TABLE[unit].among if unit in _TABLE else ""
    return frozenset({unit, *(name.replace("_", " ") for name in among.split())})


_MEANINGS = {unit: _meanings(unit) for unit in _TABLE}


def agree(a: str, b: str) -> bool:
    """Whether two units may be the same: 元 and yuan, 元 and NT$, 度 and degrees Celsius, none and any."""
    return a == b or not (a in _MEANINGS and b in _MEANINGS and _MEANINGS[a].isdisjoint(_MEANINGS[b]))


# ---------------------------------------------------------------- names

CHINESE = {name: unit for unit, row in _TABLE.items() for name in row.chinese.split("|") if name}


def _chinese_name(name: str) -> str:
    others = f"(?![{OTHER_WORDS[name]}])" if name in OTHER_WORDS else ""
    return re.escape(name) + (others or ("(?![A-Za-z0-9])" if name[-1].isascii() else ""))


CHINESE_UNIT = "|".join(map(_chinese_name, sorted(CHINESE, key=len, reverse=True)))


def _english_pattern() -> tuple[re.Pattern[str], tuple[str, ...]]:
    # The longest wording of a unit comes first, so that "pounds sterling" is not read as a weight.
    named = [unit for unit in _TABLE if _TABLE[unit].english]
    order = sorted(named, key=lambda unit: (unit in _ENGLISH_LETTERS, -len(_TABLE[unit].english)))
    groups = "|".join(f"({_TABLE[unit].english})" for unit in order)
    return re.compile(rf"[ \u00a0-]?(?:{groups})(?![\w²³])", re.IGNORECASE), tuple(order)


_ENGLISH, _ENGLISH_ORDER = _english_pattern()


def read_english_unit(text: str, position: int) -> tuple[str, int] | None:
    """Return the unit written at `position` and where it ends, or None."""
    match = _ENGLISH.match(text, position)
    if match is None or match.lastindex is None:
        return None
    return _ENGLISH_ORDER[match.lastindex - 1], match.end()


# The word for money that names no currency: 元.
NAMELESS = "元"
_ANY_CHINESE = re.compile(CHINESE_UNIT)


def find_units(text: str) -> frozenset[str]:
    """Return the units that Chinese `text` names anywhere."""
    return frozenset(CHINESE[match[0]] for match in _ANY_CHINESE.finditer(to_simplified(text)))


def unit_name(unit: str, *, one: bool = False) -> str:
    """Return the English name of `unit`, in the plural unless `one`; its code where it has none."""
    return NAMES[unit][0 if one else 1] if unit in NAMES else unit


def chinese_name(unit: str, *, simplified: bool) -> str:
    """Return the usual Chinese name of `unit`, or an empty string."""
    name = _TABLE[unit].chinese.split("|")[0]
    return name if simplified else name.translate(TRADITIONAL)
