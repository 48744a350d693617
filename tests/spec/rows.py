"""When two rows of rate tables say the same: type and null exactly, numbers nearly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isclose
from typing import Any

#: Sums of floats differ in their last digits, as their order does.
NEAR = 1e-9


def differences(
    found: Sequence[Mapping[str, Any]], expected: Sequence[Mapping[str, Any]]
) -> list[str]:
    """One line for each row or cell that differs; both in the same order."""
    if len(found) != len(expected):
        return [f"{len(found)} rows, expected {len(expected)}: {found}"]
    return [
        f"{name} is {row[name]!r}, expected {cell!r}, in {dict(wanted)}"
        for row, wanted in zip(found, expected, strict=True)
        for name, cell in wanted.items()
        if not _same(row[name], cell)
    ]


def _same(found: Any, expected: Any) -> bool:
    if type(found) is not type(expected):
        return False
    if isinstance(found, float):
        return isclose(found, expected, rel_tol=NEAR, abs_tol=NEAR)
    return bool(found == expected)
