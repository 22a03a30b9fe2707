"""`align check`: what exits how, what is read, and where reports go."""

from __future__ import annotations

import json
import re
import socket
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from align import pipeline
from align.checks.base import rule
from align.report import REPORTERS
from align.types import Severity

from .conftest import BAD, BAD_EN, CLEAN, EN, ZH

pytestmark = pytest.mark.usefixtures("align")


def rules_of(report: dict) -> list[str]:
    return [finding["rule"] for document in report["documents"] for finding in document["findings"]]


# ---------------------------------------------------------------- exit codes


@pytest.fixture
def files(write):
    return write(
        {
            "clean.txt": CLEAN,
            "bad.txt": BAD,
            "english.txt": EN,
            "chinese.txt": ZH,
            "broken.toml": "fail-on = ",
            "unknown-key.toml": "fail_on = 'minor'",
            "terms.tsv": "not\ta\ttermbase\n",
            "binary.tsv": b"\x80\x81",
        }
    )


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        ("clean.txt", 0, ""),
        ("bad.txt", 1, ""),
        ("clean.txt bad.txt", 1, ""),
        ("", 2, "name briefs, or --pair ZH EN, or --pairs FILE"),
        ("clean.txt --pairs clean.txt", 2, "name briefs, or"),
        ("--no-such-option", 2, "No such option"),
        ("--format pdf clean.txt", 2, "'pdf' is not one of"),
        ("--report pdf=out clean.txt", 2, "'pdf=out' is not FORMAT=FILE"),
        ("--report json clean.txt", 2, "'json' is not FORMAT=FILE"),
        ("--output . clean.txt", 2, "is a directory"),
        ("--output no/such/out clean.txt", 2, "cannot write the report to no/such/out"),
        ("--min-confidence 2 clean.txt", 2, "takes a number from 0 to 1"),
        ("--fail-on fatal clean.txt", 2, "'fatal' is not one of"),
        ("--select nubmer clean.txt", 2, "did you mean 'number'?"),
        ("--ignore nubmer clean.txt", 2, "no rule is called 'nubmer'"),
        ("--config missing.toml clean.txt", 2, "cannot read the config file missing.toml"),
        ("--config broken.toml clean.txt", 2, "broken.toml is not valid TOML"),
        ("--config unknown-key.toml clean.txt", 2, "did you mean 'fail-on'?"),
        ("--termbase terms.tsv clean.txt", 2, "terms.tsv"),
        (
            "--termbase missing.tsv clean.txt",
            2,
            "cannot read the termbase missing.tsv: no such file or directory\n",
        ),
        ("--termbase binary.tsv clean.txt", 2, "cannot read the termbase binary.tsv: it is not UTF-8 text\n"),
        ("--encoder best clean.txt", 2, "there is no encoder 'best'"),
        ("--encoder sentence-transformers clean.txt", 2, "needs a model"),
        ("--pairs missing.jsonl", 2, "missing.jsonl does not exist"),
        ("--pair missing.txt english.txt", 2, "missing.txt does not exist"),
        ("--pair english.txt english.txt", 2, "english.txt is English"),
        ("--pair chinese.txt chinese.txt", 2, "chinese.txt is Chinese"),
        ("missing.txt", 2, "missing.txt does not exist"),
        ("english.txt", 2, "found no Chinese text in english.txt"),
        ("chinese.txt", 2, "found no English text in chinese.txt"),
        ("english.txt --skip-monolingual", 0, "skipped english.txt: found no Chinese text"),
        ("english.txt --skip-monolingual bad.txt", 1, "skipped english.txt"),
        ("x" * 300, 2, "too long"),
        ("x" * 300 + "/a.txt", 2, "too long"),
    ],
)
@pytest.mark.usefixtures("files")
def test_exit_code(align, args, code, said):
    result = align("check", *args.split())
    assert (result.exit_code, said in result.stderr) == (code, True), result.stderr
    assert "Traceback" not in result.output


