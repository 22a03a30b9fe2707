"""The judges of a run: each pair asked once, findings in their order, one notice of what is missing."""

import json
import threading

import pytest

from align.opinion import Opinions
from align.opinion import endpoint as module
from align.opinion.asking import THREADS
from align.types import Finding, Severity

from ..conftest import make_pair
from .stub import Reply, Stub, message, verdicts


def make_findings(count: int, *, of_each: int = 1) -> list[Finding]:
    """Return findings of so many pairs, all with a confidence of one half."""
    return [
        Finding("x", "accuracy", Severity.MAJOR, 0.5, f"m{part}", (pair.source[0].place,), (), pair)
        for pair in (make_pair(f"第{number}。", f"No. {number}", number=number) for number in range(count))
        for part in range(of_each)
    ]


def weigh(opinions: Opinions, stub: Stub, findings, model=""):
    return opinions.weigh(findings, address=stub.url, model=model)


def confidences(weighed) -> list[float]:
    return [round(finding.confidence, 2) for finding in weighed.findings]


def test_the_order_of_answers_does_not_matter(stub):
    # Nothing is answered until as many ask as may at a time; then the first goes last.
    together = threading.Barrier(THREADS, timeout=60)
    later = threading.Event()

    def answer(request):
        number = int(request.question["target"].removeprefix("No. "))
        if number < THREADS:
            together.wait()
        if number == 0:
            assert later.wait(60)
        if number == 9:
            later.set()
        return verdicts("error" if number % 2 else "no error", f"reason {number}")(request)

    stub.answer = answer
    findings = make_findings(10)
    weighed = weigh(Opinions(), stub, findings)
    assert confidences(weighed) == [0.25, 0.75] * 5
    assert [dict(one.evidence)["judge-reason"] for one in weighed.findings] == [
        f"reason {number}" for number in range(10)
    ]
    assert [one.message for one in weighed.findings] == [one.message for one in findings]
    assert weighed.judge == "stub-1"


def test_only_flagged_pairs_are_sent_and_each_once(stub):
    findings = make_findings(3, of_each=2)
    weighed = weigh(Opinions(), stub, findings)
    assert sorted(one["target"] for one in stub.questions) == ["No. 0", "No. 1", "No. 2"]
    assert all(len(one["findings"]) == 2 for one in stub.questions)
    assert confidences(weighed) == [0.75] * 6


def test_pairs_that_are_alike_are_asked_about_once(stub):
    findings = make_findings(1) + make_findings(1)
    opinions = Opinions()
    assert confidences(weigh(opinions, stub, findings)) == [0.75, 0.75]
    assert confidences(weigh(opinions, stub, findings)) == [0.75, 0.75]
    assert len(stub.questions) == 1


def test_without_a_question_nothing_is_sent(stub):
    said = []
    weighed = weigh(Opinions(say=said.append), stub, [])
    assert (weighed.findings, weighed.judge, stub.requests, said) == ((), "", [], [])


def test_who_is_asked_is_said_once_before_anything_is_sent(stub):
    said = []

    def say(text):
        said.append((text, len(stub.questions)))

    opinions = Opinions(say=say)
    for count in (1, 2):
        weigh(opinions, stub, make_findings(count))
    host = stub.url.removeprefix("http://").removesuffix("/v1")
    assert said == [(f"asking stub-1 at {host} for a second opinion", 0)]


def test_the_model(stub):
    assert weigh(Opinions(), stub, make_findings(1)).judge == "stub-1"
    assert [one.path for one in stub.requests] == ["/v1/models", "/v1/chat/completions"]
    assert weigh(Opinions(), stub, make_findings(1), "stub-9").judge == "stub-9"
    assert [one.body["model"] for one in stub.requests if one.body] == ["stub-1", "stub-9"]
    stub.models = ["a\x1b[2J\n" + "b" * 200]
    assert weigh(Opinions(), stub, make_findings(1)).judge == "a<U+001B>[2J " + "b" * 86 + "…"


