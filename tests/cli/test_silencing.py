"""Accepting findings: by comments, by a baseline, and what becomes of both."""

from __future__ import annotations

import json

import jsonschema
import pytest

from align.checks import CHECKS
from align.read.comments import lift_comments
from align.suppress import find_stale_comments
from align.types import File, SuppressionKind

ZH = """\
網路不安全

- 俄羅斯不少精英大學與格魯烏淵源深厚。
- 這些公司在2018年僱用了三千名工程師。
- 這些公司僱用了五千名工程師。
"""
EN = """\
Cyberinsecurity

- Many elite Russian universities have deep ties to the KGB.
- These companies employed three hundred engineers in 2018.
- These companies employed five thousand engineers.
"""
NUMBER = next(check.rule for check in CHECKS if check.rule.id == "number")
KGB, ENGINEERS = "- Many elite", "- These companies employed three"


def found(report: dict) -> list[str]:
    return [finding["rule"] for document in report["documents"] for finding in document["findings"]]


def stale(report: dict) -> list[tuple[str, bool]]:
    return [(c["why"], c["spent"]) for document in report["documents"] for c in document["stale_comments"]]


def before(text: str, line: str, comment: str) -> str:
    """Return `text` with a comment on a line of its own before the one that starts with `line`."""
    assert text.count(line) == 1
    return text.replace(line, f"{comment}\n{line}")


# ---------------------------------------------------------------- comments


@pytest.mark.parametrize(
    ("zh", "en", "left"),
    [
        ("", "", ["entity", "number"]),
        ("", (KGB, "<!-- align: ignore entity the author insists -->"), ["number"]),
        ("", (KGB, "# align: ignore entity the author insists"), ["number"]),
        ("", (KGB, "<!-- align: ignore accuracy -->"), ["number"]),
        ("", (KGB, "<!-- align: ignore accuracy/mistranslation -->"), ["number"]),
        ("", (KGB, "<!-- align: ignore all -->"), ["number"]),
        ("", (KGB, "<!-- align: ignore number, entity -->"), ["number"]),
        ("", (KGB, '<!-- align: ignore entity "KGB" -->'), ["number"]),
        ("", (KGB, '<!-- align: ignore entity "elite" -->'), ["entity", "number"]),
        ("", (KGB, "<!-- align: ignore number -->"), ["entity", "number"]),
        (("- 俄羅斯", "<!-- align: ignore entity 原文如此 -->"), "", ["number"]),
        (("- 俄羅斯", "<!-- align: ignore entity「格魯烏」原文如此 -->"), "", ["number"]),
        (("- 這些公司在", "<!-- align: ignore number -->"), "", ["entity"]),
        ("", (KGB, "<!-- align: ignore-start all --><!-- align: ignore-end -->"), ["entity", "number"]),
    ],
)
@pytest.mark.parametrize("halves", [False, True], ids=["one file", "two files"])
def test_a_comment_is_for_the_next_sentence(report, write, zh, en, left, halves):
    zh, en = before(ZH, *zh) if zh else ZH, before(EN, *en) if en else EN
    write({"b.zh.md": zh, "b.en.md": en} if halves else {"b.md": f"{zh}\n{en}"})
    result = report("b.zh.md" if halves else "b.md")
    assert found(result) == left
    document = result["documents"][0]
    assert document["suppressed"] == len(document["suppressions"]) == 2 - len(left)


def test_a_comment_within_a_sentence_or_a_line_is_for_that_place(report, write):
    write(
        {
            "a.md": f"{ZH}\n{EN}".replace("ties to", "ties <!-- align: ignore entity x --> to"),
            "b.md": f"{ZH}\n{EN}".replace("- Many", "- <!-- align: ignore entity x --> Many"),
        }
    )
    assert found(report("a.md")) == found(report("b.md")) == ["number"]


def test_a_block_reaches_from_start_to_end(report, write):
    start, end = "<!-- align: ignore-start accuracy figures as printed -->", "<!-- align: ignore-end -->"
    write(
        {
            "all.md": f"{ZH}\n{start}\n{EN}{end}\n",
            "source.md": f"{start}\n{ZH}{end}\n\n{EN}",
            "one.md": f"{ZH}\n" + before(before(EN, KGB, start), ENGINEERS, end),
        }
    )
    assert found(report("all.md")) == found(report("source.md")) == []
    assert found(report("one.md")) == ["number"]


