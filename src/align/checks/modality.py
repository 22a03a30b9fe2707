"""How sure, how binding and on whose word a statement is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.checks import cues
from align.checks.base import Context, Yielded, rule
from align.checks.cues import Cue
from align.checks.words import Counterpart, Matched, Side, Token, matched
from align.types import Finding, Pair, Severity, Span, Tally

# Cosine below which two cues do not answer one another, as for negators.
_STRANGE = 0.38
# Cosine from which a cue of one language stands for one of the other, whatever verbs these govern.
_ALIKE = 0.42
# Content words after a cue among which its verb is.
_REACH = 6
# On whose word a statement is made: 據《華爾街日報》報導，…
_ON_WORD_OF = re.compile(r"据[^,，。;；、:：据]{2,16}?(?:报道|报导|消息|透露|披露|爆料)[,，:：]")
_SOURCED = ("sourced!",)
# Behind a cue that stands before its clause: 據悉，…
_COMMA = re.compile(r"(?<=[,，:：])|[,，:：]\s*")
# What leaves open whether something will be, "it is not clear whether they will", and what turns a permission
# round: "no more than 60 days may pass".
_OPEN = re.compile(r"\bwhether\b|\bno (?:more|fewer|less|later|longer) than\b|是否")
# What may stand between an auxiliary and its verb, and what makes an infinitive of it, which may be a plan.
_ADVERBS = re.compile(r"\s+(?:(?:[a-z]+ly|already|also|just|now|since)\s+)*")
_INFINITIVE = re.compile(r"\bto\s+(?:[a-z]+ly\s+)?$")
# Characters before a verb within which the cue of the other language governs it.
_NEAR_ENGLISH, _NEAR_CHINESE = 32, 8


class _Crossing(NamedTuple):
    """One strength put for another.

    Attributes:
        said: The class of the cue.
        answers: Classes that render it, or excuse its absence.
        wrong: The class that must govern the counterpart for a finding; empty if none has to.
        confidence: The share of right findings.
        sense: What is said, and what it is made.
        is_auxiliary: Whether the wrong class are auxiliaries, which must stand right before the counterpart.
    """

    said: str
    answers: frozenset[str]
    wrong: str
    confidence: float
    sense: tuple[str, str]
    severity: Severity = Severity.MAJOR
    is_auxiliary: bool = False


_EXCUSES = frozenset(("possible", "permitted", "obliged", "hearsay", "attributed"))
_CROSSINGS = (
    _Crossing(
        "tentative",
        frozenset(("tentative", "possible")),
        "decided",
        0.8,
        ("a plan under study", "a decision"),
    ),
    _Crossing("open", frozenset(("possible", "open")), "planned", 0.75, ("a possibility", "a plan")),
    _Crossing(
        "decided",
        frozenset(("decided", "settled")),
        "tentative",
        0.75,
        ("a decision", "a plan under study"),
    ),
    _Crossing("possible", frozenset(("possible",)), "decided", 0.8, ("a possibility", "a commitment")),
    _Crossing("possible", frozenset(("possible",)), "certain", 0.85, ("a possibility", "a certainty")),
    _Crossing("possible", _EXCUSES | {"tentative"}, "future", 0.7, ("a possibility", "a certainty")),
    _Crossing("possible", _EXCUSES, "", 0.6, ("a possibility", "a fact")),
    _Crossing(
        "certain", frozenset(("certain", "obliged")), "possible", 0.75, ("a certainty", "a possibility")
    ),
    _Crossing(
        "permitted", frozenset(("permitted", "possible")), "obliged", 0.8, ("a permission", "an obligation")
    ),
    _Crossing(
        "obliged", frozenset(("obliged", "certain")), "permitted", 0.8, ("an obligation", "a permission")
    ),
    _Crossing("demanded", frozenset(("demanded",)), "hoped", 0.75, ("a demand", "a hope")),
    _Crossing("urged", frozenset(("urged",)), "ordered", 0.8, ("an appeal", "an order")),
    _Crossing("urged", frozenset(("urged",)), "obliged", 0.75, ("an appeal", "an obligation")),
    _Crossing("obliged", frozenset(("obliged", "certain")), "urged", 0.75, ("an obligation", "an appeal")),
    _Crossing("ordered", frozenset(("ordered",)), "urged", 0.8, ("an order", "an appeal")),
    _Crossing(
        "intended",
        frozenset(("intended", "tentative", "expected")),
        "accomplished",
        0.75,
        ("a plan", "a fact"),
        is_auxiliary=True,
    ),
    _Crossing("expected", frozenset(("expected",)), "done", 0.75, ("an expectation", "an outcome")),
    _Crossing(
        "hearsay", frozenset(("hearsay", "attributed")), "", 0.85, ("hearsay", "a fact"), Severity.CRITICAL
    ),
    _Crossing("sourced", frozenset(("hearsay", "attributed")), "", 0.75, ("a report", "a fact")),
)
# What a class of the table has at its end: forms that are asked for, and forms that contradict others.
_ASKED, _CONTRARY = "!", "?"


@rule("modality", "accuracy/mistranslation", Severity.MAJOR)
def check_modality(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A statement is more or less sure, binding or vouched for than in the source.

    A possibility as a certainty (可能 as "will"), a permission as an obligation (得 as "must") or the
    reverse, a demand as a hope (要求 as "hopes"), an appeal as an order, an expectation as an outcome
    (預計 as "failed to"), a plan as a fact (計劃 as "has"), and hearsay as a fact (據稱 without "reportedly"
    or anything like it). Compared are cues of the same verb; where anything else in the sentence may carry
    the meaning nothing is said.

    Bad: 違者可能除名。 / Violators will be struck off.
    Good: 違者可能除名。 / Violators may be struck off.
    """
    compared = 0
    for one in matched(pairs, context).values():
        scene = _Scene(one)
        compared += sum(_is_asked(cue) for found in scene.cues.values() for cue in found)
        yield from scene.findings()
    yield Tally("modal words", compared)


