"""Each rule on a series made for it: it names the right points, and not one earlier."""

from typing import Any

import numpy as np
import pytest

from openward.statistics.chart_result import ControlChart
from openward.statistics.control_chart import control_chart
from openward.statistics.position import position_of
from openward.statistics.rules_anhoej import count_runs
from openward.statistics.signals import RULES_OF_SET, signals

# A long alternation of 9 and 11: mean 10, moving range 2, so one sigma of xmr is 1.773.
CALM = [9.0, 11.0] * 30
EVERY_SET = list(RULES_OF_SET)


def chart_of(tail: list[float], kind: str = "xmr") -> ControlChart:
    """Limits from the calm start, then the points in question."""
    return control_chart(kind, CALM + tail, baseline=len(CALM))


def named(rule: str, tail: list[float], rule_set: str) -> list[bool]:
    found = signals(chart_of(tail), [rule_set]).of(rule)[0, len(CALM) :]
    return [bool(flag) for flag in found]


def test_beyond_limits_is_strict() -> None:
    chart = control_chart("c", [16.0, 16.0, 28.0, 4.0, 16.0, 29.0, 3.0], centre=16.0)
    assert chart.upper[0, 0] == 28
    found = signals(chart, ["shewhart"]).of("beyond_limits")[0]
    assert found.tolist() == [False, False, False, False, False, True, True]


@pytest.mark.parametrize("value", [10.5, 9.5])
def test_shift_needs_seven_on_one_side(value: float) -> None:
    other = 20 - value
    assert named("mdc_shift", [other, *[value] * 6, other], "mdc_2019") == [False] * 8
    assert named("mdc_shift", [other, *[value] * 7, other], "mdc_2019") == [
        False,
        *[True] * 7,
        False,
    ]


def test_a_point_on_the_line_breaks_a_shift() -> None:
    assert not any(named("mdc_shift", [9.5, *[10.5] * 6, 10.0, *[10.5] * 6], "mdc_2019"))


def test_trend_needs_seven_points_and_no_equal_neighbours() -> None:
    rising = [8.9, 9.2, 9.6, 9.9, 10.2, 10.6, 11.1]
    assert named("mdc_trend", [9.5, *rising, 10.0], "mdc_2019") == [False, *[True] * 7, False]
    assert not any(named("mdc_trend", [9.5, *rising[:6], 10.6, 10.0], "mdc_2019"))


def test_points_beyond_the_limits_count_in_two_of_three_only_since_2023() -> None:
    tail = [9.0, 17.0, 14.0, 9.0]  # 3.9 and 2.3 sigma, and only two of them above
    assert named("mdc_two_of_three", tail, "mdc_2019") == [False] * 4
    tail = [10.5, 17.0, 14.0, 9.0]
    assert named("mdc_two_of_three", tail, "mdc_2019") == [False] * 4
    assert named("mdc_two_of_three", tail, "mdc_2023") == [False, True, True, False]


def test_two_of_three_asks_for_one_side() -> None:
    assert named("mdc_two_of_three", [14.0, 10.5, 14.0], "mdc_2019") == [True, False, True]
    assert not any(named("mdc_two_of_three", [14.0, 9.5, 14.0], "mdc_2019"))
    assert not any(named("mdc_two_of_three", [14.0, 10.5, 6.0], "mdc_2019"))


@pytest.mark.parametrize(
    ("rule", "just_enough"),
    [
        ("nelson_1", [16.0]),
        ("nelson_2", [10.1] * 9),
        ("nelson_3", [8.0, 8.5, 9.5, 10.5, 11.0, 11.5]),
        ("nelson_5", [14.0, 14.0]),
        ("nelson_6", [12.0, 12.0, 12.0, 12.0]),
        ("nelson_7", [10.1, 10.0, 10.2, 9.9, 10.0] * 3),
        ("nelson_8", [12.0, 8.0, 8.0, 12.0, 12.0, 8.0, 12.0, 8.0]),
        ("western_electric_4", [10.1] * 8),
    ],
)
def test_rule_names_the_whole_stretch_and_nothing_shorter(
    rule: str, just_enough: list[float]
) -> None:
    rule_set = rule.rsplit("_", 1)[0]
    frame: list[float] = [20.0, 0.0] if rule == "nelson_7" else [10.0, 10.0]
    full = named(rule, [*frame, *just_enough, *reversed(frame)], rule_set)
    assert full[2 : 2 + len(just_enough)] == [True] * len(just_enough)
    short = named(rule, [*frame, *just_enough[1:], *reversed(frame)], rule_set)
    assert not any(short[2 : 1 + len(just_enough)])


