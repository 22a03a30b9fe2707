"""Learn which sounds of Chinese stand for which Latin spellings; writes data/transliteration.tsv.

usage: python bench/fit_transliteration.py [--out FILE]

Names come from CC-CEDICT and the termbase: a Chinese form and one Latin word, or as many words as parts
between dots. Which of them transcribe by sound is not marked; those that fit well under the weights so
far are taken, and the weights are learnt again by expectation and maximisation. A third of the names,
chosen by a digest, takes no part; on it the figures are measured that the help of
`knowledge/transliteration.py` states.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from math import exp, log
from pathlib import Path

from align.checks.unlisted import ChineseText
from align.knowledge import cedict, termbase
from align.knowledge.concepts import ConceptType
from align.knowledge.transliteration import NOTHING, score, sounds, units
from align.text import HAN, count_han, fold_chinese, fold_latin

BRIEFS = Path(__file__).parents[1] / "corpora"
LEAST_CHARACTERS = 20
OUT = Path(__file__).parents[1] / "src/align/data/transliteration.tsv"
TYPES = {ConceptType.PERSON, ConceptType.PLACE, ConceptType.COUNTRY, ConceptType.REGION, ConceptType.NAME}
# Consonants that stand for one another in the first weights, before anything is learnt.
CLASSES = {
    "b": "p bp",
    "p": "b pf ph",
    "m": "m",
    "f": "f v ph h",
    "d": "d t th",
    "t": "t d th",
    "n": "n m",
    "l": "l r",
    "g": "g k c gh",
    "k": "k c g ch q x ck",
    "h": "h kh g j ch gh",
    "j": "j g zh c dz",
    "q": "ch q c k tch",
    "x": "s x sh h c ts",
    "zh": "j zh g ch",
    "ch": "ch tch c",
    "sh": "sh s sch ch",
    "r": "r j zh",
    "z": "z ds s ts tz dz",
    "c": "ts c tz z",
    "s": "s th c z",
    "y": "y i j e",
    "w": "w v u h gu",
    "er": "r l",
    "ng": "ng n m",
}
ROUNDS = 5
FLOOR = -400
LEAST = 0.55


def pairs() -> Iterator[tuple[str, str]]:
    """Yield Chinese names with Latin ones, in which sounds may be transcribed."""
    rows = [(form, row[2:]) for form, row in cedict.load()._rows.items()]
    concepts = (concept for concept in termbase.load() if concept.type in TYPES)
    rows += [(fold_chinese(form), concept.english) for concept in concepts for form in concept.chinese]
    for chinese, names in rows:
        parts = chinese.split("·")
        if not all(map(HAN.match, parts)):
            continue
        for name in names:
            words = fold_latin(name).replace("-", "").split()
            if len(words) == len(parts):
                yield from zip(parts, words, strict=True)
            elif len(parts) == 1 and len(words) > 1 and len(chinese) < 5:
                yield chinese, "".join(words)
                yield chinese, words[-1]


def is_held_out(latin: str) -> bool:
    return sha256(latin.lower().encode()).digest()[0] % 3 == 0


def first_table(alphabet: Sequence[str], spelling: Sequence[str]) -> dict[str, dict[str, float]]:
    vowels = "aeiouy"
    classes = {sound: set(spelt.split()) for sound, spelt in CLASSES.items()}
    table: dict[str, dict[str, float]] = {}
    for sound in (*alphabet, NOTHING):
        vocal = sound not in classes and sound != NOTHING
        table[sound] = {
            unit: (-2.0 if unit[0] not in vowels else -0.7)
            if sound == NOTHING
            else (1.0 if set(unit) & set(sound.lower()) else 0.3 if unit[0] in vowels else -3.0)
            if vocal
            else (2.0 if unit in classes.get(sound, ()) else -3.0)
            for unit in spelling
        }
        table[sound][NOTHING] = -0.7 if vocal else -2.5
    return table


def learn(
    chosen: Sequence[tuple[str, str]], table: dict[str, dict[str, float]]
) -> dict[str, dict[str, float]]:
    """Return weights after one more round of expectation and maximisation."""
    heard: Counter[str] = Counter()
    spelt: Counter[str] = Counter()
    steps: Counter[tuple[str, str]] = Counter()
    for chinese, latin in chosen:
        one = [sound for char in chinese for sound in sounds(char)]
        other = units(latin)
        heard.update(one)
        spelt.update(other)
        expect(one, other, table, steps)
    all_steps, all_heard, all_spelt = sum(steps.values()), heard.total(), spelt.total()
    made: dict[str, dict[str, float]] = {}
    for sound in table:
        made[sound] = {}
        for unit in (*table[NOTHING], NOTHING):
            if sound == unit == NOTHING:
                continue
            chance = all_steps
            chance_heard = heard[sound] / all_heard if sound != NOTHING else 1.0
            chance_spelt = spelt[unit] / all_spelt if unit != NOTHING else 1.0
            by_chance = chance_heard * chance_spelt
            # Half an occurrence as often as by chance, so that what was never seen is not impossible.
            prior = 0.1 * min(1.0, by_chance * all_steps) + 0.02
            made[sound][unit] = log((steps[sound, unit] + prior) / chance / max(by_chance, 1e-7))
    return made


def expect(
    one: Sequence[str],
    other: Sequence[str],
    table: dict[str, dict[str, float]],
    steps: Counter[tuple[str, str]],
) -> None:
    """Add how often each step is expected in one pair."""
    none = table[NOTHING]
    rows, cols = len(one) + 1, len(other) + 1
    ahead = [[0.0] * cols for _ in range(rows)]
    back = [[0.0] * cols for _ in range(rows)]
    drop = [exp(table[sound][NOTHING]) for sound in one]
    add = [exp(none[unit]) for unit in other]
    pair = [[exp(table[sound][unit]) for unit in other] for sound in one]
    for i in range(rows):
        for j in range(cols):
            total = 1.0 if i == j == 0 else 0.0
            total += ahead[i - 1][j] * drop[i - 1] if i else 0.0
            total += ahead[i][j - 1] * add[j - 1] if j else 0.0
            total += ahead[i - 1][j - 1] * pair[i - 1][j - 1] if i and j else 0.0
            ahead[i][j] = total
    for i in reversed(range(rows)):
        for j in reversed(range(cols)):
            total = 1.0 if (i, j) == (rows - 1, cols - 1) else 0.0
            total += back[i + 1][j] * drop[i] if i + 1 < rows else 0.0
            total += back[i][j + 1] * add[j] if j + 1 < cols else 0.0
            total += back[i + 1][j + 1] * pair[i][j] if i + 1 < rows and j + 1 < cols else 0.0
            back[i][j] = total
    whole = ahead[-1][-1]
    for i, j in ((i, j) for i in range(rows) for j in range(cols)):
        here = ahead[i][j] / whole
        if i + 1 < rows:
            steps[one[i], NOTHING] += here * drop[i] * back[i + 1][j]
        if j + 1 < cols:
            steps[NOTHING, other[j]] += here * add[j] * back[i][j + 1]
        if i + 1 < rows and j + 1 < cols:
            steps[one[i], other[j]] += here * pair[i][j] * back[i + 1][j + 1]


def auc(good: Sequence[float], bad: Sequence[float]) -> float:
    ranked = sorted([(value, 1) for value in good] + [(value, 0) for value in bad])
    ranks = sum(rank for rank, (_, label) in enumerate(ranked, 1) if label)
    return (ranks - len(good) * (len(good) + 1) / 2) / (len(good) * len(bad))


def write(table: dict[str, dict[str, float]], out: Path) -> None:
    columns = [*table[NOTHING], NOTHING]
    lines = [
        "# made by bench/fit_transliteration.py: hundredths of a natural logarithm",
        "\t".join(["", *columns]),
    ]
    for sound, row in table.items():
        cells = (max(FLOOR, round(100 * row[unit])) if unit in row else 0 for unit in columns)
        lines.append("\t".join([sound, *map(str, cells)]))
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=OUT)
    out = parser.parse_args().out
    found = sorted({(zh, en) for zh, en in pairs() if 1 < len(zh) < 9 and units(en) and all(map(sounds, zh))})
    alphabet = sorted({sound for char in {c for zh, _ in found for c in zh} for sound in sounds(char)})
    spelling = sorted({unit for _, en in found for unit in units(en)} | set("abcdefghijklmnopqrstuvwxyz"))
    table = first_table(alphabet, spelling)
    taught = [pair for pair in found if not is_held_out(pair[1])]
    for _ in range(ROUNDS):
        chosen = [pair for pair in taught if score(*pair, table) > LEAST]
        print(f"{len(chosen)} of {len(taught)} names by sound")
        table = learn(chosen, table)
        table = {s: {u: max(FLOOR / 100, w) for u, w in row.items()} for s, row in table.items()}
    write(table, out)
    transcribed = surely_by_sound()
    held = [pair for pair in found if is_held_out(pair[1]) and pair in transcribed]
    measure(held, table)


def surely_by_sound() -> set[tuple[str, str]]:
    """Return the parts of names with dots, which are transcribed without exception."""
    return {
        pair
        for form, (_, _, *names) in cedict.load()._rows.items()
        for name in names
        if "·" in form and len(form.split("·")) == len(name.split())
        for pair in zip(form.split("·"), fold_latin(name).split(), strict=True)
    }


def measure(held: Sequence[tuple[str, str]], table: dict[str, dict[str, float]]) -> None:
    rng = random.Random(0)  # noqa: S311 - shuffles, hides nothing
    others = [en for _, en in held]
    rng.shuffle(others)
    good = [score(zh, en, table) for zh, en in held]
    bad = [score(zh, en, table) for (zh, _), en in zip(held, others, strict=True)]
    print(f"held out: {len(held)} names, AUC {auc(good, bad):.4f}")
    for threshold in (-0.4, -0.2, 0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8):
        missed = sum(value < threshold for value in good) / len(good)
        wrong = sum(value >= threshold for value in bad) / len(bad)
        print(f"{threshold:5.2f}: right names below {missed:.3f}, wrong names above {wrong:.3f}")
    lines = [
        line for path in sorted(BRIEFS.glob("*/brief.*")) for line in path.read_text("utf-8").splitlines()
    ]
    texts = [ChineseText(line, (), line) for line in lines if count_han(line) > LEAST_CHARACTERS]
    heard = [text.hears(name) for _, name in held for text in texts]
    print(f"heard in {len(texts)} paragraphs about something else: {sum(heard) / len(heard):.3f}")


if __name__ == "__main__":
    main()
