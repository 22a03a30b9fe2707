"""Write docs/api.md, the reference of what programs may import, after the docstrings.

`make_reference.py` calls it together with the other pages. The standard library is enough: our docstrings
use four sections of Google's style, and a page made of them has to be the same on every machine.
"""

from __future__ import annotations

import dataclasses
import enum
import importlib
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from types import FunctionType
from typing import Any

NAMES: Mapping[str, tuple[str, ...]] = {
    "align": (
        *("check_files", "Result", "Checked", "Document", "Segment", "Pair", "Finding", "Place", "Span"),
        *("Language", "Severity", "Rule", "Tally", "Score"),
        *("AlignError", "InputError", "ConfigError", "EncoderError"),
    ),
    "align.checks": ("rule", "Context", "Check"),
    "align.config": ("Settings", "load_settings", "Selection"),
    "align.pipeline": ("Task", "run", "pair"),
    "align.read": (
        *("read_brief", "read_pair", "read_pairs_file", "read_presegmented", "parse_brief", "parse_pairs"),
        "find_briefs",
    ),
    "align.encode": ("load", "Encoder", "Encoded", "PackedStates"),
    "align.report": ("render", "write", "Options", "load", "Reporter"),
    "align.types": (
        *("File", "Position", "Block", "BlockKind", "HeaderField", "FieldKey", "Gap", "Comment"),
        *("PairScore", "Risk", "Section", "Suppression", "SuppressionKind", "StaleComment"),
        *("BaselineEntry", "StaleEntry", "Hidden", "Unread"),
    ),
}
"""What the page describes, by the module that it is imported from."""

_INTRO = """\
# Python

[Use it from Python](how-to.md#use-it-from-python) has an example that runs. This page is made from
the docstrings.

`align`, `align.checks` and `align.config.Settings` stay as they are within a minor version;
[What may be imported](plugins.md#what-may-be-imported) says what that covers. The other modules are
what the command line itself is made of. They may change with any release, so pin the version where you use
them.

The stages one by one, for a brief that is two files:

```python
from align import __version__, pipeline, read, report
from align.config import Settings

document = read.read_pair("note.zh.md", "note.en.md")
result = pipeline.run([pipeline.Task(document, Settings(select=("number", "date")))])
print(report.render("json", result, report.Options(version=__version__)))
```

All values are frozen. Offsets count code points, half-open, into the text of a file; lines and columns
begin with 1.
"""
_SECTION = re.compile(r"^(Args|Attributes|Raises|Returns|Yields):\n((?:[ \t]+.*\n?|\n)+)", re.MULTILINE)
_ITEM = re.compile(r"^(\*{0,2}[\w.]+): ", re.MULTILINE)
_WIDTH = 100


def api_page(made: str) -> str:
    """Return docs/api.md, which begins with the line `made`."""
    parts = [made, "", _INTRO]
    for module, names in NAMES.items():
        parts += [f"## {module}", "", _summary(importlib.import_module(module)), ""]
        for name in names:
            parts += [f"### {module}.{name}", "", *_entry(module, name)]
    return "\n".join(parts)


def _summary(thing: object) -> str:
    """Return the first paragraph of a docstring."""
    return inspect.cleandoc(thing.__doc__ or "").split("\n\n")[0]


def _entry(module: str, name: str) -> Iterator[str]:
    thing = getattr(importlib.import_module(module), name)
    text, sections = _parse(thing)
    if inspect.isfunction(thing):
        yield from ("```python", _signature(f"{module}.{name}", thing), "```", "", text, "")
        yield from _lists(sections)
        return
    yield from (text, "")
    if issubclass(thing, enum.Enum):
        yield from (*(f"- `{member.name}` = `{member.value!r}`" for member in thing), "")
    yield from _fields(thing, sections.pop("Attributes", {}))
    yield from _lists(sections)
    yield from _members(thing)


def _parse(thing: object) -> tuple[str, dict[str, dict[str, str]]]:
    """Return the text of a docstring, and what its sections say of each name."""
    whole = inspect.cleandoc(thing.__doc__ or "") + "\n"
    sections = {match[1]: _items(inspect.cleandoc(f"\n{match[2]}")) for match in _SECTION.finditer(whole)}
    return _SECTION.sub("", whole).strip(), sections


