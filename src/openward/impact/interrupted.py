"""The interrupted time series of one area: which model, which errors, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from scipy import special

from openward.impact.design import Design, segmented
from openward.impact.errors import Errors, autocorrelated_errors, model_errors, newey_west
from openward.impact.estimate import NOTHING, Estimate, from_log
from openward.impact.negative_binomial import fit_negative_binomial
from openward.impact.regression import Fit, Floats, fit_counts
from openward.impact.series import Series

#: Quasi-Poisson and negative binomial weigh months alike until their means differ by this much.
WEIGHTS_DIFFER = 4.0
MODELS = ("auto", "poisson", "quasi_poisson", "negative_binomial")
ERRORS = ("autocorrelated", "model", "newey_west")
LAG = 3


@dataclass(frozen=True)
class Question:
    """change: the first day of the new way of working. slope: whether its effect may grow.

    harmonics: pairs of waves of a season, 0 for none. washout: periods left out while the change
    is being learned.
    """

    change: date
    slope: bool = False
    harmonics: int = 0
    washout: int = 0


@dataclass(frozen=True, eq=False)
class Interrupted:
    """The fitted model: what an answer, a picture and a table are made of.

    expected: (T,) counts as if the change had not been made; NaN where the exposure is unknown.
    """

    estimate: Estimate
    slope: Estimate
    fit: Fit
    design: Design
    errors: Errors
    change: int

    @property
    def expected(self) -> Floats:
        """Counts without the change."""
        shift = (self.design.undone - self.design.matrix) @ self.fit.coefficients[0]
        found: Floats = self.fit.mean[0] * np.exp(shift)
        return found


def design_of(series: Series, question: Question) -> tuple[Design, int]:
    """The columns for a question about a series, and the number of the first new period."""
    change, inside = series.start(question.change)
    design = segmented(
        series.time, change, slope=question.slope, harmonics=question.harmonics,
        washout=question.washout + inside, a_year=series.a_year,
    )  # fmt: skip
    return design, change


def interrupted(
    series: Series, question: Question, model: str = "auto", errors: str = "autocorrelated"
) -> Interrupted:
    """Fit the segmented regression of one series.

    model: one of MODELS; `auto` keeps to this rule: hours and days are quasi-Poisson; counts are
    Poisson where they vary no more than chance makes them, negative binomial where they surely
    vary more (p < 0.05) and the largest fitted mean is over 4 times the smallest (else both models
    weigh the months alike), and quasi-Poisson otherwise. errors: one of ERRORS.
    """
    design, change = design_of(series, question)
    counts = np.where(design.used, series.counts, np.nan)
    fit = fit_counts(counts, series.exposure, design.matrix)
    name = _chosen(fit, series.unit) if model == "auto" and _solvable(fit) else model
    if name == "negative_binomial":
        fit = fit_negative_binomial(counts, series.exposure, design.matrix)
    if not _solvable(fit):
        return Interrupted(NOTHING, NOTHING, fit, design, model_errors(fit), change)
    found = _errors(fit, name, errors)
    estimates = [_estimate(fit, found, design, column, f"{name}+{errors}")
                 for column in ("level", "slope")]  # fmt: skip
    return Interrupted(estimates[0], estimates[1], fit, design, found, change)


def _solvable(fit: Fit) -> bool:
    """Whether every coefficient can be told from the known periods, with some to spare."""
    known = ~np.isnan(fit.counts[0])
    enough = fit.freedom[0] >= 2 and bool(fit.converged[0])
    return enough and int(np.linalg.matrix_rank(fit.design[known])) == fit.design.shape[1]


def _chosen(fit: Fit, unit: str) -> str:
    if unit in ("hours", "days"):
        return "quasi_poisson"
    if fit.dispersion[0] <= 1:
        return "poisson"
    chance = special.chdtrc(fit.freedom[0], fit.dispersion[0] * fit.freedom[0])
    mean = fit.mean[0][fit.weight[0] > 0]
    uneven = mean.max() > WEIGHTS_DIFFER * mean.min()
    return "negative_binomial" if chance < 0.05 and uneven else "quasi_poisson"


def _errors(fit: Fit, model: str, errors: str) -> Errors:
    plain = model_errors(fit, floor=1.0)
    if errors == "autocorrelated":
        return autocorrelated_errors(fit)
    if errors == "newey_west":
        covariance = newey_west(fit, LAG, small_sample=True)
        return replace(plain, covariance=covariance)
    if model == "poisson":
        return replace(plain, covariance=fit.bread, dispersion=np.ones(1))
    return plain


def _estimate(fit: Fit, errors: Errors, design: Design, column: str, method: str) -> Estimate:
    if column not in design.names:
        return NOTHING
    at = design.at(column)
    return from_log(
        float(fit.coefficients[0, at]), float(errors.of(at)[0]), method,
        freedom=float(errors.freedom[0]), dispersion=float(errors.dispersion[0]),
        autocorrelation=float(errors.autocorrelation[0]),
    )  # fmt: skip
