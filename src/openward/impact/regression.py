"""Log-linear regression of counts with an exposure: many series at once, in one piece of algebra.

Iteratively reweighted least squares (McCullagh & Nelder 1989, Generalized Linear Models, 2.5),
the same design for every series. Equal to the GLM of statsmodels; that is tested.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

MOST_STEPS = 60
ENOUGH = 1e-13  # of the deviance, relative
#: Keeps a step solvable where a coefficient runs to minus infinity; does not move the solution.
RIDGE = 1e-12
FURTHEST = 30.0  # log units between the mean of a series and a fitted value


@dataclass(frozen=True, eq=False)
class Fit:
    """S series × T periods × K coefficients.

    coefficients (S, K) on the log scale. bread (S, K, K): inverse information at dispersion 1.
    mean, weight (S, T): fitted counts; information per unit of the log mean, 0 where unknown.
    design (T, K). counts (S, T), NaN where unknown. alpha (S,): variance = mean + alpha × mean²,
    0 for Poisson. converged (S,): False where no finite solution was reached (all zeros after a
    change, for example).
    """

    coefficients: Floats
    bread: Floats
    mean: Floats
    weight: Floats
    design: Floats
    counts: Floats
    alpha: Floats
    converged: npt.NDArray[np.bool_]

    @property
    def freedom(self) -> Floats:
        """Known periods minus coefficients (S,)."""
        known = (~np.isnan(self.counts)).sum(axis=1)
        return np.asarray(known - self.design.shape[1], dtype=np.float64)

    @property
    def pearson(self) -> Floats:
        """Pearson residuals (S, T), 0 where the count is unknown."""
        variance = self.mean * (1 + self.alpha[:, None] * self.mean)
        return np.nan_to_num((self.counts - self.mean) / np.sqrt(variance), nan=0.0)

    @property
    def dispersion(self) -> Floats:
        """Pearson's chi square over the degrees of freedom (S,); 1 for a Poisson process."""
        with np.errstate(divide="ignore", invalid="ignore"):
            found: Floats = (self.pearson**2).sum(axis=1) / self.freedom
        return found

    @property
    def scores(self) -> Floats:
        """Each period's part of the score (S, T, K)."""
        residual = np.nan_to_num(self.counts - self.mean) / (1 + self.alpha[:, None] * self.mean)
        found: Floats = residual[:, :, None] * self.design
        return found

    def one(self, index: int) -> Fit:
        """The fit of one series, still with a leading axis of length 1."""
        return self.some(slice(index, index + 1))

    def some(self, at: slice) -> Fit:
        """The fits of some series."""
        return Fit(self.coefficients[at], self.bread[at], self.mean[at], self.weight[at],
                   self.design, self.counts[at], self.alpha[at], self.converged[at])  # fmt: skip


def fit_counts(
    counts: npt.ArrayLike, exposure: npt.ArrayLike, design: Floats, alpha: npt.ArrayLike = 0.0
) -> Fit:
    """Fit log(mean) = log(exposure) + design × coefficients to each series.

    counts: (S, T) or (T,), ≥ 0, NaN where unknown; hours may stand in for counts where only the
    variance being proportional to the mean is used. exposure: the same shape, > 0 where the count
    is known. design: (T, K) of full rank. alpha: see ``Fit``.
    """
    y = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    n = np.broadcast_to(np.atleast_2d(np.asarray(exposure, dtype=np.float64)), y.shape)
    surplus = np.broadcast_to(np.asarray(alpha, dtype=np.float64), y.shape[:1])[:, None]
    known = ~np.isnan(y) & (n > 0)
    given = np.where(known, y, np.nan)
    # A series without any number has no fit; it must not stop the others.
    silent = ~np.asarray(known.any(axis=1))
    known, y = known | silent[:, None], np.where(silent[:, None], 1.0, given)
    offset = np.log(np.where(known & (n > 0), n, 1.0))
    beta = _start(y, offset, design)
    products = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    middle = np.log(np.maximum(np.nanmean(y, axis=1, keepdims=True), 1e-8))
    before = np.full(len(y), np.inf)
    done = np.zeros(len(y), dtype=bool)
    for _ in range(MOST_STEPS):
        mean = _mean(beta, design, offset, middle)
        weight = np.where(known, mean / (1 + surplus * mean), 0.0)
        information = _information(weight, products, design.shape[1])
        deviance = _deviance(y, mean, surplus)
        done = np.abs(before - deviance) <= ENOUGH * (np.abs(deviance) + 0.1)
        if done.all():
            break
        before = deviance
        residual = np.nan_to_num(y - mean) / (1 + surplus * mean)
        step = np.linalg.solve(information, (residual @ design)[:, :, None])[:, :, 0]
        beta = beta + np.clip(step, -4.0, 4.0)
    bread: Floats = np.linalg.inv(information).astype(np.float64)
    smallest = np.where(known, mean, np.inf).min(axis=1)
    weight = np.where(silent[:, None], 0.0, weight)
    return Fit(beta, bread, mean, weight, design, given, surplus[:, 0],
               done & (smallest > 1e-6) & ~silent)  # fmt: skip


def _start(y: Floats, offset: Floats, design: Floats) -> Floats:
    """Least squares on the log rates, drawn half-way to the mean rate so that zeros have one."""
    known = ~np.isnan(y)
    rate = np.nansum(y, axis=1) / np.where(known, np.exp(offset), 0.0).sum(axis=1)
    even = np.maximum(rate, 1e-12)[:, None] * np.exp(offset)
    log_rate = np.where(
        known, np.log((np.nan_to_num(y) + even) / 2) - offset, np.log(even) - offset
    )
    found: Floats = log_rate @ np.linalg.pinv(design).T
    return found


def _mean(beta: Floats, design: Floats, offset: Floats, middle: Floats) -> Floats:
    eta = beta @ design.T + offset
    found: Floats = np.exp(np.clip(eta, middle - FURTHEST, middle + FURTHEST))
    return found


def _information(weight: Floats, products: Floats, k: int) -> Floats:
    found = (weight @ products).reshape(-1, k, k)
    diagonal = np.arange(k)
    found[:, diagonal, diagonal] *= 1 + RIDGE
    found[:, diagonal, diagonal] += np.finfo(np.float64).tiny
    return found


def _deviance(y: Floats, mean: Floats, surplus: Floats) -> Floats:
    """Minus twice the log likelihood up to a constant of the data."""
    poisson = mean - y * np.log(mean)
    if not surplus.any():
        return np.asarray(2 * np.nansum(poisson, axis=1))
    size = 1 / np.where(surplus > 0, surplus, 1.0)
    negative = (y + size) * np.log(mean + size) - y * np.log(mean)
    return np.asarray(2 * np.nansum(np.where(surplus > 0, negative, poisson), axis=1))


def deviance_residuals(fit: Fit) -> Floats:
    """Signed roots of each period's Poisson deviance (S, T), NaN where unknown."""
    y, mean = fit.counts, fit.mean
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(y > 0, y * np.log(y / mean), 0.0) - (y - mean)
    found: Floats = np.sign(y - mean) * np.sqrt(2 * np.maximum(part, 0.0))
    return found
