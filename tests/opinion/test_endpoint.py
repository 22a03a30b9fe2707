"""One API: what is sent to it, where its key goes, and what becomes of whatever it does."""

import json
import time

import pytest

from align.opinion import endpoint as module
from align.opinion.endpoint import AnswerError, Endpoint, EndpointError, Message

from .stub import Reply, Stub, clear_environment, message

KEY = "sk-test-0123456789"
PROMPT = (Message("system", "Judge."), Message("user", "{}"))


def ask(stub: Stub, **environment: str) -> str:
    return Endpoint(stub.url, environment).complete("m", PROMPT)


def headers(stub: Stub) -> dict[str, str]:
    return stub.requests[-1].headers


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr(module, "PAUSES", (0.0, 0.0))


# ---------------------------------------------------------------- requests


def test_a_completion_is_as_repeatable_as_it_can_be(stub):
    stub.answer = lambda _: message("Yes.")
    assert ask(stub) == "Yes."
    (sent,) = stub.requests
    assert (sent.method, sent.path) == ("POST", "/v1/chat/completions")
    assert sent.body == {
        "model": "m",
        "messages": [{"role": "system", "content": "Judge."}, {"role": "user", "content": "{}"}],
        "stream": False,
        "temperature": 0,
        "seed": 1,
        "max_tokens": 4096,
        "response_format": {"type": "json_object"},
    }
    assert "Authorization" not in sent.headers
    assert sent.headers["User-Agent"].startswith("align/")


@pytest.mark.parametrize("status", [400, 422])
def test_an_api_that_takes_no_settings_is_asked_without(stub, status):
    def answer(request):
        is_plain = set(request.body) == {"model", "messages", "stream"}
        return message("Yes.") if is_plain else Reply({"error": {"message": "unknown: seed"}}, status)

    stub.answer = answer
    one = Endpoint(stub.url, {})
    assert [one.complete("m", PROMPT), one.complete("m", PROMPT)] == ["Yes.", "Yes."]
    # It is not tried again.
    assert len(stub.requests) == 3


def test_models_are_listed_in_their_order(stub):
    stub.models = Reply({"data": [{"id": "b"}, {"id": "a"}, {"id": 3}, {}, "c", {"id": " "}]})
    assert Endpoint(stub.url, {}).models() == ["b", "a"]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply({"models": []}), "it lists no models"),
        (Reply(b"<html>"), "asked for its models: its answer is not JSON"),
        (Reply(status=404), "it answers 404 Not Found; the address of an API usually ends in /v1"),
    ],
)
def test_no_list_of_models(stub, reply, said):
    stub.models = reply
    with pytest.raises(EndpointError, match=said):
        Endpoint(stub.url, {}).models()


# ---------------------------------------------------------------- the key


@pytest.mark.parametrize(
    ("environment", "sent"),
    [
        ({"ALIGN_JUDGE_KEY": KEY}, f"Bearer {KEY}"),
        ({"ALIGN_JUDGE_KEY": f" {KEY}\n"}, f"Bearer {KEY}"),
        ({"ALIGN_JUDGE_KEY": KEY, "OPENAI_API_KEY": "other"}, f"Bearer {KEY}"),
        ({"OPENAI_API_KEY": KEY}, None),
        ({"ALIGN_JUDGE_KEY": ""}, None),
    ],
)
def test_the_key_is_sent_to_this_machine(stub, environment, sent):
    stub.answer = lambda _: message("Yes.")
    ask(stub, **environment)
    assert headers(stub).get("Authorization") == sent


