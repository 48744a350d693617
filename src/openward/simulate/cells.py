"""Columns made from NumPy arrays: moments, days, codes, ids."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
#: Many of them: half the room, and exact enough.
Shares = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Columns = dict[str, pa.Array]

HEX = np.array([f"{n:02x}".encode() for n in range(256)])
#: An odd factor turns numbers into others without two becoming the same.
FACTOR = np.uint32(0x9E3779B1)
SECOND, DAY = pa.timestamp("s", tz="UTC"), pa.date32()


def moments(seconds: Ints, missing: Bools | None = None) -> pa.Array:
    """Seconds of 1970 as moments in UTC."""
    return pa.array(seconds.astype(np.int64), pa.int64(), mask=missing).cast(SECOND)


def days(numbers: Ints, missing: Bools | None = None) -> pa.Array:
    """Days since 1970 as dates."""
    return pa.array(numbers.astype(np.int32), pa.int32(), mask=missing).cast(DAY)


def whole(numbers: npt.NDArray[np.generic], missing: Bools | None = None) -> pa.Array:
    """Counts."""
    return pa.array(numbers.astype(np.int64), pa.int64(), mask=missing)


def real(numbers: Floats, missing: Bools | None = None) -> pa.Array:
    """Numbers with a fraction, to one digit."""
    return pa.array(np.round(numbers, 1), pa.float64(), mask=missing)


def yes_no(values: Bools, missing: Bools | None = None) -> pa.Array:
    """True or false."""
    return pa.array(values, pa.bool_(), mask=missing)


def coded(
    index: npt.NDArray[np.generic], codes: Sequence[str], missing: Bools | None = None
) -> pa.Array:
    """The code that each index stands for."""
    indices = pa.array(index.astype(np.int32), pa.int32(), mask=missing)
    return pa.DictionaryArray.from_arrays(indices, pa.array(codes, pa.string())).cast(pa.string())


def same(value: str, number: int) -> pa.Array:
    """One text in each row."""
    return coded(np.zeros(number, np.int64), [value])


def ids(prefix: str, index: Ints, missing: Bools | None = None) -> pa.Array:
    """Opaque names of rows: the prefix and eight hex digits that give away no order."""
    mixed = (index.astype(np.uint32) * FACTOR) ^ np.uint32(0x5BD1E995)
    digits = HEX[mixed.byteswap().view(np.uint8).reshape(-1, 4)]
    letters = np.frombuffer(digits.tobytes(), np.uint8).reshape(-1, 8)
    start = np.frombuffer(prefix.encode(), np.uint8)
    text = np.empty((len(index), len(start) + 8), np.uint8)
    text[:, : len(start)], text[:, len(start) :] = start, letters
    offsets = np.arange(len(index) + 1, dtype=np.int64) * text.shape[1]
    made = pa.LargeStringArray.from_buffers(
        len(index), pa.py_buffer(offsets), pa.py_buffer(text.tobytes())
    ).cast(pa.string())
    if missing is None:
        return made
    return pa.compute.if_else(pa.array(missing), pa.scalar(None, pa.string()), made)
