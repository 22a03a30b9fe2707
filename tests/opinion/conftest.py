"""An API on this machine, and an environment without keys and proxies."""

from __future__ import annotations

import pytest

from .stub import Stub, clear_environment


@pytest.fixture
def stub(monkeypatch):
    """A stub of an API, running."""
    clear_environment(monkeypatch)
    with Stub() as one:
        yield one
