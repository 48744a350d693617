"""Exact limits and exact runs, against counting every possibility."""

from itertools import combinations, groupby
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from openward.statistics.control_chart import control_chart
from openward.statistics.exact_runs import CHANCE, exact_limits_of_runs
from openward.statistics.rare import TAIL, zero_events_upper_bound


def all_orders(high: int, low: int) -> Any:
    for places in combinations(range(high + low), high):
        order = [position in places for position in range(high + low)]
        lengths = [len(list(run)) for _, run in groupby(order)]
        yield max(lengths), len(lengths) - 1


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 7), st.integers(0, 7))
def test_limits_of_runs_are_those_of_a_full_count(high: int, low: int) -> None:
    orders = list(all_orders(high, low)) if high + low else [(0, 0)]
    run, crossings = (int(x[0]) for x in exact_limits_of_runs(np.array([high]), np.array([low])))

    def longer(limit: int) -> float:
        return sum(longest > limit for longest, _ in orders) / len(orders)

    def fewer(limit: int) -> float:
        return sum(crossed < limit for _, crossed in orders) / len(orders)

    assert longer(run) <= CHANCE < longer(run - 1)
    assert fewer(crossings) <= CHANCE < fewer(crossings + 1)


def test_points_on_one_side_alone_are_no_signal() -> None:
    run, crossings = exact_limits_of_runs(np.array([24, 0]), np.array([0, 24]))
    assert run.tolist() == [24, 24]
    assert crossings.tolist() == [0, 0]


@pytest.mark.parametrize("total", [1, 3, 10, 60])
def test_a_stable_point_lies_beyond_a_limit_at_most_once_in_741(total: int) -> None:
    counts = np.zeros(24)
    counts[:total] = 1
    if total > 24:
        counts[:] = total / 24
    chart = control_chart("u_exact", counts, np.full(24, 500.0))
    events = np.rint(counts.sum())
    high, low = chart.upper[0, 0] * 500, chart.lower[0, 0] * 500
    assert stats.binom.sf(np.rint(high), events, 1 / 24) <= TAIL
    assert stats.binom.sf(np.rint(high) - 1, events, 1 / 24) > TAIL
    assert stats.binom.cdf(np.rint(low) - 1, events, 1 / 24) <= TAIL


def test_later_points_are_compared_with_the_baseline_by_the_exact_test() -> None:
    counts = np.array([1.0] * 12 + [0.0] * 12)
    chart = control_chart("u_exact", counts, np.full(24, 100.0), baseline=12)
    high = int(np.rint(chart.upper[0, 20] * 100))
    for count, beyond in ((high, False), (high + 1, True)):
        p = stats.binomtest(count, count + 12, 1 / 13, alternative="greater").pvalue
        assert (p <= TAIL) == beyond


def test_first_event_after_a_quiet_baseline_is_no_signal() -> None:
    chart = control_chart("u_exact", [0.0] * 12 + [1.0] * 3, [100.0] * 15, baseline=12)
    assert (chart.upper[0, 12:] >= 0.01).all()


def test_given_centre_makes_the_limits_poisson() -> None:
    chart = control_chart("u_exact", [2.0, 3.0], [100.0, 400.0], centre=0.01)
    assert chart.upper[0].tolist() == [stats.poisson.ppf(1 - TAIL, m) / d for m, d in
                                       ((1.0, 100.0), (4.0, 400.0))]  # fmt: skip


def test_exact_limits_come_close_to_the_usual_ones_when_events_are_many() -> None:
    rng = np.random.default_rng(6)
    counts, bed_days = rng.poisson(400, 60) * 1.0, np.full(60, 500.0)
    exact, usual = (control_chart(kind, counts, bed_days) for kind in ("u_exact", "u"))
    assert exact.upper[0, 0] == pytest.approx(usual.upper[0, 0], rel=0.01)
    assert exact.lower[0, 0] == pytest.approx(usual.lower[0, 0], rel=0.01)


def test_upper_bound_after_no_events_is_exact() -> None:
    bound = zero_events_upper_bound(10_950, multiplier=1000)
    assert bound == pytest.approx(2.9957 / 10.95, rel=1e-4)
    assert stats.poisson.cdf(0, bound * 10.950) == pytest.approx(0.05, rel=1e-12)
    with pytest.raises(ValueError, match="above zero"):
        zero_events_upper_bound(0.0)