def test_an_omission_is_accepted_where_the_text_should_stand(report, write):
    """The translation has no sentence to put a comment before: the gap between two counts."""
    last = EN.splitlines()[-1]
    english = EN.replace("KGB", "GRU").replace("three hundred", "three thousand")
    cut = english.replace(f"{last}\n", "")
    here = "<!-- align: ignore omission cut for length -->"
    write(
        {
            "cut.md": f"{ZH}\n{cut}",
            "target.md": f"{ZH}\n{cut}{here}\n",
            "source.md": before(ZH, "- 這些公司僱用", here) + f"\n{cut}",
            "elsewhere.md": f"{ZH}\n" + before(cut, KGB, here),
        }
    )
    assert found(report("cut.md")) == ["omission"]
    assert found(report("target.md")) == found(report("source.md")) == []
    assert found(report("elsewhere.md")) == ["omission"]


def test_a_header_line_takes_comments_too(report, write):
    header = "作者/Author(s): 王小明\n日期: 2025/10/07\nDate: 2025/10/08\n\n"
    write({"a.md": f"{header}{ZH}\n{EN}"})
    assert "metadata" in found(report("a.md"))
    write({"b.md": f"{header}{ZH}\n{EN}".replace("Date:", "<!-- align: ignore metadata x -->\nDate:")})
    assert found(report("b.md")) == ["entity", "number"]


