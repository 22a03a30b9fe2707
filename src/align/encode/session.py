"""How ONNX Runtime is loaded and set, for every model that it runs."""

from __future__ import annotations

import os
from typing import Any

from align.errors import EncoderError

_ONNX = "pip install onnxruntime"


def available_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def open_session(model: bytes, threads: int) -> Any:  # noqa: ANN401 - onnxruntime has no types
    """Return a session of ONNX Runtime for a serialised model.

    Raises:
        EncoderError: The runtime cannot be loaded.
    """
    # Before it is loaded: otherwise it keeps a database in the user's cache and sends it over the network.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except ImportError as error:
        raise EncoderError(f"ONNX Runtime cannot be loaded: {error}", hint=_ONNX) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # The graph is written with fused operators, so optimising it takes time and changes nothing.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    # Threads that wait by spinning gain little alone and lose a tenth when cores are shared, as in CI.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Every batch has another shape; a plan kept for each would only grow.
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
