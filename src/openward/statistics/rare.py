"""Limits that hold when events are rare, and what a run of zeros allows to say."""

import math

import numpy as np

from openward.statistics.chart_result import ControlChart, Flags, Floats
from openward.statistics.limits import Limits
from openward.statistics.observations import Observations
from openward.statistics.screening import mean, total

# One point in 741 beyond each limit at most: what three sigma promise on a normal scale.
TAIL = 0.00135


def zero_events_upper_bound(exposure: float, multiplier: float = 1.0) -> float:
    """Exact one-sided 95 % upper bound of a rate after no events: −ln 0.05 / exposure (3.0 / N).

    Parameters
    ----------
    exposure
        Bed-days (or other denominator) watched, > 0.
    multiplier
        Unit of the rate (1000: per 1,000 bed-days).

    Notes
    -----
    The bound holds for events that come independently; it says how high the rate may still be,
    not that anything is expected. Source: Hanley and Lippman-Hand, JAMA 249(13), 1983.
    """
    if not exposure > 0:
        raise ValueError("exposure: must be above zero")
    return -math.log(0.05) / exposure * multiplier


# Early and late points whose chances to lie above the line differ by more may not be reordered.
MOST_UNEVEN = 0.1


def chances_above(chart: ControlChart) -> Floats | None:
    """Chance of each count to lie above the centre line; None without a denominator."""
    if chart.denominator is None or chart.numerator_unit not in ("count", "persons"):
        return None
    expected = chart.centre * chart.denominator / chart.multiplier
    from openward.statistics.discrete import poisson_cdf  # loads scipy

    chances: Floats = 1 - poisson_cdf(np.floor(expected), expected)
    return chances


def uneven(chances: Floats, where: Flags) -> Flags:
    """Series in which the chances of early and late points differ too much; series × 1.

    In a month with half the bed-days an event is half as likely, but lifts the rate twice as far:
    a run may come from the bed-days alone.
    """
    known = np.isfinite(chances) & where
    early = np.cumsum(known, axis=1) * 2 <= known.sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        change = mean(chances, known & early) - mean(chances, known & ~early)
    return np.abs(change) > MOST_UNEVEN


def exact_limits(seen: Observations, base: Flags, screen: bool) -> Limits:
    """Limits from exact probabilities: at most 1 stable point in 741 lies beyond each.

    Nothing is taken from a normal curve, and the unknown rate is conditioned away instead of
    plugged in: given T events in N bed-days of the base, a base period with n bed-days holds a
    binomial(T, n / N) count, and a later one is compared with the base by the exact test of two
    Poisson counts (a negative binomial). With a given centre line the count is Poisson.
    Source of the conditional test: Przyborowski and Wilenski, Biometrika 31, 1940.

    Notes
    -----
    Assumes events that come one by one and independently: when one person has many in a month,
    that month may well lie beyond the upper limit. That is worth a talk, not an error. Counts that
    are not whole are taken at the nearest whole number.
    """
    from openward.statistics.discrete import poisson_quantile

    exposure = np.ones_like(seen.value) if seen.denominator is None else seen.denominator
    exposure = np.where(exposure > 0, exposure, np.nan)
    if seen.centre is not None:
        expected = seen.centre * exposure
        low, high = poisson_quantile(TAIL, expected), poisson_quantile(1 - TAIL, expected)
        centre = seen.centre
    else:
        events, time = np.rint(total(seen.numerator, base)), total(exposure, base)
        low, high = _conditional(events, time, exposure, base)
        with np.errstate(invalid="ignore"):
            centre = total(seen.numerator, base) / time
    none = np.full((1, 1), np.nan)
    # ppf gives −1 for a count that is certain to be zero.
    return Limits(centre, none, none, np.maximum(low, 0) / exposure, np.maximum(high, 0) / exposure)


def _conditional(
    events: Floats, time: Floats, exposure: Floats, base: Flags
) -> tuple[Floats, Floats]:
    """Counts below and above which a point is beyond chance, given the events of the base."""
    from openward.statistics.discrete import binomial_quantile, negative_binomial_quantile

    events = np.broadcast_to(events, exposure.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(base, exposure / time, time / (time + exposure))
    low, high = np.full(exposure.shape, np.nan), np.full(exposure.shape, np.nan)
    inside = base & np.isfinite(share)
    low[inside] = binomial_quantile(TAIL, events[inside], share[inside])
    high[inside] = binomial_quantile(1 - TAIL, events[inside], share[inside])
    later = ~base & np.isfinite(share) & (time > 0)
    high[later] = negative_binomial_quantile(1 - TAIL, events[later] + 1, share[later])
    later &= events > 0
    low[later] = negative_binomial_quantile(TAIL, events[later], share[later])
    low[~base & np.isfinite(share) & (events == 0)] = 0.0
    return low, high
