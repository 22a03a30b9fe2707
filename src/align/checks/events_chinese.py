"""Events of Chinese text: word order, 被 and 由, 把 and 將, 對, 向, 自 and 給, 應 and 在…下."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from align.checks.events import ANY, Anchor, Event, Predicate, Stretch, rows, with_general
from align.checks.phrases_chinese import group, read_phrases, subject
from align.types import Span

# All in Simplified characters, as texts are compared; □ stands for a participant.
_CLAUSE = re.compile(r"(?:[^，,。；;：:！!？?\n「」“”()（）]|(?<=\d)[,，](?=\d))+")
# What makes another word of a predicate: 支持者, 攻擊機.
_COMPOUND = tuple("者方商家犯案额量率品权罪令函机舰弹艇员犬型性度速幅缺佳妥")
_PASSIVE = re.compile(
    r"被|遭到|遭受|遭|(?<![接承享感忍])受(?:到)?(?!害)|(?<![理自经缘])由(?!于|此)|"
    r"(?<!回)归(?![还咎功因入属于国])|(?<![认成因作以])为(?=.{1,20}所)"
)
# Before what is done by nobody that is said: 受影響的國家.
_AGENTLESS = re.compile(r"(?:被|遭到|遭受|遭|(?<![接承享感忍])受到?)$")
_DATIVE = re.compile(
    r"针对|(?<![相反针面应绝核])对(?!于|此|话|方|外)|(?<![方一转倾趋])向(?!来)|给|"
    r"(?<![认成因作以称视])为(?=[^□]{0,2}□[^所]*$)|(?<![代交接顶])替(?![代换补])"
)
_FROM = re.compile(r"(?<![来各亲独])自(?!己|由|身|卫)|(?<![服听])从(?!事|而|未)|(?<![方一])向")
_DISPOSAL = re.compile(r"(?<!即)将|把")
# What begins an adjunct between the agent and the predicate.
_ADJUNCT = re.compile(
    r"(?<![存现正实所内潜外])在|(?<![关对由属位])于|透过|通过|经由|经过|借由|藉由|借助|凭借|依托|运用|利用|根据|按照|随着|为了|由于|因为|以"
)
# Adjuncts that may be a clause with its own agent: 以銀行的讓步不及政府為由.
_CLAUSAL = ("以", "由于", "因为", "为了")
_RECEIVER = re.compile(r"给|予|至|到|往")
_TO = re.compile("对|给|为")
_ORIGIN = re.compile("来自")
# Where what a predicate governs ends.
_CUT = re.compile("后|之前|以前|时|之际|并|而|但|却|因|导致|以便|以及其|来自|的消息|事件")
_NEGATION = re.compile("[不未没沒非无勿否]")
# What names the circumstance under which somebody else acts: 應日本要求, 在美國施壓下.
_CIRCUMSTANCE = re.compile(
    r"(?:(?<![回反相响因供])应(?!对|当|该|用)|(?<![存现正实所内潜外])在|迫于|面对|响应|回应|因应|不顾|接受|顶住)"
    r"(?=[^□对向]{0,3}□[^对向]{0,10}$)"
)
# From where, of what moves: neither 向 nor 由 for who moves it.
_ORIGIN_OF_MOVE = re.compile(r"(?<![来各亲独])自(?!己|由|身|卫)|(?<![服听])从(?!事|而|未)")
# How far a clause or an object begins from what it is looked for from.
_NEAR = 4
# Before another thing that the same one does.
_AGAIN = re.compile("(?:并且?|且|进而|随后|继而|再)$")
# Between participants of one object: 馬利政府軍與瓦格納的車隊.
_JOINED = re.compile("(?:[^对向被把将由从自]{0,8}[的和与及、跟或][^对向被把将由从自]{0,4})?")
# Before who opens a clause but does not act.
_MARKED = re.compile("[对向从自由被遭受在给将把与和为于替同跟及]")
_WITH = re.compile("改?用|改?以|改?由")
# What may be a verb between two participants, without words that relate them in another way.
_RELATING = "的和与及、是在为于从自由对向把将被遭受给比较跟同以之或而等至到往来如像有无不未没因就使令让叫其"
_VERB = re.compile(f"[^{_RELATING}□\\W\\d]{{2,6}}")
# Of what one feels the other language may say that it is the cause: the EU worries, China worries the EU.
_FEELING = re.compile("[忧惧怕恐厌恨爱喜欢盼望期待关注担欣赏惊]")
_TOWARDS = re.compile("(?<![相反针面应绝核一方转倾趋])[把对向](?=□)")


@cache
def _lexicon() -> tuple[re.Pattern[str], dict[str, tuple[Predicate, ...]]]:
    found: dict[str, tuple[Predicate, ...]] = {}
    for row in rows():
        for form in row.chinese if not row.predicate.frame.startswith("than") else ():
            found[form] = (*found.get(form, ()), row.predicate)
    return re.compile("|".join(sorted(found, key=len, reverse=True))), found


def has_predicate(text: str) -> bool:
    """Return whether a folded text has a predicate of the table."""
    return bool(_lexicon()[0].search(text))


def predicates_in(text: str) -> frozenset[str]:
    """Return the ids of the predicates that a folded text has."""
    pattern, lexicon = _lexicon()
    return frozenset(predicate.id for match in pattern.finditer(text) for predicate in lexicon[match[0]])


def read_chinese(stretch: Stretch) -> Iterator[Event]:
    """Yield the events of a folded Chinese text."""
    pattern, lexicon = _lexicon()
    clauses = [Span(*clause.span()) for clause in _CLAUSE.finditer(stretch.masked)]
    for at, clause in enumerate(clauses):
        before = clauses[at - 1] if at else Span(clause.start, clause.start)
        after = clauses[at + 1] if at + 1 < len(clauses) else Span(clause.end, clause.end)
        start = clause.start
        for verb in pattern.finditer(stretch.masked, *clause):
            if stretch.masked[verb.end() : verb.end() + 1] not in _COMPOUND:
                for predicate in lexicon[verb[0]]:
                    reader = _Reader(stretch, (before, clause, after), start, Span(*verb.span()))
                    yield from reader.read(predicate)
            start = verb.end() if _governs_clause(stretch.masked[verb.end() :]) else start
        yield from read_phrases(stretch, clauses, at)
        yield from _unknown_verbs(stretch, clause)


def _unknown_verbs(stretch: Stretch, clause: Span) -> Iterator[Event]:
    """Yield what participants do to those that follow, by verbs that are in no table."""
    known = _lexicon()[0]
    for first, second in pairwise(stretch.between(*clause)):
        before = stretch.masked[max(clause.start, first.span.start - 1) : first.span.start]
        gap = stretch.masked[first.span.end : second.span.start]
        if (
            _VERB.fullmatch(gap)
            and not _FEELING.search(gap)
            and not known.search(gap)
            and not _MARKED.fullmatch(before)
        ):
            yield Event(ANY, Span(first.span.end, second.span.start), (first,), (second,))
    for marker in _TOWARDS.finditer(stretch.masked, *clause):
        agents = subject(stretch, clause.start, marker.start())
        patients = group(stretch, marker.end(), clause.end)
        if agents and patients and not known.search(stretch.masked, patients[-1].span.end, clause.end):
            yield Event(ANY, Span(*marker.span()), agents, patients)


def _governs_clause(after: str) -> bool:
    """Return whether a predicate is not a noun or attribute, so that what follows may have its own agent."""
    return not after.startswith("的")


class _Reader:
    """Reads the participants of one predicate of one clause."""

    def __init__(self, stretch: Stretch, clauses: tuple[Span, Span, Span], start: int, verb: Span) -> None:
        """Read `verb` in the middle clause, from `start`, where what another predicate governs ends."""
        self._preceding, clause, self._following = clauses
        self._opening, self._start = clause.start, start
        self._stretch, self._verb = stretch, verb
        self._before = stretch.masked[start : verb.start]
        cut = _CUT.search(stretch.masked, verb.end, clause.end)
        self._end = cut.start() if cut else clause.end
        self._clause_end = clause.end

    def read(self, predicate: Predicate) -> Iterator[Event]:
        """Yield the event where its participants are clear."""
        agents, patients = getattr(self, f"_{predicate.frame}")()
        negated = bool(_NEGATION.search(self._before[-3:]))
        if predicate.frame in ("more", "less", "alone", "replaces") and negated:
            return
        if predicate.frame == "less":
            agents, patients = patients, agents
        if agents:
            yield from with_general(Event(predicate.id, self._verb, agents, patients), predicate.frame)

    def _marked(self, marker: re.Pattern[str]) -> tuple[tuple[Anchor, ...], int] | None:
        """Return who stands between the last such marker and the predicate, and where the marker is."""
        for match in reversed(list(marker.finditer(self._before))):
            found = self._stretch.between(self._start + match.end(), self._verb.start)
            if found:
                return found, self._start + match.start()
        return None

    def _subject(self, end: int) -> tuple[Anchor, ...]:
        if end == self._verb.start and _AGAIN.search(self._before) and (first := self._first()):
            return first
        adjunct = _ADJUNCT.search(self._stretch.masked, self._start, end)
        found = self._stretch.between(self._start, adjunct.start() if adjunct else end)
        if not found and adjunct and adjunct[0] in _CLAUSAL:
            return self._stretch.between(adjunct.end(), end)
        return found or self._topic(self._verb.start)

    def _topic(self, end: int) -> tuple[Anchor, ...]:
        """Return who opens the clause, or the one before, if nobody stands closer that could act."""
        if self._stretch.between(self._start, end):
            return ()
        near = end - self._opening <= _NEAR
        return self._first() or (self._first_of(self._preceding) if near else ())

    def _first(self) -> tuple[Anchor, ...]:
        """Return who opens the clause and may act again behind an earlier predicate of it."""
        return self._first_of(Span(self._opening, self._verb.start))

    def _first_of(self, clause: Span) -> tuple[Anchor, ...]:
        first = group(self._stretch, *clause)
        if not first or _MARKED.search(self._stretch.masked, clause.start, first[0].span.start):
            return ()
        return first

    def _after(self) -> tuple[Anchor, ...]:
        """Return the object: who follows, and who belongs to that."""
        found: list[Anchor] = []
        for anchor in self._stretch.between(self._verb.end, self._end):
            if found and not _JOINED.fullmatch(self._stretch.masked[found[-1].span.end : anchor.span.start]):
                break
            found.append(anchor)
        return tuple(found)

    def _acts(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        return self._circumstance() or self._transitive()

    def _circumstance(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]] | None:
        """Return who asks, presses or helps, and who does something thereupon."""
        marker = _CIRCUMSTANCE.search(self._before)
        if not marker or self._stretch.masked.startswith("□", self._verb.end):
            return None
        agents = self._stretch.between(self._start + marker.end(), self._verb.start)
        patients = self._stretch.between(self._start, self._start + marker.start())
        return agents, patients or group(self._stretch, *self._following)

    def _transitive(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        if _AGENTLESS.search(self._before):
            return (), ()
        if passive := self._marked(_PASSIVE):
            patients = self._stretch.between(self._start, passive[1])
            if not patients and self._stretch.masked.startswith("的", self._verb.end):
                patients = self._after()
            patients = patients or self._topic(passive[1])
            return (passive[0], patients) if patients else ((), ())
        after = self._after()
        for marker in (_DISPOSAL, _DATIVE):
            marked = self._marked(marker)
            if marked and not after:
                return self._subject(marked[1]), marked[0]
            if marked and marker is _DATIVE:
                return (), ()
        return self._subject(self._verb.start), after

    def _gives(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        disposal = _DISPOSAL.search(self._before)
        before_theme = self._start + disposal.start() if disposal else self._verb.start
        if passive := self._marked(_PASSIVE):
            dative = self._marked(_DATIVE)
            if dative and dative[1] > passive[1]:
                return self._stretch.between(passive[1], dative[1]), dative[0]
            return passive[0], self._receiver()
        if dative := self._marked(_DATIVE):
            if self._is_of_both() and self._stretch.masked[dative[1]] == "向":
                return (), ()
            return self._subject(min(dative[1], before_theme)), dative[0]
        if self._is_of_both():
            return (), ()
        return self._subject(before_theme), self._receiver()

    def _is_of_both(self) -> bool:
        """Return whether one gives as well as takes by this word: 對…貸款, 向…貸款."""
        verb = self._stretch.masked[slice(*self._verb)]
        return len({predicate.frame for predicate in _lexicon()[1][verb]} & {"gives", "takes"}) > 1

    def _receiver(self) -> tuple[Anchor, ...]:
        masked, end = self._stretch.masked, self._verb.end
        marked = masked[end - 1] in "给予与"
        if not marked:
            match = _RECEIVER.search(masked, end, self._end)
            # Two objects, the receiver first.
            beside = masked[end : end + 2].lstrip("了")[:1] == "□"
            if not match:
                return self._stretch.between(end, self._end)[:1] if beside else ()
            end = match.end()
        return self._stretch.between(end, self._end)

    def _takes(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        if _PASSIVE.search(self._before) and not _FROM.search(self._before):
            return (), ()
        if self._is_of_both() and self._marked(_TO):
            return (), ()
        if marked := self._marked(_FROM):
            return marked[0], self._subject(marked[1])
        origin = _ORIGIN.search(self._stretch.masked, self._verb.end, self._clause_end)
        if not origin:
            # Whose crude one buys, whose data one steals.
            return group(self._stretch, self._verb.end, self._end), self._subject(self._verb.start)
        return self._stretch.between(origin.end(), self._clause_end), self._subject(self._verb.start)

    def _replaces(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        """Return what comes and what goes: 以甲取代乙."""
        marked = self._marked(_WITH)
        return (marked[0], self._after()) if marked and self._after() else self._transitive()

    def _becomes(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        """Return what comes and what goes: 把乙換成甲."""
        marked = self._marked(_DISPOSAL)
        return self._after(), marked[0] if marked else self._subject(self._verb.start)

    def _moves(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        """Return where something goes from, and where to."""
        if origin := self._marked(_ORIGIN_OF_MOVE):
            start = origin[0]
        elif moved := self._marked(_DISPOSAL):
            start = (*self._subject(moved[1]), *moved[0])
        else:
            start = self._subject(self._verb.start)
        receivers = group(self._stretch, self._verb.end, self._end)
        near = receivers and receivers[0].span.start - self._verb.end <= _NEAR
        return (start, receivers) if near and start else ((), ())

    def _more(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        """Return who is compared: 甲對丙的順差超過乙."""
        dative, after = self._marked(_DATIVE), self._after()
        if dative and after and (compared := self._subject(dative[1])):
            return compared, after
        return self._transitive()

    _less, _bears = _more, _acts
    _tells, _draws = _gives, _takes

    def _suffers(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        agents, patients = self._transitive()
        return patients, agents

    _substitutes = _swaps = _replaces

    def _alone(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        if self._marked(_PASSIVE):
            return (), ()
        return self._subject(self._verb.start), ()
