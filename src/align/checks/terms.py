"""Terms that are not rendered as the termbase says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.checks.base import Context, Yielded, rule
from align.checks.glossary import (
    Scenes,
    Term,
    are_related,
    is_term,
    modifiers,
    renderings,
    scenes_of,
)
from align.checks.words import Matched, Side, Token
from align.knowledge import glosses
from align.knowledge.concepts import Concept
from align.knowledge.terms import Text, chinese_key, is_chinese, latin_key, places
from align.types import Finding, Pair, Place, Severity, Span, Tally

# Shares of right findings that we expect: a rendering that the user forbids, one that is a known
# mistake, another term that the source does not have, and other words where the brief itself renders the
# term rightly elsewhere, or does not.
_FORBIDDEN, _KNOWN_MISTAKE, _OTHER_TERM, _RIGHT_ELSEWHERE, _OTHER_WORDS = 0.95, 0.85, 0.75, 0.85, 0.7
# A term of the user's own that nothing at all renders, which may be a pronoun or left out.
_OWN_UNSEEN = 0.55
# Cosine of two terms of one field, or of two, from which one may stand where the other should.
_NEAR, _VERY_NEAR = 0.3, 0.45
# Cosine of a term and the words that stand for it where no part of it is matched for sure, by whether the
# brief renders it rightly elsewhere, and if so, where nothing else accounts for them; how many words are
# compared with a term.
_WHOLE = {True: 0.45, False: 0.55}
_FREE = 0.3
_MOST_WORDS = 4
# A term of fewer characters or words is often a common word that has other renderings.
_FEW_CHARACTERS, _FEW_WORDS = 4, 2


@rule("term", "terminology/term", Severity.MAJOR)
def check_term(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A term is not rendered as the termbase says.

    Your own termbase says which renderings of a term are allowed and which are forbidden; any of the
    allowed ones will do, in any inflection, spelling and script, and the longest form counts. The
    shipped list of terms of trade, law, defence, energy and technology has no preferences: there a
    finding is a rendering that is known to be wrong, another term of the list that the source does
    not have, or other words for part of a term of which no known rendering stands there. What stands
    for a term elsewhere in the same passage is enough: short forms and pronouns are let pass.

    Bad: 專屬經濟區 / special economic zone
    Good: 專屬經濟區 / exclusive economic zone
    """
    scenes = scenes_of(pairs, context)
    compared = 0
    for pair in scenes:
        compared += len(scenes.source[pair])
        yield from _Scene(pair, scenes, context).findings()
    yield Tally("terms", compared)


class _Other(NamedTuple):
    """What stands for a term: where, how sure that is wrong, and why."""

    place: Place
    confidence: float
    why: str
    found: str = ""


class _Stretch(NamedTuple):
    """Words of a side, how like a term they are in their contexts, and if any is due to other words."""

    cosine: float
    start: int
    end: int
    is_shared: bool

    def least(self, *, sure: bool) -> float:
        """Return how like the term they must be; less is needed where nothing else accounts for them."""
        return _FREE if sure and not self.is_shared else _WHOLE[sure]


