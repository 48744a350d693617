"""Centre line and limits of each kind of chart, for one phase of many series at once.

Each function takes the observations and the base points of the phase and gives the pieces in
the unit of numerator / denominator. Sources: Montgomery, Introduction to Statistical Quality
Control (i, mr, c, u, p); Laney, Quality Engineering 14(4), 2002 (up, pp); Provost and Murray,
The Health Care Data Guide, 2011 (g, t, run); Taylor, Normalized Individuals Control Chart, 2017
(ip). They assume that points are independent and, but for run, roughly symmetric around the
centre: on rare events that is false, and the limits mislead (see ``rare``).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from openward.statistics.chart_result import Flags, Floats
from openward.statistics.observations import Observations
from openward.statistics.screening import mean, mean_range, median, moving_ranges, total

TWO_POINT_RANGE = 1.128  # d2 for n = 2, three decimals as in the published tables
I_CONSTANT = 3 / TWO_POINT_RANGE
XMR_CONSTANT = 2.66
MOVING_RANGE_UPPER = 3.267  # D4 for n = 2
IP_LARGEST_RANGE = 3.2665
T_POWER = 1 / 3.6  # makes exponential waiting times roughly normal (Nelson 1994)
G_MEDIAN = 0.693  # the median of a geometric gap as a share of its mean


@dataclass(frozen=True, eq=False)
class Limits:
    """Pieces of one phase, each broadcasting to series × time; NaN where there is none."""

    centre: Floats
    middle: Floats
    sigma: Floats
    lower: Floats
    upper: Floats


LimitFunction = Callable[[Observations, Flags, bool], Limits]


def around(centre: Floats, sigma: Floats, highest: float = np.inf) -> Limits:
    """Limits three sigma either side of the centre, cut at 0 and at ``highest``."""
    width = 3 * sigma
    width[np.isinf(width)] = np.nan
    lower = np.maximum(centre - width, 0.0)
    upper = np.minimum(centre + width, highest) if highest < np.inf else centre + width
    return Limits(centre, centre, sigma, lower, upper)


def _given(seen: Observations, otherwise: Floats) -> Floats:
    return otherwise if seen.centre is None else seen.centre


def _pooled(seen: Observations, base: Flags) -> Floats:
    """Ratio of sums over the base points, or the mean when there is no denominator."""
    if seen.centre is not None:
        return seen.centre
    if seen.denominator is None:
        return mean(seen.numerator, base)
    with np.errstate(invalid="ignore"):
        return total(seen.numerator, base) / total(seen.denominator, base)


def _over_denominator(variance: Floats, seen: Observations) -> Floats:
    """Square root of the variance for one unit of denominator over the denominator."""
    if seen.denominator is None:
        return np.sqrt(variance)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = variance / seen.denominator
        return np.sqrt(scale, out=scale)


def run_limits(seen: Observations, base: Flags, screen: bool) -> Limits:
    """Median and no limits."""
    centre = median(seen.value, base) if seen.centre is None else seen.centre
    none = np.full((1, 1), np.nan)
    return Limits(centre, none, none, none, none)


def _individuals(seen: Observations, base: Flags, screen: bool, constant: float) -> Limits:
    centre = _given(seen, mean(seen.value, base))
    ranges = moving_ranges(seen.value, base, seen.bridge)
    return around(centre, mean_range(ranges, screen) * (constant / 3))


def i_limits(seen: Observations, base: Flags, screen: bool) -> Limits:
    """Mean ± 3 / 1.128 × mean moving range."""
    return _individuals(seen, base, screen, I_CONSTANT)


def xmr_limits(seen: Observations, base: Flags, screen: bool) -> Limits:
    """Mean ± 2.66 × mean moving range (NHS Making Data Count)."""
    return _individuals(seen, base, screen, XMR_CONSTANT)


def mr_limits(seen: Observations, base: Flags, screen: bool) -> Limits:
    """Mean moving range and 3.267 times it; ``seen.value`` holds the moving ranges."""
    centre = _given(seen, mean(seen.value, base))
    upper = MOVING_RANGE_UPPER * centre
    none = np.full((1, 1), np.nan)
    return Limits(centre, none, none, np.zeros_like(upper), upper)


def c_limits(seen: Observations, base: Flags, screen: bool) -> Limits:
    """Mean count ± 3 × its square root; the denominator is not used."""
    centre = _given(seen, mean(seen.numerator, base))
    return around(centre, np.sqrt(centre))


def u_limits(seen: Observations, base: Flags, screen: bool) -> Limits:
    """Pooled rate ± 3 × Poisson standard deviation at each denominator."""
    centre = _pooled(seen, base)
    return around(centre, _over_denominator(centre, seen))


def p_limits(seen: Observations, base: Flags, screen: bool) -> Limits:
    """Pooled share ± 3 × binomial standard deviation at each denominator, within 0 and 1."""
    centre = _pooled(seen, base)
    return around(centre, _over_denominator(_binomial_variance(centre), seen), highest=1.0)


def _binomial_variance(share: Floats) -> Floats:
    return np.maximum(share * (1 - share), 0.0)


def laney_factor(seen: Observations, base: Flags, sigma: Floats, screen: bool) -> Floats:
    """How much more the points scatter from one to the next than chance alone would; 1 = as much.

    Source: Laney 2002. Zero when the points do not vary at all.
    """
    centre = _pooled(seen, base)
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = (seen.value - centre) / sigma
    scores[np.broadcast_to(sigma == 0, scores.shape)] = 0.0
    ranges = moving_ranges(scores, base, seen.bridge)
    return mean_range(ranges, screen) / TWO_POINT_RANGE


def up_limits(seen: Observations, base: Flags, screen: bool) -> Limits:
    """Laney's u′: u limits widened or narrowed by the scatter from point to point."""
    centre = _pooled(seen, base)
    sigma = _over_denominator(centre, seen)
    return around(centre, sigma * laney_factor(seen, base, sigma, screen))


