"""Standard errors that hold when months hang together and are few.

Reference: Newey & West 1987 (doi:10.2307/1913610); White 1980 (doi:10.2307/1912934). The
correction for few months follows the expected value of residual autocorrelation under a working
first-order process: residuals of a short series look less correlated than the months were.
Satterthwaite 1946 (doi:10.2307/3002019) for the degrees of freedom.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openward.impact.regression import Fit, Floats

Integers = npt.NDArray[np.int64]
GRID = np.linspace(0.0, 0.95, 96)


@dataclass(frozen=True, eq=False)
class Errors:
    """covariance (S, K, K) of the coefficients; freedom (S,) of Student's t; dispersion (S,);
    autocorrelation (S,): of neighbouring months, 0 to 0.95, freed from its bias and, where there
    is a sign of it, one standard error above its estimate. drifting (S,): the share of the
    variance that is a drift of the rate and fades from month to month.
    """

    covariance: Floats
    freedom: Floats
    dispersion: Floats
    autocorrelation: Floats
    drifting: Floats

    def of(self, coefficient: int) -> Floats:
        """Standard error of one coefficient (S,)."""
        found: Floats = np.sqrt(self.covariance[:, coefficient, coefficient])
        return found


def newey_west(fit: Fit, lag: int, *, small_sample: bool = False) -> Floats:
    """Covariance (S, K, K) that allows for autocorrelation up to `lag` (Bartlett weights).

    lag 0 is White's HC0. small_sample: times n / (n - K). Unknown months count as a score of 0,
    so that the others keep their distance in time.
    """
    scores = fit.scores
    meat = np.einsum("stk,stl->skl", scores, scores)
    for step in range(1, lag + 1):
        part = np.einsum("stk,stl->skl", scores[:, step:], scores[:, :-step])
        meat += (1 - step / (lag + 1)) * (part + part.transpose(0, 2, 1))
    found: Floats = fit.bread @ meat @ fit.bread
    if small_sample:
        known = fit.freedom + fit.design.shape[1]
        found = found * (known / fit.freedom)[:, None, None]
    return found


def model_errors(fit: Fit, *, floor: float = 1.0) -> Errors:
    """Errors of the (quasi-)Poisson or negative binomial model: bread × dispersion.

    floor: the least dispersion, 1 where counts can vary no less than chance; 0 for R's and
    statsmodels' quasi-Poisson.
    """
    spread = np.ones(len(fit.counts)) if fit.alpha.any() else np.maximum(fit.dispersion, floor)
    return Errors(fit.bread * spread[:, None, None], fit.freedom, spread, np.zeros_like(spread),
                  np.ones_like(spread))  # fmt: skip


def autocorrelated_errors(
    fit: Fit, *, floor: float = 1.0, blocks: Integers | None = None
) -> Errors:
    """Errors under a first-order autocorrelation of the months, corrected for few months.

    blocks: (T,) which series a row of the design belongs to, where several are stacked; rows of
    one block stand in order of time. Negative autocorrelation is taken as 0.
    """
    z = np.sqrt(fit.weight)[:, :, None] * fit.design
    known = (fit.weight > 0).astype(np.float64)
    # Kept in two thin parts: a product of two months × months matrices takes most of the time.
    left, right = z @ fit.bread, z.transpose(0, 2, 1)
    maker = known[:, :, None] * np.eye(z.shape[1]) - left @ right  # turns errors into residuals
    block = np.zeros(z.shape[1]) if blocks is None else blocks
    number = np.arange(len(block))
    apart = np.where(block[:, None] == block, np.abs(number[:, None] - number),
                     -1)  # fmt: skip
    neighbours = (apart == 1).astype(np.float64)
    residual = fit.pearson
    observed = np.einsum("st,tu,su->s", residual, neighbours, residual)
    total = (residual**2).sum(axis=1)
    beside = _beside(maker, neighbours)
    product = beside * known[:, None, :] - (beside @ left) @ right
    rho = _unbiased(observed / np.maximum(total, 1e-300), maker, product, apart)
    rho = np.minimum(rho + _caution(rho) / np.sqrt(known.sum(axis=1)), GRID[-1])
    drifting = _drifting(fit, rho, total, maker, apart)
    pattern = correlations(rho, drifting, apart)
    spread_maker = known[:, :, None] * pattern - left @ (right @ pattern)
    trace = np.einsum("stt->s", spread_maker)
    freedom = trace**2 / np.einsum("stu,sut->s", spread_maker, spread_maker)
    spread = np.maximum(total / trace, floor)
    meat = z.transpose(0, 2, 1) @ pattern @ z
    covariance = fit.bread @ meat @ fit.bread * spread[:, None, None]
    return Errors(covariance, freedom, spread, rho, drifting)


def _drifting(fit: Fit, rho: Floats, total: Floats, maker: Floats, apart: Integers) -> Floats:
    """The share of the variance that is a drift of the rate, the rest being chance (S,).

    Chance hides how rates hang together: the autocorrelation of counts starts low and fades
    slowly (Zeger 1988, doi:10.1093/biomet/75.4.621). At least the autocorrelation itself.
    """
    alike = correlations(rho, np.ones_like(rho), apart)
    spread = np.maximum(total / np.einsum("stu,sut->s", maker, alike), 1.0)
    variance = (fit.weight * (1 + fit.alpha[:, None] * fit.mean) ** 2).sum(axis=1)
    chance = (fit.weight * (1 + fit.alpha[:, None] * fit.mean)).sum(axis=1)
    found: Floats = np.clip(1 - chance / (variance * spread), np.maximum(rho / GRID[-1], 1e-9), 1.0)
    return found


def correlations(rho: Floats, drifting: Floats, apart: Integers) -> Floats:
    """Correlations (S, T, T) of which the neighbouring ones are rho, drifting × fade^distance.

    apart: (T, T) distance in periods, -1 for rows that have nothing to do with one another.
    """
    fade = np.minimum(rho / drifting, GRID[-1])[:, None]
    far = int(apart.max()) + 1
    by_distance = np.zeros((len(rho), far + 1))  # the last one: nothing to do with one another
    by_distance[:, :far] = drifting[:, None] * fade ** np.arange(far)
    by_distance[:, 0] = 1.0
    found: Floats = by_distance[:, apart]
    return found


def _caution(rho: Floats) -> Floats:
    """How many standard errors to go above an estimate: 1, and none where there is no sign of it.

    Taken at its estimate, rates that hang together by 0.6 left type I errors of 8 % in simulation;
    taken higher everywhere, months that do not hang together gave intervals far too wide.
    """
    found: Floats = np.minimum(rho / 0.25, 1.0)
    return found


def _beside(maker: Floats, neighbours: Floats) -> Floats:
    """maker @ neighbours, of which nearly all is zero."""
    step = neighbours.diagonal(1)
    found = np.zeros_like(maker)
    found[:, :, 1:] = maker[:, :, :-1] * step
    found[:, :, :-1] += maker[:, :, 1:] * step
    return found


def _unbiased(observed: Floats, maker: Floats, product: Floats, apart: Integers) -> Floats:
    """The autocorrelation under which residuals are expected to look as they do (S,).

    product: maker @ neighbours @ maker.
    """
    far = int(apart.max()) + 1
    powers = GRID[:, None] ** np.arange(far)
    flat = np.where(apart >= 0, apart, far).ravel()

    def by_distance(matrix: Floats) -> Floats:
        return np.stack([np.bincount(flat, one.ravel(), far + 1)[:far] for one in matrix])

    expected = (by_distance(product) @ powers.T) / (by_distance(maker) @ powers.T)
    pairs = zip(observed, np.maximum.accumulate(expected, axis=1), strict=True)
    return np.array([np.interp(value, curve, GRID) for value, curve in pairs])
