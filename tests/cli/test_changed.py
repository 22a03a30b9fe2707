"""`align check --changed REV` in scratch repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ..opinion.stub import Stub, clear_environment
from .conftest import CLEAN

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")

ZH = """\
# 網路不安全

- 俄羅斯不少精英大學與格魯烏淵源深厚。
- 這些公司在2018年僱用了三千名工程師。
- 這些公司僱用了五千名工程師。
"""
EN = """\
# Cyberinsecurity

- Many elite Russian universities have deep ties to the KGB.
- These companies employed three hundred engineers in 2018.
- These companies employed five thousand engineers.
"""


@pytest.fixture
def git(tmp_path, monkeypatch):
    """A function that runs git in the folder where `align` runs; nobody's configuration counts."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    # Temporary folders may lie in a repository.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    def run(*args: str) -> str:
        identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        done = subprocess.run(
            ["git", *identity, *args], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    return run


@pytest.fixture
def commit(git, write):
    """A function that writes files and commits them."""

    def put(files: dict[str, str | bytes]) -> Path:
        folder = write(files)
        if not (folder / ".git").exists():
            git("init", "-q")
        git("add", "-A")
        git("commit", "-q", "-m", "Files")
        return folder

    return put


def found(report: dict) -> list[str]:
    return [finding["rule"] for document in report["documents"] for finding in document["findings"]]


def test_only_pairs_that_changed_are_reported(align, report, commit, write):
    commit({"b.zh.md": ZH, "b.en.md": EN})
    assert found(report("b.zh.md")) == ["entity", "number"]
    assert found(report("b.zh.md", "--changed", "HEAD")) == []
    assert align("check", "b.zh.md", "--changed", "HEAD").exit_code == 0
    for edited, text, rules in (
        ("b.en.md", EN.replace("deep ties", "close ties"), ["entity"]),
        ("b.zh.md", ZH.replace("在2018年", "於2018年"), ["number"]),
        ("b.en.md", EN.replace("five thousand", "five hundred"), ["number"]),
        ("b.en.md", f"An introduction.\n\n{EN}", []),
        ("b.en.md", EN.replace("\n", "\r\n"), []),
    ):
        write({"b.zh.md": ZH, "b.en.md": EN} | {edited: text})
        result = report("b.en.md", "--changed", "HEAD", "--ignore", "addition")
        assert found(result) == rules, text
        whole = found(report("b.en.md", "--ignore", "addition"))
        assert result["documents"][0]["suppressed"] == len(whole) - len(rules)


def test_only_pairs_that_changed_are_sent_to_a_judge(report, commit, write, monkeypatch):
    clear_environment(monkeypatch)
    commit({"b.zh.md": ZH, "b.en.md": EN})
    write({"b.en.md": EN.replace("deep ties", "close ties")})
    with Stub() as stub:
        assert found(report("b.en.md", "--changed", "HEAD", "--judge", stub.url)) == ["entity"]
    assert [question["target"] for question in stub.questions] == [
        "Many elite Russian universities have close ties to the KGB."
    ]


def test_sentences_of_one_line_are_told_apart(report, commit, write):
    lines = "格魯烏與大學淵源深厚。這些公司僱用了三千名工程師。\n\n"
    english = "The KGB has deep ties to universities. These companies employed three hundred engineers.\n"
    commit({"b.md": lines + english})
    write({"b.md": lines + english.replace("employed", "hired")})
    assert found(report("b.md", "--changed", "HEAD")) == ["number"]


def test_what_was_taken_out_is_a_change(report, commit, write):
    english = EN.replace("KGB", "GRU").replace("three hundred", "three thousand")
    commit({"b.md": f"{ZH}\n{english}"})
    write({"b.md": f"{ZH}\n" + english.replace("- These companies employed five thousand engineers.\n", "")})
    assert found(report("b.md", "--changed", "HEAD")) == ["omission"]


def test_new_untracked_and_renamed_files(align, report, commit, write, git):
    folder = commit({"b.md": f"{ZH}\n{EN}"})
    write({"new.md": f"{ZH}\n{EN}"})
    assert found(report("new.md", "--changed", "HEAD")) == ["entity", "number"]
    git("add", "new.md")
    assert found(report("new.md", "--changed", "HEAD")) == ["entity", "number"]
    (folder / "new.md").unlink()
    git("mv", "b.md", "名字.md")
    write({"名字.md": f"{ZH}\n{EN}".replace("deep ties", "close ties")})
    assert found(report("名字.md", "--changed", "HEAD")) == ["entity"]


def test_revisions_of_every_kind_and_from_a_folder_below(align, report, commit, git, write, monkeypatch):
    folder = commit({"sub/b.md": CLEAN})
    git("branch", "base")
    commit({"sub/b.md": f"{ZH}\n{EN}"})
    first = git("rev-parse", "base")
    for name in ("base", first, first[:9], "HEAD~1", "HEAD^"):
        assert set(found(report("sub", "--changed", name))) >= {"entity", "number"}
    monkeypatch.chdir(folder / "sub")
    assert found(report("b.md", "--changed", "HEAD")) == []


def test_another_encoding_is_compared_as_text(report, commit, write):
    commit({"b.md": f"{ZH}\n{EN}".encode("utf-16")})
    write({"b.md": f"{ZH}\n{EN}".replace("deep ties", "close ties").encode("big5")})
    assert found(report("b.md", "--changed", "HEAD")) == ["entity"]


def test_pairs_are_compared_one_by_one(report, commit, write):
    rows = [
        "id\tsource\ttarget",
        "a\t三千名工程師\tthree hundred engineers",
        "b\t五千名工程師\tfive hundred engineers",
    ]
    commit({"p.tsv": "\n".join(rows)})
    assert found(report("--pairs", "p.tsv", "--changed", "HEAD")) == []
    write({"p.tsv": "\n".join([rows[0], rows[2] + " here", rows[1]])})
    result = report("--pairs", "p.tsv", "--changed", "HEAD")
    assert [f["pair"] for d in result["documents"] for f in d["findings"]] == ["b"]


def test_adding_a_comment_is_no_change(report, commit, write):
    commit({"b.md": f"{ZH}\n{EN}"})
    write(
        {
            "b.md": f"{ZH}\n"
            + EN.replace("- These companies employed three", "<!-- align: ignore date -->\n\\g<0>")
        }
    )
    write({"b.md": f"{ZH}\n" + EN.replace("- Many", "<!-- align: ignore date x -->\n- Many")})
    assert found(report("b.md", "--changed", "HEAD")) == []


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", "git knows no revision 'nowhere'"),
        ("--output=x", "git knows no revision '--output=x'"),
        ("HEAD:b.md", "git knows no revision 'HEAD:b.md'"),
        ("", "git knows no revision ''"),
        ("HEAD\nHEAD", "git knows no revision"),
    ],
)
def test_a_revision_that_is_none(align, commit, tmp_path, revision, said):
    commit({"b.md": CLEAN})
    result = align("check", "b.md", "--changed", revision)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr
    assert not (tmp_path / "x").exists()


def test_no_repository_and_no_git(align, write, git, monkeypatch):
    write({"b.md": CLEAN})
    result = align("check", "b.md", "--changed", "HEAD")
    assert (result.exit_code, "is in no git repository" in result.stderr) == (2, True)
    monkeypatch.setenv("PATH", "")
    result = align("check", "b.md", "--changed", "HEAD")
    assert (result.exit_code, "git is not installed" in result.stderr) == (2, True)


def test_within_a_hook_git_looks_where_the_brief_lies(report, commit, monkeypatch):
    commit({"b.md": CLEAN})
    monkeypatch.setenv("GIT_DIR", "elsewhere/.git")
    monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere/index")
    assert found(report("b.md", "--changed", "HEAD")) == []
