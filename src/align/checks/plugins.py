"""Rules of other packages: entry points of the group `align.checks`.

`importlib.metadata` takes 17 ms to import and to read a hundred installed packages, too much of what a start
may cost. So the metadata on `sys.path` is first searched for the name of the group, as bytes, in a
millisecond; only where it occurs, or where an archive cannot be searched that way, is the standard library
asked. A rule is imported when it may run: not where the settings leave it out by name.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from align.checks.base import Check, Context, Yielded
from align.errors import ConfigError
from align.types import Finding, Pair, Rule, Severity, Tally

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "align.checks"
"""The group of entry points whose names are rule ids and whose values are checks."""

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_CATEGORY = re.compile(r"[a-z][a-z-]*/[a-z][a-z-]*")
_METADATA = (".dist-info", ".egg-info", "EGG-INFO")


@dataclass(frozen=True, slots=True, eq=False)
class PluginCheck:
    """A check of another package; what it yields is looked at, since reports rely on it.

    Attributes:
        rule: What users know it by.
        origin: Name and version of the package, such as "acme-align 1.2".
    """

    rule: Rule
    origin: str
    _check: Check = field(repr=False)

    def __call__(self, pairs: Sequence[Pair], context: Context, /) -> Yielded:
        """Yield what the check yields.

        Raises:
            TypeError: It yields something else than findings and tallies.
            ValueError: A finding is not as reports need it.
        """
        known = {id(pair) for pair in pairs}
        for result in self._check(pairs, context):
            if isinstance(result, Finding):
                self._look_at(result, known)
            elif not isinstance(result, Tally):
                raise TypeError(f"yields {type(result).__name__}, which is neither a Finding nor a Tally")
            yield result

    def _look_at(self, finding: Finding, pairs: Collection[int]) -> None:
        if finding.rule != self.rule.id:
            raise ValueError(f"a finding is of the rule {finding.rule!r}")
        if not _CATEGORY.fullmatch(finding.category):
            raise ValueError(f"a finding is of the category {finding.category!r}")
        if not isinstance(finding.severity, Severity) or not 0 <= finding.confidence <= 1:
            raise ValueError(
                f"a finding has severity {finding.severity!r}, confidence {finding.confidence!r}"
            )
        if finding.pair is not None and id(finding.pair) not in pairs:
            raise ValueError("a finding is of a pair that the check was not given")
        for place in finding.places:
            if not 0 <= place.span.start <= place.span.end <= len(place.file.text):
                raise ValueError(f"a place is outside its file: {place.span}")


@dataclass(frozen=True, slots=True, eq=False)
class Plugin:
    """A rule that an installed package announces, not yet imported.

    Attributes:
        name: The rule's id.
        origin: Name and version of the package.
    """

    name: str
    origin: str
    _entry: EntryPoint = field(repr=False)

    def load(self, taken: Collection[str] = ()) -> PluginCheck:
        """Import the rule.

        Args:
            taken: Ids that other rules have.

        Raises:
            ConfigError: It cannot be imported, is no check, or has an id that it may not have.
        """
        if self.name in taken:
            raise self._error("there is another rule of that name")
        if not _ID.fullmatch(self.name):
            raise self._error("a rule's name is small letters and digits, with hyphens between words")
        try:
            check = self._entry.load()
        except Exception as error:
            # Whatever a foreign module does when it is imported, the user has to hear whose it is.
            raise self._error(f"{type(error).__name__}: {error}") from error
        rule = getattr(check, "rule", None)
        if not isinstance(rule, Rule) or not callable(check):
            raise self._error(f"{self._entry.value} is no check; @align.checks.rule makes one")
        if rule.id != self.name:
            raise self._error(f"{self._entry.value} is the rule {rule.id!r}; the names must agree")
        if not _CATEGORY.fullmatch(rule.category) or not isinstance(rule.severity, Severity):
            raise self._error(f"its category is {rule.category!r}, its severity {rule.severity!r}")
        if not rule.title or not rule.help:
            raise self._error("it needs a docstring with a title and an explanation")
        return PluginCheck(rule, self.origin, check)

    def _error(self, reason: str) -> ConfigError:
        return ConfigError(
            f"the rule {self.name!r} of {self.origin} cannot be used: {reason}",
            hint=f"update or uninstall {self.origin.rsplit(' ', 1)[0]}, or run with --ignore {self.name}",
        )


def find() -> tuple[Plugin, ...]:
    """Return the rules that installed packages announce, by name."""
    return _find(tuple(sys.path))


def load_checks(shipped: Sequence[Check], without: Collection[str] = ()) -> Iterator[PluginCheck]:
    """Yield the rules of other packages, by name.

    Args:
        shipped: The rules whose names are taken.
        without: Names of rules not to import.

    Raises:
        ConfigError: One cannot be used; the others come first.
    """
    taken = {check.rule.id for check in shipped}
    failed: ConfigError | None = None
    for plugin in find():
        if plugin.name in without:
            continue
        try:
            yield plugin.load(taken)
        except ConfigError as error:
            failed = failed or error
        taken.add(plugin.name)
    if failed:
        raise failed


@cache
def _find(path: tuple[str, ...]) -> tuple[Plugin, ...]:
    if not any(map(_may_announce, path)):
        return ()
    from importlib.metadata import entry_points

    found = [Plugin(entry.name, _origin(entry), entry) for entry in entry_points(group=GROUP)]
    return tuple(sorted(found, key=lambda plugin: (plugin.name, plugin.origin)))


def _origin(entry: EntryPoint) -> str:
    # The name is missing, or asking for it raises, where the metadata are damaged.
    try:
        parts = (entry.dist.name, entry.dist.version) if entry.dist else ()
    except (KeyError, OSError, TypeError, ValueError):
        parts = ()
    return " ".join(part for part in parts if part) or f"an unnamed package ({entry.value})"


def _may_announce(folder: str) -> bool:
    """Return whether a package in a folder of `sys.path` may name the group; cheap, and never wrongly no."""
    try:
        with os.scandir(folder or ".") as entries:
            return any(_names_group(entry.path) for entry in entries if entry.name.endswith(_METADATA))
    except NotADirectoryError:
        return True
    except OSError:
        return False


def _names_group(metadata: str) -> bool:
    try:
        with open(f"{metadata}/entry_points.txt", "rb") as file:  # noqa: PTH123 - this loop is timed
            return GROUP.encode() in file.read()
    except OSError:
        return False
