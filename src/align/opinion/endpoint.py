"""A client of OpenAI-compatible APIs: which models there are, and one answer to a prompt.

The address is the user's choice, and what stands there is trusted with the texts, but with nothing else:
answers are limited in time and size, redirects are not followed, and the key goes where it belongs or
nowhere. No error tells the key.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import os
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from align import __version__
from align.text import show_controls

KEY = "ALIGN_JUDGE_KEY"
"""The environment variable that holds the key."""

OPENAI_KEY, OPENAI_HOST = "OPENAI_API_KEY", "api.openai.com"
"""The variable that other programs read, and the one host that its key is for."""

CONNECT_SECONDS = 10.0
"""How long a connection may take: an address that nobody answers at must not hold up a report."""

ANSWER_SECONDS = 300.0
"""How long one answer may take: a small model on a laptop takes a minute, and may have others to do first."""

LONGEST_ANSWER = 2 << 20
"""Bytes of an answer; the list of models of a large service takes half a megabyte."""

PAUSES = (1.0, 4.0)
"""Seconds before a request is sent again to an endpoint that is busy, unless it says how long to wait."""

_LONGEST_PAUSE = 30.0
_LONGEST_DETAIL = 200
_CHUNK = 1 << 16
_MOST_TOKENS = 4096
_BUSY = frozenset((429, 502, 503, 504))
_UNFIT = frozenset((400, 413, 422))
# Shorter ones, such as "none" or "ollama", are placeholders, and words that a message may need.
_SHORTEST_SECRET = 8


class EndpointError(Exception):
    """The endpoint cannot be used at all; the text says why, in one clause."""


class AnswerError(Exception):
    """One request came to nothing; others may not."""


class Message(NamedTuple):
    """One message of a prompt."""

    role: str
    content: str


class _Reply(NamedTuple):
    status: int
    retry_after: str
    body: bytes


class Endpoint:
    """One API, by its base address, such as http://localhost:11434/v1."""

    def __init__(self, address: str, environment: Mapping[str, str] = os.environ) -> None:
        """Look at the address; nothing is sent.

        Raises:
            EndpointError: The key in the environment cannot be one.
        """
        parts = urlsplit(address)
        host = parts.hostname or ""
        is_local = _is_loopback(host)
        self._address = address
        self._key = _find_key(host, parts.scheme, environment)
        # Anybody on the way can read what goes over plain http.
        self._may_send_key = parts.scheme == "https" or is_local
        self._opener = _make_opener(use_proxies=not is_local)
        # Settings that not every API takes; forgotten when one refuses them.
        self._extras: dict[str, object] = {
            "temperature": 0,
            "seed": 1,
            "max_tokens": _MOST_TOKENS,
            "response_format": {"type": "json_object"},
        }

    def models(self) -> list[str]:
        """Return the names of the models in the order of the endpoint.

        Raises:
            EndpointError: There is no such list.
        """
        try:
            found = self._call("/models")
        except AnswerError as error:
            raise EndpointError(f"asked for its models: {error}") from error
        entries = found.get("data")
        if not isinstance(entries, list):
            raise EndpointError("it lists no models; name one with --judge-model")
        names = [one.get("id") for one in entries if isinstance(one, dict)]
        return [name for name in names if isinstance(name, str) and name.strip()]

    def complete(self, model: str, messages: Sequence[Message]) -> str:
        """Return the answer of a model to a prompt.

        Raises:
            EndpointError: The endpoint cannot be used.
            AnswerError: It has no answer to this prompt.
        """
        body = {"model": model, "messages": [message._asdict() for message in messages], "stream": False}
        extras = dict(self._extras)
        try:
            found = self._call("/chat/completions", body | extras)
        except _UnfitError:
            if not extras:
                raise
            found = self._call("/chat/completions", body)
            self._extras.clear()
        return _content_of(found)

    def redact(self, text: str) -> str:
        """Return `text` without the key, should an endpoint repeat it."""
        return text.replace(self._key, "[key]") if len(self._key) >= _SHORTEST_SECRET else text

    # ------------------------------------------------------------ requests

    def _call(self, path: str, body: Mapping[str, object] | None = None) -> dict[str, Any]:
        """Return the JSON object that the endpoint answers with."""
        reply = self._send(path, body)
        for pause in PAUSES:
            if reply.status not in _BUSY:
                break
            time.sleep(_pause(reply.retry_after, pause))
            reply = self._send(path, body)
        if not 200 <= reply.status < 300:
            raise self._refusal(reply)
        found = _parse(reply.body)
        if found is None:
            raise AnswerError("its answer is not JSON")
        return found

    def _send(self, path: str, body: Mapping[str, object] | None) -> _Reply:
        headers = {"Accept": "application/json", "User-Agent": f"align/{__version__}"}
        if self._key and self._may_send_key:
            headers["Authorization"] = f"Bearer {self._key}"
        if body is not None:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(  # noqa: S310 - config lets only http and https pass
            self._address + path, None if body is None else json.dumps(body).encode(), headers
        )
        deadline = time.monotonic() + ANSWER_SECONDS
        try:
            with self._opener.open(request, timeout=ANSWER_SECONDS) as response:
                return _Reply(
                    response.status, response.headers.get("Retry-After", ""), _read(response, deadline)
                )
        except (OSError, http.client.HTTPException, ValueError) as error:
            # Not chained: what urllib tells of a request may hold its headers.
            raise EndpointError(self._reason(error)) from None

    def _reason(self, error: Exception) -> str:
        """Return in one clause why nothing was answered."""
        reason = getattr(error, "reason", None)
        if isinstance(error, urllib.error.URLError) and isinstance(reason, Exception):
            error = reason
        if isinstance(error, TimeoutError):
            return "it does not answer in time"
        if isinstance(error, ssl.SSLCertVerificationError):
            return f"its certificate is not trusted: {error.verify_message}"
        if isinstance(error, ssl.SSLError):
            return "it does not speak TLS as it should; is it https?"
        if isinstance(error, http.client.HTTPException) and not isinstance(error, OSError):
            return "it does not speak HTTP as it should"
        if isinstance(error, OSError):
            return error.strerror or self._clean(str(error)) or "no connection"
        return "the address cannot be used"

    def _refusal(self, reply: _Reply) -> Exception:
        """Return what a status other than success means."""
        if 300 <= reply.status < 400:
            return EndpointError("it redirects to another address, which is not followed; name that one")
        if reply.status in (401, 403):
            # Its own words are left out: some services repeat part of the key.
            return EndpointError(self._want_of_key())
        text = f"it answers {_phrase(reply.status)}"
        detail = self._clean(_detail(reply.body))
        text = f"{text}: {detail}" if detail else text
        if reply.status in _UNFIT:
            return _UnfitError(text)
        if reply.status == HTTPStatus.NOT_FOUND and not detail:
            text += "; the address of an API usually ends in /v1"
        return EndpointError(text)

    def _want_of_key(self) -> str:
        if not self._key:
            return f"it wants a key; put one into the environment as {KEY}"
        if not self._may_send_key:
            return "it wants a key, which is sent only over https or to this machine"
        return "it refuses the key"

    def _clean(self, text: str) -> str:
        """Return what the endpoint wrote as one short line without the key."""
        line = show_controls(" ".join(self.redact(text).split()))
        return line if len(line) <= _LONGEST_DETAIL else f"{line[: _LONGEST_DETAIL - 1]}…"