@pytest.mark.usefixtures("files")
def test_missing_extra_names_its_install_command(align, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    result = align("check", "clean.txt", "--encoder", "sentence-transformers:org/name")
    assert result.exit_code == 2
    assert "align[models]" in result.stderr


@pytest.mark.usefixtures("files")
def test_a_crash_in_a_rule_keeps_the_findings_of_the_others(align, monkeypatch):
    @rule("crash", "accuracy/omission", Severity.MAJOR)
    def crash(*_):
        """Always fails."""
        yield from ()
        raise LookupError("out of luck")

    selected = pipeline.selected
    monkeypatch.setattr(pipeline, "selected", lambda settings: (crash, *selected(settings)))
    result = align("check", "bad.txt", "missing.txt", "--format", "json")
    assert result.exit_code == 3
    assert "rule failed: crash: LookupError: out of luck" in result.stderr
    assert rules_of(json.loads(result.stdout)) == ["entity"]


@pytest.mark.parametrize("format_", REPORTERS)
@pytest.mark.parametrize(("path", "code"), [("clean.txt", 0), ("bad.txt", 1)])
@pytest.mark.usefixtures("files")
def test_the_format_never_changes_the_exit_code(align, format_, path, code):
    assert align("check", path, "--format", format_).exit_code == code


# ---------------------------------------------------------------- what counts


@pytest.mark.parametrize(
    ("args", "code", "found"),
    [
        ("--fail-on critical", 1, ["entity"]),
        ("--fail-on minor", 1, ["entity"]),
        ("--fail-on never", 0, ["entity"]),
        ("--select entity", 1, ["entity"]),
        ("--select number,date", 0, []),
        ("--select entity --select number", 1, ["entity"]),
        ("--select number,date --select entity", 1, ["entity"]),
        ("--select accuracy", 1, ["entity"]),
        ("--ignore accuracy", 0, []),
        ("--ignore accuracy --ignore number", 0, []),
        ("--ignore accuracy --select entity", 1, ["entity"]),
        ("--min-confidence 0.99", 0, []),
        ("--min-confidence 0.8", 1, ["entity"]),
    ],
)
@pytest.mark.usefixtures("files")
def test_selection_and_thresholds(align, args, code, found):
    result = align("check", "bad.txt", "--format", "json", *args.split())
    assert (result.exit_code, rules_of(json.loads(result.stdout))) == (code, found)


def test_less_certain_findings_are_counted(align, report, write):
    write({"bad.txt": BAD})
    assert report("bad.txt", "--min-confidence", "0.99")["documents"][0]["suppressed"] == 1
    said = "3 pairs, no findings (1 below confidence 0.99: --min-confidence 0 shows them)."
    for format_ in ("full", "concise"):
        assert said in align("check", "bad.txt", "--min-confidence", "0.99", "--format", format_).stdout


def test_accepted_findings_are_told_from_uncertain_ones(align, write):
    write({"bad.txt": BAD.replace("- Many", "<!-- align: ignore entity the author insists -->\n- Many")})
    assert "3 pairs, no findings (1 accepted)." in align("check", "bad.txt").stdout
    # What would not be reported anyhow is not told as accepted.
    said = align("check", "bad.txt", "--min-confidence", "0.99").stdout
    assert "(1 below confidence 0.99: --min-confidence 0 shows them)." in said


def test_own_termbase(align, write):
    header = "id\ttype\tzh-Hant\tzh-Hans\ten\tabbr\tloose\tbroader\tsource"
    write({"terms.tsv": f"{header}\nown\tagency\t蟬鳴社\t\tCicada Bureau\n"})
    write({"a.txt": "報告\n\n他曾在蟬鳴社任職。\n\nReport\n\nHe served in the KGB.\n"})
    assert align("check", "a.txt", "--termbase", "terms.tsv").exit_code == 1


# ---------------------------------------------------------------- where reports go


def test_reports_in_several_formats(align, write, tmp_path):
    write({"bad.txt": BAD})
    result = align(
        "check", "bad.txt", "--format", "concise", "--report", "json=a.json", "--report", "html=b.html",
        "--report", "jsonl=c.jsonl", "--report", "full=d.txt",
    )  # fmt: skip
    assert result.exit_code == 1
    assert "critical" in result.stdout
    assert json.loads((tmp_path / "a.json").read_bytes())["documents"]
    assert (tmp_path / "b.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert all(map(json.loads, (tmp_path / "c.jsonl").read_text(encoding="utf-8").splitlines()))
    assert "^^^" in (tmp_path / "d.txt").read_text(encoding="utf-8")


def test_every_format_as_a_further_report(align, write, tmp_path):
    write({"bad.txt": BAD})
    reports = [word for name in REPORTERS for word in ("--report", f"{name}=out.{name}")]
    assert align("check", "bad.txt", "-q", *reports).exit_code == 1
    assert {path.name for path in tmp_path.iterdir()} == {"bad.txt", *(f"out.{name}" for name in REPORTERS)}
    assert all("KGB" in (tmp_path / f"out.{name}").read_text(encoding="utf-8") for name in REPORTERS)


def test_paths_in_reports_count_from_the_repository(align, write, tmp_path, monkeypatch):
    write({".git/HEAD": "", "briefs/a.txt": BAD})
    monkeypatch.chdir(tmp_path / "briefs")
    (issue,) = json.loads(align("check", "a.txt", "--format", "gitlab").stdout)
    assert issue["location"]["path"] == "briefs/a.txt"
    (issue,) = json.loads(align("check", str(tmp_path / "briefs/a.txt"), "--format", "gitlab").stdout)
    assert issue["location"]["path"] == "briefs/a.txt"


def test_sarif_and_junit_know_the_exit_code_and_the_thresholds(align, write):
    write({"a.txt": BAD, "lax/align.toml": 'fail-on = "never"', "lax/a.txt": BAD})
    for paths, code in ((["a.txt"], 1), (["lax/a.txt"], 0), (["a.txt", "missing.txt"], 2)):
        (run,) = json.loads(align("check", *paths, "--format", "sarif").stdout)["runs"]
        assert run["invocations"][0]["exitCode"] == code
        assert run["invocations"][0]["executionSuccessful"] == (code < 2)
    text = align("check", "a.txt", "lax/a.txt", "--format", "junit").stdout
    assert (text.count("<failure"), text.count("<system-out")) == (1, 1)


def test_docs_that_the_team_hosts(align, write):
    write({"align.toml": 'docs-url = "https://docs.example.org/align"', "bad.txt": BAD})
    text = align("check", "bad.txt", "--format", "markdown").stdout
    assert "[entity](<https://docs.example.org/align/rules/#entity>)" in text


def test_docs_belong_to_the_settings_of_each_brief(align, write):
    write(
        {
            "a/align.toml": 'docs-url = "https://a.example.org"',
            "a/bad.txt": BAD,
            "b/align.toml": 'docs-url = "https://b.example.org"',
            "b/bad.txt": BAD,
            "bad.txt": BAD,
        }
    )

    def said(format_: str, *paths: str, **options: object) -> str:
        return align("check", *paths, "--format", format_, **options).stdout

    all_three = ("bad.txt", "a/bad.txt", "b/bad.txt")
    markdown = said("markdown", *all_three)
    assert re.findall(r"^\| critical \| (\S+) ", markdown, re.MULTILINE) == [
        "entity",
        "[entity](<https://a.example.org/rules/#entity>)",
        "[entity](<https://b.example.org/rules/#entity>)",
    ]
    reviewdog = json.loads(said("rdjson", *all_three))
    assert "url" not in reviewdog["source"]
    assert [one["code"].get("url") for one in reviewdog["diagnostics"]] == [
        None,
        "https://a.example.org/rules/#entity",
        "https://b.example.org/rules/#entity",
    ]
    # What stands once for the whole run names an address only if there is but one.
    for paths, address in ((all_three, None), (all_three[:2], "https://a.example.org")):
        driver = json.loads(said("sarif", *paths))["runs"][0]["tool"]["driver"]
        assert driver.get("informationUri") == address
        assert driver["rules"][0].get("helpUri") == (address and f"{address}/rules/#entity")
    for format_ in ("full", "concise"):
        links = re.findall(r"https://\w\.example", said(format_, *all_three, env={"FORCE_HYPERLINK": "1"}))
        assert links == ["https://a.example", "https://b.example"]


@pytest.mark.parametrize("args", [["--format", "github"], ["-q", "--report", "github=a.txt"]])
def test_the_summary_of_a_step_on_github(align, write, tmp_path, args):
    write({"bad.txt": BAD, "summary.md": "# Before\n"})
    result = align("check", "bad.txt", *args, env={"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")})
    assert result.exit_code == 1
    text = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert text.startswith("# Before\n# align: 3 pairs, 1 critical\n")


def test_no_summary_of_a_step_for_other_formats(align, write, tmp_path):
    write({"bad.txt": BAD})
    align("check", "bad.txt", env={"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")})
    assert not (tmp_path / "summary.md").exists()


