"""Sentence splitting: what ends a sentence in either language, and what only looks as if it did."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.segment import segment, split_sentences
from align.types import Block, BlockKind, Document, File, Language, Place, Span

ZH, EN = Language.ZH_HANT, Language.EN


def sentences(marked: str, language: Language) -> tuple[list[str], list[str]]:
    """Return the sentences found in `marked`, and those that its bars ask for."""
    text = marked.replace("|", "" if language.is_chinese else " ")
    found = [text[a:b] for a, b in split_sentences(text, language)]
    return found, [part.strip() for part in marked.split("|")]


CHINESE = [
    "港口關閉。|船隻改道！|誰來負責？|沒有人回答",
    "港口關閉；船隻改道；保費上漲。",
    "港口關閉。。|船隻改道。",
    "真的嗎？！|沒有人知道。",
    "他停頓了……|接著離席。",
    "煤、鐵、銅……等原料短缺。",
    "部長說：「港口關閉。」|隨後他離席。",
    "「港口關閉。」部長說。|會議結束。",
    "「港口關閉。|船隻改道。」|會議結束。",
    "部長說：「港口關閉。船隻改道。」|會議結束。",
    "「誰來負責？」的問題仍然待解。|會議結束。",
    "所謂「何時開放？」仍無答案。",
    "報告（去年已發布。內容未更動。）仍然有效。",
    "（去年已發布。）|報告仍然有效。",
    "他讀了《誰在乎？》一書。|然後離開。",
    "“港口关闭。”|船只改道。",
    "他說：『好。』|會議結束。",
    "出口成長 3.2%。|進口減少 1.5%。",
    "港口關閉.|船隻改道.",
    "誰來負責?|沒有人回答!|會議結束",
    "由 Acme Inc. 承造，位於 Washington D.C. 的港口。|完工。",
    "詳見 https://example.org/a.b?c=d。|完工。",
    "Yahoo! 奇摩報導此事。|完工。",
    "港口關閉。[1]|船隻改道。²|完工。",
    "港口關閉。 |\u3000船隻改道。",
    "他大喊：「快走！」|眾人散去。",
    "第一，關閉港口。|第二，改道。",
    "「（無人回答。）」",
]

ENGLISH = [
    "The port closed.|Ships turned away!|Who pays?|Nobody knows",
    "Mr. Hale met Dr. Ruiz and Gen. Okafor at St. Ives.|They left.",
    "The U.S. Navy sailed.|It returned.",
    "It left the U.S.|The navy stayed.",
    "Acme Inc. shares fell.|Nobody buys from Acme Inc.|However, it lives.",
    "See No. 7 and p. 12, cf. Art. 5.|He said no.|They left.",
    "On Jan. 5 the port closed.|It opened on Feb. 6.",
    "It opens at 9 a.m. on Monday.|It closes at 5 p.m.|The guard leaves.",
    "J. K. Mossman wrote it.|George W. Pell read it.",
    "Exports rose 3.2 percent.|Imports fell 1.5 percent.",
    "Some ports, e.g. Gdynia, i.e. the old ones, closed.|Others opened.",
    "He waited ... and left.|She waited ...|Then she left.",
    "See www.example.org or mail a.b@example.org today.|Thanks.",
    "“Who pays?” he asked.|Nobody knew.",
    "“Who pays?” Hale asked.|Nobody knew.",
    '"Who pays?"|Nobody knew.',
    '"The port closed."|Ships turned away.',
    'He said, "The port closed."|Then he left.',
    "He said, “The port closed. Ships turned away.”|Then he left.",
    "The port closed (see the map. It is old.) in May.|It reopened.",
    "(The port closed.)|Ships turned away.",
    "The port closed.[1]|Ships turned away.²|Nobody paid. [3]|The end.",
    "Nobody showed intent.12|The case closed.",
    "The port closed.|iPhone sales rose.|eBay followed.",
    "The port closed.|5 ships left.|“Why?” was the question.",
    "Sales to al. fell in the port of St. Malo.",
    "Kim et al. found nothing.|The work ended.",
    "The rule applies vs. the old one.|It holds.",
    "It is 12 percent in 2024.|The rest is unknown.",
    "1. Close the port.|2. Open it again.",
    "World War I.|The treaty followed.",
    "The firm sold 中重稀土 metals.|It stopped.",
    "The agency is called 情報局.|It is large.",
    "It was the Ph.D. thesis of a lt. in the army.",
]


@pytest.mark.parametrize("marked", CHINESE)
def test_chinese(marked):
    found, expected = sentences(marked, ZH)
    assert found == expected


@pytest.mark.parametrize("marked", ENGLISH)
def test_english(marked):
    found, expected = sentences(marked, EN)
    assert found == expected


@pytest.mark.parametrize("blank", ["", " ", "\n\u3000\t"])
def test_blank_text_has_no_sentence(blank):
    assert split_sentences(blank, EN) == []


ALPHABET = st.text(
    alphabet=st.sampled_from(list("中。！？…「」『』（）“”\"'()[]. .!?aB1\u3000\n，")), max_size=60
)


@given(text=ALPHABET | st.text(max_size=200), language=st.sampled_from([ZH, EN]))
def test_every_character_is_in_one_segment_in_order(text, language):
    spans = split_sentences(text, language)
    parts = [text[a:b] for a, b in spans]
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part == part.strip() and part for part in parts)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    between = [text[a.end : b.start] for a, b in pairwise(spans)]
    assert all(not gap.strip() for gap in between)


@pytest.mark.parametrize(
    "unit", ["港口關閉。", "The port closed. ", "「", "(", '"', "...", "a.b", "「好。」他說", "。」"]
)
def test_long_lines_take_linear_time(unit):
    text = unit * (100_000 // len(unit))
    assert split_sentences(text, EN)


def block(file: File, start: int, end: int, kind: BlockKind, language: Language) -> Block:
    return Block(Place(file, Span(start, end)), kind, language)


def document(**changes: object) -> Document:
    file = File("brief.txt", "港口關閉。航線改道\n港口關閉。船隻改道。\nThe port closed. Ships left.\n")
    source = (block(file, 0, 9, BlockKind.HEADING, ZH), block(file, 10, 20, BlockKind.BULLET, ZH))
    target = (block(file, 21, 49, BlockKind.PARAGRAPH, EN),)
    return Document((file,), source, target, ZH, EN, **changes)


def test_headings_stay_whole_and_indices_run_through_a_side():
    source, target = segment(document())
    assert [(s.text, s.index, s.block, s.kind.value) for s in source] == [
        ("港口關閉。航線改道", 0, 0, "heading"),
        ("港口關閉。", 1, 1, "bullet"),
        ("船隻改道。", 2, 1, "bullet"),
    ]
    assert [(s.text, s.index, s.block, s.language) for s in target] == [
        ("The port closed.", 0, 0, EN),
        ("Ships left.", 1, 0, EN),
    ]


@pytest.mark.parametrize("changes", [{"presegmented": True}, {"prealigned": (((0,), (0,)), ((1,), ()))}])
def test_given_segments_stay_whole(changes):
    source, target = segment(document(**changes))
    assert [s.text for s in (*source, *target)] == [
        "港口關閉。航線改道",
        "港口關閉。船隻改道。",
        "The port closed. Ships left.",
    ]
