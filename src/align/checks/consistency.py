"""One term rendered by two, within a brief and across the briefs of a run."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from align.checks.base import Context, Earlier, Rendered, Yielded, rule
from align.checks.glossary import Scenes, Term, scenes_of
from align.checks.terms import written_like
from align.knowledge import glosses
from align.knowledge.concepts import ConceptType, Mention
from align.knowledge.inflection import key as word_key
from align.knowledge.terms import Text, chinese_key, is_chinese, latin_key, places
from align.text import fold_latin
from align.types import BlockKind, Finding, Pair, Place, Segment, Severity, Tally

# Shares of right findings that we expect, by what makes it certain that both are renderings.
_OWN, _LISTED, _NAME, _QUOTED, _WHOLE = 0.85, 0.6, 0.8, 0.6, 0.6
_NAMES = (ConceptType.PERSON, ConceptType.PLACE)
_QUOTED_CHINESE = re.compile(
    "「([^「」『』\n。，；！？]{3,10})」|“([^“”\n。，；！？]{3,10})”|『([^『』\n。，；！？]{3,10})』"
)
_QUOTED_ENGLISH = re.compile('[“"]([^“”"\n]{3,80})[”"]')
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_TRAILING = " .,:;：，、\u3000"
_SENTENCE = tuple(".!?。！？…")
# Letters of a name that two spellings may differ in, and letters that it has at least.
_MOST_LETTERS, _LEAST_LETTERS = 2, 4
# A text that is one term: characters of Chinese, words of English.
_WHOLE_CHINESE, _WHOLE_ENGLISH = (3, 12), (2, 6)
_NO_PROSE = (BlockKind.HEADING, BlockKind.FIELD)


@rule("term-inconsistent", "terminology/inconsistent", Severity.MINOR)
def check_consistency(pairs: Sequence[Pair], context: Context) -> Yielded:
    """One term is rendered by two different ones.

    Only where it is certain that both are renderings: the termbase has them both, and they differ in a
    word (submarine cable, undersea cable) or in the spelling of a name (Zelensky, Zelenskyy); either is
    the only thing in quotation marks; or either is the whole translation of the same few words. Number,
    capitals, spelling, abbreviations, short forms and what stands in a heading do not count. The rendering
    that is most frequent, or else the first, is suggested, also one of an earlier brief of the same run.

    Bad: 海底電纜遭剪斷，海底電纜難修。 / The undersea cable was cut; a submarine cable is hard to mend.
    Good: 海底電纜遭剪斷，海底電纜難修。 / The undersea cable was cut; such a cable is hard to mend.
    """
    renderings: defaultdict[tuple[str, str], list[_Rendering]] = defaultdict(list)
    for one in _renderings(pairs, context):
        renderings[one.key].append(one)
    for found in renderings.values():
        yield from _compare(found, context.earlier)
    yield Tally("renderings", sum(map(len, renderings.values())))


class _Rendering(NamedTuple):
    """What renders a term in one place.

    Attributes:
        key: What kind of evidence it is, and what is rendered.
        form: The rendering, as it compares.
        differs: Whether two forms differ so that one of them should go.
    """

    key: tuple[str, str]
    form: str
    source: Place
    target: Place
    pair: Pair
    confidence: float
    differs: Callable[[str, str], bool]


def _renderings(pairs: Sequence[Pair], context: Context) -> Iterator[_Rendering]:
    scenes = scenes_of(pairs, context)
    for pair in scenes:
        if pair.kind in _NO_PROSE:
            continue
        for term in scenes.source[pair]:
            yield from _of_term(term, pair, scenes)
        yield from _of_names(pair, context)
        yield from _of_quotes(pair)
        yield from _of_whole(pair)


def _of_term(term: Term, pair: Pair, scenes: Scenes) -> Iterator[_Rendering]:
    """Yield each full form of a term in the target that can be of no other term."""
    concept = term.concept
    if len(term.concepts) > 1:
        return
    chinese = pair.target[0].language.is_chinese
    forms = concept.chinese if chinese else concept.english
    own = scenes.glossary.is_own(concept)
    found = _compared(term.found.text)
    for segment in pair.target:
        text = Text(segment.text, segment.language)
        for span, form in places(text, forms, exact=concept.exact):
            yield _Rendering(
                (f"term {concept.id}", found),
                form,
                term.place,
                segment.place.part(*span),
                pair,
                _OWN if own else _LISTED,
                _differ if own else _differ_in_one_word,
            )


def _of_names(pair: Pair, context: Context) -> Iterator[_Rendering]:
    """Yield each name of a person or place that both sides have under one form each."""
    source = _named(pair.source, context)
    target = _named(pair.target, context)
    for id_, (mention, place) in source.items():
        if id_ in target:
            other, other_place = target[id_]
            yield _Rendering(
                (f"name {id_}", _compared(mention.text)),
                other.text,
                place,
                other_place,
                pair,
                _NAME,
                _are_two_spellings,
            )


def _named(segments: Sequence[Segment], context: Context) -> dict[str, tuple[Mention, Place]]:
    found: dict[str, tuple[Mention, Place]] = {}
    for segment in segments:
        for mention in context.termbase.find(segment.text, segment.language):
            if mention.type in _NAMES and len(mention.concepts) == 1:
                place = segment.place.part(*mention.span)
                found.setdefault(mention.concepts[0].id, (mention, place))
    return found


def _of_quotes(pair: Pair) -> Iterator[_Rendering]:
    """Yield what is in quotation marks where either side has but one thing in them."""
    source, target = (_quoted(pair, side) for side in (0, 1))
    if len(source) == len(target) == 1:
        (place,), (other,) = source, target
        yield _Rendering(
            ("quoted", _compared(place.text.strip(_TRAILING))),
            other.text.strip(_TRAILING),
            place,
            other,
            pair,
            _QUOTED,
            _differ,
        )


def _quoted(pair: Pair, side: int) -> list[Place]:
    segments = (pair.source, pair.target)[side]
    found = []
    for segment in segments:
        pattern = _QUOTED_CHINESE if segment.language.is_chinese else _QUOTED_ENGLISH
        for match in pattern.finditer(segment.text):
            group = match.lastindex or 0
            inner = segment.text[slice(*match.span(group))]
            if is_chinese(inner) == segment.language.is_chinese:
                found.append(segment.place.part(*match.span(group)))
    return found


def _of_whole(pair: Pair) -> Iterator[_Rendering]:
    """Yield the translation of a text of a few words, such as a cell of a table."""
    if len(pair.source) > 1 or len(pair.target) > 1 or pair.source[0].text.rstrip().endswith(_SENTENCE):
        return
    source, target = pair.source[0].text.strip(_TRAILING), pair.target[0].text.strip(_TRAILING)
    if _is_short(source) and _is_short(target):
        place, other = pair.source[0].place, pair.target[0].place
        yield _Rendering(
            (f"whole {pair.kind}", _compared(source)), target, place, other, pair, _WHOLE, _differ
        )


def _is_short(text: str) -> bool:
    least, most = _WHOLE_CHINESE if is_chinese(text) else _WHOLE_ENGLISH
    return least <= (len(text) if is_chinese(text) else len(text.split())) <= most


def _compared(text: str) -> str:
    return chinese_key(text) if is_chinese(text) else latin_key(text)


def _differ(one: str, other: str) -> bool:
    """Return whether two forms differ by more than number, derivation, script or being cut short."""
    if is_chinese(one) != is_chinese(other):
        return False
    if is_chinese(one):
        return not (_is_within(chinese_key(one), chinese_key(other)))
    ours, theirs = (Counter(map(glosses.stem, _words(form))) for form in (one, other))
    return bool(ours - theirs) and bool(theirs - ours) and latin_key(one) != latin_key(other)


def _is_within(one: str, other: str) -> bool:
    """Return whether the characters of the shorter form all stand in the longer one, in order."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(char in rest for char in shorter)