def test_a_summary_that_cannot_be_written_is_no_failure(align, write, tmp_path):
    write({"clean.txt": CLEAN})
    result = align("check", "clean.txt", "--format", "github", env={"GITHUB_STEP_SUMMARY": str(tmp_path)})
    assert result.exit_code == 0
    assert "cannot write the step summary: Is a directory" in result.stderr


@pytest.mark.parametrize(("words", "language"), [((), "en"), (("--lang", "zh-Hant"), "zh-Hant")])
def test_language_of_the_page(align, write, words, language):
    write({"bad.txt": BAD})
    result = align("check", "bad.txt", "--format", "html", *words)
    assert result.exit_code == 1
    assert f'<html lang="{language}"' in result.stdout


def test_an_unknown_language_is_refused(align, write):
    write({"bad.txt": BAD})
    assert align("check", "bad.txt", "--lang", "fr").exit_code == 2


def test_output_takes_the_place_of_stdout(align, write, tmp_path):
    write({"bad.txt": BAD})
    result = align("check", "bad.txt", "--format", "json", "-o", "out.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert rules_of(json.loads((tmp_path / "out.json").read_bytes())) == ["entity"]


def test_quiet_prints_nothing_but_writes_what_is_asked_for(align, write, tmp_path):
    write({"bad.txt": BAD})
    result = align("check", "bad.txt", "-q", "--report", "json=a.json")
    assert (result.exit_code, result.output) == (1, "")
    assert (tmp_path / "a.json").exists()


def test_verbose_says_what_is_read(align, write):
    write({"a.txt": CLEAN, "b.txt": CLEAN})
    result = align("check", "-v", "a.txt", "b.txt")
    assert result.stderr == "align: checking a.txt\nalign: checking b.txt\n"


@pytest.mark.parametrize(
    ("environment", "colored"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colors(align, write, environment, colored):
    write({"bad.txt": BAD})
    assert ("\x1b[" in align("check", "bad.txt", env=environment).stdout) == colored


def test_hyperlinks_where_they_are_asked_for(align, write, tmp_path):
    write({"bad.txt": BAD, "align.toml": 'docs-url = "https://docs.example.org"'})
    assert "\x1b" not in align("check", "bad.txt").stdout
    text = align("check", "bad.txt", env={"FORCE_HYPERLINK": "1"}).stdout
    link = re.search("\x1b]8;;file://([^/]*)([^\x1b]*)\x1b\\\\([^\x1b]*)\x1b]8;;\x1b\\\\", text)
    assert link[1] == quote(socket.gethostname())
    assert (link[2], link[3]) == (quote(str(tmp_path.resolve() / "bad.txt")), "bad.txt:8:57")
    assert "\x1b]8;;https://docs.example.org/rules/#entity\x1b\\entity\x1b]8;;\x1b\\" in text


def test_no_colors_in_files(align, write, tmp_path):
    write({"bad.txt": BAD})
    forced = {"FORCE_COLOR": "1", "FORCE_HYPERLINK": "1"}
    align("check", "bad.txt", "-o", "out.txt", "--report", "full=b.txt", env=forced)
    assert "\x1b" not in (tmp_path / "out.txt").read_text() + (tmp_path / "b.txt").read_text()


# ---------------------------------------------------------------- what is read


def test_standard_input(align):
    result = align("check", "-", "--format", "json", input=BAD.encode())
    (document,) = json.loads(result.stdout)["documents"]
    assert (result.exit_code, document["paths"]) == (1, ["<stdin>"])


def test_standard_input_that_is_empty(align):
    result = align("check", "-", input=b"")
    assert (result.exit_code, result.stderr) == (2, "align: <stdin> is empty\n")


@pytest.mark.parametrize("order", [("zh.txt", "en.txt"), ("en.txt", "zh.txt")])
def test_pair_in_either_order(align, write, order):
    write({"zh.txt": ZH, "en.txt": BAD_EN})
    result = align("check", "--pair", *order, "--format", "json")
    (document,) = json.loads(result.stdout)["documents"]
    assert result.exit_code == 1
    assert document["source_language"] == "zh-Hant"
    (finding,) = document["findings"]
    assert [span["path"] for side in ("source", "target") for span in finding[side]] == ["zh.txt", "en.txt"]


def test_english_as_source(report, write):
    write({"bad.txt": BAD})
    (document,) = report("bad.txt", "--source", "en")["documents"]
    assert (document["source_language"], document["target_language"]) == ("en", "zh-Hant")
    assert document["findings"][0]["source"][0]["text"] == "KGB"


@pytest.mark.parametrize("named", ["b.zh.md", "b.en.md", "b.zh.md b.en.md", "b.en.md . b.zh.md", ". b.en.md"])
def test_half_of_a_pair_finds_the_other_and_is_checked_once(report, write, named):
    write({"b.zh.md": ZH, "b.en.md": BAD_EN})
    result = report(*named.split())
    (document,) = result["documents"]
    assert [path.removeprefix("./") for path in document["paths"]] == ["b.zh.md", "b.en.md"]
    assert rules_of(result) == ["entity"]


def test_half_in_a_folder_named_by_language(report, write):
    write({"zh/b.md": ZH, "en/b.md": BAD_EN})
    assert report("en/b.md")["documents"][0]["paths"] == ["zh/b.md", "en/b.md"]


@pytest.mark.parametrize("named", ["./foreign-b.md", "./local-b.md", "."])
def test_configured_names_of_halves(report, write, named):
    write({"local-b.md": ZH, "foreign-b.md": BAD_EN})
    write({"align.toml": 'pair-patterns = [["local-*.md", "foreign-*.md"]]'})
    (document,) = report(named)["documents"]
    assert document["paths"] == ["./local-b.md", "./foreign-b.md"]


def test_configured_names_come_before_usual_ones(report, write):
    write({"b.zh.md": ZH, "b.en.md": EN, "b.final.md": BAD_EN})
    write({"align.toml": 'pair-patterns = [["*.zh.md", "*.final.md"]]'})
    assert report("b.zh.md")["documents"][0]["paths"] == ["b.zh.md", "b.final.md"]


def test_both_halves_in_one_language_are_no_monolingual_file(align, write):
    write({"b.zh.md": ZH, "b.en.md": ZH})
    result = align("check", "--skip-monolingual", "b.zh.md")
    assert result.exit_code == 2
    assert "b.zh.md is Chinese and b.en.md is Chinese" in result.stderr


@pytest.mark.parametrize("named", [["notes.md"], ["drafts/a.md"], ["./drafts/deep/a.md"], ["."]])
def test_exclude(align, write, named):
    write({"align.toml": 'exclude = ["notes.md", "drafts/**"]', "a.md": CLEAN})
    write({"notes.md": BAD, "drafts/a.md": BAD, "drafts/deep/a.md": b"\0"})
    result = align("check", *named)
    assert result.exit_code == 0
    assert ("the settings exclude it" in result.stderr) == (named != ["."])


def test_exclude_counts_from_the_folder_of_the_config(align, write, tmp_path, monkeypatch):
    write({"drafts/align.toml": 'exclude = ["drafts/**"]', "drafts/a.md": BAD, "drafts/drafts/a.md": BAD})
    monkeypatch.chdir(tmp_path / "drafts")
    assert align("check", "a.md").exit_code == 1
    assert align("check", "drafts/a.md").exit_code == 0


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"notes.md": BAD}, "the settings exclude the only file there\n"),
        ({"notes.md": BAD, "drafts/a.md": BAD}, "the settings exclude all 2 files there\n"),
        (
            {"notes.md": BAD, "a.md": EN},
            "the settings exclude 1 file there; skipped 1 without both languages (./a.md)\n",
        ),
    ],
)
def test_a_folder_of_which_the_settings_exclude_all(align, write, files, said):
    write({"align.toml": 'exclude = ["notes.md", "drafts/**"]', **files})
    result = align("check", ".")
    assert result.exit_code == 2
    assert result.stderr == f"align: found no briefs in .: {said}  help: see exclude in the settings\n"


