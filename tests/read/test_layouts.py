"""Sides and languages in every layout, with text of our own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import InputError
from align.read import parse_brief, read_brief, read_pair
from align.segment import segment
from align.types import File, Language

ZH = """\
碼頭關閉
• 港務局表示，三號碼頭將關閉兩個月。
• 船隻改道：
1. 貨輪改往北港
2. 客輪停駛
後續影響
• 保費上漲一成五。
"""
EN = """\
The Pier Closes
• The port authority said Pier 3 will close for two months.
• Ships are rerouted:
1. Freighters go to the north port.
2. Ferries stop running.
What Comes Next
• Premiums rise by 15 percent.
"""
CHINESE = [
    "h1 碼頭關閉",
    "b1 • 港務局表示，三號碼頭將關閉兩個月。",
    "b1 • 船隻改道：",
    "n2 1. 貨輪改往北港",
    "n2 2. 客輪停駛",
    "h1 後續影響",
    "b1 • 保費上漲一成五。",
]
ENGLISH = [
    "h1 The Pier Closes",
    "b1 • The port authority said Pier 3 will close for two months.",
    "b1 • Ships are rerouted:",
    "n2 1. Freighters go to the north port.",
    "n2 2. Ferries stop running.",
    "h1 What Comes Next",
    "b1 • Premiums rise by 15 percent.",
]
INTERLEAVED = "".join(f"{a}\n{b}\n" for a, b in zip(ZH.splitlines(), EN.splitlines(), strict=True))
MARKDOWN_TABLE = "| 中文 | English |\n| --- | --- |\n" + "".join(
    f"| {a} | {b} |\n" for a, b in zip(ZH.splitlines(), EN.splitlines(), strict=True)
)
TABBED = "".join(f"{a}\t{b}\n" for a, b in zip(ZH.splitlines(), EN.splitlines(), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        ZH + "\n" + EN,
        ZH + EN,
        EN + "\n" + ZH,
        ZH + "\n---\n\n" + EN,
        INTERLEAVED,
        INTERLEAVED.replace("\n", "\n\n"),
        (ZH + EN).replace("\n", "\r\n"),
        (ZH + EN).replace("\n", "\r"),
        (ZH + EN).replace("• ", "\u200b•\u00a0\t"),
        ZH.replace("• ", "●　") + EN.replace("• ", "- "),
    ],
)
def test_halves_in_either_order_and_in_turn(read, text, show):
    document = read(text)
    found = [show(side) for side in (document.source, document.target)]
    markers = str.maketrans("●-", "••")
    assert [[line.translate(markers).replace("• • ", "• ") for line in side] for side in found] == [
        CHINESE,
        ENGLISH,
    ]
    assert (document.source_language, document.target_language) == (Language.ZH_HANT, Language.EN)


@pytest.mark.parametrize("text", [MARKDOWN_TABLE, TABBED, "中文\tEnglish\n" + TABBED])
def test_tables_keep_rows(read, text, show):
    document = read(text)
    assert [line[3:] for line in show(document.source)] == [line[3:] for line in CHINESE]
    assert [line[3:] for line in show(document.target)] == [line[3:] for line in ENGLISH]
    assert [b.row for b in document.source] == [b.row for b in document.target] == list(range(7))
    assert [b.level for b in document.source] == [0, 1, 1, 2, 2, 0, 1]


def test_table_cells_hold_bold_headings_breaks_and_gaps(read, show):
    document = read("""
        | # | 中文 | English |
        |---|:--|--:|
        | 1 | **碼頭關閉** | **The Pier Closes** |
        | 2 | • 船隻改道。<br>• 保費上漲。 | • Ships turn away. |
        | 3 | 無人受傷。 |  |
        | 4 |  | Nobody paid. |
        | 5 | 預算 \\| 決算 | 尚未翻譯 |
        """)
    assert show(document.source) == [
        "h1 碼頭關閉",
        "b1 • 船隻改道。",
        "b1 • 保費上漲。",
        "c0 無人受傷。",
        "c0 預算 \\| 決算",
    ]
    assert show(document.target) == [
        "h1 The Pier Closes",
        "b1 • Ships turn away.",
        "c0 Nobody paid.",
        "c0 尚未翻譯",
    ]
    assert document.target[-1].language is Language.ZH_HANT
    gaps = [
        (g.row, g.language, g.place.file.locate(g.place.span.start).line, g.place.text) for g in document.gaps
    ]
    assert gaps == [(2, Language.EN, 5, ""), (3, Language.ZH, 6, "")]


def test_strays_stay_on_the_side_they_stand_in(read):
    stray = "• Left in English by mistake here.\n"
    document = read(stray + ZH + EN + "• 漏譯的一點。\n" + EN.replace("Pier", "Dock"))
    assert (document.source[0].text, document.source[0].language) == (stray[2:-1], Language.EN)
    assert [b.text for b in document.target if b.language.is_chinese] == ["漏譯的一點。"]


def test_source_may_be_english_and_simplified_the_target(read):
    document = read("The port closed.\n\n港务局说，码头关闭了。\n", source=Language.EN)
    assert (document.source_language, document.target_language) == (Language.EN, Language.ZH_HANS)
    assert document.source[0].text == "The port closed."


def test_script_that_cannot_be_told(read):
    assert read("天下太平。\n\nAll is quiet here.\n").source_language is Language.ZH


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("碼頭關閉 / The Pier Closes", ("碼頭關閉", "The Pier Closes")),
        ("The Pier Closes／碼頭關閉", ("碼頭關閉", "The Pier Closes")),
        (
            "三號碼頭將關閉兩個月。The pier will close for two months.",
            ("三號碼頭將關閉兩個月。", "The pier will close for two months."),
        ),
        (
            "The pier will close for two months. 三號碼頭將關閉兩個月。",
            ("三號碼頭將關閉兩個月。", "The pier will close for two months."),
        ),
        ("• 船隻改道。 | Ships are turned away.", ("船隻改道。", "Ships are turned away.")),
        ("# 碼頭關閉 The Pier Closes", ("碼頭關閉", "The Pier Closes")),
    ],
)
def test_lines_in_both_languages_are_split(read, line, parts):
    document = read(line + "\n")
    assert (document.source[0].text, document.target[0].text) == parts
    assert len(document.source) == len(document.target) == 1


@pytest.mark.parametrize(
    "line",
    [
        "總部位於 New York 的公司由 Jane Doe 領導。",
        "他支持 Donald Hale",
        "這項協議稱為 The Pier Treaty。",
        "The agency, known as 港務局, closed the pier.",
        "It is called 港務局。",
        "美國公司 Nvidia / AMD",
        "比較 A / B 兩案",
        "見 https://example.org/a / b",
    ],
)
def test_lines_with_a_foreign_name_are_not(read, line):
    document = read(f"• 港口關閉，船隻改道。\n• The port closed and ships turned away.\n• {line}\n")
    assert line in [b.text for b in (*document.source, *document.target)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("The port closed.\n", "found no Chinese text in brief.txt (3 English words)"),
        ("The 港口 of call closed.\n", "found no Chinese text in brief.txt (4 English words, 2 Chinese"),
        ("港口關閉。\n", "found no English text in brief.txt (4 Chinese characters)"),
        ("2024 + 2025 = ?\n", "found no Chinese text in brief.txt (0 English words)"),
        ("作者/Author: Jane Doe\n日期/Date: 2025\n\nThe port closed.\n", "found no Chinese text"),
    ],
)
def test_a_missing_language_is_an_error_with_a_hint(read, text, message):
    with pytest.raises(InputError) as error:
        read(text)
    assert message in error.value.message
    assert "give both files" in error.value.hint


def test_two_files_in_either_order(tmp_path, show):
    zh, en = tmp_path / "b.zh.txt", tmp_path / "b.en.txt"
    zh.write_text(ZH)
    en.write_text(EN)
    for paths in ((zh, en), (en, zh)):
        document = read_pair(*paths)
        assert [f.path for f in document.files] == [str(zh), str(en)]
        assert (show(document.source), show(document.target)) == (CHINESE, ENGLISH)
    assert read_pair(zh, en, source=Language.EN).source[0].text == "The Pier Closes"


def test_two_files_in_one_language(tmp_path):
    for name in "ab":
        (tmp_path / name).write_text(ZH)
    with pytest.raises(InputError, match=r"a is Chinese and .*b is Chinese"):
        read_pair(str(tmp_path / "a"), str(tmp_path / "b"))


PIECES = st.sampled_from(
    [
        "港口",
        "port ",
        "• ",
        "1. ",
        "一、",
        "\n",
        "\n\n",
        " ",
        "\t",
        "| ",
        "|---|\n",
        "# ",
        "**",
        "：",
        ":",
        "作者/Author: ",
        "。",
        ". ",
        "/",
        " / ",
        "<!-- ",
        "-->",
        "```\n",
        "---\n",
        "===\n",
        "\u3000",
        "\ufeff",
        "(",
        "）",
        "a) ",
        "> ",
        "\r",
        "<br>",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=120))
def test_any_text_is_read_or_refused_and_spans_hold(text):
    try:
        document = parse_brief(File("x", text))
    except InputError:
        return
    for side in (document.source, document.target):
        spans = [b.place.span for b in side]
        assert all(b.text and b.text == b.text.strip() for b in side)
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
    segment(document)


def test_a_library_is_no_brief(tmp_path, monkeypatch):
    monkeypatch.setattr("align.read.MOST_CHARACTERS", 20)
    path = tmp_path / "long.txt"
    path.write_text("出口下降了。\n\nExports fell sharply.\n", encoding="utf-8")
    with pytest.raises(InputError, match="characters are too many"):
        read_brief(path)
