"""What the other kinds did, where next to nothing is known of them."""

from __future__ import annotations

import math

import pytest

from openward.impact.cautions import substitution
from openward.impact.estimate import Estimate


@pytest.mark.parametrize(
    ("low", "high", "code"),
    [(0.2, 2.0, "other_unclear"), (0.01, 900.0, "other_unknown"), (0.0, math.inf, "other_unknown"),
     (1.2, 40.0, "other_rose"), (0.2, 0.9, "other_fell")],
)  # fmt: skip
def test_an_interval_without_an_end_says_nothing(low: float, high: float, code: str) -> None:
    ratio = math.sqrt(low * high) if low and math.isfinite(high) else 1.0
    [found] = substitution({"seclusion": Estimate(ratio, low, high, 0.5, "its")})
    assert found.code == code
