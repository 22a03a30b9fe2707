"""One judge: a model at an endpoint, asked a few questions at a time."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, MutableMapping, Sequence
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

from align.opinion.endpoint import AnswerError, Endpoint, EndpointError, Message
from align.opinion.question import INSTRUCTIONS, Verdicts, read_verdicts, shorten

Answers = MutableMapping[tuple[str, str, str], Verdicts]
"""Verdicts by address, model and question."""

THREADS = 4
"""Questions under way at a time: enough for a service, and not more than a model at home holds in turn."""

_LONGEST_NAME = 100


class Judge:
    """A model at an address. Once the endpoint cannot be used, it is asked no more.

    Attributes:
        model: Its name for readers; empty until it is known.
    """

    def __init__(self, address: str, model: str, answers: Answers, say: Callable[[str], object]) -> None:
        """Ask nothing yet; see `Opinions` for what the arguments are."""
        self._address, self._wanted, self._answers, self._say = address, model, answers, say
        self._endpoint: Endpoint | None = None
        self._has_said = False
        self._broken = ""
        self._asked = 0
        self._troubles: Counter[str] = Counter()
        self.model = ""

    def ask(self, questions: Sequence[str]) -> dict[str, Verdicts]:
        """Return the verdicts on each question that was answered, asking each only once."""
        self._asked += len(questions)
        reasons: dict[str, str] = {}
        endpoint = self._open()
        if endpoint is not None:
            new = [one for one in dict.fromkeys(questions) if self._name(one) not in self._answers]
            if new and not self._has_said:
                self._say(f"asking {self.model} at {urlsplit(self._address).netloc} for a second opinion")
                self._has_said = True
            _in_parallel(lambda one: self._answer(endpoint, one, reasons), new)
        found = {one: self._answers[self._name(one)] for one in questions if self._name(one) in self._answers}
        self._troubles.update(reasons.get(one, self._broken) for one in questions if one not in found)
        return found

    def trouble(self) -> str:
        """Return what it could not say and why, or an empty string."""
        missing = self._troubles.total()
        if not missing:
            return ""
        reason = self._broken or next(iter(self._troubles))
        part = f" on {missing} of {self._asked} pairs" if missing < self._asked else ""
        return f"no second opinion{part} from {urlsplit(self._address).netloc}: {reason}"

    def _name(self, question: str) -> tuple[str, str, str]:
        return self._address, self._wanted, question

    def _open(self) -> Endpoint | None:
        """Return the endpoint with its model chosen, or None if it cannot be used."""
        if self._endpoint is None and not self._broken:
            try:
                endpoint = Endpoint(self._address)
                self._wanted = self._wanted or _first_model(endpoint)
                self.model = shorten(endpoint.redact(self._wanted), _LONGEST_NAME)
                self._endpoint = endpoint
            except EndpointError as error:
                self._broken = str(error)
        return self._endpoint

    def _answer(self, endpoint: Endpoint, question: str, reasons: dict[str, str]) -> None:
        """Put one question and note the answer, or why there is none."""
        if self._broken:
            return
        messages = (Message("system", INSTRUCTIONS), Message("user", question))
        try:
            answer = endpoint.complete(self._wanted, messages)
        except EndpointError as error:
            # Once is enough: each further question could take as long to fail.
            self._broken = self._broken or str(error)
        except AnswerError as error:
            reasons[question] = str(error)
        else:
            verdicts = read_verdicts(answer, redact=endpoint.redact)
            if verdicts:
                self._answers[self._name(question)] = verdicts
            else:
                reasons[question] = "its answer holds no verdict"


def _first_model(endpoint: Endpoint) -> str:
    names = endpoint.models()
    if not names:
        raise EndpointError("it lists no models; name one with --judge-model")
    return names[0]


def _in_parallel(work: Callable[[str], None], questions: Iterable[str]) -> None:
    """Do the work for each question, in the order of the questions, some at a time."""
    waiting: SimpleQueue[str] = SimpleQueue()
    for question in questions:
        waiting.put(question)

    def run() -> None:
        while True:
            try:
                question = waiting.get_nowait()
            except Empty:
                return
            work(question)

    # Daemonic, unlike those of concurrent.futures: whoever presses Ctrl-C does not wait for a slow answer.
    threads = [threading.Thread(target=run, daemon=True) for _ in range(min(THREADS, waiting.qsize()))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
