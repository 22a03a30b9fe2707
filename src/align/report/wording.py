"""What the page itself says, in each language of its interface.

`templates/wording.tsv` holds a line a phrase: key, English, Traditional Chinese. `{n}` and `{m}` stand for
numbers; an English phrase may give its singular and its plural, parted by a bar. Titles of rules have no
English here: that is the rule's own.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from align.report.base import LANGUAGES


@cache
def phrases() -> Mapping[str, Mapping[str, str]]:
    """Return every phrase by language and key."""
    text = files("align.report").joinpath("templates", "wording.tsv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    return {language: {row[0]: row[column] for row in rows} for column, language in enumerate(LANGUAGES, 1)}


def say(language: str, key: str, n: int | None = None, m: int | None = None) -> str:
    """Return a phrase with its numbers."""
    one, bar, many = phrases()[language][key].partition("|")
    text = many if bar and n != 1 else one
    for name, number in (("{n}", n), ("{m}", m)):
        if number is not None:
            text = text.replace(name, f"{number:,}")
    return text


def table() -> Markup:
    """Return all phrases as JSON that may stand in a script element."""
    text = json.dumps(phrases(), ensure_ascii=False, separators=(",", ":"))
    # Our own text; a "<" in it could end the element.
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704


def helpers(language: str) -> dict[str, Callable[..., Markup]]:
    """Return what templates write phrases with, so that the script can change the language later.

    `t` gives an element, `attr` an attribute; both carry the key and the numbers along. `named` gives an
    element for what has a name of its own, in English: a tally or a rule, which the table may not know.
    """

    def numbers(n: int | None, m: int | None) -> Markup:
        parts = [
            Markup(' data-{}="{}"').format(*pair) for pair in (("n", n), ("m", m)) if pair[1] is not None
        ]
        return Markup("").join(parts)

    def t(key: str, n: int | None = None, m: int | None = None) -> Markup:
        text = say(language, key, n, m)
        return Markup('<span data-t="{}"{}>{}</span>').format(key, numbers(n, m), text)

    def attr(name: str, key: str, n: int | None = None, m: int | None = None) -> Markup:
        text = say(language, key, n, m)
        return Markup('{}="{}" data-{}="{}"{}').format(name, text, _DATA[name], key, numbers(n, m))

    def named(prefix: str, name: str, own: str = "") -> Markup:
        key, own = f"{prefix}.{name}", own or name
        if key not in phrases()[language]:
            return Markup('<span lang="en">{}</span>').format(own)
        return Markup('<span data-t="{}" data-own="{}">{}</span>').format(key, own, say(language, key) or own)

    return {"t": t, "attr": attr, "named": named}


# Attribute -> the data attribute that names its phrase.
_DATA = {"aria-label": "label", "placeholder": "hint", "title": "tip"}
