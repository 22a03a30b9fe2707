"""Write ONNX models, as far as `graph.py` needs, without the package `onnx`.

Field numbers are those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, the encoding that of
https://protobuf.dev/programming-guides/encoding/.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

CONTRIB = "com.microsoft"
"""The domain of ONNX Runtime's own operators."""

_IR_VERSION = 8
_OPSETS = (("", 17), (CONTRIB, 1))
_ELEMENT_TYPES = {"float32": 1, "uint8": 2, "int32": 6, "int64": 7}
_FLOAT_ATTRIBUTE, _INT_ATTRIBUTE = 1, 2


def model(
    nodes: Iterable[bytes],
    tensors: Mapping[str, NDArray[np.generic]],
    inputs: Mapping[str, tuple[str, Sequence[str | int]]],
    outputs: Mapping[str, tuple[str, Sequence[str | int]]],
) -> bytes:
    """Serialise a model; inputs and outputs map names to element type and shape."""
    graph = [_field(1, item) for item in nodes]
    graph.append(_field(2, b"align"))
    for name, array in tensors.items():
        graph += _nest(5, _tensor(name, array))
    graph += [_field(11, _value(name, *kind)) for name, kind in inputs.items()]
    graph += [_field(12, _value(name, *kind)) for name, kind in outputs.items()]
    opsets = [_field(8, _field(1, domain.encode()) + _field(2, version)) for domain, version in _OPSETS]
    return b"".join([_field(1, _IR_VERSION), *_nest(7, graph), *opsets])


def node(
    operator: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    *,
    domain: str = "",
    **attributes: int | float,
) -> bytes:
    """Serialise a node; an empty input name leaves an optional input out."""
    parts = [_field(1, name.encode()) for name in inputs]
    parts += [_field(2, name.encode()) for name in outputs]
    parts.append(_field(4, operator.encode()))
    parts += [_field(5, _attribute(name, value)) for name, value in attributes.items()]
    parts.append(_field(7, domain.encode()))
    return b"".join(parts)


def _attribute(name: str, value: int | float) -> bytes:
    if isinstance(value, float):
        return _field(1, name.encode()) + _field(2, value) + _field(20, _FLOAT_ATTRIBUTE)
    return _field(1, name.encode()) + _field(3, value) + _field(20, _INT_ATTRIBUTE)


def _tensor(name: str, array: NDArray[np.generic]) -> list[bytes]:
    sizes = [_field(1, size) for size in array.shape]
    kind = _ELEMENT_TYPES[array.dtype.name]
    return [*sizes, _field(2, kind), _field(8, name.encode()), *_nest(9, [array.tobytes()])]


def _value(name: str, element: str, shape: Sequence[str | int]) -> bytes:
    sizes = (_field(1, size) if isinstance(size, int) else _field(2, size.encode()) for size in shape)
    dimensions = b"".join(_field(1, size) for size in sizes)
    tensor = _field(1, _ELEMENT_TYPES[element]) + _field(2, dimensions)
    return _field(1, name.encode()) + _field(2, _field(1, tensor))


def _nest(number: int, parts: list[bytes]) -> list[bytes]:
    """A field made of many parts, which are joined only once, at the end."""
    return [_varint(number << 3 | 2), _varint(sum(map(len, parts))), *parts]


def _field(number: int, value: bytes | int | float) -> bytes:
    if isinstance(value, bytes):
        return b"".join(_nest(number, [value]))
    if isinstance(value, float):
        return _varint(number << 3 | 5) + struct.pack("<f", value)
    return _varint(number << 3) + _varint(value)


def _varint(value: int) -> bytes:
    """Seven bits a byte, least significant first; a negative number as 64-bit two's complement."""
    value &= (1 << 64) - 1
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