@pytest.mark.parametrize(
    ("address", "environment", "sent"),
    [
        ("https://api.example.org/v1", {"ALIGN_JUDGE_KEY": KEY}, True),
        ("http://api.example.org/v1", {"ALIGN_JUDGE_KEY": KEY}, False),
        ("http://192.168.1.2:11434/v1", {"ALIGN_JUDGE_KEY": KEY}, False),
        ("http://localhost.example.org/v1", {"ALIGN_JUDGE_KEY": KEY}, False),
        ("http://127.0.0.1.example.org/v1", {"ALIGN_JUDGE_KEY": KEY}, False),
        ("http://localhost:11434/v1", {"ALIGN_JUDGE_KEY": KEY}, True),
        ("http://127.9.9.9/v1", {"ALIGN_JUDGE_KEY": KEY}, True),
        ("http://[::1]:11434/v1", {"ALIGN_JUDGE_KEY": KEY}, True),
        # The key that other programs share goes to its own host alone.
        ("https://api.openai.com/v1", {"OPENAI_API_KEY": KEY}, True),
        ("https://api.openai.com/v1", {"OPENAI_API_KEY": "other", "ALIGN_JUDGE_KEY": KEY}, True),
        ("http://api.openai.com/v1", {"OPENAI_API_KEY": KEY}, False),
        ("https://api.openai.com.example.org/v1", {"OPENAI_API_KEY": KEY}, False),
        ("https://api.example.org/v1", {"OPENAI_API_KEY": KEY}, False),
    ],
)
def test_where_the_key_goes(address, environment, sent, monkeypatch):
    requests = []

    def capture(request, timeout):
        requests.append(request)
        raise ConnectionRefusedError(111, "Connection refused")

    one = Endpoint(address, environment)
    monkeypatch.setattr(one._opener, "open", capture)
    with pytest.raises(EndpointError, match="Connection refused"):
        one.complete("m", PROMPT)
    (request,) = requests
    assert request.get_header("Authorization") == (f"Bearer {KEY}" if sent else None)
    assert KEY not in request.full_url


@pytest.mark.parametrize("key", ["two words", "line\nHost: evil", "ключ", "a\x00b"])
def test_what_is_no_key_is_not_shown(key):
    with pytest.raises(EndpointError) as caught:
        Endpoint("https://api.example.org/v1", {"ALIGN_JUDGE_KEY": key})
    assert str(caught.value) == "the key in the environment holds characters that no key has"


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "it wants a key; put one into the environment as ALIGN_JUDGE_KEY"),
        ({"ALIGN_JUDGE_KEY": KEY}, "it refuses the key"),
    ],
)
@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_is_not_repeated(stub, environment, said, status):
    stub.answer = lambda _: Reply({"error": {"message": f"Incorrect key: {KEY[:8]}***{KEY[-4:]}"}}, status)
    with pytest.raises(EndpointError) as caught:
        ask(stub, **environment)
    assert str(caught.value) == said


def test_a_key_that_may_not_be_sent_is_explained(monkeypatch):
    one = Endpoint("http://api.example.org/v1", {"ALIGN_JUDGE_KEY": KEY})
    monkeypatch.setattr(one, "_send", lambda *_: module._Reply(401, "", b""))
    with pytest.raises(EndpointError, match="sent only over https or to this machine"):
        one.models()


def test_an_endpoint_that_repeats_the_key_is_not_quoted(stub):
    stub.answer = lambda request: Reply({"error": request.headers["Authorization"]}, 404)
    with pytest.raises(EndpointError) as caught:
        ask(stub, ALIGN_JUDGE_KEY=KEY)
    assert str(caught.value) == "it answers 404 Not Found: Bearer [key]"
    assert Endpoint(stub.url, {"ALIGN_JUDGE_KEY": "ollama"}).redact("an ollama model") == "an ollama model"


# ---------------------------------------------------------------- what can go wrong


@pytest.mark.parametrize(
    ("reply", "error", "said"),
    [
        (Reply(b"Yes."), AnswerError, "its answer is not JSON"),
        (Reply(b'\xff{"choices": []}'), AnswerError, "its answer is not JSON"),
        (Reply(b"[" * 100_000), AnswerError, "its answer is not JSON"),
        (Reply([]), AnswerError, "its answer is not JSON"),
        (Reply({}), AnswerError, "its answer holds no message"),
        (Reply({"choices": []}), AnswerError, "its answer holds no message"),
        (Reply({"choices": {"0": 1}}), AnswerError, "its answer holds no message"),
        (Reply({"choices": [{"message": "Yes."}]}), AnswerError, "its answer holds no message"),
        (message(None), AnswerError, "its answer holds no message"),
        (message([{"type": "text"}]), AnswerError, "its answer holds no message"),
        (Reply(status=400), AnswerError, "it answers 400 Bad Request"),
        (Reply(status=500), EndpointError, "it answers 500 Internal Server Error"),
        (
            Reply({"error": {"message": "no\x1b[2J\nmodel"}}, 404),
            EndpointError,
            "404 Not Found: no<U+001B>[2J model",
        ),
        (Reply({"error": "x" * 1000}, 404), EndpointError, "x…"),
        (Reply({"message": "gone"}, 410), EndpointError, "it answers 410 Gone: gone"),
        (Reply({"error": {"message": 3}}, 599), EndpointError, "it answers 599"),
    ],
)
def test_replies_that_are_no_answer(stub, reply, error, said):
    stub.answer = lambda _: reply
    with pytest.raises(error) as caught:
        ask(stub)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(stub, status):
    with Stub() as other:
        stub.answer = lambda _: Reply(status=status, headers=(("Location", other.url),))
        with pytest.raises(EndpointError, match="it redirects to another address, which is not followed"):
            ask(stub, ALIGN_JUDGE_KEY=KEY)
        assert (len(stub.requests), other.requests) == (1, [])


