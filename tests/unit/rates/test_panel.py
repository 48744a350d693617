"""Rows to series × time and back."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from openward.problems import BadInput
from openward.rates.panel import groups, panel
from tests.rate_tables import absent_row, rate_row, rate_table


def month(number: int, **change: object) -> dict[str, object]:
    days = {"period_start": date(2025, number, 1), "period_end": date(2025, number + 1, 1)}
    return rate_row(**{**days, **change})


def silent_month(number: int, status: str) -> dict[str, object]:
    days = {"period_start": date(2025, number, 1), "period_end": date(2025, number + 1, 1)}
    return {**absent_row(status), **days}


def test_series_of_unequal_length_are_padded_with_nothing() -> None:
    rows = [month(1, area_id="a"), month(2, area_id="a"), month(1, area_id="b")]
    laid = panel(rate_table(*rows))
    assert laid.numerator.shape == (2, 2)
    assert np.isnan(laid.numerator).tolist() == [[False, False], [False, True]]


def test_rows_out_of_order_are_sorted_by_key_and_time() -> None:
    rows = [month(2, numerator=2.0), month(1, numerator=1.0), month(3, numerator=3.0)]
    assert panel(rate_table(*rows)).numerator.tolist() == [[1.0, 2.0, 3.0]]


@pytest.mark.parametrize("status", ["suppressed", "not_reported", "not_applicable"])
def test_a_month_without_a_number_is_a_gap_and_not_a_zero(status: str) -> None:
    laid = panel(rate_table(month(1), silent_month(2, status), month(3, numerator=0.0)))
    assert np.isnan(laid.numerator[0, 1])
    assert laid.numerator[0, 2] == 0


def test_a_month_with_nobody_there_is_a_gap() -> None:
    laid = panel(rate_table(month(1), month(2, numerator=0.0, denominator=0.0)))
    assert np.isnan(laid.numerator[0, 1])


def test_a_new_counting_rule_starts_a_new_phase() -> None:
    rows = [month(1, definition="v4"), month(2, definition="v5"), month(3, definition="v5")]
    assert panel(rate_table(*rows)).phase.tolist() == [[0, 1, 1]]


def test_the_cells_come_back_in_the_order_of_the_rows() -> None:
    laid = panel(rate_table(month(1, area_id="b"), month(1, area_id="a", numerator=9.0)))
    assert laid.of_rows(laid.numerator).tolist() == laid.rows["numerator"].to_pylist()


def test_two_sources_of_one_series_are_refused_and_named() -> None:
    with pytest.raises(BadInput, match="choose one with --source"):
        panel(rate_table(month(1), month(2, source="another")))


def test_two_multipliers_in_one_series_are_refused() -> None:
    with pytest.raises(BadInput, match="multiplier"):
        panel(rate_table(month(1), month(2, multiplier=100.0)))


def test_groups_keep_the_order_of_their_first_rows() -> None:
    table = rate_table(month(1, indicator="b"), month(1, indicator="a"), month(2, indicator="b"))
    assert [part["indicator"].to_pylist() for part in groups(table, ["indicator"])] == [
        ["b", "b"], ["a"],
    ]  # fmt: skip
