"""Currencies and measures in both languages, and which of them convert by definition."""

from __future__ import annotations

import re
from fractions import Fraction

from align.values.model import Kind

# unit: (Chinese names in Simplified script, English names as regular expressions)
_MONEY: dict[str, tuple[str, str]] = {
    "USD": ("美元|美金", r"(?:US |U\.S\. |American )?dollars?|USD|cents?"),
    "EUR": ("欧元", r"euros?|EUR"),
    "GBP": ("英镑", r"pounds? sterling|pounds|GBP"),
    "JPY": ("日元|日圆", r"(?:Japanese )?yen|JPY"),
    "CNY": ("元人民币|人民币元|人民币|元", r"(?:Chinese )?yuan|renminbi|RMB|CNY"),
    "TWD": ("元新台币|新台币|台币|元台币", r"(?:New )?Taiwan(?:ese)? dollars?|NTD|TWD"),
    "HKD": ("港元|港币", r"Hong Kong dollars?|HKD"),
    "KRW": ("韩元|韩圆|韩币", r"(?:South Korean )?won|KRW"),
    "RUB": ("卢布", r"(?:Russian )?rou?bles?|RUB"),
    "INR": ("卢比", r"(?:Indian )?rupees?|INR"),
    "CHF": ("瑞士法郎|瑞郎", r"(?:Swiss )?francs?|CHF"),
    "CAD": ("加元|加币", r"Canadian dollars?|CAD"),
    "AUD": ("澳元|澳币", r"Australian dollars?|AUD"),
    "SGD": ("新加坡元|新元|坡币", r"Singapore(?:an)? dollars?|SGD"),
    "ILS": ("谢克尔", r"shekels?"),
    "TRY": ("里拉", r"(?:Turkish )?liras?"),
    "IRR": ("里亚尔", r"rials?"),
}
_MEASURES: dict[str, tuple[str, str]] = {
    "century": ("个世纪", r"centur(?:y|ies)"),
    "decade": ("", r"decades?"),
    "year": ("周年|年|岁", r"years?|yrs?|anniversary"),
    "quarter": ("个季度", r"quarters"),
    "month": ("个月|个多月", r"months?"),
    "week": ("个星期|星期|个礼拜|礼拜|周", r"weeks?"),
    "day": ("天|日", r"days?"),
    "hour": ("个小时|小时|个钟头", r"hours?|hrs?"),
    "minute": ("分钟", r"minutes?|mins?"),
    "second": ("秒钟|秒", r"seconds|secs?"),
    "km": ("公里|千米", r"kilomet(?:er|re)s?|kms?"),
    "m": ("公尺|米", r"met(?:er|re)s?|m"),
    "cm": ("公分|厘米", r"centimet(?:er|re)s?|cm"),
    "mm": ("毫米|公厘", r"millimet(?:er|re)s?|mm"),
    "nm": ("纳米|奈米", r"nanomet(?:er|re)s?|nm"),
    "mile": ("英里|哩", r"miles?"),
    "foot": ("英尺|呎", r"feet|foot|ft"),
    "inch": ("英寸|吋", r"inch(?:es)?"),
    "nautical mile": ("海里|浬", r"nautical miles?"),
    "li": ("华里", r"li"),
    "km2": ("平方公里|平方千米", r"square kilomet(?:er|re)s?|sq\.? km|km²"),
    "m2": ("平方公尺|平方米", r"square met(?:er|re)s?|m²"),
    "mile2": ("平方英里", r"square miles?"),
    "hectare": ("公顷", r"hectares?|ha"),
    "mu": ("亩", r"mu"),
    "acre": ("英亩", r"acres?"),
    "m3": ("立方公尺|立方米", r"cubic met(?:er|re)s?|m³"),
    "litre": ("公升|升", r"lit(?:er|re)s?"),
    "barrel": ("桶", r"barrels?|bbl"),
    "tonne": ("公吨|吨", r"(?:metric )?tons?|tonnes?"),
    "kg": ("公斤|千克", r"kilograms?|kilos?|kgs?"),
    "g": ("公克|克", r"grams?|g"),
    "pound": ("磅", r"pounds?|lbs?"),
    "jin": ("斤", r"jin|catt(?:y|ies)"),
    "GW": ("吉瓦", r"gigawatts?|GW"),
    "MW": ("兆瓦|百万瓦", r"megawatts?|MW"),
    "kW": ("千瓦", r"kilowatts?|kW"),
    "kWh": ("千瓦时|度电", r"kilowatt[- ]hours?|kWh"),
    "degree": ("摄氏度|度", r"degrees?(?: Celsius| Fahrenheit)?|°C|°F"),
    "knot": ("节", r"knots?"),
}

