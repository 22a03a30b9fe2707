"""Terms against the shipped list and the user's termbase, in both directions and scripts."""

from __future__ import annotations

import pytest

from align.checks import Context
from align.checks.entity import check_entity
from align.checks.terms import check_term, written_like
from align.knowledge import termbase
from align.text import to_simplified
from align.types import Finding, Severity
from tests.checks.conftest import cases
from tests.conftest import make_document, make_pair

# Source, target, what stands for the term, the suggestion.
WRONG = (
    (
        "臺灣對專屬經濟區內的海纜巡邏不足。",
        "Taiwan does not patrol the cables in its special economic zone often enough.",
        "special economic zone",
        "exclusive economic zone",
    ),
    (
        "美國一向採取戰略模糊政策。",
        "The United States has long followed a policy of strategic confusion.",
        "strategic confusion",
        "strategic ambiguity",
    ),
    (
        "歐盟主張去風險而非對抗。",
        "The EU advocates decoupling rather than confrontation.",
        "decoupling",
        "de-risking",
    ),
    (
        "各國核潛艦享有無害通過權。",
        "Nuclear submarines of all states enjoy the right of transit passage.",
        "transit passage",
        "innocent passage",
    ),
    (
        "商務部對鋼材課徵反傾銷稅。",
        "The Commerce Ministry imposed countervailing duties on steel.",
        "countervailing duties",
        "anti-dumping duties",
    ),
    (
        "兩國重啟軍備控制談判。",
        "The two countries resumed weapons management talks.",
        "weapons management",
        "arms control",
    ),
    (
        "歐洲央行另闢批發型路線，供銀行間結算之用。",
        "The ECB pursues a separate large-volume track for settlement between banks.",
        "large-volume",
        "wholesale CBDC",
    ),
    (
        "合約附有照付不議條款。",
        "The contract has clauses of payment without discussion.",
        "payment without discussion",
        "take-or-pay",
    ),
)
RIGHT = (
    ("合約附有照付不議條款。", "Under the contract buyers must take or pay."),
    ("各債權人須接受待遇可比性。", "All creditors must accept comparable treatment."),
    ("該行推出批發型央行數位貨幣。", "The bank launched a wholesale CBDC."),
    ("德國法院依普遍管轄權審理此案。", "German courts tried the case under universal jurisdiction."),
    ("法院認定盧安達是安全第三國。", "The court found that Rwanda is safe as a third country."),
    ("選舉可能產生懸浮議會。", "The election may leave no party with a majority."),
    ("該戰略以拒止性嚇阻為主軸。", "Deterrence by denial is at the core of the strategy."),
    ("歐盟推行碳邊境調整。", "The EU is rolling out CBAM."),
    ("首相宣布提前選舉。", "The prime minister called a snap election."),
    ("雙方簽署貨幣互換協議。", "The two sides signed a currency swap deal."),
    ("專屬經濟區", "the EEZ"),
    ("專屬經濟區內的海纜", "cables in its Exclusive Economic Zones"),
    ("臺灣的領海與專屬經濟區", "Taiwan's territorial waters and exclusive economic zone"),
    ("經濟特區與專屬經濟區不同。", "A special economic zone is no exclusive economic zone."),
    ("對鋼材課徵反傾銷稅與平衡稅。", "It imposed anti-dumping and countervailing duties on steel."),
    ("歐盟主張去風險，而非脫鉤。", "The EU advocates de-risking, not decoupling."),
    ("兩國停火。", "The two countries agreed to a cease-fire."),
    ("飛彈防禦系統", "anti-missile systems"),
    ("航行自由", "the freedom to navigate"),
    ("該船從事走私。", "The ship smuggled goods."),
    ("渗透率稳步提升。", "The rate rose steadily."),
    ("該機構將加強符合性評估。", "The agency will step up its work."),
    ("國營企業的補貼", "subsidies for state-owned companies"),
    ("烏克蘭實施三權分立。", "Ukraine has a division of powers."),
)


# Neighbours of one field that are taken for each other, and what may stand for them.
NEIGHBOURS = cases("terms_wrong.tsv")
IN_OTHER_WORDS = cases("terms_right.tsv")


