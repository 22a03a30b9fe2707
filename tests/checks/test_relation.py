"""Who did what to whom turned round: what is found, what is let pass."""

import pytest

from align.checks.events import rows, table
from align.checks.relation import check_relation
from align.text import to_simplified
from align.types import Severity
from tests.checks.conftest import cases

TURNED = cases("relation_turned.tsv")
RIGHT = [(chinese, faithful) for chinese, faithful, _ in TURNED]
RIGHT += cases("relation_right.tsv")
WRONG = [(chinese, exchanged) for chinese, _, exchanged in TURNED]
# Of participants that no table knows.
TURNED_BY_WORDS = cases("relation_words_turned.tsv")
RIGHT_BY_WORDS = [(chinese, faithful) for chinese, faithful, _ in TURNED_BY_WORDS]
RIGHT_BY_WORDS += cases("relation_words_right.tsv")
WRONG_BY_WORDS = [(chinese, exchanged) for chinese, _, exchanged in TURNED_BY_WORDS]


@pytest.mark.parametrize("reverse", [False, True], ids=["from Chinese", "from English"])
@pytest.mark.parametrize("script", [str, to_simplified], ids=["Hant", "Hans"])
class TestBothWays:
    @pytest.mark.parametrize(("chinese", "english"), WRONG)
    def test_turned_round_is_found(self, run, chinese, english, script, reverse):
        texts = (english, script(chinese)) if reverse else (script(chinese), english)
        (finding,) = run(check_relation, texts, reverse=reverse)
        assert finding.severity >= Severity.MAJOR
        assert finding.confidence >= 0.5
        assert finding.source
        assert finding.target

    @pytest.mark.parametrize(("chinese", "english"), RIGHT)
    def test_faithful_is_let_pass(self, run, chinese, english, script, reverse):
        texts = (english, script(chinese)) if reverse else (script(chinese), english)
        assert not run(check_relation, texts, reverse=reverse)


def test_finding_says_what_was_read(run):
    (finding,) = run(
        check_relation, ("去年烏克蘭遭俄羅斯入侵。", "Last year Russia was invaded by Ukraine in the east.")
    )
    assert finding.severity is Severity.CRITICAL
    assert [place.text for place in finding.source] == ["烏克蘭遭俄羅斯入侵"]
    assert [place.text for place in finding.target] == ["Russia was invaded by Ukraine"]
    assert dict(finding.evidence) == {
        "source": "俄羅斯 → 入侵 → 烏克蘭",
        "target": "Ukraine → invaded → Russia",
    }


def test_actors_without_a_name_are_major(run):
    (finding,) = run(check_relation, ("海盜攻擊漁民。", "Fishermen attacked pirates."))
    assert finding.severity is Severity.MAJOR


def test_two_that_do_different_things_are_one_finding(run):
    (finding,) = run(
        check_relation, ("俄羅斯動用否決權,中國則投棄權票。", "China used its veto, with Russia abstaining.")
    )
    assert [place.text for place in finding.source] == ["俄羅斯動用否決權,中國則投棄權票"]
    assert [place.text for place in finding.target] == ["China used its veto, with Russia abstaining"]


def test_same_predicate_twice_is_not_read(run):
    texts = ("俄羅斯攻擊烏克蘭,烏克蘭也攻擊俄羅斯。", "Ukraine attacked Russia, and Russia attacked Ukraine.")
    assert not run(check_relation, texts)


@pytest.mark.parametrize("text", ["被" * 3000, "俄羅斯對" * 2000 + "攻擊", "比較高" * 2000])
def test_odd_text_takes_no_time(run, text):
    assert not run(check_relation, (text, "by which Russia to than higher " * 800))


@pytest.mark.parametrize("reverse", [False, True], ids=["from Chinese", "from English"])
class TestByWords:
    @pytest.mark.parametrize(("chinese", "english"), WRONG_BY_WORDS)
    def test_turned_round_is_found(self, reader, chinese, english, reverse):
        (finding,) = reader(check_relation, WRONG_BY_WORDS, reverse=reverse)[chinese, english]
        assert finding.severity >= Severity.MAJOR
        assert finding.source
        assert finding.target

    def test_faithful_is_let_pass(self, reader, reverse):
        found = reader(check_relation, RIGHT_BY_WORDS, reverse=reverse)
        assert not [row for row, findings in found.items() if findings]


def test_finding_by_words_says_what_was_read(reader):
    row = "投資人正從債券轉向黃金。", "Investors are shifting from gold to bonds."
    (finding,) = reader(check_relation, [row])[row]
    assert dict(finding.evidence) == {"source": "債券 → 轉向 → 黃金", "target": "gold → to → bonds"}


def test_the_former_for_the_latter_is_said_so(reader):
    row = (
        "前者主張減稅，後者主張增加國防預算。",
        "The former wants more defense spending, the latter tax cuts.",
    )
    (finding,) = reader(check_relation, [row])[row]
    assert finding.message == "the former and the latter changed places"


@pytest.mark.parametrize("text", ["而非" * 900, "從甲到乙、" * 300, "不是甲而是乙,先丙後丁。" * 150])
def test_odd_text_with_contexts_takes_no_time(reader, text):
    row = text, "rather than from to before not but " * 50
    assert not reader(check_relation, [row])[row]


def test_every_construction_is_well_formed():
    for _kind, language, pattern in table("slots.tsv"):
        assert language in ("zh", "en")
        assert pattern.count("{A}") == pattern.count("{B}") == 1
        assert language == "en" or to_simplified(pattern) == pattern


def test_every_row_is_well_formed():
    frames = [
        "acts",
        "bears",
        "gives",
        "takes",
        "tells",
        "draws",
        "more",
        "less",
        "alone",
        "moves",
        "suffers",
        "replaces",
        "becomes",
        "substitutes",
        "swaps",
        "than-more",
        "than-less",
    ]
    for row in rows():
        assert row.predicate.frame in frames
        assert row.chinese or row.verbs
        assert all(to_simplified(form) == form for form in row.chinese)
    for chinese, english in table("actors.tsv"):
        assert to_simplified(chinese) == chinese
        assert english