def _differ_in_one_word(one: str, other: str) -> bool:
    """Return whether two forms of several words differ in one of them: submarine cable, undersea cable."""
    if is_chinese(one) or is_chinese(other):
        return _differ(one, other) and min(len(one), len(other)) > 3
    ours, theirs = _words(one), _words(other)
    apart = sum(word_key(a) != word_key(b) for a, b in zip(ours, theirs, strict=False))
    return len(ours) == len(theirs) > 1 and apart == 1 and _differ(one, other)


def _words(form: str) -> list[str]:
    return _WORD.findall(fold_latin(form).lower())


def _are_two_spellings(one: str, other: str) -> bool:
    """Return whether two forms of a name are two ways to write it, and not a part or an adjective of it."""
    if is_chinese(one) or is_chinese(other):
        same = is_chinese(one) and is_chinese(other)
        return same and not _is_within(chinese_key(one), chinese_key(other))
    ours, theirs = _words(one), _words(other)
    if len(ours) != len(theirs):
        return False
    apart = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    return len(apart) == 1 and _is_respelt(*apart[0])


def _is_respelt(one: str, other: str) -> bool:
    if one[0] != other[0] or min(len(one), len(other)) < _LEAST_LETTERS:
        return False
    if {one[-1], other[-1]} <= set("yi") or not (one.startswith(other) or other.startswith(one)):
        return _distance(one, other) <= _MOST_LETTERS
    return False


def _distance(one: str, other: str) -> int:
    """Return how many letters must be put in, taken out or replaced (Levenshtein)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        previous, row[0] = row[0], number
        for column, another in enumerate(other, 1):
            previous, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, previous + (letter != another)),
            )
    return row[-1]


def _compare(found: Sequence[_Rendering], earlier: Earlier | None) -> Iterator[Finding]:
    """Yield a finding for the first place of each form that differs from the usual one."""
    counts = Counter(one.form.casefold() for one in found)
    usual = max(found, key=lambda one: counts[one.form.casefold()])
    known = earlier.get(usual.key) if earlier is not None else None
    if known and usual.differs(known.form, usual.form):
        yield _finding(usual, known.form, known.where)
    seen = {usual.form.casefold()}
    for one in found:
        if one.form.casefold() in seen or not one.differs(usual.form, one.form):
            continue
        if one.pair is usual.pair and _stand_beside(one, usual):
            continue
        seen.add(one.form.casefold())
        yield _finding(one, usual.form, _where(usual.target))
    if earlier is not None and usual.key not in earlier:
        earlier[usual.key] = Rendered(usual.form, _where(usual.target))


def _stand_beside(one: _Rendering, other: _Rendering) -> bool:
    """Return whether both render one place of the source, as a term and its gloss do."""
    return one.source.span == other.source.span


def _where(place: Place) -> str:
    line, column = place.file.locate(place.span.start)
    return f"{place.file.path}:{line}:{column}"


def _finding(one: _Rendering, usual: str, where: str) -> Finding:
    written = one.target.text
    suggestion = usual if is_chinese(usual) else written_like(usual, written)
    return Finding(
        rule="term-inconsistent",
        category="terminology/inconsistent",
        severity=Severity.MINOR,
        confidence=one.confidence,
        message=f"{one.source.text} rendered as {written} here and as {usual} elsewhere",
        explanation=f"{usual} stands at {where}",
        source=(one.source,),
        target=(one.target,),
        pair=one.pair,
        suggestion=suggestion,
        evidence=(("usual", usual), ("found", one.form), ("elsewhere", where)),
    )
