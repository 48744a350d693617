"""Moving ranges: how far each point lies from the one before it, and their mean."""

import numpy as np

from openward.statistics.chart_result import Flags, Floats, Integers

# Upper limit of a moving range of two points, as a multiple of their mean (D4 for n = 2).
LARGEST_RANGE = 3.267


def total(numbers: Floats, where: Flags) -> Floats:
    """Sum over time of the numbers where the flag holds; series × 1."""
    result: Floats = np.where(where, numbers, 0.0).sum(axis=1, keepdims=True)
    return result


def mean(numbers: Floats, where: Flags) -> Floats:
    """Mean over time of the numbers where the flag holds; series × 1, NaN where none."""
    with np.errstate(invalid="ignore"):
        result: Floats = total(numbers, where) / where.sum(axis=1, keepdims=True)
    return result


def median(numbers: Floats, where: Flags) -> Floats:
    """Median over time of the numbers where the flag holds; series × 1, NaN where none."""
    ordered = np.sort(np.where(where, numbers, np.nan), axis=1)
    count = where.sum(axis=1, keepdims=True)
    low = np.take_along_axis(ordered, np.maximum(count - 1, 0) // 2, axis=1)
    high = np.take_along_axis(ordered, np.minimum(count // 2, ordered.shape[1] - 1), axis=1)
    result: Floats = np.where(count == 0, np.nan, (low + high) / 2)
    return result


def point_before(bridge: Flags) -> Integers:
    """For each point the index of the point before it that was not left out; −1 if none."""
    position = np.where(bridge, np.arange(bridge.shape[1]), -1)
    before = np.full(bridge.shape, -1)
    before[:, 1:] = np.maximum.accumulate(position, axis=1)[:, :-1]
    return before


def moving_ranges(numbers: Floats, base: Flags, bridge: Flags | None = None) -> Floats:
    """Absolute differences of neighbours; series × (time − 1), NaN where one is missing.

    A gap breaks the chain; a point that was left out on request is stepped over.
    """
    points = np.where(base, numbers, np.nan)
    if bridge is None:
        return np.abs(np.diff(points, axis=1))
    before = point_before(bridge)
    earlier = np.take_along_axis(points, np.maximum(before, 0), axis=1)
    return np.where(before >= 0, np.abs(points - earlier), np.nan)[:, 1:]


def mean_range(ranges: Floats, screen: bool, largest: float = LARGEST_RANGE) -> Floats:
    """Mean of the ranges; with ``screen`` those of ``largest`` times it or more are dropped once.

    When all ranges are zero nothing is dropped, and the mean is zero. Source of the screening:
    Nelson, Control charts for individual measurements, Journal of Quality Technology 14(3), 1982.
    Misleads on rare events: most ranges are zero, the few others are dropped, and the limits
    collapse onto the centre line.
    """
    known = np.isfinite(ranges)
    average = mean(ranges, known)
    if not screen:
        return average
    small = ranges < largest * average
    screened = mean(ranges, small)
    return np.where(average == 0, 0.0, screened)
