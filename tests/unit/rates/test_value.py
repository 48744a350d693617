from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from openward.rates.value import half_up, rounding_bounds, values
from tests.rate_tables import absent_row, rate_table


def test_a_value_is_numerator_by_denominator_times_multiplier() -> None:
    assert values(rate_table({"numerator": 3.0, "denominator": 1500.0})).tolist() == [2.0]


def test_a_plain_count_is_its_numerator() -> None:
    assert values(rate_table({"denominator": None, "numerator": 15.0})).tolist() == [15.0]


def test_zero_hours_are_a_zero_and_zero_days_have_no_value() -> None:
    table = rate_table({"numerator": 0.0}, {"numerator": 0.0, "denominator": 0.0})
    found = values(table)
    assert found[0] == 0
    assert np.isnan(found[1])


@pytest.mark.parametrize("status", ["suppressed", "not_reported", "not_applicable"])
def test_absent_rows_have_no_value_with_or_without_a_denominator(status: str) -> None:
    table = rate_table(absent_row(status), absent_row(status, denominator=None))
    assert np.isnan(values(table)).all()


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (0.125, 2, "0.13"), (0.135, 2, "0.14"), (0.124999, 2, "0.12"), (2.675, 2, "2.68"),
        (1.005, 2, "1.01"), (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (0.0, 2, "0.00"),
        (-0.125, 2, "-0.13"), (1e300, 0, "1" + "0" * 300), (Decimal("0.125"), 2, "0.13"),
        (7, 1, "7.0"),
    ],
)  # fmt: skip
def test_halves_are_rounded_away_from_zero(
    value: float | Decimal, decimals: int, printed: str
) -> None:
    assert half_up(value, decimals) == printed


def test_a_rounded_number_stands_for_half_a_step_either_way() -> None:
    assert rounding_bounds(10.0, 5.0) == (7.5, 12.5)


def test_bounds_do_not_go_below_zero() -> None:
    assert rounding_bounds(0.0, 5.0) == (0.0, 2.5)


def test_an_unrounded_number_stands_for_itself() -> None:
    assert rounding_bounds(3.0, None) == (3.0, 3.0)
