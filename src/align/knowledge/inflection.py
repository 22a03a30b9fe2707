"""What the inflected forms and the spellings of an English word share.

Unlike stems, a key keeps derived words apart: "operations" and "operating" are forms of one word each,
"operational" is another word.
"""

from __future__ import annotations

import re
from functools import cache

# Forms that no rule makes, by what they are forms of.
_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "is are was were been being am", "begin": "began begun", "break": "broke broken",
        "bring": "brought", "build": "built", "buy": "bought", "choose": "chose chosen", "come": "came",
        "deal": "dealt", "do": "did done does", "draw": "drew drawn", "drive": "drove driven",
        "fall": "fell fallen", "fight": "fought", "freeze": "froze frozen", "get": "got gotten",
        "give": "gave given", "go": "went gone goes", "grow": "grew grown", "have": "had has", "hold": "held",
        "keep": "kept", "know": "knew known", "lead": "led", "leave": "left", "lose": "lost", "make": "made",
        "mean": "meant", "meet": "met", "pay": "paid", "rise": "rose risen", "say": "said", "see": "saw seen",
        "seek": "sought", "sell": "sold", "send": "sent", "shake": "shook shaken", "speak": "spoke spoken",
        "spend": "spent", "stand": "stood", "strike": "struck stricken", "take": "took taken",
        "tell": "told", "think": "thought", "throw": "threw thrown", "win": "won",
        "withdraw": "withdrew withdrawn", "write": "wrote written", "man": "men", "woman": "women",
        "child": "children", "person": "people", "foot": "feet", "tooth": "teeth", "criterion": "criteria",
        "phenomenon": "phenomena", "memorandum": "memoranda", "referendum": "referenda",
        "analysis": "analyses", "crisis": "crises", "basis": "bases", "thesis": "theses",
        "axis": "axes", "index": "indices", "matrix": "matrices", "appendix": "appendices",
        "datum": "data", "medium": "media", "nucleus": "nuclei", "corps": "corps",
    }.items()
    for form in forms.split()
}  # fmt: skip
# Keys of spellings that differ between Britain and America otherwise than by the endings below.
_SPELLINGS = {
    "grey": "gray", "programm": "program", "licenc": "licens", "defenc": "defens", "offenc": "offens",
    "practic": "practis", "sceptic": "skeptic", "mould": "mold", "plough": "plow", "manoeuvr": "maneuver",
    "aluminium": "aluminum", "cheque": "check", "sulphur": "sulfur", "artefact": "artifact", "tyr": "tir",
    "centr": "center", "theatr": "theater", "metr": "meter", "litr": "liter", "fibr": "fiber",
    "kilometr": "kilometer", "calibr": "caliber", "sabr": "saber", "analys": "analyz", "catalogu": "catalog",
    "paralys": "paralyz", "judgement": "judgment", "ageing": "aging", "armour": "armor",
    "harbour": "harbor", "labour": "labor", "neighbour": "neighbor", "favour": "favor",
    "behaviour": "behavior",
    "endeavour": "endeavor", "rumour": "rumor", "honour": "honor", "colour": "color", "vapour": "vapor",
    "favourit": "favorit", "armor": "armor", "fuell": "fuel", "channell": "channel",
    "travell": "travel", "modell": "model", "signall": "signal", "labell": "label", "cancell": "cancel",
    "counsell": "counsel", "level": "level", "levell": "level", "pedall": "pedal", "totall": "total",
}  # fmt: skip
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"([bdgkmnprt])\1$")


@cache
def key(word: str) -> str:
    """Return what the forms and spellings of an English word share; it is no word itself."""
    word = word.lower().partition("'")[0]
    word = _IRREGULAR.get(word, word)
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    base = _without_ending(word)
    if len(base) > 4:
        base = base.removesuffix("e")
    if base.endswith("is") and len(base) > 5:
        base = base[:-2] + "iz"
    elif base.endswith("isation"):
        base = base[:-7] + "ization"
    return _SPELLINGS.get(base, base)


def _without_ending(word: str) -> str:
    """Return a word without the ending of a plural or of a form of a verb."""
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3 and _VOWEL.search(stem):
            return _DOUBLED.sub(r"\1", stem)
    return word
