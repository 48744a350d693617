"""Methods for few events: no large-sample promise, and no trend, which few events cannot show."""

from __future__ import annotations

import math

import numpy as np

from openward.impact.design import Design
from openward.impact.estimate import NOTHING, Estimate
from openward.impact.regression import Floats
from openward.impact.series import Series
from openward.statistics.intervals import rate_ratio_interval

PERMUTATIONS = 1999


def before_and_after(series: Series, design: Design) -> tuple[Floats, Floats, Floats]:
    """Counts, exposure and 0/1 of the known periods that are used (each of the same length)."""
    keep = design.used & ~np.isnan(series.counts)
    return series.counts[keep], series.exposure[keep], design.matrix[keep, design.at("level")]


def conditional_poisson(series: Series, design: Design, seed: int = 0) -> Estimate:
    """Events after against before, given their total (Przyborowski & Wilenski 1940).

    Where months vary more than chance, events are counted as so many fewer independent ones. p is
    that of shuffling the months, which holds for clustered events as well; seed is for that.
    """
    counts, exposure, after = before_and_after(series, design)
    known = [float(part[after == side].sum()) for part in (counts, exposure) for side in (1, 0)]
    x1, x0, t1, t0 = known
    if x1 + x0 == 0 or t1 == 0 or t0 == 0:
        return NOTHING
    spread = max(_dispersion(counts, exposure, after), 1.0)
    found = rate_ratio_interval((x1 / spread, x0 / spread), (t1, t0))
    p = shuffled_months(counts, exposure, after, seed)
    ratio = (x1 / t1) / (x0 / t0) if x0 else math.inf
    return Estimate(ratio, float(found.low), float(found.high), p, "conditional_poisson",
                    dispersion=spread)  # fmt: skip


def _dispersion(counts: Floats, exposure: Floats, after: Floats) -> float:
    """Pearson's dispersion around the two rates."""
    mean = np.zeros_like(counts)
    for side in (0.0, 1.0):
        at = after == side
        mean[at] = exposure[at] * counts[at].sum() / exposure[at].sum()
    used = mean > 0
    if used.sum() < 3:
        return 1.0
    return float(((counts - mean)[used] ** 2 / mean[used]).sum() / (len(counts) - 2))


def shuffled_months(counts: Floats, exposure: Floats, after: Floats, seed: int) -> float:
    """Two-sided p: how often months in random order differ as much before and after.

    Phipson & Smyth 2010 (doi:10.2202/1544-6115.1585): the observed order is one of the orders.
    """
    rng = np.random.default_rng(seed)
    orders = np.argsort(rng.random((PERMUTATIONS, len(counts))), axis=1)
    size = float(after @ exposure) * counts.sum() / exposure.sum()
    observed = abs(after @ counts - size)
    expected = (exposure[orders] @ after) * counts.sum() / exposure.sum()
    differences = np.abs(counts[orders] @ after - expected)
    return float((1 + (differences >= observed - 1e-9).sum()) / (PERMUTATIONS + 1))


def start_dates(series: Series, design: Design, least: int = 6) -> float:
    """How often another start date would have shown as large a difference (randomisation in time).

    Edgington 1980; every period with at least `least` known ones on both sides could have been the
    start. Returns p, NaN with fewer than 20 such dates: p could not fall below 0.05.
    """
    counts, exposure, after = before_and_after(series, design)
    starts = np.arange(least, len(counts) - least + 1)
    if len(starts) < 20:
        return math.nan
    sums = [np.r_[0.0, np.cumsum(part)] for part in (counts, exposure)]
    events, size = ([part[starts], part[-1] - part[starts]] for part in sums)
    before, later = (np.log((x + 0.5) / n) for x, n in zip(events, size, strict=True))
    difference = np.abs(later - before)
    at = int((after == 0).sum())
    if at not in starts:
        return math.nan
    return float((difference >= difference[starts == at][0] - 1e-12).mean())
