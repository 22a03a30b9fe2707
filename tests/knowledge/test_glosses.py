"""Which English words may render a Chinese word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import storage
from align.knowledge import glosses
from align.knowledge.glosses import Glosses, stems
from align.text import HAN, fold_chinese


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """A loader with an empty cache of its own."""
    monkeypatch.setattr("align.storage.cache_folder", lambda: tmp_path)
    glosses.load.cache_clear()
    yield glosses.load
    glosses.load.cache_clear()


@pytest.fixture(scope="module")
def cedict(tmp_path_factory):
    """The glosses as they are drawn from the dictionary, not as the user's cache has them."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("align.storage.cache_folder", lambda: folder)
        glosses.load.cache_clear()
        yield glosses.load()
        glosses.load.cache_clear()


# ---------------------------------------------------------------- Chinese words


@pytest.mark.parametrize(
    ("traditional", "simplified", "words"),
    [
        ("美國擴大出口管制。", "美国扩大出口管制。", ["美国", "扩大", "出口", "管制"]),
        ("反補貼關稅", "反补贴关税", ["反", "补贴", "关税"]),
        ("海底電纜遭扯斷", "海底电缆遭扯断", ["海底", "电缆", "遭", "扯", "断"]),
        ("北韓向俄羅斯運送彈藥", "北韩向俄罗斯运送弹药", ["北韩", "向", "俄罗斯", "运送", "弹药"]),
        ("潛艦與核反應爐", "潜舰与核反应炉", ["潜舰", "与", "核反应", "炉"]),
        # From left to right the longest word wins, of at most five characters; those left over stand alone.
        ("總統府", "总统府", ["总统府"]),
        ("總統府邸", "总统府邸", ["总统府", "邸"]),
        ("世界貿易組織", "世界贸易组织", ["世界贸易", "组织"]),
        # A word counts once.
        ("研究再研究", "研究再研究", ["研究", "再"]),
        # Words that stand in any sentence say nothing.
        ("他說，出口", "他说，出口", ["出口"]),
        ("是我的也是你的", "是我的也是你的", []),
        ("一個、個人、一個人", "一个、个人、一个人", ["个人", "一个人"]),
        # Nor do marks, figures and Latin letters.
        ("２０２４年，GDP成長3.2％！", "２０２４年，GDP成长3.2％！", ["年", "成长"]),
        ("", "", []),
        ("Exports fell.", "Exports fell.", []),
    ],
)
def test_words_of_a_text(cedict, traditional, simplified, words):
    assert list(cedict.words(simplified)) == words
    assert list(cedict.words(traditional)) == words


@pytest.mark.parametrize("text", ["這", "这"])
def test_this_says_nothing_in_either_script(cedict, text):
    assert cedict.words(text) == ()


@pytest.mark.parametrize("text", ["卡拉OK", "三K黨", "卡拉ok"])
def test_words_with_latin_letters_are_found(cedict, text):
    assert cedict.words(text.upper()) == cedict.words(text.lower())
    assert len(cedict.words(text)) == 1


@given(st.text("美國国擴扩大出口管制關关稅税的了在與、。 aB3", max_size=20))
def test_words_are_different_parts_of_the_text(text):
    made = Glosses(
        {"美国": "usa", "出口": "export", "管制": "control", "出口管制": "export control", "关税": "tariff"}
    )
    folded = fold_chinese(text)
    found = made.words(text)
    assert len(set(found)) == len(found)
    assert all(word in folded and HAN.match(word) for word in found)
    assert ("出口管制" in folded) == ("出口管制" in found)


# ---------------------------------------------------------------- their glosses


@pytest.mark.parametrize(
    ("word", "among"),
    [
        ("出口", {"export"}),
        ("关税", {"tariff", "duty"}),
        ("潜舰", {"submarin"}),
        ("弹药", {"ammunit"}),
        ("美国", {"unit", "state"}),
        ("海底", {"seafloor"}),
        ("制裁", {"punish", "sanction"}),
        ("农民", {"farmer", "peasant"}),
    ],
)
def test_glosses_are_stems(cedict, word, among):
    found = cedict.of(word)
    assert set(found) & among
    assert len(set(found)) == len(found)
    for stem in found:
        assert stem.isascii()
        assert stem.isalpha()
        assert stem.islower()


def test_a_gloss_and_the_word_in_a_text_meet(cedict):
    pairs = [
        ("出口", "Exports fell."),
        ("关税", "Tariffs were imposed."),
        ("弹药", "They sent ammunition."),
        ("桥梁", "Three bridges collapsed."),
        ("农民", "Farmers protested."),
        ("医生", "The doctors agreed."),
        ("干旱", "A drought began."),
    ]
    for word, text in pairs:
        assert set(cedict.of(word)) & set(stems(text)), word