class _Scene:
    """A pair with its terms."""

    def __init__(self, pair: Pair, scenes: Scenes, context: Context) -> None:
        self._pair = pair
        self._scenes = scenes
        self._context = context
        self._source, self._target = scenes.around(pair)
        self._taken: list[Place] = []
        self._matched: Matched | None = None

    def findings(self) -> Iterator[Finding]:
        """Yield the findings of the pair, at most one a concept."""
        seen: set[str] = set()
        for term in self._scenes.source[self._pair]:
            if term.concept.id in seen:
                continue
            seen.update(concept.id for concept in term.concepts)
            if finding := self._judge(term):
                yield finding

    def _judge(self, term: Term) -> Finding | None:
        own = self._scenes.glossary.is_own(term.concept)
        if wrong := self._forbidden(term):
            return self._finding(term, wrong)
        if not is_term(term.concept) or self._is_rendered(term):
            return None
        if other := self._other_term(term) or self._other_words(term):
            return self._finding(term, other)
        return self._unseen(term) if own else None

    def _is_rendered(self, term: Term) -> bool:
        return any(self._target.renders(one, loosely=not one.exact) for one in term.concepts)

    def _forbidden(self, term: Term) -> _Other | None:
        """Return a forbidden rendering of a term, but none of something else or beside a right one."""
        concept = term.concept
        chinese = self._target.is_chinese
        banned = [form for form in concept.forbidden if is_chinese(form) == chinese]
        if len(term.concepts) > 1 or not banned:
            return None
        allowed = renderings(concept, chinese=chinese)
        count = sum(t.concept.id == concept.id for t in self._scenes.source[self._pair])
        found = [
            (segment.place.part(*span), form)
            for segment in self._pair.target
            for span, form in places(
                Text(segment.text, segment.language), [*banned, *allowed], exact=concept.exact
            )
        ]
        wrong = [(place, form) for place, form in found if form in banned]
        if not wrong or len(found) - len(wrong) >= count or self._renders_another(*wrong[0], concept):
            return None
        place, form = wrong[0]
        own = self._scenes.glossary.is_own(concept)
        why = "is forbidden by your termbase" if own else "is something else"
        confidence = _FORBIDDEN if own else _KNOWN_MISTAKE
        return _Other(self._joined(place, term), confidence, why, form)

    def _joined(self, place: Place, term: Term) -> Place:
        """Return a place with the words beside it that render part of a term: regional stockpiling."""
        side = self._match().target
        start, end = place.span
        for part in self._parts(term):
            if found := self._counterpart(part):
                word = side.place(found.start, found.end)
                if word.file is place.file and place.file.text[word.span.end : start] in (" ", "-"):
                    start = word.span.start
                elif word.file is place.file and place.file.text[end : word.span.start] in (" ", "-"):
                    end = word.span.end
        return Place(place.file, Span(start, end))

    def _parts(self, term: Term) -> list[Token]:
        side = self._match().source
        return [token for token in side.tokens if _is_inside(side, token, term.place)]

    def _renders_another(self, place: Place, form: str, concept: Concept) -> bool:
        """Return whether a form that stands at a place renders another term of the source."""
        key, chinese = _key(form), self._target.is_chinese
        named = (other for term in self._scenes.source[self._pair] for other in term.concepts)
        if any(key in map(_key, renderings(one, chinese=chinese)) for one in named if one.id != concept.id):
            return True
        return any(
            term.place.span == place.span and self._is_named_beside(other, concept)
            for term in self._scenes.target[self._pair]
            for other in term.concepts
            if other.id != concept.id
        )

    def _is_named_beside(self, other: Concept, concept: Concept) -> bool:
        """Return whether the source names one concept elsewhere than within a form of the other."""
        text, chinese = self._source.text, self._source.is_chinese
        forms = concept.chinese if chinese else (*concept.english, *concept.abbreviations)
        own = [span for span, _ in places(text, forms, exact=concept.exact)]
        found = places(text, renderings(other, chinese=chinese), exact=other.exact)
        return any(
            not any(one.start <= span.start and span.end <= one.end for one in own) for span, _ in found
        )

    def _other_term(self, term: Term) -> _Other | None:
        """Return a term of the target that the source does not name and that may stand for this one."""
        if not (is_chinese(term.found.text) or _is_specific(term)):
            return None
        for other in self._scenes.target[self._pair]:
            if any(self._source.renders(concept, loosely=True) for concept in other.concepts):
                continue
            if any(are_related(term.concept, concept) for concept in other.concepts):
                continue
            if self._may_stand_for(other, term):
                chinese = other.concept.render(self._pair.source[0].language)
                why = f"is {chinese}, which the source does not name"
                return _Other(self._joined(other.place, term), _OTHER_TERM, why, other.found.text)
        return None

    def _may_stand_for(self, other: Term, term: Term) -> bool:
        same_field = other.concept.domain == term.concept.domain
        if self._context.likeness is None:
            return same_field
        cosine = self._context.likeness(term.word, other.word)
        return cosine >= (_NEAR if same_field else _VERY_NEAR)

    def _other_words(self, term: Term) -> _Other | None:
        """Return the words that render part of a term, where no rendering of the whole is known."""
        if not (_is_specific(term) or _is_long(term)):
            return None
        sure = self._is_right_elsewhere(term)
        place = self._place_of(term, sure=sure)
        if not place or self._is_shortened(term, place) or self._is_paraphrase(term, place):
            return None
        confidence = _RIGHT_ELSEWHERE if sure else _OTHER_WORDS
        return _Other(place, confidence, "is no known rendering of it", place.text)

    def _place_of(self, term: Term, *, sure: bool) -> Place | None:
        """Return where the words stand that render a term or parts of it; the whole of a short term."""
        stretch = self._stretch(term)
        if not _is_specific(term):
            is_free = stretch and not stretch.is_shared and stretch.cosine >= _WHOLE[False]
            return self._match().target.place(*stretch[1:3]) if stretch and is_free else None
        found = [counterpart for part in self._parts(term) if (counterpart := self._counterpart(part))]
        if found and self._is_within_clause(found):
            return self._widened(min(found), max(found))
        if stretch and (stretch.cosine >= stretch.least(sure=sure) or _meets(stretch, found)):
            return self._match().target.place(stretch.start, stretch.end)
        if not found or max(found).end - min(found).start > len(term.found.text) * 8 + 20:
            return None
        return self._widened(min(found), max(found))

    def _is_within_clause(self, words: Sequence[Token]) -> bool:
        side = self._match().target
        return side.clause(min(words).start) == side.clause(max(words).start)

    def _stretch(self, term: Term) -> _Stretch | None:
        """Return the words of an English clause that are most like a term in their contexts.

        None where other words of the source account for all of them.
        """
        likeness, side = self._context.likeness, self._match().target
        if likeness is None or side.is_chinese:
            return None
        words = side.content
        runs = [
            (words[first], words[last])
            for first in range(len(words))
            for last in range(first, min(first + _MOST_WORDS, len(words)))
            if side.clause(words[first].start) == side.clause(words[last].start)
        ]
        stretches = (
            (likeness(term.word, side.word(first.start, last.end)), first.start, last.end)
            for first, last in runs
        )
        cosine, start, end = max(stretches, default=(0.0, 0, 0))
        others = self._accounted(term, [word for word in words if start <= word.start and word.end <= end])
        return _Stretch(cosine, start, end, any(others)) if not all(others) else None

    def _accounted(self, term: Term, words: Sequence[Token]) -> list[bool]:
        """Return which English words the dictionary has for words of the source beside a term."""
        known, parts, tokens = glosses.load(), self._parts(term), self._match().source.tokens
        others = {stem for token in tokens if token not in parts for stem in known.of(token.key)}
        return [word.key in others for word in words]

    def _is_paraphrase(self, term: Term, place: Place) -> bool:
        """Return whether what stands there has what tells a shipped term from others: "an attack sub"."""
        if self._target.is_chinese or self._scenes.glossary.is_own(term.concept):
            return False
        written = set(glosses.stems(place.text))
        return any(not written.isdisjoint(modifiers(form)) for form in term.concept.english)

    def _is_shortened(self, term: Term, place: Place) -> bool:
        """Return whether a word for one part of a term is all that stands there: "the Fund"."""
        parts = self._parts(term)
        if self._target.is_chinese or not is_chinese(term.found.text) or len(place.text.split()) > 1:
            return False
        word, known = glosses.stem(place.text.lower()), glosses.load()
        return len(parts) > 1 and any(word in known.of(part.key) for part in parts)

    def _match(self) -> Matched:
        if self._matched is None:
            self._matched = Matched(self._pair, self._context.likeness)
        return self._matched

    def _counterpart(self, part: Token) -> Token | None:
        """Return the word of the target that renders part of a term for sure.

        The dictionary has it and the contexts do not speak against it, or they are alike and no other word
        of the source accounts for it.
        """
        matched = self._match()
        into_english = matched.source is matched.chinese
        found = matched.in_english(part) if into_english else matched.in_chinese(part)
        if not found or not found.is_sure:
            return None
        return found.token if found.known or not self._is_accounted_for(found.token) else None

    def _widened(self, first: Token, last: Token) -> Place:
        """Return where words stand, with the neighbours that no word of the source accounts for."""
        matched = self._match()
        side, tokens = matched.target, matched.target.tokens
        start, end = tokens.index(first), tokens.index(last)
        while start > 0 and self._is_loose(side, tokens[start - 1], tokens[start]):
            start -= 1
        while end + 1 < len(tokens) and self._is_loose(side, tokens[end + 1], tokens[end]):
            end += 1
        return side.place(tokens[start].start, tokens[end].end)

    def _is_loose(self, side: Side, word: Token, beside: Token) -> bool:
        gap = side.text[min(word.end, beside.end) : max(word.start, beside.start)]
        return word.is_content and len(gap.strip(" ")) == 0 and not self._is_accounted_for(word)

    def _is_accounted_for(self, word: Token) -> bool:
        matched = self._match()
        known = glosses.load()
        if matched.target is matched.english:
            return any(word.key in known.of(token.key) for token in matched.source.tokens)
        return any(token.key in known.of(word.key) for token in matched.source.tokens)

    def _is_right_elsewhere(self, term: Term) -> bool:
        """Return whether another passage of the brief renders the term as is known."""
        return any(
            other is not self._pair
            and any(t.concept.id == term.concept.id for t in self._scenes.source[other])
            and self._scenes.around(other)[1].renders(term.concept, loosely=False)
            for other in self._scenes
        )

    def _unseen(self, term: Term) -> Finding:
        whole = tuple(segment.place for segment in self._pair.target)
        preferred = term.concept.render(self._pair.target[0].language)
        return Finding(
            rule="term",
            category="terminology/term",
            severity=Severity.MINOR,
            confidence=_OWN_UNSEEN,
            message=f"{term.found.text} is not rendered as {preferred}",
            explanation="no rendering that your termbase allows stands in the translation",
            source=(term.place,),
            target=whole,
            pair=self._pair,
            evidence=(("expected", term.concept.id),),
        )

    def _finding(self, term: Term, other: _Other) -> Finding | None:
        if any(place.span == other.place.span and place.file is other.place.file for place in self._taken):
            return None
        self._taken.append(other.place)
        preferred = term.concept.render(self._pair.target[0].language)
        suggestion = preferred if self._target.is_chinese else written_like(preferred, other.place.text)
        return Finding(
            rule="term",
            category="terminology/term",
            severity=Severity.MAJOR,
            confidence=other.confidence,
            message=f"{term.found.text} rendered as {other.place.text}",
            explanation=f"{term.found.text} is {preferred}; “{other.place.text}” {other.why}",
            source=(term.place,),
            target=(other.place,),
            pair=self._pair,
            suggestion=suggestion,
            evidence=(("expected", term.concept.id), ("found", other.found or other.place.text)),
        )


