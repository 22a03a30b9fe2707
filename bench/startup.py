"""Time a whole `align check` against the imports it cannot do without.

usage: python bench/startup.py [BRIEF] [--runs N]

Prints medians over N rounds, in each of which every command runs once in turn, so that a machine that
drifts drifts for all. "Encoder" is a process that imports the same libraries, loads the encoder and
encodes the same sentences, less one that only imports; the ratio is what remains of the check in units
of the imports.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BRIEF = Path(__file__).parents[1] / "corpora" / "soldatov-borogan" / "brief.txt"
IMPORTS = "import numpy, click, jinja2, onnxruntime"
ENCODE = f"""{IMPORTS}
from align import encode, read, segment
document = read.read_brief({{path!r}})
texts = [one.text for side in segment.segment(document) for one in side]
import time
start = time.perf_counter()
encoder = encode.load()
loaded = time.perf_counter()
encoder.encode(texts)
print(loaded - start, time.perf_counter() - loaded)
"""

# Installed packages are compiled; a working tree need not be.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(command: list[str]) -> tuple[float, str]:
    """Return wall seconds and stdout; a check that finds something exits with 1."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return time.perf_counter() - start, done.stdout


def measure(path: str, runs: int) -> dict[str, float]:
    """Return the median seconds of each command."""
    figures: dict[str, list[float]] = {"imports": [], "check": [], "load": [], "encode": []}
    for _ in range(runs):
        figures["imports"].append(run([sys.executable, "-c", IMPORTS])[0])
        figures["check"].append(run([sys.executable, "-m", "align", "check", path])[0])
        load, encode = map(float, run([sys.executable, "-c", ENCODE.format(path=path)])[1].split())
        figures["load"].append(load)
        figures["encode"].append(encode)
    return {name: statistics.median(values) for name, values in figures.items()}


def main() -> None:
    """Run the rounds and print the table."""
    arguments = sys.argv[1:]
    runs = int(arguments.pop(arguments.index("--runs") + 1)) if "--runs" in arguments else 7
    paths = [argument for argument in arguments if not argument.startswith("--")]
    path = paths[0] if paths else str(BRIEF)
    with tempfile.TemporaryDirectory() as folder:
        ENVIRONMENT["PYTHONPYCACHEPREFIX"] = folder
        run([sys.executable, "-m", "align", "check", path])
        median = measure(path, runs)
    for name, value in median.items():
        print(f"{name:10}{value:8.3f} s")
    rest = median["check"] - median["encode"]
    print(f"(check - encode) / imports          {rest / median['imports']:.2f}")
    print(f"(check - load - encode) / imports   {(rest - median['load']) / median['imports']:.2f}")


if __name__ == "__main__":
    main()
