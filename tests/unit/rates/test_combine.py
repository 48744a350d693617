"""Tables put together, and two periods side by side."""

from __future__ import annotations

from datetime import date

import pytest

from openward.problems import BadInput
from openward.rates.combine import Comparison, compare, concatenate
from tests.rate_tables import absent_row, rate_table

JANUARY, FEBRUARY = date(2022, 1, 1), date(2022, 2, 1)
IN_FEBRUARY = {"period_start": FEBRUARY, "period_end": date(2022, 3, 1)}


def test_all_rows_stand_in_the_order_given() -> None:
    tables = [rate_table({"area_id": "F2"}), rate_table({"area_id": "F1"}, {"area_id": "F3"})]
    assert concatenate(tables, ["a", "b"])["area_id"].to_pylist() == ["F2", "F1", "F3"]


def test_one_figure_in_two_files_is_bad_input_that_names_both() -> None:
    tables = [rate_table({"area_id": "F0"}, {}), rate_table({"area_id": "F9"}), rate_table({})]
    with pytest.raises(BadInput) as refused:
        concatenate(tables, ["a.csv", "b.csv", "c.csv"])
    assert refused.value.sentences() == [
        "c.csv: 1 of its figures stand in a.csv too, the first is xx-test of F1 from 2022-01-01: "
        "give each figure once"
    ]


def pair(before: dict[str, object], after: dict[str, object]) -> Comparison:
    (found,) = compare(rate_table(before, {**after, **IN_FEBRUARY}), JANUARY, FEBRUARY)
    return found


def test_change_and_ratio_are_of_the_values() -> None:
    found = pair({"numerator": 2.0, "denominator": 1000.0}, {"numerator": 3.0})
    assert (found.before, found.after, found.change, found.ratio) == (2.0, 3.0, 1.0, 1.5)


def test_a_fall_to_zero_is_a_number() -> None:
    found = pair({"numerator": 2.0}, {"numerator": 0.0})
    assert (found.after, found.change, found.ratio) == (0.0, -2.0, 0.0)
    assert found.certain_direction


def test_a_rise_from_zero_has_no_ratio() -> None:
    found = pair({"numerator": 0.0}, {"numerator": 2.0})
    assert (found.change, found.ratio) == (2.0, None)


@pytest.mark.parametrize("status", ["suppressed", "not_reported", "not_applicable"])
def test_without_a_number_there_is_no_change_and_the_status_says_why(status: str) -> None:
    found = pair({"numerator": 2.0}, absent_row(status))
    assert (found.before, found.after, found.status_after) == (2.0, None, status)
    assert (found.change, found.ratio, found.certain_direction) == (None, None, False)


def test_zero_days_have_no_value_to_compare() -> None:
    found = pair({"numerator": 0.0, "denominator": 0.0}, {})
    assert (found.before, found.change) == (None, None)


def test_an_area_in_one_period_only_is_not_reported_in_the_other() -> None:
    table = rate_table({"area_name": "B"}, {"area_id": "F2", "area_name": "A", **IN_FEBRUARY})
    first, second = compare(table, JANUARY, FEBRUARY)
    assert (first.area_name, first.status_before, first.status_after) == (
        "A", "not_reported", "reported",
    )  # fmt: skip
    assert second.status_after == "not_reported"


def test_areas_come_by_name_never_by_rate() -> None:
    names = ["C", "A", "B"]
    rows = [{"area_id": n, "area_name": n, "numerator": float(i)} for i, n in enumerate(names)]
    table = rate_table(*rows, *({**row, **IN_FEBRUARY} for row in rows))
    assert [found.area_name for found in compare(table, JANUARY, FEBRUARY)] == ["A", "B", "C"]


ROUNDED = {"denominator": None, "multiplier": 1.0, "rounded_to": 5.0}


@pytest.mark.parametrize(
    ("before", "after", "certain"),
    [(10.0, 15.0, False), (10.0, 20.0, True), (20.0, 10.0, True), (10.0, 10.0, False),
     (15.0, 10.0, False)],
)  # fmt: skip
def test_rounding_alone_may_explain_a_change(before: float, after: float, certain: bool) -> None:
    found = pair({**ROUNDED, "numerator": before}, {**ROUNDED, "numerator": after})
    assert found.certain_direction is certain


def test_rounding_of_a_numerator_reaches_the_rate() -> None:
    rate = {"denominator": 1000.0, "rounded_to": 5.0}
    assert not pair({**rate, "numerator": 10.0}, {**rate, "numerator": 15.0}).certain_direction
    assert pair({**rate, "numerator": 10.0}, {**rate, "numerator": 16.0}).certain_direction


@pytest.mark.parametrize(
    ("column", "value"),
    [("definition", "v2"), ("multiplier", 100.0), ("numerator_unit", "persons")],
)
def test_another_counting_rule_is_not_compared(column: str, value: object) -> None:
    with pytest.raises(BadInput, match="the counting rule changed between") as refused:
        pair({}, {column: value})
    assert refused.value.problems[0].column == column


def test_a_silent_row_of_another_definition_changes_no_rule() -> None:
    found = pair({}, absent_row("not_reported", definition="v2"))
    assert found.status_after == "not_reported"


def test_only_one_indicator_at_a_time() -> None:
    with pytest.raises(BadInput, match="2 indicators: choose one"):
        compare(rate_table({}, {"indicator": "xx-other"}), JANUARY, FEBRUARY)


def test_a_day_on_which_nothing_starts_is_said_not_taken_for_silence() -> None:
    with pytest.raises(BadInput, match="no period starts on 2022-02-01: use one of 2022-01-01"):
        compare(rate_table({}), JANUARY, FEBRUARY)


def test_a_month_and_a_quarter_that_start_together_are_not_mixed() -> None:
    quarter = {"period_end": date(2022, 4, 1)}
    table = rate_table({}, quarter, IN_FEBRUARY)
    with pytest.raises(BadInput, match="periods of different lengths start on 2022-01-01"):
        compare(table, JANUARY, FEBRUARY)