def test_fourteen_alternating_points_are_named() -> None:
    waves = [10.0, 10.1] * 7
    level = [10.0] * 5
    found = signals(control_chart("xmr", [*level, *waves[1:], 10.0, *level]), ["nelson"])
    assert found.of("nelson_4").sum() == 15
    shorter = signals(control_chart("xmr", [*level, *waves[1:13], *level]), ["nelson"])
    assert not shorter.of("nelson_4").any()


def test_a_gap_breaks_a_stretch() -> None:
    assert not any(named("nelson_2", [*[10.1] * 5, np.nan, *[10.1] * 5], "nelson"))


def test_anhoej_counts_only_useful_points() -> None:
    chart = control_chart("run", [1.0, 5.0, 3.0, np.nan, 5.0, 1.0, 5.0], centre=3.0)
    runs = count_runs(chart, position_of(chart))
    assert int(runs.useful[0, 0]) == 5
    assert int(runs.crossings[0, 0]) == 3
    assert int(runs.longest[0, 0]) == 2
    assert runs.in_longest[0].tolist() == [False, True, False, False, True, False, False]


def test_points_left_out_do_not_count_towards_runs() -> None:
    values = [1.0, 1.0, 5.0, 1.0, 1.0, 5.0]
    chart = control_chart("run", values, centre=3.0, exclude=[False, False, True, *[False] * 3])
    runs = count_runs(chart, position_of(chart))
    assert int(runs.longest[0, 0]) == 4
    assert int(runs.crossings[0, 0]) == 1


def test_anhoej_names_every_point_of_the_phase() -> None:
    chart = control_chart("run", [1.0] * 12 + [5.0] * 12, centre=3.0)
    found = signals(chart, ["anhoej"])
    assert found.of("anhoej_run").all()
    assert found.of("anhoej_crossings").all()


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        ("run", {"anhoej_run", "anhoej_crossings", "mdc_shift", "mdc_trend", "nelson_2", "nelson_3",
                 "nelson_4", "western_electric_4"}),
        ("mr", {"beyond_limits", "mdc_astronomical", "nelson_1", "western_electric_1"}),
        ("u_exact", {"beyond_limits", "mdc_astronomical", "nelson_1", "western_electric_1",
                     "anhoej_run", "anhoej_crossings"}),
    ],
)  # fmt: skip
def test_rules_that_make_no_sense_for_a_kind_are_silent(kind: str, allowed: set[str]) -> None:
    rng = np.random.default_rng(4)
    wild = rng.poisson(np.where(np.arange(80) < 40, 3.0, 30.0), (50, 80)).astype(float)
    found = signals(control_chart(kind, wild, baseline=40), EVERY_SET)
    loud = {name for name in found.names if found.of(name).any()}
    assert loud <= allowed
    assert loud & allowed


def test_gaps_carry_no_signal() -> None:
    chart = control_chart("run", [1.0] * 12 + [np.nan] + [5.0] * 12, centre=3.0)
    assert not signals(chart).any()[0, 12]


def test_names_are_joined_once_per_combination() -> None:
    chart = control_chart("c", [[2.0, 3.0, 2.0, 40.0] * 3, [5.0, 6.0] * 6])
    found = signals(chart, EVERY_SET)
    joined: Any = found.joined()
    for row, column in np.ndindex(joined.shape):
        names = [n for n, f in zip(found.names, found.flags[:, row, column], strict=True) if f]
        assert joined[row, column] == ";".join(names)


def test_unknown_rule_set_is_refused() -> None:
    with pytest.raises(ValueError, match="not one of"):
        signals(chart_of([]), ["tea_leaves"])
