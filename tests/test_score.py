"""Penalties by hand, and the promises that quality and risk make."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import judge as judges
from align.encode import load
from align.score import (
    WEIGHTS,
    found_figures,
    rests_on_judge,
    score_document,
    score_pairs,
    score_sections,
    signature,
)
from align.types import BlockKind, File, Finding, Language, Pair, Place, Risk, Segment, Severity, Span

CHINESE = "俄羅斯不少精英技術大學與軍方及總參謀部情報總局淵源深厚，為這些網路公司提供人才。"
ENGLISH = (
    "Many elite technical universities in Russia have deep ties to the military and the GRU, "
    "and supply these internet companies with talent."
)


def segment(text, language):
    place = Place(File("brief.txt", text), Span(0, len(text)))
    return Segment(place, language, BlockKind.PARAGRAPH, 0, 0)


def pair(chinese=CHINESE, english=ENGLISH, *, id="1", **facts):  # noqa: A002
    source = (segment(chinese, Language.ZH_HANT),) if chinese else ()
    target = (segment(english, Language.EN),) if english else ()
    return Pair(id, source, target, 0, **facts)


def finding(of, severity=Severity.MAJOR, confidence=1.0, category="accuracy/mistranslation"):
    places = (of.source or of.target)[0].place
    return Finding("rule", category, severity, confidence, "message", (places,), (), pair=of)


def document(length, *findings):
    pairs = [pair("字" * length)]
    return score_document(pairs, [finding(pairs[0], *facts) for facts in findings], signature="s")


# ---------------------------------------------------------------- documents


def test_without_findings_a_document_scores_100():
    score = document(50)
    assert (score.quality, score.mqm_penalty, score.signature) == (100, 0, "s")
    assert score.counts == (("critical", 0), ("major", 0), ("minor", 0))


def test_penalty_worked_by_hand():
    score = document(2000, (Severity.CRITICAL, 0.8), (Severity.MAJOR, 1.0), (Severity.MINOR, 0.5))
    assert score.mqm_penalty == pytest.approx((25 * 0.8 + 5 + 0.5) * 1000 / 2000)
    assert score.quality == pytest.approx(100 * math.exp(-0.1275))
    assert score.counts == (("critical", 1), ("major", 1), ("minor", 1))


def test_a_small_penalty_is_what_quality_loses():
    assert document(5000, (Severity.MAJOR,)).quality == pytest.approx(99, abs=0.01)


def test_a_short_document_counts_as_a_hundred_characters():
    assert document(3, (Severity.MINOR,)).mqm_penalty == document(100, (Severity.MINOR,)).mqm_penalty == 10
    assert document(0, (Severity.MINOR,)).mqm_penalty == 10


def test_length_is_that_of_the_chinese_side_in_either_direction():
    chinese, english = segment("字" * 500, Language.ZH_HANT), segment("the GRU (格魯烏)", Language.EN)
    forth, back = Pair("1", (chinese,), (english,), 0), Pair("1", (english,), (chinese,), 0)
    for each in (forth, back):
        assert score_document([each], [finding(each)], signature="").mqm_penalty == 10


def test_findings_of_the_document_as_a_whole_count():
    whole = replace(finding(pair()), pair=None)
    assert score_document([pair("字" * 1000)], [whole], signature="").mqm_penalty == 5


def test_order_of_findings_does_not_matter():
    facts = [(Severity.MINOR, 0.1 * n) for n in range(1, 10)] + [(Severity.CRITICAL, 0.7)]
    assert document(77, *facts) == document(77, *reversed(facts))


@given(st.lists(st.tuples(st.sampled_from(Severity), st.floats(0.01, 1))), st.sampled_from(Severity))
def test_each_finding_lowers_a_document(facts, severity):
    before, after = document(300, *facts), document(300, *facts, (severity, 0.5))
    assert 0 <= after.quality < before.quality <= 100 or before.quality < 1e-9


# ---------------------------------------------------------------- pairs


def quality(of, *findings):
    return score_pairs([of], findings)[0].quality


def risk(of, *findings):
    return score_pairs([of], findings)[0].risk


def test_pairs_keep_their_order_and_their_findings():
    pairs = [pair(id=str(n), similarity=0.6) for n in range(3)]
    scores = score_pairs(pairs, [finding(pairs[1]), replace(finding(pairs[0]), pair=None)])
    assert [score.pair for score in scores] == pairs
    assert scores[0].quality == scores[2].quality > scores[1].quality


def test_pairs_without_findings_rank_by_similarity():
    qualities = [quality(pair(similarity=s)) for s in (-0.2, 0.2, 0.5, 0.8)]
    assert qualities == sorted(set(qualities))
    assert qualities[-1] > 90


def test_a_cut_target_looks_like_an_omission_and_a_long_one_like_an_addition():
    whole, cut = pair(similarity=0.6), pair(english=ENGLISH[:40], similarity=0.6)
    assert risk(cut).omission > 4 * risk(whole).omission
    long = pair(english=f"{ENGLISH} {ENGLISH} {ENGLISH}", similarity=0.6)
    assert risk(long).addition > 4 * risk(whole).addition
    assert quality(cut) < quality(whole) > quality(long)


def test_risk_works_in_both_directions():
    chinese, english = segment(CHINESE, Language.ZH_HANT), segment(ENGLISH[:40], Language.EN)
    forth, back = Pair("1", (chinese,), (english,), 0), Pair("1", (english,), (chinese,), 0)
    # What the English lacks, it omits as a target, and the Chinese adds to it as a source.
    assert risk(forth).omission > risk(forth).addition
    assert risk(back).addition > risk(pair()).addition


def test_without_a_similarity_lengths_still_count():
    assert risk(pair(english=ENGLISH[:20])).omission > risk(pair()).omission
    assert quality(pair(english=ENGLISH[:20])) < quality(pair())


def test_sides_without_words_or_ideographs():
    for chinese, english in (("2024", "2024"), ("Andrei Soldatov", "Andrei Soldatov"), ("——", "...")):
        assert quality(pair(chinese, english, similarity=1.0)) > 95


@pytest.mark.parametrize("sort", ["omission", "addition", "mistranslation"])
def test_a_finding_raises_its_own_risk_to_its_confidence(sort):
    of = pair(similarity=0.7)
    found = risk(of, finding(of, confidence=0.9, category=f"accuracy/{sort}"))
    assert 0.9 <= getattr(found, sort) < 0.95
    clean = risk(of)
    others = {"omission", "addition", "mistranslation"} - {sort}
    assert all(getattr(found, other) == getattr(clean, other) for other in others)


def test_other_categories():
    of = pair(similarity=0.7)
    assert risk(of, finding(of, category="accuracy/untranslated")).mistranslation == 1
    assert risk(of, finding(of, category="terminology/term")) == risk(of)
    minor = risk(of, finding(of, Severity.MINOR))
    assert risk(of).mistranslation < minor.mistranslation < 0.3


def test_an_empty_side_is_as_risky_as_alignment_is_sure():
    missing, added = pair(english="", confidence=0.83), pair(chinese="", confidence=0.83)
    assert risk(missing) == Risk(omission=0.83, addition=0, mistranslation=0)
    assert risk(added) == Risk(omission=0, addition=0.83, mistranslation=0)
    assert risk(pair(english="")).omission == 0.5
    # The finding says the same thing again, so it does not add up.
    assert risk(missing, finding(missing, confidence=0.8, category="accuracy/omission")).omission == 0.83
    expected = finding(missing, confidence=0.83, category="accuracy/omission")
    assert quality(missing) - 2 < quality(missing, expected) < quality(missing)


facts = st.tuples(
    st.sampled_from(Severity),
    st.floats(0.01, 1),
    st.sampled_from(["accuracy/omission", "accuracy/addition", "accuracy/mistranslation", "structure/list"]),
)


@given(
    st.sampled_from(["", "字", CHINESE, CHINESE * 30]),
    st.sampled_from(["word", ENGLISH, ENGLISH * 30]),
    st.none() | st.floats(-1, 1),
    st.lists(facts, max_size=6),
    facts,
)
def test_figures_stay_in_range_and_each_finding_lowers_a_pair(chinese, english, similarity, before, one):
    of = pair(chinese, english, similarity=similarity if chinese else None, confidence=None)
    findings = [finding(of, *each) for each in before]
    with_one = [*findings, finding(of, *one)]
    first, second = score_pairs([of], findings)[0], score_pairs([of], with_one)[0]
    assert 0 < second.quality < first.quality <= 100
    for score in (first, second):
        shares = score.risk.omission, score.risk.addition, score.risk.mistranslation
        assert all(0 <= share <= 1 for share in shares)


# ---------------------------------------------------------------- sections


def layout(kinds: str) -> list[Pair]:
    """Return pairs: "h" for a heading, "." for other text."""
    made = []
    for number, kind in enumerate(kinds):
        one = pair(id=str(number))
        block = BlockKind.HEADING if kind == "h" else BlockKind.PARAGRAPH
        made.append(replace(one, source=(replace(one.source[0], kind=block),)))
    return made


@pytest.mark.parametrize(
    ("kinds", "sections"),
    [
        ("", []),
        ("...", []),
        ("h..", []),
        ("hh..", []),
        ("h.h..", ["h.", "h.."]),
        (".h.", [".", "h."]),
        ("hh.h.", ["hh.", "h."]),
        ("h.h", ["h.", "h"]),
    ],
)
def test_a_section_starts_at_a_heading_after_text(kinds, sections):
    found = score_sections(layout(kinds), [], signature="s")
    named = ["".join("h" if p.kind is BlockKind.HEADING else "." for p in section.pairs) for section in found]
    assert named == sections


def test_the_last_of_several_headings_names_a_section():
    first, second = score_sections(layout("hh.h."), [], signature="s")
    assert (first.heading.id, second.heading.id) == ("1", "3")
    assert score_sections(layout(".h."), [], signature="s")[0].heading is None


def test_a_section_is_scored_as_a_document():
    pairs = layout("h.h.")
    found = [finding(pairs[1]), finding(pairs[1], Severity.MINOR), replace(finding(pairs[3]), pair=None)]
    first, second = score_sections(pairs, found, signature="s")
    assert first.score == score_document(pairs[:2], found[:2], signature="s")
    assert second.score.quality == 100


# ---------------------------------------------------------------- signature


def test_signature():
    made = signature("0.1.0", "bundled:e5@1", ["number", "entity"], min_confidence=0.5)
    assert made == "align:0.1.0|encoder:bundled:e5@1|rules:92c7bd41|conf:0.5|mqm:1-5-25|per:1000zh"
    assert signature("0.1.0", "bundled:e5@1", ["entity", "number", "entity"], min_confidence=0.5) == made
    assert signature("0.1.0", "bundled:e5@1", ["entity"], min_confidence=0.5) != made
    assert "|terms:ab12|" in signature("0.1.0", "e", [], min_confidence=0.5, termbase="ab12")
    assert "|sens:high|" in signature("0.1.0", "e", [], min_confidence=0.5, sensitivity="high")
    assert "|judge:m:7b|" in signature("0.1.0", "e", [], min_confidence=0.5, judge="m:7b")
    assert signature("1", "a|b", [], min_confidence=1).count("|") == 5


# ---------------------------------------------------------------- the judge


@pytest.fixture(scope="module")
def judged():
    """A pair with the judgement of the shipped judge."""
    encoder = load()
    judge = judges.load(encoder)
    one = pair()
    encoded = judge.encode([CHINESE, ENGLISH])
    return one, judge.judge([one], {one.source[0]: 0, one.target[0]: 1}, encoded)


def test_each_finding_lowers_a_judged_pair(judged):
    one, judgements = judged
    qualities = []
    for found in ([], [finding(one, Severity.MINOR)], [finding(one)], [finding(one, Severity.CRITICAL)]):
        (score,) = score_pairs([one], found, judgements)
        qualities.append(score.quality)
    assert qualities == sorted(qualities, reverse=True)
    assert len(set(qualities)) == 4


def test_what_a_rule_found_is_evidence_and_what_the_judge_found_is_not(judged):
    one, judgements = judged
    of_rule = finding(one, category="accuracy/omission")
    of_judge = replace(of_rule, rule="omission")
    assert (rests_on_judge(of_rule), rests_on_judge(of_judge)) == (False, True)
    assert found_figures([of_judge]) == found_figures([])
    assert found_figures([of_rule])["found_omission"] == 1
    (sound,) = score_pairs([one], [], judgements)
    (wrong,) = score_pairs([one], [of_rule], judgements)
    assert wrong.risk.omission == 1 > sound.risk.omission


def test_a_whole_segment_that_is_left_out_does_not_rest_on_the_judge():
    alone = pair(english="")
    assert not rests_on_judge(replace(finding(alone, category="accuracy/omission"), rule="omission"))


def test_pairs_without_a_judgement_are_scored_as_before(judged):
    one, _ = judged
    assert score_pairs([one], [], {})[0].risk == score_pairs([one], [])[0].risk


def test_weights_are_those_of_mqm():
    assert [WEIGHTS[severity] for severity in sorted(Severity)] == [1, 5, 25]
