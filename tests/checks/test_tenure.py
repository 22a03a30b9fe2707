"""Former, acting and coming holders of an office."""

from __future__ import annotations

import pytest

from align.checks.tenure import judge_tenure
from align.checks.words import Matched
from align.knowledge.concepts import ConceptType
from align.types import Place, Severity
from tests.conftest import make_pair

WRONG = (
    # Chinese, English, the words at fault of either
    ("菲律賓前外交部長洛欽撰文指出", "Philippine Foreign Secretary Locsin writes", "前外交部長", "Secretary"),
    ("前巴拉圭總統被捕", "The president of Paraguay has been arrested", "前巴拉圭總統", "president"),
    ("前首相强生支持这项提案", "Prime Minister Boris Johnson backs the proposal", "前首相", "Prime Minister"),
    ("外交部長洛欽撰文指出", "Former Foreign Secretary Locsin writes", "部長", "Former Foreign Secretary"),
    ("代理國防部長下令撤軍", "The defence minister ordered a withdrawal", "代理國防部長", "minister"),
    ("候任總統誓言改革", "The president vows reform", "候任總統", "president"),
    ("總統誓言改革", "The president-elect vows reform", "總統", "president-elect"),
)
RIGHT = (
    ("前總理遭起訴", "A former prime minister has been indicted"),
    ("前總理遭起訴", "The ex-premier has been indicted"),
    ("前總理遭起訴", "The man who was prime minister until 2020 has been indicted"),
    ("前五角大廈官員表示", "An official in the first Trump administration said"),
    ("前市長柯文哲", "Ko Wen-je, mayor until 2022"),
    ("選舉前總統發表談話", "The president spoke before the election"),
    ("兩周前總統宣布", "Two weeks ago the president announced"),
    ("演習前司令巡視", "The commander toured before the exercise"),
    ("訪美前總統表示", "Before his trip to America the president said"),
    ("目前總統不在國內", "The president is abroad"),
    ("總統日前表示", "The president said the other day"),
    ("前往總統府", "On the way to the president's office"),
    ("前秘書指控部長", "His onetime aide accuses the minister"),
    ("時任總統歐巴馬簽署該法", "Then president Obama signed the act"),
    ("檢察官出身的總統", "The president, a former prosecutor"),
    ("拜登政府官員", "A former Biden administration official"),
    ("總統當選人誓言改革", "The president-elect vows reform"),
    ("賴清德當選總統", "Lai became president"),
    ("立法院批准總理人事案", "Parliament approved the prime minister"),
    ("代理商負責人", "The head of the dealership, an official said"),
    ("署理主席主持會議", "The acting chair presided"),
    ("他曾任防長", "The former defence minister"),
    ("前线司令部", "The headquarters at the front, the commander said"),
)


def judge(terms, pair):
    """Return what is found where the termbase knows the states."""
    states: list[Place] = [
        segment.place.part(*mention.span)
        for segment in (*pair.source, *pair.target)
        for mention in terms.find(segment.text, segment.language)
        if mention.type is ConceptType.COUNTRY
    ]
    return list(judge_tenure(Matched(pair, None), states))


@pytest.mark.parametrize(("chinese", "english", "said", "written"), WRONG)
@pytest.mark.parametrize("reverse", [False, True])
def test_another_holder_is_found(terms, chinese, english, said, written, reverse):
    texts = (english, chinese) if reverse else (chinese, english)
    (finding,) = judge(terms, make_pair(*texts, reverse=reverse))
    places = [finding.source[0].text, finding.target[0].text]
    assert (places[::-1] if reverse else places) == [said, written]
    # A translator may add "former" to the name of somebody who is known to be.
    is_major = said.startswith(("前", "代理", "候任"))
    assert finding.severity is (Severity.MAJOR if is_major else Severity.MINOR)


@pytest.mark.parametrize(("chinese", "english"), RIGHT)
def test_the_same_holder_is_not(terms, chinese, english):
    assert not judge(terms, make_pair(chinese, english))
