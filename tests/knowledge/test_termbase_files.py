"""Termbases in every format: what is read, what is refused by file, line and field, and round trips."""

from __future__ import annotations

import string

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from align.errors import ConfigError
from align.knowledge import tables
from align.knowledge.concepts import ConceptType
from align.knowledge.entries import COLUMNS, PARTS_OF_SPEECH, Entry, unique_ids, validated
from align.knowledge.termbase import load_entries, read_entries, shipped_terms
from align.terms import FORMATS, to_entry, write

FULL = Entry(
    id="own-eez",
    type=ConceptType.LAW,
    traditional=("專屬經濟區", "專屬經濟海域"),
    simplified=("专属经济区",),
    english=('exclusive "economic" zone', "economic zone <exclusive>"),
    abbreviations=("EEZ",),
    loose=("經濟海域", "经济海域", "the zone"),
    broader=("law-sea", "own-sea"),
    source="UNCLOS, art. 55",
    forbidden=("經濟特區", "special economic zone"),
    exact=True,
    pos="noun",
    domain="law & sea",
    note="see 'UNCLOS'",
)
MINIMAL = Entry(id="a", type=ConceptType.TERM, simplified=("甲",), english=("a",))


def check_read_or_refused(text: str, form: str) -> None:
    message = ""
    try:
        entries = read(text, form)
    except ConfigError as error:
        entries, message = [], error.message
    assert message.startswith(f"terms.{form}:" if message else "")
    assert all(entry.where.startswith(f"terms.{form}:") for entry in entries)


def read(text: str, form: str) -> list[Entry]:
    return list(read_entries(text, f"terms.{form}"))


class TestRoundTrips:
    @pytest.mark.parametrize("form", FORMATS)
    @pytest.mark.parametrize("entry", [FULL, MINIMAL], ids=["full", "minimal"])
    def test_an_entry_survives(self, form, entry):
        assert read(write([entry], form), form) == [entry]

    @pytest.mark.parametrize("form", FORMATS)
    def test_the_shipped_terms_survive(self, form):
        entries = [to_entry(concept) for concept in shipped_terms()]
        assert read(write(entries, form), form) == entries

    # What XML and tables can hold: no controls, no surrogates, no separators, and Chinese or Latin letters.
    FORM = st.text("abcXYZ &<>\"',;=-/", min_size=1, max_size=12).map(str.split).map(" ".join).filter(bool)
    HAN = st.text("甲乙丙丁戊", min_size=1, max_size=6)

    @given(
        english=st.lists(FORM, min_size=1, max_size=3, unique=True),
        han=st.lists(HAN, min_size=1, max_size=3, unique=True),
        loose=st.lists(FORM, max_size=2, unique=True),
        forbidden=st.lists(st.one_of(FORM, HAN), max_size=2, unique=True),
        note=FORM,
        kind=st.sampled_from(ConceptType),
        pos=st.sampled_from(("", *PARTS_OF_SPEECH)),
        exact=st.booleans(),
    )
    def test_any_entry_survives(self, english, han, loose, forbidden, note, kind, pos, exact):
        allowed = {*english, *han, *loose}
        assume(allowed.isdisjoint(forbidden) and set(loose).isdisjoint(english))
        forbidden.sort(key=lambda form: form[0] not in "甲乙丙丁戊")
        entry = Entry(
            "x-1",
            kind,
            tuple(han),
            (),
            tuple(english),
            (),
            tuple(loose),
            (),
            note,
            (),
            exact,
            pos,
            note,
            note,
        )
        for form in FORMATS:
            assert read(write([validated(entry)], form), form) == [entry]