def test_excluded_half_is_no_half(align, write):
    write({"align.toml": 'exclude = ["*.en.md"]', "b.zh.md": ZH, "b.en.md": EN})
    assert "found no English text" in align("check", "b.zh.md").stderr


def test_folder_reports_the_others_when_one_is_unreadable(align, write):
    write({"briefs/a.md": CLEAN, "briefs/b.md": b"\x00\x01\x02", "briefs/c.md": BAD, "briefs/README.md": EN})
    result = align("check", "briefs", "--format", "json")
    assert result.exit_code == 2
    assert "b.md is a binary file" in result.stderr
    assert "skipped briefs/README.md: it holds no Chinese text" in result.stderr
    documents = json.loads(result.stdout)["documents"]
    assert [document["paths"] for document in documents] == [["briefs/a.md"], ["briefs/c.md"]]


UNREAD = [
    {"path": "briefs/b.md", "reason": "briefs/b.md is a binary file, not text"},
    {"path": "b.en.md", "reason": "b.en.md is empty"},
    {"path": "empty", "reason": "found no briefs in empty"},
    {"path": "<stdin>", "reason": "<stdin> is empty"},
]


def test_what_could_not_be_read_is_in_the_reports(align, write, tmp_path):
    (tmp_path / "empty").mkdir()
    write({"briefs/a.md": CLEAN, "briefs/b.md": b"\x00\x01\x02", "b.zh.md": ZH, "b.en.md": ""})
    reports = [word for name in REPORTERS for word in ("--report", f"{name}=out/{name}")]
    (tmp_path / "out").mkdir()
    result = align("check", "briefs", "b.zh.md", "empty", "-", *reports, input=b"")
    assert result.exit_code == 2
    texts = {name: (tmp_path / "out" / name).read_text(encoding="utf-8") for name in REPORTERS}
    assert json.loads(texts["json"])["unread"] == UNREAD
    for name, text in texts.items():
        # Markdown and HTML write some characters otherwise.
        shown = [one["reason"].replace("<stdin>", "") for one in UNREAD]
        assert [reason for reason in shown if reason not in text] == [], name
    assert all(f"error: not checked: {one['reason']}\n" in result.stdout for one in UNREAD)


