"""Intervals that hold when months hang together, are few, or vary more than chance."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from scipy import special

from openward.impact.analysis import analyse
from openward.impact.design import segmented
from openward.impact.errors import autocorrelated_errors, model_errors
from openward.impact.exact import conditional_poisson
from openward.impact.history import History, simulated
from openward.impact.interrupted import Question, design_of
from openward.impact.needed import can_be_seen
from openward.impact.regression import fit_counts
from openward.impact.series import Series, all_series
from tests.unit.impact.monthly import monthly

CHANGE = date(2023, 7, 1)  # the 31st month


def false_alarms(history: History, kind: str) -> float:
    """Share of 400 wards without a change of which the interval leaves 1 out."""
    design = segmented(np.arange(54), 36)
    counts = simulated(history, np.full(54, history.mean), 400, np.random.default_rng(3))
    fit = fit_counts(counts, 1.0, design.matrix)
    errors = autocorrelated_errors(fit) if kind == "autocorrelated" else model_errors(fit)
    bound = special.stdtrit(errors.freedom, 0.975) * errors.of(2)
    return float((np.abs(fit.coefficients[:, 2]) > bound).mean())


def test_months_that_hang_together_do_not_cry_wolf() -> None:
    drifting = History(20.0, 4.0, 0.4, 54, 12)
    assert false_alarms(drifting, "model") > 0.12
    assert false_alarms(drifting, "autocorrelated") < 0.07


def test_months_that_do_not_hang_together_pay_little() -> None:
    assert 0.005 < false_alarms(History(20.0, 1.0, 0.0, 54, 12), "autocorrelated") < 0.06


def test_a_silent_series_has_no_fit_and_stops_no_other() -> None:
    design = segmented(np.arange(54), 36)
    counts = np.random.default_rng(1).poisson(20.0, (2, 54)).astype(np.float64)
    alone = fit_counts(counts, 1.0, design.matrix)
    both = fit_counts(np.vstack([counts, np.full(54, np.nan)]), 1.0, design.matrix)
    assert both.converged.tolist() == [True, True, False]
    assert np.isnan(both.counts[2]).all() and not both.weight[2].any()
    np.testing.assert_allclose(both.coefficients[:2], alone.coefficients, rtol=1e-10)


def test_some_fits_are_those_of_all() -> None:
    design = segmented(np.arange(54), 36)
    counts = np.random.default_rng(1).poisson(20.0, (30, 54)).astype(np.float64)
    fit = fit_counts(counts, 1.0, design.matrix)
    whole, part = autocorrelated_errors(fit), autocorrelated_errors(fit.some(slice(20, 30)))
    np.testing.assert_allclose(part.covariance, whole.covariance[20:], rtol=1e-12)


def one(counts: list[float]) -> Series:
    return all_series(monthly(counts))[0]


def test_clustered_events_get_a_wider_exact_interval() -> None:
    even, clustered = ([1.0, 1.0, 1.0, 1.0] * 12, [4.0, 0.0, 0.0, 0.0] * 12)
    found = [conditional_poisson(one(c), design_of(one(c), Question(CHANGE))[0])
             for c in (even, clustered)]  # fmt: skip
    assert found[1].dispersion > 2 and found[1].high / found[1].low > found[0].high / found[0].low


@pytest.mark.parametrize(
    ("first", "last", "why"), [(23, 48, "short_before"), (0, 32, "short_after")]
)
def test_without_enough_periods_nobody_can_tell(first: int, last: int, why: str) -> None:
    rng = np.random.default_rng(1)
    counts = [float(rng.poisson(400 if k < 30 else 40)) for k in range(48)]
    table = monthly(counts).slice(first, last - first)
    answer = analyse(all_series(table)[0], Question(CHANGE))
    assert (answer.verdict, answer.why) == ("cannot_tell", why)


def test_a_fall_of_30_percent_is_seen_with_80_percent_power_at_this_error() -> None:
    """log(0.7) / (1.96 + 0.8416) = -0.1273."""
    assert can_be_seen(0.127) and not can_be_seen(0.128)
