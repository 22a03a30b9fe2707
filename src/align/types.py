"""The frozen values that stages hand to one another.

Offsets count code points, half-open, into the text of one file. Lines and columns are 1-based.
A value compares by content where it is small and by identity where it holds a whole file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from itertools import takewhile
from typing import NamedTuple

# What editors count as a line end; str.splitlines knows nine more that they do not.
_LINE_END = re.compile(r"\r\n|\r|\n")


class Language(StrEnum):
    """A BCP 47 tag. `ZH` is Chinese whose script could not be told."""

    ZH = "zh"
    ZH_HANT = "zh-Hant"
    ZH_HANS = "zh-Hans"
    EN = "en"

    @property
    def is_chinese(self) -> bool:
        """Whether this is Chinese, in whichever script."""
        return self is not Language.EN


class BlockKind(StrEnum):
    """What a block is in the layout of its document."""

    FIELD = "field"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBERED = "numbered"
    PARAGRAPH = "paragraph"
    CELL = "cell"


class Severity(IntEnum):
    """MQM severity; greater is worse, so severities compare."""

    MINOR = 1
    MAJOR = 2
    CRITICAL = 3

    @property
    def label(self) -> str:
        """The name as users write it."""
        return self.name.lower()


class Sensitivity(StrEnum):
    """How easily the learnt judge makes findings: rather miss something, or rather raise an alarm."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Span(NamedTuple):
    """Half-open range of code points."""

    start: int
    end: int


class Position(NamedTuple):
    """1-based line and column; a column counts code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """A text exactly as decoded, without a byte order mark.

    `path` is what the user typed, `<stdin>` for standard input, or `FILE#ID.source` for one side of a
    pre-aligned pair, which counts as a file of its own; `entry_line` is then the 1-based line of FILE on
    which the pair begins.
    """

    path: str
    text: str
    entry_line: int | None = None
    _line_starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts = (0, *(match.end() for match in _LINE_END.finditer(self.text)))
        object.__setattr__(self, "_line_starts", starts)

    def locate(self, offset: int) -> Position:
        """Return the position of `offset`, which may be the end of the text."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def line_start(self, line: int) -> int:
        """Return the offset at which 1-based `line` starts."""
        return self._line_starts[line - 1]

    def line_text(self, line: int) -> str:
        """Return the text of 1-based `line` without its line ending."""
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        return self.text[self.line_start(line) : end].rstrip("\r\n")


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A span of one file; empty where text is missing."""

    file: File
    span: Span

    @property
    def text(self) -> str:
        """The exact slice of the file."""
        return self.file.text[self.span.start : self.span.end]

    def part(self, start: int, end: int) -> Place:
        """Return the place of `[start, end)` counted from the start of this one."""
        return Place(self.file, Span(self.span.start + start, self.span.start + end))


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A heading, bullet, point, paragraph or table cell.

    Attributes:
        place: The content, without its marker and surrounding white space.
        language: The language it is written in, which may not be that of its side.
        level: Depth: of a heading from 1, of a list item from 1, else 0.
        marker: The bullet or number as written ("•", "2.", "(三)"), or an empty string.
        ordinal: The number of a numbered point, else None.
        row: The table row it stands in, so that cells of one row are known to belong together.
    """

    place: Place
    kind: BlockKind
    language: Language
    level: int = 0
    marker: str = ""
    ordinal: int | None = None
    row: int | None = None

    @property
    def text(self) -> str:
        """The exact slice of the file."""
        return self.place.text


class FieldKey(StrEnum):
    """Header fields that mean the same whatever their label."""

    AUTHOR = "author"
    TITLE = "title"
    SOURCE = "source"
    DATE = "date"
    KEYWORDS = "keywords"
    LINK = "link"
    OTHER = "other"


