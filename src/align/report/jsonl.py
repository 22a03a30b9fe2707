"""One JSON object a line, one line a pair, for programs that judge pairs.

Pre-aligned pairs give exactly one line each, in order. Briefs give the same lines with `paths` in
front, and, if findings belong to no pair, a last line whose `id` is null. What could not be read gives a line
that says why and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.fingerprint import fingerprints
from align.report.base import Options
from align.report.json import Json, encode, finding_fields, rounded
from align.report.summary import findings_by_pair
from align.types import Checked, Place, Result, Risk


def render(result: Result, _options: Options) -> str:
    """Render one line a pair."""
    lines = [line for checked in result.checked for line in _lines(checked)]
    lines += [{"paths": [one.path], "unread": one.reason} for one in result.unread]
    return "".join(f"{encode(line)}\n" for line in lines)


def _lines(checked: Checked) -> Iterator[Json]:
    shown = findings_by_pair(checked)
    names = fingerprints(checked.findings)

    def line(name: str | None, quality: float, risk: Risk | None, indices: Sequence[int]) -> Json:
        rest: Json = {
            "id": name,
            "quality": rounded(quality),
            "risk": _risk(risk) if risk else None,
            "findings": [_finding(checked, index, names[index]) for index in indices],
        }
        return _paths(checked) | rest

    for score in checked.pair_scores:
        yield line(score.pair.id, score.quality, score.risk, shown.get(score.pair, ()))
    if None in shown:
        yield line(None, checked.score.quality, None, shown[None])


def _paths(checked: Checked) -> Json:
    """Tell briefs apart; a pre-aligned pair is known by its id alone."""
    document = checked.document
    return {} if document.prealigned is not None else {"paths": [file.path for file in document.files]}


def _finding(checked: Checked, index: int, name: str) -> Json:
    finding = checked.findings[index]
    places: Json = {
        "source": [_span(place) for place in finding.source],
        "target": [_span(place) for place in finding.target],
        "fingerprint": name,
    }
    return finding_fields(finding) | places


def _span(place: Place) -> Json:
    return {"start": place.span.start, "end": place.span.end, "text": place.text}


def _risk(risk: Risk) -> Json:
    return {
        "omission": rounded(risk.omission),
        "addition": rounded(risk.addition),
        "mistranslation": rounded(risk.mistranslation),
    }
