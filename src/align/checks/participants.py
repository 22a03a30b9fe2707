"""Who can take part in an event: names, what stands for them, actors that go by what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from align.checks.events import Anchor, table
from align.checks.naming import Named, Scene
from align.knowledge.concepts import Concept
from align.knowledge.termbase import Termbase
from align.text import HAN, fold_chinese, fold_latin
from align.types import Language, Segment, Span

#: How the key of an actor begins who goes by what it is: it is no name.
ACTOR = "actor:"
# States that Chinese calls by one character and both languages by their capitals.
_STATES = (
    "中国、美国、日本、俄罗斯、英国、法国、德国、韩国、朝鲜、印度、巴基斯坦、越南、菲律宾、台湾、澳大利亚、"
    "加拿大、以色列、伊朗、乌克兰、土耳其、欧盟、意大利、波兰、沙特阿拉伯、巴西、泰国、印尼、新加坡、荷兰"
)
# In Simplified characters: what follows the character of a state, and what stands before it.
_OF_STATE, _TOWARDS = "方军国企资舰船府", "对访赴驻援挺反抗制遏输销"
# Words that begin with such a character.
_NO_STATE = "小央间等东学心医部文期层断转产午下上前后来常益元期语"
# What stands in Latin letters in Chinese text: "Block IV", "mBridge", "OPEC+".
_VERBATIM = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z0-9.&/+-]*[A-Z])[A-Za-z][A-Za-z0-9&/+-]+(?: [A-Z0-9][A-Za-z0-9&/+-]*)*"
)
# Shorter forms in Latin letters are too often something else.
_SHORTEST_LATIN = 4
_CAPITAL = re.compile(" [A-Z]")


class Cast:
    """The participants of both sides of a pair."""

    def __init__(self, scene: Scene, termbase: Termbase) -> None:
        concepts = [c for name in (*scene.source, *scene.target) for c in name.mention.concepts]
        concepts += _states(termbase)
        self._concepts = list({concept.id: concept for concept in concepts}.values())
        chinese = scene.pair.source if scene.languages[0].is_chinese else scene.pair.target
        self._verbatim = {match[0] for segment in chinese for match in _VERBATIM.finditer(segment.text)}
        self._counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}

    def is_singular(self, key: str) -> bool:
        """Return whether each side has a participant in one place, of the segments asked for."""
        return all(counts[key] <= 1 for counts in self._counts.values())

    def of(self, segment: Segment, names: Sequence[Named]) -> list[Anchor]:
        """Return who stands in a segment, in reading order; what is known best goes first."""
        is_chinese = segment.language.is_chinese
        text = (fold_chinese if is_chinese else fold_latin)(segment.text)
        found = [Anchor(name.mention.span, name.around) for name in names if name.segment is segment]
        for more in (
            self._loose(text, segment.language),
            self._latin(segment.text),
            _actors_in(text, is_chinese),
        ):
            taken = {position for anchor in found for position in range(*anchor.span)}
            found += _free(more, taken)
        self._counts[is_chinese].update(key for anchor in found for key in anchor.keys)
        return sorted(found)

    def _loose(self, text: str, language: Language) -> Iterator[Anchor]:
        """Yield what stands for something named: capitals, the character of a state."""
        for concept in self._concepts:
            keys = frozenset((concept.id, *concept.broader))
            pattern = _loose_pattern(concept, is_chinese=language.is_chinese)
            if pattern:
                yield from (Anchor(Span(*m.span()), keys) for m in pattern.finditer(text))

    def _latin(self, text: str) -> Iterator[Anchor]:
        """Yield what both languages spell alike."""
        for form in self._verbatim:
            pattern = re.compile(rf"(?<![A-Za-z0-9-]){re.escape(form)}(?:s(?![A-Za-z0-9])|(?![A-Za-z0-9]))")
            yield from (Anchor(Span(*m.span()), frozenset({f"latin:{form}"})) for m in pattern.finditer(text))


def _free(anchors: Iterable[Anchor], taken: set[int]) -> Iterator[Anchor]:
    """Yield anchors that overlap neither what is taken nor one another, the longest first."""
    by_span: dict[Span, frozenset[str]] = {}
    for span, keys in anchors:
        by_span[span] = by_span.get(span, frozenset()) | keys
    for span in sorted(by_span, key=lambda span: (span.start - span.end, span)):
        if taken.isdisjoint(range(*span)):
            taken.update(range(*span))
            yield Anchor(span, by_span[span])


def _states(termbase: Termbase) -> tuple[Concept, ...]:
    mentions = termbase.find(_STATES, Language.ZH_HANS)
    return tuple(concept for mention in mentions for concept in mention.concepts)


@cache
def _loose_pattern(concept: Concept, *, is_chinese: bool) -> re.Pattern[str] | None:
    """Return the pattern of the loose forms of a concept, of those that say enough."""
    forms = [form for form in concept.loose if bool(HAN.match(form)) is is_chinese]
    patterns = list(filter(None, map(_chinese_pattern if is_chinese else _latin_pattern, forms)))
    return re.compile("|".join(sorted(patterns, key=len, reverse=True))) if patterns else None


def _latin_pattern(form: str) -> str:
    stands = len(form) >= _SHORTEST_LATIN and form[0].isupper()
    return rf"\b{re.escape(fold_latin(form))}\b" if stands else ""


def _chinese_pattern(form: str) -> str:
    folded = fold_chinese(form)
    if len(folded) > 1:
        return re.escape(folded)
    return f"{folded}[{_OF_STATE}]|(?<=[{_TOWARDS}]){folded}(?![{_NO_STATE}])"


def _actors_in(text: str, is_chinese: bool) -> Iterator[Anchor]:
    pattern, keys = _actors(is_chinese=is_chinese)
    for match in pattern.finditer(text):
        # "Estonia suspects Russia"
        if match[0].endswith("s") and _CAPITAL.match(text, match.end()):
            continue
        yield Anchor(Span(*match.span()), keys[match[1].lower()])


@cache
def _actors(*, is_chinese: bool) -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Return the pattern of all actors of a language, and which rows a form may stand for."""
    keys: dict[str, frozenset[str]] = {}
    for number, cells in enumerate(table("actors.tsv")):
        for form in cells[0 if is_chinese else 1].split("|"):
            keys[form] = keys.get(form, frozenset()) | {f"{ACTOR}{number}"}
    forms = "|".join(map(re.escape, sorted(keys, key=len, reverse=True)))
    if is_chinese:
        return re.compile(f"({forms})"), keys
    # The last letter of "company" changes in the plural.
    plurals = {f"{form[:-1]}ies": form for form in keys if re.search("[^aeiou]y$", form)}
    keys = {**{plural: keys[form] for plural, form in plurals.items()}, **keys}
    forms = "|".join(map(re.escape, sorted(keys, key=len, reverse=True)))
    return re.compile(rf"\b({forms})(?:e?s)?\b", re.IGNORECASE), keys