@dataclass(frozen=True, slots=True, eq=False)
class HeaderField:
    """One header line, or the two that correspond in a pair of files.

    A value shared by both languages (a name in Latin script under a bilingual label) stands in
    `source` and `target` alike; a value given in one language only leaves the other None.
    """

    key: FieldKey
    label: str
    source: Place | None
    target: Place | None

    @property
    def is_shared(self) -> bool:
        """Whether one value stands for both languages."""
        return self.source is not None and self.source is self.target


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """An empty cell in a two-language table.

    Attributes:
        place: An empty place inside the cell: where the missing text should stand.
        row: The row, as in `Block.row` of the cell that does have text.
        language: The language of its column, `ZH` for either script.
    """

    place: Place
    row: int
    language: Language


@dataclass(frozen=True, slots=True, eq=False)
class Comment:
    """A comment in a brief by which somebody accepts findings, such as `<!-- align: ignore number why -->`.

    It is no text of the brief: `File.text` has blanks in its stead, so that every offset stays.

    Attributes:
        place: Where it stands.
        text: The comment as written.
        rules: Rules or categories to ignore; "all" stands for every rule.
        quote: Only findings at this text are meant, or an empty string for all.
        reason: Why, or an empty string.
        block: The range it is for, up to its `ignore-end`; None for the next sentence.
        end: Where that `ignore-end` stands.
        problem: Why it cannot be followed, or an empty string.
    """

    place: Place
    text: str
    rules: tuple[str, ...] = ()
    quote: str = ""
    reason: str = ""
    block: Span | None = None
    end: Place | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One brief, read.

    Attributes:
        files: The file, or the source and the target file.
        source: Blocks of the source side in reading order, without the header.
        target: Blocks of the target side.
        prealigned: Indices into `source` and `target` that belong together, when the input came as
            pairs; None when alignment has to find them. An entry may be empty on both sides, when
            both fields were: no pair can be made of it, but its id still gets its line of output.
        ids: Names of the prealigned pairs, in the same order.
        presegmented: Whether each block is one line that must stay one segment, even when blank.
        gaps: Empty cells of its tables, in reading order.
        comments: Comments in it that tell `align` to ignore findings, in reading order.
    """

    files: tuple[File, ...]
    source: tuple[Block, ...]
    target: tuple[Block, ...]
    source_language: Language
    target_language: Language
    fields: tuple[HeaderField, ...] = ()
    prealigned: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] | None = None
    ids: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    presegmented: bool = False
    gaps: tuple[Gap, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A sentence or an unsplit block: an exact slice of the file.

    Attributes:
        index: Position among the segments of its side.
        block: Index of its block on that side.
    """

    place: Place
    language: Language
    kind: BlockKind
    index: int
    block: int

    @property
    def text(self) -> str:
        """The exact slice of the file."""
        return self.place.text


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Segments that translate one another (a bead).

    One side may be empty; both are only where a file of pairs has an entry without any text.

    Attributes:
        id: Name within the document, unique and stable for the same input.
        group: Number of the group of blocks it lies in; pairs of one group translate one another's
            surroundings, so a fact missing in one may stand in another.
        similarity: Cosine of the two sides, or None when it was not computed or a side is empty.
        confidence: Probability that the pair is right, or None when it was not computed.
        source_gap: Where the source text of an empty source side should stand.
        target_gap: Likewise for the target.
        moved: Whether its blocks stand in another order on the target side.
    """

    id: str
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    group: int
    similarity: float | None = None
    confidence: float | None = None
    source_gap: Place | None = None
    target_gap: Place | None = None
    moved: bool = False

    @property
    def kind(self) -> BlockKind:
        """The kind of the first segment's block."""
        segments = self.source or self.target
        return segments[0].kind if segments else BlockKind.PARAGRAPH

    @property
    def is_null(self) -> bool:
        """Whether one side is empty."""
        return not (self.source and self.target)

    @property
    def source_text(self) -> str:
        """The source segments as one running text."""
        return join_text(self.source)

    @property
    def target_text(self) -> str:
        """The target segments as one running text."""
        return join_text(self.target)


