"""Which findings somebody accepted: by a comment in the brief, or by an entry of a baseline.

A comment is for one sentence or for a block of the half it stands in. It covers a finding that has a
place there; when a finding has no text of its own on that side, such as an omission in the translation,
it covers those of the pair that stands there, or of the gap between two sentences.
"""

from __future__ import annotations

import difflib
import os
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from align.fingerprint import fingerprint, normalise
from align.types import (
    BaselineEntry,
    Checked,
    Comment,
    Document,
    File,
    Finding,
    Pair,
    Place,
    Rule,
    Segment,
    Span,
    StaleComment,
    StaleEntry,
    Suppression,
    SuppressionKind,
)

ALL = "all"
"""The name that stands for every rule in a comment."""

_NOTHING = "there is nothing left to ignore"
# Characters beside a comment that tell whether it ends a line.
_NEAR = 200

UNPLACED = "no brief that was checked holds its text"
"""Why an entry is stale of which nobody can tell the brief."""


@dataclass(frozen=True, slots=True, eq=False)
class Accepted:
    """What was decided about the findings of one document.

    Attributes:
        kept: Findings that nobody accepted.
        suppressions: The others.
        comments: Comments that suppress something.
        entries: Fingerprints of the baseline that do.
    """

    kept: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]
    comments: frozenset[Comment]
    entries: frozenset[str]


def accept(
    document: Document,
    pairs: Sequence[Pair],
    findings: Sequence[Finding],
    entries: Mapping[str, BaselineEntry],
    *,
    require_reason: bool,
) -> Accepted:
    """Decide which findings of a document are accepted; a comment goes before the baseline.

    Args:
        document: The brief, with its comments.
        pairs: All its pairs.
        findings: Findings, numbered by `fingerprint.number`.
        entries: The baseline by fingerprint.
        require_reason: Whether what gives no reason counts for nothing.
    """
    indices = _index(document, pairs, require_reason=require_reason)
    kept, suppressions = [], []
    comments: set[Comment] = set()
    used: set[str] = set()
    for finding in findings:
        name = fingerprint(finding)
        covering = _covering(finding, indices) if indices else []
        entry = entries.get(name)
        if entry is not None and require_reason and not entry.reason.strip():
            entry = None
        comments.update(covering)
        if entry is not None:
            used.add(name)
        if covering:
            first = covering[0]
            suppressions.append(Suppression(finding, name, SuppressionKind.INLINE, first.reason, first))
        elif entry is not None:
            suppressions.append(Suppression(finding, name, SuppressionKind.BASELINE, entry.reason))
        else:
            kept.append(finding)
    return Accepted(tuple(kept), tuple(suppressions), frozenset(comments), frozenset(used))


# ---------------------------------------------------------------- what comments reach


class _Reach(NamedTuple):
    """Where a comment counts.

    Attributes:
        text: Findings at a text in this range are meant.
        gaps: Findings at a gap between sentences are, if it lies in this one, ends included.
        quotes: Only findings at one of these ranges, or None for all.
    """

    text: Span
    gaps: Span
    comment: Comment
    quotes: tuple[Span, ...] | None


class _Index:
    """Finds the reaches that touch a span without looking at all."""

    def __init__(self, reaches: Iterable[_Reach]) -> None:
        self._reaches = sorted(reaches, key=lambda reach: min(reach.text.start, reach.gaps.start))
        self._starts = [min(reach.text.start, reach.gaps.start) for reach in self._reaches]
        self._furthest = list(accumulate((max(r.text.end, r.gaps.end) for r in self._reaches), max))

    def touching(self, span: Span) -> Iterator[_Reach]:
        k = bisect_right(self._starts, span.end)
        while k > 0 and self._furthest[k - 1] >= span.start:
            k -= 1
            yield self._reaches[k]


_Indices = Mapping[File, _Index]


def _index(document: Document, pairs: Sequence[Pair], *, require_reason: bool) -> _Indices:
    reaches: dict[File, list[_Reach]] = {}
    units: dict[File, list[Span]] = {}
    for comment in document.comments:
        if comment.problem or (require_reason and not comment.reason):
            continue
        file = comment.place.file
        if file not in units:
            units[file] = _units(file, document, pairs)
        reaches.setdefault(file, []).append(_reach(comment, units[file]))
    return {file: _Index(found) for file, found in reaches.items()}


def _units(file: File, document: Document, pairs: Sequence[Pair]) -> list[Span]:
    """Return what counts as a sentence of a file, in order: its segments and the values of its header."""
    segments = (segment.place for pair in pairs for segment in (*pair.source, *pair.target))
    values = (value for field in document.fields for value in (field.source, field.target) if value)
    return sorted({place.span for place in (*segments, *values) if place.file is file})


def _reach(comment: Comment, units: Sequence[Span]) -> _Reach:
    if comment.block is not None:
        return _Reach(comment.block, comment.block, comment, _quotes(comment, comment.block))
    start, end = comment.place.span
    k = bisect_right(units, Span(start, start))
    before = units[k - 1].end if k else 0
    if before >= end:  # it stands within a sentence
        text = units[k - 1]
        return _Reach(text, text, comment, _quotes(comment, text))
    text = units[k] if k < len(units) else Span(end, end)
    after = text.start if k < len(units) else len(comment.place.file.text)
    return _Reach(text, Span(min(before, start), after), comment, _quotes(comment, text))


def _quotes(comment: Comment, within: Span) -> tuple[Span, ...] | None:
    """Return where the text that a comment quotes stands; None when it quotes none."""
    if not comment.quote:
        return None
    text, size, found = comment.place.file.text, len(comment.quote), []
    at = text.find(comment.quote, *within)
    while at >= 0:
        found.append(Span(at, at + size))
        at = text.find(comment.quote, at + size, within.end)
    return tuple(found)


