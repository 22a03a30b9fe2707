"""Addresses and footnote markers: URLs, DOIs, e-mail addresses, images, [1]."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from align.checks.base import Context, Yielded, rule
from align.types import FieldKey, Finding, Pair, Place, Severity, Span, Tally

_LONGEST = 2000
_URL = re.compile(rf"(?:https?://|www\.)[!#-;=?-~]{{1,{_LONGEST}}}", re.IGNORECASE)
_DOI = re.compile(
    r"(?:\bdoi:\s?|(?:https?://)?(?:dx\.)?doi\.org/)?\b(10\.\d{4,9}/[!#-;=?-~]{1,200})", re.IGNORECASE
)
_EMAIL = re.compile(r"(?<![\w.+-])[a-zA-Z0-9.+-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63})+")
# Targets of Markdown that are no address: files and images beside the brief.
_FILE = re.compile(r"\]\(([^()\s:]{1,300}\.\w{2,5})(?:#[^()\s]*)?\)")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\s]{1,2000}\)")
_NOTE = re.compile(r"\[\^?(\d{1,3})\](?!\()|(?<![a-zA-Z平立方\d])([⁰¹²³⁴-⁹]{1,3})")
# What may end a sentence after an address.
_TRAILING = ".,;:!?'*_~"
# Parts of an address that name a language: /zh-tw/, en., ?lang=en, brief.zh.md.
_LANGUAGES = "zh|en|cn|tw|hk|zh-?(?:tw|cn|hk|hans|hant)|en-?(?:us|gb|uk)|cht|chs|tc|sc|eng|chinese|english"
_LANGUAGE_PART = re.compile(rf"(?<=[/._-])(?:{_LANGUAGES})(?=[/._-]|$)|^(?:{_LANGUAGES})(?=\.)")
_QUERY = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid|ref|lang|language|locale|hl|l|from|source|spm)=[^&]*")


@dataclass(frozen=True, slots=True, eq=False)
class _Link:
    """An address or a footnote marker.

    Attributes:
        key: What equal ones have in common.
        site: The name of the site where the address is that of a page in one language, else "".
    """

    kind: str
    key: str
    place: Place
    site: str = ""

    def is_same(self, other: _Link) -> bool:
        """Whether both lead to the same thing, or to versions of it in two languages."""
        if self.kind != other.kind:
            return False
        return self.key == other.key or (bool(self.site or other.site) and _site(self) == _site(other))


def _site(link: _Link) -> str:
    return link.site or ".".join(link.key.split("/")[0].split(".")[-2:])


@rule("link", "structure/link", Severity.MINOR)
def check_link(pairs: Sequence[Pair], context: Context) -> Yielded:
    """An address or a footnote marker differs or stands on one side only.

    URLs, DOIs, e-mail addresses, targets of Markdown links and images, and markers such as [1] and ¹. Pages
    of one site in two languages, tracking parameters, www, and marks after an address make no difference.
    A side without any is reported once.

    Bad: 見 https://example.org/a / See https://example.org/b
    Good: 見 https://example.org/zh/a / See https://example.org/en/a
    """
    whole = context.document.prealigned is None
    sides = [_rest(pairs, context, is_source=is_source) for is_source in (True, False)]
    compared = sum(len(links) for side in sides for links in side.values())
    for number in sides[0]:
        _take_out(sides[0][number], sides[1][number])
    if whole:
        _take_out_anywhere(*sides)
    alone: list[tuple[Pair | None, _Link, bool]] = []
    by_number: list[Pair | None] = [*pairs, None]
    for number, ours in sides[0].items():
        yield from _differing(by_number[number], ours, sides[1][number])
        alone += [(by_number[number], link, True) for link in ours]
        alone += [(by_number[number], link, False) for link in sides[1][number]]
    yield from _alone(alone, whole=whole)
    yield Tally("links", compared)


_Side = dict[int, list[_Link]]


def _rest(pairs: Sequence[Pair], context: Context, *, is_source: bool) -> _Side:
    """Return the links of each pair of a side by its number; those of header and pictures under the next."""
    side: _Side = {}
    for number, pair in enumerate(pairs):
        # What has no counterpart at all is an omission or an addition.
        segments = () if pair.is_null else pair.source if is_source else pair.target
        side[number] = [link for segment in segments for link in _links(segment.place)]
    fields = [f for f in context.document.fields if f.key is FieldKey.LINK and f.source and f.target]
    places = [f.source if is_source else f.target for f in fields if not f.is_shared]
    places += _pictures(pairs, context, is_source=is_source)
    side[len(pairs)] = [link for place in places if place for link in _links(place)]
    return side


def _pictures(pairs: Sequence[Pair], context: Context, *, is_source: bool) -> Iterator[Place]:
    """Yield the pictures beside the text of a side, if it has a file of its own and shares no pictures."""
    files = context.document.files
    if len(files) != 2:
        return
    file = files[0 if is_source else 1]
    texts = sorted(s.place.span for pair in pairs for s in (pair.source if is_source else pair.target))
    for match in _PICTURE.finditer(file.text):
        k = bisect_right(texts, match.start(), key=lambda span: span.start) - 1
        if k < 0 or texts[k].end <= match.start():
            yield Place(file, Span(*match.span()))


def _links(place: Place) -> Iterator[_Link]:
    text = place.text
    taken = bytearray(len(text))
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            start, end = match.span(1) if kind == "file" else match.span()
            if kind in ("DOI", "address"):
                end = start + len(_trimmed(match.group()))
            taken[start:end] = b"\1" * (end - start)
            yield _read(kind, match, place.part(start, end))


_PATTERNS = (
    ("DOI", _DOI),
    ("address", _URL),
    ("e-mail address", _EMAIL),
    ("file", _FILE),
    ("footnote", _NOTE),
)


def _read(kind: str, match: re.Match[str], place: Place) -> _Link:
    if kind == "address":
        return _address(place)
    if kind == "footnote":
        digits = match.group(1) or unicodedata.normalize("NFKC", match.group(2))
        return _Link(kind, str(int(digits)), place)
    if kind == "DOI":
        return _Link(kind, _trimmed(match.group(1)).lower(), place)
    key = place.text.lower()
    return _Link(kind, _LANGUAGE_PART.sub("", key) if kind == "file" else key, place)


def _trimmed(address: str) -> str:
    """Return an address without the marks after it: a full stop, a bracket that it does not open."""
    while address:
        last = address[-1]
        opening = {")": "(", "]": "[", "}": "{"}.get(last)
        if last not in _TRAILING and (not opening or address.count(opening) >= address.count(last)):
            break
        address = address[:-1]
    return address


def _address(place: Place) -> _Link:
    plain = re.sub(r"^https?://", "", unquote(place.text).lower()).partition("#")[0]
    host, _, query = plain.partition("?")
    host = host.removeprefix("www.").rstrip("/")
    kept = "&".join(sorted(filter(None, _QUERY.sub("", query).split("&"))))
    bare = re.sub(r"[/._-]{2,}", "/", _LANGUAGE_PART.sub("", host)).strip("/.")
    name = bare.split("/")[0].split(".")
    is_one_language = bare != host or (_QUERY.sub("", query) != query and "utm_" not in query)
    key = f"{bare}?{kept}" if kept else bare
    return _Link("address", key, place, ".".join(name[-2:]) if is_one_language else "")


def _take_out(ours: list[_Link], theirs: list[_Link]) -> None:
    """Take out what both have: first the very same, then pages of one site in two languages."""
    for name in (lambda link: link.key, _site):
        queues: defaultdict[tuple[str, str], list[_Link]] = defaultdict(list)
        for other in reversed(theirs):
            queues[other.kind, name(other)].append(other)
        gone: set[int] = set()
        for link in ours:
            queue = queues[link.kind, name(link)]
            if queue and link.is_same(queue[-1]):
                gone |= {id(link), id(queue.pop())}
        ours[:] = [link for link in ours if id(link) not in gone]
        theirs[:] = [link for link in theirs if id(link) not in gone]


def _take_out_anywhere(ours: _Side, theirs: _Side) -> None:
    """Take out what the other side has elsewhere: a footnote may follow its sentence in another pair."""
    places: defaultdict[tuple[str, str], list[_Link]] = defaultdict(list)
    for links in theirs.values():
        for link in links:
            places[link.kind, link.key].append(link)
    gone: set[int] = set()
    for links in ours.values():
        for link in links:
            if found := places[link.kind, link.key]:
                gone |= {id(link), id(found.pop())}
    for side in (ours, theirs):
        for links in side.values():
            links[:] = [link for link in links if id(link) not in gone]


def _differing(pair: Pair | None, ours: list[_Link], theirs: list[_Link]) -> Iterator[Finding]:
    """Yield what of one kind is left on both sides, and take it out."""
    queues: defaultdict[str, list[_Link]] = defaultdict(list)
    for other in reversed(theirs):
        queues[other.kind].append(other)
    gone: set[int] = set()
    for link in ours:
        if queues[link.kind]:
            other = queues[link.kind].pop()
            gone |= {id(link), id(other)}
            yield _finding(
                f"the {link.kind} differs: {_shown(link)} and {_shown(other)}", pair, (link,), (other,)
            )
    ours[:] = [link for link in ours if id(link) not in gone]
    theirs[:] = [link for link in theirs if id(link) not in gone]


def _alone(alone: Sequence[tuple[Pair | None, _Link, bool]], *, whole: bool) -> Iterator[Finding]:
    """Yield what stands on one side only; of a brief in one finding for each kind and side."""
    groups: defaultdict[tuple[str, bool, str], list[tuple[Pair | None, _Link]]] = defaultdict(list)
    for pair, link, is_source in alone:
        groups[link.kind, is_source, "" if whole or not pair else pair.id].append((pair, link))
    for (kind, is_source, _), group in groups.items():
        links = tuple(link for _, link in group)
        side, other = ("source", "target") if is_source else ("target", "source")
        what = (
            f"{kind} {_shown(links[0])}"
            if len(links) == 1
            else f"{len(links)} {_PLURAL.get(kind, kind + 's')}"
        )
        message = f"the {other} lacks {what} of the {side}"
        yield _finding(message, group[0][0], links if is_source else (), () if is_source else links)


_PLURAL = {"address": "addresses", "e-mail address": "e-mail addresses", "footnote": "footnote markers"}
_MOST_PLACES = 10


def _finding(
    message: str, pair: Pair | None, source: tuple[_Link, ...], target: tuple[_Link, ...]
) -> Finding:
    return Finding(
        rule="link",
        category="structure/link",
        severity=Severity.MINOR,
        confidence=0.85 if source and target else 0.7,
        message=message,
        source=tuple(link.place for link in source[:_MOST_PLACES]),
        target=tuple(link.place for link in target[:_MOST_PLACES]),
        pair=pair,
        suggestion=source[0].place.text if source and target else "",
        evidence=(("source", len(source)), ("target", len(target))),
    )


def _shown(link: _Link) -> str:
    text = link.place.text
    return text if len(text) <= 60 else text[:60] + "…"
