"""What `import align` offers."""

import inspect
from pathlib import Path

import pytest

import align

BRIEF = Path(__file__).parents[1] / "corpora" / "soldatov-borogan" / "brief.txt"


def test_all_is_sorted_and_complete():
    assert align.__all__ == sorted(align.__all__)
    values = {name: value for name, value in vars(align).items() if not name.startswith("_")}
    public = {n for n, value in values.items() if inspect.isclass(value) or inspect.isfunction(value)}
    assert public == set(align.__all__)


def test_check_files():
    result = align.check_files(BRIEF)
    assert [finding.message for checked in result.checked for finding in checked.findings] == [
        "GRU rendered as KGB"
    ]
    assert result.worst() is align.Severity.CRITICAL
    assert result.encoder.startswith("bundled:")


def test_what_cannot_be_read_is_an_input_error(tmp_path):
    with pytest.raises(align.InputError, match="none"):
        align.check_files(tmp_path / "none.txt")
