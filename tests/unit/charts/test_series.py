from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from openward.charts.frame import GOAL_LANE, NARROW
from openward.charts.render import svg
from openward.charts.series import Line
from openward.charts.series_spec import series_spec
from openward.charts.timeline import NO_NUMBER_SHAPES
from openward.charts.words import NO_NUMBER, Words
from tests.unit.charts.made_up import a_line, a_series, month, rows_of, unbroken_line, words_of


def pieces(line: Line) -> list[list[float]]:
    """The values of each unbroken piece that is drawn."""
    (rows,) = rows_of(series_spec(a_series(line)), "line")
    numbers = sorted({row["piece"] for row in rows})
    return [[row["value"] for row in rows if row["piece"] == number] for number in numbers]


def lane_rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for rows in rows_of(spec, "point") for row in rows if "lane" in row]


def test_a_line_stops_at_periods_without_a_number() -> None:
    assert pieces(a_line()) == [[3.0, 0.0], [1.0, 2.0]]


def test_no_line_crosses_a_change_of_the_counting_rule() -> None:
    line = unbroken_line(definition=["first"] * 3 + ["second"] * 5)
    assert pieces(line) == [[1, 2, 3], [4, 5, 6, 7, 8]]


def test_no_line_crosses_a_period_that_the_table_does_not_have() -> None:
    starts = [month(i) for i in (0, 1, 2, 3, 6, 7, 8, 9)]
    line = unbroken_line(
        period_start=starts, period_end=[month(i + 1) for i in (0, 1, 2, 3, 6, 7, 8, 9)]
    )
    assert pieces(line) == [[1, 2, 3, 4], [5, 6, 7, 8]]


def test_a_change_of_the_counting_rule_is_a_dashed_break_with_words() -> None:
    line = unbroken_line(definition=["first"] * 3 + ["second"] * 5)
    spec = series_spec(a_series(line))
    dashed = [layer for layer in spec["layer"] if layer["mark"].get("strokeDash") == [3, 3]]
    assert len(dashed) == 1
    assert dashed[0]["data"]["values"][0]["at"] == 1617235200000  # 2021-04-01, UTC
    assert "counting rule changed" in words_of(svg(spec, "t", "d"))
    assert "counting rule changed" not in words_of(svg(series_spec(a_series()), "t", "d"))


def test_zero_is_a_point_at_zero_and_no_missing_period_is() -> None:
    points, lane = rows_of(series_spec(a_series()), "point")
    assert [row["value"] for row in points] == [3.0, 0.0, 1.0, 2.0]
    assert len(lane) == 4 and not any("value" in row for row in lane)


def test_missing_periods_are_drawn_below_the_zero_line() -> None:
    spec = series_spec(a_series())
    assert all(row["lane"] > spec["height"] + GOAL_LANE for row in lane_rows(spec))


@pytest.mark.parametrize("reason", NO_NUMBER)
def test_every_kind_of_no_number_has_its_own_shape_and_words(reason: str) -> None:
    spec = series_spec(a_series())
    scale = spec["layer"][-1]["encoding"]["shape"]["scale"]
    shapes = dict(zip(scale["domain"], scale["range"], strict=True))
    assert shapes[reason] == NO_NUMBER_SHAPES[reason]
    assert len(set(scale["range"])) == len(scale["range"])
    assert Words().no_number(reason) in words_of(svg(spec, "title", "description"))


def test_two_lines_have_a_lane_each_with_the_symbol_of_its_line() -> None:
    spec = series_spec(a_series(a_line("Seclusion"), a_line("Restraint")))
    fixed = [layer for layer in spec["layer"] if "shape" in layer["mark"]]
    owners = {layer["encoding"]["y"]["value"]: layer["mark"]["shape"] for layer in fixed}
    assert sorted(owners) == sorted({row["lane"] for row in lane_rows(spec)})
    assert list(owners.values()) == ["circle", "triangle-up"]


def test_a_long_name_is_cut_in_the_legend_and_the_reason_never() -> None:
    long = "Seclusion in the ward at the end of the long corridor"
    series = a_series(a_line(f"{long} A"), a_line(f"{long} B"))
    written = words_of(svg(series_spec(series, layout=NARROW), "title", "description"))
    assert long not in written and "…" in written and "not reported" in written


def test_the_axis_starts_at_zero_and_holds_the_largest_rounding_bound() -> None:
    line = unbroken_line(low=[0.0] * 8, high=[23.0] * 8)
    spec = series_spec(a_series(line))
    (scale,) = [s for layer in spec["layer"] if (s := layer["encoding"].get("y", {}).get("scale"))]
    assert scale["domain"][0] == 0 and scale["domain"][1] >= 23


def test_rounding_is_a_bar_only_where_it_leaves_something_open() -> None:
    line = unbroken_line(low=[1.0, 0.0] + [None] * 6, high=[1.0, 4.5] + [None] * 6)
    bars = [
        row for rows in rows_of(series_spec(a_series(line)), "rule") for row in rows if "low" in row
    ]
    assert [(row["low"], row["high"]) for row in bars] == [(0.0, 4.5)]


def test_words_of_another_language_replace_all_words() -> None:
    finnish = Words(
        goal="Tavoite: nolla", not_reported="ei ilmoitettu", months=tuple("abcdefghijkl")
    )
    written = words_of(svg(series_spec(a_series(), finnish, NARROW), "t", "d"))
    assert "Tavoite: nolla" in written and "ei ilmoitettu" in written
    assert "Goal" not in written and "Jan" not in written


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": [1.0]},
        {"value": [-1.0] * 8},
        {"value": [float("inf")] * 8},
        {"period_start": [date(2021, 1, 1)] * 8},
    ],
)
def test_a_line_that_cannot_be_drawn_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Seclusion"):
        a_line(**wrong)


def test_five_lines_or_two_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="1 to 4 lines"):
        a_series(*[a_line(str(i)) for i in range(5)])
    with pytest.raises(ValueError, match="same name"):
        a_series(a_line(), a_line())
