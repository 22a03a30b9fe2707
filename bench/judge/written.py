"""Sentences of briefs that were translated twice for training, with errors by hand.

usage: written.py CORPUS FOLDER

Each line of a file of CORPUS (written/) is an item: the Chinese `zh`, a translation `en`, a freer one
`free`, and `edits` of them. An edit puts `new` in the place of `old` in the `text` it names; a "drop" loses
the Chinese `zh`, an "add" says `at` beyond the source, and a "wrong" renders `zh` by `at`. FOLDER, which
`corpus.py` made, gets them as the set `made-written`. Item number k of a file belongs to fold k % 5.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus import FOLDS, Pair, Row, prepare, recall, store, traditional
from makers.base import ADDED, BAD, GAP, LOST, WRONG, Stretch

from align.text import to_script

# What an error costs as MQM weighs it, by the characters that it loses or adds.
_COSTS = ((6, 4.0), (12, 5.0), (10**6, 7.0))
_ADDED_COSTS = ((30, 4.0), (60, 5.0), (10**6, 6.0))
_WRONG_COST = 5.0
# Every so many items are shown in the other script than the one they were written in.
_EVERY = 3


def pairs_of(folder: Path) -> list[Pair]:
    """Return the sound and the changed translations of all items, those of one text in a group."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            own = list(_of_item(json.loads(line), f"{path.stem}-{number}", number % FOLDS))
            found += map(_other_script, own) if number % _EVERY == 0 else own
    return found


def _of_item(item: Row, name: str, fold: int) -> Iterator[Pair]:
    chinese = item["zh"]
    for text in ("en", "free"):
        group, english = f"written-{name}-{text}", item[text]
        yield Pair(chinese, english, group, fold, 0.0, (0.0,) * 4, [], is_sound=True)
        for edit in item["edits"]:
            if edit["text"] == text:
                yield _changed(chinese, english, {"new": "", "zh": "", "at": "", **edit}, group, fold)


def _changed(chinese: str, english: str, edit: Row, group: str, fold: int) -> Pair:
    start = english.index(edit["old"])
    changed = english[:start] + edit["new"] + english[start + len(edit["old"]) :]
    sort = {"drop": "omission", "add": "addition", "wrong": "mistranslation"}[edit["kind"]]
    lost = _inside(chinese, edit["zh"]) if edit["zh"] else (0, 0)
    there = start + edit["new"].index(edit["at"]) if edit["at"] else 0
    said = there, there + len(edit["at"])
    if sort == "omission":
        cost = _cost(_COSTS, edit["zh"])
        marks = [(LOST, lost), *((GAP, one) for one in _beside(english, changed))]
    elif sort == "addition":
        cost, marks = _cost(_ADDED_COSTS, edit["at"]), [(ADDED, said)]
    else:
        cost, marks = _WRONG_COST, [(BAD, lost), (WRONG, said)]
    sorts = 1.0, *(float(sort == one) for one in ("omission", "addition", "mistranslation"))
    labels = [(kind, stretch, 1.0) for kind, stretch in marks]
    return Pair(chinese, changed, group, fold, -cost, sorts, labels)


def _inside(text: str, part: str) -> Stretch:
    start = text.index(part)
    return start, start + len(part)


def _cost(costs: tuple[tuple[int, float], ...], text: str) -> float:
    return next(cost for most, cost in costs if len(text) <= most)


def _beside(before: str, after: str) -> list[Stretch]:
    """Return the words on either side of where two texts begin to differ."""
    same = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(after))
    words = [match.span() for match in re.finditer(r"\S+", after)]
    return [(start, end) for start, end in words if end >= same - 1 and start <= same + 1][:2]


def _other_script(pair: Pair) -> Pair:
    """Return a pair in the other script; itself when that moves what is marked."""
    turned = traditional(pair)
    if turned.chinese != pair.chinese:
        return turned
    chinese = to_script(pair.chinese, traditional=False)
    return replace(pair, chinese=chinese) if len(chinese) == len(pair.chinese) else pair


def main() -> None:
    corpus, folder = map(Path, sys.argv[1:])
    pairs = pairs_of(corpus)
    ready = prepare(pairs, recall(folder / "news.pkl").centres)
    store(folder / "made-written.pkl", ready)
    print(len(ready.pairs), "pairs", sum(map(len, ready.features)), "tokens")


if __name__ == "__main__":
    main()