class _Scene:
    """A pair with the modal cues on both its sides."""

    def __init__(self, matched: Matched) -> None:
        self._matched = matched
        self.cues = {
            True: _chinese_cues(matched.chinese),
            False: cues.load("modality").find(matched.english),
        }

    def findings(self) -> Iterator[Finding]:
        """Yield at most one finding for each verb."""
        reported: list[Span] = []
        for chinese in (True, False):
            for cue in self.cues[chinese]:
                judged = (self._judge(cue, crossing, chinese) for crossing in _CROSSINGS)
                found = next(filter(None, judged), None)
                # What one cue is not may be what another is.
                if found and not any(_overlap(found.target[0].span, span) for span in reported):
                    reported.append(found.target[0].span)
                    yield found

    def _judge(self, cue: Cue, crossing: _Crossing, chinese: bool) -> Finding | None:
        side = self._matched.chinese if chinese else self._matched.english
        if not (chinese or crossing.wrong or crossing.said == "hearsay"):
            # "May" and "could" say too many things to ask each for a Chinese word.
            return None
        if crossing.said + _ASKED not in cue.kinds:
            return None
        answers = [one for one in self.cues[not chinese] if not crossing.answers.isdisjoint(_classes(one))]
        governed = list(self._governed(cue, side, chinese))
        if crossing.is_auxiliary and any(self._is_infinitive(found.token) for _, found in governed):
            return None
        for word, counterpart in governed:
            if self._is_answered(cue, counterpart.token, answers, chinese):
                return None
            wrong = self._governing(counterpart.token, crossing, not chinese)
            if wrong and self._is_sourced(cue, wrong, crossing.wrong, side):
                return None
            if wrong or not crossing.wrong:
                return self._finding(cue, word, wrong, counterpart.token, crossing, chinese)
        return self._judge_alone(cue, crossing, answers, chinese)

    def _judge_alone(
        self, cue: Cue, crossing: _Crossing, answers: Sequence[Cue], chinese: bool
    ) -> Finding | None:
        """Judge a cue by the one of the wrong class that is most like it."""
        if not crossing.wrong or crossing.is_auxiliary:
            return None
        rated = [(self._cosine(cue, one, chinese), one) for one in self._wrong(crossing, not chinese)]
        cosine, wrong = max(rated, default=(0.0, cue))
        if cosine < _ALIKE:
            return None
        there = Token(wrong.start, wrong.end, "", is_content=False)
        side = self._matched.chinese if chinese else self._matched.english
        is_excused = self._is_answered(cue, there, answers, chinese)
        if is_excused or self._is_sourced(cue, wrong, crossing.wrong, side):
            return None
        here = Token(cue.start, cue.end, "", is_content=False)
        return self._finding(cue, here, wrong, there, crossing, chinese)

    def _wrong(self, crossing: _Crossing, chinese: bool) -> Iterator[Cue]:
        """Yield the cues of a side that are clear ones of the wrong class."""
        side = self._matched.chinese if chinese else self._matched.english
        kinds = {crossing.wrong + _ASKED, crossing.wrong + _CONTRARY}
        for cue in self.cues[chinese]:
            start = side.clause_span(side.clause(cue.start)).start
            if not kinds.isdisjoint(cue.kinds) and not _OPEN.search(side.text, start, cue.start):
                yield cue

    def _governed(self, cue: Cue, side: Side, chinese: bool) -> Iterator[tuple[Token, Counterpart]]:
        """Yield the words that a cue may govern and their sure counterparts."""
        find = self._matched.in_english if chinese else self._matched.in_chinese
        for word in _scope(cue, side):
            if (found := find(word)) and found.is_sure:
                yield word, found

    def _is_answered(self, cue: Cue, counterpart: Token, answers: Sequence[Cue], chinese: bool) -> bool:
        """Return whether a cue of the other side may render this one."""
        if not self._matched.has_contexts:
            return bool(answers)
        other = self._matched.english if chinese else self._matched.chinese
        clause = other.clause(counterpart.start)
        return any(
            abs(other.clause(answer.start) - clause) <= 1 or self._cosine(cue, answer, chinese) >= _STRANGE
            for answer in answers
        )

    def _is_sourced(self, cue: Cue, wrong: Cue, kind: str, side: Side) -> bool:
        """Return whether a cue of a class stands near on the same side, and so may be what is rendered."""
        clause = side.clause(cue.start)
        near = [
            own
            for own in self.cues[side.is_chinese]
            if kind in _classes(own) and own != cue and abs(side.clause(own.start) - clause) <= 1
        ]
        return any(
            side.clause(own.start) == clause or self._cosine(own, wrong, side.is_chinese) >= _STRANGE
            for own in near
        )

    def _governing(self, word: Token, crossing: _Crossing, chinese: bool) -> Cue | None:
        """Return the nearest clear cue of the wrong class that stands before a word in its clause."""
        side = self._matched.chinese if chinese else self._matched.english
        reach = _NEAR_CHINESE if chinese else _NEAR_ENGLISH
        found = [
            cue
            for cue in self._wrong(crossing, chinese)
            if 0 <= word.start - cue.end <= reach and side.clause(cue.start) == side.clause(word.start)
        ]
        if found and crossing.is_auxiliary and not _ADVERBS.fullmatch(side.text, found[-1].end, word.start):
            return None
        return found[-1] if found else None

    def _is_infinitive(self, english: Token) -> bool:
        """Return whether an English word is an infinitive: "to run"."""
        text = self._matched.english.text
        return bool(_INFINITIVE.search(text, max(0, english.start - _NEAR_ENGLISH), english.start))

    def _cosine(self, cue: Cue, other: Cue, chinese: bool) -> float:
        one, two = (Token(c.start, c.end, "", is_content=False) for c in (cue, other))
        return self._matched.cosine(one, two) if chinese else self._matched.cosine(two, one)

    def _finding(
        self, cue: Cue, word: Token, wrong: Cue | None, counterpart: Token, crossing: _Crossing, chinese: bool
    ) -> Finding:
        matched = self._matched
        own, other = (matched.chinese, matched.english) if chinese else (matched.english, matched.chinese)
        is_source = own is matched.source
        here = own.place(cue.start, word.end)
        there = other.place(wrong.start if wrong else counterpart.start, counterpart.end)
        said = own.place(cue.start, cue.end).text
        before, after = crossing.sense if is_source else crossing.sense[::-1]
        return Finding(
            rule="modality",
            category="accuracy/mistranslation",
            severity=crossing.severity,
            confidence=crossing.confidence,
            message=f"{before} is made {after}: {there.text if is_source else here.text}",
            explanation=f"“{said}” is answered by nothing in the {'target' if is_source else 'source'}",
            source=(here if is_source else there,),
            target=(there if is_source else here,),
            pair=matched.pair,
            evidence=(("said", said), ("found", other.place(wrong.start, wrong.end).text if wrong else "")),
        )


def _chinese_cues(side: Side) -> tuple[Cue, ...]:
    """Return the cues of a Chinese text; words of the name of a source may look like some."""
    sourced = [Cue(*match.span(), _SOURCED) for match in _ON_WORD_OF.finditer(side.text)]
    starts = [cue.start for cue in sourced]
    rest = [
        cue
        for cue in cues.load("modality").find(side)
        if not (before := bisect_right(starts, cue.start)) or sourced[before - 1].end <= cue.start
    ]
    return tuple(sorted([*sourced, *rest]))


def _scope(cue: Cue, side: Side) -> Sequence[Token]:
    """Return the next content words of the clause that a cue belongs to or, before a comma, introduces."""
    comma = _COMMA.match(side.text, cue.end)
    if not comma:
        return side.after(cue.end, _REACH)
    return side.opening(comma.end(), _REACH)


def _is_asked(cue: Cue) -> bool:
    return any(kind.endswith(_ASKED) for kind in cue.kinds)


def _classes(cue: Cue) -> frozenset[str]:
    return frozenset(kind.rstrip(_ASKED + _CONTRARY) for kind in cue.kinds)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