def join_text(segments: tuple[Segment, ...]) -> str:
    """Return the segments as one running text; English sentences are set apart by a space."""
    separator = "" if segments and segments[0].language.is_chinese else " "
    return separator.join(segment.text for segment in segments)


@dataclass(frozen=True, slots=True)
class Rule:
    """What users know a check by.

    Attributes:
        id: Kebab-case name, never reused.
        category: MQM category, such as "accuracy/mistranslation".
        severity: The severity of an ordinary finding.
        title: One line.
        help: The explanation, with a bad and a good example.
    """

    id: str
    category: str
    severity: Severity
    title: str
    help: str


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """One discrepancy.

    Attributes:
        rule: Rule id.
        confidence: Probability that an expert would agree, 0 to 1. A rule states its own guess, which
            `pipeline.run` corrects by what is known of how often it is right.
        message: What is wrong, in one line, naming both sides.
        explanation: Why, in one sentence: the evidence as prose.
        source: Places on the source side; an empty place marks where text is missing.
        target: Places on the target side.
        pair: The pair it was found in, or None for the document as a whole.
        suggestion: Replacement for the first target place, or an empty string.
        evidence: Facts by name, for machines, in a fixed order.
        occurrence: 1 for the first of findings of one rule with the same words in a document, 2 for the
            second ...; counted before any is suppressed, so that names stay when one is.
    """

    rule: str
    category: str
    severity: Severity
    confidence: float
    message: str
    source: tuple[Place, ...]
    target: tuple[Place, ...]
    pair: Pair | None = None
    explanation: str = ""
    suggestion: str = ""
    evidence: tuple[tuple[str, str | int | float], ...] = ()
    occurrence: int = 1

    def __post_init__(self) -> None:
        if not self.source and not self.target:
            raise ValueError(f"a finding of {self.rule} has no place")

    @property
    def places(self) -> Iterator[Place]:
        """Every place, source first."""
        yield from self.source
        yield from self.target

    def overlaps(self, other: Finding) -> bool:
        """Return whether both mark some of the same text."""
        return any(
            one.file is two.file and one.span.start < two.span.end and two.span.start < one.span.end
            for one in self.places
            for two in other.places
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """How much a check compared, so that "clean" and "not checked" differ.

    Attributes:
        name: What was compared, as a plural.
        count: How many of them.
        rule: The rule that compared them; the pipeline fills it in.
    """

    name: str
    count: int
    rule: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Score:
    """Quality of a pair or a document.

    Attributes:
        quality: 0 to 100, higher is better.
        mqm_penalty: Weighted errors per 1,000 characters of Chinese.
        counts: Findings by severity label, worst first.
        signature: Everything that the figure depends on; figures with different signatures do not
            compare.
    """

    quality: float
    mqm_penalty: float
    counts: tuple[tuple[str, int], ...]
    signature: str


@dataclass(frozen=True, slots=True)
class Risk:
    """Probabilities that a pair has a major error of each sort."""

    omission: float
    addition: float
    mistranslation: float


@dataclass(frozen=True, slots=True, eq=False)
class PairScore:
    """Quality and risk of one pair."""

    pair: Pair
    quality: float
    risk: Risk


class SuppressionKind(StrEnum):
    """Where somebody said that a finding is accepted."""

    INLINE = "inline"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True, eq=False)
class Suppression:
    """A finding that somebody accepted.

    Attributes:
        fingerprint: Its name, as it would be if it were reported.
        reason: Why it is accepted, or an empty string.
        comment: The comment that says so; None for the baseline.
    """

    finding: Finding
    fingerprint: str
    kind: SuppressionKind
    reason: str = ""
    comment: Comment | None = None


