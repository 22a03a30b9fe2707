"""Equal figures that the two languages limit to contrary sides: 逾九成 as "just under 90 percent"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.checks.base import rendered
from align.checks.pairing import MOST_COMPARED, Mention
from align.text import to_simplified
from align.types import Finding, Pair, Place
from align.values import Likeness, compare
from align.values.limits import Limit, Limited, find_limit

# The share of such findings that hold.
_CONFIDENCE = 0.8
# Those who may not, need not or do not: 未滿 18 歲不得投票, "may not own more than 50 percent".
_TURNING = {
    True: re.compile(
        "[无没未免禁若难否]|很少|一旦|才|只有|除非|不(?![到足及满久断同少仅但只])|不足为|并非|豁免|限制|"
        "门槛|从[^,，。]{0,8}[降跌]"
    ),
    False: re.compile(
        r"\b(?:no|not|never|nobody|none|neither|cannot|unless|without|bar(?:s|red|ring)?|bann?(?:s|ed|"
        r"ing)?|exempt\w*|free|only|few|hardly|rarely|seldom|all but|if|until|once|from|must|required?|"
        r"need|needs|threshold|longer|limit\w*|prevent\w*|fail\w*|short|lest|refus\w*)\b|n['’]t\b",
        re.IGNORECASE,
    ),
}
_SAID = {Limit.ABOVE: "more than", Limit.BELOW: "less than"}


def judge_limits(pair: Pair, source: Sequence[Mention], target: Sequence[Mention]) -> Iterator[Finding]:
    """Yield a finding for each figure of the source whose every equal has the contrary limit."""
    source, target = source[:MOST_COMPARED], target[:MOST_COMPARED]
    for mention in source:
        limited = _limit(mention)
        if limited.limit is Limit.NONE or mention.quantity.is_range:
            continue
        equals = [(other, _limit(other)) for other in target if _is_equal(mention, other)]
        if equals and all(other.limit == -limited.limit for _, other in equals):
            other, contrary = min(equals, key=lambda found: abs(found[0].position - mention.position))
            yield _finding(pair, (mention, limited), (other, contrary))


def _limit(mention: Mention) -> Limited:
    """Return the limit of a figure; none where a word besides may turn it round, as a negation does."""
    text = mention.segment.text
    limited = find_limit(text, mention.quantity, mention.segment.language)
    start, end = limited.span
    turning = _TURNING[mention.segment.language.is_chinese]
    if limited.limit and turning.search(to_simplified(f"{text[:start]} {text[end:]}")):
        return Limited(Limit.NONE, limited.span)
    return limited


def _is_equal(one: Mention, other: Mention) -> bool:
    return not other.quantity.is_range and compare(one.quantity, other.quantity) >= Likeness.NUMERAL


def _place(mention: Mention, limited: Limited) -> Place:
    return mention.segment.place.part(*limited.span)


def _finding(pair: Pair, said: tuple[Mention, Limited], written: tuple[Mention, Limited]) -> Finding:
    source, target = _place(*said), _place(*written)
    meant, put = said[1].limit, written[1].limit
    return rendered(
        "number",
        pair,
        source,
        target,
        confidence=_CONFIDENCE,
        explanation=f"the source says {_SAID[meant]} the figure, the target {_SAID[put]} it",
        evidence=(("said", _SAID[meant]), ("found", _SAID[put])),
    )