# unit: (dimension, size in the unit of that dimension). Exact by definition, except the Chinese mu.
_SIZES: dict[str, tuple[str, Fraction]] = {
    **{u: ("month", Fraction(n)) for u, n in {"century": 1200, "decade": 120, "year": 12}.items()},
    **{u: ("month", Fraction(n)) for u, n in {"quarter": 3, "month": 1}.items()},
    **{u: ("minute", Fraction(n)) for u, n in {"week": 10080, "day": 1440, "hour": 60, "minute": 1}.items()},
    "second": ("minute", Fraction(1, 60)),
    **{
        u: ("metre", Fraction(n))
        for u, n in {"km": "1000", "m": "1", "cm": "0.01", "mm": "0.001", "nm": "1e-9"}.items()
    },
    **{
        u: ("metre", Fraction(n))
        for u, n in {"mile": "1609.344", "foot": "0.3048", "inch": "0.0254", "nautical mile": "1852"}.items()
    },
    "li": ("metre", Fraction(500)),
    **{
        u: ("square metre", Fraction(n))
        for u, n in {"km2": "1000000", "m2": "1", "hectare": "10000", "mile2": "2589988.11"}.items()
    },
    "mu": ("square metre", Fraction(2000, 3)),
    "acre": ("square metre", Fraction("4046.86")),
    **{
        u: ("kilogram", Fraction(n))
        for u, n in {"tonne": "1000", "kg": "1", "g": "0.001", "pound": "0.45359237", "jin": "0.5"}.items()
    },
    **{u: ("watt", Fraction(n)) for u, n in {"GW": 10**9, "MW": 10**6, "kW": 10**3}.items()},
}

SYMBOLS = {
    "US$": "USD",
    "$": "USD",
    "NT$": "TWD",
    "HK$": "HKD",
    "A$": "AUD",
    "C$": "CAD",
    "S$": "SGD",
    "€": "EUR",
    "£": "GBP",
    "¥": "CNY",
    "￥": "CNY",
    "₩": "KRW",
    "₽": "RUB",
    "₹": "INR",
    "₪": "ILS",
    "USD": "USD",
    "RMB": "CNY",
    "CNY": "CNY",
    "EUR": "EUR",
    "HKD": "HKD",
    "NTD": "TWD",
}

# Units whose English names are also common words or single letters: only straight after digits.
_ENGLISH_LETTERS = frozenset({"m", "g", "li", "mu"})


def size(unit: str) -> tuple[str, Fraction] | None:
    """Return the dimension of `unit` and its size there, or None when it converts to nothing."""
    return _SIZES.get(unit)


def is_money(unit: str) -> bool:
    """Whether `unit` is a currency."""
    return unit in _MONEY


def kind_of(unit: str) -> Kind:
    """Return the kind of a quantity in `unit`."""
    return Kind.MONEY if unit in _MONEY else Kind.MEASURE


def _chinese_names() -> dict[str, str]:
    table = {**_MONEY, **_MEASURES}
    return {name: unit for unit, (names, _) in table.items() for name in names.split("|") if name}


CHINESE = _chinese_names()
CHINESE_UNIT = "|".join(sorted(CHINESE, key=len, reverse=True))


def _english_pattern() -> tuple[re.Pattern[str], tuple[str, ...]]:
    table = {**_MONEY, **_MEASURES}
    # The longest wording of a unit comes first, so that "pounds sterling" is not read as a weight.
    order = sorted(table, key=lambda unit: (unit in _ENGLISH_LETTERS, -len(table[unit][1])))
    groups = "|".join(f"({table[unit][1]})" for unit in order)
    return re.compile(rf"[ \u00a0-]?(?:{groups})(?![\w²³])", re.IGNORECASE), tuple(order)


_ENGLISH, _ENGLISH_ORDER = _english_pattern()


def read_english_unit(text: str, position: int) -> tuple[str, int] | None:
    """Return the unit written at `position` and where it ends, or None."""
    match = _ENGLISH.match(text, position)
    if match is None or match.lastindex is None:
        return None
    return _ENGLISH_ORDER[match.lastindex - 1], match.end()
