"""What a ward's own months say about how they vary, and months made up in the same way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openward.impact.design import segmented
from openward.impact.errors import autocorrelated_errors
from openward.impact.regression import Floats, fit_counts
from openward.impact.series import Series
from openward.problems import BadInput, Problem

#: With fewer known periods neither scatter nor autocorrelation can be told.
LEAST_KNOWN = 8
#: Recent periods that say what the next ones will be like.
RECENT_YEARS = 2


@dataclass(frozen=True)
class History:
    """mean: numerator of a coming period; dispersion: variance over mean, ≥ 1;
    autocorrelation of neighbouring periods, 0 to 0.95; periods: how many are behind us.
    """

    mean: float
    dispersion: float
    autocorrelation: float
    periods: int
    a_year: int


def history_of(series: Series) -> History:
    """How the months of a series vary around its trend.

    Raises
    ------
    BadInput
        Fewer than 8 periods with a number, or nothing but zeros.
    """
    known = ~np.isnan(series.counts)
    if known.sum() < LEAST_KNOWN or not series.counts[known].sum():
        remedy = f"give at least {LEAST_KNOWN} periods that are not all zero"
        raise BadInput(Problem(f"{series.area_id}: too little history to simulate from", remedy))
    columns = segmented(series.time, int(series.time[-1]) + 1)
    matrix = columns.matrix[:, [columns.at("intercept"), columns.at("trend")]]
    fit = fit_counts(series.counts, np.nan_to_num(series.exposure), matrix)
    errors = autocorrelated_errors(fit)
    recent = np.flatnonzero(known)[-RECENT_YEARS * series.a_year :]
    return History(float(series.counts[recent].mean()), float(errors.dispersion[0]),
                   float(errors.autocorrelation[0]), len(series.time), series.a_year)  # fmt: skip


def simulated(history: History, mean: Floats, replicates: int, rng: np.random.Generator) -> Floats:
    """Counts (replicates, T) around these means (T,), scattered as the history is.

    The rate itself drifts up and down by a first-order process on the log scale; around it events
    are Poisson.
    """
    surplus = history.dispersion - 1.0
    shape = (replicates, len(mean))
    if surplus < 1e-6:
        return rng.poisson(mean, shape).astype(np.float64)
    spread = np.log1p(surplus / max(history.mean, 1e-9))
    #: Poisson scatter hides part of how the rates hang together.
    rho = min(0.95, history.autocorrelation * history.dispersion / surplus)
    drift = rng.standard_normal(shape)
    for at in range(1, shape[1]):
        drift[:, at] = rho * drift[:, at - 1] + np.sqrt(1 - rho**2) * drift[:, at]
    rate: Floats = mean * np.exp(np.sqrt(spread) * drift - spread / 2)
    found: Floats = rng.poisson(rate).astype(np.float64)
    return found