# ---------------------------------------------------------------- what they cover


def _covering(finding: Finding, indices: _Indices) -> list[Comment]:
    """Return the comments that accept a finding, in reading order."""
    names = {finding.rule, ALL, *_prefixes(finding.category)}
    pair = finding.pair
    found = dict.fromkeys(
        reach.comment
        for places, segments in (
            (finding.source, pair.source if pair else ()),
            (finding.target, pair.target if pair else ()),
        )
        for reach in _reaching(places, segments, indices)
        if not names.isdisjoint(reach.comment.rules)
    )
    return sorted(found, key=lambda comment: (comment.place.file.path, comment.place.span))


def _reaching(places: Sequence[Place], segments: Sequence[Segment], indices: _Indices) -> Iterator[_Reach]:
    """Yield the reaches that one side of a finding lies in."""
    texts = [place for place in places if place.span.start < place.span.end]
    for place in texts or [segment.place for segment in segments] or places:
        index = indices.get(place.file)
        for reach in index.touching(place.span) if index else ():
            if place.span.start == place.span.end:
                is_meant = reach.quotes is None and _holds(reach.gaps, place.span.start)
            elif reach.quotes is not None:
                is_meant = bool(texts) and any(_overlap(quote, place.span) for quote in reach.quotes)
            else:
                is_meant = _overlap(reach.text, place.span)
            if is_meant:
                yield reach


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _prefixes(category: str) -> Iterator[str]:
    """Yield "a", "a/b" for "a/b"."""
    return accumulate(category.split("/"), lambda whole, part: f"{whole}/{part}")


# ---------------------------------------------------------------- what suppresses nothing


def find_stale_comments(
    comments: Iterable[Comment],
    used: Collection[Comment],
    *,
    known: Sequence[Rule],
    ran: Collection[str],
    require_reason: bool,
) -> tuple[StaleComment, ...]:
    """Return the comments that suppress nothing or cannot be followed.

    One for a rule that did not run is not among them: nobody can tell.

    Args:
        comments: The comments of one document.
        used: Those that suppress something.
        known: Every rule there is.
        ran: Ids of those that ran without failing.
        require_reason: As in `accept`.
    """
    rules_of = {ALL: {rule.id for rule in known}}
    for rule in known:
        for name in (rule.id, *_prefixes(rule.category)):
            rules_of.setdefault(name, set()).add(rule.id)
    stale = []
    for comment in comments:
        problem = comment.problem or _unknown(comment.rules, rules_of)
        if not problem and require_reason and not comment.reason:
            problem = "it gives no reason, which the settings require"
        if problem:
            stale.append(StaleComment(comment, problem, is_spent=False))
        elif comment not in used and all(rules_of[name] <= set(ran) for name in comment.rules):
            stale.append(StaleComment(comment, _NOTHING + _misplaced(comment), is_spent=True))
    return tuple(stale)


def _misplaced(comment: Comment) -> str:
    """Return a hint when a comment ends a line, where linters of code have theirs for that very line."""
    text, (start, end) = comment.place.file.text, comment.place.span
    # A line may be the whole of a long text.
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    after = text[end : end + _NEAR].partition("\n")[0]
    if comment.block is not None or after.strip() or not any(map(str.isalnum, before)):
        return ""
    return "; a comment at the end of a line is for the next sentence: put it above"


def _unknown(names: Iterable[str], known: Collection[str]) -> str:
    for name in names:
        if name not in known:
            guess = next(iter(difflib.get_close_matches(name, known, n=1)), "")
            return f"no rule is called {name!r}" + (f"; did you mean {guess!r}?" if guess else "")
    return ""


def find_stale_entries(
    path: Path,
    entries: Iterable[BaselineEntry],
    used: Collection[str],
    checked: Sequence[Checked],
    *,
    known: Collection[str],
    ran: Collection[str],
    require_reason: bool,
) -> tuple[StaleEntry, ...]:
    """Return the entries of the baseline at `path` that suppress nothing in the briefs of a run.

    An entry for a brief that was not checked, or for a rule that did not run, is not among them. One of
    which nobody can tell the brief is, but does not count as spent.

    Args:
        path: The baseline file.
        entries: What it holds.
        used: Fingerprints that suppress something.
        checked: The briefs of the run that use it.
        known: Ids of every rule there is.
        ran: Ids of those that ran in all these briefs without failing.
        require_reason: As in `accept`.
    """
    rest = [entry for entry in entries if entry.fingerprint not in used]
    if not rest:
        return ()
    briefs = {Path(file.path).resolve() for one in checked for file in one.document.files}
    pairs = [pair for one in checked for pair in one.pairs]
    texts = {normalise(text) for pair in pairs for text in (pair.source_text, pair.target_text)} - {""}
    stale = []
    for entry in rest:
        own = [(path.parent / name).resolve() for name in entry.paths]
        is_here = not briefs.isdisjoint(own)
        if (entry.rule in known and entry.rule not in ran) or (not is_here and any(map(os.path.isfile, own))):
            continue
        if require_reason and not entry.reason.strip():
            stale.append(
                StaleEntry(str(path), entry, "it gives no reason, which the settings require", False)
            )
        elif is_here or not texts.isdisjoint(map(normalise, (entry.source, entry.target))):
            stale.append(StaleEntry(str(path), entry, _NOTHING, True))
        else:
            stale.append(StaleEntry(str(path), entry, UNPLACED, False))
    return tuple(stale)
