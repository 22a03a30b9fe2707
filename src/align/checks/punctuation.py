"""Punctuation marks: their width, pairs, doubles, spaces, and the last one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category

from align.checks.base import Context, Yielded, rule
from align.text import HAN
from align.types import Block, BlockKind, Finding, Pair, Place, Segment, Severity, Tally

# Half-width marks and the full-width ones that Chinese text has in their place.
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_NARROW = {wide: narrow for narrow, wide in _WIDE.items()} | {"。": ".", "、": ",", "％": "%", "～": "~"}
_NARROW_AMONG_HAN = re.compile(rf"(?<={HAN.pattern})[,;:?!(](?={HAN.pattern})|(?<={HAN.pattern})\)")
_WIDE_MARK = re.compile("[，；：？！（）]")
_FOREIGN = re.compile("[，；：？！（）。、％～\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_NARROW_MARK = re.compile(r"[,;:?!()](?=\s|$)")
# A slip is what a text does in at most this share of the places where it might.
_SLIP = 0.25
# So many places of a sort are named in one finding.
_MOST_PLACES = 10

_DOUBLED = re.compile(r"([，。、；：])\1+|。，|，。|、，|，、|,,+|;;+|,\.(?=\s|$)|(?<=[a-z])\.\.(?=\s|$)")
# Spaces where there are none: "word ,", "( word", "do n't". An ellipsis may be spaced.
_SPACED = re.compile(
    r"(?<=[\w)\"”’])[ \t]+[,;?!.](?=\s|$)(?![ \t]*\.)|(?<=\w) (?:n't|'s|'re|'ve)\b|\([ \t]+(?=\w)"
)
_UNSPACED = re.compile(r"(?<=[a-z]{2})[,;](?=[a-z]{2})|(?<=[a-z]{2})\.(?=[A-Z][a-z])(?!Com|Net|Org)")
# No mark follows these: "the, report".
_DANGLING = re.compile(r"\b(?:[Tt]he|an|my|our|your|their)[,;:!?](?=\s)")
# A mark of the end within a sentence: "it! said".
_AMID = re.compile(r"(?<=[a-z])[!?](?=\s+[a-z])|(?<=[a-z])~(?=\W|$)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]+|\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)")
_SPACED_ELLIPSIS = re.compile(r"(?: \.){2,}")

_CLOSING = {")": "(", "]": "[", "】": "【", "」": "「", "』": "『", "》": "《", "〉": "〈", "”": "“"}
_OPENING = frozenset(_CLOSING.values())
_SAME_WIDTH = str.maketrans("（）［］", "()[]")
# The number or letter of a point, and a face.
_LABEL = re.compile(r"(?:^|[\s；;，,、])(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)|[:;]-?\)")
# How far back a bracket may open that a label closes.
_BRACKETED = 200
_INCH = re.compile(r'\d"')

_QUOTES = '“"「『'
_LAST_WORD = re.compile(r"(?:[a-zA-Z0-9]{1,30}|.)['\"”’)]{0,3}$", re.DOTALL)
# So much of the end of a text holds its last marks.
_TAIL = 20
_ENDED = re.compile(r"[。！？.!?…；;：:—~～|]['\"”’」』》)）\]】*_]*\s*(?:\[\d+\]|[¹²³⁴-⁹]+)?$")
_WORDY = re.compile(r"\w['\"”’」』》)）]*$")
_FULL_STOP = re.compile(r"[。！？.!?…]['\"”’」』》)）\]】*_]*\s*$")


@dataclass(frozen=True, slots=True, eq=False)
class _Slip:
    """One place of a fault."""

    pair: Pair
    place: Place
    is_source: bool
    suggestion: str = ""


@rule("punctuation", "fluency/punctuation", Severity.MINOR)
def check_punctuation(pairs: Sequence[Pair], context: Context) -> Yielded:
    """A punctuation mark is wrong, doubled, missing or without its partner.

    Half-width marks between ideographs and full-width ones in English, where the text does not always
    do so; brackets and quotation marks without the other half; marks twice; spaces before a mark; a
    last mark that is missing where the source and the other points have one. What a text does throughout
    is its style. Faults of a sort are one finding.

    Bad: 出口下降。 / Exports fell ,, sharply.
    Good: 出口下降。 / Exports fell, sharply.
    """
    slips: defaultdict[str, list[_Slip]] = defaultdict(list)
    for message, slip in (
        *_width(pairs, context),
        *_marks(pairs),
        *_partners(pairs, context),
        *_last(pairs, context),
    ):
        slips[message].append(slip)
    for message, found in slips.items():
        yield from _grouped(message, found, apart=context.document.prealigned is not None)
    yield Tally("punctuation marks", sum(_count(segment.text) for pair in pairs for segment in pair.target))


def _count(text: str) -> int:
    return sum(category(char).startswith("P") for char in text)


_Found = Iterator[tuple[str, _Slip]]


def _grouped(message: str, found: Sequence[_Slip], *, apart: bool) -> Iterator[Finding]:
    """Yield one finding for all places of a fault on a side, or one a pair where pairs stand apart."""
    groups: defaultdict[tuple[str, bool], list[_Slip]] = defaultdict(list)
    for slip in found:
        groups[slip.pair.id if apart else "", slip.is_source].append(slip)
    for (_, is_source), group in groups.items():
        places = tuple(slip.place for slip in group[:_MOST_PLACES])
        yield Finding(
            rule="punctuation",
            category="fluency/punctuation",
            severity=Severity.MINOR,
            confidence=_CONFIDENCE.get(message, 0.8),
            message=message if len(group) == 1 else f"{message}, {len(group)} times",
            explanation="the rest of the text does otherwise" if "width" in message else "",
            source=places if is_source else (),
            target=() if is_source else places,
            pair=group[0].pair,
            suggestion="" if is_source else group[0].suggestion,
            evidence=(("places", len(group)),),
        )


_HALF, _FULL = "half-width mark between ideographs", "full-width mark in English"
_TWICE, _SPACE, _NO_SPACE = "doubled mark", "space before a mark", "no space after a mark"
_STRAY, _ALONE, _MISSING = "mark within a phrase", "mark without its partner", "the last mark is missing"
_CONFIDENCE = {_HALF: 0.7, _ALONE: 0.75, _MISSING: 0.7, _STRAY: 0.7, _NO_SPACE: 0.7, _TWICE: 0.9}


# ---------------------------------------------------------------- width


def _width(pairs: Sequence[Pair], context: Context) -> _Found:
    """Yield marks of the other language's width, where the text seldom has them.

    Of a brief both sides are looked at; the sources of given pairs are not the translator's.
    """
    for is_source in (False, True) if context.document.prealigned is None else (False,):
        segments = [(pair, s) for pair in pairs for s in (pair.source if is_source else pair.target)]
        usual: Counter[str] = Counter()
        odd: list[tuple[str, _Slip]] = []
        for pair, segment in segments:
            chinese = segment.language.is_chinese
            usual.update((_WIDE_MARK if chinese else _NARROW_MARK).findall(segment.text))
            for match in (_NARROW_AMONG_HAN if chinese else _FOREIGN).finditer(segment.text):
                if chinese or not _touches_han(segment.text, match):
                    mark = (_WIDE if chinese else _NARROW).get(match.group(), match.group())
                    slip = _Slip(pair, segment.place.part(*match.span()), is_source, mark)
                    odd.append((_HALF if chinese else _FULL, slip))
        seen = Counter(slip.suggestion for _, slip in odd)
        for message, slip in odd:
            mark = slip.suggestion
            others = usual[mark] if mark in _WIDE or mark in _NARROW else sum(usual.values())
            if seen[mark] <= _SLIP * (seen[mark] + others):
                yield message, slip


def _touches_han(text: str, match: re.Match[str]) -> bool:
    """Whether a full-width mark belongs to Chinese that is quoted: （北約）, 第一、二."""
    return bool(HAN.search(text[max(0, match.start() - 2) : match.end() + 2]))


# ---------------------------------------------------------------- doubles and spaces


def _marks(pairs: Sequence[Pair]) -> _Found:
    """Yield doubled marks, and in English marks with wrong spaces or within a phrase."""
    for pair in pairs:
        for segment in pair.target:
            text = _ADDRESS.sub(lambda m: "x" * len(m.group()), segment.text)
            for match in _DOUBLED.finditer(text):
                mark = match.group()[0] if len(set(match.group())) == 1 else ""
                yield _TWICE, _Slip(pair, segment.place.part(*match.span()), is_source=False, suggestion=mark)
            if not segment.language.is_chinese:
                yield from _english_marks(pair, segment, text)


def _english_marks(pair: Pair, segment: Segment, text: str) -> _Found:
    if not _SPACED_ELLIPSIS.search(text):
        for match in _SPACED.finditer(text):
            slip = _Slip(pair, segment.place.part(*match.span()), False, match.group().strip())
            yield _SPACE, slip
    for match in _UNSPACED.finditer(text):
        yield _NO_SPACE, _Slip(pair, segment.place.part(*match.span()), False, f"{match.group()} ")
    for match in _DANGLING.finditer(text):
        slip = _Slip(pair, segment.place.part(*match.span()), False, match.group()[:-1])
        yield _STRAY, slip
    for match in _AMID.finditer(text):
        if not re.search("[!?！？~～]", pair.source_text) and "Yahoo" not in text:
            yield _STRAY, _Slip(pair, segment.place.part(*match.span()), is_source=False)


# ---------------------------------------------------------------- partners and the last mark


def _blocks(pairs: Sequence[Pair], context: Context) -> Iterator[tuple[int, Block, list[Pair]]]:
    """Yield each target block that is translated, with its number and its pairs in order."""
    by_block: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for number in dict.fromkeys(segment.block for segment in pair.target):
            by_block[number].append(pair)
    for number, found in sorted(by_block.items()):
        if all(pair.source for pair in found):
            yield number, context.document.target[number], found


def _partners(pairs: Sequence[Pair], context: Context) -> _Found:
    """Yield brackets and quotation marks of target blocks without their other half."""
    source, target = context.document.source, context.document.target
    for number, block, found in _blocks(pairs, context):
        alone = _lonely(block.text)
        if alone is None:
            continue
        # Several paragraphs of one quotation each open it and only the last closes it.
        around = target[max(0, number - 1) : number + 2]
        if block.text[alone] in _QUOTES and sum(b.text[:1] in _QUOTES for b in around) > 1:
            continue
        sources = {segment.block for pair in found for segment in pair.source}
        if all(_lonely(source[index].text) is None for index in sources):
            yield _ALONE, _Slip(found[0], block.place.part(alone, alone + 1), is_source=False)


def _lonely(text: str) -> int | None:
    """Return where the first bracket or quotation mark without its partner stands."""
    masked = _LABEL.sub(_masked_label, _ADDRESS.sub(lambda m: "x" * len(m.group()), text))
    masked = masked.translate(_SAME_WIDTH)
    open_ones: list[tuple[str, int]] = []
    for index, char in enumerate(masked):
        if char in _OPENING:
            open_ones.append((char, index))
        elif char in _CLOSING:
            if not open_ones or open_ones[-1][0] != _CLOSING[char]:
                return open_ones[-1][1] if open_ones and _CLOSING[char] in dict(open_ones) else index
            open_ones.pop()
    if open_ones:
        return open_ones[0][1]
    straight = [index for index, char in enumerate(masked) if char == '"']
    return straight[-1] if len(straight) % 2 and not _INCH.search(masked) and "”" not in masked else None


def _masked_label(match: re.Match[str]) -> str:
    """Return a label such as "2)" without its bracket, unless that closes one: (those under 18)."""
    # Such brackets are short; to look at all that is before each label would take long in a long list.
    before = match.string[max(0, match.start() - _BRACKETED) : match.start()]
    is_open = before.rfind("(") > before.rfind(")")
    return match.group() if is_open and match.group()[-2:-1].isalnum() else "x" * len(match.group())


def _last(pairs: Sequence[Pair], context: Context) -> _Found:
    """Yield the ends of target blocks that lack a mark which their source and the other blocks have."""
    ended: dict[BlockKind, list[bool]] = defaultdict(list)
    bare: list[tuple[Block, Pair]] = []
    for _, block, found in _blocks(pairs, context):
        if block.kind is BlockKind.HEADING or not block.text:
            continue
        has_mark = bool(_ENDED.search(block.text[-_TAIL:]))
        ended[block.kind].append(has_mark)
        if (
            not has_mark
            and _FULL_STOP.search(found[-1].source[-1].text[-_TAIL:])
            and _WORDY.search(block.text[-_TAIL:])
        ):
            bare.append((block, found[-1]))
    for block, pair in bare:
        marks = ended[block.kind]
        if marks.count(False) <= _SLIP * len(marks):
            word = _LAST_WORD.search(block.text)
            place = block.place.part(word.start() if word else 0, len(block.text))
            mark = "。" if block.language.is_chinese else "."
            yield _MISSING, _Slip(pair, place, False, place.text + mark)