@pytest.mark.parametrize("format_", REPORTERS)
@pytest.mark.parametrize(
    ("args", "code", "missing"),
    [
        ("missing.txt", 2, "missing.txt"),
        ("--pairs missing.tsv", 2, "missing.tsv"),
        ("--pair chinese.txt missing.txt", 2, "missing.txt"),
        ("english.txt --skip-monolingual", 0, ""),
    ],
)
@pytest.mark.usefixtures("files")
def test_nothing_read_is_a_report_too(align, tmp_path, format_, args, code, missing):
    result = align("check", *args.split(), "--format", format_, "--report", f"{format_}=out")
    text = (tmp_path / "out").read_text(encoding="utf-8")
    assert result.exit_code == code
    assert f"{missing} does not exist" in text or not missing
    # A terminal has stderr before it, which says the same.
    assert result.stdout == ("" if format_ in ("full", "concise") else text)
    if format_ == "json":
        assert [one["path"] for one in json.loads(text)["unread"]] == ([missing] if missing else [])


@pytest.mark.usefixtures("files")
def test_nothing_read_writes_no_baseline(align, tmp_path):
    assert align("check", "missing.txt", "--write-baseline", "b.json", "--report", "json=a").exit_code == 2
    assert not (tmp_path / "b.json").exists()
    assert json.loads((tmp_path / "a").read_bytes())["unread"]


