"""sacreBLEU's BLEU, chrF and TER, behind `align score`.

A hypothesis is the translation to be judged, a reference the one it is held against; both are in the
target language. sacreBLEU is imported when first used.

Source: Post (2018), "A Call for Clarity in Reporting BLEU Scores", WMT, https://aclanthology.org/W18-6319.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from align.errors import InputError
from align.text import HAN, LATIN_RUN, count_han, count_latin
from align.types import Block, Document, File, Language

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric as SacreMetric

SCHEMA = "align.metrics/1"
BOOTSTRAP = 1000
"""Resamples for a 95 % confidence interval, as many as sacreBLEU's command line takes."""

# Two blocks that share nothing still pair rather than stand alone, when nothing better is in the way.
_PAIRING_BONUS = 0.01
# Cells of the block-matching table above which blocks pair in order: a table this large takes seconds.
_MAX_CELLS = 100_000


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure over all segments.

    Attributes:
        name: As sacreBLEU calls it: BLEU, chrF2, chrF2++ or TER.
        score: Per cent. TER counts edits, so there lower is better, and it may exceed 100.
        signature: sacreBLEU's; figures with different signatures do not compare.
        mean: Mean over bootstrap resamples, or None without bootstrap.
        margin: Half the width of their 95 % interval, or None without bootstrap.
        detail: What sacreBLEU adds, such as the n-gram precisions and the brevity penalty.
    """

    name: str
    score: float
    signature: str
    mean: float | None = None
    margin: float | None = None
    detail: str = ""

    @property
    def higher_is_better(self) -> bool:
        """Whether a greater score is a better one."""
        return self.name != "TER"


@dataclass(frozen=True, slots=True)
class PairMetric:
    """One hypothesis against its reference; either is empty where a block has no counterpart.

    Attributes:
        chrf: Sentence-level chrF2, 0 to 100.
    """

    hypothesis: str
    reference: str
    chrf: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """A translation held against another.

    Attributes:
        hypothesis: Name of what is judged, such as its path.
        reference: Name of what it is held against.
        language: Language of both.
        metrics: Figures over all pairs.
        pairs: Each pair, in the order of the reference.
        pair_signature: sacreBLEU's signature of the figures of single pairs.
    """

    hypothesis: str
    reference: str
    language: Language
    metrics: tuple[Metric, ...]
    pairs: tuple[PairMetric, ...]
    pair_signature: str


# ---------------------------------------------------------------- figures


def corpus_metrics(
    hypotheses: Sequence[str], references: Sequence[str], language: Language, *, bootstrap: int = 0
) -> tuple[Metric, ...]:
    """Return BLEU, chrF2, chrF2++ and TER over all segments.

    Chinese is split into characters for BLEU (tokenizer zh) and TER (norm:yes, asian:yes), else a clause
    would count as one word; for the same reason it gets no chrF2++, which counts words between spaces.
    English takes sacreBLEU's defaults.

    Args:
        hypotheses: Segments of the translation to be judged.
        references: As many segments to hold them against.
        language: Language of both.
        bootstrap: Number of resamples for confidence intervals; below 2 gives none.

    Raises:
        InputError: There are no segments, or not as many of the one as of the other.
    """
    _check_lengths(hypotheses, references)
    return tuple(
        _measure(metric, hypotheses, references, bootstrap=bootstrap) for metric in _metrics(language)
    )


def pair_metrics(hypotheses: Sequence[str], references: Sequence[str]) -> tuple[PairMetric, ...]:
    """Return sentence-level chrF2 of each hypothesis against its reference, in order.

    Of sacreBLEU's metrics chrF is the one that means something for a single sentence, in both languages
    without a tokenizer. Source: Popović (2015), https://aclanthology.org/W15-3049.

    Raises:
        InputError: As `corpus_metrics`.
    """
    from sacrebleu.metrics.chrf import CHRF

    _check_lengths(hypotheses, references)
    metric = CHRF()
    return tuple(
        PairMetric(hypothesis, reference, float(metric.sentence_score(hypothesis, [reference]).score))
        for hypothesis, reference in zip(hypotheses, references, strict=True)
    )


def _check_lengths(hypotheses: Sequence[str], references: Sequence[str]) -> None:
    if len(hypotheses) != len(references):
        raise InputError(f"{len(hypotheses)} hypotheses cannot stand against {len(references)} references")
    if not hypotheses:
        raise InputError("there is nothing to compare")


def _metrics(language: Language) -> tuple[SacreMetric, ...]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    # force: the warning that a text looks tokenized would go to stderr, past the report.
    if not language.is_chinese:
        return BLEU(tokenize="13a", force=True), CHRF(), CHRF(word_order=2), TER()
    # sacreBLEU 2.6.0 writes its astral ranges as five-digit \u escapes, so its zh tokenizer takes quotes,
    # dashes and bullets for ideographs and misses Extension B. On 2,480 lines of news and briefs that
    # changed the tokens of 46 lines, by 0.03 BLEU in all, and no line held an astral ideograph: too little
    # to give up figures that compare with everybody else's. The signature names the tokenizer and version.
    return BLEU(tokenize="zh", force=True), CHRF(), TER(normalized=True, asian_support=True)


def _measure(
    metric: SacreMetric, hypotheses: Sequence[str], references: Sequence[str], *, bootstrap: int
) -> Metric:
    score = metric.corpus_score(hypotheses, [references])
    mean = margin = None
    if bootstrap > 1:
        mean, margin = _resample(metric, hypotheses, references, bootstrap)
    signature = str(metric.get_signature())
    facts = json.loads(score.format(signature=signature, is_json=True))
    detail = facts.get("verbose_score", "")
    return Metric(score.name, float(score.score), signature, mean=mean, margin=margin, detail=detail)


def _resample(
    metric: SacreMetric, hypotheses: Sequence[str], references: Sequence[str], count: int
) -> tuple[float, float]:
    """Return mean and half the 95 % interval of `count` resamples, and note them in the metric's signature.

    The steps are those of `Metric.corpus_score`, which in sacreBLEU 2.6.0 fails with a TypeError as soon as
    one resample scores exactly 0: then it averages a float among numpy's float32.
    """
    import numpy as np
    from sacrebleu.significance import _bootstrap_resample, estimate_ci

    statistics = metric._extract_corpus_statistics(hypotheses, [references])
    seed, scores = _bootstrap_resample(statistics, metric, count)
    metric.n_bootstrap, metric.seed = count, seed
    mean, margin = estimate_ci(np.array([float(score.score) for score in scores]))
    return float(mean), float(margin)


# ---------------------------------------------------------------- what is compared


def compare_lines(
    hypothesis: File, reference: File, *, language: Language | None = None, bootstrap: int = 0
) -> Comparison:
    """Hold one file against another, line by line.

    Args:
        hypothesis: A translation, one segment a line.
        reference: Another of the same text; its lines correspond to those of `hypothesis`.
        language: Language of both; told from the reference when None.
        bootstrap: As in `corpus_metrics`.

    Raises:
        InputError: A file is empty, or they differ in their number of lines.
    """
    ours, theirs = _lines(hypothesis), _lines(reference)
    if len(ours) != len(theirs):
        raise InputError(
            f"{hypothesis.path} has {len(ours)} lines and {reference.path} has {len(theirs)}",
            hint="line n of the one must correspond to line n of the other",
        )
    language = language or _guess_language(reference.text)
    return _compare((hypothesis.path, reference.path), ours, theirs, language, bootstrap=bootstrap)


def compare_documents(hypothesis: Document, reference: Document, *, bootstrap: int = 0) -> Comparison:
    """Hold the target side of one brief against that of another version of it, block by block.

    Blocks are matched in order, equal ones first; a block that only one version has stands against
    nothing and lowers the figures.

    Raises:
        InputError: A target side is empty, or the two are in different languages.
    """
    names = _name(hypothesis), _name(reference)
    languages = hypothesis.target_language, reference.target_language
    for name, document in zip(names, (hypothesis, reference), strict=True):
        if not document.target:
            raise InputError(f"{name} has no text in {document.target_language}")
    if languages[0].is_chinese != languages[1].is_chinese:
        raise InputError(f"{names[0]} is translated into {languages[0]}, {names[1]} into {languages[1]}")
    matched = match_texts(_texts(hypothesis.target), _texts(reference.target))
    ours, theirs = zip(*matched, strict=True)
    return _compare(names, ours, theirs, languages[1], bootstrap=bootstrap)


def _compare(
    names: tuple[str, str], ours: Sequence[str], theirs: Sequence[str], language: Language, *, bootstrap: int
) -> Comparison:
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF()
    # A signature is known only after a metric has been used.
    metric.sentence_score("", [""])
    return Comparison(
        hypothesis=names[0],
        reference=names[1],
        language=language,
        metrics=corpus_metrics(ours, theirs, language, bootstrap=bootstrap),
        pairs=pair_metrics(ours, theirs),
        pair_signature=str(metric.get_signature()),
    )


def _lines(file: File) -> tuple[str, ...]:
    lines = tuple(file.line_text(number) for number in range(1, file.locate(len(file.text)).line + 1))
    lines = lines if lines[-1] else lines[:-1]
    if not any(line.strip() for line in lines):
        raise InputError(f"{file.path} is empty")
    return lines


def _guess_language(text: str) -> Language:
    # A Chinese character carries about as much as half an English word, or three letters.
    return Language.ZH if 3 * count_han(text) > count_latin(text) else Language.EN


def _name(document: Document) -> str:
    return " + ".join(file.path for file in document.files)


def _texts(blocks: Sequence[Block]) -> tuple[str, ...]:
    # A block may run over several lines; sacreBLEU takes segments of one.
    return tuple(re.sub(r"\s*[\r\n]\s*", " ", block.text) for block in blocks)


# ---------------------------------------------------------------- matching


def match_texts(first: Sequence[str], second: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return texts of two versions that correspond, in order; a text without counterpart meets "".

    Equal texts anchor the match; between anchors, order is kept and most words in common wins.
    """
    matched: list[tuple[str, str]] = []
    for tag, i, j, k, m in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            matched += zip(first[i:j], second[k:m], strict=True)
        else:
            matched += _match_changed(first[i:j], second[k:m])
    return tuple(matched)


