"""Findings to figures: MQM penalty, quality 0 to 100, risk per pair, and the signature they carry.

Penalty: each finding counts with its MQM severity weight times its confidence. Confidence is the
probability that an expert would agree, so the sum is the penalty to be expected from an expert's count,
and a doubtful finding costs less than a sure one.

Risk: probabilities that three professional annotators, by majority, would mark a major error (for
additions, an error of any severity). Where a pair was judged they come from the learnt judge and what
checks found together (`align/judge/risk.py`, docs/judge.md). With an encoder that has no judge, what text
alone tells comes from a small logistic model, and what checks found is put on top as independent
evidence, 1 - (1 - model) (1 - findings).

How that model came about: `bench/fit_risk.py` on half of the WMT23 Chinese-English MQM data (google/
wmt-mqm-human-evaluation, Apache-2.0: 1,890 pairs of 189 news sentences and 10 systems, 19 documents),
ridge 1, similarities of the bundled encoder with the mean vector of each side subtracted. With one
document left out at a time (AUC against pairs without accuracy error; ECE in ten bins):

               positive   AUC   ECE   without similarity: AUC   ECE
omission            113  .761  .005                      .634  .011
addition              9  .786  .003                      .612  .001
mistranslation      520  .816  .030                      .613  .034

Only 9 pairs hold an addition, so it takes the slopes of omission, seen from the other side, and its
figures are rough. Without similarity a mistranslation shows in the source's length alone. The base rates
are those of machine translation of news, 6 % omissions and 28 % mistranslations; in careful human work
both are rarer, so there the risks of pairs without findings are too high, though their order holds.
Means taken over a whole corpus fit best: with those of each system's document of some ten sentences,
similarities fall by 0.1, ECE of mistranslation rises to .09 and that of omission to .03.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.judge import lengths
from align.judge.risk import probability
from align.text import count_han, says_something
from align.types import BlockKind, Finding, Pair, PairScore, Risk, Score, Section, Severity

if TYPE_CHECKING:
    from align.judge.stage import Judgement

WEIGHTS = {Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 25}
"""MQM's default severity multipliers. Source: Lommel et al. (2024), "The Multi-Range Theory of Translation
Quality Measurement", arXiv:2405.16969, appendix A.3.2. WMT's MQM has the same 1 and 5 without a critical
level (Freitag et al. 2021, "Experts, Errors, and Context", TACL 9, doi:10.1162/tacl_a_00437)."""

PER_CHARACTERS = 1000
"""Characters of Chinese that a document's penalty is given for; MQM's reference word count is 1,000 too."""

MIN_CHARACTERS = 100
"""Shorter documents count as this long: MQM's linear penalty is too hard on short samples (the
subject of Lommel et al. 2024), and a title with one slip would score near 0."""

DOCUMENT_SCALE = 100.0
"""Penalty per 1,000 characters at which a document's quality has fallen to 1/e. At 100 the curve starts as
100 - penalty, the plain reading of a scorecard, but never reaches 0, so bad documents still compare."""

PAIR_SCALE = 25.0
"""Penalty at which a pair's quality has fallen to 1/e: one critical error. Pairs are not scaled by length,
as in WMT's segment scores."""

_MINOR_SHARE = 0.1
"""How far a minor finding is evidence of a major error. Of WMT23 pairs with a minor mistranslation by any
annotator 38 % have a major one by majority, against 28 % of all: (.38 - .28) / (1 - .28) is about 0.1."""

_UNFOUND_SHARE = 0.9
"""How much of a major error's weight an expected error costs that no finding names. Below 1, so that a
finding lowers the quality even of a pair that looked as bad before."""

_MOST_EXPECTED = 4.0
"""Logarithm of 1 plus the penalty beyond which no more is expected."""

JUDGED = frozenset(("omission", "addition", "mistranslation"))
"""Rules whose findings inside pairs are the learnt judge's."""

_NULL_RISK = 0.5
"""Risk of an empty side whose alignment gives no confidence."""


# ---------------------------------------------------------------- signature


