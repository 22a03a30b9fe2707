"""What a report says about a document as a whole: counts, coverage, order of findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from align.types import Checked, Finding, Hidden, Pair, Place, Result, Severity, Tally

# A check that could not compare something says so with a tally named "not compared: sentences".
_SKIPPED = "not compared: "
_SENTENCES = "sentences"
_AFTER_NOUN = re.compile(" (?:with .*|judged)$")

SEVERITIES = tuple(sorted(Severity, reverse=True))


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts for one document or for several.

    Attributes:
        severities: Findings of each severity, worst first.
        compared: What was compared, other than pairs.
        skipped: What could not be compared; always tells about sentences without a counterpart.
    """

    documents: int
    pairs: int
    severities: tuple[tuple[Severity, int], ...]
    compared: tuple[Tally, ...]
    skipped: tuple[Tally, ...]
    hidden: Hidden


def summarise(checked: Checked) -> Summary:
    """Count what was found, compared and left out in one document."""
    found = Counter(finding.severity for finding in checked.findings)
    alone = sum(len(pair.source) + len(pair.target) for pair in checked.pairs if pair.is_null)
    skipped = [Tally(_SENTENCES, alone)]
    compared = []
    for tally in checked.tallies:
        if tally.name.startswith(_SKIPPED):
            skipped.append(replace(tally, name=tally.name.removeprefix(_SKIPPED)))
        elif tally.name != "pairs":
            compared.append(tally)
    return Summary(
        documents=1,
        pairs=len(checked.pairs),
        severities=tuple((severity, found[severity]) for severity in SEVERITIES),
        compared=_merge(compared),
        skipped=_merge(skipped),
        hidden=checked.hidden,
    )


def total(summaries: Sequence[Summary]) -> Summary:
    """Add up the summaries of several documents."""
    found = Counter[Severity]()
    for summary in summaries:
        found.update(dict(summary.severities))
    return Summary(
        documents=len(summaries),
        pairs=sum(summary.pairs for summary in summaries),
        severities=tuple((severity, found[severity]) for severity in SEVERITIES),
        compared=_merge(tally for summary in summaries for tally in summary.compared),
        skipped=_merge(tally for summary in summaries for tally in summary.skipped),
        hidden=_total_hidden([summary.hidden for summary in summaries]),
    )


def _total_hidden(hidden: Sequence[Hidden]) -> Hidden:
    thresholds = {one.threshold for one in hidden if one.uncertain}
    return Hidden(
        accepted=sum(one.accepted for one in hidden),
        unchanged=sum(one.unchanged for one in hidden),
        doubted=sum(one.doubted for one in hidden),
        uncertain=sum(one.uncertain for one in hidden),
        threshold=thresholds.pop() if len(thresholds) == 1 else None,
    )


def _merge(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """Add up tallies of one name, in the order of first mention."""
    merged: dict[str, Tally] = {}
    for tally in tallies:
        before = merged.get(tally.name)
        merged[tally.name] = replace(tally, count=tally.count + before.count) if before else tally
    return tuple(merged.values())


def describe_findings(summary: Summary, *, hint: str = "") -> str:
    """Say what was found and what is hidden: "14 pairs, 1 critical (2 accepted)".

    Args:
        summary: The counts.
        hint: How to see what is too uncertain, said where something is.
    """
    parts = [f"{count} {severity.label}" for severity, count in summary.severities if count]
    text = ", ".join([quantity(summary.pairs, "pairs"), *(parts or ["no findings"])])
    hidden = ", ".join(_describe_hidden(summary.hidden, hint))
    return f"{text} ({hidden})" if hidden else text


def describe_run(result: Result) -> str:
    """Say what was found in a run and what is missing: "14 pairs, 1 critical; 1 brief could not be read"."""
    found = describe_findings(total([summarise(checked) for checked in result.checked]))
    missing = quantity(len(result.unread), "briefs")
    return f"{found}; {missing} could not be read" if result.unread else found


def _describe_hidden(hidden: Hidden, hint: str) -> Iterator[str]:
    if hidden.accepted:
        yield f"{hidden.accepted} accepted"
    if hidden.unchanged:
        yield f"{hidden.unchanged} in unchanged pairs"
    if hidden.doubted:
        yield f"{hidden.doubted} doubted by the second opinion"
    if hidden.uncertain:
        least = "the confidence asked for" if hidden.threshold is None else f"confidence {hidden.threshold:g}"
        text = f"{hidden.uncertain} below {least}"
        yield f"{text}: {hint}" if hint else text


def describe_coverage(summary: Summary, *, most: int | None = None) -> str:
    """Say what was compared: "Compared 9 numbers, 5 dates; not compared: 0 sentences".

    Args:
        summary: The counts.
        most: How many sorts of things are named; where there are more, those that occur. The rules that come
            first compare what matters most.
    """
    named, rest = summary.compared, ""
    if most is not None and len(named) > most:
        named = tuple(tally for tally in named if tally.count)
        rest = f" and {len(named) - most} other sorts of things" if len(named) > most else ""
    compared = ", ".join(quantity(tally.count, tally.name) for tally in named[:most]) + rest
    skipped = ", ".join(quantity(tally.count, tally.name) for tally in summary.skipped)
    return f"Compared {compared or 'no facts'}; not compared: {skipped}"


def describe_quality(quality: float) -> str:
    """Say the quality in whole points; 100 only when nothing at all was deducted."""
    return f"{int(round(quality, 4))} of 100"


def quantity(count: int, plural: str) -> str:
    """Return "1 number", "2 numbers", "1 entity"."""
    if count != 1:
        return f"{count} {plural}"
    # The noun stands first in "words with opposites" and "pairs judged", and last in "target segments".
    noun = _AFTER_NOUN.sub("", plural)
    one = f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")
    return f"1 {one}{plural[len(noun) :]}"


def describe(finding: Finding) -> str:
    """Say what is wrong and why, in one or two sentences."""
    if not finding.explanation:
        return finding.message
    return f"{finding.message.rstrip('.')}. {finding.explanation}"


def primary(finding: Finding) -> Place:
    """Return the place that a finding is listed at: in the translation, where it has to be mended."""
    return (finding.target or finding.source)[0]


def others(finding: Finding) -> tuple[Place, ...]:
    """Return the places other than the primary one: first those of the other language."""
    first, second = (finding.target, finding.source) if finding.target else (finding.source, ())
    return (*second, *first[1:])


def findings_by_pair(checked: Checked) -> Mapping[Pair | None, tuple[int, ...]]:
    """Return indices of findings under the pair that shows them, under None if no pair does.

    A finding about the document as a whole is shown at the pair in which its first place lies.
    """
    own = set(checked.pairs)
    shown: dict[Pair | None, list[int]] = {}
    for index, finding in enumerate(checked.findings):
        pair = finding.pair if finding.pair in own else _pair_at(checked, primary(finding))
        shown.setdefault(pair, []).append(index)
    return {pair: tuple(indices) for pair, indices in shown.items()}


def _pair_at(checked: Checked, place: Place) -> Pair | None:
    for pair in checked.pairs:
        for segment in (*pair.source, *pair.target):
            there = segment.place
            inside = there.span.start <= place.span.start and place.span.end <= there.span.end
            if there.file is place.file and inside:
                return pair
    return None