def test_comments_change_no_span(report, write):
    comment = "<!-- align: ignore entity the author insists -->\n"
    write({"plain.md": f"{ZH}\n{EN}", "noted.md": f"{ZH}\n" + before(EN, KGB, comment.strip())})
    plain, noted = (report(name)["documents"][0] for name in ("plain.md", "noted.md"))
    text = f"{ZH}\n" + before(EN, KGB, comment.strip())
    for document, shift in ((plain, 0), (noted, len(comment))):
        assert [p["id"] for p in document["pairs"]] == [p["id"] for p in plain["pairs"]]
        number = next(f for f in document["findings"] if f["rule"] == "number")
        assert number["target"][0]["start"] - shift == text.index("three hundred") - len(comment)
        assert number["fingerprint"] == plain["findings"][1]["fingerprint"]
    for pair in noted["pairs"]:
        for span in (*pair["source"], *pair["target"]):
            assert text[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize(
    ("comment", "why", "spent"),
    [
        ("<!-- align: ignore date old -->", "there is nothing left to ignore", True),
        ("<!-- align: ignore nubmer old -->", "no rule is called 'nubmer'; did you mean 'number'?", False),
        ("<!-- align: disable entity -->", "'disable' is none of ignore, ignore-start, ignore-end", False),
        ("<!-- align: ignore-start entity -->", "no ignore-end follows it", False),
    ],
)
def test_a_comment_without_effect_is_named(align, report, write, comment, why, spent):
    write({"a.md": f"{ZH}\n" + before(EN, KGB, comment)})
    assert stale(report("a.md")) == [(why, spent)]
    result = align("check", "a.md", "--fail-on", "never")
    assert result.exit_code == 0
    assert f"a.md:9:1: {comment}: {why}" in result.stderr
    write({"align.toml": 'fail-on-stale = true\nfail-on = "never"'})
    assert align("check", "a.md").exit_code == 1


@pytest.mark.parametrize(
    ("text", "is_hinted"),
    [
        ("- Ties to the KGB. {}", True),
        ("- Ties to the KGB. {}<!-- noted -->", False),
        ("- Ties to the KGB. {}\r\n- More.", True),
        ("- {}\n- Ties to the KGB.", False),
        ("{}\n- Ties to the KGB.", False),
        ("- Ties to {} the KGB.", False),
        ("| {} | KGB |", False),
    ],
)
def test_a_comment_at_the_end_of_a_line_is_told_where_to_stand(text, is_hinted):
    words = "<!-- align: ignore number x -->"
    (comment,) = lift_comments(File("a.md", text.format(words))).comments
    (found,) = find_stale_comments([comment], (), known=[NUMBER], ran={"number"}, require_reason=False)
    hint = "; a comment at the end of a line is for the next sentence: put it above" * is_hinted
    assert (found.why, found.is_spent) == (f"there is nothing left to ignore{hint}", True)


def test_a_long_path_is_named_whole(align, write):
    name = f"{'a long name ' * 9}.md"
    write({name: f"{ZH}\n" + before(EN, KGB, "<!-- align: ignore date old -->")})
    assert f"stale: {name}:9:1: " in align("check", name).stderr


def test_a_comment_for_a_rule_that_did_not_run_is_not_stale(report, write):
    write({"a.md": f"{ZH}\n" + before(EN, KGB, "<!-- align: ignore date, entity old -->")})
    assert stale(report("a.md", "--select", "number")) == []
    assert stale(report("a.md", "--ignore", "date")) == []


def test_a_comment_for_an_uncertain_finding_is_not_stale(report, write):
    write({"a.md": f"{ZH}\n" + before(EN, KGB, "<!-- align: ignore entity old -->")})
    result = report("a.md", "--min-confidence", "0.99")
    assert stale(result) == []
    assert result["documents"][0]["suppressions"] == []


def test_a_reason_can_be_required(align, report, write):
    write({"align.toml": "require-reason = true"})
    write({"a.md": f"{ZH}\n" + before(EN, KGB, "<!-- align: ignore entity -->")})
    result = report("a.md")
    assert found(result) == ["entity", "number"]
    assert stale(result) == [("it gives no reason, which the settings require", False)]
    write({"a.md": f"{ZH}\n" + before(EN, KGB, "<!-- align: ignore entity as printed -->")})
    assert found(report("a.md")) == ["number"]
    refused = align("check", "a.md", "--write-baseline", "b.json")
    assert (refused.exit_code, "say why with --reason" in refused.stderr) == (2, True)
    assert align("check", "a.md", "--write-baseline", "b.json", "--reason", "why").exit_code == 0
    assert found(report("a.md", "--baseline", "b.json")) == []


# ---------------------------------------------------------------- baseline


def test_round_trip(align, report, write, tmp_path):
    """Once written, nothing is reported; with one side of a pair edited, only its finding is."""
    write({"a.md": f"{ZH}\n{EN}"})
    assert align("check", "a.md").exit_code == 1
    written = align("check", "a.md", "--write-baseline", "base.json", "--reason", "legacy")
    assert (written.exit_code, "base.json holds 2 findings, 2 new" in written.stderr) == (0, True)
    again = align("check", "a.md", "--baseline", "base.json")
    assert (again.exit_code, again.stderr) == (0, "")
    assert "(2 accepted)" in again.stdout
    lines = f"A line of its own.\n\n{ZH}\n- 新的一點。\n\n{EN}\n- A new point.\n"
    for name, text in {
        "target.md": f"{ZH}\n{EN}".replace("employed three", "hired three"),
        "source.md": f"{ZH}\n{EN}".replace("在2018年", "於2018年"),
    }.items():
        write({name: text, "align.toml": 'baseline = "base.json"'})
        entry = json.loads((tmp_path / "base.json").read_text())["entries"][1]
        entry["paths"] = [name]
        write({"base.json": baseline(json.loads((tmp_path / "base.json").read_text())["entries"][0], entry)})
        result = report(name)
        assert found(result) == ["number"]
        assert [(e["fingerprint"], e["spent"]) for e in result["stale_entries"]] == [
            (entry["fingerprint"], True)
        ]
        said = align("check", name)
        assert said.exit_code == 1
        assert f"base.json: {entry['fingerprint']} number" in said.stderr
    write({"moved.md": lines})
    assert set(found(report("moved.md"))) & {"entity", "number"} == set()


def baseline(*entries: dict) -> str:
    return json.dumps({"schema": "align.baseline/1", "entries": entries})


def test_the_same_error_twice_is_two_findings(align, report, write, tmp_path):
    line, zh = EN.splitlines()[3], ZH.splitlines()[3]
    write({"a.md": f"{ZH}{zh}\n\n{EN}{line}\n"})
    names = [f["fingerprint"] for f in report("a.md")["documents"][0]["findings"] if f["rule"] == "number"]
    assert len(set(names)) == 2
    write({"base.json": baseline({"fingerprint": names[0], "rule": "number", "reason": "once"})})
    (left,) = [
        f
        for f in report("a.md", "--baseline", "base.json")["documents"][0]["findings"]
        if f["rule"] == "number"
    ]
    assert left["fingerprint"] == names[1]


def test_writing_again_loses_nothing(align, report, write, tmp_path):
    write({"a.md": f"{ZH}\n{EN}", "c.md": f"{ZH}\n{EN}".replace("KGB", "CIA")})
    align("check", "a.md", "--write-baseline", "base.json", "--reason", "first")
    first = json.loads((tmp_path / "base.json").read_text())["entries"]
    align("check", "c.md", "--write-baseline", "base.json", "--reason", "second")
    second = json.loads((tmp_path / "base.json").read_text())["entries"]
    assert second[: len(first)] == first
    assert {e["reason"] for e in second[len(first) :]} == {"second"}
    assert align("check", ".", "--baseline", "base.json").exit_code == 0
    # One brief alone says nothing of the other's entries.
    assert align("check", "c.md", "--baseline", "base.json").stderr == ""


def test_a_configured_baseline_may_be_written_first(align, write):
    write({"a.md": f"{ZH}\n{EN}", "align.toml": 'baseline = "base.json"'})
    missing = align("check", "a.md")
    assert (missing.exit_code, "cannot read the baseline" in missing.stderr) == (2, True)
    assert align("check", "a.md", "--write-baseline", "base.json").exit_code == 0
    assert align("check", "a.md").exit_code == 0


def test_entries_for_rules_that_did_not_run_are_not_stale(align, write):
    write({"a.md": f"{ZH}\n{EN}"})
    align("check", "a.md", "--write-baseline", "base.json")
    assert align("check", "a.md", "--baseline", "base.json", "--select", "date").stderr == ""


def test_pairs_have_a_baseline_too(align, report, write):
    write({"p.tsv": "id\tsource\ttarget\na\t三千名工程師\tthree hundred engineers\n"})
    assert align("check", "--pairs", "p.tsv", "--write-baseline", "base.json").exit_code == 0
    assert found(report("--pairs", "p.tsv", "--baseline", "base.json")) == []


def test_what_is_suppressed_is_in_the_report_and_meets_the_schema(report, write):
    from importlib.resources import files

    write({"a.md": f"{ZH}\n" + before(EN, KGB, '<!-- align: ignore entity "KGB" as printed -->')})
    plain = report("a.md")
    name = plain["documents"][0]["findings"][0]["fingerprint"]
    write(
        {
            "base.json": baseline(
                *({"fingerprint": n, "rule": "number", "reason": ""} for n in (name, "0" * 16))
            )
        }
    )
    result = report("a.md", "--baseline", "base.json")
    jsonschema.validate(
        result, json.loads((files("align") / "data" / "report.schema.json").read_text(encoding="utf-8"))
    )
    inline, other = result["documents"][0]["suppressions"]
    assert (inline["kind"], inline["reason"]) == (SuppressionKind.INLINE, "as printed")
    assert inline["comment"]["text"] == '<!-- align: ignore entity "KGB" as printed -->'
    assert (inline["comment"]["line"], inline["finding"]["rule"]) == (9, "entity")
    assert (other["kind"], other["reason"], other["comment"]) == ("baseline", None, None)
    assert result["summary"]["suppressed"] == 2
    (unplaced,) = result["stale_entries"]
    assert (unplaced["fingerprint"], unplaced["spent"]) == ("0" * 16, False)


# ---------------------------------------------------------------- prune

NOTED = before(f"{ZH}\n" + before(EN, KGB, "<!-- align: ignore entity as printed -->"), "- 這些公司僱用",
               "<!-- align: ignore-start date old -->") + "<!-- align: ignore-end -->\n"  # fmt: skip
PRUNED = f"{ZH}\n" + before(EN, KGB, "<!-- align: ignore entity as printed -->")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "big5", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_prune_shows_and_then_takes_out(align, write, tmp_path, encoding, newline):
    noted, pruned = (text.replace("\n", newline).encode(encoding) for text in (NOTED, PRUNED))
    write({"a.md": noted})
    shown = align("prune", "a.md")
    assert (shown.exit_code, "1 comment stale; --apply takes them out" in shown.stderr) == (0, True)
    assert "-<!-- align: ignore-start date old -->" in shown.stdout
    assert (tmp_path / "a.md").read_bytes() == noted
    done = align("prune", "a.md", "--apply")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "a.md").read_bytes() == pruned
    assert "nothing is stale" in align("prune", "a.md", "--apply").stderr
    assert align("prune", "a.md").stderr == "align: nothing is stale\n"