def _match_changed(first: Sequence[str], second: Sequence[str]) -> list[tuple[str, str]]:
    rows, columns = len(first), len(second)
    if rows * columns > _MAX_CELLS:
        return list(zip_longest(first, second, fillvalue=""))
    others = [_words(text) for text in second]
    gain = [[_likeness(_words(text), other) + _PAIRING_BONUS for other in others] for text in first]
    best = _best_gains(gain, rows, columns)
    matched: list[tuple[str, str]] = []
    row = column = 0
    while row < rows or column < columns:
        pairs = row < rows and column < columns
        if pairs and best[row][column] == gain[row][column] + best[row + 1][column + 1]:
            matched.append((first[row], second[column]))
            row, column = row + 1, column + 1
        elif column == columns or (pairs and best[row][column] == best[row + 1][column]):
            matched.append((first[row], ""))
            row += 1
        else:
            matched.append(("", second[column]))
            column += 1
    return matched


def _best_gains(gain: Sequence[Sequence[float]], rows: int, columns: int) -> list[list[float]]:
    """Return the greatest sum that can still be gained from each row and column on."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            best[row][column] = max(
                gain[row][column] + best[row + 1][column + 1], best[row + 1][column], best[row][column + 1]
            )
    return best


def _words(text: str) -> Counter[str]:
    return Counter(LATIN_RUN.findall(text.lower()) + HAN.findall(text))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words in common, 0 to 1 (Dice's coefficient of multisets)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


# ---------------------------------------------------------------- output


def render_text(comparison: Comparison, *, pairs: bool = False) -> str:
    """Return the comparison for a terminal; with `pairs` also each pair, worst first."""
    count = len(comparison.pairs)
    lines = [
        f"{comparison.hypothesis} against {comparison.reference}: {count} segments, {comparison.language}"
    ]
    for metric in comparison.metrics:
        interval = "" if metric.margin is None else f"  (μ = {metric.mean:.2f} ± {metric.margin:.2f})"
        direction = "" if metric.higher_is_better else "  lower is better"
        lines.append(f"{metric.name:<8}{metric.score:6.2f}{interval}{direction}  {metric.signature}")
    if pairs:
        lines += ["", f"chrF2 of each segment, worst first  {comparison.pair_signature}"]
        for number, pair in sorted(enumerate(comparison.pairs, 1), key=lambda item: (item[1].chrf, item[0])):
            lines += [f"{number:>5} {pair.chrf:6.2f}  {pair.hypothesis or '(missing)'}"]
            lines += [f"{'':>12}  {pair.reference or '(not in the reference)'}"]
    return "\n".join(lines) + "\n"


def render_json(comparison: Comparison) -> str:
    """Return the comparison as JSON, pairs in order; `interval` holds the ends of the 95 % interval."""
    content = {
        "schema": SCHEMA,
        "hypothesis": comparison.hypothesis,
        "reference": comparison.reference,
        "language": comparison.language.value,
        "metrics": [_metric_json(metric) for metric in comparison.metrics],
        "pair_signature": comparison.pair_signature,
        "pairs": [
            {"hypothesis": pair.hypothesis, "reference": pair.reference, "chrf": round(pair.chrf, 4)}
            for pair in comparison.pairs
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _metric_json(metric: Metric) -> dict[str, object]:
    interval = None
    if metric.mean is not None and metric.margin is not None:
        interval = [round(metric.mean - metric.margin, 4), round(metric.mean + metric.margin, 4)]
    return {
        "name": metric.name,
        "score": round(metric.score, 4),
        "interval": interval,
        "higher_is_better": metric.higher_is_better,
        "signature": metric.signature,
        "detail": metric.detail,
    }
