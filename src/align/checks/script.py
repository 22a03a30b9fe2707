"""Simplified characters in Traditional text, and the reverse."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.checks.base import Context, Yielded, rule
from align.text import HAN_RUN, foreign_script, script_votes, to_script
from align.types import Document, Finding, Pair, Place, Severity, Tally

# A text of which more than this share of the telling characters are of the other script is in both.
_MOST_FOREIGN = 0.3
# So few characters of the other script may be told in a text without any of its own.
_LEAST_VOTES = 6
# Characters between two foreign ones that are taken to belong to one word or phrase with them.
_WORD_GAP = 1
_MOST_PLACES = 10
# Traditional forms that names have in Simplified text too: 昇腾, 瞭望, 陶喆.
_NAME_FORMS = frozenset("昇瞭喆堃淼甯嶽崑祐菴脩")
# What is quoted may keep the script of where it comes from.
_QUOTED = re.compile(
    r"「[^「」\n]{1,80}」|《[^《》\n]{1,80}》|『[^『』\n]{1,80}』|“[^“”\n]{1,80}”|〈[^〈〉\n]{1,80}〉"
)


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """Chinese text of one side."""

    place: Place
    pair: Pair | None
    is_source: bool


@rule("script-mix", "locale/script", Severity.MINOR)
def check_script(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A character of the other Chinese script stands in the text.

    Simplified characters in a Traditional text or the reverse; the text's script is that of most of its
    characters. Characters that both scripts have (后, 台, 里, 余), variants within one (裏, 群) and
    quotations wholly in the other script are let pass.

    Bad: 出口数據下降 / Export figures fell
    Good: 出口數據下降 / Export figures fell
    """
    texts = list(_chinese(pairs, context.document))
    votes = [script_votes(text.place.text) for text in texts]
    own, simplified = (sum(column) for column in zip(*votes, strict=True)) if votes else (0, 0)
    traditional = own >= simplified
    fewer, more = sorted((own, simplified))
    if more >= _LEAST_VOTES and fewer <= _MOST_FOREIGN * (fewer + more):
        found = [
            (text, span) for text in texts for span in _foreign(text.place.text, traditional=traditional)
        ]
        yield from _findings(found, traditional=traditional, apart=context.document.prealigned is not None)
    yield Tally("Chinese characters", own + simplified)


def _chinese(pairs: Sequence[Pair], document: Document) -> Iterator[_Text]:
    for pair in pairs:
        for is_source, side in ((True, pair.source), (False, pair.target)):
            yield from (_Text(s.place, pair, is_source) for s in side if s.language.is_chinese)
    for field in document.fields:
        chinese = field.source if document.source_language.is_chinese else field.target
        if chinese:
            yield _Text(chinese, None, document.source_language.is_chinese)


def _foreign(text: str, *, traditional: bool) -> Iterator[tuple[int, int]]:
    """Yield where words with characters of the other script stand."""
    quoted = [m.span() for m in _QUOTED.finditer(text) if not script_votes(m.group())[not traditional]]
    for run in HAN_RUN.finditer(text):
        if any(start < run.start() and run.end() < end for start, end in quoted):
            continue
        start = end = -1
        for index, char in enumerate(run.group(), run.start()):
            if char in _NAME_FORMS or not foreign_script(char, traditional=traditional):
                continue
            if start >= 0 and index - end > _WORD_GAP:
                yield start, end
                start = index
            start, end = (index if start < 0 else start), index + 1
        if start >= 0:
            yield start, end


def _findings(
    found: Sequence[tuple[_Text, tuple[int, int]]], *, traditional: bool, apart: bool
) -> Iterator[Finding]:
    """Yield one finding for all places of a word; in pairs that have nothing in common, one a pair."""
    groups: defaultdict[tuple[str, bool, str], list[tuple[_Text, Place]]] = defaultdict(list)
    for text, span in found:
        place = text.place.part(*span)
        pair_id = text.pair.id if text.pair and apart else ""
        groups[place.text, text.is_source, pair_id].append((text, place))
    names = ("Simplified", "Traditional") if traditional else ("Traditional", "Simplified")
    for (word, is_source, _), group in groups.items():
        places = tuple(place for _, place in group[:_MOST_PLACES])
        right = to_script(word, traditional=traditional)
        yield Finding(
            rule="script-mix",
            category="locale/script",
            severity=Severity.MINOR,
            confidence=0.85,
            message=f"{names[0]} characters in {names[1]} text: {word}",
            explanation=f"{names[1]} is {right}",
            source=places if is_source else (),
            target=() if is_source else places,
            pair=group[0][0].pair,
            suggestion="" if is_source else right,
            evidence=(("places", len(group)),),
        )