def _key(form: str) -> str:
    return chinese_key(form) if is_chinese(form) else latin_key(form)


def _meets(stretch: _Stretch, found: Sequence[Token]) -> bool:
    """Return whether some words hold any of others."""
    return any(stretch.start <= token.start and token.end <= stretch.end for token in found)


def _is_specific(term: Term) -> bool:
    """Return whether a term is long enough to be no common word, or the user's own."""
    text = term.found.text
    if is_chinese(text):
        return len(text) >= _FEW_CHARACTERS
    return len(text.replace("-", " ").split()) >= _FEW_WORDS


def _is_long(term: Term) -> bool:
    """Return whether a Chinese term may be told by the words that are like the whole of it."""
    return is_chinese(term.found.text) and len(term.found.text) == _FEW_CHARACTERS - 1


def _is_inside(side: Side, token: Token, place: Place) -> bool:
    where = side.place(token.start, token.end)
    (start, end), (first, last) = place.span, where.span
    return where.file is place.file and start <= first and last <= end


def written_like(preferred: str, written: str) -> str:
    """Return an English term in the number and with the capitals of what it is to replace."""
    words = written.split()
    if written[-1:] == "s" and written[-2:] not in ("ss", "us", "is") and preferred[-1:].isalpha():
        head, of, rest = preferred.partition(" of ")
        preferred = (head if head.endswith("s") else _plural(head)) + of + rest
    if len(words) > 1 and all(word[:1].isupper() for word in words) and preferred.islower():
        return " ".join(word[:1].upper() + word[1:] for word in preferred.split())
    opens = written[:1].isupper() and not written[1:2].isupper()
    return preferred[:1].upper() + preferred[1:] if opens else preferred


def _plural(term: str) -> str:
    if term.endswith("y") and term[-2:-1] not in tuple("aeiou"):
        return term[:-1] + "ies"
    return term + ("es" if term.endswith(("x", "ch", "sh")) else "s")
