"""Products of matrices."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def product(one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """Return `one @ other`, both finite.

    Without the warning of an invalid value that numpy gives now and then though every number is finite:
    in about one of a hundred runs on the same brief. Kernels for small products may compute on what lies
    in memory beside a matrix, which is not used but sets the processor's flag.
    """
    with np.errstate(invalid="ignore"):
        return np.asarray(one @ other)
