"""Local days, and the periods made of them. Moments are whole seconds since 1970 in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Days, half-open."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class Bounds:
    """The same in seconds, in one time zone; half-open."""

    start: int
    end: int

    def holds(self, moment: int) -> bool:
        """Whether the moment is in it."""
        return self.start <= moment < self.end

    def seconds_of(self, start: int, end: int) -> int:
        """How many seconds of another interval are in it."""
        return max(0, min(end, self.end) - max(start, self.start))

    def touches(self, start: int, end: int | None) -> bool:
        """Whether another interval has a part in it; one that began in it has."""
        return start < self.end and (start >= self.start or end is None or end > self.start)


def periods(first: date, last: date, unit: str) -> list[Period]:
    """The calendar months, quarters or years that touch [first, last), cut to it."""
    length = MONTHS[unit]
    start = date(first.year, (first.month - 1) // length * length + 1, 1)
    found = []
    while start < last:
        after = start.year * 12 + start.month - 1 + length
        end = date(after // 12, after % 12 + 1, 1)
        found.append(Period(max(start, first), min(end, last)))
        start = end
    return found


@cache
def begins(day: date, zone: str) -> int:
    """When a local day begins. Where midnight is skipped or comes twice: the first moment."""
    return moment(day, time(0), zone)


def moment(day: date, at: time, zone: str) -> int:
    """A local time of day, the earlier one where it comes twice."""
    return seconds(datetime.combine(day, at, ZoneInfo(zone)))


@cache
def local_day(moment: int, zone: str) -> date:
    """The local day of a moment."""
    return datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo(zone)).date()


def seconds(moment: datetime) -> int:
    """Whole seconds since 1970 of an aware moment."""
    return int(moment.timestamp())


def days_between(start: date, end: date) -> list[date]:
    """Every day of a half-open span."""
    return [start + timedelta(n) for n in range((end - start).days)]