BAD_TABLES = (
    ("", "terms.tsv: the first line must name the columns"),
    ("a\tb\n", "terms.tsv: the first line must name the columns"),
    ("id\ttype\tzh-Hant\ten\tcolour\n", "terms.tsv:1: cell 5: no column is called 'colour'"),
    ("id\ttype\tzh-Hant\ten\ten\n", "terms.tsv:1: cell 5: the column 'en' stands there twice"),
    ("id\ttype\tzh-Hant\ten\nx\tterm\n", "terms.tsv:2: 2 cells"),
    ("id\ttype\tzh-Hant\ten\n\nx\tterm\t甲\ta\tb\n", "terms.tsv:3: 5 cells"),
    ("id\ttype\tzh-Hant\ten\nx\tterms\t甲乙\ta\n", "terms.tsv:2: column type: unknown type 'terms'"),
    ("id\ttype\tzh-Hant\ten\n\tterm\t甲乙\ta\n", "terms.tsv:2: column id: a concept needs an id"),
    ("id\ttype\tzh-Hant\ten\nx\tterm\t\ta\n", "terms.tsv:2: columns zh-Hant, zh-Hans: a concept needs"),
    ("id\ttype\tzh-Hant\ten\nx\tterm\t甲乙\t|\n", "terms.tsv:2: columns en, abbr: a concept needs an id"),
    ("id\ttype\tzh-Hant\ten\nx y\tterm\t甲乙\ta\n", "terms.tsv:2: column id: 'x y'"),
    ("id\ttype\tzh-Hant\ten\tcase\nx\tterm\t甲乙\ta\tperhaps\n", "terms.tsv:2: column case: 'perhaps'"),
    ("id\ttype\tzh-Hant\ten\tpos\nx\tterm\t甲乙\ta\tnumber\n", "terms.tsv:2: column pos: unknown part"),
    ("id\ttype\tzh-Hant\ten\tforbidden\nx\tterm\t甲乙\ta\ta\n", "terms.tsv:2: column forbidden: 'a' is also"),
    ("zh\ten\tstatus\n甲\ta\tmaybe\n", "terms.tsv:2: column status: unknown status 'maybe'"),
    ("zh\ten\n甲\ta\n\tb\n", "terms.tsv:3: column zh: a row of a glossary needs both terms"),
)


@pytest.mark.parametrize(("text", "message"), BAD_TABLES)
def test_what_is_wrong_in_a_table_is_named(text, message):
    with pytest.raises(ConfigError) as caught:
        read(text, "tsv")
    assert message in caught.value.message


class TestCsv:
    def test_a_cell_may_go_over_lines_and_errors_name_its_first(self):
        text = 'id,type,zh-Hant,en,note\nx,term,甲乙,a,"one\ntwo"\ny,trem,甲丙,b,\n'
        with pytest.raises(ConfigError, match=r"terms\.csv:4: column type"):
            read(text, "csv")
        (entry,) = read(text.rpartition("y,")[0], "csv")
        assert entry.note == "one two"

    def test_semicolons_as_spreadsheets_write_them(self):
        (entry,) = read("id;type;zh-Hans;en\nx;term;甲乙;a, b\n", "csv")
        assert entry.english == ("a, b",)

    @pytest.mark.parametrize("text", ['zh,en\n甲,"a"b\n', 'zh,en\n甲,"a\n', 'zh,en\n"甲\n乙,a\n'])
    def test_broken_quotes_are_named(self, text):
        with pytest.raises(ConfigError, match=r"terms\.csv:2: not a table"):
            read(text, "csv")


class TestGlossary:
    def test_rows_of_one_chinese_term_are_its_renderings(self):
        text = (
            "中文\t英文\tstatus\tdomain\n電網\tpower grid\t\tenergy\n电池\tbattery\t\t\n"
            "電網\telectric net\tforbidden\t\n電網\tgrid\tallowed\t\n"
        )
        grid, battery = read(text, "tsv")
        assert grid == Entry(
            "own-power-grid",
            ConceptType.TERM,
            traditional=("電網",),
            english=("power grid", "grid"),
            forbidden=("electric net",),
            domain="energy",
        )
        assert battery.simplified == ("电池",)


V2 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader/><text><body>
<termEntry id="c 1"><descripGrp><descrip type="subjectField">energy</descrip></descripGrp>
 <langSet xml:lang="zh-TW"><tig><term>電網</term></tig></langSet>
 <langSet xml:lang="zh-CN"><ntig><termGrp><term>电<hi>网</hi></term></termGrp></ntig></langSet>
 <langSet xml:lang="en-GB">
  <tig><term>net</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  <tig><term>grid</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
  <tig><term>power grid</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
   <termNote type="partOfSpeech">noun</termNote></tig>
  <tig><term>PG</term><termNote type="termType">acronym</termNote></tig>
 </langSet>
 <langSet xml:lang="fr"><tig><term>réseau</term></tig></langSet></termEntry>
