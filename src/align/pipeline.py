"""The stages in order: read, segment, encode, align, check, score. Reporting is the caller's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from align import __version__, score
from align.aligner import Vectors, align
from align.config import Selection, Settings
from align.encode import Encoder, load
from align.knowledge import glosses
from align.segment import segment
from align.states import Likeness, mean_vector
from align.types import Checked, Document, Finding, Pair, Result, Tally

if TYPE_CHECKING:
    from align.checks import Check, Context

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """A document to check and the settings of the folder it lies in."""

    document: Document
    settings: Settings


def pair(document: Document, encoder: Encoder) -> tuple[Pair, ...]:
    """Segment and align one document."""
    return pair_with_likeness(document, encoder)[0]


def pair_with_likeness(document: Document, encoder: Encoder) -> tuple[tuple[Pair, ...], Likeness]:
    """Segment and align one document; also return how alike its words are."""
    source, target = segment(document)
    with ThreadPoolExecutor(1) as background:
        if document.prealigned is None:
            # The aligner's dictionary, while the encoder leaves the interpreter free.
            background.submit(glosses.load)
        encoded = encoder.encode([one.text for one in chain(source, target)])
    border = len(source)
    usual = encoder.usual or (None, None)
    if not document.source_language.is_chinese:
        usual = usual[::-1]
    ours = Vectors(encoded.sums[:border], encoded.counts[:border], encoded.tokens, 0, usual[0])
    theirs = Vectors(encoded.sums[border:], encoded.counts[border:], encoded.tokens, border, usual[1])
    means = [mean_vector(side.sums, side.counts, side.usual) for side in (ours, theirs)]
    likeness = Likeness((source, target), encoded.tokens, means)
    return align(document, source, target, ours, theirs), likeness


def run(tasks: Sequence[Task], *, progress: Progress = lambda _: None) -> Result:
    """Align, check and score documents.

    A check that fails is named in `Result.crashed`; what the others found is kept.

    Raises:
        EncoderError: An encoder cannot be loaded.
        ConfigError: A termbase cannot be read or a rule is unknown.
    """
    names = dict.fromkeys(task.settings.encoder for task in tasks)
    # Loading an encoder leaves the interpreter free for half its time: enough to get ready meanwhile.
    with ThreadPoolExecutor(1) as background:
        loading = {name: background.submit(load, name) for name in names}
        prepared = _prepare(tasks)
        encoders = {name: loaded.result() for name, loaded in loading.items()}
    from align.checks.confidence import calibrated

    crashed: dict[str, None] = {}
    checked = []
    for task, checks, context in prepared:
        progress(task.document.files[0].path)
        encoder = encoders[task.settings.encoder]
        pairs, likeness = pair_with_likeness(task.document, encoder)
        graded, tallies, failed = run_checks(checks, pairs, replace(context, likeness=likeness))
        found = [
            replace(one, confidence=calibrated(one.rule, one.severity, one.confidence)) for one in graded
        ]
        crashed |= dict.fromkeys(failed)
        signature = score.signature(
            __version__,
            encoder.name,
            tuple(check.rule.id for check in checks),
            min_confidence=task.settings.min_confidence,
            termbase=context.termbase.digest,
        )
        checked.append(_checked(task, pairs, found, tallies, signature))
    return Result(
        checked=tuple(checked),
        encoder=", ".join(encoder.name for encoder in encoders.values()),
        signature=", ".join(dict.fromkeys(one.score.signature for one in checked)),
        rules=tuple(dict.fromkeys(check.rule for _, checks, _ in prepared for check in checks)),
        crashed=tuple(crashed),
    )


def _prepare(tasks: Sequence[Task]) -> list[tuple[Task, tuple[Check, ...], Context]]:
    """Return each task with its checks and what they may look at."""
    from align.checks import Context
    from align.knowledge import termbase

    terms = cache(termbase.load)
    return [
        (task, selected(task.settings), Context(task.document, terms(task.settings.termbases)))
        for task in tasks
    ]


def selected(settings: Settings) -> tuple[Check, ...]:
    """Return the checks that the settings ask for, in the order of the table.

    Raises:
        ConfigError: A rule is unknown.
    """
    from align.checks import CHECKS

    selection = Selection(settings.select, settings.ignore, tuple(check.rule for check in CHECKS))
    return tuple(check for check in CHECKS if selection.has(check.rule.id))


def run_checks(
    checks: Sequence[Check], pairs: Sequence[Pair], context: Context
) -> tuple[list[Finding], list[Tally], list[str]]:
    """Return findings, tallies and the names of rules that failed.

    The findings have the grades that rules give them, not yet what is known of how often these are right.
    """
    findings: list[Finding] = []
    tallies: list[Tally] = []
    failed: list[str] = []
    for check in checks:
        try:
            for result in check(pairs, context):
                if isinstance(result, Tally):
                    tallies.append(result)
                else:
                    findings.append(result)
        except Exception as error:
            # One broken rule must not cost the findings of the others.
            failed.append(f"{check.rule.id}: {type(error).__name__}: {error}")
    return findings, tallies, failed


def _checked(
    task: Task, pairs: tuple[Pair, ...], found: Sequence[Finding], tallies: Sequence[Tally], signature: str
) -> Checked:
    kept = [finding for finding in found if finding.confidence >= task.settings.min_confidence]
    order = {pair.id: number for number, pair in enumerate(pairs)}
    kept.sort(
        key=lambda finding: (order[finding.pair.id] if finding.pair else -1, *_start(finding), finding.rule)
    )
    return Checked(
        document=task.document,
        pairs=pairs,
        findings=tuple(kept),
        pair_scores=score.score_pairs(pairs, kept),
        score=score.score_document(pairs, kept, signature=signature),
        tallies=tuple(tallies),
        suppressed=len(found) - len(kept),
        notices=task.document.notices,
    )


def _start(finding: Finding) -> tuple[str, int]:
    place = next(finding.places)
    return place.file.path, place.span.start
