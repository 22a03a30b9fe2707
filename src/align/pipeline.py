"""The stages in order: read, segment, encode, align, check, score. Reporting is the caller's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from align import __version__, score
from align.aligner import Vectors, align
from align.baseline import by_fingerprint, load_baseline
from align.changes import touches
from align.config import Selection, Settings
from align.encode import Encoder, load
from align.encode.once import encode_once
from align.fingerprint import number
from align.knowledge import glosses
from align.segment import segment
from align.states import Likeness, mean_vector
from align.suppress import accept, find_stale_comments, find_stale_entries
from align.types import (
    BaselineEntry,
    Checked,
    Document,
    File,
    Finding,
    Hidden,
    Pair,
    Result,
    Rule,
    Severity,
    Span,
    StaleEntry,
    Tally,
)

if TYPE_CHECKING:
    from align.checks import Check, Context
    from align.checks.base import Earlier
    from align.judge.stage import Judge, Judgement
    from align.opinion import Answers, Opinions

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """A document to check and the settings of the folder it lies in.

    `changed` holds ranges of its files, when only findings in pairs that these touch are wanted.
    """

    document: Document
    settings: Settings
    changed: Mapping[File, tuple[Span, ...]] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Done:
    """A task with what came out of it.

    Attributes:
        entries: Its baseline.
        used: Fingerprints of that baseline that suppress something.
        ran: Ids of the rules that ran without failing.
    """

    task: Task
    checked: Checked
    entries: tuple[BaselineEntry, ...]
    used: frozenset[str]
    ran: frozenset[str]


def pair(document: Document, encoder: Encoder) -> tuple[Pair, ...]:
    """Segment and align one document."""
    return study(document, encoder).pairs


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """A document aligned.

    Attributes:
        likeness: How alike its words are.
        judgements: What the judge says of pairs, by their ids; None without one.
    """

    pairs: tuple[Pair, ...]
    likeness: Likeness
    judgements: Mapping[str, Judgement] | None


def study(document: Document, encoder: Encoder, judge: Judge | None = None) -> Study:
    """Segment, align and judge one document."""
    source, target = segment(document)
    with ThreadPoolExecutor(1) as background:
        if document.prealigned is None:
            # The aligner's dictionary, while the encoder leaves the interpreter free.
            background.submit(glosses.load)
        # The judge takes over from an earlier layer of the encoder that it was trained on.
        encode = judge.encode if judge else encoder.encode
        encoded = encode_once(encode, [one.text for one in chain(source, target)])
    border = len(source)
    usual = encoder.usual or (None, None)
    if not document.source_language.is_chinese:
        usual = usual[::-1]
    ours = Vectors(encoded.sums[:border], encoded.counts[:border], encoded.tokens, 0, usual[0])
    theirs = Vectors(encoded.sums[border:], encoded.counts[border:], encoded.tokens, border, usual[1])
    if judge and encoded.early:
        # Which word stands for which is told better by the layer that the judge takes over from.
        tokens, means = encoded.early, judge.centres
        means = means if document.source_language.is_chinese else means[::-1]
    else:
        tokens = encoded.tokens
        one, other = (mean_vector(side.sums, side.counts, side.usual) for side in (ours, theirs))
        means = one, other
    likeness = Likeness((source, target), tokens, means)
    pairs = align(document, source, target, ours, theirs)
    rows = {one: row for row, one in enumerate(chain(source, target))}
    return Study(pairs, likeness, judge.judge(pairs, rows, encoded) if judge else None)


def run(
    tasks: Sequence[Task],
    *,
    progress: Progress = lambda _: None,
    load_encoder: Callable[[str], Encoder] | None = None,
    say: Callable[[str], object] = lambda _: None,
    answers: Answers | None = None,
) -> Result:
    """Align, check and score documents.

    A check that fails is named in `Result.crashed`; what the others found is kept. A judge that does not
    answer is named in `Result.unheard`.

    Args:
        tasks: The documents.
        progress: Called with the path of each document before it is aligned.
        load_encoder: Gives an encoder by name, for callers that keep it; `encode.load` when None.
        say: Called with who is asked for a second opinion, before anything is sent.
        answers: Second opinions given earlier, for callers that keep them; added to.

    Raises:
        EncoderError: An encoder cannot be loaded.
        ConfigError: A termbase or baseline cannot be read or a rule is unknown.
    """
    names = dict.fromkeys(task.settings.encoder for task in tasks)
    # Loading an encoder leaves the interpreter free for half its time: enough to get ready meanwhile.
    with ThreadPoolExecutor(1) as background:
        loading = {name: background.submit(_load, name, load_encoder or load) for name in names}
        prepared = _prepare(tasks)
        models = {name: loaded.result() for name, loaded in loading.items()}
    from align.checks.confidence import calibrated

    opinions = _open_opinions(tasks, answers, say)
    crashed: dict[str, None] = {}
    done = []
    earlier: Earlier = {}
    for task, checks, context, entries in prepared:
        progress(task.document.files[0].path)
        encoder, judge = models[task.settings.encoder]
        studied = study(task.document, encoder, judge)
        pairs = studied.pairs
        context = replace(context, likeness=studied.likeness, judgements=studied.judgements, earlier=earlier)
        graded, tallies, failed = run_checks(checks, pairs, context)
        found = [
            replace(one, confidence=calibrated(one.rule, one.severity, one.confidence)) for one in graded
        ]
        found = _without_repeats(found)
        crashed |= dict.fromkeys(failed)
        sign = partial(
            score.signature,
            __version__,
            encoder.name,
            tuple(map(_identity, checks)),
            min_confidence=task.settings.min_confidence,
            sensitivity=task.settings.sensitivity.value if judge else "",
            termbase=context.termbase.digest,
        )
        ran = frozenset(check.rule.id for check in checks if not _is_among(check, failed))
        done.append(_conclude(task, studied, found, tallies, sign, entries, ran, opinions))
    return Result(
        checked=tuple(one.checked for one in done),
        encoder=", ".join(encoder.name for encoder, _ in models.values()),
        signature=", ".join(dict.fromkeys(one.checked.score.signature for one in done)),
        rules=tuple(dict.fromkeys(check.rule for _, checks, _, _ in prepared for check in checks)),
        crashed=tuple(crashed),
        stale_entries=tuple(_stale_entries(done)),
        unheard=opinions.missing() if opinions else (),
    )


def _load(name: str, load_encoder: Callable[[str], Encoder]) -> tuple[Encoder, Judge | None]:
    """Return an encoder and the judge that takes its states, if there is one."""
    from align import judge

    encoder = load_encoder(name)
    return encoder, judge.load(encoder)


_Prepared = tuple[Task, "tuple[Check, ...]", "Context", tuple[BaselineEntry, ...]]


def _prepare(tasks: Sequence[Task]) -> list[_Prepared]:
    """Return each task with its checks, what they may look at, and its baseline."""
    from align.checks import Context
    from align.knowledge import termbase

    terms, baseline = cache(termbase.load), cache(load_baseline)
    return [
        (
            task,
            selected(task.settings),
            Context(task.document, terms(task.settings.termbases), sensitivity=task.settings.sensitivity),
            baseline(task.settings.baseline) if task.settings.baseline else (),
        )
        for task in tasks
    ]


def selected(settings: Settings) -> tuple[Check, ...]:
    """Return the checks that the settings ask for, in the order of the table, then those of other packages.

    Raises:
        ConfigError: A rule is unknown, or one of another package cannot be used. A rule that is ignored by
            name is not imported, so that one that is broken can be left out.
    """
    from align.checks import CHECKS, plugins

    checks = _all_checks(settings)
    left_out = {plugin.name for plugin in plugins.find()} & set(settings.ignore)
    left_out -= {check.rule.id for check in CHECKS}
    # No other rule is meant by those names.
    select, ignore = (
        tuple(name for name in names if name not in left_out) for names in (settings.select, settings.ignore)
    )
    if settings.select and not select:
        return ()
    called = settings.where("select"), settings.where("ignore")
    selection = Selection(select, ignore, tuple(check.rule for check in checks), called)
    return tuple(check for check in checks if selection.has(check.rule.id))


def _all_checks(settings: Settings) -> tuple[Check, ...]:
    """Return the shipped checks and those of other packages, but for what is ignored by name."""
    from align.checks import CHECKS, plugins

    return (*CHECKS, *plugins.load_checks(CHECKS, settings.ignore))


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
                    tallies.append(replace(result, rule=check.rule.id))
                else:
                    findings.append(result)
        except Exception as error:
            # One broken rule must not cost the findings of the others.
            failed.append(f"{_identity(check)}: {type(error).__name__}: {error}")
    return findings, tallies, failed


def _without_repeats(found: Sequence[Finding]) -> list[Finding]:
    """Leave out what the judge finds where something as grave is found that says more.

    That is what a rule finds, which can say why; and, of the judge's own findings that stay, that words are
    missing or added, where it also takes them for a doubtful rendering.
    """
    ruled = _by_pair(one for one in found if not score.rests_on_judge(one))
    kept = [one for one in found if not score.rests_on_judge(one) or not _is_repeat(one, ruled[one.pair])]
    missing = _by_pair(one for one in kept if score.rests_on_judge(one) and one.rule != "mistranslation")
    return [one for one in kept if not (_is_doubt(one) and _is_repeat(one, missing[one.pair]))]


def _is_doubt(finding: Finding) -> bool:
    """Return whether the judge takes words for a doubtful rendering."""
    return finding.rule == "mistranslation" and score.rests_on_judge(finding)


def _by_pair(found: Iterable[Finding]) -> defaultdict[Pair | None, list[Finding]]:
    """Return the findings of accuracy in each pair."""
    sorted_: defaultdict[Pair | None, list[Finding]] = defaultdict(list)
    for one in found:
        if one.category.startswith("accuracy/"):
            sorted_[one.pair].append(one)
    return sorted_


def _is_repeat(finding: Finding, better: Iterable[Finding]) -> bool:
    return any(one.severity >= finding.severity and finding.overlaps(one) for one in better)


def _identity(check: Check) -> str:
    """Return what a rule is known by: its id, and the package that it comes from if not from this one."""
    from align.checks.plugins import PluginCheck

    return f"{check.rule.id} ({check.origin})" if isinstance(check, PluginCheck) else check.rule.id


def _is_among(check: Check, failed: Sequence[str]) -> bool:
    return any(name.startswith(f"{_identity(check)}: ") for name in failed)


def _conclude(
    task: Task,
    studied: Study,
    found: Sequence[Finding],
    tallies: Sequence[Tally],
    sign: Callable[..., str],
    entries: tuple[BaselineEntry, ...],
    ran: frozenset[str],
    opinions: Opinions | None,
) -> _Done:
    """Sort the findings of one document, leave out what is uncertain, accepted or unchanged, and score."""
    settings, pairs = task.settings, studied.pairs
    accepted = accept(
        task.document,
        pairs,
        _in_order(found, pairs),
        by_fingerprint(entries),
        require_reason=settings.require_reason,
    )
    suppressions = tuple(one for one in accepted.suppressions if _is_sure(one.finding, settings))
    sure = [finding for finding in accepted.kept if _is_sure(finding, settings)]
    changed = [one for one in sure if task.changed is None or touches(one, task.changed)]
    kept, judge = _second_opinion(changed, settings, opinions)
    signature = sign(judge=judge)
    checked = Checked(
        document=task.document,
        pairs=pairs,
        findings=tuple(kept),
        pair_scores=score.score_pairs(pairs, kept, studied.judgements),
        score=score.score_document(pairs, kept, signature=signature),
        sections=score.score_sections(pairs, kept, signature=signature),
        tallies=tuple(tallies),
        hidden=Hidden(
            accepted=len(suppressions),
            unchanged=len(sure) - len(changed),
            doubted=len(changed) - len(kept),
            uncertain=len(found) - len(sure) - len(suppressions),
            threshold=settings.min_confidence,
        ),
        suppressions=suppressions,
        stale_comments=find_stale_comments(
            task.document.comments,
            accepted.comments,
            known=_known_rules(settings),
            ran=ran,
            require_reason=settings.require_reason,
        ),
    )
    return _Done(task, checked, entries, accepted.entries, ran)


def _is_sure(finding: Finding, settings: Settings) -> bool:
    """Return whether a finding is sure enough to be reported.

    How sure those of the judge must be is what `sensitivity` says, unless `min_confidence` asks for more
    than it does by default.
    """
    if score.rests_on_judge(finding) and settings.min_confidence <= Settings().min_confidence:
        return True
    return finding.confidence >= settings.min_confidence


def _open_opinions(
    tasks: Sequence[Task], answers: Answers | None, say: Callable[[str], object]
) -> Opinions | None:
    """Return what asks the judges that the settings name, imported only if they name one."""
    if not any(task.settings.judge for task in tasks):
        return None
    from align.opinion import Opinions

    return Opinions(answers, say=say)


def _second_opinion(
    kept: list[Finding], settings: Settings, opinions: Opinions | None
) -> tuple[list[Finding], str]:
    """Return the findings that are still certain enough after the judge was heard, and who that was."""
    if opinions is None or not settings.judge:
        return kept, ""
    heard = opinions.weigh(kept, address=settings.judge, model=settings.judge_model)
    return [one for one in heard.findings if _is_still_sure(one, settings)], heard.judge


def _is_still_sure(finding: Finding, settings: Settings) -> bool:
    """Return whether a finding is to be reported after the second opinion."""
    denied = ("judge", "no error") in finding.evidence
    return _is_sure(finding, settings) and not (denied and score.rests_on_judge(finding))


def _in_order(found: Sequence[Finding], pairs: Sequence[Pair]) -> list[Finding]:
    """Return findings in reading order, identical ones counted."""
    order = {pair.id: number for number, pair in enumerate(pairs)}
    return number(
        sorted(
            found,
            key=lambda finding: (
                order[finding.pair.id] if finding.pair else -1,
                *_start(finding),
                finding.rule,
            ),
        )
    )


def _stale_entries(done: Sequence[_Done]) -> Iterator[StaleEntry]:
    """Yield the entries of each baseline that suppress nothing in any document that uses it."""
    users: dict[Path, list[_Done]] = {}
    for one in done:
        if one.task.settings.baseline is not None:
            users.setdefault(one.task.settings.baseline, []).append(one)
    for path, those in users.items():
        yield from find_stale_entries(
            path,
            those[0].entries,
            frozenset().union(*(one.used for one in those)),
            [one.checked for one in those],
            known={rule.id for one in those for rule in _known_rules(one.task.settings)},
            ran=frozenset.intersection(*(one.ran for one in those)),
            require_reason=any(one.task.settings.require_reason for one in those),
        )


def _known_rules(settings: Settings) -> list[Rule]:
    """Return every rule there is; of one that is ignored by name, and so not imported, only the name."""
    from align.checks import plugins

    rules = [check.rule for check in _all_checks(settings)]
    known = {rule.id for rule in rules}
    left_out = (plugin.name for plugin in plugins.find() if plugin.name not in known)
    return rules + [Rule(name, "", Severity.MINOR, name, "") for name in left_out]


def _start(finding: Finding) -> tuple[str, int]:
    place = next(finding.places)
    return place.file.path, place.span.start
