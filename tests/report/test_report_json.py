import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from align.report import render
from align.types import Unread

SCHEMA = json.loads(files("align").joinpath("data", "report.schema.json").read_text(encoding="utf-8"))
NASTY = 'é\x00\x1b[31m\x7f\x9b\u202e\u2028\U000e0041\ud800\\"</script>'


def validator(part: str = "") -> Draft202012Validator:
    schema = {**SCHEMA, "$ref": f"#/$defs/{part}"} if part else SCHEMA
    if part:
        schema = {"$schema": SCHEMA["$schema"], "$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]}
    return Draft202012Validator(schema)


def objects(schema):
    """Yield every schema of an object with named properties."""
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def test_the_schema_is_sound_strict_and_described():
    Draft202012Validator.check_schema(SCHEMA)
    for schema in objects(SCHEMA):
        assert schema["additionalProperties"] is False
        assert all("description" in value or "$ref" in value for value in schema["properties"].values())


def test_reports_fit_the_schema(brief, two_files, prealigned, options, make_result):
    unread = (Unread("missing.txt", "missing.txt does not exist"),)
    result = make_result(brief, two_files, prealigned, crashed=("link",), unread=unread)
    validator().validate(json.loads(render("json", result, options)))
    validator().validate(json.loads(render("json", make_result(), options)))
    lines = render("jsonl", result, options).splitlines()
    for line in lines:
        validator("line").validate(json.loads(line))


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r.update(extra=1),
        lambda r: r.pop("unread"),
        lambda r: r["documents"][0]["pairs"][0].pop("id"),
    ],
)
def test_the_schema_refuses(change, brief, options, make_result):
    report = json.loads(render("json", make_result(brief), options))
    change(report)
    assert not validator().is_valid(report)


@pytest.mark.parametrize(
    "line", [{"paths": ["a"]}, {"unread": "a is empty"}, {"paths": ["a"], "unread": "a is empty", "id": "p1"}]
)
def test_the_schema_refuses_a_line_that_is_neither_a_pair_nor_an_unread_brief(line):
    assert not validator("line").is_valid(line)


def test_spans_are_exact(two_files, options, make_result):
    report = json.loads(render("json", make_result(two_files), options))["documents"][0]
    texts = {file.path: file.text for file in two_files.document.files}
    spans = [
        span
        for item in report["pairs"] + report["findings"]
        for side in ("source", "target")
        for span in item[side]
    ]
    for span in spans:
        text = texts[span["path"]]
        assert text[span["start"] : span["end"]] == span["text"]
        assert text[: span["start"]].count("\n") == span["line"] - 1
        assert span["column"] == span["start"] - (text.rfind("\n", 0, span["start"]) + 1) + 1


def test_an_omission_has_an_empty_target_span(brief, options, make_result):
    report = json.loads(render("json", make_result(brief), options))["documents"][0]
    finding = next(finding for finding in report["findings"] if finding["rule"] == "omission")
    span = finding["target"][0]
    assert (span["text"], span["start"]) == ("", span["end"])
    assert (span["line"], span["column"]) == (span["end_line"], span["end_column"])


def test_one_line_a_pair_in_order(prealigned, options, make_result):
    lines = [json.loads(line) for line in render("jsonl", make_result(prealigned), options).splitlines()]
    assert [line["id"] for line in lines] == ["id-0", "id-1"]
    assert [list(line) for line in lines] == [["id", "quality", "risk", "findings"]] * 2
    # The finding that names no pair stands at the pair in which it lies.
    assert [[finding["rule"] for finding in line["findings"]] for line in lines] == [["list"], ["number"]]
    assert lines[1]["findings"][0]["target"] == [{"start": 17, "end": 20, "text": "50%"}]


def test_hostile_text_is_escaped_and_comes_back_whole(hostile_result, options):
    for name in ("json", "jsonl"):
        text = render(name, hostile_result(NASTY), options)
        assert not set(text) & set("\x00\x1b\x7f\x9b\u202e\u2028\U000e0041\ud800")
        text.encode()
        assert "é" in text
    report = json.loads(render("json", hostile_result(NASTY), options))
    assert report["documents"][0]["findings"][0]["message"] == NASTY
