"""How likely Chinese characters spell a Latin name: 索爾達托夫 and 索尔达托夫 for Soldatov.

Characters are read in Mandarin, syllables cut into initial, vowel and nasal, Latin names into consonants
and vowels; a dynamic programme aligns the two. What it may pair, drop or add, and what that is worth, is
in `data/transliteration.tsv`: logarithms of how much likelier the step is in a name and its transcription
than by chance, learnt by `bench/fit_transliteration.py` from names of CC-CEDICT. The weights are a joint
model of both strings without memory (Ristad and Yianilos 1998).

On the 107 names that took no part in learning and are transcribed for certain, parts of names with dots:
AUC .9998 against the same names shuffled. At 0.5, the threshold in use, 8 % of the right names fall below,
and none of the wrong ones stands above. Searched for in a whole paragraph, where a short name is soon heard
by chance, and with the least total weight that `checks/unlisted.py` asks for, 6 % of names are heard in
paragraphs about something else. Both usages are heard (特朗普 and 川普); names taken over from Japanese,
Korean and Cantonese in characters are not, so that a low score of such a name says nothing.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from align.knowledge.cedict import dictionary, state_name
from align.storage import recall, remember
from align.text import HAN, fold_chinese, fold_latin

_FORMAT = 1
_WORD = re.compile(r"^\S+ (\S+) \[([^\]]+)\]", re.MULTILINE)
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(.*?)(ng?)?$")
_UNIT = re.compile(
    "sch|tch|ts[ch]|dzh|sh|ch|th|ph|kh|gh|zh|ck|ts|tz|dz|ng|qu|a[iyuw]|e[aeiyuw]|ie|o[aeouw]|ue|[a-z]"
)
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1")
# Vowels that a syllable needs and its name may not: 斯 for s, 特 for t, 夫 for f.
_APICAL = frozenset(("zh", "ch", "sh", "r", "z", "c", "s"))
_WEAK = {"e": frozenset("dtgklzcs"), "u": frozenset("bpfmkstdl")}
Table = dict[str, dict[str, float]]
NOTHING = "-"
"""What stands opposite a dropped or an added sound."""


class Found(NamedTuple):
    """Where in a Chinese text a name is heard best, and how well: a mean weight a Latin sound."""

    score: float
    start: int
    end: int


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Return the Mandarin syllables of each Simplified character, without tones, the commonest first."""
    name = state_name(f"cedict-readings-{_FORMAT}")
    stored = recall(name)
    try:
        rows = json.loads(stored) if stored else None
    except ValueError:
        rows = None
    if not isinstance(rows, dict):
        rows = dict(_count_readings())
        remember(name, json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())
    return {char: tuple(row.split()) for char, row in rows.items()}


def _count_readings() -> Iterator[tuple[str, str]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for word, pinyin in _WORD.findall(dictionary()):
        syllables = pinyin.lower().replace("u:", "v").split()
        if len(syllables) == len(word):
            for char, syllable in zip(word, syllables, strict=True):
                plain = syllable.rstrip("12345")
                if plain.isalpha() and HAN.match(char):
                    counts[char][plain] += 1
    for char, count in counts.items():
        yield char, " ".join(reading for reading, _ in count.most_common())


@cache
def sounds(char: str) -> tuple[str, ...]:
    """Return the sounds of a Simplified character by its commonest reading: 索 is s, uo."""
    syllable = next(iter(readings().get(char, ())), "")
    if syllable in ("er", "r"):
        return ("er",)
    match = _SYLLABLE.match(syllable)
    if not match or not syllable:
        return ()
    initial, vowel, nasal = match.groups()
    if (vowel == "i" and initial in _APICAL) or (not nasal and _is_weak(initial, vowel)):
        vowel = vowel.upper()
    return tuple(filter(None, (initial, vowel, nasal)))


def _is_weak(initial: str | None, vowel: str) -> bool:
    return initial in _WEAK.get(vowel, ())


@cache
def units(latin: str) -> tuple[str, ...]:
    """Return the sounds of a Latin name as its spelling suggests: Soldatov is s, o, l, d, a, t, o, v."""
    letters = re.sub(r"[^a-z]", "", fold_latin(latin).lower())
    return tuple(_UNIT.findall(_DOUBLE.sub(r"\1", letters)))


@cache
def weights() -> Table:
    """Return the weight of each step, by the Chinese sound and by the Latin one."""
    table = (files("align") / "data" / "transliteration.tsv").read_text(encoding="utf-8")
    header, *lines = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row: dict(zip(header[1:], map(_weight, cells), strict=True)) for row, *cells in lines}


