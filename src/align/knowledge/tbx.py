"""Termbases as TBX (ISO 30042): version 3 in either style, and version 2, in the Core and Basic dialects.

Read by expat with entities refused. What TBX-Basic has no place for (the type of a concept, a rendering
that is only accepted, whether case matters) is kept in notes that start with `_OURS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from align.errors import ConfigError
from align.knowledge.concepts import ConceptType
from align.knowledge.entries import PARTS_OF_SPEECH, Entry, chinese_first, validated
from align.knowledge.tables import id_maker, is_simplified
from align.text import HAN
from align.types import Language

# Elements by what they are, in version 3 and in version 2.
_CONCEPTS, _LANGUAGES = ("conceptEntry", "termEntry"), ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
# Data categories that stand as an attribute in one style and as an element in the other.
_CATEGORIES = ("termNote", "descrip", "admin", "note", "ref", "xref", "date")
_OURS = "align:"
_LOOSE = f"{_OURS}loose"
_FORBIDDEN = ("deprecatedTerm", "supersededTerm", "obsolete", "deprecated", "forbidden", "notRecommended")
_PREFERRED = ("preferredTerm", "preferred")
_ABBREVIATED = ("abbreviation", "acronym", "initialism")
_SIMPLIFIED_REGIONS = ("cn", "sg", "my", "hans")
_TRADITIONAL_REGIONS = ("tw", "hk", "mo", "hant")
_LANGUAGE_NAMES = {"zho": "zh", "chi": "zh", "cmn": "zh", "eng": "en"}
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class _Element:
    """An element without its prefix, and the line it starts on; `text` is all text in it."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[_Element] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return _SPACE.sub(" ", "".join(self.parts)).strip()

    @property
    def category(self) -> str:
        """What kind of data it holds: its type in one style, its name in the other."""
        return self.attributes.get("type", "") if self.name in _CATEGORIES else self.name

    def all(self, *names: str) -> Iterator[_Element]:
        """Yield the elements of some names below this one, in reading order, none within another."""
        stack = list(reversed(self.children))
        while stack:
            element = stack.pop()
            if element.name in names:
                yield element
            else:
                stack += reversed(element.children)

    def data(self, *inner: str) -> Iterator[_Element]:
        """Yield every element that belongs to this one and not to a part of it called as in `inner`."""
        stack = list(reversed(self.children))
        while stack:
            element = stack.pop()
            if element.name not in inner:
                yield element
                stack += reversed(element.children)


def read(text: str, name: str) -> Iterator[Entry]:
    """Yield the entries of a TBX file; `name` is what errors call it.

    An entry without a Chinese or without an English term is left out.

    Raises:
        ConfigError: It is not well-formed, declares entities, is no TBX, or an entry cannot be used; names
            file and line.
    """
    root = _parse(text, name)
    if root.name not in ("tbx", "martif"):
        raise ConfigError(f"{name}:{root.line}: <{root.name}> is no TBX", hint="expected <tbx> or <martif>")
    make_id = id_maker()
    for concept in root.all(*_CONCEPTS):
        if entry := _entry(concept, f"{name}:{concept.line}", make_id):
            yield entry


def _parse(text: str, name: str) -> _Element:
    # The text is decoded already: what its declaration says of bytes no longer applies.
    parser = expat.ParserCreate("utf-8")
    root = _Element("", {}, 1)
    stack = [root]

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = _Element(tag.rpartition(":")[2], attributes, parser.CurrentLineNumber)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_: str) -> None:
        inner = stack.pop()
        # The text of a term may stand in marks of its own; that of a section is not wanted.
        if stack[-1].name not in (*_CONCEPTS, *_LANGUAGES, *_TERMS):
            stack[-1].parts += inner.parts

    def refuse(*_: object) -> None:
        raise ConfigError(
            f"{name}:{parser.CurrentLineNumber}: declares XML entities, which align does not expand",
            hint="save it without a DTD",
        )

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda data: stack[-1].parts.append(data)
    parser.EntityDeclHandler = refuse
    parser.SkippedEntityHandler = refuse
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        where = f"{name}:{error.lineno}: column {error.offset + 1}"
        raise ConfigError(f"{where}: not well-formed XML: {reason}") from None
    return root.children[0]


