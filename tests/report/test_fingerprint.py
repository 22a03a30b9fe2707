from dataclasses import replace

from align.fingerprint import fingerprint, fingerprints
from align.types import File, Finding, Language, Pair, Place, Segment, Severity, Span


def make(source: str, target: str, *, before: str = "", rule: str = "number") -> Finding:
    places = [
        Place(File(f"{before}{i}.txt", before + text), Span(len(before), len(before + text)))
        for i, text in enumerate((source, target))
    ]
    segments = [Segment(place, Language.EN, None, 0, 0) for place in places]
    pair = Pair("1", (segments[0],), (segments[1],), 0)
    return Finding(
        rule, "accuracy", Severity.MAJOR, 0.9, "m", (places[0].part(0, 2),), (places[1].part(0, 1),), pair
    )


def test_is_16_hexadecimal_digits():
    name = fingerprint(make("三億人", "3 million people"))
    assert len(name) == 16
    assert int(name, 16) >= 0


def test_place_message_and_confidence_do_not_matter():
    finding = make("三億人", "3 million people")
    moved = make("三億人", "3 million people", before="new first line\n")
    assert fingerprint(finding) == fingerprint(moved)
    assert fingerprint(finding) == fingerprint(replace(finding, message="other", confidence=0.1))


def test_widths_and_white_space_do_not_matter():
    assert fingerprint(make("約３億 人", "3 million people")) == fingerprint(
        make("約3億\u3000人", "3  million\r\npeople\u200b")
    )


def test_either_side_the_rule_and_the_place_matter():
    names = {
        fingerprint(make("三億人", "3 million people")),
        fingerprint(make("三億人們", "3 million people")),
        fingerprint(make("三億人", "3 million persons")),
        fingerprint(make("三億人", "3 million people", rule="unit")),
        fingerprint(replace(make("三億人", "3 million people"), target=())),
        fingerprint(replace(make("三億人", "3 million people"), pair=None)),
    }
    assert len(names) == 6


def test_identical_findings_are_counted():
    finding, other = make("三億人", "3 million people"), make("四億人", "4 million people")
    names = fingerprints([finding, other, finding, finding])
    assert len(set(names)) == 4
    assert names == fingerprints([finding, other, finding, finding])
    assert names[:3] == fingerprints([finding, other, finding])
