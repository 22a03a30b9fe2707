"""One term by two names, and variation that is right."""

from __future__ import annotations

import pytest

from align.checks import Context
from align.checks.consistency import check_consistency
from align.types import Finding, Severity
from tests.conftest import make_document, make_pair

# Sources with their targets, then what stands out and what it should be.
WRONG = (
    (
        ("海底電纜遭剪斷。", "The undersea cable was cut."),
        ("海底电缆维修费时。", "Repairing submarine cables takes time."),
        "submarine cables",
        "undersea cables",
    ),
    (
        ("澤倫斯基抵達。", "Zelensky arrived."),
        ("澤倫斯基發言。", "Zelenskyy spoke."),
        "Zelenskyy",
        "Zelensky",
    ),
    (
        ("增設「供應鏈危機機制」。", "It would add a “supply chain crisis mechanism.”"),
        ("「供應鏈危機機制」須有經費。", "The “supply chain emergency mechanism” needs money."),
        "supply chain emergency mechanism",
        "supply chain crisis mechanism",
    ),
    (
        ("主管機關", "competent authority"),
        ("主管機關", "responsible body"),
        "responsible body",
        "competent authority",
    ),
)
RIGHT = (
    (("海底電纜遭剪斷。", "The undersea cable was cut."), ("海底電纜費時。", "The cables take time.")),
    (("專屬經濟區很大。", "The exclusive economic zone is large."), ("專屬經濟區。", "The EEZ.")),
    (("半導體業", "the semiconductor industry"), ("半導體業者", "chipmakers")),
    (("出口管制生效。", "Export controls took effect."), ("出口管制鬆綁。", "EXPORT CONTROL WAS EASED.")),
    (("飛彈防禦很貴。", "Missile defense is costly."), ("飛彈防禦有用。", "Missile defence is useful.")),
    (("各國脫鉤。", "Countries decouple."), ("脫鉤代價高。", "Decoupling is costly.")),
    (("川普抵達。", "Donald Trump arrived."), ("川普發言。", "Trump spoke.")),
    (("主管機關", "competent authority"), ("主管機關", "Competent authorities")),
    (("「停表」無望。", "“Stop the clock” is off."), ("「停表」無望。", "“Stopping the clock” is off.")),
)


class TestWithinABrief:
    @pytest.mark.parametrize(("first", "second", "written", "suggestion"), WRONG, ids=lambda x: x[0][:6])
    def test_two_renderings_are_found(self, run, first, second, written, suggestion):
        (finding,) = run(check_consistency, first, second)
        assert finding.target[0].text.strip("”.") == written
        assert finding.suggestion == suggestion
        assert finding.severity is Severity.MINOR

    @pytest.mark.parametrize(("first", "second"), RIGHT)
    def test_variation_that_is_right_passes(self, run, first, second):
        assert run(check_consistency, first, second) == []
        assert run(check_consistency, first[::-1], second[::-1], reverse=True) == []

    def test_two_transliterations(self, run):
        pairs = ("Trump arrived.", "川普抵達。"), ("Trump spoke.", "特朗普發言。")
        (finding,) = run(check_consistency, *pairs, reverse=True)
        assert (finding.target[0].text, finding.suggestion) == ("特朗普", "川普")

    def test_the_majority_is_suggested(self, run):
        pairs = [
            ("海底電纜壞了。", f"The {kind} cable broke.") for kind in ("submarine", "undersea", "undersea")
        ]
        (finding,) = run(check_consistency, *pairs)
        assert finding.suggestion == "undersea cable"

    def test_many_pairs_take_linear_time(self, run):
        pairs = [("海底電纜壞了。", "The undersea cable broke.")] * 3000
        assert run(check_consistency, *pairs) == []


def test_across_the_briefs_of_a_run(terms):
    earlier = {}
    found = []
    for target in ("The undersea cable broke.", "The submarine cable broke."):
        pairs = [make_pair("海底電纜壞了。", target)]
        context = Context(make_document(pairs), terms, earlier=earlier)
        found.append([one for one in check_consistency(pairs, context) if isinstance(one, Finding)])
    assert found[0] == []
    (finding,) = found[1]
    assert finding.suggestion == "undersea cable"
    assert finding.explanation == "undersea cable stands at 0.target:1:5"