def pp_limits(seen: Observations, base: Flags, screen: bool) -> Limits:
    """Laney's p′: p limits widened or narrowed by the scatter from point to point."""
    centre = _pooled(seen, base)
    sigma = _over_denominator(_binomial_variance(centre), seen)
    return around(centre, sigma * laney_factor(seen, base, sigma, screen), highest=1.0)


def ip_limits(seen: Observations, base: Flags, screen: bool) -> Limits:
    """Taylor's I′: individuals with moving ranges weighed by both denominators."""
    exposure = np.ones_like(seen.value) if seen.denominator is None else seen.denominator
    with np.errstate(divide="ignore"):
        weight = 1 / exposure
    ranges = moving_ranges(seen.value, base)
    with np.errstate(invalid="ignore"):
        ranges = np.sqrt(np.pi / 2) * ranges / np.sqrt(weight[:, 1:] + weight[:, :-1])
    spread = mean_range(ranges, screen, IP_LARGEST_RANGE)
    with np.errstate(invalid="ignore"):
        return around(_pooled(seen, base), spread * np.sqrt(weight))


def g_limits(seen: Observations, base: Flags, screen: bool) -> Limits:
    """Median gap; limits are the mean ± 3 × geometric standard deviation, cut at 0.

    A given centre is the mean gap, and the line is drawn at 0.693 of it.
    """
    middle = _given(seen, mean(seen.value, base))
    centre = median(seen.value, base) if seen.centre is None else G_MEDIAN * middle
    cut = around(middle, np.sqrt(middle * (middle + 1)))
    return Limits(centre, middle, cut.sigma, cut.lower, cut.upper)


def t_limits(seen: Observations, base: Flags, screen: bool) -> Limits:
    """Individuals limits of the waiting time to the power 1 / 3.6, turned back."""
    scaled = seen.value**T_POWER
    middle = mean(scaled, base) if seen.centre is None else seen.centre**T_POWER
    sigma = mean_range(moving_ranges(scaled, base, seen.bridge), screen) / TWO_POINT_RANGE
    cut = around(middle, sigma)
    back = 1 / T_POWER
    return Limits(middle**back, middle, sigma, cut.lower**back, cut.upper**back)
