"""The recipes of docs/ci.md and docs/how-to.md: the plain git hook at work, the files for CI as far as can be
tried here: their form, and each of their commands in a repository with an error, as the runner would call it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

import align

from .test_hook import BROKEN_PROXY, EN, ZH, git, make_repository

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "ci.md"

needs_git = pytest.mark.skipif(not shutil.which("git") or os.name == "nt", reason="needs git and a shell")


def recipe(heading: str, page: Path = PAGE) -> str:
    """Return the code block under a heading of a page."""
    section = page.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
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


GITHUB = [
    yaml.safe_load(text)
    for text in (recipe("GitHub Actions"), recipe("Show findings on GitHub", DOCS / "how-to.md"))
]
GITLAB = [
    yaml.safe_load(text)
    for text in (recipe("GitLab CI"), recipe("Show findings on GitLab", DOCS / "how-to.md"))
]


def closed(properties: dict[str, object], *required: str) -> dict[str, object]:
    """Return the schema of an object that has no other keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def mapping(values: dict[str, object]) -> dict[str, object]:
    """Return the schema of an object with any keys."""
    return {"type": "object", "additionalProperties": values}


def array(items: dict[str, object]) -> dict[str, object]:
    """Return the schema of a list that is not empty."""
    return {"type": "array", "items": items, "minItems": 1}


# What our recipes use of the syntax that GitHub and GitLab document; a misspelt key is refused.
TEXT = {"type": "string"}
SCALARS = mapping({"type": ["string", "number", "boolean"]})
COMMAND = closed({"name": TEXT, "if": TEXT, "run": TEXT, "env": SCALARS}, "run")
ACTION = {"type": "string", "pattern": r"^[\w-]+/[\w/-]+@v\d+$"}
STEP = {"oneOf": [COMMAND, closed({"name": TEXT, "if": TEXT, "uses": ACTION, "with": SCALARS}, "uses")]}
PUSH = closed({"branches": array(TEXT)})
WORKFLOW = closed(
    {
        "name": TEXT,
        "on": {
            "anyOf": [
                array({"enum": ["push", "pull_request"]}),
                closed({"push": PUSH, "pull_request": {"type": "null"}}),
            ]
        },
        "permissions": mapping({"enum": ["read", "write", "none"]}),
        "jobs": mapping(
            closed({"runs-on": {"enum": ["ubuntu-latest"]}, "steps": array(STEP)}, "runs-on", "steps")
        ),
    },
    "on",
    "jobs",
)
PIPELINE = mapping(
    closed(
        {
            "image": TEXT,
            "variables": SCALARS,
            "rules": array(closed({"if": TEXT}, "if")),
            "before_script": array(TEXT),
            "script": array(TEXT),
            "artifacts": closed(
                {
                    "when": {"enum": ["on_success", "on_failure", "always"]},
                    "paths": array(TEXT),
                    "reports": closed({"codequality": TEXT, "junit": TEXT}),
                }
            ),
        },
        "script",
    )
)


@pytest.mark.parametrize("workflow", GITHUB)
def test_workflows_have_the_form_that_github_documents(workflow):
    # YAML 1.1 reads the key "on" as true.
    named = {"on" if key is True else key: value for key, value in workflow.items()}
    jsonschema.validate(named, WORKFLOW)
    steps = workflow["jobs"]["align"]["steps"]
    assert not [step for step in steps if "${{" in step.get("run", "")], "what others may write is no code"
    permissions = workflow["permissions"]
    assert [name for name, right in permissions.items() if right == "write"] in ([], ["security-events"])


@pytest.mark.parametrize("pipeline", GITLAB)
def test_pipelines_have_the_form_that_gitlab_documents(pipeline):
    jsonschema.validate(pipeline, PIPELINE)


def run(script: str, repository: Path, env: dict[str, str], shell: tuple[str, ...]) -> int:
    """Run a command of a recipe as its runner does."""
    done = subprocess.run(
        [*shell, script],
        cwd=repository,
        env=os.environ | env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Usage" not in done.stderr, done.stderr
    return done.returncode


def with_an_old_error(repository: Path) -> None:
    """Commit an error, and after it something else."""
    (repository / "briefs" / "b.en.md").write_text(EN.replace("GRU", "KGB"), encoding="utf-8")
    git(repository, "commit", "-q", "--no-verify", "-am", "The error")
    (repository / "briefs" / "b.zh.md").write_text(ZH + "\n", encoding="utf-8")
    git(repository, "commit", "-q", "--no-verify", "-am", "Something else")


@needs_git
@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("github.event_name == 'pull_request'", 0),
        ("github.event_name != 'pull_request'", 1),
    ],
)
def test_the_steps_for_github_run(repository, env, condition, code):
    with_an_old_error(repository)
    steps = GITHUB[0]["jobs"]["align"]["steps"]
    (step,) = (step for step in steps if step.get("if") == condition)
    given = {"${{ github.event.pull_request.base.sha }}": "HEAD~1"}
    own = {name: given[value] for name, value in step.get("env", {}).items()}
    assert run(step["run"], repository, env | own, ("bash", "-ec")) == code
    (upload,) = (step for step in steps if "upload" in step.get("uses", ""))
    assert upload["if"] == "always()"
    assert (repository / upload["with"]["path"]).stat().st_size


@needs_git
def test_the_steps_for_code_scanning_run(repository, env, tmp_path):
    with_an_old_error(repository)
    steps = GITHUB[1]["jobs"]["align"]["steps"]
    (step,) = (step for step in steps if "align check" in step.get("run", ""))
    summary = tmp_path / "summary.md"
    assert run(step["run"], repository, env | {"GITHUB_STEP_SUMMARY": str(summary)}, ("bash", "-ec")) == 1
    assert "GRU rendered as KGB" in summary.read_text(encoding="utf-8")
    sent = {step["with"].get("sarif_file") or step["with"]["path"] for step in steps if "upload" in str(step)}
    assert sent == {"align.sarif", "report.html"}
    assert all((repository / name).stat().st_size for name in sent)
    assert json.loads((repository / "align.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


@needs_git
def test_the_script_for_reports_on_gitlab_runs(repository, env):
    with_an_old_error(repository)
    job = GITLAB[1]["align"]
    (script,) = (line for line in job["script"] if "align check" in line)
    assert run(script, repository, env, ("sh", "-ec")) == 1
    names = [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]
    assert all((repository / name).stat().st_size for name in names)


@needs_git
@pytest.mark.parametrize("base", ["HEAD~1", ""])
def test_the_script_for_gitlab_runs(repository, env, base):
    (script,) = GITLAB[0]["align"]["script"]
    with_an_old_error(repository)
    given = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base} if base else {}
    # The error is older than the base of the merge request, so only the whole check finds it.
    assert run(script, repository, env | given, ("sh", "-ec")) == (0 if base else 1)
    assert (repository / "report.html").exists()
