"""Check bilingual Chinese-English briefs for what the translation lost, added or got wrong.

>>> import align
>>> result = align.check_files("brief.txt")  # doctest: +SKIP
>>> [finding.message for checked in result.checked for finding in checked.findings]  # doctest: +SKIP
['GRU rendered as KGB']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.errors import AlignError, ConfigError, EncoderError, InputError
from align.types import (
    Checked,
    Document,
    Finding,
    Language,
    Pair,
    Place,
    Result,
    Rule,
    Score,
    Segment,
    Severity,
    Span,
    Tally,
)

if TYPE_CHECKING:
    import os

    from align.config import Settings

__version__ = "0.1.0"

__all__ = [
    "AlignError",
    "Checked",
    "ConfigError",
    "Document",
    "EncoderError",
    "Finding",
    "InputError",
    "Language",
    "Pair",
    "Place",
    "Result",
    "Rule",
    "Score",
    "Segment",
    "Severity",
    "Span",
    "Tally",
    "check_files",
]


def check_files(*paths: str | os.PathLike[str], settings: Settings | None = None) -> Result:
    """Check briefs that hold both languages, one a file.

    Args:
        paths: The briefs.
        settings: What to check and how; the defaults when None. No config file is looked for.

    Raises:
        InputError: A brief cannot be read or lacks one of the languages.
        ConfigError: The settings name an unknown rule or a termbase that cannot be used.
        EncoderError: The encoder cannot be loaded.
    """
    from align import pipeline, read
    from align.config import Settings

    chosen = settings or Settings()
    documents = (read.read_brief(path, source=chosen.source) for path in paths)
    return pipeline.run([pipeline.Task(document, chosen) for document in documents])
