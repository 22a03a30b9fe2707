"""Pre-aligned pairs as XML: TMX, and XLIFF 1.2 and 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from align.errors import InputError
from align.read.pairs import Entry
from align.types import File

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Elements whose content is formatting code and not text.
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "sm", "em", "cp"})
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Tree(NamedTuple):
    """A parsed file, and the line on which each of its elements begins."""

    path: str
    root: Element
    lines: dict[Element, int]

    def where(self, element: Element, name: str) -> str:
        """Return what messages call a unit."""
        return f"{self.path}:{self.lines[element]}: unit {name}"


def read_xml(file: File) -> Iterator[Entry]:
    """Yield the pairs of a TMX or XLIFF file, told by its root element.

    Raises:
        InputError: It is not well-formed, declares entities, or is neither format.
    """
    tree = _parse(file)
    name = _local(tree.root)
    if name == "tmx":
        return _read_tmx(tree)
    if name == "xliff":
        return _read_xliff(tree)
    raise InputError(f"{file.path}: <{name}> is neither TMX nor XLIFF")


def _parse(file: File) -> _Tree:
    # Entities are the way to expand a small file without bound or to read other files. Expat opens no
    # external file by itself, so refusing declarations closes both ways. It takes a text for UTF-8, whatever
    # its declaration says of the bytes that were decoded already. ElementTree's own parser tells no lines.
    from xml.etree.ElementTree import TreeBuilder
    from xml.parsers import expat

    if "<!ENTITY" in file.text:
        raise InputError(
            f"{file.path} declares XML entities, which align does not expand", hint="save it without a DTD"
        )
    text = file.text.lstrip()
    blank = file.locate(len(file.text) - len(text)).line - 1
    lines: dict[Element, int] = {}
    builder, parser = TreeBuilder(), expat.ParserCreate(namespace_separator="}")

    def start(name: str, attributes: dict[str, str]) -> None:
        qualified = {_qualified(key): value for key, value in attributes.items()}
        element = builder.start(_qualified(name), qualified)
        lines[element] = parser.CurrentLineNumber + blank

    def skip(name: str, _: bool) -> NoReturn:
        raise InputError(f"{file.path} is not well-formed XML: undefined entity &{name};")

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, lambda name: builder.end(_qualified(name))
    parser.CharacterDataHandler, parser.SkippedEntityHandler = builder.data, skip
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise InputError(f"{file.path} is not well-formed XML: {error}") from None
    return _Tree(file.path, builder.close(), lines)


def _qualified(name: str) -> str:
    """Return a name as ElementTree writes it: {namespace}local."""
    return f"{{{name}" if "}" in name else name


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(element: Element, name: str) -> list[Element]:
    return [child for child in element if _local(child) == name]


def _descendants(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element.iter() if _local(child) == name)


def _text(element: Element | None) -> str:
    """Return the text of an element without formatting codes; walks with a list, however deep it nests."""
    parts: list[str] = []
    stack: list[Element | str] = [element] if element is not None else []
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        following: list[Element | str] = [] if _local(item) in _CODES else [item.text or ""]
        for child in item if following else ():
            following += [child, child.tail or ""]
        stack += reversed(following)
    return "".join(parts)


def _read_tmx(tree: _Tree) -> Iterator[Entry]:
    declared = next((h.get("srclang", "") for h in _children(tree.root, "header")), "").lower()
    for number, unit in enumerate(_descendants(tree.root, "tu"), 1):
        name = unit.get("tuid") or str(number)
        where = tree.where(unit, name)
        variants = [
            (
                _base(variant.get(_XML_LANG) or variant.get("lang") or ""),
                _text(next(iter(_children(variant, "seg")), None)),
            )
            for variant in _children(unit, "tuv")
        ]
        both = [v for v in variants if v[0] in ("zh", "en")] or variants
        if len(both) != 2 or both[0][0] == both[1][0]:
            raise InputError(f"{where}: needs one Chinese and one English variant")
        if both[1][0] == _base(unit.get("srclang", declared)):
            both.reverse()
        yield Entry(name, both[0][1], both[1][1], where, tree.lines[unit])


def _base(tag: str) -> str:
    language = re.split("[-_]", tag.lower())[0]
    return {"zho": "zh", "chi": "zh", "cmn": "zh", "cn": "zh", "eng": "en"}.get(language, language)


def _read_xliff(tree: _Tree) -> Iterator[Entry]:
    files = list(_descendants(tree.root, "file"))
    for number, part in enumerate(files, 1):
        prefix = f"{part.get('id') or number}/" if len(files) > 1 else ""
        for unit in _descendants(part, "trans-unit"):
            yield _entry(tree, unit, prefix + (unit.get("id") or ""))
        for unit in _descendants(part, "unit"):
            segments = _children(unit, "segment")
            for k, segment in enumerate(segments, 1):
                suffix = f"/{segment.get('id') or k}" if len(segments) > 1 else ""
                yield _entry(tree, segment, prefix + (unit.get("id") or "") + suffix)


def _entry(tree: _Tree, element: Element, name: str) -> Entry:
    source, target = (_text(next(iter(_children(element, tag)), None)) for tag in ("source", "target"))
    if not name:
        raise InputError(f"{tree.path}:{tree.lines[element]}: a unit has no id")
    return Entry(name, source, target, tree.where(element, name), tree.lines[element])