def test_earlier_answers_are_kept_by_address_model_and_question(stub):
    answers = {}
    weigh(Opinions(answers), stub, make_findings(2), "a")
    weigh(Opinions(answers), stub, make_findings(3), "a")
    assert len(stub.questions) == 3
    weigh(Opinions(answers), stub, make_findings(1), "b")
    assert len(stub.questions) == 4


def test_findings_that_the_answer_leaves_out_stay(stub):
    stub.answer = lambda _: message(
        json.dumps({"verdicts": [{"number": 2, "verdict": "error"}, {"number": 99, "verdict": "no error"}]})
    )
    findings = make_findings(1, of_each=3)
    weighed = weigh(Opinions(), stub, findings)
    assert confidences(weighed) == [0.5, 0.75, 0.5]
    assert (weighed.findings[0], weighed.findings[2]) == (findings[0], findings[2])


# ---------------------------------------------------------------- what is missing


def test_an_answer_without_sense_costs_one_pair(stub):
    def answer(request):
        return message("No idea.") if request.question["target"] == "No. 1" else verdicts()(request)

    stub.answer = answer
    opinions = Opinions()
    weighed = weigh(opinions, stub, make_findings(3))
    assert confidences(weighed) == [0.75, 0.5, 0.75]
    assert weighed.judge == "stub-1 (2 of 3 pairs)"
    host = stub.url.removeprefix("http://").removesuffix("/v1")
    assert opinions.missing() == (
        f"no second opinion on 1 of 3 pairs from {host}: its answer holds no verdict",
    )


@pytest.mark.parametrize("status", [401, 404, 500])
def test_an_endpoint_that_cannot_be_used_is_asked_no_more(stub, status):
    stub.answer = lambda _: Reply(status=status)
    opinions = Opinions()
    findings = make_findings(50)
    for _ in range(3):
        weighed = weigh(opinions, stub, findings)
        assert (weighed.findings, weighed.judge) == (tuple(findings), "")
    assert len(stub.questions) <= THREADS
    (missing,) = opinions.missing()
    assert missing.startswith("no second opinion from 127.0.0.1:")


def test_what_was_answered_before_it_failed_counts(stub, monkeypatch):
    monkeypatch.setattr(module, "PAUSES", ())
    monkeypatch.setattr("align.opinion.asking.THREADS", 1)

    def answer(request):
        return verdicts()(request) if len(stub.questions) < 3 else Reply(status=503)

    stub.answer = answer
    opinions = Opinions()
    weighed = weigh(opinions, stub, make_findings(5))
    assert confidences(weighed) == [0.75, 0.75, 0.5, 0.5, 0.5]
    assert weighed.judge == "stub-1 (2 of 5 pairs)"
    assert opinions.missing()[0].startswith("no second opinion on 3 of 5 pairs from ")
    assert len(stub.questions) == 3


@pytest.mark.parametrize("models", [[], Reply(b"<html>"), Reply(status=404), Reply(status=401)])
def test_no_model(stub, models):
    stub.models = models
    opinions = Opinions()
    assert confidences(weigh(opinions, stub, make_findings(2))) == [0.5, 0.5]
    assert len(opinions.missing()) == 1
    assert stub.questions == []


def test_two_judges_of_which_one_is_there(stub):
    with Stub() as gone:
        pass
    opinions = Opinions()
    assert confidences(weigh(opinions, gone, make_findings(1))) == [0.5]
    assert confidences(weigh(opinions, stub, make_findings(1))) == [0.75]
    assert len(opinions.missing()) == 1


def test_the_key_comes_back_nowhere(stub, monkeypatch):
    key = "sk-test-0123456789"
    monkeypatch.setenv("ALIGN_JUDGE_KEY", key)
    stub.models = [f"model {key}"]
    stub.answer = verdicts("error", f"I was sent {key}.")
    said = []
    weighed = weigh(Opinions(say=said.append), stub, make_findings(1))
    assert stub.requests[-1].headers["Authorization"] == f"Bearer {key}"
    assert dict(weighed.findings[0].evidence)["judge-reason"] == "I was sent [key]."
    assert weighed.judge == "model [key]"
    assert key not in "".join(said)
