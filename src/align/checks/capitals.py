"""Capital letters that are missing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from align.checks.base import Context, Yielded, rule
from align.types import Block, BlockKind, Finding, Pair, Place, Severity, Tally

# At most this share of the texts of a kind may begin in lower case before that is their style.
_SLIP = 0.25
_FIRST_WORD = re.compile(r"[\"'“‘(\[*_]{0,4}([a-z][a-zA-Z0-9’'.-]*)")
# Names that begin in lower case, and words within one: iPhone, al-Shabaab, van der Leyen.
_NAME = re.compile(
    r"[a-z]+[A-Z]|(?:al|el|de|da|di|du|la|le|van|von|der|den|bin|ibn|abu|dos|del|e|i)\b|\w+[.@/]\w|x\d"
)
# What always has a capital; may, march and august are other words too.
_PROPER = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|"
    r"september|october|november|december|english|chinese|american|russian|european|i(?:'m|'ve|’m|’ve)?)\b"
    r"(?![/@-]|\.\w)"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}[@#][\w.-]+|(?<=[/._-])\w+|\b(?:e|i)\.")


@rule("capitals", "fluency/spelling", Severity.MINOR)
def check_capitals(pairs: Sequence[Pair], context: Context) -> Yielded:
    """An English text begins in lower case, or a word lacks its capital.

    Where nearly all other texts of the kind (bullets, paragraphs) begin with a capital; and weekdays,
    months and the word I. Names that begin in lower case (iPhone, van der Leyen) are let pass.

    Bad: 出口於週二下降。 / exports fell on tuesday.
    Good: 出口於週二下降。 / Exports fell on Tuesday.
    """
    compared = 0
    low: defaultdict[int, list[Place]] = defaultdict(list)
    numbers: dict[int, Pair] = {}
    for number, place, pair in _low_starts(pairs, context):
        low[number].append(place)
        numbers[number] = pair
    for pair in pairs:
        for segment in pair.target if pair.source else ():
            if segment.language.is_chinese:
                continue
            compared += 1
            numbers.setdefault(segment.block, pair)
            text = _ADDRESS.sub(lambda match: " " * len(match.group()), segment.text)
            low[segment.block] += [segment.place.part(*m.span()) for m in _PROPER.finditer(text)]
    for number in sorted(low):
        places = tuple({place.span.start: place for place in low[number]}.values())
        if places:
            yield _finding(numbers[number], places)
    yield Tally("first letters", compared)


def _low_starts(pairs: Sequence[Pair], context: Context) -> Iterator[tuple[int, Place, Pair]]:
    """Yield blocks that begin in lower case where others of their kind seldom do."""
    blocks: dict[int, Pair] = {}
    for pair in pairs:
        for segment in pair.target if pair.source else ():
            if not segment.language.is_chinese:
                blocks.setdefault(segment.block, pair)
    kinds: defaultdict[BlockKind, list[tuple[int, re.Match[str] | None]]] = defaultdict(list)
    for number in sorted(blocks):
        block: Block = context.document.target[number]
        kinds[block.kind].append((number, _FIRST_WORD.match(block.text)))
    for found in kinds.values():
        slips = [(number, match) for number, match in found if match]
        if len(slips) > _SLIP * len(found):
            continue
        for number, match in slips:
            if not _NAME.match(match[1]) and not re.search(
                rf"\b{re.escape(match[1])}\b", blocks[number].source_text
            ):
                yield number, context.document.target[number].place.part(*match.span(1)), blocks[number]


def _finding(pair: Pair, places: tuple[Place, ...]) -> Finding:
    word = places[0].text
    return Finding(
        rule="capitals",
        category="fluency/spelling",
        severity=Severity.MINOR,
        confidence=0.8,
        message=f"lower case for a capital: {', '.join(place.text for place in places[:5])}",
        source=(),
        target=places[:10],
        pair=pair,
        suggestion=word[:1].upper() + word[1:],
        evidence=(("places", len(places)),),
    )
