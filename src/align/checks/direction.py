"""What is said turned into its contrary: up for down, imports for exports, tighten for relax."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.checks import opposites
from align.checks.base import Context, Yielded, rule
from align.checks.contraries import judge_contraries
from align.checks.opposites import Contrary
from align.checks.words import Matched, matched
from align.types import Finding, Pair, Severity, Tally

# Shares of right findings where nothing in the Chinese accounts for the word, and where something does once.
_SURE, _LEFT = 0.85, 0.6


@rule("direction", "accuracy/mistranslation", Severity.CRITICAL)
def check_direction(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A word is rendered as its contrary.

    An English word (tighten, exports, fell, early) opposite a Chinese word that means the contrary,
    where nothing else in the Chinese can account for the English word and nothing else in the English
    renders the Chinese one. A contrary that is negated (不高 as "low") is right.

    Bad: 政府放寬審查。 / The government tightened reviews.
    Good: 政府放寬審查。 / The government relaxed reviews.
    """
    compared = 0
    for one in matched(pairs, context).values():
        compared += opposites.count(one)
        yield from report(one, "direction")
        yield from judge_contraries(one, "direction")
    yield Tally("words with opposites", compared)


def report(matched: Matched, rule_id: str) -> Iterator[Finding]:
    """Yield a finding for each contrary that a rule reports."""
    for contrary in opposites.find(matched, rule_id):
        yield _finding(matched, contrary, rule_id)


def _finding(matched: Matched, contrary: Contrary, rule_id: str) -> Finding:
    chinese = matched.chinese.place(contrary.chinese.start, contrary.chinese.end)
    english = matched.english.place(contrary.english.start, contrary.english.end)
    into_english = matched.source is matched.chinese
    source, target = (chinese, english) if into_english else (english, chinese)
    return Finding(
        rule=rule_id,
        category="accuracy/mistranslation",
        severity=Severity.CRITICAL,
        confidence=_LEFT if contrary.is_left else _SURE,
        message=f"{source.text} rendered as its contrary, {target.text}",
        explanation=f"{chinese.text} means “{contrary.meant}”; “{english.text}” is the contrary",
        source=(source,),
        target=(target,),
        pair=matched.pair,
        evidence=(("meant", contrary.meant),),
    )
