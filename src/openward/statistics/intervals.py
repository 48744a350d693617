"""How far chance alone leaves a rate, a ratio of rates or a share open.

Exact intervals hold at least what they promise and often more; mid-P ones hold it about. All speak
of independent events: many events of one person make them too narrow.

References: Garwood 1936 (doi:10.1093/biomet/28.3-4.437); Clopper & Pearson 1934
(doi:10.1093/biomet/26.4.404); Wilson 1927 (doi:10.1080/01621459.1927.10502953); Berry & Armitage
1995 on mid-P (doi:10.2307/2348891).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from scipy import special

from openward.statistics.chart_result import Floats
from openward.statistics.discrete import binomial_cdf

F = TypeVar("F")
STEPS = 200  # halvings: the interval between 0 and 1 shrinks below the precision of a float


@dataclass(frozen=True, eq=False)
class Interval:
    """estimate, low and high have the shape of the arguments; high may be infinite."""

    estimate: Floats
    low: Floats
    high: Floats
    method: str
    confidence: float


def rate_interval(
    events: npt.ArrayLike, exposure: npt.ArrayLike, *, confidence: float = 0.95,
    multiplier: float = 1.0,
) -> Interval:  # fmt: skip
    """Exact (Garwood) interval of events / exposure × multiplier.

    events: counts ≥ 0. exposure: bed-days or the like, > 0 (else NaN). For zero events the upper
    end is that of a two-sided interval; see ``rare.zero_events_upper_bound`` for the one-sided.
    """
    x, t = _pair(events, exposure)
    tail = (1 - confidence) / 2
    low = np.where(x > 0, special.gammaincinv(np.maximum(x, 1), tail), 0.0)
    high = special.gammaincinv(x + 1, 1 - tail)
    scale = np.divide(multiplier, t, out=np.full_like(t, np.nan), where=t > 0)
    return Interval(x * scale, low * scale, high * scale, "garwood", confidence)


def rate_ratio_interval(
    events: tuple[npt.ArrayLike, npt.ArrayLike], exposure: tuple[npt.ArrayLike, npt.ArrayLike], *,
    method: str = "exact", confidence: float = 0.95,
) -> Interval:  # fmt: skip
    """Interval of (events[0] / exposure[0]) / (events[1] / exposure[1]).

    Given the total of events, the first count is binomial. ``exact`` inverts its tails (as R's
    poisson.test), ``mid_p`` counts half of the observed point and estimates by the median.

    Raises
    ------
    ValueError
        Unknown method.
    """
    share = _method(SHARE_OF_TOTAL, method)
    x1, x2 = _pair(*events)
    t1, t2 = _pair(*exposure)
    estimate, low, high = share(x1, x1 + x2, (1 - confidence) / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = x1 / t1 / (x2 / t2) if method == "exact" else _odds(estimate) * t2 / t1
        return Interval(ratio, _odds(low) * t2 / t1, _odds(high) * t2 / t1, method, confidence)


def rate_ratio_p_value(events: tuple[int, int], exposure: tuple[float, float]) -> float:
    """Two-sided exact p of equal rates (all outcomes at most as probable, as R's poisson.test)."""
    total = events[0] + events[1]
    if total == 0:
        return 1.0
    share = exposure[0] / (exposure[0] + exposure[1])
    from scipy import stats  # takes seconds to load

    return float(stats.binomtest(events[0], total, share).pvalue)


def share_interval(
    part: npt.ArrayLike, whole: npt.ArrayLike, *, method: str = "wilson", confidence: float = 0.95
) -> Interval:
    """Interval of part / whole: ``wilson`` (score) or ``clopper_pearson`` (exact).

    0 ≤ part ≤ whole; a whole of 0 gives NaN.

    Raises
    ------
    ValueError
        Unknown method, or a part larger than its whole.
    """
    bounds = _method(SHARE, method)
    x, n = _pair(part, whole)
    if (x > n).any():
        raise ValueError("part: a part is larger than its whole; check the denominators")
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = bounds(x, n, (1 - confidence) / 2)
        return Interval(x / n, np.where(n > 0, low, np.nan), np.where(n > 0, high, np.nan),
                        method, confidence)  # fmt: skip


Bounds = tuple[Floats, Floats]


def _wilson(x: Floats, n: Floats, tail: float) -> Bounds:
    z = special.ndtri(1 - tail)
    middle = (x + z**2 / 2) / (n + z**2)
    half = z / (n + z**2) * np.sqrt(x * (n - x) / n + z**2 / 4)
    return np.where(x == 0, 0.0, middle - half), np.where(x == n, 1.0, middle + half)


def _clopper_pearson(x: Floats, n: Floats, tail: float) -> Bounds:
    low = np.where(x > 0, special.betaincinv(np.maximum(x, 1), n - x + 1, tail), 0.0)
    high = np.where(x < n, special.betaincinv(x + 1, np.maximum(n - x, 1), 1 - tail), 1.0)
    return low, high


def _exact_share(x: Floats, n: Floats, tail: float) -> tuple[Floats, Floats, Floats]:
    low, high = _clopper_pearson(x, n, tail)
    with np.errstate(divide="ignore", invalid="ignore"):
        return x / n, low, high


def _mid_p_share(x: Floats, n: Floats, tail: float) -> tuple[Floats, Floats, Floats]:
    low = np.where(x > 0, _where_mid_p_is(x, n, 1 - tail), 0.0)
    high = np.where(x < n, _where_mid_p_is(x, n, tail), 1.0)
    middle = _where_mid_p_is(x, n, 0.5)
    return middle, low, high


def _where_mid_p_is(x: Floats, n: Floats, level: float) -> Floats:
    """The share p at which P(X < x) + P(X = x) / 2 is the level, X binomial (n, p)."""
    low, high = np.zeros_like(x), np.ones_like(x)
    for _ in range(STEPS):
        p = (low + high) / 2
        mid_p = (binomial_cdf(x - 1, n, p) + binomial_cdf(x, n, p)) / 2
        low, high = np.where(mid_p > level, p, low), np.where(mid_p > level, high, p)
    middle: Floats = (low + high) / 2
    return middle


SHARE: dict[str, Callable[[Floats, Floats, float], Bounds]] = {
    "wilson": _wilson,
    "clopper_pearson": _clopper_pearson,
}
SHARE_OF_TOTAL: dict[str, Callable[[Floats, Floats, float], tuple[Floats, Floats, Floats]]] = {
    "exact": _exact_share,
    "mid_p": _mid_p_share,
}


def _method(known: dict[str, F], name: str) -> F:
    if name not in known:
        raise ValueError(f"method: {name!r} is not one of {', '.join(known)}")
    return known[name]


def _pair(first: npt.ArrayLike, second: npt.ArrayLike) -> tuple[Floats, Floats]:
    one, other = np.broadcast_arrays(
        np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    )
    return one, other


def _odds(share: Floats) -> Floats:
    odds: Floats = share / (1 - share)
    return odds
