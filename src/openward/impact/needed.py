"""How much longer to wait until a fall of a given size could be seen."""

from __future__ import annotations

import numpy as np
from scipy import special

from openward.impact.design import segmented
from openward.impact.errors import Errors, correlations
from openward.impact.estimate import Estimate
from openward.impact.interrupted import Interrupted, Question
from openward.impact.regression import Floats
from openward.impact.series import Series

FALL = 0.30
POWER = 0.80
WAITS = (1, 2, 3, 4, 6, 9, 12, 18, 24, 36, 48, 60)


def error_after(
    found: Interrupted, series: Series, question: Question, more: int, fall: float = FALL
) -> float:
    """Standard error of the log ratio after so many more periods of the usual size.

    The rate is taken as it would be after the fall, dispersion and autocorrelation as they are.
    """
    inside = series.start(question.change)[1]
    time = np.arange(series.time[0], series.time[-1] + 1 + more)
    longer = segmented(
        time, found.change, slope=question.slope, harmonics=question.harmonics,
        washout=question.washout + inside, a_year=series.a_year,
    )  # fmt: skip
    used = found.fit.weight[0] > 0
    recent = found.expected[used][-min(12, int(used.sum())) :].mean()
    mean = np.r_[np.where(used, found.expected, 0.0), np.full(more, recent)]
    mean = mean * np.where(longer.matrix[:, longer.at("level")] > 0, 1 - fall, 1.0)
    mean = np.where(longer.used, mean, 0.0)
    weight = mean / (1 + found.fit.alpha[0] * mean)
    covariance = _covariance(np.sqrt(weight)[:, None] * longer.matrix, found.errors)
    at = longer.at("level")
    return float(np.sqrt(covariance[at, at] * found.errors.dispersion[0]))


def _covariance(z: Floats, errors: Errors) -> Floats:
    number = np.arange(len(z))
    apart = np.abs(number[:, None] - number)
    pattern = correlations(errors.autocorrelation, errors.drifting, apart)[0]
    bread = np.linalg.pinv(z.T @ z, hermitian=True)
    found: Floats = bread @ z.T @ pattern @ z @ bread
    return found


def can_be_seen(error: float, fall: float = FALL, power: float = POWER) -> bool:
    """Whether a fall of this size would be told from nothing with this power."""
    return bool(error * (1.959964 + special.ndtri(power)) <= -np.log1p(-fall))


def periods_needed(found: Interrupted, series: Series, question: Question) -> int | None:
    """How many more periods until a fall of 30 % could be seen; None: more than five years.

    With a trend in the model the months before the change set a limit that no waiting overcomes.
    """
    waits = (wait for wait in WAITS
             if can_be_seen(error_after(found, series, question, wait)))  # fmt: skip
    return next(waits, None)


def periods_needed_exact(
    estimate: Estimate, before: tuple[float, float], after_size: float, usual_size: float
) -> int | None:
    """The same for few events without a trend.

    before: events and exposure before the change. after_size, usual_size: exposure since the
    change, and of one period.
    """
    events, size = before
    for wait in WAITS if events else ():
        expected = events / size * (after_size + wait * usual_size) * (1 - FALL)
        if can_be_seen(float(np.sqrt(estimate.dispersion * (1 / events + 1 / expected)))):
            return wait
    return None
