"""Words, phrases and sentences that stand twice in the translation by mistake."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from align.checks.base import Context, Yielded, rule
from align.knowledge import cedict
from align.text import HAN, count_han
from align.types import BlockKind, Finding, Pair, Place, Segment, Severity, Tally

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Words that grammar or emphasis may double: "he had had", "the fact that that party", "very very small".
_DOUBLED = frozenset([
    "had", "that", "is", "was", "do", "does", "did", "in", "on", "her", "you", "it", "so", "no", "yes",
    "really", "very", "much", "many", "far", "long", "never", "ever", "more", "too", "again", "over",
    "wait", "hear", "bye", "ha", "hey", "please", "now", "there", "knock", "tut", "bang", "chop", "hush",
    "pooh", "blah", "bla", "night", "go", "come", "la", "oh", "yeah", "ho", "tsk", "cha", "half", "win",
    "can",
])  # fmt: skip
_JOINING = frozenset(["and", "or", "but", "by", "to", "after", "upon", "in", "on", "for"])
# So many times in a row even these are too many.
_INSISTENT = 4
# Characters of 看看 and 人人, which English says once.
_PLAIN_DOUBLE = 2
# The longest phrase, in words, that is looked for twice in a row, and the shortest with a comma between.
_LONGEST, _CLAUSE = 30, 5
_GAP = re.compile(r"\s+")
_CLAUSE_GAP = re.compile(r"\s*[,;，；、]?\s*")

# What is said twice in the source may be said twice in the target: 很多很多, 波拉波拉島, "very, very".
_TWICE = re.compile(rf"({HAN.pattern}{{1,4}})[，、·・‧-]?\1|\b([^\W\d]+)[, ]+\2\b", re.IGNORECASE)

# Ideographs that stand twice by mistake only: before which, and after which, they are parts of two words.
_PARTICLES = {
    "的": ("目標标鵠鹄有真是", "確确"), "與": ("參給賦授賜贈", ""), "与": ("参给赋授赐赠", ""),
    "了": ("甚未除為为到", "解結结斷断卻却事"),
    "於": ("終由關至對等處屬基", ""), "于": ("终由关至对等处属基", "于"),
    "並": ("合", "並"), "并": ("合兼吞火", "并"),
    "但": ("不非", ""), "從": ("服隨跟", "從"), "从": ("服随跟", "从"),
}  # fmt: skip
_PARTICLE = re.compile(rf"([{''.join(_PARTICLES)}])\1")
# A doubled phrase of Chinese: shorter ones may be verbs that are tried or adjectives that are stressed.
_CHINESE_PHRASE = re.compile(
    rf"({HAN.pattern}{{5,20}})[，、；]?\1|({HAN.pattern}{{3,4}}|{HAN.pattern}{{2}})\2"
)
_STRESSED = re.compile(r"一|很|非常|十分|好|哈|呵|慢|每|越|再|又")
_SURE_PHRASE = 3

# A sentence of fewer characters may stand twice for its own reasons: "No comment."
_SENTENCE_HAN, _SENTENCE = 10, 30


@rule("repetition", "fluency/repetition", Severity.MINOR)
def check_repetition(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A word, phrase or sentence stands twice by mistake.

    A word or phrase that follows itself in the translation, and a sentence that the translation has
    twice and the source once. Names (Bora Bora), grammar (he had had), emphasis (very very, 非常非常),
    reduplication (看看, 天天) and what the source says twice are let pass.

    Bad: 出口下降。 / Exports fell fell.
    Good: 他已經離開。 / He had had enough.
    """
    compared = 0
    for pair in pairs:
        for segment in pair.target:
            compared += len(_WORD.findall(segment.text)) + count_han(segment.text)
            find = _chinese if segment.language.is_chinese else _english
            yield from find(pair, segment)
    if context.document.prealigned is None:
        yield from _sentences(pairs)
    yield Tally("words", compared)


def _english(pair: Pair, segment: Segment) -> Iterator[Finding]:
    words = list(_WORD.finditer(segment.text))
    folded = [word.group().lower() for word in words]
    index = 0
    while index < len(words):
        size = _repeated_size(segment.text, words, folded, index)
        if not size:
            index += 1
            continue
        end = index + size
        while folded[end : end + size] == folded[index : index + size]:
            end += size
        times = (end - index) // size
        if not _is_meant(pair, [word.group() for word in words[index : index + size]], times, segment):
            place = segment.place.part(words[index].start(), words[end - 1].end())
            once = segment.text[words[index].start() : words[index + size - 1].end()]
            yield _finding(pair, place, once, times, confidence=0.9 if size > 1 or times > 2 else 0.85)
        index = end


