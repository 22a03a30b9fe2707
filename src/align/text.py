"""Facts about characters: scripts, widths, folding. No other module classifies code points."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Ideographs of every plane, as ranges of code points (Unicode 15.1 Blocks.txt, with U+3007 〇).
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003347f"
HAN = re.compile(f"[{_HAN}]")
HAN_RUN = re.compile(f"[{_HAN}]+")
LATIN_RUN = re.compile(f"[^\\W_{_HAN}]+")

# Scripts that neither Chinese nor English is written in, by name, with the marks that they combine with.
# Source: Unicode 15.1 Blocks.txt. The middle dot and the long-vowel mark of katakana stand in Chinese too.
OTHER_SCRIPTS = {
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Armenian": "\u0531-\u058f",
    "Hebrew": "\u0591-\u05f4",
    "Arabic": "\u0610-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Indic": "\u0900-\u0dff",
    "Thai": "\u0e01-\u0e5b",
    "Georgian": "\u10a0-\u10ff",
    "Hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "kana": "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f",
}
OTHER_SCRIPT_RUN = re.compile(
    "|".join(f"(?P<{name}>[{ranges}]+(?: [{ranges}]+)*)" for name, ranges in OTHER_SCRIPTS.items())
)

# Characters that take no place on a line and carry no meaning for comparing.
INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
    "\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # bidirectional controls
)

# Characters that steer a terminal, reorder a line or cannot be encoded: controls, separators,
# bidirectional and other format controls, lone surrogates, tags.
CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def show_controls(text: str, *, keep: str = "") -> str:
    """Return `text` with each control character as "<U+202E>"; those in `keep` stay."""
    return CONTROL.sub(lambda m: m[0] if m[0] in keep else f"<U+{ord(m[0]):04X}>", text)


def says_something(text: str) -> bool:
    """Return whether `text` has a letter, an ideograph or a digit: marks alone need no translation."""
    return any(map(str.isalnum, text))


def count_han(text: str) -> int:
    """Return the number of ideographs."""
    return len(HAN.findall(text))


def count_latin(text: str) -> int:
    """Return the number of letters that are not ideographs."""
    return sum(c.isalpha() for c in text) - count_han(text)


def display_width(text: str) -> int:
    """Return how many terminal columns `text` takes; wide and full-width characters take two.

    Source: Unicode Standard Annex 11, East Asian Width; ambiguous characters count as one. Where terminals
    differ, as for emoji joined into one, each character counts by itself.
    """
    return sum(_char_width(c) for c in text)


# Format characters that are drawn (the soft hyphen, and signs that span digits), and vowels and finals of
# Hangul that join the consonant before them.
_DRAWN = frozenset("\u00ad\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
_JOINING = frozenset(map(chr, (*range(0x1160, 0x1200), *range(0xD7B0, 0xD7FC))))


@cache
def _char_width(char: str) -> int:
    if char in _DRAWN:
        return 1
    if char in INVISIBLE or char in _JOINING or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def to_half_width(text: str) -> str:
    """Return `text` with full-width ASCII forms as ASCII; every offset stays the same."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def to_simplified(text: str) -> str:
    """Return `text` with each Traditional ideograph as its Simplified one, character by character.

    Offsets stay the same, unlike with OpenCC's phrase conversion. Source: OpenCC, `t2s`.
    """
    return text.translate(_conversion("t2s"))


def fold_chinese(text: str) -> str:
    """Return `text` as Chinese names are compared: half-width, Simplified, one middle dot.

    Every offset stays the same.
    """
    return to_simplified(to_half_width(text)).translate(_DOTS)


def fold_latin(text: str) -> str:
    """Return `text` as Latin names are compared: half-width, without accents, plain quotes and hyphens.

    Case is kept, and every offset stays the same.
    """
    folded = to_half_width(text)
    return folded if folded.isascii() else folded.translate(_BASE_LETTERS)


def lower_case(text: str) -> str:
    """Return `text` in lower case, but for letters that would become two: İ. Every offset stays the same."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


class _BaseLetters(dict[int, int]):
    """Maps a code point to its first one after canonical decomposition, on first use."""

    def __missing__(self, code: int) -> int:
        decomposed = unicodedata.normalize("NFD", chr(code))
        self[code] = ord(decomposed[0]) if decomposed[0].isascii() else code
        return self[code]


_DOTS = dict.fromkeys(map(ord, "・•‧･∙⋅"), "·")
_BASE_LETTERS = _BaseLetters(
    {0x2019: 0x27, 0x2018: 0x27, 0x2010: 0x2D, 0x2011: 0x2D, 0x2013: 0x2D, 0xA0: 0x20}
)


def script_votes(text: str) -> tuple[int, int]:
    """Return how many ideographs are only Traditional and only Simplified.

    Told by the national character sets: Big5 has the Traditional ones, GB 2312 the Simplified ones;
    a character of both, such as 后 or 台, or of neither votes for none.
    """
    votes = Counter(map(_script_of, HAN.findall(text)))
    return votes["big5"], votes["gb2312"]


@cache
def _script_of(char: str) -> str:
    sets = [name for name in ("big5", "gb2312") if char.encode(name, "ignore")]
    return sets[0] if len(sets) == 1 else ""


class _Conversion(dict[int, int]):
    """Code points by OpenCC, on first use: a document has few of the tens of thousands."""

    def __init__(self, config: str) -> None:
        from opencc import OpenCC

        super().__init__()
        self._convert = OpenCC(config).convert

    def __missing__(self, code: int) -> int:
        converted = self._convert(chr(code)) if HAN.match(chr(code)) else ""
        self[code] = ord(converted) if len(converted) == 1 else code
        return self[code]


@cache
def _conversion(config: str) -> _Conversion:
    return _Conversion(config)


# Simplified forms that Big5 has too, as other characters that modern texts do not use.
_SIMPLIFIED_IN_BIG5 = frozenset("与优价体儿听坏岭异怀惊愿扰扑机极构洁网胜触赶适确离气复荐蚕虫圣忏怜")


@cache
def foreign_script(char: str, *, traditional: bool) -> bool:
    """Return whether an ideograph belongs to the other script than a Traditional (or Simplified) text's.

    It does when of Big5 and GB 2312 only the other's has it and OpenCC converts it: 后, 台, 里 and 着 are
    right in both.
    """
    other = "gb2312" if traditional else "big5"
    if traditional and char in _SIMPLIFIED_IN_BIG5:
        return True
    if _script_of(char) != other:
        return False
    converted = char.translate(_conversion("s2t" if traditional else "t2s"))
    return converted != char and _script_of(converted) != other


def to_script(text: str, *, traditional: bool) -> str:
    """Return `text` in Traditional characters as written in Taiwan, or in Simplified ones, by phrases."""
    return str(_converter("s2tw" if traditional else "t2s").convert(text))


@cache
def _converter(config: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(config)
