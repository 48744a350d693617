"""What is left over once a model has said its say."""

from __future__ import annotations

import numpy as np
from scipy import special

from openward.impact.regression import Floats


def ljung_box(residuals: Floats, lags: int = 12) -> tuple[float, float]:
    """Statistic and p of no autocorrelation up to so many lags.

    residuals: (T,), NaN where unknown (those pairs are left out).
    Reference: Ljung & Box 1978 (doi:10.1093/biomet/65.2.297).
    """
    known = residuals[~np.isnan(residuals)]
    n = len(known)
    centred = np.nan_to_num(residuals - known.mean())
    total = float((centred**2).sum())
    if total == 0 or n <= lags:
        return float("nan"), float("nan")
    steps = np.arange(1, lags + 1)
    r = np.array([centred[k:] @ centred[:-k] for k in steps]) / total
    q = float(n * (n + 2) * (r**2 / (n - steps)).sum())
    return q, float(special.chdtrc(lags, q))