@dataclass(slots=True)
class _Forms:
    """The terms of a concept by what they are."""

    lists: dict[str, list[str]] = field(
        default_factory=lambda: {
            key: [] for key in ("zh-Hant", "zh-Hans", "en", "abbr", "loose", "forbidden")
        }
    )
    preferred: set[tuple[str, str]] = field(default_factory=set)
    pos: str = ""

    def get(self, key: str) -> tuple[str, ...]:
        """Return the forms of a list, the preferred ones first."""
        forms = dict.fromkeys(self.lists[key])
        return tuple(sorted(forms, key=lambda form: (key, form) not in self.preferred))


def _entry(concept: _Element, where: str, make_id: Callable[[str], str]) -> Entry | None:
    forms = _Forms()
    for section in concept.all(*_LANGUAGES):
        language = _language(section)
        for term in section.all(*_TERMS) if language else ():
            _add_term(forms, term, language)
    if not (forms.lists["zh-Hant"] or forms.lists["zh-Hans"]) or not (
        forms.lists["en"] or forms.lists["abbr"]
    ):
        return None
    entry = Entry(
        id=_id(concept) or make_id((forms.get("en") or forms.get("abbr"))[0]),
        type=ConceptType.TERM,
        traditional=forms.get("zh-Hant"),
        simplified=forms.get("zh-Hans"),
        english=forms.get("en"),
        abbreviations=forms.get("abbr"),
        loose=chinese_first(forms.get("loose")),
        forbidden=chinese_first(forms.get("forbidden")),
        pos=forms.pos,
        where=where,
    )
    return validated(_with_notes(entry, concept))


def _id(concept: _Element) -> str:
    return re.sub(r"[\s|]+", "-", concept.attributes.get("id", "")).lstrip("#")


def _language(section: _Element) -> str:
    """Return "en", the column of a Chinese script, "zh" where the tag does not tell it, or nothing."""
    attributes = section.attributes
    tag = attributes.get("xml:lang") or attributes.get("lang") or ""
    first, *rest = re.split("[-_]", tag.lower())
    first = _LANGUAGE_NAMES.get(first, first)
    if first != "zh":
        return first if first == "en" else ""
    if any(part in _SIMPLIFIED_REGIONS for part in rest):
        return "zh-Hans" if "hant" not in rest else "zh-Hant"
    return "zh-Hant" if any(part in _TRADITIONAL_REGIONS for part in rest) else "zh"


def _add_term(forms: _Forms, section: _Element, language: str) -> None:
    text = next((one.text for one in section.all("term")), "")
    if not text:
        return
    status = kind = ""
    loose = False
    for element in section.data():
        value = element.text
        if element.category in ("administrativeStatus", "normativeAuthorization"):
            status = value
        elif element.category == "termType":
            kind = value
        elif element.category == "partOfSpeech" and value in PARTS_OF_SPEECH:
            forms.pos = forms.pos or value
        loose = loose or (element.name == "note" and value == _LOOSE)
    key = _list_of(text, status, kind, language, loose)
    forms.lists[key].append(text)
    if status.startswith(_PREFERRED):
        forms.preferred.add((key, text))


def _list_of(text: str, status: str, kind: str, language: str, loose: bool) -> str:
    if status.startswith(_FORBIDDEN):
        return "forbidden"
    if loose:
        return "loose"
    if language == "en":
        return "abbr" if kind in _ABBREVIATED else "en"
    if language == "zh":
        return "zh-Hans" if is_simplified(text) else "zh-Hant"
    return language


