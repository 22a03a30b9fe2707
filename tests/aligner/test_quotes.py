"""Whether what follows a text stands inside a quotation: 1 inside, -1 outside, 0 in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.aligner.quotes import states_after

TRADITIONAL = {
    "speech of three sentences": [
        ("部長說：「談判已經開始。", 1),
        ("各方都有誠意。", 1),
        ("下週再談。」", -1),
        ("記者離開會場。", -1),
        ("「不予置評。」", 0),
    ],
    "quoted words within a sentence": [
        ("所謂「一帶一路」引起爭議。", -1),
        ("當局稱之為「共贏」。", -1),
        ("鄰國不以為然，說「難以接受」。", 0),
    ],
    "no marks": [("出口下降。", 0), ("進口持平。", 0)],
    "the mark that closes is missing": [
        ("他說：「會談破裂。", 0),
        ("眾人散去。", 0),
        ("她說：「再議。」", 0),
    ],
    "the mark that opens is missing": [("「好。」", 0), ("會談破裂。」", -1), ("他說：「走。」", 0)],
    "a quotation in a quotation": [
        ("他說：「她只說『不行』。", 0),  # the last mark closes, the next one as well
        ("我就走了。」", -1),
        ("「再見。」", 0),
    ],
    "the inner one breaks off": [("他說：『她走了，", 1), ("沒有回來。』", 0)],
}

SIMPLIFIED = {
    "curly marks": [
        ("部长说：“谈判已经开始。", 1),
        ("各方都有诚意。”", -1),
        ("“不予置评。”", 0),
    ],
    "single marks": [("他指出：‘关税过高，", 1), ("企业难以承受’。", -1), ("‘是的。’", 0)],
    "straight marks": [('他说："关税过高，', 1), ('难以承受"，记者问。', -1), ('"是的，"他答。', 0)],
    "a straight mark between ideographs tells nothing": [
        ('所谓"共赢"的说法。', 0),
        ('又称"双赢"的说法。', 0),
    ],
    "full-width straight marks": [("他说：＂关税过高，", 1), ("难以承受＂，记者问。", 0)],
}

ENGLISH = {
    "speech of three sentences": [
        ("The minister said: “Talks have begun.", 1),
        ("All sides are sincere.", 1),
        ("We meet again next week.”", -1),
        ("The reporters left.", -1),
        ("“No comment.”", 0),
    ],
    "straight marks": [
        ('The minister said, "Talks have begun.', 1),
        ('They go on."', -1),
        ("The reporters left.", -1),
        ('"No comment," he said.', 0),
    ],
    "straight single marks": [("He said, 'Talks have begun.", 1), ("They go on.'", -1), ("'Well.'", 0)],
    "curly single marks": [("He said, ‘Talks have begun.", 1), ("They go on.’", -1), ("‘Well.’", 0)],
    "an apostrophe inside a word is none": [
        ("He said, “It’s over and they don't care.", 1),
        ("The KGB’s heirs aren't sorry.", 1),
        ("That's all.” She left.", -1),
        ("“Goodbye.”", 0),
    ],
    "an apostrophe behind a word looks like one that closes": [
        ("He said: “The workers’ party lost.", 0),
        ("It will return.” She left.", -1),
        ("“Goodbye.”", 0),
    ],
    "the mark that closes is missing": [
        ("“Talks have begun.", 0),
        ("They go on.", 0),
        ("“No comment,” she said.", 0),
    ],
    "each paragraph of a speech opens anew": [
        ("“Talks have begun.", 0),
        ("“They go on.", 1),
        ("They will end.”", 0),
    ],
    "brackets and dashes": [
        ('The plan ("a joke', 1),
        ('without a punchline") failed.', -1),
        ('It was ——"urgent', 1),
        ('and costly"—he said.', 0),
    ],
}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(rows, id=f"{language}: {name}")
        for language, table in (("zh-Hant", TRADITIONAL), ("zh-Hans", SIMPLIFIED), ("en", ENGLISH))
        for name, rows in table.items()
    ],
)
def test_states(rows):
    assert states_after([text for text, _ in rows]).tolist() == [state for _, state in rows]


def test_of_nothing():
    assert states_after([]).tolist() == []
    assert states_after(["", ""]).tolist() == [0, 0]
    assert states_after(["“", ""]).tolist() == [0, 0]


@pytest.mark.parametrize(
    "rows",
    [
        [("他指出：‘关税过高，", 1), ("企业难以承受。’", -1), ("‘是的。’", 0)],
        [('他指出："关税过高，', 1), ('企业难以承受。"', -1), ('"是的。"', 0)],
        [("他指出：＂关税过高，", 1), ("企业难以承受。＂", -1), ("＂是的。＂", 0)],
        [('"好。"他走了。', 0), ("天黑了。", 0), ('又说"走"，就走了。', 0)],
    ],
)
def test_a_mark_behind_a_chinese_full_stop_closes(rows):
    assert states_after([text for text, _ in rows]).tolist() == [state for _, state in rows]


_MARKS = st.text("“”「」『』‘’\"'＂ a字。，：", max_size=8)


@given(st.lists(_MARKS, max_size=8))
def test_whatever_comes(found):
    states = states_after(found)
    assert len(states) == len(found)
    assert set(states.tolist()) <= {-1, 0, 1}
    # Behind the last mark nothing can confirm it.
    assert not found or states[-1] == 0


@given(st.lists(st.sampled_from(["“甲", "乙”", "“丙”", "丁"]), max_size=8))
def test_texts_without_marks_change_nothing(found):
    spread = [part for text in found for part in (text, "無")]
    states = states_after(spread)
    assert states[::2].tolist() == states[1::2].tolist() == states_after(found).tolist()
