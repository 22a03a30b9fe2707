"""What every check is made of: its rule, what it is given, what it yields."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar, cast

from align.types import Document, Finding, Pair, Place, Rule, Sensitivity, Severity, Tally

if TYPE_CHECKING:
    from align.judge.stage import Judgement
    from align.knowledge.termbase import Termbase
    from align.states import Likeness

Yielded = Iterator[Finding | Tally]
_Made = TypeVar("_Made")


class Rendered(NamedTuple):
    """How an earlier brief of the run renders a term, and where: path, line and column."""

    form: str
    where: str


Earlier = dict[tuple[str, str], Rendered]


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What a check may look at besides the pairs.

    Attributes:
        document: The brief; its header fields are in `document.fields`.
        termbase: Names and terms, shipped and the user's own.
        likeness: How alike words of the two sides are, or None without an encoder.
        judgements: What the judge says of pairs, by their ids, or None without one.
        sensitivity: How easily the judge's findings are made.
        earlier: How the briefs before this one render their terms, by what is rendered; a check adds to it
            what this one does. None where a brief is looked at by itself.
        shared: What a rule leaves for another of its family, by name, with the pairs it was made of.
    """

    document: Document
    termbase: Termbase
    likeness: Likeness | None = None
    judgements: Mapping[str, Judgement] | None = None
    sensitivity: Sensitivity = Sensitivity.NORMAL
    earlier: Earlier | None = None
    shared: dict[str, tuple[Sequence[Pair], object]] = field(default_factory=dict)

    def once(self, name: str, pairs: Sequence[Pair], make: Callable[[], _Made]) -> _Made:
        """Return what `make` makes of the pairs, or made of them before under that name."""
        if name not in self.shared or self.shared[name][0] is not pairs:
            self.shared[name] = pairs, make()
        return cast(_Made, self.shared[name][1])


def rendered(
    rule: str,
    pair: Pair,
    source: Place,
    target: Place,
    *,
    confidence: float,
    explanation: str,
    evidence: tuple[tuple[str, str | int], ...],
) -> Finding:
    """Return a major finding that words of the source are rendered by others that say something else."""
    return Finding(
        rule=rule,
        category="accuracy/mistranslation",
        severity=Severity.MAJOR,
        confidence=confidence,
        message=f"{source.text} rendered as {target.text}",
        explanation=explanation,
        source=(source,),
        target=(target,),
        pair=pair,
        evidence=evidence,
    )


class Check(Protocol):
    """A generator function over all pairs of a document, marked by `@rule`."""

    @property
    def rule(self) -> Rule:
        """What users know it by."""
        ...

    def __call__(self, pairs: Sequence[Pair], context: Context, /) -> Yielded:
        """Yield findings, and tallies of what was compared."""
        ...


class _Marked:
    """A check function with its rule."""

    def __init__(self, function: Callable[[Sequence[Pair], Context], Yielded], rule: Rule) -> None:
        self.rule = rule
        self._function = function
        self.__doc__ = function.__doc__

    def __call__(self, pairs: Sequence[Pair], context: Context, /) -> Yielded:
        return self._function(pairs, context)


def rule(
    id: str,  # noqa: A002 - the word that users see
    category: str,
    severity: Severity,
) -> Callable[[Callable[[Sequence[Pair], Context], Yielded]], Check]:
    """Make a generator function a check; its docstring is the title and the help users read."""

    def mark(function: Callable[[Sequence[Pair], Context], Yielded]) -> Check:
        title, _, help_text = inspect.cleandoc(function.__doc__ or "").partition("\n")
        return _Marked(function, Rule(id, category, severity, title.rstrip("."), help_text.strip()))

    return mark
