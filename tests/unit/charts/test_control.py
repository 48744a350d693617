from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from openward.charts.control import control_notes, point_rules, stretches
from openward.charts.control_spec import LIMIT_DASH, control_spec
from openward.charts.frame import NARROW, WIDE
from openward.charts.render import svg
from openward.charts.words import ENGLISH, Words
from tests.unit.charts.made_up import month, rows_of, words_of
from tests.unit.charts.made_up_control import ABOVE, a_control

RULES_OF_STATISTICS = (
    "beyond_limits", "anhoej_run", "anhoej_crossings", "mdc_astronomical", "mdc_shift",
    "mdc_trend", "mdc_two_of_three", *(f"nelson_{n}" for n in range(1, 9)),
    *(f"western_electric_{n}" for n in range(1, 5)),
)  # fmt: skip


def drawn(**changes: Any) -> str:
    return words_of(svg(control_spec(a_control(**changes)), "t", "d"))


def limit_pieces(spec: dict[str, Any]) -> list[list[float]]:
    """The values of each unbroken piece of the upper limit."""
    layers = [x for x in spec["layer"] if x["mark"].get("strokeDash") == list(LIMIT_DASH)]
    rows = layers[-1]["data"]["values"]
    return [
        [row["value"] for row in rows if row["piece"] == piece]
        for piece in sorted({row["piece"] for row in rows})
    ]


def test_limits_are_steps_that_break_at_gaps_and_phases() -> None:
    pieces = limit_pieces(control_spec(a_control()))
    assert pieces == [[8.0, 8.0, 7.5, 7.5], [8.0, 8.0], [3.0, 3.0, 3.1, 3.1, 3.2, 3.2, 3.0, 3.0]]


def test_a_lower_limit_of_zero_is_not_drawn_and_the_notes_say_so() -> None:
    layers = control_spec(a_control())["layer"]
    limits = [x for x in layers if x["mark"].get("strokeDash") == list(LIMIT_DASH)]
    values = [row["value"] for layer in limits for row in layer["data"]["values"]]
    assert 0 not in values and 0.5 in values
    assert ENGLISH.no_lower_limit in control_notes(a_control())


def test_a_point_that_a_rule_names_has_another_shape_and_the_rule_beside_it() -> None:
    spec = control_spec(a_control())
    points = next(rows for rows in rows_of(spec, "point") if "value" in rows[0])
    assert [row["value"] for row in points if row["what"] == "named"] == [9.0]
    shapes = spec["layer"][-1]["encoding"]["shape"]["scale"]["range"]
    assert len(set(shapes)) == len(shapes)
    assert "above the upper limit" in drawn()


def test_a_rule_of_a_whole_phase_is_said_once_and_names_no_point() -> None:
    assert drawn().count("long run on one side of the centre line") == 3  # notes, halo and words
    assert all(rules == [] for rules in point_rules(a_control())[4:])


def test_the_notes_list_every_rule_with_its_period() -> None:
    assert (
        "What the rules say: May – Aug 2021: long run on one side of the centre line; "
        "Feb 2021: above the upper limit."
    ) in control_notes(a_control())
    assert ENGLISH.no_signals in control_notes(a_control(signals=[()] * 8))


def test_a_stretch_ends_at_a_gap_in_the_points() -> None:
    named = [("mdc_shift",), ("mdc_shift",), (), ("mdc_shift",), *[()] * 4]
    spans = [(first, last) for first, last, _ in stretches(a_control(signals=named))]
    assert spans == [(0, 1), (3, 3)]


def test_beyond_is_said_with_its_side_and_only_once() -> None:
    rules = (*ABOVE, "mdc_astronomical", "nelson_1")
    changed = a_control(signals=[(), rules, *[()] * 6])
    assert stretches(changed) == [(1, 1, "above the upper limit (Nelson 1)")]
    low = a_control(value=[0.1, *a_control().value[1:]], signals=[ABOVE, *[()] * 7])
    assert stretches(low) == [(0, 0, "below the lower limit")]


@pytest.mark.parametrize("rule", RULES_OF_STATISTICS)
def test_every_rule_has_words(rule: str) -> None:
    text = ENGLISH.rule(rule, high=True)
    assert text and "{" not in text and "_" not in text


def test_new_limits_and_a_changed_counting_rule_are_said_at_their_place() -> None:
    written = drawn(definition=["first"] * 4 + ["second"] * 4)
    assert "new limits from May 2021" in written and "counting rule changed" in written
    assert "new limits" not in drawn(phase=[0] * 8)


def test_a_suppressed_period_is_in_the_lane_and_never_a_point() -> None:
    points, lane = [r for r in rows_of(control_spec(a_control()), "point") if r][-2:]
    assert len(points) == 7 and [row["what"] for row in lane] == ["suppressed"]


@pytest.mark.parametrize("kind", ["g", "t"])
def test_gaps_stand_in_their_order_and_zero_is_not_their_goal(kind: str) -> None:
    days = [month(0) + timedelta(n) for n in (0, 3, 9, 10, 40, 41, 60, 61, 99)]
    written = drawn(
        kind=kind, period_start=days[:-1], period_end=days[1:], status=["reported"] * 8,
        value=[float(9 - n) for n in range(8)],
    )  # fmt: skip
    assert "Number of the gap" in written and "a longer time without" in written
    assert "Goal: zero" not in written and "Gap 2: above the upper limit" in written


@pytest.mark.parametrize("kind", ["table", "zero"])
def test_a_chart_without_limits_is_a_plain_line_with_its_goal(kind: str) -> None:
    none = [None] * 8
    written = drawn(
        kind=kind, centre=[0.0] * 8 if kind == "zero" else none, lower=none, upper=none,
        phase=[0] * 8, signals=[()] * 8, kind_words="",
    )  # fmt: skip
    assert "Goal: zero" in written
    assert "centre line" not in written and "limits" not in written and "rule" not in written


def test_the_median_of_a_run_chart_is_called_so() -> None:
    assert "centre line (median)" in drawn(kind="run", lower=[None] * 8, upper=[None] * 8)


def test_words_of_another_language_replace_the_words_of_rules() -> None:
    finnish = Words(above_limit="ylärajan yli", goal="Tavoite: nolla", limits="rajat")
    written = words_of(svg(control_spec(a_control(), finnish, NARROW), "t", "d"))
    assert "ylärajan yli" in written and "above" not in written


def test_the_page_may_have_title_and_notes_instead() -> None:
    assert "title" not in control_spec(a_control(), headed=False)
    assert "title" in control_spec(a_control(), layout=WIDE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"centre": [1.0]},
        {"upper": [float("nan")] * 8},
        {"lower": [-1.0] * 8},
        {"phase": [1] * 4 + [0] * 4},
        {"value": [-1.0] * 8},
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"differ in length|negative or not finite|go back"):
        a_control(**wrong)
