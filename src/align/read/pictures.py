"""What a page shows rather than says: pictures, and files that are pasted into it as `data:` addresses.

Neither is text. The path of a picture would make a Chinese line English, and a pasted screenshot is one
word of a hundred thousand letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.types import Span

# RFC 2397; all but the marks that end an address in Markdown and HTML.
_DATA = re.compile(r"\bdata:[a-z]+/[\w.+-]+(?:;[\w.=+-]+)*,[!#-&*-;=?-Z\\^-{}~]*", re.IGNORECASE | re.ASCII)
# What blanks leave of the shortest `data:` address that shows anything.
_EMPTIED = " " * 16
_TARGET = r"(?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]{0,100}\])"
_PICTURE = re.compile(
    rf"(?P<open>!\[|(?P<link>\[)!\[)(?P<caption>[^\[\]\n]{{0,500}})\]{_TARGET}(?(link)\]{_TARGET})"
    # Tags, and what is left of a definition without its data: `[image1]: <data:...>`.
    rf"|<img\b[^<>]*>|^[ \t>]*\[[^\[\]\n]{{1,100}}\]: ?<?(?={_EMPTIED})[ >]*$",
    re.IGNORECASE | re.MULTILINE,
)
# What programs write where nobody has written a caption: "image", "圖 1", "chart.png", the time of a shot.
_NO_CAPTION = re.compile(
    r"\s*(?:image|img|picture|pic|photo|screen ?shot|figure|fig|chart|graph|map|table|logo"
    r"|[圖图][片像表]?|表格?|地[圖图]|照片|[螢屏]?幕?截[圖图])?(?:[\W\d_]|at\b|[AP]M\b|[上下]午)*"
    r"|\s*[^\n]*\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)\s*",
    re.IGNORECASE,
)
_LINE_MARGIN = " \t\u3000>"


def lift_pictures(text: str) -> tuple[str, list[Span]]:
    """Return `text` with blanks for what is pasted into it, all offsets kept, and where it shows pictures."""
    clean = _DATA.sub(_blank, text)
    pictures = list(_find(clean))
    if clean == text:
        return text, pictures
    parts, at = [], 0
    for start, end in pictures:  # and for what stood around the data
        picture = clean[start:end]
        parts += [clean[at:start], " " * len(picture) if _EMPTIED in picture else picture]
        at = end
    return "".join([*parts, clean[at:]]), pictures


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _find(text: str) -> Iterator[Span]:
    """Yield what is no text of each picture: all, or all but the caption of one on a line of its own."""
    for match in _PICTURE.finditer(text):
        if match["caption"] and not _NO_CAPTION.fullmatch(match["caption"]) and _stands_alone(text, match):
            yield Span(*match.span("open"))
            yield Span(match.end("caption"), match.end())
        else:
            yield Span(*match.span())


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    before, after = match.start(), match.end()
    while before > 0 and text[before - 1] in _LINE_MARGIN:
        before -= 1
    while after < len(text) and text[after] in _LINE_MARGIN:
        after += 1
    return text[before - 1 : before] in "\r\n" and text[after : after + 1] in "\r\n"


def is_caption(text: str, span: Span) -> bool:
    """Tell whether a text is the caption of a picture, and not a heading, as short as it may be."""
    return text.endswith("![", 0, span.start)
