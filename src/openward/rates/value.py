"""The value of a row: numerator / denominator × multiplier, and how it is printed.

A row without a denominator is a plain count and its value is the numerator. A denominator of 0
has no value. Where the publisher rounded, the value stands for an interval.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

#: The largest float has 309 digits before the point.
MOST_DIGITS = 350


def values(table: pa.Table) -> np.ndarray:
    """The value of each row (float64, NaN where there is none)."""
    numerator = as_floats(table["numerator"])
    denominator = as_floats(table["denominator"])
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = numerator / denominator * as_floats(table["multiplier"])
    rate = np.where(denominator == 0, np.nan, rate)
    return np.where(pc.is_null(table["denominator"]).to_numpy(), numerator, rate)


def half_up(value: float | Decimal, decimals: int) -> str:
    """The value with so many decimals, halves rounded away from zero, as authorities print it.

    A float is taken at its shortest decimal form, so that 0.125 is a half and 0.1 is 0.1.
    """
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    with localcontext(prec=MOST_DIGITS):
        return format(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "f")


def rounding_bounds(number: float, rounded_to: float | None) -> tuple[float, float]:
    """The smallest and the largest true number that was published as `number`.

    rounded_to: the step of the publisher's rounding (5 in England), or None.
    Reference: to the nearest step, so at most half a step either way, and never below 0.
    """
    half = (rounded_to or 0.0) / 2
    return max(number - half, 0.0), number + half


def as_floats(column: pa.ChunkedArray) -> np.ndarray:
    """A numeric column as float64, NaN where it is empty."""
    return np.asarray(column.to_numpy(), dtype=float)


def bounds_of(row: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """The smallest and the largest true value of a row, where its publisher rounded the numerator;
    None and None where nobody did.
    """
    if row["value"] is None or not row["rounded_to"] or not row["numerator"]:
        return None, None
    low, high = rounding_bounds(row["numerator"], row["rounded_to"])
    scale = row["value"] / row["numerator"]
    return low * scale, high * scale
