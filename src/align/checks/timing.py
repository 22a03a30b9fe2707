"""Words for times that are told from others: the same year, two days later, since March, at dawn.

The rule `date` compares dates as values; these words have none, or one that only the text around them tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.checks import senses
from align.checks.words import Matched
from align.types import Finding
from align.values import DateFields

# The share of such findings that hold.
_CONFIDENCE = 0.8
_POINTER = "pointer "


def judge_timing(
    matched: Matched, dates: tuple[Sequence[DateFields], Sequence[DateFields]]
) -> Iterator[Finding]:
    """Yield a finding for each word for a time that says another than the word of the other side.

    `dates` are those of either side: where they differ, a translator may have written out what a pointer
    such as 翌年 stands for.
    """
    for name, clash in senses.clashes("timing", matched.chinese.text, matched.english.text):
        if not (name.startswith(_POINTER) and _is_written_out(name.removeprefix(_POINTER), *dates)):
            scale = name.removeprefix(_POINTER)
            why = f"another {scale}; nothing around it could stand for what the source says"
            yield senses.told_otherwise("date", matched, clash, _CONFIDENCE, why)


def _is_written_out(part: str, source: Sequence[DateFields], target: Sequence[DateFields]) -> bool:
    parts = (part, "weekday") if part == "day" else (part,)
    ours, theirs = (
        {getattr(fields, name, None) for fields in side for name in parts} - {None}
        for side in (source, target)
    )
    # With several years "the following one" is told from none of them.
    return ours != theirs or len(ours) > len(parts)
