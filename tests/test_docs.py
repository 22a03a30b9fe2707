"""The docs say what the program says, and what they name exists."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import align.checks
from align.checks import CHECKS
from align.cli import main
from align.config import KEYS
from align.knowledge.concepts import ConceptType
from align.knowledge.termbase import COLUMNS
from align.report import REPORTERS

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "corpora").glob("*.md")])
# Files that readers of the docs have and the repository has not.
EXAMPLES = {"brief", "note", "office", "pairs", "terms", "report", "new", "old", "zh", "en", "mine", "short"}


def load_maker():
    path = ROOT / "docs" / "make_reference.py"
    spec = importlib.util.spec_from_file_location("make_reference", path)
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent))  # as when it is run, for its neighbour
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(path.parent))
    return module


MAKER = load_maker()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(page: Path, *languages: str) -> list[str]:
    """Return the code blocks of a page in these languages; those with a title are files, not examples."""
    found = re.findall(r"^( *)```(\w*)([^\n]*)\n(.*?)^\1```", read(page), re.MULTILINE | re.DOTALL)
    return [text for _, language, title, text in found if language in languages and not title]


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings."""
    text = re.sub(r"```.*?```", "", read(page), flags=re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


# ---------------------------------------------------------------- made pages


@pytest.mark.parametrize("path", MAKER.PAGES, ids=lambda path: path.name)
def test_made_pages_are_current(path):
    assert read(path) == MAKER.PAGES[path](), "run python docs/make_reference.py"


def test_rules_page_has_each_rule_with_its_help():
    page = read(MAKER.RULES)
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == [check.rule.id for check in CHECKS]
    for rule in (check.rule for check in CHECKS):
        examples = list(MAKER.examples_of(rule))
        assert [kind for kind, _, _ in examples] == ["Bad", "Good"]
        section = page.split(f"\n## {rule.id}\n")[1].split("\n## ")[0]
        assert rule.title in section
        assert rule.severity.label in section
        for cell in (cell for _, *cells in examples for cell in cells):
            assert cell in section


def test_every_command_and_option_is_documented():
    page = read(MAKER.CLI)
    assert re.findall(r"^## align (.+)$", page, re.MULTILINE) == _commands(main, "")
    for name in _commands(main, ""):
        section = page.split(f"\n## align {name}\n")[1].split("\n## ")[0]
        for option in (p for p in _command(name.split()).params if isinstance(p, click.Option)):
            assert option.help or option.opts[0] == "--format", f"align {name} {option.opts[0]} has no help"
            assert all(f"`{spelling}`" in section for spelling in option.opts)


def _commands(group: click.Group, prefix: str) -> list[str]:
    names = []
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            names += _commands(command, f"{prefix}{name} ")
        else:
            names.append(f"{prefix}{name}")
    return names


def _command(words: list[str]) -> click.Command:
    command: click.Command = main
    for word in words:
        assert isinstance(command, click.Group)
        command = command.commands[word]
    return command


def test_api_page_describes_what_may_be_imported():
    headings = re.findall(r"^### (.+)$", read(MAKER.API), re.MULTILINE)
    assert len(headings) == len(set(headings))
    # The table of checks is that of docs/rules.md; an alias of a type has no docstring.
    promised = {f"align.{name}" for name in align.__all__}
    promised |= {f"align.checks.{name}" for name in set(align.checks.__all__) - {"CHECKS", "Yielded"}}
    assert promised | {"align.config.Settings", "align.pipeline.run"} <= set(headings)


def test_api_page_leaves_no_docstring_section_behind():
    page = read(MAKER.API)
    for section in ("Args", "Attributes", "Raises", "Returns"):
        assert not re.search(rf"^{section}:\n[^\n]", page, re.MULTILINE)
    assert "0x" not in page
    assert "- `paths`: The briefs.\n" in page
    assert "\n- `confidence: float`: Probability that an expert would agree" in page


def test_api_example_runs(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name, text in (("note.zh.md", "公司認列 48 億元虧損。"), ("note.en.md", "It lost 4.8 million yuan.")):
        Path(name).write_text(f"{text}\n", encoding="utf-8")
    example = next(text for text in blocks(MAKER.API, "python") if text.startswith("from align"))
    exec(example, {})  # noqa: S102 - our own page
    assert [one["rule"] for one in json.loads(capsys.readouterr().out)["documents"][0]["findings"]] == [
        "number"
    ]


# ---------------------------------------------------------------- pages written by hand


def test_every_report_format_is_explained():
    headings = anchors(ROOT / "docs" / "formats.md")
    assert set(REPORTERS) <= headings


def test_json_example_meets_the_schema():
    import jsonschema

    schema = json.loads((files("align") / "data" / "report.schema.json").read_text(encoding="utf-8"))
    examples = [text for text in blocks(ROOT / "docs" / "formats.md", "json") if "align.report/1" in text]
    assert examples
    for example in examples:
        jsonschema.validate(json.loads(example), schema)


def test_python_example_prints_what_the_page_says(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    page = ROOT / "docs" / "how-to.md"
    (code,) = blocks(page, "python")
    exec(code, {})  # noqa: S102 - our own page
    assert capsys.readouterr().out in blocks(page, "text")


def test_termbase_columns_and_types_are_explained():
    for page in (ROOT / "docs" / "terminology.md", ROOT / "CONTRIBUTING.md"):
        text = read(page)
        assert not [column for column in COLUMNS if f"`{column}`" not in text]
        assert not [kind for kind in ConceptType if kind is not ConceptType.NAME and kind not in text]


def test_sample_output_is_that_of_the_sample_report():
    output = read(ROOT / "reports" / "soldatov-borogan.txt").strip()
    for page in (ROOT / "README.md", ROOT / "docs" / "index.md"):
        assert output in read(page)


def test_the_tutorial_shows_what_the_program_says(tmp_path, monkeypatch):
    """The sample mended, and with a bullet taken out besides, as its steps say."""
    monkeypatch.chdir(tmp_path)
    mended = read(ROOT / "corpora" / "soldatov-borogan" / "brief.txt").replace("the KGB", "the GRU")
    lines = mended.splitlines(keepends=True)
    short = "".join(line for line in lines if "• Since their products" not in line)
    for name, text, code in (("mine.txt", mended, 0), ("short.txt", short, 1)):
        Path(name).write_text(text, "utf-8")
        done = CliRunner().invoke(main, ["check", name])
        assert done.exit_code == code
        assert done.stdout.strip() in read(ROOT / "docs" / "tutorial.md")


def test_exit_codes_at_a_glance_are_those_of_the_program():
    rows = re.findall(r"^\| (\d) \| (.+) \|$", read(ROOT / "docs" / "index.md"), re.MULTILINE)
    known = re.findall(r"^\s+(\d)\s{2,}(.+)$", main.epilog, re.MULTILINE)
    assert [(code, text.replace("`", "")) for code, text in rows] == known


def test_the_readme_stays_one_screen():
    lines = read(ROOT / "README.md").splitlines()
    assert len(lines) <= 60
    # What CI takes from there, in this order.
    install, test = blocks(ROOT / "README.md", "sh")
    assert "pip install . &&" in install
    assert install.strip().endswith("align check corpora/soldatov-borogan/brief.txt")
    assert test.strip().endswith("pytest -n auto")


def test_settings_page_has_every_key():
    (example,) = blocks(MAKER.SETTINGS, "toml")
    assert tomllib.loads(example).keys() == set(KEYS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_config_examples_hold_known_keys(page):
    for text in blocks(page, "toml"):
        assert tomllib.loads(text).keys() <= set(KEYS)


def commands(page: Path) -> list[list[str]]:
    """Return every call of align in code blocks and in inline code, as words."""
    lines = [line for text in blocks(page, "sh", "text", "yaml") for line in text.splitlines()]
    lines += re.findall(r"`([^`\n]*\balign [^`\n]*)`", re.sub(r"```.*?```", "", read(page), flags=re.DOTALL))
    found = []
    for line in lines:
        call = re.search(r"(?:^|&& |- run: |entry: |^\$ )(?:\S*/)?align ([a-z-].*)$", line)
        if call and call[1].split()[0] in main.commands:
            found.append(shlex.split(call[1].split("  #")[0]))
    return found


CALLS = [
    (page, words) for page in PAGES if page.name not in ("cli.md", "CHANGELOG.md") for words in commands(page)
]


def test_calls_are_found():
    assert len(CALLS) > 30


@pytest.mark.parametrize(
    ("page", "words"), CALLS, ids=lambda value: "" if isinstance(value, Path) else " ".join(value)
)
def test_calls_name_existing_options_and_files(page, words):
    command: click.Command = main
    while isinstance(command, click.Group):
        if not words:  # a group of commands as such
            return
        assert words[0] in command.commands, f"no such command: {words[0]}"
        command, words = command.commands[words[0]], words[1:]
    options = {name: o for o in command.params if isinstance(o, click.Option) for name in o.opts}
    if "--help" in words:
        return
    for word in (word for word in words if word.startswith("-") and word != "-"):
        assert word in options, f"{command.name} has no option {word}"
    for word in words:
        if "/" in word and Path(word).suffix and not word.startswith((".", "sentence")) and "=" not in word:
            assert (ROOT / word).exists() or word.startswith("briefs/"), f"there is no file {word}"
        elif re.fullmatch(r"[\w.]+\.(txt|md|tsv|xlf|jsonl)", word):
            assert word.split(".")[0] in EXAMPLES, f"{word} is no file that the docs speak of"
    _parse(command, words)


def _parse(command: click.Command, words: list[str]) -> None:
    """Let click judge the values; placeholders in capitals stand for any."""
    words = [word for word in words if word != "<"]
    # A command without arguments is spoken of, not called.
    if words and not any(word.isupper() or "..." in word for word in words):
        command.make_context("align", [*words], resilient_parsing=False).close()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_resolve(page):
    text = re.sub(r"```.*?```|`[^`\n]*`", "", read(page), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{page.name} links to {target}"
        if anchor:
            assert anchor in anchors(file), f"{page.name} links to {target}"


def test_links_of_the_site_stay_in_it():
    for page in (ROOT / "docs").glob("*.md"):
        for target in re.findall(r"\]\(([^)\s]+)\)", read(page)):
            assert not target.startswith(".."), f"{page.name} links to {target}, which the site lacks"


def test_every_page_is_in_the_navigation():
    navigation = read(ROOT / "mkdocs.yml").split("\nnav:\n")[1]
    named = set(re.findall(r"(\S+\.md)", navigation))
    assert named == {page.name for page in (ROOT / "docs").glob("*.md")}


def test_every_picture_is_taken_by_the_command_and_shown():
    taken = set(re.findall(r'^    "([\w-]+)": Shot\(', read(ROOT / "docs" / "screenshots.py"), re.MULTILINE))
    assert {path.stem for path in (ROOT / "docs" / "images").iterdir()} == taken
    shown = "".join(read(page) for page in [*PAGES, *(ROOT / "docs").glob("*.md")])
    assert {name for name in taken if f"images/{name}.png" in shown} == taken
