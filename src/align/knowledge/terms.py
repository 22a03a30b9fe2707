"""Terms in running text: longest first, in any inflection and spelling, in either script."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from align.knowledge import glosses
from align.knowledge.concepts import Concept
from align.knowledge.inflection import key
from align.text import HAN, fold_chinese, fold_latin
from align.types import Language, Span

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# What may stand between the words of a term.
_JOINT = re.compile(r"[ \-/]|\s?&\s?|\s|, ")
# Words of a Latin form beyond which none is looked for.
_MOST_WORDS = 8
# Chinese forms up to this length must begin and end where words do.
_DOUBTFUL = 3
_QUOTES = "《》〈〉「」『』“”"


class Found(NamedTuple):
    """A form of a term in a text.

    Attributes:
        concepts: Those that it names, the first of the table first.
    """

    span: Span
    text: str
    concepts: tuple[Concept, ...]


class Text:
    """A text prepared once, to be searched for many forms of one language."""

    def __init__(self, text: str, language: Language) -> None:
        self.raw = text
        self.is_chinese = language.is_chinese
        self.chinese = fold_chinese(text) if self.is_chinese else ""
        latin = fold_latin(text)
        self.words = [match.span() for match in _WORD.finditer(latin)]
        self.latin = latin
        self.keys = [key(latin[start:end]) for start, end in self.words]
        self._joined = [
            bool(_JOINT.fullmatch(latin, one[1], other[0]))
            for one, other in zip(self.words, self.words[1:], strict=False)
        ]
        self._starts: list[int] | None = None
        self._spans: tuple[tuple[int, int], ...] = ()

    def runs(self, first: int) -> Iterator[tuple[int, str]]:
        """Yield each run of words from the word `first` on: the number of its last word, and its key."""
        run = ""
        for last in range(first, min(first + _MOST_WORDS, len(self.words))):
            if last > first and not self._joined[last - 1]:
                return
            run += self.keys[last]
            yield last, run

    def is_word(self, start: int, end: int) -> bool:
        """Return whether a short stretch of Chinese does not cut a word of the dictionary in two."""
        if end - start > _DOUBTFUL:
            return True
        if self._starts is None:
            spans = tuple(glosses.load().spans(self.chinese))
            self._spans = spans
            self._starts = [span[0] for span in spans]
        at = bisect_left(self._starts, start)
        if at and self._spans[at - 1][1] > start:
            return False
        last = bisect_left(self._starts, end) - 1
        return last < 0 or self._spans[last][1] <= end


def latin_key(form: str) -> str:
    """Return what a Latin form is found by: the keys of its words, run together."""
    return "".join(key(word) for word in _WORD.findall(fold_latin(form)))


def chinese_key(form: str) -> str:
    """Return what a Chinese form is found by."""
    return fold_chinese(form).strip(_QUOTES)


def is_chinese(form: str) -> bool:
    """Return whether a form is Chinese, such as AI技術."""
    return bool(HAN.search(form))


def _keeps_case(form: str) -> bool:
    """Return whether a form is an abbreviation: EEZ, AUKUS, DoD."""
    return sum(char.isupper() for char in form) > 1 and " " not in form


Plain = tuple[dict[str, list["_Latin"]], dict[str, dict[str, list[int]]]]


class _Latin(NamedTuple):
    """A Latin form as written, whether its case matters, and what it stands for."""

    form: str
    exact: bool
    number: int


class Forms:
    """Forms with the numbers of what each stands for, to be found in texts.

    Args:
        plain: What another one gave as `plain`.
    """

    def __init__(self, plain: Plain | None = None) -> None:
        latin, chinese = plain or ({}, {})
        self._latin, self._chinese = defaultdict(list, latin), defaultdict(dict, chinese)

    @property
    def plain(self) -> Plain:
        """Latin forms by the keys of their words, Chinese ones by how they begin: data to be kept."""
        return dict(self._latin), dict(self._chinese)

    def add(self, form: str, number: int, *, exact: bool = False) -> None:
        """Let `form` stand for `number`; with `exact` its case matters, as that of abbreviations does."""
        if is_chinese(form):
            plain = chinese_key(form)
            if len(plain) > 1:
                self._chinese[plain[:2]].setdefault(plain, []).append(number)
        elif found := latin_key(form):
            self._latin[found].append(_Latin(fold_latin(form), exact or _keeps_case(form), number))

    def find(self, text: Text, *, nouns: bool = False) -> Iterator[tuple[Span, tuple[int, ...]]]:
        """Yield where forms stand and what for, in reading order, longest first; none overlaps another.

        With `nouns`, a Latin form ends as it does in the table, but for the plural: what is data-centered
        is no data center.
        """
        found = list(self._find_latin(text, nouns))
        if text.is_chinese:
            found = sorted([*found, *self._find_chinese(text)])
        end = 0
        for span, numbers in found:
            if span.start >= end:
                end = span.end
                yield span, numbers

    def _find_latin(self, text: Text, nouns: bool) -> Iterator[tuple[Span, tuple[int, ...]]]:
        first = 0
        while first < len(text.words):
            best: tuple[int, tuple[int, ...]] | None = None
            for last, run in text.runs(first):
                span = text.latin[text.words[first][0] : text.words[last][1]]
                if numbers := self._numbers(run, span, nouns):
                    best = last, numbers
            if best:
                yield Span(text.words[first][0], text.words[best[0]][1]), best[1]
            first = best[0] + 1 if best else first + 1

    def _numbers(self, run: str, written: str, nouns: bool) -> tuple[int, ...]:
        return tuple(
            number
            for form, exact, number in self._latin.get(run, ())
            if (not exact or _same_case(form, written)) and not (nouns and _is_verb(form, written))
        )

    def _find_chinese(self, text: Text) -> Iterator[tuple[Span, tuple[int, ...]]]:
        folded, start = text.chinese, 0
        while start < len(folded) - 1:
            for form in self._by_length(folded[start : start + 2]):
                end = start + len(form)
                if folded.startswith(form, start) and text.is_word(start, end):
                    yield Span(start, end), tuple(self._chinese[form[:2]][form])
                    start = end
                    break
            else:
                start += 1

    def _by_length(self, head: str) -> Sequence[str]:
        forms = self._chinese.get(head)
        return sorted(forms, key=len, reverse=True) if forms else ()


def _same_case(form: str, written: str) -> bool:
    """Return whether an abbreviation stands as it should, be it in the plural: EEZs, EEZ's."""
    bare = written.partition("'")[0]
    return form in (bare, bare.removesuffix("s"))


