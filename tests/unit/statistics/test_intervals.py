"""Intervals at their edges, and against their own defining equations."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from openward.statistics.intervals import rate_interval, rate_ratio_interval, share_interval


def test_no_event_has_a_lower_end_of_zero_and_an_upper_one_of_3_69() -> None:
    found = rate_interval(0, 1000, multiplier=1000)
    assert (found.estimate, found.low) == (0, 0)
    assert found.high == pytest.approx(-np.log(0.025))


def test_a_rate_over_nothing_is_no_rate() -> None:
    assert np.isnan(rate_interval(0, 0).high)


def test_the_ends_of_garwoods_interval_leave_the_tails_they_promise() -> None:
    found = rate_interval(7, 1)
    assert stats.poisson.sf(6, found.low) == pytest.approx(0.025)
    assert stats.poisson.cdf(7, found.high) == pytest.approx(0.025)


@pytest.mark.parametrize(("x1", "x2"), [(1, 2), (8, 2), (30, 41), (3, 0)])
def test_mid_p_ends_solve_their_equation(x1: int, x2: int) -> None:
    found = rate_ratio_interval((x1, x2), (3000.0, 5000.0), method="mid_p")
    for end, level in ((found.low, 0.975), (found.high, 0.025)):
        if not np.isfinite(end):
            continue
        share = end * 3000 / (end * 3000 + 5000)
        law = stats.binom(x1 + x2, share)
        assert law.cdf(x1) - law.pmf(x1) / 2 == pytest.approx(level, abs=1e-9)


def test_a_ratio_without_events_in_the_second_group_has_no_upper_end() -> None:
    assert rate_ratio_interval((4, 0), (10.0, 10.0)).high == np.inf


@pytest.mark.parametrize("method", ["wilson", "clopper_pearson"])
def test_a_share_stays_between_nothing_and_everything(method: str) -> None:
    found = share_interval([0, 5, 5, 0], [5, 5, 8, 0], method=method)
    assert found.low[0] == 0
    assert found.high[1] == 1
    assert found.low[2] < 5 / 8 < found.high[2]
    assert np.isnan(found.low[3])


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="not one of"):
        share_interval(1, 2, method="wald")
    with pytest.raises(ValueError, match="larger than its whole"):
        share_interval(3, 2)
