"""Local midnights, changes of the clock and working days, as whole minutes in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONES = (
    "Europe/Paris", "Europe/London", "Europe/Sofia", "Australia/Brisbane", "America/New_York",
)  # fmt: skip


def midnight(day: date, zone: str) -> datetime:
    """The moment in UTC at which a day begins in a zone."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


@lru_cache
def clock_changes(zone: str, year: int) -> tuple[date, ...]:
    """The days of a year that have 23 or 25 hours."""
    days = [date(year, 1, 1) + timedelta(n) for n in range(365)]
    day = timedelta(days=1)
    return tuple(d for d in days if midnight(d + day, zone) - midnight(d, zone) != day)


def working_days_end(
    moment: datetime, working_days: int, zone: str, holidays: tuple[date, ...]
) -> datetime:
    """Local midnight that ends the n-th working day after the day of the moment."""
    day = moment.astimezone(ZoneInfo(zone)).date()
    left = working_days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in holidays
    return midnight(day + timedelta(days=1), zone)
