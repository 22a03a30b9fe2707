"""Negations that one language has and the other lacks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from align.checks import cues
from align.checks.base import Context, Yielded, rule
from align.checks.contraries import judge_contraries
from align.checks.contrasts import judge_contrasts
from align.checks.cues import Cue
from align.checks.direction import report
from align.checks.words import Counterpart, Matched, Side, Token, matched
from align.states import Floats
from align.types import Finding, Pair, Severity, Span, Tally

_HARD, _SOFT, _DOUBLE = "hard", "soft", "double"
# What stands before the verb of a statement, with an adverb at most between them.
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|to)\s+(?:\w+\s+)?$"
)
_QUESTION = re.compile(r"\?")
# What makes a condition of a negation, which the other language may well put without one.
_CONDITION = re.compile("除非|否则|未经|非经|未获.{1,8}前|若不|如不|若无|如无|没有.{1,10}就")
_ENGLISH_CONDITION = re.compile(r"\b(?:until|unless|without|except)\b")
# One that is a condition only where English has such a word as well: 若衛星未能到位, "unless".
_SUPPOSED = re.compile("若|如果|倘|假如|一旦|要是")
_UNLESS = re.compile(r"\b(?:unless|without|barring|lest|short of|only if|otherwise)\b")
# 最快年底 as "not before the end of the year".
_BEFORE = re.compile(r"\bbefore\b")
_NEITHER = re.compile(r"\bneither\b")
# 最大 as "no ... bigger", and how such a phrase begins.
_MOST = re.compile("最|史上|空前|之[首冠最]|第一大|头号|居首|首位|榜首|称冠|居冠")
_SINCE = re.compile("以来|以后|后首|首[次度见]|第一次|最|空前")
_UNMATCHED = re.compile(
    r"(?:no|never|none|nowhere|nothing|not for)\b(?:\s+[\w'-]+){0,4}?\s+"
    r"(?:more|less|better|worse|as|[a-z]{3,}er)\b"
)
# What is the most by its form, so that the other language need not have a negator: "no town had before",
# "nobody sells more than", "no longer than".
_UNEQUALLED = re.compile(
    r"(?:no|nobody|no one|nothing|none|nowhere|never)\b[^.;:!?]{0,80}?\b"
    r"(?:(?:more|less|better|worse|fewer|other|[a-z]{3,}er)\b[^.;:!?]{0,40}?\bthan|without|before(?=[.,;:!?]|$))"
)
# One thing is set against another, which the other language may do by comparing: "not its size but speed".
_NOT_BUT = re.compile(
    r"not (?:so much )?(?:an?|the|its|his|her|their|our|this|that|these|those|by|in|on|for|from|to|at|with|"
    r"as|because|through|of|one|any|out)\b[^.;:!?]{1,80}?\bbut\b(?! also)"
)
# A word that is likely negated by what it is made of: unhealthy, careless.
_NEGATIVE_WORD = re.compile(r"(?:un|in|im|il|ir|dis|non|mis)[a-z]{4,}|[a-z]{3,}(?:less|-free)\b")
# Who has no licence may not, which is that only who has one may.
_ONLY_WITH = re.compile(
    "(?:未|非|无|没有|除非)[^。；;！!？?]{1,24}?(?:不得|不准|不可|不能|不许|不会|不予|不允许|禁止)|"
    "(?:不得|不准|不许|不允许)[^。；;！!？?]{0,24}(?:未|非|无|没有|除非)"
)
_ONLY = re.compile(r"\b(?:only|solely|unless|without|until)\b")
# What has not stopped goes on: 从未停止 as "have kept".
_STOPPING = re.compile(
    "[^，,。；;！!？?]{0,2}(?:停|中断|间断|放弃|缺席|离开|断绝|远离|消失|松手|罢手|退出|撤)"
)
_GOING_ON = re.compile(
    r"\b(?:keep\w*|kept|continu\w+|still|remain\w*|persist\w*|carr\w+ on|go(?:es|ing)? on|went on|"
    r"maintain\w*|retain\w*|stick\w* (?:to|with)|stuck (?:to|with)|st(?:and|ood)s? by|ongoing|ever since|"
    r"all along|always|(?:un|non-?)\w+)\b"
)
# 不得僅將, 不能只靠: "may not simply".
_ONLY_CHINESE = re.compile("[仅只光单](?!位|一|独立|元|打独)")
_NOT_ONLY = re.compile(r"\bnot (?:only|simply|merely|just|solely)\b|\balone\b|\bmore than\b|\bbeyond\b")
# What is said twice over, once by the contrary: 只硬不软, 有增无减.
_ALSO_SAID = re.compile(
    "[只光](?![是有要好怕能会想可得该求须需因为在对])[\u4e00-\u9fff][不没]|有[增减去始名备头勇气口教]无"
)
# What ends a statement that may stand by itself.
_STATEMENT_END = re.compile(r"[。；！？;!?]|(?<!\b[a-z])\.(?=\s)")
# Cosine below which two cues do not stand for one another: of 121 negators in news that was translated
# well, the nearest cue of the other language had .4 or more, and half of them .64.
_STRANGE = 0.38
# Cosine from which a negator answers another when both are left over.
_LEFT = 0.2
# How far two cosines may lie apart and still be equal.
_TIE = 0.04
# More make no sentence: of cues, and of those among which each is left one.
_MOST_CUES, _MOST_NEGATORS = 256, 64
# Content words after a negator among which that is which it negates.
_REACH = 3
# Where a phrase stands between the negator and its verb: 未就此提出報告.
_FAR_REACH = 8
# What begins such a phrase, and adverbs that may stand before the verb.
_PREPOSITION = re.compile("[就对向于在与把将被因为由从以给按依凭再曾太很够完直]")
# What negates the verb that follows.
_UNDOING = re.compile(
    r"\b(?:far from|short of|without|instead of|rather than|refrain\w* from|unable to|yet to|"
    r"(?:fail|refus|declin)\w* to|avoid\w*) (?:\w+ly )?\Z"
)
# What may stand between a negator and its verb as well: 并未因此中止.
_THEREBY = frozenset(("因此", "为此", "因而", "借此"))
# Shares of right findings, estimated by reading what is flagged in news and essays: no cue at all on the
# other side; none that is like it; one that is taken.
_NONE, _UNLIKE, _TAKEN = 0.85, 0.8, 0.7


@rule("negation", "accuracy/mistranslation", Severity.CRITICAL)
def check_negation(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A negation is dropped or added.

    A negator (未, 並非, not, never) whose counterpart in the other language is affirmed, although
    nothing there carries the negation: neither a negator nor a word that implies one (fail, lack,
    without, rather than; 拒絕, 缺乏). Double negations count as affirmed. Which negator answers which
    is told from their contexts.

    Bad: 談判尚未結束。 / The talks have ended.
    Good: 談判尚未結束。 / The talks have yet to end.
    """
    compared = 0
    for one in matched(pairs, context).values():
        scene = _Scene(one)
        compared += sum(cue.kind == _HARD for side in scene.cues.values() for cue in side)
        found = list(scene.findings())
        yield from found
        yield from report(one, "negation")
        # "Did not have to" for 不得不 is a negation as well.
        contraries = judge_contraries(one, "negation")
        yield from (told for told in contraries if not any(told.overlaps(other) for other in found))
        yield from judge_contrasts(one)
    yield Tally("negations", compared)