class TestShipped:
    @pytest.mark.parametrize(("source", "target", "written", "suggestion"), WRONG, ids=lambda x: x[:12])
    def test_a_wrong_term_is_found(self, run, source, target, written, suggestion):
        for chinese in (source, to_simplified(source)):
            (finding,) = run(check_term, (chinese, target))
            assert finding.target[0].text == written
            assert finding.suggestion == suggestion
            assert finding.severity is Severity.MAJOR
            assert finding.category == "terminology/term"

    @pytest.mark.parametrize(("chinese", "english"), RIGHT)
    def test_what_is_right_passes(self, run, chinese, english):
        for text in (chinese, to_simplified(chinese)):
            assert run(check_term, (text, english)) == []
            assert run(check_term, (english, text), reverse=True) == []

    @pytest.mark.parametrize("row", NEIGHBOURS, ids=lambda row: row[0][:12])
    def test_a_neighbour_of_a_term_is_found(self, reader, row):
        (finding,) = reader(check_term, NEIGHBOURS)[row[:2]]
        assert (finding.target[0].text, finding.suggestion) == row[2:]

    @pytest.mark.parametrize("reverse", [False, True])
    def test_terms_in_other_words_pass(self, reader, reverse):
        found = reader(check_term, IN_OTHER_WORDS, reverse=reverse)
        assert {row: one for row, findings in found.items() for one in findings} == {}

    @pytest.mark.parametrize(
        ("english", "chinese", "written"),
        [
            ("Its exclusive economic zone is large.", "其毗連區很大。", "毗連區"),
            ("Fishing on the high seas is free.", "在領海捕魚不受限制。", "領海"),
            ("It called for anti-dumping duties.", "它要求課徵反補貼稅。", "反補貼稅"),
        ],
    )
    def test_a_wrong_chinese_term_is_found(self, run, english, chinese, written):
        (finding,) = run(check_term, (english, chinese), reverse=True)
        assert finding.target[0].text == written

    def test_other_words_for_part_of_a_term(self, reader):
        table = (
            ("高風險系統須通過符合性評估。", "High-risk systems must pass a conformity assessment."),
            (
                "第三方符合性評估的量能不足。",
                "There is too little capacity for third-party concord evaluations.",
            ),
        )
        found = reader(check_term, table)
        assert found[table[0]] == []
        (finding,) = found[table[1]]
        assert finding.target[0].text == "concord evaluations"
        assert finding.suggestion == "conformity assessments"
        assert finding.source[0].text == "符合性評估"

    def test_words_that_no_dictionary_has(self, reader):
        table = (
            ("烏克蘭主張領土完整不容談判。", "Ukraine insists that land completeness is not negotiable."),
            ("執政聯盟提出不信任案。", "The ruling coalition tabled a distrust bill."),
            ("烏克蘭主張領土完整。", "Ukraine insists on its territorial integrity."),
        )
        found = reader(check_term, table)
        written = [[one.target[0].text for one in found[row]] for row in table]
        assert written == [["land completeness"], ["distrust bill"], []]

    def test_words_that_are_like_the_whole_of_a_term(self, reader):
        table = (
            ("合約附有照付不議條款。", "The contract has payment-without-discussion clauses."),
            ("盧安達不是安全第三國。", "Rwanda is not a secure other nation."),
            ("選舉可能產生懸浮議會。", "The election may produce a floating assembly."),
            ("協定訂有嚴格的原產地規則。", "The agreement sets strict birthplace rules."),
            ("主權基金縮減支出。", "The Fund cut its spending."),
        )
        found = reader(check_term, table)
        written = [[one.target[0].text for one in found[row]] for row in table]
        assert written == [
            ["payment-without-discussion clauses"],
            ["secure other nation"],
            ["floating assembly"],
            ["birthplace rules"],
            [],
        ]

    def test_what_the_brief_renders_rightly_elsewhere_needs_less(self, reader):
        right = ("何謂“待遇可比性”，巴黎俱樂部有定義。", "The Paris Club defines comparability of treatment.")
        wrong = (
            "至於如何計算待遇可比性，應在談判之初就講清楚，而不是等到簽約前夕才攤牌。",
            "As for how to calculate the equivalence of benefits, this should be spelled out at the start of "
            "negotiations rather than sprung on everyone on the eve of signing.",
        )
        found = reader(check_term, (right, wrong))
        assert [one.target[0].text for one in found[wrong]] == ["equivalence of benefits"]
        assert found[right] == []

    def test_what_stands_in_the_passage_is_enough(self, run):
        pairs = (
            ("專屬經濟區很大。", "The exclusive economic zone is large."),
            ("專屬經濟區須巡邏。", "The zone must be patrolled."),
        )
        assert run(check_term, *pairs, one_group=True) == []

    def test_each_term_of_the_list_renders_itself(self, run):
        pairs = [(one.chinese[0], (*one.english, *one.abbreviations)[0]) for one in termbase.shipped_terms()]
        assert run(check_term, *pairs) == []
        assert run(check_term, *[pair[::-1] for pair in pairs], reverse=True) == []

    def test_no_quadratic_time(self, run):
        assert run(check_term, ("專屬經濟區" * 4000, "exclusive economic zone " * 4000)) == []


