"""Intervals and corrections of R 4.2.2: poisson.test, binom.test, prop.test, p.adjust, epitools."""

from __future__ import annotations

import numpy as np
import pytest

from openward.statistics.intervals import (
    rate_interval,
    rate_ratio_interval,
    rate_ratio_p_value,
    share_interval,
)
from openward.statistics.multiplicity import q_values
from tests.golden.funnel_cases import table


def columns(name: str, *wanted: str) -> list[np.ndarray]:
    rows = table("stats_r", name)
    return [np.array([float(row[column]) for row in rows]) for column in wanted]


def test_exact_ratios_of_rates_agree_with_poisson_test() -> None:
    x1, x2, t1, t2, low, high = columns("rate_ratio_exact.csv", "x1", "x2", "t1", "t2", "lo", "hi")
    found = rate_ratio_interval((x1, x2), (t1, t2))
    np.testing.assert_allclose(found.low, low, rtol=1e-9)
    np.testing.assert_allclose(found.high, high, rtol=1e-9)


def test_p_values_agree_with_poisson_test() -> None:
    rows = zip(*columns("rate_ratio_exact.csv", "x1", "x2", "t1", "t2", "p"), strict=True)
    for x1, x2, t1, t2, p in rows:
        assert rate_ratio_p_value((int(x1), int(x2)), (t1, t2)) == pytest.approx(p, rel=1e-9)


def test_rates_agree_with_poisson_test() -> None:
    x, t, low, high = columns("rate_ratio_exact.csv", "x1", "t1", "rate1_lo", "rate1_hi")
    found = rate_interval(x, t)
    np.testing.assert_allclose(found.low, low, rtol=1e-9)
    np.testing.assert_allclose(found.high, high, rtol=1e-9)


def test_mid_p_agrees_with_epitools_as_far_as_its_root_finder_goes() -> None:
    """epitools stops at R's default tolerance of uniroot; ours is checked against its equation."""
    x1, x2, t1, t2, rr, low, high = columns(
        "rate_ratio_midp.csv", "x1", "x2", "t1", "t2", "rr_midp", "lo", "hi"
    )
    found = rate_ratio_interval((x1, x2), (t1, t2), method="mid_p")
    for ours, theirs in ((found.estimate, rr), (found.low, low), (found.high, high)):
        np.testing.assert_allclose(ours, theirs, rtol=0.01)


@pytest.mark.parametrize(("method", "short"), [("clopper_pearson", "cp"), ("wilson", "wilson")])
def test_shares_agree(method: str, short: str) -> None:
    x, n, low, high = columns("binom_ci.csv", "x", "n", f"{short}_lo", f"{short}_hi")
    found = share_interval(x, n, method=method)
    np.testing.assert_allclose(found.low, low, atol=1e-12)
    np.testing.assert_allclose(found.high, high, atol=1e-12)


@pytest.mark.parametrize("method", ["bh", "by"])
def test_q_values_agree_with_p_adjust(method: str) -> None:
    sets, p, expected = columns("p_adjust.csv", "set", "p", method.upper())
    for number in np.unique(sets):
        here = sets == number
        np.testing.assert_allclose(q_values(p[here], method), expected[here], atol=1e-12)
