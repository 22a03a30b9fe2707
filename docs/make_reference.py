"""Write what the docs say after the program itself: rules, command line, Python, keys of the JSON report.

Run as `python docs/make_reference.py` after a rule, an option or the sample report changes; a test compares
the result.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
from make_api import api_page

from align.checks import CHECKS
from align.cli import main as program
from align.init import config_text
from align.types import Rule

ROOT = Path(__file__).resolve().parent.parent
RULES, CLI, API, SETTINGS, FORMATS = (
    ROOT / "docs" / name for name in ("rules.md", "cli.md", "api.md", "settings.md", "formats.md")
)
# In a page that is written by hand, what is made here stands between these.
BEGIN, END = "<!-- made by docs/make_reference.py -->\n", "<!-- end -->"
_MADE = "<!-- Made by docs/make_reference.py from the program itself; do not edit. -->"
_EXAMPLE = re.compile(r"^(Bad|Good): (.+) / (.+)$", re.MULTILINE)

_RULES_INTRO = """\
# Rules

`align rules` lists the rules and `align rules RULE` explains one; this page holds the same text. Choose
rules by their name or by their category, as [How to choose rules](how-to.md#choose-the-rules) shows.

The severity is that of an ordinary finding; some findings are graded higher or lower, for instance a number
that is ten times too large. The confidence of a finding is the probability that an expert would agree with
it; findings below `--min-confidence` are counted and not shown. [How right the rules
are](rules-bench.md) shows what was measured and how the confidence is learnt.

Every rule works in both directions: the examples translate from Chinese, and `--source en` turns the sides.
"""
_SETTINGS_INTRO = """\
# Settings

The nearest `align.toml`, `.align.toml` or `[tool.align]` in `pyproject.toml` counts, looked for from each
brief's folder upward, so one run may mix several. The command line wins over all of them. Paths count from
the folder of the file. A key that is not among these is an error.

`align init` writes this file, in which every key has its default:
"""
_CLI_INTRO = """\
# Command line

`align COMMAND --help` prints what stands here. `align --version` prints the version.
"""


def rules_page() -> str:
    """Return docs/rules.md."""
    rules = [check.rule for check in CHECKS]
    rows = [f"| [`{r.id}`](#{r.id}) | {r.severity.label} | {r.category} | {r.title} |" for r in rules]
    table = "\n".join(["| rule | severity | category | finds |", "|---|---|---|---|", *rows])
    return "\n".join([_MADE, "", _RULES_INTRO, table, "", *(_rule_section(rule) for rule in rules)])


def _rule_section(rule: Rule) -> str:
    text = _EXAMPLE.sub("", rule.help).strip()
    examples = [f"| {kind} | {source} | {target} |" for kind, source, target in examples_of(rule)]
    table = "\n".join(["| | Chinese | English |", "|---|---|---|", *examples])
    return (
        f"## {rule.id}\n\n**{rule.title}.** Category `{rule.category}`, usually {rule.severity.label}.\n\n"
        f"{text}\n\n{table}\n"
    )


def examples_of(rule: Rule) -> Iterator[tuple[str, str, str]]:
    """Yield each example in a rule's help: "Bad" or "Good", the Chinese and the English."""
    yield from _EXAMPLE.findall(rule.help)


def _refill(path: Path, *parts: str) -> str:
    """Return the page at `path` with the parts between its marks, one after the other."""
    before, *rest = path.read_text(encoding="utf-8").split(BEGIN)
    if len(rest) != len(parts) or not all(END in after for after in rest):
        raise ValueError(f"{path} has no {len(parts)} places for what is made: {BEGIN.strip()} ... {END}")
    return before + "".join(
        f"{BEGIN}{part}{after[after.index(END) :]}" for part, after in zip(parts, rest, strict=True)
    )


def formats_page() -> str:
    """Return docs/formats.md with the sample of the JSON report and its keys as they should be."""
    schema = json.loads((files("align") / "data" / "report.schema.json").read_text(encoding="utf-8"))
    parts = schema["$defs"]
    rows = [
        *_keys("", schema),
        *_keys("documents[].", parts["document"]),
        *_keys("documents[].score.", parts["score"]),
        *_keys("documents[].pairs[].", parts["pair"]),
        *_keys("documents[].findings[].", parts["finding"]),
        *_keys("documents[].suppressions[].", parts["suppression"]),
        *_keys("documents[].stale_comments[].", parts["stale_comment"]),
        *_keys("unread[].", parts["unread"]),
        *_keys("stale_entries[].", parts["stale_entry"]),
        *_keys("SPAN.", parts["span"]),
    ]
    table = "\n".join(["| key | meaning |", "|---|---|", *rows, ""])
    return _refill(FORMATS, f"```json\n{_sample()}\n```\n", table)


def _sample() -> str:
    """Return the sample report, of the pairs only what has findings, and a line for each span."""
    report = json.loads((ROOT / "reports" / "soldatov-borogan.json").read_text(encoding="utf-8"))
    for document in report["documents"]:
        wanted = {finding["pair"] for finding in document["findings"]}
        document["pairs"] = [pair for pair in document["pairs"] if pair["id"] in wanted]
    text = json.dumps(_shorten(report), ensure_ascii=False, indent=1)
    return re.sub(r"\{\s+(\"path\": [^{}]+?)\s+\}", lambda span: f"{{{' '.join(span[1].split())}}}", text)


def _shorten(part: Any) -> Any:  # noqa: ANN401 - whatever JSON has
    """Return a part of a report with long texts cut off."""
    if isinstance(part, dict):
        return {name: value if name == "signature" else _shorten(value) for name, value in part.items()}
    if isinstance(part, list):
        return [_shorten(value) for value in part]
    return f"{part[:30]} ..." if isinstance(part, str) and len(part) > 60 else part


def _keys(prefix: str, part: Mapping[str, Any]) -> Iterator[str]:
    for name, value in part["properties"].items():
        if "description" in value:
            yield f"| `{prefix}{name}` | {value['description']} |"
        yield from _keys(f"{prefix}{name}.", value) if "properties" in value else ()


def settings_page() -> str:
    """Return docs/settings.md."""
    return "\n".join([_MADE, "", _SETTINGS_INTRO, "```toml", f"{config_text()}```", ""])


def cli_page() -> str:
    """Return docs/cli.md."""
    sections = [_command_section(name, command) for name, command in _commands(program)]
    return "\n".join([_MADE, "", _CLI_INTRO, *sections, "## Exit codes", "", *_exit_codes(), ""])


def _commands(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield each command with its name, such as "check" or "model list"."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


def _command_section(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"align {name}")
    usage = " ".join(["align", name, *command.collect_usage_pieces(context)])
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    rows = [f"| {_spelling(option)} | {_meaning(option)} |" for option in options]
    table = ["| option | meaning |", "|---|---|", *rows, ""] if rows else []
    text = inspect.cleandoc(command.help or "").replace("\b\n", "")
    return "\n".join([f"## align {name}", "", "```text", usage, "```", "", text, "", *table])


def _spelling(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    value = "" if option.is_flag else _value(option)
    return f"{names} {value}".strip()


def _value(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return " \\| ".join(str(choice) for choice in option.type.choices)
    return option.metavar or option.type.name.upper()


def _meaning(option: click.Option) -> str:
    notes = ["Required."] if option.required else []
    if option.show_default:
        notes.append(f"[default: {option.default}]")
    if option.multiple and "repeatable" not in (option.help or ""):
        notes.append("Repeatable.")
    return " ".join([option.help or _FALLBACK.get(option.opts[0], ""), *notes]).strip().replace("|", "\\|")


_FALLBACK = {"--format": "Form of the report."}


def _exit_codes() -> Iterator[str]:
    yield from ("| code | meaning |", "|---|---|")
    for code, meaning in re.findall(r"^\s+(\d+)\s{2,}(.+)$", program.epilog or "", re.MULTILINE):
        yield f"| {code} | {meaning} |"


PAGES: Mapping[Path, Callable[[], str]] = {
    RULES: rules_page,
    CLI: cli_page,
    API: lambda: api_page(_MADE),
    SETTINGS: settings_page,
    FORMATS: formats_page,
}
"""What each generated file should hold."""


def write_pages() -> None:
    """Write every page."""
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_pages()
