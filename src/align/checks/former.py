"""The former and the latter by what is said of each: 前者…後者… as "the latter ... the former".

Both must open their clauses in either language. Elsewhere what is said of one is said beside the other: of
前者的成本高於後者 the other way round is right as well.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from align.checks.senses import Clash
from align.checks.words import Matched, Side, Token
from align.types import Span

# How much better what is said of the two must fit crosswise, of the 2 that two right pairs come to.
_CROSSED = 0.2
_CHINESE = {"former": re.compile("前者"), "latter": re.compile("后者")}
_ENGLISH = {
    "former": re.compile(r"\bthe former\b(?! [a-z]+(?<!ly)\b of)"),
    "latter": re.compile(r"\bthe latter\b"),
}
_SENTENCE_END = re.compile(r"[。！!？?]|\.(?=\s|$)")
# What stands before a word that opens its clause.
_OPENING = {
    True: re.compile(r"(?:^|[，,。；;、：:！!？?—…(（]\s*)(?:而|但|且|至于)?$"),
    False: re.compile(r"(?:^|[,;:.!?—…(]\s*)(?:(?:and|but|while|whereas|with)\s+)?$"),
}
# How far before it that is looked for.
_BEFORE = 12
# Words that are looked at of what is said of either.
_MOST = 40


def former_exchanged(matched: Matched) -> Clash | None:
    """Return the former and the latter of both sides, if what is said of one is said of the other there."""
    ours, theirs = _read(matched.chinese, _CHINESE), _read(matched.english, _ENGLISH)
    if not (ours and theirs and matched.has_contexts):
        return None
    lead = matched.lead((ours.former, ours.latter), (theirs.former, theirs.latter))
    return Clash(ours.span, theirs.span) if lead <= -_CROSSED else None


class _Said(NamedTuple):
    """What is said of the former and of the latter, and where they stand."""

    former: list[Token]
    latter: list[Token]
    span: Span


def _read(side: Side, patterns: dict[str, re.Pattern[str]]) -> _Said | None:
    """Return what follows the former and the latter, each as far as the other or the end of the sentence.

    None unless either stands there once and opens its clause.
    """
    found = {name: list(pattern.finditer(side.text)) for name, pattern in patterns.items()}
    if any(len(matches) != 1 for matches in found.values()):
        return None
    places = {name: Span(*matches[0].span()) for name, matches in found.items()}
    opening = _OPENING[side.is_chinese]
    if not all(opening.search(side.text[max(0, p.start - _BEFORE) : p.start]) for p in places.values()):
        return None
    said = {}
    for name, place in places.items():
        ends = [match.start() for match in _SENTENCE_END.finditer(side.text, place.end)]
        others = [other.start for other in places.values() if other.start > place.start]
        end = min([*ends[:1], *others, len(side.text)])
        said[name] = [word for word in side.content if place.end <= word.start and word.end <= end][:_MOST]
    if not all(said.values()):
        return None
    start, end = min(place.start for place in places.values()), max(place.end for place in places.values())
    return _Said(said["former"], said["latter"], Span(start, end))
