"""Centre lines and limits of each kind, worked by hand."""

import math

import numpy as np
import pytest

from openward.statistics.control_chart import KINDS, control_chart
from openward.statistics.signals import RULES_OF_SET, signals

COUNTS = np.array([4.0, 6.0, 5.0, 9.0, 6.0])
BED_DAYS = np.array([100.0, 200.0, 100.0, 300.0, 300.0])


def test_run_chart_has_the_median_and_no_limits() -> None:
    chart = control_chart("run", COUNTS)
    assert chart.centre[0, 0] == 6
    assert np.isnan(chart.lower).all()
    assert np.isnan(chart.upper).all()


@pytest.mark.parametrize(("kind", "constant"), [("i", 3 / 1.128), ("xmr", 2.66)])
def test_individuals_use_their_own_constant(kind: str, constant: float) -> None:
    chart = control_chart(kind, COUNTS)
    mean_range = (2 + 1 + 4 + 3) / 4
    assert chart.upper[0, 0] == pytest.approx(6 + constant * mean_range, rel=1e-12)
    assert chart.constant == constant


def test_u_chart_pools_the_rate_in_the_unit_asked_for() -> None:
    chart = control_chart("u", COUNTS, BED_DAYS, multiplier=1000)
    assert chart.centre[0, 0] == pytest.approx(30)
    assert chart.upper[0, 1] == pytest.approx(30 + 3 * math.sqrt(0.03 / 200) * 1000)
    assert chart.lower[0, 0] == 0


def test_p_chart_stays_between_zero_and_the_multiplier() -> None:
    chart = control_chart("p", [9.0, 10.0, 9.0], [10.0, 10.0, 10.0], multiplier=100)
    assert (chart.upper == 100).all()
    assert (chart.lower >= 0).all()


def test_c_chart_does_not_use_the_denominator() -> None:
    chart = control_chart("c", COUNTS, BED_DAYS)
    assert chart.value.tolist() == [COUNTS.tolist()]
    assert chart.upper[0, 0] == pytest.approx(6 + 3 * math.sqrt(6))


@pytest.mark.parametrize("kind", ["c", "g", "t", "run", "xmr", "auto"])
def test_without_a_denominator_the_value_is_the_numerator(kind: str) -> None:
    chart = control_chart(kind, [COUNTS.tolist() * 4], multiplier=1000, numerator_unit="count")
    assert chart.value[0, :5].tolist() == COUNTS.tolist()
    assert chart.multiplier == 1


def test_moving_ranges_start_with_a_gap_in_each_phase() -> None:
    chart = control_chart("mr", COUNTS, phase=[0, 0, 0, 1, 1])
    assert np.isnan(chart.value[0, [0, 3]]).all()
    assert chart.upper[0, 1] == pytest.approx(3.267 * 1.5)


def test_g_chart_has_the_median_gap_and_geometric_limits() -> None:
    chart = control_chart("g", [3.0, 5.0, 10.0])
    assert chart.centre[0, 0] == 5
    assert chart.upper[0, 0] == pytest.approx(6 + 3 * math.sqrt(6 * 7))


def test_t_chart_bears_a_gap_of_zero_and_says_so() -> None:
    chart = control_chart("t", [3.0, 0.0, 10.0, 4.0])
    assert np.isfinite(chart.upper).all()
    assert any("time of day" in said for said in chart.warnings)


def test_laney_widens_every_point_by_one_factor() -> None:
    plain, prime = (control_chart(kind, COUNTS, BED_DAYS) for kind in ("u", "up"))
    factor = prime.sigma / plain.sigma
    assert factor[0].tolist() == pytest.approx([factor[0, 0]] * 5)


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_bears_two_points_and_all_zeros(kind: str) -> None:
    for counts in ([0.0, 0.0], [0.0] * 24):
        chart = control_chart(kind, counts, [500.0] * len(counts), screen=True)
        assert (chart.centre == 0).all()
        assert not np.nanmax(chart.lower, initial=0)


def test_lower_limits_are_never_below_zero() -> None:
    rng = np.random.default_rng(5)
    counts = rng.poisson(2.0, (20, 24)).astype(float)
    for kind in KINDS:
        chart = control_chart(kind, counts, np.full(counts.shape, 500.0), multiplier=1000)
        assert np.nanmin(chart.lower, initial=0) >= 0


def test_screening_drops_one_large_moving_range() -> None:
    steady = [5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 30.0, 30.0, 31.0, 30.0, 31.0, 30.0]
    wide, narrow = (control_chart("xmr", steady, screen=screen) for screen in (False, True))
    assert narrow.upper[0, 0] < wide.upper[0, 0]
    assert (wide.screen, narrow.screen) == (False, True)


def test_given_centre_is_in_the_unit_of_the_value() -> None:
    chart = control_chart("u", COUNTS, BED_DAYS, multiplier=1000, centre=40.0)
    assert (chart.centre == 40).all()
    assert chart.upper[0, 0] == pytest.approx(40 + 3 * math.sqrt(0.04 / 100) * 1000)


def test_given_mean_gap_draws_the_g_line_at_the_theoretical_median() -> None:
    chart = control_chart("g", [3.0, 5.0, 10.0], centre=10.0)
    assert chart.centre[0, 0] == pytest.approx(6.93)
    assert chart.upper[0, 0] == pytest.approx(10 + 3 * math.sqrt(110))


@pytest.mark.parametrize("kind", ["i", "xmr", "run", "u", "up", "ip", "u_exact"])
def test_another_unit_changes_the_scale_and_no_signal(kind: str) -> None:
    rng = np.random.default_rng(9)
    counts = rng.poisson(12.0, (30, 40)) + 1.0
    exposure = rng.integers(300, 700, counts.shape).astype(float)
    ones, thousands = (control_chart(kind, counts, exposure, multiplier=m) for m in (1.0, 1000.0))
    np.testing.assert_allclose(thousands.upper, ones.upper * 1000, rtol=1e-12)
    every = list(RULES_OF_SET)
    np.testing.assert_array_equal(signals(thousands, every).flags, signals(ones, every).flags)
