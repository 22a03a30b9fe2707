"""Where settings are found, what they may say, and which rules they leave."""

from dataclasses import fields
from pathlib import Path

import pytest

from align.config import KEYS, Selection, Settings, load_settings, matches, merge, other_halves, settings_in
from align.errors import ConfigError
from align.types import Language, Rule, Sensitivity, Severity


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# ---------------------------------------------------------------- search


def test_without_a_file_settings_are_the_defaults(tmp_path):
    assert load_settings(tmp_path / "brief.txt") == Settings()
    assert load_settings(tmp_path / "brief.txt").origin is None


@pytest.mark.parametrize("start", ["a/b", "a/b/brief.txt", "a/b/missing/brief.txt"])
def test_the_nearest_file_wins(tmp_path, start):
    write(tmp_path / "align.toml", "min-confidence = 0.1")
    near = write(tmp_path / "a" / ".align.toml", "min-confidence = 0.2")
    write(tmp_path / "a/b/brief.txt", "")
    found = load_settings(tmp_path / start)
    assert (found.min_confidence, found.origin) == (0.2, near)


def test_in_one_folder_align_toml_comes_first(tmp_path):
    texts = {
        "pyproject.toml": "[tool.align]\nmin-confidence = 0.3",
        ".align.toml": "min-confidence = 0.2",
        "align.toml": "min-confidence = 0.1",
    }
    for name, expected in (("pyproject.toml", 0.3), (".align.toml", 0.2), ("align.toml", 0.1)):
        write(tmp_path / name, texts[name])
        assert load_settings(tmp_path).min_confidence == expected


def test_a_pyproject_without_the_table_does_not_stop_the_search(tmp_path):
    write(tmp_path / "align.toml", 'source = "en"')
    write(tmp_path / "a/pyproject.toml", "[tool.ruff]\nline-length = 110")
    assert load_settings(tmp_path / "a").source is Language.EN
    assert settings_in(tmp_path / "a") is None


def test_a_relative_start_is_searched_up_to_the_root(tmp_path, monkeypatch):
    write(tmp_path / "align.toml", 'source = "en"')
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    assert load_settings(Path("brief.txt")).source is Language.EN
    assert load_settings(Path("-")).source is Language.EN


def test_an_explicit_file_wins(tmp_path):
    write(tmp_path / "align.toml", "min-confidence = 0.1")
    other = write(tmp_path / "elsewhere/strict.toml", "min-confidence = 0.9")
    assert load_settings(tmp_path, other).min_confidence == 0.9
    with pytest.raises(ConfigError, match=r"cannot read the config file .*none\.toml"):
        load_settings(tmp_path, tmp_path / "none.toml")
    with pytest.raises(ConfigError, match=r"has no \[tool\.align\]"):
        load_settings(tmp_path, write(tmp_path / "elsewhere/pyproject.toml", ""))


# ---------------------------------------------------------------- values

FULL = """
select = ["accuracy", "number"]
ignore = ["date"]
fail-on = "never"
min-confidence = 1
sensitivity = "high"
termbase = ["terms.tsv", "/shared/terms.tsv"]
encoder = "sentence-transformers:BAAI/bge-m3"
source = "zh-Hant"
pair-patterns = [["zh/**", "en/**"]]
exclude = ["README.md"]
docs-url = "https://docs.example.org/align"
judge = "http://localhost:11434/v1/"
judge-model = "qwen2.5:7b"
"""


def test_every_key(tmp_path):
    path = write(tmp_path / "align.toml", "\ufeff" + FULL)
    assert load_settings(tmp_path) == Settings(
        select=("accuracy", "number"),
        ignore=("date",),
        fail_on=None,
        min_confidence=1.0,
        sensitivity=Sensitivity.HIGH,
        termbases=(tmp_path / "terms.tsv", Path("/shared/terms.tsv")),
        encoder="sentence-transformers:BAAI/bge-m3",
        source=Language.ZH_HANT,
        pair_patterns=(("zh/**", "en/**"),),
        exclude=("README.md",),
        docs_url="https://docs.example.org/align",
        judge="http://localhost:11434/v1",
        judge_model="qwen2.5:7b",
        origin=path,
    )


def test_each_setting_has_a_key():
    names = {field.name.replace("_", "-") for field in fields(Settings)} - {"origin", "overridden"}
    assert names == {"termbases" if key == "termbase" else key for key in KEYS}


