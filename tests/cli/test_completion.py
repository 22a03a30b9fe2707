"""What shells complete, by the lines that docs/how-to.md gives for them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from align.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "how-to.md").read_text(encoding="utf-8")
SHELLS = re.findall(r"\| `.*_ALIGN_COMPLETE=(\w+)_source align.*` \|$", PAGE, re.MULTILINE)


def complete(*words: str) -> list[str]:
    """Return what bash is told about the last of these words: its kind and a completion."""
    env = {
        "_ALIGN_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    return CliRunner().invoke(main, prog_name="align", env=env).stdout.split()


@pytest.mark.parametrize(
    ("words", "completions"),
    [
        (("align", "ch"), ["plain,check"]),
        (("align", "check", "--sens"), ["plain,--sensitivity"]),
        (("align", "check", "--fail-on", "cr"), ["plain,critical"]),
        (("align", "terms", "v"), ["plain,validate"]),
        (("align", "check", "bri"), ["file,bri"]),
        (("align", "check", "--pair", "bri"), ["file,bri"]),
        (("align", "check", "--pairs", "bri"), ["file,bri"]),
        (("align", "pair", "bri"), ["file,bri"]),
        (("align", "prune", "bri"), ["file,bri"]),
        (("align", "score", "bri"), ["file,bri"]),
        (("align", "terms", "extract", "bri"), ["file,bri"]),
    ],
)
def test_completions(words, completions):
    assert complete(*words) == completions


def test_the_page_names_the_shells():
    assert SHELLS == ["bash", "zsh", "fish"]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_a_script_that_it_can_read(shell, tmp_path, monkeypatch):
    monkeypatch.setattr("click.shell_completion.BashComplete._check_version", lambda _: None)
    script = CliRunner().invoke(main, prog_name="align", env={"_ALIGN_COMPLETE": f"{shell}_source"}).stdout
    assert f"_ALIGN_COMPLETE={shell}_complete" in script
    if program := shutil.which(shell):
        path = tmp_path / "script"
        path.write_text(script, encoding="utf-8")
        subprocess.run([program, "-n", path], check=True)