def signature(
    version: str,
    encoder: str,
    rules: Iterable[str],
    *,
    min_confidence: float,
    sensitivity: str = "",
    termbase: str = "",
    judge: str = "",
) -> str:
    """Return what scores depend on, in the manner of sacreBLEU's signatures.

    Args:
        version: Version of align, which fixes its data and the model of risk.
        encoder: Name and revision of the encoder.
        rules: Ids of the rules that ran; their order does not matter.
        min_confidence: Confidence below which findings did not count.
        sensitivity: How easily the learnt judge made findings, or empty without one.
        termbase: Digest of the user's own termbases, or empty without any.
        judge: The model whose second opinion moved confidences, or empty without any.
    """
    fields = {
        "align": version,
        "encoder": encoder,
        "rules": hashlib.sha256(",".join(sorted(set(rules))).encode()).hexdigest()[:8],
        "conf": f"{min_confidence:g}",
        "sens": sensitivity,
        "terms": termbase,
        "judge": judge,
        "mqm": "-".join(str(WEIGHTS[severity]) for severity in sorted(Severity)),
        "per": f"{PER_CHARACTERS}zh",
    }
    return "|".join(f"{key}:{value.replace('|', '%7C')}" for key, value in fields.items() if value)


# ---------------------------------------------------------------- documents


def score_document(pairs: Sequence[Pair], findings: Sequence[Finding], *, signature: str) -> Score:
    """Return the score of a document from its findings alone: 100 without any.

    Quality is 100 exp(-penalty / 100), penalty per 1,000 Chinese characters; see `DOCUMENT_SCALE`.
    """
    total = penalty(findings) * PER_CHARACTERS / max(_characters(pairs), MIN_CHARACTERS)
    counts = Counter(finding.severity for finding in findings)
    return Score(
        quality=_quality(total, DOCUMENT_SCALE),
        mqm_penalty=total,
        counts=tuple((severity.label, counts[severity]) for severity in sorted(Severity, reverse=True)),
        signature=signature,
    )


def score_sections(
    pairs: Sequence[Pair], findings: Iterable[Finding], *, signature: str
) -> tuple[Section, ...]:
    """Return the sections of a document, each scored as a document is; none where there is only one.

    A finding counts where its pair stands. One that names no pair concerns the document and counts in none.
    """
    cut = _cut_at_headings(pairs)
    if len(cut) < 2:
        return ()
    number = {pair.id: index for index, section in enumerate(cut) for pair in section}
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.pair is not None and finding.pair.id in number:
            found[number[finding.pair.id]].append(finding)
    return tuple(
        Section(tuple(section), score_document(section, found[index], signature=signature))
        for index, section in enumerate(cut)
    )


