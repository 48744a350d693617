"""Limits of a funnel: how far the value of an area of that size strays by chance.

``exact``: quantiles of the count itself, so that chance puts at most 5 % of areas outside the
"95 %" limits however small they are; where areas differ by themselves, half of the count at the
limit is reckoned as outside (mid-P), since the limits rest on the same areas and would be a little
too wide. ``spiegelhalter``: the smooth forms of the peers (gamma
quantiles for ratios, a logarithm for ratios of counts, an arcsine for proportions), which for
small areas can leave more outside than they say.

Reference: Spiegelhalter 2005 (doi:10.1002/sim.1970).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import special

from openward.statistics import discrete
from openward.statistics.chart_result import Floats

#: In the order of the columns: lower 95 %, upper 95 %, lower 99.8 %, upper 99.8 %.
LEVELS = (0.025, 0.975, 0.001, 0.999)
#: Beyond so many trials a beta-binomial count is as good as continuous.
MOST_TRIALS = 50_000

LimitFunction = Callable[[Floats, float, float, float], Floats]
"""(denominator, centre, level, extra variance) → limit in the unit of the value."""


def exact_rate(n: Floats, centre: float, level: float, extra: float) -> Floats:
    """Poisson quantile; with extra variance that of a Poisson whose mean is gamma distributed."""
    expected = np.maximum(n * centre, 1e-300)
    if extra == 0:
        return discrete.poisson_quantile(level, expected) / n
    size, share = 1 / extra, 1 / (1 + extra * expected)
    count = discrete.negative_binomial_quantile(level, size, share)
    # Half of the count at the limit belongs to its tail: mid-P.
    below = (
        discrete.negative_binomial_cdf(count, size, share)
        + discrete.negative_binomial_cdf(count - 1, size, share)
    ) / 2
    step = (below <= level) * 1.0 if level < 0.5 else (below >= level) * -1.0
    limit: Floats = (count + step) / n
    return limit


def exact_proportion(n: Floats, centre: float, level: float, extra: float) -> Floats:
    """Binomial quantile; with extra variance that of a beta-binomial."""
    if extra > 0:
        return np.array([_beta_binomial(int(m), centre, level, extra) for m in n])
    return discrete.binomial_quantile(level, n, centre) / n


def _beta_binomial(n: int, centre: float, level: float, extra: float) -> float:
    """Share at a mid-P quantile; extra is the correlation within an area."""
    if n > MOST_TRIALS:
        total = 1 / extra - 1
        return float(special.betaincinv(centre * total, (1 - centre) * total, level))
    below = _mid_p_below(n, centre, extra)
    if level < 0.5:
        return float(np.searchsorted(below, level, side="right") / n)
    return float((np.searchsorted(below, level, side="left") - 1) / n)


def _mid_p_below(n: int, centre: float, extra: float) -> Floats:
    """For each count from 0 to n the chance of fewer, half of its own counted."""
    total = 1 / extra - 1
    a, b = centre * total, (1 - centre) * total
    k = np.arange(n + 1)
    mass = np.exp(
        special.betaln(k + a, n - k + b)
        - special.betaln(a, b)
        - special.betaln(k + 1, n - k + 1)
        - np.log(n + 1)
    )
    below: Floats = np.cumsum(mass) - mass / 2
    return below


def beta_binomial_mid_p(count: int, n: int, centre: float, extra: float) -> float:
    """Chance of fewer than `count` of n, half of its own counted."""
    if n > MOST_TRIALS:
        total = 1 / extra - 1
        return float(special.betainc(centre * total, (1 - centre) * total, count / n))
    return float(_mid_p_below(n, centre, extra)[count])


def smooth_ratio(n: Floats, centre: float, level: float, extra: float) -> Floats:
    """Observed over expected: gamma quantile of the count that is expected."""
    expected = n * centre
    above = 1.0 if level > 0.5 else 0.0
    limit: Floats = special.gammaincinv(expected + above, level) / n
    return limit


def smooth_rate(n: Floats, centre: float, level: float, extra: float) -> Floats:
    """Ratio of two counts on the logarithm, 0.5 added to each."""
    error = log_rate_error(n * centre, n)
    limit: Floats = centre * np.exp(special.ndtri(level) * error)
    return limit


def log_rate_error(events: Floats, n: Floats) -> Floats:
    """Standard error of the logarithm of a ratio of two counts, 0.5 added to each."""
    error: Floats = np.sqrt(events / (events + 0.5) ** 2 + n / (n + 0.5) ** 2)
    return error


def smooth_proportion(n: Floats, centre: float, level: float, extra: float) -> Floats:
    """Arcsine of the square root; 0 where the lower limit would turn back upwards."""
    angle = np.arcsin(np.sqrt(centre)) + special.ndtri(level) / (2 * np.sqrt(n))
    limit: Floats = np.sin(np.clip(angle, 0, np.pi / 2)) ** 2
    return limit


LIMITS: dict[tuple[str, str], LimitFunction] = {
    ("exact", "rate"): exact_rate,
    ("exact", "ratio"): exact_rate,
    ("exact", "proportion"): exact_proportion,
    ("spiegelhalter", "rate"): smooth_rate,
    ("spiegelhalter", "ratio"): smooth_ratio,
    ("spiegelhalter", "proportion"): smooth_proportion,
}
