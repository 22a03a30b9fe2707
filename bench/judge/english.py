"""Forms of English words, and words that mean more in general, as WordNet has them.

WordNet 3.0 (Fellbaum 1998; Princeton University, free for any use with its notice) is read from the files of
Debian's package `wordnet-base`: `index.*`, `data.*`, `*.exc` and `cntlist.rev`. It serves training only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path("/usr/share/wordnet")
NOUN, VERB, ADJECTIVE, ADVERB = "noun", "verb", "adj", "adv"
KINDS = {"1": NOUN, "2": VERB, "3": ADJECTIVE, "4": ADVERB, "5": ADJECTIVE}
"""Parts of speech by their number in sense keys; 5 is an adjective that belongs to another."""
ENDINGS = {
    NOUN: (("ies", "y"), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"),
           ("men", "man"), ("s", "")),
    VERB: (("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", "e"), ("ed", ""),
           ("ing", "e"), ("ing", "")),
}  # fmt: skip
HIGHEST = frozenset(
    "entity abstraction attribute object whole matter relation unit psychological_feature physical_entity "
    "abstract_entity physical_object thing event act be".split()
)
"""Words so general that nobody would write them for something particular."""
UNCHANGED = frozenset("people police fish sheep equipment information means series species works".split())
"""Nouns whose plural looks the same, or that have none."""
_HISSING = ("s", "sh", "ch", "x", "z")
_IRREGULAR = {
    word[0]: (word[1], word[-1])
    for word in map(
        str.split,
        "have had|do did done|say said|get got|make made|take took taken|go went gone|come came come|"
        "see saw seen|know knew known|give gave given|find found|think thought|tell told|"
        "become became become|show showed shown|leave left|feel felt|put put|bring brought|"
        "begin began begun|keep kept|hold held|write wrote written|stand stood|hear heard|mean meant|"
        "set set|meet met|run ran run|pay paid|speak spoke spoken|lead led|grow grew grown|lose lost|"
        "fall fell fallen|send sent|build built|draw drew drawn|break broke broken|spend spent|cut cut|"
        "rise rose risen|drive drove driven|buy bought|choose chose chosen|win won|sell sold|"
        "teach taught|seek sought|fight fought|hit hit|eat ate eaten|fly flew flown|deal dealt|let let|"
        "lie lay lain|lay laid|wear wore worn|throw threw thrown|catch caught|understand understood|"
        "strike struck|spread spread|undergo underwent undergone|overcome overcame overcome|shut shut|"
        "cost cost|read read|sit sat|sing sang sung|swim swam swum|steal stole stolen|hide hid hidden|"
        "shoot shot|sleep slept|bear bore borne|beat beat beaten|bind bound|bid bid|feed fed|"
        "forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|hang hung|hurt hurt|"
        "lend lent|light lit|prove proved proven|quit quit|ride rode ridden|ring rang rung|"
        "shake shook shaken|shrink shrank shrunk|sink sank sunk|split split|spring sprang sprung|"
        "stick stuck|sweep swept|swear swore sworn|tear tore torn|wake woke woken|"
        "withdraw withdrew withdrawn|arise arose arisen|foresee foresaw foreseen".split("|"),
    )
}  # fmt: skip


def _soften(word: str) -> str | None:
    """Return a word on y without it, where the y turns into ie before an ending."""
    return word[:-1] + "i" if word[-1] == "y" and word[-2:-1] not in "aeiou" and len(word) > 1 else None


@dataclass(frozen=True)
class Verb:
    """Forms of a verb."""

    bare: str
    present: str
    past: str
    participle: str
    running: str

    def form(self, slot: str) -> str:
        """Return the form of that name."""
        return str(getattr(self, slot))


SLOTS = "present", "past", "participle", "running"


class WordNet:
    """Words by part of speech, their forms, and what is above them.

    Args:
        folder: Where the files are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._senses = {kind: self._index(kind) for kind in (NOUN, VERB, ADJECTIVE, ADVERB)}
        self._exceptions = {kind: self._exceptional(kind) for kind in (NOUN, VERB)}
        self._synsets: dict[str, dict[str, tuple[list[str], list[str]]]] = {}
        self._seen: Counter[tuple[str, str]] = Counter()
        for line in self._lines("cntlist.rev"):
            key, _, count = line.split()
            word, _, sense = key.partition("%")
            self._seen[word, KINDS[sense[0]]] += int(count)
        self._odd: defaultdict[str, list[str]] = defaultdict(list)
        for form, bare in self._exceptions[VERB].items():
            self._odd[bare].append(form)

    def _lines(self, name: str) -> list[str]:
        lines = (self._folder / name).read_text("utf-8").splitlines()
        return [line for line in lines if not line.startswith(" ")]

    def _index(self, kind: str) -> dict[str, list[str]]:
        cells = (line.split() for line in self._lines(f"index.{kind}"))
        return {row[0]: row[6 + int(row[3]) :] for row in cells}

    def _exceptional(self, kind: str) -> dict[str, str]:
        rows = (line.split() for line in self._lines(f"{kind}.exc"))
        return {row[0]: row[1] for row in rows if "_" not in row[0]}

    def _table(self, kind: str) -> dict[str, tuple[list[str], list[str]]]:
        """Return the words and what is directly above, by synset."""
        if kind not in self._synsets:
            table = {}
            for line in self._lines(f"data.{kind}"):
                cells = line.partition(" | ")[0].split()
                number = int(cells[3], 16)
                pointers = cells[4 + 2 * number :]
                above = [pointers[n + 1] for n in range(1, len(pointers) - 3, 4) if pointers[n] == "@"]
                table[cells[0]] = cells[4 : 4 + 2 * number : 2], above
            self._synsets[kind] = table
        return self._synsets[kind]

    def base(self, form: str, kind: str) -> str | None:
        """Return the word without its ending, when there is such a noun or verb."""
        known = self._senses[kind]
        if form in self._exceptions[kind]:
            return self._exceptions[kind][form]
        if form in known:
            return form
        found = (form[: -len(old)] + new for old, new in ENDINGS[kind] if form.endswith(old))
        return next((word for word in found if word in known), None)

    def weight(self, word: str, kind: str) -> int:
        """Return how often a word without ending stands for that part of speech in running text."""
        return self._seen[word, kind] + (word in self._senses[kind])

    def is_mostly(self, form: str, kind: str) -> bool:
        """Tell whether a form is that part of speech at least three times in four."""
        weights = Counter({other: self.weight(form, other) for other in (ADJECTIVE, ADVERB)})
        for other in (NOUN, VERB):
            base = self.base(form, other)
            weights[other] = self.weight(base, other) if base else 0
        return weights[kind] > 0 and 4 * weights[kind] >= 3 * weights.total()

    def above(self, word: str, kind: str, levels: int) -> list[str]:
        """Return usual words for what is up to so many levels above a word's first sense, nearest first."""
        table = self._table(kind)
        senses = self._senses[kind].get(word)
        found: list[str] = []
        for _ in range(levels):
            higher = table[senses[0]][1] if senses else []
            if not higher:
                break
            found += [one for one in table[higher[0]][0] if one not in HIGHEST and self._seen[one, kind]]
            senses = higher
        return [one.replace("_", " ") for one in dict.fromkeys(found) if one != word and one.count("_") < 2]

    def verb(self, bare: str) -> Verb:
        """Return the forms of a verb."""
        stem = _soften(bare) or bare
        present = stem + "es" if stem != bare or bare.endswith((*_HISSING, "o")) else bare + "s"
        odd = self._odd[bare]
        regular = next((form for form in odd if form.endswith("ed") and bare not in _IRREGULAR), None)
        regular = regular or stem + ("d" if bare.endswith("e") else "ed")
        past, participle = _IRREGULAR.get(bare, (regular, regular))
        plain = bare[:-1] if bare.endswith("e") and not bare.endswith(("ee", "oe", "ye", "be")) else bare
        running = next((form for form in odd if form.endswith("ing")), plain + "ing")
        return Verb(bare, "has" if bare == "have" else present, past, participle, running)

    def plural(self, noun: str) -> str:
        """Return more of it; of several words the last changes."""
        head, space, last = noun.rpartition(" ")
        if last in UNCHANGED:
            return noun
        if last == "person":
            return head + space + "people"
        if last.endswith("sis"):
            return noun[:-2] + "es"
        odd = next((form for form, bare in self._exceptions[NOUN].items() if bare == last), None)
        if odd and not last.endswith("s"):
            return head + space + odd
        stem = _soften(last) or last
        return head + space + stem + ("es" if stem != last or last.endswith(_HISSING) else "s")

    def like(self, new: str, old: str) -> str:
        """Give a word without ending the ending of another, where there is such a form."""
        is_verb, is_noun = new in self._senses[VERB], new in self._senses[NOUN]
        if old.endswith("ing") and is_verb:
            return self.verb(new).running
        if old.endswith("ed") and is_verb:
            return self.verb(new).past
        if re.search("(?<!s)s$", old) and (is_noun or is_verb) and not new.endswith("s"):
            return self.plural(new) if is_noun else self.verb(new).present
        return new


@cache
def load() -> WordNet:
    """Read WordNet."""
    return WordNet(FOLDER)
