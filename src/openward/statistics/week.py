"""When in the week something happened, and how many people were there then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np

HOUR = 3600
#: Hours that stand together: single hours of a ward hold too little to be read.
TOGETHER = 3


@dataclass(frozen=True, slots=True)
class Week:
    """[weekday from Monday, band of three hours on the local clock].

    counts: how often it began then. person_days: days that people spent there in these hours.
    """

    counts: np.ndarray
    person_days: np.ndarray


def week_of(
    starts: np.ndarray, here: np.ndarray, away: np.ndarray, *, span: tuple[int, int], zone: ZoneInfo
) -> Week:
    """Moments and presence by weekday and time of day.

    starts: moments, seconds since 1970. here, away: [n, 2] intervals, half-open, of stays and of
    leaves within them. span: half-open, from and to a whole hour. Who is there at the beginning of
    an hour counts for the hour. It says nothing about why: visits, hand-overs and how many are on
    shift differ by the hour too.
    """
    first, last = span
    begun = starts[(starts >= first) & (starts < last)]
    hours = np.arange(first, last, HOUR)
    present = _present(here, first, len(hours)) - _present(away, first, len(hours))
    return Week(
        _added(begun, np.ones(len(begun), np.int64), zone), _added(hours, present, zone) / 24
    )


def _present(intervals: np.ndarray, first: int, number: int) -> np.ndarray:
    """How many intervals hold the beginning of each hour."""
    steps = np.zeros(number + 1, np.int64)
    at = np.clip(-(-(intervals.reshape(-1, 2) - first) // HOUR), 0, number)
    np.add.at(steps, at[:, 0], 1)
    np.add.at(steps, at[:, 1], -1)
    return np.cumsum(steps)[:number]


def _added(moments: np.ndarray, weights: np.ndarray, zone: ZoneInfo) -> np.ndarray:
    found = np.zeros((7, 24 // TOGETHER), np.int64)
    local = [datetime.fromtimestamp(int(moment), UTC).astimezone(zone) for moment in moments]
    at = [[one.weekday() for one in local], [one.hour // TOGETHER for one in local]]
    np.add.at(found, tuple(np.array(at, dtype=np.int64)), weights)
    return found