def _with_notes(entry: Entry, concept: _Element) -> Entry:
    """Return an entry with what the concept says besides its terms."""
    notes: list[str] = []
    broader: list[str] = []
    ours: dict[str, str] = {}
    domain = source = definition = ""
    for element in concept.data(*_LANGUAGES):
        value = element.text
        if element.name == "note" and value.startswith(_OURS):
            key, _, rest = value.removeprefix(_OURS).partition(" ")
            ours[key] = rest
        elif element.category == "subjectField":
            domain = value
        elif element.category == "source":
            source = value
        elif element.category == "definition":
            definition = value
        elif element.category == "crossReference" and value == f"{_OURS}broader":
            broader.append(element.attributes.get("target", ""))
        elif element.name == "note":
            notes.append(value)
    sort = ours.get("type", entry.type.value)
    return replace(
        entry,
        type=ConceptType(sort) if sort in set(ConceptType) else ConceptType.TERM,
        exact=ours.get("case") == "yes",
        broader=tuple(filter(None, dict.fromkeys(broader))),
        domain=domain,
        source=source,
        note=" ".join(filter(None, [definition, *notes])),
    )


def write(entries: Iterable[Entry]) -> str:
    """Return entries as TBX-Basic, version 3, in the style that has categories as attributes."""
    return "".join(_document(entries))


def _document(entries: Iterable[Entry]) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n'
        "<tbxHeader><fileDesc><sourceDesc><p>Written by align</p></sourceDesc></fileDesc></tbxHeader>\n"
        "<text><body>\n"
    )
    for entry in entries:
        yield from _concept(entry)
    yield "</body></text>\n</tbx>\n"


def _concept(entry: Entry) -> Iterator[str]:
    yield f"<conceptEntry id={quoteattr(entry.id)}>\n"
    if entry.domain:
        yield f'  <descrip type="subjectField">{escape(entry.domain)}</descrip>\n'
    if entry.source:
        yield f'  <admin type="source">{escape(entry.source)}</admin>\n'
    for id_ in entry.broader:
        yield f'  <ref type="crossReference" target={quoteattr(id_)}>{_OURS}broader</ref>\n'
    yield f"  <note>{_OURS}type {entry.type.value}</note>\n"
    if entry.exact:
        yield f"  <note>{_OURS}case yes</note>\n"
    if entry.note:
        yield f"  <note>{escape(entry.note)}</note>\n"
    for language in Language:
        yield from _section(entry, language)
    yield "</conceptEntry>\n"


def _section(entry: Entry, language: Language) -> Iterator[str]:
    """Yield the terms in one language; what is accepted or forbidden in Chinese is of either script."""
    own = {
        Language.ZH_HANT: entry.traditional,
        Language.ZH_HANS: entry.simplified,
        Language.EN: entry.english,
    }
    sections = [
        _term(entry, form, "admittedTerm" if number else "preferredTerm")
        for number, form in enumerate(own.get(language, ()))
    ]
    if language is Language.EN:
        kind = '      <termNote type="termType">abbreviation</termNote>\n'
        sections += [_term(entry, form, "admittedTerm", kind) for form in entry.abbreviations]
    if language in (Language.ZH, Language.EN):
        chinese, note = language is Language.ZH, f"      <note>{_LOOSE}</note>\n"
        loose, forbidden = (
            [form for form in forms if bool(HAN.search(form)) is chinese]
            for forms in (entry.loose, entry.forbidden)
        )
        sections += [_term(entry, form, "admittedTerm", note) for form in loose]
        sections += [_term(entry, form, "deprecatedTerm") for form in forbidden]
    if sections:
        yield f'  <langSec xml:lang="{language}">\n{"".join(sections)}  </langSec>\n'


def _term(entry: Entry, form: str, status: str, extra: str = "") -> str:
    pos = f'      <termNote type="partOfSpeech">{entry.pos}</termNote>\n' if entry.pos else ""
    return (
        f"    <termSec>\n      <term>{escape(form)}</term>\n{pos}"
        f'      <termNote type="administrativeStatus">{status}-admn-sts</termNote>\n{extra}    </termSec>\n'
    )
