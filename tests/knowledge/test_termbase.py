"""The shipped termbase, the user's own, and how names are found in running text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import ConfigError
from align.knowledge import termbase
from align.knowledge.concepts import ConceptType
from align.text import HAN, script_votes
from align.types import Language

HEADER = "\t".join(termbase.COLUMNS)
ZH, EN = Language.ZH_HANT, Language.EN


def texts(terms, text, language):
    return [mention.text for mention in terms.find(text, language)]


class TestShipped:
    def test_it_is_large_and_has_every_sort(self, terms):
        sorts = Counter(concept.type for concept in terms)
        assert len(terms) >= 2000
        assert sorts[ConceptType.AGENCY] >= 300
        assert set(sorts) >= set(ConceptType) - {ConceptType.TERM, ConceptType.NAME}

    def test_ids_are_unique_and_parents_exist(self, terms):
        ids = Counter(concept.id for concept in terms)
        assert max(ids.values()) == 1
        missing = {parent for concept in terms for parent in concept.broader} - set(ids)
        assert missing == set()

    def test_every_concept_has_both_languages(self, terms):
        for concept in terms:
            assert concept.chinese, concept.id
            assert concept.english or concept.abbreviations, concept.id

    def test_forms_are_clean(self, terms):
        for concept in terms:
            for form in (*concept.chinese, *concept.english, *concept.abbreviations, *concept.loose):
                assert form == form.strip(), concept.id
                assert "\t" not in form, concept.id
            assert not any(HAN.search(form) for form in (*concept.english, *concept.abbreviations)), (
                concept.id
            )
            assert not set(concept.chinese) & set(concept.loose), concept.id
            assert all(len(form) > 1 for form in concept.chinese), concept.id

    def test_each_script_stands_in_its_column(self, terms):
        for concept in terms:
            border = len(concept.chinese) - concept.simplified
            traditional, simplified = script_votes("".join(concept.chinese[:border]))
            assert simplified <= traditional or simplified <= 1, concept.id

    @pytest.mark.parametrize(
        ("chinese", "english"),
        [
            ("格魯烏", "GRU"),
            ("克格勃", "KGB"),
            ("聯邦安全局", "FSB"),
            ("對外情報局", "SVR"),
            ("北約", "NATO"),
            ("歐盟", "EU"),
            ("拜登", "Biden"),
            ("川普", "Trump"),
            ("特朗普", "Trump"),
            ("英伟达", "Nvidia"),
            ("中央情報局", "CIA"),
            ("摩薩德", "Mossad"),
            ("國家安全部", "MSS"),
            ("真主黨", "Hezbollah"),
            ("台灣海峽", "Taiwan Strait"),
            ("荷姆茲海峽", "Strait of Hormuz"),
            ("核不擴散條約", "NPT"),
        ],
    )
    def test_both_forms_name_one_thing(self, terms, chinese, english):
        (ours,), (theirs,) = terms.find(chinese, ZH), terms.find(english, EN)
        assert {c.id for c in ours.concepts} & {c.id for c in theirs.concepts}


class TestFinding:
    @pytest.mark.parametrize(
        ("text", "language", "found"),
        [
            ("奈及利亞與尼日", ZH, ["奈及利亞", "尼日"]),
            ("尼日利亚与尼日尔", ZH, ["尼日利亚", "尼日尔"]),
            ("據IMF與世界銀行統計", ZH, ["IMF", "世界銀行"]),
            ("公安部門與公安部", ZH, ["公安部"]),
            ("the CIA's report", EN, ["CIA"]),
            ("US-led talks in the U.S. Congress", EN, ["US", "U.S. Congress"]),
            ("It will trump their usual bush", EN, []),
            ("NIGERIA AND NIGER", EN, ["NIGERIA", "NIGER"]),
            ("Nigerien Nigerians", EN, ["Nigerien", "Nigerians"]),
            ("the Chinese\u2011built H20", EN, ["Chinese", "H20"]),
        ],
    )
    def test_longest_name_wins(self, terms, text, language, found):
        assert texts(terms, text, language) == found

    @given(st.text(max_size=60), st.sampled_from([ZH, EN]))
    def test_any_text_is_searched_and_mentions_never_overlap(self, terms, text, language):
        mentions = terms.find(text, language)
        assert all(text[m.span.start : m.span.end] == m.text for m in mentions)
        assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


class TestOwn:
    def test_own_rows_are_added_and_replace(self, tmp_path):
        path = tmp_path / "terms.tsv"
        rows = ("acme\tcompany\t艾克美\t艾克美\tAcme Corp\tAC", "us-cia\tagency\t公司\t公司\tthe Firm")
        path.write_text("\n".join((HEADER, "# a comment", *rows)))
        terms = termbase.load([path])
        (mention,) = terms.find("艾克美", ZH)
        assert mention.concepts[0].render(EN, like="XY") == "AC"
        assert texts(terms, "the CIA", EN) == []
        assert terms.digest
        assert not termbase.load().digest

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            ("", "the first line must name the columns"),
            ("a\tb\n", "the first line must name the columns"),
            (f"{HEADER}\nx\tagency\t甲\n", ":2: 3 cells"),
            (f"{HEADER}\nx\tagancy\t甲乙\t甲乙\tX\n", "unknown type 'agancy'"),
            (f"{HEADER}\n\tagency\t甲乙\t甲乙\tX\n", "needs an id"),
            (f"{HEADER}\nx\tagency\t甲乙\t\t\t\n", "needs an id, a Chinese form and an English form"),
        ],
    )
    def test_what_is_wrong_is_named(self, tmp_path, content, message):
        path = tmp_path / "terms.tsv"
        path.write_text(content)
        with pytest.raises(ConfigError) as caught:
            termbase.load([path])
        assert "terms.tsv" in caught.value.message
        assert message in caught.value.message

    def test_a_damaged_cache_is_made_again(self, tmp_path, monkeypatch):
        monkeypatch.setattr("align.storage.cache_folder", lambda: tmp_path)
        expected = texts(termbase.load(), "格魯烏", ZH)
        (stored,) = tmp_path.iterdir()
        for damage in (b"", b"[]", b"{", b'{"rows": []}', b'{"rows":[],"chinese":{},"latin":{}}'):
            stored.write_bytes(damage)
            assert texts(termbase.load(), "格魯烏", ZH) == expected

    def test_no_cache_is_no_error(self, tmp_path, monkeypatch):
        (tmp_path / "file").write_text("")
        monkeypatch.setattr("align.storage.cache_folder", lambda: tmp_path / "file" / "below")
        assert texts(termbase.load(), "格魯烏", ZH) == ["格魯烏"]