def test_prune_of_what_cannot_be_read(align):
    for args in (("missing.md",), ("--pairs", "missing.md")):
        result = align("prune", *args)
        assert (result.exit_code, result.output) == (2, "align: missing.md does not exist\n")


def test_prune_of_a_baseline(align, write, tmp_path):
    write({"a.md": f"{ZH}\n{EN}", "c.md": f"{ZH}\n{EN}".replace("KGB", "CIA")})
    align("check", ".", "--write-baseline", "base.json")
    entries = json.loads((tmp_path / "base.json").read_text())["entries"]
    unplaced = {"fingerprint": "0" * 16, "rule": "entity", "reason": "", "source": "x", "target": "y"}
    write({"base.json": baseline(*entries, unplaced), "a.md": f"{ZH}\n{EN}".replace("KGB", "GRU")})
    stood = (tmp_path / "base.json").read_bytes()
    shown = align("prune", "a.md", "--baseline", "base.json")
    assert "1 entry of the baseline stale" in shown.stderr
    assert (tmp_path / "base.json").read_bytes() == stood
    align("prune", "a.md", "--baseline", "base.json", "--apply")
    left = json.loads((tmp_path / "base.json").read_text())["entries"]
    assert left == [*(e for e in entries if "KGB" not in e["target"]), unplaced]
    align("prune", ".", "--baseline", "base.json", "--all", "--apply")
    assert unplaced not in json.loads((tmp_path / "base.json").read_text())["entries"]


