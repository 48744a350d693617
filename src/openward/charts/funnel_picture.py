"""The result that is drawn as a funnel: areas against their size, and the limits of chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from openward.charts.distribution import Distribution, counted_notes
from openward.charts.words import ENGLISH, Words

#: What may be said of an area; empty where nothing is. Also the names of the words.
FUNNEL_SIGNALS = ("", "above_95", "below_95", "above_998", "below_998")
OUTSIDE = ("above_998", "below_998")
#: So many names in the notes; all stand in the table.
MOST_NAMES = 10


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """Limits in the unit of the value, one entry per size; None where there is none."""

    lower_95: Sequence[float | None]
    upper_95: Sequence[float | None]
    lower_998: Sequence[float | None]
    upper_998: Sequence[float | None]

    def columns(self) -> tuple[Sequence[float | None], ...]:
        """The four limits, from 95 % to 99.8 %."""
        return (self.lower_95, self.upper_95, self.lower_998, self.upper_998)


@dataclass(frozen=True, slots=True)
class FunnelPicture:
    """The areas with the limits and the signal of each; reference is the centre line.

    The caption is a question to the services, never a ranking. signal is one of `FUNNEL_SIGNALS`
    per area. curve holds the limits on a grid of sizes, for smooth lines; without it they are
    drawn from area to area.

    Raises
    ------
    ValueError
        Columns of different length, an unknown signal, a limit that is negative or not finite.
    """

    areas: Distribution
    limits: FunnelLimits
    signal: Sequence[str]
    curve_size: Sequence[float] = ()
    curve: FunnelLimits | None = None

    def __post_init__(self) -> None:
        areas = len(self.areas.area_id)
        _check(self.limits, areas)
        if self.curve is not None:
            _check(self.curve, len(self.curve_size))
        if len(self.signal) != areas:
            raise ValueError("signal and areas differ in length")
        unknown = [signal for signal in self.signal if signal not in FUNNEL_SIGNALS]
        if unknown:
            raise ValueError(f"{unknown[0]!r} is not one of {', '.join(FUNNEL_SIGNALS[1:])}")

    def outside(self) -> list[str]:
        """The names of the areas outside the 99.8 % limits, in the order of names."""
        named = zip(self.areas.area_name, self.signal, strict=True)
        return sorted((name for name, signal in named if signal in OUTSIDE), key=str.casefold)


def funnel_notes(funnel: FunnelPicture, words: Words = ENGLISH) -> list[str]:
    """The caption, what is and is not in the picture, who lies outside, in the order of names."""
    names = funnel.outside()
    listed = ", ".join(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        listed = words.and_more.format(names=listed, more=len(names) - MOST_NAMES)
    said = words.outside.format(names=listed) if names else words.none_outside
    return [*counted_notes(funnel.areas, words), said]


def _check(limits: FunnelLimits, length: int) -> None:
    for column in limits.columns():
        if len(column) != length:
            raise ValueError("limits and sizes differ in length")
        for number in column:
            if number is not None and not 0 <= number < math.inf:
                raise ValueError(f"{number} is negative or not finite")
