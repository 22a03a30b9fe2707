"""Events of Chinese text: word order, 被 and 由, 把 and 將, 對, 向, 自 and 給, 比 and 較."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from align.checks.events import Anchor, Event, Predicate, Stretch, rows
from align.types import Span

# All in Simplified characters, as texts are compared; □ stands for a participant.
_CLAUSE = re.compile(r"[^，,。；;：:！!？?\n「」“”()（）]+")
# What makes another word of a predicate: 支持者, 攻擊機.
_COMPOUND = tuple("者方商家犯案额量率品权罪令函机舰弹艇员犬型性度")
_PASSIVE = re.compile(
    r"被|遭到|遭受|遭|(?<![接承享感忍])受(?:到)?(?!害)|(?<![理自经缘])由(?!于|此)|(?<![认成因作以])为(?=.{1,20}所)"
)
_DATIVE = re.compile(r"针对|(?<![相反针面应绝核])对(?!于|此|话|方|外)|(?<![方一转倾趋])向(?!来)|给")
_FROM = re.compile(r"(?<![来各亲独])自(?!己|由|身|卫)|(?<![服听])从(?!事|而|未)|(?<![方一])向")
_DISPOSAL = re.compile(r"(?<!即)将|把")
# What begins an adjunct between the agent and the predicate.
_ADJUNCT = re.compile(
    r"(?<![存现正实所内潜外])在|(?<![关对由属位])于|透过|通过|经由|经过|借由|藉由|利用|根据|按照|随着|为了|由于|因为|以"
)
_RECEIVER = re.compile(r"给|予|至|到|往")
_ORIGIN = re.compile("来自")
# Where what a predicate governs ends.
_CUT = re.compile("后|之前|以前|时|之际|并|而|但|却|因|导致|以便|以及其|来自|的消息|事件")
_NEGATION = re.compile("[不未没沒非无勿否]")
_COMPARED = re.compile(
    r"(?<![对相])(?:比|较)(?![较起例赛如为少多大高低]).{1,24}?(?:更|还|来得)?(?:(?P<more>[高多大强快早贵长重好])|(?P<less>[低少小弱慢晚短轻差]))"
)


@cache
def _lexicon() -> tuple[re.Pattern[str], dict[str, tuple[Predicate, ...]]]:
    found: dict[str, tuple[Predicate, ...]] = {}
    for row in rows():
        for form in row.chinese:
            found[form] = (*found.get(form, ()), row.predicate)
    return re.compile("|".join(sorted(found, key=len, reverse=True))), found


def read_chinese(stretch: Stretch) -> Iterator[Event]:
    """Yield the events of a folded Chinese text."""
    pattern, lexicon = _lexicon()
    for clause in _CLAUSE.finditer(stretch.masked):
        start = clause.start()
        for verb in pattern.finditer(stretch.masked, *clause.span()):
            if stretch.masked[verb.end() : verb.end() + 1] not in _COMPOUND:
                for predicate in lexicon[verb[0]]:
                    reader = _Reader(stretch, Span(start, clause.end()), Span(*verb.span()))
                    yield from reader.read(predicate)
            start = verb.end() if _governs_clause(stretch.masked[verb.end() :]) else start
        for compared in _COMPARED.finditer(stretch.masked, *clause.span()):
            yield from _comparison(stretch, clause.start(), compared)


def _governs_clause(after: str) -> bool:
    """Return whether a predicate is not a noun or attribute, so that what follows may have its own agent."""
    return not after.startswith("的")


def _comparison(stretch: Stretch, start: int, compared: re.Match[str]) -> Iterator[Event]:
    more = stretch.between(start, compared.start())
    less = stretch.between(*compared.span())
    if _NEGATION.search(stretch.masked, start, compared.start()) or not (more and less):
        return
    if compared["less"]:
        more, less = less, more
    yield Event("exceed", Span(*compared.span()), more, less)


class _Reader:
    """Reads the participants of one predicate of one clause."""

    def __init__(self, stretch: Stretch, clause: Span, verb: Span) -> None:
        self._stretch, self._verb = stretch, verb
        self._start = clause.start
        self._before = stretch.masked[clause.start : verb.start]
        cut = _CUT.search(stretch.masked, verb.end, clause.end)
        self._end = cut.start() if cut else clause.end
        self._clause_end = clause.end

    def read(self, predicate: Predicate) -> Iterator[Event]:
        """Yield the event where its participants are clear."""
        agents, patients = getattr(self, f"_{predicate.frame}")()
        negated = bool(_NEGATION.search(self._before[-3:]))
        if predicate.frame in ("more", "less", "alone") and negated:
            return
        if predicate.frame == "less":
            agents, patients = patients, agents
        if agents:
            yield Event(predicate.id, self._verb, agents, patients)

    def _marked(self, marker: re.Pattern[str]) -> tuple[tuple[Anchor, ...], int] | None:
        """Return who stands between the last such marker and the predicate, and where the marker is."""
        for match in reversed(list(marker.finditer(self._before))):
            found = self._stretch.between(self._start + match.end(), self._verb.start)
            if found:
                return found, self._start + match.start()
        return None

    def _subject(self, end: int) -> tuple[Anchor, ...]:
        adjunct = _ADJUNCT.search(self._stretch.masked, self._start, end)
        return self._stretch.between(self._start, adjunct.start() if adjunct else end)

    def _after(self) -> tuple[Anchor, ...]:
        return self._stretch.between(self._verb.end, self._end)

    def _acts(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        if passive := self._marked(_PASSIVE):
            patients = self._stretch.between(self._start, passive[1])
            if not patients and self._stretch.masked.startswith("的", self._verb.end):
                patients = self._after()
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
            return self._subject(min(dative[1], before_theme)), dative[0]
        return self._subject(before_theme), self._receiver()

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
        if marked := self._marked(_FROM):
            return marked[0], self._subject(marked[1])
        origin = _ORIGIN.search(self._stretch.masked, self._verb.end, self._clause_end)
        if not origin:
            return (), ()
        return self._stretch.between(origin.end(), self._clause_end), self._subject(self._verb.start)

    _more = _less = _acts

    def _alone(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        if self._marked(_PASSIVE):
            return (), ()
        return self._subject(self._verb.start), ()
