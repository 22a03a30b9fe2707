"""Punctuation: width, partners, doubles, spaces, the last mark."""

import pytest

from align.checks.punctuation import check_punctuation

FIVE_EN = [(f"第{n}項。", f"Point {n}, in (brackets): fine; yes.") for n in range(5)]
FIVE_ZH = [(f"Point {n}.", f"第{n}項，括號（內）也：是；好。") for n in range(5)]


def found(findings) -> list[tuple[str, list[str], str]]:
    return [
        (f.message, [p.text for p in f.places], f.suggestion) for f in findings if f.rule == "punctuation"
    ]


@pytest.mark.parametrize(
    ("chinese", "english", "expected"),
    [
        (
            "出口下降，進口持平。",
            "Exports fell，imports were flat.",
            [("full-width mark in English", ["，"], ",")],
        ),
        ("出口下降。", "Exports fell。", [("full-width mark in English", ["。"], ".")]),
        ("北約擴大。", "NATO（北約）grew, and 《北約》 too.", []),
        ("出口下降。", "Exports fell,, sharply.", [("doubled mark", [",,"], ",")]),
        ("出口下降……", "Exports fell ... sharply. . . .", []),
        ("出口下降。", "Exports fell , sharply .", [("space before a mark, 2 times", [" ,", " ."], ",")]),
        ("不要。", "They do n't trade.", [("space before a mark", [" n't"], "n't")]),
        ("用.NET寫成。", "Written in .NET or C .", [("space before a mark", [" ."], ".")]),
        ("出口下降，進口持平。", "Exports fell,imports rose.", [("no space after a mark", [","], ", ")]),
        ("見網址。", "See https://example.org/a,b and a@b.Com, 1,000, U.S.Army.", []),
        ("該報告。", "The, report fell.", [("mark within a phrase", ["The,"], "The")]),
        ("出口下降。", "Exports! fell to us.", [("mark within a phrase", ["!"], "")]),
        ("出口下降了！", "Exports! they fell.", []),
        ("他說「出口下降」。", 'He said "exports fell.', [("mark without its partner", ['"'], "")]),
        ("出口下降（去年）。", "Exports fell (last year.", [("mark without its partner", ["("], "")]),
        ("出口下降（去年）。", "Exports fell last year).", [("mark without its partner", [")"], "")]),
        # A number before a bracket is no label where that closes one.
        ("禁止未滿18歲者使用。", "It bars minors (those under 18) from using it.", []),
        ("出口下降（去年。", "Exports fell (last year.", []),
        ("一、出口；二、進口。", '1) exports; b) imports; (ii) 12" wafers :)', []),
        ("他說「出口下降」。", "He said “exports’ ‘fall’ ”.", []),
        ("出口下降（去年）。", "Exports fell （last year).", []),
        ("出口下降。", "Exports fell", [("the last mark is missing", ["fell"], "fell.")]),
        ("他說「下降」。", 'He said "fell"', [("the last mark is missing", ['fell"'], 'fell".')]),
        ("出口下降", "Exports fell", []),
        ("出口下降：", "Exports fell", []),
        ("出口下降。", "Exports fell.[1]", []),
        ("出口下降。", "Exports fell:", []),
    ],
)
def test_english(run, chinese, english, expected):
    assert found(run(check_punctuation, *FIVE_EN, (chinese, english))) == expected


@pytest.mark.parametrize(
    ("chinese", "expected"),
    [
        ("出口下降,進口持平。", [("half-width mark between ideographs", [","], "，")]),
        ("出口(去年)下降。", [("half-width mark between ideographs, 2 times", ["(", ")"], "（")]),
        ("出口下降1,000項，約3:2。", []),
        ("出口下降。。", [("doubled mark", ["。。"], "。")]),
        ("出口下降，。", [("doubled mark", ["，。"], "")]),
        ("出口下降……不明——或許。", []),
        ("出口「下降。", [("mark without its partner", ["「"], "")]),
        ("出口《下降》「持『平』」。", []),
        ("出口下降", [("the last mark is missing", ["降"], "降。")]),
    ],
)
def test_chinese(run, chinese, expected):
    assert found(run(check_punctuation, *FIVE_ZH, ("Exports fell.", chinese), reverse=True)) == expected


def test_style_of_a_whole_text_is_silent(run):
    half_width = [("出口下降,進口持平;匯率(年底)不變", "Exports fell, imports did not")] * 6
    assert run(check_punctuation, *half_width) == []
    french = [("出口下降。", "Exports fell ; imports did not")] * 6
    assert {f.message for f in run(check_punctuation, *french)} <= {"space before a mark, 6 times"}


def test_quotation_over_paragraphs(run):
    texts = [("「出口下降。", "“Exports fell."), ("「進口持平。」", "“Imports were flat.”")]
    assert run(check_punctuation, *texts) == []


def test_long_text_takes_little_time(run):
    assert run(check_punctuation, ("文（" * 50000, "( " * 50000 + '"' * 49999 + " ," * 49999 + "x" * 50000))