def test_folder_without_briefs_does_not_cost_the_rest(align, write, tmp_path):
    (tmp_path / "empty").mkdir()
    write({"bad.txt": BAD})
    result = align("check", "empty", "bad.txt")
    assert result.exit_code == 2
    assert "found no briefs in empty" in result.stderr
    assert "KGB" in result.stdout


def test_settings_of_the_nearest_folder(align, write):
    write({"align.toml": 'fail-on = "never"', "a.txt": BAD})
    write({"strict/.align.toml": "", "strict/a.txt": BAD, "tool/pyproject.toml": "", "tool/a.txt": BAD})
    write({"other/pyproject.toml": '[tool.align]\nignore = ["accuracy"]', "other/a.txt": BAD})
    codes = {path: align("check", path).exit_code for path in ("a.txt", "tool/a.txt", "other/a.txt")}
    assert codes == dict.fromkeys(codes, 0)
    assert align("check", "strict/a.txt").exit_code == 1
    assert align("check", "a.txt", "--fail-on", "major").exit_code == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "{sub}: select: no rule is called 'nope'"),
        (["--select", "number", "--ignore", "never"], "--ignore: no rule is called 'never'"),
        (["--select", "never"], "--select: no rule is called 'never'"),
    ],
)
def test_an_unknown_rule_is_told_with_where_it_stands(align, write, tmp_path, args, said):
    write({"align.toml": "", "a.txt": CLEAN, "sub/align.toml": 'select = ["nope"]', "sub/a.txt": CLEAN})
    result = align("check", "a.txt", "sub/a.txt", *args)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"align: {said.format(sub=tmp_path / 'sub' / 'align.toml')}\n")


