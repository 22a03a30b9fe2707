"""Which of two things is denied: 為了嚇阻，而非入侵 as "an invasion, not deterrence"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.checks.words import Matched, Side, Token
from align.types import Finding, Severity, Span

_CONFIDENCE = 0.75
# How many content words of either part are looked at, nearest to what sets them apart.
_REACH = 6
_CHINESE = (
    # what is affirmed, then what is denied
    re.compile(
        r"(?P<yes>[^。;；!！?？]{2,40}?)[,，]?(?:而非|而不是|而不在于)"
        r"(?P<no>[^,，。;；:：!！?？]{2,30})"
    ),
    re.compile(
        r"(?:并不是|不是|并非|不在于|非为)(?P<no>[^,，。;；:：]{2,24})[,，]?(?:而是|"
        r"而在于)(?P<yes>[^,，。;；:：]{2,30})"
    ),
)
_ENGLISH = (
    re.compile(r"(?P<yes>[^.;:!?]{3,120}?),? (?:rather than|instead of|and not)(?P<no> [^.,;:!?]{3,80})"),
    re.compile(r"(?P<yes>[^.;:!?]{3,120}?), not(?! only| enough| all| every)(?P<no> [^.,;:!?]{3,80})"),
    re.compile(
        r"\bnot(?! only| enough| all| every)(?P<no> [^.;:!?]{3,80}?),? but(?! also)(?P<yes> [^.,;:!?]{3,80})"
    ),
    re.compile(r"(?:^|[.;] ?)(?:rather than|instead of)(?P<no> [^.,;:!?]{3,80}),(?P<yes> [^.;:!?]{3,120})"),
)


# Verbs that deny what follows them.
_REFUSED = re.compile(r"\b(?:refus|reject|oppos|den(?:y|ie)|avoid|prevent)\w*")


class _Contrast(NamedTuple):
    """Where a text affirms one thing and denies another."""

    whole: Span
    affirmed: tuple[Token, ...]
    denied: tuple[Token, ...]


def judge_contrasts(matched: Matched) -> Iterator[Finding]:
    """Yield a finding where what one language denies is what the other affirms, and the reverse."""
    # Every Chinese pattern has this character; most texts have not.
    chinese = _only(_CHINESE, matched.chinese) if "而" in matched.chinese.text else None
    english = _only(_ENGLISH, matched.english) if chinese else None
    if (
        chinese
        and english
        and not _REFUSED.search(matched.english.text)
        and _is_crossed(matched, chinese, english)
    ):
        yield _finding(matched, chinese.whole, english.whole)


def _only(patterns: Sequence[re.Pattern[str]], side: Side) -> _Contrast | None:
    """Return the contrast of a text that has one."""
    found = [match for pattern in patterns for match in pattern.finditer(side.text)]
    if len(found) != 1:
        return None
    (match,) = found
    affirms_first = match.start("yes") < match.start("no")
    yes = _words(side, Span(*match.span("yes")), last=affirms_first)
    no = _words(side, Span(*match.span("no")), last=False)
    start = yes[0].start if yes and affirms_first else match.start() + bool(re.match(r"\W", match[0]))
    # What both parts say tells nothing: not a political problem but an economic problem.
    shared = {word.key for word in yes} & {word.key for word in no}
    own = [tuple(word for word in words if word.key not in shared) for words in (yes, no)]
    return _Contrast(Span(start, match.end()), *own)


def _words(side: Side, span: Span, *, last: bool) -> tuple[Token, ...]:
    words = tuple(word for word in side.content if span.start <= word.start and word.end <= span.end)
    return words[-_REACH:] if last else words[:_REACH]


def _is_crossed(matched: Matched, chinese: _Contrast, english: _Contrast) -> bool:
    """Return whether words of either part stand in the other part there, and what is denied is not denied."""
    crossed = _renders(matched, chinese.affirmed, english.denied) and _renders(
        matched, chinese.denied, english.affirmed
    )
    return crossed and not _renders(matched, chinese.denied, english.denied)


def _renders(matched: Matched, words: Sequence[Token], others: Sequence[Token]) -> bool:
    found = (matched.in_english(word) for word in words)
    return any(one.is_sure and one.token in others for one in found if one)


def _finding(matched: Matched, chinese: Span, english: Span) -> Finding:
    source, target = matched.places(chinese, english)
    return Finding(
        rule="negation",
        category="accuracy/mistranslation",
        severity=Severity.CRITICAL,
        confidence=_CONFIDENCE,
        message=f"what is denied is affirmed: {target.text}",
        explanation="of two things the source affirms one and denies the other, the target the reverse",
        source=(source,),
        target=(target,),
        pair=matched.pair,
        evidence=(("said", source.text), ("found", target.text)),
    )
