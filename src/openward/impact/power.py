"""Before starting: how often would a fall of a given size be seen, and after how long?

By simulation on the history of the wards themselves and with the methods that will be used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from openward.impact.analysis import FEW_AFTER, FEW_BEFORE
from openward.impact.design import segmented
from openward.impact.errors import autocorrelated_errors
from openward.impact.history import History, simulated
from openward.impact.regression import Floats, fit_counts
from openward.impact.stepped import Wedge, gee
from openward.statistics.intervals import rate_ratio_interval, share_interval

ENOUGH = 0.80
REPLICATES, WEDGE_REPLICATES = 400, 100
#: Months times months of all replicates would not fit into the cache of a processor.
AT_ONCE = 20


@dataclass(frozen=True)
class Power:
    """power: share of simulated wards in which the fall was seen; low, high: its own 95 %
    interval, since the number of replicates is finite. wards and months that were assumed.
    """

    wards: int
    periods: int
    fall: float
    power: float
    low: float
    high: float
    method: str


def power_alone(
    history: History, periods: int, fall: float, *, seed: int, replicates: int = REPLICATES
) -> Power:
    """One ward with its own months before and so many periods after.

    fall: 0 to below 1; 0 gives the share of false alarms.
    """
    rng = np.random.default_rng([seed, periods, round(1000 * fall)])
    design = segmented(np.arange(history.periods + periods), history.periods)
    after = design.matrix[:, design.at("level")]
    counts = simulated(history, history.mean * (1 - fall * after), replicates, rng)
    few = history.mean * history.periods < FEW_BEFORE or history.mean * periods < FEW_AFTER
    if few:
        seen, method = _seen_exactly(counts, after, history.dispersion), "conditional_poisson"
    else:
        seen, method = _seen_by_regression(counts, design.matrix, design.at("level")), "its"
    return _power(1, periods, fall, seen, method)


def _seen_by_regression(counts: Floats, matrix: Floats, level: int) -> Floats:
    told = counts[:, matrix[:, level] > 0].sum(axis=1) > 0
    fit = fit_counts(counts[told], 1.0, matrix)
    parts = [autocorrelated_errors(fit.some(slice(first, first + AT_ONCE)))
             for first in range(0, len(fit.counts), AT_ONCE)]  # fmt: skip
    bound = np.concatenate([np.empty(0), *(
        special.stdtrit(one.freedom, 0.975) * one.of(level) for one in parts
    )])  # fmt: skip
    seen = np.zeros(len(counts))
    seen[told] = fit.coefficients[:, level] < -bound
    #: No event at all after the change goes to the exact method.
    if not told.all():
        seen[~told] = _seen_exactly(counts[~told], matrix[:, level], 1.0)
    return seen


def _seen_exactly(counts: Floats, after: Floats, dispersion: float) -> Floats:
    later, before = counts @ after, counts @ (1 - after)
    sizes = float(after.sum()), float((1 - after).sum())
    total = np.maximum(later + before, 1e-9)
    found = rate_ratio_interval((later / dispersion, (total - later) / dispersion), sizes)
    return np.asarray(found.high < 1, dtype=np.float64)


def power_wedge(  # noqa: PLR0913
    histories: Sequence[History], wards: int, periods: int, fall: float, *, seed: int,
    replicates: int = WEDGE_REPLICATES,
) -> Power:  # fmt: skip
    """Several wards that start one after the other within so many periods from the first start.

    histories: of wards at hand; so many as asked are drawn from them, with replacement.
    """
    rng = np.random.default_rng([seed, wards, periods, round(1000 * fall)])
    drawn = [histories[at] for at in rng.integers(0, len(histories), wards)]
    known = min(one.periods for one in drawn)
    start = known + (np.arange(wards) * periods) // wards
    time = np.arange(known + periods)
    means = [one.mean * (1 - fall * (time >= first))
             for one, first in zip(drawn, start, strict=True)]  # fmt: skip
    counts = np.stack([simulated(one, mean, replicates, rng)
                       for one, mean in zip(drawn, means, strict=True)], axis=1)  # fmt: skip
    exposure = np.ones((wards, len(time)))
    found = [gee(Wedge(one, exposure, start)) for one in counts]
    seen = np.array([one.high < 1 for one in found], dtype=np.float64)
    return _power(wards, periods, fall, seen, "stepped_wedge")


def _power(wards: int, periods: int, fall: float, seen: Floats, method: str) -> Power:
    interval = share_interval(seen.sum(), len(seen))
    return Power(wards, periods, fall, float(seen.mean()), float(interval.low),
                 float(interval.high), method)  # fmt: skip


def least_visible(found: Sequence[Power], periods: int) -> float | None:
    """The smallest fall simulated that is seen in four of five cases after so many periods."""
    seen = [one.fall for one in found if one.periods == periods and one.power >= ENOUGH]
    return min(seen, default=None)
