"""The four rules of NHS England's Making Data Count, as they stood in 2019 and since late 2023.

Points beyond the limits count towards two-of-three only since 2023; in both versions all three
points lie on one side of the mean, and only those beyond two sigma are named. Equal
neighbours break a trend, and so does a gap.
"""

from openward.statistics.chart_result import Flags, Integers
from openward.statistics.position import Position
from openward.statistics.windows import all_of, at_least, points_in


def astronomical(at: Position) -> Flags:
    """Points beyond a limit."""
    return at.over_3 | at.under_3


def shift(at: Position, phase: Integers, points: int = 7) -> Flags:
    """Points in a stretch of ``points`` or more on one side of the centre line."""
    windows = all_of(at.above, points, phase) | all_of(at.below, points, phase)
    return points_in(windows, points)


def trend(at: Position, phase: Integers, points: int = 7) -> Flags:
    """Points in a stretch of ``points`` or more, each higher (or each lower) than the last."""
    steps = points - 1
    windows = all_of(at.rising, steps, phase) | all_of(at.falling, steps, phase)
    if phase.strides[1] != 0:  # the first step may not start in the phase before
        windows[:, :-steps] &= phase[:, :-steps] == phase[:, steps:]
    return points_in(windows, points)


def two_of_three(at: Position, phase: Integers, version: int = 2023) -> Flags:
    """Points beyond two sigma, two of three in a row, all three on one side of the mean."""
    high = at.over_2 if version >= 2023 else at.over_2 & ~(at.over_3 | at.under_3)
    low = at.under_2 if version >= 2023 else at.under_2 & ~(at.over_3 | at.under_3)
    above = at_least(2, high, 3, phase) & all_of(at.above, 3, phase)
    below = at_least(2, low, 3, phase) & all_of(at.below, 3, phase)
    return (points_in(above, 3) & high) | (points_in(below, 3) & low)
