"""Texts in which errors are marked, and what our rules find there: what rules.py and fit_confidence.py share.

Three sorts of data are told apart by their looks:

- pairs with "ratings" (WMT's MQM data): of each annotator a list of [category, severity, source span, target
  span]; "doc" names the document;
- pairs with "category" (DEMETR): "source", a "good" translation, and a "bad" one, which is the good one with
  one thing changed. Both are gzipped JSONL, a line a pair;
- a folder of briefs with their gold, as in corpora/: the errors by the words on both sides.

A finding is right when an error is marked where it points; what that means for each sort stands in the
function that reads it.
"""

from __future__ import annotations

import difflib
import gzip
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

from align import judge, pipeline, read
from align.checks import CHECKS, Context
from align.encode import Encoder
from align.knowledge import termbase
from align.types import Document, Finding, Severity

Row = dict[str, Any]
Stretch = tuple[int, int]

MEANING = "accuracy", "terminology"
"""Dimensions of our categories that say something about the meaning; the others are about the form."""
_ACCURACY = "Accuracy", "Non-translation"
_MARKS_OF_MEANING = *_ACCURACY, "Terminology", "Locale"
_MARKS_OF_FORM = *_MARKS_OF_MEANING, "Fluency", "Other"
"""What annotators call such errors. Whether a word is natural (Style) is not what any rule is about."""
_LEFT_OUT = re.compile("base_id33|minor_id31")
"""Of DEMETR, what nobody hands in: nothing, the translation of another sentence, all words in lower case."""
_REFERENCE = "base_id35"
"""Of DEMETR, a translation by a professional in place of a bad one."""
_WARM_UP = 20
"""So many pairs are checked before anything is timed: some things are loaded once a process."""


class Sort(Enum):
    """What is marked in a pair."""

    CLEAN = "clean"
    FAITHFUL = "faithful"
    OTHER = "other"


class Judged(NamedTuple):
    """A finding and whether it is right.

    Attributes:
        group: What cross-validation leaves out as one: a document, or a sentence with its translations.
        case: What is found: findings of one case are one observation, in however many translations.
        grade: What the rule says of itself, before anything learnt.
        pair: What sort of pair it is in.
    """

    data: str
    group: str
    case: str
    rule: str
    severity: Severity
    grade: float
    is_right: bool
    pair: Sort


@dataclass
class Labelled:
    """A set of texts and the findings on them.

    Attributes:
        groups: Documents, or sentences.
        pairs: Pairs of texts, each once.
        erroneous: Of these, how many hold an error of meaning that weighs; in briefs the number of errors.
        clean: Pairs in which nobody marks anything; in briefs all but the erroneous.
        faithful: Pairs in which nobody marks an error of meaning, though maybe another.
        seconds: Of the processor, by rule.
    """

    name: str
    groups: int = 0
    pairs: int = 0
    erroneous: int = 0
    clean: int = 0
    faithful: int = 0
    judged: list[Judged] = field(default_factory=list)
    seconds: Counter[str] = field(default_factory=Counter)


def load_all(paths: Iterable[Path], encoder: Encoder) -> list[Labelled]:
    """Read sets and let all rules look at them; folders are taken together as one set, the briefs."""
    folders = [path for path in paths if path.is_dir()]
    sets = [_load_pairs(path, encoder) for path in paths if path not in folders]
    return sets + ([load_briefs(folders, encoder)] if folders else [])


def _load_pairs(path: Path, encoder: Encoder) -> Labelled:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows: list[Row] = [json.loads(line) for line in file]
    name = path.name.split(".")[0]
    return (load_mqm if "ratings" in rows[0] else load_perturbed)(name, rows, encoder)


# ---------------------------------------------------------------- running the rules


