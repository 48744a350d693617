from __future__ import annotations

from typing import Any

import pytest

from openward.charts.funnel_picture import FunnelLimits, funnel_notes
from openward.charts.funnel_spec import funnel_spec
from openward.charts.render import svg
from tests.unit.charts.made_up import rows_of, words_of
from tests.unit.charts.made_up_control import a_funnel


def test_only_areas_outside_are_named_and_have_another_shape() -> None:
    funnel = a_funnel(signal=["above_998", "above_95", "", "", "", ""])
    (points,) = rows_of(funnel_spec(funnel), "point")
    assert {row["name"]: row["what"] for row in points} == {"Elm": "outside", "birch": "area"}
    written = words_of(svg(funnel_spec(funnel), "t", "d"))
    assert "Elm" in written and "birch" not in written


def test_the_notes_name_areas_outside_in_the_order_of_names() -> None:
    assert "Outside the 99.8 % limits, by name: birch, Elm." in funnel_notes(a_funnel())
    quiet = a_funnel(signal=[""] * 6)
    assert "No place lies outside the 99.8 % limits." in funnel_notes(quiet)


def test_the_notes_count_the_areas_without_a_number() -> None:
    assert any("not reported: 1" in note for note in funnel_notes(a_funnel()))


def test_there_are_four_limits_from_area_to_area_or_on_a_finer_curve() -> None:
    assert [len(rows) for rows in rows_of(funnel_spec(a_funnel()), "line")] == [2] * 4
    sizes = [900.0, 1000.0, 1500.0, 2000.0, 1e9]
    fine = FunnelLimits(*([0.2] * 5 for _ in range(4)))
    smooth = a_funnel(curve_size=sizes, curve=fine)
    assert [len(rows) for rows in rows_of(funnel_spec(smooth), "line")] == [4] * 4


def test_the_goal_and_the_ratio_of_sums_are_drawn_and_named() -> None:
    written = words_of(svg(funnel_spec(a_funnel()), "t", "d"))
    assert "Goal: zero" in written and "All services: 0.25" in written


@pytest.mark.parametrize(
    "wrong",
    [
        {"signal": ["far too high"] + [""] * 5},
        {"signal": [""]},
        {"limits": FunnelLimits([0.1], [0.1], [0.1], [0.1])},
        {"limits": FunnelLimits(*([float("inf")] * 6 for _ in range(4)))},
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"differ in length|negative or not finite|is not one of"):
        a_funnel(**wrong)
