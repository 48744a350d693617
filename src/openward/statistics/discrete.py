"""Chances and quantiles of counts, from scipy's special functions.

scipy.stats gives the same numbers; loading it takes longer than charting ten thousand wards.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import special

from openward.statistics.chart_result import Floats

Numbers = npt.ArrayLike


def poisson_cdf(k: Numbers, mean: Numbers) -> Floats:
    """P(X ≤ k); 0 below zero."""
    count = np.asarray(k, dtype=np.float64)
    return _below_zero(count, special.pdtr(np.maximum(count, 0), mean))


def binomial_cdf(k: Numbers, trials: Numbers, share: Numbers) -> Floats:
    """P(X ≤ k); 0 below zero, 1 from the number of trials on."""
    count, n, p = np.broadcast_arrays(
        *(np.asarray(v, dtype=np.float64) for v in (k, trials, share))
    )
    inside = special.betainc(np.maximum(n - count, 1), np.maximum(count, 0) + 1, 1 - p)
    return _below_zero(count, np.where(count >= n, 1.0, inside))


def negative_binomial_cdf(k: Numbers, size: Numbers, share: Numbers) -> Floats:
    """P(X ≤ k) of the failures before `size` successes, each with chance `share`."""
    count = np.asarray(k, dtype=np.float64)
    return _below_zero(count, special.betainc(size, np.maximum(count, 0) + 1, share))


def poisson_quantile(level: float, mean: Numbers) -> Floats:
    """Smallest k with P(X ≤ k) ≥ level; NaN where the mean is NaN."""
    mu = np.asarray(mean, dtype=np.float64)
    return _settled(special.pdtrik(level, mu), level, poisson_cdf, mu)


def binomial_quantile(level: float, trials: Numbers, share: Numbers) -> Floats:
    """Smallest k with P(X ≤ k) ≥ level."""
    n, p = _together(trials, share)
    # A guess by the first terms of Cornish and Fisher: scipy's search takes ten times as long.
    z = special.ndtri(level)
    guess = n * p + z * np.sqrt(n * p * (1 - p)) + (1 - 2 * p) * (z**2 - 1) / 6
    start = np.clip(guess, 0, n)
    return _settled(start, level, binomial_cdf, n, p)


def negative_binomial_quantile(level: float, size: Numbers, share: Numbers) -> Floats:
    """Smallest k with P(X ≤ k) ≥ level."""
    n, p = _together(size, share)
    start = np.where(p >= 1, 0.0, special.nbdtrik(level, n, p))
    return _settled(start, level, negative_binomial_cdf, n, p)


def _together(*numbers: Numbers) -> tuple[Floats, ...]:
    return np.broadcast_arrays(*(np.asarray(number, dtype=np.float64) for number in numbers))


def _settled(start: Floats, level: float, cdf: Callable[..., Floats], *of: Floats) -> Floats:
    """The exact quantile, step by step from a continuous guess that lies near it.

    of: the other arguments of the cdf, each of the shape of the guess. Each chance is worked out
    once, since a million of them take longer than the chart.
    """
    count = np.maximum(np.ceil(np.nan_to_num(start)), 0).reshape(-1)
    given = [np.reshape(numbers, -1) for numbers in of]
    reached = np.zeros(count.size, dtype=np.bool_)

    down = np.flatnonzero(count > 0)
    while down.size:
        down = down[cdf(count[down] - 1, *(numbers[down] for numbers in given)) >= level]
        count[down] -= 1
        reached[down] = True
        down = down[count[down] > 0]
    up = np.flatnonzero(~reached)
    while up.size:
        chance = cdf(count[up], *(numbers[up] for numbers in given))
        count[up[np.isnan(chance)]] = np.nan
        up = up[chance < level]
        count[up] += 1
    settled: Floats = count.reshape(np.shape(start))
    return settled


def _below_zero(count: Floats, inside: Floats) -> Floats:
    chances: Floats = np.where(count < 0, 0.0, inside)
    return chances