def find(document: Document, encoder: Encoder, seconds: Counter[str]) -> tuple[list[Finding], int]:
    """Return what all rules find, with their own grades, and the number of pairs; add to seconds by rule."""
    studied = pipeline.study(document, encoder, judge.load(encoder))
    pairs = studied.pairs
    context = Context(document, termbase.load(), studied.likeness, studied.judgements)
    pipeline.run_checks(CHECKS, pairs[:_WARM_UP], context)
    findings: list[Finding] = []
    for check in CHECKS:
        start = time.process_time()
        found, _, failed = pipeline.run_checks([check], pairs, context)
        seconds[check.rule.id] += time.process_time() - start
        if failed:
            raise RuntimeError(failed[0])
        findings += found
    return findings, len(pairs)


def find_by_pair(
    texts: Sequence[tuple[str, str]], encoder: Encoder, seconds: Counter[str]
) -> list[list[Finding]]:
    """Return what all rules find in each pair of texts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.jsonl"
        rows = ({"id": str(n), "source": one, "target": other} for n, (one, other) in enumerate(texts))
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        document = read.read_pairs_file(path)
    found: list[list[Finding]] = [[] for _ in texts]
    for finding in find(document, encoder, seconds)[0]:
        if finding.pair:
            found[int(finding.pair.id)].append(finding)
    return found


def is_of_meaning(finding: Finding) -> bool:
    """Return whether a finding says that the meaning differs."""
    return finding.category.startswith(MEANING)


def _judge(name: str, group: str, finding: Finding, *, is_right: bool, pair: Sort) -> Judged:
    text = finding.pair.source_text if finding.pair else ""
    case = f"{group}|{text}|{finding.message}"
    return Judged(
        name, group, case, finding.rule, finding.severity, finding.confidence, is_right=is_right, pair=pair
    )


def touches(own: Stretch, marked: Stretch) -> bool:
    """Return whether they share half of the shorter one, and `own` is no net thrown over a sentence."""
    shared = min(own[1], marked[1]) - max(own[0], marked[0])
    length, theirs = own[1] - own[0], marked[1] - marked[0]
    return length > 0 and theirs > 0 and 2 * shared >= min(length, theirs) and length <= 4 * theirs + 40


def _stretches(finding: Finding, *, target: bool) -> list[Stretch]:
    return [(p.span.start, p.span.end) for p in (finding.target if target else finding.source)]


# ---------------------------------------------------------------- annotated translations


def load_mqm(name: str, rows: Sequence[Row], encoder: Encoder) -> Labelled:
    """Judge by annotators: a finding is right when one of them marks an error of its sort where it points.

    One is enough because annotators overlook much: of wrong provinces and sums that two of three pass in
    silence one does not. Erroneous is a pair in which most of them mark a major error of accuracy.
    """
    made = Labelled(name, groups=len({row["doc"] for row in rows}), pairs=len(rows))
    texts = [(row["source"], row["target"]) for row in rows]
    for row, findings in zip(rows, find_by_pair(texts, encoder, made.seconds), strict=True):
        ratings = list(row["ratings"].values())
        grave = sum(any(s == "Major" and c.startswith(_ACCURACY) for c, s, *_ in one) for one in ratings)
        sort = _sort_of({category for one in ratings for category, *_ in one})
        made.erroneous += 2 * grave > len(ratings)
        made.clean += sort is Sort.CLEAN
        made.faithful += sort is not Sort.OTHER
        for finding in findings:
            is_right = any(_is_marked(finding, one) for one in ratings)
            made.judged.append(_judge(name, row["doc"], finding, is_right=is_right, pair=sort))
    return made


def _sort_of(categories: set[str]) -> Sort:
    if categories <= {"No-error"}:
        return Sort.CLEAN
    return Sort.OTHER if any(one.startswith(_MARKS_OF_MEANING) for one in categories) else Sort.FAITHFUL


def _is_marked(finding: Finding, marks: Iterable[Sequence[Any]]) -> bool:
    sorts = _MARKS_OF_MEANING if is_of_meaning(finding) else _MARKS_OF_FORM
    return any(
        touches(own, tuple(marked))
        for category, _, *sides in marks
        if category.startswith(sorts)
        for target, marked in enumerate(sides)
        if marked
        for own in _stretches(finding, target=bool(target))
    )


# ---------------------------------------------------------------- perturbed translations


def load_perturbed(name: str, rows: Sequence[Row], encoder: Encoder) -> Labelled:
    """Judge by what was changed: a finding is right that only the bad translation has, at the change.

    What the rules find in a good translation, or in that of a professional, is wrong. A change that DEMETR
    calls minor leaves the meaning, so there only findings about the form are right.
    """
    kept = [row for row in rows if not _LEFT_OUT.match(row["category"])]
    goods = dict.fromkeys((row["source"], row["good"]) for row in kept)
    bad = [row for row in kept if not row["category"].startswith(_REFERENCE)]
    references = [(row["source"], row["bad"]) for row in kept if row["category"].startswith(_REFERENCE)]
    made = Labelled(name, groups=len({source for source, _ in goods}))
    made.clean = made.faithful = len(goods) + len(references)
    texts = [*goods, *references, *((row["source"], row["bad"]) for row in bad)]
    made.pairs = len(texts)
    made.erroneous = sum(row["category"].startswith(("critical", "major")) for row in bad)
    found = find_by_pair(texts, encoder, made.seconds)
    known = {text: {_name(one) for one in findings} for text, findings in zip(goods, found, strict=False)}
    for (source, _), findings in zip(texts[: made.faithful], found, strict=False):
        for finding in findings:
            made.judged.append(_judge(name, source, finding, is_right=False, pair=Sort.CLEAN))
    for row, findings in zip(bad, found[made.faithful :], strict=True):
        before = known[row["source"], row["good"]]
        for finding in findings:
            if _name(finding) not in before:
                is_right = _is_at_change(finding, row)
                made.judged.append(_judge(name, row["source"], finding, is_right=is_right, pair=Sort.OTHER))
    return made


def _name(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message


def _is_at_change(finding: Finding, row: Row) -> bool:
    if is_of_meaning(finding) and row["category"].startswith("minor"):
        return False
    stretches = [own for own in _stretches(finding, target=True) if own[0] < own[1]]
    changes = list(_changes(row["good"], row["bad"]))
    # What is missing is told by a place on the source side alone.
    return not stretches or any(a <= end and start <= b for a, b in stretches for start, end in changes)


def _changes(old: str, new: str) -> Iterator[Stretch]:
    """Yield the stretches of the new text that differ, to the next word on either side."""
    words = [list(re.finditer(r"\w+|[^\w\s]|\s+", text)) for text in (old, new)]
    matcher = difflib.SequenceMatcher(None, *([word[0] for word in side] for side in words), autojunk=False)
    border = [0, *(word.end() for word in words[1])]
    for tag, _, _, start, end in matcher.get_opcodes():
        if tag != "equal":
            yield max(0, border[start] - 1), border[end] + 1


# ---------------------------------------------------------------- briefs


def load_briefs(folders: Iterable[Path], encoder: Encoder) -> Labelled:
    """Judge by the gold: a finding is right when it points at the words of an error on either side."""
    made = Labelled("briefs")
    for path in sorted(path for folder in folders for path in folder.rglob("*gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        files = [path.parent / name for name in gold["files"]]
        document = read.read_pair(*files) if len(files) == 2 else read.read_brief(files[0])
        findings, pairs = find(document, encoder, made.seconds)
        made.groups += 1
        made.pairs += pairs
        made.erroneous += len(gold["errors"])
        for finding in findings:
            is_right = any(
                touches((place.span.start, place.span.end), stretch)
                for place in finding.places
                for stretch in _marked(place.file.text, gold["errors"])
            )
            group = f"{path.parent.name}/{path.name}"
            sort = Sort.OTHER if is_right else Sort.CLEAN
            made.judged.append(_judge(made.name, group, finding, is_right=is_right, pair=sort))
    made.clean = made.faithful = made.pairs - made.erroneous
    return made


def _marked(text: str, errors: Iterable[Row]) -> Iterator[Stretch]:
    for error in errors:
        for words in filter(None, (error["zh"], error["en"])):
            start = text.find(words)
            if start >= 0:
                yield start, start + len(words)
