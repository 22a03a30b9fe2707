"""Names that no list holds, on either side of a pair, and what of the other side may stand for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise

from align.checks.latin_names import Capitals
from align.knowledge import cedict, glosses
from align.knowledge.glosses import stem, stems
from align.knowledge.lexicon import is_common
from align.knowledge.transliteration import Sounding, readings, units
from align.text import LATIN_RUN, fold_chinese, fold_latin

# From what mean weight a sound, and from what weight in all, a name is heard in a text: short ones need more.
_HEARD, _HEARD_IN_ALL = 0.5, 4.0
# What names with a rendering that both languages know need, to pass by another one.
SURELY = 1.2
_LEAST_STEM = 4
# The share of the words of a name that says the same in other words.
_MOST = 0.6
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CAPITAL = re.compile(r"(?<![^\W_])[A-Z][^\W\d_]+(?:'[^\W\d_]{2,})*")


# In longer texts nearly any name is heard somewhere: characters, and words in capitals.
_LONGEST, _MOST_CAPITALS = 3000, 300


def _is_heard(sounding: Sounding, word: str, least: float) -> bool:
    score = sounding.best(word).score
    return score >= least and score * len(units(word)) >= _HEARD_IN_ALL


def _are_most(wanted: Sequence[str], here: Collection[str]) -> bool:
    return len(wanted) > 1 and sum(stem in here for stem in wanted) >= _MOST * len(wanted)


class ChineseText:
    """The Chinese of one side, and what English names it may have a rendering of.

    `english` has the English forms of all names that are known in it; `unexplained` is the text without those
    of them that the English side renders.
    """

    def __init__(self, text: str, english: Sequence[str], unexplained: str) -> None:
        self.text = fold_chinese(text)
        self._unexplained = unexplained
        self._latin = fold_latin(text).lower()
        self._names = frozenset(
            word for form in english for word in re.findall(r"[^\W\d_]+", fold_latin(form).lower())
        )
        self._heard: dict[str, bool] = {}

    def supports(self, capitals: Capitals) -> bool:
        """Return whether anything here may stand for the name or for part of it."""
        return self._has_gloss(capitals.text) or any(map(self.supports_word, capitals.words))

    def has_most(self, english: str) -> bool:
        """Return whether words here mean most of the words of an English name of several."""
        return _are_most(stems(english), self._stems)

    def supports_word(self, word: str) -> bool:
        """Return whether anything here may stand for a word of a name: by meaning, letters or sound."""
        if word not in self._heard:
            self._heard[word] = self._supports(word)
        return self._heard[word]

    def _supports(self, word: str) -> bool:
        plain = fold_latin(word).lower()
        # An abbreviation in the plural: SMRs for SMR.
        single = plain.removesuffix("s") if word[:-1].isupper() else plain
        if single in self._latin or plain in self._names or self._has_gloss(word):
            return True
        if any(stem(part) in self._stems for part in plain.split("-")):
            return True
        # By sound only what is surely a name: a common word is translated.
        return not is_common(word) and self.hears(word)

    def hears(self, word: str, least: float = _HEARD) -> bool:
        """Return whether some characters here sound like a word of a name."""
        if len(self._unexplained) > _LONGEST:
            return True
        return _is_heard(self._sounding, word, least) or self._is_spelt(fold_latin(word).lower())

    def _has_gloss(self, english: str) -> bool:
        return any(form in self.text for form in cedict.load().chinese_of(english))

    def _is_spelt(self, latin: str) -> bool:
        """Return whether characters here, each by any of its readings, are spelt `latin` in pinyin."""
        latin = latin.replace("-", "").replace("'", "")
        known = readings()
        ends: set[int] = set()
        for char in fold_chinese(self._unexplained):
            heard = known.get(char, ())
            ends = {
                end + len(syllable)
                for end in (*ends, 0)
                for syllable in heard
                if latin.startswith(syllable.replace("v", "u"), end)
            }
            if len(latin) in ends:
                return True
        return False

    @cached_property
    def _sounding(self) -> Sounding:
        return Sounding(self._unexplained)

    @cached_property
    def _stems(self) -> frozenset[str]:
        known = glosses.load()
        return frozenset(stem for word in known.words(self.text) for stem in known.of(word))


class EnglishText:
    """The English of one side, and what Chinese names it may have a rendering of."""

    def __init__(self, text: str, explained: Collection[str]) -> None:
        self._stems = frozenset(stems(text))
        folded = fold_latin(text)
        self._small = folded.lower()
        runs = [_CAPITAL.findall(run) for run in re.split(r"[^\w' .]|\. ", folded)]
        self._names = tuple(dict.fromkeys(word for words in runs for word in words))
        # Given name and surname may be one word in Chinese.
        joined = ("".join(pair) for words in runs for pair in pairwise(words))
        self._capitals = tuple(
            word
            for word in dict.fromkeys((*self._names, *joined))
            if word.lower() not in explained and not (len(word) <= _LEAST_STEM and is_common(word))
        )
        self._heard: dict[tuple[str, float], bool] = {}

    def glosses(self, names: Sequence[str]) -> bool:
        """Return whether a word of one of the English `names` of something stands here, in some form."""
        wanted = {stem for name in names for stem in stems(name) if len(stem) >= _LEAST_STEM}
        return any(here.startswith(stem) for stem in wanted for here in self._stems)

    def has_most(self, english: str) -> bool:
        """Return whether most of the words of an English name of several stand here."""
        return _are_most(stems(english), self._stems)

    def means(self, chinese: str) -> bool:
        """Return whether the dictionary glosses some word of `chinese` by what stands here: 伊斯兰."""
        known = glosses.load()
        wanted = {stem for word in known.cut(chinese) if len(word) > 1 for stem in known.of(word)}
        return any(
            here.startswith(stem) for stem in wanted for here in self._stems if len(stem) >= _LEAST_STEM
        )

    def quotes(self, latin: str) -> bool:
        """Return whether a Latin word of a Chinese text stands here, or what it abbreviates."""
        words = [word.lower() for word in _WORD.findall(fold_latin(latin))]
        if any(word in self._small for word in words):
            return True
        initials = "".join(word[0] for word in _WORD.findall(self._small))
        return any(word in initials for word in words)

    def hears(self, chinese: str, least: float = _HEARD) -> bool:
        """Return whether a word in capitals sounds like some of `chinese`."""
        if len(self._capitals) > _MOST_CAPITALS:
            return True
        key = chinese, least
        if key not in self._heard:
            sounding = Sounding(chinese)
            self._heard[key] = any(_is_heard(sounding, word, least) for word in self._capitals)
        return self._heard[key]

    def has_surname(self, chinese: str) -> bool:
        """Return whether a Chinese person's surname stands here, as Mandarin or another tongue has it."""
        surname = fold_chinese(chinese[0])
        spelt = {spelling.capitalize() for spelling in readings().get(surname, ())}
        spelt.update(_surnames().get(surname, ()))
        return any(spelt.intersection(LATIN_RUN.findall(word)) for word in self._names)


@cache
def _surnames() -> dict[str, frozenset[str]]:
    table = (files("align") / "data" / "surnames.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {surname: frozenset(spelt.split()) for surname, spelt in rows}
