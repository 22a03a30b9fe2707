"""Figures by hand and against sacreBLEU's own functions."""

import json
import subprocess
import sys

import pytest

from align.errors import InputError
from align.metrics import (
    compare_documents,
    compare_lines,
    corpus_metrics,
    match_texts,
    pair_metrics,
    render_json,
    render_text,
)
from align.types import Block, BlockKind, Document, File, Language, Place, Span

REFERENCE = ["The council met on Monday.", "It approved the budget of three million.", "Nobody objected."]
HYPOTHESIS = ["The council met on Tuesday.", "It approved a budget of three million.", "Nobody objected."]


def by_name(metrics):
    return {metric.name: metric for metric in metrics}


def brief(*texts, language=Language.EN, path="brief.txt"):
    blocks = [
        Block(Place(File(path, text), Span(0, len(text))), BlockKind.PARAGRAPH, language) for text in texts
    ]
    return Document((File(path, "\n".join(texts)),), (), tuple(blocks), Language.ZH, language)


# ---------------------------------------------------------------- figures


def test_bleu_by_hand():
    # n-gram precisions 5/6, 3/5, 2/4, 1/3, no brevity penalty.
    found = by_name(corpus_metrics(["the cat sat on the mat"], ["the cat sat on a mat"], Language.EN))
    assert found["BLEU"].score == pytest.approx(100 * (5 / 6 * 3 / 5 * 2 / 4 * 1 / 3) ** 0.25)
    assert "BP = 1.000" in found["BLEU"].detail


def test_ter_by_hand():
    found = by_name(corpus_metrics(["a b c d"], ["a b x d e"], Language.EN))
    assert found["TER"].score == pytest.approx(100 * 2 / 5)
    assert not found["TER"].higher_is_better
    assert found["BLEU"].higher_is_better


def test_ter_of_chinese_counts_characters():
    found = by_name(corpus_metrics(["他們今天開會"], ["他們昨天開會"], Language.ZH_HANT))
    assert found["TER"].score == pytest.approx(100 / 6)
    assert "asian:yes" in found["TER"].signature


def test_names_and_signatures():
    english = by_name(corpus_metrics(HYPOTHESIS, REFERENCE, Language.EN))
    assert list(english) == ["BLEU", "chrF2", "chrF2++", "TER"]
    assert "tok:13a" in english["BLEU"].signature
    chinese = by_name(corpus_metrics(["他說“好”"], ["他說“好”"], Language.ZH_HANS))
    assert list(chinese) == ["BLEU", "chrF2", "TER"]
    assert "tok:zh" in chinese["BLEU"].signature
    assert all("version:" in metric.signature for metric in (*english.values(), *chinese.values()))


def test_figures_are_those_of_sacrebleu():
    import sacrebleu

    found = by_name(corpus_metrics(HYPOTHESIS, REFERENCE, Language.EN))
    assert found["BLEU"].score == sacrebleu.corpus_bleu(HYPOTHESIS, [REFERENCE]).score
    assert found["chrF2"].score == sacrebleu.corpus_chrf(HYPOTHESIS, [REFERENCE]).score
    assert found["chrF2++"].score == sacrebleu.corpus_chrf(HYPOTHESIS, [REFERENCE], word_order=2).score
    assert found["TER"].score == sacrebleu.corpus_ter(HYPOTHESIS, [REFERENCE]).score


def test_bootstrap_gives_intervals_and_the_same_ones_again():
    first = corpus_metrics(HYPOTHESIS, REFERENCE, Language.EN, bootstrap=200)
    assert first == corpus_metrics(HYPOTHESIS, REFERENCE, Language.EN, bootstrap=200)
    assert all(metric.margin > 0 and "bs:200" in metric.signature for metric in first)
    without = corpus_metrics(HYPOTHESIS, REFERENCE, Language.EN)
    assert all(metric.mean is metric.margin is None for metric in without)


def test_bootstrap_of_a_score_of_zero():
    found = by_name(corpus_metrics(["a b", "c d"], ["a b", "c d"], Language.EN, bootstrap=20))
    assert (found["TER"].score, found["TER"].mean, found["TER"].margin) == (0, 0, 0)


def test_pair_metrics():
    exact, near, missing = pair_metrics(["好的", "他來了", ""], ["好的", "他走了", "再見"])
    assert exact.chrf == 100
    assert 0 < near.chrf < 100
    assert (missing.chrf, missing.hypothesis, missing.reference) == (0, "", "再見")


@pytest.mark.parametrize("function", [pair_metrics, lambda h, r: corpus_metrics(h, r, Language.EN)])
def test_numbers_of_segments_must_agree(function):
    with pytest.raises(InputError, match="2 hypotheses cannot stand against 1 references"):
        function(["a", "b"], ["a"])
    with pytest.raises(InputError, match="nothing to compare"):
        function([], [])