@dataclass(frozen=True, slots=True, eq=False)
class StaleComment:
    """A comment that suppresses nothing.

    Attributes:
        why: In one clause.
        is_spent: Whether it may go: it can be followed, and there is nothing left to ignore.
    """

    comment: Comment
    why: str
    is_spent: bool


@dataclass(frozen=True, slots=True)
class BaselineEntry:
    """An accepted finding in a baseline file.

    Attributes:
        fingerprint: The name of the finding; made from the rule and the words of both sides.
        source: The source side, for readers.
        target: The target side, for readers.
        paths: The brief it was found in, from the folder of the baseline; no part of what it is known by.
    """

    fingerprint: str
    rule: str
    reason: str = ""
    source: str = ""
    target: str = ""
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaleEntry:
    """An entry of the baseline at `path` that suppresses nothing, and why in one clause.

    `is_spent` says that it may go, as in `StaleComment`.
    """

    path: str
    entry: BaselineEntry
    why: str
    is_spent: bool


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """What stands under one heading, with that heading.

    Attributes:
        pairs: In reading order. Of several headings in a row the last one names the section.
        score: From the findings that lie in it.
    """

    pairs: tuple[Pair, ...]
    score: Score

    @property
    def heading(self) -> Pair | None:
        """The pair that names the section, or None for what stands before the first heading."""
        headings = tuple(takewhile(lambda pair: pair.kind is BlockKind.HEADING, self.pairs))
        return headings[-1] if headings else None


@dataclass(frozen=True, slots=True)
class Hidden:
    """How many findings are not reported, by the reason.

    Attributes:
        accepted: Somebody accepted them.
        unchanged: They lie in pairs that did not change, and only others are asked for.
        doubted: The second opinion spoke against them.
        uncertain: Their confidence is below `threshold`.
        threshold: The least confidence that is reported; None where several documents differ in it.
    """

    accepted: int = 0
    unchanged: int = 0
    doubted: int = 0
    uncertain: int = 0
    threshold: float | None = None

    @property
    def total(self) -> int:
        """How many they are, for whatever reason."""
        return self.accepted + self.unchanged + self.doubted + self.uncertain


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """One document with all that was found in it; findings in reading order.

    Attributes:
        hidden: How many findings were left out, and why.
        suppressions: Those of them that somebody accepted, in reading order.
        stale_comments: Comments that suppress nothing.
        sections: Empty where there are not at least two.
    """

    document: Document
    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    pair_scores: tuple[PairScore, ...]
    score: Score
    tallies: tuple[Tally, ...] = ()
    hidden: Hidden = Hidden()
    suppressions: tuple[Suppression, ...] = ()
    stale_comments: tuple[StaleComment, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def suppressed(self) -> int:
        """How many findings were left out, for whatever reason."""
        return self.hidden.total


@dataclass(frozen=True, slots=True)
class Unread:
    """A brief that could not be read, so that nothing in it was checked.

    Attributes:
        path: The file or folder, as the user named it.
        reason: Why, in one sentence that names the file.
    """

    path: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A whole run.

    `crashed` names rules that failed; the findings of the others are kept and the run exits with 3.
    `stale_entries` are those of all baselines that the run used. `unheard` says which second opinions are
    missing that the settings ask for, and why; the findings stand without them. `unread` are the briefs that
    are not among `checked` because they could not be read.
    """

    checked: tuple[Checked, ...]
    encoder: str
    signature: str
    rules: tuple[Rule, ...]
    crashed: tuple[str, ...] = ()
    stale_entries: tuple[StaleEntry, ...] = ()
    unheard: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    def worst(self) -> Severity | None:
        """Return the greatest severity found, or None."""
        return max((f.severity for c in self.checked for f in c.findings), default=None)

    def exit_code(self, fail_on: Severity | None) -> int:
        """Return 3 after a crash, 1 when a finding reaches `fail_on`, else 0; None never fails."""
        if self.crashed:
            return 3
        worst = self.worst()
        return int(fail_on is not None and worst is not None and worst >= fail_on)