def _is_verb(form: str, written: str) -> bool:
    """Return whether a form stands there with an ending of verbs that it does not have."""
    return any(written.endswith(ending) and not form.endswith(ending) for ending in ("ing", "ed"))


class TermIndex:
    """The terms of a termbase by the forms that name them.

    Args:
        forms: The forms, with the numbers of their concepts.
        concept: Gives the concept of a number.
    """

    def __init__(self, forms: Forms, concept: Callable[[int], Concept]) -> None:
        self._forms, self._concept = forms, concept

    def find(self, text: Text) -> tuple[Found, ...]:
        """Return the terms of a text in reading order, longest first."""
        return tuple(
            Found(span, text.raw[span.start : span.end], tuple(map(self._concept, dict.fromkeys(numbers))))
            for span, numbers in self._forms.find(text, nouns=True)
        )


def index(concepts: Sequence[Concept]) -> TermIndex:
    """Return concepts by the forms that name them."""
    return TermIndex(index_forms(concepts), concepts.__getitem__)


def index_forms(concepts: Sequence[Concept]) -> Forms:
    """Return the forms that name concepts, with the numbers of these."""
    forms = Forms()
    for number, concept in enumerate(concepts):
        for form in dict.fromkeys((*concept.chinese, *concept.english, *concept.abbreviations)):
            forms.add(form, number, exact=concept.exact)
    return forms


def places(text: Text, forms: Iterable[str], *, exact: bool = False) -> Iterator[tuple[Span, str]]:
    """Yield where any of some forms stands in a text, with the form; a longer one hides those in it."""
    table, listed = Forms(), tuple(dict.fromkeys(forms))
    for number, form in enumerate(listed):
        table.add(form, number, exact=exact)
    for span, numbers in table.find(text):
        yield span, listed[numbers[0]]