def _items(text: str) -> dict[str, str]:
    """Return the items of a section by their names; a section in prose has one without a name."""
    first, *rest = _ITEM.split(text)
    if not rest:
        return {"": " ".join(first.split())}
    return {name: " ".join(meaning.split()) for name, meaning in zip(rest[::2], rest[1::2], strict=True)}


def _lists(sections: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for title, items in sections.items():
        yield from (f"{title}:", "")
        yield from (f"- `{name}`: {meaning}" if name else f"- {meaning}" for name, meaning in items.items())
        yield ""


def _signature(name: str, function: Callable[..., Any]) -> str:
    """Return a function's signature on one line, or with a line for each parameter if it is long."""
    parts, result = list(_parts(function)), _returned(function)
    line = f"{name}({', '.join(parts)}) -> {result}"
    if len(line) <= _WIDTH:
        return line
    return "\n".join([f"{name}(", *(f"    {part}," for part in parts), f") -> {result}"])


def _returned(function: Callable[..., Any]) -> str:
    return _type(inspect.signature(function).return_annotation)


def _parts(function: Callable[..., Any]) -> Iterator[str]:
    """Yield the parameters as written, and the marks between those of different kinds."""
    own = [p for p in inspect.signature(function).parameters.values() if p.name != "self"]
    before: set[object] = set()
    for parameter in own:
        kind = parameter.kind
        if before == {parameter.POSITIONAL_ONLY} and kind is not parameter.POSITIONAL_ONLY:
            yield "/"
        if kind is parameter.KEYWORD_ONLY and not before & {kind, parameter.VAR_POSITIONAL}:
            yield "*"
        before.add(kind)
        yield _parameter(parameter)
    if before == {inspect.Parameter.POSITIONAL_ONLY}:
        yield "/"


def _parameter(parameter: inspect.Parameter) -> str:
    stars = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
    typed = "" if parameter.annotation is parameter.empty else f": {_type(parameter.annotation)}"
    default = "" if parameter.default is parameter.empty else f" = {_value(parameter.default)}"
    return f"{stars}{parameter.name}{typed}{default}"


def _type(annotation: object) -> str:
    return annotation.strip("\"'") if isinstance(annotation, str) else inspect.formatannotation(annotation)


def _value(value: object) -> str:
    """Return a default as one would write it, the same in every process."""
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    return "..." if isinstance(value, FunctionType) else repr(value)


def _fields(kind: type, meanings: Mapping[str, str]) -> Iterator[str]:
    """Yield a list of what a value holds, in order, with what its docstring says of that."""
    rows = [
        f"- `{name}: {typed}`{f': {meanings[name]}' if name in meanings else ''}"
        for name, typed in _held(kind)
    ]
    yield from (*rows, "") if rows else ()


def _held(kind: type) -> Iterator[tuple[str, str]]:
    if dataclasses.is_dataclass(kind):
        for field in dataclasses.fields(kind):
            if not field.name.startswith("_"):
                default = "" if field.default is dataclasses.MISSING else f" = {_value(field.default)}"
                made = "" if field.default_factory is dataclasses.MISSING else " = ..."
                yield field.name, f"{_type(field.type)}{default}{made}"
    elif issubclass(kind, tuple):
        yield from ((name, _forward(typed)) for name, typed in kind.__annotations__.items())


def _forward(annotation: object) -> str:
    return getattr(annotation, "__forward_arg__", None) or _type(annotation)


def _members(kind: type) -> Iterator[str]:
    """Yield the properties and methods that a class itself has and describes."""
    for name, member in vars(kind).items():
        public = not name.startswith("_") or (name == "__call__" and getattr(kind, "_is_protocol", False))
        function = member.fget if isinstance(member, property) else member
        if not public or not inspect.isfunction(function) or not function.__doc__:
            continue
        text, sections = _parse(function)
        if isinstance(member, property):
            written = f"{name}: {_returned(function)}"
        else:
            written = f"{name}({', '.join(_parts(function))}) -> {_returned(function)}"
        yield from (f"**`{written}`**", "", text, "", *_lists(sections))
