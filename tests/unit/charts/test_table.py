from __future__ import annotations

from openward.charts.table import (
    control_table,
    distribution_table,
    funnel_table,
    series_table,
)
from tests.unit.charts.made_up import a_distribution, a_line, a_series, unbroken_line
from tests.unit.charts.made_up_control import a_control, a_funnel


def test_areas_stand_by_name_and_none_is_left_out() -> None:
    table = distribution_table(a_distribution())
    assert table.columns == ("Name", "Identifier", "Patient-hours", "Hours per 1,000 patient-hours")
    assert table.rows == (
        ("Ash", "03", "500", "suppressed (fewer than 5, hidden)"),
        ("birch", "02", "2,000", "0"),
        ("Elm", "01", "1,000", "0.50"),
        ("Fir", "04", "", "not reported"),
        ("Oak", "05", "", "not applicable"),
        ("Yew", "06", "0", "no denominator"),
    )


def test_periods_stand_in_time_with_words_for_each_missing_number() -> None:
    cells = [row[1] for row in series_table(a_series()).rows]
    assert cells == [
        "3.00", "0", "suppressed (fewer than 5, hidden)", "not reported", "not applicable",
        "no denominator", "1.00", "2.00",
    ]  # fmt: skip


def test_rounding_is_said_and_a_change_of_the_counting_rule_is_a_column() -> None:
    line = unbroken_line(low=[0.5] * 8, high=[1.5] * 8, definition=["first"] * 3 + ["second"] * 5)
    table = series_table(a_series(line))
    assert table.columns == ("Period", "Seclusion", "Seclusion: Counting rule")
    assert table.rows[0] == ("Jan 2021", "1.00 (0.50 to 1.50)", "first")
    assert table.rows[3][2] == "second"


def test_a_line_without_a_period_of_another_has_an_empty_cell() -> None:
    whole = unbroken_line(name="whole")
    short = a_line(
        "short", period_start=whole.period_start[:1], period_end=whole.period_end[:1],
        value=[2.0], status=["reported"], definition=[None],
    )  # fmt: skip
    rows = series_table(a_series(whole, short)).rows
    assert [row[2] for row in rows] == ["2.00"] + [""] * 7


def test_a_control_table_has_limits_and_rules_in_words_beside_each_value() -> None:
    table = control_table(a_control())
    assert table.columns == (
        "Period", "Seclusions per 1,000 bed-days", "Centre line", "Lower limit", "Upper limit",
        "What the rules say",
    )  # fmt: skip
    assert table.rows[1] == ("Feb 2021", "9.00", "4.00", "0.60", "7.50", "above the upper limit")
    suppressed = ("Mar 2021", "suppressed (fewer than 5, hidden)", "4.00", "", "", "")
    assert table.rows[2] == suppressed
    assert table.rows[5][1] == "0"
    assert table.rows[7][5] == "long run on one side of the centre line"


def test_gaps_are_numbered_and_a_changed_counting_rule_is_a_column() -> None:
    table = control_table(a_control(kind="g", definition=["first"] * 4 + ["second"] * 4))
    assert table.columns[0] == "Gap" and table.rows[2][0] == "Gap 3"
    assert [row[-1] for row in table.rows[3:5]] == ["first", "second"]


def test_a_funnel_table_stands_by_name_with_limits_and_words() -> None:
    rows = {row[0]: row[3:] for row in funnel_table(a_funnel()).rows}
    assert list(rows) == ["Ash", "birch", "Elm", "Fir", "Oak", "Yew"]
    assert rows["Elm"] == ("0.50", "0.10", "0.40", "0", "0.45", "above the 99.8 % limits")
    assert rows["Fir"] == ("not reported", "", "", "", "", "")