class _UnfitError(AnswerError):
    """The endpoint does not take the request as it is."""


# ---------------------------------------------------------------- the key


def _find_key(host: str, scheme: str, environment: Mapping[str, str]) -> str:
    """Return the key for a host, or an empty string.

    The key that other programs share is for its own host alone: a config file in somebody's repository
    must not be able to send it elsewhere.
    """
    key = environment.get(KEY, "").strip()
    if not key and (scheme, host) == ("https", OPENAI_HOST):
        key = environment.get(OPENAI_KEY, "").strip()
    if not all("!" <= char <= "~" for char in key):
        raise EndpointError("the key in the environment holds characters that no key has")
    return key


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


# ---------------------------------------------------------------- connections


class _Http(http.client.HTTPConnection):
    """Waits less long for a connection than for an answer."""

    def connect(self) -> None:
        patience, self.timeout = self.timeout, _at_most(self.timeout)
        super().connect()
        self.sock.settimeout(patience)


class _Https(http.client.HTTPSConnection):
    """Likewise; the handshake is part of connecting."""

    def connect(self) -> None:
        patience, self.timeout = self.timeout, _at_most(self.timeout)
        super().connect()
        self.sock.settimeout(patience)


class _HttpHandler(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Http, req)


class _HttpsHandler(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Https, req, context=ssl.create_default_context())


def _at_most(timeout: float | None) -> float:
    return CONNECT_SECONDS if timeout is None else min(timeout, CONNECT_SECONDS)


def _make_opener(*, use_proxies: bool) -> urllib.request.OpenerDirector:
    """Return an opener for http and https alone, which follows no redirect and raises for no status."""
    opener = urllib.request.OpenerDirector()
    # A proxy is no way to this machine, and would read what is meant to stay on it.
    proxies = urllib.request.ProxyHandler() if use_proxies else urllib.request.ProxyHandler({})
    for handler in (proxies, _HttpHandler(), _HttpsHandler()):
        opener.add_handler(handler)
    return opener


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """Return the body; the deadline is for all of it, as the timeout of a socket is for each part."""
    body = bytearray()
    while chunk := response.read1(_CHUNK):
        body += chunk
        if len(body) > LONGEST_ANSWER:
            raise AnswerError("its answer is too long")
        if time.monotonic() > deadline:
            raise TimeoutError
    return bytes(body)


# ---------------------------------------------------------------- answers


def _parse(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _content_of(found: Mapping[str, Any]) -> str:
    """Return the text of the first choice."""
    try:
        content = found["choices"][0]["message"]["content"]
    except (LookupError, TypeError):
        content = None
    if not isinstance(content, str):
        raise AnswerError("its answer holds no message")
    return content


def _detail(body: bytes) -> str:
    """Return what an error says, in the forms that such APIs have."""
    found = _parse(body) or {}
    error = found.get("error", found)
    text = error.get("message", "") if isinstance(error, dict) else error
    return text if isinstance(text, str) else ""


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _pause(retry_after: str, usual: float) -> float:
    """Return how long to wait; a date in place of seconds is not worth a parser."""
    seconds = float(retry_after) if retry_after.isascii() and retry_after.isdigit() else usual
    return min(seconds, _LONGEST_PAUSE)
