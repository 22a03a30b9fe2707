"""Names for findings that outlive edits elsewhere in a brief.

A fingerprint depends on the rule and on the words of both sides, never on lines or offsets: moving
a pair keeps it, editing either side of the pair re-opens the finding.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from align.text import INVISIBLE, to_half_width
from align.types import Finding

_DIGITS = 16


def fingerprint(finding: Finding) -> str:
    """Return 16 hexadecimal digits for `finding`."""
    parts = _parts(finding)
    if finding.occurrence > 1:
        parts.append(finding.occurrence)
    # JSON keeps the parts apart, so that no text can imitate a boundary.
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_DIGITS]


def fingerprints(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return a different fingerprint for each finding of one document, in its order.

    Findings that `number` counted keep their names whichever of them are given.
    """
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    names = []
    for finding in findings:
        name = fingerprint(finding)
        counts[name] += 1
        if counts[name] > 1:
            finding = replace(finding, occurrence=finding.occurrence + counts[name] - 1)
            name = fingerprint(finding)
        while name in seen:
            finding = replace(finding, occurrence=finding.occurrence + 1)
            name = fingerprint(finding)
        seen.add(name)
        names.append(name)
    return tuple(names)


def number(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of one document with identical ones counted, so that each has a name of its own."""
    seen: Counter[str] = Counter()
    numbered = []
    for finding in findings:
        name = fingerprint(replace(finding, occurrence=1))
        seen[name] += 1
        numbered.append(replace(finding, occurrence=seen[name]) if seen[name] > 1 else finding)
    return numbered


def _parts(finding: Finding) -> list[object]:
    pair = finding.pair
    return [
        finding.rule,
        normalise(pair.source_text) if pair else "",
        normalise(pair.target_text) if pair else "",
        [normalise(place.text) for place in finding.source],
        [normalise(place.text) for place in finding.target],
    ]


def normalise(text: str) -> str:
    """Fold what an editor changes without touching the words: widths, white space, composition."""
    visible = "".join(c for c in unicodedata.normalize("NFC", text) if c not in INVISIBLE)
    return " ".join(to_half_width(visible).split())
