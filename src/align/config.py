"""Settings: what the user chose, merged and checked."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from align.errors import ConfigError
from align.types import Language, Rule, Sensitivity, Severity

_T = TypeVar("_T")

FILE_NAMES = ("align.toml", ".align.toml", "pyproject.toml")
"""Names looked for in each folder, the nearest folder first; a pyproject.toml needs a [tool.align]."""

DEFAULT_PAIR_PATTERNS = (
    ("*.zh.*", "*.en.*"),
    ("*_zh.*", "*_en.*"),
    ("*-zh.*", "*-en.*"),
    ("*.zh-Hant.*", "*.en.*"),
    ("*.zh-Hans.*", "*.en.*"),
    ("zh/**", "en/**"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a run depends on besides its input.

    Attributes:
        select: Rules or categories to run; empty means all.
        ignore: Rules or categories not to run; see `Selection` for what wins.
        fail_on: Least severity that makes the exit code 1, or None for never.
        min_confidence: Findings below are counted as suppressed; 0 to 1.
        sensitivity: How easily the learnt judge makes findings.
        termbases: The user's own termbase files, on top of the shipped one.
        encoder: Name for `align.encode.load`.
        source: Language translated from, Chinese unless the user says otherwise.
        pair_patterns: Chinese and English name of a brief in two files; see `other_halves`.
        exclude: Patterns of files that are not briefs; see `matches`.
        baseline: A file of accepted findings, or None.
        require_reason: Whether a comment or an entry of the baseline that gives no reason counts for nothing.
        fail_on_stale: Whether a comment or an entry of the baseline that suppresses nothing makes the exit
            code 1.
        judge: Address of an OpenAI-compatible API that is asked for a second opinion on findings, without a
            slash at the end; empty for none.
        judge_model: The model to ask there, or empty for the first that it offers.
        docs_url: Address of the documentation as the user hosts it, for reports to link to, or empty.
        origin: The file these settings came from, or None; plays no part in comparing.
        overridden: Keys whose values the command line gave in place of that file; plays no part either.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.MAJOR
    min_confidence: float = 0.5
    sensitivity: Sensitivity = Sensitivity.NORMAL
    termbases: tuple[Path, ...] = ()
    encoder: str = "bundled"
    source: Language = Language.ZH
    pair_patterns: tuple[tuple[str, str], ...] = DEFAULT_PAIR_PATTERNS
    exclude: tuple[str, ...] = ()
    baseline: Path | None = None
    require_reason: bool = False
    fail_on_stale: bool = False
    docs_url: str = ""
    judge: str = ""
    judge_model: str = ""
    origin: Path | None = field(default=None, compare=False)
    overridden: frozenset[str] = field(default=frozenset(), compare=False)

    def where(self, key: str) -> str:
        """Return what messages call the value of a key: "--select" or "align.toml: select"."""
        if key in self.overridden:
            return f"--{key}"
        return f"{self.origin}: {key}" if self.origin else key


# ---------------------------------------------------------------- values


class _InvalidError(ValueError):
    """A value that a key does not take; the text says what it takes.

    `shown` stands for the value where it may hold what nobody else should read.
    """

    def __init__(self, allowed: str, *, guess: str = "", shown: str = "") -> None:
        super().__init__(allowed)
        self.allowed = allowed
        self.guess = guess
        self.shown = shown


def _names(value: object, _folder: Path) -> tuple[str, ...]:
    names = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) and name for name in names):
        raise _InvalidError("a list of strings")
    return tuple(names)


def _severity(value: object, _folder: Path) -> Severity | None:
    levels: dict[str, Severity | None] = {level.label: level for level in reversed(Severity)}
    return _choice(value, levels | {"never": None})


def _language(value: object, _folder: Path) -> Language:
    return _choice(value, {language.value: language for language in Language})


def _sensitivity(value: object, _folder: Path) -> Sensitivity:
    return _choice(value, {level.value: level for level in Sensitivity})


def _choice(value: object, choices: Mapping[str, _T]) -> _T:
    if isinstance(value, str) and value in choices:
        return choices[value]
    raise _InvalidError("one of: " + ", ".join(choices), guess=_closest(str(value), choices))


def _share(value: object, _folder: Path) -> float:
    # bool is an int in Python; nan fails both comparisons.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise _InvalidError("a number from 0 to 1")
    return float(value)


def _text(value: object, _folder: Path) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _InvalidError("a string that is not empty")
    return value


def _address(value: object, _folder: Path) -> str:
    if value == "":
        return ""
    # Nothing in it may steer a terminal or end a link.
    if not isinstance(value, str) or not re.fullmatch(r"https?://[!-;=?-~]+", value):
        raise _InvalidError("an address that begins with https:// or http://")
    return value


_JUDGE = re.compile(
    r"(?:http|https)://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?(?:/[\w.~%!$&'()+*,;=:/-]*)?",
    re.ASCII,
)


def _judge(value: object, _folder: Path) -> str:
    if value == "":
        return ""
    allowed = "the address of an API, such as http://localhost:11434/v1"
    if any(mark in str(value) for mark in "@?#"):
        # A password or a key in an address would end up in files and in the history of a shell.
        allowed += ", without a name, password or query; a key goes into the environment as ALIGN_JUDGE_KEY"
        raise _InvalidError(allowed, shown="an address with more in it")
    match = _JUDGE.fullmatch(value) if isinstance(value, str) else None
    if match is None or int(match["port"] or 1) not in range(1, 1 << 16):
        raise _InvalidError(allowed)
    return match[0].rstrip("/").removesuffix("/chat/completions")


def _model(value: object, _folder: Path) -> str:
    if not isinstance(value, str) or not value.isprintable() or value != value.strip():
        raise _InvalidError("the name of a model")
    return value


def _paths(value: object, folder: Path) -> tuple[Path, ...]:
    items = [value] if isinstance(value, str | Path) else value
    if not isinstance(items, list | tuple) or not all(isinstance(i, str | Path) and str(i) for i in items):
        raise _InvalidError("a path or a list of paths")
    return tuple(folder / Path(item).expanduser() for item in items)


def _path(value: object, folder: Path) -> Path | None:
    if value == "":
        return None
    if not isinstance(value, str | Path) or "\0" in str(value):
        raise _InvalidError("a path")
    return folder / Path(value).expanduser()


def _yes(value: object, _folder: Path) -> bool:
    if not isinstance(value, bool):
        raise _InvalidError("true or false")
    return value


def _pair_patterns(value: object, _folder: Path) -> tuple[tuple[str, str], ...]:
    allowed = 'a list of pairs of patterns with the same wildcards, such as [["*.zh.*", "*.en.*"]]'
    if not isinstance(value, list | tuple):
        raise _InvalidError(allowed)
    return tuple(_pattern_pair(item, allowed) for item in value)


def _pattern_pair(value: object, allowed: str) -> tuple[str, str]:
    if not isinstance(value, list | tuple) or not all(isinstance(pattern, str) for pattern in value):
        raise _InvalidError(allowed)
    if len(value) != 2 or value[0] == value[1]:
        raise _InvalidError(allowed)
    chinese, english = value
    if not _WILDCARD.search(chinese) or _WILDCARD.findall(chinese) != _WILDCARD.findall(english):
        raise _InvalidError(allowed)
    return chinese, english


# Key as written in a file -> field of Settings, and the reader of its value.
_KEYS: dict[str, tuple[str, Callable[[object, Path], object]]] = {
    "select": ("select", _names),
    "ignore": ("ignore", _names),
    "fail-on": ("fail_on", _severity),
    "min-confidence": ("min_confidence", _share),
    "sensitivity": ("sensitivity", _sensitivity),
    "termbase": ("termbases", _paths),
    "encoder": ("encoder", _text),
    "source": ("source", _language),
    "pair-patterns": ("pair_patterns", _pair_patterns),
    "exclude": ("exclude", _names),
    "baseline": ("baseline", _path),
    "require-reason": ("require_reason", _yes),
    "fail-on-stale": ("fail_on_stale", _yes),
    "docs-url": ("docs_url", _address),
    "judge": ("judge", _judge),
    "judge-model": ("judge_model", _model),
}
KEYS = tuple(_KEYS)
"""Every key that a config file may hold."""


# ---------------------------------------------------------------- files


def load_settings(start: Path, explicit: Path | None = None) -> Settings:
    """Return the settings for a brief: those of the nearest config file, or the defaults.

    Args:
        start: The brief or its folder; need not exist. Its folder and those above it are searched for
            `FILE_NAMES`. A pyproject.toml without [tool.align] does not stop the search.
        explicit: The config file to read instead.

    Raises:
        ConfigError: The file cannot be read, is not TOML, or holds a key or value that it may not; names
            the file and the line or key.
    """
    if explicit is not None:
        return _read_settings(explicit, required=True) or Settings()
    here = Path(os.path.abspath(start))  # noqa: PTH100 - a symbolic link belongs to the folder it stands in
    # Not Path.is_dir, which raises for a name that is too long or a folder that may not be entered.
    for folder in (here, *here.parents) if os.path.isdir(here) else here.parents:  # noqa: PTH112
        found = settings_in(folder)
        if found is not None:
            return found
    return Settings()


def settings_in(folder: Path) -> Settings | None:
    """Return the settings that `folder` itself holds, or None.

    Raises:
        ConfigError: See `load_settings`.
    """
    for name in FILE_NAMES:
        path = folder / name
        if os.path.isfile(path):  # noqa: PTH113 - as in load_settings
            found = _read_settings(path, required=False)
            if found is not None:
                return found
    return None


def _read_settings(path: Path, *, required: bool) -> Settings | None:
    table: Any = _read_toml(path)
    if path.name == "pyproject.toml":
        tool = table.get("tool", {})
        if not isinstance(tool, dict) or "align" not in tool:
            if required:
                raise ConfigError(f"{path} has no [tool.align]", hint="add the table, or name another file")
            return None
        table = tool["align"]
        if not isinstance(table, dict):
            raise ConfigError(f"{path}: tool.align is not a table", hint="write [tool.align]")
    folder = Path(os.path.abspath(path)).parent  # noqa: PTH100 - as in load_settings
    return replace(_apply(Settings(), table, folder, where=str(path), option=""), origin=path)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"cannot read the config file {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text", hint="save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        message, line = _toml_message(str(error))
        raise ConfigError(f"{path}{line} is not valid TOML: {message}") from error


def _toml_message(message: str) -> tuple[str, str]:
    """Split "... (at line 3, column 7)"; before Python 3.14 the error has no other form of the place."""
    place = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    if not place:
        return message, ""
    return message[: place.start()], f":{place[1]}:{place[2]}"


def merge(settings: Settings, **overrides: object) -> Settings:
    """Return the settings with what the command line says on top.

    Args:
        settings: What the config file says.
        overrides: Values by key, with underscores for hyphens (`fail_on="never"`), as a config file would
            hold them; names may also be joined by commas. None and empty tuples mean "not given". A
            given list replaces the one in the file. Paths count from the working folder.

    Raises:
        ConfigError: As `load_settings`, naming the option.
    """
    given = {
        key.replace("_", "-"): value for key, value in overrides.items() if value is not None and value != ()
    }
    settings = replace(settings, overridden=settings.overridden | given.keys())
    return _apply(settings, given, Path(), where="command line", option="--")


def _apply(
    settings: Settings, table: Mapping[str, Any], folder: Path, *, where: str, option: str
) -> Settings:
    fields: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            raise ConfigError(f"{where}: unknown key {key!r}", hint=unknown_name(key, KEYS, "keys"))
        name, read = _KEYS[key]
        try:
            fields[name] = read(value, folder)
        except _InvalidError as error:
            guess = f"did you mean {error.guess!r}?" if error.guess else ""
            raise ConfigError(
                f"{where}: {option}{key} is {error.shown or repr(value)}, but takes {error.allowed}",
                hint=guess,
            ) from error
    return replace(settings, **fields)


# ---------------------------------------------------------------- rules


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules run.

    A name is a rule id ("number") or the first parts of a category ("accuracy", "accuracy/omission"). The
    more exact name wins: a rule id over a category, a longer category over a shorter one, and any name
    over an empty `select`, which means all rules. Of two names equally exact, `ignore` wins.

    Attributes:
        select: Names to run; empty means all.
        ignore: Names not to run.
        rules: Every rule there is; without them names are rule ids and are not checked.
        called: What messages call the two lists.

    Raises:
        ConfigError: A name is neither a rule nor a category.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    called: tuple[str, str] = field(default=("select", "ignore"), compare=False)

    def __post_init__(self) -> None:
        known = selectable(self.rules)
        for called, names in zip(self.called, (self.select, self.ignore), strict=True):
            for name in names:
                if self.rules and name not in known:
                    raise ConfigError(
                        f"{called}: no rule is called {name!r}", hint=unknown_name(name, known, "names")
                    )

    def has(self, rule_id: str) -> bool:
        """Return whether the rule runs."""
        selected, ignored = self._exactness(self.select, rule_id), self._exactness(self.ignore, rule_id)
        if not self.select:
            selected = 0
        return selected is not None and (ignored is None or selected > ignored)

    def _exactness(self, names: Sequence[str], rule_id: str) -> int | None:
        """Return how exactly `names` mean the rule: None not at all, else greater is more exact."""
        category = next((rule.category for rule in self.rules if rule.id == rule_id), "")
        prefixes = list(_prefixes(category))
        order = [*prefixes, rule_id]
        return max((order.index(name) + 1 for name in names if name in order), default=None)


def _prefixes(category: str) -> Iterator[str]:
    """Yield "a", "a/b" for "a/b"."""
    parts = category.split("/") if category else []
    for count in range(1, len(parts) + 1):
        yield "/".join(parts[:count])


def selectable(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Return all names that `Selection` takes: rule ids in their order, then categories by name."""
    categories = {prefix for rule in rules for prefix in _prefixes(rule.category)}
    return (*(rule.id for rule in rules), *sorted(categories))


