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

from align.text import INVISIBLE, to_half_width
from align.types import Finding

_DIGITS = 16


def fingerprint(finding: Finding, *, occurrence: int = 1) -> str:
    """Return 16 hexadecimal digits for `finding`.

    Args:
        finding: What to name.
        occurrence: 1 for the first of identical findings in a document, 2 for the second ...
    """
    pair = finding.pair
    parts: list[object] = [
        finding.rule,
        _normalise(pair.source_text) if pair else "",
        _normalise(pair.target_text) if pair else "",
        [_normalise(place.text) for place in finding.source],
        [_normalise(place.text) for place in finding.target],
    ]
    if occurrence > 1:
        parts.append(occurrence)
    # JSON keeps the parts apart, so that no text can imitate a boundary.
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_DIGITS]


def fingerprints(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return a different fingerprint for each finding of one document, in its order."""
    seen: Counter[str] = Counter()
    names = []
    for finding in findings:
        name = fingerprint(finding)
        seen[name] += 1
        names.append(name if seen[name] == 1 else fingerprint(finding, occurrence=seen[name]))
    return tuple(names)


def _normalise(text: str) -> str:
    """Fold what an editor changes without touching the words: widths, white space, composition."""
    visible = "".join(c for c in unicodedata.normalize("NFC", text) if c not in INVISIBLE)
    return " ".join(to_half_width(visible).split())