def test_paths_count_from_the_folder_of_the_file(tmp_path, monkeypatch):
    write(tmp_path / "a/align.toml", 'termbase = "../terms.tsv"')
    monkeypatch.chdir(tmp_path)
    for found in (load_settings(tmp_path / "a"), load_settings(tmp_path, Path("a/align.toml"))):
        assert found.termbases == (tmp_path / "a/../terms.tsv",)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("fail_on = 'major'", "unknown key 'fail_on'", "did you mean 'fail-on'? known keys: select, ignore,"),
        ("zzzzz = 1", "unknown key 'zzzzz'", "known keys: select, ignore,"),
        ("fail-on = 'majr'", "fail-on is 'majr', but takes one of: critical, major, minor, never", "'major'"),
        ("fail-on = 2", "fail-on is 2, but takes one of: critical", ""),
        ("source = 'fr'", "source is 'fr', but takes one of: zh, zh-Hant, zh-Hans, en", ""),
        ("min-confidence = 1.5", "min-confidence is 1.5, but takes a number from 0 to 1", ""),
        ("sensitivity = 'hgih'", "'hgih', but takes one of: low, normal, high", "'high'"),
        ("sensitivity = 3", "sensitivity is 3, but takes one of: low, normal, high", ""),
        ("min-confidence = true", "takes a number from 0 to 1", ""),
        ("min-confidence = nan", "takes a number from 0 to 1", ""),
        ("min-confidence = '0.5'", "takes a number from 0 to 1", ""),
        ("select = 3", "select is 3, but takes a list of strings", ""),
        ("ignore = ['a', 1]", "takes a list of strings", ""),
        ("exclude = ['']", "takes a list of strings", ""),
        ("termbase = [1]", "takes a path or a list of paths", ""),
        ("termbase = ''", "takes a path or a list of paths", ""),
        ("encoder = ' '", "takes a string that is not empty", ""),
        ("pair-patterns = ['*.zh', '*.en']", "takes a list of pairs of patterns", ""),
        ("pair-patterns = [['*.zh.*', '*.en']]", "takes a list of pairs of patterns", ""),
        ("pair-patterns = [['zh', 'en']]", "takes a list of pairs of patterns", ""),
        ("pair-patterns = [['*', '*']]", "takes a list of pairs of patterns", ""),
        ("judge = 1", "judge is 1, but takes the address of an API", ""),
        ("judge = 'localhost:11434/v1'", "takes the address of an API, such as http://localhost", ""),
        ("judge = 'http://localhost:0/v1'", "takes the address of an API", ""),
        ("judge = 'http://h/a b'", "takes the address of an API", ""),
        ("judge = 'file:///etc/passwd'", "takes the address of an API", ""),
        ("judge = 'https://u:p@h/v1'", "judge is an address with more in it, but takes", ""),
        ("judge-model = 1", "judge-model is 1, but takes the name of a model", ""),
        ("judge-model = ' a'", "takes the name of a model", ""),
        ('judge-model = "a\\u001b"', "takes the name of a model", ""),
        ("select = [\nfail-on", "align.toml:2:1 is not valid TOML", ""),
    ],
)
def test_what_is_wrong_is_named(tmp_path, text, message, hint):
    path = write(tmp_path / "align.toml", text)
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path)
    assert str(path) in caught.value.message
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "align.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="is not UTF-8 text"):
        load_settings(tmp_path)
    with pytest.raises(ConfigError, match=r"tool\.align is not a table"):
        load_settings(tmp_path, write(tmp_path / "a/pyproject.toml", "[tool]\nalign = 1"))
    with pytest.raises(ConfigError, match="cannot read the config file"):
        load_settings(tmp_path, tmp_path)


# ---------------------------------------------------------------- command line


def test_the_command_line_wins(tmp_path):
    settings = Settings(select=("number",), fail_on=Severity.MINOR, termbases=(tmp_path / "a.tsv",))
    assert merge(settings) == settings
    assert merge(settings, select=None, ignore=(), fail_on=None, termbase=(), min_confidence=None) == settings
    merged = merge(
        settings, select="date, unit", fail_on="never", min_confidence=0.0, termbase=(Path("b.tsv"),)
    )
    assert merged == Settings(
        select=("date", "unit"), fail_on=None, min_confidence=0.0, termbases=(Path("b.tsv"),)
    )
    assert merge(settings, source=Language.EN).source is Language.EN


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("", ""),
        ("http://localhost:11434/v1", "http://localhost:11434/v1"),
        ("https://api.example.org", "https://api.example.org"),
        ("https://api.example.org/openai/v1///", "https://api.example.org/openai/v1"),
        ("http://[::1]:8080/v1/chat/completions", "http://[::1]:8080/v1"),
        ("http://gpu_box:8080/v1/chat/completions/", "http://gpu_box:8080/v1"),
    ],
)
def test_the_address_of_a_judge(given, address):
    assert merge(Settings(judge="http://elsewhere/v1"), judge=given).judge == address


