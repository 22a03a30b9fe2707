"""Write the names of languages, src/align/data/termbase/languages.tsv, after CLDR.

Run as `python bench/make_languages.py` after a change of the table below; needs `pip install babel`, which
carries CLDR. CLDR has one name a language and script; what texts say besides stands in `MORE`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from align.knowledge import termbase
from align.knowledge.concepts import Concept, ConceptType

TABLE = Path(__file__).resolve().parents[1] / "src" / "align" / "data" / "termbase" / "languages.tsv"

# Languages that briefs speak of: those of states and of large or disputed minorities. Names that are
# everyday words, such as Even, Fang and Ga, are not among them.
CODES = " ".join(
    (
        "ab af am ar as ay az ba be bg bn bo bs ca ce ckb cmn crh cs cv cy da de dz el en es et eu fa fi",
        "fil fj fr ga gd gl gn gu ha hak haw he hi hr hu hy id ig inh is it ja jv ka kk kl km kn ko ks ku",
        "ky lb ln lo lt lv mg mi mk ml mn mnc mr ms mt my nan ne nl no om or os pa pl prs ps pt qu rn ro",
        "ru rw sa sd si sk sl sm so sq sr sv sw ta te tet tg th ti tk tl to tr tt ug uk ur uz vi xh yi yo",
        "yue za zh zu",
    )
).split()

# Further names: Chinese in both scripts, English, and what is accepted as a rendering but may mean others.
MORE = {
    "ab": ("", "Abkhaz", ""),
    "ar": ("阿語|阿语|阿文", "", "Arab|Arab-language"),
    "az": ("", "Azeri", ""),
    "be": ("白俄語|白俄语|白俄文", "Belarusan|Belorussian", ""),
    "bn": ("孟語|孟语", "Bengali", ""),
    "ckb": ("索拉尼語|索拉尼语", "Sorani", "Kurdish|庫德語|库尔德语"),
    "en": ("", "", "Anglo|英國話"),
    "es": ("西語|西语", "Castilian", "Hispanic|拉丁裔|西文"),
    "fa": ("法爾西語|法尔西语", "Farsi", "Dari|達利語|达里语|伊朗語"),
    "fil": ("", "Pilipino", "Tagalog|他加祿語|他加禄语|菲語|菲语"),
    "gd": ("", "Scots Gaelic", "Gaelic|蓋爾語|盖尔语"),
    "ga": ("", "Irish Gaelic", "Gaelic|蓋爾語|盖尔语"),
    "hak": ("客語|客语", "Hakka", "Chinese"),
    "hi": ("北印度語|印地話", "", "印度語|印度语"),
    "id": ("印度尼西亞語", "Bahasa Indonesia", "Bahasa|印語"),
    "ko": ("朝鮮語|朝鲜语|朝鮮文|朝语", "", "Hangul|諺文|谚文"),
    "ku": ("庫爾德語", "", "Kurmanji|Sorani"),
    "ky": ("吉爾吉斯斯坦語|吉尔吉斯语|吉尔吉斯斯坦语", "Kirghiz", ""),
    "lo": ("老撾語", "Laotian", ""),
    "mn": ("蒙語|蒙语|蒙文", "", ""),
    "ms": ("", "Bahasa Melayu|Bahasa Malaysia", "Bahasa|Malaysian|馬來西亞語|大馬語|國語"),
    "my": ("緬語|缅语|緬文", "", "Myanmar|Bamar"),
    "nan": (
        "台語|臺語|台语|福佬話|河洛話|闽南话|閩南話",
        "Hokkien|Minnan|Southern Min|Taigi",
        "Taiwanese|Chinese",
    ),
    "ne": ("", "Nepalese", ""),
    "no": ("", "Bokmål|Nynorsk", ""),
    "os": ("", "Ossetian", ""),
    "prs": ("達里語|達利語", "Dari", "Persian|Farsi|波斯語|波斯语"),
    "ps": ("", "Pashtun|Pushto", ""),
    "pt": ("葡語|葡语|葡文", "", "Lusophone"),
    "ro": ("", "", "Moldovan|摩爾多瓦語|摩尔多瓦语"),
    "ru": ("", "", "Russophone"),
    "fr": ("", "", "Francophone|francophone"),
    "rw": ("金亞盧安達語|基尼亚卢旺达语", "", ""),
    "sr": ("塞語|塞语", "", "Serbo-Croatian"),
    "hr": ("", "", "Serbo-Croatian"),
    "bs": ("", "", "Serbo-Croatian"),
    "si": ("", "Sinhalese", ""),
    "sl": ("", "Slovene", ""),
    "sw": ("", "Kiswahili", ""),
    "ta": ("淡米爾語|淡米尔语|塔米爾語", "", ""),
    "tl": ("塔加洛語|塔加洛语", "", "Filipino|菲律賓語|菲律宾语"),
    "ug": ("維語|维语|維文", "Uighur|Uyghurs|Uighurs", ""),
    "uk": ("烏語", "", "烏文"),
    "ur": ("烏爾都語", "", ""),
    "vi": ("越語|越语|越文", "", ""),
    "yue": ("廣東話|广东话|廣府話", "", "Chinese|中文|白話"),
    "cmn": (
        "普通話|普通话|北京話|北京话",
        "Mandarin|Putonghua|Standard Chinese",
        "Chinese|國語|国语|中文|漢語|华语|官話",
    ),
    "zh": (
        "漢語|汉语|華語|华语|華文|华文",
        "",
        "Mandarin|Putonghua|國語|国语|普通話|官話|漢文|Sinophone",
    ),
}
# Where CLDR names it by country only.
_AS = {"prs": "fa_AF"}
_LANGUAGE_WORDS = "文語语話话"


def rows() -> Iterator[str]:
    """Yield the rows of the table."""
    english, traditional, simplified = (Locale.parse(tag).languages for tag in ("en", "zh_Hant", "zh_Hans"))
    countries = [one for one in termbase.load() if one.type is ConceptType.COUNTRY]
    for code in sorted(CODES):
        more, more_english, loose = MORE.get(code, ("", "", ""))
        name = _AS.get(code, code)
        both = [
            _both_ways(names.get(name) or "", word)
            for names, word in ((traditional, "語"), (simplified, "语"))
        ]
        chinese = [*both[0]], [*both[1]]
        for form in filter(None, more.split("|")):
            chinese[_is_simplified(form)].append(form)
        names_english = [*filter(None, (english.get(name), *more_english.split("|")))]
        cells = [
            f"language-{code}",
            ConceptType.LANGUAGE.value,
            *("|".join(dict.fromkeys(forms)) for forms in chinese),
            "|".join(dict.fromkeys(names_english)),
            "",
            loose,
            "|".join(_homes(chinese[0] + chinese[1], names_english, countries)),
            "CLDR",
        ]
        yield "\t".join(cells)


def _both_ways(name: str, word: str) -> list[str]:
    """Return a Chinese name with either word for a language, the one that CLDR has first: 俄文, 俄語."""
    if not name or name[-1] not in "文語语":
        return [name] if name else []
    return list(dict.fromkeys((name, *(name[:-1] + other for other in (word, "文")))))


def _is_simplified(form: str) -> bool:
    from align.text import to_simplified

    return to_simplified(form) == form


def _homes(chinese: list[str], english: list[str], countries: list[Concept]) -> Iterator[str]:
    """Yield the states that the name of a language names too."""
    stems = {form.rstrip(_LANGUAGE_WORDS) for form in chinese}
    for country in countries:
        if not stems.isdisjoint(country.chinese) or not set(english).isdisjoint(country.english):
            yield country.id


def main() -> None:
    """Write the table."""
    header = "\t".join(termbase.COLUMNS)
    text = "\n".join((header, *rows())) + "\n"
    TABLE.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"wrote {len(CODES)} languages to {TABLE.name}\n")


if __name__ == "__main__":
    main()
