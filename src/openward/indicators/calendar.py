"""Local days and periods as small tables, so that engines only compare whole numbers.

Moments are whole seconds since 1970 in UTC, days whole days since 1970-01-01. Everything that
depends on a time zone is worked out here, before an engine sees it: engines disagree on zones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

MINUTE, HOUR, DAY = 60, 3600, 86_400
MONTHS = {"month": 1, "quarter": 3, "year": 12}
#: All the days asked for as one period.
WHOLE = "whole"
#: The same, and in it the gaps between days with something counted.
EVENT = "event"
EPOCH = date(1970, 1, 1)
#: What is not placed has no zone of its own.
NO_ZONE = "UTC"
MIDNIGHT = "00:00"
NEVER = 2**62


@dataclass(frozen=True, slots=True)
class Period:
    """Days, half-open."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Clock:
    """How a facility tells the time: its zone, and when it counts people."""

    zone: str
    census: str


def periods_of(first: date, last: date, unit: str) -> list[Period]:
    """The months, quarters or years that touch [first, last), cut to it; else all of it."""
    if unit in (WHOLE, EVENT):
        return [Period(first, last)]
    step = MONTHS[unit]
    number = (first.year * 12 + first.month - 1) // step * step
    found = []
    while (start := _first_of(number)) < last:
        found.append(Period(max(start, first), min(_first_of(number + step), last)))
        number += step
    return found


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def bounds(periods: Sequence[Period], zones: Sequence[str]) -> pa.Table:
    """One row for each zone (by its place in `zones`) and period.

    Columns: zone, period; period_begin and period_end in seconds; period_first and period_after:
    its first day and the one after its last; year.
    """
    rows = [
        {"zone": number, "period": place, "period_begin": begins(day_number(period.start), zone),
         "period_end": begins(day_number(period.end), zone),
         "period_first": day_number(period.start), "period_after": day_number(period.end),
         "year": period.start.year}
        for number, zone in enumerate(zones) for place, period in enumerate(periods)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows)


def steps(number: int) -> pa.Table:
    """How an interval over `more` + 1 of so many spans falls into them: a row for each `step`."""
    pairs = [(more, step) for more in range(number) for step in range(more + 1)]
    return pa.table({"more": [a for a, _ in pairs], "step": [b for _, b in pairs]})


def local_days(periods: Sequence[Period], zones: Sequence[str]) -> pa.Table:
    """When each local day of the periods begins and ends in each zone, in seconds."""
    first, last = day_number(periods[0].start), day_number(periods[-1].end)
    rows = [
        {"zone": number, "on_day": day, "day_begin": begins(day, zone),
         "day_end": begins(day + 1, zone)}
        for number, zone in enumerate(zones) for day in range(first, last)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows)


def days(periods: Sequence[Period], zones: Sequence[str], first: int, last: int) -> pa.Table:
    """What the local day is, at every moment between two moments.

    One row for each zone and day of UTC. A day of UTC has two local midnights at most: the local
    day is day_0 before the moment switch_1, day_1 from then on, and day_2 from switch_2. period_…
    is the period of that day: -1 before the first, their number after the last one. year_…
    likewise. From shift_s on, what the clock shows is shift_1 ahead of UTC, before it shift_0.
    """
    parts = [_days_of_zone(periods, number, zone, first // DAY, last // DAY)
             for number, zone in enumerate(zones)]  # fmt: skip
    return pa.concat_tables(parts)


def censuses(periods: Sequence[Period], clocks: Sequence[Clock], first: int, last: int) -> pa.Table:
    """On which day people are counted next, at every moment; columns as in `days`.

    A moment that is itself one at which people are counted has its own day. `00:00` is the
    midnight that ends a day: people are counted when it is over.
    """
    parts = []
    for number, clock in enumerate(clocks):
        numbers = np.arange(first // DAY - 2, last // DAY + 4)
        moments = np.array([_census(int(day), clock) for day in numbers])
        parts.append(
            _switches(number, numbers + 1, moments + 1, first // DAY, last // DAY, periods)
        )
    return pa.concat_tables(parts)


@cache
def begins(day: int, zone: str) -> int:
    """When a local day begins. Where midnight is skipped or comes twice: the first moment."""
    return _moment(day, time(0), zone)


def _census(day: int, clock: Clock) -> int:
    if clock.census == MIDNIGHT:
        return begins(day + 1, clock.zone)
    return _moment(day, time.fromisoformat(clock.census), clock.zone)


def _moment(day: int, at: time, zone: str) -> int:
    local = datetime.combine(EPOCH + timedelta(day), at, ZoneInfo(zone))
    return int(local.timestamp())


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _days_of_zone(
    periods: Sequence[Period], number: int, zone: str, first: int, last: int
) -> pa.Table:
    numbers = np.arange(first - 2, last + 4)
    moments = np.array([begins(int(day), zone) for day in numbers])
    table = _switches(number, numbers, moments, first, last, periods)
    utc_days = np.arange(first, last + 1)
    shifts = np.array([_ahead(int(day) * DAY, zone) for day in np.arange(first, last + 2)])
    change = [
        _shift_within(int(day), zone) if before != after else NEVER
        for day, before, after in zip(utc_days, shifts[:-1], shifts[1:], strict=True)
    ]
    for name, column in (
        ("shift_0", shifts[:-1]), ("shift_1", shifts[1:]), ("shift_s", np.array(change)),
    ):  # fmt: skip
        table = table.append_column(name, pa.array(column, pa.int64()))
    return table


def _ahead(moment: int, zone: str) -> int:
    """How many seconds the clock is ahead of UTC."""
    offset = datetime.fromtimestamp(moment, ZoneInfo(zone)).utcoffset()
    assert offset is not None  # noqa: S101 - the moment is aware
    return int(offset.total_seconds())


def _shift_within(day: int, zone: str) -> int:
    """The second of a day of UTC from which on its last offset holds."""
    low, high = day * DAY, (day + 1) * DAY
    after = _ahead(high, zone)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _ahead(middle, zone) == after else (middle, high)
    return high


def _switches(  # noqa: PLR0913, PLR0917 - one table: of what, from when to when
    number: int, day_numbers: np.ndarray, moments: np.ndarray, first: int, last: int,
    periods: Sequence[Period],
) -> pa.Table:  # fmt: skip
    utc_days = np.arange(first, last + 1)
    # The place of the last switch at or before each day's first second.
    at = np.searchsorted(moments, utc_days * DAY, side="right") - 1
    columns = {"zone": np.full(len(utc_days), number), "utc_day": utc_days}
    for step in (0, 1, 2):
        day = day_numbers[at + step]
        if step:
            within = moments[at + step] < (utc_days + 1) * DAY
            columns[f"switch_{step}"] = np.where(within, moments[at + step], NEVER)
        columns[f"day_{step}"] = day
        columns[f"period_{step}"] = _period_of(day, periods)
        columns[f"year_{step}"] = _year_of(day)
    return pa.table({name: pa.array(column, pa.int64()) for name, column in columns.items()})


def _period_of(day_numbers: np.ndarray, periods: Sequence[Period]) -> np.ndarray:
    starts = np.array([day_number(period.start) for period in periods])
    found = np.searchsorted(starts, day_numbers, side="right") - 1
    return np.where(day_numbers >= day_number(periods[-1].end), len(periods), found)


def _year_of(day_numbers: np.ndarray) -> np.ndarray:
    return day_numbers.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
