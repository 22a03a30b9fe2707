"""A value written in one language reads back as itself, and one that was changed is told from it."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from align.checks.number import check_number
from align.checks.unit import check_unit
from align.types import Language, Severity
from align.values import Kind, Likeness, compare, find_quantities, render
from align.values.numerals import format_arabic, format_chinese, format_english, spell_chinese, spell_english

HANT, EN = Language.ZH_HANT, Language.EN

# Values with few significant digits, as writers give them: 3.2億, 45 萬, 1,847.
values = st.builds(
    lambda digits, power: Fraction(digits) * Fraction(10) ** power,
    st.integers(13, 9999),
    st.integers(-2, 9),
).filter(lambda value: 13 <= value < 10**13)
whole = st.integers(13, 10**11)

# Sentences with a place for a figure, by kind of what is counted.
FRAMES = [
    ("共有{}人受影響。", "It affected {} people."),
    ("總額達{}美元。", "The total came to {} dollars."),
    ("總額達{}歐元。", "The total came to €{}."),
    ("長{}公里。", "It is {} kilometres long."),
    ("重{}公噸。", "It weighs {} tonnes."),
]
frames = st.sampled_from(FRAMES)


def only(text, language):
    (quantity,) = find_quantities(text, language)
    return quantity


@given(values, frames)
def test_a_value_is_the_same_in_both_languages(value, frame):
    chinese = only(frame[0].format(format_chinese(value)), HANT)
    english = only(frame[1].format(format_english(value)), EN)
    assert chinese.low == english.low == value
    assert compare(chinese, english) >= Likeness.EQUAL


@given(whole)
def test_words_read_back(value):
    assert only(f"共{spell_chinese(value)}人", HANT).low == value
    assert only(f"It affected {spell_english(value)} people.", EN).low == value


@given(values, values, frames, st.booleans())
def test_what_is_rendered_into_a_sentence_reads_back(value, other, frame, english_target):
    source = frame[0 if english_target else 1]
    target = frame[1 if english_target else 0]
    language = EN if english_target else HANT
    write = format_chinese if english_target else format_english
    meant = only(source.format(write(value)), HANT if english_target else EN)
    text = target.format(format_english(other) if english_target else format_chinese(other))
    place = only(text, language)
    written = render(meant, place, text, language)
    mended = text[: place.span.start] + written + text[place.span.end :]
    assert only(mended, language).low == value


@given(st.integers(1, 999), st.integers(1, 999))
def test_percent_rendered_reads_back(value, other):
    share = Fraction(value, 10)
    meant = only(f"占{format_arabic(share)}%", HANT)
    text = f"a share of {format_arabic(Fraction(other, 10))} percent"
    place = only(text, EN)
    mended = text.replace(text[place.span.start : place.span.end], render(meant, place, text, EN))
    assert only(mended, EN).low == share / 100


checked = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def loud(run, chinese, english):
    return [
        finding
        for check in (check_number, check_unit)
        for texts, reverse in (((chinese, english), False), ((english, chinese), True))
        for finding in run(check, texts, reverse=reverse)
        if finding.severity >= Severity.MAJOR and finding.confidence >= 0.5
    ]


@checked
@given(values, frames)
def test_the_same_value_is_not_found(run, value, frame):
    chinese, english = frame[0].format(format_chinese(value)), frame[1].format(format_english(value))
    assert loud(run, chinese, english) == []


@checked
@given(values, frames, st.sampled_from([-4, -3, -2, -1, 1, 2, 3, 4]))
def test_a_shifted_point_is_found_both_ways(run, value, frame, power):
    shifted = value * Fraction(10) ** power
    assume(13 <= shifted < 10**14)
    findings = loud(run, frame[0].format(format_chinese(value)), frame[1].format(format_english(shifted)))
    assert [f.severity for f in findings] == [Severity.CRITICAL] * 2


@checked
@given(values, frames, st.data())
def test_a_changed_digit_is_found_both_ways(run, value, frame, data):
    text = format_english(value)
    at = data.draw(st.sampled_from([i for i, c in enumerate(text) if c.isdecimal()]))
    digit = data.draw(st.sampled_from("123456789".replace(text[at], "")))
    changed = text[:at] + digit + text[at + 1 :]
    findings = loud(run, frame[0].format(format_chinese(value)), frame[1].format(changed))
    # Back to Chinese the figure with fewer digits may be a rounded one, so that one way is enough.
    assert findings


@checked
@given(st.integers(2, 99), st.sampled_from([("成", 10), ("%", 1)]))
def test_a_tithe_is_no_percent(run, value, unit):
    name, factor = unit
    assume(value * factor < 100 and (factor == 1 or value < 10))
    figure = spell_chinese(value) if factor == 10 else str(value)
    assert loud(run, f"占{figure}{name}", f"a share of {value * factor} percent") == []
    wrong = value * 10 if factor == 1 else value
    assert loud(run, f"占{figure}{name}", f"a share of {wrong} percent")


@pytest.mark.parametrize("kind", [Kind.MONEY, Kind.MEASURE])
def test_the_frames_cover_units(kind):
    assert kind in {only(frame[1].format("20"), EN).kind for frame in FRAMES}
