"""Phases: stretches of a series with limits of their own, set by a person."""

from collections.abc import Iterator, Sequence

import numpy as np

from openward.statistics.chart_result import Flags, Integers


def phases_from_starts(starts: Sequence[int], length: int) -> Integers:
    """Label ``length`` points 0, 1, 2 … with a new phase at each index in ``starts``.

    Raises
    ------
    ValueError
        If a start lies outside the series.
    """
    if any(not 0 <= start < length for start in starts):
        raise ValueError("phase: a start lies outside the series")
    marks = np.zeros(length, dtype=np.int64)
    marks[sorted({start for start in starts if start > 0})] = 1
    labels: Integers = np.cumsum(marks)
    return labels


def each_phase(phase: Integers) -> Iterator[Flags | None]:
    """Yield, for each label, where it holds; None when one phase covers everything."""
    ends = phase[:, [0, -1]] if phase.size else phase
    if phase.strides[1] == 0 or np.all(ends == ends[:1, :1]):
        yield None
        return
    for label in np.unique(phase):
        yield phase == label


def baseline_points(phase: Integers, baseline: int | None) -> Flags | None:
    """Mark the first ``baseline`` points of each phase, gaps counted; None if all points count.

    Raises
    ------
    ValueError
        If ``baseline`` is below 2: limits need two points.
    """
    if baseline is None:
        return None
    if baseline < 2:
        raise ValueError("baseline: limits need at least 2 points")
    position = np.arange(phase.shape[1])
    starts = np.zeros(phase.shape, dtype=np.int64)
    starts[:, 1:] = np.where(phase[:, 1:] != phase[:, :-1], position[1:], 0)
    result: Flags = position - np.maximum.accumulate(starts, axis=1) < baseline
    return result
