"""What `align terms` does: search termbases, say what is doubtful in them, propose entries from briefs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from align.knowledge import glosses, tables, tbx
from align.knowledge import terms as listed
from align.knowledge.concepts import Concept, ConceptType
from align.knowledge.entries import Entry
from align.knowledge.terms import TermIndex, Text, chinese_key, is_chinese, latin_key
from align.text import HAN_RUN, fold_chinese
from align.types import Language, Pair

FORMATS = ("tsv", "csv", "tbx")
"""Formats that a termbase is written in."""

# Words of a Chinese and of an English term at most, and characters of a Chinese one at least.
_MOST_WORDS, _FEWEST_CHARACTERS = 5, 3
# Share of the pairs with one term that must have the other, of both.
_LEAST_DICE = 0.75
_CONTEXT = 40
# Chinese words that end or begin no term.
_EDGES = frozenset(
    """
    的 了 和 与 及 或 在 是 为 以 对 等 并 将 已 也 就 都 而 从 由 向 于 把 被 让
    使 其 该 此 这 那 各 每 某 不 未 没 有 无 可 能 会 应 须 需 要 更 最 很 较 仍
    还 又 再 只 才 且 但 若 如 因 所 之 中 上 下 前 后 内 外 间 时 年 月 日 一 二
    三 四 五 六 七 八 九 十 两 几 多 个 名 种 项 次 亿 万 千 百 约 近 逾 超过 包括
    以及 可以 必须 表示 认为 指出 进行 通过 根据 目前 今年 去年 这些 那些 自己 他们 我们
    其中 作者 到 来 去 说 称 者 们 得 着 过 地 起 至 止 均 皆 则 即 自 与其 不如 由于
    因此 然而 虽然 如果 成为 作为 具有 没有
    """.split()  # noqa: SIM905 - a table
)
# English words that end or begin no term.
_STOP = frozenset(
    """
    a an the this that these those it its he his she her they their we our you your who which what of to in
    on at by for from with as into and or but nor so if than then there here also too very be is are was
    were been being am have has had do does did will would shall should can could may might must not no such
    more most about over under between through during before after while when where because since until
    although though whether per via up down out other another each both all any some several many few said
    says say one two three four five six seven eight nine ten year years month months percent million
    billion trillion
    """.split()  # noqa: SIM905 - a table
)


class Remark(NamedTuple):
    """Something in a termbase that is allowed and likely a mistake."""

    where: str
    text: str


def remarks(entries: Iterable[Entry]) -> Iterator[Remark]:
    """Yield what a careful reader of a termbase would ask about."""
    owners: dict[str, Entry] = {}
    known: dict[str, Entry] = {}
    listed = tuple(entries)
    for entry in listed:
        if earlier := known.get(entry.id):
            yield Remark(entry.where, f"the id {entry.id!r} replaces that of {earlier.where}")
        known[entry.id] = entry
        for form in dict.fromkeys(entry.forms):
            found = chinese_key(form) if is_chinese(form) else latin_key(form)
            other = owners.setdefault(found, entry)
            if other.id != entry.id:
                yield Remark(entry.where, f"{form!r} also names {other.id!r} ({other.where})")
        yield from _doubts(entry)
    for entry in listed:
        for id_ in entry.broader:
            if id_ not in known and not id_.startswith(_SHIPPED_PREFIXES):
                yield Remark(entry.where, f"column broader: no entry here has the id {id_!r}")


# How ids of shipped concepts begin.
_SHIPPED_PREFIXES = ("country-", "org-", "place-", "region-", "person-", "us-", "cn-", "ru-", "tw-", "term-")


def _doubts(entry: Entry) -> Iterator[Remark]:
    for form in (*entry.traditional, *entry.simplified):
        if not is_chinese(form):
            yield Remark(entry.where, f"the Chinese form {form!r} has no Chinese character")
        elif len(form) == 1:
            yield Remark(entry.where, f"{form!r} is one character, which is not looked for by itself")
    for form in entry.english:
        if is_chinese(form):
            yield Remark(entry.where, f"column en: {form!r} is Chinese")


def search(entries: Iterable[Entry], query: str) -> list[Entry]:
    """Return the entries of which a form, id, domain or note holds `query`, the nearest first.

    Script, case, spelling and inflection do not matter.
    """
    wanted = _comparable(query)
    if not wanted:
        return []
    rated = []
    for number, entry in enumerate(entries):
        forms = [_comparable(form) for form in (*entry.forms, entry.id)]
        others = [_comparable(text) for text in (*entry.loose, *entry.forbidden, entry.domain, entry.note)]
        if wanted in forms:
            rated.append((0, number, entry))
        elif any(wanted in form for form in forms):
            rated.append((1, number, entry))
        elif any(wanted in text for text in others):
            rated.append((2, number, entry))
    return [entry for _, _, entry in sorted(rated, key=lambda one: one[:2])]


def _comparable(text: str) -> str:
    return chinese_key(text).lower() if is_chinese(text) else latin_key(text) or text.casefold()


def write(entries: Iterable[Entry], form: str) -> str:
    """Return entries in one of `FORMATS`."""
    writers = {"tsv": tables.write_tsv, "csv": tables.write_csv, "tbx": tbx.write}
    return writers[form](entries)


def to_entry(concept: Concept) -> Entry:
    """Return a shipped concept as an entry."""
    border = len(concept.chinese) - concept.simplified
    return Entry(
        id=concept.id, type=concept.type, traditional=concept.chinese[:border],
        simplified=concept.chinese[border:], english=concept.english, abbreviations=concept.abbreviations,
        loose=concept.loose, broader=concept.broader, forbidden=concept.forbidden, exact=concept.exact,
        domain=concept.domain, where="shipped",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that briefs use and what they seem to render it as.

    Attributes:
        chinese: The term as the text has it.
        english: Its likely rendering as the text has it, or an empty string.
        count: How often the Chinese stands in the texts.
        dice: How far the two stand in the same pairs, 0 to 1.
        where: File and line of the first place.
        context: The text around it there.
        known: Id of the concept that a termbase has for it, or an empty string.
    """

    chinese: str
    english: str
    count: int
    dice: float
    where: str
    context: str
    known: str = ""

    def entry(self, number: int) -> Entry:
        """Return it as an entry to be looked through."""
        simplified = tables.is_simplified(self.chinese)
        stem = re.sub(r"[^a-z0-9]+", "-", self.english.lower()).strip("-")[:50] or "term"
        return Entry(
            id=f"new-{number}-{stem}",
            type=ConceptType.TERM,
            traditional=() if simplified else (self.chinese,),
            simplified=(self.chinese,) if simplified else (),
            english=(self.english,),
            source=self.where,
            note=f"{self.count} times; {self.context}",
        )


