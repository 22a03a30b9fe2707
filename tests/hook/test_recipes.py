"""The recipes of docs/ci.md: the plain git hook at work, the files for CI as far as can be tried here."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import align

from .test_hook import BROKEN_PROXY, EN, ZH, git, make_repository

PAGE = Path(__file__).parents[2] / "docs" / "ci.md"

needs_git = pytest.mark.skipif(not shutil.which("git") or os.name == "nt", reason="needs git and a shell")


def recipe(heading: str) -> str:
    """Return the code block under a heading of the page."""
    section = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.search(r"^```\w+\n(.*?)^```", section, re.MULTILINE | re.DOTALL)[1]


def install(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def env(tmp_path) -> dict[str, str]:
    """An environment with the `align` under test on the path, and no network."""
    install(tmp_path / "bin" / "align", f'#!/bin/sh\nexec "{sys.executable}" -m align "$@"\n')
    return BROKEN_PROXY | {
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(align.__file__).parents[1]),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }


@pytest.fixture
def repository(tmp_path) -> Path:
    """A repository with both halves of a brief and the hook of the page."""
    folder = tmp_path / "project"
    (folder / "briefs").mkdir(parents=True)
    (folder / "briefs" / "b.zh.md").write_text(ZH, encoding="utf-8")
    (folder / "briefs" / "b.en.md").write_text(EN, encoding="utf-8")
    make_repository(folder)
    install(folder / ".git" / "hooks" / "pre-commit", recipe("A plain git hook"))
    return folder


def commit(folder: Path, env: dict[str, str], stage: dict[str, str]) -> tuple[bool, str]:
    for name, text in stage.items():
        (folder / name).write_text(text, encoding="utf-8")
        git(folder, "add", name)
    done = git(folder, "commit", "-m", "A change", env=env)
    return done.returncode == 0, done.stdout + done.stderr


@needs_git
def test_plain_hook_blocks_either_half_and_passes_the_mended_one(repository, env):
    passed, said = commit(repository, env, {"briefs/b.en.md": EN.replace("GRU", "KGB")})
    assert not passed
    assert said.count("GRU rendered as KGB") == 1
    passed, said = commit(repository, env, {"briefs/b.en.md": EN.replace("Many", "Several")})
    assert passed, said
    passed, said = commit(repository, env, {"briefs/b.zh.md": ZH.replace("格魯烏", "克格勃")})
    assert not passed
    assert "KGB rendered as GRU" in said


@needs_git
def test_plain_hook_checks_a_pair_once(repository, env):
    both = {"briefs/b.zh.md": ZH + "\n", "briefs/b.en.md": EN.replace("GRU", "KGB")}
    passed, said = commit(repository, env, both)
    assert not passed
    assert said.count("GRU rendered as KGB") == 1


@needs_git
def test_plain_hook_looks_at_what_is_staged(repository, env):
    passed, said = commit(repository, env, {"briefs/b.en.md": EN.replace("Many", "Several")})
    assert passed, said
    (repository / "briefs" / "b.en.md").write_text(EN.replace("GRU", "KGB"), encoding="utf-8")
    passed, said = commit(repository, env, {"briefs/b.zh.md": ZH + "\n"})
    assert passed, said
    git(repository, "add", "-A")
    (repository / "briefs" / "b.en.md").write_text(EN, encoding="utf-8")
    assert not commit(repository, env, {})[0]


@needs_git
def test_plain_hook_passes_over_what_is_no_brief(repository, env):
    passed, said = commit(
        repository, env, {"README.md": "# Briefs\n", "briefs/notes.txt": "Notes in English.\n"}
    )
    assert passed, said
    git(repository, "rm", "-q", "briefs/b.zh.md")
    passed, said = commit(repository, env, {})
    assert passed, said


def test_files_for_ci_are_valid_and_call_what_there_is():
    from click.testing import CliRunner

    from align.cli import main

    github, gitlab = (yaml.safe_load(recipe(name)) for name in ("GitHub Actions", "GitLab CI"))
    steps = github["jobs"]["align"]["steps"]
    # YAML 1.1 reads the key "on" as true.
    assert set(github[True]) == {"pull_request", "push"}
    assert all(("uses" in step) != ("run" in step) for step in steps)
    assert not [step for step in steps if "${{" in step.get("run", "")], "what others may write is no code"
    assert set(gitlab["align"]) <= {"image", "variables", "rules", "before_script", "script", "artifacts"}
    help_text = CliRunner().invoke(main, ["check", "--help"]).output
    calls = [step["run"] for step in steps if "align check" in step.get("run", "")] + gitlab["align"][
        "script"
    ]
    assert len(calls) == 3
    for option in {option for call in calls for option in re.findall(r"--[a-z-]+", call)}:
        assert option in help_text


@needs_git
@pytest.mark.parametrize("base", ["HEAD~1", ""])
def test_the_script_for_gitlab_runs(repository, env, base):
    (script,) = yaml.safe_load(recipe("GitLab CI"))["align"]["script"]
    bad = EN.replace("GRU", "KGB")
    (repository / "briefs" / "b.en.md").write_text(bad, encoding="utf-8")
    git(repository, "commit", "-q", "--no-verify", "-am", "The error")
    (repository / "briefs" / "b.zh.md").write_text(ZH + "\n", encoding="utf-8")
    git(repository, "commit", "-q", "--no-verify", "-am", "Something else")
    done = subprocess.run(
        ["sh", "-ec", script],
        cwd=repository,
        env=os.environ | env | ({"CI_MERGE_REQUEST_DIFF_BASE_SHA": base} if base else {}),
        capture_output=True,
        text=True,
        check=False,
    )
    # The error is older than the base of the merge request, so only the whole check finds it.
    assert done.returncode == (0 if base else 1), done.stdout + done.stderr
    assert (repository / "report.html").exists()
