"""Runs of capitals in English: what makes a name and what does not."""

import pytest

from align.checks.latin_names import find_capitals


def found(text):
    return [(run.text, run.strong) for run in find_capitals(text)]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("according to Andrei Soldatov, who", [("Andrei Soldatov", ("Andrei", "Soldatov"))]),
        ("the Rustenburg Stadium's gates", [("Rustenburg Stadium", ("Rustenburg",))]),
        ("Borogan said France would wait.", [("Borogan", ("Borogan",)), ("France", ())]),
        ("said Mohammed bin Salman on Monday", [("Mohammed bin Salman", ("Mohammed", "Salman"))]),
        ("Dingolfing-Landau won", [("Dingolfing-Landau", ("Dingolfing-Landau",))]),
        ("the German Navy", [("German Navy", ("German",))]),
    ],
)
def test_names_are_found(text, runs):
    assert found(text) == runs


@pytest.mark.parametrize(
    "text",
    [
        "Looking ahead, officials waited.",
        "The agreement. However, it fell.",
        "from January-September",
        "on 5 July",
        "",
    ],
)
def test_openings_and_dates_are_no_names(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Yasutoshi Nishimura", True),
        ("Kim Jong Un", True),
        ("Park Chung Hee", True),
        ("Vilmorus", False),
        ("Xu Zhengyu", False),
        ("Steinbrueck", False),
    ],
)
def test_names_that_mandarin_does_not_sound_like(name, expected):
    runs = list(find_capitals(f"said {name}"))
    assert [run.is_far_eastern or not run.strong for run in runs] == [expected]


def test_a_word_that_opens_a_sentence_is_marked():
    assert [run.opens for run in find_capitals("Soldatov met Borogan.")] == [True, False]
