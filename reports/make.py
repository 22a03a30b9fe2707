"""Make the sample reports again: `python reports/make.py`, from any folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from align import __version__, pipeline, read, report
from align.config import Settings

ROOT = Path(__file__).resolve().parents[1]
BRIEFS = {"soldatov-borogan": "corpora/soldatov-borogan/brief.txt"}
FORMATS = {"full": "txt", "json": "json", "html": "html"}


def make(brief: str) -> dict[str, str]:
    """Return the reports of one brief by the ending of their file; paths are relative to the repository."""
    os.chdir(ROOT)
    result = pipeline.run([pipeline.Task(read.read_brief(brief), Settings())])
    options = report.Options(version=__version__)
    return {ending: report.render(name, result, options) for name, ending in FORMATS.items()}


def main() -> None:
    """Write every report beside this file."""
    for name, brief in BRIEFS.items():
        for ending, text in make(brief).items():
            path = ROOT / "reports" / f"{name}.{ending}"
            report.write(text, path)
            sys.stderr.write(f"wrote {path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