class _Scene:
    """A pair with the negations on both its sides."""

    def __init__(self, matched: Matched) -> None:
        self._matched = matched
        table = cues.load("negation")
        chinese = matched.chinese
        self.cues = {
            True: tuple(dict.fromkeys(_whole(cue, chinese) for cue in table.find(chinese))),
            False: table.find(matched.english),
        }
        self._said: dict[tuple[re.Pattern[str], bool, Span], re.Match[str] | None] = {}

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each negator without counterpart, the surest of each language only."""
        for chinese in (True, False):
            found = [
                f for cue in self.cues[chinese] if cue.kind == _HARD and (f := self._judge(cue, chinese))
            ]
            yield from sorted(found, key=lambda finding: -finding.confidence)[:1]

    def _judge(self, cue: Cue, chinese: bool) -> Finding | None:
        if self._is_excused(cue, chinese):
            return None
        governed, counterpart = self._governed(cue, chinese)
        if counterpart and self._is_negative(counterpart, chinese):
            return None
        confidence = 0.0
        if not self.cues[not chinese]:
            confidence = _NONE if counterpart or (not chinese and self._has_counterparts(cue)) else 0
        elif governed and counterpart and self._matched.has_contexts:
            return self._compare(cue, governed, counterpart, chinese)
        return self._finding(cue, chinese, governed, counterpart, confidence) if confidence else None

    def _is_negative(self, counterpart: Counterpart, chinese: bool) -> bool:
        """Return whether a word negates what it renders by what it is made of: not 担心 as "uneasy"."""
        if chinese and counterpart.known:
            return False
        text = self._side(not chinese).text
        return bool(_NEGATIVE_WORD.match(text, counterpart.token.start))

    def _compare(self, cue: Cue, governed: Token, counterpart: Counterpart, chinese: bool) -> Finding | None:
        """Judge a negator by the cue of the other side that is most like it."""
        if max(map(len, self.cues.values())) > _MOST_CUES:
            return None
        cosine, nearest = self._nearest(cue, chinese)
        confidence = 0.0
        if self._is_one_word(cue, governed, chinese) or (chinese and self._is_undone_by(counterpart.token)):
            return None
        if chinese and (self._is_affirmed_apart(counterpart.token) or self._is_spent(cue, counterpart)):
            return self._finding(cue, chinese, governed, counterpart, _TAKEN)
        if nearest.kind == _HARD and len(self.cues[True]) == len(self.cues[False]) == 1:
            return None
        if nearest.kind == _DOUBLE:
            is_undone = self._is_undone(cue, nearest, governed, counterpart.token, chinese=chinese)
            confidence = _UNLIKE if is_undone else 0
        elif cosine < _STRANGE and not self._is_left_with(cue, chinese):
            near = {c for c in self.cues[not chinese] if self._is_near(c, counterpart.token, not chinese)}
            confidence = _UNLIKE if near <= self._claimed(cue, chinese) else 0
        elif chinese and self._outnumber() and nearest in self._claimed(cue, chinese):
            affirmed = self._affirmed(cue)
            governed, counterpart = affirmed or (governed, counterpart)
            confidence = _TAKEN if affirmed else 0
        return self._finding(cue, chinese, governed, counterpart, confidence) if confidence else None

    def _is_one_word(self, cue: Cue, governed: Token, chinese: bool) -> bool:
        """Return whether a negator and its word are one on the other side: 未售 as "unsold"."""
        both = Cue(cue.start, governed.end, cue.kinds)
        text = self._side(not chinese).text
        return any(
            _NEGATIVE_WORD.match(text, other.start) and self._cosine(both, other, chinese) >= _STRANGE
            for other in self.cues[not chinese]
        )

    def _is_spent(self, cue: Cue, counterpart: Counterpart) -> bool:
        """Return whether what may answer a negator renders the word that it negates: 没有禁止 as "banned"."""
        word = counterpart.token
        own = [other for other in self.cues[False] if word.start <= other.start < word.end]
        if not counterpart.known or not own or any(other.kind != _SOFT for other in own):
            return False
        left = set(self.cues[False]) - {*own} - self._claimed(cue, chinese=True)
        return not any(other.kind != _SOFT or self._is_near(other, word, chinese=False) for other in left)

    def _is_undone_by(self, word: Token) -> bool:
        """Return whether what stands before an English word negates it, like a negator or not: "far from"."""
        return bool(_UNDOING.search(self._matched.english.text[max(0, word.start - 40) : word.start]))

    def _is_affirmed_apart(self, counterpart: Token) -> bool:
        """Return whether an English word stands in a statement that nothing negates, among several."""
        ends, negated = self._statements
        return bool(ends) and bisect_right(ends, counterpart.start) not in negated

    @cached_property
    def _statements(self) -> tuple[list[int], set[int]]:
        """Where English statements end, but for the last, and the numbers of those that are negated."""
        text = self._matched.english.text
        ends = [match.end() for match in _STATEMENT_END.finditer(text) if match.end() < len(text)]
        return ends, {bisect_right(ends, cue.start) for cue in self.cues[False]}

    def _is_excused(self, cue: Cue, chinese: bool) -> bool:
        """Return whether either language may do without a negator: in questions and conditions."""
        if self._first(_QUESTION, chinese=True) or self._first(_QUESTION, chinese=False):
            return True
        if not chinese and self._is_turn_of_phrase(cue):
            return True
        if chinese and _ALSO_SAID.search(self._matched.chinese.text, max(0, cue.start - 2), cue.end):
            return True
        if chinese and _ONLY_CHINESE.match(self._matched.chinese.text, cue.end):
            return bool(self._first(_NOT_ONLY, chinese=False))
        if chinese and _STOPPING.match(self._matched.chinese.text, cue.end):
            return bool(self._first(_GOING_ON, chinese=False))
        return self._is_conditional(cue, chinese)

    def _first(
        self, pattern: re.Pattern[str], *, chinese: bool, span: Span | None = None
    ) -> re.Match[str] | None:
        """Return where a pattern is first found in a side or a stretch of it, which many negators may ask."""
        text = self._side(chinese).text
        key = pattern, chinese, span or Span(0, len(text))
        if key not in self._said:
            self._said[key] = pattern.search(text, *key[2])
        return self._said[key]

    def _is_turn_of_phrase(self, cue: Cue) -> bool:
        """Return whether an English negator is half of one, or makes a superlative: "no stronger"."""
        text, neither = self._matched.english.text, self._first(_NEITHER, chinese=False)
        if text[cue.start : cue.end] == "nor" and neither and neither.end() <= cue.start:
            return True
        if text.startswith("not since", cue.start):
            return bool(self._first(_SINCE, chinese=True))
        if _UNEQUALLED.match(text, cue.start) or _NOT_BUT.match(text, cue.start):
            return True
        return bool(self._first(_MOST, chinese=True) and _UNMATCHED.match(text, cue.start))

    def _has_counterparts(self, cue: Cue) -> bool:
        """Return whether the clause of an English negator is translated at all."""
        sure = self._sure.get(self._matched.english.clause(cue.start), ())
        return sum(sure) * 2 >= len(sure)

    @cached_property
    def _sure(self) -> dict[int, list[bool]]:
        """By English clause: whether each of its content words has a sure counterpart."""
        found: dict[int, list[bool]] = {}
        for word in self._matched.english.content:
            one = self._matched.in_chinese(word)
            number = self._matched.english.clause(word.start)
            found.setdefault(number, []).append(bool(one and one.is_sure))
        return found

    def _is_conditional(self, cue: Cue, chinese: bool) -> bool:
        """Return whether a negator may be one of two that make a condition: 未經許可不得, "not until"."""
        side = self._side(chinese)
        number = side.clause(cue.start)
        clauses = Span(side.clause_span(max(0, number - chinese)).start, side.clause_span(number).end)
        if not chinese:
            is_no = side.text[cue.start : cue.end] == "no"
            conditions = (_ENGLISH_CONDITION,) if is_no else (_BEFORE, _ENGLISH_CONDITION)
            return any(self._first(one, chinese=False, span=clauses) for one in conditions)
        if self._first(_ONLY_WITH, chinese=True) and self._first(_ONLY, chinese=False):
            return True
        if self._first(_SUPPOSED, chinese=True, span=clauses) and self._first(_UNLESS, chinese=False):
            return True
        return bool(self._first(_CONDITION, chinese=True, span=clauses))

    def _nearest(self, cue: Cue, chinese: bool) -> tuple[float, Cue]:
        """Return the cue of the other side that is most like one of this, and their cosine."""
        cosines = self._row(cue, chinese)
        place = int(cosines.argmax())
        return float(cosines[place]), self.cues[not chinese][place]

    def _row(self, cue: Cue, chinese: bool) -> Floats:
        """Return the cosines of a cue with those of the other side."""
        place = self._numbers[chinese][cue]
        return self._cosines[place] if chinese else self._cosines[:, place]

    @cached_property
    def _cosines(self) -> Floats:
        """The cosines of Chinese cues with English ones, float32[n, m]."""
        return self._matched.table(*(list(map(_token, self.cues[chinese])) for chinese in (True, False)))

    @cached_property
    def _numbers(self) -> dict[bool, dict[Cue, int]]:
        return {chinese: {cue: n for n, cue in enumerate(cues)} for chinese, cues in self.cues.items()}

    def _outnumber(self) -> bool:
        """Return whether there are more Chinese negators than English words that could answer them."""
        return sum(cue.kind == _HARD for cue in self.cues[True]) > len(self.cues[False])

    def _is_left_with(self, cue: Cue, chinese: bool) -> bool:
        """Return whether a negator is left for this one when each has taken the one most like it."""
        partner = self._partners.get((cue, chinese))
        return partner is not None and self._cosine(cue, partner, chinese) >= _LEFT

    @cached_property
    def _partners(self) -> dict[tuple[Cue, bool], Cue]:
        """By negator and whether it is Chinese: the one of the other side that is left for it."""
        if max(map(len, self.cues.values())) > _MOST_NEGATORS:
            return {}
        hard = [
            (-float(self._cosines[one, other]), one, other)
            for one, ours in enumerate(self.cues[True])
            for other, theirs in enumerate(self.cues[False])
            if ours.kind == theirs.kind == _HARD
        ]
        found: dict[tuple[Cue, bool], Cue] = {}
        for _, one, other in sorted(hard):
            ours, theirs = self.cues[True][one], self.cues[False][other]
            if (ours, True) not in found and (theirs, False) not in found:
                found |= {(ours, True): theirs, (theirs, False): ours}
        return found

    def _claimed(self, cue: Cue, chinese: bool) -> set[Cue]:
        """Return the cues of the other side that answer another cue of this one better."""
        own = self._row(cue, chinese)
        return {
            self.cues[not chinese][place]
            for rival, place, cosine in self._answered[chinese]
            if rival != cue and cosine >= max(_STRANGE, own[place])
        }

    @cached_property
    def _answered(self) -> dict[bool, list[tuple[Cue, int, float]]]:
        """By side: cues, the number of the one cue of the other side that answers each, and their cosine."""
        return {chinese: list(self._find_answered(chinese)) for chinese in (True, False)}

    def _find_answered(self, chinese: bool) -> Iterator[tuple[Cue, int, float]]:
        for cue in self.cues[chinese]:
            cosines = self._row(cue, chinese)
            place = int(cosines.argmax())
            # A mere hint, such as 只, takes no negator away.
            if cue.kind != _HARD and self.cues[not chinese][place].kind == _HARD:
                continue
            # What has two answers may leave either.
            if (cosines > cosines[place] - _TIE).sum() == 1:
                yield cue, place, float(cosines[place])

    def _is_near(self, cue: Cue, word: Token, chinese: bool) -> bool:
        side = self._side(chinese)
        return side.clause(cue.start) == side.clause(word.start)

    def _is_undone(
        self, cue: Cue, double: Cue, governed: Token, counterpart: Token, *, chinese: bool
    ) -> bool:
        """Return whether one negator stands alone against two that make an affirmation of the same word."""
        side = self._side(chinese)
        if _NEGATIVE_WORD.match(side.text, governed.start):
            return False
        start = side.clause_span(side.clause(cue.start)).start
        before = [own for own in self.cues[chinese] if start <= own.start < governed.start]
        return before == [cue] and counterpart in self._side(not chinese).after(double.end, _REACH)

    def _affirmed(self, cue: Cue) -> tuple[Token, Counterpart] | None:
        """Return a word in reach of a Chinese negator whose counterpart is the verb of an affirmation."""
        english = self._matched.english
        for word in self._matched.chinese.after(cue.end, _FAR_REACH):
            found = self._matched.in_english(word)
            if (
                found
                and found.is_sure
                and not any(self._is_near(other, found.token, chinese=False) for other in self.cues[False])
            ):
                before = english.text[max(0, found.token.start - 30) : found.token.start]
                if _AUXILIARY.search(before):
                    return word, found
        return None

    def _side(self, chinese: bool) -> Side:
        return self._matched.chinese if chinese else self._matched.english

    def _governed(self, cue: Cue, chinese: bool) -> tuple[Token | None, Counterpart | None]:
        """Return what a negator negates with its sure counterpart, if there is one.

        An English negator may stand before adverbs; a Chinese one before a phrase such as 就此, but what
        follows the word that it negates says nothing of it.
        """
        words = self._side(chinese).after(cue.end, _FAR_REACH if chinese else _REACH)
        find = self._matched.in_english if chinese else self._matched.in_chinese
        for word in words:
            if chinese and word.key in _THEREBY:
                continue
            if (found := find(word)) and found.is_sure:
                return word, found
            if chinese and not self._is_phrase(cue, word):
                break
        return (words[0] if words else None), None

    def _is_phrase(self, cue: Cue, word: Token) -> bool:
        """Return whether a phrase with a preposition lies between a Chinese negator and its verb."""
        end = word.end if len(word.key) == 1 else word.start
        return bool(_PREPOSITION.search(self._matched.chinese.text[cue.end : end]))

    def _cosine(self, cue: Cue, other: Cue, chinese: bool) -> float:
        one, two = map(_token, (cue, other))
        return self._matched.cosine(one, two) if chinese else self._matched.cosine(two, one)

    def _finding(
        self,
        cue: Cue,
        chinese: bool,
        governed: Token | None,
        counterpart: Counterpart | None,
        confidence: float,
    ) -> Finding:
        side, other = self._side(chinese), self._side(not chinese)
        end = governed.end if governed else cue.end
        own = side.place(cue.start, end)
        if counterpart:
            there = other.place(counterpart.token.start, counterpart.token.end)
        else:
            there = other.place(0, len(other.text))
        in_source = side is self._matched.source
        negator = side.place(cue.start, cue.end).text
        where = "target" if in_source else "source"
        what = "dropped" if in_source else "added"
        return Finding(
            rule="negation",
            category="accuracy/mistranslation",
            severity=Severity.CRITICAL,
            confidence=confidence,
            message=f"a negation is {what}: {own.text}",
            explanation=f"“{negator}” has nothing in the {where} that answers it; there it is “{there.text}”",
            source=(own if in_source else there,),
            target=(there if in_source else own,),
            pair=self._matched.pair,
            evidence=(("negator", negator),),
        )


def _token(cue: Cue) -> Token:
    return Token(cue.start, cue.end, "", is_content=False)


def _whole(cue: Cue, side: Side) -> Cue:
    """Return a cue within a longer word of the dictionary, 坚定不移 or 拒绝, as that word, a mere hint."""
    token = side.token_at(cue.start)
    if token and cue.end <= token.end and token.end - token.start > cue.end - cue.start:
        return Cue(token.start, token.end, (_SOFT,))
    return cue
