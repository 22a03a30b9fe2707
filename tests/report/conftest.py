"""A small brief, its errors and everything around them, built by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.report import Options
from align.types import (
    Block,
    BlockKind,
    Checked,
    Document,
    FieldKey,
    File,
    Finding,
    HeaderField,
    Hidden,
    Language,
    Pair,
    PairScore,
    Place,
    Result,
    Risk,
    Rule,
    Score,
    Section,
    Segment,
    Severity,
    Span,
    Suppression,
    SuppressionKind,
    Tally,
    Unread,
)

HEADER = """作者/Author(s): Lin Mei-hua
日期/Date: 2024/03/05

"""
CHINESE = """海峽航運
  • 台北港去年處理了3.2億噸貨物，較前年成長8%。港務公司說，成長主要來自轉運。
  • 格魯烏的人員未獲准登船。
  • 船東協會警告，保險費可能再漲。
  1. 運價𠮷利：cafe\u0301「ＡＢＣ」
"""
ENGLISH = """Strait Shipping
  • The port of Taipei handled 3.2 million tonnes of cargo last year, up 8% on the year before. \
The port company said that the growth came mainly from transshipment.
  • KGB personnel were allowed to board the ship.
  1. Lucky freight rates: café "ABC"
Freight rates to Keelung were unaffected.
"""

RULES = (
    Rule(
        "entity",
        "accuracy/mistranslation",
        Severity.CRITICAL,
        "A name became another",
        "Bad: 格魯烏 as KGB.\n\nGood: GRU.",
    ),
    Rule(
        "number", "accuracy/mistranslation", Severity.MAJOR, "A number changed", "Bad: 3.2億 as 3.2 million."
    ),
    Rule(
        "negation",
        "accuracy/mistranslation",
        Severity.MAJOR,
        "A negation was lost",
        "Bad: 未獲准 as allowed.",
    ),
    Rule(
        "omission",
        "accuracy/omission",
        Severity.MAJOR,
        "Text is missing",
        "Bad: a sentence without a counterpart.",
    ),
    Rule(
        "addition", "accuracy/addition", Severity.MINOR, "Text was added", "Bad: a sentence out of nowhere."
    ),
    Rule("list", "structure", Severity.MINOR, "Lists differ", "Bad: three points for four."),
)


def make_place(file: File, snippet: str) -> Place:
    """Return the place of the only `snippet` in `file`."""
    assert file.text.count(snippet) == 1, snippet
    start = file.text.index(snippet)
    return Place(file, Span(start, start + len(snippet)))


def make_gap(file: File, after: str) -> Place:
    """Return the empty place behind `after`."""
    end = make_place(file, after).span.end
    return Place(file, Span(end, end))


class Side:
    """Blocks and segments of one side, found in a file by their text."""

    def __init__(self, file: File, language: Language, blocks) -> None:
        self.blocks, self.segments = [], []
        for kind, marker, *sentences in blocks:
            places = [make_place(file, sentence) for sentence in sentences]
            whole = Place(file, Span(places[0].span.start, places[-1].span.end))
            level = 0 if kind is BlockKind.PARAGRAPH else 1
            self.blocks.append(Block(whole, kind, language, level, marker))
            for place in places:
                index = len(self.segments)
                self.segments.append(Segment(place, language, kind, index, len(self.blocks) - 1))


def make_sides(source_file: File, target_file: File) -> tuple[Side, Side]:
    heading, bullet, numbered, paragraph = (
        BlockKind.HEADING,
        BlockKind.BULLET,
        BlockKind.NUMBERED,
        BlockKind.PARAGRAPH,
    )
    source = Side(
        source_file,
        Language.ZH_HANT,
        [
            (heading, "", "海峽航運"),
            (bullet, "•", "台北港去年處理了3.2億噸貨物，較前年成長8%。", "港務公司說，成長主要來自轉運。"),
            (bullet, "•", "格魯烏的人員未獲准登船。"),
            (bullet, "•", "船東協會警告，保險費可能再漲。"),
            (numbered, "1.", "運價𠮷利：cafe\u0301「ＡＢＣ」"),
        ],
    )
    target = Side(
        target_file,
        Language.EN,
        [
            (heading, "", "Strait Shipping"),
            (
                bullet,
                "•",
                "The port of Taipei handled 3.2 million tonnes of cargo last year, up 8% on the year before.",
                "The port company said that the growth came mainly from transshipment.",
            ),
            (bullet, "•", "KGB personnel were allowed to board the ship."),
            (numbered, "1.", 'Lucky freight rates: café "ABC"'),
            (paragraph, "", "Freight rates to Keelung were unaffected."),
        ],
    )
    return source, target


def make_pairs(source: Side, target: Side, target_file: File) -> tuple[Pair, ...]:
    s, t = source.segments, target.segments
    gap = make_gap(target_file, "to board the ship.")
    return (
        Pair("1", (s[0],), (t[0],), 0, 0.91, 0.99),
        Pair("2", (s[1], s[2]), (t[1], t[2]), 1, 0.88, 0.98),
        Pair("3", (s[3],), (t[3],), 2, 0.80001, 0.97),
        Pair("4", (s[4],), (), 3, target_gap=gap),
        Pair("5", (s[5],), (t[4],), 4, 0.5, 0.75),
        Pair("6", (), (t[5],), 5, source_gap=make_gap(s[5].place.file, "「ＡＢＣ」")),
    )


def make_findings(pairs: tuple[Pair, ...], zh: File, en: File) -> tuple[Finding, ...]:
    wrong = "accuracy/mistranslation"
    omission, addition = pairs[3], pairs[5]
    return (
        Finding(
            "number", wrong, Severity.MAJOR, 0.99, "3.2億 rendered as 3.2 million",
            (make_place(zh, "3.2億"),), (make_place(en, "3.2 million"),), pairs[1],
            "3.2億 = 320,000,000; the English has 3,200,000", "320 million",
            (("source_value", 320_000_000), ("target_value", 3.2e6), ("text", "3.2億")),
        ),
        Finding(
            "negation", wrong, Severity.MAJOR, 0.9, "未獲准 rendered as allowed",
            (make_place(zh, "格魯烏的人員未獲准"),), (make_place(en, "KGB personnel were allowed"),),
            pairs[2],
            "The Chinese denies what the English affirms",
        ),
        Finding(
            "entity", wrong, Severity.CRITICAL, 0.97, "GRU rendered as KGB",
            (make_place(zh, "格魯烏"),), (make_place(en, "KGB"),), pairs[2],
            "格魯烏 is the GRU; KGB is 克格勃, which the Chinese does not name", "GRU",
        ),
        Finding(
            "omission", "accuracy/omission", Severity.MAJOR, 0.93, "The English lacks this point",
            (omission.source[0].place,), (omission.target_gap,), omission,
        ),
        Finding(
            "addition", "accuracy/addition", Severity.MINOR, 0.6, "The Chinese lacks this sentence",
            (addition.source_gap,), (addition.target[0].place,), addition,
        ),
        Finding(
            "list", "structure", Severity.MINOR, 0.8, "3 points in Chinese, 2 in English",
            (Place(zh, Span(zh.text.index("  • 台北港"), zh.text.index("  1. 運價"))),), (), None,
        ),
    )  # fmt: skip


def make_checked(*files: File) -> Checked:
    """Return the brief, checked: in one file with a header, or in two without."""
    source_file, target_file = files[0], files[-1]
    source, target = make_sides(source_file, target_file)
    pairs = make_pairs(source, target, target_file)
    findings = make_findings(pairs, source_file, target_file)
    risks = [
        Risk(0.01, 0.01, 0.02),
        Risk(0.02, 0.01, 0.9),
        Risk(0, 0, 0.95),
        Risk(0.93, 0, 0),
        Risk(0, 0, 0),
        Risk(0, 0.6, 0),
    ]
    qualities = [100, 70.123456, 20, 0, 99, 60]
    return Checked(
        document=Document(
            files=files,
            source=tuple(source.blocks),
            target=tuple(target.blocks),
            source_language=Language.ZH_HANT,
            target_language=Language.EN,
            fields=make_fields(source_file) if len(files) == 1 else (),
            notices=("read briefs/strait.txt as Big5",),
        ),
        pairs=pairs,
        findings=findings,
        pair_scores=tuple(map(PairScore, pairs, qualities, risks)),
        score=Score(61.98765, 123.45678, (("critical", 1), ("major", 3), ("minor", 2)), "align-1|e5"),
        tallies=(Tally("numbers", 2), Tally("entities", 1), Tally("dates", 0), Tally("numbers", 1)),
        hidden=Hidden(accepted=1, uncertain=1, threshold=0.5),
    )


def make_fields(file: File) -> tuple[HeaderField, ...]:
    author, date = make_place(file, "Lin Mei-hua"), make_place(file, "2024/03/05")
    return (
        HeaderField(FieldKey.AUTHOR, "作者/Author(s)", author, author),
        HeaderField(FieldKey.DATE, "日期/Date", None, date),
    )


@pytest.fixture
def make_result():
    """Return a function from checked documents to a result."""

    def make(*checked: Checked, crashed: tuple[str, ...] = (), unread: tuple[Unread, ...] = ()) -> Result:
        names = "bundled:e5-small", "align 0.1.0|bundled:e5-small"
        return Result(checked, *names, RULES, crashed, unread=unread)

    return make


@pytest.fixture
def hostile_result():
    """Return a function that puts one text into every field that is a text."""
    return make_hostile_result


def make_hostile_result(text: str) -> Result:
    zh, en = File(text, f"值{text}\n值{text}\n"), File(text, f"value {text}\nvalue {text}\n")
    whole = [Place(file, Span(0, len(file.text) // 2)) for file in (zh, en)]
    part = [Place(file, Span(1, len(file.text) // 2 - 1)) for file in (zh, en)]
    gap = Place(en, Span(1, 1))
    kind = BlockKind.PARAGRAPH
    source, target = (Block(place, kind, Language.ZH_HANT, 0, text) for place in whole)
    segments = [Segment(place, Language.EN, kind, 0, 0) for place in whole]
    pairs = (Pair(text, (segments[0],), (segments[1],), 0), Pair(text, (), (segments[1],), 0))
    evidence = ((text, text),)
    findings = (
        Finding(
            text,
            text,
            Severity.CRITICAL,
            1,
            text,
            (whole[0],),
            (part[1], gap),
            pairs[0],
            text,
            text,
            evidence,
        ),
        Finding("known", text, Severity.MINOR, 1, text, (part[0],), (), None, text, text, evidence),
        Finding(
            "known", text, Severity.MAJOR, 1, text, (Place(zh, Span(0, 0)),), (part[1],), pairs[1], text, text
        ),
    )
    fields = (
        HeaderField(FieldKey.TITLE, text, whole[0], whole[1]),
        HeaderField(FieldKey.LINK, text, part[0], part[0]),
        HeaderField(FieldKey.OTHER, text, None, part[1]),
    )
    document = Document(
        (zh, en), (source,), (target,), Language.ZH_HANT, Language.EN, fields, notices=(text,)
    )
    scores = tuple(PairScore(pair, 50, Risk(0, 0, 0)) for pair in pairs)
    score = Score(50, 1, (("critical", 1),), text)
    title = replace(segments[0], kind=BlockKind.HEADING)
    headed = Pair(text, (title,), (segments[1],), 0)
    checked = Checked(
        document,
        (*pairs, headed),
        findings,
        scores,
        score,
        (
            Tally(text, 2, "known"),
            Tally(f"{text} ", 1),
            Tally(f"{text}  ", 0),
            Tally(f"not compared: {text}", 1),
        ),
        Hidden(accepted=1),
        suppressions=(Suppression(findings[0], text, SuppressionKind.INLINE, text),),
        sections=(Section(pairs, score), Section((headed,), score)),
    )
    rules = (
        Rule("known", text, Severity.MINOR, text, f"{text}\n\n{text}"),
        Rule(text, text, Severity.MINOR, text, text),
    )
    return Result((checked, checked), text, text, rules, (text,), unread=(Unread(text, text),))


@pytest.fixture
def options() -> Options:
    return Options(version="0.1.0")


@pytest.fixture
def brief() -> Checked:
    """One file that holds both languages."""
    return make_checked(File("briefs/strait.txt", HEADER + CHINESE + "\n" + ENGLISH))


@pytest.fixture
def two_files() -> Checked:
    """A source file and a target file."""
    return make_checked(File("briefs/strait.zh.txt", CHINESE), File("briefs/strait.en.txt", ENGLISH))


@pytest.fixture
def prealigned() -> Checked:
    """Two pairs of one sentence each; the second has an error and a finding that names no pair."""
    texts = [("運價上漲。", "Freight rates rose."), ("保費下跌5%。", "Premiums fell by 50%.")]
    files = [
        (File(f"pairs.jsonl#{i}.source", zh, i + 1), File(f"pairs.jsonl#{i}.target", en, i + 1))
        for i, (zh, en) in enumerate(texts)
    ]
    kind = BlockKind.PARAGRAPH
    source = [Block(make_place(zh, zh.text), kind, Language.ZH) for zh, _ in files]
    target = [Block(make_place(en, en.text), kind, Language.EN) for _, en in files]
    pairs = tuple(
        Pair(
            f"id-{i}",
            (Segment(source[i].place, Language.ZH, kind, i, i),),
            (Segment(target[i].place, Language.EN, kind, i, i),),
            i,
            0.5,
        )
        for i in range(2)
    )
    findings = (
        Finding("number", "accuracy/mistranslation", Severity.MAJOR, 0.9, "5% rendered as 50%",
                (make_place(files[1][0], "5%"),), (make_place(files[1][1], "50%"),), pairs[1]),
        Finding("list", "structure", Severity.MINOR, 0.5, "about the whole",
                (), (make_place(files[0][1], "rates"),)),
    )  # fmt: skip
    document = Document(
        (File("pairs.jsonl", "as it was read"),),
        tuple(source),
        tuple(target),
        Language.ZH,
        Language.EN,
        prealigned=(((0,), (0,)), ((1,), (1,))),
        ids=("id-0", "id-1"),
    )
    scores = tuple(
        PairScore(pair, 90 - 50 * i, Risk(0.1, 0.1, 0.1 + 0.8 * i)) for i, pair in enumerate(pairs)
    )
    return Checked(
        document, pairs, findings, scores, Score(65, 5, (("major", 1), ("minor", 1)), "align-1|e5")
    )
