"""Areas of one period against their size: which differ by more than chance?

A funnel asks a question of a service. It does not rank: two areas outside are not comparable with
each other, and an area inside may have much to change. Hours hang together in single persons and
are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from openward.statistics import discrete, overdispersion
from openward.statistics.chart_result import Asked, Floats
from openward.statistics.funnel_limits import (
    LEVELS,
    LIMITS,
    beta_binomial_mid_p,
    log_rate_error,
)
from openward.statistics.sentences import (
    FUNNEL_CANNOT_SAY,
    funnel_meaning,
    funnel_of_zeros,
    refused_funnel,
)

#: Largest extra variance that is looked for: areas that differ tenfold.
MOST_EXTRA_OF_RATE = 100.0
MOST_EXTRA_OF_SHARE = 0.999
METHODS = ("predictive", "none", "winsorised", "random_effects")


@dataclass(frozen=True, eq=False)
class Funnel:
    """One entry per area; NaN where the denominator is 0 or a number is missing.

    value, centre and limits are in the unit numerator / denominator × multiplier. p_value is
    two-sided mid-P against the centre (with the extra variance of ``predictive``), for q-values
    over many areas. phi, tau2: of ``winsorised`` and ``random_effects``, on their scales. extra:
    of ``predictive``, the squared coefficient of variation between areas (rates) or the
    correlation within an area (proportions). meaning and cannot_say are one sentence each.
    """

    numerator: Floats
    denominator: Floats
    value: Floats
    centre: Floats
    lower_95: Floats
    upper_95: Floats
    lower_998: Floats
    upper_998: Floats
    p_value: Floats
    kind: str
    overdispersion: str
    limits: str
    multiplier: float
    phi: float
    tau2: float
    extra: float
    meaning: str
    cannot_say: str

    def signals(self) -> list[str]:
        """For each area ``above_998``, ``above_95``, ``below_95``, ``below_998`` or nothing."""
        conditions = [self.value > self.upper_998, self.value < self.lower_998,
                      self.value > self.upper_95, self.value < self.lower_95]  # fmt: skip
        names = ["above_998", "below_998", "above_95", "below_95"]
        return [str(name) for name in np.select(conditions, names, default="")]


@dataclass(frozen=True)
class _Known:
    x: Floats
    n: Floats
    centre: float
    kind: str


def funnel(  # noqa: PLR0913 -- the options of the command
    numerator: npt.ArrayLike, denominator: npt.ArrayLike, *, kind: str = "rate",
    multiplier: float = 1.0, target: float | None = None, overdispersion: str = "predictive",
    limits: str = "exact", numerator_unit: str = "count", denominator_unit: str = "bed-days",
) -> Funnel:  # fmt: skip
    """95 % and 99.8 % limits for each area around the ratio of sums, or around a target.

    Parameters
    ----------
    numerator, denominator
        One entry per area, numerators counts ≥ 0; NaN = no number.
    kind
        ``rate`` (events per bed-day), ``proportion`` (part of a whole, numerator ≤ denominator)
        or ``ratio`` (observed / expected, around 1).
    target
        The centre in the unit of numerator / denominator; None: the ratio of sums (1 for ratio).
    overdispersion
        ``predictive`` (ours: gamma or beta variation between areas, its size by Paule and Mandel),
        ``none``, or ``winsorised`` and ``random_effects`` as the peers compute them.
    limits
        ``exact`` or ``spiegelhalter``; see ``funnel_limits``. Only for ``none``.

    Raises
    ------
    ValueError
        Hours, an unknown option, fewer than two areas, or a part larger than its whole.
    """
    _check_options(kind, overdispersion, limits, numerator_unit)
    x = np.asarray(numerator, dtype=np.float64)
    n = np.asarray(denominator, dtype=np.float64)
    known = np.isfinite(x) & (n > 0)
    centre = _centre(x[known], n[known], kind, target)
    found = _Known(x[known], n[known], centre, kind)
    # Where nothing happened anywhere there is nothing to adjust.
    made = _ADJUSTED[overdispersion if x[known].any() else "none"](found, limits)
    lower_95, upper_95, lower_998, upper_998 = (
        _spread_out(row * multiplier, known) for row in made.limits
    )
    asked = Asked(multiplier, numerator_unit=numerator_unit, denominator_unit=denominator_unit)
    return Funnel(
        numerator=x, denominator=n,
        value=_spread_out(found.x / found.n * multiplier, known),
        centre=np.where(known, centre * multiplier, np.nan),
        lower_95=lower_95, upper_95=upper_95, lower_998=lower_998, upper_998=upper_998,
        p_value=_spread_out(_mid_p(found, made.extra), known), kind=kind,
        overdispersion=overdispersion, limits=limits, multiplier=multiplier, phi=made.phi,
        tau2=made.tau2, extra=made.extra,
        meaning=_meaning(found, made, overdispersion, asked), cannot_say=FUNNEL_CANNOT_SAY,
    )  # fmt: skip


def _meaning(found: _Known, made: _Made, overdispersion: str, asked: Asked) -> str:
    if not found.x.any():
        return funnel_of_zeros(found.n, found.kind, asked)
    return funnel_meaning(found.x, found.n, made.limits, widened=overdispersion == "predictive")


def _check_options(kind: str, overdispersion: str, limits: str, unit: str) -> None:
    reason = refused_funnel(unit)
    if reason:
        raise ValueError(reason)
    if (limits, kind) not in LIMITS:
        raise ValueError(f"kind, limits: {kind!r} with {limits!r} is not one of {list(LIMITS)}")
    if overdispersion not in METHODS:
        raise ValueError(f"overdispersion: {overdispersion!r} is not one of {', '.join(METHODS)}")


def _centre(x: Floats, n: Floats, kind: str, target: float | None) -> float:
    if (x < 0).any() or (x != np.rint(x)).any():
        raise ValueError("numerator: events are counted in whole numbers of 0 or more")
    if target is not None and not 0 <= target <= (1 if kind == "proportion" else np.inf):
        raise ValueError("target: a share lies between 0 and 1, a rate is not negative")
    if len(x) < 2:
        raise ValueError("numerator: a funnel needs at least two areas with a number")
    if kind == "proportion" and (x > n).any():
        raise ValueError("numerator: a part is larger than its whole; choose kind rate")
    if target is not None:
        return target
    return 1.0 if kind == "ratio" else float(x.sum() / n.sum())


def _spread_out(values: Floats, known: npt.NDArray[np.bool_]) -> Floats:
    whole = np.full(known.shape, np.nan)
    whole[known] = values
    return whole


@dataclass(frozen=True)
class _Made:
    limits: list[Floats]
    phi: float = np.nan
    tau2: float = np.nan
    extra: float = 0.0


def _unadjusted(found: _Known, limits: str) -> _Made:
    limit = LIMITS[limits, found.kind]
    return _Made([limit(found.n, found.centre, level, 0.0) for level in LEVELS])


def _predictive(found: _Known, limits: str) -> _Made:
    """Limits for a new area from the same service, in which areas differ by themselves."""
    x, n, centre = found.x, found.n, found.centre
    # Around the areas' own centre: a shift of all from a target is no spread between them.
    own = float(x.sum() / n.sum())
    expected = n * own
    away = (x - expected) ** 2
    if found.kind == "proportion":
        chance = expected * (1 - own)
        extra = overdispersion.between_areas(
            away, lambda rho: chance * (1 + (n - 1) * rho), MOST_EXTRA_OF_SHARE
        )
    else:
        extra = overdispersion.between_areas(
            away, lambda v: expected + v * expected**2, MOST_EXTRA_OF_RATE
        )
    limit = LIMITS["exact", found.kind]
    return _Made([limit(n, centre, level, extra) for level in LEVELS], extra=extra)


def _winsorised(found: _Known, limits: str) -> _Made:
    """On the arcsine (proportions), the logarithm (rates) or the square root (ratios)."""
    if found.kind == "proportion":
        s = 1 / (2 * np.sqrt(found.n))
        angle = np.arcsin(np.sqrt(found.x / found.n))
        middle = float(np.arcsin(np.sqrt(found.centre)))
        spread = overdispersion.winsorised((angle - middle) / s, s)
        return _additive(spread, s, middle, lambda a: np.sin(np.clip(a, 0, np.pi / 2)) ** 2)
    if found.kind == "rate":
        return _winsorised_rates(found)
    expected = found.n * found.centre
    s = 1 / (2 * np.sqrt(expected))
    spread = overdispersion.winsorised((np.sqrt(found.x / expected) - 1) / s, s)
    return _additive(spread, s, 1.0, lambda a: found.centre * np.maximum(a, 0) ** 2)


def _winsorised_rates(found: _Known) -> _Made:
    """On the logarithm, 0.5 added to both counts: spread as observed, limits as expected."""
    s = log_rate_error(found.x, found.n)
    away = np.log((found.x + 0.5) / (found.n + 0.5)) - np.log(found.centre)
    spread = overdispersion.winsorised(away / s, s)
    expected = log_rate_error(found.n * found.centre, found.n)
    return _additive(spread, expected, 0.0, lambda a: found.centre * np.exp(a))


def _random_effects(found: _Known, limits: str) -> _Made:
    """On the logarithm of observed over expected; 0.5 is added to both where nothing happened."""
    expected = found.n * found.centre
    zero = (found.x == 0) * 0.5
    y = np.log((found.x + zero) / (expected + zero))
    s = 1 / np.sqrt(expected)
    most = 1.0 if found.kind == "proportion" else np.inf
    spread = overdispersion.truncated(y / s, s)
    return _additive(spread, s, 0.0, lambda a: np.minimum(found.centre * np.exp(a), most))


def _additive(spread: overdispersion.Spread, s: Floats, centre: float,
              back: Callable[[Floats], Floats]) -> _Made:  # fmt: skip
    error = np.sqrt(s**2 + spread.tau2)
    found = [back(centre + special.ndtri(level) * error) for level in LEVELS]
    return _Made(found, spread.phi, spread.tau2)


_ADJUSTED: dict[str, Callable[[_Known, str], _Made]] = {
    "predictive": _predictive,
    "none": _unadjusted,
    "winsorised": _winsorised,
    "random_effects": _random_effects,
}


def _mid_p(found: _Known, extra: float) -> Floats:
    """Two-sided mid-P of each count, with the extra variance if there is any."""
    x, expected = found.x, np.maximum(found.n * found.centre, 1e-300)
    if found.kind == "proportion" and extra > 0:
        pairs = zip(x, found.n, strict=True)
        at_or_below = np.array(
            [beta_binomial_mid_p(int(k), int(m), found.centre, extra) for k, m in pairs]
        )
        own: Floats = np.minimum(2 * np.minimum(at_or_below, 1 - at_or_below), 1.0)
        return own
    at_or_below = (_cdf(found, x, expected, extra) + _cdf(found, x - 1, expected, extra)) / 2
    two_sided: Floats = np.minimum(2 * np.minimum(at_or_below, 1 - at_or_below), 1.0)
    return two_sided


def _cdf(found: _Known, count: Floats, expected: Floats, extra: float) -> Floats:
    if found.kind == "proportion":
        return discrete.binomial_cdf(count, found.n, found.centre)
    if extra > 0:
        return discrete.negative_binomial_cdf(count, 1 / extra, 1 / (1 + extra * expected))
    return discrete.poisson_cdf(count, expected)
