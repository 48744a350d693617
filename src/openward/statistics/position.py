"""Where each point lies: which side of the centre, how far out, going up or down."""

from dataclasses import dataclass

import numpy as np

from openward.statistics.chart_result import ControlChart, Flags, Floats

# Below this relative distance a point lies on a line: sums of equal numbers round differently.
ON_THE_LINE = 1e-12


@dataclass(frozen=True, eq=False)
class Position:
    """Booleans of series × time; False at gaps.

    ``rising[t]`` and ``falling[t]`` compare t + 1 with t; ``placed`` holds where a point has a
    distance in sigmas.
    """

    above: Flags
    below: Flags
    over_1: Flags
    under_1: Flags
    over_2: Flags
    under_2: Flags
    over_3: Flags
    under_3: Flags
    rising: Flags
    falling: Flags
    placed: Flags


def position_of(chart: ControlChart) -> Position:
    """Place every point of the chart; zones are False where the chart has no sigma."""
    value = chart.value
    scaled = value if chart.power == 1 else value**chart.power
    zones = [_zone(scaled, chart, sigmas) for sigmas in (1, 2)]
    rising, falling = _steps(value)
    return Position(
        _higher(value, chart.centre),
        _lower(value, chart.centre),
        *zones[0],
        *zones[1],
        _higher(value, chart.upper),
        _lower(value, chart.lower),
        rising,
        falling,
        np.isfinite(value) & (_column(chart.sigma) > 0),
    )


def _column(line: Floats) -> Floats:
    """The line itself, as one column where it is the same at all times (cheaper to use)."""
    return line[:, :1] if line.strides[1] == 0 else line


def _higher(value: Floats, line: Floats) -> Flags:
    result: Flags = value > _column(line) * (1 + ON_THE_LINE)
    return result


def _lower(value: Floats, line: Floats) -> Flags:
    result: Flags = value < _column(line) * (1 - ON_THE_LINE)
    return result


def _zone(scaled: Floats, chart: ControlChart, sigmas: int) -> tuple[Flags, Flags]:
    middle, sigma = _column(chart.middle), _column(chart.sigma)
    width = sigma * sigmas
    slack = middle * ON_THE_LINE
    return scaled > middle + (width + slack), scaled < middle - (width + slack)


def _steps(value: Floats) -> tuple[Flags, Flags]:
    rising = np.zeros(value.shape, dtype=np.bool_)
    falling = np.zeros(value.shape, dtype=np.bool_)
    np.greater(value[:, 1:], value[:, :-1], out=rising[:, :-1])
    np.less(value[:, 1:], value[:, :-1], out=falling[:, :-1])
    return rising, falling
