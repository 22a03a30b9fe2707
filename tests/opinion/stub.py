"""An API on this machine that answers what a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple


class Reply(NamedTuple):
    """What the stub sends back; a body that is no bytes is sent as JSON."""

    body: object = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


class Request(NamedTuple):
    """What was sent to the stub."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any] | None

    @property
    def question(self) -> dict[str, Any]:
        """The data that the judge is asked about."""
        return json.loads(self.body["messages"][-1]["content"])


def message(content: object) -> Reply:
    """Return the reply that holds a text of the model."""
    return Reply({"choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]})


def verdicts(word: str = "error", reason: str = "") -> Callable[[Request], Reply]:
    """Return what gives every finding the same verdict."""

    def answer(request: Request) -> Reply:
        entries = [
            {"number": one["number"], "verdict": word, "reason": reason}
            for one in request.question["findings"]
        ]
        return message(json.dumps({"verdicts": entries}))

    return answer


class Stub:
    """The API; use it as a context. What it was sent is in `requests`.

    Attributes:
        answer: Gives the reply to a completion.
        models: Names that it lists, or the reply to being asked.
    """

    def __init__(self) -> None:
        self.answer: Callable[[Request], Reply] = verdicts()
        self.models: list[str] | Reply = ["stub-1", "stub-2"]
        self.requests: list[Request] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        # The default interval is what closing would take.
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        """The base address, as users give it."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The data of each completion that was asked for."""
        return [one.question for one in self.requests if one.method == "POST"]

    def __enter__(self) -> Stub:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _reply(self, request: Request) -> Reply:
        self.requests.append(request)
        if request.path == "/v1/chat/completions" and request.method == "POST":
            return self.answer(request)
        if request.path == "/v1/models" and request.method == "GET":
            if isinstance(self.models, Reply):
                return self.models
            return Reply({"object": "list", "data": [{"id": name} for name in self.models]})
        return Reply(status=404)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._respond(None)

            def do_POST(self) -> None:
                self._respond(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

            def _respond(self, body: dict[str, Any] | None) -> None:
                reply = stub._reply(Request(self.command, self.path, dict(self.headers), body))
                data = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
                try:
                    self.send_response(reply.status)
                    for name, value in reply.headers:
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except OSError:
                    pass  # the client waits no longer

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        return Handler


def clear_environment(monkeypatch: Any) -> None:
    """Take away what the machine of whoever runs the tests may set."""
    for name in ("ALIGN_JUDGE_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
