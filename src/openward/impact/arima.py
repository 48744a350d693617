"""ARIMA models with regressors, fitted by statsmodels without its trap.

statsmodels alone, on the raw numbers of a published example, stops at a step of -1849 and says
that it converged; the published step is -3285. So the numbers are scaled first, several starts
are tried, the highest likelihood wins, and errors come from its curvature.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from openward.impact.regression import Floats

Order = tuple[int, int, int]
STARTS = (-0.8, -0.4, 0.0, 0.4, 0.8)


@dataclass(frozen=True, eq=False)
class Arima:
    """effect, error (K,): regression coefficients in the unit of the series and standard errors.

    dynamics: the ARMA coefficients by name. variance: of the innovations. log_likelihood: of the
    series in its own unit.
    """

    effect: Floats
    error: Floats
    dynamics: dict[str, float]
    variance: float
    log_likelihood: float


def fit_arima(
    series: Floats, regressors: Floats, order: Order,
    seasonal: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> Arima:  # fmt: skip
    """Fit by exact maximum likelihood of the differenced series.

    series: (T,) finite. regressors: (T, K). order: (p, d, q); seasonal: (P, D, Q, s).

    Raises
    ------
    ValueError
        No start leads to a finite likelihood.
    """
    scale = float(np.std(series)) or 1.0
    spread = np.maximum(np.abs(regressors).max(axis=0), 1e-300)
    model = _model(series / scale, regressors / spread, order, seasonal)
    best = _best(model)
    k = regressors.shape[1]
    names = list(model.param_names)
    back = scale / spread
    free = len(model.endog)
    return Arima(
        best.params[:k] * back, best.bse[:k] * back,
        dict(zip(names[k:-1], map(float, best.params[k:-1]), strict=True)),
        float(best.params[-1]) * scale**2, float(best.llf) - free * np.log(scale),
    )  # fmt: skip


def _model(series: Floats, regressors: Floats, order: Order, seasonal: tuple[int, ...]) -> Any:
    from statsmodels.tsa.statespace.sarimax import SARIMAX  # takes seconds to load

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return SARIMAX(series, exog=regressors, order=order, seasonal_order=seasonal,
                       simple_differencing=True)  # fmt: skip


def _best(model: Any) -> Any:
    """The fit with the highest likelihood over the starts, polished once more."""
    k = model.k_exog
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a start that fails is one of several
        for value in STARTS:
            start = np.array(model.start_params)
            start[k:-1] = value
            try:
                first = model.fit(start, disp=0, method="nm", maxiter=400, cov_type="none")
                found.append(model.fit(first.params, disp=0, maxiter=500, cov_type="approx"))
            except (np.linalg.LinAlgError, ValueError):
                continue
    usable = [fit for fit in found if np.isfinite(fit.llf)]
    if not usable:
        raise ValueError("no start leads to a finite likelihood; use a simpler model")
    return max(usable, key=lambda fit: fit.llf)
