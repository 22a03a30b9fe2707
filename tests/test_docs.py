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
from align.read import parse_brief
from align.report import REPORTERS
from align.types import File

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


def settled(text: str) -> str:
    """Return a report without the figures that change when the judge or confidences are learnt anew."""
    text = re.sub(r"\(0\.\d\d\)$", "(0.NN)", text, flags=re.MULTILINE)
    text = re.sub(r"\d+ pairs? judged", "N pairs judged", text)
    return re.sub(r"Quality \d+ of 100", "Quality N of 100", text)


def run(*words: str, code: int = 0) -> str:
    """Return what a call of align prints."""
    done = CliRunner().invoke(main, words)
    assert done.exit_code == code, done.output
    return done.stdout


def write(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        Path(name).write_text(text, "utf-8")


TUTORIAL, HOW_TO, FORMATS, TERMINOLOGY = (
    ROOT / "docs" / f"{name}.md" for name in ("tutorial", "how-to", "formats", "terminology")
)
SAMPLE = "corpora/soldatov-borogan/brief.txt"


@pytest.fixture
def versions(tmp_path, monkeypatch) -> None:
    """The sample as it is, mended, and with a bullet taken out besides, as the steps of the tutorial say."""
    monkeypatch.chdir(tmp_path)
    old = read(ROOT / SAMPLE)
    mended = old.replace("the KGB", "the GRU")
    lines = mended.splitlines(keepends=True)
    short = "".join(line for line in lines if "• Since their products" not in line)
    write({"old.txt": old, "new.txt": mended, "mine.txt": mended, "short.txt": short})


def test_the_tutorial_begins_with_the_sample_report():
    report = read(ROOT / "reports" / "soldatov-borogan.txt")
    finding, summary = blocks(TUTORIAL, "text")[:2]
    assert finding in report
    assert summary in report


@pytest.mark.parametrize(("name", "code"), [("mine.txt", 0), ("short.txt", 1)])
@pytest.mark.usefixtures("versions")
def test_the_tutorial_shows_what_the_program_says(name, code):
    shown = [settled(block).strip() for block in blocks(TUTORIAL, "text")]
    assert settled(run("check", name, code=code)).strip() in shown


@pytest.mark.usefixtures("versions")
def test_the_tutorial_shows_the_pairs():
    (shown,) = [block for block in blocks(TUTORIAL, "text") if block.lstrip().startswith("id")]
    printed = run("pair", "old.txt")
    assert len(shown.splitlines()) == 5
    figure = re.compile(r"\b0\.\d\d\b")
    assert figure.sub("0.NN", printed).startswith(figure.sub("0.NN", shown))
    ours, theirs = ([float(one) for one in figure.findall(text)][:4] for text in (shown, printed))
    assert ours == pytest.approx(theirs, abs=0.02)
    explained = read(TUTORIAL).split(shown)[1]
    assert all(f"`{one:.2f}`" in explained for one in ours[2:])


@pytest.mark.usefixtures("versions")
def test_comparing_versions_prints_what_the_page_says():
    assert run("score", "new.txt", "--reference", "old.txt") in blocks(HOW_TO, "text")


def test_a_termbase_of_ones_own_finds_what_the_page_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    terms, finding = (next(b for b in blocks(HOW_TO, "text") if b.startswith(x)) for x in ("id\t", "office."))
    chinese, english = (re.search(rf"{side} 3 \| (.*)", finding)[1] for side in ("zh", "en"))
    write({"terms.tsv": terms, "office.zh.md": f"# 新規則\n\n{chinese}\n"})
    write({"office.en.md": f"# New rules\n\n{english}\n"})
    assert settled(run("check", "--termbase", "terms.tsv", "office.zh.md", code=1)) == settled(finding)


def test_termbases_on_the_page_can_be_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    own, glossary = (next(b for b in blocks(TERMINOLOGY, "text") if b.startswith(x)) for x in ("id\t", "zh,"))
    write({"terms.tsv": own, "glossary.csv": glossary})
    assert "2 entries" in run("terms", "validate", "terms.tsv")
    assert "電網" in run("terms", "import", "glossary.csv")


def test_layouts_on_the_page_are_read():
    shown = [block for block in blocks(FORMATS, "text") if "晶片" in block]
    assert len(shown) == 4
    for text in shown:
        document = parse_brief(File("brief.txt", text))
        assert document.source[-1].text == "分析師預期企業營收下降三成。"
        assert document.target[-1].text == "Analysts expect company revenue to fall by 30 percent."


def test_lines_for_programs_are_those_of_the_sample(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    path = tmp_path / "github.txt"
    concise = run("check", SAMPLE, "--format", "concise", "--report", f"github={path}", code=1)
    shown = blocks(FORMATS, "text")
    assert concise.splitlines(keepends=True)[0] in shown
    (lines,) = [block.splitlines() for block in shown if block.startswith("::")]
    for line, printed in zip(lines, read(path).splitlines(), strict=True):
        assert printed.startswith(line.removesuffix("..."))


def test_lines_of_pairs_are_those_that_the_program_prints(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pairs, shown = (block for block in blocks(FORMATS, "json") if block.startswith('{"id"'))
    write({"pairs.jsonl": pairs})
    printed = run("check", "--pairs", "pairs.jsonl", "--format", "jsonl", code=1)
    assert _without_figures(printed) == _without_figures(shown)


def _without_figures(lines: str) -> list[dict]:
    """Return lines of JSON without what is learnt."""
    found = [json.loads(line) for line in lines.splitlines()]
    for one in found:
        assert 0 <= one.pop("quality") <= 100
        one["risk"] = list(one["risk"])
        assert all(0 < finding.pop("confidence") < 1 for finding in one["findings"])
    return found


def test_an_alignment_as_json_is_what_the_page_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (shown,) = [json.loads(block) for block in blocks(FORMATS, "json") if "align.pairs/1" in block]
    for name in ("source", "target"):
        texts = [text for pair in shown["pairs"] for text in pair[f"{name}_text"]]
        write({{"source": "zh.txt", "target": "en.txt"}[name]: "\n".join(texts)})
    printed = json.loads(run("pair", "--presegmented", "zh.txt", "en.txt", "--format", "json"))
    for pair, other in zip(shown["pairs"], printed["pairs"], strict=True):
        for figure in ("similarity", "confidence"):
            assert pair.pop(figure) == pytest.approx(other.pop(figure), abs=0.02)
    assert printed == shown


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
