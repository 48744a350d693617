"""Negative binomial regression: counts of which the variance grows with the square of the mean.

Alternates between coefficients and alpha until neither moves, as MASS's glm.nb does (Venables &
Ripley 2002, Modern Applied Statistics with S, 7.4); errors are taken at the alpha found.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import optimize, special

from openward.impact.regression import Fit, Floats, fit_counts

MOST_ROUNDS = 50
LEAST_ALPHA, MOST_ALPHA = 1e-8, 1e3


def fit_negative_binomial(counts: npt.ArrayLike, exposure: npt.ArrayLike, design: Floats) -> Fit:
    """Fit one series (T,); arguments as in ``fit_counts``.

    Where the counts vary no more than chance alone makes them, alpha is 0: the Poisson model.
    """
    fit = fit_counts(counts, exposure, design)
    for _ in range(MOST_ROUNDS):
        alpha = _alpha(fit.counts[0], fit.mean[0])
        settled = abs(alpha - fit.alpha[0]) <= 1e-10 * alpha
        fit = fit_counts(counts, exposure, design, alpha)
        if settled or alpha == 0.0:
            break
    return fit


def _alpha(y: Floats, mean: Floats) -> float:
    """The most likely alpha at these means (T,)."""
    known = ~np.isnan(y)
    y, mean = y[known], mean[known]

    def slope(log_alpha: float) -> float:
        size = np.exp(-log_alpha)
        parts = (special.digamma(size + y) - special.digamma(size) + np.log(size) + 1
                 - np.log(size + mean) - (y + size) / (mean + size))  # fmt: skip
        return float(parts.sum())

    low, high = np.log(LEAST_ALPHA), np.log(MOST_ALPHA)
    if ((y - mean) ** 2 - y).sum() <= 0 or slope(low) * slope(high) > 0:
        return 0.0
    return float(np.exp(optimize.brentq(slope, low, high, xtol=1e-13, rtol=1e-13)))