def _cut_at_headings(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """Cut before each heading that follows something else; a title goes with the heading below it."""
    sections: list[list[Pair]] = []
    last: BlockKind | None = None
    for pair in pairs:
        if not sections or (pair.kind is BlockKind.HEADING and last is not BlockKind.HEADING):
            sections.append([])
        sections[-1].append(pair)
        last = pair.kind
    return sections


def _characters(pairs: Sequence[Pair]) -> int:
    """Return how many Chinese characters the Chinese side has; names quoted in the English do not count."""
    return max(
        sum(count_han(segment.text) for pair in pairs for segment in pair.source),
        sum(count_han(segment.text) for pair in pairs for segment in pair.target),
    )


def penalty(findings: Iterable[Finding]) -> float:
    """Return the MQM penalty to be expected of findings."""
    # fsum: the sum must not depend on the order in which checks ran.
    return math.fsum(WEIGHTS[finding.severity] * finding.confidence for finding in findings)


def _quality(total: float, scale: float) -> float:
    return 100 * math.exp(-total / scale)


# ---------------------------------------------------------------- pairs


def score_pairs(
    pairs: Sequence[Pair], findings: Iterable[Finding], judgements: Mapping[str, Judgement] | None = None
) -> tuple[PairScore, ...]:
    """Return quality and risk of each pair, in order.

    Quality is 100 exp(-penalty / 25). The penalty is that of the pair's findings, plus the one that the judge
    expects. Without a judgement it is nine tenths of a major error's weight times the risk of each sort that
    no finding accounts for; the latter ranks pairs without findings by similarity and length.

    Args:
        pairs: The pairs of a document.
        findings: What was found in them.
        judgements: What the judge says of pairs, by their ids.
    """
    of_pair: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.pair is not None:
            of_pair[finding.pair.id].append(finding)
    return tuple(
        _score_judged(pair, of_pair[pair.id], judgement)
        if (judgement := (judgements or {}).get(pair.id))
        else _score_pair(pair, of_pair[pair.id])
        for pair in pairs
    )


def _score_judged(pair: Pair, findings: Sequence[Finding], judgement: Judgement) -> PairScore:
    from align.judge.risk import figures, logits

    told = logits(figures(judgement) | found_figures(findings))
    found = _found_risk(findings)
    # The judge's own findings say no more than its risks, but at least what they say.
    risk = Risk(*(max(probability(told[sort]), getattr(found, sort)) for sort in Risk.__dataclass_fields__))
    expected = math.expm1(min(max(told["penalty"], 0.0), _MOST_EXPECTED))
    total = penalty(findings) + expected
    return PairScore(pair, _quality(total, PAIR_SCALE), risk)


def found_figures(findings: Iterable[Finding]) -> dict[str, float]:
    """Return what the rules' findings in a pair add to the figures of the judge.

    Findings that rest on the judge are no further evidence.
    """
    own = [one for one in findings if not rests_on_judge(one)]
    found = _found_risk(own)
    return {
        "found_omission": found.omission,
        "found_addition": found.addition,
        "found_mistranslation": found.mistranslation,
        "found": math.log1p(penalty(own)),
    }


def rests_on_judge(finding: Finding) -> bool:
    """Return whether a finding is the learnt judge's."""
    return finding.rule in JUDGED and finding.pair is not None and not finding.pair.is_null


def _score_pair(pair: Pair, findings: Sequence[Finding]) -> PairScore:
    found = _found_risk(findings)
    expected = _null_risk(pair) if pair.is_null else _text_risk(pair)
    # A finding about an empty side rests on the same evidence as the alignment's confidence.
    combine: Callable[[float, float], float] = max if pair.is_null else _either
    risk = Risk(
        omission=combine(expected.omission, found.omission),
        addition=combine(expected.addition, found.addition),
        mistranslation=combine(expected.mistranslation, found.mistranslation),
    )
    unaccounted = _total(risk) - _total(found)
    total = penalty(findings) + _UNFOUND_SHARE * WEIGHTS[Severity.MAJOR] * unaccounted
    return PairScore(pair, _quality(total, PAIR_SCALE), risk)


def _total(risk: Risk) -> float:
    return risk.omission + risk.addition + risk.mistranslation


def _either(one: float, other: float) -> float:
    """Return the probability of either of two independent events."""
    return 1 - (1 - one) * (1 - other)


def _null_risk(pair: Pair) -> Risk:
    if not says_something(pair.source_text + pair.target_text):
        return Risk(0.0, 0.0, 0.0)
    sure = _NULL_RISK if pair.confidence is None else pair.confidence
    return Risk(sure, 0.0, 0.0) if pair.source else Risk(0.0, sure, 0.0)


def _found_risk(findings: Sequence[Finding]) -> Risk:
    """Return the risk by what checks found, as if findings were independent."""
    clear = {"omission": 1.0, "addition": 1.0, "mistranslation": 1.0}
    for finding in findings:
        dimension, _, sort = finding.category.partition("/")
        # Text left in the source language is content that the reader gets wrong or not at all.
        sort = "mistranslation" if sort == "untranslated" else sort
        if dimension == "accuracy" and sort in clear:
            share = _MINOR_SHARE if finding.severity is Severity.MINOR else 1.0
            clear[sort] *= 1 - share * finding.confidence
    return Risk(**{sort: 1 - value for sort, value in clear.items()})


# ---------------------------------------------------------------- the model of risk


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights of one sort of risk; `stretch` is that of the shortfall or the excess, as the sort goes."""

    intercept: float
    similarity: float
    stretch: float
    size: float

    def probability(self, similarity: float | None, stretch: float, size: float) -> float:
        """Return a probability; without a similarity its weight is left out."""
        logit = self.intercept + self.stretch * stretch + self.size * size
        if similarity is not None:
            logit += self.similarity * similarity
        return probability(logit)


@dataclass(frozen=True, slots=True)
class RiskModel:
    """One logistic a sort of risk. A mistranslation does not show in lengths, so it has no stretch."""

    omission: Logistic
    addition: Logistic
    mistranslation: Logistic


# Printed by bench/fit_risk.py.
WITH_SIMILARITY = RiskModel(
    omission=Logistic(-2.031, -4.841, 7.481, 0.313),
    addition=Logistic(-5.417, -4.841, 7.481, 0.313),
    mistranslation=Logistic(-0.138, -5.247, 0.000, 0.514),
)
WITHOUT_SIMILARITY = RiskModel(
    omission=Logistic(-5.255, 0.000, 6.463, 0.491),
    addition=Logistic(-8.153, 0.000, 6.463, 0.491),
    mistranslation=Logistic(-3.542, 0.000, 0.000, 0.654),
)


def _text_risk(pair: Pair) -> Risk:
    model = WITHOUT_SIMILARITY if pair.similarity is None else WITH_SIMILARITY
    shortfall, excess, size = lengths.of_pair(pair)
    return Risk(
        omission=model.omission.probability(pair.similarity, shortfall, size),
        addition=model.addition.probability(pair.similarity, excess, size),
        mistranslation=model.mistranslation.probability(pair.similarity, 0.0, size),
    )
