"""Formats for programs, each against its schema or by a parser of its own, and all against one another."""

import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from lxml import etree

from align.report import REPORTERS, render
from align.report.csv import COLUMNS
from align.report.places import Address, absolute, address, from_folder, uri
from align.types import File, Result, Severity, Unread

from .small import OPTIONS, astral, clean, from_english, make_small

SCHEMAS = Path(__file__).parent / "schemas"
UNREAD = Unread("briefs/lost.txt", "briefs/lost.txt does not exist")
NASTY = 'é\x00\x1b[31m\x7f\x9b\u202e\u2028\U000e0041\ud800\\"</script>]]>::error::x\r\n%0A'


def schema_of(name: str) -> dict:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


SARIF = Draft4Validator(schema_of("sarif-2.1.0"))
GITLAB = Draft202012Validator(schema_of("gitlab"))
RDJSON = Draft4Validator(schema_of("rdjson"))
JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))


@pytest.fixture
def all_sorts(brief, two_files, prealigned, make_result):
    """Findings in both directions, in several files, without a counterpart, in pairs, and none."""
    documents = (brief, two_files, prealigned, astral(), from_english(), clean())
    return make_result(*documents, crashed=("link: LookupError: out of luck",), unread=(UNREAD,))


def sarif_results(result, options=OPTIONS) -> list[dict]:
    return json.loads(render("sarif", result, options))["runs"][0]["results"]


# ---------------------------------------------------------------- schemas


@pytest.fixture(params=["all", "nothing", "clean", "hostile"])
def any_result(request, all_sorts, make_result, hostile_result):
    results = {"nothing": make_result(), "clean": make_result(clean()), "hostile": hostile_result(NASTY)}
    return results.get(request.param, all_sorts)


@pytest.mark.parametrize(("name", "schema"), [("sarif", SARIF), ("gitlab", GITLAB), ("rdjson", RDJSON)])
def test_json_meets_its_schema(name, schema, any_result):
    text = render(name, any_result, OPTIONS)
    schema.validate(json.loads(text))
    assert not set(text) & set("\x00\x1b\x7f\x9b\u202e\u2028\U000e0041\ud800")


def parse_junit(result, options=OPTIONS):
    return etree.fromstring(render("junit", result, options).encode())


def test_junit_meets_its_schema(any_result):
    JUNIT.assertValid(parse_junit(any_result))


def test_the_schemas_refuse(all_sorts):
    report = json.loads(render("sarif", all_sorts, OPTIONS))
    report["runs"][0]["results"][0]["level"] = "fatal"
    assert not SARIF.is_valid(report)
    assert not GITLAB.is_valid([{"description": "x"}])
    assert not RDJSON.is_valid({"diagnostics": [{"related": 1}]})
    assert not JUNIT.validate(etree.fromstring("<testsuites><testsuite/></testsuites>"))


# ---------------------------------------------------------------- the same findings


