"""How much of a set is meant, from none to all, and how often something is done, from never to always."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from align.checks import cues
from align.checks.base import Context, Yielded, rule
from align.checks.contraries import judge_contraries
from align.checks.cues import Cue
from align.checks.levels import judge_levels
from align.checks.words import Matched, Side, Token, matched
from align.types import Finding, Pair, Place, Severity, Tally

_AMOUNTS = ("none", "few", "some", "half", "many", "most", "all")
_FREQUENCIES = ("never", "seldom", "sometimes", "", "often", "usually", "always")
# Behind the class of a form that excuses and is too common or too vague to be held against a translation.
_VAGUE = "?"
# Steps of the scale that a translator may take: a few for some, many for most. All is not most, nor few none.
_ALLOWED = frozenset(
    frozenset(steps)
    for steps in (
        ("few", "some"), ("some", "half"), ("some", "many"), ("half", "many"), ("many", "most"),
        ("seldom", "sometimes"), ("often", "usually"),
    )
)  # fmt: skip
# Neighbours that are no such step: they are errors only where nothing near could render the one meant.
_NEIGHBOURS = frozenset(
    frozenset(steps)
    for steps in (
        ("none", "few"), ("half", "most"), ("most", "all"),
        ("never", "seldom"), ("sometimes", "often"), ("usually", "always"),
    )
)  # fmt: skip
# More make no sentence, and each is weighed against all others.
_MOST_CUES = 64
# Cosine from which two quantifiers may answer one another, and from which they surely do.
_STRANGE, _ALIKE = 0.38, 0.5
# Cosine from which the rests of the clauses that they begin surely correspond.
_FOLLOWS = 0.4
# How much more alike another must be to be the one that is rendered.
_CLEARLY = 0.15
# Content words after a quantifier among which that is which it counts, in Chinese and in English.
_REACH, _ENGLISH_REACH = 3, 5
# And before it, where only a neighbour on the scale is named: 船員多為.
_BEFORE = 2
# Shares of right findings: what they count corresponds; only the quantifiers do.
_SAME_NOUN, _SAME_CONTEXT = 0.85, 0.7
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)")
# What in a Chinese clause English may put as none or never, and what takes some out of all.
_NEGATED = re.compile("[不没未无非毋莫勿拒免禁缺停难否反]")
_EXCEPTED = re.compile(
    r"除(?!了?此之?外|以)|(?<!无一)(?<!毫无)例外|"
    r"\b(?:except|but for|other than|apart from|bar|barring|excluding|save)\b"
)


@rule("quantifier", "accuracy/mistranslation", Severity.MAJOR)
def check_quantifier(pairs: Sequence[Pair], context: Context) -> Yielded:
    """Another share of a set is named: most for a few, all for some.

    Quantifiers are compared on a scale from none to all, or from never to always, where they count
    corresponding things. A step more or less, such as "many" for 多數, is let pass; but few is not none,
    and most is not all. Steps without a figure count likewise: year on year, quarter on quarter.

    Bad: 部分業者撤資。 / All firms divested.
    Good: 部分業者撤資。 / Some firms divested.
    """
    compared = 0
    for one in matched(pairs, context).values():
        scene = _Scene(one)
        compared += sum(len(found) for found in scene.cues.values())
        yield from scene.findings()
        yield from judge_contraries(one, "quantifier")
        yield from judge_levels(one, "quantifier")
    yield Tally("quantifiers", compared)


class _Scene:
    """A pair with the quantifiers on both its sides."""

    def __init__(self, matched: Matched) -> None:
        self._matched = matched
        table = cues.load("quantifier")
        self.cues = {True: table.find(matched.chinese), False: table.find(matched.english)}

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each Chinese quantifier whose English counterpart names another share."""
        if max(map(len, self.cues.values())) > _MOST_CUES:
            return
        for cue in self.cues[True]:
            answers = [
                other
                for other in self.cues[False]
                if _fits(cue, other) and not self._is_of_another(cue, other)
            ]
            # Of 少數幾家 only the first says how many.
            is_last = any(before.end == cue.start for before in self.cues[True])
            if is_last or any(self._may_answer(cue, other) for other in answers):
                continue
            rated = [
                (confidence, other, kinds)
                for other in self.cues[False]
                if (kinds := _contradiction(cue, other))
                and not self._is_sourced(other)
                and not self._is_negated(cue, other)
                and (confidence := self._confidence(cue, other, kinds, answers))
            ]
            if rated:
                confidence, other, kinds = max(rated)
                yield self._finding(cue, other, kinds, confidence)

    def _is_of_another(self, chinese: Cue, english: Cue) -> bool:
        """Return whether an English quantifier renders another Chinese one than this."""
        least = max(_STRANGE, self._cosine(chinese, english) + _CLEARLY)
        return any(
            self._cosine(own, english) >= least
            for own in self.cues[True]
            if own != chinese and _fits(own, english)
        )

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
        return self._cosine(chinese, english) >= _STRANGE or self._counts_same(chinese, english, 0)

    def _is_negated(self, chinese: Cue, english: Cue) -> bool:
        """Return whether the Chinese denies what it counts, so that “never” stands for that."""
        if not {"none", "never"}.intersection(english.kinds):
            return False
        start, end = self._matched.chinese.clause_span(self._matched.chinese.clause(chinese.start))
        text = self._matched.chinese.text
        return bool(_NEGATED.search(text[start : chinese.start] + text[chinese.end : end]))

    def _confidence(
        self, chinese: Cue, english: Cue, kinds: tuple[str, str], answers: Sequence[Cue]
    ) -> float:
        """Return how sure it is that two quantifiers that contradict each other correspond, or 0."""
        if frozenset(kinds) in _NEIGHBOURS:
            texts = self._matched.chinese.text, self._matched.english.text
            if any(self._is_near(english, other) for other in answers) or any(map(_EXCEPTED.search, texts)):
                return 0
        if self._counts_same(chinese, english, _BEFORE if frozenset(kinds) in _NEIGHBOURS else 0):
            return _SAME_NOUN
        is_alike = (
            self._cosine(chinese, english) >= _ALIKE or self._what_follows(chinese, english) >= _FOLLOWS
        )
        return _SAME_CONTEXT if is_alike else 0

    def _is_near(self, one: Cue, other: Cue) -> bool:
        """Return whether two English quantifiers stand in one sentence."""
        first, second = sorted((one, other))
        return not _SENTENCE_END.search(self._matched.english.text, first.end, second.start)

    def _counts_same(self, chinese: Cue, english: Cue, before: int) -> bool:
        """Return whether what two quantifiers stand before, or not far behind, corresponds."""
        ours, theirs = self._matched.chinese, self._matched.english
        counted = (*theirs.before(english.start, before), *theirs.after(english.end, _ENGLISH_REACH))
        for word in (*ours.before(chinese.start, before), *ours.after(chinese.end, _REACH)):
            found = self._matched.in_english(word)
            if found and found.is_sure and found.token in counted:
                return True
        return False

    def _what_follows(self, chinese: Cue, english: Cue) -> float:
        """Return how alike the rests of the clauses are that two quantifiers begin."""
        sides = (self._matched.chinese, chinese), (self._matched.english, english)
        one, two = (
            Token(cue.start, side.clause_span(side.clause(cue.start)).end, "", is_content=False)
            for side, cue in sides
        )
        return self._matched.cosine(one, two)

    def _cosine(self, chinese: Cue, english: Cue) -> float:
        one, two = (Token(c.start, c.end, "", is_content=False) for c in (chinese, english))
        return self._matched.cosine(one, two)

    def _finding(self, cue: Cue, other: Cue, kinds: tuple[str, str], confidence: float) -> Finding:
        matched = self._matched
        chinese = _place(matched.chinese, cue)
        english = _place(matched.english, other)
        into_english = matched.source is matched.chinese
        source, target = (chinese, english) if into_english else (english, chinese)
        said, put = kinds if into_english else kinds[::-1]
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
    """Return whether one quantifier may render the other in any of their senses."""
    return any(_is_step(a, b) for a in _senses(one.kinds) for b in _senses(other.kinds))


def _contradiction(one: Cue, other: Cue) -> tuple[str, str] | None:
    """Return classes of two quantifiers that contradict each other, unless the two fit.

    All and none do not: 無一缺席 is that all were there.
    """
    if _fits(one, other):
        return None
    couples = (
        (a, b)
        for scale in (_AMOUNTS, _FREQUENCIES)
        for a in one.kinds
        for b in other.kinds
        if a in scale and b in scale and {a, b} != {scale[0], scale[-1]}
    )
    return next(couples, None)


@cache
def _senses(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(kind.removesuffix(_VAGUE) for kind in kinds)


@cache
def _is_step(one: str, other: str) -> bool:
    """Return whether two classes are the same or a step apart that is let pass, on one scale or on both."""
    if (one in _AMOUNTS) != (other in _AMOUNTS):
        one, other = (_AMOUNTS[_FREQUENCIES.index(k)] if k in _FREQUENCIES else k for k in (one, other))
    return one == other or frozenset((one, other)) in _ALLOWED


def _place(side: Side, cue: Cue) -> Place:
    """Return where a quantifier and the next word stand."""
    counted = side.after(cue.end, 1)
    return side.place(cue.start, counted[0].end if counted else cue.end)
