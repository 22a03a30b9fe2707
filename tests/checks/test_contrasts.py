"""Which of two things is denied."""

from __future__ import annotations

import pytest

from align.checks.contrasts import judge_contrasts
from align.checks.words import Matched
from tests.conftest import make_pair

WRONG = (
    ("此舉是為了和平，而非戰爭。", "The move serves war rather than peace."),
    ("目的是保護環境，而不是創造就業。", "The aim is to create jobs, not to protect the environment."),
    ("這不是經濟問題，而是政治問題。", "This is an economic problem rather than a political one."),
    ("這不是戰爭，而是和平。", "This is not peace but war."),
)
RIGHT = (
    ("此舉是為了和平，而非戰爭。", "The move serves peace rather than war."),
    ("此舉是為了和平，而非戰爭。", "Not war but peace is the aim."),
    ("目的是保護環境，而不是創造就業。", "The aim is to protect the environment, not to create jobs."),
    ("這不是經濟問題，而是政治問題。", "This is not an economic problem but a political one."),
    ("這不是經濟問題，而是政治問題。", "Rather than an economic problem, this is a political one."),
    ("不僅是經濟問題，也是政治問題。", "Not only an economic problem, but also a political one."),
)


@pytest.mark.parametrize(("chinese", "english"), WRONG)
@pytest.mark.parametrize("reverse", [False, True])
def test_the_wrong_one_is_denied(chinese, english, reverse):
    texts = (english, chinese) if reverse else (chinese, english)
    (finding,) = judge_contrasts(Matched(make_pair(*texts, reverse=reverse), None))
    assert finding.rule == "negation"


@pytest.mark.parametrize(("chinese", "english"), RIGHT)
def test_the_right_one_is_denied(chinese, english):
    assert not list(judge_contrasts(Matched(make_pair(chinese, english), None)))
