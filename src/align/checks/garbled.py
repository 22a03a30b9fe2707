"""Characters that were decoded wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.checks.base import Context, Yielded, rule
from align.types import Finding, Pair, Severity, Tally

# Bytes above 0x7F as code page 1252 shows them; the five that it leaves open stay controls.
_HIGH = "".join(bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0x100))
_BYTES = {char: code for code, char in enumerate(_HIGH, 0x80)}
_RUN = re.compile(f"[{re.escape(_HIGH)}]{{2,200}}")
# U+FFFD twice in UTF-8 read as GBK, and what Windows compilers fill memory with.
_LOST = re.compile("\ufffd+|(?:锟斤拷|锟斤|烫烫烫|屯屯屯)+")
# What UTF-8 that was read as code page 1252 may really be: accents, dashes, quotes, Chinese.
_LIKELY = re.compile(r"[\u00a0-\u017f\u2010-\u2026\u3000-\u30ff\u3400-\u9fff\uff01-\uff5e]+")


@rule("encoding", "fluency/encoding", Severity.MINOR)
def check_encoding(pairs: Sequence[Pair], _: Context) -> Yielded:
    """Characters are garbled.

    Replacement characters, and UTF-8 that was read in another encoding somewhere before the file was
    saved; the suggestion is what it was. What the source has likewise is quoted.

    Bad: 第一季 / the cafÃ© in the first quarter
    Good: 第一季 / the café in the first quarter
    """
    compared = 0
    for pair in pairs:
        for segment in pair.target:
            compared += len(segment.text)
            if not segment.text.isascii():
                for start, end, right in _garbled(segment.text):
                    place = segment.place.part(start, end)
                    if place.text not in pair.source_text:
                        yield Finding(
                            rule="encoding",
                            category="fluency/encoding",
                            severity=Severity.MINOR,
                            confidence=0.9,
                            message=f"garbled characters: {place.text[:40]}",
                            explanation=f"read as UTF-8 it is {right[:40]}" if right else "the text is lost",
                            source=(),
                            target=(place,),
                            pair=pair,
                            suggestion=right,
                        )
    yield Tally("characters", compared)


def _garbled(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where garbled characters stand, and what they were or an empty string."""
    for match in _LOST.finditer(text):
        yield *match.span(), ""
    for match in _RUN.finditer(text):
        try:
            right = bytes(_BYTES[char] for char in match.group()).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if _LIKELY.fullmatch(right):
            yield *match.span(), right
