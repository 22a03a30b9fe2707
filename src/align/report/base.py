"""What every reporter is: a pure function from a result to a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from align.types import Result

DEFAULT_WIDTH = 100
LANGUAGES = ("en", "zh-Hant")
"""What the HTML page can say its own words in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a report depends on besides the result.

    Attributes:
        version: Version of the tool, as the report names it.
        color: Whether the terminal formats may use ANSI colours; the caller looks at the terminal.
        width: Columns that a line of the terminal frame may take.
        language: What the page says its own words in: one of `LANGUAGES`. Readers can switch.
    """

    version: str
    color: bool = False
    width: int = DEFAULT_WIDTH
    language: str = LANGUAGES[0]


class Reporter(Protocol):
    """Renders a result in one format."""

    def __call__(self, result: Result, options: Options, /) -> str:
        """Return the whole report, ending in a line end unless it is empty."""
        ...