<termEntry id="c2"><langSet xml:lang="fr"><tig><term>seul</term></tig></langSet></termEntry>
</body></text></martif>"""
V3 = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="c-1"><min:subjectField>energy</min:subjectField>
 <langSec xml:lang="zh"><termSec><term>電網</term></termSec></langSec>
 <langSec xml:lang="zh-Hans"><termSec><term>电网</term></termSec></langSec>
 <langSec xml:lang="en">
  <termSec><term>net</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
  <termSec><term>grid</term></termSec>
  <termSec><term>power
   grid</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
   <min:partOfSpeech>noun</min:partOfSpeech></termSec>
  <termSec><term>PG</term><basic:termType>acronym</basic:termType></termSec>
 </langSec></conceptEntry></body></text></tbx>"""


class TestTbx:
    @pytest.mark.parametrize("text", [V2, V3], ids=["version 2", "version 3"])
    def test_both_versions_and_styles(self, text):
        assert read(text, "tbx") == [
            Entry(
                "c-1",
                ConceptType.TERM,
                traditional=("電網",),
                simplified=("电网",),
                english=("power grid", "grid"),
                abbreviations=("PG",),
                forbidden=("net",),
                pos="noun",
                domain="energy",
            )
        ]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("<tbx>\n<text>", "terms.tbx:2: column 7: not well-formed XML"),
            ("", "not well-formed XML"),
            ("<html/>", "terms.tbx:1: <html> is no TBX"),
            ('<!DOCTYPE tbx [\n<!ENTITY a "b">]>\n<tbx>&a;</tbx>', "terms.tbx:2: declares XML entities"),
            ('<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>', "declares XML entities"),
            ("<!DOCTYPE t SYSTEM 'x.dtd'><tbx>&a;</tbx>", "terms.tbx:1: declares XML entities"),
            (V3.replace("c-1", ""), ""),
            (V3.replace(">grid<", ">a|b<"), "terms.tbx:3: the form 'a|b'"),
        ],
    )
    def test_what_is_wrong_is_named(self, text, message):
        if not message:
            assert read(text, "tbx")[0].id == "own-power-grid"
            return
        with pytest.raises(ConfigError) as caught:
            read(text, "tbx")
        assert message in caught.value.message

    def test_a_bomb_does_not_go_off(self):
        levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
        bomb = f'<!DOCTYPE tbx [<!ENTITY a0 "a">{levels}]><tbx>&a29;</tbx>'
        with pytest.raises(ConfigError, match="entities"):
            read(bomb, "tbx")

    def test_depth_is_no_matter(self):
        deep = "<x>" * 20_000 + "</x>" * 20_000
        assert read(f"<tbx>{deep}</tbx>", "tbx") == []

    def test_an_encoding_that_the_file_declares(self, tmp_path):
        path = tmp_path / "terms.tbx"
        path.write_bytes(f'<?xml version="1.0" encoding="UTF-16"?>{V3}'.encode("utf-16"))
        assert load_entries(path)[0].id == "c-1"

    @given(st.text(max_size=80))
    @example("<tbx>\ud800</tbx>")
    @example("<tbx><conceptEntry><langSec xml:lang='zh'><termSec/></langSec></conceptEntry></tbx>")
    def test_any_text_is_read_or_refused(self, text):
        for whole in (text, f"<tbx>{text}</tbx>", f"<tbx><conceptEntry>{text}</conceptEntry></tbx>"):
            check_read_or_refused(whole, "tbx")


@given(st.text(st.characters(), max_size=80), st.sampled_from(["tsv", "csv"]))
@example('zh,en\n"\n\n,a', "csv")
def test_any_table_is_read_or_refused(text, form):
    header = {"tsv": "\t", "csv": ","}[form].join(COLUMNS)
    for whole in (text, f"{header}\n{text}", f"zh\ten\n{text}"):
        check_read_or_refused(whole, form)


def test_two_entries_of_one_id_are_named():
    entries = read("id\ttype\tzh-Hant\ten\nx\tterm\t甲乙\ta\nx\tterm\t丙丁\tb\n", "tsv")
    with pytest.raises(ConfigError, match=r"terms\.tsv:3: column id: 'x' stands already at terms\.tsv:2"):
        unique_ids(entries)


def test_a_table_of_many_rows_takes_linear_time():
    rows = "".join(f"x{n}\tterm\t甲{n}乙\ta{n}\n" for n in range(20_000))
    assert len(read(f"id\ttype\tzh-Hant\ten\n{rows}", "tsv")) == 20_000


def test_ids_from_english_are_unique():
    make = tables.id_maker()
    assert [make("Power grid"), make("power  grid"), make("é")] == [
        "own-power-grid",
        "own-power-grid-2",
        "own-term",
    ]
    assert len({make(letter) for letter in string.ascii_letters}) == 52
