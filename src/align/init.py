"""What `align init` writes, a config and a termbase, and what it shows, the pre-commit hook."""

from __future__ import annotations

import json
import os
from pathlib import Path

from align.config import DEFAULT_PAIR_PATTERNS, Settings, settings_in
from align.errors import ConfigError
from align.storage import write_atomically

CONFIG_NAME = "align.toml"
TERMBASE_NAME = "terms.tsv"
STARTER_NAMES = (CONFIG_NAME, TERMBASE_NAME)
"""What `write_starter` writes, in order."""

REPOSITORY = "https://github.com/OWNER/align"
"""Stands where the reader puts the address of the repository that the hook is fetched from."""

# The columns of a termbase, as `align.knowledge.termbase` reads them (a test compares the two).
_TERMBASE_COLUMNS = (
    "id", "type", "zh-Hant", "zh-Hans", "en", "abbr", "loose", "broader", "source", "forbidden", "case",
    "pos", "domain", "note",
)  # fmt: skip
_TERMBASE_NOTES = (
    "Terms of your own, on top of those that align ships. One concept a line, cells set apart by tabs.",
    "In a cell, | sets apart alternatives, the preferred one first. Lines that start with # are comments.",
    'To use this file, write termbase = ["terms.tsv"] in align.toml.',
    'Two examples; take "# " away to use them:',
)
_TERMBASE_EXAMPLES = (
    {
        "id": "own-soldatov",
        "type": "person",
        "zh-Hant": "安德烈·索爾達托夫|索爾達托夫",
        "zh-Hans": "安德烈·索尔达托夫|索尔达托夫",
        "en": "Andrei Soldatov|Soldatov",
    },
    {
        "id": "own-grey-zone",
        "type": "term",
        "zh-Hant": "灰色地帶行動|灰帶行動",
        "zh-Hans": "灰色地带行动",
        "en": "grey-zone operations",
        "loose": "grey-zone activities",
        "forbidden": "grey area operations",
        "pos": "noun",
        "domain": "military",
    },
)


def write_starter(folder: Path) -> tuple[Path, ...]:
    """Write the starter files into `folder` and return those written.

    A file that exists is never touched, and no config is written where one already holds settings. What
    appears is whole: a file is written under another name first.

    Raises:
        ConfigError: The folder does not exist or cannot be written to, or the config in it is broken.
    """
    if not folder.is_dir():
        raise ConfigError(f"there is no folder {folder}", hint="make it first")
    texts = {CONFIG_NAME: config_text(), TERMBASE_NAME: termbase_text()}
    if settings_in(folder) is not None:
        del texts[CONFIG_NAME]
    return tuple(folder / name for name, text in texts.items() if _create(folder / name, text))


def describe_starter(folder: Path, written: tuple[Path, ...]) -> str:
    """Return what the user is told after `write_starter`: files written, files kept, the hook to paste."""
    lines = [f"wrote {path}" for path in written]
    for path in (folder / name for name in STARTER_NAMES):
        if path not in written:
            reason = "it exists" if path.exists() else "this folder has settings already"
            lines.append(f"left {path} alone: {reason}")
    return "\n".join([*lines, "", "For pre-commit, add to .pre-commit-config.yaml:", "", hook_text()])


def config_text() -> str:
    """Return an align.toml that holds every key with its default and what it means."""
    defaults = Settings()
    fail_on = defaults.fail_on.label if defaults.fail_on else "never"
    patterns = "".join(f"  {json.dumps(pair)},\n" for pair in DEFAULT_PAIR_PATTERNS)
    return f"""\
# Settings of align for the briefs in this folder and below. Every key stands here with its default, so
# every line may go. The command line wins over this file; paths count from this file's folder.

# Rules to run, by name ("number") or category ("accuracy", "accuracy/omission"); empty means all.
# `align rules` lists them.
select = {json.dumps(list(defaults.select))}

# Rules not to run. The more exact name wins: select = ["number"] with ignore = ["accuracy"] runs "number".
ignore = {json.dumps(list(defaults.ignore))}

# Least severity that makes `align check` exit with 1: "critical", "major", "minor" or "never".
fail-on = {json.dumps(fail_on)}

# Findings less certain than this are counted but not shown; 0 to 1.
min-confidence = {defaults.min_confidence}

# How easily the learnt judge speaks of omissions and mistranslations: low, normal or high.
sensitivity = "{defaults.sensitivity.value}"

# Your own termbases, on top of the one that align ships.
# termbase = [{json.dumps(TERMBASE_NAME)}]
termbase = {json.dumps([str(path) for path in defaults.termbases])}

# The model that compares meaning: "bundled", or "sentence-transformers:ID" (needs align[models]).
encoder = {json.dumps(defaults.encoder)}

# The language translated from: "zh", "zh-Hant", "zh-Hans" or "en".
source = {json.dumps(defaults.source.value)}

# How the Chinese and the English file of one brief are named, so that either finds the other.
# * is any part of a name, ** also crosses folders; the first pair of which both files exist counts.
pair-patterns = [
{patterns}]

# Files that are not briefs, such as "README.md" or "drafts/**".
exclude = {json.dumps(list(defaults.exclude))}

# A file of accepted findings, which `align check --write-baseline FILE` writes; empty means none.
baseline = ""

# Whether a comment in a brief, or an entry of the baseline, counts only if it gives a reason.
require-reason = {json.dumps(defaults.require_reason)}

# Whether a comment or an entry of the baseline that silences nothing makes the exit code 1.
fail-on-stale = {json.dumps(defaults.fail_on_stale)}

# Where your team hosts the documentation of align, so that reports link each rule to it.
docs-url = {json.dumps(defaults.docs_url)}

# An OpenAI-compatible API, such as "http://localhost:11434/v1", to ask for a second opinion on findings:
# pairs that have some are sent there. Empty means that nothing is sent anywhere.
judge = {json.dumps(defaults.judge)}

# The model to ask there; empty means the first that it offers.
judge-model = {json.dumps(defaults.judge_model)}
"""


def termbase_text() -> str:
    """Return a termbase with its header and two commented-out examples."""
    lines = [f"# {note}" for note in _TERMBASE_NOTES]
    lines += ["# " + "\t".join(row.get(key, "") for key in _TERMBASE_COLUMNS) for row in _TERMBASE_EXAMPLES]
    return "\n".join(["\t".join(_TERMBASE_COLUMNS), *lines]) + "\n"


def hook_text(*, repository: str = REPOSITORY, revision: str = "") -> str:
    """Return the pre-commit config: the form that needs no network, and the fetched form as comments.

    Args:
        repository: Address that the fetched form names.
        revision: Tag or commit that it names; a placeholder when empty.
    """
    return f"""\
repos:
  # Uses the align that is installed already; needs no network.
  - repo: local
    hooks:
      - id: align-check
        name: align check
        entry: align check
        language: system
        types_or: [markdown, plain-text]
        files: ^briefs/  # where the bilingual briefs lie; a file without Chinese is an error
        require_serial: true
  # Or let pre-commit install it, once, from the network:
  # - repo: {repository}
  #   rev: {revision or "vX.Y.Z"}
  #   hooks:
  #     - id: align-check
  #       files: ^briefs/
"""


def _create(path: Path, text: str) -> bool:
    """Write a new file in one step; return False when there is one already."""
    if os.path.lexists(path):
        return False
    try:
        write_atomically(path, text.encode())
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror}") from error
    return True
