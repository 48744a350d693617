"""Areas differ by more than chance: how much, by named methods.

Each area has a value on a scale where its standard error s hardly depends on its rate. tau2 is the
variance between areas on that scale, beyond chance. ``winsorised`` pulls the outermost tenth of
the z-scores in before it estimates tau2 (Care Quality Commission); ``random_effects`` drops them
and works on the logarithm (Summary Hospital-level Mortality Indicator). Both take the outer areas
for outliers and so come out too small: in a service where nothing is special and areas differ by
a standard deviation of 0.3, their "95 %" limits leave 13 to 20 % of the areas outside.

References: Spiegelhalter 2005 (doi:10.1002/sim.1970); DerSimonian & Laird 1986
(doi:10.1016/0197-2456(86)90046-2); Paule & Mandel 1982 (doi:10.6028/jres.087.022).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from openward.statistics.chart_result import Floats

TAIL = 0.1


@dataclass(frozen=True)
class Spread:
    """phi: mean squared z-score that was used; tau2: variance between areas, on that scale."""

    phi: float
    tau2: float


def winsorised(z: Floats, s: Floats) -> Spread:
    """tau2 from z-scores whose outer tenths (R's quantile type 7) are pulled in."""
    low, high = np.quantile(z, [TAIL, 1 - TAIL])
    return _spread(np.clip(z, low, high), s)


def truncated(z: Floats, s: Floats) -> Spread:
    """tau2 from z-scores without their outer tenths, by rank; equal ones share a rank.

    As FunnelPlotR does it, in whole tenths of n + 1: of 9 or 19 areas one more falls at the top.
    """
    _, place, times = np.unique(z, return_inverse=True, return_counts=True)
    rank = (np.cumsum(times) - (times - 1) / 2)[place]
    tenth = np.floor(rank * (1 / TAIL) / (len(z) + 1))
    kept = (tenth >= 1) & (tenth <= 1 / TAIL - 2)
    return _spread(z[kept], s[kept])


def _spread(z: Floats, s: Floats) -> Spread:
    """The method of moments: tau2 is what z-scores vary beyond 1, and never below 0."""
    count, weight = len(z), 1 / s**2
    phi = float(np.mean(z**2))
    freedom = weight.sum() - (weight**2).sum() / weight.sum()
    if freedom <= 0:
        return Spread(phi, 0.0)
    return Spread(phi, max(0.0, float((count * phi - (count - 1)) / freedom)))


def between_areas(away_squared: Floats, variance: Callable[[float], Floats], most: float) -> float:
    """The extra variance at which areas vary just as much as expected; 0 if they vary less.

    away_squared: squared distance of each count from its expectation. variance(extra): the
    variance of each count. Paule and Mandel's equation: the sum of squared, standardised
    distances is the number of areas less one.
    """

    def surplus(extra: float) -> float:
        return float((away_squared / variance(extra)).sum()) - (len(away_squared) - 1)

    if len(away_squared) < 2 or (variance(0.0) == 0).any():
        return 0.0  # everybody or nobody is counted everywhere: there is no spread to see
    if surplus(0.0) <= 0:
        return 0.0
    if surplus(most) >= 0:
        return most
    from scipy import optimize  # takes a second to load

    return float(optimize.brentq(surplus, 0.0, most))
