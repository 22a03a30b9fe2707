"""Baseline files: whatever stands in one, it is read right or refused, and never half written."""

from __future__ import annotations

import json
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align import storage
from align.baseline import extend_baseline, load_baseline, render_baseline, write_baseline
from align.errors import ConfigError
from align.types import BaselineEntry

NAME = "0123456789abcdef"
ENTRY = {"fingerprint": NAME, "rule": "entity", "reason": "why", "source": "格魯烏", "target": "KGB"}


def text(*entries: object, **more: object) -> str:
    return json.dumps({"schema": "align.baseline/1", "entries": list(entries)} | more)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is not a valid baseline: Expecting value"),
        ("{", "is not a valid baseline"),
        ("[]", "is not a baseline: it lacks"),
        ("null", "is not a baseline: it lacks"),
        ('"align.baseline/1"', "is not a baseline: it lacks"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ("9" * 10_000, "is not a valid baseline"),
        ('{"schema": "align.baseline/2", "entries": []}', "is not a baseline: it lacks"),
        ('{"schema": "align.baseline/1"}', "entries is not a list"),
        ('{"schema": "align.baseline/1", "entries": {}}', "entries is not a list"),
        ('{"schema": "align.baseline/1", "entries": [], "entries": []}', "a key stands twice"),
        (text(more=1), "unknown key 'more'"),
        (text(1), "entry 1 is not an object"),
        (text(ENTRY, None), "entry 2 is not an object"),
        (text(ENTRY | {"line": 3}), "entry 1: unknown key 'line'"),
        (text({"rule": "entity"}), "fingerprint is not a string"),
        (text({"fingerprint": NAME}), "rule is not a string"),
        (text(ENTRY | {"fingerprint": "../../x"}), "is not 16 hexadecimal digits"),
        (text(ENTRY | {"fingerprint": NAME + "\n"}), "is not 16 hexadecimal digits"),
        (text(ENTRY | {"reason": None}), "reason is not a string"),
        (text(ENTRY | {"source": ["x"]}), "source is not a string"),
        (text(ENTRY | {"paths": "a.md"}), "paths is not a list of paths"),
        (text(ENTRY | {"paths": ["a\0"]}), "paths is not a list of paths"),
        (text(ENTRY | {"paths": ["\ud800"]}), "paths is not a list of paths"),
    ],
)
def test_what_is_no_baseline_is_refused_by_name(tmp_path, content, said):
    path = tmp_path / "base.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"base\.json") as error:
        load_baseline(path)
    assert said in str(error.value)
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\x80abc", "{}".encode("utf-16")])
def test_what_is_no_text_is_refused(tmp_path, data):
    (tmp_path / "base.json").write_bytes(data)
    with pytest.raises(ConfigError, match="cannot read the baseline"):
        load_baseline(tmp_path / "base.json")
    with pytest.raises(ConfigError, match="cannot read the baseline"):
        load_baseline(tmp_path)


KEYS = ["schema", "entries", "fingerprint", "rule", "reason", "source", "paths"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["schema", "entries", "fingerprint", "rule", "reason", "source", "paths"])
            | st.text(max_size=3),
            inner | st.just("align.baseline/1") | st.just(NAME),
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(JSON, st.booleans())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_is_read_or_refused(tmp_path, value, in_place):
    path = tmp_path / "base.json"
    path.write_text(json.dumps({"schema": "align.baseline/1", "entries": [value]} if in_place else value))
    try:
        entries = load_baseline(path)
    except ConfigError:
        return
    assert all(len(entry.fingerprint) == 16 for entry in entries)


ENTRIES = st.builds(
    BaselineEntry,
    st.text("0123456789abcdef", min_size=16, max_size=16),
    st.text(max_size=8),
    st.text(max_size=8) | st.characters(categories=["Cc", "Cf", "Zl", "Zp"]),
    st.text(max_size=20),
    st.text(max_size=20),
    st.lists(st.text(string.ascii_letters + "/. ", min_size=1), max_size=2).map(tuple),
)


@given(st.lists(ENTRIES, unique_by=lambda entry: entry.fingerprint, max_size=5))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_again(tmp_path, entries):
    path = tmp_path / "base.json"
    write_baseline(path, entries)
    assert load_baseline(path) == tuple(entries)
    assert not any(ord(char) < 0x20 and char != "\n" for char in path.read_text(encoding="utf-8"))
    assert extend_baseline(entries, [], folder=tmp_path, reason="") == tuple(entries)


def test_of_two_entries_with_one_name_the_one_with_a_reason_counts(tmp_path):
    path = tmp_path / "base.json"
    path.write_text(text(ENTRY | {"reason": ""}, ENTRY, ENTRY | {"reason": "later"}))
    assert [entry.reason for entry in load_baseline(path)] == ["why"]


def test_a_byte_order_mark_is_no_error(tmp_path):
    (tmp_path / "base.json").write_bytes(b"\xef\xbb\xbf" + text(ENTRY).encode())
    assert len(load_baseline(tmp_path / "base.json")) == 1


def test_a_failed_write_leaves_what_stood_there(tmp_path, monkeypatch):
    path = tmp_path / "base.json"
    old = (BaselineEntry(**ENTRY),)
    write_baseline(path, old)
    stood = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.Path, "replace", fail)
    with pytest.raises(ConfigError, match="no space left on device"):
        write_baseline(path, ())
    assert path.read_bytes() == stood
    assert [entry.name for entry in tmp_path.iterdir()] == ["base.json"]


def test_a_link_is_followed_and_kept(tmp_path):
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    write_baseline(real, ())
    link.symlink_to(real)
    write_baseline(link, (BaselineEntry(**ENTRY),))
    assert link.is_symlink()
    assert len(load_baseline(real)) == 1


def test_the_file_is_kind_to_diffs():
    assert render_baseline([BaselineEntry(**ENTRY, paths=("a.md",))]) == (
        '{\n "schema": "align.baseline/1",\n "entries": [\n  {\n   "fingerprint": "0123456789abcdef",\n'
        '   "rule": "entity",\n   "reason": "why",\n   "source": "格魯烏",\n   "target": "KGB",\n'
        '   "paths": [\n    "a.md"\n   ]\n  }\n ]\n}\n'
    )
