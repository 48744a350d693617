"""Quantiles and chances of counts agree with scipy.stats everywhere that charts go."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from openward.statistics import discrete

LEVELS = [1 / 741, 0.001, 0.025, 0.5, 0.975, 0.999, 1 - 1 / 741]
MEANS = np.r_[0.0, 1e-9, np.geomspace(0.001, 5000, 300)]
TRIALS = np.r_[0, 1, 2, 3, np.arange(5, 400, 7), 5000]
SHARES = np.r_[0.0, 1e-6, np.linspace(0.001, 0.999, 60), 1.0]


@pytest.mark.parametrize("level", LEVELS)
def test_poisson(level: float) -> None:
    expected = np.maximum(stats.poisson.ppf(level, MEANS), 0)
    np.testing.assert_array_equal(discrete.poisson_quantile(level, MEANS), expected)


@pytest.mark.parametrize("level", LEVELS)
def test_binomial(level: float) -> None:
    n, p = np.meshgrid(TRIALS, SHARES)
    expected = np.maximum(stats.binom.ppf(level, n, p), 0)
    np.testing.assert_array_equal(discrete.binomial_quantile(level, n, p), expected)


@pytest.mark.parametrize("level", LEVELS)
def test_negative_binomial(level: float) -> None:
    size, p = np.meshgrid(np.r_[0.5, 1, 2, 10, 44.4, 300], np.linspace(0.02, 0.99, 40))
    expected = np.maximum(stats.nbinom.ppf(level, size, p), 0)
    np.testing.assert_array_equal(discrete.negative_binomial_quantile(level, size, p), expected)


def test_chances() -> None:
    k = np.arange(-1, 9)
    np.testing.assert_allclose(discrete.poisson_cdf(k, 2.5), stats.poisson.cdf(k, 2.5))
    np.testing.assert_allclose(discrete.binomial_cdf(k, 7, 0.3), stats.binom.cdf(k, 7, 0.3))
    np.testing.assert_allclose(
        discrete.negative_binomial_cdf(k, 3.5, 0.4), stats.nbinom.cdf(k, 3.5, 0.4)
    )


def test_an_unknown_mean_has_no_quantile() -> None:
    assert np.isnan(discrete.poisson_quantile(0.5, np.nan))
