"""Names and keywords of a header field by what their words say: a quarterly is no monthly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.checks import senses
from align.text import HAN, fold_chinese, fold_latin
from align.types import FieldKey, HeaderField, Place

# Which scales of the table tell for which fields.
_SCALES = {
    FieldKey.AUTHOR: ("name: body",),
    FieldKey.SOURCE: ("name:", "topic:"),
    FieldKey.KEYWORDS: ("topic:",),
}
# A Chinese name with the foreign one in brackets.
_GLOSSED = re.compile(
    rf"(?P<chinese>{HAN.pattern}[^()（）、,，;；/／]{{1,80}})[(（](?P<english>[A-Za-z][^()（）]{{2,120}})[)）]"
)
_ISSUE = re.compile(r"(?<![\d/.-])\d{1,3}(?![\d/.-]|\s?[年月日])")


class Contrast(NamedTuple):
    """What differs, and where it stands on either side."""

    message: str
    source: Place
    target: Place


def find_contrasts(field: HeaderField, *, chinese_first: bool) -> Iterator[Contrast]:
    """Yield the words of a field that say other things in Chinese and in English; at most one a scale."""
    told = _SCALES.get(field.key, ())
    for chinese, english in _sides(field, chinese_first=chinese_first):
        texts = fold_chinese(chinese.text).lower(), fold_latin(english.text).lower()
        if (len(texts[0]), len(texts[1])) != (len(chinese.text), len(english.text)):
            continue
        for name, clash in senses.clashes("headers", *texts):
            if name.startswith(told):
                one, other = chinese.part(*clash.chinese), english.part(*clash.english)
                sides = (one, other) if chinese_first else (other, one)
                yield Contrast(f"{sides[0].text} and {sides[1].text} differ", *sides)
                break


def _sides(field: HeaderField, *, chinese_first: bool) -> Iterator[tuple[Place, Place]]:
    """Yield what a field says in Chinese with what it says in English, name by name where in brackets."""
    if field.source is None or field.target is None:
        place = field.source or field.target
        yield from _glossed(place) if place else ()
    elif field.is_shared:
        yield from _glossed(field.source)
    else:
        yield (field.source, field.target) if chinese_first else (field.target, field.source)


def _glossed(place: Place) -> Iterator[tuple[Place, Place]]:
    for match in _GLOSSED.finditer(place.text):
        yield place.part(*match.span("chinese")), place.part(*match.span("english"))


def find_issue(field: HeaderField) -> Contrast | None:
    """Return the number of an issue or a volume that is another one on the other side, or None."""
    if field.key is not FieldKey.SOURCE or field.is_shared or not field.source or not field.target:
        return None
    ours, theirs = (
        {m[0].lstrip("0"): m for m in _ISSUE.finditer(p.text)} for p in (field.source, field.target)
    )
    lost, new = ours.keys() - theirs.keys(), theirs.keys() - ours.keys()
    if len(lost) != 1 or len(new) != 1 or len(ours) != len(theirs):
        return None
    one, other = ours[lost.pop()], theirs[new.pop()]
    places = field.source.part(*one.span()), field.target.part(*other.span())
    return Contrast(f"a number differs: {one[0]} and {other[0]}", *places)