@pytest.mark.parametrize("word", ["", "出口管制措施", "xyz", "的", "出", "這"])
def test_what_the_dictionary_lacks_has_no_glosses_or_short_ones(cedict, word):
    assert all(stem.isalpha() for stem in cedict.of(word))
    assert cedict.of("出口管制措施") == cedict.of("xyz") == cedict.of("") == ()


def test_glosses_that_point_elsewhere_do_not_count(cedict):
    every = {stem for word in ("着", "个", "王", "张", "们") for stem in cedict.of(word)}
    assert not every & {"variant", "cl", "surnam", "pr", "see"}


def test_glosses_by_hand():
    made = Glosses({"出口": "exit export", "空": ""})
    assert made.of("出口") == ("exit", "export")
    assert made.of("空") == made.of("無") == ()


# ---------------------------------------------------------------- English words


@pytest.mark.parametrize(
    "forms",
    [
        "tariff tariffs Tariffs TARIFFS",
        "export exports exported exporting",
        "impose imposes imposed imposing",
        "trade trades traded trading",
        "country countries",
        "ally allies allied",
        "carry carries carried",
        "tax taxes taxed taxing",
        "attack attacks attacked attacking",
        "sanction sanctions sanctioned sanctioning",
        "quick quickly",
        "rate rates rated",
        "base bases based",
        "vote votes voted voting",
        "rule rules ruled ruling",
        "supply supplies supplied",
        "family families",
        "process processes processed",
        "business businesses",
        "stop stopped stopping",
        "use using",
        "force forces forced forcing",
        "negotiate negotiates negotiated negotiating",
        "naïve naive",
        "ｔｒａｄｅ trade",
    ],
)
def test_forms_of_a_word_meet(forms):
    assert len(stems(forms)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exports fell, and imports rose.", ["export", "fell", "import", "rose"]),
        ("The EU's tariffs on the EU", ["eu", "tariff"]),
        ("state-owned", ["state", "own"]),
        ("It is what they would have been.", []),
        ("3.2 % of 2024", []),
        ("A. B. C.", []),
        ("出口 exports 出口", ["export"]),
        ("", []),
    ],
)
def test_content_words_of_a_text(text, expected):
    # "owned" is no empty word, "own" is.
    assert list(stems(text)) == expected


@given(st.text(max_size=40))
def test_stems_of_any_text(text):
    found = stems(text)
    assert len(set(found)) == len(found)
    assert all(stem.isascii() and stem.isalpha() and stem.islower() and len(stem) > 1 for stem in found)


@settings(max_examples=50)
@given(st.text("abcdesginly ", max_size=20))
def test_case_does_not_matter(text):
    assert stems(text) == stems(text.upper()) == stems(text.title())


# ---------------------------------------------------------------- the cache


def sample(found):
    return {word: found.of(word) for word in ("出口", "关税", "潜舰", "上海", "弹药")}


def test_cache_is_written_and_read(fresh, tmp_path, monkeypatch):
    first = sample(fresh())
    assert first["出口"]
    (stored,) = tmp_path.iterdir()
    glosses.load.cache_clear()
    # What is remembered is not looked up again.
    monkeypatch.setattr(glosses, "_rows", lambda: pytest.fail("read the dictionary again"))
    assert sample(fresh()) == first
    assert stored.name.startswith("cedict-glosses-")


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"{}x",
        lambda data: data[:-100],
        lambda data: data[:40],
        lambda data: data + b"\t",
    ],
    ids=["empty", "other", "cut", "nearly all cut", "longer"],
)
def test_a_damaged_cache_is_written_anew(fresh, tmp_path, monkeypatch, damage):
    rows = {"出口": dict.fromkeys(["exit", "export"]), "无": {}}
    monkeypatch.setattr(glosses, "_rows", lambda: rows)
    fresh()
    (stored,) = tmp_path.iterdir()
    whole = stored.read_bytes()
    stored.write_bytes(damage(whole))
    glosses.load.cache_clear()
    assert fresh().of("出口") == ("exit", "export")
    assert fresh().of("无") == ()
    assert stored.read_bytes() == whole


def test_without_a_cache_nothing_is_lost(fresh, tmp_path, monkeypatch):
    rows = {"出口": dict.fromkeys(["exit", "export"])}
    monkeypatch.setattr(glosses, "_rows", lambda: rows)
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("align.storage.cache_folder", lambda: tmp_path / "file" / "folder")
    for _ in range(2):
        glosses.load.cache_clear()
        assert fresh().of("出口") == ("exit", "export")


@pytest.mark.parametrize("content", [b"one column", b"two\nrows\0one", b"a\0b\0c", b"\xff\xfe"])
def test_a_cache_of_another_shape_is_written_anew(fresh, monkeypatch, content):
    """As for the names of the dictionary: whole, but not what this version writes."""
    monkeypatch.setattr(glosses, "_rows", lambda: {"出口": {"export": None}})
    storage.remember(glosses.state_name(f"cedict-glosses-{glosses._FORMAT}"), content)
    assert fresh().of("出口") == ("export",)
