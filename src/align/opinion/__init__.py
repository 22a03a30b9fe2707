"""A second opinion on findings: what a language model of the user's choice says of them.

Only where the settings name a judge is this package imported. It sends the pairs that have findings,
and nothing else, to that address; what comes back is evidence for or against each finding and no more.
A judge that does not answer costs nothing but its opinion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from align.opinion.asking import Answers, Judge
from align.opinion.question import make_questions
from align.opinion.weight import weigh
from align.types import Finding

__all__ = ["Answers", "Opinions", "Weighed"]


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """The findings of one document after the judge was heard, in their order.

    Attributes:
        judge: The model that had a say, for the signature; empty when none had. It tells of how many
            pairs, if not of all that were asked about.
    """

    findings: tuple[Finding, ...]
    judge: str = ""


class Opinions:
    """The judges of one run. One that cannot be reached is asked no more."""

    def __init__(
        self, answers: Answers | None = None, *, say: Callable[[str], object] = lambda _: None
    ) -> None:
        """Ask nobody yet.

        Args:
            answers: What judges answered before, for callers that run again and again; added to.
            say: Called once for each judge, before anything is sent to it, with who is asked and where.
        """
        self._answers: Answers = {} if answers is None else answers
        self._say = say
        self._judges: dict[tuple[str, str], Judge] = {}

    def weigh(self, findings: Sequence[Finding], *, address: str, model: str) -> Weighed:
        """Return the findings with what the judge at `address` says of them.

        Args:
            findings: Those of one document that would be reported.
            address: As `config` checks it.
            model: The model to ask, or empty for the first that the address offers.
        """
        questions = make_questions(findings)
        if not questions:
            return Weighed(tuple(findings))
        judge = self._judges.setdefault((address, model), Judge(address, model, self._answers, self._say))
        heard = judge.ask([question.text for question in questions])
        weighed, answered = list(findings), 0
        for question in questions:
            verdicts = heard.get(question.text, {})
            answered += bool(verdicts)
            for number, verdict in verdicts.items():
                if number <= len(question.findings):
                    index = question.findings[number - 1]
                    weighed[index] = weigh(findings[index], verdict, judge.model)
        return Weighed(tuple(weighed), _sign(judge.model, answered, len(questions)))

    def missing(self) -> tuple[str, ...]:
        """Return what each judge could not say, and why."""
        return tuple(dict.fromkeys(filter(None, (judge.trouble() for judge in self._judges.values()))))


def _sign(model: str, answered: int, asked: int) -> str:
    if not answered:
        return ""
    return model if answered == asked else f"{model} ({answered} of {asked} pairs)"