def extract(
    pairs: Sequence[Pair], known: Sequence[Concept], *, least: int = 2, include_known: bool = False
) -> list[Candidate]:
    """Return the terms that pairs of briefs use at least `least` times, the most frequent first.

    A term is a run of Chinese words without function words at its ends; its rendering is the English run
    that stands in the same pairs. What a termbase knows is left out unless `include_known`.
    """
    both = [_sides(pair) for pair in pairs if not pair.is_null]
    chinese, english = Counter[str](), Counter[str]()
    where: defaultdict[str, list[int]] = defaultdict(list)
    english_in: defaultdict[str, list[int]] = defaultdict(list)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for number, (_, source_text, target_text) in enumerate(both):
        runs = Counter(_chinese_runs(source_text))
        chinese.update(runs)
        for run in runs:
            where[run].append(number)
        for found, text in set(_english_runs(target_text)):
            english[found] += 1
            english_in[found].append(number)
            written[found][text] += 1
    frequent = {run: count for run, count in chinese.items() if count >= least and len(where[run]) > 1}
    index = listed.index(known)
    candidates = []
    for run in _maximal(frequent):
        dice, rendering = _rendering(where[run], english_in, both)
        shown = written[rendering].most_common(1)[0][0] if rendering else ""
        pair, text, _ = both[where[run][0]]
        known_id = _known(run, index)
        if include_known or not known_id:
            candidates.append(_candidate(run, shown, frequent[run], dice, pair, known_id))
    return sorted(candidates, key=lambda one: (-one.count, -len(one.chinese), one.chinese))


