"""Measure the bundled encoder: start-up and speed, as ratios within one run, so that machines compare.

Run as `python bench/encode.py`. Every figure is the best of several, as other work only ever slows one down.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

from align.encode.bundled import find_weights, load_bundled
from align.encode.pieces import Tokenizer
from align.encode.session import available_cores
from align.encode.weights import read_weights

REPEATS = 5
BASELINE = "import numpy, click, jinja2, onnxruntime"
START = f"{BASELINE}; from align.encode import load; load()"
PAGE = [
    "美國商務部十月七日宣布，限制對中國出口先進晶片與製造設備。",
    "The US Department of Commerce announced limits on exports of advanced chips to China.",
    "分析人士認為，此舉將使相關企業損失約三成營收，但長期影響尚待觀察。",
    "Analysts say the move will cost the companies about 30 percent of their revenue in the long term.",
    "歐盟",
    "European Union",
] * 10


def best(action: Callable[[], object]) -> float:
    seconds = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def run(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)


def multiply_speed() -> float:
    """Multiplications a second of numpy's matrix product, in the shape of the widest layer."""
    left, right = np.ones((1024, 384), np.float32), np.ones((384, 1536), np.float32)
    return 1024 * 384 * 1536 / best(lambda: left @ right)


def main() -> None:
    baseline, start = best(lambda: run(BASELINE)), best(lambda: run(START))
    print(f"start-up   {start / baseline:.2f} x `{BASELINE}` ({start:.3f} s against {baseline:.3f} s)")

    weights = read_weights(find_weights())
    tokenizer, encoder = Tokenizer(weights.vocabulary), load_bundled()
    tokens = len(tokenizer.cut(PAGE).ids)
    encode, cut = best(lambda: encoder.encode(PAGE)), best(lambda: tokenizer.cut(PAGE))
    config = weights.config
    products = config.layers * (4 * config.width**2 + 2 * config.width * config.inner)
    share = tokens / encode * products / multiply_speed()
    print(f"encode     {tokens / encode:,.0f} tokens/s on {available_cores()} cores, {tokens} tokens")
    print(f"           {share:.2f} of the multiplications a second of numpy's float32 matrix product")
    print(f"tokenise   {cut / encode:.3f} of the time of encoding")

    single = load_bundled(threads=1)
    print(f"one core   {encode / best(lambda: single.encode(PAGE)):.2f} of the speed of all")
    one = best(lambda: encoder.encode(PAGE[:1]))
    print(f"one text   {one / encode:.3f} of the time of {len(PAGE)}")


if __name__ == "__main__":
    main()
