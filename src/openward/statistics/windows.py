"""Stretches of neighbouring points, for many series at once.

A window belongs to its first point: ``windows[s, t]`` speaks of points t … t + length − 1.
Rows are laid end to end, so that each step is one pass over flat memory; windows that would
cross the end of a series or of a phase are wiped out afterwards. A gap is never flagged, so it
breaks every window that needs all its points.
"""

import numpy as np

from openward.statistics.chart_result import Flags, Integers


def all_of(flags: Flags, length: int, phase: Integers) -> Flags:
    """Windows in which every point is flagged."""
    flat = np.ascontiguousarray(flags).reshape(-1)
    if flat.size < length:
        return np.zeros(flags.shape, dtype=np.bool_)
    window, reach = flat, 1
    while reach < length:  # doubling: 1, 2, 4 … points
        step = min(reach, length - reach)
        window = window[: window.size - step] & window[step:]
        reach += step
    return _within(window, flags, length, phase)


def at_least(count: int, flags: Flags, length: int, phase: Integers) -> Flags:
    """Windows of ``length`` points in which at least ``count`` are flagged."""
    flat = np.ascontiguousarray(flags).reshape(-1).view(np.int8)
    if flat.size < length:
        return np.zeros(flags.shape, dtype=np.bool_)
    size = flat.size - length + 1
    total = flat[:size].copy()
    for shift in range(1, length):
        total += flat[shift : shift + size]
    return _within(total >= count, flags, length, phase)


def points_in(windows: Flags, length: int) -> Flags:
    """Points that lie in any of the windows."""
    reached = windows.reshape(-1).copy()
    reach = 1
    while reach < length:
        step = min(reach, length - reach)
        grown = reached.copy()
        grown[step:] |= reached[:-step]
        reached = grown
        reach += step
    return reached.reshape(windows.shape)


def _within(window: Flags, flags: Flags, length: int, phase: Integers) -> Flags:
    """Back to series × time, without the windows that cross a series or a phase."""
    result = np.zeros(flags.shape, dtype=np.bool_)
    result.reshape(-1)[: window.size] = window
    last = flags.shape[1] - length + 1
    result[:, max(last, 0) :] = False
    if last > 0 and phase.strides[1] != 0:
        result[:, :last] &= phase[:, :last] == phase[:, length - 1 :]
    return result