@pytest.mark.parametrize("order", [["lax/a.txt", "strict/a.txt"], ["strict/a.txt", "lax/a.txt"]])
def test_each_brief_has_its_own_threshold(align, write, order):
    write({"lax/align.toml": 'fail-on = "never"', "lax/a.txt": BAD, "strict/a.txt": CLEAN})
    assert align("check", *order).exit_code == 0
    write({"strict/a.txt": BAD})
    assert align("check", *order).exit_code == 1


# ---------------------------------------------------------------- pairs aligned already

ENTRIES = [
    ("a", "他曾在格魯烏任職。", "He served in the KGB."),
    ("b", "", ""),
    ("c", "他於2018年離開莫斯科。", ""),
    ("d", "", "He left Moscow in 2018."),
    ("e", "他於2018年離開莫斯科。", "He left Moscow in 2018."),
]


def as_jsonl() -> str:
    keys = ("id", "source", "target")
    return "".join(json.dumps(dict(zip(keys, entry, strict=True))) + "\n" for entry in ENTRIES)


def as_tsv() -> str:
    return "".join("\t".join(entry) + "\n" for entry in ENTRIES)


def as_tmx() -> str:
    units = "".join(
        f'\n<tu tuid="{name}"><tuv xml:lang="zh-TW"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{target}</seg></tuv></tu>'
        for name, source, target in ENTRIES
    )
    return f'<tmx version="1.4"><header srclang="zh-TW"/><body>{units}</body></tmx>'


