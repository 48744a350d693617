"""Comparison wards: what happened elsewhere in the same months.

Controlled interrupted time series (Bernal, Cummins & Gasparrini 2018, doi:10.1093/ije/dyy135) and
difference in differences on sums before and after (Bertrand, Duflo & Mullainathan 2004,
doi:10.1162/003355304772839588: collapsing time keeps months that hang together from counting as
so many independent ones).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from openward.impact.errors import autocorrelated_errors, model_errors
from openward.impact.estimate import NOTHING, Estimate, from_log
from openward.impact.interrupted import Question, design_of
from openward.impact.regression import Floats, fit_counts
from openward.impact.series import Series

#: With fewer comparison areas nobody can tell how much areas differ by themselves.
LEAST_CONTROLS = 3


def together(series: Sequence[Series], like: Series) -> Series:
    """The sum of several series on the calendar of another.

    A period counts only where every area has a number: a sum over fewer would look like a fall.
    """
    cells = [aligned(one, like) for one in series]
    return replace(
        like, area_id=" + ".join(one.area_id for one in series),
        area_name=", ".join(one.area_name for one in series),
        counts=np.sum([counts for counts, _ in cells], axis=0),
        exposure=np.sum([exposure for _, exposure in cells], axis=0),
    )  # fmt: skip


def aligned(series: Series, like: Series) -> tuple[Floats, Floats]:
    """Counts and exposure at the periods of another series, NaN where there are none."""
    found = np.full((2, len(like.time)), np.nan)
    at = series.time - like.time[0]
    inside = (at >= 0) & (at < len(like.time))
    found[:, at[inside]] = series.counts[inside], series.exposure[inside]
    return found[0], found[1]


def controlled(
    series: Series, controls: Sequence[Series], question: Question, *, plain: bool = False
) -> Estimate:
    """How much more the rate stepped here than in the comparison areas together.

    Level, trend and season may differ between the two. plain: quasi-Poisson errors without regard
    to autocorrelation.
    """
    other = together(controls, series)
    design, _ = design_of(series, question)
    matrix = np.block([[design.matrix, design.matrix],
                       [np.zeros_like(design.matrix), design.matrix]])  # fmt: skip
    keep = np.tile(design.used, 2)
    counts = np.where(keep, np.r_[series.counts, other.counts], np.nan)
    fit = fit_counts(counts, np.nan_to_num(np.r_[series.exposure, other.exposure]), matrix)
    known = ~np.isnan(fit.counts[0])
    rank = int(np.linalg.matrix_rank(matrix[known])) if known.any() else 0
    if rank < matrix.shape[1] or fit.freedom[0] < 2 or not fit.converged[0]:
        return NOTHING
    blocks = np.repeat([0, 1], len(series.time))
    errors = model_errors(fit) if plain else autocorrelated_errors(fit, blocks=blocks)
    at = design.at("level")
    return from_log(
        float(fit.coefficients[0, at]), float(errors.of(at)[0]),
        f"controlled+{'model' if plain else 'autocorrelated'}", freedom=float(errors.freedom[0]),
        dispersion=float(errors.dispersion[0]), autocorrelation=float(errors.autocorrelation[0]),
    )  # fmt: skip


def difference_in_differences(
    series: Series, controls: Sequence[Series], question: Question
) -> Estimate:
    """Ratio after to before here, over the same in the comparison areas; no trend.

    How much areas change by themselves is taken from how much the comparison areas differ, so at
    least 3 of them are needed. Areas without any event tell nothing and are left out.
    """
    design, _ = design_of(series, question)
    after = design.matrix[:, design.at("level")]
    sums = np.array([_sums(one, series, after, design.used) for one in (series, *controls)])
    usable = np.isfinite(sums).all(axis=(1, 2)) & (sums[:, 0].sum(axis=1) > 0)
    usable &= (sums[:, 1] > 0).all(axis=1)
    n = int(usable.sum())
    if not usable[0] or n < LEAST_CONTROLS + 1:
        return NOTHING
    counts, exposure = (sums[usable, part].ravel() for part in (0, 1))
    post = np.tile([0.0, 1.0], n)
    treated = post * (np.arange(2 * n) < 2)
    matrix = np.column_stack([np.kron(np.eye(n), np.ones((2, 1))), post, treated])
    fit = fit_counts(counts, exposure, matrix)
    if not fit.converged[0]:
        return NOTHING
    errors = model_errors(fit)
    return from_log(float(fit.coefficients[0, -1]), float(errors.of(-1)[0]),
                    "difference_in_differences", freedom=float(fit.freedom[0]),
                    dispersion=float(errors.dispersion[0]))  # fmt: skip


def _sums(
    series: Series, like: Series, after: Floats, used: np.ndarray
) -> tuple[list[float], list[float]]:
    """Counts and exposure before and after, over the periods with a number."""
    counts, exposure = aligned(series, like)
    sides = [used & (after == side) & ~np.isnan(counts) for side in (0, 1)]
    return [float(counts[at].sum()) for at in sides], [float(exposure[at].sum()) for at in sides]