def _weight(cell: str) -> float:
    return int(cell) / 100


def score(chinese: str, latin: str, table: Table | None = None) -> float:
    """Return how well all of `chinese` spells all of `latin`: a mean weight a sound; 0 is chance."""
    heard = [sound for char in fold_chinese(chinese) for sound in sounds(char)]
    spelt = units(latin)
    if not heard or not spelt:
        return -1.0
    table = table or weights()
    none = table[NOTHING]
    row = [0.0]
    for unit in spelt:
        row.append(row[-1] + none[unit])
    for sound in heard:
        row = _next_row(row, row[0] + table[sound][NOTHING], spelt, table[sound], none)
    return row[-1] / max(len(spelt), len(heard) * 0.75)


def _next_row(
    row: Sequence[float], first: float, spelt: Sequence[str], of: dict[str, float], none: dict[str, float]
) -> list[float]:
    dropped = of[NOTHING]
    made = [first]
    left = first
    for index, unit in enumerate(spelt):
        left = max(row[index] + of[unit], row[index + 1] + dropped, left + none[unit])
        made.append(left)
    return made


class Sounding:
    """A Chinese text as it sounds, to be searched for many Latin names."""

    def __init__(self, text: str) -> None:
        self._sounds: list[str] = []
        self._chars: list[int] = []
        self._begins: list[bool] = []
        for place, char in enumerate(fold_chinese(text)):
            heard = sounds(char) if HAN.match(char) else ()
            self._sounds += heard
            self._chars += [place] * len(heard)
            self._begins += [not index for index in range(len(heard))]

    def best(self, latin: str) -> Found:
        """Return where the text spells `latin` best."""
        spelt = units(latin)
        table, none = weights(), weights()[NOTHING]
        best = Found(-1.0, 0, 0)
        if not spelt:
            return best
        lead = [0.0]
        for unit in spelt:
            lead.append(lead[-1] + none[unit])
        row, starts = lead, [0] * len(lead)
        length = len(spelt)
        for place, sound in enumerate(self._sounds):
            if self._begins[place]:
                # Any character may begin the name.
                row, starts = _restart(row, starts, lead, place)
            of = table[sound]
            dropped = of[NOTHING]
            left, origin = row[0] + dropped, starts[0]
            made, begun = [left], [origin]
            for index in range(length):
                unit = spelt[index]
                left += none[unit]
                if (paired := row[index] + of[unit]) > left:
                    left, origin = paired, starts[index]
                if (skipped := row[index + 1] + dropped) > left:
                    left, origin = skipped, starts[index + 1]
                made.append(left)
                begun.append(origin)
            row, starts = made, begun
            ends = place + 1 == len(self._sounds) or self._begins[place + 1]
            if ends and left / length > best.score:
                best = Found(left / length, self._chars[origin], self._chars[place] + 1)
        return best


def _restart(
    row: list[float], starts: list[int], lead: list[float], place: int
) -> tuple[list[float], list[int]]:
    fresh = [new > old for new, old in zip(lead, row, strict=True)]
    return (
        [new if better else old for new, old, better in zip(lead, row, fresh, strict=True)],
        [place if better else start for start, better in zip(starts, fresh, strict=True)],
    )