class Text(HTMLParser):
    """The text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_format_holds_the_same_findings(all_sorts):
    reports = {name: render(name, all_sorts, OPTIONS) for name in REPORTERS}
    documents = json.loads(reports["json"])["documents"]
    findings = [finding for document in documents for finding in document["findings"]]
    names = [finding["fingerprint"] for finding in findings]
    messages = [finding["message"] for finding in findings]
    assert len(names) == 16
    # What could not be read comes first or last, and names no finding.
    assert all(UNREAD.reason in report for report in reports.values())
    # By name, where the format holds names.
    assert [one["partialFingerprints"]["align/v1"] for one in sarif_results(all_sorts)] == names
    *lines, last = map(json.loads, reports["jsonl"].splitlines())
    assert sorted(one["fingerprint"] for line in lines for one in line["findings"]) == sorted(names)
    assert last == {"paths": [UNREAD.path], "unread": UNREAD.reason}
    assert [row["fingerprint"] for row in read_csv(reports["csv"])] == ["", *names]
    # The page shows a finding once in its margin.
    assert sorted(re.findall(r'data-finding="([0-9a-f]+)"', reports["html"])) == sorted(names)
    # By what is said in them elsewhere.
    said = {
        "rdjson": [one["message"] for one in json.loads(reports["rdjson"])["diagnostics"]],
        "gitlab": [one["description"] for one in json.loads(reports["gitlab"])],
    }
    for first, *texts in said.values():
        assert first == f"not checked: {UNREAD.reason}"
        assert all(text.startswith(message) for text, message in zip(texts, messages, strict=True))
    count = len(names)
    assert len(re.findall(r"^::\w+ title=(?!align)", reports["github"], re.MULTILINE)) == count
    assert len(re.findall(r"^\| (?:critical|major|minor) \|", reports["markdown"], re.MULTILINE)) == count
    assert len(re.findall(r"\d\)?: (?:critical|major|minor): ", reports["junit"])) == count
    page = Text(reports["html"]).text
    assert all(page.count(message) >= messages.count(message) for message in messages)


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# ---------------------------------------------------------------- places


def test_regions_of_sarif_count_code_points(brief, two_files, make_result):
    result = make_result(brief, two_files, astral(), from_english())
    texts = {file.path: file.text for checked in result.checked for file in checked.document.files}
    seen = 0
    for one in sarif_results(result):
        for location in (*one["locations"], *one["relatedLocations"]):
            physical = location["physicalLocation"]
            for region in (physical["region"], physical.get("contextRegion")):
                if region and "snippet" in region:
                    text = texts[physical["artifactLocation"]["uri"]]
                    assert cut_by_code_points(text, region) == region["snippet"]["text"]
                    seen += 1
    assert seen > 30


def cut_by_code_points(text: str, region: dict) -> str:
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    start = starts[region["startLine"] - 1] + region["startColumn"] - 1
    return text[start : starts[region["endLine"] - 1] + region["endColumn"] - 1]


def test_ranges_of_rdjson_count_bytes(two_files, make_result):
    result = make_result(astral(), two_files)
    texts = {file.path: file.text for checked in result.checked for file in checked.document.files}
    first, *_ = diagnostics = json.loads(render("rdjson", result, OPTIONS))["diagnostics"]
    assert first["location"]["range"] == {
        "start": {"line": 1, "column": 21},
        "end": {"line": 1, "column": 30},
    }
    targets = [finding.target or finding.source for checked in result.checked for finding in checked.findings]
    for one, (place, *_) in zip(diagnostics, targets, strict=True):
        lines = texts[one["location"]["path"]].encode().splitlines(keepends=True)
        start, end = (
            sum(map(len, lines[: at["line"] - 1])) + at["column"] - 1
            for at in one["location"]["range"].values()
        )
        assert b"".join(lines)[start:end].decode() == place.text


def test_columns_behind_an_astral_character(make_result):
    (one,) = sarif_results(make_result(astral()))
    region = one["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"], region["snippet"]["text"]) == (18, 27, "3 million")
    related = one["relatedLocations"][0]["physicalLocation"]["region"]
    assert (related["startColumn"], related["endColumn"], related["snippet"]["text"]) == (6, 8, "3億")
    assert "col=18,endColumn=27" in render("github", make_result(astral()), OPTIONS)


def test_an_omission_is_an_insertion_point(brief, make_result):
    one = next(one for one in sarif_results(make_result(brief)) if one["ruleId"] == "omission")
    region = one["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 12, "startColumn": 50, "endLine": 12, "endColumn": 50}
    assert one["relatedLocations"][0]["message"]["text"] == "zh-Hant: 船東協會警告，保險費可能再漲。"
    assert "line=12,endLine=12,col=50::" in render("github", make_result(brief), OPTIONS)


def test_the_translation_comes_first_in_either_direction(make_result):
    (one,) = sarif_results(make_result(from_english()))
    physical = one["locations"][0]["physicalLocation"]
    assert (physical["artifactLocation"]["uri"], physical["region"]["snippet"]["text"]) == (
        "b.zh.txt",
        "三成",
    )
    assert one["relatedLocations"][0]["message"]["text"] == "en: 3%"
    (edit,) = one["fixes"][0]["artifactChanges"][0]["replacements"]
    assert (edit["deletedRegion"]["snippet"]["text"], edit["insertedContent"]["text"]) == ("三成", "3%")


def test_pairs_stand_at_the_line_of_their_entry_and_name_the_field(prealigned, make_result):
    one = sarif_results(make_result(prealigned))[0]
    (location,) = one["locations"]
    # Columns would be those of the field.
    assert location["physicalLocation"]["region"] == {"startLine": 2}
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "pairs.jsonl"
    assert location["logicalLocations"] == [{"fullyQualifiedName": "1.target", "kind": "member"}]
    assert location["properties"] == {"start": 17, "end": 20, "text": "50%"}
    assert "fixes" not in one


def test_pairs_whose_line_nobody_told_stand_at_their_file():
    kept = make_small(File("p.jsonl#a.source", "3%。"), File("p.jsonl#a.target", "3 percent"), ("3%", "3"))
    file = File("p.jsonl", "")
    checked = replace(kept, document=replace(kept.document, files=(file,), prealigned=(((0,), (0,)),)))
    result = Result((checked,), "e", "s", ())
    for name, expected in {
        "concise": "p.jsonl: major number: it differs (a.target:1:1)",
        "github": "::warning title=major number,file=p.jsonl::it differs (a.target)",
        "csv": "p.jsonl#a.target,,1,",
        "markdown": "| a.target |",
        "junit": "p.jsonl (a.target:1:1): major: it differs",
    }.items():
        assert expected in render(name, result, OPTIONS)
    (location,) = sarif_results(result)[0]["locations"]
    assert "region" not in location["physicalLocation"]


# path as typed, folder, root -> address from the root
PATHS = [
    ("a.txt", "", "", "a.txt"),
    ("./a.txt", "", "", "a.txt"),
    ("b/../a.txt", "", "", "a.txt"),
    ("/r/b/a.txt", "", "", "/r/b/a.txt"),
    ("a.txt", "/r/b", "/r", "b/a.txt"),
    ("../c/a.txt", "/r/b", "/r", "c/a.txt"),
    ("/r/b/a.txt", "/r/b", "/r", "b/a.txt"),
    ("/r/b/a.txt", "/r/b", "/r/", "b/a.txt"),
    ("/rr/a.txt", "/r/b", "/r", "/rr/a.txt"),
    ("../../x/a.txt", "/r/b", "/r", "../../x/a.txt"),
    ("<stdin>", "/r/b", "/r", "<stdin>"),
    ("a.txt", "/", "/", "a.txt"),
]


@pytest.mark.parametrize(("path", "folder", "root", "expected"), PATHS)
def test_paths_count_from_the_root(path, folder, root, expected):
    options = replace(OPTIONS, folder=folder, root=root)
    assert address(File(path, ""), clean().document, options) == Address(expected)


@pytest.mark.parametrize(
    ("path", "folder", "expected"),
    [
        ("b/a.txt", "/r", "b/a.txt"),
        ("./a.txt", "/r", "a.txt"),
        ("/r/b/a.txt", "/r", "b/a.txt"),
        ("../a.txt", "/r/c", "../a.txt"),
        ("./a.txt", "", "a.txt"),
        ("<stdin>", "/r", ""),
        ("a\n.txt", "/r", ""),
    ],
)
def test_paths_of_a_baseline_count_from_the_folder_of_the_run(path, folder, expected):
    assert from_folder(path, replace(OPTIONS, folder=folder)) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a b/簡報#1%.txt", "a%20b/%E7%B0%A1%E5%A0%B1%231%25.txt"),
        ("c:d.txt", "c%3Ad.txt"),
        ("/r/a.txt", "file:///r/a.txt"),
        ("C:/r/a b.txt", "file:///C:/r/a%20b.txt"),
        ("a\udcff\n.txt", "a%FF%0A.txt"),
        ("a\ud800.txt", "a%ED%A0%80.txt"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_uris(path, expected):
    assert uri(path) == expected


def test_an_absolute_path_is_one_of_a_file():
    options = replace(OPTIONS, folder="/r/b")
    assert absolute("../a.txt", options) == "/r/a.txt"
    assert absolute("<stdin>", options) == ""
    assert absolute("a.txt", OPTIONS) == ""


def test_files_outside_the_root_have_no_base(make_result):
    checked = make_small(File("/elsewhere/a.txt", "三"), File("b.txt", "two"), ("三", "two"))
    options = replace(OPTIONS, folder="/r/b", root="/r")
    run = json.loads(render("sarif", make_result(checked), options))["runs"][0]
    assert [artifact["location"] for artifact in run["artifacts"]] == [
        {"uri": "file:///elsewhere/a.txt"},
        {"uri": "b/b.txt", "uriBaseId": "%SRCROOT%"},
    ]
    assert set(run["originalUriBaseIds"]) == {"%SRCROOT%"}


# ---------------------------------------------------------------- SARIF


def test_sarif_lists_every_rule_with_its_help(all_sorts):
    run = json.loads(render("sarif", all_sorts, OPTIONS))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in all_sorts.rules]
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in rules)
    assert "\n- **Bad:** 格魯烏 as KGB." in rules[0]["help"]["markdown"]
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        assert one["suppressions"] == []
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_links_rules_to_the_docs(all_sorts):
    options = replace(OPTIONS, docs="https://docs.example.org/align/")
    driver = json.loads(render("sarif", all_sorts, options))["runs"][0]["tool"]["driver"]
    assert driver["informationUri"] == "https://docs.example.org/align/"
    assert driver["rules"][0]["helpUri"] == "https://docs.example.org/align/rules/#entity"


@pytest.mark.parametrize(
    ("code", "crashed", "successful"),
    [(0, (), True), (1, (), True), (2, (), False), (3, ("link",), False), (None, ("link",), False)],
)
def test_sarif_tells_how_the_run_ended(code, crashed, successful, brief, make_result):
    result = make_result(brief, crashed=crashed)
    run = json.loads(render("sarif", result, replace(OPTIONS, exit_code=code)))["runs"][0]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is successful
    assert invocation.get("exitCode") == code
    notes = [(note["level"], note["message"]["text"]) for note in invocation["toolExecutionNotifications"]]
    assert notes == [
        *(("error", name) for name in crashed),
        ("note", "read briefs/strait.txt as Big5"),
    ]


def test_sarif_tells_what_could_not_be_read(brief, make_result):
    options = replace(OPTIONS, folder="/repo/briefs", root="/repo")
    unread = (Unread("lost 1.txt", "lost 1.txt does not exist"), Unread("/x/a", "/x/a is empty"))
    (run,) = json.loads(render("sarif", make_result(brief, unread=unread), options))["runs"]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    notes = [one for one in invocation["toolExecutionNotifications"] if one["level"] == "error"]
    assert [note["message"]["text"] for note in notes] == [
        "not checked: lost 1.txt does not exist",
        "not checked: /x/a is empty",
    ]
    places = [note["locations"][0]["physicalLocation"]["artifactLocation"] for note in notes]
    assert places == [{"uri": "briefs/lost%201.txt", "uriBaseId": "%SRCROOT%"}, {"uri": "file:///x/a"}]


def test_text_cannot_become_a_link_in_sarif(make_result):
    checked = make_small(
        File("a", "[x](https://evil.example)"), File("b", "y"), ("[x](https://evil.example)", "y"),
        message="[x](https://evil.example) rendered as y", suggestion="\\",
    )  # fmt: skip
    (one,) = sarif_results(make_result(checked))
    assert one["message"]["text"] == r"\[x\](https://evil.example) rendered as y. Suggestion: \\"
    assert one["relatedLocations"][0]["message"]["text"] == r"zh-Hant: \[x\](https://evil.example)"


# ---------------------------------------------------------------- GitHub


def parse_commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read commands as the runner of GitHub Actions does."""
    found = []
    for line in text.splitlines():
        if command := re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line):
            properties = dict(item.split("=", 1) for item in command[2].split(","))
            found.append((command[1], {k: unescape(v) for k, v in properties.items()}, unescape(command[3])))
    return found


