"""What becomes of a rule's own grade."""

import pytest

from align import pipeline, read
from align.checks import CHECKS
from align.checks import confidence as module
from align.checks.confidence import STRENGTH, Counts, calibrated, known
from align.config import Settings
from align.types import File, Severity


@pytest.fixture
def counts(monkeypatch):
    """Three kinds of findings: always right, hardly ever right, and barely known."""
    table = {
        ("entity", "critical"): Counts(84.0, 84.0),
        ("entity", "minor"): Counts(84.0, 4.0),
        ("number", "major"): Counts(0.25, 0.25),
    }
    monkeypatch.setattr(module, "known", lambda: table)


@pytest.mark.parametrize(
    ("rule", "severity", "grade", "expected"),
    [
        # (84 + 16 × 0.5) / 100
        ("entity", Severity.CRITICAL, 0.5, 0.92),
        ("entity", Severity.CRITICAL, 1.0, 1.0),
        ("entity", Severity.MINOR, 0.5, 0.12),
        ("entity", Severity.MINOR, 0.0, 0.04),
        ("number", Severity.MAJOR, 0.8, 0.8031),
        # Nothing is known of these.
        ("entity", Severity.MAJOR, 0.7, 0.7),
        ("of-a-third-party", Severity.MAJOR, 0.61803, 0.61803),
    ],
)
@pytest.mark.usefixtures("counts")
def test_what_was_counted_corrects_the_grade(rule, severity, grade, expected):
    assert STRENGTH == 16
    assert calibrated(rule, severity, grade) == expected


def test_the_table_speaks_of_rules_that_exist():
    labels = {severity.label for severity in Severity}
    assert {rule for rule, _ in known()} <= {check.rule.id for check in CHECKS}
    assert {label for _, label in known()} <= labels
    assert all(0 <= counts.right <= counts.findings for counts in known().values())


def test_grades_that_the_aligner_learnt_stay():
    assert {"omission", "addition", "order"}.isdisjoint(rule for rule, _ in known())


@pytest.mark.parametrize("kind", known())
def test_a_higher_grade_is_a_higher_confidence(kind):
    rule, label = kind
    severity = next(one for one in Severity if one.label == label)
    made = [calibrated(rule, severity, grade / 20) for grade in range(21)]
    assert made == sorted(set(made))
    assert 0 <= made[0] < made[-1] <= 1


def test_the_threshold_looks_at_what_was_learnt(monkeypatch):
    document = read.parse_brief(File("brief.txt", "格魯烏招募了駭客。\n\nThe KGB recruited hackers.\n"))
    task = pipeline.Task(document, Settings())
    (finding,) = pipeline.run([task]).checked[0].findings
    assert finding.rule == "entity"
    assert finding.confidence == calibrated("entity", Severity.CRITICAL, 0.97)
    monkeypatch.setattr(module, "known", lambda: {("entity", "critical"): Counts(100.0, 1.0)})
    checked = pipeline.run([task]).checked[0]
    assert (checked.findings, checked.suppressed) == ((), 1)
