"""Nelson's eight tests and the four of the Western Electric handbook.

Sources: Nelson, Journal of Quality Technology 16(4), 1984; Western Electric, Statistical Quality
Control Handbook, 1956. Meant for points that scatter symmetrically around the centre line; used
all together on a stable process they raise a false alarm about once in 90 points (four Western
Electric tests: Champ and Woodall, Technometrics 29(4), 1987). A gap breaks a stretch.
"""

from openward.statistics.chart_result import Flags, Integers
from openward.statistics.position import Position
from openward.statistics.rules_mdc import astronomical, shift, trend
from openward.statistics.windows import all_of, at_least, points_in


def beyond(at: Position, phase: Integers) -> Flags:
    """Beyond three sigma."""
    return astronomical(at)


def some_far_out(high: Flags, low: Flags, count: int, length: int, phase: Integers) -> Flags:
    """Far points of which ``count`` of ``length`` in a row lie far out on the same side."""
    upper = points_in(at_least(count, high, length, phase), length) & high
    lower = points_in(at_least(count, low, length, phase), length) & low
    return upper | lower


def two_of_three(at: Position, phase: Integers) -> Flags:
    """Two of three in a row beyond two sigma on one side."""
    return some_far_out(at.over_2, at.under_2, 2, 3, phase)


def four_of_five(at: Position, phase: Integers) -> Flags:
    """Four of five in a row beyond one sigma on one side."""
    return some_far_out(at.over_1, at.under_1, 4, 5, phase)


def nine_on_one_side(at: Position, phase: Integers) -> Flags:
    """Nine in a row on one side of the centre line."""
    return shift(at, phase, points=9)


def eight_on_one_side(at: Position, phase: Integers) -> Flags:
    """Eight in a row on one side of the centre line."""
    return shift(at, phase, points=8)


def six_going_one_way(at: Position, phase: Integers) -> Flags:
    """Six in a row, each higher (or each lower) than the last."""
    return trend(at, phase, points=6)


def fourteen_alternating(at: Position, phase: Integers) -> Flags:
    """Fourteen in a row going up and down in turn: twelve turns between thirteen steps."""
    turns = at.rising.copy()
    turns[:, :-1] &= at.falling[:, 1:]
    other = at.falling.copy()
    other[:, :-1] &= at.rising[:, 1:]
    turns |= other
    turns[:, -1:] = False
    windows = all_of(turns, 12, phase)
    if phase.strides[1] != 0:  # the last turn reaches two points further
        windows[:, :-13] &= phase[:, :-13] == phase[:, 13:]
    return points_in(windows, 14)


def fifteen_close(at: Position, phase: Integers) -> Flags:
    """Fifteen in a row within one sigma of the centre line, on either side."""
    inside = ~(at.over_1 | at.under_1) & at.placed
    return points_in(all_of(inside, 15, phase), 15)


def eight_far(at: Position, phase: Integers) -> Flags:
    """Eight in a row beyond one sigma, on either side."""
    return points_in(all_of(at.over_1 | at.under_1, 8, phase), 8)


NELSON = {
    "nelson_1": beyond,
    "nelson_2": nine_on_one_side,
    "nelson_3": six_going_one_way,
    "nelson_4": fourteen_alternating,
    "nelson_5": two_of_three,
    "nelson_6": four_of_five,
    "nelson_7": fifteen_close,
    "nelson_8": eight_far,
}
WESTERN_ELECTRIC = {
    "western_electric_1": beyond,
    "western_electric_2": two_of_three,
    "western_electric_3": four_of_five,
    "western_electric_4": eight_on_one_side,
}