# ---------------------------------------------------------------- patterns

_WILDCARD = re.compile(r"\*\*|\*")


def matches(path: Path, pattern: str) -> bool:
    """Return whether the last parts of `path` are as `pattern` says.

    `*` is one or more characters of one name, `**` also crosses folders: "drafts/**" is everything below
    any folder called drafts, "*.notes.md" any file of such a name.
    """
    return _match(path, pattern) is not None


def other_halves(path: Path, patterns: Sequence[tuple[str, str]]) -> tuple[tuple[Path, Path], ...]:
    """Return the Chinese and English file that `path` and its other half may be, likeliest first.

    Pure: the caller looks which of them exist. Empty when `path` is named like neither half.
    """
    found: dict[tuple[Path, Path], None] = {}
    for chinese, english in patterns:
        if (match := _match(path, chinese)) is not None:
            found[path, _fill(match, english)] = None
        elif (match := _match(path, english)) is not None:
            found[_fill(match, chinese), path] = None
    return tuple(found)


def _match(path: Path, pattern: str) -> re.Match[str] | None:
    parts = re.split(r"(\*\*|\*)", pattern)
    groups = {"*": "([^/]+)", "**": "(.+)"}
    body = "".join(groups.get(part) or re.escape(part) for part in parts)
    return re.fullmatch(f"((?:.*/)?){body}", path.as_posix())


def _fill(match: re.Match[str], pattern: str) -> Path:
    folder, *texts = match.groups()
    remaining = iter(texts)
    return Path(folder + _WILDCARD.sub(lambda _: next(remaining), pattern))


# ---------------------------------------------------------------- names


def _closest(name: str, known: Collection[str]) -> str:
    return next(iter(difflib.get_close_matches(name, known, n=1)), "")


def unknown_name(name: str, known: Collection[str], noun: str) -> str:
    """Return a hint for a name that is not known: the closest one, and all there are; `noun` is a plural."""
    guess = _closest(name, known)
    return (f"did you mean {guess!r}? " if guess else "") + f"known {noun}: {', '.join(known)}"
