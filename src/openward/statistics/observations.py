"""Numbers as they come in: checked once, as series × time arrays, gaps as NaN."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openward.statistics.chart_result import Flags, Floats, Integers
from openward.statistics.phases import baseline_points


@dataclass(frozen=True, eq=False)
class Observations:
    """Checked input of a chart; every array is series × time (or broadcasts to it).

    ``value`` is numerator / denominator, not yet multiplied. ``base`` marks the points from
    which centre and limits are computed. ``bridge`` marks the points that take part in a
    sequence of moving ranges: points that were left out on request are stepped over, gaps are
    not. ``bridge`` is None when nothing was left out.
    """

    numerator: Floats
    denominator: Floats | None
    value: Floats
    phase: Integers
    include: Flags
    base: Flags
    bridge: Flags | None
    centre: Floats | None


def observe(  # noqa: PLR0913 -- the options of control_chart that choose points
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike | None,
    *,
    phase: npt.ArrayLike | None = None,
    baseline: int | None = None,
    exclude: npt.ArrayLike | None = None,
    centre: npt.ArrayLike | None = None,
) -> Observations:
    """Check the input and work out which points make the limits.

    Raises
    ------
    ValueError
        Negative numbers, arrays that do not fit together, events in a time without
        denominator, phases that go back, or a baseline below 2 points.
    """
    counts = _series(numerator, "numerator")
    exposure = None if denominator is None else _series(denominator, "denominator")
    if exposure is not None and exposure.shape != counts.shape:
        exposure = np.broadcast_to(exposure, counts.shape)
    value = counts if exposure is None else _ratio(counts, exposure)
    phases = _phases(phase, counts.shape)
    include = _include(exclude, counts.shape)
    first = baseline_points(phases, baseline)
    base = np.isfinite(value)
    if exclude is not None:
        base &= include
    if first is not None:
        base &= first
    bridge = None if exclude is None else include if first is None else include & first
    given = None if centre is None else _centre(centre, counts.shape)
    return Observations(counts, exposure, value, phases, include, base, bridge, given)


def _series(numbers: npt.ArrayLike, name: str) -> Floats:
    array = np.atleast_2d(np.asarray(numbers, dtype=np.float64))
    if array.ndim != 2:
        raise ValueError(f"{name}: needs one row per series and one column per time")
    # NaN compares false, so gaps pass; fmin and fmax skip them.
    if array.size and (np.fmin.reduce(array, axis=None) < 0 or np.isinf(array).any()):
        raise ValueError(f"{name}: must be finite and not below zero")
    return array


def _ratio(counts: Floats, exposure: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        value: Floats = counts / exposure
    if np.isinf(value).any():
        raise ValueError("denominator: is 0 where the numerator is not")
    return value


def _phases(phase: npt.ArrayLike | None, shape: tuple[int, ...]) -> Integers:
    if phase is None:
        return np.broadcast_to(np.zeros((1, 1), dtype=np.int64), shape)
    labels = np.broadcast_to(np.atleast_2d(np.asarray(phase, dtype=np.int64)), shape)
    if np.any(labels[:, 1:] < labels[:, :-1]):
        raise ValueError("phase: labels must not go back")
    return labels


def _include(exclude: npt.ArrayLike | None, shape: tuple[int, ...]) -> Flags:
    if exclude is None:
        return np.broadcast_to(np.ones((1, 1), dtype=np.bool_), shape)
    return np.broadcast_to(~np.atleast_2d(np.asarray(exclude, dtype=np.bool_)), shape)


def _centre(centre: npt.ArrayLike, shape: tuple[int, ...]) -> Floats:
    given = np.asarray(centre, dtype=np.float64)
    column = given.reshape(-1, 1) if given.ndim < 2 else given
    if not np.all(np.isfinite(column)) or np.any(column < 0):
        raise ValueError("centre: must be finite and not below zero")
    return np.broadcast_to(column, (shape[0], column.shape[1]))
