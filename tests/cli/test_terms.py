"""`align terms`: validate, import, search, extract."""

from __future__ import annotations

import json

from align.knowledge.termbase import read_entries

HEADER = "id\ttype\tzh-Hant\ten\n"
GLOSSARY = "zh,en,status\n電網,power grid,\n電網,electric net,forbidden\n"
BRIEF = (
    "• 紅矛計畫辦公室公布規則。\n• The Red Lance Office published rules.\n"
    "• 外界質疑紅矛計畫辦公室的預算。\n• Critics doubt the budget of the Red Lance Office.\n"
    "• 預算明年增加一成。\n• Spending will rise by 10 percent next year.\n"
)


class TestValidate:
    def test_a_sound_termbase(self, align, write):
        write({"terms.tsv": f"{HEADER}x\tterm\t電網\tgrid\n"})
        done = align("terms", "validate", "terms.tsv")
        assert (done.exit_code, done.stdout) == (0, "1 entry in 1 file\n")

    def test_an_error_names_file_line_and_column(self, align, write):
        write({"terms.tsv": f"{HEADER}x\ttrem\t電網\tgrid\n"})
        done = align("terms", "validate", "terms.tsv")
        assert done.exit_code == 2
        assert done.stderr.startswith("align: terms.tsv:2: column type: unknown type 'trem'")

    def test_doubts_are_listed_and_no_error(self, align, write):
        rows = "a\tterm\t電網\tgrid\nb\tterm\t格網\tGrids\nc\tterm\t網\t網\nc\tterm\tABC\tnet\n"
        write({"terms.tsv": HEADER + rows})
        done = align("terms", "validate", "terms.tsv")
        assert done.exit_code == 0
        assert done.stdout.splitlines() == [
            "terms.tsv:3: 'Grids' also names 'a' (terms.tsv:2)",
            "terms.tsv:4: '網' is one character, which is not looked for by itself",
            "terms.tsv:4: column en: '網' is Chinese",
            "terms.tsv:5: the id 'c' replaces that of terms.tsv:4",
            "terms.tsv:5: the Chinese form 'ABC' has no Chinese character",
            "4 entries in 1 file",
        ]

    def test_a_missing_file(self, align):
        done = align("terms", "validate", "none.tbx")
        assert done.exit_code == 2
        assert "none.tbx" in done.stderr


class TestImport:
    def test_a_glossary_becomes_a_termbase(self, align, write):
        folder = write({"old.csv": GLOSSARY})
        assert align("terms", "import", "old.csv", "-o", "terms.tbx").exit_code == 0
        text = (folder / "terms.tbx").read_text(encoding="utf-8")
        assert text.startswith("<?xml")
        (entry,) = read_entries(text, "terms.tbx")
        assert (entry.english, entry.forbidden) == (("power grid",), ("electric net",))
        assert (
            align("terms", "import", "terms.tbx", "--format", "csv")
            .stdout.splitlines()[1]
            .startswith("own-power-grid,term,電網,,power grid,")
        )

    def test_the_result_is_used_by_check(self, align, write):
        write({"old.csv": GLOSSARY, "brief.txt": "電網故障。\n\nThe electric net failed.\n"})
        align("terms", "import", "old.csv", "-o", "terms.tsv")
        for name in ("terms.tsv", "old.csv"):
            done = align("check", "--termbase", name, "--select", "term", "--format", "json", "brief.txt")
            assert done.exit_code == 1
            (finding,) = json.loads(done.stdout)["documents"][0]["findings"]
            assert finding["message"] == "電網 rendered as electric net"
            assert finding["suggestion"] == "power grid"

    def test_one_id_twice_is_an_error(self, align, write):
        write({"a.tsv": f"{HEADER}x\tterm\t電網\tgrid\n", "b.tsv": f"{HEADER}x\tterm\t核能\tatom\n"})
        done = align("terms", "import", "a.tsv", "b.tsv")
        assert done.exit_code == 2
        assert "b.tsv:2: column id: 'x' stands already at a.tsv:2" in done.stderr


class TestSearch:
    def test_script_and_inflection_do_not_matter(self, align):
        for query in ("专属经济区", "專屬經濟區", "Exclusive Economic Zones"):
            assert "term-exclusive-economic-zone" in align("terms", "search", query).stdout

    def test_own_entries_come_first(self, align, write):
        write({"terms.tsv": f"{HEADER}own-x\tterm\t電網\tpower grid\n"})
        out = align("terms", "search", "電網", "--termbase", "terms.tsv", "--limit", "1").stdout
        assert out.splitlines()[0] == "own-x  (term; terms.tsv:2)"
        assert "more; --limit shows them" in out

    def test_nothing_found(self, align):
        assert align("terms", "search", "zzzz").stdout == "nothing is called 'zzzz'\n"


class TestExtract:
    def test_terms_that_come_back_with_their_rendering_and_place(self, align, write):
        write({"brief.txt": BRIEF})
        done = align("terms", "extract", "brief.txt", "--format", "json")
        first = json.loads(done.stdout)["candidates"][0]
        assert (first["chinese"], first["english"]) == ("紅矛計畫辦公室", "Red Lance Office")
        assert (first["count"], first["where"]) == (2, "brief.txt:1")
        assert first["context"] == "紅矛計畫辦公室公布規則。"

    def test_proposals_are_a_termbase(self, align, write):
        write({"briefs/a.txt": BRIEF})
        for form in ("tsv", "csv", "tbx"):
            text = align("terms", "extract", "briefs", "--format", form).stdout
            entries = list(read_entries(text, f"terms.{form}"))
            assert entries[0].english == ("Red Lance Office",)
            assert entries[0].note.startswith("2 times; ")

    def test_the_table_and_what_is_known(self, align, write):
        write({"brief.txt": BRIEF, "terms.tsv": f"{HEADER}own-x\tterm\t紅矛計畫辦公室\tRed Lance Office\n"})
        known = align("terms", "extract", "brief.txt", "--termbase", "terms.tsv").stdout
        assert "紅矛計畫辦公室" not in known
        shown = align("terms", "extract", "brief.txt", "--termbase", "terms.tsv", "--all").stdout
        assert "   2  紅矛計畫辦公室  Red Lance Office  [own-x]\n" in shown

    def test_a_brief_that_cannot_be_read(self, align, write):
        write({"brief.txt": BRIEF, "bad.txt": "只有中文。"})
        done = align("terms", "extract", "bad.txt", "brief.txt")
        assert done.exit_code == 2
        assert "紅矛計畫辦公室" in done.stdout