def test_an_option_is_named_as_typed():
    with pytest.raises(ConfigError, match="command line: --fail-on is 'bad'"):
        merge(Settings(), fail_on="bad")
    with pytest.raises(ConfigError, match="unknown key 'colour'"):
        merge(Settings(), colour="red")


# ---------------------------------------------------------------- rules


def a_rule(name, category):
    return Rule(name, category, Severity.MAJOR, "", "")


RULES = (
    a_rule("number", "accuracy/mistranslation"),
    a_rule("entity", "accuracy/mistranslation"),
    a_rule("omission", "accuracy/omission"),
    a_rule("list", "structure"),
)


@pytest.mark.parametrize(
    ("select", "ignore", "running"),
    [
        ("", "", "number entity omission list"),
        ("number", "", "number"),
        ("number list", "", "number list"),
        ("accuracy", "", "number entity omission"),
        ("accuracy/mistranslation", "", "number entity"),
        ("structure", "", "list"),
        ("", "number", "entity omission list"),
        ("", "accuracy", "list"),
        ("", "accuracy structure", ""),
        # The more exact name wins, whichever list it stands in.
        ("accuracy", "accuracy/mistranslation", "omission"),
        ("accuracy/mistranslation", "accuracy", "number entity"),
        ("accuracy", "number", "entity omission"),
        ("number", "accuracy", "number"),
        ("accuracy number", "accuracy/mistranslation", "number omission"),
        # Equally exact: ignore wins.
        ("number", "number", ""),
        ("accuracy", "accuracy", ""),
        ("number list", "list", "number"),
    ],
)
def test_truth_table(select, ignore, running):
    selection = Selection(tuple(select.split()), tuple(ignore.split()), RULES)
    assert [rule.id for rule in RULES if selection.has(rule.id)] == running.split()


def test_without_rules_names_are_ids():
    assert Selection().has("number")
    assert Selection(("number",)).has("number")
    assert not Selection(("number",)).has("date")
    assert not Selection((), ("number",)).has("number")


def test_unknown_names_list_what_exists():
    with pytest.raises(ConfigError) as caught:
        Selection(("nummer",), (), RULES)
    assert caught.value.message == "select: no rule is called 'nummer'"
    assert caught.value.hint == (
        "did you mean 'number'? known names: number, entity, omission, list, "
        "accuracy, accuracy/mistranslation, accuracy/omission, structure"
    )
    with pytest.raises(ConfigError, match="ignore: no rule is called 'accuracy/mis'"):
        Selection((), ("accuracy/mis",), RULES)


# ---------------------------------------------------------------- patterns


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("README.md", "README.md", True),
        ("a/b/README.md", "README.md", True),
        ("OLDREADME.md", "README.md", False),
        ("a/x.notes.md", "*.notes.md", True),
        ("a/.notes.md", "*.notes.md", False),
        ("drafts/a/b.md", "drafts/**", True),
        ("drafts/a/b.md", "drafts/*", False),
        ("a/drafts/b.md", "drafts/*", True),
        ("xdrafts/b.md", "drafts/*", False),
        ("a+b.md", "a+b.md", True),
        ("aab.md", "a+b.md", False),
    ],
)
def test_matches(path, pattern, expected):
    assert matches(Path(path), pattern) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("06-arctic.zh.md", [("06-arctic.zh.md", "06-arctic.en.md")]),
        ("/b/a_en.txt", [("/b/a_zh.txt", "/b/a_en.txt")]),
        ("b/zh/2026/a.txt", [("b/zh/2026/a.txt", "b/en/2026/a.txt")]),
        ("zh/a.zh.md", [("zh/a.zh.md", "zh/a.en.md"), ("zh/a.zh.md", "en/a.zh.md")]),
        (
            "a.en.md",
            [("a.zh.md", "a.en.md"), ("a.zh-Hant.md", "a.en.md"), ("a.zh-Hans.md", "a.en.md")],
        ),
        ("frozen.md", []),
        ("brief.txt", []),
    ],
)
def test_other_halves(path, expected):
    found = other_halves(Path(path), Settings().pair_patterns)
    assert found == tuple((Path(chinese), Path(english)) for chinese, english in expected)
