"""How much of a set is meant: all, most, many, some, few or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.checks import cues
from align.checks.base import Context, Yielded, rule
from align.checks.cues import Cue
from align.checks.words import Matched, Side, Token, matched
from align.types import Finding, Pair, Place, Severity, Tally

_SCALE = {kind: step for step, kind in enumerate(("none", "few", "some", "many", "most", "all"))}
# Forms that excuse a quantifier and are too common to be held against a translation: 都, "any".
_LOOSE = frozenset((
    "全", "各", "都", "每", "皆", "均", "凡", "任何", "全面", "全线", "主要", "个别", "无数",
    "any", "each", "both", "zero", "mainly", "nothing", "certain", "various",
))  # fmt: skip
# Steps of the scale that a translator may take: "many" for "most".
_ALLOWED = 1
# Cosine from which two quantifiers may answer one another, and from which they surely do.
_STRANGE, _ALIKE = 0.38, 0.5
# Content words after a quantifier among which that is which it counts, in Chinese and in English.
_REACH, _ENGLISH_REACH = 3, 5
# Shares of right findings: what they count corresponds; only the quantifiers do.
_SAME_NOUN, _SAME_CONTEXT = 0.85, 0.7


@rule("quantifier", "accuracy/mistranslation", Severity.MAJOR)
def check_quantifier(pairs: Sequence[Pair], context: Context) -> Yielded:
    """Another share of a set is named: most for a few, all for some.

    Quantifiers are compared on a scale from none to all where they count corresponding things; a
    step more or less, such as "many" for 多數, is let pass.

    Bad: 部分業者撤資。 / All firms divested.
    Good: 部分業者撤資。 / Some firms divested.
    """
    compared = 0
    for one in matched(pairs, context).values():
        scene = _Scene(one)
        compared += sum(len(found) for found in scene.cues.values())
        yield from scene.findings()
    yield Tally("quantifiers", compared)


class _Scene:
    """A pair with the quantifiers on both its sides."""

    def __init__(self, matched: Matched) -> None:
        self._matched = matched
        table = cues.load("quantifier")
        self.cues = {True: table.find(matched.chinese), False: table.find(matched.english)}

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each Chinese quantifier whose English counterpart names another share."""
        chinese, english = self._matched.chinese, self._matched.english
        for cue in self.cues[True]:
            if chinese.text[cue.start : cue.end] in _LOOSE:
                continue
            if any(_fits(cue, other) and self._may_answer(cue, other) for other in self.cues[False]):
                continue
            rated = [
                (confidence, other)
                for other in self.cues[False]
                if not _fits(cue, other)
                and english.text[other.start : other.end] not in _LOOSE
                and not self._is_sourced(other)
                and (confidence := self._confidence(cue, other))
            ]
            if rated:
                confidence, other = max(rated)
                yield self._finding(cue, other, confidence)

    def _is_sourced(self, english: Cue) -> bool:
        """Return whether an English quantifier is the one that best renders a Chinese one."""
        return any(
            self._may_answer(own, english) and self._best(own) == english
            for own in self.cues[True]
            if _fits(own, english)
        )

    def _best(self, chinese: Cue) -> Cue:
        fitting = [other for other in self.cues[False] if _fits(chinese, other)]
        return max(fitting, key=lambda other: self._cosine(chinese, other))

    def _may_answer(self, chinese: Cue, english: Cue) -> bool:
        if not self._matched.has_contexts:
            return True
        return self._cosine(chinese, english) >= _STRANGE or self._counts_same(chinese, english)

    def _confidence(self, chinese: Cue, english: Cue) -> float:
        if self._counts_same(chinese, english):
            return _SAME_NOUN
        return _SAME_CONTEXT if self._cosine(chinese, english) >= _ALIKE else 0

    def _counts_same(self, chinese: Cue, english: Cue) -> bool:
        """Return whether two quantifiers stand before words that correspond."""
        counted = self._matched.english.after(english.end, _ENGLISH_REACH)
        for word in self._matched.chinese.after(chinese.end, _REACH):
            found = self._matched.in_english(word)
            if found and found.is_sure and found.token in counted:
                return True
        return False

    def _cosine(self, chinese: Cue, english: Cue) -> float:
        one, two = (Token(c.start, c.end, "", is_content=False) for c in (chinese, english))
        return self._matched.cosine(one, two)

    def _finding(self, cue: Cue, other: Cue, confidence: float) -> Finding:
        matched = self._matched
        chinese = _place(matched.chinese, cue)
        english = _place(matched.english, other)
        into_english = matched.source is matched.chinese
        source, target = (chinese, english) if into_english else (english, chinese)
        said, put = (cue.kind, other.kind) if into_english else (other.kind, cue.kind)
        return Finding(
            rule="quantifier",
            category="accuracy/mistranslation",
            severity=Severity.MAJOR,
            confidence=confidence,
            message=f"{source.text} rendered as {target.text}",
            explanation=f"the source says “{said}” of them, the target “{put}”",
            source=(source,),
            target=(target,),
            pair=matched.pair,
            evidence=(("said", said), ("found", put)),
        )


def _fits(one: Cue, other: Cue) -> bool:
    return abs(_SCALE[one.kind] - _SCALE[other.kind]) <= _ALLOWED


def _place(side: Side, cue: Cue) -> Place:
    """Return where a quantifier and the next word stand."""
    counted = side.after(cue.end, 1)
    return side.place(cue.start, counted[0].end if counted else cue.end)