def unescape(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_github_commands_come_back_whole(make_result):
    message = "50%, not 5% :: ::error::x\n::set-output name=a::b %0A"
    checked = make_small(
        File("a,b:c%.txt", "三成"), File("a,b:c%.txt", "a\nb"), ("三成", "b"), message=message
    )
    ((level, properties, text),) = parse_commands(render("github", make_result(checked), OPTIONS))
    assert level == "warning"
    assert properties == {
        "title": "major number", "file": "a,b:c%.txt",
        "line": "2", "endLine": "2", "col": "1", "endColumn": "2",
    }  # fmt: skip
    assert text == "50%, not 5% :: ::error::x ::set-output name=a::b %0A\ncompare: 三成"


def test_github_shows_the_worst_first(all_sorts):
    levels = [level for level, *_ in parse_commands(render("github", all_sorts, OPTIONS))][:-1]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)
    assert set(levels) == {"error", "warning", "notice"}


def test_nothing_hostile_starts_a_command(hostile_result):
    text = render("github", hostile_result(NASTY), OPTIONS)
    lines = text.splitlines()
    assert len(lines) == len(parse_commands(text)) + 1 == 9
    assert lines[-1].startswith("align: ")


# ---------------------------------------------------------------- GitLab, JUnit


def test_gitlab_tells_apart_the_same_finding_in_two_briefs(brief, make_result):
    twin = make_small(File("x/a.zh", "三成"), File("x/a.en", "3%"), ("三成", "3%"))
    other = make_small(File("y/a.zh", "三成"), File("y/a.en", "3%"), ("三成", "3%"))
    first, second = json.loads(render("gitlab", make_result(twin, other), OPTIONS))
    assert first["fingerprint"] != second["fingerprint"]
    name = sarif_results(make_result(twin))[0]["partialFingerprints"]["align/v1"]
    assert first["fingerprint"] == hashlib.sha256(json.dumps(["x/a.en", name]).encode()).hexdigest()


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        (Severity.CRITICAL, {"entity"}),
        (Severity.MAJOR, {"entity", "number", "negation", "omission"}),
        (Severity.MINOR, {"entity", "number", "negation", "omission", "addition", "list"}),
        (None, set()),
    ],
)
def test_junit_fails_what_the_exit_code_fails(fail_on, failing, brief, two_files, make_result):
    options = replace(OPTIONS, fail_on=(None, fail_on))
    root = parse_junit(make_result(brief, two_files), options)
    lenient, strict = root.findall("testsuite")
    assert {case.get("name") for case in strict if case.find("failure") is not None} == failing
    assert strict.get("failures") == root.get("failures") == str(len(failing))
    assert lenient.get("failures") == "0"
    told = [case for case in lenient if case.find("system-out") is not None]
    assert len(told) == 6


