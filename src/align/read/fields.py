"""Header fields: labels in one language or both, and which part of a value is in which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from align.lang import FIELD_LABELS, FieldLabel
from align.read.lines import BLANK, LATIN_WORD, tell_language, trim
from align.read.page import FieldLine, Page
from align.text import HAN
from align.types import FieldKey, HeaderField, Language, Place, Span

_BOTH = frozenset({Language.ZH, Language.EN})
# A label nobody listed is still one when it is given in both languages.
_UNKNOWN_LABEL = re.compile(
    r"\*{0,2}(?P<label>[\u4e00-\u9fff]{1,8}\s?[/／]\s?[A-Za-z][A-Za-z()'. ]{1,28}?)"
    r"\*{0,2}\s?[:：]\*{0,2}"
)
_SEPARATOR = re.compile(r"[\r\n]+|[／|｜]|(?<!\d)/(?!\d)")
_LAST_BRACKETS = re.compile(r"[(（](?P<inside>[^()（）]*)[)）]$")
_FRONT_MATTER_LINE = re.compile(r"(?P<label>[^\W\d][\w -]{0,30}?)\s*:(?:\s|$)")
_LANGUAGE_SUFFIX = re.compile(r"[ _-](zh|en|cn|tw)(?:[_-]\w+)?$", re.IGNORECASE)


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, FieldLabel]]:
    known = {label: field for field in FIELD_LABELS for label in field.labels}
    any_label = "|".join(re.escape(label) for label in sorted(known, key=len, reverse=True))
    pattern = re.compile(
        rf"\*{{0,2}}(?P<label>(?P<first>{any_label})\s*"
        rf"(?:[/／|｜(（]?\s*(?P<second>{any_label})\s*[)）]?)?)"
        rf"\*{{0,2}}\s*[:：]\*{{0,2}}",
        re.IGNORECASE,
    )
    return pattern, known


def parse_field(text: str, start: int, end: int, *, in_header: bool) -> FieldLine | None:
    """Return the header field that the line `[start, end)` states, or None.

    A bilingual label that nobody knows is one only `in_header`: after other fields.
    """
    pattern, known = _labels()
    match = pattern.match(text, start, min(end, start + 100))
    if match:
        field = known[match["first"].lower()]
        name, key = field.name, field.key
    else:
        match = _UNKNOWN_LABEL.match(text, start, min(end, start + 100)) if in_header else None
        if not match:
            return None
        name, key = match["label"].lower(), FieldKey.OTHER
    return FieldLine(
        name, key, match["label"].strip(BLANK), _label_languages(match["label"]), trim(text, match.end(), end)
    )


def _label_languages(label: str) -> frozenset[Language]:
    has_han, has_latin = bool(HAN.search(label)), bool(re.search("[A-Za-z]", label))
    return frozenset(([Language.ZH] if has_han else []) + ([Language.EN] if has_latin else []))


def parse_front_matter_line(text: str, start: int, end: int) -> FieldLine | None:
    """Return the header field of one `key: value` line of YAML; keys that nobody knows are left out.

    A label in both languages, which other headers have, is one here too.
    """
    field = _parse_key(text, start, end) or parse_field(text, start, end, in_header=True)
    return field and replace(field, value=_unquote(text, field.value))


def _parse_key(text: str, start: int, end: int) -> FieldLine | None:
    match = _FRONT_MATTER_LINE.match(text, start, min(end, start + 100))
    if not match:
        return None
    suffix = _LANGUAGE_SUFFIX.search(match["label"])
    name = match["label"][: suffix.start()] if suffix else match["label"]
    field = _labels()[1].get(name.lower().replace("_", " "))
    if field is None:
        return None
    languages = _BOTH
    if suffix:
        languages = frozenset({Language.EN if suffix[1].lower() == "en" else Language.ZH})
    return FieldLine(field.name, field.key, match["label"], languages, trim(text, match.end(), end))


def _unquote(text: str, value: Span) -> Span:
    while value.end - value.start >= 2 and text[value.start] + text[value.end - 1] in ('""', "''", "[]"):
        value = trim(text, value.start + 1, value.end - 1)
    return value


def join_fields(pages: Sequence[Page], source: Language) -> tuple[HeaderField, ...]:
    """Return the header of a document: fields of both languages with the same name made one.

    Args:
        pages: The only file, or the Chinese and the English one.
        source: `EN` when the Chinese is the translation.
    """
    groups: dict[str, list[tuple[FieldLine, Place, Language | None]]] = {}
    for page, home in zip(pages, (Language.ZH, Language.EN) if len(pages) == 2 else (None,), strict=True):
        for line in page.fields:
            if line.value.start < line.value.end:
                groups.setdefault(line.name, []).append((line, Place(page.file, line.value), home))
    return tuple(field for group in groups.values() for field in _join(group, source))


def _join(group: list[tuple[FieldLine, Place, Language | None]], source: Language) -> Iterator[HeaderField]:
    """Pair the lines of one name off, one of each language; a line without a partner stands alone."""
    rest = [(line, place, home or _line_language(line, place)) for line, place, home in group]
    chinese: Place | None
    english: Place | None
    while rest:
        line, place, language = rest.pop(0)
        partner = next((k for k, other in enumerate(rest) if other[2] is not language), None)
        if partner is not None:
            other = rest.pop(partner)[1]
            chinese, english = (other, place) if language is Language.EN else (place, other)
        else:
            chinese, english = _split_value(line, place, language if group[0][2] else None)
        first, second = (english, chinese) if source is Language.EN else (chinese, english)
        yield HeaderField(line.key, line.label, first, second)


def _line_language(line: FieldLine, place: Place) -> Language | None:
    """Return the language that a line is for, by its label or else by its value; None for both."""
    if len(line.languages) == 1:
        return next(iter(line.languages))
    return None if _parts(place, line.key) else Language.ZH if HAN.search(place.text) else None


def _split_value(line: FieldLine, place: Place, home: Language | None) -> tuple[Place | None, Place | None]:
    """Return the Chinese and the English part of a value that stands alone."""
    if home is not None:
        return (place, None) if home is Language.ZH else (None, place)
    parts = _parts(place, line.key)
    if parts:
        return parts
    if not HAN.search(place.text):
        return place, place
    return (place, place) if len(_bracketed_latin(place.text)) > 1 else (place, None)


def _bracketed_latin(text: str) -> list[str]:
    """Return the foreign names that follow Chinese ones in brackets."""
    return [
        part
        for part in re.findall(r"[(（]([^()（）]*)[)）]", text)
        if not HAN.search(part) and LATIN_WORD.search(part)
    ]


def _parts(place: Place, key: FieldKey) -> tuple[Place, Place] | None:
    """Return the Chinese and the English part of a value that holds both, or None."""
    text = place.text
    if key is FieldKey.LINK or not HAN.search(text):
        return None
    for separator in _SEPARATOR.finditer(text[:2000]):
        left, right = trim(text, 0, separator.start()), trim(text, separator.end(), len(text))
        parts = _one_each(place, left, right)
        if parts:
            return parts
    brackets = _LAST_BRACKETS.search(text[-200:])
    if not brackets or HAN.search(brackets["inside"]) or len(_bracketed_latin(text)) > 1:
        return None
    opening = len(text) - (len(brackets[0]))
    if key is not FieldKey.DATE and len(LATIN_WORD.findall(brackets["inside"])) < 1:
        return None
    return _one_each(place, trim(text, 0, opening), trim(text, opening + 1, len(text) - 1))


def _one_each(place: Place, left: Span, right: Span) -> tuple[Place, Place] | None:
    texts = [place.text[span.start : span.end] for span in (left, right)]
    has_han = [bool(HAN.search(text)) for text in texts]
    if has_han[0] == has_han[1] or not all(any(c.isalnum() for c in text) for text in texts):
        return None
    if tell_language(texts[has_han.index(True)]) is not Language.ZH:
        return None
    chinese, english = (left, right) if has_han[0] else (right, left)
    return place.part(*chinese), place.part(*english)
