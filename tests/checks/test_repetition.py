"""Words, phrases and sentences that stand twice."""

import pytest

from align.checks.repetition import check_repetition


@pytest.mark.parametrize(
    ("chinese", "english", "found"),
    [
        ("出口下降。", "Exports fell fell.", [("fell fell", "fell")]),
        ("出口下降。", "The the exports fell.", [("The the", "The")]),
        ("出口下降。", "Exports fell fell fell fell.", [("fell fell fell fell", "fell")]),
        ("週二公布", "released on Tuesday Tuesday.", [("Tuesday Tuesday", "Tuesday")]),
        ("未滿 60 歲", "under the age of 60 60.", [("60 60", "60")]),
        ("政府的報告", "the report of the of the government", [("of the of the", "of the")]),
        (
            "出口在去年下降。",
            "exports fell over the last year, exports fell over the last year.",
            [
                (
                    "exports fell over the last year, exports fell over the last year",
                    "exports fell over the last year",
                )
            ],
        ),
        ("他以前見過", "he had had enough, and that that party won", []),
        ("他以前見過", "he had had had had enough", [("had had had had", "had")]),
        ("非常小", "a very very small number", []),
        ("很多很多晶片", "many, many chips and tons tons of them", []),
        ("前往波拉波拉島", "flew to Bora Bora", []),
        ("作家芳芳表示", "the writer Fang Fang said", []),
        ("大家看看再說", "we will see the the result", [("the the", "the")]),
        ("出口下降，出口下降。", "Exports fell. Exports fell.", []),
        ("比數 5 5", "scores 5 5", []),
        ("一再", "again and again and again, day by day by day", []),
        ("慢慢地", "slowly, slowly", []),
        ("來自紐約州紐約市", "from New York, New York", []),
        ("「夠了。」", '"Enough." enough', []),
    ],
)
def test_english(run, chinese, english, found):
    findings = run(check_repetition, (chinese, english))
    assert [(f.target[0].text, f.suggestion) for f in findings] == found


@pytest.mark.parametrize(
    ("chinese", "found"),
    [
        ("政府的的政策", ["的的"]),
        ("這個目的的達成", []),
        ("的的確確如此", []),
        ("美國與與中國", ["與與"]),
        ("參與與會人員", []),
        ("為了了解情況", []),
        ("通過了了法案", ["了了"]),
        ("看看天天人人媽媽", []),
        ("一步一步討論討論", []),
        ("非常非常重要", []),
        ("美國美國政府", ["美國美國"]),
        ("進出口進出口數據", ["進出口進出口"]),
        ("政府宣布新政策，政府宣布新政策。", ["政府宣布新政策，政府宣布新政策"]),
        ("哈哈哈哈哈哈", []),
    ],
)
def test_chinese(run, chinese, found):
    findings = run(check_repetition, ("Text of the government.", chinese), reverse=True)
    assert [f.target[0].text for f in findings] == found


def test_same_sentence_for_two(run):
    sentence = "Exports of semiconductors fell last year."
    (finding,) = run(check_repetition, ("半導體出口去年下降。", sentence), ("車輛出口去年下降。", sentence))
    assert finding.message == "stands in line 1 already: Exports of semiconductors fell last year …"
    same = ("半導體出口去年下降。", sentence)
    assert run(check_repetition, same, same) == []
    assert run(check_repetition, ("是。", "Yes."), ("對。", "Yes.")) == []


def test_many_words_take_little_time(run):
    assert run(check_repetition, ("文", "a b " * 50000), ("文", "word " * 50000))
    assert run(check_repetition, ("text", "中" * 50000 + "文字" * 50000), reverse=True)
