"""What every reporter is: a pure function from a result to a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from align.types import Checked, Result, Severity

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
        wrap: Whether sentences are broken at that width too; a pipe gets them whole.
        host: Name of this machine where the terminal formats may hold hyperlinks (OSC 8), else empty.
        folder: Absolute path of the folder that relative paths count from.
        root: Absolute path of the folder that formats for programs name files from, such as that of the
            repository; empty leaves paths as the user typed them.
        docs: Address of the documentation, or empty; a rule stands at `docs`/rules/#rule.
        docs_of: That of each document, in order, where their settings name several; `docs` for those that
            it does not name.
        exit_code: What the run exits with, or None if it is not known.
        fail_on: Least severity that fails each document, in order; major for those it does not name.
        most: Findings that a format for a page of limited size shows at most; None for all.
        language: What the page says its own words in: one of `LANGUAGES`. Readers can switch.
    """

    version: str
    color: bool = False
    width: int = DEFAULT_WIDTH
    wrap: bool = False
    host: str = ""
    folder: str = ""
    root: str = ""
    docs: str = ""
    docs_of: tuple[str, ...] = ()
    exit_code: int | None = None
    fail_on: tuple[Severity | None, ...] = ()
    most: int | None = None
    language: str = LANGUAGES[0]

    def each(self, result: Result) -> Iterator[tuple[Checked, Options]]:
        """Yield each document with the options that are its own."""
        for index, checked in enumerate(result.checked):
            docs = self.docs_of[index] if index < len(self.docs_of) else self.docs
            yield checked, self if docs == self.docs else replace(self, docs=docs)

    def rule_address(self, rule: str) -> str:
        """Return where the documentation explains a rule, or an empty string."""
        if not self.docs:
            return ""
        # Not at the top: every command imports this module, and few reports hold addresses.
        from urllib.parse import quote

        return f"{self.docs.rstrip('/')}/rules/#{quote(rule, errors='replace')}"


class Reporter(Protocol):
    """Renders a result in one format."""

    def __call__(self, result: Result, options: Options, /) -> str:
        """Return the whole report, ending in a line end unless it is empty."""
        ...