@pytest.mark.parametrize(
    ("times", "calls", "answered"), [(0, 1, True), (1, 2, True), (2, 3, True), (3, 3, False)]
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_endpoint_is_asked_again(stub, status, times, calls, answered):
    def answer(_):
        is_busy = len(stub.requests) <= times
        return Reply(status=status, headers=(("Retry-After", "0"),)) if is_busy else message("Yes.")

    stub.answer = answer
    if answered:
        assert ask(stub) == "Yes."
    else:
        with pytest.raises(EndpointError, match=f"it answers {status}"):
            ask(stub)
    assert len(stub.requests) == calls


@pytest.mark.parametrize(
    ("header", "seconds"), [("", 1.0), ("7", 7.0), ("86400", 30.0), ("Wed, 21 Oct", 1.0), ("-1", 1.0)]
)
def test_how_long_to_wait(header, seconds):
    assert module._pause(header, 1.0) == seconds


def test_an_answer_that_is_too_long(stub, monkeypatch):
    monkeypatch.setattr(module, "LONGEST_ANSWER", 1000)
    stub.answer = lambda _: message("x" * 1000)
    with pytest.raises(AnswerError, match="its answer is too long"):
        ask(stub)
    stub.answer = lambda _: message("x" * 900)
    assert len(ask(stub)) == 900


def test_an_answer_that_is_too_slow(stub, monkeypatch):
    monkeypatch.setattr(module, "ANSWER_SECONDS", 0.05)
    stub.answer = lambda _: time.sleep(0.3) or message("Yes.")
    with pytest.raises(EndpointError, match="it does not answer in time"):
        ask(stub)


def test_an_answer_in_drops_is_too_slow_as_a_whole():
    class Dripping:
        def read1(self, _):
            return b"x"

    with pytest.raises(TimeoutError):
        module._read(Dripping(), deadline=time.monotonic() - 1)


def test_nobody_there():
    with Stub() as gone:
        address = gone.url
    with pytest.raises(EndpointError, match="Connection refused"):
        Endpoint(address, {}).models()


def test_not_https(stub):
    with pytest.raises(EndpointError, match="does not speak TLS"):
        Endpoint(stub.url.replace("http", "https", 1), {}).models()


@pytest.mark.parametrize("host", ["a..b", "x" * 64])
def test_names_that_no_host_has(host):
    with pytest.raises(EndpointError, match="the address cannot be used"):
        Endpoint(f"http://{host}/v1", {}).models()


def test_a_proxy_is_no_way_to_this_machine(stub, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert Endpoint(stub.url, {}).models() == ["stub-1", "stub-2"]


def test_elsewhere_a_proxy_is_used_and_sees_no_key(stub, monkeypatch):
    monkeypatch.setenv("http_proxy", stub.url.removesuffix("/v1"))
    with pytest.raises(EndpointError, match="404"):
        Endpoint("http://api.example.org/v1", {"ALIGN_JUDGE_KEY": KEY}).models()
    assert stub.requests[0].path == "http://api.example.org/v1/models"
    assert KEY not in json.dumps(stub.requests[0].headers)


def test_certificates_are_checked(monkeypatch):
    import ssl

    clear_environment(monkeypatch)
    contexts = []
    handler = module._HttpsHandler()
    monkeypatch.setattr(handler, "do_open", lambda *_, context: contexts.append(context))
    handler.https_open(None)
    (context,) = contexts
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