def _sides(pair: Pair) -> tuple[Pair, str, str]:
    source, target = pair.source_text, pair.target_text
    return (pair, source, target) if pair.source[0].language.is_chinese else (pair, target, source)


def _chinese_runs(text: str) -> Iterator[str]:
    """Yield each run of words that may be a term, folded, as often as it stands there."""
    folded = fold_chinese(text)
    for stretch in HAN_RUN.findall(folded):
        words = list(glosses.load().cut(stretch))
        for first in range(len(words)):
            if words[first] in _EDGES:
                continue
            for last in range(first, min(first + _MOST_WORDS, len(words))):
                run = "".join(words[first : last + 1])
                if len(run) >= _FEWEST_CHARACTERS and words[last] not in _EDGES and last > first:
                    yield run


def _english_runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each run of words that may be a term: what it is compared by, and as written."""
    prepared = Text(text, Language.EN)
    small = [prepared.latin[start:end].lower() in _STOP for start, end in prepared.words]
    for first in range(len(prepared.words)):
        if small[first]:
            continue
        for last, run in prepared.runs(first):
            if last - first >= _MOST_WORDS:
                break
            if not small[last] and not run.isdigit():
                start, end = prepared.words[first][0], prepared.words[last][1]
                yield run, prepared.raw[start:end]


def _maximal(frequent: Mapping[str, int]) -> Iterator[str]:
    """Yield the runs that are no mere part of a longer one just as frequent."""
    inner = set()
    for run, count in frequent.items():
        for start in range(len(run)):
            for end in range(start + _FEWEST_CHARACTERS, len(run) + 1):
                part = run[start:end]
                if part != run and frequent.get(part) == count:
                    inner.add(part)
    return (run for run in frequent if run not in inner)


def _rendering(
    numbers: Sequence[int],
    english_in: Mapping[str, Sequence[int]],
    both: Sequence[tuple[Pair, str, str]],
) -> tuple[float, str]:
    """Return how well the best English run fits the pairs of a term, and the run; longer ones win."""
    own = set(numbers)
    candidates = {run for run, _ in _english_runs(both[numbers[0]][2])}
    candidates |= {run for run, _ in _english_runs(both[numbers[1]][2])}
    best = (0.0, 0, "")
    for run in sorted(candidates):
        others = english_in[run]
        shared = sum(number in own for number in others)
        dice = 2 * shared / (len(own) + len(others))
        best = max(best, (dice, len(run), run))
    return (best[0], best[2]) if best[0] >= _LEAST_DICE else (0.0, "")


def _known(run: str, index: TermIndex) -> str:
    found = index.find(Text(run, Language.ZH))
    whole = [one for one in found if one.span == (0, len(run))]
    return whole[0].concepts[0].id if whole else ""


def _candidate(run: str, english: str, count: int, dice: float, pair: Pair, known: str) -> Candidate:
    segments = pair.source if pair.source[0].language.is_chinese else pair.target
    for segment in segments:
        start = fold_chinese(segment.text).find(run)
        if start >= 0:
            place = segment.place.part(start, start + len(run))
            line = place.file.locate(place.span.start).line
            around = segment.text[max(0, start - _CONTEXT) : start + len(run) + _CONTEXT]
            where = f"{place.file.path}:{line}"
            return Candidate(place.text, english, count, dice, where, " ".join(around.split()), known)
    # The run goes over the end of a sentence that has no mark.
    return Candidate(run, english, count, dice, segments[0].place.file.path, run, known)
