"""Former, acting and coming holders of an office."""

from __future__ import annotations

import pytest

from align.checks.tenure import judge_tenure
from align.checks.words import Matched
from align.types import Severity
from tests.conftest import make_pair

WRONG = (
    # Chinese, English, the words at fault of either
    ("菲律賓前外交部長洛欽撰文指出", "Philippine Foreign Secretary Locsin writes", "前外交部長", "Secretary"),
    ("前首相强生支持这项提案", "Prime Minister Boris Johnson backs the proposal", "前首相", "Prime Minister"),
    ("外交部長洛欽撰文指出", "Former Foreign Secretary Locsin writes", "部長", "Former Foreign Secretary"),
    ("代理國防部長下令撤軍", "The defence minister ordered a withdrawal", "代理國防部長", "minister"),
    ("候任總統誓言改革", "The president vows reform", "候任總統", "president"),
    ("總統誓言改革", "The president-elect vows reform", "總統", "president-elect"),
)
RIGHT = (
    ("前總理遭起訴", "A former prime minister has been indicted"),
    ("前總理遭起訴", "The ex-premier has been indicted"),
    ("選舉前總統發表談話", "The president spoke before the election"),
    ("目前總統不在國內", "The president is abroad"),
    ("總統日前表示", "The president said the other day"),
    ("時任總統歐巴馬簽署該法", "Then president Obama signed the act"),
    ("總統當選人誓言改革", "The president-elect vows reform"),
    ("署理主席主持會議", "The acting chair presided"),
    ("他曾任防長", "The former defence minister"),
    ("前线司令部", "The headquarters at the front"),
    ("前總理遭起訴", "The man who was prime minister until 2020 has been indicted"),
)


@pytest.mark.parametrize(("chinese", "english", "said", "written"), WRONG)
@pytest.mark.parametrize("reverse", [False, True])
def test_another_holder_is_found(chinese, english, said, written, reverse):
    texts = (english, chinese) if reverse else (chinese, english)
    (finding,) = judge_tenure(Matched(make_pair(*texts, reverse=reverse), None))
    places = [finding.source[0].text, finding.target[0].text]
    assert (places[::-1] if reverse else places) == [said, written]
    assert finding.severity is Severity.MAJOR


@pytest.mark.parametrize(("chinese", "english"), RIGHT)
def test_the_same_holder_is_not(chinese, english):
    assert not list(judge_tenure(Matched(make_pair(chinese, english), None)))
