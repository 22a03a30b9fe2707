"""Keywords of two languages compared by meaning, word by word, through the glosses of CC-CEDICT."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.knowledge import glosses
from align.text import LATIN_RUN

# Renderings that the dictionary does not give, by word in Simplified characters; usage of newspapers.
_ALSO = {
    "国际": ("world", "global"), "全球": ("world", "international"), "世界": ("global", "international"),
    "半导体": ("chip",), "芯片": ("semiconductor",), "晶片": ("semiconductor",),
    "晶圆": ("chip", "foundry"), "协议": ("deal", "pact", "accord"), "协定": ("deal", "pact", "accord"),
    "关系": ("ties",), "情报": ("spy", "spying", "espionage"), "作战": ("warfare", "operations"),
    "网络": ("cyber", "online"), "网路": ("cyber", "online"), "资安": ("cyber", "security"),
    "武器": ("arms",), "武装": ("arms", "armed"), "军备": ("arms",), "军火": ("arms",),
    "军售": ("arms", "sales"), "海底": ("subsea", "undersea", "submarine"), "资料": ("data",),
    "数位": ("digital",), "政府": ("administration",), "防卫": ("defense", "defence"),
    "国防": ("defense", "defence"), "机关": ("agency",), "体系": ("agencies", "community", "architecture"),
    "两岸": ("cross", "strait"), "统一": ("reunification",), "合作": ("partnership",),
    "审查": ("screening",), "飞弹": ("missile",), "导弹": ("missile",), "航运": ("shipping", "maritime"),
    "海运": ("shipping", "maritime"), "海洋": ("maritime",), "海事": ("maritime",), "海上": ("maritime",),
    "能源": ("power", "fuel"), "经济": ("economic",),
}  # fmt: skip
# Stems are of one family when so many of their first letters agree: "economi", "econom".
_FAMILY = 5
# A dictionary word with more glosses than this is too general to speak for a synonym.
_MOST_GLOSSES = 8


class Difference(NamedTuple):
    """Two keywords, by their place in the lists, and the words of theirs that do not go together."""

    place: int
    chinese: str
    english: str


def find_difference(chinese: Sequence[str], english: Sequence[str]) -> Difference | None:
    """Return the only pair of keywords, of lists that otherwise agree, one word of which differs.

    Each keyword is held against the one in the same place. In one pair, whose heads agree, the word before
    them must be one that nothing on the other side accounts for, in no keyword: 经济安全 and food security.
    """
    if len(chinese) != len(english) or len(chinese) < 2:
        return None
    whole_chinese, whole_english = " ".join(chinese), " ".join(english)
    found: list[Difference] = []
    for index, (ours, theirs) in enumerate(zip(chinese, english, strict=True)):
        # Where nothing is shared there is a name, or a rendering that the dictionary lacks.
        if " of " in theirs or not _share_a_word(ours, theirs):
            continue
        left = _left_over(ours, theirs)
        if left and not _is_elsewhere(left, whole_chinese, whole_english):
            found.append(Difference(index, *left))
    return found[0] if len(found) == 1 else None


def _share_a_word(chinese: str, english: str) -> bool:
    stems = glosses.stems(english)
    return any(_is_rendered(word, stem) for word in _words(chinese) for stem in stems)


def _left_over(chinese: str, english: str) -> tuple[str, str] | None:
    """Return a word of each keyword that no word of the other goes with, or None."""
    known = glosses.load()
    stems = glosses.stems(english)
    if any(all(_is_rendered(word, stem) for stem in stems) for word in known.words(chinese)):
        # A word of the dictionary as a whole: 一带一路 is Belt and Road.
        return None
    ours = [w for w in _words(chinese) if len(w) > 1 and not any(_is_rendered(w, stem) for stem in stems)]
    theirs = [
        stem
        for stem in stems
        if known.chinese_of(stem) and not any(_is_rendered(word, stem) for word in _words(chinese))
    ]
    ours = [word for word in ours if known.of(word) and not any(_is_akin(word, stem) for stem in theirs)]
    if len(ours) != 1 or len(theirs) != 1 or theirs[0] == stems[-1] or _words(chinese)[0] != ours[0]:
        # The heads must agree: they have more synonyms than what goes before them (上限 is cap or ceiling).
        return None
    shown = next((w for w in LATIN_RUN.findall(english) if glosses.stems(w) == (theirs[0],)), theirs[0])
    # An abbreviation may stand for anything.
    return None if shown.isupper() else (ours[0], shown)


def _is_elsewhere(left: tuple[str, str], chinese: str, english: str) -> bool:
    """Whether a word that is left is rendered in another keyword."""
    word, (stem, *_) = left[0], glosses.stems(left[1]) or ("",)
    return any(_is_rendered(word, other) for other in glosses.stems(english)) or any(
        _is_rendered(other, stem) for other in _words(chinese)
    )


def _words(chinese: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_parts(chinese)))


def _parts(chinese: str) -> Iterator[str]:
    """Yield the words of a keyword, compounds by their halves: 经济安全 is 经济 and 安全."""
    known = glosses.load()
    for word in known.words(chinese):
        cut = next(
            (k for k in (2, 3) if len(word) - k in (2, 3) and known.of(word[:k]) and known.of(word[k:])), 0
        )
        yield from (word[:cut], word[cut:]) if cut else (word,)


def _is_rendered(word: str, stem: str) -> bool:
    """Whether a dictionary gives an English word, or one of its family, for a Chinese one."""
    own = glosses.load().of(word)
    also = [found for rendering in _ALSO.get(word, ()) for found in glosses.stems(rendering)]
    return any(_is_family(stem, other) for other in (*own, *also))


def _is_family(one: str, other: str) -> bool:
    return one == other or (one[:_FAMILY] == other[:_FAMILY] and min(len(one), len(other)) >= _FAMILY)


def _is_akin(word: str, stem: str) -> bool:
    """Whether some rendering of an English word shares a gloss, or how it begins, with a Chinese word."""
    known = glosses.load()
    own = set(known.of(word))
    for other in known.chinese_of(stem):
        meanings = known.of(other)
        is_synonym = len(other) == 2 and not own.isdisjoint(meanings)
        if len(meanings) <= _MOST_GLOSSES and (is_synonym or _is_variant(word, other)):
            return True
    return False


def _is_variant(word: str, other: str) -> bool:
    """Whether two words may be one in two countries: 网络 and 网路."""
    return len(word) == len(other) and word[0] == other[0]
