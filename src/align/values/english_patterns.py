"""The patterns by which numbers, and what stands before and after them, are found in English."""

from __future__ import annotations

import re
from fractions import Fraction

from align.values.numerals import ARABIC, INDIAN, ORDINAL_WORD, ORDINALS, WORD_NUMERAL, WORDS
from align.values.unit_table import SYMBOLS

SYMBOL = "|".join(sorted(map(re.escape, SYMBOLS), key=len, reverse=True))
DENOMINATORS = {
    **{word: n for word, n in ORDINALS.items() if n > 2},
    "half": 2,
    "halve": 2,
    "quarter": 4,
    "hundredth": 100,
}
DENOMINATOR = "|".join(sorted(DENOMINATORS, key=len, reverse=True))
COUNT_WORD = "|".join(sorted((w for w in WORDS if WORDS[w]), key=len, reverse=True))
VAGUE = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000}
VAGUE |= {"millions": 10**6, "billions": 10**9, "trillions": 10**12, "lakhs": 10**5, "crores": 10**7}
FACTORS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5, "sextupl": 6}
FOLDS = "|".join(w for w in WORDS if 1 < WORDS[w] < 21)
# What half of a unit is, in a unit that Chinese counts in.
HALVES: dict[str, tuple[int | Fraction, str]] = {
    "year": (6, "month"),
    "month": (15, "day"),
    "day": (12, "hour"),
    "hour": (30, "minute"),
}
HALVES |= {"century": (50, "year"), "decade": (5, "year"), "dozen": (6, ""), "mile": (Fraction(1, 2), "mile")}
HALVES |= {
    "thousand": (500, ""),
    "million": (500_000, ""),
    "billion": (5 * 10**8, ""),
    "trillion": (5 * 10**11, ""),
    "lakh": (50_000, ""),
    "crore": (5 * 10**6, ""),
}
HALF_UNIT = "|".join(HALVES)
SCALE = r"(?i:hundred|thousand|million|billion|trillion|quadrillion|lakhs?|crores?)"

# What a number can start with: tried first, for most words start none.
START = (
    r"(?<![A-Za-z0-9])(?=[0-9$€£¥￥₩₽₹₪-]|(?-i:[A-Z]{1,3}[$ 0-9]|Rs[. 0-9])|on|tw"
    r"|th(?!e\b|at|is|an|ey|ei|er|em|os|es|ro)|te|tr|fo(?!r\b)|fi"
    r"|scores of|in (?:his|her|their)|the (?:next|past|last|coming|prev)|se|si|ei|el"
    r"|ni|hu|ha|do|mi|bi|qu|lakhs|crores|a |an )"
)
NUMBER = re.compile(
    START
    + r"(?:"
    + "|".join(
        (
            r"(?P<power>10(?:\^| to the )(?P<exponent>\d{1,2})(?:th)?(?: power)?\b)",
            rf"(?P<oneof>\b(?P<of1>{COUNT_WORD}|1|\d{{1,3}}(?! in )) (?:(?:in|out of)(?: every)?"
            rf"|(?:of|for) every) (?P<of2>{COUNT_WORD}|\d{{1,3}}(?!\d))\b(?!,\d"
            rf"|[ -]?(?:percent|%|years?|months?|weeks?|days?|hours?)))",
            rf"(?P<digits>(?:(?P<symbol>(?-i:{SYMBOL})) ?)?(?P<core>(?P<sign>(?<![\w)%])-)?"
            rf"(?P<figure>{INDIAN}|{ARABIC})"
            # Ten of India's millions are abbreviated only where a currency tells that they are.
            rf"(?:(?P<short>(?: ?(?:bn|tn|trn|mn)|[kmbt]|(?(symbol) ?cr|(?!)))(?![\w-]))"
            rf"|(?:[ -](?P<scale>{SCALE}(?: {SCALE})?)\b)"
            rf"|(?P<rank>st|nd|rd|th)\b)?))",
            rf"(?P<mixed>\b(?P<whole>{COUNT_WORD}|an?)[ -](?:(?P<mixedunit>[a-z]{{3,12}})[ -])?and[ -]"
            rf"(?:a|one|(?P<mixedthree>three))[ -](?P<rest>half|quarters?)\b)",
            r"(?P<halfpoint>\b(?:(?:an?[ -])?(?P<pointhalf>half)"
            r"|(?:an?[ -]|one[ -]|(?P<pointthree>three)[ -])?quarters?)"
            r"[ -](?:of )?(?:an? )?(?:percentage[ -])?points?\b)",
            r"(?P<quartercentury>\b(?:an? )?quarter[ -](?:of a )?century\b)",
            rf"(?P<partof>\b(?P<partoftop>{COUNT_WORD}|an?)[ -](?P<partofbottom>{DENOMINATOR})s? of an? "
            rf"(?P<partofscale>thousand|million|billion|trillion)\b)",
            rf"(?P<part>\b(?P<top>{COUNT_WORD}|an?|\d{{1,3}})[ -](?P<bottom>{DENOMINATOR})s?\b(?! "
            rf"(?:century|anniversary|largest|biggest|of (?:the year|(?:this|last) year|\d{{4}}))))",
            rf"(?P<halfof>\bhalf[ -](?:an?[ -])?(?P<halfunit>{HALF_UNIT})\b)",
            r"(?P<half>\b(?:half|halv(?:ed|ing|es?))\b(?![ -](?:year|finals?|time|hearted|life|brother"
            r"|century|a )))",
            rf"(?P<factor>\b(?P<stem>doubl|tripl|trebl|quadrupl|quintupl|sextupl)(?:e[ds]?|ing)\b"
            rf"|\b(?P<fold>{FOLDS}|\d{{1,5}}(?:\.\d{{1,3}})?)[- ]?fold\b|\b(?P<twice>twice|thrice)\b)",
            rf"(?P<vague>\b(?P<v1>{'|'.join(VAGUE)})\b(?: of (?P<v2>{'|'.join(list(VAGUE)[3:])})\b)?)",
            r"(?P<dozen>\b(?:an?|one|(?P<dozens>two|three|four|five|six|seven|eight|nine|ten))[ -]dozen\b)",
            r"(?P<several>\b(?:several|a few|a couple(?: of)?) (?P<severalscale>dozen|hundred|thousand"
            r"|million|billion|trillion|lakh|crore|decades)\b"
            r"(?: (?P<several2>thousand|million|billion|trillion|crore)\b)?)",
            r"(?P<ages>\bin (?:his|her|their)(?: (?:early|mid|late))?[ -](?P<age>[2-9]0)['’]?s\b)",
            rf"(?P<ordinal>\b(?:{ORDINAL_WORD})\b)",
            rf"(?P<words>\b{WORD_NUMERAL}(?!\w))",
            r"(?P<span>\b(?:a (?P<spanunit>decade|century|fortnight)"
            r"|the (?:next|past|last|coming|previous) (?P<spandecade>decade))\b)",
        )
    )
    + ")",
    re.IGNORECASE,
)

