"""Pre-aligned pairs, pre-segmented files and folders."""

from __future__ import annotations

import json

import pytest

from align.errors import InputError
from align.read import find_briefs, find_partner, parse_pairs, read_pairs_file, read_presegmented
from align.segment import segment
from align.types import File, Language

TMX = """<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en"/><body>
<tu tuid="a"><tuv xml:lang="zh-TW"><seg>港口<bpt i="1">&lt;b></bpt>關閉<ept i="1">&lt;/b></ept>。</seg></tuv>
<tuv xml:lang="en"><seg>The port closed.</seg></tuv></tu></body></tmx>"""
XLIFF1 = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="zh"><body>
<trans-unit id="a"><source>港口<g id="1">關閉</g>。</source><target>The port closed.</target></trans-unit>
<trans-unit id="b"><source>船隻改道。</source></trans-unit></body></file></xliff>"""
XLIFF2 = """<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh">
<file id="f"><unit id="u">
<segment id="1"><source>港口關閉。</source><target>The port closed.</target></segment>
<segment id="2"><source>船隻改道。</source><target/></segment></unit></file></xliff>"""


def sides(document) -> list[tuple[str, list[str], list[str]]]:
    return [
        (name, [document.source[i].text for i in pair[0]], [document.target[j].text for j in pair[1]])
        for name, pair in zip(document.ids, document.prealigned, strict=True)
    ]


def jsonl(*records: object) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "p.jsonl",
            jsonl({"id": 7, "source": " 港口。", "target": "A port.", "x": 1}),
            [("7", ["港口。"], ["A port."])],
        ),
        (
            "p.jsonl",
            jsonl(
                *(
                    {"id": i, "source": s, "target": t}
                    for i, s, t in [("a", "港口", "Port"), ("b", None, ""), ("c", "船", " ")]
                )
            ),
            [("a", ["港口"], ["Port"]), ("b", [], []), ("c", ["船"], [])],
        ),
        ("p.tsv", "港口\tPort\r\n\r\n船\tShip\r\n", [("1", ["港口"], ["Port"]), ("3", ["船"], ["Ship"])]),
        ("p.tsv", "id\ttarget\tsource\nx\tPort\t港口\n", [("x", ["港口"], ["Port"])]),
        ("p.tsv", "en\tzh\nPort\t港口\n", [("2", ["Port"], ["港口"])]),
        ("p.tsv", "id\tscore\tSource\tTarget\tnote\nx\t0.9\t港口\tPort\t\n", [("x", ["港口"], ["Port"])]),
        ("p.tsv", "note\ttgt\tsrc\n\tPort\t港口\n", [("2", ["港口"], ["Port"])]),
        ("p.tsv", "a\t中文\tChinese\n", [("a", ["中文"], ["Chinese"])]),
        ("p.tmx", TMX, [("a", ["The port closed."], ["港口關閉。"])]),
        ("p.xlf", XLIFF1, [("a", ["港口關閉。"], ["The port closed."]), ("b", ["船隻改道。"], [])]),
        ("<stdin>", XLIFF2, [("u/1", ["港口關閉。"], ["The port closed."]), ("u/2", ["船隻改道。"], [])]),
    ],
)
def test_pairs(path, text, expected):
    document = parse_pairs(File(path, text))
    assert sides(document) == expected


@pytest.mark.parametrize(
    ("path", "text", "lines"),
    [
        ("p.jsonl", "\n" + jsonl({"id": 1, "source": "港口", "target": "Port"}), [2]),
        ("p.tsv", "source\ttarget\r\n\r\n港口\tPort\r\n船\tShip\r\n", [3, 4]),
        ("p.tmx", TMX, [3]),
        ("p.tmx", f"\n\n{TMX}".replace("\n", "\r\n"), [5]),
        ("p.xlf", XLIFF1, [3, 4]),
        ("p.xlf", XLIFF1.replace('<trans-unit id="a">', '<trans-unit\n id="a"\n>'), [3, 6]),
        ("p.xlf", XLIFF2, [3, 4]),
    ],
)
def test_pairs_know_the_line_they_begin_on(path, text, lines):
    document = parse_pairs(File(path, text))
    blocks = [document.source[source[0]] for source, _ in document.prealigned]
    assert [block.place.file.entry_line for block in blocks] == lines
    assert {block.place.file.entry_line for block in document.target} <= set(lines)


def test_a_field_is_a_file_of_its_own_and_stays_whole(tmp_path):
    path = tmp_path / "p.jsonl"
    path.write_text(
        jsonl({"id": "a", "source": "Port closed. Ships left.", "target": "港口關閉。\n船離開。"})
    )
    document = read_pairs_file(path)
    assert (document.source_language, document.target_language) == (Language.EN, Language.ZH_HANT)
    assert [f.path for f in document.files] == [str(path)]
    assert document.target[0].place.file.path == f"{path}#a.target"
    assert document.target[0].place.file.text == "港口關閉。\n船離開。"
    assert [len(side) for side in segment(document)] == [1, 1]


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("p.jsonl", '{"id": 1, "source": "港"}\n', "p.jsonl:1: target missing"),
        ("p.jsonl", '\n{"id": 1,\n', "p.jsonl:2: not valid JSON"),
        ("p.jsonl", "[1]\n", "p.jsonl:1: expected an object"),
        ("p.jsonl", "[" * 100_000, "p.jsonl:1: not valid JSON"),
        ("p.jsonl", jsonl({"id": [], "source": "", "target": ""}), "id must be a string or a number"),
        ("p.jsonl", jsonl({"id": 1, "source": 5, "target": ""}), "source must be a string or null"),
        (
            "p.jsonl",
            jsonl(*[{"id": 1, "source": "港", "target": "port"}] * 2),
            "p.jsonl:2: the id 1 stands for two pairs",
        ),
        ("p.jsonl", jsonl({"id": 1, "source": "a", "target": "b"}), "found no Chinese text in p.jsonl"),
        ("p.jsonl", jsonl({"id": 1, "source": "港", "target": "港"}), "both sides are Chinese"),
        ("p.tsv", "a\tb\tc\td\n", "p.tsv:1: found 4 columns"),
        ("p.tsv", "港\tport\n港\n", "p.tsv:2: found 1 column, expected 2 columns, as before"),
        ("p.tsv", "id\tscore\tsource\ttarget\nx\t1\t港\n", "p.tsv:2: found 3 columns, expected 4 columns"),
        ("p.tsv", "id\tsource\tsource\ttarget\n", "p.tsv:1: found 4 columns, expected 2 columns"),
        ("p.tsv", "source\ttarget\n", "holds no pairs"),
        ("p.tmx", "<tmx><body>", "is not well-formed XML"),
        ("p.tmx", "<html/>", "<html> is neither TMX nor XLIFF"),
        ("p.tmx", '<!DOCTYPE t [<!ENTITY a "b">]><tmx/>', "declares XML entities"),
        ("p.tmx", '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx>&nbsp;</tmx>', "undefined entity &nbsp;"),
        ("p.tmx", "<tmx>&nbsp;</tmx>", "undefined entity"),
        (
            "p.tmx",
            "<tmx><body><tu><tuv lang='zh'><seg>港</seg></tuv></tu></body></tmx>",
            "p.tmx:1: unit 1: needs one Chinese and one",
        ),
        (
            "p.xlf",
            "<xliff><file><trans-unit><source>港</source></trans-unit></file></xliff>",
            "p.xlf:1: a unit has no id",
        ),
    ],
)
def test_malformed_pairs_name_the_place(path, text, message):
    with pytest.raises(InputError) as error:
        parse_pairs(File(path, text))
    assert message in error.value.message


def test_presegmented_lines_are_blocks_as_they_stand(tmp_path):
    text = "港口關閉。船隻改道。\n\n  保費上漲。 \r\n港\x0b口\u2028完。\n"
    (tmp_path / "zh").write_bytes(text.encode())
    (tmp_path / "en").write_bytes(b"The port closed. Ships left.\n\nPremiums rose.\n")
    document = read_presegmented(tmp_path / "zh", tmp_path / "en")
    assert [b.text for b in document.source] == text.splitlines()
    source, target = segment(document)
    assert [s.text for s in source] == text.splitlines()
    assert [s.text for s in target] == ["The port closed. Ships left.", "", "Premiums rose."]
    turned = read_presegmented(tmp_path / "en", tmp_path / "zh")
    assert turned.source_language is Language.EN


BILINGUAL = "港口關閉。\n\nThe port closed.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    files = {
        "b.txt": BILINGUAL,
        "sub/a.md": BILINGUAL,
        "README.md": "Only English here.\n",
        "empty.txt": "\n",
        "c.zh.md": "港口關閉。\n",
        "c.en.md": "The port closed.\n",
        "docs/README.md": "Only English.\n",
        "d_zh-TW.md": "港口。\n",
        "d_en.txt": "A port.\n",
        "zh/e.md": "港口。\n",
        "en/e.md": "A port.\n",
        "node_modules/x.md": BILINGUAL,
        ".hidden/x.md": BILINGUAL,
        ".x.md": BILINGUAL,
        "note.rst": BILINGUAL,
        "f.zh.md": "港口。\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("folder")
def test_folders_give_briefs_and_pairs_once_and_sorted():
    found = find_briefs("./")
    assert found.briefs == (
        ("./b.txt",),
        ("./c.zh.md", "./c.en.md"),
        ("./d_zh-TW.md", "./d_en.txt"),
        ("./zh/e.md", "./en/e.md"),
        ("./sub/a.md",),
    )
    assert [(s.path, s.reason) for s in found.skipped] == [
        ("./README.md", "it holds no Chinese text"),
        ("./docs/README.md", "it holds no Chinese text"),
        ("./empty.txt", "it is empty"),
        ("./f.zh.md", "it holds no English text"),
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("path", "partner"),
    [
        ("c.en.md", "c.zh.md"),
        ("./c.zh.md", "./c.en.md"),
        ("d_en.txt", "d_zh-TW.md"),
        ("en/e.md", "zh/e.md"),
        ("f.zh.md", None),
        ("b.txt", None),
        ("README.md", None),
    ],
)
def test_partners(path, partner):
    assert find_partner(path) == partner


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("node_modules/none", "cannot read"),
        ("docs", "found no briefs in docs; skipped 1 without both languages (docs/README.md)"),
    ],
)
def test_folders_without_briefs(name, message):
    with pytest.raises(InputError) as error:
        find_briefs(name)
    assert message in error.value.message
