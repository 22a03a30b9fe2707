"""The sample reports are what the program prints today."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

REPORTS = Path(__file__).parents[1] / "reports"


def load_maker():
    spec = importlib.util.spec_from_file_location("make_reports", REPORTS / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKER = load_maker()


def split_figures(text: str) -> tuple[list[str], list[float]]:
    """Return the text between decimal fractions, and those: processors may round the last digit otherwise."""
    pattern = re.compile(r"\d+\.\d+")
    return pattern.split(text), [float(figure) for figure in pattern.findall(text)]


@pytest.mark.parametrize("name", MAKER.BRIEFS)
def test_reports_are_current(name, monkeypatch):
    monkeypatch.chdir(MAKER.ROOT)
    for ending, made in MAKER.make(MAKER.BRIEFS[name]).items():
        kept = (REPORTS / f"{name}.{ending}").read_text(encoding="utf-8")
        (made_text, made_figures), (kept_text, kept_figures) = split_figures(made), split_figures(kept)
        assert made_text == kept_text, f"run python reports/make.py: {name}.{ending}"
        assert made_figures == pytest.approx(kept_figures, abs=2e-3)


def test_every_report_is_made():
    endings = set(MAKER.FORMATS.values())
    kept = {path.name for path in REPORTS.iterdir() if path.suffix[1:] in endings}
    assert kept == {f"{name}.{ending}" for name in MAKER.BRIEFS for ending in endings}
