"""Briefs as small as they can be, and `align` run in this process."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import align
from align import encode, pipeline
from align.cli import main

ZH = """\
網路不安全

- 俄羅斯不少精英大學與格魯烏淵源深厚。
- 這些公司在2018年僱用了三千名工程師。
"""
EN = """\
Cyberinsecurity

- Many elite Russian universities have deep ties to the GRU.
- These companies employed three thousand engineers in 2018.
"""
BAD_EN = EN.replace("GRU", "KGB")
CLEAN = f"{ZH}\n{EN}"
BAD = f"{ZH}\n{BAD_EN}"

# What a terminal or a CI system sets and the program heeds.
ENVIRONMENT = ("NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK", "GITHUB_STEP_SUMMARY")

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def _load():
    return functools.cache(encode.load)


@pytest.fixture(name="align")
def in_process(monkeypatch, tmp_path, _load) -> Run:
    """Run `align` in a folder of its own; an unforeseen exception reaches the test."""
    monkeypatch.setattr(pipeline, "load", _load)
    monkeypatch.setattr(encode, "load", _load)
    monkeypatch.chdir(tmp_path)
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)

    def run(*args: object, **options: object) -> Result:
        return CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False, **options)

    return run


@pytest.fixture
def report(align):
    """Run `align check --format json` and return the report, whatever the exit code."""

    def run(*args: object) -> dict:
        return json.loads(align("check", "--format", "json", *args).stdout)

    return run


@pytest.fixture
def write(tmp_path):
    """Write files into the folder where `align` runs: `write({"name": "text"})`."""

    def put(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return put


COMMAND = (sys.executable, "-m", "align")


def environment(**own: str) -> dict[str, str]:
    """Return the environment of a process that runs the `align` under test in any folder."""
    inherited = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
    return inherited | {"PYTHONPATH": str(Path(align.__file__).parents[1])} | own


def run_process(*args: str, env: dict[str, str] | None = None, **options) -> subprocess.CompletedProcess:
    """Run `python -m align` on its own, where stdout, signals or imports matter."""
    return subprocess.run(
        [*COMMAND, *args], env=environment(**(env or {})), capture_output=True, check=False, **options
    )
