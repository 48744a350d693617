"""The result that is drawn over time: what a line holds, and where it must be broken."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openward.charts.palette import SERIES
from openward.charts.words import reason_without_number

#: As many as can be told apart.
MOST_LINES = len(SERIES)


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator or stratum of one area, one entry per period, in the order of time.

    Periods are half-open days. value is None where there is no number; status is that of the rate
    table. low and high are the smallest and largest true value where the publisher rounded, else
    None. definition is the version of the counting rule.

    Raises
    ------
    ValueError
        Columns of different length, periods out of order or overlapping, a value that is
        negative or not finite.
    """

    name: str
    period_start: Sequence[date]
    period_end: Sequence[date]
    value: Sequence[float | None]
    status: Sequence[str]
    definition: Sequence[str | None]
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()

    def __post_init__(self) -> None:
        length = len(self.period_start)
        columns = (self.period_end, self.value, self.status, self.definition)
        bounds = [column for column in (self.low, self.high) if column]
        if any(len(column) != length for column in (*columns, *bounds)):
            raise ValueError(f"the columns of {self.name!r} differ in length")
        pairs = zip(self.period_end, self.period_start[1:], strict=False)
        if any(end > start for end, start in pairs):
            raise ValueError(f"the periods of {self.name!r} overlap or are out of order")
        if not all(value is None or 0 <= value < math.inf for value in self.value):
            raise ValueError(f"a value of {self.name!r} is negative or not finite")

    def reasons(self) -> list[str | None]:
        """For each period why it has no number (one of `NO_NUMBER`), None if it has one."""
        return [reason_without_number(s, v) for s, v in zip(self.status, self.value, strict=True)]

    def segments(self) -> list[int]:
        """For each period the number of its unbroken piece of line.

        A new piece starts after a period without a number or a missing period, and at a change of
        definition.
        """
        pieces, piece = [], 0
        reasons = self.reasons()
        for i in range(len(self.value)):
            broken = i > 0 and (
                reasons[i - 1] is not None
                or self.period_end[i - 1] != self.period_start[i]
                or self.definition[i - 1] != self.definition[i]
            )
            piece += broken
            pieces.append(piece)
        return pieces

    def definition_changes(self) -> list[date]:
        """The first day of each period whose counting rule is not that of the period before."""
        pairs = zip(self.definition, self.definition[1:], self.period_start[1:], strict=False)
        return [start for before, after, start in pairs if before != after]


@dataclass(frozen=True, slots=True)
class Series:
    """One to four lines in one picture, all in the unit of y_label. caption is one sentence.

    Raises
    ------
    ValueError
        No line, more than four, or two of one name: they could not be told apart. No period.
    """

    title: str
    source: str
    caption: str
    y_label: str
    lines: Sequence[Line]
    decimals: int = 2

    def __post_init__(self) -> None:
        if not 1 <= len(self.lines) <= MOST_LINES:
            raise ValueError(f"a picture holds 1 to {MOST_LINES} lines, not {len(self.lines)}")
        if len({line.name for line in self.lines}) != len(self.lines):
            raise ValueError("two lines have the same name")
        if not any(line.period_start for line in self.lines):
            raise ValueError("there is no period")