def test_prune_leaves_alone_what_changed_meanwhile(align, write, tmp_path, monkeypatch):
    from align import pipeline

    write({"a.md": NOTED})
    run = pipeline.run

    def run_while_somebody_types(tasks, **options):
        result = run(tasks, **options)
        write({"a.md": NOTED + "- One more point.\n"})
        return result

    monkeypatch.setattr(pipeline, "run", run_while_somebody_types)
    result = align("prune", "a.md", "--apply")
    assert "left alone: a.md has changed meanwhile" in result.stderr
    assert (tmp_path / "a.md").read_text() == NOTED + "- One more point.\n"


# ---------------------------------------------------------------- explain


@pytest.mark.parametrize("how", ["fingerprint", "start", "place", "line", "position"])
def test_explain(align, report, write, how):
    write({"a.md": f"{ZH}\n{EN}"})
    finding = report("a.md")["documents"][0]["findings"][0]
    name, place = finding["fingerprint"], finding["target"][0]
    wanted = {
        "fingerprint": name,
        "start": name[:6].upper(),
        "place": f"a.md:{place['line']}:{place['column']}",
        "line": f"a.md:{place['line']}",
        "position": f"{place['line']}:{place['column']}",
    }[how]
    result = align("check", "a.md", "--explain", wanted)
    assert (result.exit_code, result.stderr) == (0, "")
    for part in (
        "GRU rendered as KGB", f"fingerprint: {name}", "confidence: 0.", "expected: ru-gru",
        "source: 俄羅斯不少精英大學與格魯烏淵源深厚。", "A name is rendered as another name.",
        '<!-- align: ignore entity "KGB" why it is right -->',
    ):  # fmt: skip
        assert part in result.stdout


def test_explain_tells_who_accepted_it(align, write):
    write({"a.md": f"{ZH}\n" + before(EN, KGB, "<!-- align: ignore entity as printed -->")})
    assert (
        "suppressed: by a comment at a.md:9:1: as printed"
        in align("check", "a.md", "--explain", "3:13").stdout
    )


def test_explain_needs_one_finding(align, write):
    write({"a.md": f"{ZH}\n{EN}"})
    for wanted in ("0000", "xyz", "a.md:1:1", "", "a.md:"):
        result = align("check", "a.md", "--explain", wanted)
        assert (result.exit_code, "no finding is called" in result.stderr or not wanted) == (2, True)


@pytest.mark.parametrize(
    "args",
    [
        "a.md --watch --explain 12",
        "a.md --write-baseline b.json --watch",
        "a.md --reason why",
        "- --watch",
        "- --changed HEAD",
    ],
)
def test_what_does_not_go_together(align, args):
    assert align("check", *args.split()).exit_code == 2