def as_xliff() -> str:
    units = "".join(
        f'\n<trans-unit id="{name}"><source>{source}</source><target>{target}</target></trans-unit>'
        for name, source, target in ENTRIES
    )
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        f'<file source-language="zh-TW" target-language="en"><body>{units}</body></file></xliff>'
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [("p.jsonl", as_jsonl()), ("p.tsv", as_tsv()), ("p.tmx", as_tmx()), ("p.xliff", as_xliff())],
)
def test_pairs_give_one_line_each_in_order(align, write, name, text):
    write({name: text})
    result = align("check", "--pairs", name, "--format", "jsonl")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["id"] for line in lines] == [entry[0] for entry in ENTRIES]
    found = {line["id"]: [finding["rule"] for finding in line["findings"]] for line in lines}
    assert found["a"] == ["entity"]
    assert found["b"] == found["e"] == []
    assert (found["c"], found["d"]) == (["omission"], ["addition"])
    (finding,) = lines[0]["findings"]
    assert finding["source"] == [{"start": 3, "end": 6, "text": "格魯烏"}]
    assert all(0 <= line["quality"] <= 100 for line in lines)
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("name", "text", "before"),
    [("p.jsonl", as_jsonl(), 0), ("p.tsv", as_tsv(), 0), ("p.tmx", as_tmx(), 1), ("p.xliff", as_xliff(), 1)],
)
def test_findings_of_pairs_stand_at_the_line_of_their_entry(align, write, name, text, before):
    write({name: text})
    lines = [before + number for number in (1, 3, 4)]
    said = align("check", "--pairs", name, "--format", "concise").stdout
    assert re.findall(rf"^{name}:(\d+): \w+ (\w+): .* \((\w\.\w+):1:", said, re.MULTILINE) == [
        (str(line), *what)
        for line, what in zip(
            lines,
            (("entity", "a.target"), ("omission", "c.source"), ("addition", "d.target")),
            strict=True,
        )
    ]
    for format_, found in {
        "full": r"^p\.\w+:(\d+)  ",
        "github": r",line=(\d+)::",
        "gitlab": r'"begin": (\d+)',
        "sarif": r'"startLine": (\d+)',
        "rdjson": r'"line": (\d+)',
        "csv": r"^p\.\w+#[acd]\.\w+,(\d+),",
    }.items():
        said = align("check", "--pairs", name, "--format", format_).stdout
        assert sorted({int(line) for line in re.findall(found, said, re.MULTILINE)}) == lines, format_
    for place in (f"{name}:{lines[0]}", "a.target:1:18", f"{name}#a.target:1:18"):
        assert "GRU rendered as KGB" in align("check", "--pairs", name, "--explain", place).stdout


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("p.jsonl", '{"id": 1}\n', "p.jsonl:1: source and target missing"),
        ("p.jsonl", "[1, 2]\n", "expected an object"),
        ("p.jsonl", "{\n", "p.jsonl:1: not valid JSON"),
        ("p.jsonl", "[" * 100_000, "p.jsonl:1: not valid JSON"),
        ("p.tsv", "a\tb\tc\td\n", "p.tsv:1"),
        ("p.tmx", "<tmx><body>", "not well-formed"),
        ("p.tmx", "<html/>", "neither TMX nor XLIFF"),
        ("p.tmx", "<tmx><body/></tmx>", "holds no pairs"),
        ("p.tmx", "<!DOCTYPE a [<!ENTITY b 'c'>]><tmx/>", "declares XML entities"),
        ("p.jsonl", "", "is empty"),
    ],
)
def test_malformed_pairs(align, write, name, text, said):
    write({name: text})
    result = align("check", "--pairs", name)
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr


def test_pairs_with_an_id_twice(align, write):
    write({"p.tsv": "a\t中文\tChinese\na\t英文\tEnglish\n"})
    assert "the id a stands for two pairs" in align("check", "--pairs", "p.tsv").stderr


def test_tmx_of_pair_can_be_checked(align, write, tmp_path):
    write({"bad.txt": BAD})
    assert align("pair", "bad.txt", "--format", "tmx", "-o", "out.tmx").exit_code == 0
    assert len(ET.parse(tmp_path / "out.tmx").findall(".//tu")) == 3  # noqa: S314
    assert align("check", "--pairs", "out.tmx").exit_code == 1


def test_tsv_of_pair_can_be_checked(align, write):
    write({"bad.txt": BAD})
    assert align("pair", "bad.txt", "--format", "tsv", "-o", "out.tsv").exit_code == 0
    result = align("check", "--pairs", "out.tsv", "--format", "jsonl")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(line["id"], [one["rule"] for one in line["findings"]]) for line in lines] == [
        ("p1", []),
        ("p2", ["entity"]),
        ("p3", []),
    ]