def test_junit_has_a_suite_for_what_could_not_be_read(brief, make_result):
    root = parse_junit(make_result(brief, unread=(UNREAD,)))
    (suite,) = root.findall(f"testsuite[@name='{UNREAD.path}']")
    (error,) = suite.findall("testcase/error")
    assert (suite.get("tests"), suite.get("errors"), root.get("errors")) == ("1", "1", "1")
    assert (error.get("type"), error.get("message")) == ("unread", f"not checked: {UNREAD.reason}")


def test_github_puts_what_could_not_be_read_first(brief, make_result):
    lines = render("github", make_result(brief, unread=(UNREAD,)), OPTIONS).splitlines()
    assert lines[0] == "::error title=align,file=briefs/lost.txt::not checked: briefs/lost.txt does not exist"
    assert lines[-1].endswith("; 1 brief could not be read")


def test_csv_has_a_row_for_what_could_not_be_read(make_result):
    (row,) = read_csv(render("csv", make_result(unread=(Unread("=a", "=a is empty"),)), OPTIONS))
    given = {name: value for name, value in row.items() if value}
    assert given == {"path": "'=a", "message": "not checked: =a is empty"}


def test_junit_names_a_rule_that_crashed(brief, make_result):
    root = parse_junit(make_result(brief, crashed=("link: LookupError: x",)))
    error = root.find("testsuite[@name='align']/testcase[@name='link']/error")
    assert error.get("message") == "rule failed: link: LookupError: x"
    assert root.get("errors") == "1"