OWN = "\n".join(
    (
        "id\ttype\tzh-Hant\tzh-Hans\ten\tloose\tforbidden\tcase",
        "own-gz\tterm\t灰色地帶行動|灰帶行動\t\tgrey-zone operation\tgrey-zone activity"
        "\tgrey area operation|灰色區域行動\t",
        "own-cross\tterm\t兩岸交流\t\tcross-strait exchange\t\t\t",
        "own-blue\torganisation\t藍箭辦公室\t\tBlue Arrow Office\t\tBlue Arrow Bureau\t",
        "own-aid\tterm\t空援協定\t\tAid Accord\t\taid pact\tyes",
        "own-care\tterm\t健康照護\t\thealth care\t\t\t",
        "own-health\tterm\t健康檢查\t\thealth check\t\thealth\t",
    )
)


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "terms.tsv"
    path.write_text(OWN, encoding="utf-8")
    return termbase.load([path])


def check(own, source, target, *, reverse=False, by=check_term) -> list[Finding]:
    pairs = [make_pair(source, target, reverse=reverse)]
    results = by(pairs, Context(make_document(pairs), own))
    return [one for one in results if isinstance(one, Finding)]


class TestOwn:
    @pytest.mark.parametrize(
        ("source", "target", "written", "suggestion"),
        [
            (
                "灰色地帶行動增加。",
                "Grey area operations increased.",
                "Grey area operations",
                "Grey-zone operations",
            ),
            (
                "灰色地带行动增加。",
                "A gray-area operation began.",
                "gray-area operation",
                "grey-zone operation",
            ),
            (
                "藍箭辦公室公布規則。",
                "The Blue Arrow Bureau published rules.",
                "Blue Arrow Bureau",
                "Blue Arrow Office",
            ),
        ],
    )
    def test_forbidden_renderings(self, own, source, target, written, suggestion):
        (finding,) = check(own, source, target)
        assert (finding.target[0].text, finding.suggestion) == (written, suggestion)
        assert finding.severity is Severity.MAJOR
        assert finding.confidence >= 0.9

    def test_a_forbidden_name_is_told_once(self, own):
        rows = ("藍箭辦公室公布規則。", "The Blue Arrow Bureau published rules.")
        assert check(own, *rows, by=check_entity) == []
        assert check(own, rows[0], "Rules were published by Brussels.", by=check_entity) != []

    def test_forbidden_chinese(self, own):
        (finding,) = check(own, "Grey-zone operations increased.", "灰色区域行动增加。", reverse=True)
        assert finding.target[0].text == "灰色区域行动"
        assert "forbidden by your termbase" in finding.explanation

    @pytest.mark.parametrize(
        ("source", "target"),
        [
            ("灰色地帶行動增加。", "GREY-ZONE OPERATIONS ROSE."),
            ("灰帶行動增加。", "There was more gray zone activity."),
            ("兩岸交流", "Cross-Strait Exchanges"),
            # The longest form counts.
            ("健康照護與健康檢查", "health care and health checks"),
            # A form forbidden for one term is nothing in a text that does not name it.
            ("地方行動", "grey area operations"),
            ("空援協定", "the Aid Accord"),
        ],
    )
    def test_allowed_renderings(self, own, source, target):
        assert check(own, source, target) == []

    def test_a_term_that_nothing_renders_is_minor(self, own):
        (finding,) = check(own, "兩岸交流", "They often talk.")
        assert finding.severity is Severity.MINOR
        assert finding.message == "兩岸交流 is not rendered as cross-strait exchange"

    def test_case_matters_where_the_termbase_says_so(self, own):
        (finding,) = check(own, "空援協定", "an aid accord")
        assert finding.message == "空援協定 rendered as aid accord"


@pytest.mark.parametrize(
    ("preferred", "written", "expected"),
    [
        ("export control", "Export curbs", "Export controls"),
        ("conformity assessment", "Concord Evaluation", "Conformity Assessment"),
        ("rules of origin", "source rules", "rules of origin"),
        ("buffer", "crisis", "buffer"),
        ("subsidy", "grants", "subsidies"),
        ("central processing unit", "GPUs", "central processing units"),
    ],
)
def test_a_suggestion_is_written_like_what_it_replaces(preferred, written, expected):
    assert written_like(preferred, written) == expected
