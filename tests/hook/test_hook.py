"""The pre-commit hook in a scratch repository, installed by pre-commit itself from this tree."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.hook,
    # Installing the package into an environment of its own takes a minute or two.
    pytest.mark.skipif(not os.environ.get("CI"), reason="slow; runs where CI is set"),
    pytest.mark.skipif(not (shutil.which("git") and shutil.which("pre-commit")), reason="needs pre-commit"),
]

ROOT = Path(__file__).parents[2]

ZH = "# 網路不安全\n\n- 俄羅斯不少精英大學與格魯烏淵源深厚。\n- 這些公司在2018年僱用了三千名工程師。\n"
EN = (
    "# Cyberinsecurity\n\n- Many elite Russian universities have deep ties to the GRU.\n"
    "- These companies employed three thousand engineers in 2018.\n"
)

# Whoever looks for the network now finds nothing.
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
BROKEN_PROXY = dict.fromkeys(_PROXIES, "http://127.0.0.1:9") | {"PIP_NO_INDEX": "1"}


def git(folder: Path, *args: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        ["git", *identity, *args],
        cwd=folder,
        env=inherited | (env or {}),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def make_repository(folder: Path) -> str:
    """Commit all files in `folder` to a new repository; return the commit."""
    for args in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "Everything", "--no-verify")):
        result = git(folder, *args)
        assert result.returncode == 0, result.stderr
    return git(folder, "rev-parse", "HEAD").stdout.strip()


class Repository:
    """A repository of briefs with the hook installed."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder, self._env = folder, env

    def commit(self, **files: str) -> tuple[bool, str]:
        """Commit files, named with `_` for the dots; return whether it went through, and what was said."""
        for name, text in files.items():
            (self.folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
            git(self.folder, "add", name.replace("_", "."))
        result = git(self.folder, "commit", "-m", "A change", env=self._env)
        return result.returncode == 0, result.stdout + result.stderr

    def undo(self) -> None:
        """Forget what could not be committed."""
        git(self.folder, "reset", "-q", "--hard")


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """A repository with both halves of a brief; the hook's environment is built once for all tests."""
    project = tmp_path_factory.mktemp("project") / "align"
    shutil.copytree(
        ROOT,
        project,
        ignore=shutil.ignore_patterns(".git", ".*_cache", ".hypothesis", "__pycache__", ".venv"),
    )
    revision = make_repository(project)
    folder = tmp_path_factory.mktemp("template")
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {project.as_uri()}\n    rev: {revision}\n    hooks:\n      - id: align-check\n"
    )
    (folder / "b.zh.md").write_text(ZH, encoding="utf-8")
    (folder / "b.en.md").write_text(EN, encoding="utf-8")
    env = {"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit"))}
    make_repository(folder)
    for args in (["install"], ["install-hooks"]):
        result = subprocess.run(
            ["pre-commit", *args],
            cwd=folder,
            env={**os.environ, **env},
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert result.returncode == 0, result.stdout + result.stderr
    return folder, env


@pytest.fixture
def repository(template, tmp_path) -> Repository:
    folder, env = template
    shutil.copytree(folder, tmp_path / "briefs")
    return Repository(tmp_path / "briefs", env | BROKEN_PROXY)


def test_error_in_the_english_half_is_blocked_and_mended(repository):
    passed, said = repository.commit(b_en_md=EN.replace("GRU", "KGB"))
    assert not passed
    assert "GRU rendered as KGB" in said
    passed, said = repository.commit(b_en_md=EN.replace("Many", "Several"))
    assert passed, said


def test_error_by_the_chinese_half_is_blocked(repository):
    passed, said = repository.commit(b_zh_md=ZH.replace("格魯烏", "克格勃"))
    assert not passed
    assert "KGB rendered as GRU" in said


def test_both_halves_are_checked_once(repository):
    passed, said = repository.commit(b_zh_md=ZH + "\n", b_en_md=EN.replace("GRU", "KGB"))
    assert not passed
    assert said.count("GRU rendered as KGB") == 1
    assert "1 critical" in said


def test_one_file_with_both_languages(repository):
    assert not repository.commit(one_md=f"{ZH}\n{EN.replace('GRU', 'KGB')}")[0]
    repository.undo()
    assert repository.commit(one_md=f"{ZH}\n{EN}")[0]


def test_monolingual_files_are_passed_over(repository):
    passed, said = repository.commit(README_md="# Briefs\n\nThis folder holds the briefs of 2024.\n")
    assert passed, said
    assert "Passed" in said


def test_settings_of_the_repository_count(repository):
    passed, said = repository.commit(align_toml='exclude = ["b.*"]\n', b_en_md=EN.replace("GRU", "KGB"))
    assert passed, said