# ---------------------------------------------------------------- CSV


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-3.2%", "'-3.2%"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("－1", "'－1"),
        (" =1", "' =1"),
        ("\u3000=1", "'\u3000=1"),
        ("\t=1", "'\t=1"),
        ("\r\n=1", "'\n=1"),
        ("a=1", "a=1"),
        ("a\r\n=1", "a\n=1"),
        ('say "a", b', 'say "a", b'),
        ("a\x1b[31m\u202eb", "a<U+001B>[31m<U+202E>b"),
    ],
)
def test_no_cell_is_a_formula(text, cell, make_result):
    checked = make_small(File("a", "三"), File("b", text), ("三", text), message=text)
    (row,) = read_csv(render("csv", make_result(checked), OPTIONS))
    assert (row["message"], row["target"]) == (cell, cell)


def test_csv_is_what_excel_reads(brief, make_result):
    text = render("csv", make_result(brief), OPTIONS)
    assert text.startswith("\ufeffpath,line,column,")
    assert text.endswith("\r\n")
    rows = read_csv(text)
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["line"], rows[0]["column"], rows[0]["source"], rows[0]["target"]) == (
        "11", "32", "3.2億", "3.2 million",
    )  # fmt: skip
    assert read_csv(render("csv", make_result(), OPTIONS)) == []