def _repeated_size(text: str, words: Sequence[re.Match[str]], folded: Sequence[str], index: int) -> int:
    """Return the number of words of the shortest phrase at `index` that follows itself, or 0."""
    first = folded[index]
    for size in range(1, min(_LONGEST, (len(words) - index) // 2) + 1):
        if folded[index + size] != first:
            continue
        if size == 2 and _is_chain(folded, index):
            continue
        if folded[index : index + size] == folded[index + size : index + 2 * size]:
            gap = text[words[index + size - 1].end() : words[index + size].start()]
            if (_CLAUSE_GAP if size >= _CLAUSE else _GAP).fullmatch(gap):
                return size
    return 0


def _is_chain(folded: Sequence[str], index: int) -> bool:
    """Whether two words that follow themselves are part of "again and again and again"."""
    first, second = folded[index : index + 2]
    before = folded[index - 1] if index else ""
    return second in _JOINING or (first in _JOINING and before == second)


def _is_meant(pair: Pair, phrase: Sequence[str], times: int, segment: Segment) -> bool:
    word = phrase[0].lower()
    if all(part.isdecimal() for part in phrase) and (segment.kind is BlockKind.CELL or len(word) == 1):
        # Figures of a table.
        return True
    if len(phrase) == 1 and (len(word) == 1 or (word in _DOUBLED and times < _INSISTENT)):
        return True
    return _is_twice_in_source(pair, phrase)


def _is_twice_in_source(pair: Pair, phrase: Sequence[str]) -> bool:
    source = pair.source_text
    if " ".join([*phrase, *phrase]).lower() in source.lower():
        return True
    # A doubled character makes a doubled name, 芳芳 and Fang Fang, but no doubled word.
    is_name = all(word[0].isupper() for word in phrase)
    return any(is_name or len(match.group()) > _PLAIN_DOUBLE for match in _TWICE.finditer(source))


def _chinese(pair: Pair, segment: Segment) -> Iterator[Finding]:
    text = segment.text
    for match in _PARTICLE.finditer(text):
        before, after = _PARTICLES[match[1]]
        previous, following = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if not (previous and previous in before) and not (following and following in after):
            yield _finding(pair, segment.place.part(*match.span()), match[1], 2, confidence=0.75)
    for match in _CHINESE_PHRASE.finditer(text):
        unit = match[1] or match[2]
        if _is_stressed(unit) or _is_twice_in_source(pair, (unit,)) or _PARTICLE.fullmatch(unit):
            continue
        yield _finding(pair, segment.place.part(*match.span()), unit, 2, confidence=0.85)


def _is_stressed(unit: str) -> bool:
    """Whether a doubled phrase may be meant: 一步一步, 討論討論, but not 美國美國 or 進出口進出口."""
    if _STRESSED.match(unit) or len(set(unit)) == 1:
        return True
    if len(unit) >= _SURE_PHRASE:
        return False
    return not any(mention.text == unit for mention in cedict.load().find(unit))


def _sentences(pairs: Sequence[Pair]) -> Iterator[Finding]:
    """Yield sentences that the target has twice, in pairs whose sources differ."""
    seen: defaultdict[str, list[tuple[Pair, Segment]]] = defaultdict(list)
    for pair in pairs:
        for segment in pair.target:
            if segment.kind is not BlockKind.CELL and _is_long(segment.text):
                seen["".join(_WORD.findall(segment.text.lower()))].append((pair, segment))
    for places in seen.values():
        (first_pair, first), *others = places
        for pair, segment in others:
            # Without source it is an addition, which that rule reports.
            if pair.source and (pair is first_pair or pair.source_text != first_pair.source_text):
                where = first.place.file.locate(first.place.span.start).line
                yield _finding(pair, segment.place, "", 2, confidence=0.75, where=where)


def _is_long(text: str) -> bool:
    return len(text) >= _SENTENCE or count_han(text) >= _SENTENCE_HAN


def _finding(
    pair: Pair, place: Place, once: str, times: int, *, confidence: float, where: int = 0
) -> Finding:
    shown = once or place.text
    shown = shown if len(shown) <= 40 else shown[:40].rstrip() + " …"
    again = f"stands in line {where} already" if where else f"stands {_TIMES.get(times, f'{times} times')}"
    return Finding(
        rule="repetition",
        category="fluency/repetition",
        severity=Severity.MINOR,
        confidence=confidence,
        message=f"{again}: {shown}",
        explanation="the source says it once",
        source=(),
        target=(place,),
        pair=pair,
        suggestion=once,
        evidence=(("times", times),),
    )


_TIMES = {2: "twice in a row", 3: "three times in a row"}