def test_nothing_is_printed(capfd):
    corpus_metrics(["It works ."] * 200, ["It works ."] * 200, Language.EN, bootstrap=2)
    assert capfd.readouterr() == ("", "")


def test_sacrebleu_is_imported_only_when_used():
    code = "import sys, align.metrics; print({'sacrebleu', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


# ---------------------------------------------------------------- files and briefs


def test_lines():
    comparison = compare_lines(File("a.en", "one two\r\nthree\r\n"), File("b.en", "one two\nfour\n"))
    assert (comparison.hypothesis, comparison.reference) == ("a.en", "b.en")
    assert comparison.language is Language.EN
    assert [(pair.hypothesis, pair.reference) for pair in comparison.pairs] == [
        ("one two", "one two"),
        ("three", "four"),
    ]


def test_language_of_lines_is_told_from_the_reference():
    assert compare_lines(File("a", "好"), File("b", "他在 NATO 峰會上說好")).language is Language.ZH
    assert compare_lines(File("a", "好"), File("b", "好"), language=Language.EN).language is Language.EN
    assert compare_lines(File("a", "x"), File("b", "the GRU (格魯烏) moved")).language is Language.EN


def test_lines_that_do_not_correspond():
    with pytest.raises(InputError, match=r"a\.en has 2 lines and b\.en has 1"):
        compare_lines(File("a.en", "one\ntwo"), File("b.en", "one\n"))
    with pytest.raises(InputError, match=r"b\.en is empty"):
        compare_lines(File("a.en", "one"), File("b.en", "\n \n"))


def test_versions_of_a_brief_match_by_block():
    old = brief("Title", "The first point.", "A point that goes.", "The\nlast point.", path="old.txt")
    new = brief("Title", "The very first point.", "The last point.", "A new end.", path="new.txt")
    comparison = compare_documents(new, old)
    assert [(pair.hypothesis, pair.reference) for pair in comparison.pairs] == [
        ("Title", "Title"),
        ("The very first point.", "The first point."),
        ("", "A point that goes."),
        ("The last point.", "The last point."),
        ("A new end.", ""),
    ]
    assert 0 < by_name(comparison.metrics)["BLEU"].score < 100


def test_a_brief_against_itself_is_perfect():
    found = by_name(compare_documents(brief(*REFERENCE), brief(*REFERENCE), bootstrap=10).metrics)
    assert [round(metric.score, 6) for metric in found.values()] == [100, 100, 100, 0]


def test_briefs_that_do_not_compare():
    with pytest.raises(InputError, match=r"empty\.txt has no text in en"):
        compare_documents(brief("a"), brief(path="empty.txt"))
    with pytest.raises(InputError, match="translated into en"):
        compare_documents(brief("a"), brief("好", language=Language.ZH_HANS))


def test_matching():
    assert match_texts((), ()) == ()
    assert match_texts(("a",), ()) == (("a", ""),)
    assert match_texts((), ("a",)) == (("", "a"),)
    assert match_texts(("一二三", "四五六"), ("四五七",)) == (("一二三", ""), ("四五六", "四五七"))
    assert match_texts(("unlike",), ("anything",)) == (("unlike", "anything"),)
    first, second = tuple(f"a{n}" for n in range(400)), tuple(f"b{n}" for n in range(300))
    matched = match_texts(first, second)
    assert [one for one, _ in matched if one] == list(first)
    assert [other for _, other in matched if other] == list(second)


# ---------------------------------------------------------------- output


def test_text():
    comparison = compare_documents(brief("a b c", "x"), brief("a b c", "y"), bootstrap=10)
    text = render_text(comparison)
    assert text.splitlines()[0] == "brief.txt against brief.txt: 2 segments, en"
    assert "μ = " in text
    assert "tok:13a" in text
    assert "TER " in text
    assert "lower is better" in text
    listed = render_text(comparison, pairs=True).splitlines()
    worst = listed.index(next(line for line in listed if line.startswith("chrF2 of each")))
    assert listed[worst + 1].split() == ["2", "0.00", "x"]


def test_json():
    comparison = compare_documents(
        brief("他說好", language=Language.ZH), brief("他說好", language=Language.ZH)
    )
    made = json.loads(render_json(comparison))
    assert made["schema"] == "align.metrics/1"
    assert [metric["name"] for metric in made["metrics"]] == ["BLEU", "chrF2", "TER"]
    assert made["metrics"][0]["interval"] is None
    assert made["pairs"] == [{"hypothesis": "他說好", "reference": "他說好", "chrf": 100.0}]
    assert "他說好" in render_json(comparison)