AFTER = re.compile(
    r"(?:(?P<point>[ -]?(?:percentage|percent|pct)[- ](?:points?|pts?)\b)|(?P<basis>"
    r" (?:basis points?|bps?)\b)"
    r"|(?P<percent> ?%(?: (?P<pp>(?:percentage )?points?)\b)?|[ -]percent\b|[ -]per[ -]cent\b| pct\b"
    r"| percentage\b)(?P<cut> (?:off|discount|price cut|markdown)\b)?"
    r"|(?P<times>[ -](?:times|fold)\b(?! (?:in|during|since|last|this|over|a|per"
    r"|when)\b))(?P<more> (?:more|higher|greater|faster|larger|bigger))?)",
    re.IGNORECASE,
)
INCREASE = re.compile(
    r"\b(?:up|ris\w+|rose|grew|grown?|grow\w+|increas\w+|surg\w+|jump\w+|soar\w+|climb\w+"
    r"|expand\w+)(?: by)?(?: \w+){0,2} $",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?:\b(?P<about>about|around|roughly|approximately|some|an estimated|estimated|or so|circa|approx\.?"
    r"|more or less)"
    r"|\b(?P<below>nearly|almost|close to|less than|fewer than|under|below|up to|at most|no more than"
    r"|not more than|just short of)"
    r"|\b(?P<over>more than|over|at least|above|upwards? of|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?"
    r"|greater than|in excess of|topp(?:ed|ing)|past|well over)"
    r")(?: (?:the|a|an|its|their|one))? ?$",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"(?: \w+)? (?:(?P<about>or so\b)|(?P<over>or more\b|and (?:more|above|over)\b|plus\b)"
    r"|(?P<below>or (?:less|fewer|under)\b))|(?P<plus>\+|-(?:odd|plus)\b)"
)
CODE_BEFORE = re.compile(r"(?:[A-Za-z]|[A-Za-z]-|\^|\d[.:/]|/|COVID[ -]|#)$")
CODE_AFTER = re.compile(r"['’]?s\b|[A-Z](?![A-Za-z])|[A-Za-z]*\d|\^|/(?:7|11)\b")
RANGE = re.compile(r" ?(?:-|–|—|~) ?| (?:to|or) ")
BETWEEN = re.compile(r"\bbetween (?:about |some )?$", re.IGNORECASE)
NEGATIVE = re.compile(r"\b(?:minus|negative) $", re.IGNORECASE)
# A fall of 2.3 percent is growth of -2.3 percent.
FALL = re.compile(
    r"\b(?:fall\w*|fell|drop\w*|declin\w+|decreas\w+|down|contract\w+|shr[aiu]nk\w*|slump\w*|slid\w*|plung\w+"
    r"|tumbl\w+|loss|lost|cut|reduc\w+|negative)(?: \w+){0,3} $",
    re.IGNORECASE,
)
OTHER_BEHIND = re.compile(r" (?:other|more)\b")
OTHER_BEFORE = re.compile(r"\bother $")
# "One" and "no one", and "second" for a moment or as "another", count nothing.
PRONOUN = frozenset({"one", "zero"})
